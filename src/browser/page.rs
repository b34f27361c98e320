//! Small questions to the window.

use crate::ui::header::Theme;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Copies a text and answers whether that worked.
pub fn copy_text(text: String, done: Callback<bool>) {
    leptos::task::spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        let worked =
            if clipboard.is_undefined() { false } else { JsFuture::from(clipboard.write_text(&text)).await.is_ok() };
        done.run(worked);
    });
}

/// Whether the device believes that it has a network.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls when the network comes (`true`) or goes.
pub fn on_connection(changed: impl Fn(bool) + 'static) {
    let changed = std::rc::Rc::new(changed);
    let came = changed.clone();
    let online = window_event_listener(leptos::ev::online, move |_| came(true));
    let offline = window_event_listener(leptos::ev::offline, move |_| changed(false));
    on_cleanup(move || {
        online.remove();
        offline.remove();
    });
}

/// The address of the page, with its query and fragment.
pub fn page_address() -> String {
    window().location().href().unwrap_or_default()
}

/// Opens the print dialogue.
pub fn print() {
    // A window that cannot print (an embedded one) leaves the reader the browser's own menu.
    let _ = window().print();
}

/// What stands in the field that an input event comes from.
pub fn typed(event: &leptos::ev::Event) -> String {
    // Inputs, text areas and selections alike have a value.
    event
        .target()
        .and_then(|target| js_sys::Reflect::get(&target, &"value".into()).ok())
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// Sets an attribute of the document's root, or removes it.
pub fn mark_root(name: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        match value {
            Some(value) => set_attribute(&root, name, value),
            None => {
                // Only a name that is not well formed is refused.
                let _ = root.remove_attribute(name);
            }
        }
    }
}

/// Colours the page.
pub fn show_theme(theme: Theme) {
    if let Some(root) = document().document_element() {
        set_attribute(&root, "data-theme", theme.as_str());
    }
}

/// Sets an attribute whose name is known to be well formed.
pub(super) fn set_attribute(element: &web_sys::Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect("the attribute's name is well formed");
}
