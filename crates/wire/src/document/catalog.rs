//! The search options of a collection (see the crate `catalog`).

use super::{Card, PinClass};
use serde::{Deserialize, Serialize};

/// The number of cards in a prerendered list: the first cards of a collection or of the news. More are loaded on
/// demand.
pub const FIRST_CARDS: usize = 24;

/// A catalogue (see the crate `catalog`): its first file and its search options.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// The URL of its first file. The other files are in the same folder.
    pub first: String,
    /// The number of records.
    pub total: u32,
    /// Its facets, in the order of the catalogue.
    pub facets: Vec<Facet>,
    /// Its number columns, in the order of the catalogue.
    pub ranges: Vec<Range>,
    /// The columns of its table.
    pub table: Vec<TableColumn>,
    /// The classes of its pins, if its records are on the map.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<PinClass>,
}

impl Catalog {
    /// The indices of [`PLACE_COLUMNS`], if its records are on the map.
    pub fn places(&self) -> Option<[u32; 3]> {
        let at = |key: &str| self.ranges.iter().position(|range| range.key == key && range.bounds.is_some());
        let [lat, lng, pin] = PLACE_COLUMNS.map(at);
        Some([lat? as u32, lng? as u32, pin? as u32])
    }
}

/// A facet: a closed list of values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facet {
    /// Its key in query strings.
    pub key: String,
    /// Its display name.
    pub label: String,
    /// Its values.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    /// Its key in query strings.
    pub key: String,
    /// Its display name.
    pub label: String,
    /// The number of records that have it.
    pub count: u32,
}

/// A column of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// Its key in query strings.
    pub key: String,
    /// Its display name. Empty if readers cannot filter by it.
    pub label: String,
    /// The unit of the numbers.
    pub unit: String,
    /// The smallest and largest number, if any record has one.
    pub bounds: Option<(i32, i32)>,
}

/// The columns of a catalogue whose records are on the map: degrees north and degrees east, both times 100,000, and the
/// index of the pin's class in [`Catalog::classes`].
pub const PLACE_COLUMNS: [&str; 3] = ["lat", "lng", "pin"];

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its heading.
    pub label: String,
    /// Its sort key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
}

/// The sort key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The titles.
    Title,
    /// A column of numbers.
    Column(u32),
}

/// A record of a catalogue, as shown in results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its card.
    pub card: Card,
    /// Its cells in the table, after the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
}
