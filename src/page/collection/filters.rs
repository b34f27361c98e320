//! What can be asked of a collection: text, facets, ranges, order and view.

use super::choice::Choosing;
use super::selection::{Selection, View};
use super::{Asked, Shelf};
use crate::browser;
use crate::catalog::{Order, Query};
use crate::locale::{Locale, words};
use crate::ui::{changing, use_locale};
use crate::wire::{Catalog, Facet, Range};
use leptos::prelude::*;

#[component]
pub fn Filters(asked: Asked, name: String) -> impl IntoView {
    let locale = use_locale();
    let catalog = asked.catalog.get_value();
    let name = words::FIND_IN.with(locale, &[&name]);
    let label = name.clone();
    let field = NodeRef::<leptos::html::Input>::new();
    // The reader's own typing is ahead of the address and is not overwritten.
    Effect::new(move |_| {
        let text = asked.selection.with(|selection| selection.query.text.clone());
        if let Some(field) = field.get_untracked()
            && field.value() != text
        {
            field.set_value(&text);
        }
    });
    let typed = move |event: leptos::ev::Event| {
        let text = browser::typed(&event);
        asked.change(|selection| selection.query.text = text);
    };
    let facets: Vec<_> =
        catalog.facets.iter().cloned().enumerate().map(|(at, facet)| view! { <FacetView asked at facet /> }).collect();
    let ranges: Vec<_> = catalog
        .ranges
        .iter()
        .cloned()
        .enumerate()
        .filter(|(_, range)| !range.label.is_empty() && range.bounds.is_some_and(|(least, most)| least < most))
        .map(|(at, range)| view! { <RangeView asked at range /> })
        .collect();
    let columns: Vec<(String, String)> = catalog
        .ranges
        .iter()
        .filter(|range| !range.label.is_empty() && range.bounds.is_some_and(|(least, most)| least < most))
        .map(|range| (range.key.clone(), range.label.clone()))
        .collect();
    let options: Vec<_> =
        columns.iter().cloned().map(|(key, label)| view! { <option value=key>{label}</option> }).collect();
    let sorted = move |event: leptos::ev::Event| {
        let key = browser::typed(&event);
        let column = asked.catalog.with_value(|catalog| catalog.ranges.iter().position(|range| range.key == key));
        asked.change(|selection| {
            selection.query.order = match (key.as_str(), column) {
                ("name", _) => Order::Title,
                (_, Some(column)) => Order::Column(column as u32),
                (_, None) => Order::Relevance,
            };
            // Numbers are asked for from the greatest down.
            selection.query.descending = column.is_some();
        });
    };
    let order = move || {
        let order = asked.conditions.with(|selection| selection.query.order);
        match order {
            Order::Relevance => String::new(),
            Order::Title => "name".to_owned(),
            Order::Column(column) => asked.catalog.with_value(|catalog| {
                catalog.ranges.get(column as usize).map(|range| range.key.clone()).unwrap_or_default()
            }),
        }
    };
    // On a narrow screen the facets would stand between the field and what is found.
    let is_unfolded = RwSignal::new(false);
    let fold = move || if is_unfolded.get() { "true" } else { "false" };
    let chosen = Memo::new(move |_| asked.conditions.with(Selection::chosen));
    let chosen = move || match chosen.get() {
        0 => String::new(),
        count => words::COUNT_AFTER.with(locale, &[&count.to_string()]),
    };
    let mut views = vec![(View::Grid, words::VIEW_GRID), (View::Table, words::VIEW_TABLE)];
    views.extend(catalog.places().map(|_| (View::Map, words::MAP)));
    let views: Vec<_> = views
        .into_iter()
        .map(|(wanted, words)| {
            let pressed = move || if asked.view() == wanted { "true" } else { "false" };
            let show = move |_| asked.turn(|selection| selection.view = wanted);
            view! {
                <button class="button" type="button" aria-pressed=pressed on:click=show>{words.get(locale)}</button>
            }
        })
        .collect();
    view! {
        <form
            class="filters"
            role="search"
            data-moves-rows=""
            aria-label=name.clone()
            on:submit=|event| event.prevent_default()
            on:focusin=move |_| asked.shelf.with_value(Shelf::prepare)
            on:pointerover=move |_| asked.shelf.with_value(Shelf::prepare)
        >
            <label class="visually-hidden" for="find">{label}</label>
            <input
                id="find"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=words::SEARCH.get(locale)
                on:input=typed
                on:change=|_| browser::replace_query_now()
                node_ref=field
            />
            <button
                class="button filters-fold"
                type="button"
                aria-controls="facets"
                aria-expanded=fold
                on:click=move |_| is_unfolded.update(|is_unfolded| *is_unfolded = !*is_unfolded)
            >
                {words::FILTERS.get(locale)}
                <span>{chosen}</span>
            </button>
            <div class="facets" id="facets" data-unfolded=fold>{facets} {ranges}</div>
            <div class="filters-order">
                <label>
                    <span>{words::SORT.get(locale)}</span>
                    " "
                    <select on:change=sorted prop:value=order>
                        <option value="">{words::SORT_DEFAULT.get(locale)}</option>
                        <option value="name">{words::NAME.get(locale)}</option>
                        {options}
                    </select>
                </label>
                <span class="filters-view" role="group" aria-label=words::VIEW.get(locale)>
                    {views}
                </span>
                <Choosing asked />
            </div>
            <Chosen asked />
        </form>
    }
    .into_any()
}

/// A facet: its answers as boxes to tick, each with the number of records it would leave.
#[component]
fn FacetView(asked: Asked, at: usize, facet: Facet) -> impl IntoView {
    let locale = use_locale();
    // One effect a facet wakes its boxes, and only when their own choice or counts have changed: a page has hundreds.
    let picks = RwSignal::new(Vec::new());
    let counts = RwSignal::new(None);
    let details = NodeRef::<leptos::html::Details>::new();
    let is_open = RwSignal::new(false);
    // A reader may have opened it before the program came.
    let look = move || is_open.set(details.get().is_some_and(|details| details.has_attribute("open")));
    Effect::new(move |_| look());
    Effect::new(move |_| {
        let chosen = asked.conditions.with(|selection| selection.query.facets.get(at).cloned().unwrap_or_default());
        if picks.with_untracked(|before| *before != chosen) {
            picks.set(chosen);
        }
    });
    // Nobody sees the counts of one that is closed.
    Effect::new(move |_| {
        if is_open.get() {
            let is_asked = asked.painted.with(Option::is_some);
            let left = is_asked.then(|| asked.shelf.with_value(|shelf| shelf.counts(at)));
            if counts.with_untracked(|before| *before != left) {
                counts.set(left);
            }
        }
    });
    let values: Vec<_> = facet
        .values
        .into_iter()
        .enumerate()
        .map(|(place, value)| {
            let number = place as u32;
            let first = value.count;
            let chosen = Memo::new(move |_| picks.with(|picks| picks.contains(&number)));
            let count = move || {
                counts.with(|counts: &Option<Vec<u32>>| match counts {
                    Some(counts) => counts.get(place).copied().unwrap_or_default(),
                    None => first,
                })
            };
            let toggle = move |_| {
                asked.change(|selection| {
                    let chosen = &mut selection.query.facets[at];
                    match chosen.binary_search(&number) {
                        Ok(place) => {
                            chosen.remove(place);
                        }
                        Err(place) => chosen.insert(place, number),
                    }
                });
            };
            view! {
                <li>
                    <label>
                        <input type="checkbox" prop:checked=chosen on:change=toggle />
                        <span>{value.label}</span>
                        " "
                        <span class="tally-count">{count}</span>
                    </label>
                </li>
            }
        })
        .collect();
    let picked = move || match picks.with(Vec::len) {
        0 => String::new(),
        count => words::COUNT_AFTER.with(locale, &[&count.to_string()]),
    };
    view! {
        <details class="facet" node_ref=details on:toggle=move |_| look()>
            // The counts are right before the list is shown; Find in page shows it without a click.
            <summary on:click=move |_| is_open.set(true)>{facet.label}<span>{picked}</span></summary>
            <ul>{values}</ul>
        </details>
    }
    .into_any()
}

/// A column of numbers: two fields.
#[component]
fn RangeView(asked: Asked, at: usize, range: Range) -> impl IntoView {
    let locale = use_locale();
    let (least, greatest) = range.bounds.unwrap_or_default();
    let shown = move |upper: bool| {
        let range = asked.conditions.with(|selection| selection.query.ranges.get(at).copied().unwrap_or_default());
        let bound = if upper { range.greatest } else { range.least };
        bound.map(|number| number.to_string()).unwrap_or_default()
    };
    let typed = move |upper: bool| {
        move |event: leptos::ev::Event| {
            let number = browser::typed(&event).trim().parse().ok();
            asked.change(|selection| {
                let range = &mut selection.query.ranges[at];
                *(if upper { &mut range.greatest } else { &mut range.least }) = number;
            });
        }
    };
    let name = match range.unit.as_str() {
        "" => range.label.clone(),
        unit => words::NAMED.with(locale, &[&range.label, unit]),
    };
    view! {
        <details class="facet">
            <summary>{name.clone()}</summary>
            <p class="range">
                <label>
                    <span>{words::AT_LEAST.with(locale, &[&name])}</span>
                    <input type="number" min=least max=greatest placeholder=least prop:value=move || shown(false) on:change=typed(false) />
                </label>
                <label>
                    <span>{words::AT_MOST.with(locale, &[&name])}</span>
                    <input type="number" min=least max=greatest placeholder=greatest prop:value=move || shown(true) on:change=typed(true) />
                </label>
            </p>
        </details>
    }
    .into_any()
}

/// A condition that a chip stands for.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    /// A value of a facet: the numbers of both.
    Value(usize, u32),
    /// The part of the map.
    Part,
    /// The bounds of a column.
    Bounds(usize),
}

impl Held {
    /// The conditions of a selection with their labels, in the order of the form. The text is in its field, and no chip.
    fn all(selection: &Selection, catalog: &Catalog, locale: Locale) -> Vec<(Held, String)> {
        let mut held = Vec::new();
        for (at, (facet, chosen)) in catalog.facets.iter().zip(&selection.query.facets).enumerate() {
            let values = chosen.iter().filter_map(|&number| Some((number, facet.values.get(number as usize)?)));
            held.extend(values.map(|(number, value)| (Held::Value(at, number), value.label.clone())));
        }
        let ranges = &selection.query.ranges;
        let places: Vec<u32> = catalog.places().into_iter().flatten().collect();
        if places.iter().any(|at| ranges[*at as usize].is_set()) {
            held.push((Held::Part, words::IN_THIS_PART.get(locale).to_owned()));
        }
        for (at, (range, bounds)) in catalog.ranges.iter().zip(ranges).enumerate() {
            let is_place = range.label.is_empty() && places.contains(&(at as u32));
            if bounds.is_set() && !is_place {
                let side = |bound: Option<i32>| bound.map(|number| number.to_string()).unwrap_or_default();
                let label = format!("{} {}–{} {}", range.label, side(bounds.least), side(bounds.greatest), range.unit);
                held.push((Held::Bounds(at), label));
            }
        }
        held
    }

    fn lift(self, selection: &mut Selection, catalog: &Catalog) {
        let Query { facets, ranges, .. } = &mut selection.query;
        match self {
            Held::Value(at, number) => facets[at].retain(|other| *other != number),
            Held::Part => {
                catalog.places().iter().flatten().for_each(|at| ranges[*at as usize] = Default::default());
            }
            Held::Bounds(at) => ranges[at] = Default::default(),
        }
    }
}

/// The conditions that hold, each with a button that lifts it, and what the address asked in vain.
#[component]
fn Chosen(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let held = Memo::new(move |_| {
        asked.conditions.with(|selection| asked.catalog.with_value(|catalog| Held::all(selection, catalog, locale)))
    });
    let is_any = Memo::new(move |_| held.with(|held| !held.is_empty()));
    // The chip at a place stays while what it stands for changes, and with it the focus of who lifts one after another.
    let chip = move |at: usize| {
        let label =
            Memo::new(move |_| held.with(|held| held.get(at).map(|(_, label)| label.clone()).unwrap_or_default()));
        let name = move || label.with(|label| words::REMOVE.with(locale, &[label]));
        let lift = move |_| {
            if let Some(held) = held.with_untracked(|held| held.get(at).map(|(held, _)| *held)) {
                asked.change(|selection| asked.catalog.with_value(|catalog| held.lift(selection, catalog)));
            }
        };
        view! {
            <button class="chip" type="button" aria-label=name on:click=lift>{move || label.get()} " ×"</button>
        }
        .into_any()
    };
    let chips = changing(move || {
        if !is_any.get() {
            return ().into_any();
        }
        view! {
            <p class="chosen">
                <For each=move || 0..held.with(Vec::len) key=|at| *at children=chip />
                <button class="button" type="button" on:click=move |_| asked.clear()>{words::CLEAR_ALL.get(locale)}</button>
            </p>
        }
        .into_any()
    });
    let unknown = Memo::new(move |_| asked.conditions.with(|selection| selection.unknown.join(", ")));
    let unknown = move || {
        let unknown = unknown.get();
        (!unknown.is_empty())
            .then(|| view! { <p class="notice" role="status">{words::UNKNOWN_FILTER.with(locale, &[&unknown])}</p> })
    };
    view! {
        {chips}
        {unknown}
    }
    .into_any()
}
