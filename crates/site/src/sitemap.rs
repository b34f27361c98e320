//! `/sitemap.xml` with every page of content in each language, and `/robots.txt`.

use super::content::Content;
use super::{Draft, Files, dates};
use film_core::locale::Locale;
use film_core::model::office::Office;
use film_core::route::{Page, base};
use formats::xml::{element, empty};

/// The URL of a page in each language, with the language's tag. The last is the default for all other languages. Empty if
/// the site has only one language.
pub fn alternates(page: &Page, office: &Office) -> Vec<(&'static str, String)> {
    if office.only_language().is_some() {
        return Vec::new();
    }
    let origin = &office.origin;
    let tagged = Locale::ALL.into_iter().map(|locale| (locale.tag(), locale)).chain([("x-default", Locale::En)]);
    tagged.map(|(tag, locale)| (tag, format!("{origin}{}", page.href(locale)))).collect()
}

/// Writes both files. A page whose records have no date has no `lastmod`.
pub fn write(content: &Content, drafts: &[Draft], files: &mut Files) {
    let origin = &content.office.origin;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for route in drafts.iter().map(|draft| &draft.route).filter(|route| !route.page.is_tool()) {
        xml.push_str("<url>");
        xml.push_str(&element("loc", &[], &format!("{origin}{}", route.path())));
        xml.extend(dates::page(content, &route.page).map(|date| element("lastmod", &[], date)));
        for (tag, href) in alternates(&route.page, &content.office) {
            xml.push_str(&empty("xhtml:link", &[("rel", "alternate"), ("hreflang", tag), ("href", &href)]));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    files.insert("sitemap.xml".into(), xml.into_bytes());
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {origin}{}\n", base::join("/sitemap.xml"));
    files.insert("robots.txt".into(), robots.into_bytes());
}
