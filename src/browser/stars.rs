//! Starred sessions, as every button and row shows them that stands for a session.

use super::elements::{closest, find_all, set_flag};
use super::shown::{is_shown, while_shown};
use crate::route::Page;
use leptos::prelude::*;
use std::cell::RefCell;
use web_sys::{Element, HtmlElement};

thread_local! {
    /// Paths of what is starred, and of what is on now.
    static MARKED: RefCell<[Vec<String>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) };
}

/// Calls when the star of a session, `data-star="/summit/…"`, is pressed, with whether it was starred.
/// One listener for all, while the page is shown.
pub fn on_star_button(press: impl Fn(Page, bool) + Clone + 'static) {
    while_shown(move || {
        let press = press.clone();
        let heard = window_event_listener(leptos::ev::click, move |event| pressed(&event, &press));
        Box::new(move || heard.remove())
    });
}

fn pressed(event: &web_sys::MouseEvent, press: impl Fn(Page, bool)) {
    let Some(button) = closest::<HtmlElement>(event, "button[data-star]") else { return };
    let path = button.get_attribute("data-star").unwrap_or_default();
    if let Some(page) = Page::parse(&path) {
        let place = shown().iter().position(|other| *other == button).unwrap_or_default();
        press(page, button.get_attribute("aria-pressed").as_deref() == Some("true"));
        request_animation_frame(move || keep_focus(&path, place));
    }
}

/// The stars that the reader sees.
fn shown() -> Vec<HtmlElement> {
    let mut stars: Vec<HtmlElement> = find_all("button[data-star]");
    stars.retain(|star| star.offset_parent().is_some());
    stars
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
/// into the document later too. Called in an effect of a page; one that is put away marks nothing.
pub fn mark_sessions(starred: Vec<String>, on: Vec<String>) {
    if is_shown() {
        MARKED.set([starred, on]);
        mark();
    }
}

/// Marks what is in the document.
pub(super) fn mark() {
    MARKED.with_borrow(|[starred, on]| {
        mark_all("button[data-star]", "data-star", "aria-pressed", starred);
        mark_all("[data-session]", "data-session", "data-now", on);
    });
}

fn mark_all(selector: &str, name: &str, mark: &str, paths: &[String]) {
    for element in find_all::<Element>(selector) {
        let path = element.get_attribute(name).unwrap_or_default();
        set_flag(&element, mark, paths.contains(&path));
    }
}
