//! What comes in by a link or a file: shown first, and merged when the reader agrees; and what could not be read of it.

use super::PackStore;
use crate::browser;
use crate::keep::backup::Report;
use crate::keep::quarantine;
use crate::locale::words;
use crate::ui::{ActionButton, listener, optional, use_locale};
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

/// The most characters of a record that are shown.
const SHOWN: usize = 300;

pub fn quarantine_view(store: PackStore) -> AnyView {
    let locale = use_locale();
    let save = Callback::new(move |()| {
        let text = store.quarantine.with_untracked(|records| quarantine::file(records));
        browser::download("set-aside.txt", "text/plain;charset=utf-8", &text);
    });
    let forget = Callback::new(move |()| store.empty_quarantine());
    optional(move || {
        let records = Some(store.quarantine.get()).filter(|records| !records.is_empty())?;
        let count = records.len().to_string();
        let shown = records.into_iter().map(|record| {
            let mut text: String = record.text.chars().take(SHOWN).collect();
            if text.len() < record.text.len() {
                text.push('…');
            }
            view! { <li><code>{text}</code></li> }
        });
        Some(view! {
            <section class="notice pack-offer" data-aside="">
                <p role="status">{words::ASIDE.with(locale, &[&count])}</p>
                <ul>{shown.collect_view()}</ul>
                <p class="actions">
                    <ActionButton label=words::ASIDE_SAVE press=save />
                    <ActionButton label=words::ASIDE_FORGET press=forget />
                </p>
            </section>
        })
    })
}
