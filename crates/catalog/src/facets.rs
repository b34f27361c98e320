//! Facets and their counts.

use super::byte::Bytes;
use super::query::Condition;
use super::{Catalog, CatalogError, MOST_RECORDS};

/// A facet: a closed list of values. A record may have none, one or several of them.
pub struct Facet {
    /// The number of values. Queries and counts refer to values by index; the caller knows what they mean.
    values: u32,
    /// Each combination of values that occurs.
    pub(super) sets: Vec<Vec<u32>>,
    /// For each record, the index of its combination in `sets`.
    pub(super) column: Vec<u32>,
}

impl Facet {
    /// Reads a facet from the core.
    pub(super) fn read(bytes: &mut Bytes, records: usize) -> Result<Facet, CatalogError> {
        let values = bytes.number()?;
        if values > MOST_RECORDS {
            return Err(CatalogError::Malformed);
        }
        let count = bytes.count()?;
        let mut sets = Vec::new();
        for _ in 0..count {
            let mut set = Vec::new();
            for _ in 0..bytes.count()? {
                let value = bytes.number()?;
                if value >= values {
                    return Err(CatalogError::Malformed);
                }
                set.push(value);
            }
            sets.push(set);
        }
        if sets.is_empty() && records > 0 {
            return Err(CatalogError::Malformed);
        }
        let column = bytes.column(records, (sets.len() as u32).saturating_sub(1))?;
        Ok(Facet { values, sets, column })
    }
}

impl Catalog {
    /// The facet counts: for each value of a facet, the number of records that have it and meet all conditions of the
    /// last search except those of the facet itself. Empty before the first search, or if there is no such facet.
    pub fn counts(&mut self, number: usize) -> Vec<u32> {
        let Some(facet) = self.table.facets.get(number) else { return Vec::new() };
        let (answer, counters) = self.scratch.answer();
        counters.clear();
        counters.resize(facet.sets.len(), 0);
        answer.each_without(Condition::Facet(number as u32), |record| {
            if let Some(counter) = counters.get_mut(facet.column[record as usize] as usize) {
                *counter += 1;
            }
        });
        let mut counts = vec![0; facet.values as usize];
        for (set, &count) in facet.sets.iter().zip(counters.iter()) {
            set.iter().for_each(|&value| counts[value as usize] += count);
        }
        counts
    }
}
