//! Buttons that do one thing and report whether it worked.

use super::icon::{Icon, icon_view};
use super::use_locale;
use crate::locale::{Words, words};
use crate::route::{Page, Route};
use leptos::prelude::*;

/// A button that copies a text and reports the outcome: `copy` calls its callback with `true` if it worked.
pub fn copying_button(label: Words, copy: Callback<Callback<bool>>) -> AnyView {
    let locale = use_locale();
    let done = RwSignal::new(None::<bool>);
    let press = move |()| copy.run(Callback::new(move |worked| done.set(Some(worked))));
    let says = move || match done.get() {
        None => "",
        Some(true) => words::COPIED.get(locale),
        Some(false) => words::COPY_FAILED.get(locale),
    };
    view! { <span class="action"><ActionButton label press /><span role="status">{says}</span></span> }.into_any()
}

/// The link to save a page, and what belongs to it, on the device.
pub fn save_link(page: Page) -> AnyView {
    let locale = use_locale();
    view! { <a class="onward" href=Route::save(locale, &page)>{words::SAVE_OFFLINE.get(locale)}</a> }.into_any()
}

/// A button that does one thing. With an icon, the label is only read out where there is no room for it.
#[component]
pub fn ActionButton(
    /// The label.
    label: Words,
    /// Called when pressed.
    #[prop(into)]
    press: Callback<()>,
    /// Whether it is on, for a toggle button.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// An icon before the label.
    #[prop(optional)]
    icon: Option<Icon>,
) -> impl IntoView {
    let pressed = pressed.map(|pressed| move || pressed.get().to_string());
    let label = label.get(use_locale());
    let content = match icon {
        Some(icon) => tool_label(icon, label.into_any()),
        None => label.into_any(),
    };
    let (class, title) = if icon.is_some() { ("button tool", Some(label)) } else { ("button", None) };
    view! {
        <button class=class type="button" title=title aria-pressed=pressed on:click=move |_| press.run(())>
            {content}
        </button>
    }
    .into_any()
}

/// The content of a button with an icon.
pub fn tool_label(icon: Icon, label: AnyView) -> AnyView {
    view! {
        {icon_view(icon)}
        <span>{label}</span>
    }
    .into_any()
}
