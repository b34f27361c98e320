//! The table of facet values and numbers: one small integer for each record and column.

use super::byte::Bytes;
use super::facets::Facet;
use super::layer::LAYERS;
use super::{CatalogError, MOST_RECORDS};

/// The content of the core.
#[derive(Default)]
pub struct Table {
    pub records: u32,
    pub facets: Vec<Facet>,
    /// The number of number columns.
    pub columns: u8,
    /// The number of posting files of each layer.
    pub shards: [u32; LAYERS],
    /// Whether the bodies are in one file.
    pub bodies_in_one: bool,
}

impl Table {
    /// Reads the core.
    pub fn read(content: &[u8]) -> Result<Table, CatalogError> {
        let mut bytes = Bytes::new(content);
        let records = bytes.number()?;
        let shards = [bytes.number()?, bytes.number()?];
        let bodies_in_one = bytes.number()? == 1;
        if records > MOST_RECORDS || shards.into_iter().any(|shards| shards > MOST_RECORDS) {
            return Err(CatalogError::Malformed);
        }
        let columns = u8::try_from(bytes.number()?).map_err(|_| CatalogError::Malformed)?;
        let count = bytes.count()?;
        let mut facets = Vec::new();
        for _ in 0..count {
            facets.push(Facet::read(&mut bytes, records as usize)?);
        }
        bytes.end()?;
        Ok(Table { records, facets, columns, shards, bodies_in_one })
    }
}

/// A column of integers. A record may have none. The writer scales fractions.
pub struct Values {
    /// The numbers that occur, ascending.
    pub numbers: Vec<i32>,
    /// For each record, the index of its number in `numbers`, counted from 1; 0 if it has none.
    pub column: Vec<u32>,
}

impl Values {
    /// Reads a column.
    pub fn read(content: &[u8], records: usize) -> Result<Values, CatalogError> {
        let mut bytes = Bytes::new(content);
        let count = bytes.count()?;
        let mut numbers: Vec<i32> = Vec::new();
        for _ in 0..count {
            let number = match numbers.last() {
                None => bytes.signed()?,
                Some(&last) => {
                    let next = i64::from(last) + i64::from(bytes.number()?) + 1;
                    i32::try_from(next).map_err(|_| CatalogError::Malformed)?
                }
            };
            numbers.push(number);
        }
        let column = bytes.column(records, numbers.len() as u32)?;
        bytes.end()?;
        Ok(Values { numbers, column })
    }
}
