//! The records found, as cards or rows. Only those in the window are in the document (and what has the focus), and they
//! stay there while the answer changes: a keystroke changes the texts of a dozen cards and makes none.

use super::ahead::Ahead;
use super::choice::Choice;
use super::{Answer, Asked};
use crate::browser;
use crate::load::LoadError;
use crate::locale::{Locale, words};
use crate::ui::card::CardForm;
use crate::ui::marked;
use crate::ui::pack_button::RowPackButton;
use crate::ui::picture::RowPicture;
use crate::ui::rows::{Seen, Window};
use crate::ui::{changing, lang, use_locale};
use crate::wire::{Card, Entry};
use leptos::prelude::*;
use std::sync::Arc;

/// A part of a card, if it has it.
type Part = fn(&Card) -> Option<&String>;

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
    /// Whether an answer has been painted since the list was empty.
    is_painted: Memo<bool>,
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
        let is_painted = Memo::new(move |_| asked.painted.with(Option::is_some));
        let window = Memo::new(move |_| seen.get().window(total.get()));
        let length = Memo::new(move |_| total.get().min(seen.get().most()));
        let frame = NodeRef::new();
        let (cards, focused) = (RwSignal::new(0), RwSignal::new(None));
        let listing = Listing { asked, seen, window, length, heard, is_painted, cards, focused, frame };
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
            let numbers: Vec<u32> = asked.answer.with(|answer| {
                let order = answer.as_ref().map(|it| it.outcome.order.as_slice()).unwrap_or_default();
                places.into_iter().filter_map(|at| order.get(at).copied()).collect()
            });
            listing.bring(&numbers);
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
    fn entry(self, at: usize) -> Memo<Option<Arc<Entry>>> {
        let Asked { answer, painted, .. } = self.asked;
        let is_in_sight = Memo::new(move |_| self.seen.get().shows(at));
        self.entry_of(at, Signal::derive(move || if is_in_sight.get() { answer.get() } else { painted.get() }))
    }

    /// The same once the answer has been painted.
    fn painted_entry(self, at: usize) -> Memo<Option<Arc<Entry>>> {
        self.entry_of(at, self.asked.painted.into())
    }

    fn entry_of(self, at: usize, answer: Signal<Option<Arc<Answer>>>) -> Memo<Option<Arc<Entry>>> {
        Memo::new(move |_| {
            self.cards.track();
            let number = answer.with(|it| it.as_ref()?.outcome.order.get(at).copied())?;
            self.asked.shelf.with_value(|shelf| shelf.ready(number))
        })
    }

    /// The record at a place with the letters of its title that are marked.
    fn shown(self, entry: Memo<Option<Arc<Entry>>>) -> Memo<Option<Shown>> {
        let marker = self.asked.marker;
        Memo::new(move |_| {
            let entry = entry.get()?;
            let marks = marker.with(|marker| marker.as_ref().map(|marker| marker.ranges(&entry.card.title)));
            Some(Shown { entry, marks: marks.unwrap_or_default() })
        })
    }

    /// The places of the rows in the document: those in the window, and the one that has the focus with its
    /// neighbours, so that the keyboard goes on from there after the list was scrolled otherwise. Of a list that was
    /// empty those in sight are made first, for rows take long to make; the rest come once these have been painted.
    pub fn places(self) -> Vec<usize> {
        let Window { first, mut end, .. } = self.window.get();
        if !self.is_painted.get() {
            let seen = self.seen.get();
            end = (first..end).rev().find(|at| seen.shows(*at)).map_or(first, |at| at + 1);
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

/// What a row shows. It is one function of this: a row is told of a new record once, and compares what it writes.
#[derive(Clone, PartialEq)]
struct Shown {
    entry: Arc<Entry>,
    /// The letters of the title that are marked.
    marks: Vec<(usize, usize)>,
}

/// The link of a row; it leads nowhere while its record is on the way.
fn link(shown: Option<&Shown>, locale: Locale) -> impl IntoView + use<> {
    let card = shown.map(|shown| &shown.entry.card);
    let href = card.map(|card| card.to.href(locale));
    let title = shown.map(|shown| marked::pieces(&shown.entry.card.title, &shown.marks));
    view! { <a href=href lang=card.and_then(|card| lang(card.foreign))><span>{title.unwrap_or_default()}</span></a> }
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
    let locale = use_locale();
    let asked = listing.asked;
    let entry = listing.entry(at);
    let shown = listing.shown(entry);
    let is_here = Memo::new(move |_| entry.with(Option::is_some));
    let page = Signal::derive(move || entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.clone())));
    let words = changing(move || shown.with(|shown| card_words(shown.as_ref(), locale)));
    // A picture comes in its own time anyway, and no button is pressed that soon.
    let painted = listing.painted_entry(at);
    let picture = changing(move || {
        let entry = painted.get();
        let (is_here, picture) = (entry.is_some(), entry.and_then(|entry| entry.card.picture.clone()));
        view! { <RowPicture picture is_here /> }.into_any()
    });
    let pack = changing(move || {
        let of = painted.with(|entry| entry.as_ref().map(|entry| (entry.card.to.clone(), entry.card.title.clone())));
        view! { <RowPackButton of /> }.into_any()
    });
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
                {picture}
                {words}
                {pack}
                <Choice asked page />
            </article>
        </li>
    }
    .into_any()
}

/// The words of a card; those that its record does not have are empty, so that every card has the same elements.
fn card_words(shown: Option<&Shown>, locale: Locale) -> AnyView {
    let card = shown.map(|shown| &shown.entry.card);
    let part = |part: Part| card.and_then(part).cloned().unwrap_or_default();
    let language = card.and_then(|card| lang(card.foreign));
    let foreign = if language.is_some() { words::FOREIGN_SHORT.get(locale) } else { "" };
    view! {
        <div class="card-words">
            <p class="card-above">
                <span class="card-kicker">{part(|card| card.kicker.as_ref())}</span>
                <span>{part(|card| card.date.as_ref().map(|date| &date.text))}</span>
            </p>
            <h2 class="card-title">{link(shown, locale)}</h2>
            <p class="card-text" lang=language>{part(|card| card.text.as_ref())}</p>
            <p class="card-note">{part(|card| card.note.as_ref())}</p>
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
    let shown = listing.shown(entry);
    let is_here = Memo::new(move |_| entry.with(Option::is_some));
    let page = Signal::derive(move || entry.with(|entry| entry.as_ref().map(|entry| entry.card.to.clone())));
    let title = changing(move || shown.with(|shown| link(shown.as_ref(), locale).into_any()));
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
                {title}
                <Choice asked page />
            </th>
            {cells}
        </tr>
    }
    .into_any()
}
