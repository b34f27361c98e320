//! Positions in a file.

use std::fmt::{Display, Formatter, Result};

/// A JSON pointer (RFC 6901) or a line of a text. It is formatted only if there is a problem to report.
#[derive(Clone, Copy)]
pub enum Pointer<'a> {
    Top,
    Field(&'a Pointer<'a>, &'a str),
    Item(&'a Pointer<'a>, usize),
    Line(usize),
}

impl Pointer<'_> {
    /// The name of the field; empty if the pointer is not to a field.
    pub fn name(&self) -> &str {
        match self {
            Pointer::Field(_, name) => name,
            _ => "",
        }
    }

    /// Whether the pointer ends with these field names.
    pub fn ends_with(&self, names: &[&str]) -> bool {
        match (names.split_last(), self) {
            (None, _) => true,
            (Some((last, rest)), Pointer::Field(above, name)) => last == name && above.ends_with(rest),
            _ => false,
        }
    }
}

impl Display for Pointer<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Pointer::Top => Ok(()),
            Pointer::Field(above, name) => write!(f, "{above}/{}", name.replace('~', "~0").replace('/', "~1")),
            Pointer::Item(above, number) => write!(f, "{above}/{number}"),
            Pointer::Line(number) => write!(f, "line {number}"),
        }
    }
}
