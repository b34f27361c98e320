//! Checks the content: every rule of the model, all errors at once, each with file, place and fix.
//!
//! Three rounds: each file by itself against the schema of its type, then its
//! values, then what records say of each other. A file that fails the first
//! round is left out of the others.

mod rules;
mod schema;

use super::read::{MOST_BYTES, Raw};
use super::strict_json;
use super::{land, markdown};
use film_core::locale::Locale;
use film_core::model::NewsId;
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::office::{Field, Office, Topic};
use film_core::model::summit::{Edition, OtherYear};
use film_core::route::Page;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wire::{Node, Outline};

/// One thing that is wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to `public/content`.
    pub file: String,
    /// A JSON pointer, or `line 12` in a text; empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How to fix it.
    pub fix: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "error: {}\n  --> public/content/{}", self.what, self.file)?;
        if !self.place.is_empty() {
            write!(f, " at {}", self.place)?;
        }
        write!(f, "\n help: {}", self.fix)
    }
}

/// An article with its text in each language.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The record.
    pub news: News,
    /// The text in each language that it is written in.
    pub body: BTreeMap<Locale, Vec<Node>>,
}

/// Content without an error in it.
#[derive(Clone, Debug)]
pub struct Content {
    /// The office.
    pub office: Office,
    /// News topics in the editor's order.
    pub topics: Vec<Topic>,
    /// Fields of work in the editor's order.
    pub fields: Vec<Field>,
    /// Articles, newest first.
    pub news: Vec<Article>,
    /// Locations by id.
    pub locations: BTreeMap<String, Location>,
    /// People and bodies by id.
    pub experts: BTreeMap<String, Expert>,
    /// Clips by id.
    pub clips: BTreeMap<String, Clip>,
    /// Editions, latest first.
    pub editions: Vec<Edition>,
    /// Years without an edition, latest first.
    pub other_years: Vec<OtherYear>,
    /// The land of maps.
    pub land: Option<Outline>,
    /// Digest of all content files, 8 hexadecimal digits.
    pub digest: String,
}

impl Content {
    /// The content as it is published at a point in time: without articles that are
    /// scheduled or embargoed until later, and without the links that would tell of them.
    pub fn at(mut self, now: jiff::Timestamp) -> Content {
        self.news.retain(|article| {
            let news = &article.news;
            [Some(&news.published_at), news.embargoed_until.as_ref()]
                .into_iter()
                .flatten()
                .all(|text| text.parse::<jiff::Timestamp>().is_ok_and(|time| time <= now))
        });
        let known: BTreeSet<NewsId> = self.news.iter().map(|article| article.news.id.clone()).collect();
        let gone = |page: &Page| matches!(page, Page::Article(id) if !known.contains(id));
        for article in &mut self.news {
            article.news.more.retain(|id| known.contains(id));
            for nodes in article.body.values_mut() {
                markdown::unlink(nodes, &gone);
            }
        }
        self
    }

    /// An article by its id.
    pub fn article(&self, id: &str) -> Option<&Article> {
        self.news.iter().find(|article| article.news.id.as_str() == id)
    }
}

/// The records of one type that could be read, by file, and each file's JSON.
struct Collection<T> {
    records: Vec<(String, T)>,
}

/// What the checks gather.
#[derive(Default)]
struct Gathered {
    problems: Vec<Problem>,
}

impl Gathered {
    fn add(&mut self, file: &str, place: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) {
        self.problems.push(Problem { file: file.to_owned(), place: place.into(), what: what.into(), fix: fix.into() });
    }
}

/// Checks raw files against the model. `media` lists the files below `public/media`.
///
/// # Errors
///
/// Everything that is wrong, in order of file and place.
pub fn check(raw: &[Raw], media: &[String]) -> Result<Content, Vec<Problem>> {
    let mut gathered = Gathered::default();
    let mut unknown: BTreeSet<&str> = raw.iter().map(|raw| raw.path.as_str()).collect();

    let office = one::<Office>(raw, "office.json", &mut unknown, &mut gathered);
    let topics = one::<Vec<Topic>>(raw, "topics.json", &mut unknown, &mut gathered);
    let fields = one::<Vec<Field>>(raw, "fields.json", &mut unknown, &mut gathered);
    let news = all::<News>(raw, "news/", &mut unknown, &mut gathered);
    let locations = all::<Location>(raw, "locations/", &mut unknown, &mut gathered);
    let experts = all::<Expert>(raw, "experts/", &mut unknown, &mut gathered);
    let clips = all::<Clip>(raw, "clips/", &mut unknown, &mut gathered);
    let editions = all::<Edition>(raw, "summit/", &mut unknown, &mut gathered);
    let other_years = maybe::<Vec<OtherYear>>(raw, "summit.json", &mut unknown, &mut gathered);
    let (mut bodies, references) = bodies(raw, &mut unknown, &mut gathered);
    let land = land(raw, office.as_ref(), &mut unknown, &mut gathered);
    for path in unknown {
        gathered.add(
            path,
            "",
            "no kind of record lies here",
            "records are office.json, topics.json, fields.json, news/<id>.json with <id>.en.md and <id>.zh.md, locations/<id>.json, experts/<id>.json, clips/<id>.json, summit/<year>.json and summit.json; geo/land.geojson is the land of maps",
        );
    }

    rules::check(
        &rules::Records {
            office: office.as_ref(),
            topics: topics.as_deref().unwrap_or_default(),
            fields: fields.as_deref().unwrap_or_default(),
            news: &news.records,
            locations: &locations.records,
            experts: &experts.records,
            clips: &clips.records,
            editions: &editions.records,
            other_years: &other_years,
            bodies: &bodies,
            references: &references,
            paths: &raw.iter().map(|raw| raw.path.as_str()).collect(),
            media: &media.iter().map(String::as_str).collect(),
        },
        &mut gathered,
    );

    gathered.problems.sort();
    gathered.problems.dedup();
    match (office, topics, fields) {
        (Some(office), Some(topics), Some(fields)) if gathered.problems.is_empty() => {
            let mut editions: Vec<Edition> = editions.records.into_iter().map(|(_, edition)| edition).collect();
            editions.sort_by_key(|edition| std::cmp::Reverse(edition.year));
            let mut other_years = other_years;
            other_years.sort_by_key(|it| std::cmp::Reverse(it.year));
            let experts = by_id(experts, |expert| expert.id.0.clone());
            for nodes in bodies.values_mut() {
                markdown::redirect(nodes, &|page| speaker_page(page, &experts, &editions));
            }
            Ok(Content {
                office,
                topics,
                fields,
                news: articles(news, bodies),
                locations: by_id(locations, |location| location.id.0.clone()),
                experts,
                clips: by_id(clips, |clip| clip.id.0.clone()),
                editions,
                other_years,
                land,
                digest: digest(raw),
            })
        }
        _ => Err(gathered.problems),
    }
}

/// The speaker page of an official, who has no page among the experts.
fn speaker_page(page: &Page, experts: &BTreeMap<String, Expert>, editions: &[Edition]) -> Option<Page> {
    let Page::Expert(id) = page else { return None };
    experts.get(id.as_str()).filter(|expert| expert.official)?;
    let edition = editions.iter().find(|edition| edition.takes_part(id))?;
    Some(Page::Speaker(edition.year, id.clone()))
}

type Bodies = BTreeMap<(String, Locale), Vec<Node>>;
/// What each text names.
type References = BTreeMap<(String, Locale), Vec<markdown::Reference>>;

fn articles(news: Collection<News>, mut bodies: Bodies) -> Vec<Article> {
    let mut articles: Vec<Article> = news
        .records
        .into_iter()
        .map(|(_, news)| Article {
            body: Locale::ALL
                .into_iter()
                .filter_map(|locale| Some((locale, bodies.remove(&(news.id.0.clone(), locale))?)))
                .collect(),
            news,
        })
        .collect();
    let time = |article: &Article| article.news.published_at.parse::<jiff::Timestamp>().ok();
    articles.sort_by(|a, b| time(b).cmp(&time(a)).then_with(|| a.news.id.cmp(&b.news.id)));
    articles
}

fn by_id<T>(collection: Collection<T>, id: impl Fn(&T) -> String) -> BTreeMap<String, T> {
    collection.records.into_iter().map(|(_, record)| (id(&record), record)).collect()
}

fn digest(raw: &[Raw]) -> String {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    for raw in raw {
        hasher.update(raw.path.as_bytes());
        hasher.update([0]);
        hasher.update((raw.bytes.len() as u64).to_le_bytes());
        hasher.update(&raw.bytes);
    }
    hasher.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn one<T: schema::Described + DeserializeOwned>(
    raw: &[Raw],
    path: &str,
    unknown: &mut BTreeSet<&str>,
    gathered: &mut Gathered,
) -> Option<T> {
    unknown.remove(path);
    match raw.iter().find(|raw| raw.path == path) {
        Some(raw) => record(raw, &schema::validator::<T>(), gathered),
        None => {
            gathered.add(path, "", "the file is missing", "add it; docs/using.md shows what is in it");
            None
        }
    }
}

/// The record of a file that need not be there.
fn maybe<T: schema::Described + DeserializeOwned + Default>(
    raw: &[Raw],
    path: &str,
    unknown: &mut BTreeSet<&str>,
    gathered: &mut Gathered,
) -> T {
    unknown.remove(path);
    let found = raw.iter().find(|raw| raw.path == path);
    found.and_then(|raw| record(raw, &schema::validator::<T>(), gathered)).unwrap_or_default()
}

fn all<'a, T: schema::Described + DeserializeOwned>(
    raw: &'a [Raw],
    folder: &str,
    unknown: &mut BTreeSet<&'a str>,
    gathered: &mut Gathered,
) -> Collection<T> {
    let validator = schema::validator::<T>();
    let mut records = Vec::new();
    for raw in raw {
        let inside = raw.path.strip_prefix(folder).is_some_and(|name| !name.contains('/') && name.ends_with(".json"));
        if inside {
            unknown.remove(raw.path.as_str());
            if let Some(record) = record(raw, &validator, gathered) {
                records.push((raw.path.clone(), record));
            }
        }
    }
    Collection { records }
}

/// The text of a file, when it is text.
fn text<'a>(raw: &'a Raw, gathered: &mut Gathered) -> Option<&'a str> {
    if raw.bytes.len() as u64 > MOST_BYTES {
        gathered.add(
            &raw.path,
            "",
            format!("the file has more than {MOST_BYTES} bytes"),
            "shorten it, or divide it into several records",
        );
        return None;
    }
    if raw.bytes.starts_with(b"\xef\xbb\xbf") {
        gathered.add(&raw.path, "line 1", "the file begins with a byte order mark", "save it as UTF-8 without a BOM");
        return None;
    }
    match std::str::from_utf8(&raw.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let line = raw.bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            gathered.add(&raw.path, format!("line {line}"), "the file is not UTF-8", "save it as UTF-8");
            None
        }
    }
}

fn record<T: DeserializeOwned>(raw: &Raw, validator: &schema::Checker, gathered: &mut Gathered) -> Option<T> {
    let text = text(raw, gathered)?;
    let (value, twice) = match strict_json::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => {
            gathered.add(
                &raw.path,
                format!("line {}, column {}", error.line, error.column),
                format!("this is not JSON: {}", error.what),
                "look at this place and the one before it for a missing quote, comma or bracket",
            );
            return None;
        }
    };
    let before = gathered.problems.len();
    for pointer in twice {
        gathered.add(&raw.path, pointer, "the field stands here twice", "keep one of the two");
    }
    validator.check(&raw.path, &value, gathered);
    rules::strings(&raw.path, "", &value, gathered);
    if gathered.problems.len() > before {
        return None;
    }
    decode(raw, value, gathered)
}

fn decode<T: DeserializeOwned>(raw: &Raw, value: Value, gathered: &mut Gathered) -> Option<T> {
    match serde_json::from_value(value) {
        Ok(record) => Some(record),
        Err(error) => {
            gathered.add(&raw.path, "", error.to_string(), "compare the file with another record of its kind");
            None
        }
    }
}

fn bodies<'a>(raw: &'a [Raw], unknown: &mut BTreeSet<&'a str>, gathered: &mut Gathered) -> (Bodies, References) {
    let mut bodies = Bodies::new();
    let mut references = References::new();
    for raw in raw {
        let Some(name) = raw.path.strip_prefix("news/").and_then(|name| name.strip_suffix(".md")) else {
            continue;
        };
        let Some((id, locale)) = Locale::ALL
            .into_iter()
            .find_map(|locale| Some((name.strip_suffix(locale.as_str())?.strip_suffix('.')?, locale)))
        else {
            continue;
        };
        unknown.remove(raw.path.as_str());
        let Some(text) = text(raw, gathered) else {
            continue;
        };
        if text.trim().is_empty() {
            gathered.add(&raw.path, "", "the text is empty", "write it, or delete the file if there is no translation");
            continue;
        }
        if let Some(at) = text.find(rules::is_unseen) {
            let line = text[..at].matches('\n').count() + 1;
            gathered.add(
                &raw.path,
                format!("line {line}"),
                "the text has a character that is not seen (control or direction mark)",
                "delete the line and type it again",
            );
        }
        match markdown::parse(text) {
            Ok(nodes) => {
                references.insert((id.to_owned(), locale), markdown::references(text));
                bodies.insert((id.to_owned(), locale), nodes);
            }
            Err(refusals) => {
                for refusal in refusals {
                    gathered.add(&raw.path, format!("line {}", refusal.line), refusal.what, refusal.fix);
                }
            }
        }
    }
    (bodies, references)
}

/// The land of maps, which needs a line on whose it is.
fn land(
    raw: &[Raw],
    office: Option<&Office>,
    unknown: &mut BTreeSet<&str>,
    gathered: &mut Gathered,
) -> Option<Outline> {
    unknown.remove(land::FILE);
    let credited = office.map(|office| office.outline.is_some());
    let Some(raw) = raw.iter().find(|raw| raw.path == land::FILE) else {
        if credited == Some(true) {
            gathered.add(
                "office.json",
                "/outline",
                format!("there is no {}", land::FILE),
                "add the file, or delete the field",
            );
        }
        return None;
    };
    if credited == Some(false) {
        gathered.add(
            "office.json",
            "",
            format!("{} is shown, and nobody is named for it", land::FILE),
            "add \"outline\" with the \"credit\" that the data's licence asks for",
        );
    }
    match land::read(text(raw, gathered)?) {
        Ok(outline) => Some(outline),
        Err(error) => {
            let fix = "write polygons as GeoJSON, longitude before latitude, WGS-84";
            gathered.add(&raw.path, "", error, fix);
            None
        }
    }
}

/// The schemas of the content files by name, for editors' programs.
pub fn schemas() -> Vec<(&'static str, Arc<Value>)> {
    vec![
        ("office", schema::schema::<Office>()),
        ("topics", schema::schema::<Vec<Topic>>()),
        ("fields", schema::schema::<Vec<Field>>()),
        ("news", schema::schema::<News>()),
        ("location", schema::schema::<Location>()),
        ("expert", schema::schema::<Expert>()),
        ("clip", schema::schema::<Clip>()),
        ("summit", schema::schema::<Edition>()),
        ("other_years", schema::schema::<Vec<OtherYear>>()),
    ]
}
