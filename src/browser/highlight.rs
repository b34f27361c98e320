//! Highlights letters in texts without changing the document, through the CSS Custom Highlight API. A browser without
//! the API highlights nothing.

use super::shown::is_shown;
use crate::catalog::Marker;
use leptos::html::Div;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Range};

/// The elements that are searched. The text of each is its first child.
const TEXTS: &str = "a, .card-kicker, .card-text, .card-note";

#[wasm_bindgen]
extern "C" {
    /// Ranges that are painted in the same style.
    #[derive(Clone)]
    type Highlight;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<Highlight, JsValue>;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &Range);
    #[wasm_bindgen(method)]
    fn clear(this: &Highlight);

    /// The registered highlights, by the names that style sheets use.
    type HighlightRegistry;
    #[wasm_bindgen(method, catch)]
    fn set(this: &HighlightRegistry, name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// The ranges painted as `::highlight(found)`; none if the browser has no support.
    static FOUND: Option<Highlight> = registered();
    /// Whether anything is highlighted.
    static IS_MARKED: Cell<bool> = const { Cell::new(false) };
    /// The element to highlight in the next frame.
    static NEXT: RefCell<Option<(Element, Option<Arc<Marker>>)>> = const { RefCell::new(None) };
}

fn registered() -> Option<Highlight> {
    let css = js_sys::Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    let registry = js_sys::Reflect::get(&css, &"highlights".into()).ok().filter(|it| it.is_object())?;
    let highlight = Highlight::new().ok()?;
    registry.unchecked_into::<HighlightRegistry>().set("found", &highlight).ok()?;
    Some(highlight)
}

/// Highlights matches in the texts of the cards and rows within an element, in the next frame. Earlier highlights are
/// removed; where a text changes, at once. Without the element, or on a page in the page cache, nothing changes.
pub fn highlight(place: NodeRef<Div>, marker: Option<Arc<Marker>>) {
    if !is_shown() {
        return;
    }
    let is_nothing = marker.is_none() && !IS_MARKED.get() && NEXT.with_borrow(Option::is_none);
    let Some(place) = place.get().filter(|_| !is_nothing) else { return };
    // The last call before the frame wins.
    if NEXT.replace(Some((place.into(), marker))).is_none() {
        request_animation_frame(|| {
            if let Some((place, marker)) = NEXT.take() {
                FOUND.with(|found| found.as_ref().map(|found| paint(found, &place, marker.as_deref())));
            }
        });
    }
}

fn paint(found: &Highlight, place: &Element, marker: Option<&Marker>) {
    found.clear();
    IS_MARKED.set(marker.is_some());
    let (Some(marker), Ok(elements)) = (marker, place.query_selector_all(TEXTS)) else { return };
    for element in (0..elements.length()).filter_map(|at| elements.get(at)) {
        let text = element.first_child().filter(|node| node.node_type() == Node::TEXT_NODE);
        if let Some((node, text)) = text.and_then(|node| node.node_value().map(|text| (node, text))) {
            for range in marker.ranges(&text).into_iter().filter_map(|range| range_of(&node, &text, range)) {
                found.add(&range);
            }
        }
    }
}

/// The browser's range for a byte range of a text. It never fails: the offsets are within the text.
fn range_of(node: &Node, text: &str, (start, end): (usize, usize)) -> Option<Range> {
    let units = |bytes: usize| text.get(..bytes).map(|before| before.encode_utf16().count() as u32);
    let range = Range::new().ok()?;
    range.set_start(node, units(start)?).ok()?;
    range.set_end(node, units(end)?).ok()?;
    Some(range)
}
