//! The JSON Schema of each type, derived from the model, and its errors in plain words.

use super::place::Problems;
use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use schemars::JsonSchema;
use serde_json::Value;

/// A compiled schema.
pub struct Checker {
    schema: Value,
    validator: Validator,
}

/// The schema of a type.
pub fn schema<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).to_value()
}

impl Checker {
    /// Compiles the schema of a type.
    ///
    /// # Panics
    ///
    /// When the schema derived from the type is no schema, which a test would show.
    pub fn new<T: JsonSchema>() -> Checker {
        let schema = schema::<T>();
        Checker { validator: jsonschema::validator_for(&schema).expect("the derived schema is a schema"), schema }
    }

    /// Adds all that a value has against the schema.
    pub fn check(&self, file: &str, value: &Value, problems: &Problems) {
        // Most records are right, and that is known in a fraction of the time that all errors take.
        if !self.validator.is_valid(value) {
            self.validator.iter_errors(value).for_each(|error| self.tell(file, &error, problems));
        }
    }

    fn tell(&self, file: &str, error: &ValidationError, problems: &Problems) {
        let place = error.instance_path().to_string();
        let value = short(error.instance());
        let one_of = |values: &[&str]| {
            (format!("{value} is not one of the values known here"), choose(error.instance(), values))
        };
        let (what, fix) = match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = self.fields(error.schema_path().as_str());
                for name in unexpected {
                    let fix = match nearest(name, &known) {
                        Some(near) => format!("did you mean “{near}”? else delete the field"),
                        None => format!("delete it; the fields here are {}", known.join(", ")),
                    };
                    problems.add(file, format!("{place}/{name}"), format!("unknown field “{name}”"), fix);
                }
                return;
            }
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                (format!("the field “{name}” is missing"), format!("add “{name}”"))
            }
            ValidationErrorKind::Type { kind } => {
                let wanted = match kind {
                    TypeKind::Single(kind) => kind.to_string(),
                    TypeKind::Multiple(kinds) => {
                        kinds.iter().map(|kind| kind.to_string()).collect::<Vec<_>>().join(" or ")
                    }
                };
                (format!("{value} is not of type {wanted}"), format!("write a value of type {wanted}"))
            }
            ValidationErrorKind::OneOfNotValid { context } | ValidationErrorKind::AnyOf { context } => {
                // A closed vocabulary lists its values as branches; an optional record has one
                // branch for the record, whose own errors say more.
                let values: Vec<&str> = context.iter().flatten().filter_map(constant).collect();
                if values.is_empty() {
                    let depth = |branch: &&Vec<ValidationError>| {
                        branch.iter().map(|error| error.instance_path().to_string().len()).max()
                    };
                    let fits = |branch: &&Vec<ValidationError>| !branch.iter().any(is_null_wanted);
                    let branch = context.iter().filter(fits).max_by_key(depth);
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

    /// The names of the fields of the object whose schema an error points into.
    fn fields(&self, schema_path: &str) -> Vec<&str> {
        let object = schema_path.strip_suffix("/additionalProperties").and_then(|path| self.schema.pointer(path));
        let fields = object.and_then(|object| object["properties"].as_object());
        fields.into_iter().flat_map(|fields| fields.keys().map(String::as_str)).collect()
    }
}

/// The value that a branch of a closed vocabulary wants.
fn constant<'a>(error: &'a ValidationError) -> Option<&'a str> {
    match error.kind() {
        ValidationErrorKind::Constant { expected_value } => expected_value.as_str(),
        _ => None,
    }
}

/// Whether a branch would take only `null`: the one that a field left out stands for.
fn is_null_wanted(error: &ValidationError) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(kind) } if kind.to_string() == "null")
}

fn choose(value: &Value, options: &[&str]) -> String {
    let known = options.join(", ");
    match value.as_str().and_then(|text| nearest(text, options)) {
        Some(near) => format!("did you mean “{near}”? the values are {known}"),
        None => format!("write one of {known}"),
    }
}

/// A value cut to one line.
fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(57).chain("…".chars()).collect() }
}

/// The known word that differs from `word` in at most a third of its letters.
fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = |other: &&&str| strsim::levenshtein(word, other) * 3 <= word.chars().count().max(other.chars().count());
    known.iter().filter(near).min_by_key(|other| strsim::levenshtein(word, other)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word() {
        let known = ["headline", "summary", "source"];
        for (word, near) in
            [("headlnie", Some("headline")), ("sumary", Some("summary")), ("sources", Some("source")), ("xyz", None)]
        {
            assert_eq!(nearest(word, &known), near, "{word}");
        }
    }
}
