//! The entries of the browser's history. Each has a key and the scroll offset at which it was left.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use wasm_bindgen::JsValue;
use web_sys::ScrollRestoration;

/// For how many frames restoring a scroll offset is retried while the page is too short for it.
pub const RESTORING: u32 = 180;

const POSITIONS: &str = "scroll-positions";

/// The entries of this tab.
pub struct Entries {
    /// The key of the current entry.
    current: Cell<u32>,
    /// Scroll offsets by key, CSS pixels.
    offsets: RefCell<HashMap<u32, f64>>,
}

impl Entries {
    /// Reads the entries that were stored before a reload. An entry without a key gets key 0.
    pub fn read() -> Entries {
        let entries = Entries { current: Cell::new(0), offsets: RefCell::new(stored()) };
        if !entries.turn_to(&history().state().unwrap_or_default()) {
            let _ = history().replace_state(&JsValue::from(0), "");
        }
        entries
    }

    /// The key of the current entry.
    pub fn current(&self) -> u32 {
        self.current.get()
    }

    /// The scroll offset at which the current entry was left.
    pub fn offset(&self) -> f64 {
        self.offsets.borrow().get(&self.current()).copied().unwrap_or_default()
    }

    /// Records the scroll offset of the current entry.
    pub fn remember(&self) {
        self.offsets.borrow_mut().insert(self.current(), window().scroll_y().unwrap_or_default());
    }

    /// Adds an entry and makes it the current one.
    pub fn push(&self, address: &str) -> Result<(), JsValue> {
        let key = self.offsets.borrow().keys().copied().max().unwrap_or_default().max(self.current()) + 1;
        history().push_state_with_url(&key.into(), "", Some(address))?;
        self.current.set(key);
        Ok(())
    }

    /// Changes the URL of the current entry.
    pub fn replace(&self, address: &str) -> Result<(), JsValue> {
        history().replace_state_with_url(&self.current().into(), "", Some(address))
    }

    /// Makes the entry of a history state the current one. Returns `false` if the state has no key.
    pub fn turn_to(&self, state: &JsValue) -> bool {
        let key = state.as_f64().map(|key| key as u32);
        self.current.set(key.unwrap_or_default());
        key.is_some()
    }

    /// Stores the offsets for a reload, in whole pixels: code to read and write floats would be larger than this
    /// module.
    pub fn store(&self) {
        let offsets = self.offsets.borrow();
        let text: Vec<String> =
            offsets.iter().map(|(key, offset)| format!("{key}:{}", offset.round() as i32)).collect();
        if let Ok(Some(storage)) = window().session_storage() {
            // If storage is blocked or full, a reload starts at the top.
            let _ = storage.set_item(POSITIONS, &text.join(" "));
        }
    }
}

fn stored() -> HashMap<u32, f64> {
    let stored = window().session_storage().ok().flatten();
    let text = stored.and_then(|storage| storage.get_item(POSITIONS).ok().flatten());
    text.unwrap_or_default()
        .split(' ')
        .filter_map(|pair| {
            let (key, offset) = pair.split_once(':')?;
            Some((key.parse().ok()?, offset.parse::<i32>().ok()?.into()))
        })
        .collect()
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}

/// Sets whether the browser restores the scroll offset itself.
pub fn let_browser_scroll(is_let: bool) {
    let mode = if is_let { ScrollRestoration::Auto } else { ScrollRestoration::Manual };
    // A browser without this setting uses its default.
    let _ = history().set_scroll_restoration(mode);
}

/// Restores the scroll offset of a page. A list may not have its full height yet: scrolling is retried in the
/// following frames, unless the reader scrolls.
pub fn scroll_back(offset: f64, frames: u32) {
    scroll_to(offset);
    let reached = window().scroll_y().unwrap_or(offset);
    let shown = super::path();
    if frames > 0 && reached + 1.0 < offset {
        request_animation_frame(move || {
            let stays = super::path() == shown;
            if stays && window().scroll_y().is_ok_and(|now| (now - reached).abs() < 1.0) {
                scroll_back(offset, frames - 1);
            }
        });
    }
}

/// Scrolls without animation.
pub fn scroll_to(offset: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(offset);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}
