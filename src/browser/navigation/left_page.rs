//! Pages that were left before the program ran. `worker/page/navigate.ts` caches their nodes, and shows them on Back until
//! the program has built the page.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showCached)]
    fn show_cached(entry: u32) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_name = dropCached)]
    fn drop_cached() -> Result<Option<HtmlElement>, JsValue>;
}

/// Shows the page of a history entry as it was left, in front of the page that is shown. Returns whether it is cached.
pub(super) fn show(entry: u32) -> bool {
    // Component tests have no start script.
    show_cached(entry).unwrap_or_default()
}

/// Removes what [`show`] has shown, if anything. Returns the element that gets the focus in its place.
pub(super) fn hide() -> Option<HtmlElement> {
    drop_cached().unwrap_or_default()
}
