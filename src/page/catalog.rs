//! A catalogue on a page: fetches its files as they are needed, and answers queries as soon as the files are loaded.

use crate::browser;
use crate::catalog::{Catalog, CatalogError, Outcome, Part, Query};
use crate::json;
use crate::load::LoadError;
use crate::ui::effect;
use crate::ui::map::Spot;
use crate::wire::{Entry, FIRST_CARDS};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// The result of a query, with the first of the records.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The text of the query.
    pub text: String,
    /// The records found.
    pub outcome: Outcome,
    /// The first records found, with their numbers.
    pub entries: Vec<(u32, Arc<Entry>)>,
    /// An error if some of the first records are left out because their cards cannot be read.
    pub unreadable: Option<LoadError>,
}

/// How many parsed cards are kept.
const MOST_READY: usize = 2000;

/// A query such as most readers type: letters of a word or of pinyin.
const LIKE: &str = "ab";

/// A file of a catalogue; `None` is the first file, which lists the others.
type File = Option<Part>;

/// A catalogue that fetches its own files.
#[derive(Clone)]
pub struct CatalogStore(Rc<RefCell<State>>);

struct State {
    /// The URL of the first file.
    first: String,
    catalog: Option<Catalog>,
    /// The latest question, while it waits for files.
    waiting: Option<Question>,
    /// Whether files for a question are being fetched, except those of bodies.
    is_fetching: bool,
    /// Whether files of bodies are being fetched.
    is_fetching_bodies: bool,
    /// Whether [`CatalogStore::prepare`] has nothing left to do.
    is_prepared: bool,
    /// Cards that have been parsed.
    ready: HashMap<u32, Arc<Entry>>,
}

struct Question {
    query: Query,
    wanted: usize,
    /// Whether it has been answered without the bodies.
    is_early: bool,
    then: Rc<dyn Fn(Result<Answer, LoadError>)>,
}

/// The next step towards the answer to a question.
enum Step {
    /// The answer.
    Done(Result<Answer, LoadError>),
    /// The answer without the bodies, whose files are missing.
    Early(Answer, Vec<File>),
    /// Files are missing.
    Fetch(Vec<File>),
}

impl State {
    fn address(&self, file: File) -> String {
        let folder = self.first.rsplit_once('/').map_or("", |(folder, _)| folder);
        file.map_or_else(|| self.first.clone(), |part| format!("{folder}/{part}.bin"))
    }

    fn take(&mut self, file: File, bytes: Vec<u8>) -> Result<(), CatalogError> {
        match (file, &mut self.catalog) {
            (None, catalog) => *catalog = Some(Catalog::open(&bytes)?),
            (Some(part), Some(catalog)) => catalog.give(part, bytes)?,
            (Some(_), None) => {}
        }
        Ok(())
    }

    /// The entry of a record, if its card is loaded. A card is parsed once, not at each keystroke.
    fn entry(&mut self, number: u32) -> Option<Arc<Entry>> {
        if let Some(entry) = self.ready.get(&number) {
            return Some(entry.clone());
        }
        let card = self.catalog.as_ref()?.card(number)?;
        let entry: Arc<Entry> = Arc::new(json::read(std::str::from_utf8(card).ok()?).ok()?);
        if self.ready.len() >= MOST_READY {
            self.ready.clear();
        }
        self.ready.insert(number, entry.clone());
        Some(entry)
    }

    /// The file of the first card that cannot be read among these records, whose cards must be loaded; none if all
    /// can be read.
    fn unreadable(&mut self, numbers: &[u32]) -> Option<LoadError> {
        let number = numbers.iter().find(|number| self.entry(**number).is_none())?;
        let part = self.catalog.as_ref()?.card_block(*number);
        Some(LoadError::Malformed(self.address(Some(part))))
    }

    /// Answers a question with up to `wanted` of its records, or says which files are missing.
    fn step(&mut self, question: &Question) -> Step {
        let query = &question.query;
        let Some(catalog) = self.catalog.as_mut() else { return Step::Fetch(vec![None]) };
        let missing = catalog.needs(query);
        let early = if missing.is_empty() || question.is_early { None } else { catalog.early(query) };
        let outcome = match early {
            Some(outcome) => outcome,
            None if !missing.is_empty() => return Step::Fetch(files(missing)),
            None => match catalog.search(query) {
                Ok(outcome) => outcome,
                Err(missing) => return Step::Done(Err(LoadError::Malformed(format!("{:?}", missing.0.first())))),
            },
        };
        let first: Vec<u32> = outcome.order.iter().take(question.wanted).copied().collect();
        let cards = catalog.needs_cards(&first);
        if !cards.is_empty() {
            return Step::Fetch(files(cards));
        }
        let unreadable = self.unreadable(&first);
        let entries = first.into_iter().filter_map(|number| Some((number, self.entry(number)?))).collect();
        let answer = Answer { text: query.text.clone(), entries, outcome, unreadable };
        if missing.is_empty() { Step::Done(Ok(answer)) } else { Step::Early(answer, files(missing)) }
    }
}

fn files(parts: Vec<Part>) -> Vec<File> {
    parts.into_iter().map(Some).collect()
}

impl CatalogStore {
    /// The catalogue that begins with this file. Nothing is fetched before the first question.
    pub fn new(first: String) -> CatalogStore {
        let state = State {
            first,
            catalog: None,
            waiting: None,
            is_fetching: false,
            is_fetching_bodies: false,
            is_prepared: false,
            ready: HashMap::new(),
        };
        CatalogStore(Rc::new(RefCell::new(state)))
    }

    /// Answers a question: at once if all files that it needs are loaded, otherwise when they have arrived. If those of
    /// the bodies are missing, it may be answered twice: first without them.
    ///
    /// A new question replaces an earlier one that has not been answered.
    pub fn ask(&self, query: Query, wanted: usize, then: impl Fn(Result<Answer, LoadError>) + 'static) {
        self.0.borrow_mut().waiting = Some(Question { query, wanted, is_early: false, then: Rc::new(then) });
        self.advance();
    }

    /// Fetches the files that most queries need, and the first cards: the reader is about to type a query.
    pub fn prepare(&self) {
        let mut state = self.0.borrow_mut();
        if state.is_fetching || state.is_prepared {
            return;
        }
        let missing = match &state.catalog {
            None => vec![None],
            Some(catalog) => {
                let first: Vec<u32> = (0..catalog.records().min(FIRST_CARDS as u32)).collect();
                let (bodies, mut parts): (Vec<Part>, Vec<Part>) =
                    catalog.prepare(LIKE).into_iter().partition(|part| part.is_of_bodies());
                parts.extend(catalog.needs_cards(&first));
                // A query waits for bodies last.
                files(if parts.is_empty() { bodies } else { parts })
            }
        };
        state.is_prepared = missing.is_empty();
        drop(state);
        if !missing.is_empty() {
            self.fetch(missing, Some(CatalogStore::prepare));
        }
    }

    /// Fetches the first file, which lists the others: the reader is near the filters.
    pub fn open(&self) {
        let state = self.0.borrow();
        if state.catalog.is_none() && !state.is_fetching {
            drop(state);
            self.fetch(vec![None], Some(|_| ()));
        }
    }

    /// The entry of a record, if its card is loaded.
    pub fn entry(&self, number: u32) -> Option<Arc<Entry>> {
        self.0.borrow_mut().entry(number)
    }

    /// How many records each value of a facet would leave, according to the last answer.
    pub fn counts(&self, facet: usize) -> Vec<u32> {
        self.0.borrow_mut().catalog.as_mut().map(|catalog| catalog.counts(facet)).unwrap_or_default()
    }

    /// Finds the letters that a query matches in titles; none if the query is empty.
    pub fn marker(&self, query: &str) -> Option<crate::catalog::Marker> {
        let state = self.0.borrow();
        let catalog = state.catalog.as_ref().filter(|_| !query.trim().is_empty())?;
        Some(catalog.marker(query))
    }

    /// The positions of all records that have one, from the columns of [`crate::wire::Catalog::places`].
    ///
    /// The catalogue must be open: it has answered before.
    pub async fn spots(self, columns: [u32; 3]) -> Result<Vec<Spot>, LoadError> {
        self.bring(|catalog| catalog.needs_columns(&columns)).await?;
        Ok(self.placed(columns))
    }

    fn placed(&self, [lat, lng, pin]: [u32; 3]) -> Vec<Spot> {
        let state = self.0.borrow();
        let Some(catalog) = &state.catalog else { return Vec::new() };
        let spot = |number| {
            let degree = |column| catalog.number(column, number)?.checked_mul(10);
            let class = u32::try_from(catalog.number(pin, number)?).ok()?;
            Some(Spot { number, class, position: (degree(lat)?, degree(lng)?) })
        };
        (0..catalog.records()).filter_map(spot).collect()
    }

    /// Fetches the missing cards of some records. Even if it fails, the cards that can be read are loaded.
    pub async fn bring_cards(self, numbers: Vec<u32>) -> Result<(), LoadError> {
        self.bring(|catalog| catalog.needs_cards(&numbers)).await?;
        self.0.borrow_mut().unreadable(&numbers).map_or(Ok(()), Err)
    }

    async fn bring(&self, needs: impl FnOnce(&Catalog) -> Vec<Part>) -> Result<(), LoadError> {
        let parts = self.0.borrow().catalog.as_ref().map(needs).unwrap_or_default();
        self.fetch_files(files(parts)).await
    }

    /// Answers the waiting question, or fetches the files that it lacks.
    fn advance(&self) {
        let mut state = self.0.borrow_mut();
        if state.is_fetching {
            return;
        }
        let Some(mut question) = state.waiting.take() else { return };
        let step = state.step(&question);
        let then = question.then.clone();
        question.is_early |= matches!(step, Step::Early(..));
        let (answer, missing) = match step {
            Step::Done(answer) => (Some(answer), Vec::new()),
            Step::Early(answer, missing) => (Some(Ok(answer)), missing),
            Step::Fetch(missing) => (None, missing),
        };
        if !missing.is_empty() {
            state.waiting = Some(question);
        }
        drop(state);
        if !missing.is_empty() {
            self.fetch(missing, None);
        }
        if let Some(answer) = answer {
            then(answer);
        }
    }

    /// Fetches files, then answers the waiting question. If they are its own and fail, this is its answer. Files with
    /// `early` are fetched before there is a question: it is called once they are there, and if they fail, a question
    /// fetches what it needs itself. While files of bodies are fetched, a question that needs others does not wait for
    /// them.
    fn fetch(&self, files: Vec<File>, early: Option<fn(&CatalogStore)>) {
        let of_bodies = files.iter().flatten().any(|part| part.is_of_bodies());
        let is_fetching = move |state: &mut State, is: bool| {
            let flag = if of_bodies { &mut state.is_fetching_bodies } else { &mut state.is_fetching };
            std::mem::replace(flag, is)
        };
        // When the current fetch ends, the waiting question requests what is still missing.
        if is_fetching(&mut self.0.borrow_mut(), true) {
            return;
        }
        let store = self.clone();
        leptos::task::spawn_local(async move {
            let came = store.fetch_files(files).await;
            is_fetching(&mut store.0.borrow_mut(), false);
            let error = match (came, early) {
                (Err(error), None) => error,
                (came, early) => {
                    store.advance();
                    if let (Ok(()), Some(then)) = (came, early) {
                        then(&store);
                    }
                    return;
                }
            };
            let mut state = store.0.borrow_mut();
            // While other files are fetched, the waiting question waits for those.
            let waiting = if of_bodies && state.is_fetching { None } else { state.waiting.take() };
            drop(state);
            if let Some(question) = waiting {
                (question.then)(Err(error));
            }
        });
    }

    /// Fetches files concurrently. Returns the first failure; the files that arrived are kept even then.
    async fn fetch_files(&self, files: Vec<File>) -> Result<(), LoadError> {
        let begin = |file: File| {
            let address = self.0.borrow().address(file);
            (file, browser::fetch_bytes(&address), address)
        };
        let mut outcome = Ok(());
        for (file, bytes, address) in files.into_iter().map(begin).collect::<Vec<_>>() {
            let malformed = |error| LoadError::Malformed(format!("{address}: {error}"));
            let taken = bytes.await.and_then(|bytes| self.0.borrow_mut().take(file, bytes).map_err(malformed));
            outcome = outcome.and(taken.map(drop));
        }
        outcome
    }
}

/// A catalogue that the parts of a page share.
pub type SharedCatalog = StoredValue<CatalogStore, LocalStorage>;

thread_local! {
    /// Catalogues that have been opened, so that Back shows a list in the same frame.
    static OPENED: RefCell<Vec<CatalogStore>> = const { RefCell::new(Vec::new()) };
}

/// The catalogue that begins with this file, as the page before left it.
pub fn use_catalog(first: &str) -> SharedCatalog {
    StoredValue::new_local(opened(first))
}

fn opened(first: &str) -> CatalogStore {
    let known = OPENED.with_borrow(|opened| opened.iter().find(|store| store.0.borrow().first == first).cloned());
    known.unwrap_or_else(|| {
        let store = CatalogStore::new(first.to_owned());
        OPENED.with_borrow_mut(|opened| opened.push(store.clone()));
        store
    })
}

/// Prepares a catalogue for a query if the reader is in the search field of the page: the focus may have come before the
/// program.
pub fn prepare_if_searching(first: &str) {
    if browser::is_searching() {
        opened(first).prepare();
    }
}

/// Highlights the matches of an answer's text in the cards and rows within an element, again each time that the
/// content there changes. The browser paints the highlights over the texts and does not change them: a keystroke that
/// finds the same records changes nothing in the document.
pub fn mark_found(
    catalog: SharedCatalog,
    answer: RwSignal<Option<Arc<Answer>>>,
    place: NodeRef<leptos::html::Div>,
    // Tracks what is shown.
    shown: impl Fn() + 'static,
) {
    effect(move || {
        shown();
        let marker = answer.with(|answer| catalog.with_value(|catalog| catalog.marker(&answer.as_ref()?.text)));
        browser::highlight(place, marker.map(Arc::new));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::build::{Builder, Record};

    #[test]
    fn a_card_that_cannot_be_read_is_told_and_the_others_are_shown() {
        let mut builder = Builder::new(Vec::new(), 0);
        for card in [r#"{"card":{"to":"/about","title":"One"}}"#, "5", r#"{"card":{"to":"/about","title":"Two"}}"#] {
            builder.add(Record { title: "x".into(), card: card.into(), ..Record::default() }).unwrap();
        }
        let (_, whole) = builder.finish().unwrap().swap_remove(0);
        let store = CatalogStore::new("/data/catalog/en-x/whole.bin".into());
        store.0.borrow_mut().catalog = Some(Catalog::open(&whole).unwrap());
        let answer = Rc::new(RefCell::new(None));
        let told = answer.clone();
        store.ask(Query::default(), 3, move |answer| *told.borrow_mut() = Some(answer.unwrap()));
        let answer = answer.borrow_mut().take().expect("all that it takes is here");
        let titles: Vec<&str> = answer.entries.iter().map(|(_, entry)| entry.card.title.as_str()).collect();
        assert_eq!(titles, ["One", "Two"]);
        assert_eq!(answer.unreadable, Some(LoadError::Malformed("/data/catalog/en-x/cards/0.bin".into())));
        assert_eq!(store.0.borrow_mut().unreadable(&[0, 2]), None);
    }
}
