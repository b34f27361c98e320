//! What is wrong with the content, and where.

use crate::pointer::Pointer;
use crate::problem::Problem;
use std::fmt::Display;
use std::sync::{Mutex, MutexGuard};

/// All that is wrong, gathered from several threads.
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

    /// The top of a file.
    pub fn file<'a>(&'a self, file: &'a str) -> Place<'a> {
        Place { file, pointer: Pointer::Top, problems: self }
    }

    /// Takes all of them: first what is wrong with files that others depend on, then in order of file and place.
    pub fn take(&self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut *self.all());
        problems.sort_by(|one, other| one.order().cmp(&other.order()));
        problems.dedup();
        problems
    }
}

/// A value's place in a file, and where to say that it is wrong.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub file: &'a str,
    pub pointer: Pointer<'a>,
    pub problems: &'a Problems,
}

impl<'a> Place<'a> {
    /// A field of the object here.
    pub fn at(&'a self, name: &'a str) -> Place<'a> {
        Place { pointer: Pointer::Field(&self.pointer, name), ..*self }
    }

    /// An item of the list here.
    pub fn item(&'a self, number: usize) -> Place<'a> {
        Place { pointer: Pointer::Item(&self.pointer, number), ..*self }
    }

    /// A line of the text here.
    pub fn line(&self, number: usize) -> Place<'a> {
        Place { pointer: Pointer::Line(number), ..*self }
    }

    /// Checks the value of a field, if it has one.
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

    /// Something is wrong here.
    pub fn wrong(&self, what: impl Into<String>, fix: impl Into<String>) {
        self.problems.add(self.file, self.pointer, what, fix);
    }

    /// Something looks wrong here and may be meant.
    pub fn warn(&self, what: impl Into<String>, fix: impl Into<String>) {
        let (file, place) = (self.file.to_owned(), self.pointer.to_string());
        self.problems.extend([Problem { file, place, what: what.into(), fix: fix.into(), is_warning: true }]);
    }

    /// Something is wrong here unless this holds.
    pub fn must(&self, holds: bool, what: &str, fix: &str) {
        if !holds {
            self.wrong(what, fix);
        }
    }
}
