//! Buttons that put a record into the recce pack. They have no code of their own: one listener of the
//! document serves them all, so they work on cards that hydration never looks into.

use super::use_locale;
use crate::locale::words;
use crate::route::Page;
use crate::wire::Entry;
use leptos::prelude::*;
use std::sync::Arc;

/// Whether a page is a record that a pack is made of.
pub fn fits_pack(page: &Page) -> bool {
    matches!(
        page,
        Page::Location(_)
            | Page::Clip(_)
            | Page::Expert(_)
            | Page::Session(..)
            | Page::Speaker(..)
            | Page::Report(..)
            | Page::Article(_)
    )
}

/// The button on a record's own page.
#[component]
pub fn PackButton(
    /// The page.
    page: Page,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <button class="button pack-button" type="button" data-pack=page.path() aria-pressed="false">
            <span data-when="out">{words::PACK_ADD.get(locale)}</span>
            <span data-when="in">{words::PACK_IN.get(locale)}</span>
        </button>
    }
    .into_any()
}

/// The small button on the card of a row, whose record changes; hidden while there is none.
#[component]
pub fn RowPackButton(
    /// The record; none while it is on its way.
    entry: Memo<Option<Arc<Entry>>>,
) -> impl IntoView {
    let locale = use_locale();
    let page = move || entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.path()));
    let name = move || {
        entry.with(|entry| entry.as_ref().map(|entry| words::PACK_ADD_NAMED.with(locale, &[&entry.card.title])))
    };
    view! { <button class="card-pack" type="button" data-pack=page aria-pressed="false" aria-label=name></button> }
        .into_any()
}

/// The small button on a card; none on a card of something else than a record.
#[component]
pub fn CardPackButton(
    /// The page that the card leads to.
    page: Page,
    /// The card's title, for those who do not see where the button stands.
    title: String,
) -> impl IntoView {
    let locale = use_locale();
    fits_pack(&page).then(|| {
        view! {
            <button
                class="card-pack"
                type="button"
                data-pack=page.path()
                aria-pressed="false"
                aria-label=words::PACK_ADD_NAMED.with(locale, &[&title])
            ></button>
        }
        .into_any()
    })
}
