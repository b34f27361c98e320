//! What comes in by a link or a file: shown first, and merged when the reader agrees.

use crate::browser;
use crate::keep::backup::Report;
use crate::locale::words;
use crate::ui::{ActionButton, listener, optional};
use leptos::ev::Event;
use leptos::prelude::*;

/// Something that has come in.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming<T> {
    /// Not merged yet.
    Offer(T),
    /// Why it cannot be merged.
    Trouble(String),
    /// What merging it did.
    Done(Report),
}

/// Calls with what follows `mark` in the fragment of the address.
pub fn on_fragment(mark: &'static str, came: impl Fn(&str) + 'static) {
    let hash = browser::use_address().fragment;
    Effect::new(move |_| {
        // Not within the look at the address: the call may change it.
        if let Some(text) = hash.with(|hash| hash.strip_prefix(mark).map(str::to_owned)) {
            came(&text);
        }
    });
}

/// Shows what has come in, if anything has.
pub fn incoming_view<T: Clone + Send + Sync + 'static>(
    incoming: RwSignal<Option<Incoming<T>>>,
    close: Callback<()>,
    offer: impl Fn(T) -> AnyView + Send + 'static,
    report: impl Fn(&Report) -> AnyView + Send + 'static,
) -> AnyView {
    optional(move || {
        let (kind, content) = match incoming.get()? {
            Incoming::Offer(offered) => return Some(offer(offered)),
            Incoming::Trouble(text) => ("trouble", view! { <p role="alert">{text}</p> }.into_any()),
            Incoming::Done(done) => ("done", report(&done)),
        };
        let button = view! { <ActionButton label=words::CLOSE press=close /> };
        Some(incoming_notice("notice pack-offer", kind, content, button.into_any()))
    })
}

/// A notice about something that has come in, and what can be done with it.
pub fn incoming_notice(class: &'static str, kind: &'static str, content: AnyView, buttons: AnyView) -> AnyView {
    view! {
        <section class=class data-incoming=kind>
            {content}
            <p class="actions">{buttons}</p>
        </section>
    }
    .into_any()
}

/// The button that lets the reader choose a file.
pub fn file_button(label: &'static str, chosen: impl FnMut(Event) + 'static) -> AnyView {
    view! {
        <label class="button">
            {label}
            <input class="visually-hidden" type="file" accept=".json,application/json" on:change=listener(chosen) />
        </label>
    }
    .into_any()
}
