//! Where the facts of a record come from.

use super::facts::linked_view;
use super::use_locale;
use crate::locale::words;
use crate::wire::{Source, Target};
use leptos::prelude::*;

/// The sources of a record, under a heading.
pub fn sources_view(sources: Vec<Source>) -> AnyView {
    let locale = use_locale();
    view! {
        <section class="sources">
            <h2>{words::SOURCES.get(locale)}</h2>
            <ul>{sources.into_iter().map(|source| view! { <li>{source_line(source)}</li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// One source on a line.
pub fn source_line(source: Source) -> AnyView {
    let date = source.date.map(|date| view! { <span class="source-date">" "{date}</span> });
    view! {
        {linked_view(source.url.map(Target::Web), source.publisher)}
        {date}
    }
    .into_any()
}
