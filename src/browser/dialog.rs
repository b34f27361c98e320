//! The dialogues of the picture viewer and of posters, and the pictures of the page that open it: links with `data-picture`, which is the
//! picture's number from 1.

use super::elements::{closest, find, is_plain};
use super::page::mark_root;
use super::shown::is_shown;
use super::when_ready;
use crate::ui::memo;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, MouseEvent};

/// Mounts a view at the end of the document, under the current owner, for as long as the document lasts.
pub fn mount(view: impl FnOnce() -> AnyView + 'static) {
    if let Some(body) = document().body() {
        leptos::mount::mount_to(body, view).forget();
    }
}

/// Keeps a dialogue open, modal and in the top layer, while `is_open` is true and its page is shown. Calls `closed`
/// whenever it has closed.
pub fn keep_dialog(dialog: NodeRef<Dialog>, is_open: Signal<bool>, closed: impl Fn() + Clone + 'static) {
    // Both dialogues are modal, so only one is open at a time.
    let marks = memo(move || is_open.get());
    mark_root("data-dialog", move || marks.get().then(String::new));
    Effect::new(move |was_open: Option<bool>| {
        let (now_open, was_open, closed) = (is_open.get(), was_open.unwrap_or_default(), closed.clone());
        if !is_shown() {
            return was_open;
        }
        when_ready(move || {
            let Some(dialog) = dialog.try_get_untracked().flatten() else { return };
            if now_open {
                // A page from the page cache is not in the document yet.
                request_animation_frame(move || {
                    if is_open.try_get_untracked() == Some(true) {
                        show(&dialog);
                    }
                });
            } else if was_open {
                dialog.close();
                closed();
            }
        });
        now_open
    });
}

fn show(dialog: &HtmlDialogElement) {
    // A page that comes back from the page cache may have a dialogue that is open but no longer modal. `close` would tell
    // the page that the reader closed it.
    if dialog.open() && !dialog.matches(":modal").unwrap_or(false) {
        dialog.set_open(false);
    }
    if !dialog.open() {
        // It fails only for an element outside of the document.
        let _ = dialog.show_modal();
        // Otherwise the browser focuses the first button.
        let _ = dialog.focus();
    }
}

/// The number of the picture whose link was pressed. The browser then does not follow the link.
pub fn picked(event: &MouseEvent) -> Option<usize> {
    if !is_plain(event) {
        return None;
    }
    let link: HtmlElement = closest(event, "a[data-picture]")?;
    let number = link.get_attribute("data-picture")?.parse().ok()?;
    event.prevent_default();
    Some(number)
}

/// Moves the focus to the link of a picture: in the group that has the focus, else the first one on the page.
pub fn focus_picture(number: usize) {
    let link = format!("a[data-picture=\"{number}\"]");
    let group = document().active_element().and_then(|active| active.closest(".mosaic, .gallery").ok()?);
    let near = group.and_then(|group| group.query_selector(&link).ok()?).and_then(|near| near.dyn_into().ok());
    let link: Option<HtmlElement> = near.or_else(|| find(&link));
    if let Some(link) = link {
        // If the link cannot take the focus, the focus stays where it is.
        let _ = link.focus();
    }
}
