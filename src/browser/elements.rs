//! Finding elements of the document, and setting their attributes.

use crate::IS_SITE_TOOL;
use leptos::html::Ul;
use leptos::prelude::{GetUntracked, NodeRef, document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// Moves the focus to the link of a list's item, once the next frame has rendered the item.
pub fn focus_item(list: NodeRef<Ul>, at: usize) {
    request_animation_frame(move || {
        let item = list.get_untracked().and_then(|list| list.children().item(at as u32));
        let link = item.and_then(|item| item.query_selector("a").ok()?);
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            // If the element cannot take the focus, the focus stays where it is.
            let _ = link.focus();
        }
    });
}

/// Whether the focus is in the search field of the page.
pub fn is_searching() -> bool {
    !IS_SITE_TOOL
        && document().active_element().is_some_and(|active| active.matches("main [type=search]").unwrap_or(false))
}

/// All elements that match a selector, which must be well formed.
pub(super) fn find_all<T: JsCast>(selector: &str) -> Vec<T> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// The first element that matches a selector.
pub(super) fn find<T: JsCast>(selector: &str) -> Option<T> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// The closest ancestor of an event's target that matches a selector.
pub(super) fn closest<T: JsCast>(event: &Event, selector: &str) -> Option<T> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()??.dyn_into().ok()
}

/// Sets an attribute, whose name must be well formed.
pub(super) fn set_attribute(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect("the attribute's name is well formed");
}

/// Sets an attribute to "true" or "false", if it has another value.
pub(super) fn set_flag(element: &Element, name: &str, is_on: bool) {
    let value = if is_on { "true" } else { "false" };
    if element.get_attribute(name).as_deref() != Some(value) {
        set_attribute(element, name, value);
    }
}

/// Sets an attribute of the document's root, or removes it.
pub(super) fn set_root(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    match value {
        Some(value) => set_attribute(&root, name, value),
        None => {
            // Removal fails only for a name that is not well formed.
            let _ = root.remove_attribute(name);
        }
    }
}

/// Whether an event is a click without modifier keys, which the browser would follow in this tab.
pub(super) fn is_plain(event: &web_sys::MouseEvent) -> bool {
    event.button() == 0 && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key())
}
