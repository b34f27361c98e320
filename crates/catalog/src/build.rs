//! Writes the files of a catalogue from its records. The output is deterministic.

mod columns;
#[cfg(test)]
pub use columns::title_key;
mod index;
mod traditional;
#[cfg(test)]
pub use traditional::table;
mod write;

use super::byte::SEAL;
use super::layer::PARTS;
use super::{CARDS_IN_BLOCK, MOST_RECORDS, Part, Simplified};
use index::Index;
use thiserror::Error;
use write::{Write, seal, stamp};

/// One record. Records are in catalogue order in the order in which they are added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The title; matches in it count most.
    pub title: String,
    /// Other names, in any language.
    pub names: Vec<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The text that lists show.
    pub text: String,
    /// Long texts, one per line. They have files of their own, and the lowest weight.
    pub body: String,
    /// The name in pinyin, with or without tone marks; counts as a name.
    pub pinyin: String,
    /// The sort key for the order of titles, such as the pinyin of the title. If empty, the title is used.
    pub sort: String,
    /// For each facet, the indices of the record's values.
    pub facets: Vec<Vec<u32>>,
    /// For each column, the record's number.
    pub numbers: Vec<Option<i32>>,
    /// The data that the app shows. The catalogue does not interpret it.
    pub card: Vec<u8>,
}

/// Limits on the sizes of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// The maximum bytes of postings in a file, unless a single term has more.
    pub shard: usize,
    /// The maximum bytes of a joined file. All parts but the bodies are joined if they fit; else all but the bodies and
    /// the cards. The bodies are joined if they fit.
    pub whole: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { shard: 8 << 10, whole: 64 << 10 }
    }
}

/// Why a catalogue cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BuildError {
    /// More records than [`MOST_RECORDS`].
    #[error("more than {MOST_RECORDS} records")]
    TooManyRecords,
    /// The record with this number does not have exactly one list for each facet and one entry for each column.
    #[error("record {0} does not fit the facets and columns")]
    Shape(usize),
    /// The record with this number has a value that the facet with the second number lacks.
    #[error("record {0} has an unknown value of facet {1}")]
    UnknownValue(usize, usize),
    /// More Chinese, pinyin or postings than can be numbered.
    #[error("too much text")]
    TooMuchText,
}

/// Collects records and writes the files of their catalogue.
pub struct Builder {
    facets: Vec<u32>,
    columns: u8,
    pub(super) limits: Limits,
    records: Vec<Record>,
}

impl Builder {
    /// Starts an empty catalogue. `facets` gives the number of values of each facet, `columns` the number of number
    /// columns.
    pub fn new(facets: Vec<u32>, columns: u8) -> Builder {
        Builder { facets, columns, limits: Limits::default(), records: Vec::new() }
    }

    /// Adds the next record.
    ///
    /// # Errors
    /// The record does not fit the facets and columns, or there are too many.
    pub fn add(&mut self, record: Record) -> Result<(), BuildError> {
        let number = self.records.len();
        if number >= MOST_RECORDS as usize {
            return Err(BuildError::TooManyRecords);
        }
        if record.facets.len() != self.facets.len() || record.numbers.len() != usize::from(self.columns) {
            return Err(BuildError::Shape(number));
        }
        for (at, (values, &most)) in record.facets.iter().zip(&self.facets).enumerate() {
            if values.iter().any(|&value| value >= most) {
                return Err(BuildError::UnknownValue(number, at));
            }
        }
        self.records.push(record);
        Ok(())
    }

    /// Writes the files. The first is the one to open: [`Part::Core`], or [`Part::Whole`], which then has all but the
    /// bodies and, if they are too large for it, the cards.
    ///
    /// # Errors
    /// The text has more Chinese, pinyin or postings than can be numbered.
    pub fn finish(self) -> Result<Vec<(Part, Vec<u8>)>, BuildError> {
        let whole = self.limits.whole;
        let mut index = Index::new(&self.records, 0, self.limits.shard)?;
        let bodies = Index::new(&self.records, 1, self.limits.shard)?;
        let shards = [index.shards.len(), bodies.shards.len()];
        let bodies = if shards[1] == 0 { Vec::new() } else { bodies.parts(1) };
        let in_one = bodies.iter().map(|(_, content)| content.len() + SEAL).sum::<usize>() <= whole;
        let core = columns::core(&self.facets, self.columns, &self.records, shards, in_one);
        let mut parts = vec![(Part::Core, core)];
        let pinyin = std::mem::take(&mut index.pinyin);
        parts.extend(index.parts(0));
        parts.push((Part::PinyinRuns, pinyin));
        parts.push((Part::Titles, columns::titles(&self.records)));
        for at in 0..self.columns {
            parts.push((Part::Column(at.into()), columns::values(&self.records, at.into())));
        }
        let before_cards = parts.len();
        for (number, block) in (0..).zip(self.records.chunks(CARDS_IN_BLOCK as usize)) {
            let mut out = Vec::new();
            block.iter().for_each(|record| out.number(record.card.len() as u32));
            block.iter().for_each(|record| out.extend_from_slice(&record.card));
            parts.push((Part::Cards(number), out));
        }
        let stamp = stamp(parts.iter().chain(&bodies));
        let sealed = |parts: Vec<(Part, Vec<u8>)>| -> Vec<(Part, Vec<u8>)> {
            parts.into_iter().map(|(part, content)| (part, seal(part, stamp, &content))).collect()
        };
        let mut files = sealed(parts);
        let fits = |count: &usize| files[..*count].iter().map(|(_, file)| file.len()).sum::<usize>() <= whole;
        if let Some(count) = [files.len(), before_cards].into_iter().find(fits) {
            let cards = files.split_off(count);
            files = vec![in_one_file(Part::Whole, stamp, &files)];
            files.extend(cards);
        }
        match sealed(bodies) {
            bodies if bodies.is_empty() => {}
            bodies if in_one => files.push(in_one_file(Part::Bodies, stamp, &bodies)),
            bodies => files.extend(bodies),
        }
        Ok(files)
    }
}

impl Index {
    /// The parts of a layer. Pinyin is left out.
    fn parts(self, layer: usize) -> Vec<(Part, Vec<u8>)> {
        let of = &PARTS[layer];
        let mut parts = vec![(of.terms, self.terms), (of.han, self.han)];
        parts.extend((0..).map(of.postings).zip(self.shards));
        parts
    }
}

/// A file that contains other files.
fn in_one_file(part: Part, stamp: u32, files: &[(Part, Vec<u8>)]) -> (Part, Vec<u8>) {
    let mut content = Vec::new();
    for (_, file) in files {
        content.number(file.len() as u32);
        content.extend(file);
    }
    (part, seal(part, stamp, &content))
}

/// The character pairs that a search in these texts needs. The texts may be traditional or simplified.
pub fn simplified<'t>(texts: impl Iterator<Item = &'t str>) -> Simplified {
    let texts: Vec<String> = texts.map(|text| traditional::table().text(text)).collect();
    Simplified::new(traditional::needed(texts.iter().map(String::as_str)))
}
