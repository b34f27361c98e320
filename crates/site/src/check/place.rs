//! What is wrong with the content, and where.

use crate::pointer::Pointer;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter, Result};
use std::sync::{Mutex, MutexGuard};

/// One thing that is wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to `public/content`.
    pub file: String,
    /// A JSON pointer, or `line 12` in a text; empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How to fix it.
    pub fix: String,
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.print(f, "")
    }
}

impl Problem {
    fn print(&self, f: &mut Formatter<'_>, more: &str) -> Result {
        write!(f, "error: {}\n  --> public/content/{}", self.what, self.file)?;
        if !self.place.is_empty() {
            write!(f, " at {}", self.place)?;
        }
        write!(f, "{more}\n help: {}", self.fix)
    }

    /// Files that others depend on come first.
    fn order(&self) -> (bool, &Problem) {
        (self.file.contains('/'), self)
    }
}

/// Prints all problems. Those that say the same are printed once, with how many there are more.
pub fn print(problems: &[Problem], f: &mut Formatter<'_>) -> Result {
    let mut same: BTreeMap<(&str, &str), Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        same.entry((&problem.what, &problem.fix)).or_default().push(problem);
    }
    for problem in problems {
        let Some(all) = same.remove(&(problem.what.as_str(), problem.fix.as_str())) else { continue };
        let places = all.iter().filter(|other| other.file == problem.file).count() - 1;
        let files: BTreeSet<&str> = all.iter().map(|other| other.file.as_str()).collect();
        let more = [("at", places, "more place"), ("in", files.len() - 1, "more file")];
        let more = more.into_iter().filter(|(_, number, _)| *number > 0);
        let more = more.map(|(at, number, noun)| format!("\n      and {at} {}", crate::count(number, noun)));
        problem.print(f, &more.collect::<String>())?;
        write!(f, "\n\n")?;
    }
    Ok(())
}

/// All that is wrong, gathered from several threads.
#[derive(Default)]
pub struct Problems(Mutex<Vec<Problem>>);

impl Problems {
    pub fn add(&self, file: &str, place: impl Display, what: impl Into<String>, fix: impl Into<String>) {
        let problem = Problem { file: file.into(), place: place.to_string(), what: what.into(), fix: fix.into() };
        self.extend([problem]);
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

    /// Something is wrong here unless this holds.
    pub fn must(&self, holds: bool, what: &str, fix: &str) {
        if !holds {
            self.wrong(what, fix);
        }
    }
}
