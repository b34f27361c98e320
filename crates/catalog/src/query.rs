//! Questions to a catalogue and their answers.

use super::Part;

/// What is asked. The default asks for everything in the order of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As typed. Without a letter or digit it asks for nothing.
    pub text: String,
    /// For each facet the places of the chosen values: a record needs one of them. No choice, or no entry, asks for
    /// nothing.
    pub facets: Vec<Vec<u32>>,
    /// For each column the bounds; no entry asks for nothing.
    pub ranges: Vec<Range>,
    /// How the answer is ordered.
    pub order: Order,
    /// The greatest first, for [`Order::Title`] and [`Order::Column`]; records without a number stay last.
    pub descending: bool,
}

/// Bounds of a column, both included. A record without a number is outside of any bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least number.
    pub least: Option<i32>,
    /// The greatest number.
    pub greatest: Option<i32>,
}

impl Range {
    /// Whether it asks for anything.
    pub fn is_set(self) -> bool {
        self.least.is_some() || self.greatest.is_some()
    }
}

/// An order of records. Those that are alike keep the order of the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match first; the order of the catalogue when there is no text.
    #[default]
    Relevance,
    /// By title.
    Title,
    /// By the numbers of a column.
    Column(u32),
}

/// One condition of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The text.
    Text,
    /// The chosen values of a facet.
    Facet(u32),
    /// The bounds of a column.
    Range(u32),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The numbers of the records found, in the order asked for.
    pub order: Vec<u32>,
    /// When nothing was found: the condition without which most is found, and how much. None when no single one helps.
    pub loosen: Option<(Condition, u32)>,
}

impl Outcome {
    /// How many records were found.
    pub fn total(&self) -> usize {
        self.order.len()
    }
}

/// Parts to be fetched before a question can be answered. There may be more once these are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub Vec<Part>);
