//! Files of readers' own data: JSON objects that name their version.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt;

/// Why a file cannot be read. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is nothing in it.
    Empty,
    /// It ends early.
    Truncated,
    /// It is something else; the parser's words, with line and column.
    Foreign(String),
    /// Another version than the program reads, as it stands in the file.
    OtherFormat(String),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::Empty => f.write_str("there is nothing in it"),
            FileError::Truncated => f.write_str("it ends early; a part of it is missing"),
            FileError::Foreign(why) => write!(f, "another kind of file: {why}"),
            FileError::OtherFormat(format) => write!(f, "of version {format}, which this program does not read"),
        }
    }
}

impl std::error::Error for FileError {}

/// A text without the white space and the byte order mark around it.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
}

/// Reads an object of a version. `Head` is the field that names the version, `T` the whole.
///
/// # Errors
///
/// When the whole is not such an object.
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
    let version = version(serde_json::from_str(text).map_err(foreign)?).get();
    if version.parse() != Ok(format) {
        return Err(FileError::OtherFormat(version.to_owned()));
    }
    serde_json::from_str(text).map_err(foreign)
}
