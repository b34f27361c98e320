//! The home page: what is on, ways into the library, and a place of the season.

use super::{Fixture, body, text};
use city_of_film::wire::Home;
use serde_json::json;

/// The home page of the fixture as built at a time, in a language.
fn home(fixture: &Fixture, now: &str, file: &str) -> Home {
    let files = site::build(&fixture.input(now)).unwrap_or_else(|failure| panic!("{failure}"));
    body(&files, file)
}

#[test]
fn what_is_on_is_what_comes_next_or_else_what_was_held() {
    let fixture = Fixture::new();
    for (now, heading, titles) in [
        ("2024-04-01T00:00:00Z", "Next sessions", &["Opening", "Talk"][..]),
        // In Qingdao, the second day has begun.
        ("2024-05-01T16:30:00Z", "Next sessions", &["Talk"]),
        ("2024-05-02T15:59:00Z", "Next sessions", &["Talk"]),
        ("2024-05-02T16:01:00Z", "Sessions held", &["Opening", "Talk"]),
    ] {
        let sessions = home(&fixture, now, "data/index.json").sessions.unwrap();
        let found: Vec<&str> = sessions.cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!((sessions.heading.as_str(), &found[..]), (heading, titles), "{now}");
        let times: Vec<_> = sessions.cards.iter().map(|card| card.kicker.is_some()).collect();
        assert_eq!(
            times.iter().any(|known| *known),
            titles.contains(&"Opening"),
            "{now}: only the opening has an hour"
        );
        assert!(sessions.cards.iter().all(|card| card.date.is_some()), "{now}");
    }
}

#[test]
fn a_place_of_the_season_is_outdoors_and_shows_that_season() {
    let fixture = Fixture::new();
    for (now, file, kicker) in [
        ("2024-01-15T00:00:00Z", "data/index.json", Some("A place for winter")),
        ("2024-04-15T00:00:00Z", "data/zh.json", Some("春季取景地")),
        // Only the hall and a panorama show the summer.
        ("2024-07-15T00:00:00Z", "data/index.json", None),
        ("2024-10-15T00:00:00Z", "data/index.json", None),
    ] {
        let season = home(&fixture, now, file).season;
        assert_eq!(season.as_ref().and_then(|card| card.kicker.as_deref()), kicker, "{now}");
        assert!(season.is_none_or(|card| card.picture.is_some()), "{now}");
    }
}

#[test]
fn ways_and_the_sketch_lead_to_the_list() {
    let fixture = Fixture::new();
    fixture.edit("office.json", |it| it["outline"] = json!({ "credit": { "en": "Survey", "zh": "测绘" } }));
    let land = json!({ "type": "Polygon", "coordinates": [[[120, 36], [121, 36], [121, 37], [120, 37], [120, 36]]] });
    std::fs::create_dir_all(fixture.path("content/geo")).unwrap();
    std::fs::write(fixture.path("content/geo/land.geojson"), land.to_string()).unwrap();
    let files = fixture.build();
    for (folder, file, page) in [("", "data/index.json", "index.html"), ("/zh", "data/zh.json", "zh.html")] {
        let home: Home = body(&files, file);
        let ways: Vec<_> = home.ways.iter().map(|way| (way.class.as_str(), way.count)).collect();
        assert_eq!(ways, [("coast", 1), ("hall", 1)]);
        let sketch = home.map.unwrap();
        let dots: usize = sketch.dots.iter().map(|(_, path)| path.matches("h0").count()).sum();
        assert_eq!((dots, sketch.land.starts_with('M')), (2, true));
        let html = text(&files, page);
        for query in ["class=coast", "class=hall", "view=map"] {
            let link = format!("href=\"{folder}/library/locations?{query}\"");
            assert!(html.contains(&link), "{page}: {link}");
        }
    }
}

#[test]
fn a_build_is_due_when_another_month_or_day_of_an_edition_begins() {
    let fixture = Fixture::new();
    let input = fixture.input("2024-06-01T00:00:00Z");
    let content = site::load(&input.public, &input.cache).unwrap();
    for (now, next) in [
        ("2024-04-20T00:00:00Z", "2024-04-30T16:00:00Z"),
        // An article is due.
        ("2024-04-30T16:00:00Z", "2024-05-01T02:00:00Z"),
        ("2024-05-01T02:00:00Z", "2024-05-01T16:00:00Z"),
        ("2024-05-01T16:00:00Z", "2024-05-02T16:00:00Z"),
        ("2024-05-02T16:00:00Z", "2024-05-31T16:00:00Z"),
    ] {
        assert_eq!(content.next_change(now.parse().unwrap()), Some(next.parse().unwrap()), "{now}");
    }
}
