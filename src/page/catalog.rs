//! A catalogue on a page: its files as they are needed, and answers as soon as they are here.

mod spots;

use crate::browser;
use crate::catalog::{Catalog, Outcome, Part, Query};
use crate::load::LoadError;
use crate::wire::Entry;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// What a query found, with the first of the records.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was found.
    pub outcome: Outcome,
    /// The first records found, with their numbers.
    pub entries: Vec<(u32, Entry)>,
}

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
}

struct Question {
    query: Query,
    wanted: usize,
    then: Box<dyn FnOnce(Result<Answer, LoadError>)>,
}

impl Shelf {
    /// The catalogue that begins with this file. Nothing is fetched before the first question.
    pub fn new(first: String) -> Shelf {
        Shelf(Rc::new(RefCell::new(State { first, catalog: None, waiting: None, fetching: 0 })))
    }

    /// Answers a question: at once when all it takes is here, else when it has come.
    ///
    /// A question that is asked before the one before it was answered takes its place.
    pub fn ask(&self, query: Query, wanted: usize, then: impl FnOnce(Result<Answer, LoadError>) + 'static) {
        self.0.borrow_mut().waiting = Some(Question { query, wanted, then: Box::new(then) });
        self.advance();
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
            let first = state.first.clone();
            drop(state);
            return self.fetch(first, |shelf, bytes| {
                let catalog = Catalog::open(&bytes)?;
                shelf.0.borrow_mut().catalog = Some(catalog);
                Ok(())
            });
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
                let entries = first.into_iter().filter_map(|number| {
                    let card = catalog.card(number)?;
                    Some((number, serde_json::from_slice(card).ok()?))
                });
                let answer = Answer { entries: entries.collect(), outcome };
                drop(state);
                return (question.then)(Ok(answer));
            }
            state.waiting = Some(question);
        }
        let folder = state.first.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
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
