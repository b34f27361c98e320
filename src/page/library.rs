//! The shooting resource library: its collections, each with some of its records.

use crate::locale::{Words, words};
use crate::route::Page;
use crate::ui::{cards_view, use_locale};
use crate::wire::{Library, LibrarySection, SentDocument};
use leptos::prelude::*;

/// The links to the full collections.
const ALL: [(Page, Words); 4] = [
    (Page::Locations, words::ALL_LOCATIONS),
    (Page::Productions, words::ALL_PRODUCTIONS),
    (Page::Experts, words::ALL_EXPERTS),
    (Page::Clips, words::ALL_CLIPS),
];

pub fn library_page(library: Library, _: &SentDocument) -> AnyView {
    let locale = use_locale();
    let section = |(place, LibrarySection(tally, text, cards)): (usize, LibrarySection)| {
        let all = ALL.iter().find(|(page, _)| *page == tally.to);
        let all =
            all.map(|(page, words)| view! { <p><a class="onward" href=page.href(locale)>{words.get(locale)}</a></p> });
        let href = tally.to.href(locale);
        view! {
            <section class="section">
                <h2>
                    <a href=href>{tally.label}</a>
                    " "
                    <span class="tally-count">{tally.count}</span>
                </h2>
                <p class="lead">{text}</p>
                {cards_view(cards, place == 0)}
                {all}
            </section>
        }
    };
    let sections: Vec<_> = library.collections.into_iter().enumerate().map(section).collect();
    view! {
        <h1>{words::LIBRARY_LONG.get(locale)}</h1>
        {sections}
    }
    .into_any()
}
