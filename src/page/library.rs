//! The shooting resource library: its three collections, each with some of its records.

use crate::locale::words;
use crate::route::Page;
use crate::ui::card::CardGrid;
use crate::ui::use_locale;
use crate::wire::{Library, Shelf};
use leptos::prelude::*;

#[component]
pub fn LibraryPage(library: Library) -> impl IntoView {
    let locale = use_locale();
    view! {
        <h1>{words::LIBRARY_LONG.get(locale)}</h1>
        {library
            .collections
            .into_iter()
            .enumerate()
            .map(|(place, Shelf(tally, text, cards))| {
                let all = match tally.to {
                Page::Locations => words::ALL_LOCATIONS,
                Page::Experts => words::ALL_EXPERTS,
                _ => words::ALL_CLIPS,
            }
            .get(locale);
            let href = tally.to.href(locale);
                view! {
                    <section class="section">
                        <h2>
                            <a href=href.clone()>{tally.label}</a>
                            " "
                            <span class="tally-count">{tally.count}</span>
                        </h2>
                        <p class="lead">{text}</p>
                        <CardGrid cards eager={if place == 0 { 3 } else { 0 }} />
                        <p><a class="onward" href=href>{all}</a></p>
                    </section>
                }
            })
            .collect_view()}
    }
    .into_any()
}
