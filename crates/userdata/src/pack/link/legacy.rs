//! Links of version 1, which were compressed. New links are not, so they need neither an encoder nor a language model.
//!
//! After the version comes base64url of: the length of the payload as a varint, its CRC-32, and the payload. The
//! payload is the 16 id bytes of the pack, the time of its last change, and the compressed rest.

mod stretch;

use super::{LinkError, hex, push_page, text};
use crate::pack::{MAX_JOINED_NOTE, MAX_NAME, Pack};
use formats::checksum::crc32;
use formats::{base64url, date, varint};
use stretch::Stretch;

/// The version.
pub const VERSION: char = '1';

/// The maximum length of a link to read, in characters.
const MAX_LENGTH: usize = 32_768;

/// The maximum number of bytes that a link may decompress to.
const MAX_STRETCHED: usize = 262_144;

/// Kinds of page by the path before the id. The index is the byte in the link; 0 ends the items.
///
/// A `*` stands for the year, which is written as a varint. Any other page has the last kind.
const KINDS: [&str; 7] = [
    "",
    "/library/locations/",
    "/library/clips/",
    "/library/experts/",
    "/summit/*/sessions/",
    "/summit/*/speakers/",
    "/",
];

/// Reads the text after the version. Ignores appended text.
pub fn read(text: &str) -> Result<Pack, LinkError> {
    let is_code = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let (code, appended) = text.split_at(text.find(|c| !is_code(c)).unwrap_or(text.len()));
    if code.len() >= MAX_LENGTH {
        return Err(LinkError::TooLong);
    }
    let missing = || if appended.is_empty() { LinkError::CutShort } else { LinkError::Damaged };
    let bytes = base64url::decode(code).ok_or(LinkError::Damaged)?;
    let mut head = bytes.iter();
    let length = varint::pull(|| head.next().copied()).ok_or_else(missing)?;
    let (sum, rest) = head.as_slice().split_first_chunk().ok_or_else(missing)?;
    let payload = usize::try_from(length).ok().and_then(|length| rest.get(..length)).ok_or_else(missing)?;
    let whole = base64url::encode(&bytes[..bytes.len() - rest.len() + payload.len()]);
    if !code.starts_with(&whole) || crc32(payload) != u32::from_be_bytes(*sum) {
        return Err(LinkError::Damaged);
    }
    unpack(payload)
}

fn unpack(payload: &[u8]) -> Result<Pack, LinkError> {
    let (id, rest) = payload.split_at_checked(16).ok_or(LinkError::Damaged)?;
    let mut rest = rest.iter();
    let changed = varint::pull(|| rest.next().copied()).ok_or(LinkError::Damaged)?;
    let changed = (changed >> 1) as i64 ^ -((changed & 1) as i64);
    let mut source = Source { stretch: Stretch::new(rest.as_slice()), left: MAX_STRETCHED };
    let mut pack = Pack::new(&hex(id), &source.text(MAX_NAME)?, changed);
    pack.day = match source.number()? {
        0 => None,
        number => Some(day_text(number).ok_or(LinkError::Damaged)?),
    };
    while let Some((path, noted)) = source.path()? {
        push_page(&mut pack, &path).ok_or(LinkError::Damaged)?;
        if let Some(item) = pack.items.last_mut().filter(|_| noted) {
            item.note = source.text(MAX_JOINED_NOTE)?;
        }
    }
    Ok(pack)
}

/// The day for a number above 0.
fn day_text(number: u64) -> Option<String> {
    // Months count from 1 to 12, so subtract 1 before dividing. Otherwise December would be in the next year.
    let (months, day) = (number / 32, number % 32);
    let year = months.checked_sub(1)? / 12;
    let text = format!("{year:04}-{:02}-{day:02}", months - year * 12);
    date::parse(&text).map(|_| text)
}

/// The compressed bytes, and the number of bytes that may still follow.
struct Source<'a> {
    stretch: Stretch<'a>,
    left: usize,
}

impl Source<'_> {
    fn byte(&mut self) -> Result<u8, LinkError> {
        self.left = self.left.checked_sub(1).ok_or(LinkError::TooLong)?;
        Ok(self.stretch.byte())
    }

    fn number(&mut self) -> Result<u64, LinkError> {
        varint::pull(|| self.byte().ok()).ok_or(if self.left == 0 { LinkError::TooLong } else { LinkError::Damaged })
    }

    /// A text of at most `most` characters.
    fn text(&mut self, most: usize) -> Result<String, LinkError> {
        let length = self.number()?;
        if length > most as u64 * 4 {
            return Err(LinkError::Damaged);
        }
        let bytes = (0..length).map(|_| self.byte()).collect::<Result<Vec<u8>, LinkError>>()?;
        text(bytes, most).ok_or(LinkError::Damaged)
    }

    /// The path of a page, and whether a note follows. `None` at the end.
    fn path(&mut self) -> Result<Option<(String, bool)>, LinkError> {
        let kind = self.byte()?;
        if kind == 0 {
            return Ok(None);
        }
        let prefix = KINDS.get(usize::from(kind)).ok_or(LinkError::Damaged)?;
        let mut path = match prefix.split_once('*') {
            Some((start, end)) => format!("{start}{}{end}", self.number()?),
            None => (*prefix).to_owned(),
        };
        loop {
            match self.byte()? {
                noted @ (0 | 1) => return Ok(Some((path, noted == 1))),
                byte if path.len() < 256 => path.push(char::from(byte)),
                _ => return Err(LinkError::Damaged),
            }
        }
    }
}

#[cfg(test)]
mod tests;
