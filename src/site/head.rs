//! What a page's head tells other programs: addresses, languages, feeds, its card and structured data.

use super::check::Content;
use super::xml::escape;
use super::{Draft, linked_data, share};
use crate::locale::Locale;
use crate::route::export::{Export, FeedForm};
use crate::route::{Area, Page, Route};
use crate::wire::Body;
use std::fmt::{Result, Write};

/// Writes the page's own address and that of each language.
///
/// # Errors
///
/// None: a string takes all text.
pub fn links(html: &mut String, origin: &str, route: &Route) -> Result {
    let path = route.path();
    write!(html, "<link rel=\"canonical\" href=\"{origin}{path}\">")?;
    property(html, "og:url", &format!("{origin}{path}"))?;
    for locale in Locale::ALL {
        let href = route.page.href(locale);
        write!(html, "<link rel=\"alternate\" hreflang=\"{}\" href=\"{origin}{href}\">", locale.tag())?;
    }
    let href = route.page.href(Locale::En);
    write!(html, "<link rel=\"alternate\" hreflang=\"x-default\" href=\"{origin}{href}\">")
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
    for (export, title) in exports(draft, name) {
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
        property(html, "og:image:width", &share::SIZE.0.to_string())?;
        property(html, "og:image:height", &share::SIZE.1.to_string())?;
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

/// The files that hold what a page shows, with a title each.
fn exports(draft: &Draft, name: &str) -> Vec<(Export, String)> {
    let title = &draft.document.title;
    let mut exports = Vec::new();
    let mut feeds = |topic: Option<&crate::model::TopicId>, title: &str| {
        let feed = |form: FeedForm| (Export::Feed(form, topic.cloned()), format!("{title} ({})", form.name()));
        exports.extend(FeedForm::ALL.map(feed));
    };
    match &draft.route.page {
        Page::Topic(topic) => {
            feeds(Some(topic), &format!("{title} · {name}"));
            feeds(None, name);
        }
        page if *page == Page::Home || page.area() == Some(Area::News) => feeds(None, name),
        Page::Edition(year) | Page::Agenda(year) => {
            exports.push((Export::AgendaCalendar(*year), format!("{title} (iCalendar)")));
            exports.push((Export::Schedule(*year), format!("{title} (frab)")));
        }
        Page::Session(year, id) => {
            exports.push((Export::SessionCalendar(*year, id.clone()), format!("{title} (iCalendar)")));
        }
        Page::Locations => {
            exports.push((Export::LocationsMap, format!("{title} (GeoJSON)")));
            exports.push((Export::LocationsTable, format!("{title} (CSV)")));
        }
        Page::Clips => exports.push((Export::ClipsTable, format!("{title} (CSV)"))),
        _ => {}
    }
    exports
}
