//! The source files below `public/media`, looked up by the names in records, and what the check finds out about them.
//! Systems store the same name in different Unicode forms (é as one code point or two), so names are compared in NFC.

use super::cache::{self, cached};
use super::clip_file::{Measured, Unmeasured};
use super::naming::name;
use super::parallel::{Memory, in_parallel};
use super::plain_text::tidied;
use super::{clip_file, clip_traces, read, write};
use pixels::Lost;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The version of picture processing: part of the cache keys.
pub const PIPELINE: &str = "4";

/// The source files by name.
#[derive(Debug)]
pub struct Originals {
    /// The folder of the files and the cache folder. `None` if no file is ever opened.
    folders: Option<(PathBuf, PathBuf)>,
    names: BTreeSet<String>,
    /// File names as stored by the file system, by their NFC form.
    tidy: BTreeMap<String, String>,
    /// Cached results for pictures, because several records may show the same one.
    examined: Mutex<BTreeMap<String, Examined>>,
    /// The pictures whose examination was put off, if it is.
    put_off: Mutex<Option<BTreeSet<String>>>,
    /// Cached results for clips.
    films: Mutex<BTreeMap<String, Result<Option<Film>, String>>>,
}

/// The results of examining a clip's file.
#[derive(Clone, Debug)]
pub struct Film {
    /// The names of metadata entries on location and device.
    pub traces: Vec<String>,
    /// Its properties, or why they cannot be measured.
    pub measured: Result<Measured, Unmeasured>,
}

/// Loss of information when a picture is published, or an error message.
pub type Examined = Result<Option<Lost>, String>;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The key under which the cache has the result of examining a picture.
fn examined_key(name: &str) -> String {
    format!("examined\0{PIPELINE}\0{name}")
}

impl Originals {
    /// Lists the files below a folder. Results about them are stored in `cache`.
    ///
    /// # Errors
    ///
    /// Returns an error if the folder cannot be listed.
    pub fn read(folder: PathBuf, cache: PathBuf) -> Result<Originals, String> {
        let names = read::names(&folder)?;
        Ok(Originals { folders: Some((folder, cache)), ..Originals::named(names) })
    }

    /// Files of which only the paths are known.
    pub fn named(names: impl IntoIterator<Item = String>) -> Originals {
        let names: BTreeSet<String> = names.into_iter().collect();
        let tidy = names.iter().map(|name| (tidied(name).into_owned(), name.clone())).collect();
        let (examined, films, put_off) = Default::default();
        Originals { folders: None, names, tidy, examined, films, put_off }
    }

    /// The path of a file, whether or not it exists.
    pub fn path(&self, name: &str) -> PathBuf {
        let folder = self.folders.as_ref().map(|(folder, _)| folder.as_path()).unwrap_or("".as_ref());
        folder.join(self.find(name).unwrap_or(name))
    }

    /// Examines a clip's file. Returns `None` if files are never opened.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read.
    pub fn film(&self, name: &str) -> Result<Option<Film>, String> {
        if self.folders.is_none() {
            return Ok(None);
        }
        let known = lock(&self.films).get(name).cloned();
        known.unwrap_or_else(|| {
            let path = self.path(name);
            let found =
                clip_traces::traces(&path).map(|traces| Some(Film { traces, measured: clip_file::measure(&path) }));
            lock(&self.films).insert(name.to_owned(), found.clone());
            found
        })
    }

    /// From now on, [`examine`](Self::examine) answers at once: a picture of which nothing is known counts as right until
    /// it is examined, together with all others.
    pub fn put_off(&self) {
        *lock(&self.put_off) = Some(BTreeSet::new());
    }

    /// The pictures whose examination was put off. It is not put off any longer.
    pub fn take_put_off(&self) -> Vec<String> {
        lock(&self.put_off).take().unwrap_or_default().into_iter().collect()
    }

    /// Examines pictures in parallel. Returns whether anything is wrong with any.
    pub fn examine_all(&self, pictures: &[String]) -> bool {
        let examine = |picture: &String, memory: &Memory| Ok(self.examine_within(picture, Some(memory)));
        let found = in_parallel(pictures, |_, _| (), examine);
        found.into_iter().any(|it| it != Ok(Ok(None)))
    }

    /// Returns what is lost when a picture is published.
    ///
    /// # Errors
    ///
    /// Returns an error if the picture is unusable.
    pub fn examine(&self, picture: &str) -> Examined {
        if let Some(names) = lock(&self.put_off).as_mut()
            && !lock(&self.examined).contains_key(picture)
        {
            names.insert(picture.to_owned());
            return Ok(None);
        }
        self.examine_within(picture, None)
    }

    fn examine_within(&self, picture: &str, memory: Option<&Memory>) -> Examined {
        let examined = lock(&self.examined).get(picture).cloned();
        examined.unwrap_or_else(|| {
            let found = self.known(picture).map_or_else(|| self.look_into(picture, memory), Ok);
            lock(&self.examined).insert(picture.to_owned(), found.clone());
            found
        })
    }

    /// The width and height of a picture in pixels. `None` if it cannot be read, or if files are never opened.
    pub fn size(&self, picture: &str) -> Option<(u32, u32)> {
        self.folders.as_ref()?;
        pixels::size(&read::bytes(&self.path(picture)).ok()?).ok()
    }

    fn look_into(&self, picture: &str, memory: Option<&Memory>) -> Examined {
        if self.folders.is_none() {
            return Ok(None);
        }
        let bytes = read::bytes(&self.path(picture))?;
        let _part = memory.map(|memory| memory.take(pixels::memory(&bytes)));
        let lost = pixels::examine(&bytes)?;
        self.learn_name(picture, &bytes);
        self.learn(picture, &bytes, lost)?;
        Ok(lost)
    }

    /// The loss of a picture, if an earlier build examined it.
    fn known(&self, picture: &str) -> Option<Option<Lost>> {
        let (_, cache) = self.folders.as_ref()?;
        let found = std::fs::read(cache::file(cache, examined_key(&self.content_name(picture)?).as_bytes())).ok()?;
        match found.as_slice() {
            b"-" => Some(None),
            b"frames" => Some(Some(Lost::Frames)),
            b"profile" => Some(Some(Lost::Profile)),
            _ => None,
        }
    }

    /// Remembers what is lost of a picture that was decoded.
    ///
    /// # Errors
    ///
    /// Returns an error if the cache cannot be written.
    pub fn learn(&self, picture: &str, bytes: &[u8], lost: Option<Lost>) -> Result<(), String> {
        let Some((_, cache)) = &self.folders else { return Ok(()) };
        lock(&self.examined).insert(picture.to_owned(), Ok(lost));
        let word = match lost {
            None => "-",
            Some(Lost::Frames) => "frames",
            Some(Lost::Profile) => "profile",
        };
        cached(cache, examined_key(&name(bytes)).as_bytes(), || Ok(word.into())).map(drop)
    }

    /// Remembers that a picture is unusable.
    pub fn learn_error(&self, picture: &str, error: String) {
        lock(&self.examined).insert(picture.to_owned(), Err(error));
    }

    /// The name of a picture's content. A file of the same path, size and modification time is not read again.
    pub fn content_name(&self, picture: &str) -> Option<String> {
        let (_, cache) = self.folders.as_ref()?;
        let key = self.state(picture)?;
        let known = std::fs::read_to_string(cache::file(cache, key.as_bytes())).ok().filter(|name| name.len() == 12);
        known.or_else(|| Some(self.learn_name(picture, &read::bytes(&self.path(picture)).ok()?)))
    }

    /// Remembers and returns the name of a picture's content.
    pub fn learn_name(&self, picture: &str, bytes: &[u8]) -> String {
        let name = name(bytes);
        if let (Some((_, cache)), Some(key)) = (&self.folders, self.state(picture)) {
            // Without it, the file is only read once more.
            let _ = write::whole(&cache::file(cache, key.as_bytes()), name.as_bytes());
        }
        name
    }

    /// The path, size and modification time of a picture.
    fn state(&self, picture: &str) -> Option<String> {
        let path = self.path(picture);
        let data = std::fs::metadata(&path).ok()?;
        Some(format!("state\0{}\0{}\0{:?}", path.display(), data.len(), data.modified().ok()?))
    }

    /// The path of a file as stored by the file system.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.names.get(name).or_else(|| self.tidy.get(tidied(name).as_ref())).map(String::as_str)
    }

    /// The paths of all files, in the form in which records name them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.tidy.keys().map(String::as_str)
    }

    /// Finds the file that was probably meant. Returns how its name differs, and its name.
    pub fn alike(&self, name: &str) -> Option<(&'static str, &str)> {
        let whole = key(name);
        let found = self.all().find(|other| key(other) == whole);
        let base = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let mut moved = self.all().filter(|other| base(&key(other)) == base(&whole));
        let other = found.or_else(|| moved.next().filter(|_| moved.next().is_none()))?;
        let difference = if name.contains('\\') || name.contains(|c| ESCAPES.iter().any(|(escape, _)| *escape == c)) {
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

/// The characters that JSON reads from backslashes in a Windows path such as `clips\bay.mp4`, and their form with a slash.
pub const ESCAPES: [(char, &str); 5] = [('\u{8}', "/b"), ('\u{c}', "/f"), ('\n', "/n"), ('\r', "/r"), ('\t', "/t")];

/// Normalises a name for comparison: names that people take for the same have the same key.
fn key(name: &str) -> String {
    let path = ESCAPES.iter().fold(name.to_owned(), |path, (escape, letter)| path.replace(*escape, letter));
    let path = tidied(&path).replace('\\', "/");
    let path = formats::percent::decode(&path.replace('+', "%2B"));
    let path = path.trim_start_matches(['.', '/']);
    let path = path.strip_prefix("public/").unwrap_or(path);
    let path = path.strip_prefix("media/").unwrap_or(path);
    let plain = |c: char| match c {
        '！'..='～' => formats::half_width(c),
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
        let files = ["clips/waves.mp4", "码头 一.jpg", "a/b.png", "c/b.png", "clips/bay.mp4", "clips/tide.mp4"];
        let files = files.map(str::to_owned);
        let files = Originals::named(files);
        for (name, what, other) in [
            ("clips\\waves.mp4", "divided by /", "clips/waves.mp4"),
            (".\\clips\\waves.mp4", "divided by /", "clips/waves.mp4"),
            ("clips\u{8}ay.mp4", "divided by /", "clips/bay.mp4"),
            ("clips\tide.mp4", "divided by /", "clips/tide.mp4"),
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
