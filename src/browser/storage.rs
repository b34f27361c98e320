//! Local storage.

use super::LocalKey;
use crate::route::base;
use leptos::prelude::window;

/// Reads a stored text; `None` if there is none or storage is blocked.
pub fn read(key: LocalKey) -> Option<String> {
    window().local_storage().ok()??.get_item(&name(key)).ok()?
}

/// Stores a text. Returns `false` if storage is blocked or full.
pub fn write(key: LocalKey, text: &str) -> bool {
    window().local_storage().ok().flatten().is_some_and(|storage| storage.set_item(&name(key), text).is_ok())
}

/// Removes a stored text.
pub fn forget(key: LocalKey) {
    if let Ok(Some(storage)) = window().local_storage() {
        // If removing fails, the text is read again, which changes nothing.
        let _ = storage.remove_item(&name(key));
    }
}

/// The base keeps two sites on one host apart.
fn name(key: LocalKey) -> String {
    [key.0, base::get()].concat()
}
