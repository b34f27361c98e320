//! Synthetic sites: they build, builds are deterministic, and nothing is overwritten.

use super::Fixture;
use super::search::Published;
use city_of_film::catalog::Query;
use scale::Wanted;
use serde_json::Value;
use site::hosts::Host;
use site::{self, Files, Input, prerender, read};
use std::path::Path;

const WANTED: Wanted = Wanted { locations: 90, clips: 40, experts: 30, seed: 1 };

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let names = read::names(folder).unwrap();
    names.into_iter().map(|name| (name.clone(), std::fs::read(folder.join(&name)).unwrap())).collect()
}

#[test]
fn a_synthetic_site_builds_and_is_the_same_twice() {
    let fixture = Fixture::new();
    let [one, two, other] = ["one", "two", "other"].map(|name| fixture.folder.path().join(name));
    scale::write(&fixture.path(""), &one, WANTED).unwrap();
    scale::write(&fixture.path(""), &two, WANTED).unwrap();
    scale::write(&fixture.path(""), &other, Wanted { seed: 2, ..WANTED }).unwrap();
    assert!(contents(&one) == contents(&two), "the same seed makes the same site");
    assert!(contents(&one) != contents(&other), "another seed makes another");

    let input = Input { public: one, ..fixture.input("2024-06-01T00:00:00Z") };
    let content = site::load(&input.public, &input.cache).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!((content.locations.len(), content.clips.len(), content.experts.len()), (90, 40, 30));
    let whole = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    let is_record = |path: &&String| path.starts_with("library/locations/") && path.ends_with(".html");
    assert_eq!(whole.keys().filter(is_record).count(), 90);
    let lists = site::build(&Input { lists_only: true, ..input }).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(lists.keys().filter(is_record).count(), 0);
    assert_eq!(lists["library/locations.html"], whole["library/locations.html"]);
}

#[test]
fn a_folder_in_use_and_senseless_numbers_are_refused() {
    let fixture = Fixture::new();
    let used = fixture.path("");
    assert!(scale::write(&used, &used, WANTED).unwrap_err().contains("not empty"));
    let new = fixture.folder.path().join("new");
    let many = Wanted { clips: scale::MOST + 1, ..WANTED };
    assert!(scale::write(&used, &new, many).unwrap_err().contains("ask for fewer"));
    assert!(scale::write(&new, &new, WANTED).unwrap_err().contains("no clip"));
    assert!(!new.exists(), "nothing was written");
}

#[test]
fn beyond_a_number_of_pages_the_newest_and_most_linked_records_have_one() {
    let fixture = Fixture::new();
    let public = fixture.folder.path().join("large");
    scale::write(&fixture.path(""), &public, WANTED).unwrap();
    let input = Input { public, ..fixture.input("2024-06-01T00:00:00Z") };
    let build = |input: &Input| site::build(input).unwrap_or_else(|failure| panic!("{failure}"));
    let whole = build(&input);
    let is_page = |path: &str| path.ends_with(".html") && !path.ends_with("404.html") && !path.ends_with("shell.html");
    let pages = |files: &Files| files.keys().filter(|path| is_page(path)).count();
    assert_eq!((prerender::count(&whole), whole.contains_key("library/shell.html")), (0, false));

    let most_pages = pages(&whole) - 101;
    let large = build(&Input { most_pages, ..input.clone() });
    assert!(pages(&large) <= most_pages, "{} pages", pages(&large));
    assert_eq!(prerender::count(&large) % 2, 0, "each record has a page in both languages or in none");
    assert!(prerender::count(&large) >= 100);
    // Records that pages link to come first: the places in the lists and in the articles.
    for path in ["library/locations/pier.html", "zh/library/locations/pier.html", "library/clips/waves.html"] {
        assert_eq!(large[path], whole[path], "{path}");
    }
    for (path, bytes) in &whole {
        let page = path.strip_prefix("data/").and_then(|path| path.strip_suffix(".json"));
        let is_page = page.is_some_and(|page| whole.contains_key(&format!("{page}.html")));
        let sent = large.get(path);
        assert!(sent.is_some() || !is_page, "{path}: every record has its data");
        if is_page && prerender::has_no_page(path, &large) {
            let [mut bytes, sent] = [bytes, sent.unwrap()].map(|it| serde_json::from_slice::<Value>(it).unwrap());
            // There are no files of a location without a page.
            bytes["body"].as_object_mut().unwrap().remove("files");
            bytes.as_object_mut().unwrap().remove("fragment");
            assert_eq!(bytes, sent, "{path} differs in the name of its fragment alone");
            let page = page.unwrap();
            for form in ["gpx", "kml"] {
                assert!(!large.contains_key(&format!("{}.{form}", page.strip_prefix("zh/").unwrap_or(page))), "{path}");
            }
        }
    }
    for path in prerender::SHELLS.into_iter().chain(["404.html", "zh/404.html"]) {
        let html = std::str::from_utf8(&large[path]).unwrap();
        assert!(!html.contains("data-document=\"missing\""), "{path}: the program tells what is missing");
        assert!(html.contains("<noscript>") && html.contains("noindex") && html.contains("<header"), "{path}");
        assert_eq!(html.contains("<html lang=\"zh"), path.starts_with("zh/"), "{path}");
    }
    let sitemap = std::str::from_utf8(&large["sitemap.xml"]).unwrap();
    assert!(sitemap.matches("<loc>").count() <= most_pages);
    let redirects = |host| build(&Input { most_pages, host, ..input.clone() }).remove("_redirects").unwrap();
    let rewrite = "/zh/library/clips/* /zh/library/shell 200\n";
    assert!(String::from_utf8(redirects(Some(Host::Netlify))).unwrap().contains(rewrite));
    assert!(!String::from_utf8(redirects(None)).unwrap().contains("200"), "Cloudflare would send it for every page");

    // The minimum: no record has a page.
    let least = build(&Input { most_pages: 0, ..input });
    assert!(!least.contains_key("library/locations/pier.html") && least.contains_key("index.html"));
}

/// The sizes that docs/decisions/catalogue-format.md promises, in bytes before compression, without the cards.
#[test]
fn whole_texts_do_not_delay_the_first_answer() {
    const RECORDS: usize = 2000;
    const INDEX: usize = 66;
    const BODIES: usize = 46;
    const FIRST_FILE: usize = 13_000;
    const FIRST_ANSWER: usize = 80_000;
    let fixture = Fixture::new();
    let public = fixture.folder.path().join("many");
    scale::write(&fixture.path(""), &public, Wanted { locations: RECORDS, ..WANTED }).unwrap();
    let input = Input { public, lists_only: true, ..fixture.input("2024-06-01T00:00:00Z") };
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    for (name, queries) in
        [("en-locations", ["bay", "harbour lights", "quiet", "b"]), ("zh-locations", ["海湾", "望见", "灯塔", "湾"])]
    {
        let published = Published::open(&files, name);
        let sum = |bodies: bool| -> usize {
            let own = published.parts().filter(|(part, _)| !part.starts_with("cards"));
            own.filter(|(part, _)| part.starts_with("bodies") == bodies).map(|(_, size)| size).sum()
        };
        let (index, bodies) = (sum(false) / RECORDS, sum(true) / RECORDS);
        println!("{name}: {index} and {bodies} bytes a record, first file {}", published.first());
        assert!((1..=INDEX).contains(&index), "{name}: {index} bytes a record");
        assert!((1..=BODIES).contains(&bodies), "{name}: {bodies} bytes a record in bodies");
        assert!(published.first() <= FIRST_FILE, "{name}: {} bytes in the first file", published.first());
        for text in queries {
            let query = Query { text: text.into(), ..Query::default() };
            let mut catalog = published.catalog();
            let mut fetched = published.first();
            let early = loop {
                if let Some(early) = catalog.early(&query) {
                    break early;
                }
                for part in catalog.needs(&query) {
                    assert!(!part.is_of_bodies(), "{name}: {text} waits for bodies");
                    fetched += published.part(part).len();
                    catalog.give(part, published.part(part).to_vec()).unwrap();
                }
            };
            println!("{name}: {text} {fetched} bytes, {} records", early.total());
            assert!(early.total() > 0 && fetched <= FIRST_ANSWER, "{name}: {fetched} bytes before {text} is answered");
        }
    }
}
