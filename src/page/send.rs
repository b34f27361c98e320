//! Links that readers pass on: through the device's share sheet, or copied.

use crate::browser;
use crate::locale::{Words, words};
use crate::ui::{ActionButton, changing, copying_button, optional, use_locale};
use leptos::prelude::*;

/// A button that opens the share sheet for a URL without scheme and host. If the device has no share sheet, there is
/// no button; the reader can still copy the link.
pub fn send_button(label: Words, title: String, address: String) -> AnyView {
    let sheet = RwSignal::new(false);
    browser::on_ready(move || {
        sheet.try_set(browser::can_share());
    });
    let send = Callback::new(move |()| browser::share(&title, &[browser::origin(), address.clone()].concat()));
    optional(move || sheet.get().then(|| view! { <ActionButton label press=send /> }))
}

/// A button that copies a text.
pub fn copy_button(label: Words, text: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let copy = Callback::new(move |done| browser::copy_text(text(), done));
    copying_button(label, copy)
}

/// A button that is replaced by the view that it makes. The view is rebuilt when it changes.
pub fn on_demand(label: Words, make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let wanted = RwSignal::new(false);
    changing(move || match wanted.get() {
        true => make(),
        false => {
            let press = Callback::new(move |()| wanted.set(true));
            view! { <p class="actions"><ActionButton label press /></p> }.into_any()
        }
    })
}

/// A link to the reader's data, in a labelled field with buttons to pass it on; `more` are further buttons. The URL
/// has no scheme and host.
pub fn link_field(
    label: Words,
    class: &'static str,
    title: String,
    address: String,
    text: Option<Words>,
    more: Option<AnyView>,
) -> AnyView {
    let locale = use_locale();
    let whole = [browser::origin(), address.clone()].concat();
    let copied = whole.clone();
    view! {
        <label class=class>
            <span>{label.get(locale)}</span>
            <input type="text" readonly data-field="link" value=whole />
        </label>
        {text.map(|text| view! { <p class="fine">{text.get(locale)}</p> })}
        <p class="actions">
            {copy_button(words::COPY_LINK, move || copied.clone())}
            {more}
            {send_button(words::PACK_SEND, title, address)}
        </p>
    }
    .into_any()
}
