//! Where the facts of a record come from.

use super::facts::Linked;
use super::use_locale;
use crate::locale::words;
use crate::wire::{Source, Target};
use leptos::prelude::*;

/// The sources of a record, under a heading.
#[component]
pub fn Sources(
    /// The sources.
    sources: Vec<Source>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="sources">
            <h2>{words::SOURCES.get(locale)}</h2>
            <ul>{sources.into_iter().map(|source| view! { <li><SourceLine source /></li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// One source on a line.
#[component]
pub fn SourceLine(
    /// The source.
    source: Source,
) -> impl IntoView {
    let date = source.date.map(|date| view! { <span class="source-date">" "{date}</span> });
    view! {
        <Linked target=source.url.map(Target::Web) words=source.publisher />
        {date}
    }
    .into_any()
}
