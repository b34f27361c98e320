//! The start of the app: reads the bootstrap data, then hydrates a prerendered page or mounts on an empty one.

use super::fetch;
use super::hydration::{go_on, hydrate, is_as_rendered};
use crate::json;
use crate::route::base;
use crate::ui::static_subtree;
use crate::wire::{Bootstrap, FORMAT, MISSING, SentDocument, Site};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// Hydrates the page with `app`, in separate tasks.
pub fn start<V: IntoView + 'static>(app: fn(Bootstrap) -> V) {
    // The error after a panic names neither file nor line.
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    let root = document().document_element();
    base::set(&root.and_then(|root| root.get_attribute("data-base")).unwrap_or_default());
    hydrate(move || take_over(app));
    go_on();
}

/// A text that the start script has fetched and stored in a global variable.
fn fetched(name: &str) -> Option<String> {
    js_sys::Reflect::get(&window(), &name.into()).ok()?.as_string()
}

/// The page's document.
fn page_document() -> Option<SentDocument> {
    let text = fetched("pageDocument")?;
    // A document of another version is fetched again, and that reports what is wrong with it.
    json::read(&text).ok().filter(|document: &SentDocument| document.format == FORMAT)
}

/// Reads the bootstrap data and queues the hydration.
///
/// # Panics
///
/// If the page has no element `#app`, or if the site's data is missing or cannot be read. The site tool writes both.
fn take_over<V: IntoView + 'static>(app: fn(Bootstrap) -> V) {
    let site = fetched("siteData").expect("the start script has fetched the site's data");
    let site: Site = json::read(&site).expect("the site's data is of this version");
    let script = document().query_selector("script[data-document]").ok().flatten();
    let missing = script.and_then(|it| it.get_attribute("data-document")).is_some_and(|it| it == MISSING);
    let bootstrap = Bootstrap { site, document: page_document(), missing };
    let root = document()
        .get_element_by_id("app")
        .expect("the page holds an element with the id app")
        .unchecked_into::<web_sys::HtmlElement>();
    if let Some(page) = &bootstrap.document {
        let path = window().location().pathname().unwrap_or_default();
        fetch::remember(&path, Arc::new(page.clone()));
    }
    hydrate(move || {
        if bootstrap.document.is_some() && is_as_rendered(&root) {
            static_subtree::hydrate(|| leptos::mount::hydrate_from(root, move || app(bootstrap)).forget());
        } else {
            root.set_inner_html("");
            leptos::mount::mount_to(root, move || app(bootstrap)).forget();
        }
    });
}
