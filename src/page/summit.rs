//! All editions of the summit, and what is known of others.

use crate::locale::words;
use crate::ui::card::{CardForm, CardView};
use crate::ui::facts::Paragraphs;
use crate::ui::use_locale;
use crate::wire::Summit;
use leptos::prelude::*;

#[component]
pub fn SummitPage(summit: Summit) -> impl IntoView {
    let locale = use_locale();
    let notes = (!summit.notes.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{words::WHAT_IS_KNOWN.get(locale)}</h2>
                <Paragraphs texts=summit.notes />
            </section>
        }
    });
    view! {
        <h1>{words::SUMMIT.get(locale)}</h1>
        {summit
            .editions
            .into_iter()
            .enumerate()
            .map(|(place, card)| view! { <CardView card form=CardForm::Lead top=true eager={place == 0} /> })
            .collect_view()}
        {notes}
    }
    .into_any()
}
