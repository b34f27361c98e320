//! The letters of texts that a query matched.

use super::catalog::{Answer, SharedCatalog};
use crate::browser;
use leptos::prelude::*;
use std::sync::Arc;

/// Marks what the text of an answer matches in the cards and rows within an element, again each time that what is shown
/// there changes. The browser paints the marks over the texts, which stay as they are: a keystroke that finds the same
/// records changes nothing in the document.
pub fn mark_found(
    catalog: SharedCatalog,
    answer: RwSignal<Option<Arc<Answer>>>,
    place: NodeRef<leptos::html::Div>,
    // Tracks what is shown.
    shown: impl Fn() + 'static,
) {
    Effect::new(move |_| {
        shown();
        let marker = answer.with(|answer| catalog.with_value(|catalog| catalog.marker(&answer.as_ref()?.text)));
        browser::highlight(place, marker.map(Arc::new));
    });
}
