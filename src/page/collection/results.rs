//! The results of a query, as cards or a table, and what to do when there are none.

use super::Store;
use super::listing::{Listing, grid_view, table_view};
use super::selection::View;
use crate::catalog::{Condition, Order};
use crate::locale::{Locale, Words, words};
use crate::ui::{ActionButton, changing, links_view, memo, trouble_view, use_locale};
use crate::wire::{FIRST_CARDS, Link, Sort, TableColumn};
use leptos::prelude::*;

/// How the results are shown.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// Nothing: there is no query, or the answer is shown elsewhere.
    None,
    /// A message that nothing was found.
    Nothing,
    Grid,
    Table,
}

/// `counted` names the records of the collection with their number: "60 locations".
pub fn results_view(store: Store, counted: Words) -> AnyView {
    let locale = use_locale();
    let listing = Listing::new(store);
    let found = memo(move || store.answer.with(|answer| answer.as_ref().map(|answer| answer.outcome.total())));
    let total = store.catalog.with_value(|catalog| catalog.total);
    let status = move || {
        let all = counted.with(locale, &[&total.to_string()]);
        let found = found.get().map(|found| match found == total as usize {
            true => all,
            false => words::RESULTS.with(locale, &[&all, &found.to_string()]),
        });
        found.unwrap_or_default()
    };
    // The list stays while its content changes.
    let shape = memo(move || match (found.get(), store.view()) {
        (None, _) => Shape::None,
        (Some(0), _) => Shape::Nothing,
        (Some(_), View::Grid) => Shape::Grid,
        (Some(_), View::Table) => Shape::Table,
        (Some(_), View::Map | View::Compare) => Shape::None,
    });
    let body = changing(move || match shape.get() {
        Shape::None => ().into_any(),
        Shape::Nothing => nothing_view(store),
        Shape::Grid => grid_view(listing),
        Shape::Table => {
            let columns = store.catalog.with_value(|catalog| catalog.table.clone());
            let heads = columns.into_iter().map(|column| head(store, column)).collect();
            table_view(listing, heads)
        }
    });
    let failure = changing(move || store.failed.get().map(|error| trouble_view(error, None, store.tries)).into_any());
    let cut = changing(move || {
        let (length, found) = (listing.length.get(), found.get().unwrap_or_default());
        let is_cut = matches!(shape.get(), Shape::Grid | Shape::Table) && length < found;
        let says = || words::SHOWN.with(locale, &[&length.to_string(), &found.to_string()]);
        is_cut.then(|| view! { <p class="grow">{says()}</p> }).into_any()
    });
    view! {
        <p class="results-count" role="status">{status}</p>
        {failure}
        {body}
        {cut}
    }
    .into_any()
}

/// A column heading of the table; a sortable one is a button.
fn head(store: Store, column: TableColumn) -> AnyView {
    let Some(sort) = column.sort else {
        return view! { <th scope="col">{column.label}</th> }.into_any();
    };
    let wanted = match sort {
        Sort::Title => Order::Title,
        Sort::Column(number) => Order::Column(number),
    };
    let state = move || {
        store.conditions.with(|selection| match selection.query.order == wanted {
            true if selection.query.descending => Some("descending"),
            true => Some("ascending"),
            false => None,
        })
    };
    let press = move |_| {
        store.change(|selection| {
            let again = selection.query.order == wanted;
            let first = matches!(wanted, Order::Column(_));
            selection.query.descending = if again { !selection.query.descending } else { first };
            selection.query.order = wanted;
        });
    };
    view! { <th scope="col" aria-sort=state><button type="button" on:click=press>{column.label}</button></th> }
        .into_any()
}

/// The message for no results: the condition whose removal yields the most results, and a button that clears all.
fn nothing_view(store: Store) -> AnyView {
    let locale = use_locale();
    let way = move || {
        let loosen = store.answer.with(|answer| answer.as_ref().and_then(|answer| answer.outcome.loosen));
        let (condition, count) = loosen?;
        let catalog = store.catalog.get_value();
        let name = match condition {
            Condition::Text => store.text.with(|text| text.trim().to_owned()),
            Condition::Facet(at) => catalog.facets.get(at as usize)?.label.clone(),
            Condition::Range(at) => catalog.ranges.get(at as usize)?.label.clone(),
        };
        let clear = move |_| {
            store.change(|selection| match condition {
                Condition::Text => selection.query.text.clear(),
                Condition::Facet(at) => selection.query.facets[at as usize].clear(),
                Condition::Range(at) => selection.query.ranges[at as usize] = Default::default(),
            });
        };
        Some(view! {
            <button class="button" type="button" on:click=clear>
                {words::LIFT.with(locale, &[&name, &count.to_string()])}
            </button>
        })
    };
    view! {
        <div class="nothing">
            <p>{words::NOTHING_FITS.get(locale)}</p>
            <p class="actions">
                {way}
                <ActionButton label=words::CLEAR_ALL press=move |()| store.clear() />
            </p>
        </div>
    }
    .into_any()
}

/// How many records of the prerendered list are shown, and the button for all of them.
pub fn more_view(store: Store) -> AnyView {
    let locale = use_locale();
    let total = store.catalog.with_value(|catalog| catalog.total as usize);
    let all = move |_| store.change(|selection| selection.shown = total);
    (total > FIRST_CARDS)
        .then(|| {
            view! {
                <p class="grow">
                    <span>{words::SHOWN.with(locale, &[&FIRST_CARDS.to_string(), &total.to_string()])}</span>
                    <button class="button" type="button" on:click=all>
                        {words::SHOW_ALL.with(locale, &[&total.to_string()])}
                    </button>
                </p>
            }
        })
        .into_any()
}

/// All records by name, in groups.
pub fn index_view(index: Vec<(String, Vec<Link>)>, locale: Locale) -> AnyView {
    (!index.is_empty())
        .then(|| {
            let groups =
                index.into_iter().map(|(heading, links)| view! { <h3>{heading}</h3><ul>{links_view(links)}</ul> });
            view! {
                <section class="section index">
                    <h2>{words::INDEX.get(locale)}</h2>
                    {groups.collect_view()}
                </section>
            }
        })
        .into_any()
}
