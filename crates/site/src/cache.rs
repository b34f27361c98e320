//! A build cache for files that take long to make, keyed by everything that they are made from.

use super::{naming, write};
use std::path::Path;

/// Returns the cached file for the key `made_from`, or calls `make` and caches its result in `folder`.
///
/// # Errors
///
/// Returns an error if `make` fails, or the cache cannot be written.
pub fn cached(
    folder: &Path,
    made_from: &[u8],
    make: impl FnOnce() -> Result<Vec<u8>, String>,
) -> Result<Vec<u8>, String> {
    let file = folder.join(naming::name(made_from));
    // An empty file was left by an interrupted write.
    if let Ok(bytes) = std::fs::read(&file)
        && !bytes.is_empty()
    {
        return Ok(bytes);
    }
    let bytes = make()?;
    // Rename the complete file. The temporary name is unique, so concurrent builds do not collide.
    let part = file.with_extension(format!("{}-{:?}", std::process::id(), std::thread::current().id()));
    write::file(&part, &bytes)?;
    std::fs::rename(&part, &file).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(bytes)
}
