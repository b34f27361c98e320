//! The dictionary: every word, Chinese character, frequent run of Chinese and syllable, in byte order, with the
//! location of its postings.
//!
//! Postings are sorted by [`size_class`], the shortest first, and within a class in dictionary order. A query of one
//! character needs the postings of hundreds of runs. Most of these runs occur in few records, so their postings are in
//! few shards.
//!
//! Syllables of pinyin begin with [`SYLLABLE`], which sorts them before all words.

use super::CatalogError;
use super::byte::Bytes;
use super::simplified::Simplified;
use std::ops::Range;
use std::sync::Arc;

/// The byte in front of a syllable of pinyin.
pub const SYLLABLE: u8 = 1;

/// The maximum length of a term in bytes: 40 letters of four bytes and the syllable marker.
pub const TERM_BYTES: usize = 161;

/// The size class of a posting list: the number of binary digits of its length in bytes, at most 32.
pub fn size_class(length: u32) -> usize {
    (u32::BITS - length.leading_zeros()) as usize
}

/// The byte range of a term's postings in the sequence of all postings.
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
    /// The offset of each term in `text`, and the end of the last.
    starts: Vec<u32>,
    /// The location of each term's postings.
    postings: Vec<Place>,
    /// The offset of each shard in the sequence of all postings, and the end of the last.
    pub shards: Vec<u32>,
    /// The traditional characters whose simplified form occurs.
    pub simplified: Arc<Simplified>,
}

impl Terms {
    /// Reads the dictionary. The core gives the number of shards.
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
            simplified: Arc::default(),
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
        let mut pairs = Vec::new();
        let mut code = 0u32;
        for _ in 0..bytes.count()? {
            code = code.checked_add(bytes.number()?).ok_or(CatalogError::Malformed)?;
            let simplified = code.checked_add_signed(bytes.signed()?).and_then(char::from_u32);
            pairs.push(char::from_u32(code).zip(simplified).ok_or(CatalogError::Malformed)?);
        }
        bytes.end()?;
        terms.simplified = Arc::new(Simplified::new(pairs));
        Ok(terms)
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn term(&self, at: usize) -> &[u8] {
        &self.text[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The location of a term's postings, by the number of the term.
    pub fn place(&self, at: usize) -> Place {
        self.postings[at]
    }

    /// The first term for which `past` holds. `past` must be false for all terms before it and true for all after.
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

    /// The terms with this prefix.
    pub fn beginning(&self, prefix: &[u8]) -> Range<usize> {
        let low = self.first(|term| term >= prefix);
        let high = self.first(|term| term > prefix && !term.starts_with(prefix));
        low..high
    }

    /// The number of the term that equals these bytes.
    pub fn exactly(&self, term: &[u8]) -> Option<usize> {
        let at = self.first(|other| other >= term);
        (at < self.count() && self.term(at) == term).then_some(at)
    }

    /// Whether the term with this number has this length in bytes.
    pub fn has_length(&self, at: usize, length: usize) -> bool {
        self.term(at).len() == length
    }

    /// Visits the frequent runs of Chinese that contain a text, each with whether it begins with the text.
    pub fn phrases(&self, part: &[u8], mut visit: impl FnMut(usize, bool)) {
        let low = self.first(|term| term >= [0x80].as_slice());
        for at in low..self.count() {
            let term = self.term(at);
            let mut rest = term;
            while rest.len() >= part.len() && !rest.starts_with(part) {
                rest = rest.get(character(rest)..).unwrap_or_default();
            }
            // A single character is a term of its own, with positions instead of records.
            if rest.len() >= part.len() && term.len() > character(term) {
                visit(at, rest.len() == term.len());
            }
        }
    }

    /// The shards that contain these postings.
    pub fn shards_of(&self, place: Place) -> Range<usize> {
        let low = self.shards.partition_point(|&start| start <= place.start).saturating_sub(1);
        let high = self.shards.partition_point(|&start| start < place.end);
        low..high.min(self.shards.len() - 1)
    }
}

/// The length in bytes of the first character (RFC 3629).
fn character(term: &[u8]) -> usize {
    term.first().map_or(0, |byte| byte.leading_ones().max(1) as usize)
}

/// The locations of postings of these lengths, and their total length. `None` if it overflows.
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
