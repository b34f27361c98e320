//! Another city takes the site over: what it sets in `office.json` instead of in the code.

use super::{Fixture, body, right, text};
use city_of_film::wire::{Agenda, Location};
use serde_json::{Value, json};
use site::check::{examples, schemas};
use site::write;
use std::collections::BTreeSet;
use std::path::Path;

fn colours(light: [&str; 4], dark: [&str; 4]) -> Value {
    let theme = |[paper, ink, signal, accent]: [&str; 4]| json!({ "paper": paper, "ink": ink, "signal": signal, "accent": accent });
    json!({ "light": theme(light), "dark": theme(dark) })
}

const LIGHT: [&str; 4] = ["#ffffff", "#1a1a1a", "#b00020", "#00629b"];
const DARK: [&str; 4] = ["#101014", "#f0f0f0", "#ff8a80", "#80c8ff"];

#[test]
fn the_office_s_colours_are_everywhere() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["colours"] = colours(LIGHT, DARK));
    right(&fixture.problems());
    let files = fixture.build();
    let manifest: Value = serde_json::from_str(text(&files, "manifest.webmanifest")).unwrap();
    assert_eq!((&manifest["theme_color"], &manifest["background_color"]), (&json!("#ffffff"), &json!("#ffffff")));
    let home = text(&files, "index.html");
    assert!(home.contains("content=\"#ffffff\"") && home.contains("content=\"#101014\""), "theme-color");
    // The 404 page has the styles of all pages.
    let css = text(&files, "404.html");
    // The minifier shortens some of them.
    for colour in ["#1a1a1a", "#b00020", "#00629b", "#101014", "#f0f0f0", "#ff8a80", "#80c8ff"] {
        assert!(css.contains(colour), "{colour} in the style sheet");
    }
    let icon = text(&files, "icon.svg");
    assert!(icon.contains("#1a1a1a") && icon.contains("#ffffff") && icon.contains("#00629b"));
    for old in ["#f6f1e7", "#0c1f1f", "#0f2b2b", "#b23c0f", "#1d6a6a"] {
        let is_old = |(_, bytes): &(&String, &Vec<u8>)| bytes.windows(7).any(|part| part == old.as_bytes());
        let with_it: Vec<&String> = files.iter().filter(is_old).map(|(path, _)| path).collect();
        // The sun has a colour of its own.
        let is_sun = old == "#b23c0f" && with_it.iter().all(|path| path.ends_with(".html"));
        assert!(with_it.is_empty() || is_sun, "{old} in {with_it:?}");
    }
}

#[test]
fn colours_that_cannot_be_read_are_refused() {
    for (light, dark, place, what, fix) in [
        (["#ffffff", "#1a1a1a", "#ff8800", "#00629b"], DARK, "light/signal", "has a contrast of 2.", "\"signal\": \"#"),
        (["#ffffff", "#999999", "#b00020", "#00629b"], DARK, "light/ink", "text needs 4.5", "\"ink\": \"#"),
        (LIGHT, ["#101014", "#f0f0f0", "#ff8a80", "#00629b"], "dark/accent", "boxes, which are", "\"accent\": \"#"),
        (["#ffcc00", "#1a1a1a", "#b00020", "#00629b"], DARK, "light/paper", "not near enough to white", "lighter"),
        (LIGHT, ["#303030", "#f0f0f0", "#ff8a80", "#80c8ff"], "dark/paper", "not near enough to black", "darker"),
        (
            ["white", "#1a1a1a", "#b00020", "#00629b"],
            DARK,
            "light/paper",
            "\"white\" is not a colour",
            "\"paper\": \"#1d6a6a\"",
        ),
    ] {
        let fixture = Fixture::new();
        fixture.edit("office.json", |it| it["colours"] = colours(light, dark));
        let problems = fixture.problems();
        let place = format!("/colours/{place}");
        let [problem] = &problems[..] else { panic!("{place}: {problems:#?}") };
        assert_eq!((problem.file.as_str(), &problem.place), ("office.json", &place));
        assert!(problem.what.contains(what) && problem.fix.contains(fix), "{problem:#?}");
        // What the check suggests, it accepts.
        let suggested = problem.fix.split("\": \"").nth(1).and_then(|rest| rest.get(..7));
        fixture.edit("office.json", |it| *it.pointer_mut(&place).unwrap() = json!(suggested.unwrap()));
        let is_colour = light[0] != "white";
        assert!(!is_colour || fixture.problems().is_empty(), "{place}: {suggested:?} {:#?}", fixture.problems());
    }
}

#[test]
fn the_office_chooses_the_maps() {
    let fixture = Fixture::new();
    let labels = |fixture: &Fixture| {
        let place: Location = body(&fixture.build(), "data/library/locations/pier.json");
        place.maps.into_iter().map(|(label, _)| label).collect::<Vec<_>>()
    };
    assert_eq!(labels(&fixture), ["Amap", "Baidu Maps", "OpenStreetMap", "Apple Maps", "Map app on this device"]);
    fixture.edit("office.json", |it| it["maps"] = json!(["openstreetmap", "google"]));
    assert_eq!(labels(&fixture), ["OpenStreetMap", "Google Maps"]);
    fixture.edit("office.json", |it| it["maps"] = json!([]));
    assert!(!text(&fixture.build(), "library/locations/pier.html").contains("Open in another map"));
    fixture.edit("office.json", |it| it["maps"] = json!(["apple", "apple"]));
    let problems = fixture.problems();
    assert!(problems.iter().any(|it| it.place == "/maps/1" && it.what.contains("named twice")), "{problems:#?}");
}

#[test]
fn the_office_s_telephone_number_is_the_example() {
    let fixture = Fixture::new();
    let spoil = |it: &mut Value| it["contact"] = json!({ "telephone": { "value": "ask", "consent": true } });
    fixture.edit("locations/pier.json", spoil);
    let fix = |fixture: &Fixture| fixture.problems().remove(0).fix;
    assert!(fix(&fixture).contains("+86 532 1234 5678"));
    fixture.edit("office.json", |it| it["telephone_example"] = json!("+33 1 23 45 67 89"));
    assert!(fix(&fixture).contains("+33 1 23 45 67 89, or +33 1 23 45 67 89 ext. 801"));
    fixture.edit("office.json", |it| it["telephone_example"] = json!("01 23 45 67 89"));
    let problems = fixture.problems();
    assert!(problems.iter().any(|it| it.place == "/telephone_example" && it.what.contains("country code")));
}

#[test]
fn an_office_without_a_summit_does_not_show_one() {
    let fixture = Fixture::new();
    std::fs::remove_file(fixture.path("content/summit/2024.json")).unwrap();
    fixture.edit("news/first.json", |it| drop(it.as_object_mut().unwrap().remove("mentions")));
    right(&fixture.problems());
    let files = fixture.build();
    for (path, bytes) in &files {
        assert!(!path.contains("summit"), "{path}");
        let is_page = path.ends_with(".html") || path.ends_with(".xml") || path.ends_with(".webmanifest");
        let text = String::from_utf8_lossy(bytes);
        assert!(!(is_page && text.contains("/summit")), "{path} links to the summit");
        assert!(!(path.ends_with(".html") && text.contains("<span>Summit</span>")), "{path} names the summit");
    }
    // A year that is known to have had none is something to show.
    std::fs::write(
        fixture.path("content/summit.json"),
        r#"[{ "year": 2020, "known": { "en": "None.", "zh": "无。" } }]"#,
    )
    .unwrap();
    let files = fixture.build();
    assert!(files.contains_key("summit.html") && text(&files, "index.html").contains("href=\"/summit\""));
}

#[test]
fn a_place_needs_neither_scene_nor_pinyin() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| {
        let fields = it.as_object_mut().unwrap();
        fields.remove("scene");
        fields.remove("pinyin");
        fields.remove("media");
        it["productions"][0].as_object_mut().unwrap().remove("same_frame");
    });
    right(&fixture.problems());
    let files = fixture.build();
    let place: Location = body(&files, "data/library/locations/pier.json");
    assert_eq!((place.other_name.as_str(), place.pictures.len()), ("栈桥", 1));
    assert!(place.pictures[0].alt.contains("rocky shore"), "{}", place.pictures[0].alt);
    assert!(text(&files, "zh/library/locations.html").contains("栈桥"));
}

#[test]
fn a_session_is_held_in_any_language() {
    let fixture = Fixture::new();
    fixture.edit("summit/2024.json", |it| {
        it["sessions"][0]["language"] = json!("pt-BR");
        it["sessions"][1]["language"] = json!("qu");
    });
    right(&fixture.problems());
    let files = fixture.build();
    assert!(text(&files, "summit/2024/sessions/opening.html").contains("Portuguese"));
    assert!(text(&files, "zh/summit/2024/sessions/opening.html").contains("葡萄牙语"));
    let agenda: Agenda = body(&files, "data/summit/2024/agenda.json");
    let languages = agenda.facets.iter().find(|facet| facet.key == "language").unwrap();
    let values: Vec<(&str, &str, u32)> =
        languages.values.iter().map(|it| (it.key.as_str(), it.label.as_str(), it.count)).collect();
    assert_eq!(values, [("pt", "Portuguese", 1), ("qu", "qu", 1)]);
    assert!(text(&files, "summit/2024/schedule.json").contains("\"pt-BR\""));
    for (written, fix) in
        [("French", "\"language\": \"fr\""), ("日语", "\"language\": \"ja\""), ("e", "BCP 47"), ("zh_CN", "BCP 47")]
    {
        fixture.edit("summit/2024.json", |it| it["sessions"][0]["language"] = json!(written));
        let problem = fixture.problems().remove(0);
        assert_eq!(problem.place, "/sessions/0/language");
        assert!(problem.what.contains("not the tag of a language") && problem.fix.contains(fix), "{problem:#?}");
    }
    fixture.edit("experts/director.json", |it| it["languages"] = json!(["english"]));
    assert!(fixture.problems().iter().any(|it| it.place == "/languages/0" && it.fix.contains("\"en\"")));
}

#[test]
fn an_office_adds_kinds_of_sessions_and_units() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| {
        it["session_kinds"] = json!([{ "id": "workshop", "name": { "en": "Workshop", "zh": "工作坊" } }]);
        it["units"] = json!([
            { "id": "screens", "name": { "en": "screens", "zh": "块银幕" }, "one": { "en": "screen" } },
            { "id": "tonnes", "name": { "en": "t", "zh": "吨" } },
        ]);
    });
    fixture.edit("summit/2024.json", |it| {
        it["sessions"][1]["type"] = json!("workshop");
        let figure = it["reports"][0]["figures"][0].clone();
        let of = |value: f64, unit: &str| {
            let mut figure = figure.clone();
            (figure["value"], figure["unit"], figure["qualifier"]) = (json!(value), json!(unit), json!("exact"));
            figure
        };
        it["reports"][0]["figures"] = json!([of(1.0, "screens"), of(820.0, "screens"), of(12.5, "tonnes")]);
    });
    right(&fixture.problems());
    let files = fixture.build();
    let agenda: Agenda = body(&files, "data/zh/summit/2024/agenda.json");
    let kinds = agenda.facets.iter().find(|facet| facet.key == "type").unwrap();
    assert!(kinds.values.iter().any(|it| (it.key.as_str(), it.label.as_str(), it.count) == ("workshop", "工作坊", 1)));
    assert!(text(&files, "summit/2024/sessions/talk.html").contains("Workshop"));
    assert!(text(&files, "summit/2024/schedule.json").contains("\"workshop\""));
    for (path, amounts) in [
        ("summit/2024/reports/numbers.html", ["1 screen<", "820 screens<", "12.5 t<"]),
        ("zh/summit/2024/reports/numbers.html", ["1块银幕<", "820块银幕<", "12.5吨<"]),
    ] {
        let html = text(&files, path);
        assert!(amounts.iter().all(|amount| html.contains(amount)), "{path}: {amounts:?}");
    }
    for (file, spoil, place, what, fix) in [
        (
            "summit/2024.json",
            (|it| it["sessions"][0]["type"] = json!("workshp")) as fn(&mut Value),
            "/sessions/0/type",
            "is not a known kind of session",
            "did you mean \"workshop\"?",
        ),
        (
            "summit/2024.json",
            |it| it["reports"][0]["figures"][0]["unit"] = json!("seats"),
            "/reports/0/figures/0/unit",
            "is not a known unit",
            "add others to \"units\" in office.json",
        ),
        (
            "office.json",
            |it| it["units"][0]["id"] = json!("yuan"),
            "/units/0/id",
            "one of the site's own",
            "give it another id",
        ),
        (
            "office.json",
            |it| it["session_kinds"][0]["id"] = json!("Work shop"),
            "/session_kinds/0/id",
            "is not an id",
            "\"id\": \"work-shop\"",
        ),
    ] {
        let before = std::fs::read(fixture.path("content").join(file)).unwrap();
        fixture.edit(file, spoil);
        let problems = fixture.problems();
        let found = problems.iter().find(|it| it.file == file && it.place == place && it.what.contains(what));
        assert!(found.is_some_and(|it| it.fix.contains(fix)), "{place}: {problems:#?}");
        std::fs::write(fixture.path("content").join(file), before).unwrap();
    }
}

/// Where an example is put to be checked.
fn file_of(name: &str, example: &Value) -> String {
    let id = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match name {
        "office" | "topics" | "fields" | "classes" => format!("{name}.json"),
        "other_years" => "summit.json".into(),
        "summit" => format!("summit/{}.json", id(&example["year"])),
        "news" => format!("news/{}.json", id(&example["id"])),
        _ => format!("{name}s/{}.json", id(&example["id"])),
    }
}

#[test]
fn every_example_is_right() {
    let fixture = Fixture::new();
    std::fs::remove_dir_all(fixture.path("content")).unwrap();
    let write = |path: &str, text: String| {
        let path = fixture.path("content").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for (name, example) in examples() {
        write(&file_of(name, &example), example.to_string());
        if name == "news" {
            write("news/example-news.en.md", "![](picture:morning)\n\n![](picture:drawing)\n".into());
            let mut other = example;
            (other["id"], other["more"]) = (json!("another-article"), json!([]));
            other.as_object_mut().unwrap().remove("pictures");
            write("news/another-article.json", other.to_string());
            write("news/another-article.en.md", "Text.".into());
        } else if name == "location" {
            let mut other = example;
            (other["id"], other["media"]) = (json!("another-location"), json!([]));
            for work in other["productions"].as_array_mut().unwrap() {
                work.as_object_mut().unwrap().remove("same_frame");
            }
            write("locations/another-location.json", other.to_string());
        }
    }
    let land = "[[[120.2,36.0],[120.4,36.0],[120.4,36.2],[120.2,36.2],[120.2,36.0]]]";
    write("geo/land.geojson", format!(r#"{{ "type": "MultiPolygon", "coordinates": [{land}] }}"#));
    right(&fixture.problems());
    fixture.build();
}

#[test]
fn the_examples_have_every_field() {
    let mut written = BTreeSet::new();
    let mut known = BTreeSet::new();
    for ((name, schema), (_, example)) in schemas().into_iter().zip(examples()) {
        fields(&schema, &schema, name, &mut known);
        used(&schema, &schema, name, &example, &mut written);
    }
    let missing: Vec<_> = known.difference(&written).collect();
    assert!(missing.is_empty(), "no example has {missing:?}");
}

/// Follows a reference, and takes what is not `null` of an optional field. Returns the name of the definition too.
fn resolved<'a>(root: &'a Value, part: &'a Value, name: &'a str) -> (&'a Value, &'a str) {
    if let Some(path) = part["$ref"].as_str() {
        return resolved(root, root.pointer(&path[1..]).unwrap(), path.rsplit('/').next().unwrap());
    }
    let mut branches = part["anyOf"].as_array().into_iter().flatten().filter(|it| it["type"] != "null");
    branches.next().map_or((part, name), |branch| resolved(root, branch, name))
}

/// The fields of a schema, each with the name of the type that has it.
fn fields<'a>(root: &'a Value, part: &'a Value, name: &'a str, found: &mut BTreeSet<(String, String)>) {
    let (part, name) = resolved(root, part, name);
    for inner in ["items", "additionalProperties"].map(|key| &part[key]).into_iter().filter(|it| it.is_object()) {
        fields(root, inner, name, found);
    }
    for (field, inner) in part["properties"].as_object().into_iter().flatten() {
        if found.insert((name.to_owned(), field.clone())) {
            fields(root, inner, name, found);
        }
    }
}

/// The fields of a schema that a record has.
fn used(root: &Value, part: &Value, name: &str, value: &Value, found: &mut BTreeSet<(String, String)>) {
    let (part, name) = resolved(root, part, name);
    match value {
        Value::Array(items) => items.iter().for_each(|item| used(root, &part["items"], name, item, found)),
        Value::Object(map) => {
            for (field, value) in map {
                let known = &part["properties"][field];
                if known.is_null() {
                    used(root, &part["additionalProperties"], name, value, found);
                } else {
                    found.insert((name.to_owned(), field.clone()));
                    used(root, known, name, value, found);
                }
            }
        }
        _ => {}
    }
}

/// `docs/examples` has what `site schema` writes; `BLESS=1` writes it.
#[test]
fn the_examples_in_the_docs_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples");
    for (name, example) in examples() {
        let (path, wanted) = (folder.join(format!("{name}.json")), format!("{example:#}\n"));
        if std::env::var_os("BLESS").is_some() {
            write::file(&path, wanted.as_bytes()).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(found, wanted, "run BLESS=1 ./dev test unit examples");
    }
}
