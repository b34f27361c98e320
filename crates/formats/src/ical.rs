//! The lines of iCalendar (RFC 5545).

use crate::printable;

/// The most octets that a line may have before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// Appends a property, folded, never inside a character.
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

/// Appends a property whose value is a text; none when the text is empty.
pub fn text(out: &mut String, name: &str, text: &str) {
    let text = escape(text);
    if !text.is_empty() {
        property(out, name, &text);
    }
}

/// A text as a value (RFC 5545, 3.3.11).
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
