//! Starred sessions: kept in the database, other tabs told, and shown on every button and row that stands
//! for a session.

use super::navigation::on_window;
use super::page::set_attribute;
use super::{Refusal, database};
use crate::agenda::stars::{self, Change};
use crate::route::Page;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, Element, HtmlElement};

const NAME: &str = "agenda";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
    /// Paths of what is starred, and of what is on now.
    static MARKED: RefCell<[Vec<String>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) };
    static LISTENER: RefCell<Option<Rc<dyn Fn()>>> = const { RefCell::new(None) };
    /// Changes that are not kept yet, with their numbers.
    static PENDING: RefCell<Vec<(u32, Change)>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// Makes a change to what is kept, or only reads it, and answers with all that is starred then, and
/// why it could not be kept. What could not be kept is tried again with the next change.
pub fn change_stars(change: Option<Change>, done: impl FnOnce(Vec<Page>, Option<Refusal>) + 'static) {
    let number = COUNT.get() + 1;
    COUNT.set(number);
    let wanted = PENDING.with_borrow_mut(|pending| {
        pending.extend(change.map(|change| (number, change)));
        pending.clone()
    });
    let starred = Rc::new(RefCell::new(stars::read(made(None, &wanted).as_deref()).unwrap_or_default()));
    let known = Rc::new(Cell::new(true));
    let (told, known_too) = (starred.clone(), known.clone());
    let apply = move |kept: Vec<Option<String>>| {
        let kept = kept.into_iter().next().flatten();
        if stars::read(kept.as_deref()).is_err() {
            known_too.set(false);
            return vec![kept];
        }
        let after = made(kept, &wanted);
        *told.borrow_mut() = stars::read(after.as_deref()).unwrap_or_default();
        vec![after]
    };
    let done = move |outcome: Result<bool, Refusal>| {
        let refusal = match outcome {
            Ok(_) if !known.get() => Some(Refusal::Blocked),
            Ok(written) => {
                PENDING.with_borrow_mut(|pending| pending.retain(|(other, _)| *other > number));
                if written {
                    tell();
                }
                None
            }
            Err(refusal) => Some(refusal),
        };
        done(starred.take(), refusal);
    };
    database::change(&[NAME], Box::new(apply), Box::new(done));
}

/// What is kept, with changes made to it.
fn made(kept: Option<String>, changes: &[(u32, Change)]) -> Option<String> {
    changes.iter().fold(kept, |kept, (_, change)| stars::change(kept.as_deref(), change).ok().or(kept))
}

fn tell() {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // Tabs that are not told read before their own next change.
            let _ = channel.post_message(&JsValue::NULL);
        }
    });
}

/// Calls when another tab has starred something, or may have while this page was put away. There is one
/// listener: the last.
pub fn on_stars(changed: impl Fn() + 'static) {
    let first = LISTENER.replace(Some(Rc::new(changed))).is_none();
    if !first {
        return;
    }
    on_window("pageshow", false, |_: web_sys::Event| hear());
    let told = Closure::<dyn Fn()>::new(hear);
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
        }
    });
    told.forget();
}

fn hear() {
    if let Some(changed) = LISTENER.with_borrow(Clone::clone) {
        changed();
    }
}

/// Calls when the star of a session, `data-star="/summit/…"`, is pressed, with whether it was starred.
/// One listener for all, for as long as the component lives.
pub fn on_star_button(press: impl Fn(Page, bool) + 'static) {
    let heard = window_event_listener(leptos::ev::click, move |event| {
        let button = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("button[data-star]").ok().flatten());
        let Some(button) = button else { return };
        let path = button.get_attribute("data-star").unwrap_or_default();
        if let Some(page) = Page::parse(&path) {
            let place = shown().iter().position(|other| ***other == *button).unwrap_or_default();
            press(page, button.get_attribute("aria-pressed").as_deref() == Some("true"));
            request_animation_frame(move || keep_focus(&path, place));
        }
    });
    on_cleanup(move || heard.remove());
}

/// The stars that the reader sees.
fn shown() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all("button[data-star]") else { return Vec::new() };
    let stars = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    stars.filter(|star| star.offset_parent().is_some()).collect()
}

/// A star that was pressed may have left its list, or the list been made anew: the focus goes to the star of
/// the same session, else to the one that stands in its place.
fn keep_focus(path: &str, place: usize) {
    let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if !lost {
        return;
    }
    let stars = shown();
    let same = stars.iter().find(|star| star.get_attribute("data-star").as_deref() == Some(path));
    if let Some(star) = same.or(stars.get(place)).or(stars.last()) {
        // An element that cannot take focus leaves it where it was.
        let _ = star.focus();
    }
}

/// Marks the buttons of starred sessions as pressed and the rows of those that are on now; what comes
/// into the document later too.
pub fn mark_sessions(starred: Vec<String>, on: Vec<String>) {
    MARKED.set([starred, on]);
    mark();
}

/// Marks what is in the document.
pub(super) fn mark() {
    MARKED.with_borrow(|[starred, on]| {
        mark_all("button[data-star]", "data-star", "aria-pressed", starred);
        mark_all("[data-session]", "data-session", "data-now", on);
    });
}

fn mark_all(selector: &str, name: &str, mark: &str, paths: &[String]) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for at in 0..found.length() {
        let Some(element) = found.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let path = element.get_attribute(name).unwrap_or_default();
        let value = if paths.contains(&path) { "true" } else { "false" };
        if element.get_attribute(mark).as_deref() != Some(value) {
            set_attribute(&element, mark, value);
        }
    }
}
