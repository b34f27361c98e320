//! Files of readers' own data: JSON objects that name their version.

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

/// Why a file cannot be read. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("there is nothing in it")]
    Empty,
    /// It ends early.
    #[error("it ends early; a part of it is missing")]
    Truncated,
    /// It is something else; the parser's words, with line and column.
    #[error("another kind of file: {0}")]
    Foreign(String),
    /// Another version than the program reads, as it stands in the file.
    #[error("of version {0}, which this program does not read")]
    OtherFormat(String),
}

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
