//! Filters of lists: facets, whose values are checkboxes.

use crate::locale::words;
use crate::ui::{changing, effect, icon, listener, memo, sheet_button, sheet_view, use_locale};
use crate::wire::{Facet, FacetValue};
use leptos::prelude::*;

/// Ticks a value of a facet, or unticks it.
pub fn toggle(chosen: &mut Vec<u32>, value: u32) {
    match chosen.binary_search(&value) {
        Ok(at) => drop(chosen.remove(at)),
        Err(at) => chosen.insert(at, value),
    }
}

/// The id of the filters' sheet.
const SHEET: &str = "filters";

/// The button that opens the filters of a list; `chosen` is how many filters are set.
pub fn filters_button(chosen: Memo<usize>) -> AnyView {
    let locale = use_locale();
    let note = move || match chosen.get() {
        0 => String::new(),
        count => words::COUNT_AFTER.with(locale, &[&count.to_string()]),
    };
    sheet_button(SHEET, icon::FILTER, words::FILTERS, Signal::derive(note))
}

/// The filters of a list, beside it or in a sheet; `found` is how many items they leave.
pub fn filters_sheet(filters: AnyView, found: impl Fn() -> usize + Send + Sync + 'static) -> AnyView {
    let locale = use_locale();
    let done = Signal::derive(move || words::SHOW_FOUND.with(locale, &[&found().to_string()]));
    sheet_view(SHEET, words::FILTERS, done, filters)
}

/// A facet: its values as checkboxes, each with the number of items that have it.
///
/// `chosen` are the indices of the ticked values; `press` is called with the index of a value that is ticked or
/// unticked. `counts` are how many items each value would leave, if they differ from the initial counts. `is_open` is
/// set when the list of values is opened or closed; its first value is the initial state.
pub fn facet_view(
    facet: Facet,
    chosen: Signal<Vec<u32>>,
    counts: Option<Signal<Option<Vec<u32>>>>,
    press: Callback<u32>,
    is_open: RwSignal<bool>,
) -> AnyView {
    let locale = use_locale();
    let details = NodeRef::<leptos::html::Details>::new();
    let is_first_open = is_open.get_untracked();
    // A reader may have opened the list before hydration.
    let look = move || is_open.set(details.get().is_some_and(|details| details.has_attribute("open")));
    effect(look);
    let value = |(place, FacetValue { label, count, .. }): (u32, FacetValue)| {
        let is_chosen = memo(move || chosen.with(|chosen| chosen.contains(&place)));
        let count = move || match counts
            .and_then(|counts| counts.with(|counts| counts.as_ref().map(|it| it.get(place as usize).copied())))
        {
            Some(left) => left.unwrap_or_default(),
            None => count,
        };
        // A tick made during hydration is reported twice.
        let ticked = listener(move |event: leptos::ev::Event| {
            if event_target_checked(&event) != is_chosen.get_untracked() {
                press.run(place);
            }
        });
        view! {
            <li>
                <label>
                    <input type="checkbox" prop:checked=is_chosen on:change=ticked />
                    <span>{label}</span>
                    " "
                    <span class="tally-count">{changing(move || count().into_any())}</span>
                </label>
            </li>
        }
        .into_any()
    };
    let values: Vec<_> = (0..).zip(facet.values).filter(|(_, value)| value.count > 0).map(value).collect();
    let picked = move || match chosen.with(Vec::len) {
        0 => String::new(),
        count => words::COUNT_AFTER.with(locale, &[&count.to_string()]),
    };
    view! {
        <details class="facet" open=is_first_open node_ref=details on:toggle=listener(move |_| look())>
            // The counts are up to date before the list is shown. Find in page opens it without a click.
            <summary on:click=listener(move |_| is_open.set(true))>{facet.label}<span>{picked}</span></summary>
            <ul>{values}</ul>
        </details>
    }
    .into_any()
}
