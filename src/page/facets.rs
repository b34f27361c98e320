//! Filters of lists: facets, whose values are checkboxes.

use crate::locale::words;
use crate::ui::{changing, listener, use_locale};
use crate::wire::{Facet, FacetValue};
use leptos::prelude::*;

/// Ticks a value of a facet, or unticks it.
pub fn toggle(chosen: &mut Vec<u32>, value: u32) {
    match chosen.binary_search(&value) {
        Ok(at) => drop(chosen.remove(at)),
        Err(at) => chosen.insert(at, value),
    }
}

/// The facets of a list; `chosen` is how many are in use. On a narrow screen they are folded behind a button, so that
/// the results come first.
pub fn facets_view(facets: AnyView, chosen: Memo<usize>) -> AnyView {
    let locale = use_locale();
    let is_unfolded = RwSignal::new(false);
    let fold = move || is_unfolded.get().to_string();
    let chosen = move || match chosen.get() {
        0 => String::new(),
        count => words::COUNT_AFTER.with(locale, &[&count.to_string()]),
    };
    view! {
        <button
            class="button filters-fold"
            type="button"
            aria-controls="facets"
            aria-expanded=fold
            on:click=listener(move |_| is_unfolded.update(|is_unfolded| *is_unfolded = !*is_unfolded))
        >
            {words::FILTERS.get(locale)}
            <span>{chosen}</span>
        </button>
        <div class="facets" id="facets" data-unfolded=fold>{facets}</div>
    }
    .into_any()
}

/// A facet: its values as checkboxes, each with the number of items that have it.
///
/// `chosen` are the indices of the ticked values; `press` is called with the index of a value that is ticked or
/// unticked. `counts` are how many items each value would leave, if they differ from the initial counts. `is_open` is
/// set when the list of values is opened or closed.
pub fn facet_view(
    facet: Facet,
    chosen: Signal<Vec<u32>>,
    counts: Option<Signal<Option<Vec<u32>>>>,
    press: Callback<u32>,
    is_open: RwSignal<bool>,
) -> AnyView {
    let locale = use_locale();
    let details = NodeRef::<leptos::html::Details>::new();
    // A reader may have opened the list before hydration.
    let look = move || is_open.set(details.get().is_some_and(|details| details.has_attribute("open")));
    Effect::new(move |_| look());
    let value = |(place, FacetValue { label, count, .. }): (u32, FacetValue)| {
        let is_chosen = Memo::new(move |_| chosen.with(|chosen| chosen.contains(&place)));
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
        <details class="facet" node_ref=details on:toggle=listener(move |_| look())>
            // The counts are up to date before the list is shown. Find in page opens it without a click.
            <summary on:click=listener(move |_| is_open.set(true))>{facet.label}<span>{picked}</span></summary>
            <ul>{values}</ul>
        </details>
    }
    .into_any()
}
