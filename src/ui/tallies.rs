//! Links with counts.

use super::use_locale;
use crate::locale::{Locale, Words};
use crate::route::Page;
use crate::wire::{Link, Tally};
use leptos::prelude::*;

/// Links with the number of things behind each; that to the page they stand on is marked.
pub fn tallies_view(tallies: Vec<Tally>, here: Page) -> AnyView {
    let locale = use_locale();
    let link = |tally: Tally| {
        let current = (tally.to == here).then_some("page");
        view! {
            <li>
                <a href=tally.to.href(locale) aria-current=current>
                    {tally.label}" "<span class="tally-count">{tally.count}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="tallies">{tallies.into_iter().map(link).collect_view()}</ul> }.into_any()
}

/// Links to pages by their names.
pub fn named<const N: usize>(pages: [(Page, Words); N], locale: Locale) -> Vec<Link> {
    pages.map(|(to, words)| Link { to, label: words.get(locale).to_owned() }).into()
}

/// Plain links in a row.
pub fn chips_view(links: Vec<Link>) -> AnyView {
    view! { <ul class="tallies">{links_view(links)}</ul> }.into_any()
}

/// Links as the items of a list.
pub fn links_view(links: Vec<Link>) -> AnyView {
    let locale = use_locale();
    let link = |link: Link| view! { <li><a href=link.to.href(locale)>{link.label}</a></li> };
    links.into_iter().map(link).collect_view().into_any()
}
