//! A collection that can be searched without a server: facets, ranges, text in two languages, order.
//!
//! The site tool writes a catalogue with `Builder` as a number of small files; the browser opens the first with
//! [`Catalog::open`], asks [`Catalog::needs`] which others a query takes, fetches and [`Catalog::give`]s them, and
//! then [`Catalog::search`]es. The answer is always that of a plain scan over all the records:
//!
//! * A query is folded (case, tone marks, accents) and split into words; all must match, each in any field.
//! * A word matches a word of the record that it begins, or that is its singular or plural. Digits in groups are one
//!   number: `10000` is `10,000`. When no word of the whole catalogue begins with it, it has
//!   four letters or more, and all are a to z, it matches words whose beginning is one typo away.
//! * Chinese matches as an exact substring. A traditional character that no record has stands for its simplified one.
//! * A word of letters also matches the record's pinyin, from any syllable on: as whole syllables of which the last
//!   may be unfinished, or as two or more initials (`z` or `zh`). So does a query of several words, joined.
//! * A word counts for the best place where it matches: title before names and pinyin, keywords, text; there a whole
//!   word (all the Chinese of the field, all the syllables) before a beginning before a typo, initials or what stands
//!   inside. The words are summed, and what counts the same keeps the order of the catalogue.

mod bit;
#[cfg(any(test, feature = "build"))]
pub mod build;
mod byte;
mod facets;
mod fold;
mod forms;
mod fuzzy;
mod highlight;
mod numbers;
mod part;
#[cfg(any(test, feature = "build"))]
mod pinyin;
mod plan;
mod query;
mod runs;
mod search;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod token;

pub use fold::folded;
pub use forms::forms;
pub use highlight::Marker;
pub use part::Part;
pub use query::{Condition, Missing, Order, Outcome, Query, Range};

use byte::{Bytes, SEAL, unseal};
use plan::Plan;
use runs::Runs;
use search::Scratch;
use std::cell::RefCell;
use std::rc::Rc;
use table::{Table, Values};
use terms::Terms;
use thiserror::Error;

/// Records whose cards share a file.
pub const CARDS_IN_BLOCK: u32 = 32;

/// Records a catalogue may have.
pub const MOST_RECORDS: u32 = 1 << 22;

/// Why a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CatalogError {
    /// It does not begin as these files do.
    #[error("not a file of a catalogue")]
    NotACatalog,
    /// It is in a format of another number than this program reads.
    #[error("a catalogue in a format that this program does not read")]
    Format(u8),
    /// Its bytes changed on the way.
    #[error("the file was damaged on the way")]
    Damaged,
    /// Its content contradicts itself or the other parts.
    #[error("the file contradicts itself")]
    Malformed,
    /// It is another part than was asked for, or one that this catalogue does not have.
    #[error("another part of the catalogue than was asked for")]
    WrongPart,
    /// It belongs to another version of the catalogue than the first file.
    #[error("a part of another version of the catalogue")]
    OtherVersion,
}

/// A catalogue and those of its parts that are here.
#[derive(Default)]
pub struct Catalog {
    stamp: u32,
    table: Table,
    terms: Option<Terms>,
    han: Option<Runs>,
    pinyin: Option<Runs>,
    titles: Option<Vec<u32>>,
    values: Vec<Option<Values>>,
    /// Files as they came, seal and all.
    postings: Vec<Option<Vec<u8>>>,
    cards: Vec<Option<Cards>>,
    scratch: Scratch,
    /// The text that was looked up last.
    last: RefCell<Option<(String, Rc<Plan>)>>,
}

/// A block of cards: the file, and where in it the first card begins and each ends.
struct Cards {
    file: Vec<u8>,
    bounds: Vec<usize>,
}

impl Cards {
    fn read(file: Vec<u8>, count: usize) -> Result<Cards, CatalogError> {
        let mut bytes = Bytes::new(&file[SEAL..]);
        let mut bounds = vec![0];
        let mut end = 0usize;
        for _ in 0..count {
            end = end.checked_add(bytes.number()? as usize).ok_or(CatalogError::Malformed)?;
            bounds.push(end);
        }
        bytes.take(end)?;
        bytes.end()?;
        let start = file.len() - end;
        bounds.iter_mut().for_each(|bound| *bound += start);
        Ok(Cards { file, bounds })
    }
}

impl Catalog {
    /// Opens the file [`Part::Whole`] or [`Part::Core`].
    ///
    /// # Errors
    /// Another part, another format, or content that does not hold together.
    pub fn open(file: &[u8]) -> Result<Catalog, CatalogError> {
        let (part, stamp) = unseal(file)?;
        let content = &file[SEAL..];
        match part {
            Part::Core => Ok(Catalog::with(stamp, Table::read(content)?)),
            Part::Whole => {
                let mut bytes = Bytes::new(content);
                let inner = |bytes: &mut Bytes| {
                    let length = bytes.number()? as usize;
                    let file = bytes.take(length)?.to_vec();
                    let (part, inner) = unseal(&file)?;
                    if inner == stamp { Ok((part, file)) } else { Err(CatalogError::OtherVersion) }
                };
                let (Part::Core, core) = inner(&mut bytes)? else { return Err(CatalogError::WrongPart) };
                let mut catalog = Catalog::with(stamp, Table::read(&core[SEAL..])?);
                while bytes.end().is_err() {
                    let (part, file) = inner(&mut bytes)?;
                    catalog.give(part, file)?;
                }
                Ok(catalog)
            }
            _ => Err(CatalogError::WrongPart),
        }
    }

    fn with(stamp: u32, table: Table) -> Catalog {
        fn away<T>(count: usize) -> Vec<Option<T>> {
            (0..count).map(|_| None).collect()
        }
        Catalog {
            stamp,
            values: away(table.columns.into()),
            postings: away(table.shards as usize),
            cards: away(table.records.div_ceil(CARDS_IN_BLOCK) as usize),
            table,
            ..Catalog::default()
        }
    }

    /// How many records there are; they are numbered from 0 in the order of the catalogue.
    pub fn records(&self) -> u32 {
        self.table.records
    }

    /// Takes in a part that was fetched. One that is here already is replaced.
    ///
    /// # Errors
    /// The file is not that part of this version of this catalogue, or it does not hold together.
    pub fn give(&mut self, part: Part, file: Vec<u8>) -> Result<(), CatalogError> {
        let (found, stamp) = unseal(&file)?;
        if found != part {
            return Err(CatalogError::WrongPart);
        }
        if stamp != self.stamp {
            return Err(CatalogError::OtherVersion);
        }
        let content = &file[SEAL..];
        let records = self.table.records as usize;
        match part {
            Part::Whole | Part::Core => return Err(CatalogError::WrongPart),
            Part::Terms => {
                self.terms = Some(Terms::read(content, self.postings.len())?);
                self.last.take();
            }
            Part::HanRuns => self.han = Some(Runs::read(content, 4 * records)?),
            Part::PinyinRuns => self.pinyin = Some(Runs::read(content, records)?),
            Part::Titles => {
                let mut bytes = Bytes::new(content);
                self.titles = Some(bytes.column(records, self.table.records)?);
                bytes.end()?;
            }
            Part::Column(number) => {
                let slot = self.values.get_mut(number as usize).ok_or(CatalogError::WrongPart)?;
                *slot = Some(Values::read(content, records)?);
            }
            Part::Postings(number) => {
                let slot = self.postings.get_mut(number as usize).ok_or(CatalogError::WrongPart)?;
                *slot = Some(file);
            }
            Part::Cards(number) => {
                let slot = self.cards.get_mut(number as usize).ok_or(CatalogError::WrongPart)?;
                let count = (records - number as usize * CARDS_IN_BLOCK as usize).min(CARDS_IN_BLOCK as usize);
                *slot = Some(Cards::read(file, count)?);
            }
        }
        Ok(())
    }

    /// The card of a record: the bytes that the site tool gave it. None while its block is not here.
    pub fn card(&self, record: u32) -> Option<&[u8]> {
        let block = self.cards.get((record / CARDS_IN_BLOCK) as usize)?.as_ref()?;
        let at = (record % CARDS_IN_BLOCK) as usize;
        block.file.get(*block.bounds.get(at)?..*block.bounds.get(at + 1)?)
    }

    /// The part that holds the card of a record.
    pub fn card_block(&self, record: u32) -> Part {
        Part::Cards(record / CARDS_IN_BLOCK)
    }

    /// The parts still to be fetched before the cards of these records can be shown.
    pub fn needs_cards(&self, records: &[u32]) -> Vec<Part> {
        let mut parts = Vec::new();
        for &record in records {
            let part = self.card_block(record);
            let here = self.cards.get((record / CARDS_IN_BLOCK) as usize).is_none_or(Option::is_some);
            if !here && !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }
}
