//! Text formats, encodings and checksums that more than one place uses.

pub mod base64url;
pub mod checksum;
pub mod csv;
pub mod date;
pub mod han;
pub mod ical;
pub mod link;
pub mod percent;
pub mod varint;

/// Whether a character is a digit, full-width ones too.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Without the control characters that neither CSV (RFC 4180, 2) nor iCalendar (RFC 5545, 3.1) allows; tab and line
/// breaks stay.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}
