//! Searches a collection without a server: facets, ranges, text in two languages, and sorting.
//!
//! The site tool writes a catalogue with `Builder` as several small files. The browser opens the first file with
//! [`Catalog::open`], asks [`Catalog::needs`] which other files a query needs, fetches them, passes them to
//! [`Catalog::give`], and then calls [`Catalog::search`]. The result always equals that of a plain scan over all
//! records:
//!
//! * The query is folded (case, tone marks and accents are ignored) and split into words. All words must match, each in
//!   any field.
//! * A word matches the words of the record that begin with it, and its own singular or plural. Grouped digits are one
//!   number: `10000` matches `10,000`.
//! * Fuzzy match: if no word in the catalogue begins with the query word, and it has at least four letters, all of them
//!   a to z, then it matches words with a prefix that is one typo away.
//! * Chinese matches as an exact substring. Traditional characters match their simplified form, in records and queries
//!   alike.
//! * A word of letters also matches the record's pinyin from any syllable on: as whole syllables, of which the last may
//!   be incomplete, or as two or more initials (`z` or `zh`). So does a query of several words, joined.
//! * Each word scores by its best match. The field counts first: title, then names and pinyin, then keywords, then
//!   text, then body. Within a field, a whole word (all the Chinese of the field, all the syllables) scores more than a prefix,
//!   and a prefix more than a typo, initials or a match inside. The scores of the words are added up. Records with
//!   equal scores keep the catalogue order.
//!
//! The bodies, which are long texts, have files of their own, see `layer`. Until these have arrived,
//! [`Catalog::early`] answers from the short texts.

mod bit;
#[cfg(any(test, feature = "build"))]
pub mod build;
mod byte;
mod facets;
mod fold;
mod forms;
mod fuzzy;
mod highlight;
mod layer;
mod numbers;
mod part;
#[cfg(any(test, feature = "build"))]
mod pinyin;
mod plan;
mod query;
mod runs;
mod search;
mod simplified;
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
pub use simplified::Simplified;

use byte::{Bytes, SEAL, unseal};
use layer::{FIELDS, LAYERS, Layer};
use plan::Plan;
use runs::Runs;
use search::Scratch;
use std::cell::RefCell;
use std::rc::Rc;
use table::{Table, Values};
use terms::Terms;
use thiserror::Error;

/// The number of records whose cards share a file.
pub const CARDS_IN_BLOCK: u32 = 32;

/// The maximum number of records in a catalogue.
pub const MOST_RECORDS: u32 = 1 << 22;

/// Why a file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CatalogError {
    /// The file does not begin with the magic bytes `FCAT`.
    #[error("not a file of a catalogue")]
    NotACatalog,
    /// The file has a format version that this program does not read.
    #[error("a catalogue in a format that this program does not read")]
    Format(u8),
    /// The bytes were changed in transit.
    #[error("the file was damaged on the way")]
    Damaged,
    /// The content contradicts itself or the other parts.
    #[error("the file contradicts itself")]
    Malformed,
    /// It is not the requested part, or a part that this catalogue does not have.
    #[error("another part of the catalogue than was asked for")]
    WrongPart,
    /// It belongs to a different version of the catalogue than the first file.
    #[error("a part of another version of the catalogue")]
    OtherVersion,
}

/// A catalogue and the parts of it that are loaded.
#[derive(Default)]
pub struct Catalog {
    stamp: u32,
    table: Table,
    layers: [Layer; LAYERS],
    pinyin: Option<Runs>,
    titles: Option<Vec<u32>>,
    values: Vec<Option<Values>>,
    cards: Vec<Option<Cards>>,
    scratch: Scratch,
    /// The last text query and its plan.
    last: RefCell<Option<(String, Rc<Plan>)>>,
}

/// A block of cards: the file, the start of the first card and the end of each.
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

/// The next file within a file.
fn inner<'a>(bytes: &mut Bytes<'a>) -> Result<(Part, &'a [u8]), CatalogError> {
    let length = bytes.number()? as usize;
    let file = bytes.take(length)?;
    Ok((unseal(file)?.0, file))
}

impl Catalog {
    /// Opens the file [`Part::Whole`] or [`Part::Core`].
    ///
    /// # Errors
    /// Another part, another format, or inconsistent content.
    pub fn open(file: &[u8]) -> Result<Catalog, CatalogError> {
        let (part, stamp) = unseal(file)?;
        let content = &file[SEAL..];
        match part {
            Part::Core => Ok(Catalog::with(stamp, Table::read(content)?)),
            Part::Whole => {
                let mut bytes = Bytes::new(content);
                let (Part::Core, core) = inner(&mut bytes)? else { return Err(CatalogError::WrongPart) };
                if unseal(core)?.1 != stamp {
                    return Err(CatalogError::OtherVersion);
                }
                let mut catalog = Catalog::with(stamp, Table::read(&core[SEAL..])?);
                catalog.give_all(bytes)?;
                Ok(catalog)
            }
            _ => Err(CatalogError::WrongPart),
        }
    }

    /// Loads the files within a file.
    fn give_all(&mut self, mut bytes: Bytes) -> Result<(), CatalogError> {
        while bytes.end().is_err() {
            match inner(&mut bytes)? {
                (Part::Bodies, _) => return Err(CatalogError::WrongPart),
                (part, file) => self.give(part, file.to_vec())?,
            }
        }
        Ok(())
    }

    fn with(stamp: u32, table: Table) -> Catalog {
        fn away<T>(count: usize) -> Vec<Option<T>> {
            (0..count).map(|_| None).collect()
        }
        Catalog {
            stamp,
            values: away(table.columns.into()),
            layers: table.shards.map(Layer::new),
            cards: away(table.records.div_ceil(CARDS_IN_BLOCK) as usize),
            table,
            ..Catalog::default()
        }
    }

    /// The number of records. They are numbered from 0 in catalogue order.
    pub fn records(&self) -> u32 {
        self.table.records
    }

    /// Loads a fetched part. Replaces the part if it is already loaded.
    ///
    /// # Errors
    /// The file is not that part of this version of the catalogue, or its content is inconsistent.
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
            Part::Terms => self.give_terms(0, content)?,
            Part::BodyTerms => self.give_terms(1, content)?,
            Part::HanRuns => self.layers[0].han = Some(Runs::read(content, FIELDS[0].len() * records)?),
            Part::BodyRuns => self.layers[1].han = Some(Runs::read(content, FIELDS[1].len() * records)?),
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
            Part::Postings(number) => self.give_postings(0, number, file)?,
            Part::BodyPostings(number) => self.give_postings(1, number, file)?,
            Part::Bodies => self.give_all(Bytes::new(content))?,
            Part::Cards(number) => {
                let slot = self.cards.get_mut(number as usize).ok_or(CatalogError::WrongPart)?;
                let count = (records - number as usize * CARDS_IN_BLOCK as usize).min(CARDS_IN_BLOCK as usize);
                *slot = Some(Cards::read(file, count)?);
            }
        }
        Ok(())
    }

    fn give_terms(&mut self, layer: usize, content: &[u8]) -> Result<(), CatalogError> {
        let layer = &mut self.layers[layer];
        layer.terms = Some(Terms::read(content, layer.postings.len())?);
        self.last.take();
        Ok(())
    }

    fn give_postings(&mut self, layer: usize, number: u32, file: Vec<u8>) -> Result<(), CatalogError> {
        let slot = self.layers[layer].postings.get_mut(number as usize).ok_or(CatalogError::WrongPart)?;
        *slot = Some(file);
        Ok(())
    }

    /// The card of a record: the bytes that the site tool stored for it. `None` until its block is loaded.
    pub fn card(&self, record: u32) -> Option<&[u8]> {
        let block = self.cards.get((record / CARDS_IN_BLOCK) as usize)?.as_ref()?;
        let at = (record % CARDS_IN_BLOCK) as usize;
        block.file.get(*block.bounds.get(at)?..*block.bounds.get(at + 1)?)
    }

    /// The part that contains the card of a record.
    pub fn card_block(&self, record: u32) -> Part {
        Part::Cards(record / CARDS_IN_BLOCK)
    }

    /// The parts that must still be fetched before the cards of these records can be shown.
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
