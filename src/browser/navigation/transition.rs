//! View transitions within the app: the picture of the card that was followed becomes the picture of its page
//! (style/ui/opened.css).

use super::super::elements::{root_has, set_root};
use super::super::video::wants_calm;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;

/// Set while the reader leaves by a card (worker/page/followed.ts).
const LEAVING: &str = "data-leaving";

/// Shows another page: in a transition if a card was followed, the browser can, and the reader has not asked for less
/// motion; otherwise at once.
pub fn run(show: impl FnOnce() + 'static) {
    let start = Reflect::get(&document(), &"startViewTransition".into()).ok();
    let start = start.and_then(|start| start.dyn_into::<Function>().ok());
    let Some(start) = start.filter(|_| root_has(LEAVING) && !wants_calm()) else { return show() };
    let update = Closure::once_into_js(move || {
        // The new page's picture takes the name of the card's.
        set_root(LEAVING, None);
        show();
        // The page is rendered in microtasks that follow.
        Promise::new(&mut |done, _| {
            // Without the timer, the browser ends the transition after a while.
            let _ = window().set_timeout_with_callback(&done);
        })
    });
    match start.call1(&document(), &update) {
        Ok(transition) => ignore(Reflect::get(&transition, &"ready".into())),
        Err(_) => {
            // `show` handles its own errors.
            let _ = update.unchecked_ref::<Function>().call0(&JsValue::NULL);
        }
    }
}

/// Lets a promise be rejected: a transition that is skipped, for example in a hidden tab, has shown the page all the
/// same.
fn ignore(promise: Result<JsValue, JsValue>) {
    if let Some(promise) = promise.ok().and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        let nothing = Closure::once_into_js(|_: JsValue| ());
        if let Ok(catch) = Reflect::get(&promise, &"catch".into()).and_then(|catch| catch.dyn_into::<Function>()) {
            // A promise takes any function.
            let _ = catch.call1(&promise, &nothing);
        }
    }
}
