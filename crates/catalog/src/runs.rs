//! Where the Chinese, or the pinyin, of each record lies in the one line that all of it forms.
//!
//! The line holds field after field, in each record after record. Every stretch begins with an empty place, and so
//! does every run within one: what stands side by side in the line stands side by side in the text. Of a run of Chinese
//! that is a term of its own only the empty place is in the line.

use super::CatalogError;
use super::bit::Bits;
use super::byte::Bytes;

/// Places that a line may have.
pub const MOST_PLACES: u32 = 1 << 26;

/// The stretches of a line.
pub struct Runs {
    /// Where each stretch begins, and the end of the line.
    pub starts: Vec<u32>,
    /// The empty places that stretches begin with.
    pub begins: Bits,
}

impl Runs {
    /// Reads the lengths of so many stretches.
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

    /// How many places the line has.
    pub fn places(&self) -> usize {
        self.starts.last().copied().unwrap_or(0) as usize
    }

    /// The stretch that holds a place, at or after the stretch `from`; doubles its stride, since it is asked in order.
    pub fn stretch(&self, place: u32, from: usize) -> usize {
        let mut low = from;
        // Most matches are near the one before.
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
