//! Site-wide search: results while the reader types, grouped by kind. The query is in the URL.

use super::catalog::{Answer, CatalogStore, mark_found, prepare_if_searching, use_catalog};
use super::search_field::search_field;
use crate::browser;
use crate::catalog::Query;
use crate::load::LoadError;
use crate::locale::{Locale, words};
use crate::route::{Page, Route, query_value};
use crate::ui::{CardForm, CardView, changing, chips_view, effect, keyed_list, memo, named, trouble_view, use_locale};
use crate::wire::{Card, Link, Site};
use leptos::prelude::*;
use std::sync::Arc;

/// How many results are shown. A longer query or the collection shows the others.
const MOST: usize = 30;

pub fn search_page(site: Arc<Site>) -> AnyView {
    let locale = use_locale();
    let first = Site::text(&site.catalog, locale);
    prepare_if_searching(first);
    let files = use_catalog(first);
    let search = browser::use_address().query;
    let query = RwSignal::new(String::new());
    let answer = RwSignal::new(None::<Arc<Answer>>);
    let failed = RwSignal::new(None::<LoadError>);
    let tries = RwSignal::new(0_u32);
    effect(move || {
        let text = search.with(|search| query_value(search, "q")).unwrap_or_default();
        // The text being typed is ahead of the URL and must not be overwritten.
        if text != query.get_untracked().trim() {
            query.set(text);
        }
    });
    let typed = Callback::new(move |text: String| {
        let address = Route::search(locale, &text);
        browser::replace_query_later(address.split_once('?').map_or(String::new(), |(_, query)| query.to_owned()));
        query.set(text);
    });
    effect(move || {
        tries.track();
        let text = query.get();
        if text.trim().is_empty() {
            answer.set(None);
            failed.set(None);
            return;
        }
        let asked = Query { text: text.clone(), ..Query::default() };
        files.get_value().ask(asked, MOST, move |found| {
            // The page may have been left before the files arrived, or the field may have changed.
            if query.try_get_untracked().as_ref() != Some(&text) {
                return;
            }
            match found {
                Ok(found) => {
                    failed.set(found.unreadable.clone());
                    answer.set(Some(Arc::new(found)));
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    });
    let results_at = NodeRef::new();
    mark_found(files, answer, results_at, move || answer.track());
    // The results view stays while the results change.
    let shape = memo(move || answer.with(|it| it.as_ref().map(|it| it.outcome.total() > 0)));
    let results = changing(move || match shape.get() {
        None => view! {
            <p class="lead">{words::SEARCH_START.get(locale)}</p>
            {chips_view(areas(locale))}
        }
        .into_any(),
        Some(false) => view! {
            <p class="lead" role="status">
                {move || words::SEARCH_NONE.with(locale, &[query.get().trim()])}
            </p>
            {chips_view(areas(locale))}
        }
        .into_any(),
        Some(true) => found_view(answer, query),
    });
    let failure = move || failed.get().map(|error| trouble_view(error, None, tries));
    view! {
        <h1>{words::SEARCH.get(locale)}</h1>
        <form
            class="search"
            on:submit=|event| event.prevent_default()
            on:focusin=move |_| files.with_value(CatalogStore::prepare)
        >
            <label for="search">{words::SEARCH_ALL.get(locale)}</label>
            {search_field("search", words::SEARCH_HINT.get(locale), query.into(), typed)}
        </form>
        {failure}
        <div class="found" node_ref=results_at>{results}</div>
    }
    .into_any()
}

/// The results of a query, by kind. A record that is found again keeps its card.
fn found_view(answer: RwSignal<Option<Arc<Answer>>>, query: RwSignal<String>) -> AnyView {
    let locale = use_locale();
    // The kind with the best result comes first; a card's kicker is its kind.
    let groups = memo(move || {
        let mut groups: Vec<(String, Vec<u32>)> = Vec::new();
        answer.with(|answer| {
            for (number, entry) in answer.iter().flat_map(|answer| &answer.entries) {
                let kind = entry.card.kicker.as_deref().unwrap_or_default();
                match groups.iter_mut().find(|(name, _)| name == kind) {
                    Some((_, numbers)) => numbers.push(*number),
                    None => groups.push((kind.to_owned(), vec![*number])),
                }
            }
        });
        groups
    });
    let card = move |number: u32| {
        let card = answer.with_untracked(|answer| {
            let entry = answer.iter().flat_map(|answer| &answer.entries).find(|(other, _)| *other == number);
            entry.map(|(_, entry)| Card { kicker: None, ..entry.card.clone() })
        });
        card.map(|card| view! { <li><CardView card form=CardForm::Line /></li> })
    };
    let group = move |kind: String| {
        let heading = kind.clone();
        let numbers = move || {
            groups
                .with(|groups| groups.iter().find(|(name, _)| *name == kind).map(|(_, it)| it.clone()))
                .unwrap_or_default()
        };
        view! {
            <section class="section">
                <h2>{heading}</h2>
                <ul class="card-lines">{keyed_list(numbers, |number| *number, card)}</ul>
            </section>
        }
    };
    let kinds = move || groups.with(|groups| groups.iter().map(|(kind, _)| kind.clone()).collect::<Vec<_>>());
    let says = move || {
        let total = answer.with(|answer| answer.as_ref().map_or(0, |answer| answer.outcome.total()));
        words::SEARCH_COUNT.with(locale, &[&total.to_string(), query.get_untracked().trim()])
    };
    view! {
        <p class="lead" role="status">{says}</p>
        {keyed_list(kinds, String::clone, group)}
    }
    .into_any()
}

fn areas(locale: Locale) -> Vec<Link> {
    let areas = [
        (Page::News, words::NEWS),
        (Page::Summit, words::SUMMIT),
        (Page::Locations, words::LOCATIONS),
        (Page::Productions, words::PRODUCTIONS),
        (Page::Experts, words::EXPERTS),
        (Page::Clips, words::CLIPS),
    ];
    named(areas, locale)
}
