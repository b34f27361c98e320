//! Reads folders and files without checking their content.

use super::Files;
use rayon::prelude::*;
use std::io::Read;
use std::path::Path;

/// The maximum size of a content file, bytes.
pub const MOST_BYTES: u64 = 1_000_000;

/// A content file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// Its path below `public/content`, with `/` as separator.
    pub path: String,
    /// Its bytes, truncated after [`MOST_BYTES`] + 1.
    pub bytes: Vec<u8>,
}

impl Raw {
    /// The bytes without a byte order mark, with which editors on Windows begin a file.
    pub fn content(&self) -> &[u8] {
        self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes)
    }
}

/// Reads all files below a folder, sorted by path, as listed by [`names`].
///
/// # Errors
///
/// Returns an error if the folder or a file in it cannot be read.
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

/// Reads a file.
///
/// # Errors
///
/// Returns an error if the file cannot be read.
pub fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// Reads a text file.
///
/// # Errors
///
/// Returns an error if the file cannot be read or is not UTF-8.
pub fn text(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

/// Reads all files of a built site.
///
/// # Errors
///
/// Returns an error if the folder or a file in it cannot be read.
pub fn files(root: &Path) -> Result<Files, String> {
    names_with_hidden(root)?.into_par_iter().map(|name| Ok((name.clone(), bytes(&root.join(name))?))).collect()
}

/// Lists all files of a built site with their sizes in bytes.
///
/// # Errors
///
/// Returns an error if the folder or a file in it cannot be read.
pub fn sizes(root: &Path) -> Result<Vec<(String, u64)>, String> {
    let size = |name: String| {
        let file = root.join(&name);
        let data = std::fs::metadata(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        Ok((name, data.len()))
    };
    names_with_hidden(root)?.into_par_iter().map(size).collect()
}

/// Lists the paths of all files below a folder, sorted, with `/` as separator. Hidden files and [litter](is_litter) are
/// left out.
///
/// A missing folder counts as empty.
///
/// # Errors
///
/// Returns an error if a folder cannot be listed or a name is not UTF-8.
pub fn names(root: &Path) -> Result<Vec<String>, String> {
    list(root, |name| name.starts_with('.') || is_litter(name))
}

/// Like [`names`], but with hidden files, for folders that are published unchanged: `.well-known/`, `.nojekyll`.
///
/// # Errors
///
/// See [`names`].
pub fn names_with_hidden(root: &Path) -> Result<Vec<String>, String> {
    list(root, is_litter)
}

fn list(root: &Path, is_left_out: fn(&str) -> bool) -> Result<Vec<String>, String> {
    let mut names = Vec::new();
    if root.is_dir() {
        walk(root, "", is_left_out, &mut names)?;
    }
    names.sort_unstable();
    Ok(names)
}

/// Files and folders that operating systems, office programs, editors and network drives leave behind, in lower case.
const LITTER: [&str; 36] = [
    // Windows.
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "$recycle.bin",
    "recycler",
    "system volume information",
    // macOS, and its archives on other systems.
    "__macosx",
    "icon\r",
    ".ds_store",
    ".appledouble",
    ".lsoverride",
    ".localized",
    ".apdisk",
    ".fseventsd",
    ".spotlight-v100",
    ".temporaryitems",
    ".trashes",
    ".volumeicon.icns",
    ".documentrevisions-v100",
    // Linux and network drives.
    "lost+found",
    ".directory",
    "@eadir",
    "#recycle",
    "@recycle",
    "@recently-snapshot",
    // Version control and editors.
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".github",
    ".hg",
    ".svn",
    ".idea",
    ".vscode",
    "nohup.out",
];

/// Prefixes of such names: metadata on foreign disks, files in use, secrets.
const LITTER_BEGINS: [&str; 11] =
    ["._", ".~", ".#", "~$", "~wrl", ".@", ".trash", ".nfs", ".fuse_hidden", ".goutputstream-", ".env"];

/// Suffixes of such names: backups and incomplete files.
const LITTER_ENDS: [&str; 17] = [
    "~",
    ".bak",
    ".backup",
    ".old",
    ".orig",
    ".rej",
    ".tmp",
    ".temp",
    ".swp",
    ".swo",
    ".swx",
    ".wbk",
    ".asd",
    ".part",
    ".partial",
    ".crdownload",
    ".icloud",
];

/// Whether a file or folder was left behind by a program rather than made by an editor.
fn is_litter(name: &str) -> bool {
    let name = name.to_lowercase();
    LITTER.contains(&name.as_str())
        || LITTER_BEGINS.iter().any(|start| name.starts_with(start))
        || LITTER_ENDS.iter().any(|end| name.ends_with(end))
        || name.len() > 1 && name.starts_with('#') && name.ends_with('#')
}

fn walk(folder: &Path, prefix: &str, is_left_out: fn(&str) -> bool, names: &mut Vec<String>) -> Result<(), String> {
    let say = |error: std::io::Error| format!("cannot list {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(say)? {
        let entry = entry.map_err(say)?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| format!("the name {name:?} in {} is not UTF-8; rename it", folder.display()))?;
        if is_left_out(&name) {
            continue;
        }
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().map_err(say)?;
        if kind.is_dir() || kind.is_symlink() && entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), is_left_out, names)?;
        } else {
            names.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_litter() {
        for name in [
            "Thumbs.db",
            "desktop.ini",
            "Desktop.ini",
            "._first.json",
            ".DS_Store",
            "__MACOSX",
            "~$draft.docx",
            ".~lock.first.json#",
            "first.json.bak",
            "first.json.BAK",
            "first.json~",
            ".first.json.swp",
            ".#first.json",
            "#first.json#",
            "pier.jpg.crdownload",
            ".pier.jpg.icloud",
            "@eaDir",
            "$RECYCLE.BIN",
            ".git",
            ".env.local",
        ] {
            assert!(is_litter(name), "{name}");
        }
        for name in
            ["first.json", "first.zh.md", ".well-known", ".nojekyll", ".htaccess", "notes.txt", "a#b.txt", "#", "old"]
        {
            assert!(!is_litter(name), "{name}");
        }
    }
}
