//! The document's head, kept in step when the app shows another page.

use super::page::set_attribute;
use crate::locale::Locale;
use crate::route::Route;
use crate::wire::{SentDocument, Site};
use leptos::prelude::document;

/// Sets title, description, language, canonical and alternate links for a page.
pub fn show(route: &Route, page: &SentDocument, site: &Site) {
    let name = Site::text(&site.name, route.locale);
    document().set_title(&page.tab_title(name));
    set("meta[name=description]", "content", &page.description);
    set("meta[property='og:title']", "content", &page.title);
    set("meta[property='og:description']", "content", &page.description);
    let origin = origin_of_canonical();
    set("link[rel=canonical]", "href", &format!("{origin}{}", route.path()));
    set("meta[property='og:url']", "content", &format!("{origin}{}", route.path()));
    for locale in Locale::ALL {
        let href = format!("{origin}{}", route.page.href(locale));
        set(&format!("link[hreflang='{}']", locale.tag()), "href", &href);
        if locale == Locale::En {
            set("link[hreflang=x-default]", "href", &href);
        }
    }
    show_language(route.locale);
}

/// Sets the title where there is no page to take it from.
pub fn show_title(text: &str, site: &Site, locale: Locale) {
    document().set_title(&format!("{text} · {}", Site::text(&site.name, locale)));
    show_language(locale);
}

fn show_language(locale: Locale) {
    if let Some(root) = document().document_element() {
        set_attribute(&root, "lang", locale.tag());
    }
}

/// The origin that the site is published at, which need not be the one it is served from.
fn origin_of_canonical() -> String {
    document()
        .query_selector("link[rel=canonical]")
        .ok()
        .flatten()
        .and_then(|link| link.get_attribute("href"))
        .and_then(|href| {
            let scheme = href.find("://")? + 3;
            let end = href[scheme..].find('/').map_or(href.len(), |at| scheme + at);
            Some(href[..end].to_owned())
        })
        .unwrap_or_default()
}

fn set(selector: &str, attribute: &str, value: &str) {
    if let Ok(Some(element)) = document().query_selector(selector) {
        set_attribute(&element, attribute, value);
    }
}
