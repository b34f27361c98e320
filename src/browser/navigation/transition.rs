//! The picture of a followed card moves to the place of its page's picture, within the app. The page itself is shown at
//! once. A view transition would first draw the old page again, which takes a phone about 200 ms.

use super::super::elements::{closest, find};
use super::super::video::wants_calm;
use js_sys::{Function, JSON, Reflect};
use leptos::prelude::request_animation_frame;
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, Event};

/// Cards, and other items that have a link and a picture.
const CARD: &str = "main :is(.card, .ways li)";
/// The picture of a page.
const PAGE: &str = ":is(main > .static, .article > .static) > .figure > .picture, .mosaic a:has([data-slot=lead])";
/// How long the picture moves, in milliseconds.
const DURATION: f64 = 200.0;

/// The picture of the card whose link was clicked; none if the reader has asked for less motion.
pub fn picture_of_card(click: &Event) -> Option<Element> {
    let card: Element = closest(click, CARD)?;
    card.query_selector(".picture").ok()?.filter(|_| !wants_calm())
}

/// Moves the picture of the page that is now shown from a rectangle of the viewport to its place.
pub fn slide_from(from: DomRect) {
    if from.width() <= 0.0 {
        return;
    }
    // By then, the page is in the document and scrolled.
    request_animation_frame(move || {
        if let Some(picture) = find::<Element>(PAGE) {
            // Without the animation, the picture is already in its place.
            let _ = slide(&picture, &from);
        }
    });
}

/// Moves an element from a rectangle of the viewport to its place.
fn slide(element: &Element, from: &DomRect) -> Result<(), JsValue> {
    let to = element.get_bounding_client_rect();
    // Whole pixels, because writing fractions would make the program larger.
    let [left, top] = [from.left() - to.left(), from.top() - to.top()].map(|it| it as i32);
    let [width, full] = [from.width(), to.width()].map(|it| it.max(1.0) as i32);
    // Above the small pictures beside it.
    let frames = format!(
        r#"{{"zIndex":["1","1"],"transformOrigin":["0 0","0 0"],"transform":["translate({left}px,{top}px) scale(calc({width}/{full}))","none"]}}"#
    );
    let animate: Function = Reflect::get(element, &"animate".into())?.dyn_into()?;
    animate.call2(element, &JSON::parse(&frames)?, &DURATION.into()).map(drop)
}
