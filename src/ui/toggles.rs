//! Buttons that add a record to the recce pack or make its poster, and stars that add a session to the reader's own
//! agenda. They have no code of their own: listeners of the page serve all of them, so they also work on cards, in rows
//! and on pages that hydration skips.

use super::use_locale;
use crate::locale::words;
use crate::route::Page;
use leptos::prelude::*;
use leptos::tachys::html::attribute::AttributeValue;

/// Whether a page is a record that can be added to a pack.
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
pub fn pack_button(page: Page) -> AnyView {
    let locale = use_locale();
    view! {
        <button class="button pack-button" type="button" data-pack=page.path() aria-pressed="false">
            <span data-when="out">{words::PACK_ADD.get(locale)}</span>
            <span data-when="in">{words::PACK_IN.get(locale)}</span>
        </button>
    }
    .into_any()
}

/// The small button on a card, given the path of the record's page; hidden while it has no record. Its accessible
/// name says what it does for readers who cannot see its position.
pub fn card_pack_button<A: AttributeValue + Send + 'static>(page: A, name: A) -> AnyView {
    view! { <button class="card-pack" type="button" data-pack=page aria-pressed="false" aria-label=name></button> }
        .into_any()
}

/// The button that makes a poster of a page.
pub fn poster_button(page: Page) -> AnyView {
    view! {
        <button class="button" type="button" data-poster=page.path()>{words::POSTER.get(use_locale())}</button>
    }
    .into_any()
}

/// The button on a session's own page.
pub fn star_button(page: Page) -> AnyView {
    let locale = use_locale();
    view! {
        <button class="button star-button" type="button" data-star=page.path() aria-pressed="false">
            <span data-when="out">{words::STAR_ADD.get(locale)}</span>
            <span data-when="in">{words::STAR_IN.get(locale)}</span>
        </button>
    }
    .into_any()
}

/// The small star in a row; pressed if the session is starred. The title is for readers who cannot see the star's
/// position.
pub fn row_star(page: Page, title: String) -> AnyView {
    let name = words::STAR_NAMED.with(use_locale(), &[&title]);
    view! { <button class="star" type="button" data-star=page.path() aria-pressed="false" aria-label=name></button> }
        .into_any()
}
