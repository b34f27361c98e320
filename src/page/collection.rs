//! A collection of the library: search, facets and ranges, and the records found as cards or a table.
//!
//! The page is prerendered as nothing is asked of it; the catalogue is fetched with the first question.

mod ahead;
mod choice;
pub mod compare;
mod filters;
pub mod lazy_views;
mod listing;
pub mod map;
mod place;
mod results;
mod selection;

use super::catalog::{Answer, Shelf, use_shelf};
use crate::browser;
use crate::catalog::Query;
use crate::load::LoadError;
use crate::locale::words;
use crate::page::highlights::Marking;
use crate::route::Page;
use crate::ui::actions::SaveLink;
use crate::ui::card::CardView;
use crate::ui::downloads::Downloads;
use crate::ui::static_subtree::Static;
use crate::ui::use_locale;
use crate::wire::{self, Collection};
use choice::Tray;
use filters::Filters;
use lazy_views::LazyView;
use leptos::prelude::*;
use results::Results;
use selection::{Selection, View};
use std::sync::Arc;

/// How many records the page is made with.
const STEP: usize = 24;

/// How many pictures belong to the first paint.
const EAGER: usize = 3;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Asked {
    /// Answers, and keeps what it has fetched.
    shelf: StoredValue<Shelf, LocalStorage>,
    catalog: StoredValue<Arc<wire::Catalog>>,
    selection: RwSignal<Selection>,
    /// The selection but for its text. Most of the form follows this one, so that a keystroke does not wake it.
    conditions: RwSignal<Selection>,
    /// The answer to the last selection that is not plain.
    answer: RwSignal<Option<Arc<Answer>>>,
    /// The same once it has been painted, for what may come a frame after the texts: pictures, counts, marks, names that
    /// are only heard.
    painted: RwSignal<Option<Arc<Answer>>>,
    failed: RwSignal<Option<LoadError>>,
    /// What the text of the query matches in the records found, once they have been painted.
    marker: Marking,
    /// Counts the presses of Retry.
    tries: RwSignal<u32>,
}

impl Asked {
    /// Changes the selection; the address follows when the reader rests.
    fn change(self, change: impl FnOnce(&mut Selection)) {
        let address = self.select(|selection| {
            selection.shown = STEP;
            change(selection);
        });
        browser::replace_query_later(address);
    }

    /// Changes how the answer is looked at, and the address with it; as much of it is shown as before.
    fn turn(self, change: impl FnOnce(&mut Selection)) {
        browser::replace_query(&self.select(change));
    }

    fn select(self, change: impl FnOnce(&mut Selection)) -> String {
        let mut next = self.selection.get_untracked();
        next.unknown.clear();
        change(&mut next);
        let address = self.catalog.with_value(|catalog| next.address(catalog, STEP));
        self.set(next);
        address
    }

    fn set(self, selection: Selection) {
        let mut conditions = selection.clone();
        conditions.query.text.clear();
        if self.conditions.with_untracked(|before| *before != conditions) {
            self.conditions.set(conditions);
        }
        self.selection.set(selection);
    }

    /// Shows the answer to a text; what is marked is worked out once it has been painted.
    fn show(self, answer: Option<Arc<Answer>>, text: String) {
        // The page may have been left before the files came, or the frame.
        if self.answer.try_set(answer).is_none() {
            browser::after_frame(move || {
                if let Some(answer) = self.answer.try_get_untracked() {
                    let is_asked = !text.trim().is_empty();
                    let marker = is_asked.then(|| self.shelf.with_value(|shelf| shelf.marker(&text))).flatten();
                    self.marker.try_set(marker.map(Arc::new));
                    self.painted.try_set(answer);
                }
            });
        }
    }

    /// How the answer is shown.
    fn view(self) -> View {
        self.conditions.with(|selection| selection.view)
    }

    /// Lifts every condition, and keeps the view.
    fn clear(self) {
        let plain = self.catalog.with_value(|catalog| Selection::parse("", catalog, STEP));
        self.change(|selection| {
            let order = selection.query.order;
            selection.query = plain.query;
            selection.query.order = order;
        });
    }
}

/// The page of the collection that a record stands in.
fn collection_of(record: &Page) -> Option<Page> {
    match record {
        Page::Location(_) => Some(Page::Locations),
        Page::Expert(_) => Some(Page::Experts),
        Page::Clip(_) => Some(Page::Clips),
        _ => None,
    }
}

#[component]
pub fn CollectionPage(collection: Collection) -> impl IntoView {
    let locale = use_locale();
    let Collection { heading, text, cards, index, catalog, files, land } = collection;
    // A collection that is too large for an index is too large to be saved whole.
    let whole = (!index.is_empty()).then(|| cards.first().and_then(|card| collection_of(&card.to))).flatten();
    let save = whole.map(|page| view! { <SaveLink page /> });
    let shelf = use_shelf(catalog.first.clone());
    let (plain, total) = (Selection::parse("", &catalog, STEP), catalog.total);
    let asked = Asked {
        shelf,
        catalog: StoredValue::new(Arc::new(catalog)),
        selection: RwSignal::new(plain.clone()),
        conditions: RwSignal::new(plain),
        answer: RwSignal::new(None),
        painted: RwSignal::new(None),
        failed: RwSignal::new(None),
        marker: RwSignal::new(None),
        tries: RwSignal::new(0),
    };
    let search = browser::use_address().query;
    Effect::new(move |_| {
        let wanted = search.with(|query| asked.catalog.with_value(|catalog| Selection::parse(query, catalog, STEP)));
        if wanted != asked.selection.get_untracked() {
            asked.set(wanted);
        }
    });
    // Changing only the view must not re-run the query. Once there was a query, its list of results stays, also when all
    // filters are cleared: replacing the list would take longer than a frame.
    let question = Memo::new(move |before: Option<&Option<Query>>| {
        let was_asked = before.is_some_and(Option::is_some);
        asked.selection.with(|selection| (was_asked || !selection.is_plain(STEP)).then(|| selection.query.clone()))
    });
    Effect::new(move |_| {
        asked.tries.track();
        let Some(query) = question.get() else { return };
        let text = query.text.clone();
        let shelf = shelf.get_value();
        // What is in the window comes with the answer, so that no card is empty at first.
        let first = browser::last_seen().window(STEP).end;
        shelf.ask(query, first, move |answer| match answer {
            Ok(answer) => {
                asked.failed.try_set(answer.unreadable.clone());
                asked.show(Some(Arc::new(answer)), text);
            }
            Err(error) => {
                // Of all records the page has a list of its own.
                let is_plain = asked.selection.try_with_untracked(|selection| selection.is_plain(STEP)) == Some(true);
                if is_plain {
                    asked.show(None, text);
                }
                asked.failed.try_set((!is_plain).then_some(error));
            }
        });
    });
    // The records that come first of all are fetched once, before the last condition is lifted. What does not come is
    // asked for again then.
    let is_painted = Memo::new(move |_| asked.painted.with(Option::is_some));
    Effect::new(move |_| {
        if is_painted.get() {
            let first: Vec<u32> = (0..total.min(STEP as u32)).collect();
            shelf.with_value(|shelf| shelf.bring_cards(&first, Box::new(|_| ())));
        }
    });
    let open_data = (!files.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{words::OPEN_DATA.get(locale)}</h2>
                <Downloads files />
            </section>
        }
    });
    let name = heading.clone();
    let is_answered = move || asked.answer.with(Option::is_some);
    let is_changed = Memo::new(move |_| asked.selection.with(|it| it.is_narrow() || it.view != View::Grid));
    view! {
        <h1>{heading}</h1>
        <p class="lead">{text}</p>
        <Filters asked name />
        <Results asked />
        <LazyView asked land />
        <div hidden=is_answered>
            <Static>
                <ul class="card-grid">
                    {cards
                        .into_iter()
                        .enumerate()
                        .map(|(place, card)| view! { <li><CardView card top=true eager={place < EAGER} /></li> })
                        .collect_view()}
                </ul>
            </Static>
            <results::More asked />
        </div>
        <div hidden=move || is_answered() && is_changed.get()>
            <Static>
                <results::Index index locale />
            </Static>
        </div>
        <Static>{save}</Static>
        <Tray asked />
        <Static>{open_data}</Static>
    }
    .into_any()
}
