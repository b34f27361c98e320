//! iCalendar (RFC 5545): content lines, and a calendar for the reader's own program.

use crate::printable;

/// The maximum number of octets in a line before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// Appends a property. Folds long lines, but never inside a character.
pub fn property(out: &mut String, name: &str, value: &str) {
    let mut octets = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}

/// Appends a text property. Does nothing if the text is empty.
pub fn text(out: &mut String, name: &str, text: &str) {
    let text = escape(text);
    if !text.is_empty() {
        property(out, name, &text);
    }
}

/// Escapes a text for use as a value (RFC 5545, 3.3.11).
pub fn escape(text: &str) -> String {
    let text = printable(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether a text is a UTC instant in iCalendar form: `20230823T010000Z`.
pub fn is_instant(text: &str) -> bool {
    text.len() == 16
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 => byte == b'T',
            15 => byte == b'Z',
            _ => byte.is_ascii_digit(),
        })
}

/// The time of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// From one instant, `20230823T010000Z`, to another.
    Timed(String, Option<String>),
    /// A whole day, `2023-08-23`. It does not mark the reader as busy.
    Day(String),
}

/// The state of an event, for programs that already have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// A number that increases with each change.
    pub sequence: u32,
    /// The instant of the last change.
    pub changed: Option<String>,
}

impl State {
    /// Appends its properties.
    pub fn write(&self, out: &mut String) {
        if let Some(changed) = &self.changed {
            property(out, "LAST-MODIFIED", changed);
        }
        property(out, "SEQUENCE", &self.sequence.to_string());
        property(out, "STATUS", if self.cancelled { "CANCELLED" } else { "CONFIRMED" });
    }
}

/// An event of a [`calendar`]. Empty texts are omitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its UID. A program that already has the event keeps the version with the later stamp.
    pub uid: String,
    /// Its time.
    pub when: When,
    /// Its state, if known.
    pub state: Option<State>,
    /// Its title.
    pub summary: String,
    /// Its description.
    pub description: String,
    /// Its place.
    pub location: String,
    /// Its kind.
    pub category: String,
    /// Latitude and longitude, as decimals.
    pub position: Option<(String, String)>,
    /// The URL of its page.
    pub url: String,
}

/// Writes a calendar. `product` is the name of the program with the language. `stamp` is the time of the export as an
/// instant.
pub fn calendar(product: &str, name: &str, stamp: &str, events: impl IntoIterator<Item = Event>) -> String {
    let out = &mut String::new();
    property(out, "BEGIN", "VCALENDAR");
    property(out, "VERSION", "2.0");
    property(out, "PRODID", &["-//City of Film//", product].concat());
    property(out, "CALSCALE", "GREGORIAN");
    text(out, "NAME", name);
    text(out, "X-WR-CALNAME", name);
    for event in events {
        property(out, "BEGIN", "VEVENT");
        property(out, "UID", &event.uid);
        property(out, "DTSTAMP", if is_instant(stamp) { stamp } else { "19700101T000000Z" });
        let is_held = event.state.as_ref().is_none_or(|state| !state.cancelled);
        event.state.into_iter().for_each(|state| state.write(out));
        let is_busy = is_held && matches!(event.when, When::Timed(..));
        match event.when {
            When::Timed(start, end) => {
                property(out, "DTSTART", &start);
                if let Some(end) = end {
                    property(out, "DTEND", &end);
                }
            }
            When::Day(day) => property(out, "DTSTART;VALUE=DATE", &day.replace('-', "")),
        }
        if !is_busy {
            property(out, "TRANSP", "TRANSPARENT");
        }
        text(out, "SUMMARY", &event.summary);
        text(out, "DESCRIPTION", &event.description);
        text(out, "LOCATION", &event.location);
        text(out, "CATEGORIES", &event.category);
        if let Some((lat, lng)) = event.position {
            property(out, "GEO", &[&lat, ";", &*lng].concat());
        }
        if !event.url.is_empty() && event.url.bytes().all(|b| b.is_ascii_graphic()) {
            property(out, "URL", &event.url);
        }
        property(out, "END", "VEVENT");
    }
    property(out, "END", "VCALENDAR");
    std::mem::take(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a, b; c\\d\ne\u{7}\r\nf"), "a\\, b\\; c\\\\d\\ne\\nf");
        let mut out = String::new();
        text(&mut out, "SUMMARY", "\u{7}");
        assert_eq!(out, "");
    }

    proptest! {
        #[test]
        fn folding_keeps_the_text_and_the_measure(value in "[ -~一-龥€😀]{0,300}") {
            let mut out = String::new();
            property(&mut out, "SUMMARY", &value);
            for line in out.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(line.len() <= LINE);
            }
            prop_assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }
}
