//! The buttons on all pages that add a page to a pack or star a session. They have no code of their own: one listener
//! serves all of them, and this module sets their state, so they also work on prerendered cards and rows.

use super::elements::{closest, find_all, set_flag};
use super::navigation::{on_intent, on_window};
use super::page::{after_frame, saves_data};
use super::shown::{is_shown, while_shown};
use crate::route::Page;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit};

/// The attribute with the path that an element represents, and the attribute that marks the element: records in the
/// chosen pack, starred sessions, sessions in progress.
const MARKS: [(&str, &str); 3] =
    [("data-pack", "aria-pressed"), ("data-star", "aria-pressed"), ("data-session", "data-now")];

thread_local! {
    /// The paths of the marked elements, in the order of [`MARKS`].
    static MARKED: RefCell<[Vec<String>; 3]> = const { RefCell::new([Vec::new(), Vec::new(), Vec::new()]) };
    /// Whether an update of the marks is scheduled.
    static WAITS: Cell<bool> = const { Cell::new(false) };
}

/// Calls `press` when a button that represents a page, `data-pack="/library/…"`, is pressed anywhere in the document.
pub fn on_pack_button(press: impl Fn(Page) + 'static) {
    on_button("data-pack", press);
    let marked = Closure::<dyn Fn()>::new(mark_soon);
    if let (Ok(observer), Some(body)) = (MutationObserver::new(marked.as_ref().unchecked_ref()), document().body()) {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        // A row of a virtual list keeps its button while its record changes.
        options.set_attribute_filter(&js_sys::Array::of1(&JsValue::from_str("data-pack")));
        // The call fails only if the options observe nothing.
        let _ = observer.observe_with_options(&body, &options);
    }
    marked.forget();
}

/// Buttons that store something: in a pack, an agenda or the reading list.
const STORING: &str = "[data-pack], [data-star], [data-read]";

/// How long after the start the code for [`STORING`] buttons is fetched, milliseconds.
const PREPARE_MS: u64 = 1500;

/// Calls `reached` when the pointer, a finger or the focus reaches a [`STORING`] button, and soon after the start if the
/// page has one: who presses it may leave at once. Not if the reader saves data.
pub fn on_storing_button(reached: fn()) {
    let prepare = move || {
        if !saves_data() && document().query_selector(STORING).is_ok_and(|button| button.is_some()) {
            reached();
        }
    };
    set_timeout(prepare, Duration::from_millis(PREPARE_MS));
    on_intent(move |event| {
        if closest::<Element>(event, STORING).is_some() && !saves_data() {
            reached();
        }
    });
}

/// Calls `press` when a button that has this attribute, with the path of a page, is pressed anywhere in the document.
pub fn on_button(name: &'static str, press: impl Fn(Page) + 'static) {
    on_window("click", false, move |event: web_sys::MouseEvent| {
        if let Some((page, _)) = pressed(&event, name) {
            press(page);
        }
    });
}

/// Calls `press` when the star of a session, `data-star="/summit/…"`, is pressed while the page is shown. The second
/// argument is whether the session was starred.
pub fn on_star_button(press: impl Fn(Page, bool) + Clone + 'static) {
    while_shown(move || {
        let press = press.clone();
        let heard = window_event_listener(leptos::ev::click, move |event| {
            if let Some((page, button)) = pressed(&event, "data-star") {
                press(page, button.get_attribute("aria-pressed").as_deref() == Some("true"));
            }
        });
        Box::new(move || heard.remove())
    });
}

/// Closes an open `<details>` that is a menu, given its selector, when something else is pressed or gets the focus, or by
/// Escape, which returns the focus to it. Must be called by a page.
pub fn close_menu(selector: &'static str) {
    let close = move || {
        for menu in find_all::<Element>(selector) {
            // Removal fails only for a name that is not well formed.
            let _ = menu.remove_attribute("open");
        }
    };
    let is_outside =
        move |event: &web_sys::Event| [selector, "dialog"].iter().all(|part| closest::<Element>(event, part).is_none());
    while_shown(move || {
        // A dialogue that the menu opened returns the focus to it, and its button is gone when the click arrives here.
        let pressed = window_event_listener(leptos::ev::pointerdown, move |event| {
            if is_outside(&event) {
                close();
            }
        });
        let left = window_event_listener(leptos::ev::keydown, move |event| {
            let menu: Option<Element> = closest(&event, selector);
            let summary = menu.and_then(|menu| menu.query_selector("summary").ok().flatten());
            if let Some(summary) = summary.filter(|_| event.key() == "Escape") {
                close();
                // An element that cannot take the focus leaves it where it is.
                let _ = summary.unchecked_into::<HtmlElement>().focus();
            }
        });
        let focused = window_event_listener(leptos::ev::focusin, move |event| {
            if is_outside(&event) {
                close();
            }
        });
        Box::new(move || {
            pressed.remove();
            left.remove();
            focused.remove();
        })
    });
}

/// The pressed button and its page, if the button has an attribute with a page's path.
fn pressed(event: &web_sys::MouseEvent, name: &str) -> Option<(Page, Element)> {
    let button: Element = closest(event, &["button[", name, "]"].concat())?;
    Some((Page::parse(&button.get_attribute(name)?)?, button))
}

/// The elements that have an attribute.
fn all(name: &str) -> Vec<HtmlElement> {
    find_all(&["[", name, "]"].concat())
}

/// Marks the buttons of these pages as pressed and all others as not pressed, including buttons that are added later.
pub fn show_packed(paths: Vec<String>) {
    MARKED.with_borrow_mut(|[packed, ..]| *packed = paths);
    mark_buttons();
}

/// Marks the buttons of starred sessions as pressed, and the rows of sessions in progress; elements that are added
/// later too. Must be called in an effect of a page. A page in the page cache marks nothing.
pub fn mark_sessions(starred: Vec<String>, on: Vec<String>) {
    if is_shown() {
        MARKED.with_borrow_mut(|[_, marked @ ..]| *marked = [starred, on]);
        mark_buttons();
        // The next page sets its own marks, or none.
        on_cleanup(|| MARKED.with_borrow_mut(|[_, marked @ ..]| *marked = Default::default()));
    }
}

/// Updates the marks once, after the next paint: a keystroke changes many elements, but rarely the marks.
fn mark_soon() {
    if !WAITS.replace(true) {
        after_frame(|| {
            WAITS.set(false);
            mark_buttons();
        });
    }
}

/// Marks the elements in the document.
pub(super) fn mark_buttons() {
    MARKED.with_borrow(|marked| {
        for ((name, mark), paths) in MARKS.into_iter().zip(marked) {
            for element in all(name) {
                let path = element.get_attribute(name).unwrap_or_default();
                set_flag(&element, mark, paths.contains(&path));
            }
        }
    });
}
