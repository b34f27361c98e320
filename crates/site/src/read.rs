//! Reads the content folder as it is, without judging it.

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
    names(root)?
        .into_iter()
        .map(|path| {
            let file = root.join(&path);
            let say = |error| format!("cannot read {}: {error}", file.display());
            let mut bytes = Vec::new();
            let open = std::fs::File::open(&file).map_err(say)?;
            std::io::Read::read_to_end(&mut std::io::Read::take(open, MOST_BYTES + 1), &mut bytes).map_err(say)?;
            Ok(Raw { path, bytes })
        })
        .collect()
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
    names.sort();
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
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), names)?;
        } else {
            names.push(path);
        }
    }
    Ok(())
}
