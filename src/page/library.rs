//! The shooting resource library: its three collections, each with some of its records.

use crate::locale::words;
use crate::ui::card::CardGrid;
use crate::ui::use_locale;
use crate::wire::Library;
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
            .map(|(place, (tally, text, cards))| {
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
                        <p><a class="onward" href=href>{words::ALL_OF.with(locale, &[&lower(locale, tally.to)])}</a></p>
                    </section>
                }
            })
            .collect_view()}
    }
    .into_any()
}

fn lower(locale: crate::locale::Locale, page: crate::route::Page) -> String {
    use crate::route::Page;
    match page {
        Page::Locations => words::LOCATIONS,
        Page::Experts => words::EXPERTS,
        _ => words::CLIPS,
    }
    .get(locale)
    .to_lowercase()
}
