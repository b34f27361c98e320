//! A text with the letters that a query matched.

use crate::catalog::Marker;
use leptos::prelude::*;
use std::sync::Arc;

/// What a query matches in texts; none while nothing is asked.
pub type Marking = RwSignal<Option<Arc<Marker>>>;

/// A text whose matched letters are marked.
#[component]
pub fn Marked(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What is matched.
    marker: Marking,
) -> impl IntoView {
    // A text in which the same letters are marked as before stays as it is.
    let marked = Memo::new(move |_| {
        let text = text.get();
        let ranges = marker.with(|marker| marker.as_ref().map(|marker| marker.ranges(&text)).unwrap_or_default());
        (text, ranges)
    });
    let pieces = move || marked.with(|(text, ranges)| pieces(text, ranges));
    view! { <span>{pieces}</span> }.into_any()
}

/// A text in pieces: those within the ranges (bytes, in order) are marked.
pub fn pieces(text: &str, ranges: &[(usize, usize)]) -> Vec<AnyView> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for &(from, to) in ranges {
        pieces.push(text[end..from].to_owned().into_any());
        pieces.push(view! { <mark>{text[from..to].to_owned()}</mark> }.into_any());
        end = to;
    }
    pieces.push(text[end..].to_owned().into_any());
    pieces
}
