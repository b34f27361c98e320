//! The records found, as cards or rows of a virtual list. Only the records in the window are in the document, and the
//! one with the focus. They stay there while the answer changes: a keystroke changes the texts of a dozen cards and
//! creates no elements.

use super::Store;
use super::choice::choice_view;
use crate::browser;
use crate::locale::{Locale, words};
use crate::page::catalog::{Answer, mark_found};
use crate::ui::virtual_list::{Seen, Window};
use crate::ui::{
    CardSource, CardView, Slot, card_link, card_pack_button, changing, effect, keyed_list, memo, row_picture,
    use_locale,
};
use crate::wire::{Card, Entry};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// The state that the rows of a list share.
#[derive(Clone, Copy)]
pub struct Listing {
    /// The query and the answer.
    pub store: Store,
    /// The layout of the list, and its scroll offset.
    pub seen: RwSignal<Seen>,
    /// The range of the records that are in the document.
    pub window: Memo<Window>,
    /// How many records can be scrolled to.
    pub length: Memo<usize>,
    /// How many records were found, updated once the answer has been painted; for screen readers.
    announced: Memo<usize>,
    /// The index of the row that has the focus.
    focused: RwSignal<Option<usize>>,
    frame: NodeRef<leptos::html::Div>,
}

impl Listing {
    /// Observes the layout of the list, and fetches the cards that come into the window.
    pub fn new(store: Store) -> Listing {
        let seen = RwSignal::new(browser::last_seen());
        let count = |answer: &Option<Arc<Answer>>| answer.as_ref().map_or(0, |it| it.outcome.total());
        let total = memo(move || store.answer.with(count));
        let listing = Listing {
            store,
            seen,
            window: memo(move || seen.get().window(total.get())),
            length: memo(move || total.get().min(seen.get().most())),
            announced: memo(move || store.painted.with(count)),
            focused: RwSignal::new(None),
            frame: NodeRef::new(),
        };
        let look = browser::watch_rows(listing.frame, move |now| {
            if seen.try_get_untracked().is_some_and(|before| before != now) {
                seen.try_set(now);
            }
        });
        let changed = move || {
            store.painted.track();
            store.cards.track();
        };
        effect(move || {
            changed();
            look();
        });
        effect(move || {
            let places = listing.places();
            let numbers: Vec<u32> = store.painted.with(|answer| {
                let order = answer.as_ref().map(|it| it.outcome.order.as_slice()).unwrap_or_default();
                places.into_iter().filter_map(|at| order.get(at).copied()).collect()
            });
            store.bring(&numbers);
        });
        mark_found(store.files, store.painted, listing.frame, move || {
            changed();
            listing.window.track();
        });
        listing
    }

    /// The record at an index of an answer, once its card is loaded.
    fn entry(self, at: usize, answer: Signal<Option<Arc<Answer>>>) -> Memo<Option<Arc<Entry>>> {
        memo(move || {
            let number = answer.with(|it| it.as_ref()?.outcome.order.get(at).copied());
            number.and_then(|number| self.store.entry(number))
        })
    }

    /// The indices of the rows in the document: those in the window, and the row with the focus and its neighbours,
    /// so that the keyboard continues from there after the list was scrolled by other means. When a list grows, the
    /// visible rows are created first, because rows are slow to create; the rest follow once these have been painted.
    pub fn places(self) -> Vec<usize> {
        let Window { first, mut end, .. } = self.window.get();
        let painted = self.announced.get();
        if painted < end {
            let seen = self.seen.get();
            let in_sight = (first..end).rev().find(|at| seen.shows(*at)).map_or(first, |at| at + 1);
            end = in_sight.max(painted);
        }
        let beside = self.focused.get().map_or(0..0, |at| at.saturating_sub(1)..(at + 2).min(self.length.get()));
        let before = beside.clone().filter(|at| *at < first);
        let after = beside.clone().filter(|at| *at >= end);
        before.chain(first..end).chain(after).collect()
    }
}

/// A row. Its elements are created once; only texts and attributes follow the record. A rebuilt view would remove all
/// attributes of its elements and set them again.
#[derive(Clone, Copy)]
struct Row {
    listing: Listing,
    /// Its index in the list.
    at: usize,
    entry: Memo<Option<Arc<Entry>>>,
    /// The same once it has been painted, for parts that may be a frame late.
    painted: Memo<Option<Arc<Entry>>>,
    /// Its distance from the top of the list in pixels, if it is not in the window.
    away: Memo<Option<u32>>,
}

impl Row {
    fn new(listing: Listing, at: usize) -> Row {
        let Store { answer, painted, .. } = listing.store;
        // Rows out of sight are updated a frame later.
        let is_in_sight = memo(move || listing.seen.get().shows(at));
        let answer = Signal::derive(move || if is_in_sight.get() { answer.get() } else { painted.get() });
        let away = memo(move || {
            let Window { first, end, .. } = listing.window.get();
            (!(first..end).contains(&at)).then(|| listing.seen.get().top(at))
        });
        Row { listing, at, entry: listing.entry(at, answer), painted: listing.entry(at, painted.into()), away }
    }

    /// Whether it shows its record or is only a placeholder. Only rows that show their record are measured.
    fn state(self) -> Signal<&'static str> {
        let is_here = memo(move || self.entry.with(Option::is_some));
        Signal::derive(move || if is_here.get() { "ready" } else { "waiting" })
    }

    fn top(self) -> String {
        self.away.get().map(px).unwrap_or_default()
    }

    fn focus(self) {
        if self.listing.focused.get_untracked() != Some(self.at) {
            self.listing.focused.set(Some(self.at));
        }
    }

    fn blur(self, event: &leptos::ev::FocusEvent) {
        if browser::leaves_rows(event) {
            self.listing.focused.set(None);
        }
    }

    /// The checkbox that chooses its record.
    fn choice(self) -> AnyView {
        let page = Signal::derive(move || self.entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.clone())));
        choice_view(self.listing.store, page)
    }
}

impl CardSource for Row {
    type Attribute = Signal<Option<String>>;

    /// Empty if the record has no such text, so that every card has the same elements.
    fn text(&self, part: impl Fn(&Card) -> Option<String> + Send + 'static) -> Option<AnyView> {
        let entry = self.entry;
        let text = move || entry.with(|entry| entry.as_ref().and_then(|it| part(&it.card)).unwrap_or_default());
        Some(changing(move || text().into_any()))
    }

    fn attribute(&self, part: impl Fn(&Card) -> Option<String> + Send + Sync + 'static) -> Self::Attribute {
        let entry = self.entry;
        Signal::derive(move || entry.with(|entry| entry.as_ref().and_then(|it| part(&it.card))))
    }

    fn busy(&self) -> Self::Attribute {
        let entry = self.entry;
        Signal::derive(move || Some(entry.with(Option::is_none).to_string()))
    }

    fn picture(&self, _: Slot, _: bool) -> Option<AnyView> {
        Some(row_picture(self.painted))
    }

    fn pack(&self, locale: Locale) -> Option<AnyView> {
        let later = Row { entry: self.painted, ..*self };
        let page = later.attribute(|card| Some(card.to.path()));
        let name = later.attribute(move |card| Some(words::PACK_ADD_NAMED.with(locale, &[&card.title])));
        Some(card_pack_button(page, name))
    }
}

fn px(length: u32) -> String {
    format!("{length}px")
}

/// The records as cards, in as many columns as fit.
pub fn grid_view(listing: Listing) -> AnyView {
    let rows = rows(listing, move |row| {
        view! {
            <li
                data-row=row.state()
                data-away=move || row.away.get().map(|_| "")
                style:inset-block-start=move || row.top()
                aria-setsize=move || listing.announced.get().to_string()
                aria-posinset=row.at + 1
                on:focusin=move |_| row.focus()
                on:focusout=move |event| row.blur(&event)
            >
                <CardView card=row top=true>{row.choice()}</CardView>
            </li>
        }
        .into_any()
    });
    view! {
        <div class="results-frame" node_ref=listing.frame>
            <ul
                class="card-grid results-grid"
                data-rows=""
                style:padding-block-start=move || px(listing.window.get().before)
                style:padding-block-end=move || px(listing.window.get().after)
            >
                {rows}
            </ul>
            {ahead_view(listing)}
        </div>
    }
    .into_any()
}

/// The records as the rows of a table with the given headings.
pub fn table_view(listing: Listing, heads: Vec<AnyView>) -> AnyView {
    let locale = use_locale();
    let cells = heads.len().saturating_sub(1);
    let rows = rows(listing, move |row| {
        let cells = changing(move || {
            let text = |cell: usize| {
                row.entry
                    .with(|entry| entry.as_ref().and_then(|entry| entry.cells.get(cell)).cloned().unwrap_or_default())
            };
            (0..cells).map(|cell| view! { <td>{text(cell)}</td> }.into_any()).collect::<Vec<_>>().into_any()
        });
        view! {
            <tr
                data-row=row.state()
                data-away=move || row.away.get().map(|_| "")
                style:inset-block-start=move || row.top()
                aria-rowindex=row.at + 2
                on:focusin=move |_| row.focus()
                on:focusout=move |event| row.blur(&event)
            >
                <th scope="row">{card_link(&row, locale)} {row.choice()}</th>
                {cells}
            </tr>
        }
        .into_any()
    });
    view! {
        <div class="table-frame results-frame" tabindex="0" node_ref=listing.frame>
            <div
                data-rows=""
                style:padding-block-start=move || px(listing.window.get().before)
                style:padding-block-end=move || px(listing.window.get().after)
            >
                <table aria-rowcount=move || (listing.announced.get() + 1).to_string()>
                    <thead><tr aria-rowindex="1">{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {ahead_view(listing)}
        </div>
    }
    .into_any()
}

/// The rows in the document.
fn rows(listing: Listing, row: impl Fn(Row) -> AnyView + Send + Sync + Clone + 'static) -> AnyView {
    on_cleanup(move || {
        listing.focused.try_set(None);
    });
    let row = move |at| row(Row::new(listing, at));
    keyed_list(move || listing.places(), |at| *at, row)
}

/// How long the list must rest before titles are laid out: they must never delay typing.
const TITLES_REST: Duration = Duration::from_millis(400);

/// How many titles there are at most before and after the window.
const MOST_TITLES: usize = 250;

/// Titles with their distance from the top of the list in pixels.
type Titles = Vec<(u32, String)>;

/// The titles of records that are loaded but not in the window, so that Find in page finds them. Each is hidden until
/// it is found, at the position of its row. Finding one scrolls there, and the row is rendered.
fn ahead_view(listing: Listing) -> AnyView {
    let titles = RwSignal::new(Titles::new());
    let mut lay_out = debounce(TITLES_REST, move |()| {
        // The list may have been left.
        if let Some(window) = listing.window.try_get_untracked() {
            titles.try_set(titles_around(listing, window));
        }
    });
    // Hundreds of titles and a timer per keystroke would delay the answer: both wait until it has been painted.
    effect(move || {
        listing.store.painted.track();
        if titles.with_untracked(|titles| !titles.is_empty()) {
            titles.set(Titles::new());
        }
    });
    effect(move || {
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

fn titles_around(listing: Listing, Window { first, end, .. }: Window) -> Titles {
    let (seen, files) = (listing.seen.get_untracked(), listing.store.files());
    listing.store.answer.with_untracked(|answer| {
        let order = answer.as_ref().map(|answer| answer.outcome.order.as_slice()).unwrap_or_default();
        let end = end.min(order.len());
        let places =
            (first.min(end).saturating_sub(MOST_TITLES)..first.min(end)).chain(end..order.len().min(end + MOST_TITLES));
        let title = |at: usize| Some((seen.top(at), files.entry(order[at])?.card.title.clone()));
        places.filter_map(title).collect()
    })
}
