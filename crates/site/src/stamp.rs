//! Whether a site was already built from the same input: its stamp names all that went in and what came out, by size
//! and time of writing, and the time until which that holds.

use super::{Failure, Input, load, read};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Where the stamp of an output folder is kept.
fn file(input: &Input, out: &Path) -> PathBuf {
    let name = super::media::name(out.to_string_lossy().as_bytes());
    input.cache.join("stamps").join(name)
}

/// Whether `out` holds what this program would make of the input.
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

/// Writes the stamp of a site that was just built.
///
/// # Errors
///
/// When the content cannot be read again, or the stamp not be written.
pub fn write(input: &Input, options: &str, out: &Path) -> Result<(), Failure> {
    let until = next_publication(input)?.map_or_else(|| "-".to_owned(), |time| time.to_string());
    let text = format!("{until} {}\n", digest(input, options, out).map_err(Failure::Other)?);
    let file = file(input, out);
    let folder = file.parent().unwrap_or(&input.cache);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&file, text))
        .map_err(|error| Failure::Other(format!("cannot write {}: {error}", file.display())))
}

/// When the next scheduled or embargoed article is due.
fn next_publication(input: &Input) -> Result<Option<Timestamp>, Failure> {
    let content = load(input)?;
    let times = content.news.iter().flat_map(|it| [Some(&it.news.published_at), it.news.embargoed_until.as_ref()]);
    Ok(times.flatten().filter_map(|text| text.parse().ok()).filter(|time: &Timestamp| *time > input.now).min())
}

/// Identifies this build of the site tool by the size and modification time of its file.
///
/// # Errors
///
/// When its file cannot be read.
pub fn program() -> Result<String, String> {
    let mut hash = Sha256::new();
    add(&mut hash, &std::env::current_exe().map_err(|error| error.to_string())?)?;
    Ok(format!("{:x}", hash.finalize()))
}

fn digest(input: &Input, options: &str, out: &Path) -> Result<String, String> {
    let mut hash = Sha256::new();
    hash.update(options);
    hash.update(program()?);
    let fonts = input.fonts.iter().map(PathBuf::as_path);
    for file in fonts {
        add(&mut hash, file)?;
    }
    let folders = [Some(&input.public), Some(&input.style), input.bundle.as_ref()];
    for folder in folders.into_iter().flatten().map(PathBuf::as_path).chain([out]) {
        for name in read::names(folder)? {
            add(&mut hash, &folder.join(name))?;
        }
    }
    Ok(format!("{:x}", hash.finalize()))
}

fn add(hash: &mut Sha256, file: &Path) -> Result<(), String> {
    let say = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let data = std::fs::metadata(file).map_err(|error| say(&error))?;
    let written = data.modified().map_err(|error| say(&error))?.duration_since(UNIX_EPOCH);
    let nanos = written.map_err(|error| say(&error))?.as_nanos();
    hash.update(format!("{}\0{}\0{nanos}\0", file.display(), data.len()));
    Ok(())
}
