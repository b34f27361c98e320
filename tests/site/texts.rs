//! Reports, texts and editions: what is shown on the page, what is in its files, and what is refused.

use super::{Fixture, body, text};
use city_of_film::wire::{Article, Embed, Node, Report, Shape, Summit};
use serde_json::{Value, json};
use site::{self, Files};
use std::collections::BTreeMap;

fn write(fixture: &Fixture, words: &str) {
    std::fs::write(fixture.path("content/news/first.en.md"), words).unwrap();
}

/// Adds figures of two periods of one year, of another year, and without a date.
fn figures(fixture: &Fixture) {
    fixture.edit("summit/2024.json", |it| {
        let figure = |id: &str, value: f64, unit: &str, when: Option<&str>| {
            let period = when.unwrap_or("Not dated");
            let mut figure = json!({
                "id": id, "label": { "en": format!("Label, {id}"), "zh": format!("标签{id}") }, "value": value, "unit": unit,
                "period": { "en": period, "zh": period },
                "source": { "publisher": { "en": "Daily", "zh": "日报" }, "url": "https://daily.example/2", "date": "2024-05" }
            });
            if let Some(when) = when {
                figure["when"] = json!(when);
            }
            figure
        };
        it["reports"][0]["figures"] = json!([
            figure("viewers", 1.04e9, "people", Some("2023-12")),
            figure("callers", 1.038e9, "people", Some("2023")),
            figure("readers", 5e8, "people", Some("2024")),
            figure("market", 7e11, "yuan", None),
            figure("share", 97.4, "percent", Some("2023")),
        ]);
        it["reports"][0]["figures"][3]["qualifier"] = json!("more-than");
    });
}

fn rows(files: &Files, path: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} was not written"));
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn a_report_is_drawn_listed_and_a_file() {
    let fixture = Fixture::new();
    figures(&fixture);
    let files = fixture.build();
    for (folder, label, words) in [("", "Label, viewers", "1.04 billion people"), ("zh/", "标签viewers", "10.4亿人")]
    {
        let report: Report = body(&files, &format!("data/{folder}summit/2024/reports/numbers.json"));
        let table = rows(&files, &format!("{folder}summit/2024/reports/numbers.csv"));
        assert_eq!(table.len(), 5);
        assert_eq!((&*table[0]["figure"], &*table[0]["value"], &*table[0]["unit"]), (label, "1040000000", "people"));
        assert_eq!((&*table[0]["period"], &*table[0]["period_date"]), ("'2023-12", "'2023-12"));
        assert_eq!((&*table[3]["qualifier"], &*table[3]["period_date"]), ("more-than", ""));
        assert_eq!((&*table[4]["value"], &*table[4]["source_url"]), ("97.4", "https://daily.example/2"));
        // The page, the table and the drawings agree.
        let drawn: String = report.charts.iter().map(|chart| chart.description.as_str()).collect();
        for (figure, row) in report.figures.iter().zip(&table) {
            assert_eq!(
                (&*figure.label, &*figure.value, &*figure.period),
                (&*row["figure"], &*row["in_words"], row["period"].trim_start_matches('\''))
            );
            assert!(drawn.contains(&figure.label) && drawn.contains(&figure.value), "{drawn}");
        }
        assert_eq!(report.figures[0].value, words);
        // People in one year (two periods, with a note), in another year, without a date, and the share.
        assert_eq!(report.charts.len(), 4);
        let notes: Vec<bool> = report.charts.iter().map(|chart| chart.note.is_some()).collect();
        assert_eq!(notes, [true, false, false, false]);
        assert!(report.charts[2].marks.iter().any(|mark| mark.shape == Shape::More), "more than is marked");
        let html = text(&files, &format!("{folder}summit/2024/reports/numbers.html"));
        assert_eq!(html.matches("role=\"img\"").count(), 4);
        for chart in &report.charts {
            for part in [
                format!("aria-labelledby=\"{}-title\"", chart.id),
                format!("<title id=\"{}-title\">{}<", chart.id, chart.title),
                format!("<desc id=\"{}-text\">{}<", chart.id, chart.description),
            ] {
                assert_eq!(html.matches(&part).count(), 1, "{part}");
            }
        }
        assert!(html.contains(&format!("href=\"/{folder}summit/2024/reports/numbers.csv\"")));
        assert!(!html.contains("numbers-1.png"), "without fonts there are no pictures");
    }
}

#[test]
fn a_report_without_figures_has_no_file() {
    let fixture = Fixture::new();
    fixture.edit("summit/2024.json", |it| it["reports"][0]["figures"] = json!([]));
    let files = fixture.build();
    assert!(!files.contains_key("summit/2024/reports/numbers.csv"));
    assert!(!text(&files, "summit/2024/reports/numbers.html").contains("numbers.csv"));
}

#[test]
fn charts_are_pictures_and_kept() {
    let fixture = Fixture::new();
    figures(&fixture);
    let mut input = fixture.input_with_cache(fixture.path("../cache"));
    input.fonts = site::share_card::known_fonts().unwrap();
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    for (folder, number) in [("", 1), ("", 4), ("zh/", 1), ("zh/", 4)] {
        let path = format!("{folder}summit/2024/reports/numbers-{number}.png");
        let picture = image::load_from_memory_with_format(&files[&path], image::ImageFormat::Png).unwrap().to_rgb8();
        assert_eq!(picture.width(), 1280, "{path}");
        let dark = picture.pixels().filter(|pixel| pixel.0.iter().all(|part| *part < 110)).count();
        assert!(dark > 4000, "{path} has letters and bars: {dark}");
        assert!(
            text(&files, &format!("{folder}summit/2024/reports/numbers.html")).contains(&format!("href=\"/{path}\""))
        );
    }
    let kept = std::fs::read_dir(input.cache.join("charts")).unwrap().count();
    assert_eq!(kept, 8);
    assert_eq!(site::build(&input).unwrap_or_else(|failure| panic!("{failure}")), files);
    assert_eq!(std::fs::read_dir(input.cache.join("charts")).unwrap().count(), kept, "the second build draws nothing");
}

#[test]
fn records_stand_within_a_text() {
    let fixture = Fixture::new();
    figures(&fixture);
    fixture.edit("news/first.json", |it| {
        it["pictures"] = json!({
            "quay": {
                "image": "pier.jpg",
                "alt": { "en": "A quay", "zh": "码头" },
                "caption": { "en": "The quay at dawn.", "zh": "黎明的码头。" },
                "credit": { "en": "Photograph: the office", "zh": "摄影：办公室" }
            },
            "scene": { "scene": { "kind": "pier", "hour": "noon", "season": "summer" }, "alt": { "en": "Drawn", "zh": "插画" } }
        });
    });
    write(
        &fixture,
        "Read.\n\n![](location:pier)\n\n![](clip:waves)\n\n![](expert:official)\n\n\
         ![Two of them](report:2024/numbers#viewers,callers)\n\n![](report:2024/numbers)\n\n\
         ![](picture:quay)\n\n![](picture:scene)\n\n> Welcome.\n>\n> — [An official](expert:official), at the opening\n",
    );
    let files = fixture.build();
    let article: Article = body(&files, "data/news/first.json");
    let embeds: Vec<&Embed> = article
        .body
        .iter()
        .filter_map(|node| match node {
            Node::Embed(embed) => Some(embed.as_ref()),
            _ => None,
        })
        .collect();
    let [
        Embed::Card(pier),
        Embed::Card(waves),
        Embed::Card(official),
        Embed::Figures(two),
        Embed::Figures(all),
        Embed::Picture(quay),
        Embed::Picture(scene),
    ] = embeds.as_slice()
    else {
        panic!("{embeds:?}")
    };
    assert_eq!((pier.title.as_str(), waves.to.path().as_str()), ("The Pier", "/library/clips/waves"));
    assert_eq!(official.to.path(), "/summit/2024/speakers/official", "an official has no page among the experts");
    assert_eq!((two.figures.len(), two.charts.len(), all.figures.len(), all.charts.len()), (2, 1, 5, 4));
    assert_eq!((two.charts[0].title.as_str(), two.caption.as_deref()), ("Two of them", None));
    assert!(two.charts[0].note.is_some(), "two periods on one scale are said");
    assert_eq!(
        (quay.caption.as_deref(), quay.credit.as_deref()),
        (Some("The quay at dawn."), Some("Photograph: the office"))
    );
    assert!(!quay.sources.is_empty() && scene.illustration && scene.src.ends_with("-1600.webp"));
    let html = text(&files, "news/first.html");
    for part in [
        "The quay at dawn. Photograph: the office",
        "<figcaption>— ",
        "<details>",
        "id=\"chart-4-1\"",
        "id=\"chart-5-4\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "no id stands twice: {ids:?}");
    let feed = text(&files, "feed.json");
    for part in ["<td>1.04 billion people</td>", "<p>— <a href", "The quay at dawn."] {
        assert!(feed.contains(&part.replace('"', "\\\"")), "{part}");
    }
}

/// A text or an edit that is refused: the place and the words of the error.
#[test]
fn what_a_text_may_not_name() {
    for (words, place, what) in [
        ("a\n\n[x](location:nowhere)", "line 3", "there is no \"nowhere\" in public/content/locations"),
        ("![](location:nowhere)", "line 1", "there is no \"nowhere\" in public/content/locations"),
        ("![](clip:nowhere)", "line 1", "there is no \"nowhere\" in public/content/clips"),
        ("![](expert:nobody)", "line 1", "there is no \"nobody\" in public/content/experts"),
        (
            "a\n\n![](report:2024/none)",
            "line 3",
            "there is no \"none\" in the reports of public/content/summit/2024.json",
        ),
        (
            "![](report:1999/numbers)",
            "line 1",
            "there is no \"numbers\" in the reports of public/content/summit/1999.json",
        ),
        ("![](report:2024/numbers#none)", "line 1", "there is no \"none\" in the figures of the report \"numbers\""),
        ("![](picture:none)", "line 1", "there is no \"none\" in the pictures of news/first.json"),
        ("[x](news:nothing)", "line 1", "there is no \"nothing\" in public/content/news"),
        ("a[^1]\n\n[^1]: b", "line 1", "footnotes are not allowed"),
        ("![x](y.jpg)", "line 1", "has no scheme"),
    ] {
        let fixture = Fixture::new();
        write(&fixture, words);
        let problems = fixture.problems();
        let found =
            problems.iter().find(|it| it.file == "news/first.en.md" && it.place == place && it.what.contains(what));
        assert!(found.is_some_and(|it| !it.fix.is_empty()), "{words}: {problems:#?}");
    }
}

#[test]
fn what_figures_pictures_and_years_may_not_be() {
    type Spoil = (&'static str, fn(&mut Value), &'static str, &'static str);
    let spoils: [Spoil; 38] = [
        (
            "summit/2024.json",
            |it| it["reports"][0]["figures"][0]["id"] = json!("No Id"),
            "/reports/0/figures/0/id",
            "is not an id",
        ),
        (
            "summit/2024.json",
            |it| it["reports"][0]["figures"][1]["id"] = json!("viewers"),
            "/reports/0/figures/1/id",
            "is used twice",
        ),
        (
            "summit/2024.json",
            |it| it["reports"][0]["figures"][0]["when"] = json!("soon"),
            "/reports/0/figures/0/when",
            "is not a date",
        ),
        (
            "summit/2024.json",
            |it| it["reports"][0]["figures"][0]["value"] = json!(-1),
            "/reports/0/figures/0/value",
            "less than nought",
        ),
        (
            "news/first.json",
            |it| it["pictures"] = json!({ "a": { "alt": { "en": "x" } } }),
            "/pictures/a",
            "neither an image nor a scene",
        ),
        (
            "news/first.json",
            |it| it["pictures"] = json!({ "a": { "image": "pier.jpg", "alt": { "en": "x" } } }),
            "/pictures/a",
            "no text shows this picture",
        ),
        (
            "news/first.json",
            |it| it["pictures"] = json!({ "A b": { "image": "pier.jpg", "alt": { "en": "x" } } }),
            "/pictures/A b",
            "is not the name of a picture",
        ),
        ("locations/pier.json", |it| it["media"][1]["direction"] = json!(360), "/media/1/direction", "out of range"),
        ("locations/pier.json", |it| it["media"][1]["direction"] = json!(-1), "/media/1/direction", "-1"),
        (
            "locations/pier.json",
            |it| it["media"][0]["view"] = json!({ "x": 1500.0, "y": 450.0, "width": 400.0 }),
            "/media/0/view/x",
            "out of range",
        ),
        (
            "locations/pier.json",
            |it| it["media"][1]["view"] = json!({ "x": 800.0, "y": 450.0, "width": 400.0 }),
            "/media/1/view",
            "only a scene",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["heading"] = json!(360),
            "/media/3/panorama/heading",
            "out of",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["direction"] = json!(3),
            "/media/3/direction",
            "looks in every direction",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["view"] = json!({ "x": 800.0, "y": 450.0, "width": 400.0 }),
            "/media/3/view",
            "a panorama has a view",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["scene"]["kind"] = json!("stage"),
            "/media/3/scene/kind",
            "is not drawn as a panorama",
        ),
        (
            "locations/pier.json",
            |it| it["media"][1]["panorama"] = json!({ "heading": 0 }),
            "/media/1/image",
            "not twice as wide as high",
        ),
        (
            "locations/pier.json",
            |it| it["media"][1]["panorama"] = json!({ "heading": 0 }),
            "/media/1/image",
            "too few for a panorama",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"] = json!({ "heading": 0, "degrees": 1 }),
            "/media/3/panorama/degrees",
            "unknown field",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["points"][0]["yaw"] = json!(181),
            "/media/3/panorama/points/0/yaw",
            "out of range",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["points"][0]["pitch"] = json!(-91),
            "/media/3/panorama/points/0/pitch",
            "out of range",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["points"][0]["picture"] = json!("gat"),
            "/media/3/panorama/points/0/picture",
            "there is no \"gat\"",
        ),
        (
            "locations/pier.json",
            |it| {
                it["media"][3]["id"] = json!("round");
                it["media"][3]["panorama"]["points"][0]["picture"] = json!("round");
            },
            "/media/3/panorama/points/0/picture",
            "its own picture",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["points"][1]["location"] = json!("nowhere"),
            "/media/3/panorama/points/1/location",
            "there is no \"nowhere\"",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["points"][1]["location"] = json!("pier"),
            "/media/3/panorama/points/1/location",
            "its own page",
        ),
        (
            "locations/pier.json",
            |it| it["media"][3]["panorama"]["points"][1]["picture"] = json!("gate"),
            "/media/3/panorama/points/1",
            "both a location and a picture",
        ),
        (
            "locations/pier.json",
            |it| drop(it["media"][3]["panorama"]["points"][1].as_object_mut().unwrap().remove("location")),
            "/media/3/panorama/points/1",
            "leads nowhere",
        ),
        (
            "news/first.json",
            |it| it["hero"]["panorama"] = json!({ "heading": 0 }),
            "/hero/panorama",
            "only pictures of a",
        ),
        ("locations/pier.json", |it| it["media"][1]["id"] = json!("The Gate"), "/media/1/id", "is not the name of a"),
        ("locations/pier.json", |it| it["media"][0]["id"] = json!("gate"), "/media/1/id", "\"gate\" is named twice"),
        ("news/first.json", |it| it["hero"]["id"] = json!("front"), "/hero/id", "only pictures of a location"),
        ("locations/pier.json", |it| it["media"][1]["group"] = json!("facade"), "/media/1/group", "facade"),
        ("locations/pier.json", |it| it["media"][0]["hour"] = json!("noon"), "/media/0/hour", "the scene has its own"),
        ("locations/pier.json", |it| it["media"][1]["image"] = json!("gone.jpg"), "/media/1/image", "no file"),
        ("locations/pier.json", |it| drop(it["media"][1].as_object_mut().unwrap().remove("alt")), "/media/1", "alt"),
        ("news/first.json", |it| it["hero"]["group"] = json!("front"), "/hero/group", "only pictures of a location"),
        ("summit.json", |it| it[0]["year"] = json!(2024), "/0/year", "has its edition in summit/2024.json"),
        ("summit.json", |it| it[1]["year"] = json!(2025), "/1/year", "is used twice"),
        ("summit.json", |it| it[0]["year"] = json!(25), "/0/year", "out of range"),
    ];
    for (file, spoil, place, what) in spoils {
        let fixture = Fixture::new();
        figures(&fixture);
        let known = json!({ "en": "Nothing.", "zh": "不详。" });
        let years = json!([{ "year": 2025, "known": known }, { "year": 2023, "known": known }]);
        std::fs::write(fixture.path("content/summit.json"), years.to_string()).unwrap();
        assert_eq!(fixture.problems(), []);
        fixture.edit(file, spoil);
        let problems = fixture.problems();
        assert!(
            problems
                .iter()
                .any(|it| it.file == file && it.place == place && it.what.contains(what) && !it.fix.is_empty()),
            "{file} {place} {what}: {problems:#?}"
        );
    }
}

#[test]
fn several_years_stand_side_by_side() {
    let fixture = Fixture::new();
    let first: Value =
        serde_json::from_slice(&std::fs::read(fixture.path("content/summit/2024.json")).unwrap()).unwrap();
    for (year, start, end) in [(2022, "2022-09-30", "2022-10-01"), (2025, "2025-03-01", "2025-03-01")] {
        let mut edition = first.clone();
        edition["year"] = json!(year);
        edition["title"] = json!({ "en": format!("The Summit {year}"), "zh": format!("{year}年峰会") });
        (edition["start"], edition["end"]) = (json!(start), json!(end));
        edition["organisers"] = json!([]);
        edition["sessions"] = json!([]);
        edition["reports"] = json!([]);
        std::fs::write(fixture.path(&format!("content/summit/{year}.json")), edition.to_string()).unwrap();
    }
    let known = json!({ "en": "None was held.", "zh": "未举办。" });
    let source = json!({ "publisher": { "en": "Weekly", "zh": "周报" } });
    let years = json!([{ "year": 2023, "known": known, "sources": [source] }]);
    std::fs::write(fixture.path("content/summit.json"), years.to_string()).unwrap();
    let files = fixture.build();
    let summit: Summit = body(&files, "data/summit.json");
    let heads: Vec<(&str, bool)> = summit.years.iter().map(|(year, page)| (year.as_str(), page.is_some())).collect();
    assert_eq!(heads, [("2025", true), ("2024", true), ("2023", false), ("2022", true)]);
    let line = |label: &str| {
        let line = summit.compared.iter().find(|(name, _)| name == label).unwrap_or_else(|| panic!("{label}"));
        line.1.iter().map(String::as_str).collect::<Vec<_>>()
    };
    assert_eq!(line("Dates"), ["1 March 2025", "1–2 May 2024", "", "30 September 2022 – 1 October 2022"]);
    assert_eq!(line("Sessions listed"), ["", "2", "", ""]);
    assert_eq!(line("Reports"), ["", "1", "", ""]);
    assert_eq!(line("What is known")[2], "None was held.");
    assert_eq!(line("Sources"), ["Daily", "Daily", "Weekly", "Daily"]);
    let html = text(&files, "summit.html");
    assert!(html.contains("not known") && html.contains("None was held."));
    assert!(html.contains("href=\"/summit/2022\"") && !html.contains("href=\"/summit/2023\""));
    assert!(files.contains_key("summit/2022.html") && !files.contains_key("summit/2023.html"));
    assert!(text(&files, "zh/summit.html").contains("未举办。"));
}

#[test]
fn lists_link_what_others_read() {
    let files = Fixture::new().build();
    for (page, href) in [
        ("news.html", "/feed.atom"),
        ("news.html", "/feed.rss"),
        ("news.html", "/feed.json"),
        ("zh/news.html", "/zh/feed.atom"),
        ("news/topics/studios.html", "/news/topics/studios/feed.rss"),
        ("library/locations.html", "/library/locations.geojson"),
        ("library/locations.html", "/library/locations.csv"),
        ("library/productions.html", "/library/productions.csv"),
        ("zh/library/clips.html", "/zh/library/clips.csv"),
    ] {
        let html = text(&files, page);
        assert!(html.contains(&format!("<a href=\"{href}\"")), "{page} does not show {href}");
        assert!(files.contains_key(&href[1..]), "{href}");
    }
}
