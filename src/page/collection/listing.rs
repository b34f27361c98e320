//! The records found, as cards or rows. Only those in the window are in the document (and what has the focus), and they
//! stay there while the answer changes: a keystroke changes the texts of a dozen cards and makes none.

use super::ahead::Ahead;
use super::choice::Choice;
use super::{Answer, Asked};
use crate::browser;
use crate::load::LoadError;
use crate::locale::{Locale, words};
use crate::page::highlights::mark_found;
use crate::ui::card::CardForm;
use crate::ui::pack_button::RowPackButton;
use crate::ui::picture::RowPicture;
use crate::ui::virtual_list::{Seen, Window};
use crate::ui::{changing, lang, use_locale};
use crate::wire::{Card, Entry};
use leptos::prelude::*;
use std::sync::Arc;

/// A text of a card, if it has it.
type Part = fn(&Card) -> Option<String>;

/// The record of a row, once its card is here.
type Row = Memo<Option<Arc<Entry>>>;

/// What the rows of a list share.
#[derive(Clone, Copy)]
pub struct Listing {
    /// What is asked, and the answer.
    pub asked: Asked,
    /// How the list lies.
    pub seen: RwSignal<Seen>,
    /// Which of the records found are in the document.
    pub window: Memo<Window>,
    /// How many can be scrolled to.
    pub length: Memo<usize>,
    /// How many were found, once the answer has been painted: for those who hear it.
    heard: Memo<usize>,
    /// Counts the cards that have come.
    cards: RwSignal<u32>,
    /// The place of the row that has the focus.
    focused: RwSignal<Option<usize>>,
    frame: NodeRef<leptos::html::Div>,
}

impl Listing {
    /// Watches how the list lies, and brings the cards that come into the window.
    pub fn new(asked: Asked) -> Listing {
        let seen = RwSignal::new(browser::last_seen());
        let count = |answer: &Option<Arc<Answer>>| answer.as_ref().map_or(0, |it| it.outcome.total());
        let total = Memo::new(move |_| asked.answer.with(count));
        let heard = Memo::new(move |_| asked.painted.with(count));
        let window = Memo::new(move |_| seen.get().window(total.get()));
        let length = Memo::new(move |_| total.get().min(seen.get().most()));
        let frame = NodeRef::new();
        let (cards, focused) = (RwSignal::new(0), RwSignal::new(None));
        let listing = Listing { asked, seen, window, length, heard, cards, focused, frame };
        let look = browser::watch_rows(frame, move |now| {
            if seen.try_get_untracked().is_some_and(|before| before != now) {
                seen.try_set(now);
            }
        });
        Effect::new(move |_| {
            asked.painted.track();
            cards.track();
            look();
        });
        Effect::new(move |_| {
            let places = listing.places();
            let numbers: Vec<u32> = asked.painted.with(|answer| {
                let order = answer.as_ref().map(|it| it.outcome.order.as_slice()).unwrap_or_default();
                places.into_iter().filter_map(|at| order.get(at).copied()).collect()
            });
            listing.bring(&numbers);
        });
        mark_found(asked.marker, frame, move || {
            asked.painted.track();
            cards.track();
            window.track();
        });
        listing
    }

    fn bring(self, numbers: &[u32]) {
        let (cards, failed) = (self.cards, self.asked.failed);
        let is_here = |shelf: &super::Shelf| numbers.iter().all(|number| shelf.ready(*number).is_some());
        self.asked.shelf.with_value(|shelf| {
            if is_here(shelf) {
                return;
            }
            let came = move |answer: Result<(), LoadError>| {
                cards.try_update(|count| *count += 1);
                if let Err(error) = answer {
                    failed.try_set(Some(error));
                }
            };
            shelf.bring_cards(numbers, Box::new(came));
        });
    }

    /// The record at a place of the answer, once its card is here. What is out of sight follows with the next frame.
    fn entry(self, at: usize) -> Row {
        let Asked { answer, painted, .. } = self.asked;
        let is_in_sight = Memo::new(move |_| self.seen.get().shows(at));
        self.entry_of(at, Signal::derive(move || if is_in_sight.get() { answer.get() } else { painted.get() }))
    }

    /// The same once the answer has been painted.
    fn painted_entry(self, at: usize) -> Row {
        self.entry_of(at, self.asked.painted.into())
    }

    fn entry_of(self, at: usize, answer: Signal<Option<Arc<Answer>>>) -> Row {
        Memo::new(move |_| {
            self.cards.track();
            let number = answer.with(|it| it.as_ref()?.outcome.order.get(at).copied())?;
            self.asked.shelf.with_value(|shelf| shelf.ready(number))
        })
    }

    /// The places of the rows in the document: those in the window, and the one that has the focus with its
    /// neighbours, so that the keyboard goes on from there after the list was scrolled otherwise. Of a list that
    /// grows those in sight are made first, for rows take long to make; the rest come once these have been painted.
    pub fn places(self) -> Vec<usize> {
        let Window { first, mut end, .. } = self.window.get();
        let painted = self.heard.get();
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

    /// The focus comes to the row at a place.
    fn focus(self, at: usize) {
        if self.focused.get_untracked() != Some(at) {
            self.focused.set(Some(at));
        }
    }

    /// The focus leaves a row.
    fn blur(self, event: &leptos::ev::FocusEvent) {
        if browser::leaves_rows(event) {
            self.focused.set(None);
        }
    }

    /// How far a row that is not in the window lies from the top of the list; none of one that is.
    fn away(self, at: usize) -> Memo<Option<u32>> {
        Memo::new(move |_| {
            let Window { first, end, .. } = self.window.get();
            (!(first..end).contains(&at)).then(|| self.seen.get().top(at))
        })
    }

    /// How many there are, for those who hear where they are in the list.
    fn size(self) -> String {
        self.heard.get().to_string()
    }
}

/// A text of a row, empty where its record has none. The elements of a row are made once and only texts and attributes
/// follow the record: a view that is made again takes all attributes of its elements away and gives them anew.
fn text(entry: Row, part: Part) -> AnyView {
    changing(move || entry.with(|entry| entry.as_ref().and_then(|it| part(&it.card)).unwrap_or_default().into_any()))
}

/// The language of a row's texts, where it is not that of the page.
fn language(entry: Row) -> Memo<Option<&'static str>> {
    Memo::new(move |_| entry.with(|entry| entry.as_ref().and_then(|entry| lang(entry.card.foreign))))
}

/// The link of a row; it leads nowhere while its record is on the way.
fn link(entry: Row, language: Memo<Option<&'static str>>, locale: Locale) -> AnyView {
    let href = move || entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.href(locale)));
    view! { <a href=href lang=move || language.get()>{text(entry, |card| Some(card.title.clone()))}</a> }.into_any()
}

fn px(length: u32) -> String {
    format!("{length}px")
}

/// Whether a row shows its record, or only keeps its place: only the former is measured.
fn state_of(is_here: Memo<bool>) -> &'static str {
    if is_here.get() { "ready" } else { "waiting" }
}

/// The records as cards in as many columns as fit.
#[component]
pub fn Grid(listing: Listing) -> impl IntoView {
    let before = move || px(listing.window.get().before);
    let after = move || px(listing.window.get().after);
    let row = move |at: usize| view! { <CardRow listing at /> };
    on_cleanup(move || {
        listing.focused.try_set(None);
    });
    view! {
        <div class="results-frame" node_ref=listing.frame>
            <ul
                class="card-grid results-grid"
                data-rows=""
                style:padding-block-start=before
                style:padding-block-end=after
            >
                <For each=move || listing.places() key=|at| *at children=row />
            </ul>
            <Ahead listing />
        </div>
    }
    .into_any()
}

/// The card at a place of the answer, made as [`crate::ui::card::CardView`] makes it, but for any record.
#[component]
fn CardRow(listing: Listing, at: usize) -> impl IntoView {
    let asked = listing.asked;
    let entry = listing.entry(at);
    let is_here = Memo::new(move |_| entry.with(Option::is_some));
    let page = Signal::derive(move || entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.clone())));
    // A picture comes in its own time anyway, and no button is pressed that soon.
    let painted = listing.painted_entry(at);
    let away = listing.away(at);
    view! {
        <li
            data-row=move || state_of(is_here)
            data-away=move || away.get().map(|_| "")
            style:inset-block-start=move || away.get().map(px).unwrap_or_default()
            aria-setsize=move || listing.size()
            aria-posinset=at + 1
            on:focusin=move |_| listing.focus(at)
            on:focusout=move |event| listing.blur(&event)
        >
            <article class="card" data-form=CardForm::Tile.as_str() aria-busy=move || (!is_here.get()).to_string()>
                <RowPicture entry=painted />
                <CardWords entry />
                <RowPackButton entry=painted />
                <Choice asked page />
            </article>
        </li>
    }
    .into_any()
}

/// The words of a card; those that its record does not have are empty, so that every card has the same elements.
#[component]
fn CardWords(entry: Row) -> impl IntoView {
    let locale = use_locale();
    let language = language(entry);
    let foreign = move || if language.get().is_some() { words::FOREIGN_SHORT.get(locale) } else { "" };
    view! {
        <div class="card-words">
            <p class="card-above">
                <span class="card-kicker">{text(entry, |card| card.kicker.clone())}</span>
                <span>{text(entry, |card| card.date.as_ref().map(|date| date.text.clone()))}</span>
            </p>
            <h2 class="card-title">{link(entry, language, locale)}</h2>
            <p class="card-text" lang=move || language.get()>{text(entry, |card| card.text.clone())}</p>
            <p class="card-note">{text(entry, |card| card.note.clone())}</p>
            <p class="card-note" data-foreign="">{foreign}</p>
        </div>
    }
    .into_any()
}

/// The records as the rows of a table below the given headings.
#[component]
pub fn Rows(listing: Listing, heads: Vec<AnyView>) -> impl IntoView {
    let cells = heads.len().saturating_sub(1);
    let before = move || px(listing.window.get().before);
    let after = move || px(listing.window.get().after);
    let row = move |at: usize| view! { <TableRow listing at cells /> };
    on_cleanup(move || {
        listing.focused.try_set(None);
    });
    let count = move || (listing.heard.get() + 1).to_string();
    view! {
        <div class="table-frame results-frame" tabindex="0" node_ref=listing.frame>
            <div data-rows="" style:padding-block-start=before style:padding-block-end=after>
                <table aria-rowcount=count>
                    <thead><tr aria-rowindex="1">{heads}</tr></thead>
                    <tbody><For each=move || listing.places() key=|at| *at children=row /></tbody>
                </table>
            </div>
            <Ahead listing />
        </div>
    }
    .into_any()
}

#[component]
fn TableRow(listing: Listing, at: usize, cells: usize) -> impl IntoView {
    let locale = use_locale();
    let asked = listing.asked;
    let entry = listing.entry(at);
    let is_here = Memo::new(move |_| entry.with(Option::is_some));
    let page = Signal::derive(move || entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.clone())));
    let cells = changing(move || {
        let text = |cell: usize| {
            entry.with(|entry| entry.as_ref().and_then(|entry| entry.cells.get(cell)).cloned().unwrap_or_default())
        };
        (0..cells).map(|cell| view! { <td>{text(cell)}</td> }.into_any()).collect::<Vec<_>>().into_any()
    });
    let away = listing.away(at);
    view! {
        <tr
            data-row=move || state_of(is_here)
            data-away=move || away.get().map(|_| "")
            style:inset-block-start=move || away.get().map(px).unwrap_or_default()
            aria-rowindex=at + 2
            on:focusin=move |_| listing.focus(at)
            on:focusout=move |event| listing.blur(&event)
        >
            <th scope="row">
                {link(entry, language(entry), locale)}
                <Choice asked page />
            </th>
            {cells}
        </tr>
    }
    .into_any()
}
