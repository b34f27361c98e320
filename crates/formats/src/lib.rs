//! Text formats, encodings and checksums used in more than one place.

pub mod base64url;
pub mod checksum;
pub mod csv;
pub mod date;
pub mod gpx;
pub mod han;
pub mod html;
pub mod ical;
pub mod kml;
pub mod link;
pub mod percent;
pub mod varint;
pub mod waypoint;
pub mod xml;

/// Whether a character is a digit, including full-width digits.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Replaces a full-width character by ASCII; leaves others unchanged.
pub fn half_width(c: char) -> char {
    if ('！'..='～').contains(&c) { char::from((c as u32 - 0xfee0) as u8) } else { c }
}

/// Removes the control characters that neither CSV (RFC 4180, 2) nor iCalendar (RFC 5545, 3.1) allows. Keeps tabs and
/// line breaks.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}
