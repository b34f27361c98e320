//! Where a long list lies in the window.

use crate::ui::rows::Seen;
use leptos::html::Div;
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

thread_local! {
    /// How the list looked at last lay: the best guess for the next one.
    static LAST: Cell<Seen> = Cell::new(Seen::default());
}

/// How a list will lie, before it is there: like the one before it.
pub fn last_seen() -> Seen {
    LAST.get()
}

/// Tells how the list within an element lies, now and whenever that changes.
///
/// The list bears `data-rows`, each of its rows `data-row`, which is `ready` when it shows its record.
pub fn watch_rows(place: NodeRef<Div>, tell: impl Fn(Seen) + 'static) {
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
    let (scrolled, turned) = (soon.clone(), soon.clone());
    let handles = [
        window_event_listener(leptos::ev::scroll, move |_| scrolled()),
        window_event_listener(leptos::ev::resize, move |_| turned()),
    ];
    let changed = Closure::<dyn Fn()>::new(soon);
    let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
    let watching = observer.clone();
    Effect::new(move |_| {
        if let (Some(frame), Some(observer)) = (place.get(), &watching) {
            observer.observe(&frame);
        }
    });
    let kept = StoredValue::new_local((observer, changed));
    on_cleanup(move || {
        handles.into_iter().for_each(|handle| handle.remove());
        kept.with_value(|(observer, _)| {
            if let Some(observer) = observer {
                observer.disconnect();
            }
        });
    });
}

fn measure(frame: &Element) -> Option<Seen> {
    let list = frame.query_selector("[data-rows]").ok()??;
    let place = list.get_bounding_client_rect();
    // What is taken out of the page, or hidden, has no height: rows of none would be without number.
    if place.height() == 0.0 {
        return None;
    }
    let row = list.query_selector("[data-row=ready]").ok()?;
    let style = window().get_computed_style(&list).ok()??;
    let gap = style.get_property_value("row-gap").ok()?.trim_end_matches("px").parse().unwrap_or(0.0);
    let columns = style.get_property_value("grid-template-columns").ok()?.split(' ').count();
    Some(Seen {
        above: -place.top(),
        window: window().inner_height().ok()?.as_f64()?,
        // Rows that wait for their records keep the height of those before them.
        pitch: row.map_or(LAST.get().pitch, |row| row.get_bounding_client_rect().height() + gap),
        columns,
    })
}
