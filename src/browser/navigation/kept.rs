//! Pages that were left before the program ran. `worker/page/navigate.ts` keeps their nodes, and shows them on Back until
//! the program has built the page.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showKept)]
    fn show_kept(entry: u32) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_name = dropKept)]
    fn drop_kept() -> Result<Option<HtmlElement>, JsValue>;
}

/// Shows the page of a history entry as it was left, in front of the page that is shown. Returns whether it was kept.
pub(super) fn show(entry: u32) -> bool {
    // Component tests have no start script.
    show_kept(entry).unwrap_or_default()
}

/// Removes what [`show`] has shown. Returns the link on the page that is shown now that was followed there.
pub(super) fn hide() -> Option<HtmlElement> {
    drop_kept().unwrap_or_default()
}
