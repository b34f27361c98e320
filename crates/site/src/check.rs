//! Checks the content against the model and reports all errors at once, each with file, place and fix.
//!
//! There are three passes: each file against the schema of its type, then the values in each file, then references
//! between records. A file that fails the first pass is skipped in the others.

mod classes;
mod example;
mod examples;
mod facts;
mod files;
mod library;
mod news;
mod office;
mod panorama;
mod place;
mod positions;
mod records;
mod schema;
mod slips;
mod summit;
mod values;

use super::content::{Article, Content};
pub use super::problem::Problem;
pub(crate) use summit::double_bookings;

use super::originals::Originals;
use super::read::Raw;
use super::{land, markdown};
use files::ContentFiles;
use film_core::locale::{Locale, Text};
use film_core::model::ProductionId;
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::office::{Class, Field, Office, TELEPHONE, Topic};
use film_core::model::production::Production;
use film_core::model::summit::{Edition, OtherYear};
use film_core::route::Page;
use jiff::Timestamp;
use place::{Place, Problems};
use rayon::prelude::*;
use records::Records;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::mem::take;
use std::sync::{Mutex, PoisonError};
use wire::Node;

/// The parsed texts of articles by id and language.
type Bodies = BTreeMap<(String, Locale), Vec<Node>>;

/// Checks raw files against the model, and the pictures that they name.
///
/// # Errors
///
/// Returns all errors and warnings: files that others depend on come first, then sorted by file and place. Records that
/// depend on an unreadable file are not checked against it.
pub fn check(raw: &[Raw], media: &Originals) -> Result<Content, Vec<Problem>> {
    let problems = Problems::default();
    let untranslated = Mutex::default();
    let files =
        ContentFiles { raw, problems: &problems, untranslated: &untranslated, telephone: TELEPHONE, only: None };
    let files = ContentFiles { only: files.only_language(), ..files };
    files.unknown();
    let office = files.one::<Office>("office.json");
    let telephone = office.as_ref().map_or(TELEPHONE, Office::telephone_example).to_owned();
    let files = ContentFiles { telephone: &telephone, ..files };
    let topics = files.one::<Vec<Topic>>("topics.json");
    let fields = files.one::<Vec<Field>>("fields.json");
    let classes = files.one::<Vec<Class>>("classes.json");
    let mut other_years = files.maybe::<Vec<OtherYear>>("summit.json").unwrap_or_default();
    let news = files.all::<News>("news");
    let locations = files.all::<Location>("locations");
    let productions = files.all::<Production>("productions");
    let experts = files.all::<Expert>("experts");
    let clips = files.all::<Clip>("clips");
    let editions = files.all::<Edition>("summit");
    let (mut bodies, references) = files.bodies();
    let land = files.land(office.as_ref());

    let records = &Records {
        office: office.as_ref(),
        topics: topics.as_deref(),
        fields: fields.as_deref(),
        classes: classes.as_deref(),
        news: &news,
        locations: &locations,
        experts: &experts,
        editions: &editions,
        bodies: &bodies,
        references: &references,
        paths: raw.iter().map(|raw| raw.path.as_str()).collect(),
        media,
    };
    office.iter().for_each(|office| office::check(&problems.file("office.json"), office));
    problems.file("topics.json").unique(records.topics.into_iter().flatten().map(|topic| Some(topic.id.as_str())));
    problems.file("fields.json").unique(records.fields.into_iter().flatten().map(|field| Some(field.id.as_str())));
    classes.iter().for_each(|classes| classes::check(&problems.file("classes.json"), classes));
    each(records, &problems, &news, news::check);
    each(records, &problems, &locations, library::location);
    each(records, &problems, &productions, library::production);
    each(records, &problems, &experts, library::expert);
    each(records, &problems, &clips, library::clip);
    each(records, &problems, &editions, summit::edition);
    summit::other_years(records, &problems.file("summit.json"), &other_years);
    news::texts(records, &problems);
    positions::check(&problems, &locations, land.as_ref().map(|land| &land.fine));

    let problems = problems.take();
    let right = problems.iter().all(|problem| problem.is_warning);
    let (Some(office), Some(topics), Some(fields), Some(classes), true) = (office, topics, fields, classes, right)
    else {
        return Err(problems);
    };
    let mut editions: Vec<Edition> = editions.into_iter().map(|(_, edition)| edition).collect();
    editions.iter_mut().flat_map(|edition| &mut edition.sessions).for_each(summit::mark_cancelled);
    editions.iter_mut().for_each(|edition| summit::add_names(edition, &office));
    editions.sort_by_key(|edition| Reverse(edition.year));
    other_years.sort_by_key(|it| Reverse(it.year));
    let productions = by_id(productions, |production| &production.id.0);
    let mut experts = by_id(experts, |expert| &expert.id.0);
    for credit in experts.values_mut().flat_map(|expert| &mut expert.credits) {
        fill_in(&productions, credit.production.as_ref(), &mut credit.work, &mut credit.year);
    }
    let mut locations = by_id(locations, |location| &location.id.0);
    locations.values_mut().for_each(positions::normalise_all);
    locations.values_mut().for_each(|location| classes::add_scene(location, &classes));
    for work in locations.values_mut().flat_map(|location| &mut location.productions) {
        fill_in(&productions, work.production.as_ref(), &mut work.title, &mut work.year);
    }
    for nodes in bodies.values_mut() {
        markdown::redirect(nodes, &|page| speaker_page(page, &experts, &editions));
    }
    let news = articles(news, bodies);
    let mut untranslated = take(&mut *untranslated.lock().unwrap_or_else(PoisonError::into_inner));
    for Article { news, body } in &news {
        let mut languages = body.keys();
        if let (Some(only), None, None) = (languages.next(), languages.next(), office.only_language()) {
            let counts = untranslated.entry(format!("news/{}.json", news.id.as_str())).or_default();
            *counts.entry(*only).or_default() += 1;
        }
    }
    Ok(Content {
        office,
        topics,
        fields,
        classes,
        news,
        locations,
        productions,
        experts,
        clips: by_id(clips, |clip| &clip.id.0),
        editions,
        other_years,
        land,
        now: Timestamp::MIN,
        digest: digest(raw),
        warnings: problems,
        untranslated,
        changes: BTreeMap::new(),
    })
}

/// Checks all records of a folder.
fn each<T: Sync>(records: &Records, problems: &Problems, all: &[(&str, T)], check: fn(&Records, &Place, &T)) {
    all.par_iter().for_each(|(file, record)| check(records, &problems.file(file), record));
}

/// Returns the speaker page of an official. Officials have no expert page.
fn speaker_page(page: &Page, experts: &BTreeMap<String, Expert>, editions: &[Edition]) -> Option<Page> {
    let Page::Expert(id) = page else { return None };
    experts.get(id.as_str()).filter(|expert| expert.official)?;
    let edition = editions.iter().find(|edition| edition.takes_part(id))?;
    Some(Page::Speaker(edition.year, id.clone()))
}

/// Gives a work the title and year of its production's record.
fn fill_in(
    productions: &BTreeMap<String, Production>,
    id: Option<&ProductionId>,
    title: &mut Text,
    year: &mut Option<u16>,
) {
    if let Some(production) = id.and_then(|id| productions.get(id.as_str())) {
        (*title, *year) = (production.title.clone(), production.year);
    }
}

fn articles(news: Vec<(&str, News)>, mut bodies: Bodies) -> Vec<Article> {
    let mut body = |id: &str| {
        let text = |locale| Some((locale, bodies.remove(&(id.to_owned(), locale))?));
        Locale::ALL.into_iter().filter_map(text).collect()
    };
    let mut articles: Vec<Article> =
        news.into_iter().map(|(_, news)| Article { body: body(news.id.as_str()), news }).collect();
    let time = |article: &Article| article.news.published_at.parse::<Timestamp>().ok();
    articles.sort_by_cached_key(|article| (Reverse(time(article)), article.news.id.clone()));
    articles
}

fn by_id<T>(records: Vec<(&str, T)>, id: impl Fn(&T) -> &String) -> BTreeMap<String, T> {
    records.into_iter().map(|(_, record)| (id(&record).clone(), record)).collect()
}

fn digest(raw: &[Raw]) -> String {
    let mut hasher = Sha256::new();
    for raw in raw {
        hasher.update(raw.path.as_bytes());
        hasher.update([0]);
        hasher.update((raw.bytes.len() as u64).to_le_bytes());
        hasher.update(&raw.bytes);
    }
    hasher.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A complete record of each kind by the name of its schema, for editors to copy from.
pub fn examples() -> Vec<(&'static str, Value)> {
    schemas().into_iter().map(|(name, schema)| (name, examples::complete(name, &schema))).collect()
}

/// The JSON Schemas of the content files by name, for editors.
pub fn schemas() -> Vec<(&'static str, Value)> {
    vec![
        ("office", schema::schema::<Office>()),
        ("topics", schema::schema::<Vec<Topic>>()),
        ("fields", schema::schema::<Vec<Field>>()),
        ("classes", schema::schema::<Vec<Class>>()),
        ("news", schema::schema::<News>()),
        ("location", schema::schema::<Location>()),
        ("production", schema::schema::<Production>()),
        ("expert", schema::schema::<Expert>()),
        ("clip", schema::schema::<Clip>()),
        ("summit", schema::schema::<Edition>()),
        ("other_years", schema::schema::<Vec<OtherYear>>()),
    ]
}
