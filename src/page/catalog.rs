//! A catalogue on a page: its files as they are needed, and answers as soon as they are here.

mod spots;

use crate::browser;
use crate::catalog::{Catalog, Outcome, Part, Query};
use crate::load::LoadError;
use crate::wire::Entry;
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// What a query found, with the first of the records.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was found.
    pub outcome: Outcome,
    /// The first records found, with their numbers.
    pub entries: Vec<(u32, Arc<Entry>)>,
    /// That some of the first records are left out, because their cards cannot be read.
    pub unreadable: Option<LoadError>,
}

/// How many cards are kept ready to show.
const MOST_READY: usize = 2000;

/// A catalogue that fetches its own files.
#[derive(Clone)]
pub struct Shelf(Rc<RefCell<State>>);

struct State {
    /// The address of the first file.
    first: String,
    catalog: Option<Catalog>,
    /// What waits for files, the latest question only.
    waiting: Option<Question>,
    /// How many files are on their way.
    fetching: usize,
    /// Cards that were read.
    ready: HashMap<u32, Arc<Entry>>,
}

impl State {
    /// The address of the folder that holds the files.
    fn folder(&self) -> String {
        self.first.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
    }

    /// What a record shows, if its card is here. A card is read once, and not at each keystroke.
    fn entry(&mut self, number: u32) -> Option<Arc<Entry>> {
        if let Some(entry) = self.ready.get(&number) {
            return Some(entry.clone());
        }
        let card = self.catalog.as_ref()?.card(number)?;
        let entry: Arc<Entry> = Arc::new(serde_json::from_slice(card).ok()?);
        if self.ready.len() >= MOST_READY {
            self.ready.clear();
        }
        self.ready.insert(number, entry.clone());
        Some(entry)
    }

    /// The file with a card that cannot be read, if any of these records, whose cards are here, has one.
    fn unreadable(&mut self, numbers: &[u32]) -> Option<LoadError> {
        let number = numbers.iter().find(|number| self.entry(**number).is_none())?;
        let part = self.catalog.as_ref()?.card_block(*number);
        Some(LoadError::Malformed(format!("{}/{part}.bin", self.folder())))
    }
}

struct Question {
    query: Query,
    wanted: usize,
    then: Box<dyn FnOnce(Result<Answer, LoadError>)>,
}

impl Shelf {
    /// The catalogue that begins with this file. Nothing is fetched before the first question.
    pub fn new(first: String) -> Shelf {
        Shelf(Rc::new(RefCell::new(State { first, catalog: None, waiting: None, fetching: 0, ready: HashMap::new() })))
    }

    /// Answers a question: at once when all it takes is here, else when it has come.
    ///
    /// A question that is asked before the one before it was answered takes its place.
    pub fn ask(&self, query: Query, wanted: usize, then: impl FnOnce(Result<Answer, LoadError>) + 'static) {
        self.0.borrow_mut().waiting = Some(Question { query, wanted, then: Box::new(then) });
        self.advance();
    }

    /// Fetches what every text question begins with: the reader is about to ask one.
    pub fn prepare(&self) {
        let state = self.0.borrow();
        if state.fetching > 0 {
            return;
        }
        match &state.catalog {
            None => {
                drop(state);
                self.open_first();
            }
            Some(catalog) => {
                let missing = catalog.needs(&Query { text: "a".into(), ..Query::default() });
                let missing: Vec<Part> = missing.into_iter().filter(|part| *part == Part::Terms).collect();
                let folder = state.folder();
                drop(state);
                missing.into_iter().for_each(|part| self.fetch_part(&folder, part));
            }
        }
    }

    fn open_first(&self) {
        let first = self.0.borrow().first.clone();
        self.fetch(first, |shelf, bytes| {
            let catalog = Catalog::open(&bytes)?;
            shelf.0.borrow_mut().catalog = Some(catalog);
            Ok(())
        });
    }

    /// What a record shows, if its card is here.
    pub fn ready(&self, number: u32) -> Option<Arc<Entry>> {
        self.0.borrow_mut().entry(number)
    }

    /// How many records each value of a facet would leave, by the last answer.
    pub fn counts(&self, facet: usize) -> Vec<u32> {
        self.0.borrow_mut().catalog.as_mut().map(|catalog| catalog.counts(facet)).unwrap_or_default()
    }

    /// The letters of a title that a query matched.
    pub fn marker(&self, query: &str) -> Option<crate::catalog::Marker> {
        self.0.borrow().catalog.as_ref().map(|catalog| catalog.marker(query))
    }

    /// Answers the question that waits, or fetches what it lacks.
    fn advance(&self) {
        let mut state = self.0.borrow_mut();
        let Some(question) = &state.waiting else {
            return;
        };
        if state.fetching > 0 {
            return;
        }
        let Some(catalog) = &state.catalog else {
            drop(state);
            return self.open_first();
        };
        let mut missing = catalog.needs(&question.query);
        if missing.is_empty() {
            let question = state.waiting.take().expect("a question waits");
            let catalog = state.catalog.as_mut().expect("the catalogue is open");
            let outcome = match catalog.search(&question.query) {
                Ok(outcome) => outcome,
                Err(missing) => {
                    drop(state);
                    return (question.then)(Err(LoadError::Malformed(format!("{:?}", missing.0.first()))));
                }
            };
            let first: Vec<u32> = outcome.order.iter().take(question.wanted).copied().collect();
            missing = catalog.needs_cards(&first);
            if missing.is_empty() {
                let unreadable = state.unreadable(&first);
                let entries = first.into_iter().filter_map(|number| Some((number, state.entry(number)?)));
                let answer = Answer { entries: entries.collect(), outcome, unreadable };
                drop(state);
                return (question.then)(Ok(answer));
            }
            state.waiting = Some(question);
        }
        let folder = state.folder();
        drop(state);
        for part in missing {
            self.fetch_part(&folder, part);
        }
    }

    fn fetch_part(&self, folder: &str, part: Part) {
        self.fetch(format!("{folder}/{part}.bin"), move |shelf, bytes| match &mut shelf.0.borrow_mut().catalog {
            Some(catalog) => catalog.give(part, bytes),
            None => Ok(()),
        });
    }

    fn fetch(
        &self,
        path: String,
        take: impl FnOnce(&Shelf, Vec<u8>) -> Result<(), crate::catalog::CatalogError> + 'static,
    ) {
        self.0.borrow_mut().fetching += 1;
        let shelf = self.clone();
        let name = path.clone();
        browser::fetch_bytes(&path, move |answer| {
            shelf.0.borrow_mut().fetching -= 1;
            let taken = answer.and_then(|bytes| {
                take(&shelf, bytes).map_err(|error| LoadError::Malformed(format!("{name}: {error}")))
            });
            match taken {
                Ok(()) => shelf.advance(),
                Err(error) => {
                    let waiting = shelf.0.borrow_mut().waiting.take();
                    if let Some(question) = waiting {
                        (question.then)(Err(error));
                    }
                }
            }
        });
    }
}

thread_local! {
    /// Catalogues that were opened, so that Back shows a list in the same frame.
    static OPENED: RefCell<Vec<(String, Shelf)>> = const { RefCell::new(Vec::new()) };
}

/// The catalogue that begins with this file, as it was left by the page before.
pub fn use_shelf(first: String) -> StoredValue<Shelf, LocalStorage> {
    let shelf = OPENED.with_borrow_mut(|opened| match opened.iter().find(|(address, _)| *address == first) {
        Some((_, shelf)) => shelf.clone(),
        None => {
            let shelf = Shelf::new(first.clone());
            opened.push((first, shelf.clone()));
            shelf
        }
    });
    StoredValue::new_local(shelf)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::build::{Builder, Record};

    #[test]
    fn a_card_that_cannot_be_read_is_told_and_the_others_are_shown() {
        let mut builder = Builder::new(Vec::new(), Vec::new());
        for card in [r#"{"card":{"to":"/about","title":"One"}}"#, "5", r#"{"card":{"to":"/about","title":"Two"}}"#] {
            builder.add(Record { title: "x".into(), card: card.into(), ..Record::default() }).unwrap();
        }
        let (_, whole) = builder.finish().unwrap().swap_remove(0);
        let shelf = Shelf::new("/data/catalog/en-x/whole.bin".into());
        shelf.0.borrow_mut().catalog = Some(Catalog::open(&whole).unwrap());
        let answer = Rc::new(RefCell::new(None));
        let told = answer.clone();
        shelf.ask(Query::default(), 3, move |answer| *told.borrow_mut() = Some(answer.unwrap()));
        let answer = answer.borrow_mut().take().expect("all that it takes is here");
        let titles: Vec<&str> = answer.entries.iter().map(|(_, entry)| entry.card.title.as_str()).collect();
        assert_eq!(titles, ["One", "Two"]);
        assert_eq!(answer.unreadable, Some(LoadError::Malformed("/data/catalog/en-x/cards/0.bin".into())));
        assert_eq!(shelf.0.borrow_mut().unreadable(&[0, 2]), None);
    }
}
