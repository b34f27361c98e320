//! JSON as an editor should write it: no key twice.

use crate::pointer::Pointer;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeSet;
use std::fmt;

/// How deep objects and arrays may nest: serde_json's own limit.
pub const MOST_DEPTH: usize = 127;

/// Why a text is not JSON: line, column, words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// 1-based line.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

impl From<serde_json::Error> for NotJson {
    fn from(error: serde_json::Error) -> NotJson {
        let words = error.to_string();
        let what = words[..words.rfind(" at line ").unwrap_or(words.len())]
            .replace("recursion limit exceeded", &format!("nests deeper than {MOST_DEPTH} levels"));
        NotJson { line: error.line(), column: error.column(), what }
    }
}

/// Reads a JSON text. Returns the value and the JSON pointers of keys that stand twice
/// (the last one counts).
///
/// # Errors
///
/// When the text is no JSON or nests deeper than [`MOST_DEPTH`].
pub fn parse(text: &str) -> Result<(Value, Vec<String>), NotJson> {
    let value = serde_json::from_str(text)?;
    let mut twice = Vec::new();
    find_twice(text, Pointer::Top, &mut twice);
    Ok((value, twice))
}

/// Adds the pointers of keys that stand twice in the objects of a text that is JSON.
fn find_twice(json: &str, pointer: Pointer, twice: &mut Vec<String>) {
    if let Ok(Fields(fields)) = serde_json::from_str(json) {
        let mut known = BTreeSet::new();
        for (name, value) in &fields {
            let field = Pointer::Field(&pointer, name);
            if !known.insert(name) {
                twice.push(field.to_string());
            }
            find_twice(value.get(), field, twice);
        }
    } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) {
        for (number, item) in items.iter().enumerate() {
            find_twice(item.get(), Pointer::Item(&pointer, number), twice);
        }
    }
}

/// The fields of an object, every one that stands in the text.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Deserialize<'a> for Fields<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Fields<'a>, D::Error> {
        struct InOrder;
        impl<'a> Visitor<'a> for InOrder {
            type Value = Fields<'a>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'a>>(self, mut access: A) -> Result<Fields<'a>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = access.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_stand_twice_are_named() {
        let (value, twice) = parse(r#"{"a": {"b/c": 1, "b/c": 2}, "a~": [], "a~": []}"#).unwrap();
        assert_eq!(value["a"]["b/c"], 2);
        assert_eq!(twice, ["/a/b~1c", "/a~0"]);
    }

    #[test]
    fn what_is_no_json() {
        for (text, line, what) in [
            ("", 1, "EOF while parsing a value"),
            ("{\n  \"a\": 1,\n}", 3, "trailing comma"),
            ("{} {}", 1, "trailing characters"),
            ("[1e999]", 1, "number out of range"),
            ("NaN", 1, "expected value"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.what, what, "{text:?}");
            assert_eq!(error.line, line.max(error.line.min(line)), "{text:?}");
        }
        let deep = "[".repeat(100_000);
        assert!(parse(&deep).unwrap_err().what.starts_with("nests deeper"));
        let at_most = format!("{}{}", "[".repeat(MOST_DEPTH), "]".repeat(MOST_DEPTH));
        assert!(parse(&at_most).is_ok());
    }
}
