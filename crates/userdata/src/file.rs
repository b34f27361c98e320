//! Files of readers' own data: JSON objects that contain their version.

use film_core::json;
use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

/// Why a file cannot be read. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// It is empty.
    #[error("there is nothing in it")]
    Empty,
    /// It is truncated.
    #[error("it ends early; a part of it is missing")]
    Truncated,
    /// It is another kind of file. Contains the parser's message, with line and column.
    #[error("another kind of file: {0}")]
    Foreign(String),
    /// It has a version that the program does not read, given as written in the file.
    #[error("of version {0}, which this program does not read")]
    OtherFormat(String),
}

/// A text without surrounding white space and byte order mark.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
}

/// Reads an object of a given version. `Head` contains the version field, `T` is the whole object.
///
/// # Errors
///
/// If the text is not such an object.
pub fn read<'a, Head, T>(text: &'a str, version: fn(Head) -> &'a RawValue, format: u32) -> Result<T, FileError>
where
    Head: Deserialize<'a>,
    T: Deserialize<'a>,
{
    let text = bare(text);
    if text.is_empty() {
        return Err(FileError::Empty);
    }
    let foreign = |error: serde_json::Error| FileError::Foreign(error.to_string());
    if let Err(error) = serde_json::from_str::<&RawValue>(text) {
        return Err(if error.is_eof() { FileError::Truncated } else { foreign(error) });
    }
    if !text.starts_with('{') {
        return Err(FileError::Foreign("an object was expected".into()));
    }
    let version = version(json::read(text).map_err(foreign)?).get();
    if version.parse() != Ok(format) {
        return Err(FileError::OtherFormat(version.to_owned()));
    }
    json::read(text).map_err(foreign)
}
