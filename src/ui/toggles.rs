//! Buttons that put a record into the recce pack, and stars that put a session into the reader's own agenda. They have
//! no code of their own: listeners of the page serve them all, so they work on cards and in rows that hydration never
//! looks into.

use super::use_locale;
use crate::locale::words;
use crate::route::Page;
use leptos::prelude::*;
use leptos::tachys::html::attribute::AttributeValue;

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

/// The small button on a card, by the path of the record's page; hidden while it has no record. The name says what it
/// does, for those who do not see where it stands.
pub fn card_pack_button<A: AttributeValue + Send + 'static>(page: A, name: A) -> AnyView {
    view! { <button class="card-pack" type="button" data-pack=page aria-pressed="false" aria-label=name></button> }
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

/// The small star in a row; pressed, the session is in. The title is for those who do not see where the star stands.
pub fn row_star(page: Page, title: String) -> AnyView {
    let name = words::STAR_NAMED.with(use_locale(), &[&title]);
    view! { <button class="star" type="button" data-star=page.path() aria-pressed="false" aria-label=name></button> }
        .into_any()
}
