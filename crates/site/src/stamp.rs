//! Detects that a site was already built from the same input. Its stamp is a hash of all inputs and outputs by size and
//! modification time, with the time until which the build is valid.

use super::{Input, built, naming, read, write};
use jiff::Timestamp;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The file with the stamp of an output folder.
fn file(input: &Input, out: &Path) -> PathBuf {
    input.cache.join("stamps").join(naming::name(out.to_string_lossy().as_bytes()))
}

/// Whether `out` already contains the result for this input.
pub fn holds(input: &Input, options: &str, out: &Path) -> bool {
    let Ok(stamp) = std::fs::read_to_string(file(input, out)) else {
        return false;
    };
    let Some((until, digest)) = stamp.trim().split_once(' ') else {
        return false;
    };
    let due = until.parse::<Timestamp>().is_ok_and(|until| until <= input.now);
    !due && self::digest(input, options, out).is_ok_and(|it| it == digest)
}

/// Writes the stamp of a new build. `until` is when the site next changes by itself.
///
/// # Errors
///
/// Returns an error if a file cannot be read or the stamp cannot be written.
pub fn write(input: &Input, options: &str, out: &Path, until: Option<Timestamp>) -> Result<(), String> {
    let until = until.map_or_else(|| "-".to_owned(), |time| time.to_string());
    write::file(&file(input, out), format!("{until} {}\n", digest(input, options, out)?).as_bytes())
}

/// Identifies this build of the site tool by the size and modification time of its executable.
///
/// # Errors
///
/// Returns an error if the executable cannot be read.
pub fn program() -> Result<String, String> {
    state(&std::env::current_exe().map_err(|error| error.to_string())?)
}

fn digest(input: &Input, options: &str, out: &Path) -> Result<String, String> {
    let mut hash = Sha256::new();
    hash.update(options);
    hash.update(program()?);
    for file in input.fonts.iter().chain(&input.ffmpeg) {
        hash.update(state(file)?);
    }
    let folders = [Some(&input.public), Some(&input.style), input.bundle.as_ref()];
    let before = input.before.as_deref().filter(|before| *before != out);
    for folder in folders.into_iter().flatten().map(PathBuf::as_path).chain(before).chain([out, &built::beside(out)]) {
        let names = read::names_with_hidden(folder)?;
        let states: Result<Vec<String>, String> = names.par_iter().map(|name| state(&folder.join(name))).collect();
        states?.iter().for_each(|state| hash.update(state));
    }
    Ok(format!("{:x}", hash.finalize()))
}

/// The path, size and modification time of a file.
fn state(file: &Path) -> Result<String, String> {
    let data = std::fs::metadata(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(format!("{}\0{}\0{:?}\0", file.display(), data.len(), data.modified().ok()))
}
