//! Records that could not be read.

use super::PackStore;
use super::delivery::Delivery;
use crate::locale::words;
use crate::stored::quarantine;
use crate::ui::{ActionButton, optional, use_locale};
use leptos::prelude::*;

/// How many characters of a record are shown at most.
const SHOWN: usize = 300;

/// The records that could not be read: shown, with buttons to save them as a file and to delete them.
pub fn quarantine_view(store: PackStore) -> AnyView {
    let locale = use_locale();
    let delivery = Delivery::open();
    let save = Callback::new(move |()| {
        let text = store.quarantine.with_untracked(|records| quarantine::file(records));
        delivery.text("set-aside.txt", "text/plain;charset=utf-8", &text);
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
            <section class="notice pack-offer" data-quarantine="">
                <p role="status">{words::ASIDE.with(locale, &[&count])}</p>
                <ul>{shown.collect_view()}</ul>
                <p class="actions">
                    <ActionButton label=words::ASIDE_SAVE press=save />
                    {delivery.view()}
                    <ActionButton label=words::ASIDE_FORGET press=forget />
                </p>
            </section>
        })
    })
}
