//! What a page's head tells other programs: addresses, languages, feeds, its card and structured data.

use super::content::Content;
use super::install::PAPER;
use super::xml::escape;
use super::{Draft, linked_data, share_card, sitemap};
use film_core::locale::Locale;
use film_core::route::{Page, Route, base, export, manifest};
use std::fmt::{Result, Write};
use wire::Body;

/// Writes the page's own address and that of each language.
///
/// # Errors
///
/// None: a string takes all text.
pub fn links(html: &mut String, origin: &str, route: &Route) -> Result {
    let path = route.path();
    write!(html, "<link rel=\"canonical\" href=\"{origin}{path}\">")?;
    property(html, "og:url", &format!("{origin}{path}"))?;
    let alternates = sitemap::alternates(&route.page, origin);
    alternates
        .into_iter()
        .try_for_each(|(tag, href)| write!(html, "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{href}\">"))
}

/// Writes what a device needs that installs the site or shows it in a frame: colours, icons, manifest.
///
/// # Errors
///
/// None: a string takes all text.
pub fn device(html: &mut String, locale: Locale, name: &str) -> Result {
    for (scheme, colour) in ["light", "dark"].into_iter().zip(PAPER) {
        write!(html, "<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{colour}\">")?;
    }
    write!(html, "<link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">", base::join("/icon.svg"))?;
    write!(html, "<link rel=\"apple-touch-icon\" href=\"{}\">", base::join("/apple-touch-icon.png"))?;
    write!(html, "<link rel=\"manifest\" href=\"{}\">", base::join(manifest(locale)))?;
    write!(html, "<meta name=\"mobile-web-app-capable\" content=\"yes\">")?;
    write!(html, "<meta name=\"apple-mobile-web-app-title\" content=\"{}\">", escape(name))
}

/// Writes what a page with content tells: its exports, its card, its structured data.
///
/// # Errors
///
/// None: a string takes all text.
pub fn told(html: &mut String, content: &Content, draft: &Draft) -> Result {
    let locale = draft.route.locale;
    let document = &draft.document;
    let name = content.office.name.get(locale);
    for (export, title) in export::of(&draft.route.page, &document.title, name) {
        let (mime, title, href) = (export.mime(), escape(&title), export.href(locale));
        write!(html, "<link rel=\"alternate\" type=\"{mime}\" title=\"{title}\" href=\"{href}\">")?;
    }
    let kind = match draft.route.page {
        Page::Article(_) => "article",
        _ => "website",
    };
    property(html, "og:type", kind)?;
    card(html, name, &document.title, &document.description, locale)?;
    if let Some(card) = &draft.card {
        property(html, "og:image", &format!("{}{}", content.office.origin, card.address))?;
        property(html, "og:image:type", "image/jpeg")?;
        property(html, "og:image:width", &share_card::SIZE.0.to_string())?;
        property(html, "og:image:height", &share_card::SIZE.1.to_string())?;
        property(html, "og:image:alt", &card.alt)?;
        // The other tags are read from Open Graph's.
        write!(html, "<meta name=\"twitter:card\" content=\"summary_large_image\">")?;
        write!(html, "<meta name=\"twitter:image:alt\" content=\"{}\">", escape(&card.alt))?;
    } else {
        write!(html, "<meta name=\"twitter:card\" content=\"summary\">")?;
    }
    if let Body::Article(article) = &document.body {
        property(html, "article:published_time", &article.published.iso)?;
        if let Some(updated) = &article.updated {
            property(html, "article:modified_time", &updated.iso)?;
        }
        for (place, topic) in article.topics.iter().enumerate() {
            property(html, if place == 0 { "article:section" } else { "article:tag" }, &topic.label)?;
        }
    }
    write!(html, "<script type=\"application/ld+json\">{}</script>", linked_data::text(content, draft))
}

/// Writes the words of a card.
///
/// # Errors
///
/// None: a string takes all text.
pub fn card(html: &mut String, site: &str, title: &str, description: &str, locale: Locale) -> Result {
    property(html, "og:site_name", site)?;
    property(html, "og:title", title)?;
    property(html, "og:description", description)?;
    property(html, "og:locale", locale.open_graph())?;
    property(html, "og:locale:alternate", locale.other().open_graph())
}

fn property(html: &mut String, name: &str, value: &str) -> Result {
    write!(html, "<meta property=\"{name}\" content=\"{}\">", escape(value))
}
