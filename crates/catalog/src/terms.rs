//! The dictionary: every word, character, frequent run of Chinese and syllable, in the order of bytes, and where its
//! postings lie.
//!
//! Postings lie by [`size_class`], the short ones first, and within one in the order of the dictionary: a query of one
//! character asks for hundreds of runs, of which most stand in few records, so that theirs are in few shards.
//!
//! Syllables of pinyin begin with [`SYLLABLE`], which sorts them before all words.

use super::CatalogError;
use super::byte::Bytes;
use std::ops::Range;

/// The byte before a syllable of pinyin.
pub const SYLLABLE: u8 = 1;

/// Bytes a term may have: 40 letters of four bytes, and the mark of a syllable.
pub const TERM_BYTES: usize = 161;

/// Postings of like length lie together: the binary digits of their length in bytes, at most 32.
pub fn size_class(length: u32) -> usize {
    (u32::BITS - length.leading_zeros()) as usize
}

/// Where the postings of a term lie among all the postings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// The dictionary, ready to be searched.
pub struct Terms {
    text: Vec<u8>,
    /// Where each term begins in `text`, and the end.
    starts: Vec<u32>,
    /// Where the postings of each term lie.
    postings: Vec<Place>,
    /// Where each shard begins among the postings, and the end.
    pub shards: Vec<u32>,
    /// Traditional characters in their order, each with the simplified one that the records have.
    traditional: Vec<(char, char)>,
}

impl Terms {
    /// Reads the dictionary; the core says how many shards there are.
    pub fn read(content: &[u8], shards: usize) -> Result<Terms, CatalogError> {
        let mut bytes = Bytes::new(content);
        let count = bytes.count()?;
        let shared = bytes.take(count)?;
        let own = bytes.take(count)?;
        let length = own.iter().map(|&length| usize::from(length)).sum();
        let mut letters = bytes.take(length)?;
        let mut terms = Terms {
            text: Vec::new(),
            starts: vec![0],
            postings: Vec::new(),
            shards: Vec::with_capacity(shards + 1),
            traditional: Vec::new(),
        };
        for (&shared, &own) in shared.iter().zip(own) {
            let (shared, own) = (usize::from(shared), usize::from(own));
            let start = terms.starts.last().copied().unwrap_or(0) as usize;
            let last = terms.starts.len().checked_sub(2).map_or(0, |last| terms.starts[last] as usize);
            if own == 0 || shared > start - last || shared + own > TERM_BYTES {
                return Err(CatalogError::Malformed);
            }
            let (new, rest) = letters.split_at_checked(own).ok_or(CatalogError::Malformed)?;
            letters = rest;
            terms.text.extend_from_within(last..last + shared);
            terms.text.extend_from_slice(new);
            if terms.text[last..start] >= terms.text[start..] {
                return Err(CatalogError::Malformed);
            }
            terms.starts.push(terms.text.len() as u32);
        }
        let lengths = (0..count).map(|_| bytes.number()).collect::<Result<Vec<u32>, _>>()?;
        let (postings, total) = places(&lengths).ok_or(CatalogError::Malformed)?;
        terms.postings = postings;
        let mut end = 0u32;
        terms.shards.push(end);
        for _ in 0..shards {
            end = end.checked_add(bytes.number()?).ok_or(CatalogError::Malformed)?;
            terms.shards.push(end);
        }
        if end != total {
            return Err(CatalogError::Malformed);
        }
        let mut code = 0u32;
        for _ in 0..bytes.count()? {
            code = code.checked_add(bytes.number()?).ok_or(CatalogError::Malformed)?;
            let simplified = code.checked_add_signed(bytes.signed()?).and_then(char::from_u32);
            terms.traditional.push(char::from_u32(code).zip(simplified).ok_or(CatalogError::Malformed)?);
        }
        bytes.end()?;
        Ok(terms)
    }

    /// A character as the records have it.
    pub fn simplified(&self, c: char) -> char {
        let found = self.traditional.binary_search_by_key(&c, |pair| pair.0);
        found.map_or(c, |at| self.traditional[at].1)
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn term(&self, at: usize) -> &[u8] {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Where the postings of the term with this number lie.
    pub fn place(&self, at: usize) -> Place {
        self.postings[at]
    }

    /// The first term for which `past` holds, which must be false for all before and true for all after.
    pub(super) fn first(&self, past: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = (low + high) / 2;
            if past(self.term(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }

    /// The terms that begin with these bytes.
    pub fn beginning(&self, prefix: &[u8]) -> Range<usize> {
        let low = self.first(|term| term >= prefix);
        let high = self.first(|term| term > prefix && !term.starts_with(prefix));
        low..high
    }

    /// The number of the term that is exactly these bytes.
    pub fn exactly(&self, term: &[u8]) -> Option<usize> {
        let at = self.first(|other| other >= term);
        (at < self.count() && self.term(at) == term).then_some(at)
    }

    /// Whether the term with this number has so many bytes.
    pub fn has_length(&self, at: usize, length: usize) -> bool {
        self.term(at).len() == length
    }

    /// The frequent runs of Chinese that hold a text, each with whether it begins with it.
    pub fn phrases(&self, part: &[u8], mut visit: impl FnMut(usize, bool)) {
        let low = self.first(|term| term >= [0x80].as_slice());
        for at in low..self.count() {
            let term = self.term(at);
            let mut rest = term;
            while rest.len() >= part.len() && !rest.starts_with(part) {
                rest = rest.get(character(rest)..).unwrap_or_default();
            }
            // A single character has its places in the line.
            if rest.len() >= part.len() && term.len() > character(term) {
                visit(at, rest.len() == term.len());
            }
        }
    }

    /// The shards that hold these postings.
    pub fn shards_of(&self, place: Place) -> Range<usize> {
        let low = self.shards.partition_point(|&start| start <= place.start).saturating_sub(1);
        let high = self.shards.partition_point(|&start| start < place.end);
        low..high.min(self.shards.len() - 1)
    }
}

/// Bytes of the first character (RFC 3629).
fn character(term: &[u8]) -> usize {
    term.first().map_or(0, |byte| byte.leading_ones().max(1) as usize)
}

/// Where postings of these lengths lie, and where the last of them ends; none when that is no number.
fn places(lengths: &[u32]) -> Option<(Vec<Place>, u32)> {
    let mut ends = [0u32; u32::BITS as usize + 2];
    for &length in lengths {
        let end = &mut ends[size_class(length) + 1];
        *end = end.checked_add(length)?;
    }
    let mut total = 0u32;
    for end in &mut ends {
        total = total.checked_add(*end)?;
        *end = total;
    }
    let place = |&length: &u32| {
        let next = &mut ends[size_class(length)];
        let start = *next;
        *next += length;
        Place { start, end: *next }
    };
    Some((lengths.iter().map(place).collect(), total))
}
