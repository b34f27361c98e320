//! Links with counts.

use super::use_locale;
use crate::route::Page;
use crate::wire::{Link, Tally};
use leptos::prelude::*;

/// Links with the number of things behind each; the page's own is marked.
#[component]
pub fn Tallies(
    /// The links.
    tallies: Vec<Tally>,
    /// The page they stand on.
    here: Page,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <ul class="tallies">
            {tallies
                .into_iter()
                .map(|tally| {
                    let current = (tally.to == here).then_some("page");
                    view! {
                        <li>
                            <a href=tally.to.href(locale) aria-current=current>
                                {tally.label}" "<span class="tally-count">{tally.count}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// Plain links in a row.
#[component]
pub fn Chips(
    /// The links.
    links: Vec<Link>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <ul class="tallies">
            {links
                .into_iter()
                .map(|link| view! { <li><a href=link.to.href(locale)>{link.label}</a></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}
