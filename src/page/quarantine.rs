//! Records that could not be read: named, to be taken away and then forgotten.

use super::Shelf;
use crate::browser;
use crate::keep::quarantine;
use crate::locale::words;
use crate::ui::actions::ActionButton;
use crate::ui::{changing, use_locale};
use leptos::prelude::*;

/// The most characters of a record that are shown.
const SHOWN: usize = 300;

#[component]
pub fn SetAside(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    let save = Callback::new(move |()| {
        let text = shelf.aside.with_untracked(|records| quarantine::file(records));
        browser::download("set-aside.txt", "text/plain;charset=utf-8", &text);
    });
    let forget = Callback::new(move |()| shelf.forget_aside());
    changing(move || {
        let records = shelf.aside.get();
        if records.is_empty() {
            return ().into_any();
        }
        let count = records.len().to_string();
        let shown = records.into_iter().map(|record| {
            let mut text: String = record.text.chars().take(SHOWN).collect();
            if text.len() < record.text.len() {
                text.push('…');
            }
            view! { <li><code>{text}</code></li> }
        });
        view! {
            <section class="notice pack-offer" data-aside="">
                <p role="status">{words::ASIDE.with(locale, &[&count])}</p>
                <ul>{shown.collect_view()}</ul>
                <p class="actions">
                    <ActionButton label=words::ASIDE_SAVE press=save />
                    <ActionButton label=words::ASIDE_FORGET press=forget />
                </p>
            </section>
        }
        .into_any()
    })
}
