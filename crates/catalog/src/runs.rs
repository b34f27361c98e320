//! The range of each record's text in the sequence of all Chinese characters, or of all pinyin syllables.
//!
//! The sequence is ordered by field and, within a field, by record. Each such segment begins with an empty position,
//! and so does each run of Chinese in it: positions that are adjacent in the sequence are adjacent in the text. A run
//! of Chinese that is a term of its own takes only the empty position.

use super::CatalogError;
use super::bit::Bits;
use super::byte::Bytes;

/// The maximum number of positions in a sequence.
pub const MOST_PLACES: u32 = 1 << 26;

/// The segments of a sequence.
pub struct Runs {
    /// The start of each segment, and the end of the sequence.
    pub starts: Vec<u32>,
    /// The empty positions at which segments begin.
    pub begins: Bits,
}

impl Runs {
    /// Reads the lengths of this many segments.
    pub fn read(content: &[u8], stretches: usize) -> Result<Runs, CatalogError> {
        if content.len() < stretches {
            return Err(CatalogError::Malformed);
        }
        let mut bytes = Bytes::new(content);
        let mut starts = Vec::with_capacity(stretches + 1);
        let mut end = 0u32;
        starts.push(end);
        for _ in 0..stretches {
            end = end.saturating_add(bytes.number()?);
            if end > MOST_PLACES {
                return Err(CatalogError::Malformed);
            }
            starts.push(end);
        }
        bytes.end()?;
        let mut begins = Bits::default();
        begins.reset(end as usize);
        starts.iter().for_each(|&start| begins.add(start));
        Ok(Runs { starts, begins })
    }

    /// The number of positions in the sequence.
    pub fn places(&self) -> usize {
        self.starts.last().copied().unwrap_or(0) as usize
    }

    /// The segment that contains a position, searched from the segment `from` on. Callers ask in ascending order, so
    /// the search doubles its stride (galloping search).
    pub fn stretch(&self, place: u32, from: usize) -> usize {
        let mut low = from;
        // Most matches are near the previous one.
        for _ in 0..8 {
            match self.starts.get(low + 1) {
                Some(&next) if next <= place => low += 1,
                _ => return low,
            }
        }
        let mut stride = 1;
        while self.starts.get(low + stride).is_some_and(|&start| start <= place) {
            low += stride;
            stride *= 2;
        }
        let high = (low + stride).min(self.starts.len());
        low + self.starts.get(low..high).unwrap_or_default().partition_point(|&start| start <= place).saturating_sub(1)
    }
}
