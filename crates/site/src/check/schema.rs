//! The JSON Schema of each type, derived from the model. Reports schema errors in plain words.

use super::example::{Schema, constants, line, shown};
use super::place::Problems;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use schemars::JsonSchema;
use serde_json::Value;
use std::cmp::Reverse;

/// A compiled schema.
pub struct Checker {
    schema: Value,
    validator: Validator,
}

/// Other names of values, in lower case: datums by the map they come from. CGCS2000, China's own, is within centimetres
/// of WGS-84.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("cgcs2000", "wgs84"),
    ("gps", "wgs84"),
    ("osm", "wgs84"),
    ("天地图", "wgs84"),
    ("mars", "gcj02"),
    ("amap", "gcj02"),
    ("tencent", "gcj02"),
    ("高德", "gcj02"),
    ("腾讯", "gcj02"),
    ("火星坐标", "gcj02"),
    ("baidu", "bd09"),
    ("百度", "bd09"),
];

/// The schema of a type.
pub fn schema<T: JsonSchema>() -> Value {
    let mut schema = schemars::schema_for!(T).to_value();
    limit(&mut schema);
    schema
}

/// Adds the largest value of each integer type, which the derived schema states only by name.
fn limit(schema: &mut Value) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(limit),
        Value::Object(fields) => {
            let most = match fields.get("format").and_then(Value::as_str) {
                Some("uint8") => Some(u32::from(u8::MAX)),
                Some("uint16") => Some(u32::from(u16::MAX)),
                Some("uint32") => Some(u32::MAX),
                _ => None,
            };
            if let Some(most) = most {
                fields.entry("maximum").or_insert(most.into());
            }
            fields.values_mut().for_each(limit);
        }
        _ => {}
    }
}

impl Checker {
    /// Compiles the schema of a type.
    ///
    /// # Panics
    ///
    /// Panics if the derived schema is not a valid schema. A test would catch that.
    pub fn new<T: JsonSchema>() -> Checker {
        let schema = schema::<T>();
        Checker { validator: jsonschema::validator_for(&schema).expect("the derived schema is a schema"), schema }
    }

    /// Reports all schema errors of a value.
    pub fn check(&self, file: &str, value: &Value, problems: &Problems) {
        // Most records are valid, and a plain validity check is much faster than collecting all errors.
        if !self.validator.is_valid(value) {
            self.validator.iter_errors(value).for_each(|error| self.tell(file, &error, problems));
        }
    }

    fn tell(&self, file: &str, error: &ValidationError, problems: &Problems) {
        let place = error.instance_path().to_string();
        let name = place.rsplit('/').next().unwrap_or_default();
        let schema = Schema(&self.schema);
        let part = schema.around(error.schema_path().as_str());
        let value = shown(error.instance());
        let as_it_should_be = |value: &Value| format!("write {}", line(name, value));
        let one_of = |values: &[&str]| {
            let meant = |text: &str| {
                let other = OTHER_NAMES.iter().find(|(name, _)| *name == text.to_lowercase()).map(|(_, value)| *value);
                other.filter(|value| values.contains(value)).or_else(|| nearest(text, values))
            };
            let near = error.instance().as_str().and_then(meant);
            let known = values.join(", ");
            let fix = match (near, values) {
                (Some(near), _) => {
                    format!("did you mean \"{near}\"? write {}; the values are {known}", line(name, &near.into()))
                }
                (None, [only]) => format!("the only value here is \"{only}\""),
                (None, _) => format!("write one of {known}"),
            };
            (format!("{value} is not one of the values known here"), fix)
        };
        let (what, fix) = match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                for name in unexpected {
                    let fix = self.place_of(part, name, error.instance());
                    problems.add(file, format!("{place}/{name}"), format!("unknown field \"{name}\""), fix);
                }
                return;
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let known = |other: &String| part["properties"].get(other).is_some();
                let fields = error.instance().as_object().into_iter().flatten().filter(|(other, _)| !known(other));
                if fields.filter_map(|(other, it)| schema.meant(part, other, it)).any(|(meant, _)| meant == name) {
                    // The field exists under a wrong name, which is reported separately.
                    return;
                }
                let field = &part["properties"][name];
                let more = match constants(schema.resolved(field)) {
                    values if values.is_empty() => String::new(),
                    values => format!("; the values are {}", values.join(", ")),
                };
                let fix = format!("add {}{more}", line(name, &schema.filled(field, None)));
                (format!("the field \"{name}\" is missing"), fix)
            }
            ValidationErrorKind::Type { kind } => {
                let wanted = match kind {
                    TypeKind::Single(kind) => words(&kind.to_string()).to_owned(),
                    TypeKind::Multiple(kinds) => {
                        let kinds = kinds.iter().map(|kind| kind.to_string()).filter(|kind| kind != "null");
                        kinds.map(|kind| words(&kind).to_owned()).collect::<Vec<_>>().join(" or ")
                    }
                };
                let right = match error.instance().as_ref() {
                    Value::Null => schema.filled(part, None),
                    given => schema.filled(part, Some(given)),
                };
                (format!("{value} is not {wanted}"), as_it_should_be(&right))
            }
            ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
                // A closed vocabulary lists its values as branches. An optional record has one branch for the record,
                // whose own errors say more.
                let values: Vec<&str> = context.iter().flatten().filter_map(constant).collect();
                if values.is_empty() {
                    let depth = |branch: &[ValidationError]| {
                        branch.iter().map(|error| error.instance_path().to_string().len()).max()
                    };
                    let fits = |branch: &&Vec<ValidationError>| !branch.iter().any(is_null_wanted);
                    let nearness = |branch: &&Vec<ValidationError>| (unknown_fields(branch), Reverse(depth(branch)));
                    let branch = context.iter().filter(fits).min_by_key(nearness);
                    branch.into_iter().flatten().for_each(|error| self.tell(file, error, problems));
                    return;
                }
                one_of(&values)
            }
            ValidationErrorKind::Enum { options } => {
                one_of(&options.as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>())
            }
            ValidationErrorKind::Minimum { limit } => {
                (format!("{value} is too small"), format!("write {limit} or more"))
            }
            ValidationErrorKind::Maximum { limit } => {
                (format!("{value} is too large"), format!("write {limit} or less"))
            }
            _ => (error.to_string(), "compare the field with another record of its kind".to_owned()),
        };
        problems.add(file, place, what, fix);
    }

    /// Suggests where the value of an unknown field belongs.
    fn place_of(&self, part: &Value, name: &str, around: &Value) -> String {
        let schema = Schema(&self.schema);
        match schema.meant(part, name, &around[name]) {
            Some((meant, _)) if around.get(meant).is_some() => {
                format!("did you mean \"{meant}\"? it stands here too: put what both say into that")
            }
            Some((meant, value)) => format!("did you mean \"{meant}\"? write {}", line(meant, &value)),
            None if self.schema["properties"].get(name).is_some() => {
                format!("move it to the top of the file: {}", line(name, &around[name]))
            }
            None => {
                let known: Vec<&str> = schema.fields(part).map(|(name, _)| name).collect();
                format!("write what it says into one of the fields here: {}", known.join(", "))
            }
        }
    }
}

/// The name of a JSON type in words that editors know.
fn words(kind: &str) -> &str {
    match kind {
        "array" => "a list, […]",
        "object" => "a group of fields, { … }",
        "string" => "a text, \"…\"",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        other => other,
    }
}

/// The value that a branch of a closed vocabulary requires.
fn constant<'a>(error: &'a ValidationError) -> Option<&'a str> {
    match error.kind() {
        ValidationErrorKind::Constant { expected_value } => expected_value.as_str(),
        _ => None,
    }
}

/// Whether a branch accepts only `null`, as in the schema of an optional field.
fn is_null_wanted(error: &ValidationError) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(kind) } if kind.to_string() == "null")
}

/// Counts the unknown fields that a branch reports. The branch with the fewest is the intended one.
fn unknown_fields(branch: &[ValidationError]) -> usize {
    let count = |error: &ValidationError| match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.len(),
        ValidationErrorKind::AnyOf { context } => {
            context.iter().map(|branch| unknown_fields(branch)).min().unwrap_or_default()
        }
        _ => 0,
    };
    branch.iter().map(count).sum()
}

/// The known word that differs from `word` in at most a third of its letters, ignoring case.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let word = &word.to_lowercase();
    let length = word.chars().count();
    let near = known.iter().filter_map(|other| {
        let most = length.max(other.chars().count()) / 3;
        // The lengths differ too much for the words to be near.
        if word.len().abs_diff(other.len()) > 4 * most {
            return None;
        }
        let distance = strsim::levenshtein(word, &other.to_lowercase());
        (distance <= most).then_some((distance, *other))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word() {
        let known = ["headline", "summary", "source"];
        for (word, near) in
            [("headlnie", Some("headline")), ("sumary", Some("summary")), ("SOURCES", Some("source")), ("xyz", None)]
        {
            assert_eq!(nearest(word, &known), near, "{word}");
        }
        assert_eq!(nearest("pier_n.jpg", &["Pier_N.JPG"]), Some("Pier_N.JPG"));
    }
}
