//! The filters of a collection: text, facets, ranges, order and view; and the conditions that hold.

use super::Store;
use super::choice::choosing_view;
use super::selection::{Selection, View, bound_text, order_key, order_of};
use crate::catalog::{Order, Query};
use crate::locale::{Locale, Words, words};
use crate::page::facets::{facet_view, filters_button, filters_sheet, toggle};
use crate::page::search_field::search_field;
use crate::ui::icon::{self, Icon};
use crate::ui::{ActionButton, changing, effect, keyed_list, listener, memo, use_locale};
use crate::wire::{Catalog, Facet, Range};
use leptos::prelude::*;

pub fn filters_view(store: Store, name: String) -> AnyView {
    let locale = use_locale();
    let catalog = store.catalog.get_value();
    let name = words::FIND_IN.with(locale, &[&name]);
    let label = name.clone();
    let typed = Callback::new(move |text| store.change(|selection| selection.query.text = text));
    let facets = catalog.facets.iter().cloned().enumerate();
    let facets: Vec<_> = facets.map(|(at, facet)| store_facet(store, at, facet)).collect();
    // A column in which all records have the same value cannot distinguish them.
    let ranges: Vec<(usize, Range)> = (0..)
        .zip(catalog.ranges.iter().cloned())
        .filter(|(_, range)| !range.label.is_empty() && range.bounds.is_some_and(|(least, most)| least < most))
        .collect();
    let option = |(_, range): &(usize, Range)| view! { <option value=range.key.clone()>{range.label.clone()}</option> };
    let options: Vec<_> = ranges.iter().map(option).collect();
    let ranges: Vec<_> = ranges.into_iter().map(|(at, range)| range_view(store, at, range)).collect();
    let sorted = listener(move |event: leptos::ev::Event| {
        let key = event_target_value(&event);
        let order = store.catalog.with_value(|catalog| order_of(&key, catalog)).unwrap_or_default();
        // Numbers are sorted in descending order.
        let descending = matches!(order, Order::Column(_));
        store.change(|selection| selection.query = Query { order, descending, ..std::mem::take(&mut selection.query) });
    });
    let order = move || {
        let order = store.conditions.with(|selection| selection.query.order);
        store.catalog.with_value(|catalog| order_key(order, catalog).to_owned())
    };
    let order = view! {
        <div class="filters-order">
            <label>
                <span>{words::SORT.get(locale)}</span>
                <select on:change=sorted prop:value=order>
                    <option value="">{words::SORT_DEFAULT.get(locale)}</option>
                    <option value="name">{words::NAME.get(locale)}</option>
                    {options}
                </select>
            </label>
            {choosing_view(store)}
        </div>
    };
    let chosen = memo(move || store.conditions.with(Selection::chosen));
    let map = catalog.places().map(|_| (View::Map, words::MAP, icon::MAP));
    let views = [(View::Grid, words::VIEW_GRID, icon::GRID), (View::Table, words::VIEW_TABLE, icon::ROWS)];
    let views = views.into_iter().chain(map);
    let view_button = |(wanted, label, icon): (View, Words, Icon)| {
        let press = move |()| store.turn(|selection| selection.view = wanted);
        let pressed = Signal::derive(move || store.view() == wanted);
        view! { <ActionButton label press pressed icon /> }
    };
    let views: Vec<_> = views.map(view_button).collect();
    view! {
        <form
            class="filters"
            role="search"
            aria-label=name
            on:submit=listener(|event: leptos::ev::SubmitEvent| event.prevent_default())
            on:focusin=listener(move |_| store.files().prepare())
            on:pointerover=listener(move |_| store.files().open())
        >
            <div class="controls" data-moves-rows="">
                <label class="visually-hidden" for="find">{label}</label>
                {search_field("find", words::SEARCH.get(locale), store.text.into(), typed)}
                {filters_button(chosen)}
                <span class="controls-views" role="group" aria-label=words::VIEW.get(locale)>{views}</span>
            </div>
            {filters_sheet((order, facets, ranges).into_any(), move || store.found())}
        </form>
    }
    .into_any()
}

/// A facet of the catalogue, with the number of records that each value would leave.
fn store_facet(store: Store, at: usize, facet: Facet) -> AnyView {
    // One effect per facet updates its checkboxes, and only if their own choice has changed: a page has hundreds of
    // boxes.
    let chosen = RwSignal::new(Vec::new());
    effect(move || {
        let now = store.conditions.with(|selection| selection.query.facets.get(at).cloned().unwrap_or_default());
        if chosen.with_untracked(|before| *before != now) {
            chosen.set(now);
        }
    });
    let press = Callback::new(move |value| store.change(|selection| toggle(&mut selection.query.facets[at], value)));
    // The counts of a closed facet are not visible.
    let is_open = RwSignal::new(at == 0);
    let counts = Memo::new(move |before: Option<&Option<Vec<u32>>>| match is_open.get() {
        true => store.painted.with(Option::is_some).then(|| store.files().counts(at)),
        false => before.cloned().flatten(),
    });
    facet_view(facet, chosen.into(), Some(counts.into()), press, is_open)
}

/// A numeric column: two fields.
fn range_view(store: Store, at: usize, range: Range) -> AnyView {
    let locale = use_locale();
    let (least, greatest) = range.bounds.unwrap_or_default();
    let name = match range.unit.as_str() {
        "" => range.label.clone(),
        unit => words::NAMED.with(locale, &[&range.label, unit]),
    };
    let fields = [(words::AT_LEAST, least, false), (words::AT_MOST, greatest, true)].map(|(words, bound, is_upper)| {
        let shown = move || {
            let range = store.conditions.with(|selection| selection.query.ranges.get(at).copied().unwrap_or_default());
            bound_text(if is_upper { range.greatest } else { range.least })
        };
        let typed = listener(move |event: leptos::ev::Event| {
            let number = event_target_value(&event).trim().parse().ok();
            store.change(|selection| {
                let range = &mut selection.query.ranges[at];
                *(if is_upper { &mut range.greatest } else { &mut range.least }) = number;
            });
        });
        view! {
            <label>
                <span>{words.with(locale, &[&name])}</span>
                <input type="number" min=least max=greatest placeholder=bound prop:value=shown on:change=typed />
            </label>
        }
    });
    view! { <details class="facet"><summary>{name}</summary><p class="range">{fields}</p></details> }.into_any()
}

/// A condition that a chip represents.
#[derive(Clone, Copy, PartialEq)]
enum Condition {
    /// A value of a facet: the index of the facet and the number of the value.
    Value(usize, u32),
    /// The part of the map that results are limited to.
    Part,
    /// The bounds of a column.
    Bounds(usize),
}

impl Condition {
    /// The conditions of a selection with their labels, in the order of the form. The text has its field and
    /// therefore no chip.
    fn all(selection: &Selection, catalog: &Catalog, locale: Locale) -> Vec<(Condition, String)> {
        let mut all = Vec::new();
        for (at, (facet, chosen)) in catalog.facets.iter().zip(&selection.query.facets).enumerate() {
            let values = chosen.iter().filter_map(|&number| Some((number, facet.values.get(number as usize)?)));
            all.extend(values.map(|(number, value)| (Condition::Value(at, number), value.label.clone())));
        }
        let ranges = &selection.query.ranges;
        let places: Vec<u32> = catalog.places().into_iter().flatten().collect();
        if places.iter().any(|at| ranges[*at as usize].is_set()) {
            all.push((Condition::Part, words::IN_THIS_PART.get(locale).to_owned()));
        }
        for (at, (range, bounds)) in catalog.ranges.iter().zip(ranges).enumerate() {
            let is_place = range.label.is_empty() && places.contains(&(at as u32));
            if bounds.is_set() && !is_place {
                let (least, greatest) = (bound_text(bounds.least), bound_text(bounds.greatest));
                let label = format!("{} {least}–{greatest} {}", range.label, range.unit);
                all.push((Condition::Bounds(at), label));
            }
        }
        all
    }

    fn clear(self, selection: &mut Selection, catalog: &Catalog) {
        let Query { facets, ranges, .. } = &mut selection.query;
        match self {
            Condition::Value(at, number) => facets[at].retain(|other| *other != number),
            Condition::Part => {
                catalog.places().iter().flatten().for_each(|at| ranges[*at as usize] = Default::default())
            }
            Condition::Bounds(at) => ranges[at] = Default::default(),
        }
    }
}

/// The active conditions, each with a button that clears it, and the unknown parts of the URL.
pub fn conditions_view(store: Store) -> AnyView {
    let locale = use_locale();
    let all = memo(move || {
        store
            .conditions
            .with(|selection| store.catalog.with_value(|catalog| Condition::all(selection, catalog, locale)))
    });
    let is_any = memo(move || all.with(|all| !all.is_empty()));
    // A chip stays when its condition changes, and with it the focus of a reader who clears one condition after
    // another.
    let chip = move |at: usize| {
        let label = memo(move || all.with(|all| all.get(at).map(|(_, label)| label.clone()).unwrap_or_default()));
        let name = move || label.with(|label| words::REMOVE.with(locale, &[label]));
        let clear = move |_| {
            if let Some((condition, _)) = all.with_untracked(|all| all.get(at).cloned()) {
                store.change(|selection| store.catalog.with_value(|catalog| condition.clear(selection, catalog)));
            }
        };
        view! {
            <button class="chip" type="button" aria-label=name on:click=clear>{move || label.get()} " ×"</button>
        }
        .into_any()
    };
    let chips = changing(move || {
        let chips = || {
            view! {
                <p class="chosen">
                    {keyed_list(move || 0..all.with(Vec::len), |at| *at, chip)}
                    <ActionButton label=words::CLEAR_ALL press=move |()| store.clear() />
                </p>
            }
        };
        is_any.get().then(chips).into_any()
    });
    let unknown = memo(move || store.conditions.with(|selection| selection.unknown.join(", ")));
    let unknown = changing(move || {
        let text =
            unknown.with(|unknown| (!unknown.is_empty()).then(|| words::UNKNOWN_FILTER.with(locale, &[unknown])));
        text.map(|text| view! { <p class="notice" role="status">{text}</p> }).into_any()
    });
    view! { <div data-moves-rows="">{chips} {unknown}</div> }.into_any()
}
