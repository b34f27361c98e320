//! Cards with a button that shows more of them.

use crate::browser;
use crate::locale::words;
use crate::route::query_value;
use crate::ui::{CardGrid, CardView, Static, effect, use_locale};
use crate::wire::{Card, FIRST_CARDS};
use leptos::prelude::*;

/// The first cards of a list, as prerendered, below the page's own heading. The results of a query replace them.
pub fn first_cards(cards: Vec<Card>) -> AnyView {
    view! { <Static><CardGrid cards top=true eager=true ragged=true /></Static> }.into_any()
}

/// Cards with a button that shows more of them. The number shown is in the URL (`?n=48`), so that Back returns to the
/// same length and scroll position.
pub fn load_more(cards: Vec<Card>) -> AnyView {
    let locale = use_locale();
    let total = cards.len();
    let query = browser::use_address().query;
    // Prerendered pages have no query: the first cards are shown until the page is hydrated.
    let shown = RwSignal::new(FIRST_CARDS);
    effect(move || {
        let wanted = query.with(|query| query_value(query, "n").and_then(|n| n.parse::<usize>().ok()));
        shown.set(wanted.unwrap_or(FIRST_CARDS).clamp(FIRST_CARDS, total.max(FIRST_CARDS)));
    });
    let mut cards = cards;
    let rest = cards.split_off(FIRST_CARDS.min(total));
    let more = move || {
        let rest = rest.iter().take(shown.get().saturating_sub(FIRST_CARDS)).cloned();
        rest.map(|card| view! { <li><CardView card top=true /></li> }).collect_view()
    };
    let list = NodeRef::new();
    let grow = move |_| {
        let before = shown.get_untracked();
        browser::replace_query(&format!("n={}", (before + FIRST_CARDS).min(total)));
        browser::focus_item(list, before - FIRST_CARDS);
    };
    let left = move || total.saturating_sub(shown.get());
    let empty = (total == 0).then(|| view! { <p>{words::EMPTY.get(locale)}</p> });
    view! {
        {empty}
        <Static><CardGrid cards top=true eager=true /></Static>
        <ul class="card-grid" data-more="" node_ref=list>{more}</ul>
        <Show when=move || { left() > 0 }>
            <p class="grow">
                <span role="status">
                    {move || words::SHOWN.with(locale, &[&shown.get().to_string(), &total.to_string()])}
                </span>
                <button class="button" type="button" on:click=grow>
                    {move || words::SHOW_MORE.with(locale, &[&left().min(FIRST_CARDS).to_string()])}
                </button>
            </p>
        </Show>
    }
    .into_any()
}
