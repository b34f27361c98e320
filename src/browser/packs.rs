//! The buttons of all pages that add to a pack.

use super::elements::{closest, find_all, set_flag};
use super::navigation::on_window;
use super::page::after_frame;
use super::stars;
use crate::route::Page;
use leptos::prelude::document;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit};

thread_local! {
    /// Paths of what is in the chosen pack.
    static PACKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// Whether the buttons are about to be marked.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Calls when a button that stands for a page, `data-pack="/library/…"`, is pressed anywhere in the document.
///
/// One listener for all: buttons on prerendered cards have no code of their own.
pub fn on_pack_button(press: impl Fn(Page) + 'static) {
    on_window("click", false, move |event: web_sys::MouseEvent| {
        let button: Option<Element> = closest(&event, "button[data-pack]");
        if let Some(page) = button.and_then(|button| Page::parse(&button.get_attribute("data-pack")?)) {
            press(page);
        }
    });
    let marked = Closure::<dyn Fn()>::new(mark_soon);
    if let (Ok(observer), Some(body)) = (MutationObserver::new(marked.as_ref().unchecked_ref()), document().body()) {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        // A row of a list keeps its button while its record changes.
        options.set_attribute_filter(&js_sys::Array::of1(&JsValue::from_str("data-pack")));
        // Only options that ask for nothing are refused.
        let _ = observer.observe_with_options(&body, &options);
    }
    marked.forget();
}

/// Marks the buttons of these pages as pressed and all others as not; buttons that come later too.
pub fn show_packed(paths: Vec<String>) {
    PACKED.set(paths);
    mark_buttons();
}

/// Marks the buttons once what changed has been painted: a keystroke changes much, and rarely what is marked.
fn mark_soon() {
    if !WAITS.replace(true) {
        after_frame(|| {
            WAITS.set(false);
            mark_buttons();
        });
    }
}

/// Marks what is in the document.
pub(super) fn mark_buttons() {
    stars::mark();
    PACKED.with_borrow(|packed| {
        for button in find_all::<Element>("button[data-pack]") {
            let path = button.get_attribute("data-pack").unwrap_or_default();
            set_flag(&button, "aria-pressed", packed.contains(&path));
        }
    });
}
