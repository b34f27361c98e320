//! The start: the data in the page, then hydration of what is prerendered or a mount on an empty shell.

use super::fetch;
use crate::app::{App, AppProps};
use crate::wire::Island;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Takes over the page.
///
/// # Panics
///
/// When the page holds no element `#app` or no readable island, which the site tool writes.
pub fn start() {
    let island: Island = document()
        .get_element_by_id("island")
        .and_then(|element| element.text_content())
        .map(|text| serde_json::from_str(&text).expect("the island is of this version"))
        .expect("the page holds an island");
    let root = document()
        .get_element_by_id("app")
        .expect("the page holds an element with the id app")
        .unchecked_into::<web_sys::HtmlElement>();
    let mode = match &island.document {
        Some(page) => {
            let path = window().location().pathname().unwrap_or_default();
            fetch::keep(&path, Arc::new(page.clone()));
            leptos::mount::hydrate_from(root, move || App(AppProps { island })).forget();
            "hydrated"
        }
        None => {
            root.set_inner_html("");
            leptos::mount::mount_to(root, move || App(AppProps { island })).forget();
            "mounted"
        }
    };
    if let Some(html) = document().document_element() {
        super::page::set_attribute(&html, "data-app", mode);
    }
}
