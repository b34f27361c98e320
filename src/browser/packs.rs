//! Recce packs in the database, other tabs told of changes, and the buttons of all pages that add to a pack.

use super::navigation::on_window;
use super::page::set_attribute;
use super::{Kept, Refusal, database, stars};
use crate::route::Page;
use leptos::prelude::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, Element, MutationObserver, MutationObserverInit};

/// Name of the channel.
const NAME: &str = "packs";
const PACKS: &str = "packs";
const ASIDE: &str = "aside";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
    /// Paths of what is in the chosen pack.
    static PACKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Changes what is kept. `change` sees what is there at that moment and gives what is to be; it writes
/// nothing when that is the same. Other tabs are told when something was written.
pub fn change_packs<T: 'static>(
    change: impl FnOnce(&Kept) -> (Kept, T) + 'static,
    done: impl FnOnce(Result<T, Refusal>) + 'static,
) {
    let answer = Rc::new(RefCell::new(None));
    let told = answer.clone();
    let change = move |kept: Vec<Option<String>>| {
        let [aside, packs] = <[Option<String>; 2]>::try_from(kept).unwrap_or_default();
        let (after, answer) = change(&Kept { packs, aside });
        answered(&told, answer);
        vec![after.aside, after.packs]
    };
    let done = move |outcome: Result<bool, Refusal>| {
        if outcome == Ok(true) {
            tell();
        }
        let answer = answer.borrow_mut().take().ok_or(Refusal::Blocked);
        done(outcome.and(answer));
    };
    database::change(&[ASIDE, PACKS], Box::new(change), Box::new(done));
}

fn answered<T>(place: &RefCell<Option<T>>, answer: T) {
    *place.borrow_mut() = Some(answer);
}

fn tell() {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // Tabs that are not told read before their own next change.
            let _ = channel.post_message(&JsValue::NULL);
        }
    });
}

/// Calls when another tab has changed the packs, or may have while this page was put away.
pub fn on_packs(changed: impl Fn() + 'static) {
    let changed = std::rc::Rc::new(changed);
    let shown = changed.clone();
    on_window("pageshow", false, move |_: web_sys::Event| shown());
    let told = Closure::<dyn Fn()>::new(move || changed());
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
        }
    });
    told.forget();
}

/// Calls when a button that stands for a page, `data-pack="/library/…"`, is pressed anywhere in the document.
///
/// One listener for all: buttons on prerendered cards have no code of their own.
pub fn on_pack_button(press: impl Fn(Page) + 'static) {
    on_window("click", false, move |event: web_sys::MouseEvent| {
        let button = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("button[data-pack]").ok().flatten());
        if let Some(page) = button.and_then(|button| Page::parse(&button.get_attribute("data-pack")?)) {
            press(page);
        }
    });
    let marked = Closure::<dyn Fn()>::new(mark_buttons);
    if let (Ok(observer), Some(body)) = (MutationObserver::new(marked.as_ref().unchecked_ref()), document().body()) {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
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

fn mark_buttons() {
    stars::mark();
    let Ok(buttons) = document().query_selector_all("button[data-pack]") else { return };
    PACKED.with_borrow(|packed| {
        for at in 0..buttons.length() {
            let Some(button) = buttons.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
            let path = button.get_attribute("data-pack").unwrap_or_default();
            let pressed = if packed.contains(&path) { "true" } else { "false" };
            if button.get_attribute("aria-pressed").as_deref() != Some(pressed) {
                set_attribute(&button, "aria-pressed", pressed);
            }
        }
    });
}
