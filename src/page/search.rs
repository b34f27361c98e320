//! Site-wide search: results as one types, grouped by kind; the query stands in the address.

use crate::browser;
use crate::load::Load;
use crate::locale::{Locale, words};
use crate::route::{Page, Route, query_value};
use crate::search::{Indexed, find};
use crate::ui::card::Groups;
use crate::ui::region::Region;
use crate::ui::tallies::Chips;
use crate::ui::use_locale;
use crate::wire::{Card, Group, Link, SearchEntry, Site};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::Arc;

/// The search file, ready for queries.
pub type Entries = Arc<Vec<Indexed>>;

/// How many results of a kind are shown.
const MOST: usize = 20;

#[component]
pub fn SearchPage(site: Arc<Site>) -> impl IntoView {
    let locale = use_locale();
    let (load, retry) = use_search(&site);
    let search = use_location().search;
    let query = RwSignal::new(String::new());
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        let text = search.with(|search| query_value(search, "q")).unwrap_or_default();
        // The reader's own typing is ahead of the address and must not be overwritten.
        if text != query.get_untracked().trim() {
            if let Some(field) = field.get_untracked() {
                field.set_value(&text);
            }
            query.set(text);
        }
    });
    let typed = move |event: leptos::ev::Event| {
        let text = browser::typed(&event);
        let address = Route::search(locale, &text);
        browser::replace_query(address.split_once('?').map_or("", |(_, query)| query));
        query.set(text);
    };
    let ready = move |entries: Entries| {
        move || {
            let query = query.get();
            results(&entries, query.trim(), locale)
        }
    };
    view! {
        <h1>{words::SEARCH.get(locale)}</h1>
        <form class="search" on:submit=|event| event.prevent_default()>
            <label for="search">{words::SEARCH_ALL.get(locale)}</label>
            <input
                id="search"
                type="search"
                name="q"
                autocomplete="off"
                placeholder=words::SEARCH_HINT.get(locale)
                on:input=typed
                node_ref=field
            />
        </form>
        <Region load retry ready />
    }
    .into_any()
}

/// What a query finds, or what to do next.
fn results(entries: &[Indexed], query: &str, locale: Locale) -> AnyView {
    if query.is_empty() {
        return view! {
            <p class="lead">{words::SEARCH_START.get(locale)}</p>
            <Chips links=areas(locale) />
        }
        .into_any();
    }
    let found = find(entries, query);
    if found.is_empty() {
        return view! {
            <p class="lead" role="status">{words::SEARCH_NONE.with(locale, &[query])}</p>
            <Chips links=areas(locale) />
        }
        .into_any();
    }
    let count = found.len().to_string();
    view! {
        <p class="lead" role="status">{words::SEARCH_COUNT.with(locale, &[&count, query])}</p>
        <Groups groups=grouped(found) />
    }
    .into_any()
}

/// The search entries of the page's language, and what Retry calls.
pub fn use_search(site: &Site) -> (RwSignal<Load<Entries>>, Callback<()>) {
    let locale = use_locale();
    let path = Site::text(&site.search, locale).to_owned();
    let load = RwSignal::new(Load::Waiting);
    let fetch = Callback::new(move |()| {
        load.set(Load::Waiting);
        browser::fetch_search(&path, move |answer| {
            // The page may have been left before the answer came.
            load.try_set(match answer {
                Ok(file) => Load::Ready(Arc::new(file.entries.into_iter().map(Indexed::new).collect())),
                Err(error) => Load::Failed(error),
            });
        });
    });
    Effect::new(move |_| fetch.run(()));
    (load, fetch)
}

fn areas(locale: Locale) -> Vec<Link> {
    [
        (Page::News, words::NEWS),
        (Page::Summit, words::SUMMIT),
        (Page::Locations, words::LOCATIONS),
        (Page::Experts, words::EXPERTS),
        (Page::Clips, words::CLIPS),
    ]
    .into_iter()
    .map(|(to, words)| Link { to, label: words.get(locale).to_owned() })
    .collect()
}

fn grouped(found: Vec<&SearchEntry>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in found {
        let card = card(entry);
        match groups.iter_mut().find(|group| group.heading == entry.kind) {
            Some(group) if group.cards.len() == MOST => {}
            Some(group) => group.cards.push(card),
            None => groups.push(Group { heading: entry.kind.clone(), cards: vec![card] }),
        }
    }
    groups
}

/// A search entry as a card without a picture.
pub fn card(entry: &SearchEntry) -> Card {
    Card {
        to: entry.to.clone(),
        title: entry.title.clone(),
        kicker: None,
        date: None,
        text: Some(entry.text.clone()),
        note: None,
        picture: None,
        foreign: None,
    }
}
