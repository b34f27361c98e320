//! Hostile content: the check refuses it with a file, a place and a fix, or every output renders it inert.

use super::{Fixture, text};
use city_of_film::locale::Locale;
use city_of_film::pack::{Packs, link};
use city_of_film::route::{Page, Route, query_value};
use serde_json::{Value, json};
use site::check::{Problem, check};
use site::originals::Originals;
use site::read::{self, Raw};
use site::{self, Files, Input};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The texts and addresses of the corpus, which the browser test reads too.
fn corpus() -> (Vec<String>, Vec<String>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile/corpus.json");
    let corpus: BTreeMap<String, Vec<String>> = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut texts: Vec<String> = corpus["frames"]
        .iter()
        .flat_map(|frame| corpus["code"].iter().map(move |code| frame.replace("{}", code)))
        .collect();
    texts.extend(corpus["odd"].iter().cloned());
    let mut addresses = corpus["addresses"].clone();
    for scheme in &corpus["schemes"] {
        addresses.extend(corpus["spellings"].iter().map(|spelling| {
            let spelled = spelling.replace("{s}", scheme).replace("{S}", &scheme.to_uppercase());
            spelled.replace("{a}", &scheme[..1]).replace("{z}", &scheme[1..])
        }));
    }
    (texts, addresses)
}

/// Whole files that are not valid JSON records.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let nested = |open: &str, close: &str, depth: usize| (open.repeat(depth) + &close.repeat(depth)).into_bytes();
    let long = format!("{{\"id\":\"first\",\"headline\":{{\"en\":\"{}\"}}}}", "x".repeat(5 << 20));
    vec![
        ("nothing", Vec::new()),
        ("a byte order mark", b"\xef\xbb\xbf{}".to_vec()),
        ("UTF-16", b"\xff\xfe{\0}\0".to_vec()),
        ("bad UTF-8", b"{\"id\":\"\xff\xfe\"}".to_vec()),
        ("an overlong slash", b"{\"id\":\"\xc0\xaf\"}".to_vec()),
        ("half a surrogate", br#"{"id":"\ud800"}"#.to_vec()),
        ("100,000 lists", nested("[", "]", 100_000)),
        ("100,000 objects", nested("{\"a\":", "}", 100_000)),
        ("5 MB", long.into_bytes()),
        ("a key twice", br#"{"id":"first","id":"second"}"#.to_vec()),
        ("__proto__", br#"{"id":"first","__proto__":{"x":1}}"#.to_vec()),
        ("a number without end", format!("{{\"id\":{}}}", "9".repeat(1000)).into_bytes()),
        ("1e999", br#"{"id":1e999}"#.to_vec()),
        ("NaN", br#"{"id":NaN}"#.to_vec()),
        ("a comment", b"{/* x */}".to_vec()),
        ("a comma too many", br#"{"id":"first",}"#.to_vec()),
        ("cut short", br#"{"id":"fir"#.to_vec()),
        ("two values", b"{}{}".to_vec()),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("HTML", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("nought", b"\0\0\0\0".to_vec()),
    ]
}

/// The content: JSON records by file name, and the other files.
struct Source {
    records: BTreeMap<String, Value>,
    others: Vec<Raw>,
    media: Originals,
}

/// The place of a text in a record: its file and its JSON pointer.
type Place = (String, String);

impl Source {
    fn read(fixture: &Fixture) -> Source {
        let (records, others) = read::read(&fixture.path("content"))
            .unwrap()
            .into_iter()
            .partition::<Vec<_>, _>(|raw| raw.path.ends_with(".json"));
        let records = records.into_iter().map(|raw| (raw.path, serde_json::from_slice(&raw.bytes).unwrap())).collect();
        Source { records, others, media: fixture.media() }
    }

    /// All places whose text begins with `start`.
    fn places(&self, start: &str) -> Vec<Place> {
        fn walk(value: &Value, pointer: &str, start: &str, found: &mut Vec<String>) {
            match value {
                Value::String(text) if text.starts_with(start) => found.push(pointer.to_owned()),
                Value::Array(list) => {
                    list.iter().enumerate().for_each(|(at, it)| walk(it, &format!("{pointer}/{at}"), start, found));
                }
                Value::Object(map) => {
                    map.iter().for_each(|(key, it)| walk(it, &format!("{pointer}/{key}"), start, found))
                }
                _ => {}
            }
        }
        let mut places = Vec::new();
        for (file, value) in &self.records {
            let mut found = Vec::new();
            walk(value, "", start, &mut found);
            places.extend(found.into_iter().map(|pointer| (file.clone(), pointer)));
        }
        places
    }

    fn edited(&self, edits: &BTreeMap<Place, String>) -> BTreeMap<String, Value> {
        let mut records = self.records.clone();
        for ((file, pointer), text) in edits {
            *records.get_mut(file).unwrap().pointer_mut(pointer).unwrap() = json!(text);
        }
        records
    }

    /// The problems that the check reports for the content with these edits applied.
    fn problems(&self, edits: &BTreeMap<Place, String>) -> Vec<Problem> {
        let raw = self.edited(edits).into_iter().map(|(path, it)| Raw { path, bytes: it.to_string().into_bytes() });
        let mut raw: Vec<Raw> = raw.chain(self.others.iter().cloned()).collect();
        raw.sort_by(|one, other| one.path.cmp(&other.path));
        let problems = check(&raw, &self.media).err().unwrap_or_default();
        for problem in &problems {
            // A problem with a whole file has no place.
            let placed = !problem.place.is_empty() || problem.what.contains("the article has no text");
            assert!(!problem.file.is_empty() && placed && !problem.fix.is_empty(), "{problem}");
        }
        problems
    }

    /// Drops the edits that the check refuses, until it refuses none.
    fn settle(&self, mut edits: BTreeMap<Place, String>) -> BTreeMap<Place, String> {
        loop {
            let problems = self.problems(&edits);
            if problems.is_empty() {
                return edits;
            }
            let before = edits.len();
            edits.retain(|(file, pointer), _| {
                !problems.iter().any(|it| {
                    it.file == *file && (pointer.starts_with(&it.place) || it.place.starts_with(pointer.as_str()))
                })
            });
            if edits.len() == before {
                // Other records may refer to a changed id.
                edits.retain(|(_, pointer), _| !pointer.ends_with("/id"));
            }
            assert!(edits.len() < before, "nothing to take back: {}", problems[0]);
        }
    }

    fn build(&self, fixture: &Fixture, edits: &BTreeMap<Place, String>) -> Files {
        for (path, value) in self.edited(edits) {
            std::fs::write(fixture.path("content").join(path), value.to_string()).unwrap();
        }
        fixture.build()
    }
}

/// The names of elements and attributes in HTML or SVG, and the schemes of its addresses.
fn names(html: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(rest.len());
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            continue;
        }
        let tag = rest[..end].to_ascii_lowercase();
        names.insert(format!("<{tag}"));
        rest = &rest[end..];
        loop {
            rest = rest.trim_start();
            if rest.starts_with(['>', '/']) || rest.is_empty() {
                break;
            }
            let end = rest.find(|letter: char| letter.is_whitespace() || "=>/".contains(letter)).unwrap_or(rest.len());
            let name = rest[..end].to_ascii_lowercase();
            rest = &rest[end..];
            if let Some(value) = rest.strip_prefix("=\"") {
                let (value, after) = value.split_once('"').expect("a value ends");
                if ["href", "src", "srcset", "poster", "action"].contains(&name.as_str()) {
                    let scheme = value.split_once(':').map(|(scheme, _)| scheme);
                    let scheme = scheme.filter(|it| it.chars().all(|letter| letter.is_ascii_alphanumeric()));
                    names.insert(format!("{}:", scheme.unwrap_or_default()));
                }
                rest = after;
            }
            names.insert(name);
        }
        if tag == "script" || tag == "style" {
            rest = rest.split_once(&format!("</{tag}>")).expect("a script ends").1;
        }
    }
    names
}

/// Asserts that no output has an element, attribute or scheme that it lacks without the corpus, and that each is
/// well-formed.
fn inert(plain: &Files, files: &Files) {
    let markup = |path: &str| path.ends_with(".html") || path.ends_with(".svg");
    // What Markdown may produce, and the schemes that a link may have.
    let mut known: BTreeSet<String> =
        ["<blockquote", "<code", "<em", "<strong", "<ul", "<ol", "<li", "http:", "https:", "mailto:", "tel:"]
            .map(String::from)
            .into();
    for (path, bytes) in plain.iter().filter(|(path, _)| markup(path)) {
        known.extend(names(std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))));
    }
    for (path, bytes) in files {
        let Ok(page) = std::str::from_utf8(bytes) else { continue };
        if markup(path) {
            let strange: Vec<String> = names(page).into_iter().filter(|name| !known.contains(name)).collect();
            assert!(strange.is_empty(), "{path} has {strange:?}");
        }
        if path.ends_with(".csv") {
            let mut reader = csv::Reader::from_reader(page.trim_start_matches('\u{feff}').as_bytes());
            for cell in reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
                let run = cell.starts_with(['=', '@', '\t', '\r'])
                    || cell.starts_with(['+', '-']) && cell.parse::<f64>().is_err();
                assert!(!run, "{path}: {cell:?} would be run by a spreadsheet");
            }
        }
        if path.ends_with(".ics") {
            for line in page.lines() {
                assert!(line.chars().all(|letter| !letter.is_control() || letter == '\t'), "{path}: {line:?}");
            }
            assert_eq!(page.matches("BEGIN:VEVENT\r\n").count(), page.matches("\nEND:VEVENT\r\n").count(), "{path}");
        }
        if path.ends_with(".json") || path.ends_with(".geojson") || path.ends_with(".webmanifest") {
            serde_json::from_str::<Value>(page).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        if path.ends_with(".atom") || path.ends_with(".rss") {
            feed_rs::parser::parse(page.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    }
}

#[test]
fn the_corpus_is_large() {
    let (texts, addresses) = corpus();
    let distinct: BTreeSet<&String> = texts.iter().chain(&addresses).collect();
    assert!(distinct.len() >= 400 && files().len() >= 20, "{}", distinct.len());
}

#[test]
fn files_that_are_none_are_refused() {
    let fixture = Fixture::new();
    for (what, bytes) in files() {
        std::fs::write(fixture.path("content/news/first.json"), bytes).unwrap();
        let problems = fixture.problems();
        assert!(problems.iter().any(|it| it.file == "news/first.json" && !it.fix.is_empty()), "{what}");
    }
}

#[test]
fn an_address_is_refused_wherever_one_stands_unless_it_leads_to_the_web() {
    let fixture = Fixture::new();
    let source = Source::read(&fixture);
    let places = source.places("https://");
    assert!(places.len() >= 2, "{places:?}");
    for address in corpus().1 {
        let edits: BTreeMap<Place, String> = places.iter().map(|place| (place.clone(), address.clone())).collect();
        let taken = source.settle(edits);
        let scheme = address.split(':').next().unwrap_or_default();
        assert!(taken.is_empty() || ["http", "https"].contains(&scheme), "{address:?} is taken at {taken:?}");
    }
}

#[test]
fn a_text_is_refused_with_its_place_or_inert_in_every_output() {
    let fixture = Fixture::new();
    let plain = fixture.build();
    let source = Source::read(&fixture);
    let (texts, addresses) = corpus();
    let all = source.places("");
    // Put two payloads in all places at once: the check must report what is wrong without failing.
    let payloads: Vec<&String> = texts.iter().chain(&addresses).collect();
    for two in payloads.chunks(2) {
        let turn = |(at, place): (usize, &Place)| (place.clone(), two[at % two.len()].clone());
        source.problems(&all.iter().enumerate().map(turn).collect());
    }
    let free = |place: &Place| (place.clone(), "Some words".to_owned());
    let places: Vec<Place> = source.settle(all.iter().map(free).collect()).into_keys().collect();
    assert!(places.len() > 60, "{} of {} texts are free", places.len(), all.len());
    let mut seen = BTreeSet::new();
    for round in 0..texts.len().div_ceil(places.len()) + 1 {
        let turn = |at: usize| texts[(at + round * places.len()) % texts.len()].clone();
        let edits = places.iter().enumerate().map(|(at, place)| (place.clone(), turn(at))).collect();
        let edits = source.settle(edits);
        inert(&plain, &source.build(&fixture, &edits));
        seen.extend(edits.into_values());
    }
    assert!(seen.len() > texts.len() / 2, "{} of {} texts were taken", seen.len(), texts.len());
}

#[test]
fn markdown_is_refused_with_its_line_or_inert() {
    let fixture = Fixture::new();
    let plain = fixture.build();
    let (texts, addresses) = corpus();
    let mut body = String::from("A first paragraph.\n");
    let mut taken = 0;
    let framed = texts.iter().flat_map(|text| {
        let line = text.replace(['\r', '\n'], " ");
        [
            format!("{line}\n"),
            format!("## A {line}\n"),
            format!("- {line}\n"),
            format!("> {line}\n"),
            format!("`{line}`\n"),
        ]
    });
    let links = addresses.iter().flat_map(|address| {
        [
            format!("[x]({address})\n"),
            format!("[x](<{address}>)\n"),
            format!("<{address}>\n"),
            format!("![x]({address})\n"),
        ]
    });
    for words in framed.chain(links) {
        match site::markdown::parse(&words) {
            Ok(_) if taken < 400 => {
                taken += 1;
                body.push('\n');
                body.push_str(&words);
            }
            Ok(_) => {}
            Err(refusals) => {
                assert!(refusals.iter().all(|it| it.line > 0 && !it.what.is_empty() && !it.fix.is_empty()), "{words}");
            }
        }
    }
    assert!(taken > 100, "{taken}");
    std::fs::write(fixture.path("content/news/first.en.md"), body).unwrap();
    // A line may mean something else among other lines than alone. Remove the lines that the check refuses.
    loop {
        let problems = fixture.problems();
        let refused: BTreeSet<usize> =
            problems.iter().map(|it| it.place.strip_prefix("line ").unwrap().parse().unwrap()).collect();
        if refused.is_empty() {
            break;
        }
        let file = fixture.path("content/news/first.en.md");
        let text = std::fs::read_to_string(&file).unwrap();
        let kept: Vec<&str> =
            text.split('\n').enumerate().filter(|(at, _)| !refused.contains(&(at + 1))).map(|(_, line)| line).collect();
        std::fs::write(file, kept.join("\n")).unwrap();
    }
    inert(&plain, &fixture.build());
}

#[test]
fn packs_and_queries_carry_any_text_and_stay_text() {
    let (texts, addresses) = corpus();
    for text in texts.iter().chain(&addresses) {
        let address = Route::search(Locale::En, text);
        assert!(address.is_ascii() && !address.contains(['<', '>', '"', '\'', ' ']), "{address}");
        let found = address.split_once('?').and_then(|(_, query)| query_value(query, "q"));
        assert_eq!(found.unwrap_or_default(), text.trim());
        assert!(Route::parse(text).is_none() && Page::parse(text).is_none(), "{text}");
        let mut packs = Packs::default();
        let id = "0123456789abcdef0123456789abcdef";
        if packs.create(id, text, 1).is_err() {
            continue;
        }
        let pack = packs.get_mut(id).unwrap();
        pack.add(Page::parse("/library/locations/pier").unwrap(), 2).unwrap();
        let _ = pack.set_note(&Page::parse("/library/locations/pier").unwrap(), text, 3);
        let again = link::read(&link::write(pack)).unwrap();
        assert_eq!((&again.name, &again.items[0].note), (&pack.name, &pack.items[0].note));
    }
}

#[test]
fn one_record_that_is_refused_stops_the_build_and_writes_nothing() {
    let fixture = Fixture::new();
    fixture.edit("news/first.json", |it| it["sources"][0]["url"] = json!("javascript:alert(1)"));
    let input: Input = fixture.input("2024-06-01T00:00:00Z");
    let said = site::build(&input).err().map(|failure| failure.to_string()).unwrap_or_default();
    assert!(said.contains("news/first.json at /sources/0/url") && said.contains("help: "), "{said}");
    fixture.edit("news/first.json", |it| it["sources"][0]["url"] = json!("https://daily.example/1"));
    assert!(text(&fixture.build(), "news/first.html").contains("https://daily.example/1"));
}
