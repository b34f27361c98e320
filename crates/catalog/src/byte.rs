//! The byte format of the files: a bounds-checked reader, gap-encoded ascending numbers, and the seal of each file.

use super::{CatalogError, Part};
use formats::checksum::{FNV32, fnv32};
use formats::varint;

/// The first bytes of each file.
pub const MAGIC: [u8; 4] = *b"FCAT";

/// The format version. Files of other versions are rejected.
pub const FORMAT: u8 = 6;

/// The length of the seal: magic, format, kind of part, part number, stamp of the catalogue, checksum.
pub const SEAL: usize = 18;

/// The offset of the checksum in the seal.
const SUM: usize = 14;

/// Reads forward, never past the end.
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

    /// An unsigned number (varint: seven bits per byte, lowest bits first).
    pub fn number(&mut self) -> Result<u32, CatalogError> {
        let (number, rest) = varint::split(self.rest).ok_or(CatalogError::Malformed)?;
        self.rest = rest;
        Ok(number)
    }

    /// A count of entries that take at least one byte each. It is at most the number of unread bytes, so it is safe as
    /// an allocation size.
    pub fn count(&mut self) -> Result<usize, CatalogError> {
        let count = self.number()? as usize;
        if count > self.rest.len() { Err(CatalogError::Malformed) } else { Ok(count) }
    }

    /// A signed number, with its sign in the lowest bit (zigzag).
    pub fn signed(&mut self) -> Result<i32, CatalogError> {
        let number = self.number()?;
        Ok((number >> 1) as i32 ^ -((number & 1) as i32))
    }

    /// A column: one number for each of `length` records, none above `largest`. The low bytes of all numbers come
    /// first, then their next bytes.
    pub fn column(&mut self, length: usize, largest: u32) -> Result<Vec<u32>, CatalogError> {
        let mut column: Vec<u32> = self.take(length)?.iter().map(|&byte| u32::from(byte)).collect();
        for plane in 1..planes(largest) {
            for (number, &byte) in column.iter_mut().zip(self.take(length)?) {
                *number |= u32::from(byte) << (8 * plane);
            }
        }
        if column.iter().any(|&number| number > largest) { Err(CatalogError::Malformed) } else { Ok(column) }
    }

    /// The unread bytes.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Fails unless everything has been read.
    pub fn end(&self) -> Result<(), CatalogError> {
        if self.rest.is_empty() { Ok(()) } else { Err(CatalogError::Malformed) }
    }
}

/// The number of bytes that hold numbers up to `largest`.
pub fn planes(largest: u32) -> u32 {
    (32 - largest.leading_zeros()).div_ceil(8).max(1)
}

/// Reads ascending numbers, each encoded as its distance from the smallest possible value. Stops at malformed bytes.
pub struct Gaps<'a> {
    rest: &'a [u8],
    least: u32,
}

impl<'a> Gaps<'a> {
    /// Starts at the first byte. All bytes belong to the list.
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

/// The checksum of a file. It covers everything except the checksum itself.
pub fn checksum(file: &[u8]) -> u32 {
    fnv32(fnv32(FNV32, &file[..SUM]), &file[SEAL..])
}

/// Checks the seal of a file and returns its part and the stamp of its catalogue. The content begins at [`SEAL`].
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
