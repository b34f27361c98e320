//! Files for other programs, each read back by an independent reader.

use super::{Fixture, text};
use feed_rs::model::{FeedType, Text};
use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use ical::property::Property;
use serde_json::{Value, json};
use site::{self, Files};
use std::collections::BTreeSet;
use std::path::Path;

fn words(text: &Option<Text>) -> &str {
    text.as_ref().map(|text| text.content.as_str()).unwrap()
}

fn at(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

#[test]
fn feeds_are_read_in_all_three_forms() {
    let fixture = Fixture::new();
    fixture.edit("news/first.json", |it| {
        it["byline"] = json!({ "en": "A & Reporter", "zh": "记者" });
        it["updated_at"] = json!("2024-05-02T10:00:00+08:00");
        it["corrections"] =
            json!([{ "at": "2024-05-03T00:00:00+08:00", "text": { "en": "It was <long>.", "zh": "更长。" } }]);
    });
    let files = fixture.build();
    for (folder, language, headline, summary, body) in [
        ("", "en", "A <first> article", "What happened.", "the pier</a> &amp; more."),
        ("news/topics/studios/", "en", "A <first> article", "What happened.", "the pier</a> &amp; more."),
        ("zh/", "zh-Hans", "第一篇", "发生了什么。", "栈桥"),
        ("zh/news/topics/studios/", "zh-Hans", "第一篇", "发生了什么。", "栈桥"),
    ] {
        for (ending, form) in [("atom", FeedType::Atom), ("rss", FeedType::RSS2), ("json", FeedType::JSON)] {
            let path = format!("{folder}feed.{ending}");
            let feed =
                feed_rs::parser::parse(text(&files, &path).as_bytes()).unwrap_or_else(|it| panic!("{path}: {it}"));
            assert_eq!(feed.feed_type, form);
            assert_eq!(feed.language.as_deref().map(str::to_lowercase), Some(language.to_lowercase()), "{path}");
            let address = format!("https://film.example/{path}");
            assert!(feed.links.iter().any(|link| link.href == address), "{path}: no link to itself");
            assert_eq!(feed.entries.len(), 1);
            let entry = &feed.entries[0];
            let place = if language == "en" { "" } else { "/zh" };
            assert_eq!(entry.id, format!("https://film.example{place}/news/first"), "{path}");
            assert!(entry.links.iter().any(|link| link.href == entry.id), "{path}");
            assert_eq!(words(&entry.title), headline, "{path}");
            assert_eq!(words(&entry.summary), summary, "{path}");
            assert_eq!(entry.published.unwrap().timestamp(), at("2024-05-01T02:00:00Z"), "{path}");
            if form != FeedType::RSS2 {
                assert_eq!(entry.updated.unwrap().timestamp(), at("2024-05-02T16:00:00Z"), "{path}");
            } else {
                assert_eq!(feed.updated.unwrap().timestamp(), at("2024-05-02T16:00:00Z"), "{path}");
            }
            let author = if language == "en" { "A & Reporter" } else { "记者" };
            assert!(entry.authors.iter().any(|it| it.name.as_deref() == Some(author)), "{path}: {:?}", entry.authors);
            let topic = if language == "en" { "Studios" } else { "影棚" };
            let named = |it: &feed_rs::model::Category| it.term == topic || it.label.as_deref() == Some(topic);
            assert!(entry.categories.iter().any(named), "{path}: {:?}", entry.categories);
            let html = entry.content.as_ref().unwrap().body.as_deref().unwrap();
            assert!(html.contains(body), "{path}: {html}");
            assert!(html.contains("<img src=\"https://film.example/media/"), "{path}");
            assert!(html.contains("https://daily.example/1"), "{path}: the source is named");
            assert!(language != "en" || html.contains("It was &lt;long&gt;."), "{path}");
            let relative = html.split("=\"/").nth(1);
            assert_eq!(relative, None, "{path}: every address is whole");
        }
    }
    assert!(!files.contains_key("news/topics/unused/feed.atom"));
}

/// Whether an independent model of JSON Feed 1.1 finds the required fields, the right types and no unknown fields.
fn valid_json_feed(text: &str) -> bool {
    let Ok(mut feed) = json_feed_model::from_str(text) else { return false };
    // The model reads `icon`, which the format allows, but its list of known fields lacks it.
    feed.remove_icon().is_none_or(|icon| icon.is_string()) && feed.is_valid(&json_feed_model::Version::Version1_1)
}

pub fn json_feeds_are_valid(files: &Files) {
    let feeds: Vec<&String> = files.keys().filter(|path| path.ends_with("feed.json")).collect();
    assert!(feeds.len() > 2, "{feeds:?}");
    for path in feeds {
        assert!(valid_json_feed(text(files, path)), "{path}");
    }
}

#[test]
fn a_json_feed_that_is_not_right_is_refused() {
    let files = Fixture::new().build();
    json_feeds_are_valid(&files);
    let feed: Value = serde_json::from_str(text(&files, "feed.json")).unwrap();
    let changes: [fn(&mut Value); 5] = [
        |feed| feed["title"] = json!(1),
        |feed| feed["colour"] = json!("red"),
        |feed| feed["items"][0]["id"] = Value::Null,
        |feed| feed["items"][0]["content_html"] = json!(["a"]),
        |feed| feed["authors"] = json!("A"),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        let mut wrong = feed.clone();
        change(&mut wrong);
        assert!(!valid_json_feed(&wrong.to_string()), "{place}");
    }
}

#[test]
fn pages_name_their_feeds_and_files() {
    let files = Fixture::new().build();
    for (page, href, mime) in [
        ("index.html", "/feed.atom", "application/atom+xml"),
        ("news.html", "/feed.rss", "application/rss+xml"),
        ("zh.html", "/zh/feed.json", "application/feed+json"),
        ("news/first.html", "/feed.atom", "application/atom+xml"),
        ("zh/news/topics/studios.html", "/zh/news/topics/studios/feed.atom", "application/atom+xml"),
        ("summit/2024/agenda.html", "/summit/2024/agenda.ics", "text/calendar"),
        ("summit/2024.html", "/summit/2024/schedule.json", "application/json"),
        ("zh/summit/2024/sessions/opening.html", "/zh/summit/2024/sessions/opening.ics", "text/calendar"),
        ("library/locations.html", "/library/locations.geojson", "application/geo+json"),
        ("library/productions.html", "/library/productions.csv", "text/csv"),
        ("library/clips.html", "/library/clips.csv", "text/csv"),
        ("library/locations.html", "/library/locations.gpx", "application/gpx+xml"),
        ("zh/library/clips.html", "/zh/library/clips.kml", "application/vnd.google-earth.kml+xml"),
    ] {
        let html = text(&files, page);
        let link = html.split("<link rel=\"alternate\" type=\"").skip(1).find(|rest| {
            rest.starts_with(&format!("{mime}\"")) && rest.split('>').next().unwrap().contains(&format!("\"{href}\""))
        });
        assert!(link.is_some(), "{page} does not name {href}");
        assert!(files.contains_key(&href[1..]), "{href}");
    }
}

/// An article that is not published yet leaves no trace in any output.
#[test]
fn nothing_tells_of_what_is_not_out() {
    let fixture = Fixture::new();
    fixture.edit("news/first.json", |it| it["more"] = json!(["later", "embargoed"]));
    fixture.edit("news/later.json", |it| {
        it["headline"] = json!({ "en": "Estoc", "zh": "刺剑" });
        it["summary"] = json!({ "en": "Zweihander", "zh": "双手剑" });
        it["topics"] = json!(["unused"]);
        it["mentions"] = json!({ "locations": ["pier"], "sessions": [{ "year": 2024, "id": "opening" }] });
    });
    let path = fixture.path("content/news/first.en.md");
    let body =
        std::fs::read_to_string(&path).unwrap() + "\n\n- Soon: [words *stay*](news:later), [too](news:embargoed).\n";
    std::fs::write(&path, body).unwrap();
    let traces = |files: &Files, traces: &[&str]| -> BTreeSet<String> {
        files
            .iter()
            .flat_map(|(path, bytes)| {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let told = traces.iter().filter(|trace| text.contains(**trace) || path.contains(**trace));
                told.map(|trace| format!("{path}: {trace}")).collect::<Vec<_>>()
            })
            .collect()
    };
    let later = ["news/later", "Estoc", "刺剑", "Zweihander", "双手剑", "topics/unused", "2030-01"];
    let embargoed = ["news/embargoed", "Held back", "English only."];
    let build = |now| site::build(&fixture.input(now)).unwrap_or_else(|failure| panic!("{failure}"));

    let files = build("2024-06-30T15:59:59Z");
    assert_eq!(traces(&files, &later), BTreeSet::new());
    assert_eq!(traces(&files, &embargoed), BTreeSet::new());
    assert!(text(&files, "news/first.html").contains("<em>stay<"), "the words of the link stay");

    let files = build("2024-06-30T16:00:00Z");
    assert_eq!(traces(&files, &later), BTreeSet::new());
    for path in ["news/embargoed.html", "data/news/embargoed.json", "feed.atom", "zh/feed.rss", "sitemap.xml"] {
        assert!(files.contains_key(path) && traces(&files, &embargoed).iter().any(|it| it.starts_with(path)), "{path}");
    }

    let files = build("2029-12-31T16:00:00Z");
    let told = traces(&files, &later);
    for path in ["news/topics/unused/feed.json", "library/locations/pier.html", "news/first.html", "data/catalog/"] {
        assert!(told.iter().any(|it| it.starts_with(path)), "{path}: {told:?}");
    }
}

fn calendar(files: &Files, path: &str) -> IcalCalendar {
    let bytes = text(files, path);
    assert!(bytes.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{path}");
    let mut calendars = ical::IcalParser::new(bytes.as_bytes());
    let calendar = calendars.next().unwrap_or_else(|| panic!("{path} is empty")).unwrap();
    assert!(calendars.next().is_none());
    calendar
}

fn property<'a>(event: &'a IcalEvent, name: &str) -> &'a Property {
    event.properties.iter().find(|it| it.name == name).unwrap_or_else(|| panic!("no {name}: {event:?}"))
}

fn of<'a>(event: &'a IcalEvent, name: &str) -> &'a str {
    property(event, name).value.as_deref().unwrap_or_default()
}

#[test]
fn calendars_are_read() {
    let fixture = Fixture::new();
    fixture.edit("summit/2024.json", |it| {
        it["sessions"][0]["abstract"] = json!({ "en": "One, two; three\\four.\n\nFive.", "zh": "一。".repeat(60) });
        it["sessions"][1]["time_note"] = json!({ "en": "Afternoon", "zh": "下午" });
        it["sources"][0]["date"] = json!("2024-04");
    });
    let files = fixture.build();
    let agenda = calendar(&files, "summit/2024/agenda.ics");
    for name in ["VERSION", "PRODID"] {
        assert!(agenda.properties.iter().any(|it| it.name == name), "{name}");
    }
    let events = &agenda.events;
    assert_eq!(events.len(), 2);
    let opening = &events[0];
    assert_eq!(of(opening, "UID"), "2024-opening@film.example");
    assert_eq!(of(opening, "DTSTAMP"), "20240401T000000Z");
    assert_eq!((of(opening, "DTSTART"), of(opening, "DTEND")), ("20240501T010000Z", "20240501T020000Z"));
    assert_eq!(of(opening, "SUMMARY"), "Opening");
    assert_eq!(of(opening, "LOCATION"), "Hall");
    assert_eq!(of(opening, "URL"), "https://film.example/summit/2024/sessions/opening");
    let description = of(opening, "DESCRIPTION");
    assert!(description.contains("One\\, two\\; three\\\\four.\\n\\nFive."), "{description}");
    assert!(description.contains("(Speaker)"), "{description}");

    let talk = &events[1];
    assert_eq!((of(talk, "DTSTART"), of(talk, "DTEND")), ("20240502", "20240503"));
    let date = Some(vec![("VALUE".to_owned(), vec!["DATE".to_owned()])]);
    assert_eq!(property(talk, "DTSTART").params, date);
    assert_eq!(of(talk, "TRANSP"), "TRANSPARENT");
    assert!(of(talk, "DESCRIPTION").starts_with("Afternoon"));

    let zh = calendar(&files, "zh/summit/2024/sessions/opening.ics");
    assert_eq!(zh.events.len(), 1);
    assert_eq!(of(&zh.events[0], "UID"), of(opening, "UID"), "one event, two languages");
    assert_eq!(of(&zh.events[0], "SUMMARY"), "开幕");
    assert!(of(&zh.events[0], "DESCRIPTION").contains(&"一。".repeat(60)));
    assert_eq!(of(&calendar(&files, "summit/2024/sessions/talk.ics").events[0], "UID"), "2024-talk@film.example");
}

#[test]
fn the_agenda_knows_times_zone_and_filters() {
    let fixture = Fixture::new();
    fixture.edit("summit/2024.json", |it| {
        it["time_zone"] = json!("Europe/Berlin");
        (it["start"], it["end"]) = (json!("2024-03-30"), json!("2024-03-31"));
        it["sessions"][0]["date"] = json!("2024-03-30");
        it["sessions"][0]["start"] = json!("2024-03-30T23:30:00+01:00");
        it["sessions"][0]["duration"] = json!(240);
        it["sessions"][1]["date"] = json!("2024-03-31");
    });
    let files = fixture.build();
    let document: Value = serde_json::from_slice(&files["data/zh/summit/2024/agenda.json"]).unwrap();
    let agenda = &document["body"];
    // Clocks go forward at 01:00 UTC.
    assert_eq!(agenda["zone"], json!({ "name": "Europe/Berlin", "offset": 60, "changes": [[1_711_846_800, 120]] }));
    let days: Vec<&str> = agenda["days"].as_array().unwrap().iter().map(|day| day["iso"].as_str().unwrap()).collect();
    assert_eq!(days, ["2024-03-29", "2024-03-30", "2024-03-31", "2024-04-01"]);
    let (slot, row) = (&agenda["sessions"][0][0], &agenda["sessions"][0][1]);
    assert_eq!(slot["start"], 1_711_837_800);
    assert_eq!(row["time"], "23:30–次日04:30 UTC+2");
    assert_eq!(slot["facets"], json!([0, 0, 0, 0]));
    let facet = |place: usize, value: usize| {
        let facet = &agenda["facets"][place];
        json!([facet["key"], facet["values"][value]["key"], facet["values"][value]["count"]])
    };
    assert_eq!(facet(0, 0), json!(["track", "main", 1]));
    assert_eq!(facet(1, 0), json!(["room", "hall", 1]));
    assert_eq!(facet(2, 2), json!(["type", "talk", 1]));
    assert_eq!(facet(3, 0), json!(["language", "zh", 1]));
    let untimed = &agenda["sessions"][1];
    assert_eq!((untimed[0].get("start"), untimed[1]["time"].as_str()), (None, Some("时间未公布")));
    let page = String::from_utf8(files["summit/2024/agenda.html"].clone()).unwrap();
    assert!(page.contains("23:30–04:30 UTC+2 (next day)"));
    assert!(page.contains("href=\"/summit/2024/agenda.ics\""));
}

#[test]
fn records_link_both_ways() {
    let files = Fixture::new().build();
    let links = |page: &str, to: &str| {
        let html = String::from_utf8(files[page].clone()).unwrap();
        assert!(html.contains(&format!("href=\"{to}\"")), "{page} does not lead to {to}");
    };
    for (one, other) in [
        ("summit/2024/sessions/opening", "summit/2024/speakers/official"),
        ("summit/2024/sessions/opening", "summit/2024/reports/numbers"),
        ("summit/2024/reports/numbers", "summit/2024/speakers/director"),
        ("summit/2024/speakers/director", "library/experts/director"),
        ("summit/2024", "library/locations/pier"),
    ] {
        links(&format!("{one}.html"), &format!("/{other}"));
        links(&format!("{other}.html"), &format!("/{one}"));
    }
    links("summit/2024/sessions/opening.html", "/library/locations/pier");
    links("summit/2024/sessions/opening.html", "/summit/2024/sessions/opening.ics");
}

pub fn schedules_are_valid(files: &Files) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture/schedule.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(schema).unwrap()).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let schedules: Vec<&String> = files.keys().filter(|path| path.ends_with("/schedule.json")).collect();
    assert!(schedules.len() >= 2, "{schedules:?}");
    for path in schedules {
        let schedule: Value = serde_json::from_str(text(files, path)).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&schedule).map(|it| format!("{}: {it}", it.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new(), "{path}");
    }
}

#[test]
fn the_schedule_is_what_conference_apps_expect() {
    let files = Fixture::new().build();
    schedules_are_valid(&files);
    for path in ["summit/2024/schedule.json", "zh/summit/2024/schedule.json"] {
        let schedule: Value = serde_json::from_str(text(&files, path)).unwrap();
        let days = schedule["schedule"]["conference"]["days"].as_array().unwrap();
        let dates: Vec<&str> = days.iter().map(|day| day["date"].as_str().unwrap()).collect();
        assert_eq!(dates, ["2024-05-01", "2024-05-02"]);
        assert_eq!(days[0]["day_start"], "2024-05-01T00:00:00+08:00");
    }
    let schedule: Value = serde_json::from_str(text(&files, "summit/2024/schedule.json")).unwrap();
    let days = &schedule["schedule"]["conference"]["days"];
    let opening = &days[0]["rooms"]["Hall"][0];
    assert_eq!(opening["date"], "2024-05-01T09:00:00+08:00");
    assert_eq!((&opening["start"], &opening["duration"]), (&json!("09:00"), &json!("01:00")));
    assert_eq!((&opening["track"], &opening["language"]), (&json!("Main"), &json!("zh")));
    // No time is known: the event takes the whole day, and its text says so first.
    let talk = &days[1]["rooms"]["The Hall"][0];
    assert_eq!((&talk["start"], &talk["duration"]), (&json!("00:00"), &json!("24:00")));
    assert!(talk["abstract"].as_str().unwrap().starts_with("Time not published"));
    let zh: Value = serde_json::from_str(text(&files, "zh/summit/2024/schedule.json")).unwrap();
    let zh = &zh["schedule"]["conference"]["days"][0]["rooms"]["大厅"][0];
    assert_eq!((&zh["guid"], &zh["id"]), (&opening["guid"], &opening["id"]), "one event, two languages");
    assert_eq!(zh["title"], "开幕");
}

/// An event of a schedule in XML, as Giggity and EventFahrplan read it.
#[derive(Debug, PartialEq)]
struct Event {
    guid: String,
    day: u32,
    room: String,
    start: jiff::Timestamp,
    minutes: i64,
    title: String,
    persons: Vec<String>,
}

/// Reads a schedule by the rules of both apps, requiring everything that they require.
fn conference_app(xml: &str) -> Vec<Event> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let child = |node: roxmltree::Node, name: &str| -> String {
        let found = node.children().find(|it| it.has_tag_name(name)).unwrap_or_else(|| panic!("no {name} in {node:?}"));
        found.text().unwrap_or_default().to_owned()
    };
    let attribute = |node: roxmltree::Node, name: &str| -> String {
        node.attribute(name).unwrap_or_else(|| panic!("no {name} at {node:?}")).to_owned()
    };
    let root = document.root_element();
    assert!(!child(root, "version").is_empty());
    let conference = root.children().find(|it| it.has_tag_name("conference")).unwrap();
    assert!(!child(conference, "title").is_empty());
    jiff::tz::TimeZone::get(&child(conference, "time_zone_name")).unwrap();
    let mut events = Vec::new();
    for day in root.children().filter(|it| it.has_tag_name("day")) {
        let index: u32 = attribute(day, "index").parse().unwrap();
        let date: jiff::civil::Date = attribute(day, "date").parse().unwrap();
        // EventFahrplan uses the hour of the end as the hour at which days change.
        let [start, end] = ["start", "end"].map(|name| attribute(day, name).parse::<jiff::Timestamp>().unwrap());
        assert!(start < end);
        for room in day.children().filter(|it| it.has_tag_name("room")) {
            let name = attribute(room, "name");
            for event in room.children().filter(|it| it.has_tag_name("event")) {
                attribute(event, "id").parse::<u32>().unwrap();
                assert_eq!(child(event, "room"), name);
                let date_time = child(event, "date").parse::<jiff::Timestamp>().unwrap();
                assert!(date_time >= start && date_time < end, "{date}: {event:?}");
                assert_eq!(child(event, "start").len(), 5);
                // Giggity parses the duration as a time of day.
                let duration: jiff::civil::Time = child(event, "duration").parse().unwrap();
                let persons = event.descendants().filter(|it| it.has_tag_name("person"));
                events.push(Event {
                    guid: attribute(event, "guid"),
                    day: index,
                    room: name.clone(),
                    start: date_time,
                    minutes: i64::from(duration.hour()) * 60 + i64::from(duration.minute()),
                    title: child(event, "title"),
                    persons: persons.map(|it| it.text().unwrap().to_owned()).collect(),
                });
            }
        }
    }
    events
}

#[test]
fn conference_apps_read_the_schedule_in_xml() {
    let fixture = Fixture::new();
    fixture.edit("summit/2024.json", |it| {
        it["sessions"][0]["title"]["en"] = json!("Q & A <live>");
        let mut night = it["sessions"][0].clone();
        (night["id"], night["date"]) = (json!("night"), json!("2024-05-02"));
        night["title"] = json!({ "en": "Night", "zh": "夜" });
        night["start"] = json!("2024-05-02T23:30:00+08:00");
        night.as_object_mut().unwrap().remove("room");
        it["sessions"].as_array_mut().unwrap().push(night);
    });
    let files = fixture.build();
    let events = conference_app(text(&files, "summit/2024/schedule.xml"));
    let told: Vec<(u32, &str, &str, i64)> =
        events.iter().map(|it| (it.day, it.room.as_str(), it.title.as_str(), it.minutes)).collect();
    assert_eq!(
        told,
        [(1, "Hall", "Q & A <live>", 60), (2, "The Hall", "Talk", 23 * 60 + 59), (2, "The Hall", "Night", 60)]
    );
    assert_eq!(events[0].start.as_second(), at("2024-05-01T01:00:00Z"));
    assert_eq!(events[0].persons, ["An Official"]);
    for folder in ["", "zh/"] {
        let events = conference_app(text(&files, &format!("{folder}summit/2024/schedule.xml")));
        let schedule: Value =
            serde_json::from_str(text(&files, &format!("{folder}summit/2024/schedule.json"))).unwrap();
        let conference = &schedule["schedule"]["conference"];
        let listed: BTreeSet<&str> =
            conference["rooms"].as_array().unwrap().iter().map(|room| room["name"].as_str().unwrap()).collect();
        let mut guids = BTreeSet::new();
        for day in conference["days"].as_array().unwrap() {
            for (room, events) in day["rooms"].as_object().unwrap() {
                assert!(listed.contains(room.as_str()), "{room} is not in {listed:?}");
                guids.extend(events.as_array().unwrap().iter().map(|event| event["guid"].as_str().unwrap()));
            }
        }
        assert_eq!(events.iter().map(|it| it.guid.as_str()).collect::<BTreeSet<_>>(), guids, "{folder}");
        assert_eq!(events.len(), 3);
    }
}

#[test]
fn a_catalogue_names_every_export_with_licence_and_date() {
    let fixture = Fixture::new();
    let clips = "https://creativecommons.org/licenses/by-nc/4.0/";
    fixture.edit("office.json", |it| {
        it["licences"][0]["url"] = json!("https://creativecommons.org/licenses/by/4.0/");
        let line =
            |url: &str| json!({ "what": { "en": "W", "zh": "W" }, "terms": { "en": "T", "zh": "T" }, "url": url });
        it["licences"].as_array_mut().unwrap().extend([line(clips), line("https://spdx.org/licenses/MIT.html")]);
        it["licences"][1]["covers"] = json!(["clips"]);
    });
    let mut input = fixture.input("2024-06-01T00:00:00Z");
    input.fonts = site::share_card::known_fonts().unwrap();
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    for folder in ["", "zh/"] {
        let catalog: Value = serde_json::from_str(text(&files, &format!("{folder}catalog.jsonld"))).unwrap();
        assert_eq!(catalog["@type"], "dcat:Catalog");
        assert_eq!(catalog["@id"], format!("https://film.example/{folder}catalog.jsonld"));
        let mut named = BTreeSet::new();
        for dataset in catalog["dcat:dataset"].as_array().unwrap() {
            assert!(dataset["dct:title"]["@value"].as_str().is_some_and(|it| !it.is_empty()), "{dataset}");
            for file in dataset["dcat:distribution"].as_array().unwrap() {
                let address = file["dcat:downloadURL"]["@id"].as_str().unwrap();
                let by =
                    if address.contains("/clips.") { clips } else { "https://creativecommons.org/licenses/by/4.0/" };
                let licences = file["dct:license"].as_array().unwrap();
                assert_eq!(licences.iter().map(|it| &it["@id"]).collect::<Vec<_>>(), [by], "{address}");
                assert!(file["dct:modified"]["@value"].as_str().is_some_and(|it| it.len() >= 4), "{address}");
                assert!(file["dcat:mediaType"]["@id"].as_str().unwrap().contains("/media-types/"), "{address}");
                named.insert(address.strip_prefix("https://film.example/").unwrap().to_owned());
            }
        }
        let ours = |path: &&String| {
            let is_export =
                [".atom", ".rss", ".ics", ".csv", ".geojson", ".gpx", ".kml"].iter().any(|end| path.ends_with(end))
                    || ["feed.json", "schedule.json", "schedule.xml"].iter().any(|end| path.ends_with(end))
                    || path.contains("/reports/") && path.ends_with(".png");
            // The files of a location serve both languages.
            let is_shared = path.starts_with("library/locations/");
            is_export && (is_shared || path.starts_with("zh/") == (folder == "zh/"))
        };
        assert_eq!(named, files.keys().filter(ours).cloned().collect(), "{folder}");
        assert!(named.iter().any(|path| path.ends_with(".png")), "charts are named too");
    }
}

#[test]
fn what_other_programs_read_is_open_and_the_rest_is_not() {
    let fixture = Fixture::new();
    let mut input = fixture.input("2024-06-01T00:00:00Z");
    input.fonts = site::share_card::known_fonts().unwrap();
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    let headers = text(&files, "_headers");
    let allows = |path: &str| {
        let mut here = false;
        let mut found = false;
        for line in headers.lines() {
            match line.strip_prefix("  ") {
                None => {
                    here = match line.split_once('*') {
                        Some((start, end)) => {
                            path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
                        }
                        None => line == path,
                    };
                }
                Some(header) => found |= here && header == "Access-Control-Allow-Origin: *",
            }
        }
        found
    };
    let catalog: Value = serde_json::from_str(text(&files, "catalog.jsonld")).unwrap();
    let exports = catalog["dcat:dataset"].as_array().unwrap().iter();
    let exports = exports.flat_map(|it| it["dcat:distribution"].as_array().unwrap());
    for export in exports.map(|it| it["@id"].as_str().unwrap()).chain(["https://film.example/catalog.jsonld"]) {
        assert!(allows(export.strip_prefix("https://film.example").unwrap()), "{export}");
    }
    // The pictures of a feed, and the files that they are made from.
    let feed = text(&files, "feed.json");
    for address in feed.split("https://film.example").skip(1) {
        let path = address.split(['"', ' ', '\\', '<', ',']).next().unwrap();
        if path.starts_with("/media/") || path == "/icon.svg" {
            assert!(allows(path), "{path}");
        }
    }
    for closed in files.keys().filter(|path| {
        path.ends_with(".html") || path.starts_with("data/") || path.starts_with("assets/") || path.ends_with(".js")
    }) {
        assert!(!allows(&format!("/{closed}")), "{closed}");
    }
}

pub fn table(files: &Files, path: &str) -> Vec<std::collections::HashMap<String, String>> {
    let text = text(files, path).strip_prefix('\u{feff}').unwrap_or_else(|| panic!("{path} has no mark"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn open_data_is_read() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| {
        it["summary"]["en"] = json!("=1+1, \"quoted\"");
        it["position"]["lng"] = json!(-120.31);
        it["contact"]["telephone"] = json!({ "value": "+86 532 1", "consent": true });
    });
    let files = fixture.build();
    let rows = table(&files, "library/locations.csv");
    assert_eq!(rows.len(), 2);
    let row = &rows[1];
    assert_eq!(row["name"], "The Pier");
    assert_eq!(row["name_zh"], "栈桥");
    assert_eq!(row["summary"], "'=1+1, \"quoted\"");
    assert_eq!(row["telephone"], "'+86 532 1");
    assert_eq!((&*row["latitude"], &*row["longitude"]), ("36.06", "-120.31"));
    assert_eq!((&*row["email"], &*row["website"]), ("", "https://pier.example"), "only with consent");
    assert_eq!(row["url"], "https://film.example/library/locations/pier");
    let zh = table(&files, "zh/library/locations.csv");
    assert_eq!((&*zh[1]["name"], &*zh[1]["url"]), ("栈桥", "https://film.example/zh/library/locations/pier"));

    assert_eq!(row["illustrations"].split("; ").count(), 3, "{}", row["illustrations"]);
    let photograph = row["photographs"].strip_prefix("https://film.example/").unwrap();
    assert!(files.contains_key(photograph), "{photograph}");

    let map: geojson::FeatureCollection = text(&files, "zh/library/locations.geojson").parse().unwrap();
    let feature = &map.features[1];
    assert_eq!(feature.id, Some(geojson::feature::Id::String("pier".into())));
    let Some(geojson::GeometryValue::Point { coordinates }) = feature.geometry.as_ref().map(|it| &it.value) else {
        panic!("{feature:?}")
    };
    assert_eq!(coordinates.as_slice(), [-120.31, 36.06]);
    assert_eq!(feature.property("name"), Some(&json!("栈桥")));
    assert_eq!(feature.property("email"), None);

    assert_eq!(row["productions"], "The Wave (1999); Without a Record (2001)");
    assert_eq!(row["production_ids"], "the-wave");

    let productions = table(&files, "library/productions.csv");
    assert_eq!(productions.len(), 1);
    for (column, value) in [
        ("id", "the-wave"),
        ("title", "The Wave"),
        ("other_titles", "Die Welle"),
        ("pinyin", "Hǎilàng"),
        ("kind", "film"),
        ("year", "1999"),
        ("directors", "A Director"),
        ("companies", "Port Pictures"),
        ("locations", "pier"),
        ("wikidata", "Q1234567"),
        ("imdb", "tt1234567"),
        ("douban", "1234567"),
        ("eidr", "10.5240/7791-8534-2C23-9030-8610-5"),
        ("url", "https://film.example/library/productions/the-wave"),
    ] {
        assert_eq!(productions[0][column], value, "{column}");
    }
    assert_eq!(table(&files, "zh/library/productions.csv")[0]["title"], "《海浪》");

    let clips = table(&files, "library/clips.csv");
    assert_eq!(clips.len(), 1);
    assert_eq!((&*clips[0]["id"], &*clips[0]["location"], &*clips[0]["people_visible"]), ("waves", "pier", "false"));
    assert_eq!(clips[0]["chroma"], "'4:2:0", "not a time");
    let file = clips[0]["files"].strip_prefix("https://film.example/").unwrap();
    assert!(files.contains_key(file), "{file}");
    assert_eq!(table(&files, "zh/library/clips.csv")[0]["location_name"], "栈桥");
}

#[test]
fn the_hosts_are_told_the_types() {
    let files = Fixture::new().build();
    let headers = text(&files, "_headers");
    for rule in [
        "/*.atom\n  Content-Type: application/atom+xml; charset=utf-8\n",
        "/feed.json\n  Content-Type: application/feed+json; charset=utf-8\n",
        "/*/feed.json\n  Content-Type: application/feed+json; charset=utf-8\n",
        "/*.ics\n  Content-Type: text/calendar; charset=utf-8\n",
        "/*.geojson\n  Content-Type: application/geo+json\n",
    ] {
        assert!(headers.contains(rule), "{rule}");
    }
    let rules = site::headers::Rules::read(headers).unwrap();
    let caddy = site::headers::caddy::loopback(&rules, "/srv", 8080);
    assert!(caddy.contains("path *.csv\n") && caddy.contains("path */feed.json\n"), "{caddy}");
    // Caddy knows types from the system's list, which may be absent.
    for (end, mime) in [(".mov", "video/quicktime"), (".pdf", "application/pdf"), (".woff2", "font/woff2")] {
        assert!(caddy.contains(&format!("path *{end}\n")) && caddy.contains(&format!("`{mime}`\n")), "{end}");
    }
}

/// The children of an element by name.
fn names<'d>(node: roxmltree::Node<'d, '_>) -> Vec<&'d str> {
    node.children().filter(roxmltree::Node::is_element).map(|it| it.tag_name().name()).collect()
}

/// Asserts that the children of an element are in the order of its schema. Some may be absent or repeated.
fn in_order(node: roxmltree::Node, order: &[&str]) {
    let places = names(node).into_iter().map(|name| order.iter().position(|it| *it == name));
    let places: Vec<usize> = places.map(|it| it.unwrap_or_else(|| panic!("{node:?}: {:?}", names(node)))).collect();
    assert!(places.is_sorted(), "{:?}", names(node));
}

#[test]
fn map_programs_read_the_places() {
    let fixture = Fixture::new();
    std::fs::remove_file(fixture.path("content/locations/hall.json")).unwrap();
    fixture.edit("locations/pier.json", |it| {
        it["media"].as_array_mut().unwrap().truncate(3);
        it["name"]["en"] = json!("The <Pier> & \"Co\"");
        it["position"]["lng"] = json!(-120.31);
    });
    let mut input = fixture.input("2024-06-01T00:00:00Z");
    input.fonts = site::share_card::known_fonts().unwrap();
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    let is_picture = |address: &str| {
        let file = address.strip_prefix("https://film.example/").and_then(|path| files.get(path));
        file.is_some_and(|bytes| bytes.starts_with(&[0xff, 0xd8]))
    };
    let both = "The <Pier> & \"Co\" 栈桥";
    for (path, pages, name, about) in [
        ("library/locations", vec!["library/locations/pier"], "The <Pier> & \"Co\"", vec!["WGS-84"]),
        (
            "library/locations/pier",
            vec!["library/locations/pier", "zh/library/locations/pier"],
            both,
            vec!["A pier.\n", "Point from a published source.", "一座栈桥。", "坐标来自公开资料。"],
        ),
        ("zh/library/locations", vec!["zh/library/locations/pier"], "栈桥", vec!["WGS-84"]),
        ("library/clips", vec!["library/clips/waves"], "Waves", vec!["The <Pier> & \"Co\""]),
        ("zh/library/clips", vec!["zh/library/clips/waves"], "海浪", vec!["栈桥"]),
    ] {
        let pages: Vec<String> = pages.into_iter().map(|page| format!("https://film.example/{page}")).collect();
        let gpx = text(&files, &format!("{path}.gpx"));
        let [point] = &*gpx::read(gpx.as_bytes()).unwrap().waypoints else { panic!("{path}: one place") };
        assert_eq!((point.point().y(), point.point().x()), (36.06, -120.31), "{path}");
        assert_eq!(point.name.as_deref(), Some(name), "{path}");
        let description = point.description.as_deref().unwrap();
        assert!(about.iter().all(|part| description.matches(part).count() == 1), "{path}: {description}");
        assert!(description.ends_with(&pages.join("\n")), "{path}: {description}");
        let [to @ .., picture] = &*point.links else { panic!("{path}: {:?}", point.links) };
        assert_eq!(to.iter().map(|link| link.href.as_str()).collect::<Vec<_>>(), pages, "{path}");
        assert!(is_picture(&picture.href), "{path}: {}", picture.href);
        let tree = roxmltree::Document::parse(gpx).unwrap();
        assert_eq!(tree.root_element().tag_name().namespace(), Some("http://www.topografix.com/GPX/1/1"));
        in_order(tree.root_element(), &["metadata", "wpt", "rte", "trk", "extensions"]);
        for node in tree.descendants().filter(|it| it.has_tag_name(("http://www.topografix.com/GPX/1/1", "wpt"))) {
            in_order(node, &["ele", "time", "name", "cmt", "desc", "src", "link", "sym", "type", "extensions"]);
        }

        let kml = text(&files, &format!("{path}.kml"));
        let Ok(kml::Kml::KmlDocument(file)) = kml.parse::<kml::Kml>() else { panic!("{path}: {kml}") };
        assert_eq!(file.version, kml::KmlVersion::V22);
        let [kml::Kml::Document { elements, .. }] = &*file.elements else { panic!("{path}: {kml}") };
        let marks: Vec<_> = elements
            .iter()
            .filter_map(|it| if let kml::Kml::Placemark(mark) = it { Some(mark) } else { None })
            .collect();
        let [mark] = &*marks else { panic!("{path}: {kml}") };
        let Some(kml::types::Geometry::Point(at)) = &mark.geometry else { panic!("{path}: {kml}") };
        assert_eq!((at.coord.y, at.coord.x), (36.06, -120.31), "{path}");
        assert_eq!(mark.name.as_deref(), Some(name), "{path}");
        let html = mark.description.as_deref().unwrap();
        let (_, picture) = html.split_once("<img src=\"").unwrap();
        assert!(is_picture(picture.split('"').next().unwrap()), "{path}: {html}");
        assert!(pages.iter().all(|page| html.contains(&format!("<a href=\"{page}\">"))), "{path}: {html}");
        assert!(!html.contains("<Pier>"), "{path}: {html}");
        let tree = roxmltree::Document::parse(kml).unwrap();
        for node in tree.descendants().filter(|it| ["Document", "Placemark"].contains(&it.tag_name().name())) {
            in_order(node, &["name", "description", "Placemark", "Point"]);
        }
    }
    for form in ["gpx", "kml"] {
        for page in ["library/locations/pier.html", "zh/library/locations/pier.html"] {
            let link = format!("href=\"/library/locations/pier.{form}\"");
            assert!(text(&files, page).contains(&link), "{page} links to its {form}");
        }
        for catalog in ["catalog.jsonld", "zh/catalog.jsonld"] {
            let named = format!("\"https://film.example/library/locations/pier.{form}\"");
            assert!(text(&files, catalog).contains(&named), "{catalog}: {named}");
        }
        assert!(
            text(&files, "library/locations.html").contains(&format!("href=\"/library/locations.{form}\"")),
            "{form}"
        );
    }
    let data: Value = serde_json::from_str(text(&files, "data/library/locations/pier.json")).unwrap();
    assert!(is_picture(&format!("https://film.example{}", data["body"]["share_card"].as_str().unwrap())), "for packs");
}

/// The structured data of a page: its objects by type.
pub fn graph(files: &Files, page: &str) -> Vec<Value> {
    let html = text(files, page);
    let block = html.split("<script type=\"application/ld+json\">").nth(1).unwrap_or_else(|| panic!("{page}"));
    let block = block.split("</script>").next().unwrap();
    assert!(!block.contains(['<', '>', '&']), "{page}");
    let data: Value = serde_json::from_str(block).unwrap_or_else(|error| panic!("{page}: {error}"));
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

/// The properties that consumers of schema.org data require of a type. The office's records have no upload date for
/// clips.
fn required(kind: &str) -> &'static [&'static str] {
    match kind {
        "WebSite" => &["name", "url", "publisher"],
        "BreadcrumbList" => &["itemListElement"],
        "NewsArticle" => &["headline", "image", "datePublished", "dateModified", "author", "publisher", "inLanguage"],
        "Event" => &["name", "startDate", "location"],
        "Place" => &["name"],
        "VideoObject" => &["name", "description", "thumbnailUrl", "contentUrl", "duration"],
        "Person" | "Organization" => &["name"],
        "Movie" | "TVSeries" | "MusicVideoObject" | "CreativeWork" => &["name", "url"],
        "Report" => &["name", "datePublished", "author"],
        "GeoCoordinates" => &["latitude", "longitude"],
        "ListItem" => &["position", "name", "item"],
        "AdministrativeArea" => &["name"],
        "ImageObject" => &["contentUrl", "description", "creditText"],
        "SearchAction" => &["target", "query-input"],
        "EntryPoint" => &["urlTemplate"],
        _ => panic!("no rule for {kind}"),
    }
}

fn typed<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            if map.contains_key("@type") {
                found.push(value);
            }
            map.values().for_each(|value| typed(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| typed(value, found)),
        _ => {}
    }
}

#[test]
fn structured_data_says_what_the_records_say() {
    let files = Fixture::new().build();
    let pages: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with(".html") && !["404.html", "shell.html"].contains(&&***path))
        .collect();
    for page in pages {
        let graph = graph(&files, page);
        assert_eq!(graph[0]["@type"], "WebSite", "{page}");
        let mut found = Vec::new();
        graph.iter().for_each(|value| typed(value, &mut found));
        for object in found {
            for name in required(object["@type"].as_str().unwrap()) {
                assert!(object.get(*name).is_some_and(|it| !it.is_null() && *it != ""), "{page}: {name} of {object}");
            }
            let nothing =
                object.as_object().unwrap().values().find(|it| it.is_null() || **it == "" || **it == json!([]));
            assert_eq!(nothing, None, "{page}: {object}");
        }
    }
    let article = &graph(&files, "news/first.html")[2];
    assert_eq!((&article["@type"], &article["headline"]), (&json!("NewsArticle"), &json!("A <first> article")));
    assert_eq!(article["datePublished"], "2024-05-01T10:00:00+08:00");
    assert_eq!(article["citation"], json!(["https://daily.example/1"]));
    let crumbs = &graph(&files, "zh/news/first.html")[1]["itemListElement"];
    assert_eq!((&crumbs[0]["name"], &crumbs[1]["name"]), (&json!("新闻"), &json!("第一篇")));
    let place = &graph(&files, "library/locations/pier.html")[2];
    assert_eq!(place["geo"]["latitude"], 36.06);
    assert_eq!((&place["sameAs"], place.get("telephone")), (&json!("https://pier.example"), None));
    assert!(place.get("address").is_none(), "the record has none");
    let photograph = &place["photo"][0];
    assert_eq!((&photograph["caption"], place["photo"].as_array().unwrap().len()), (&json!("The gate"), 1));
    assert!(place["image"].as_array().unwrap().contains(&photograph["contentUrl"]));
    let opening = &graph(&files, "summit/2024/sessions/opening.html")[2];
    assert_eq!(opening["startDate"], "2024-05-01T09:00:00+08:00");
    assert_eq!(opening["endDate"], "2024-05-01T10:00:00+08:00");
    assert_eq!(graph(&files, "summit/2024/sessions/talk.html")[2]["startDate"], "2024-05-02", "no hour is known");
    let video = &graph(&files, "library/clips/waves.html")[2];
    assert_eq!(video.get("uploadDate"), None, "the record has none");
    assert!(files.contains_key(&video["contentUrl"].as_str().unwrap()["https://film.example/".len()..]));
    assert_eq!(graph(&files, "library/experts/director.html")[2]["@type"], "Person");
    assert_eq!(graph(&files, "index.html")[0]["potentialAction"]["@type"], "SearchAction");
}

#[test]
fn a_position_that_is_not_verified_is_not_told_to_machines() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| it["position"]["precision"] = json!("unverified"));
    let files = fixture.build();
    assert_eq!(graph(&files, "library/locations/pier.html")[2].get("geo"), None);
}

fn property_of(html: &str, name: &str) -> Option<String> {
    let start = html.find(&format!("<meta property=\"{name}\" content=\""))?;
    html[start..].split("content=\"").nth(1)?.split('"').next().map(str::to_owned)
}

#[test]
fn every_page_has_a_card_to_share() {
    let fixture = Fixture::new();
    let mut input = fixture.input("2024-06-01T00:00:00Z");
    input.fonts = site::share_card::known_fonts().unwrap();
    let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
    let mut cards = BTreeSet::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        if ["404.html", "shell.html"].contains(&path.as_str()) {
            continue;
        }
        let html = std::str::from_utf8(bytes).unwrap();
        let image = property_of(html, "og:image").unwrap_or_else(|| panic!("{path}"));
        let file = image.strip_prefix("https://film.example/").unwrap();
        let card = image::load_from_memory(&files[file]).unwrap();
        assert_eq!((card.width(), card.height()), site::share_card::SIZE, "{path}");
        assert_eq!(property_of(html, "og:image:width").as_deref(), Some("1200"));
        let (_, first) = html.split_once("<img src=\"").unwrap();
        assert!(first.starts_with(&format!("/{file}\"")), "{path}: the first picture is the card");
        assert!(property_of(html, "og:image:alt").is_some_and(|alt| !alt.is_empty()), "{path}");
        assert!(html.contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{path}");
        cards.insert(file.to_owned());
    }
    // Cards are named by their bytes, so pages with the same title, picture and section share one.
    assert!(cards.len() > 40, "{}", cards.len());
    let article = text(&files, "news/first.html");
    assert_eq!(property_of(article, "og:type").as_deref(), Some("article"));
    assert_eq!(property_of(article, "article:published_time").as_deref(), Some("2024-05-01T10:00:00+08:00"));
    assert_eq!(property_of(article, "og:locale:alternate").as_deref(), Some("zh_CN"));
    // The card shows the photograph, and nothing says that it is drawn.
    assert!(graph(&files, "news/first.html")[2]["image"].as_array().unwrap().len() == 2);
    // The second build takes all cards from the cache and writes the same files.
    assert_eq!(site::build(&input).unwrap_or_else(|failure| panic!("{failure}")), files);
}

#[test]
fn a_font_that_is_none_is_named() {
    let fixture = Fixture::new();
    for (file, bytes, what) in
        [("no-font.ttf", None, "cannot read the font"), ("text.ttf", Some("text"), "is not a font")]
    {
        let path = fixture.path(file);
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes).unwrap();
        }
        let input = site::Input { fonts: vec![path], ..fixture.input("2024-06-01T00:00:00Z") };
        let Err(failure) = site::build(&input) else { panic!("{file} was taken") };
        assert!(failure.to_string().contains(file) && failure.to_string().contains(what), "{failure}");
    }
}

#[test]
fn the_sitemap_names_both_languages_of_every_page_and_when_it_changed() {
    let fixture = Fixture::new();
    fixture.edit("news/first.json", |it| it["updated_at"] = json!("2024-05-02T10:00:00+08:00"));
    fixture.edit("locations/pier.json", |it| {
        it["verified"] = json!({ "on": "2024-03-11", "by": { "en": "The office", "zh": "办公室" } });
    });
    let files = fixture.build();
    let sitemap = text(&files, "sitemap.xml");
    let changed = |path: &str| {
        let url = sitemap.split("<url>").find(|url| url.starts_with(&format!("<loc>https://film.example{path}</loc>")));
        let url = url.unwrap_or_else(|| panic!("{path} is not listed"));
        url.split_once("<lastmod>").map(|(_, rest)| rest.split('<').next().unwrap().to_owned())
    };
    let updated = Some("2024-05-02T10:00:00+08:00".to_owned());
    for path in ["/", "/zh", "/news", "/news/first", "/zh/news/topics/studios", "/news/archive/2024/05"] {
        assert_eq!(changed(path), updated, "{path}");
    }
    for (path, date) in [
        ("/library/locations/pier", Some("2024-03-11")),
        ("/zh/library/locations", Some("2024-03-11")),
        ("/library/experts/director", Some("2024-05")),
        ("/summit/2024/reports/numbers", Some("2024-05-01")),
        ("/summit/2024/sessions/talk", None),
        ("/about", None),
    ] {
        assert_eq!(changed(path).as_deref(), date, "{path}");
    }
    for tool in ["/search<", "/pack<", "/offline<"] {
        assert!(!sitemap.contains(tool), "{tool} has no content of its own");
    }
    for url in sitemap.split("<url>").skip(1) {
        for language in ["\"en\"", "\"zh-Hans\"", "\"x-default\""] {
            assert_eq!(url.matches(&format!("hreflang={language}")).count(), 1, "{url}");
        }
    }
    let robots = text(&files, "robots.txt");
    assert!(robots.lines().any(|line| line == "Sitemap: https://film.example/sitemap.xml"), "{robots}");
}

#[test]
fn the_manifest_names_what_is_there_in_the_language_of_its_pages() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["short_name"] = json!({ "zh": "电影" }));
    let picture = image::RgbImage::new(36, 72);
    let folder = fixture.path("screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    picture.save(folder.join("en-narrow-pack.webp")).unwrap();
    picture.save(folder.join("en-narrow-unknown.webp")).unwrap();
    let files = fixture.build();
    let office = |field: &str, language: &str| -> String {
        let office: Value =
            serde_json::from_slice(&std::fs::read(fixture.path("content/office.json")).unwrap()).unwrap();
        office[field][language].as_str().unwrap().to_owned()
    };
    for (language, tag, place, address) in
        [("en", "en", "", "manifest.webmanifest"), ("zh", "zh-Hans", "/zh", "manifest.zh.webmanifest")]
    {
        let manifest: Value = serde_json::from_str(text(&files, address)).unwrap();
        assert_eq!((manifest["lang"].as_str(), manifest["scope"].as_str()), (Some(tag), Some("/")));
        assert_eq!(manifest["name"], office("name", language));
        assert_eq!(manifest["short_name"], "电影");
        assert_eq!(manifest["description"], office("tagline", language));
        let home = if place.is_empty() { "/" } else { place };
        assert_eq!((manifest["id"].as_str(), &manifest["start_url"]), (Some(home), &json!(format!("{home}?launch"))));
        let (mut purposes, mut named) = (BTreeSet::new(), manifest["screenshots"].as_array().unwrap().clone());
        assert_eq!(named.len(), usize::from(language == "en"));
        for icon in manifest["icons"].as_array().unwrap() {
            purposes.insert(format!("{} {}", icon["purpose"].as_str().unwrap(), icon["sizes"].as_str().unwrap()));
            named.push(icon.clone());
        }
        let expected =
            ["any 192x192", "any 512x512", "any any", "maskable 192x192", "maskable 512x512", "monochrome 512x512"];
        assert_eq!(purposes.into_iter().collect::<Vec<_>>(), expected);
        for shortcut in manifest["shortcuts"].as_array().unwrap() {
            named.extend(shortcut["icons"].as_array().unwrap().clone());
            let page = format!("{}.html", &shortcut["url"].as_str().unwrap()[1..]);
            assert!(text(&files, &page).contains(&format!("href=\"/{address}\"")), "{page}");
        }
        let shortcuts: Vec<_> = manifest["shortcuts"].as_array().unwrap().iter().map(|it| it["url"].clone()).collect();
        let pages = ["/library/locations", "/summit/2024/agenda", "/pack"].map(|page| json!(format!("{place}{page}")));
        assert_eq!(shortcuts, pages);
        for entry in named {
            let bytes = &files[&entry["src"].as_str().unwrap()[1..]];
            if entry["type"] == "image/svg+xml" {
                assert!(bytes.starts_with(b"<svg "));
                continue;
            }
            let format = image::ImageFormat::from_mime_type(entry["type"].as_str().unwrap()).unwrap();
            let picture = image::load_from_memory_with_format(bytes, format).unwrap();
            assert_eq!(entry["sizes"], format!("{}x{}", picture.width(), picture.height()), "{entry}");
        }
        assert_eq!(manifest["share_target"]["action"], format!("{place}/share"));
        assert_eq!(manifest["protocol_handlers"][0]["url"], format!("{place}/pack#p=%s"));
    }
    let apple = image::load_from_memory(&files["apple-touch-icon.png"]).unwrap().into_rgba8();
    assert_eq!(apple.dimensions(), (180, 180));
    assert!(apple.pixels().all(|pixel| pixel[3] == 255), "it has no see-through corner, which would come out black");
    assert_eq!(files["favicon.ico"][..6], [0, 0, 1, 0, 1, 0]);
    assert_eq!(image::load_from_memory(&files["favicon.ico"][22..]).unwrap().width(), 48);
}

#[test]
fn a_mask_takes_nothing_of_the_mark_and_an_office_may_bring_its_own() {
    let fixture = Fixture::new();
    std::fs::create_dir_all(fixture.path("root")).unwrap();
    std::fs::write(fixture.path("root/icon-192.png"), "own").unwrap();
    let files = fixture.build();
    assert_eq!(files["icon-192.png"], b"own");
    let icon = image::load_from_memory(&files["icon-maskable-512.png"]).unwrap().into_rgba8();
    let ground = *icon.get_pixel(0, 0);
    let centre = 255.5_f32;
    for (x, y, pixel) in icon.enumerate_pixels() {
        let radius = (x as f32 - centre).hypot(y as f32 - centre);
        assert!(radius <= 512.0 * 0.4 || *pixel == ground, "{x}, {y} lies outside the safe zone");
    }
    let alone = image::load_from_memory(&files["icon-monochrome-512.png"]).unwrap().into_rgba8();
    let solid = alone.pixels().filter(|pixel| pixel[3] == 255).count();
    let clear = alone.pixels().filter(|pixel| pixel[3] == 0).count();
    assert!(solid > 30_000 && clear > 100_000, "one colour on nothing: {solid} and {clear} pixels");
}

#[test]
fn panoramas_and_their_points_are_in_the_data_of_the_page() {
    let files = Fixture::new().build();
    let document: Value = serde_json::from_slice(&files["data/library/locations/pier.json"]).unwrap();
    let body = &document["body"];
    let expected = json!([{
        "picture": 3,
        "heading": 170,
        "points": [
            { "yaw": 175, "pitch": -4, "label": "The gate", "picture": 2 },
            { "yaw": -60, "pitch": 3, "label": "The beach", "to": "/library/locations/hall" },
        ],
    }]);
    assert_eq!(body["panoramas"], expected);
    let pictures = body["pictures"].as_array().unwrap();
    let (panorama, gate) = (&pictures[3], &pictures[2]);
    assert_eq!((&panorama["width"], &panorama["height"]), (&json!(4096), &json!(2048)));
    assert_eq!(panorama["illustration"], true);
    let srcset = panorama["sources"][0]["srcset"].as_str().unwrap();
    let widths: Vec<&str> = srcset.split(", ").filter_map(|file| file.split(' ').nth(1)).collect();
    assert_eq!(widths, ["480w", "960w", "2048w", "4096w"]);
    // Without AVIF.
    assert_eq!(panorama["sources"].as_array().unwrap().len(), 1);
    // Two equal scenes have different ids.
    let ids: Vec<&str> = pictures.iter().map(|picture| picture["id"].as_str().unwrap()).collect();
    assert_eq!((gate["id"].as_str(), ids[1]), (Some("gate"), format!("{}-2", ids[0]).as_str()));
    assert!(ids[0].len() == 8 && ids[3] != ids[0], "{ids:?}");
}

#[test]
fn the_pictures_of_a_location_are_links_in_their_groups() {
    let files = Fixture::new().build();
    for (page, groups, note) in [
        ("library/locations/pier.html", ["General view", "Access"], "Spring\u{a0}· Midday\u{a0}· looking south (180°)"),
        ("zh/library/locations/pier.html", ["全景", "进出通道"], "春\u{a0}· 正午\u{a0}· 朝南（180°）"),
    ] {
        let html = text(&files, page);
        let (mosaic, gallery) = html.split_once("id=\"pictures\"").unwrap_or_else(|| panic!("{page}"));
        // The mosaic has the first of each group, and others.
        for number in 1..=4 {
            let link = format!("data-picture=\"{number}\"");
            assert!(mosaic.contains(&link) && gallery.contains(&link), "{page}: {number}");
        }
        let headings: Vec<usize> =
            groups.iter().map(|name| gallery.find(&format!("<h3>{name}</h3>")).unwrap()).collect();
        assert!(headings.is_sorted(), "{page}");
        assert!(gallery.contains(note), "{page}: {note}");
        let marks = [mosaic, gallery].map(|part| part.matches("360°").count());
        assert_eq!(marks, [1, 1], "{page}");
        for link in html.split("<a href=\"/").skip(1).filter(|link| link.contains("data-picture")) {
            let file = link.split('"').next().unwrap();
            assert!(!file.starts_with("media/") || files.contains_key(file), "{page}: {file}");
        }
    }
}
