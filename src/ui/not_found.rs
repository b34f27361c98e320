//! The page for addresses that lead nowhere.

use super::{chips_view, named};
use crate::locale::{Locale, words};
use crate::route::Page;
use leptos::prelude::*;

/// What an address that leads nowhere shows, in the language of the address.
pub fn not_found_view(locale: Locale) -> AnyView {
    let ways = [
        (Page::Home, words::HOME),
        (Page::News, words::NEWS),
        (Page::Summit, words::SUMMIT),
        (Page::Library, words::LIBRARY_LONG),
        (Page::Search, words::SEARCH),
    ];
    view! {
        <div class="region missing">
            <h1 tabindex="-1">{words::NOT_FOUND.get(locale)}</h1>
            <p>{words::NOT_FOUND_TEXT.get(locale)}</p>
            {chips_view(named(ways, locale))}
        </div>
    }
    .into_any()
}
