//! Turns files into records: checks each file on its own against the schema of its type.

use super::place::Problems;
use super::records::References;
use super::schema::Checker;
use super::slips;
use super::values::{count_untranslated, in_language, is_unseen, strings};
use super::{Bodies, land};
use crate::content::LanguageCounts;
use crate::read::{MOST_BYTES, Raw};
use crate::{markdown, mime, plain_text, strict_json};
use film_core::locale::Locale;
use film_core::model::office::Office;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Folders with one record per file.
const FOLDERS: [&str; 6] = ["news", "locations", "productions", "experts", "clips", "summit"];
/// Files with one record or a list of records.
const SINGLE: [&str; 5] = ["office.json", "topics.json", "fields.json", "classes.json", "summit.json"];

/// The content files, and the problems found in them.
#[derive(Clone, Copy)]
pub struct ContentFiles<'a> {
    pub raw: &'a [Raw],
    pub problems: &'a Problems,
    /// The number of untranslated texts, by file.
    pub untranslated: &'a Mutex<BTreeMap<String, LanguageCounts>>,
    /// An example of a telephone number.
    pub telephone: &'a str,
    /// The language that each text must have: the site's, if it has only one.
    pub only: Option<Locale>,
}

impl<'a> ContentFiles<'a> {
    /// Reports files that are neither a record nor a text.
    pub fn unknown(self) {
        let is_known = |path: &str| is_record_or_text(path) || path == land::FILE;
        for raw in self.raw.iter().filter(|raw| !is_known(&raw.path)) {
            self.problems.file(&raw.path).wrong("unexpected file", self.place_of(&raw.path));
        }
    }

    /// Suggests where an unexpected file belongs.
    fn place_of(self, path: &str) -> String {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_ascii_lowercase();
        if mime::of(path).is_some_and(|it| it.mime.starts_with("image/") || it.mime.starts_with("video/"))
            || ["heic", "heif", "tif", "tiff", "mxf", "avi", "mts"].contains(&ending.as_str())
        {
            return "put pictures and clips into public/media, and name them in a record".into();
        }
        // Build the expected name: lower case, at most one folder, the language before `.md`.
        let folder = folders.split('/').next().unwrap_or_default().to_ascii_lowercase();
        let stem = stem.to_ascii_lowercase();
        let texts = |stem: &str| Locale::ALL.map(|locale| format!("news/{stem}.{}.md", locale.as_str()));
        let named = match ending.as_str() {
            "json" if folder.is_empty() => vec![format!("{stem}.json")],
            "json" => vec![format!("{folder}/{stem}.json")],
            "md" | "markdown" => {
                let is = |tag: &str, locale: Locale| tag.split(['-', '_']).next() == Some(locale.as_str());
                let tagged = stem
                    .split_once('.')
                    .or_else(|| stem.rsplit_once(['_', '-']))
                    .and_then(|(stem, tag)| Some((stem, Locale::ALL.into_iter().find(|locale| is(tag, *locale))?)));
                match tagged {
                    Some((stem, locale)) => vec![format!("news/{stem}.{}.md", locale.as_str())],
                    None => texts(&stem).to_vec(),
                }
            }
            _ => Vec::new(),
        };
        let free: Vec<String> =
            named.into_iter().filter(|name| is_record_or_text(name) && self.find(name).is_none()).collect();
        if !free.is_empty() {
            return format!("to publish it, rename it to {}", free.join(" or "));
        }
        "move it out of public/content, which holds only office.json, topics.json, fields.json, classes.json, summit.json, news/<id>.json with \
         <id>.en.md and <id>.zh.md, locations/<id>.json, productions/<id>.json, experts/<id>.json, clips/<id>.json, summit/<year>.json and \
         geo/land.geojson"
            .into()
    }

    /// The language of a site that has only one, from `office.json`. Read before that file is checked, because its own
    /// texts must have it too.
    pub fn only_language(self) -> Option<Locale> {
        let office: Value = serde_json::from_slice(self.find("office.json")?.content()).ok()?;
        let [only] = office.get("languages")?.as_array()?.as_slice() else { return None };
        Locale::ALL.into_iter().find(|locale| only == locale.as_str())
    }

    fn find(self, path: &str) -> Option<&'a Raw> {
        self.raw.iter().find(|raw| raw.path == path)
    }

    /// The record of a required file.
    pub fn one<T: JsonSchema + DeserializeOwned>(self, path: &str) -> Option<T> {
        let fix = "add it; docs/using.md shows what is in it";
        self.problems.file(path).must(self.find(path).is_some(), "the file is missing", fix);
        self.maybe(path)
    }

    /// The record of an optional file.
    pub fn maybe<T: JsonSchema + DeserializeOwned>(self, path: &str) -> Option<T> {
        self.record(self.find(path)?, &Checker::new::<T>())
    }

    /// The records of a folder, each with its file.
    pub fn all<T: JsonSchema + DeserializeOwned + Send>(self, folder: &str) -> Vec<(&'a str, T)> {
        let checker = Checker::new::<T>();
        let files = self.raw.par_iter().filter(|raw| is_record(&raw.path, folder));
        files.filter_map(|raw| Some((raw.path.as_str(), self.record(raw, &checker)?))).collect()
    }

    fn record<T: DeserializeOwned>(self, raw: &Raw, checker: &Checker) -> Option<T> {
        let text = self.text(raw)?;
        let (mut value, twice) = match strict_json::parse(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                let place = format!("line {}, column {}", error.line, error.column);
                let (what, fix) = slips::explain(text, &error);
                self.problems.add(&raw.path, place, what, fix);
                return None;
            }
        };
        plain_text::tidy(&mut value);
        let own = Problems::default();
        for pointer in twice {
            own.add(&raw.path, pointer, "duplicate field", "merge the two");
        }
        checker.check(&raw.path, &value, &own);
        strings(&own.file(&raw.path), &value, self.telephone);
        if let Some(locale) = self.only {
            in_language(&own.file(&raw.path), &value, locale);
        }
        let own = own.take();
        if !own.is_empty() {
            self.problems.extend(own);
            return None;
        }
        let mut counts = LanguageCounts::new();
        if self.only.is_none() {
            count_untranslated(&value, &mut counts);
        }
        if !counts.is_empty() {
            self.untranslated.lock().unwrap_or_else(PoisonError::into_inner).insert(raw.path.clone(), counts);
        }
        let record = serde_json::from_value(value);
        let fix = "compare the file with another record of its kind";
        record.map_err(|error| self.problems.file(&raw.path).wrong(error.to_string(), fix)).ok()
    }

    /// The text of a file, if it is valid UTF-8.
    fn text(self, raw: &'a Raw) -> Option<&'a str> {
        let place = self.problems.file(&raw.path);
        if raw.bytes.len() as u64 > MOST_BYTES {
            let fix = "shorten it, or divide it into several records";
            place.wrong(format!("the file has more than {MOST_BYTES} bytes"), fix);
            return None;
        }
        let bytes = raw.content();
        let text = std::str::from_utf8(bytes);
        let line = |valid: usize| bytes[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        text.map_err(|error| place.line(line(error.valid_up_to())).wrong("the file is not UTF-8", "save it as UTF-8"))
            .ok()
    }

    /// The parsed texts of articles, and the records and pictures that they reference.
    pub fn bodies(self) -> (Bodies, References) {
        let (mut bodies, mut references) = (Bodies::new(), References::new());
        for raw in self.raw {
            let Some((id, locale)) = text_of(&raw.path) else { continue };
            let Some(text) = self.text(raw).map(plain_text::tidied) else { continue };
            let place = self.problems.file(&raw.path);
            if text.trim().is_empty() {
                place.wrong("the text is empty", "write it; without a translation, leave the file out");
                continue;
            }
            if let Some(at) = text.find(is_unseen) {
                let line = text[..at].matches('\n').count() + 1;
                place.line(line).unseen(&text, at);
            }
            match markdown::parse(&text) {
                Ok(nodes) => {
                    references.insert((id.to_owned(), locale), markdown::references(&text));
                    bodies.insert((id.to_owned(), locale), nodes);
                }
                Err(refusals) => {
                    refusals.into_iter().for_each(|it| place.line(it.line).wrong(it.what, it.fix));
                }
            }
        }
        (bodies, references)
    }

    /// The land outline for maps. It must have a credit line in `office.json`.
    pub fn land(self, office: Option<&Office>) -> Option<land::Land> {
        let credited = office.map(|office| office.outline.is_some());
        let place = self.problems.file("office.json");
        let Some(raw) = self.find(land::FILE) else {
            let what = format!("there is no {}", land::FILE);
            let fix = format!("add {}; until it is there, leave \"outline\" out", land::FILE);
            place.at("outline").must(credited != Some(true), &what, &fix);
            return None;
        };
        let what = format!("{} is shown, and nobody is named for it", land::FILE);
        let fix = "add \"outline\" with the \"credit\" that the data's licence asks for";
        place.must(credited != Some(false), &what, fix);
        let fix = "write polygons as GeoJSON, longitude before latitude, WGS-84";
        land::read(self.text(raw)?).map_err(|error| self.problems.file(&raw.path).wrong(error, fix)).ok()
    }
}

/// Whether a path is that of a record or an article's text.
fn is_record_or_text(path: &str) -> bool {
    SINGLE.contains(&path) || FOLDERS.iter().any(|folder| is_record(path, folder)) || text_of(path).is_some()
}

/// Whether a path is that of a record in a folder.
fn is_record(path: &str, folder: &str) -> bool {
    let name = path.strip_prefix(folder).and_then(|path| path.strip_prefix('/'));
    name.is_some_and(|name| !name.contains('/') && name.ends_with(".json"))
}

/// The article id and the language of a text, from its path.
fn text_of(path: &str) -> Option<(&str, Locale)> {
    let name = path.strip_prefix("news/")?.strip_suffix(".md")?;
    let text = |locale: Locale| Some((name.strip_suffix(locale.as_str())?.strip_suffix('.')?, locale));
    Locale::ALL.into_iter().find_map(text)
}
