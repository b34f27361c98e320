//! A built site, and where it is written.

use super::stored::StoredFiles;
use super::{Files, read, write};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// A built site.
#[derive(Clone, Debug, Default)]
pub struct Built {
    /// The files in memory.
    pub files: Files,
    /// The pictures and clips.
    pub stored: StoredFiles,
    /// Whether pictures and clips are published on another host.
    pub is_apart: bool,
}

impl Built {
    /// All files, with pictures and clips read into memory: for small sites.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read.
    pub fn into_files(self) -> Result<Files, String> {
        let mut files = self.files;
        let stored: Result<Files, String> =
            self.stored.into_par_iter().map(|(path, it)| Ok((path, read::bytes(&it.file)?))).collect();
        files.extend(stored?);
        Ok(files)
    }

    /// Writes the site to `out`. If pictures and clips are published on another host, they are written [`beside`] it.
    ///
    /// # Errors
    ///
    /// Returns an error if a folder cannot be changed.
    pub fn write(self, out: &Path) -> Result<(), String> {
        let Built { files, stored, is_apart } = self;
        if !is_apart {
            return write::write_with(out, &files, &stored);
        }
        let (pictures, site): (Files, Files) = files.into_iter().partition(|(path, _)| is_media(path));
        write::write_with(&beside(out), &pictures, &stored)?;
        write::write(out, &site)
    }
}

/// The folder for pictures and clips on another host, next to the site's: `dist-media` for `dist`.
pub fn beside(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push("-media");
    out.with_file_name(name)
}

/// Whether a file goes where the pictures and clips go. Screenshots belong to the web app manifest, and stay with it.
pub fn is_media(path: &str) -> bool {
    path.starts_with("media/") && !path.starts_with("media/screenshots/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::{Stored, pieces};

    #[test]
    fn media_can_lie_apart_from_the_site() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("picture"), b"p").unwrap();
        let stored = Stored { file: at("picture"), bytes: 1, pieces: pieces(b"p") };
        let names = ["index.html", "media/cards/a.jpg", "media/screenshots/b.webp"];
        let built = |is_apart| Built {
            files: names.iter().map(|name| ((*name).to_owned(), b"x".to_vec())).collect(),
            stored: StoredFiles::from([("media/a-480.webp".to_owned(), stored.clone())]),
            is_apart,
        };
        built(false).write(&at("site")).unwrap();
        assert_eq!(read::names(&at("site")).unwrap().len(), 4);
        assert!(!at("site-media").exists());
        built(true).write(&at("site")).unwrap();
        assert_eq!(read::names(&at("site")).unwrap(), ["index.html", "media/screenshots/b.webp"]);
        assert_eq!(read::names(&at("site-media")).unwrap(), ["media/a-480.webp", "media/cards/a.jpg"]);
        assert_eq!(std::fs::read(at("site-media/media/a-480.webp")).unwrap(), b"p");
        assert_eq!(built(true).into_files().unwrap()["media/a-480.webp"], b"p");
    }
}
