//! Buttons that put a record into the recce pack. They have no code of their own: one listener of the
//! document serves them all, so they work on cards that hydration never looks into.

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
