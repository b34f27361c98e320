//! What a collection can be searched by (see the crate `catalog`).

use super::Card;
use serde::{Deserialize, Serialize};

/// How many cards a list is made with: the first ones of a collection or of the news. More come as they are asked for.
pub const FIRST_CARDS: usize = 24;

/// A catalogue (see the module `catalog`): where it begins, and what can be asked of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// The address of its first file; the others lie beside it.
    pub first: String,
    /// How many records it holds.
    pub total: u32,
    /// Its facets, in its own order.
    pub facets: Vec<Facet>,
    /// Its columns of numbers, in its own order.
    pub ranges: Vec<Range>,
    /// The columns of its table.
    pub table: Vec<TableColumn>,
}

impl Catalog {
    /// The columns of [`PLACE_COLUMNS`], when its records are on the map.
    pub fn places(&self) -> Option<[u32; 3]> {
        let at = |key: &str| self.ranges.iter().position(|range| range.key == key && range.bounds.is_some());
        let [lat, lng, pin] = PLACE_COLUMNS.map(at);
        Some([lat? as u32, lng? as u32, pin? as u32])
    }
}

/// A question with a closed list of answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facet {
    /// Its name in addresses.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The answers.
    pub values: Vec<FacetValue>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    /// Its name in addresses.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How many records have it.
    pub count: u32,
}

/// A column of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// Its name in addresses.
    pub key: String,
    /// Its name; empty when readers are not asked for it.
    pub label: String,
    /// What it counts.
    pub unit: String,
    /// The least and greatest number, when any record has one.
    pub bounds: Option<(i32, i32)>,
}

/// The columns of a catalogue whose records are on the map: north and east in hundred-thousandths of a degree,
/// and the place of the pin's kind among [`Class::ALL`].
pub const PLACE_COLUMNS: [&str; 3] = ["lat", "lng", "pin"];

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its heading.
    pub label: String,
    /// What it sorts by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
}

/// What a table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The titles.
    Title,
    /// A column of numbers.
    Column(u32),
}

/// A record of a catalogue, as results show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its card.
    pub card: Card,
    /// Its cells in the table, after the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
}
