//! Problems with the content, and how they are reported.

use super::count;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Formatter, Result};

/// A problem with the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to `public/content`.
    pub file: String,
    /// A JSON pointer, or `line 12` in a text; empty for the whole file.
    pub place: String,
    /// Error message.
    pub what: String,
    /// How to fix it.
    pub fix: String,
    /// Whether it is a warning: it may be intended, and does not stop the build.
    pub is_warning: bool,
}

impl Problem {
    /// The message, followed by `more`, which says where the same problem occurs.
    fn message(&self, more: &str) -> String {
        let kind = if self.is_warning { "warning" } else { "error" };
        let at = if self.place.is_empty() { "" } else { " at " };
        format!(
            "{kind}: {}\n  --> public/content/{}{at}{}{more}\n help: {}",
            self.what, self.file, self.place, self.fix
        )
    }

    /// The sort key: files that others depend on come first.
    pub fn order(&self) -> (bool, &Problem) {
        (self.file.contains('/'), self)
    }
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&self.message(""))
    }
}

/// The messages for all problems. Equal problems are reported once, with the number of other places and files.
pub fn messages(problems: &[Problem]) -> Vec<String> {
    fn key(problem: &Problem) -> (bool, &str, &str) {
        (problem.is_warning, &problem.what, &problem.fix)
    }
    let mut same: BTreeMap<_, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        same.entry(key(problem)).or_default().push(problem);
    }
    let mut messages = Vec::new();
    for problem in problems {
        let Some(all) = same.remove(&key(problem)) else { continue };
        let places = all.iter().filter(|other| other.file == problem.file).count() - 1;
        let files: BTreeSet<&str> = all.iter().map(|other| other.file.as_str()).collect();
        let more = [("at", places, "more place"), ("in", files.len() - 1, "more file")];
        let more = more.into_iter().filter(|(_, number, _)| *number > 0);
        let more = more.map(|(at, number, noun)| format!("\n      and {at} {}", count(number, noun)));
        messages.push(problem.message(&more.collect::<String>()));
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_problems_are_reported_once_and_warnings_apart_from_errors() {
        let problem = |file: &str, place: &str, is_warning| Problem {
            file: file.into(),
            place: place.into(),
            what: "too long".into(),
            fix: "shorten it".into(),
            is_warning,
        };
        let all = [
            problem("a.json", "/x", false),
            problem("a.json", "/y", false),
            problem("b.json", "", false),
            problem("b.json", "/z", true),
            problem("c.json", "/z", true),
        ];
        let messages = messages(&all);
        assert_eq!(
            messages,
            [
                "error: too long\n  --> public/content/a.json at /x\n      and at 1 more place\n      and in 1 more file\n \
                 help: shorten it",
                "warning: too long\n  --> public/content/b.json at /z\n      and in 1 more file\n help: shorten it",
            ]
        );
        assert_eq!(all[2].to_string(), "error: too long\n  --> public/content/b.json\n help: shorten it");
    }
}
