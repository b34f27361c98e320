//! `/sitemap.xml` with every page in both languages, and `/robots.txt`.

use super::Files;
use super::check::Content;
use film_core::locale::Locale;
use film_core::route::{Page, base};

/// Writes both files. Pages without content of their own (search, pack, offline) are listed too.
pub fn write(content: &Content, pages: &[Page], files: &mut Files) {
    let origin = &content.office.origin;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for route in super::routes(pages) {
        xml.push_str(&format!("<url><loc>{origin}{}</loc>", route.path()));
        for locale in Locale::ALL {
            let href = route.page.href(locale);
            xml.push_str(&format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{origin}{href}\"/>",
                locale.tag()
            ));
        }
        let href = route.page.href(Locale::En);
        xml.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"{origin}{href}\"/>"));
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    files.insert("sitemap.xml".into(), xml.into_bytes());
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {origin}{}\n", base::join("/sitemap.xml"));
    files.insert("robots.txt".into(), robots.into_bytes());
}
