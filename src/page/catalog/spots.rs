//! Where the records of a catalogue are, and their cards one by one: for views that show records by place.

use super::Shelf;
use crate::browser;
use crate::catalog::Part;
use crate::load::LoadError;
use crate::model::vocabulary::Class;
use crate::ui::map::Spot;
use crate::wire::Entry;
use std::cell::Cell;
use std::rc::Rc;

/// Takes what was asked for, or why it did not come.
type Then<T> = Box<dyn FnOnce(Result<T, LoadError>)>;

impl Shelf {
    /// Where all records are that have a place, by the columns of [`crate::wire::Catalog::places`].
    ///
    /// The catalogue is open: it has answered before.
    pub fn spots(&self, columns: [u32; 3], then: Then<Vec<Spot>>) {
        let parts = self.0.borrow().catalog.as_ref().map(|catalog| catalog.needs_columns(&columns)).unwrap_or_default();
        let shelf = self.clone();
        self.bring(parts, Box::new(move |came| then(came.map(|()| shelf.placed(columns)))));
    }

    fn placed(&self, [lat, lng, pin]: [u32; 3]) -> Vec<Spot> {
        let state = self.0.borrow();
        let Some(catalog) = &state.catalog else {
            return Vec::new();
        };
        let spot = |number| {
            let degree = |column| catalog.number(column, number)?.checked_mul(10);
            let class = Class::ALL.get(catalog.number(pin, number)? as usize)?;
            Some(Spot { number, class: *class, position: (degree(lat)?, degree(lng)?) })
        };
        (0..catalog.records()).filter_map(spot).collect()
    }

    /// What a record shows, if its card is here.
    pub fn entry(&self, number: u32) -> Option<Entry> {
        self.ready(number).map(|entry| (*entry).clone())
    }

    /// Fetches the cards of some records that are not here. With an error too, those that can be read are here.
    pub fn bring_cards(&self, numbers: &[u32], then: Then<()>) {
        let parts = self.0.borrow().catalog.as_ref().map(|catalog| catalog.needs_cards(numbers)).unwrap_or_default();
        let (shelf, wanted) = (self.clone(), numbers.to_vec());
        let check = move || shelf.0.borrow_mut().unreadable(&wanted).map_or(Ok(()), Err);
        self.bring(parts, Box::new(move |came| then(came.and_then(|()| check()))));
    }

    /// Fetches parts, and answers once: when all are here, or with the first failure.
    fn bring(&self, parts: Vec<Part>, then: Then<()>) {
        if parts.is_empty() {
            return then(Ok(()));
        }
        let folder = self.0.borrow().folder();
        let left = Rc::new(Cell::new(parts.len()));
        let then = Rc::new(Cell::new(Some(then)));
        for part in parts {
            let (shelf, left, then) = (self.clone(), left.clone(), then.clone());
            let path = format!("{folder}/{part}.bin");
            let name = path.clone();
            browser::fetch_bytes(&path, move |answer| {
                let taken = answer.and_then(|bytes| shelf.take(part, bytes, &name));
                left.set(left.get() - 1);
                let is_over = taken.is_err() || left.get() == 0;
                if let Some(then) = is_over.then(|| then.take()).flatten() {
                    then(taken);
                }
            });
        }
    }

    fn take(&self, part: Part, bytes: Vec<u8>, name: &str) -> Result<(), LoadError> {
        let mut state = self.0.borrow_mut();
        let given = state.catalog.as_mut().map_or(Ok(()), |catalog| catalog.give(part, bytes));
        given.map_err(|error| LoadError::Malformed(format!("{name}: {error}")))
    }
}
