//! Sessions that are cancelled, replaced, moved, held after midnight, or booked twice.

use super::{Fixture, right, text};
use serde_json::{Value, json};
use site::{self, Files, Input};
use std::collections::BTreeMap;

/// Adds a copy of the first session with another id.
fn add(edition: &mut Value, id: &str, change: impl FnOnce(&mut Value)) {
    let mut session = edition["sessions"][0].clone();
    session["id"] = json!(id);
    session["title"] = json!({ "en": format!("The {id}"), "zh": format!("第{id}场") });
    change(&mut session);
    edition["sessions"].as_array_mut().unwrap().push(session);
}

/// The properties of an event, by name.
fn event(files: &Files, path: &str, id: &str) -> BTreeMap<String, String> {
    let calendar = text(files, path).replace("\r\n ", "");
    let uid = format!("UID:2024-{id}@film.example");
    let event = calendar.split("BEGIN:VEVENT").find(|event| event.contains(&uid)).unwrap();
    let lines = event.split("\r\n").take_while(|line| *line != "END:VEVENT").filter_map(|line| line.split_once(':'));
    lines.map(|(name, value)| (name.split(';').next().unwrap().to_owned(), value.to_owned())).collect()
}

fn sequence(files: &Files, id: &str) -> i64 {
    event(files, "summit/2024/agenda.ics", id)["SEQUENCE"].parse().unwrap()
}

#[test]
fn cancelled_and_replaced_sessions_are_told_everywhere() {
    let fixture = Fixture::new();
    fixture.edit("summit/2024.json", |it| {
        add(it, "gala", |it| it["start"] = json!("2024-05-01T19:00:00+08:00"));
        it["sessions"][0]["cancelled"] = json!(true);
        it["sessions"][1]["replaced_by"] = json!("gala");
    });
    right(&fixture.problems());
    let files = fixture.build();
    for (path, says) in [
        ("summit/2024.html", "Cancelled: Opening"),
        ("zh/summit/2024.html", "已取消：开幕"),
        ("summit/2024/agenda.html", "Cancelled: Opening"),
        ("summit/2024/agenda.html", "Replaced: Talk"),
        ("summit/2024/sessions/opening.html", "Cancelled: Opening"),
        ("zh/summit/2024/sessions/opening.html", "已取消：开幕"),
        ("summit/2024/sessions/opening.html", "https://schema.org/EventCancelled"),
        ("summit/2024/sessions/talk.html", "Replaced by"),
        ("summit/2024/sessions/gala.html", "In place of"),
        ("summit/2024/speakers/official.html", "Cancelled: Opening"),
        ("summit/2024/schedule.json", "Cancelled: Opening"),
        ("summit/2024/schedule.xml", "<title>Cancelled: Opening</title>"),
        ("zh/summit/2024/schedule.xml", "<title>已取消：开幕</title>"),
        ("summit/2024/schedule.xml", "<title>Replaced: Talk</title>"),
        ("data/summit/2024/agenda.json", "\"cancelled\":true"),
    ] {
        assert!(text(&files, path).contains(says), "{path}: {says}");
    }
    for path in ["summit/2024/agenda.ics", "summit/2024/sessions/opening.ics", "zh/summit/2024/agenda.ics"] {
        let opening = event(&files, path, "opening");
        assert_eq!((opening["STATUS"].as_str(), opening["TRANSP"].as_str()), ("CANCELLED", "TRANSPARENT"), "{path}");
    }
    assert_eq!(event(&files, "summit/2024/agenda.ics", "talk")["STATUS"], "CANCELLED");
    assert_eq!(event(&files, "summit/2024/agenda.ics", "gala")["STATUS"], "CONFIRMED");
}

#[test]
fn a_calendar_that_is_subscribed_to_follows() {
    let fixture = Fixture::new();
    let out = fixture.path("../out");
    fixture.edit("summit/2024.json", |it| it["sources"][0]["date"] = json!("2024-03"));
    let build = |now: &str| {
        let input = Input { before: Some(out.clone()), ..fixture.input(now) };
        let files = site::build(&input).unwrap_or_else(|failure| panic!("{failure}"));
        site::write::write(&out, &files).unwrap();
        files
    };
    let first = build("2024-04-01T00:00:00Z");
    let calendar = text(&first, "summit/2024/agenda.ics");
    assert!(calendar.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"), "{calendar}");
    assert!(text(&first, "summit/2024/agenda.html").contains("href=\"webcal://film.example/summit/2024/agenda.ics\""));
    let again = build("2024-04-02T00:00:00Z");
    assert_eq!(text(&again, "summit/2024/agenda.ics"), calendar, "nothing has changed");
    let changes: [fn(&mut Value); 4] = [
        |it| it["sessions"][0]["start"] = json!("2024-05-01T10:00:00+08:00"),
        |it| it["sessions"][0]["duration"] = json!(30),
        |it| drop(it["sessions"][0].as_object_mut().unwrap().remove("room")),
        |it| it["sessions"][0]["cancelled"] = json!(true),
    ];
    let mut before = again;
    for (number, change) in changes.into_iter().enumerate() {
        fixture.edit("summit/2024.json", change);
        let after = build(&format!("2024-04-1{number}T12:00:00Z"));
        assert!(sequence(&after, "opening") > sequence(&before, "opening"), "{number}");
        let opening = event(&after, "summit/2024/agenda.ics", "opening");
        assert_eq!(opening["LAST-MODIFIED"], format!("2024041{number}T120000Z"));
        assert_eq!(opening["DTSTAMP"], opening["LAST-MODIFIED"]);
        assert_eq!(event(&after, "summit/2024/sessions/opening.ics", "opening"), opening);
        assert_eq!(event(&after, "summit/2024/agenda.ics", "talk"), event(&before, "summit/2024/agenda.ics", "talk"));
        before = after;
    }
    // If no earlier site is available, the record's own date is used.
    fixture.edit("summit/2024.json", |it| it["sessions"][0]["updated_at"] = json!("2024-05-20T09:00:00+08:00"));
    let fresh = fixture.build();
    assert!(sequence(&fresh, "opening") > sequence(&before, "opening"));
    assert_eq!(event(&fresh, "summit/2024/agenda.ics", "opening")["LAST-MODIFIED"], "20240520T010000Z");
    assert!(text(&fresh, "summit/2024/sessions/opening.html").contains("20 May 2024, 09:00"));
    let (_, page) = text(&fresh, "sitemap.xml").split_once("/summit/2024/sessions/opening</loc>").unwrap();
    assert!(page.starts_with("<lastmod>2024-05-20T09:00:00+08:00</lastmod>"), "{page}");
}

#[test]
fn a_night_belongs_to_the_day_of_its_evening() {
    let fixture = Fixture::new();
    let night = |date: &str, start: &str| {
        let (date, start) = (json!(date), json!(start));
        fixture.edit("summit/2024.json", |it| {
            it["sessions"].as_array_mut().unwrap().truncate(2);
            add(it, "night", |it| (it["date"], it["start"]) = (date, start));
        });
        fixture.problems()
    };
    // On the last night of the edition.
    right(&night("2024-05-02", "2024-05-03T00:30:00+08:00"));
    let files = fixture.build();
    let agenda = text(&files, "summit/2024/agenda.html");
    let (_, last) = agenda.split_once("datetime=\"2024-05-02\"").unwrap();
    assert!(last.contains("The night") && last.contains("00:30–01:30 (after midnight)"), "{last}");
    assert!(!agenda.contains("datetime=\"2024-05-03\""));
    let schedule: Value = serde_json::from_str(text(&files, "summit/2024/schedule.json")).unwrap();
    let day = &schedule["schedule"]["conference"]["days"][1];
    assert_eq!((&day["date"], &day["day_end"]), (&json!("2024-05-02"), &json!("2024-05-03T01:30:00+08:00")));
    assert!(text(&files, "summit/2024/schedule.xml").contains("end=\"2024-05-03T01:30:00+08:00\""));
    assert_eq!(event(&files, "summit/2024/agenda.ics", "night")["DTSTART"], "20240502T163000Z");
    right(&night("2024-05-02", "2024-05-03T05:59:00+08:00"));
    for (date, start, says) in [
        ("2024-05-02", "2024-05-03T06:00:00+08:00", "not on the day"),
        ("2024-05-02", "2024-05-01T23:30:00+08:00", "not on the day"),
        ("2024-05-03", "2024-05-03T00:30:00+08:00", "day of its evening"),
    ] {
        let problems = night(date, start);
        assert!(
            problems.iter().any(|it| it.to_string().contains(says) && !it.is_warning),
            "{date} {start}: {problems:#?}"
        );
    }
}

#[test]
fn a_double_booking_is_told_until_it_is_meant() {
    let says = |change: fn(&mut Value)| {
        let fixture = Fixture::new();
        fixture.edit("summit/2024.json", |it| {
            it["rooms"].as_array_mut().unwrap().push(json!({ "id": "studio", "name": { "en": "Studio" } }));
            add(it, "second", |it| {
                it["start"] = json!("2024-05-01T09:30:00+08:00");
                change(it);
            });
        });
        let problems = fixture.problems();
        assert!(problems.iter().all(|it| it.is_warning), "{problems:#?}");
        fixture.build();
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let both = says(|_| ());
    for part in
        ["warning: ", "/sessions/2/start", "\"second\"", "\"opening\"", "\"hall\"", "\"official\"", "\"overlaps\": "]
    {
        assert!(both.contains(part), "{part}: {both}");
    }
    let same_person = says(|it| it["room"] = json!("studio"));
    assert!(same_person.contains("\"official\"") && !same_person.contains("\"hall\""), "{same_person}");
    let same_room = says(|it| it["persons"] = json!([]));
    assert!(!same_room.contains("\"official\"") && same_room.contains("\"hall\""), "{same_room}");
    // The end is not known: an overlap is certain only if one session begins during the other.
    assert!(says(|it| drop(it.as_object_mut().unwrap().remove("duration"))).contains("\"hall\""));
    // The same instant written with another offset.
    assert!(says(|it| it["start"] = json!("2024-05-01T01:00:00Z")).contains("\"hall\""));
    for quiet in [
        |it: &mut Value| it["overlaps"] = json!(["opening"]),
        |it: &mut Value| it["start"] = json!("2024-05-01T10:00:00+08:00"),
        |it: &mut Value| it["cancelled"] = json!(true),
        |it: &mut Value| (it["room"], it["persons"]) = (json!("studio"), json!([])),
        |it: &mut Value| drop(it.as_object_mut().unwrap().remove("start")),
    ] {
        assert_eq!(says(quiet), "");
    }
}
