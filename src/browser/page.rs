//! Small questions to the window.

use crate::ui::header::Theme;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
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
    let Some(target) = event.target() else {
        return String::new();
    };
    match target.dyn_into::<web_sys::HtmlInputElement>() {
        Ok(field) => field.value(),
        Err(other) => other.dyn_into::<web_sys::HtmlSelectElement>().map(|field| field.value()).unwrap_or_default(),
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
