//! The writing counterpart of `byte`: numbers, lists and the seal.

use crate::Part;
use crate::byte::{FORMAT, MAGIC, planes};
use formats::checksum::{FNV32, fnv32};
use formats::varint;

/// Writes what `Bytes` reads.
pub trait Write {
    /// An unsigned number (varint: seven bits per byte, lowest bits first).
    fn number(&mut self, number: u32);
    /// A signed number, with its sign in the lowest bit (zigzag).
    fn signed(&mut self, number: i32);
    /// A column: one number for each record, the low bytes of all numbers first.
    fn column(&mut self, column: &[u32], largest: u32);
    /// Ascending numbers, encoded as gaps.
    fn gaps(&mut self, numbers: &[u32]);
}

impl Write for Vec<u8> {
    fn number(&mut self, number: u32) {
        varint::push(self, number.into());
    }

    fn signed(&mut self, number: i32) {
        self.number((number << 1 ^ number >> 31) as u32);
    }

    fn column(&mut self, column: &[u32], largest: u32) {
        for plane in 0..planes(largest) {
            self.extend(column.iter().map(|number| (number >> (8 * plane)) as u8));
        }
    }

    fn gaps(&mut self, numbers: &[u32]) {
        let mut least = 0;
        for &number in numbers {
            self.number(number - least);
            least = number + 1;
        }
    }
}

/// A digest of all parts.
pub fn stamp<'p>(parts: impl Iterator<Item = &'p (Part, Vec<u8>)>) -> u32 {
    parts.fold(FNV32, |sum, (_, content)| fnv32(fnv32(sum, &(content.len() as u32).to_le_bytes()), content))
}

/// Prepends the seal to the content of a part.
pub fn seal(part: Part, stamp: u32, content: &[u8]) -> Vec<u8> {
    let (kind, number) = part.code();
    let mut file = MAGIC.to_vec();
    file.extend([FORMAT, kind]);
    file.extend(number.to_le_bytes());
    file.extend(stamp.to_le_bytes());
    let sum = fnv32(fnv32(FNV32, &file), content);
    file.extend(sum.to_le_bytes());
    file.extend_from_slice(content);
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::byte::{Bytes, Gaps, unseal};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u32, signed: i32, column in prop::collection::vec(any::<u32>(), 0..9)) {
            let mut out = Vec::new();
            out.number(number);
            out.signed(signed);
            let largest = column.iter().copied().max().unwrap_or(0);
            out.column(&column, largest);
            let mut bytes = Bytes::new(&out);
            prop_assert_eq!(bytes.number(), Ok(number));
            prop_assert_eq!(bytes.signed(), Ok(signed));
            prop_assert_eq!(bytes.column(column.len(), largest), Ok(column));
            prop_assert!(bytes.end().is_ok());
        }

        #[test]
        fn ascending_numbers_come_back(numbers in prop::collection::btree_set(0..u32::MAX, 0..20)) {
            let numbers: Vec<u32> = numbers.into_iter().collect();
            let mut out = Vec::new();
            out.gaps(&numbers);
            prop_assert_eq!(Gaps::new(&out).collect::<Vec<_>>(), numbers);
        }

        #[test]
        fn a_seal_says_what_it_closes(content: Vec<u8>, stamp: u32, number: u32) {
            let file = seal(Part::Postings(number), stamp, &content);
            prop_assert_eq!(unseal(&file), Ok((Part::Postings(number), stamp)));
        }
    }
}
