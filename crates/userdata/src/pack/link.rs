//! A pack as a short text for the fragment of an address.
//!
//! The digit of the version, then base64url (RFC 4648, 5) of: the payload's length as a varint, its
//! CRC-32, the payload. The payload is the pack's 16 id bytes, the time of its last change, and the
//! rest squeezed. The time an item was added, the traces of removals and earlier texts stay behind.

mod squeeze;

use super::{Item, MAX_ITEMS, MAX_JOINED_NOTE, MAX_NAME, Pack, checksum, is_day};
use film_core::route::Page;
use squeeze::Stretch;
use std::fmt;

/// The version of the form.
const VERSION: char = '1';

/// The longest link that is read, in characters. [`write`] may give a longer one: the caller compares.
pub const MAX_LENGTH: usize = 32_768;

/// The most bytes that a link may stretch to.
const MAX_STRETCHED: usize = 262_144;

/// Kinds of page by the path before the id; the index is the byte, 0 is the end of the items.
///
/// A `*` stands for the year, which is written as a varint. Any other page is of the last kind.
const KINDS: [&str; 7] = [
    "",
    "/library/locations/",
    "/library/clips/",
    "/library/experts/",
    "/summit/*/sessions/",
    "/summit/*/speakers/",
    "/",
];

/// Why a link cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// There is nothing after the `#`.
    Empty,
    /// Another version of the form.
    OtherVersion(char),
    /// The end is missing.
    CutShort,
    /// Characters were changed, added or lost.
    Damaged,
    /// Longer than [`MAX_LENGTH`], or it stretches to more than any pack needs.
    TooLong,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::Empty => f.write_str("the link holds no pack"),
            LinkError::OtherVersion(version) => {
                write!(f, "the link is of version {version}, this program reads version {VERSION}")
            }
            LinkError::CutShort => f.write_str("the link was cut short; its end is missing"),
            LinkError::Damaged => f.write_str("the link is damaged; a character of it was changed"),
            LinkError::TooLong => f.write_str("the link is too long"),
        }
    }
}

impl std::error::Error for LinkError {}

/// The scheme of links that the installed site opens, where a device can be told of such.
pub const SCHEME: &str = "web+filmpack:";

/// The text of a link without [`SCHEME`], which a browser hands over percent-encoded.
pub fn bare(text: &str) -> &str {
    [SCHEME, "web%2Bfilmpack%3A", "web%2bfilmpack%3a", "web+filmpack%3A", "web+filmpack%3a"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .map_or(text, |rest| rest.trim_start_matches("//"))
}

/// Writes a pack as letters, digits, `-` and `_`.
pub fn write(pack: &Pack) -> String {
    let mut rest = Vec::new();
    put_text(&mut rest, &pack.name);
    put_number(&mut rest, pack.day.as_deref().map_or(0, day_number));
    for item in &pack.items {
        put_page(&mut rest, &item.page);
        rest.push(u8::from(!item.note.is_empty()));
        if !item.note.is_empty() {
            put_text(&mut rest, &item.note);
        }
    }
    rest.push(0);
    let mut payload = Vec::new();
    for pair in pack.id.as_bytes().chunks(2) {
        let digit = |at: usize| pair.get(at).and_then(|b| char::from(*b).to_digit(16)).unwrap_or(0) as u8;
        payload.push(digit(0) << 4 | digit(1));
    }
    // Zigzag: a clock before 1970 stays short too.
    put_number(&mut payload, (pack.changed << 1 ^ pack.changed >> 63) as u64);
    payload.extend(squeeze::squeeze(&rest));
    let mut bytes = Vec::new();
    put_number(&mut bytes, payload.len() as u64);
    bytes.extend(checksum(&payload).to_be_bytes());
    bytes.extend(payload);
    let mut link = String::from(VERSION);
    put_base64(&mut link, &bytes);
    link
}

/// Reads a link, without the `#`. White space around it is not part of it.
///
/// Pages that the site does not have are kept: the page that shows the pack names them. Items come
/// with an unknown time of adding, 0.
pub fn read(link: &str) -> Result<Pack, LinkError> {
    let link = link.trim();
    let version = link.chars().next().ok_or(LinkError::Empty)?;
    if version != VERSION {
        return Err(LinkError::OtherVersion(version));
    }
    if link.len() > MAX_LENGTH {
        return Err(LinkError::TooLong);
    }
    let (bytes, whole) = base64_bytes(&link[1..]).ok_or(LinkError::Damaged)?;
    let mut head = Source::Plain(&bytes);
    let length = head.number().map_err(|_| LinkError::CutShort)?;
    let mut sum = [0; 4];
    for byte in &mut sum {
        *byte = head.byte().map_err(|_| LinkError::CutShort)?;
    }
    let Source::Plain(payload) = head else { return Err(LinkError::Damaged) };
    if (payload.len() as u64) < length {
        return Err(LinkError::CutShort);
    }
    if payload.len() as u64 != length || !whole || checksum(payload).to_be_bytes() != sum {
        return Err(LinkError::Damaged);
    }
    let mut head = Source::Plain(payload);
    let mut id = String::new();
    for _ in 0..16 {
        let byte = u32::from(head.byte()?);
        id.extend(char::from_digit(byte >> 4, 16));
        id.extend(char::from_digit(byte & 15, 16));
    }
    let changed = head.number()?;
    let changed = (changed >> 1) as i64 ^ -((changed & 1) as i64);
    let Source::Plain(rest) = head else { return Err(LinkError::Damaged) };
    let mut rest = Source::Squeezed(Box::new(Stretch::new(rest)), MAX_STRETCHED);
    let mut pack = Pack::new(&id, &rest.text(MAX_NAME)?, changed);
    pack.day = match rest.number()? {
        0 => None,
        number => Some(day_text(number).ok_or(LinkError::Damaged)?),
    };
    while let Some((page, noted)) = rest.page()? {
        let note = if noted { rest.text(MAX_JOINED_NOTE)? } else { String::new() };
        if pack.items.len() >= MAX_ITEMS || pack.position(&page).is_some() {
            return Err(LinkError::Damaged);
        }
        pack.items.push(Item { page, note, added: 0, past: Vec::new() });
    }
    Ok(pack)
}

fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// The kind, the year if it has one, the id. The byte that follows is below 32 and ends the id.
fn put_page(out: &mut Vec<u8>, page: &Page) {
    let path = page.path();
    for (kind, prefix) in KINDS.iter().enumerate().skip(1) {
        let (start, end) = prefix.split_once('*').unwrap_or((prefix, ""));
        let Some(mut rest) = path.strip_prefix(start) else { continue };
        let mut year = None;
        if !end.is_empty() {
            let Some((text, after)) = rest.split_once(end) else { continue };
            let Some(number) = text.parse::<u64>().ok().filter(|number| number.to_string() == text) else { continue };
            year = Some(number);
            rest = after;
        }
        out.push(kind as u8);
        if let Some(year) = year {
            put_number(out, year);
        }
        out.extend_from_slice(rest.as_bytes());
        return;
    }
}

/// A day as a number above 0.
fn day_number(day: &str) -> u64 {
    let mut parts = day.split('-').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next() * 12 + next()) * 32 + next()
}

fn day_text(number: u64) -> Option<String> {
    // The month is 1 to 12, so that December belongs to the year of the number before.
    let (months, day) = (number / 32, number % 32);
    let year = months.checked_sub(1)? / 12;
    let month = months - year * 12;
    let pad = |number: u64, length: usize| {
        let digits = number.to_string();
        "0".repeat(length.saturating_sub(digits.len())) + &digits
    };
    let text = pad(year, 4) + "-" + &pad(month, 2) + "-" + &pad(day, 2);
    is_day(&text).then_some(text)
}

/// Bytes to read from.
enum Source<'a> {
    Plain(&'a [u8]),
    /// Squeezed, with the number of bytes that may still come.
    Squeezed(Box<Stretch<'a>>, usize),
}

impl Source<'_> {
    fn byte(&mut self) -> Result<u8, LinkError> {
        match self {
            Source::Plain(bytes) => {
                let (first, rest) = bytes.split_first().ok_or(LinkError::Damaged)?;
                *bytes = rest;
                Ok(*first)
            }
            Source::Squeezed(stretch, left) => {
                *left = left.checked_sub(1).ok_or(LinkError::TooLong)?;
                Ok(stretch.byte())
            }
        }
    }

    fn number(&mut self) -> Result<u64, LinkError> {
        let mut number = 0;
        for place in 0..10 {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << (7 * place);
            if byte < 128 {
                return Ok(number);
            }
        }
        Err(LinkError::Damaged)
    }

    /// A text of at most `limit` characters.
    fn text(&mut self, limit: usize) -> Result<String, LinkError> {
        let length = self.number()?;
        if length > limit as u64 * 4 {
            return Err(LinkError::Damaged);
        }
        let bytes = (0..length).map(|_| self.byte()).collect::<Result<Vec<u8>, LinkError>>()?;
        let text = String::from_utf8(bytes).map_err(|_| LinkError::Damaged)?;
        if text.chars().count() > limit { Err(LinkError::Damaged) } else { Ok(text) }
    }

    /// A page and whether a note follows; `None` at the end.
    fn page(&mut self) -> Result<Option<(Page, bool)>, LinkError> {
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
                noted @ (0 | 1) => {
                    let page = Page::parse(&path).ok_or(LinkError::Damaged)?;
                    return Ok(Some((page, noted == 1)));
                }
                byte if path.len() < 256 => path.push(char::from(byte)),
                _ => return Err(LinkError::Damaged),
            }
        }
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn put_base64(out: &mut String, bytes: &[u8]) {
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        for place in 0..=group.len() {
            out.push(char::from(DIGITS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
}

/// The bytes, and whether the text ends as [`put_base64`] ends one; `None` when a character is no digit.
fn base64_bytes(text: &str) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == byte)?;
        bits = bits << 6 | digit as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some((out, count < 6 && bits == 0))
}

#[cfg(test)]
mod tests;
