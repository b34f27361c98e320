//! Search in the published catalogues, as the browser does it.

use super::{Fixture, OFFICE, office_input};
use city_of_film::catalog::{Catalog, Missing, Part, Query};
use city_of_film::locale::{Locale, Text};
use city_of_film::route::Page;
use serde::Serialize;
use serde_json::Value;
use site::Files;
use site::markdown::plain;
use std::collections::BTreeMap;

/// A published catalogue.
pub struct Published<'f> {
    files: &'f Files,
    folder: String,
    first: Vec<u8>,
}

impl Published<'_> {
    /// The catalogue of this name, such as `en-site`.
    pub fn open<'f>(files: &'f Files, name: &str) -> Published<'f> {
        let start = format!("data/catalog/{name}-");
        let is_first = |path: &&String| {
            path.starts_with(&start) && ["/core.bin", "/whole.bin"].iter().any(|first| path.ends_with(first))
        };
        let path = files.keys().find(is_first).unwrap_or_else(|| panic!("no catalogue {name}"));
        let folder = path.rsplit_once('/').unwrap().0.to_owned();
        Published { files, first: files[path].clone(), folder }
    }

    /// One of its files.
    pub fn part(&self, part: Part) -> &[u8] {
        &self.files[&format!("{}/{part}.bin", self.folder)]
    }

    /// Its files, by name.
    pub fn parts(&self) -> impl Iterator<Item = (&str, usize)> {
        let own = self.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&self.folder)?, bytes)));
        own.filter_map(|(path, bytes)| Some((path.strip_prefix('/')?.strip_suffix(".bin")?, bytes.len())))
    }

    /// An open catalogue, with nothing but the first file.
    pub fn catalog(&self) -> Catalog {
        Catalog::open(&self.first).unwrap()
    }

    /// The size of the first file.
    pub fn first(&self) -> usize {
        self.first.len()
    }
}

/// A catalogue whose every file is loaded when it is needed.
pub struct Loaded<'f> {
    published: Published<'f>,
    pub catalog: Catalog,
    /// The number of each page.
    numbers: BTreeMap<String, u32>,
}

impl Loaded<'_> {
    pub fn new<'f>(files: &'f Files, name: &str) -> Loaded<'f> {
        let published = Published::open(files, name);
        let mut catalog = published.catalog();
        let all: Vec<u32> = (0..catalog.records()).collect();
        for part in catalog.needs_cards(&all) {
            catalog.give(part, published.part(part).to_vec()).unwrap();
        }
        let page = |record: u32| {
            let entry: Value = serde_json::from_slice(catalog.card(record).unwrap()).unwrap();
            (entry["card"]["to"].as_str().unwrap().to_owned(), record)
        };
        let numbers = all.into_iter().map(page).collect();
        Loaded { published, catalog, numbers }
    }

    /// The records that a text finds.
    pub fn order(&mut self, query: &str) -> Vec<u32> {
        let query = Query { text: query.to_owned(), ..Query::default() };
        loop {
            match self.catalog.search(&query) {
                Ok(outcome) => return outcome.order,
                Err(Missing(parts)) => {
                    for part in parts {
                        self.catalog.give(part, self.published.part(part).to_vec()).unwrap();
                    }
                }
            }
        }
    }

    fn finds(&mut self, query: &str, page: &Page) -> bool {
        let path = page.route(Locale::En).path();
        let number = *self.numbers.get(&path).unwrap_or_else(|| panic!("{path} is not in the catalogue"));
        self.order(query).contains(&number)
    }
}

/// All texts of a record in one language, except its sources and what has an entry of its own.
fn texts(record: &impl Serialize, locale: Locale) -> Vec<String> {
    fn walk(value: &Value, locale: Locale, found: &mut Vec<String>) {
        let text = value.is_object().then(|| serde_json::from_value::<Text>(value.clone()).ok()).flatten();
        let text = text.filter(|text| !text.get(locale).is_empty());
        if let Some(text) = text {
            found.push(text.get(locale).to_owned());
            return;
        }
        match value {
            Value::Object(map) => {
                let own = map.iter().filter(|(name, _)| {
                    !["source", "sources", "sessions", "reports", "contact", "verified"].contains(&name.as_str())
                });
                own.for_each(|(_, value)| walk(value, locale, found));
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, locale, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&serde_json::to_value(record).unwrap(), locale, &mut found);
    found
}

fn last_sentence(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let from =
        [". ", "! ", "? ", "。", "！", "？", "\n"].into_iter().filter_map(|end| Some(text.rfind(end)? + end.len()));
    &text[from.max().unwrap_or(0)..]
}

#[test]
fn the_last_sentence_of_every_text_finds_its_record() {
    let input = office_input();
    let content = site::load(&input.public, &input.cache).unwrap_or_else(|failure| panic!("{failure}"));
    let mut missed = Vec::new();
    for locale in Locale::ALL {
        let tag = locale.as_str();
        let mut all: Vec<(&str, Page, Vec<String>)> = Vec::new();
        for it in content.locations.values() {
            all.push(("locations", Page::Location(it.id.clone()), texts(it, locale)));
        }
        for it in content.clips.values() {
            all.push(("clips", Page::Clip(it.id.clone()), texts(it, locale)));
        }
        for it in content.experts.values().filter(|it| !it.official) {
            all.push(("experts", Page::Expert(it.id.clone()), texts(it, locale)));
        }
        for article in &content.news {
            let body = article.body.get(&locale).map(|nodes| plain(nodes)).into_iter();
            let texts = texts(&article.news, locale).into_iter().chain(body).collect();
            all.push(("site", Page::Article(article.news.id.clone()), texts));
        }
        for edition in &content.editions {
            all.push(("site", Page::Edition(edition.year), texts(edition, locale)));
            for it in &edition.sessions {
                all.push(("site", Page::Session(edition.year, it.id.clone()), texts(it, locale)));
            }
            for it in &edition.reports {
                all.push(("site", Page::Report(edition.year, it.id.clone()), texts(it, locale)));
            }
        }
        all.push(("site", Page::Summit, texts(&content.other_years, locale)));
        all.push(("site", Page::About, texts(&content.office.about, locale)));
        assert!(all.len() > 150);
        let mut site = Loaded::new(&OFFICE, &format!("{tag}-site"));
        for name in ["site", "locations", "clips", "experts"] {
            let mut own = Loaded::new(&OFFICE, &format!("{tag}-{name}"));
            for (_, page, texts) in all.iter().filter(|(of, ..)| *of == name) {
                for sentence in texts.iter().map(|text| last_sentence(text)).filter(|it| !it.is_empty()) {
                    if !site.finds(sentence, page) || !own.finds(sentence, page) {
                        missed.push(format!("{}: {sentence}", page.route(locale).path()));
                    }
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} not found:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn a_session_is_found_by_its_speakers_track_and_room() {
    let input = office_input();
    let content = site::load(&input.public, &input.cache).unwrap_or_else(|failure| panic!("{failure}"));
    let mut count = 0;
    for tag in ["en", "zh"] {
        let mut site = Loaded::new(&OFFICE, &format!("{tag}-site"));
        for edition in &content.editions {
            for session in &edition.sessions {
                let speakers = session.persons.iter().map(|part| &content.experts[part.person.as_str()].name);
                let names =
                    Locale::ALL.into_iter().flat_map(|locale| speakers.clone().map(move |name| name.get(locale)));
                for name in names {
                    count += 1;
                    assert!(site.finds(name, &Page::Session(edition.year, session.id.clone())), "{tag}: {name}");
                }
            }
        }
    }
    assert!(count > 20);
    let files = Fixture::new().build();
    let opening = Page::parse("/summit/2024/sessions/opening").unwrap();
    for (tag, queries) in [("en-site", ["hall", "main", "welcome"]), ("zh-site", ["开幕", "歡迎", "致辞"])] {
        for query in queries {
            assert!(Loaded::new(&files, tag).finds(query, &opening), "{tag}: {query}");
        }
    }
}

#[test]
fn a_title_comes_before_a_text() {
    let mut site = Loaded::new(&OFFICE, "en-site");
    let order = site.order("zhanqiao pier");
    assert_eq!(order[0], site.numbers["/library/locations/zhanqiao-pier"]);
    assert!(order.len() > 1, "texts mention it");
}
