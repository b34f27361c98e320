//! Collects problems with the content and their places.

use crate::pointer::Pointer;
use crate::problem::Problem;
use std::fmt::Display;
use std::sync::{Mutex, MutexGuard};

/// All problems found so far. Shared between threads.
#[derive(Default)]
pub struct Problems(Mutex<Vec<Problem>>);

impl Problems {
    pub fn add(&self, file: &str, place: impl Display, what: impl Into<String>, fix: impl Into<String>) {
        let (place, what, fix) = (place.to_string(), what.into(), fix.into());
        self.extend([Problem { file: file.into(), place, what, fix, is_warning: false }]);
    }

    pub fn extend(&self, problems: impl IntoIterator<Item = Problem>) {
        self.all().extend(problems);
    }

    fn all(&self) -> MutexGuard<'_, Vec<Problem>> {
        self.0.lock().expect("no thread panics while it adds")
    }

    /// The root of a file.
    pub fn file<'a>(&'a self, file: &'a str) -> Place<'a> {
        Place { file, pointer: Pointer::Top, problems: self }
    }

    /// Takes all problems: those in files that others depend on come first, then sorted by file and place.
    pub fn take(&self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut *self.all());
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems.dedup();
        problems
    }
}

/// A place in a file at which problems can be reported.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub file: &'a str,
    pub pointer: Pointer<'a>,
    pub problems: &'a Problems,
}

impl<'a> Place<'a> {
    /// A field of the object at this place.
    pub fn at(&'a self, name: &'a str) -> Place<'a> {
        Place { pointer: Pointer::Field(&self.pointer, name), ..*self }
    }

    /// An item of the list at this place.
    pub fn item(&'a self, number: usize) -> Place<'a> {
        Place { pointer: Pointer::Item(&self.pointer, number), ..*self }
    }

    /// A line of the text at this place.
    pub fn line(&self, number: usize) -> Place<'a> {
        Place { pointer: Pointer::Line(number), ..*self }
    }

    /// Checks the value of an optional field, if it is set.
    pub fn maybe<T, R>(&self, name: &str, value: Option<T>, check: impl FnOnce(&Place, T) -> R) -> Option<R> {
        value.map(|value| check(&self.at(name), value))
    }

    /// Checks each item of the list in a field.
    pub fn each<T, R>(&self, name: &str, items: impl IntoIterator<Item = T>, check: impl Fn(&Place, T) -> R) {
        let list = self.at(name);
        for (number, item) in items.into_iter().enumerate() {
            check(&list.item(number), item);
        }
    }

    /// Reports an error at this place.
    pub fn wrong(&self, what: impl Into<String>, fix: impl Into<String>) {
        self.problems.add(self.file, self.pointer, what, fix);
    }

    /// Reports a warning at this place: something looks wrong but may be intended.
    pub fn warn(&self, what: impl Into<String>, fix: impl Into<String>) {
        let (file, place) = (self.file.to_owned(), self.pointer.to_string());
        self.problems.extend([Problem { file, place, what: what.into(), fix: fix.into(), is_warning: true }]);
    }

    /// Reports an error at this place unless `holds` is true.
    pub fn must(&self, holds: bool, what: &str, fix: &str) {
        if !holds {
            self.wrong(what, fix);
        }
    }
}
