//! Bytes of the files: a careful reader, ascending numbers as gaps, and the seal that each file begins with.

use super::{CatalogError, Part};
use formats::checksum::{FNV32, fnv32};
use formats::varint;

/// How each file begins.
pub const MAGIC: [u8; 4] = *b"FCAT";

/// The format these files are in; another one is refused.
pub const FORMAT: u8 = 5;

/// Bytes before the content: magic, format, kind of part, its number, stamp of the catalogue, checksum.
pub const SEAL: usize = 18;

/// Where the checksum stands in it.
const SUM: usize = 14;

/// Reads forward and never past the end.
pub struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    /// Starts at the first byte.
    pub fn new(rest: &'a [u8]) -> Bytes<'a> {
        Bytes { rest }
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], CatalogError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(CatalogError::Malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    /// A number, seven bits a byte, the lowest first.
    pub fn number(&mut self) -> Result<u32, CatalogError> {
        let (number, rest) = varint::split(self.rest).ok_or(CatalogError::Malformed)?;
        self.rest = rest;
        Ok(number)
    }

    /// A number of things that each take at least one more byte, so that it can be trusted with an allocation.
    pub fn count(&mut self) -> Result<usize, CatalogError> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(CatalogError::Malformed) } else { Ok(count) }
    }

    /// A signed number, its sign in the lowest bit.
    pub fn signed(&mut self) -> Result<i32, CatalogError> {
        let number = self.number()?;
        Ok((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    /// A number for each of `length` records, none above `largest`; the low bytes of all stand first, then the next.
    pub fn column(&mut self, length: usize, largest: u32) -> Result<Vec<u32>, CatalogError> {
        let mut column: Vec<u32> = self.take(length)?.iter().map(|&byte| u32::from(byte)).collect();
        for plane in 1..planes(largest) {
            for (number, &byte) in column.iter_mut().zip(self.take(length)?) {
                *number |= u32::from(byte) << (8 * plane);
            }
        }
        if column.iter().any(|&number| number > largest) { Err(CatalogError::Malformed) } else { Ok(column) }
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Whether all has been read.
    pub fn end(&self) -> Result<(), CatalogError> {
        if self.rest.is_empty() { Ok(()) } else { Err(CatalogError::Malformed) }
    }
}

/// Bytes that numbers up to `largest` take.
pub fn planes(largest: u32) -> u32 {
    (32 - largest.leading_zeros()).div_ceil(8).max(1)
}

/// Ascending numbers, each written as its distance from the least it could be. Ends early at bytes that are none.
pub struct Gaps<'a> {
    rest: &'a [u8],
    least: u32,
}

impl<'a> Gaps<'a> {
    /// Starts at the first byte; all bytes belong to the list.
    pub fn new(rest: &'a [u8]) -> Gaps<'a> {
        Gaps { rest, least: 0 }
    }
}

impl Iterator for Gaps<'_> {
    type Item = u32;

    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        let (gap, rest) = varint::split(self.rest)?;
        self.rest = rest;
        let value = self.least.checked_add(gap)?;
        self.least = value.checked_add(1)?;
        Some(value)
    }
}

/// The checksum of a file: all but the checksum itself.
pub fn checksum(file: &[u8]) -> u32 {
    fnv32(fnv32(FNV32, &file[..SUM]), &file[SEAL..])
}

/// Checks the seal of a file: what part it is and the stamp of its catalogue. The content begins at [`SEAL`].
pub fn unseal(file: &[u8]) -> Result<(Part, u32), CatalogError> {
    if !file.starts_with(&MAGIC) {
        return Err(CatalogError::NotACatalog);
    }
    match file.get(4) {
        Some(&FORMAT) => {}
        Some(&other) => return Err(CatalogError::Format(other)),
        None => return Err(CatalogError::Malformed),
    }
    let word = |at: usize| match file.get(at..at + 4) {
        Some(&[a, b, c, d]) => Ok(u32::from_le_bytes([a, b, c, d])),
        _ => Err(CatalogError::Malformed),
    };
    let (number, stamp, sum) = (word(6)?, word(10)?, word(SUM)?);
    let part = Part::from_code(file[5], number).ok_or(CatalogError::Malformed)?;
    if sum != checksum(file) {
        return Err(CatalogError::Damaged);
    }
    Ok((part, stamp))
}
