//! The document's head, updated when the app shows another page.
//!
//! The app sets everything that it knows for every page: URLs, languages, title, description, feeds and files. What
//! only the prerendered page has (card, structured data, dates) is removed when another page is shown and restored
//! with its own page, so that the head never describes a page that is not shown.

use super::elements::{find, find_all, set_attribute, set_root};
use crate::locale::Locale;
use crate::route::{Page, Route, export, manifest};
use crate::wire::{SentDocument, Site};
use leptos::prelude::document;
use std::cell::RefCell;
use web_sys::Element;

/// Elements that belong to one page only, or are created again for each page.
const OWN: &str = "script[type='application/ld+json'],link[rel=alternate][type],meta[property^='article:'],\
                   meta[property^='og:image'],meta[name^='twitter:'],meta[name=robots]";

/// The page that the browser loaded.
struct First {
    /// Its path; none for the empty shell and for the not-found page.
    path: Option<String>,
    /// The origin that the site is published at. It may differ from the origin that it is served from.
    origin: String,
    /// The elements that belong to this page only.
    own: Vec<Element>,
}

thread_local! {
    static FIRST: RefCell<Option<First>> = const { RefCell::new(None) };
}

/// Updates the head for a page.
pub fn show(route: &Route, page: &SentDocument, site: &Site) {
    let name = Site::text(&site.name, route.locale);
    document().set_title(&page.tab_title(name));
    let path = route.path();
    let origin = own(Some(&path));
    set("meta[name=description]", "content", &page.description);
    set("meta[property='og:title']", "content", &page.title);
    set("meta[property='og:description']", "content", &page.description);
    set("meta[property='og:site_name']", "content", name);
    set("meta[property='og:locale']", "content", route.locale.open_graph());
    set("meta[property='og:locale:alternate']", "content", route.locale.other().open_graph());
    let kind = if matches!(route.page, Page::Article(_)) { "article" } else { "website" };
    set("meta[property='og:type']", "content", kind);
    let address = [&origin, &path].map(String::as_str).concat();
    set("link[rel=canonical]", "href", &address);
    set("meta[property='og:url']", "content", &address);
    for locale in Locale::ALL {
        let href = [origin.as_str(), &route.page.href(locale)].concat();
        set(&["link[hreflang='", locale.tag(), "']"].concat(), "href", &href);
        if locale == Locale::En {
            set("link[hreflang=x-default]", "href", &href);
        }
    }
    if !is_first(&path) {
        for (export, title) in export::of(&route.page, &page.title, name) {
            add(
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", export.mime()),
                    ("title", &title),
                    ("href", &export.href(route.locale)),
                ],
            );
        }
    }
    show_language(route.locale);
}

/// Sets the title when there is no page to take it from. Such a URL must not be indexed or shared.
pub fn show_title(text: &str, site: &Site, locale: Locale) {
    document().set_title(&[text, " · ", Site::text(&site.name, locale)].concat());
    own(None);
    add("meta", &[("name", "robots"), ("content", "noindex")]);
    // A link element without `href` has no effect (HTML, 4.2.4).
    for link in find_all::<Element>("link[rel=canonical],link[hreflang]") {
        // Removal fails only for a name that is not well formed.
        let _ = link.remove_attribute("href");
    }
    show_language(locale);
}

fn show_language(locale: Locale) {
    set_root("lang", Some(locale.tag()));
    set("link[rel=manifest]", "href", manifest(locale));
}

/// Removes the elements that belong to another page only, and restores those of this one. Returns the origin.
fn own(path: Option<&str>) -> String {
    let found = find_all::<Element>(OWN);
    FIRST.with_borrow_mut(|first| {
        let first = first.get_or_insert_with(|| read_first(&found));
        found.iter().for_each(Element::remove);
        if path.is_some() && first.path.as_deref() == path {
            first.own.iter().for_each(append);
        }
        first.origin.clone()
    })
}

fn is_first(path: &str) -> bool {
    FIRST.with_borrow(|first| first.as_ref().is_some_and(|first| first.path.as_deref() == Some(path)))
}

/// Describes the loaded page, from its canonical URL.
fn read_first(own: &[Element]) -> First {
    let canonical = find::<Element>("link[rel=canonical]");
    let address = canonical.and_then(|link| link.get_attribute("href")).unwrap_or_default();
    let scheme = address.find("://").map_or(0, |at| at + 3);
    let end = address[scheme..].find('/').map_or(address.len(), |at| scheme + at);
    let (origin, path) = address.split_at(end);
    let named = find::<Element>("meta[name=robots]").is_none();
    First { path: named.then(|| path.to_owned()), origin: origin.to_owned(), own: own.to_vec() }
}

fn append(element: &Element) {
    if let Some(head) = document().head() {
        // The head always accepts an element of our own.
        let _ = head.append_child(element);
    }
}

fn add(name: &str, attributes: &[(&str, &str)]) {
    if let Ok(element) = document().create_element(name) {
        for (name, value) in attributes {
            set_attribute(&element, name, value);
        }
        append(&element);
    }
}

fn set(selector: &str, attribute: &str, value: &str) {
    if let Some(element) = find::<Element>(selector) {
        set_attribute(&element, attribute, value);
    }
}
