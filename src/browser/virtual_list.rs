//! Measures the layout of a virtual list in the viewport.

use super::elements::{find_all, set_root};
use super::shown::while_shown;
use crate::ui::virtual_list::Seen;
use leptos::html::Div;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

thread_local! {
    /// The layout measured last: the best guess for the next list.
    static LAST: Cell<Seen> = Cell::new(Seen::default());
}

/// The expected layout of a list that is not yet in the document: that of the list before it.
pub fn last_seen() -> Seen {
    LAST.get()
}

/// Reports the layout of the list within an element: now, whenever it changes, and when the returned function is
/// called.
///
/// Elements whose size moves the list have the attribute `data-moves-rows`. The list's own height moves nothing, and
/// observing it would slow down each keystroke.
///
/// The list has the attribute `data-rows` and each of its rows `data-row`, which is `ready` when the row shows its
/// record, and `data-away` when the row is not in the window. While there is a list, the document's root has
/// `data-list`.
pub fn watch_rows(place: NodeRef<Div>, tell: impl Fn(Seen) + 'static) -> impl Fn() + Clone + 'static {
    let waits = Rc::new(Cell::new(false));
    let tell = Rc::new(tell);
    let soon = move || {
        if !waits.replace(true) {
            let (waits, tell) = (waits.clone(), tell.clone());
            request_animation_frame(move || {
                waits.set(false);
                if let Some(seen) = place.try_get_untracked().flatten().and_then(|frame| measure(&frame)) {
                    LAST.set(seen);
                    tell(seen);
                }
            });
        }
    };
    let look = soon.clone();
    while_shown(move || {
        if place.get().is_none() {
            return Box::new(|| ());
        }
        set_root("data-list", Some(""));
        let (scrolled, turned) = (soon.clone(), soon.clone());
        let handles = [
            window_event_listener(leptos::ev::scroll, move |_| scrolled()),
            window_event_listener(leptos::ev::resize, move |_| turned()),
        ];
        let changed = Closure::<dyn Fn()>::new(soon.clone());
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            find_all::<Element>("[data-moves-rows]").iter().for_each(|element| observer.observe(element));
        }
        let watching = StoredValue::new_local((observer, changed));
        Box::new(move || {
            handles.into_iter().for_each(|handle| handle.remove());
            set_root("data-list", None);
            watching.with_value(|(observer, _)| {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
            });
        })
    });
    look
}

/// Whether the focus leaves a row and does not move to another. It stays when the whole window loses the focus.
pub fn leaves_rows(event: &web_sys::FocusEvent) -> bool {
    let to = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
    let to = to.or_else(|| document().active_element());
    !to.is_some_and(|element| element.closest("[data-row]").is_ok_and(|row| row.is_some()))
}

fn measure(frame: &Element) -> Option<Seen> {
    let list = frame.query_selector("[data-rows]").ok()??;
    let place = list.get_bounding_client_rect();
    // A list that is removed or hidden has no height; with rows of height 0, their number would be infinite.
    if place.height() == 0.0 {
        return None;
    }
    let row = list.query_selector("[data-row=ready]:not([data-away])").ok()?;
    let style = window().get_computed_style(&list).ok()??;
    let gap = style.get_property_value("row-gap").ok()?.trim_end_matches("px").parse().unwrap_or(0.0);
    let columns = style.get_property_value("grid-template-columns").ok()?.split(' ').count();
    Some(Seen {
        above: -place.top(),
        window: window().inner_height().ok()?.as_f64()?,
        // Rows that wait for their records keep the height of earlier rows.
        pitch: row.map_or(LAST.get().pitch, |row| row.get_bounding_client_rect().height() + gap),
        columns,
    })
}
