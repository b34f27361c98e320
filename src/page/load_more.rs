//! Cards that grow on request.

use crate::browser;
use crate::locale::words;
use crate::route::query_value;
use crate::ui::card::CardView;
use crate::ui::static_subtree::Static;
use crate::ui::use_locale;
use crate::wire::Card;
use leptos::prelude::*;

/// How many cards are shown at first, and how many each press adds.
const STEP: usize = 24;

/// How many pictures belong to the first paint.
const EAGER: usize = 3;

/// Cards that grow on request. How many are shown stands in the address (`?n=48`), so that
/// Back returns to the same length and place.
#[component]
pub fn Growing(
    /// All the cards.
    cards: Vec<Card>,
) -> impl IntoView {
    let locale = use_locale();
    let total = cards.len();
    let query = browser::use_address().query;
    // Prerendered pages have no query: the first step is shown until the browser has taken over.
    let shown = RwSignal::new(STEP);
    Effect::new(move |_| {
        let wanted = query.with(|query| query_value(query, "n").and_then(|n| n.parse::<usize>().ok()));
        shown.set(wanted.unwrap_or(STEP).clamp(STEP, total.max(STEP)));
    });
    let first: Vec<Card> = cards.iter().take(STEP).cloned().collect();
    let rest: Vec<Card> = cards.into_iter().skip(STEP).collect();
    let more = move || {
        let rest: Vec<Card> = rest.iter().take(shown.get().saturating_sub(STEP)).cloned().collect();
        rest.into_iter().map(|card| view! { <li><CardView card top=true /></li> }).collect_view()
    };
    let grow = move |_| {
        let next = (shown.get_untracked() + STEP).min(total);
        browser::replace_query(&format!("n={next}"));
    };
    let left = move || total.saturating_sub(shown.get());
    let empty = (total == 0).then(|| view! { <p>{words::EMPTY.get(locale)}</p> });
    view! {
        {empty}
        <Static>
            <ul class="card-grid">
                {first
                    .into_iter()
                    .enumerate()
                    .map(|(place, card)| view! { <li><CardView card top=true eager={place < EAGER} /></li> })
                    .collect_view()}
            </ul>
        </Static>
        <ul class="card-grid" data-more="">{more}</ul>
        <Show when=move || { left() > 0 }>
            <p class="grow">
                <span role="status">
                    {move || words::SHOWN.with(locale, &[&shown.get().to_string(), &total.to_string()])}
                </span>
                <button class="button" type="button" on:click=grow>
                    {move || words::SHOW_MORE.with(locale, &[&left().min(STEP).to_string()])}
                </button>
            </p>
        </Show>
    }
    .into_any()
}
