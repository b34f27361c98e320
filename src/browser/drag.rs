//! Dragging a row of a list by its handle. The state is in attributes of the rows: `data-dragged`, `data-before`,
//! `data-after`.

use super::elements::set_attribute;
use leptos::ev::PointerEvent;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Starts to drag the row that contains the handle.
pub fn grab(event: &PointerEvent) {
    let Some((handle, row)) = handle_and_row(event).filter(|_| event.button() == 0) else { return };
    event.prevent_default();
    // Without pointer capture, the drag would end at the handle's edge.
    let _ = handle.set_pointer_capture(event.pointer_id());
    set_attribute(&row, "data-dragged", "");
}

/// Marks the place where the row would be dropped.
pub fn drag(event: &PointerEvent) {
    let Some((_, row)) = handle_and_row(event).filter(|(_, row)| row.has_attribute("data-dragged")) else { return };
    let others = others(&row);
    unmark(&others);
    let at = place(&others, event.client_y());
    match others.get(at) {
        Some(other) => set_attribute(other, "data-before", ""),
        None => {
            if let Some(other) = others.last() {
                set_attribute(other, "data-after", "");
            }
        }
    }
}

/// Ends the drag. Returns the index among the other rows; `None` if nothing was dragged or the drag was cancelled.
pub fn drop_at(event: &PointerEvent) -> Option<usize> {
    let (_, row) = handle_and_row(event).filter(|(_, row)| row.has_attribute("data-dragged"))?;
    row.remove_attribute("data-dragged").ok()?;
    let others = others(&row);
    unmark(&others);
    (event.type_() == "pointerup").then(|| place(&others, event.client_y()))
}

fn handle_and_row(event: &PointerEvent) -> Option<(Element, Element)> {
    let handle: Element = event.current_target()?.dyn_into().ok()?;
    let row = handle.closest("li").ok()??;
    Some((handle, row))
}

fn others(row: &Element) -> Vec<Element> {
    let mut others = Vec::new();
    let mut next = row.parent_element().and_then(|list| list.first_element_child());
    while let Some(other) = next {
        next = other.next_element_sibling();
        if other != *row {
            others.push(other);
        }
    }
    others
}

fn unmark(rows: &[Element]) {
    for row in rows {
        for name in ["data-before", "data-after"] {
            let _ = row.remove_attribute(name);
        }
    }
}

/// How many rows have their middle above a height.
fn place(rows: &[Element], height: i32) -> usize {
    rows.iter()
        .take_while(|row| {
            let frame = row.get_bounding_client_rect();
            frame.top() + frame.height() / 2.0 < f64::from(height)
        })
        .count()
}
