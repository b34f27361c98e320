//! The titles of records that are on the device but not in the window, so that Find in page finds them: each lies,
//! hidden until it is found, where its row will be. Finding one scrolls there, and the row itself comes.

use super::listing::Listing;
use crate::ui::changing;
use crate::ui::virtual_list::Window;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::time::Duration;

/// How long the list rests before titles are laid out: they must never be in the way of typing.
const REST: Duration = Duration::from_millis(400);

/// How many titles there are at most on either side of the window.
const MOST: usize = 250;

/// Titles with their distance from the top of the list, pixels.
type Titles = Vec<(u32, String)>;

/// The titles around the window of a list.
pub fn ahead_view(listing: Listing) -> AnyView {
    let titles = RwSignal::new(Titles::new());
    let mut lay_out = debounce(REST, move |()| {
        // The list may have been left.
        if let Some(window) = listing.window.try_get_untracked() {
            titles.try_set(around(listing, window));
        }
    });
    // Hundreds of them, and a timer a key, would keep the answer waiting: both come once it has been painted.
    Effect::new(move |_| {
        listing.store.painted.track();
        if titles.with_untracked(|titles| !titles.is_empty()) {
            titles.set(Titles::new());
        }
    });
    Effect::new(move |_| {
        listing.store.painted.track();
        listing.window.track();
        lay_out(());
    });
    let rows = changing(move || {
        let title = |(top, title): (u32, String)| {
            let top = format!("{top}px");
            view! { <li hidden="until-found" style:inset-block-start=top>{title}</li> }.into_any()
        };
        titles.get().into_iter().map(title).collect::<Vec<_>>().into_any()
    });
    view! { <ul class="results-ahead" data-moves-rows="">{rows}</ul> }.into_any()
}

fn around(listing: Listing, Window { first, end, .. }: Window) -> Titles {
    let (seen, files) = (listing.seen.get_untracked(), listing.store.files());
    listing.store.answer.with_untracked(|answer| {
        let order = answer.as_ref().map(|answer| answer.outcome.order.as_slice()).unwrap_or_default();
        let end = end.min(order.len());
        let places = (first.min(end).saturating_sub(MOST)..first.min(end)).chain(end..order.len().min(end + MOST));
        let title = |at: usize| Some((seen.top(at), files.entry(order[at])?.card.title.clone()));
        places.filter_map(title).collect()
    })
}
