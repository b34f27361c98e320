//! Reads folders as they are, without judging them.

use super::Files;
use rayon::prelude::*;
use std::io::Read;
use std::path::Path;

/// The most bytes that one content file may have.
pub const MOST_BYTES: u64 = 1_000_000;

/// A content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// Its path below `public/content`, with `/` between folders.
    pub path: String,
    /// Its bytes; cut off after [`MOST_BYTES`] + 1.
    pub bytes: Vec<u8>,
}

/// All files below a folder, in order of their paths. Hidden files are left out.
///
/// # Errors
///
/// When the folder or a file in it cannot be read, in words.
pub fn read(root: &Path) -> Result<Vec<Raw>, String> {
    let read = |path: String| {
        let file = root.join(&path);
        let mut bytes = Vec::new();
        let open = std::fs::File::open(&file);
        open.and_then(|open| open.take(MOST_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        Ok(Raw { path, bytes })
    };
    names(root)?.into_par_iter().map(read).collect()
}

/// The bytes of a file.
///
/// # Errors
///
/// When it cannot be read, in words.
pub fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// The text of a file.
///
/// # Errors
///
/// When it cannot be read or is not UTF-8, in words.
pub fn text(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// All files below a folder with their bytes.
///
/// # Errors
///
/// When the folder or a file in it cannot be read, in words.
pub fn files(root: &Path) -> Result<Files, String> {
    names(root)?.into_par_iter().map(|name| Ok((name.clone(), bytes(&root.join(name))?))).collect()
}

/// All files below a folder with their sizes in bytes.
///
/// # Errors
///
/// When the folder or a file in it cannot be read, in words.
pub fn sizes(root: &Path) -> Result<Vec<(String, u64)>, String> {
    let size = |name: String| {
        let file = root.join(&name);
        let data = std::fs::metadata(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        Ok((name, data.len()))
    };
    names(root)?.into_par_iter().map(size).collect()
}

/// The paths of all files below a folder, in order, with `/` between folders.
///
/// A folder that is not there has none.
///
/// # Errors
///
/// When a folder cannot be listed or a name is not UTF-8, in words.
pub fn names(root: &Path) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    if root.is_dir() {
        walk(root, "", &mut names)?;
    }
    names.sort_unstable();
    Ok(names)
}

fn walk(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<(), String> {
    let say = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(say)? {
        let entry = entry.map_err(say)?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| format!("the name {name:?} in {} is not UTF-8; rename it", folder.display()))?;
        if name.starts_with('.') {
            continue;
        }
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().map_err(say)?;
        if kind.is_dir() || kind.is_symlink() && entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), names)?;
        } else {
            names.push(path);
        }
    }
    Ok(())
}
