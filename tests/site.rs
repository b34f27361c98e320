//! The site tool on a small site: what it writes, what it refuses, and that it is deterministic. Also what the app reads
//! of it.

#[path = "site/chunk.rs"]
mod chunk;
#[path = "site/city.rs"]
mod city;
#[path = "site/classes.rs"]
mod classes;
#[path = "site/editors.rs"]
mod editors;
#[path = "site/facts.rs"]
mod facts;
#[path = "site/home.rs"]
mod home;
#[path = "site/hostile.rs"]
mod hostile;
#[path = "site/languages.rs"]
mod languages;
#[path = "site/media.rs"]
mod media;
#[path = "site/outputs.rs"]
mod outputs;
#[path = "site/positions.rs"]
mod positions;
#[path = "site/productions.rs"]
mod productions;
#[path = "site/scale.rs"]
mod scale;
#[path = "site/search.rs"]
mod search;
#[path = "site/sessions.rs"]
mod sessions;
#[path = "site/texts.rs"]
mod texts;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use city_of_film::geo::date::Date;
use city_of_film::route::Route;
use city_of_film::wire::{Article, Location, NewsList, SentDocument};
use image::{ImageBuffer, Rgb};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use site::check::{Problem, check, schemas};
use site::originals::Originals;
use site::{self, Failure, Files, Input, naming, read, stamp, write};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use tempfile::TempDir;

/// A picture cache shared by all tests, because encoding AVIF takes seconds.
static PICTURES: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    assert!(site::build(&Fixture::copied().input_with_cache(folder.clone())).is_ok());
    folder
});

/// A copy of the fixture site, with a photograph generated for it.
struct Fixture {
    folder: TempDir,
}

impl Fixture {
    fn new() -> Fixture {
        LazyLock::force(&PICTURES);
        Fixture::copied()
    }

    fn copied() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/public");
        for name in read::names(&from).unwrap() {
            let to = folder.path().join("public").join(&name);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(from.join(&name), to).unwrap();
        }
        std::fs::write(folder.path().join("public/media/pier.jpg"), photograph()).unwrap();
        Fixture { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("public").join(name)
    }

    fn input(&self, now: &str) -> Input {
        Input { now: now.parse().unwrap(), ..self.input_with_cache(PICTURES.clone()) }
    }

    fn input_with_cache(&self, cache: PathBuf) -> Input {
        Input {
            public: self.path(""),
            style: Path::new(env!("CARGO_MANIFEST_DIR")).join("style"),
            bundle: None,
            cache,
            fonts: Vec::new(),
            ffmpeg: None,
            now: "2024-06-01T00:00:00Z".parse().unwrap(),
            before: None,
            render: city_of_film::prerender::body,
            watch: false,
            host: None,
            lists_only: false,
            most_pages: usize::MAX,
            progress: |_, _| (),
        }
    }

    fn build(&self) -> Files {
        match site::build(&self.input("2024-06-01T00:00:00Z")) {
            Ok(files) => files,
            Err(failure) => panic!("{failure}"),
        }
    }

    fn edit(&self, file: &str, change: impl FnOnce(&mut Value)) {
        let path = self.path("content").join(file);
        let mut value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        change(&mut value);
        std::fs::write(&path, serde_json::to_vec(&value).unwrap()).unwrap();
    }

    fn problems(&self) -> Vec<Problem> {
        let raw = read::read(&self.path("content")).unwrap();
        match check(&raw, &self.media()) {
            Ok(content) => content.warnings,
            Err(problems) => problems,
        }
    }

    fn media(&self) -> Originals {
        Originals::read(self.path("media"), PICTURES.clone()).unwrap()
    }
}

/// Asserts that there is neither an error nor a warning.
fn right(problems: &[Problem]) {
    assert!(problems.is_empty(), "{problems:#?}");
}

/// A JPEG of 900 × 600 pixels with an orientation tag that turns it by 90° and the position where it was taken.
fn photograph() -> Vec<u8> {
    let picture = ImageBuffer::from_fn(900, 600, |x, y| Rgb([(x / 4) as u8, (y / 3) as u8, 120]));
    let mut jpeg = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 90).encode_image(&picture).unwrap();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 36.0616 N 120.3143 E");
    let mut out = jpeg[..2].to_vec();
    out.extend_from_slice(&[0xff, 0xe1]);
    out.extend_from_slice(&((exif.len() + 2) as u16).to_be_bytes());
    out.extend_from_slice(&exif);
    out.extend_from_slice(&jpeg[2..]);
    out
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("{path} was not written"))).unwrap()
}

/// Reads the body of a page's data file.
fn body<T: serde::de::DeserializeOwned>(files: &Files, path: &str) -> T {
    serde_json::from_str::<SentDocument>(text(files, path)).unwrap().read().unwrap()
}

/// Removes the digest from a published name, so that lists of names do not depend on the bytes.
fn unhashed(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if let Some((above, catalog)) = folder.rsplit_once('/')
        && above == "data/catalog"
    {
        let (catalog, _) = catalog.rsplit_once('-').unwrap();
        format!("{above}/{catalog}-*/{name}")
    } else if ["assets", "media", "media/cards", "data/map"].contains(&folder) {
        format!("{folder}/*.{}", name.rsplit('.').next().unwrap())
    } else {
        path.to_owned()
    }
}

#[test]
fn the_tree_is_as_expected() {
    let files = Fixture::new().build();
    let tree: BTreeSet<String> = files.keys().map(|path| unhashed(path)).collect();
    let tree = tree.into_iter().collect::<Vec<_>>().join("\n") + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/expected.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, &tree).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(tree, expected, "if the new tree is right, run the test with BLESS=1 and read the difference");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, two) = (Fixture::new(), Fixture::new());
    let (mut first, mut second) = (one.build(), two.build());
    let empty = tempfile::tempdir().unwrap();
    write::compress(&mut first, empty.path());
    write::compress(&mut second, empty.path());
    let differ: Vec<_> = first.iter().filter(|(path, bytes)| second.get(*path) != Some(*bytes)).collect();
    assert!(differ.is_empty(), "{:?}", differ.into_iter().map(|(path, _)| path).collect::<Vec<_>>());
    assert_eq!(first.len(), second.len());
}

#[test]
fn writing_takes_away_what_no_longer_belongs() {
    let folder = tempfile::tempdir().unwrap();
    let files =
        |names: &[&str]| -> Files { names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect() };
    write::write(folder.path(), &files(&["a.html", "old/b.html"])).unwrap();
    write::write(folder.path(), &files(&["a.html", "new/c.html"])).unwrap();
    assert_eq!(read::names(folder.path()).unwrap(), ["a.html", "new/c.html"]);
}

/// With a program, the site can be stored on a device: each file is named by its digest, and the worker by the
/// manifest.
#[test]
fn the_offline_manifest_names_what_is_there() {
    let fixture = Fixture::new();
    let bundle = fixture.folder.path().join("bundle");
    std::fs::create_dir(&bundle).unwrap();
    std::fs::write(bundle.join("app_bg.wasm"), b"\0asm").unwrap();
    let scripts =
        ["app.js", "boot.js", "lookbook.js", "panorama.js", "poster.js", "sprite.js", "sw.js", "sw-off.js", "watch.js"];
    for script in scripts {
        std::fs::write(bundle.join(script), format!("'stands for {script}'")).unwrap();
    }
    std::fs::write(bundle.join("news.wasm"), b"\0asm").unwrap();
    std::fs::write(bundle.join("chunks.json"), br#"{"news":["news"]}"#).unwrap();
    let input = Input { bundle: Some(bundle), ..fixture.input("2024-06-01T00:00:00Z") };
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));

    let digest = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
    let manifest: Value = serde_json::from_str(text(&files, "offline.json")).unwrap();
    let start = text(&files, "sw.js");
    assert!(start.contains(&digest(&files["offline.json"])), "{start}");
    let worker = start.split("worker=\"/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(text(&files, worker).contains("sw.js"));
    assert!(manifest["headers"]["Content-Security-Policy"].as_str().unwrap().contains("default-src 'none'"));
    let mut named = BTreeSet::new();
    let mut check = |list: &Value| {
        for entry in list.as_array().unwrap() {
            let path = &entry[0].as_str().unwrap()[1..];
            assert_eq!(entry[1], files[path].len(), "{path}");
            assert_eq!(entry[2], digest(&files[path]), "{path}");
            // The files of a location are in the texts of each language.
            let is_shared = path.starts_with("library/locations/");
            assert!(named.insert(path.to_owned()) || is_shared, "{path} stands in two tiers");
        }
    };
    check(&manifest["app"]);
    for (name, tier) in manifest["tiers"].as_object().unwrap() {
        let list = &tier["list"];
        check(&json!([list]));
        let list: Value = serde_json::from_str(text(&files, &list[0].as_str().unwrap()[1..])).unwrap();
        check(&list);
        assert_eq!(tier["files"], list.as_array().unwrap().len(), "{name}");
    }
    let tiers: Vec<&String> = manifest["tiers"].as_object().unwrap().keys().collect();
    assert_eq!(tiers, ["clip", "picture", "text-en", "text-zh"]);
    for path in files.keys().filter(|path| ["assets/", "media/", "data/"].iter().any(|folder| path.starts_with(folder)))
    {
        assert!(named.contains(path) || path == worker, "{path} is in no tier");
    }

    // The worker cuts fragments out of pages (`tests/e2e/worker.test.mjs`): a page's data has the digest that the page
    // itself names, and no fragment of a page is published.
    let fragments: Vec<&String> = files.keys().filter(|path| path.starts_with("data/fragments/")).collect();
    assert_eq!(fragments, ["data/fragments/404.json", "data/fragments/shell.json"]);
    let is_page = |path: &str| path.ends_with(".html") && !["404.html", "shell.html"].contains(&path);
    for path in files.keys().filter(|path| is_page(path)) {
        let data = format!("data/{}.json", path.strip_suffix(".html").unwrap());
        let document: Value = serde_json::from_str(text(&files, &data)).unwrap();
        let named = format!(" data-document=\"/{data} {}\"", document["fragment"][0].as_str().unwrap());
        assert!(text(&files, path).contains(&named), "{path}: {named}");
    }

    let watched = site::build(&Input { watch: true, ..input }).unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(watched["sw.js"], files["sw-off.js"], "while editing nothing is kept");
    assert!(!watched.contains_key("offline.json"));
}

#[test]
fn scheduled_and_embargoed_articles_wait_for_their_time() {
    let fixture = Fixture::new();
    for (now, there) in [
        ("2024-06-01T00:00:00Z", vec!["first"]),
        ("2024-07-01T00:00:00Z", vec!["first", "embargoed"]),
        ("2030-01-01T00:00:00Z", vec!["later", "first", "embargoed"]),
    ] {
        let files = site::build(&fixture.input(now)).unwrap_or_else(|failure| panic!("{failure}"));
        let list: NewsList = body(&files, "data/news.json");
        let ids: Vec<String> = list.cards.iter().map(|card| card.to.path().replace("/news/", "")).collect();
        assert_eq!(ids, there, "{now}");
        for absent in ["first", "embargoed", "later"].iter().filter(|id| !there.contains(id)) {
            let named = files.iter().find(|(path, bytes)| {
                path.contains(absent) || String::from_utf8_lossy(bytes).contains(&format!("/news/{absent}"))
            });
            assert_eq!(named.map(|(path, _)| path), None, "{absent} at {now}");
        }
    }
}

#[test]
fn a_page_stands_in_html_with_head_and_data() {
    let files = Fixture::new().build();
    let html = text(&files, "news/first.html");
    for part in [
        "<html lang=\"en\"",
        "<title>A &lt;first&gt; article · News · Film Office</title>",
        "<link rel=\"canonical\" href=\"https://film.example/news/first\">",
        "hreflang=\"zh-Hans\" href=\"https://film.example/zh/news/first\"",
        // Static subtrees carry no hydration markers.
        ">A &lt;first&gt; article</h1>",
        "<a href=\"/library/locations/pier\">",
        "<h2 id=\"a-heading\">",
        "1 May 2024, 10:00 China Standard Time",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(!html.contains("data-static"), "this attribute only tells the build which markers to drop");
    assert!(!html.contains(" style="), "the policy forbids style attributes");
    assert_eq!(html.matches("<style>").count(), 1);
    let zh = text(&files, "zh/news/first.html");
    assert!(zh.contains("<html lang=\"zh-Hans\""));
    assert!(zh.contains("2024年5月1日 10:00（北京时间）"));
}

#[test]
fn what_has_no_translation_is_shown_with_a_notice() {
    let fixture = Fixture::new();
    let files = site::build(&fixture.input("2025-01-01T00:00:00Z")).unwrap_or_else(|failure| panic!("{failure}"));
    let html = text(&files, "zh/news/embargoed.html");
    assert!(html.contains("Held back until July."));
    assert!(html.contains("本页尚无中文译文"));
    assert!(!text(&files, "news/embargoed.html").contains("has not been translated"));
}

#[test]
fn officials_speak_at_the_summit_and_are_no_experts() {
    let files = Fixture::new().build();
    assert!(files.contains_key("summit/2024/speakers/official.html"));
    assert!(!files.contains_key("library/experts/official.html"));
    assert!(!text(&files, "library/experts.html").contains("An Official"));
}

#[test]
fn contact_is_shown_only_with_consent() {
    let files = Fixture::new().build();
    for (path, bytes) in &files {
        assert!(!String::from_utf8_lossy(bytes).contains("hidden@film.example"), "{path}");
    }
    assert!(text(&files, "library/locations/pier.html").contains("https://pier.example"));
}

#[test]
fn photographs_are_turned_resized_and_stripped() {
    let fixture = Fixture::new();
    // A cache of its own, so that the pictures are encoded in this test.
    let build = || site::build(&fixture.input_with_cache(fixture.path("../cache"))).unwrap_or_else(|it| panic!("{it}"));
    let files = build();
    let article: Article = body(&files, "data/news/first.json");
    let hero = article.hero;
    // The camera was turned, so 900 × 600 pixels are shown upright.
    assert_eq!((hero.width, hero.height), (600, 900));
    assert!(!hero.illustration);
    let mimes: Vec<&str> = hero.sources.iter().map(|source| source.mime.as_str()).collect();
    assert_eq!(mimes, ["image/avif", "image/webp"]);
    for source in &hero.sources {
        let widths: Vec<&str> = source.srcset.split(", ").map(|one| one.rsplit(' ').next().unwrap()).collect();
        assert_eq!(widths, ["480w", "600w"]);
        for address in source.srcset.split(", ").map(|one| &one.split(' ').next().unwrap()[1..]) {
            let bytes = &files[address];
            for trace in [b"Exif".as_slice(), b"GPS", b"36.0616"] {
                assert!(!bytes.windows(trace.len()).any(|window| window == trace), "{address}");
            }
        }
    }
    // The second build takes the pictures from the cache, which goes by the original's content alone.
    assert_eq!(build(), files);
}

#[test]
fn a_damaged_photograph_is_named() {
    let fixture = Fixture::new();
    std::fs::write(fixture.path("media/pier.jpg"), b"\xff\xd8 no picture").unwrap();
    let Err(failure @ Failure::Content(_)) = site::build(&fixture.input("2024-06-01T00:00:00Z")) else {
        panic!("a damaged picture was taken")
    };
    let words = failure.to_string();
    assert!(words.contains("pier.jpg") && words.contains("save the picture again"), "{words}");
}

#[test]
fn names_follow_content() {
    let mut files = Files::new();
    let one = naming::publish("media", b"a", "svg", &mut files);
    assert_eq!(naming::publish("media", b"a", "svg", &mut files), one);
    assert_ne!(naming::publish("media", b"b", "svg", &mut files), one);
    assert_eq!(files.len(), 2);
}

/// A way to break the fixture: the file, the change, and the place and words of the expected error.
type Spoil = (&'static str, fn(&mut Value), &'static str, &'static str);

#[test]
fn every_rule_of_the_model_has_its_error() {
    let spoils: [Spoil; 78] = [
        ("news/first.json", |it| it["headlin"] = json!("x"), "/headlin", "unknown field"),
        ("news/first.json", |it| it["headline"]["fr"] = json!("x"), "/headline/fr", "unknown field"),
        ("news/first.json", |it| drop(it.as_object_mut().unwrap().remove("summary")), "", "\"summary\" is missing"),
        ("news/first.json", |it| it["id"] = json!("other"), "/id", "is not the file's name"),
        ("news/first.json", |it| it["id"] = json!("Not An Id"), "/id", "is not an id"),
        ("news/first.json", |it| it["headline"] = json!({}), "/headline", "is empty"),
        ("news/first.json", |it| it["headline"]["en"] = json!("  "), "/headline/en", "is empty"),
        ("news/first.json", |it| it["headline"]["en"] = json!("a\u{202e}b"), "/headline/en", "invisible character"),
        ("news/first.json", |it| it["headline"] = json!("x"), "/headline", "is not a group of fields"),
        ("news/first.json", |it| it["published_at"] = json!("2024-05-01"), "/published_at", "is not a time"),
        (
            "news/first.json",
            |it| it["published_at"] = json!("2024-13-01T00:00:00+08:00"),
            "/published_at",
            "is not a time",
        ),
        (
            "news/first.json",
            |it| it["updated_at"] = json!("2024-04-01T00:00:00+08:00"),
            "/updated_at",
            "before it is published",
        ),
        ("news/first.json", |it| it["embargoed_until"] = json!("soon"), "/embargoed_until", "is not a time"),
        (
            "news/first.json",
            |it| it["published_at"] = json!("2024-05-01T10:00+08:00"),
            "/published_at",
            "is not a time",
        ),
        ("news/first.json", |it| it["updated_at"] = json!("20240501T100000+0800"), "/updated_at", "is not a time"),
        (
            "news/first.json",
            |it| it["embargoed_until"] = json!("2024-05-01T10+08"),
            "/embargoed_until",
            "is not a time",
        ),
        (
            "summit/2024.json",
            |it| it["sessions"][0]["start"] = json!("2024-05-01 09:00:00+08:00"),
            "/sessions/0/start",
            "is not a time",
        ),
        (
            "summit/2024.json",
            |it| it["sessions"][0]["replaced_by"] = json!("gala"),
            "/sessions/0/replaced_by",
            "there is no \"gala\"",
        ),
        (
            "summit/2024.json",
            |it| it["sessions"][0]["overlaps"] = json!(["opening"]),
            "/sessions/0/overlaps",
            "names itself",
        ),
        ("news/first.json", |it| it["topics"] = json!([]), "/topics", "has no topic"),
        (
            "news/first.json",
            |it| it["topics"][0] = json!("studio"),
            "/topics/0",
            "there is no \"studio\" in topics.json",
        ),
        ("news/first.json", |it| it["sources"] = json!([]), "/sources", "no source is named"),
        (
            "news/first.json",
            |it| it["sources"][0]["url"] = json!("javascript:alert(1)"),
            "/sources/0/url",
            "not a web address",
        ),
        ("news/first.json", |it| it["sources"][0]["date"] = json!("May"), "/sources/0/date", "is not a date"),
        (
            "news/first.json",
            |it| it["hero"]["image"] = json!("Pier.jpg"),
            "/hero/image",
            "there is no file public/media/Pier.jpg",
        ),
        ("news/first.json", |it| it["hero"]["image"] = json!("clips/waves.mp4"), "/hero/image", "is not a JPEG"),
        (
            "news/first.json",
            |it| drop(it["hero"].as_object_mut().unwrap().remove("image")),
            "/hero",
            "neither an image nor a scene",
        ),
        ("news/later.json", |it| it["hero"]["image"] = json!("pier.jpg"), "/hero", "both an image and a scene"),
        (
            "news/later.json",
            |it| it["hero"]["scene"]["kind"] = json!("piers"),
            "/hero/scene/kind",
            "not one of the values",
        ),
        (
            "news/first.json",
            |it| it["mentions"]["locations"][0] = json!("quay"),
            "/mentions/locations/0",
            "there is no \"quay\"",
        ),
        (
            "news/first.json",
            |it| it["mentions"]["sessions"][0]["id"] = json!("no"),
            "/mentions/sessions/0",
            "there is no \"no\" in the sessions",
        ),
        (
            "news/first.json",
            |it| it["mentions"]["reports"][0]["year"] = json!(1999),
            "/mentions/reports/0",
            "summit/1999.json",
        ),
        ("news/first.json", |it| it["more"] = json!(["nothing"]), "/more/0", "there is no \"nothing\""),
        ("locations/pier.json", |it| it["class"] = json!("cost"), "/class", "not one of the values"),
        ("locations/pier.json", |it| it["position"]["lat"] = json!(136.0), "/position/lat", "out of range"),
        ("locations/pier.json", |it| it["facing"] = json!(400), "/facing", "out of range"),
        (
            "locations/pier.json",
            |it| it["blackout"] = json!([{ "from": "2024-02-02", "to": "2024-02-01" }]),
            "/blackout/0/to",
            "before the first",
        ),
        (
            "locations/pier.json",
            |it| it["productions"][0]["production"] = json!("the-wafe"),
            "/productions/0/production",
            "there is no \"the-wafe\" in public/content/productions",
        ),
        (
            "locations/pier.json",
            |it| it["productions"][0]["title"] = json!({ "en": "The Wave" }),
            "/productions/0/title",
            "the production's record says this",
        ),
        (
            "locations/pier.json",
            |it| it["productions"][0]["year"] = json!(1999),
            "/productions/0/year",
            "the production's record says this",
        ),
        (
            "locations/pier.json",
            |it| drop(it["productions"][1].as_object_mut().unwrap().remove("title")),
            "/productions/1",
            "neither a record nor a title",
        ),
        (
            "locations/pier.json",
            |it| it["productions"][1] = json!({ "production": "the-wave" }),
            "/productions/1/production",
            "is named twice",
        ),
        ("locations/pier.json", |it| it["productions"][1]["year"] = json!(1066), "/productions/1/year", "out of range"),
        (
            "locations/pier.json",
            |it| it["productions"][0]["same_frame"]["picture"] = json!(5),
            "/productions/0/same_frame/picture",
            "no picture of this number",
        ),
        (
            "locations/pier.json",
            |it| it["productions"][0]["same_frame"]["picture"] = json!(0),
            "/productions/0/same_frame/picture",
            "no picture of this number",
        ),
        (
            "locations/pier.json",
            |it| it["productions"][1]["same_frame"] = it["productions"][0]["same_frame"].clone(),
            "/productions/1/same_frame",
            "no page shows this",
        ),
        (
            "locations/pier.json",
            |it| drop(it["productions"][0]["same_frame"].as_object_mut().unwrap().remove("note")),
            "/productions/0/same_frame",
            "note",
        ),
        ("productions/the-wave.json", |it| it["id"] = json!("wave"), "/id", "is not the file's name"),
        ("productions/the-wave.json", |it| it["sources"] = json!([]), "/sources", "no source is named"),
        ("productions/the-wave.json", |it| it["kind"] = json!("movie"), "/kind", "not one of the values"),
        ("productions/the-wave.json", |it| it["year"] = json!(20), "/year", "out of range"),
        ("productions/the-wave.json", |it| it["ids"]["wikidata"] = json!("1234567"), "/ids/wikidata", "of Wikidata"),
        ("productions/the-wave.json", |it| it["ids"]["imdb"] = json!("nm1234567"), "/ids/imdb", "of IMDb"),
        ("productions/the-wave.json", |it| it["ids"]["douban"] = json!("海浪"), "/ids/douban", "of Douban"),
        ("productions/the-wave.json", |it| it["ids"]["douban"] = json!(1234567), "/ids/douban", "is not a text"),
        (
            "productions/the-wave.json",
            |it| it["ids"]["eidr"] = json!("10.5240/7791-8534-2C23-9030-8610-6"),
            "/ids/eidr",
            "of EIDR",
        ),
        ("productions/the-wave.json", |it| it["ids"]["isan"] = json!("1"), "/ids/isan", "unknown field"),
        ("productions/the-wave.json", |it| it["route"][0] = json!("peer"), "/route/0", "there is no \"peer\""),
        ("productions/the-wave.json", |it| it["route"] = json!(["pier", "pier"]), "/route/1", "is named twice"),
        (
            "experts/director.json",
            |it| it["credits"][0]["production"] = json!("wave"),
            "/credits/0/production",
            "there is no \"wave\"",
        ),
        (
            "news/first.json",
            |it| it["mentions"]["productions"][0] = json!("the-waves"),
            "/mentions/productions/0",
            "there is no \"the-waves\"",
        ),
        ("experts/director.json", |it| it["fields"] = json!(["acting"]), "/fields/0", "there is no \"acting\""),
        ("experts/director.json", |it| it["as_of"] = json!("2024-5"), "/as_of", "is not a date"),
        ("clips/waves.json", |it| it["location"] = json!("quay"), "/location", "there is no \"quay\""),
        ("experts/official.json", |it| it["bio"] = json!({ "en": 5 }), "/bio/en", "is not a text"),
        ("clips/waves.json", |it| it["people_visible"] = json!(true), "/people_visible", "shows nobody"),
        (
            "clips/waves.json",
            |it| it["technical"]["frame_rate"]["den"] = json!(0),
            "/technical/frame_rate/den",
            "the number is 0",
        ),
        ("clips/waves.json", |it| it["renditions"] = json!([]), "/renditions", "has no file"),
        ("clips/waves.json", |it| it["motion"] = json!({ "spin": 1 }), "/motion/spin", "unknown field"),
        ("clips/waves.json", |it| it["motion"] = json!({ "swing": "far" }), "/motion/swing", "is not a number"),
        (
            "clips/waves.json",
            |it| it["motion"] = json!({ "from": { "x": 900, "y": 450, "width": 1600 } }),
            "/motion/from",
            "not within the scene",
        ),
        ("clips/waves.json", |it| it["motion"] = json!({ "dolly": -1 }), "/motion/dolly", "below 0"),
        (
            "clips/waves.json",
            |it| {
                it["motion"] = json!({ "swing": 3 });
                it["illustration"] = json!(false);
            },
            "/motion",
            "a filmed clip",
        ),
        (
            "summit/2024.json",
            |it| it["sessions"][1]["date"] = json!("2024-06-01"),
            "/sessions/1/date",
            "not one of the edition's",
        ),
        (
            "summit/2024.json",
            |it| it["sessions"][0]["start"] = json!("2024-05-02T09:00:00+08:00"),
            "/sessions/0/start",
            "not on the day",
        ),
        ("summit/2024.json", |it| it["sessions"][1]["id"] = json!("opening"), "/sessions/1/id", "is used twice"),
        (
            "summit/2024.json",
            |it| it["sessions"][0]["persons"][0]["person"] = json!("nobody"),
            "/sessions/0/persons/0/person",
            "there is no \"nobody\"",
        ),
        ("office.json", |it| it["time_zone"] = json!("Asia/Nowhere"), "/time_zone", "is not a time zone"),
    ];
    for (file, spoil, place, what) in spoils {
        let fixture = Fixture::new();
        fixture.edit(file, spoil);
        let problems = fixture.problems();
        let found = problems.iter().any(|it| it.file == file && it.place == place && it.what.contains(what));
        assert!(found, "{file} {place} {what}: {problems:#?}");
        assert!(problems.iter().all(|it| !it.fix.is_empty()));
    }
}

#[test]
fn a_mistyped_name_is_answered_with_the_nearest() {
    let fixture = Fixture::new();
    fixture.edit("news/first.json", |it| it["headlin"] = json!({ "en": "x" }));
    fixture.edit("locations/pier.json", |it| it["class"] = json!("cost"));
    let fixes: Vec<String> = fixture.problems().into_iter().map(|problem| problem.fix).collect();
    assert!(fixes.iter().any(|fix| fix.contains("did you mean \"headline\"")), "{fixes:?}");
    assert!(fixes.iter().any(|fix| fix.contains("did you mean \"coast\"")), "{fixes:?}");
}

/// Raw bytes that replace a file, and the words of the expected error.
#[test]
fn files_that_are_not_what_they_should_be() {
    let table: [(&str, Vec<u8>, &str, &str); 15] = [
        ("geo/land.geojson", b"{".to_vec(), "", "this is not JSON"),
        ("geo/land.geojson", b"{}".to_vec(), "", "this is not GeoJSON"),
        ("geo/land.geojson", SQUARE.replace("119", "219").into_bytes(), "", "not on the earth"),
        ("news/first.json", b"{".to_vec(), "line 1, column 1", "this is not JSON"),
        ("news/first.json", b"\xef\xbb\xbf{".to_vec(), "line 1, column 1", "this is not JSON"),
        ("news/first.json", b"\xff\xfe{\0}\0".to_vec(), "line 1", "not UTF-8"),
        ("news/first.json", b"{\n\"a\": \"\xff\"}".to_vec(), "line 2", "not UTF-8"),
        ("news/first.json", vec![b' '; 1_000_001], "", "more than 1000000 bytes"),
        ("news/first.json", "[".repeat(100_000).into_bytes(), "line 1, column 17", "nests deeper"),
        ("locations/pier.json", b"{\"id\": \"pier\", \"id\": \"pier\"}".to_vec(), "/id", "duplicate field"),
        ("news/first.en.md", b"a\n\n<script>alert(1)</script>\n".to_vec(), "line 3", "HTML is not allowed"),
        ("news/first.en.md", b"[x](location:nowhere)".to_vec(), "line 1", "there is no \"nowhere\""),
        ("news/first.en.md", b"  \n".to_vec(), "", "the text is empty"),
        ("news/orphan.en.md", b"Alone.".to_vec(), "", "belongs to no article"),
        ("news/notes.txt", b"x".to_vec(), "", "unexpected file"),
    ];
    for (file, bytes, place, what) in table {
        let fixture = Fixture::new();
        std::fs::create_dir_all(fixture.path("content/geo")).unwrap();
        std::fs::write(fixture.path("content").join(file), bytes).unwrap();
        let problems = fixture.problems();
        let found = problems.iter().any(|it| it.file == file && it.place == place && it.what.contains(what));
        assert!(found, "{file} {place} {what}: {problems:#?}");
    }
}

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[119,35],[122,35],[122,38],[119,38],[119,35]]]}"#;

#[test]
fn the_land_of_maps_is_published_once_with_its_credit() {
    let fixture = Fixture::new();
    std::fs::create_dir_all(fixture.path("content/geo")).unwrap();
    std::fs::write(fixture.path("content/geo/land.geojson"), SQUARE).unwrap();
    let says = |what: &str| fixture.problems().iter().any(|it| it.file == "office.json" && it.what.contains(what));
    assert!(says("nobody is named for it"));
    fixture.edit("office.json", |it| it["outline"] = json!({ "credit": { "en": "© Them", "zh": "© 他们" } }));
    let files = fixture.build();
    let outlines: Vec<&String> = files.keys().filter(|path| path.starts_with("data/map/")).collect();
    assert_eq!(outlines.len(), 1);
    for (path, credit) in
        [("data/library/locations/pier.json", "© Them"), ("data/zh/library/locations/pier.json", "© 他们")]
    {
        let location: Location = body(&files, path);
        let land = location.land.unwrap();
        assert_eq!(land.data, format!("/{}", outlines[0]));
        assert_eq!(land.credit, credit);
        let zone = location.zone;
        assert_eq!((zone.offset, zone.changes.len()), (480, 0));
        assert!(location.maps.iter().any(|(_, address)| address.starts_with("geo:")));
    }
    std::fs::remove_file(fixture.path("content/geo/land.geojson")).unwrap();
    assert!(says("there is no geo/land.geojson"));
}

#[test]
fn tiles_are_named_by_the_policy_and_refused_where_they_cannot_be() {
    let fixture = Fixture::new();
    let tiles = |url: &str, nearest: u8| {
        fixture.edit("office.json", |it| {
            it["tiles"] = json!({ "url": url, "nearest": nearest, "credit": { "en": "© Tiles", "zh": "© 瓦片" } });
        });
    };
    let says = |what: &str| fixture.problems().iter().any(|it| it.place.contains("/tiles") && it.what.contains(what));
    let good = "https://tiles.example:8443/{z}/{x}/{y}.png";
    tiles(good, 19);
    assert!(says("there is none"));
    std::fs::create_dir_all(fixture.path("content/geo")).unwrap();
    std::fs::write(fixture.path("content/geo/land.geojson"), SQUARE).unwrap();
    fixture.edit("office.json", |it| it["outline"] = json!({ "credit": { "en": "© Them", "zh": "© 他们" } }));
    for url in [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://tiles.example; script-src */{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example/{z}/{x}/{y}/{y}.png",
    ] {
        tiles(url, 19);
        assert!(says("is not the address of tiles") || says("is not a web address"), "{url}");
    }
    for nearest in [0, 23] {
        tiles(good, nearest);
        assert!(says("there is no zoom"), "{nearest}");
    }
    tiles(good, 19);
    let files = fixture.build();
    let headers = String::from_utf8(files["_headers"].clone()).unwrap();
    assert!(headers.contains("img-src 'self' data: https://tiles.example:8443; "), "{headers}");
    let location: Location = body(&files, "data/library/locations/pier.json");
    let shown = location.land.unwrap().tiles.unwrap();
    assert_eq!((shown.url.as_str(), shown.host.as_str(), shown.nearest), (good, "tiles.example:8443", 19));
    assert_eq!(shown.credit, "© Tiles");
}

#[test]
fn changes_of_the_clock_are_told() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["time_zone"] = json!("Europe/Berlin"));
    let files = fixture.build();
    let location: Location = body(&files, "data/library/locations/pier.json");
    for (day, offset) in
        [("1999-07-01", 60), ("2025-03-29", 60), ("2025-03-30", 120), ("2025-10-25", 120), ("2025-10-26", 60)]
    {
        assert_eq!(location.zone.offset_on(Date::parse(day).unwrap()), offset, "{day}");
    }
}

#[test]
fn a_missing_file_is_named() {
    for (file, named, what) in [
        ("office.json", "office.json", "the file is missing"),
        ("topics.json", "topics.json", "the file is missing"),
        ("news/later.en.md", "news/later.json", "has no text"),
        ("locations/pier.json", "clips/waves.json", "there is no \"pier\""),
    ] {
        let fixture = Fixture::new();
        std::fs::remove_file(fixture.path("content").join(file)).unwrap();
        let problems = fixture.problems();
        assert!(problems.iter().any(|it| it.file == named && it.what.contains(what)), "{file}: {problems:#?}");
    }
}

#[test]
fn all_errors_are_told_at_once() {
    let fixture = Fixture::new();
    fixture.edit("news/first.json", |it| {
        it["topics"] = json!(["nothing"]);
        it["published_at"] = json!("yesterday");
    });
    fixture.edit("clips/waves.json", |it| it["location"] = json!("nowhere"));
    std::fs::write(fixture.path("content/news/later.en.md"), "<b>bold</b>").unwrap();
    let problems = fixture.problems();
    let files: BTreeSet<&str> = problems.iter().map(|problem| problem.file.as_str()).collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), ["clips/waves.json", "news/first.json", "news/later.en.md"]);
    assert!(problems.len() >= 4, "{problems:#?}");
}

#[test]
fn the_schemas_refuse_unknown_fields_everywhere() {
    for (name, schema) in schemas() {
        let open = objects(&schema).into_iter().filter(|it| it["additionalProperties"] != json!(false));
        assert_eq!(open.count(), 0, "{name}");
    }
}

fn objects(value: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    if value.get("properties").is_some() {
        found.push(value);
    }
    match value {
        Value::Object(map) => found.extend(map.values().flat_map(objects)),
        Value::Array(values) => found.extend(values.iter().flat_map(objects)),
        _ => {}
    }
    found
}

/// What builds the office's own site.
fn office_input() -> Input {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Input {
        render: city_of_film::prerender::body,
        public: root.join("public"),
        style: root.join("style"),
        bundle: None,
        // Reuse the pictures drawn by `./dev build`.
        cache: root.join("target/pictures"),
        fonts: Vec::new(),
        ffmpeg: None,
        now: "2026-11-22T00:00:00Z".parse().unwrap(),
        before: None,
        watch: false,
        host: None,
        lists_only: false,
        most_pages: usize::MAX,
        progress: |_, _| (),
    }
}

/// The office's own site.
static OFFICE: LazyLock<Files> =
    LazyLock::new(|| site::build(&office_input()).unwrap_or_else(|failure| panic!("{failure}")));

/// The office's own content is valid, and every one of its pages is linked from another.
#[test]
fn the_office_s_own_site_is_whole() {
    let files = &*OFFICE;
    let pages: Vec<&str> = files.keys().filter_map(|path| path.strip_suffix(".html")).collect();
    for path in &pages {
        let html = text(files, &format!("{path}.html"));
        if *path == "shell" {
            continue;
        }
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        for href in html.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let Some(address) = href.strip_prefix('/') else { continue };
            let file = address.split(['?', '#']).next().unwrap();
            let known = files.contains_key(file)
                || Route::parse(&format!("/{file}")).is_some_and(|route| files.contains_key(&route.file()));
            assert!(known, "{path} links to {href}");
        }
    }
    let sitemap = text(files, "sitemap.xml");
    let listed = sitemap.matches("<loc>").count();
    assert_eq!(listed, pages.len() - 2 - 6, "all pages but 404, shell and the tools stand in the sitemap");
    outputs::json_feeds_are_valid(files);
    outputs::schedules_are_valid(files);
}

#[test]
fn a_build_is_skipped_until_something_changes_or_is_due() {
    let fixture = Fixture::new();
    let out = fixture.path("../out");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("index.html"), "a").unwrap();
    let mut input = fixture.input("2000-01-01T00:00:00Z");
    let next = |input: &Input| site::load(&input.public, &input.cache).unwrap().next_publication(input.now);
    assert!(!stamp::holds(&input, "", &out));
    stamp::write(&input, "", &out, next(&input)).unwrap();
    assert!(stamp::holds(&input, "", &out));
    assert!(!stamp::holds(&input, "--host netlify", &out), "other options");
    input.now = "2999-01-01T00:00:00Z".parse().unwrap();
    assert!(!stamp::holds(&input, "", &out), "articles are due");
    stamp::write(&input, "", &out, next(&input)).unwrap();
    assert!(stamp::holds(&input, "", &out), "none is left");
    std::fs::write(out.join("index.html"), "ab").unwrap();
    assert!(!stamp::holds(&input, "", &out), "somebody changed the output");
}
