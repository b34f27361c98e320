//! The 404 page: what an address that leads nowhere shows.

use crate::locale::{Locale, words};
use crate::route::Page;
use leptos::prelude::*;

/// What an address that leads nowhere shows.
#[component]
pub fn NotFound(
    /// The language of the address.
    locale: Locale,
) -> impl IntoView {
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
            <ul class="tallies">
                {ways
                    .into_iter()
                    .map(|(page, words)| {
                        view! { <li><a href=page.href(locale)>{words.get(locale)}</a></li> }
                    })
                    .collect_view()}
            </ul>
        </div>
    }
    .into_any()
}
