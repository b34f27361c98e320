//! Queries and their results.

use super::Part;

/// A query. The default finds all records in catalogue order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The text as typed. Ignored if it has no letter or digit.
    pub text: String,
    /// For each facet, the indices of the chosen values. A record needs one of them. No choice or no entry sets no
    /// condition.
    pub facets: Vec<Vec<u32>>,
    /// For each column, the bounds. No entry sets no condition.
    pub ranges: Vec<Range>,
    /// The order of the results.
    pub order: Order,
    /// Whether the greatest comes first, for [`Order::Title`] and [`Order::Column`]. Records without a number stay
    /// last.
    pub descending: bool,
}

/// Inclusive bounds of a column. A record without a number is outside any bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least number.
    pub least: Option<i32>,
    /// The greatest number.
    pub greatest: Option<i32>,
}

impl Range {
    /// Whether there is a bound.
    pub fn is_set(self) -> bool {
        self.least.is_some() || self.greatest.is_some()
    }
}

/// The order of the results. Ties keep the catalogue order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The best match first. Without a text: catalogue order.
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

/// The result of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The numbers of the records found, in the requested order.
    pub order: Vec<u32>,
    /// If nothing was found: the condition whose removal finds the most records, and how many. `None` if removing a
    /// single condition does not help.
    pub loosen: Option<(Condition, u32)>,
}

impl Outcome {
    /// The number of records found.
    pub fn total(&self) -> usize {
        self.order.len()
    }
}

/// The parts to fetch before a query can be answered. More may be missing once these are loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub Vec<Part>);
