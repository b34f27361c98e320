//! Site-wide search: results as one types, grouped by kind; the query stands in the address.

use super::catalog::{Answer, use_shelf};
use crate::browser;
use crate::catalog::{Query, Range};
use crate::load::LoadError;
use crate::locale::{Locale, words};
use crate::route::{Page, Route, query_value};
use crate::ui::card::{CardForm, CardView};
use crate::ui::marked::Marking;
use crate::ui::region::Trouble;
use crate::ui::tallies::Chips;
use crate::ui::use_locale;
use crate::wire::{Card, Link, Site};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use std::sync::Arc;

/// How many results are shown.
const MOST: usize = 60;

#[component]
pub fn SearchPage(site: Arc<Site>) -> impl IntoView {
    let locale = use_locale();
    let shelf = use_shelf(Site::text(&site.catalog, locale).to_owned());
    let search = use_location().search;
    let query = RwSignal::new(String::new());
    let answer = RwSignal::new(None::<Arc<Answer>>);
    let failed = RwSignal::new(None::<LoadError>);
    let tries = RwSignal::new(0_u32);
    let marker: Marking = RwSignal::new(None);
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
    Effect::new(move |_| {
        tries.track();
        let text = query.get();
        if text.trim().is_empty() {
            answer.set(None);
            return;
        }
        let shelf = shelf.get_value();
        let marked = shelf.clone();
        let asked = Query { text: text.clone(), ranges: Vec::<Range>::new(), ..Query::default() };
        shelf.ask(asked, MOST, move |found| match found {
            Ok(found) => {
                // The page may have been left before the files came.
                marker.try_set(marked.marker(&text).map(Arc::new));
                failed.try_set(None);
                answer.try_set(Some(Arc::new(found)));
            }
            Err(error) => {
                failed.try_set(Some(error));
            }
        });
    });
    let results = move || match answer.get() {
        None => view! {
            <p class="lead">{words::SEARCH_START.get(locale)}</p>
            <Chips links=areas(locale) />
        }
        .into_any(),
        Some(answer) => found(&answer, query.get_untracked().trim(), marker, locale),
    };
    let failure = move || failed.get().map(|error| view! { <Trouble error tries /> });
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
        {failure}
        {results}
    }
    .into_any()
}

/// What a query found by kind, or what to do next.
fn found(answer: &Answer, query: &str, marker: Marking, locale: Locale) -> AnyView {
    let total = answer.outcome.total();
    if total == 0 {
        return view! {
            <p class="lead" role="status">{words::SEARCH_NONE.with(locale, &[query])}</p>
            <Chips links=areas(locale) />
        }
        .into_any();
    }
    // The kind with the best result comes first; a card's kicker is its kind.
    let mut groups: Vec<(String, Vec<Card>)> = Vec::new();
    for (_, entry) in &answer.entries {
        let mut card = entry.card.clone();
        let kind = card.kicker.take().unwrap_or_default();
        match groups.iter_mut().find(|(name, _)| *name == kind) {
            Some((_, cards)) => cards.push(card),
            None => groups.push((kind, vec![card])),
        }
    }
    let groups = groups.into_iter().map(|(kind, cards)| {
        let cards = cards.into_iter().map(|card| view! { <li><CardView card form=CardForm::Line marker /></li> });
        view! {
            <section class="section">
                <h2>{kind}</h2>
                <ul class="card-lines">{cards.collect_view()}</ul>
            </section>
        }
    });
    let count = total.to_string();
    view! {
        <p class="lead" role="status">{words::SEARCH_COUNT.with(locale, &[&count, query])}</p>
        {groups.collect_view()}
    }
    .into_any()
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
