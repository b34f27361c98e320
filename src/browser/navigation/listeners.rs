//! The event listeners of navigation. They last for the life of the tab.

use super::history::let_browser_scroll;
use super::{query, transition, with};
use crate::browser::elements::{closest, is_plain, set_root};
use crate::route::Route;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlAnchorElement;

pub fn listen() {
    // Until then, `worker/page/navigate.ts` handles the history.
    set_root("data-history", Some(""));
    let_browser_scroll(false);
    on_window("click", true, |event: web_sys::MouseEvent| {
        if let Some(address) = address_of(&event) {
            event.prevent_default();
            with(|navigator| navigator.follow(&address, transition::picture_of_card(&event)));
        }
    });
    on_window("keydown", false, |event: web_sys::KeyboardEvent| {
        if asks_for_search(&event) {
            event.prevent_default();
            with(|navigator| navigator.search());
        }
    });
    on_window("popstate", false, |event: web_sys::PopStateEvent| {
        query::forget();
        with(|navigator| {
            navigator.entries.remember();
            navigator.entries.turn_to(&event.state());
            navigator.come_back();
        });
    });
    on_intent(|event| {
        if let Some(route) = closest(event, "a[href]").and_then(|anchor| route_of(&anchor)) {
            with(|navigator| navigator.prefetch(&route));
        }
    });
    on_window("visibilitychange", false, |_: web_sys::Event| {
        if document().hidden() {
            with(|navigator| navigator.store_place());
        }
    });
    on_window("pagehide", false, |_: web_sys::Event| {
        query::replace_query_now();
        with(|navigator| {
            navigator.entries.remember();
            navigator.entries.store();
            navigator.store_place();
        });
        // On a reload or a return from another site, the browser restores the offset.
        let_browser_scroll(true);
    });
    on_window("pageshow", false, |_: web_sys::Event| let_browser_scroll(false));
}

/// Calls `reached` when the pointer, a finger or the focus reaches an element.
pub fn on_intent(reached: impl Fn(&web_sys::Event) + Copy + 'static) {
    for intent in ["pointerover", "pointerdown", "focusin"] {
        on_window(intent, true, move |event: web_sys::Event| reached(&event));
    }
}

/// Adds a listener to the window for the life of the tab.
pub fn on_window<E: JsCast + 'static>(name: &str, capture: bool, run: impl Fn(E) + 'static) {
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| run(event.unchecked_into::<E>()));
    window()
        .add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), capture)
        .expect("a window takes listeners");
    closure.forget();
}

/// Whether a key opens the search: Ctrl-K or Command-K. A character alone does not, since people who dictate type by
/// accident (WCAG 2.1.4).
fn asks_for_search(event: &web_sys::KeyboardEvent) -> bool {
    let other = event.default_prevented() || event.alt_key() || event.shift_key() || event.is_composing();
    !other && (event.ctrl_key() || event.meta_key()) && event.key() == "k"
}

fn route_of(anchor: &HtmlAnchorElement) -> Option<Route> {
    let here = window().location().origin().ok()?;
    if anchor.origin() == here { Route::parse(&anchor.pathname()) } else { None }
}

/// The URL to navigate to within the app, if the event is a plain click on a link to a page of the site.
fn address_of(event: &web_sys::MouseEvent) -> Option<String> {
    if event.default_prevented() || !is_plain(event) {
        return None;
    }
    let anchor: HtmlAnchorElement = closest(event, "a[href]")?;
    if !anchor.target().is_empty() || anchor.has_attribute("download") {
        return None;
    }
    route_of(&anchor)?;
    Some(format!("{}{}{}", anchor.pathname(), anchor.search(), anchor.hash()))
}
