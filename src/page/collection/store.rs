//! The state that the parts of the page share: the query and the answer.
//!
//! A query goes through three phases. While the reader types, `text` and `conditions` are ahead of the answer. Once
//! the answer is there, `answer` is ahead of the screen. After the next frame, `painted` has caught up. Everything
//! that may come a frame after the texts, such as pictures, counts, highlights and accessible names, follows
//! `painted`.

use super::selection::{Selection, View};
use crate::browser;
use crate::catalog::Query;
use crate::load::LoadError;
use crate::page::catalog::{Answer, CatalogStore, SharedCatalog, prepare_if_searching, use_catalog};
use crate::ui::{effect, memo};
use crate::wire::{self, Entry, FIRST_CARDS};
use leptos::prelude::*;
use std::sync::Arc;

/// The state of the page.
#[derive(Clone, Copy)]
pub struct Store {
    /// Answers queries, and caches the files it has fetched.
    pub files: SharedCatalog,
    /// The catalogue's metadata, known before the catalogue itself is fetched.
    pub catalog: StoredValue<Arc<wire::Catalog>>,
    /// The text of the query.
    pub text: RwSignal<String>,
    /// The selection without its text, so that a keystroke does not re-run the effects of the rest.
    pub conditions: RwSignal<Selection>,
    /// The answer to the last query; none before the first.
    pub answer: RwSignal<Option<Arc<Answer>>>,
    /// The same once it has been painted.
    pub painted: RwSignal<Option<Arc<Answer>>>,
    pub failed: RwSignal<Option<LoadError>>,
    /// The number of presses of Retry.
    pub tries: RwSignal<u32>,
    /// The number of times that cards have arrived.
    pub cards: RwSignal<u32>,
}

impl Store {
    /// The state of a page without a query; from then on, it follows the URL.
    pub fn new(catalog: wire::Catalog) -> Store {
        prepare_if_searching(&catalog.first);
        let store = Store {
            files: use_catalog(&catalog.first),
            conditions: RwSignal::new(Selection::parse("", &catalog)),
            catalog: StoredValue::new(Arc::new(catalog)),
            text: RwSignal::default(),
            answer: RwSignal::new(None),
            painted: RwSignal::new(None),
            failed: RwSignal::new(None),
            tries: RwSignal::new(0),
            cards: RwSignal::new(0),
        };
        let search = browser::use_address().query;
        effect(move || {
            store.set(search.with(|query| store.catalog.with_value(|catalog| Selection::parse(query, catalog))));
        });
        // Changing only the view must not re-run the query. Once there was a query, its list of results stays, even
        // if all filters are cleared: replacing the list would take longer than a frame.
        let question = Memo::new(move |before: Option<&Option<Query>>| {
            let was_asked = before.is_some_and(Option::is_some);
            let query =
                store.conditions.with(|conditions| Query { text: store.text.get(), ..conditions.query.clone() });
            (was_asked || !store.is_plain()).then_some(query)
        });
        effect(move || {
            store.tries.track();
            if let Some(query) = question.get() {
                // The cards in the window are fetched with the answer, so that no card is empty at first.
                let first = browser::last_seen().window(FIRST_CARDS).end;
                store.files().ask(query, first, move |answer| store.take(answer));
            }
        });
        // Fetches the first records of the whole collection once, before the last condition is cleared. Any that
        // could not be fetched are requested again then.
        let is_painted = memo(move || store.painted.with(Option::is_some));
        effect(move || {
            if is_painted.get() {
                let total = store.catalog.with_value(|catalog| catalog.total);
                let first: Vec<u32> = (0..total.min(FIRST_CARDS as u32)).collect();
                let coming = store.files().bring_cards(first);
                leptos::task::spawn_local(async move { drop(coming.await) });
            }
        });
        store
    }

    /// The catalogue.
    pub fn files(self) -> CatalogStore {
        self.files.get_value()
    }

    /// Changes the query. The URL is updated when the reader pauses.
    pub fn change(self, change: impl FnOnce(&mut Selection)) {
        let address = self.select(|selection| {
            selection.shown = FIRST_CARDS;
            change(selection);
        });
        browser::replace_query_later(address);
    }

    /// Changes the view of the answer, and the URL with it. The number of results shown stays the same.
    pub fn turn(self, change: impl FnOnce(&mut Selection)) {
        browser::replace_query(&self.select(change));
    }

    fn select(self, change: impl FnOnce(&mut Selection)) -> String {
        let mut next = self.conditions.get_untracked();
        next.query.text = self.text.get_untracked();
        next.unknown.clear();
        change(&mut next);
        let address = self.catalog.with_value(|catalog| next.address(catalog));
        self.set(next);
        address
    }

    fn set(self, mut next: Selection) {
        let text = std::mem::take(&mut next.query.text);
        if self.conditions.with_untracked(|before| *before != next) {
            self.conditions.set(next);
        }
        if self.text.with_untracked(|before| *before != text) {
            self.text.set(text);
        }
    }

    /// Clears every condition, and keeps the order and the view.
    pub fn clear(self) {
        let plain = self.catalog.with_value(|catalog| Selection::parse("", catalog));
        self.change(|selection| selection.query = Query { order: selection.query.order, ..plain.query });
    }

    fn take(self, answer: Result<Answer, LoadError>) {
        // The page may have been left before the files came.
        if self.answer.is_disposed() {
            return;
        }
        match answer {
            Ok(answer) => {
                self.failed.set(answer.unreadable.clone());
                self.show(Some(Arc::new(answer)));
            }
            // The page has its own list of all records.
            Err(_) if untrack(|| self.is_plain()) => {
                self.failed.set(None);
                self.show(None);
            }
            Err(error) => self.failed.set(Some(error)),
        }
    }

    fn show(self, answer: Option<Arc<Answer>>) {
        self.answer.set(answer);
        browser::after_frame(move || {
            if let Some(answer) = self.answer.try_get_untracked() {
                self.painted.try_set(answer);
            }
        });
    }

    /// Fetches the cards of some records.
    pub fn bring(self, numbers: &[u32]) {
        let files = self.files();
        if numbers.iter().all(|number| files.entry(*number).is_some()) {
            return;
        }
        let coming = files.bring_cards(numbers.to_vec());
        leptos::task::spawn_local(async move {
            let came = coming.await;
            self.cards.try_update(|count| *count += 1);
            if let Err(error) = came {
                self.failed.try_set(Some(error));
            }
        });
    }

    /// The entry of a record, once its card is loaded.
    pub fn entry(self, number: u32) -> Option<Arc<Entry>> {
        self.cards.track();
        self.files().entry(number)
    }

    /// The form in which the answer is shown.
    pub fn view(self) -> View {
        self.conditions.with(|selection| selection.view)
    }

    /// How many records match the query.
    pub fn found(self) -> usize {
        let found = self.answer.with(|answer| answer.as_ref().map(|answer| answer.outcome.total()));
        found.unwrap_or_else(|| self.catalog.with_value(|catalog| catalog.total as usize))
    }

    /// The ids of the records to compare; none if the reader is not choosing.
    pub fn compared(self) -> Option<Vec<String>> {
        self.conditions.with(|selection| selection.compared.clone())
    }

    /// Whether a condition may exclude records.
    pub fn is_narrow(self) -> bool {
        self.text.with(|text| !text.trim().is_empty()) || self.conditions.with(Selection::is_narrow)
    }

    /// Whether the list is the same as the prerendered one.
    fn is_plain(self) -> bool {
        self.text.with(|text| text.trim().is_empty()) && self.conditions.with(Selection::is_plain)
    }
}
