//! A build cache for files that take long to make, keyed by everything that they are made from.

use super::{naming, write};
use std::path::{Path, PathBuf};

/// The cached file for the key `made_from`, whether or not it exists.
pub fn file(folder: &Path, made_from: &[u8]) -> PathBuf {
    folder.join(naming::name(made_from))
}

/// Returns the cached file for the key `made_from`, or calls `make` and caches its result in `folder`. Each file is
/// written completely or not at all, so a build that is killed continues where it stopped.
///
/// # Errors
///
/// Returns an error if `make` fails, or the cache cannot be written.
pub fn cached(
    folder: &Path,
    made_from: &[u8],
    make: impl FnOnce() -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, String> {
    let file = file(folder, made_from);
    // An empty file was left by an interrupted write.
    if let Ok(bytes) = std::fs::read(&file)
        && !bytes.is_empty()
    {
        return Ok(bytes);
    }
    let bytes = make()?;
    write::whole(&file, &bytes)?;
    Ok(bytes)
}
