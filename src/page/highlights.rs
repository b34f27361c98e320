//! The letters of texts that a query matched.

use crate::browser;
use crate::catalog::Marker;
use leptos::prelude::*;
use std::sync::Arc;

/// What a query matches in texts; none while nothing is asked.
pub type Marking = RwSignal<Option<Arc<Marker>>>;

/// Marks what a query matches in the texts of the cards and rows within an element, anew each time that what
/// is shown there changes. The browser paints the marks over the texts, which stay as they are: a keystroke that finds
/// the same records changes nothing in the document.
pub fn mark_found(
    marking: Marking,
    place: NodeRef<leptos::html::Div>,
    // Tracks what is shown.
    shown: impl Fn() + 'static,
) {
    Effect::new(move |_| {
        shown();
        browser::highlight(place, marking.get());
    });
}
