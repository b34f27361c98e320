//! One thing that is wrong with the content.

use std::fmt::{Display, Formatter, Result};

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
    /// Whether it may be meant: the site is built all the same.
    pub is_warning: bool,
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let kind = if self.is_warning { "warning" } else { "error" };
        write!(f, "{kind}: {}\n  --> public/content/{}", self.what, self.file)?;
        if !self.place.is_empty() {
            write!(f, " at {}", self.place)?;
        }
        write!(f, "\n help: {}", self.fix)
    }
}
