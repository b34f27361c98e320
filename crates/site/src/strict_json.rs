//! Strict JSON parsing: no duplicate keys, limited depth.

use crate::pointer::Pointer;
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::RefCell;
use std::fmt;

/// How deep objects and arrays may nest.
pub const MOST_DEPTH: usize = 16;

/// The largest whole number up to which floating point is exact: 2^53.
const MOST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A JSON syntax error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson {
    /// 1-based line.
    pub line: usize,
    /// 1-based column.
    pub column: usize,
    /// Error message.
    pub what: String,
}

/// Parses a JSON text. Returns the value and the JSON pointers of duplicate keys (the last one counts).
///
/// # Errors
///
/// Returns an error if the text is not JSON or is nested deeper than [`MOST_DEPTH`].
pub fn parse(text: &str) -> Result<(Value, Vec<String>), NotJson> {
    let twice = RefCell::new(Vec::new());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict { pointer: Pointer::Top, depth: 0, twice: &twice }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| {
            let words = error.to_string();
            let at = words.rfind(" at line ").unwrap_or(words.len());
            NotJson { line: error.line(), column: error.column(), what: words[..at].to_owned() }
        })?;
    Ok((value, twice.into_inner()))
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    pointer: Pointer<'a>,
    depth: usize,
    twice: &'a RefCell<Vec<String>>,
}

impl Strict<'_> {
    fn too_deep<E: Error>(&self) -> Result<(), E> {
        if self.depth >= MOST_DEPTH {
            return Err(E::custom(format!("nests deeper than {MOST_DEPTH} levels")));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // 90.0 is the same number as 90, also where a whole number is required.
        if value.fract() == 0.0 && value.abs() <= MOST_WHOLE {
            return Ok(Value::Number((value as i64).into()));
        }
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.too_deep()?;
        let mut values = Vec::new();
        let inner = |at: usize| Strict { pointer: Pointer::Item(&self.pointer, at), depth: self.depth + 1, ..self };
        while let Some(value) = access.next_element_seed(inner(values.len()))? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.too_deep()?;
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let inner = Strict { pointer: Pointer::Field(&self.pointer, &key), depth: self.depth + 1, ..self };
            if map.contains_key(&key) {
                self.twice.borrow_mut().push(inner.pointer.to_string());
            }
            let value = access.next_value_seed(inner)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
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
    fn a_whole_number_has_one_form() {
        let (value, _) = parse("[90.0, -1e3, 0.5, -0.0, 1e300]").unwrap();
        assert_eq!(value.to_string(), "[90,-1000,0.5,0,1e+300]");
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
