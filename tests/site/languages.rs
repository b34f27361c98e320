//! An office that publishes in one language only.

use super::{Fixture, right, text};
use city_of_film::wire::Site;
use serde_json::json;
use site::Files;

/// Files that link to pages: `_headers` and `_redirects` have rules for both languages, which do no harm.
fn is_text(path: &str) -> bool {
    ["html", "json", "jsonld", "xml", "atom", "rss", "ics", "csv", "geojson", "gpx", "kml", "webmanifest", "txt"]
        .iter()
        .any(|ending| path.ends_with(&format!(".{ending}")))
}

/// Whether a file belongs to the pages below `/zh`.
fn is_chinese(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    parts.iter().any(|part| *part == "zh" || part.starts_with("zh-") || part.starts_with("zh."))
        || path == "manifest.zh.webmanifest"
}

/// What all pages share.
fn shared(files: &Files) -> Site {
    let read = |(path, bytes): (&String, &Vec<u8>)| {
        serde_json::from_slice(bytes).ok().filter(|_| path.starts_with("assets/") && path.ends_with(".json"))
    };
    files.iter().find_map(read).unwrap()
}

#[test]
fn an_office_publishes_in_english_only() {
    let fixture = Fixture::new();
    assert_eq!(shared(&fixture.build()).only, None);
    fixture.edit("office.json", |it| it["languages"] = json!(["en"]));
    right(&fixture.problems());
    let files = fixture.build();
    let chinese: Vec<&String> = files.keys().filter(|path| is_chinese(path)).collect();
    assert_eq!(chinese, Vec::<&String>::new());
    for (path, bytes) in files.iter().filter(|(path, _)| is_text(path)) {
        let text = String::from_utf8_lossy(bytes);
        for part in ["film.example/zh", "\"/zh", "hreflang", "og:locale:alternate", "class=\"header-language\""] {
            assert!(!text.contains(part), "{path} has {part}");
        }
    }
    let home = text(&files, "index.html");
    assert!(home.contains("<html lang=\"en\"") && home.contains("rel=\"canonical\"") && home.contains("header-theme"));
    assert!(text(&files, "library/locations/pier.html").contains("lang=\"zh-Hans\" class=\"other-name\""));
    assert!(text(&files, "sitemap.xml").contains("<loc>https://film.example/library/locations/pier</loc>"));
    assert!(text(&files, "library/locations/pier.gpx").contains("<name>The Pier</name>"));
    assert_eq!(shared(&files).locale_of("/zh/library").as_str(), "en");
}

#[test]
fn a_text_that_is_not_in_the_only_language_is_refused() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| {
        it["languages"] = json!(["en"]);
        it["tagline"] = json!({ "zh": "为拍片找地方、找人。" });
    });
    fixture.edit("locations/pier.json", |it| it["media"][1]["alt"] = json!({ "zh": "栈桥入口。" }));
    let problems = fixture.problems();
    let problem = |file: &str, place: &str| {
        problems.iter().find(|it| it.file == file && it.place == place).unwrap_or_else(|| panic!("{problems:#?}"))
    };
    for found in [problem("office.json", "/tagline"), problem("locations/pier.json", "/media/1/alt")] {
        assert!(found.what.contains("not in English") && found.fix.contains("\"en\""), "{found:#?}");
    }
    // Texts of articles are read once the records are right.
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["languages"] = json!(["en"]));
    std::fs::remove_file(fixture.path("content/news/first.en.md")).unwrap();
    let problems = fixture.problems();
    let found = problems.iter().find(|it| it.file == "news/first.json").unwrap_or_else(|| panic!("{problems:#?}"));
    assert_eq!((found.what.as_str(), found.fix.as_str()), ("the article has no text", "write news/first.en.md"));
}

/// Gives the fixture's texts a Chinese version.
fn translated() -> Fixture {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["languages"] = json!(["zh"]));
    // A record is compared with others once its texts are right.
    for problem in std::iter::repeat_with(|| fixture.problems()).take(2).flatten() {
        if problem.what == "the article has no text" {
            let english = problem.fix.trim_start_matches("write ").replace(".zh.md", ".en.md");
            let text = std::fs::read(fixture.path("content").join(&english)).unwrap();
            std::fs::write(fixture.path("content").join(english.replace(".en.md", ".zh.md")), text).unwrap();
        } else {
            assert!(problem.what.contains("is not in Chinese"), "{problem:#?}");
            fixture.edit(&problem.file, |it| {
                let text = it.pointer_mut(&problem.place).unwrap();
                text["zh"] = text["en"].clone();
            });
        }
    }
    fixture
}

#[test]
fn a_site_in_chinese_is_below_zh_and_the_root_leads_there() {
    let fixture = translated();
    right(&fixture.problems());
    let files = fixture.build();
    let root = text(&files, "index.html");
    assert!(root.contains("content=\"0; url=/zh\"") && root.contains("<a href=\"/zh\">电影办公室</a>"), "{root}");
    assert!(root.contains("rel=\"canonical\" href=\"https://film.example/zh\""), "{root}");
    let pages: Vec<&String> =
        files.keys().filter(|path| path.ends_with(".html") && !is_chinese(path) && !path.contains("shell")).collect();
    assert_eq!(pages, ["404.html", "index.html"]);
    assert!(text(&files, "404.html").contains("<html lang=\"zh-Hans\""));
    assert!(!files.contains_key("data/news.json") && files.contains_key("data/zh/news.json"));
    assert!(!files.contains_key("library/locations.csv") && files.contains_key("zh/library/locations.csv"));
    assert!(text(&files, "library/locations/pier.gpx").contains("<name>栈桥</name>"));
    assert!(!files.contains_key("manifest.webmanifest") && files.contains_key("manifest.zh.webmanifest"));
    let sitemap = text(&files, "sitemap.xml");
    assert!(sitemap.matches("<loc>").count() == sitemap.matches("<loc>https://film.example/zh").count());
    assert_eq!(shared(&files).locale_of("/nowhere").as_str(), "zh");
}

#[test]
fn languages_that_are_wrong_are_refused() {
    for (languages, place, what) in [
        (json!([]), "/languages", "the site has no language"),
        (json!(["en", "en"]), "/languages/1", "named twice"),
        (json!(["en", "fr"]), "/languages/1", "not one of the values"),
        (json!("en"), "/languages", "is not a list"),
    ] {
        let fixture = Fixture::new();
        fixture.edit("office.json", |it| it["languages"] = languages.clone());
        let problems = fixture.problems();
        let found = problems.iter().any(|it| it.file == "office.json" && it.place == place && it.what.contains(what));
        assert!(found, "{languages}: {problems:#?}");
    }
    // The order has no meaning, and both languages are the default.
    let fixture = Fixture::new();
    let before = fixture.build();
    fixture.edit("office.json", |it| it["languages"] = json!(["en", "zh"]));
    let after = fixture.build();
    assert_eq!(before.keys().count(), after.keys().count());
}
