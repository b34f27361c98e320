//! Stars that put a session into the reader's own agenda. They have no code of their own: one listener of
//! the page serves them all, so they work in rows that hydration never looks into.

use super::use_locale;
use crate::locale::words;
use crate::route::Page;
use leptos::prelude::*;

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
    let locale = use_locale();
    let name = words::STAR_NAMED.with(locale, &[&title]);
    view! { <button class="star" type="button" data-star=page.path() aria-pressed="false" aria-label=name></button> }
        .into_any()
}
