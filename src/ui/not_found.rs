//! The page for URLs that lead nowhere.

use super::{chips_view, named};
use crate::locale::{Locale, words};
use crate::route::Page;
use leptos::prelude::*;

/// The page for a URL that leads nowhere, in the language of the URL.
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
