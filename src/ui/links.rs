//! Links: breadcrumbs, neighbours, links in a row, links with counts, and links to files.

use super::{has_page, use_locale};
use crate::locale::{Locale, Words, words};
use crate::route::Page;
use crate::wire::{Download, Link, Tally};
use leptos::prelude::*;

/// Breadcrumbs: the home page, the parent pages from the top down, then this page's own title.
pub fn crumbs_view(crumbs: Vec<Link>, here: String) -> AnyView {
    let locale = use_locale();
    view! {
        <nav class="crumbs" aria-label=words::BREADCRUMB.get(locale)>
            <ol>
                <li><a href=Page::Home.href(locale)>{words::HOME.get(locale)}</a></li>
                {links_view(crumbs)}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
    .into_any()
}

/// Links to the records before and after.
pub fn neighbours_view(previous: Option<Link>, next: Option<Link>) -> AnyView {
    let locale = use_locale();
    let side = |link: Option<Link>, rel: &'static str, label: Words| {
        link.map(|link| {
            view! {
                <a href=link.to.href(locale) rel=rel>
                    <span>{label.get(locale)}</span>
                    {link.label}
                </a>
            }
        })
    };
    view! {
        <nav class="neighbours" aria-label=format!("{} / {}", words::PREVIOUS.get(locale), words::NEXT.get(locale))>
            {side(previous, "prev", words::PREVIOUS)}
            {side(next, "next", words::NEXT)}
        </nav>
    }
    .into_any()
}

/// Links, each with the number of items behind it. The link to the current page is marked.
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

/// Links to pages by their names, without those that the site does not have.
pub fn named<const N: usize>(pages: [(Page, Words); N], locale: Locale) -> Vec<Link> {
    let pages = pages.into_iter().filter(|(page, _)| has_page(page));
    pages.map(|(to, words)| Link { to, label: words.get(locale).to_owned() }).collect()
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

/// Links to files, in a row.
pub fn downloads_view(files: Vec<Download>) -> AnyView {
    let files = files.into_iter().map(|file| view! { <li>{download_link(file)}</li> });
    view! { <ul class="downloads">{files.collect_view()}</ul> }.into_any()
}

/// Items of a list: links that open a place in other maps.
pub fn maps_view(maps: Vec<(String, String)>) -> AnyView {
    let map = |(label, address): (String, String)| {
        view! { <li><a href=address rel="noopener noreferrer external">{label}</a></li> }
    };
    maps.into_iter().map(map).collect_view().into_any()
}

/// A link to a file. The app has no route for it, so the browser follows it.
pub fn download_link(file: Download) -> AnyView {
    view! { <a href=file.href type=file.mime rel="external">{file.label}</a> }.into_any()
}
