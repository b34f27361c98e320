//! Normalises text that reads the same to one form: line ends of all systems, composed accents (NFC), and the special
//! characters that PDF readers and word processors insert.

use formats::han::unified;
use icu_normalizer::ComposingNormalizerBorrowed;
use serde_json::Value;
use std::borrow::Cow;

/// Expansions of ligature characters, which PDF readers copy.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// Whether a character is a line or page break of a word processor. It becomes a space.
fn is_break(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Normalises a text: `\n` as the only line end, NFC, and the characters that people type.
pub fn tidied(text: &str) -> Cow<'_, str> {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let changes = |c: char| c == '\r' || is_break(c) || matches!(c, '\u{fb00}'..='\u{fb06}') || unified(c) != c;
    if !text.contains(changes) {
        return nfc.normalize(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\u{fb00}'..='\u{fb06}' => out.push_str(LIGATURES[c as usize - 0xfb00]),
            _ if is_break(c) => out.push(' '),
            _ => out.push(unified(c)),
        }
    }
    Cow::Owned(nfc.normalize(&out).into_owned())
}

/// Normalises every text of a record. Tabs become spaces.
pub fn tidy(value: &mut Value) {
    match value {
        Value::String(text) => {
            if text.contains('\t') {
                *text = text.replace('\t', " ");
            }
            let tidy = match tidied(text) {
                Cow::Owned(tidy) => Some(tidy),
                Cow::Borrowed(_) => None,
            };
            if let Some(tidy) = tidy {
                *text = tidy;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(tidy),
        Value::Object(map) => map.values_mut().for_each(tidy),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_the_same_is_the_same() {
        for (text, wanted) in [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            ("a\tb", "a\tb"),
            ("一\u{b}二\u{2028}三\u{c}", "一 二 三 "),
            ("cafe\u{301}.jpg", "café.jpg"),
            ("⽂化⻘岛", "文化青岛"),
            ("\u{f9dc} \u{2f800}", "隆 丽"),
            ("a \u{fb01}lm o\u{fb03}ce", "a film office"),
            ("Ａ５ ㎡ ½ “x”，：", "Ａ５ ㎡ ½ “x”，："),
        ] {
            assert_eq!(tidied(text), wanted, "{text:?}");
            assert_eq!(tidied(wanted), wanted);
        }
        let mut value = serde_json::json!({ "a": ["x\r\n\ty", 1, null], "b": { "c": "⽂" } });
        tidy(&mut value);
        assert_eq!(value, serde_json::json!({ "a": ["x\n y", 1, null], "b": { "c": "文" } }));
    }
}
