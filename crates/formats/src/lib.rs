//! Text formats that more than one place writes.

pub mod ical;

/// Without the control characters that neither CSV (RFC 4180, 2) nor iCalendar (RFC 5545, 3.1) allows; tab and line
/// breaks stay.
pub fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}
