//! The files below `public/media`, found by the names that records give them, and what the check finds out of them.
//! Systems write the same name in different letters (é as one or as two), so names are compared in one form.

use super::cache::cached;
use super::naming::name;
use super::plain_text::tidied;
use super::{clip_traces, read};
use pixels::Lost;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Version of what is done with a picture: part of the cache's keys.
pub const PIPELINE: &str = "3";

/// The files by their names.
#[derive(Clone, Debug)]
pub struct Originals {
    /// Where they lie, and where what is found out of them is kept; none looks into no file.
    folders: Option<(PathBuf, PathBuf)>,
    names: BTreeSet<String>,
    /// Names in NFC, and as the system has them.
    tidy: BTreeMap<String, String>,
    /// What was found out of pictures: many records may show the same.
    examined: Arc<Mutex<BTreeMap<String, Examined>>>,
}

/// What of a picture is lost when it is published, or what is wrong with it, in words.
type Examined = Result<Option<Lost>, String>;

impl Originals {
    /// The files below a folder. What is found out of them is kept in `cache`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be listed, in words.
    pub fn read(folder: PathBuf, cache: PathBuf) -> Result<Originals, String> {
        let names = read::names(&folder)?;
        Ok(Originals { folders: Some((folder, cache)), ..Originals::named(names) })
    }

    /// Files of which only the paths are known.
    pub fn named(names: impl IntoIterator<Item = String>) -> Originals {
        let names: BTreeSet<String> = names.into_iter().collect();
        let tidy = names.iter().map(|name| (tidied(name).into_owned(), name.clone())).collect();
        Originals { folders: None, names, tidy, examined: Arc::default() }
    }

    /// Where a file lies, or would lie.
    pub fn path(&self, name: &str) -> PathBuf {
        let folder = self.folders.as_ref().map(|(folder, _)| folder.as_path()).unwrap_or("".as_ref());
        folder.join(self.find(name).unwrap_or(name))
    }

    /// What a clip's file says of where and with what it was filmed.
    ///
    /// # Errors
    ///
    /// When it cannot be read, in words.
    pub fn traces(&self, name: &str) -> Result<Vec<String>, String> {
        if self.folders.is_some() { clip_traces::traces(&self.path(name)) } else { Ok(Vec::new()) }
    }

    /// What of a picture is lost when it is published.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in words.
    pub fn examine(&self, picture: &str) -> Result<Option<Lost>, String> {
        let examined = || self.examined.lock().unwrap_or_else(PoisonError::into_inner);
        let known = examined().get(picture).cloned();
        known.unwrap_or_else(|| {
            let found = self.look_into(picture);
            examined().insert(picture.to_owned(), found.clone());
            found
        })
    }

    fn look_into(&self, picture: &str) -> Examined {
        let Some((_, cache)) = &self.folders else { return Ok(None) };
        let bytes = read::bytes(&self.path(picture))?;
        let made_from = format!("examined\0{PIPELINE}\0{}", name(&bytes));
        let found = cached(cache, made_from.as_bytes(), || {
            Ok(match pixels::examine(&bytes)? {
                None => b"-".to_vec(),
                Some(Lost::Frames) => b"frames".to_vec(),
                Some(Lost::Profile) => b"profile".to_vec(),
            })
        })?;
        Ok(match found.as_slice() {
            b"frames" => Some(Lost::Frames),
            b"profile" => Some(Lost::Profile),
            _ => None,
        })
    }

    /// The path of a file, as the system has it.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.names.get(name).or_else(|| self.tidy.get(tidied(name).as_ref())).map(String::as_str)
    }

    /// The paths of all files, as records name them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.tidy.keys().map(String::as_str)
    }

    /// What differs between a name and that of the file that must be meant, and that name.
    pub fn alike(&self, name: &str) -> Option<(&'static str, &str)> {
        let whole = key(name);
        let found = self.all().find(|other| key(other) == whole);
        let base = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut moved = self.all().filter(|other| base(&key(other)) == base(&whole));
        let other = found.or_else(|| moved.next().filter(|_| moved.next().is_none()))?;
        let difference = if name.contains(['\\', '\n']) {
            "folders are divided by /, not by \\"
        } else if name.starts_with(['/', '.']) || name.starts_with("public/") || name.starts_with("media/") {
            "a path begins below public/media"
        } else if found.is_none() {
            "the file lies in another folder"
        } else if name.to_lowercase() == other.to_lowercase() {
            "file names are case-sensitive"
        } else {
            "the file name is spelled differently"
        };
        Some((difference, other))
    }
}

/// What two names have in common that people take for the same.
fn key(name: &str) -> String {
    // \n within a Windows path became a new line.
    let path = tidied(name).replace('\n', "/n").replace('\\', "/");
    let path = formats::percent::decode(&path.replace('+', "%2B"));
    let path = path.trim_start_matches(['.', '/']);
    let path = path.strip_prefix("public/").unwrap_or(path);
    let path = path.strip_prefix("media/").unwrap_or(path);
    let plain = |c: char| match c {
        '！'..='～' => char::from((c as u32 - 0xfee0) as u8),
        '_' | '-' | '\u{a0}' | '\u{3000}' => ' ',
        _ => c,
    };
    let path: String = path.chars().map(plain).flat_map(char::to_lowercase).filter(|c| *c != ' ').collect();
    path.strip_suffix(".jpeg").map_or(path.clone(), |stem| format!("{stem}.jpg"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_any_form_of_its_letters() {
        let files = ["cafe\u{301}.jpg", "clips/waves.mp4", "é.png"].map(str::to_owned);
        let files = Originals::named(files);
        for name in ["café.jpg", "cafe\u{301}.jpg"] {
            assert_eq!(files.find(name), Some("cafe\u{301}.jpg"));
        }
        assert_eq!(files.find("e\u{301}.png"), Some("é.png"));
        assert_eq!(files.find("cafe.jpg"), None);
    }

    #[test]
    fn what_differs_is_said() {
        let files = ["clips/waves.mp4", "码头 一.jpg", "a/b.png", "c/b.png"].map(str::to_owned);
        let files = Originals::named(files);
        for (name, what, other) in [
            ("clips\\waves.mp4", "divided by /", "clips/waves.mp4"),
            (".\\clips\\waves.mp4", "divided by /", "clips/waves.mp4"),
            ("/clips/waves.mp4", "begins below", "clips/waves.mp4"),
            ("public/media/clips/waves.mp4", "begins below", "clips/waves.mp4"),
            ("clips/Waves.MP4", "case-sensitive", "clips/waves.mp4"),
            ("waves.mp4", "another folder", "clips/waves.mp4"),
            ("码头%20一.jpeg", "spelled differently", "码头 一.jpg"),
        ] {
            let (difference, found) = files.alike(name).unwrap_or_else(|| panic!("{name}"));
            assert!(difference.contains(what) && found == other, "{name}: {difference}, {found}");
        }
        assert_eq!(files.alike("b.png"), None, "there are two");
    }
}
