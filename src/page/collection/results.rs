//! What a question to a collection found, as cards or a table, and what to do when it found nothing.

use super::choice::Choice;
use super::selection::View;
use super::{Asked, STEP};
use crate::catalog::{Condition, Order};
use crate::locale::{Locale, words};
use crate::ui::card::CardView;
use crate::ui::marked::Marked;
use crate::ui::region::Trouble;
use crate::ui::use_locale;
use crate::wire::{Entry, Link, Sort};
use leptos::prelude::*;

#[component]
pub fn Results(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let entries =
        move || asked.answer.with(|answer| answer.as_ref().map(|answer| answer.entries.clone()).unwrap_or_default());
    let found = Memo::new(move |_| asked.answer.with(|answer| answer.as_ref().map(|answer| answer.outcome.total())));
    let total = asked.catalog.with_value(|catalog| catalog.total);
    let status = move || {
        let found = found.get().map(|found| words::RESULTS.with(locale, &[&found.to_string(), &total.to_string()]));
        found.unwrap_or_default()
    };
    let shown_as = Memo::new(move |_| asked.view());
    let body = move || match found.get() {
        None => ().into_any(),
        Some(0) => view! { <Nothing asked /> }.into_any(),
        // Shown beside the list.
        Some(_) if matches!(shown_as.get(), View::Map | View::Compare) => ().into_any(),
        Some(_) if shown_as.get() == View::Table => {
            view! { <Table asked entries=Signal::derive(entries) /> }.into_any()
        }
        Some(_) => {
            let row = move |(_, entry): (u32, Entry)| {
                let page = entry.card.to.clone();
                view! {
                    <li>
                        <CardView card=entry.card top=true marker=asked.marker />
                        <Choice asked page />
                    </li>
                }
            };
            view! { <ul class="card-grid"><For each=entries key=|(number, _)| *number children=row /></ul> }.into_any()
        }
    };
    let failure = move || asked.failed.get().map(|error| view! { <Trouble error tries=asked.tries /> });
    let listed = move || found.get().is_some() && matches!(shown_as.get(), View::Grid | View::Table);
    let narrowed = move || listed().then(|| view! { <More asked /> });
    view! {
        <p class="results-count" role="status">{status}</p>
        {failure}
        {body}
        {narrowed}
    }
    .into_any()
}

/// The records as rows; a heading that can sort is a button.
#[component]
fn Table(asked: Asked, entries: Signal<Vec<(u32, Entry)>>) -> impl IntoView {
    let catalog = asked.catalog.get_value();
    let heads: Vec<_> = catalog
        .table
        .iter()
        .cloned()
        .map(|column| {
            let Some(sort) = column.sort else {
                return view! { <th scope="col">{column.label}</th> }.into_any();
            };
            let wanted = match sort {
                Sort::Title => Order::Title,
                Sort::Column(number) => Order::Column(number),
            };
            let state = move || {
                asked.selection.with(|selection| match selection.query.order == wanted {
                    true if selection.query.descending => Some("descending"),
                    true => Some("ascending"),
                    false => None,
                })
            };
            let press = move |_| {
                asked.change(|selection| {
                    let again = selection.query.order == wanted;
                    let first = matches!(wanted, Order::Column(_));
                    selection.query.descending = if again { !selection.query.descending } else { first };
                    selection.query.order = wanted;
                });
            };
            view! { <th scope="col" aria-sort=state><button type="button" on:click=press>{column.label}</button></th> }
                .into_any()
        })
        .collect();
    let locale = use_locale();
    let row = move |(_, entry): (u32, Entry)| {
        let Entry { card, cells } = entry;
        let cells: Vec<_> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
        view! {
            <tr>
                <th scope="row">
                    <a href=card.to.href(locale)><Marked text=card.title marker=asked.marker /></a>
                    <Choice asked page=card.to />
                </th>
                {cells}
            </tr>
        }
    };
    view! {
        <div class="table-frame" tabindex="0">
            <table>
                <thead><tr>{heads}</tr></thead>
                <tbody><For each=move || entries.get() key=|(number, _)| *number children=row /></tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Nothing fits: the one condition that, lifted, gives the most, and the way to lift all.
#[component]
fn Nothing(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let way = move || {
        let loosen = asked.answer.with(|answer| answer.as_ref().and_then(|answer| answer.outcome.loosen));
        let (condition, count) = loosen?;
        let catalog = asked.catalog.get_value();
        let name = match condition {
            Condition::Text => asked.selection.with(|selection| selection.query.text.trim().to_owned()),
            Condition::Facet(at) => catalog.facets.get(at as usize)?.label.clone(),
            Condition::Range(at) => catalog.ranges.get(at as usize)?.label.clone(),
        };
        let lift = move |_| {
            asked.change(|selection| match condition {
                Condition::Text => selection.query.text.clear(),
                Condition::Facet(at) => selection.query.facets[at as usize].clear(),
                Condition::Range(at) => selection.query.ranges[at as usize] = Default::default(),
            });
        };
        Some(view! {
            <button class="button" type="button" on:click=lift>
                {words::LIFT.with(locale, &[&name, &count.to_string()])}
            </button>
        })
    };
    view! {
        <div class="nothing">
            <p>{words::NOTHING_FITS.get(locale)}</p>
            <p class="actions">
                {way}
                <button class="button" type="button" on:click=move |_| asked.clear()>
                    {words::CLEAR_ALL.get(locale)}
                </button>
            </p>
        </div>
    }
    .into_any()
}

/// How much of the list is shown, and the button for more.
#[component]
pub fn More(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let all = asked.catalog.with_value(|catalog| catalog.total as usize);
    let total =
        Memo::new(move |_| asked.answer.with(|answer| answer.as_ref().map_or(all, |answer| answer.outcome.total())));
    let shown = Memo::new(move |_| asked.selection.with(|selection| selection.shown).min(total.get()));
    let grow = move |_| asked.change(|selection| selection.shown = shown.get_untracked() + STEP);
    let button = move || {
        let (shown, total) = (shown.get(), total.get());
        (shown < total).then(|| {
            view! {
                <p class="grow">
                    <span role="status">{words::SHOWN.with(locale, &[&shown.to_string(), &total.to_string()])}</span>
                    <button class="button" type="button" on:click=grow>
                        {words::SHOW_MORE.with(locale, &[&(total - shown).min(STEP).to_string()])}
                    </button>
                </p>
            }
        })
    };
    view! { {button} }.into_any()
}

/// All records by name, in groups.
#[component]
pub fn Index(index: Vec<(String, Vec<Link>)>, locale: Locale) -> impl IntoView {
    (!index.is_empty())
        .then(|| {
            let groups = index.into_iter().map(|(heading, links)| {
                let links =
                    links.into_iter().map(|link| view! { <li><a href=link.to.href(locale)>{link.label}</a></li> });
                view! {
                    <h3>{heading}</h3>
                    <ul>{links.collect_view()}</ul>
                }
            });
            view! {
                <section class="section index">
                    <h2>{words::INDEX.get(locale)}</h2>
                    {groups.collect_view()}
                </section>
            }
        })
        .into_any()
}
