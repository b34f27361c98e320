//! Local storage.

use super::LocalKey;
use crate::route::base;
use leptos::prelude::window;

/// Reads a stored text; `None` when there is none or storage is blocked.
pub fn read(key: LocalKey) -> Option<String> {
    window().local_storage().ok()??.get_item(&name(key)).ok()?
}

/// Keeps a text; `false` when storage is blocked or full.
pub fn write(key: LocalKey, text: &str) -> bool {
    window().local_storage().ok().flatten().is_some_and(|storage| storage.set_item(&name(key), text).is_ok())
}

/// Removes a stored text.
pub fn forget(key: LocalKey) {
    if let Ok(Some(storage)) = window().local_storage() {
        // What cannot be removed is read again, which changes nothing.
        let _ = storage.remove_item(&name(key));
    }
}

/// Two sites below one host keep theirs apart.
fn name(key: LocalKey) -> String {
    [key.0, base::get()].concat()
}
