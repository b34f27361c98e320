//! Productions: their pages, the links to and from them, their list, and what is refused.

use super::outputs::graph;
use super::{Fixture, body, text};
use city_of_film::wire::{Article, Collection, Fact, Location, Person, Production, Target};
use serde_json::{Value, json};
use site::check::Problem;

const WAVE: &str = "productions/the-wave.json";

/// Adds a second production: a short film of another decade, with a place of its own in another district.
fn add(fixture: &Fixture) {
    let read = |file: &str| serde_json::from_slice::<Value>(&std::fs::read(fixture.path(file)).unwrap()).unwrap();
    let mut place = read("content/locations/pier.json");
    place["id"] = json!("quay");
    place["name"] = json!({ "en": "The Quay", "zh": "码头" });
    place["district"] = json!({ "en": "North", "zh": "北区" });
    place["position"]["lat"] = json!(36.2);
    place["productions"] = json!([{ "production": "tide" }, { "production": "the-wave" }]);
    std::fs::write(fixture.path("content/locations/quay.json"), place.to_string()).unwrap();
    let production = json!({
        "id": "tide", "title": { "en": "Tide" }, "kind": "short", "year": 2010,
        "summary": { "en": "Ships come in." }, "sources": [{ "publisher": { "en": "Daily" } }],
    });
    std::fs::write(fixture.path("content/productions/tide.json"), production.to_string()).unwrap();
}

#[test]
fn a_production_shows_its_places_people_and_news() {
    let fixture = Fixture::new();
    add(&fixture);
    let files = fixture.build();
    let page: Production = body(&files, "data/library/productions/the-wave.json");
    assert_eq!((page.title.as_str(), page.other_title.as_str()), ("The Wave", "《海浪》\u{a0}· Hǎilàng"));
    assert_eq!(page.kicker, "Film\u{a0}· 1999");
    let places: Vec<_> = page.places.iter().map(|it| (it.title.as_str(), it.kicker.as_deref().unwrap())).collect();
    assert_eq!(places, [("The Pier", "1\u{a0}· Coast"), ("The Quay", "2\u{a0}· Coast")], "the route comes first");
    assert_eq!(page.places[0].text.as_deref(), Some("The storm."));
    assert_eq!(page.places[1].text, None);
    let pins: Vec<&str> = page.pins.iter().map(|pin| pin.title.as_str()).collect();
    assert_eq!(pins, ["1\u{a0}· The Pier", "2\u{a0}· The Quay"]);
    let groups: Vec<_> = page.related.iter().map(|it| (it.heading.as_str(), it.cards[0].title.as_str())).collect();
    assert_eq!(groups, [("Credits", "A Director"), ("News", "A <first> article")]);
    assert_eq!(page.related[0].cards[0].note.as_deref(), Some("Director"));
    let publishers: Vec<&str> = page.sources.iter().map(|source| source.publisher.as_str()).collect();
    assert_eq!(publishers, ["Daily", "Weekly"]);
    let fact = |label: &str| page.facts.iter().find(|fact| fact.label == label).unwrap_or_else(|| panic!("{label}"));
    assert_eq!(fact("Also known as").value, "Die Welle");
    assert_eq!(fact("Production companies").value, "Port Pictures");
    for (label, value, url) in [
        ("Wikidata", "Q1234567", "https://www.wikidata.org/wiki/Q1234567"),
        ("IMDb", "tt1234567", "https://www.imdb.com/title/tt1234567/"),
        ("Douban", "1234567", "https://movie.douban.com/subject/1234567/"),
        ("EIDR", "10.5240/7791-8534-2C23-9030-8610-5", "https://doi.org/10.5240/7791-8534-2C23-9030-8610-5"),
    ] {
        let Fact { value: shown, to, .. } = fact(label);
        assert_eq!((shown.as_str(), to), (value, &Some(Target::Web(url.into()))));
        assert!(text(&files, "library/productions/the-wave.html").contains(&format!("href=\"{url}\"")), "{url}");
    }
    let zh: Production = body(&files, "data/zh/library/productions/the-wave.json");
    assert_eq!((zh.title.as_str(), zh.kicker.as_str()), ("《海浪》", "电影\u{a0}· 1999"));
    assert!(text(&files, "zh/library/productions/tide.html").contains("本页尚无中文译文"));
}

#[test]
fn places_people_and_news_lead_to_the_production() {
    let files = Fixture::new().build();
    let location: Location = body(&files, "data/library/locations/pier.json");
    let works: Vec<_> = location
        .productions
        .iter()
        .map(|work| (work.to.as_ref().map(|page| page.path()), work.title.as_str(), work.year))
        .collect();
    let link = || Some("/library/productions/the-wave".to_owned());
    assert_eq!(works, [(link(), "The Wave", Some(1999)), (None, "Without a Record", Some(2001))]);
    let person: Person = body(&files, "data/library/experts/director.json");
    assert_eq!(person.credits[0].to.as_ref().map(|page| page.path()), link());
    assert_eq!((person.credits[0].title.as_str(), person.credits[0].note.as_deref()), ("The Wave", Some("Director")));
    let article: Article = body(&files, "data/news/first.json");
    assert!(article.mentions.iter().any(|group| group.heading == "Productions"));
    for page in ["locations/pier", "experts/director"] {
        for (folder, prefix) in [("library", ""), ("zh/library", "/zh")] {
            let html = text(&files, &format!("{folder}/{page}.html"));
            assert!(html.contains(&format!("href=\"{prefix}/library/productions/the-wave\"")), "{folder}/{page}");
        }
    }
}

#[test]
fn a_text_links_and_shows_a_production() {
    let fixture = Fixture::new();
    let words = "See [the film](production:the-wave).\n\n![](production:the-wave)\n";
    std::fs::write(fixture.path("content/news/first.en.md"), words).unwrap();
    let html = fixture.build();
    let html = text(&html, "news/first.html");
    assert!(html.matches("href=\"/library/productions/the-wave\"").count() >= 2, "{html}");
    std::fs::write(fixture.path("content/news/first.en.md"), "[The film](production:the-weve)").unwrap();
    let problems = fixture.problems();
    assert!(problems.iter().any(|it| it.what.contains("\"the-weve\"") && it.fix.contains("\"the-wave\"")));
}

#[test]
fn the_list_is_filtered_by_kind_decade_and_district() {
    let fixture = Fixture::new();
    add(&fixture);
    let files = fixture.build();
    for (folder, kinds, districts) in
        [("", ["Film", "Short film"], ["North", "South"]), ("zh/", ["电影", "短片"], ["北区", "南区"])]
    {
        let list: Collection = body(&files, &format!("data/{folder}library/productions.json"));
        let values = |key: &str| {
            let facet = list.catalog.facets.iter().find(|facet| facet.key == key).unwrap_or_else(|| panic!("{key}"));
            facet.values.iter().map(|value| (value.label.as_str(), value.count)).collect::<Vec<_>>()
        };
        assert_eq!(values("kind"), kinds.map(|kind| (kind, 1)));
        assert_eq!(values("decade").len(), 2);
        // The Wave has a place in each district.
        assert_eq!(values("district"), [(districts[0], 2), (districts[1], 1)]);
        let ranges: Vec<_> = list.catalog.ranges.iter().map(|range| (range.key.as_str(), range.bounds)).collect();
        assert_eq!(ranges, [("year", Some((1999, 2010))), ("places", Some((1, 2)))]);
        assert_eq!(list.cards.len(), 2);
        assert_eq!(list.cards[0].to.path(), "/library/productions/tide", "the latest first");
        assert_eq!(list.index.iter().map(|(_, links)| links.len()).sum::<usize>(), 2);
    }
}

#[test]
fn machines_read_what_a_production_is() {
    let fixture = Fixture::new();
    let files = fixture.build();
    let movie = &graph(&files, "zh/library/productions/the-wave.html")[2];
    assert_eq!((&movie["@type"], &movie["name"]), (&json!("Movie"), &json!("海浪")), "without the marks of a title");
    assert_eq!(movie["alternateName"], json!(["The Wave", "Die Welle"]));
    assert_eq!(movie["datePublished"], "1999");
    assert_eq!(movie["director"][0]["name"], "某导演");
    assert_eq!(movie["locationCreated"][0]["url"], "https://film.example/zh/library/locations/pier");
    assert_eq!(movie["sameAs"].as_array().unwrap().len(), 4);
    for (kind, name) in [
        (json!("series"), "TVSeries"),
        (json!("documentary"), "Movie"),
        (json!("music-video"), "MusicVideoObject"),
        (json!("commercial"), "CreativeWork"),
        (Value::Null, "CreativeWork"),
    ] {
        fixture.edit(WAVE, |it| it["kind"] = kind);
        assert_eq!(graph(&fixture.build(), "library/productions/the-wave.html")[2]["@type"], name);
    }
}

#[test]
fn an_id_from_an_address_is_found() {
    let fixture = Fixture::new();
    fixture.edit(WAVE, |it| {
        it["ids"] = json!({
            "wikidata": "https://www.wikidata.org/wiki/Q7654321",
            "imdb": "https://www.imdb.com/title/tt7654321/?ref_=nv_sr",
            "douban": "https://movie.douban.com/subject/7654321/",
            "eidr": "https://doi.org/10.5240/7791-8534-2c23-9030-8610-5",
        });
    });
    let fixes: Vec<String> = fixture.problems().into_iter().map(|problem: Problem| problem.fix).collect();
    for fix in [
        "write \"wikidata\": \"Q7654321\"",
        "write \"imdb\": \"tt7654321\"",
        "write \"douban\": \"7654321\"",
        "write \"eidr\": \"10.5240/7791-8534-2C23-9030-8610-5\"",
    ] {
        assert!(fixes.iter().any(|found| found == fix), "{fix}: {fixes:#?}");
    }
}

#[test]
fn a_route_leads_to_places_that_name_the_production() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| drop(it["productions"].as_array_mut().unwrap().remove(0)));
    let problems = fixture.problems();
    let found = problems.iter().find(|it| it.file == WAVE && it.place == "/route/0").expect("a warning");
    assert!(found.is_warning && found.what.contains("locations/pier.json"), "{found:?}");
    assert!(found.fix.contains("{ \"production\": \"the-wave\" }"), "{found:?}");
    // An unreadable location has errors of its own.
    std::fs::write(fixture.path("content/locations/pier.json"), "{").unwrap();
    assert!(fixture.problems().iter().all(|it| it.place != "/route/0"));
}

#[test]
fn a_route_is_numbered_on_the_page_and_in_files_for_map_programs() {
    let fixture = Fixture::new();
    add(&fixture);
    // One stop is no route.
    let files = fixture.build();
    let page: Production = body(&files, "data/library/productions/the-wave.json");
    assert!(page.stops.is_empty() && page.files.is_empty());
    assert!(!files.contains_key("library/productions/the-wave.gpx"));
    assert!(!text(&files, "library/productions/the-wave.html").contains("map-route"));

    fixture.edit(WAVE, |it| it["route"] = json!(["quay", "pier"]));
    fixture.edit("locations/hall.json", |it| it["productions"] = json!([{ "production": "the-wave" }]));
    let files = fixture.build();
    for (folder, [quay, pier]) in
        [("", ["1\u{a0}· The Quay", "2\u{a0}· The Pier"]), ("zh/", ["1\u{a0}· 码头", "2\u{a0}· 栈桥"])]
    {
        let path = format!("{folder}library/productions/the-wave");
        let page: Production = body(&files, &format!("data/{path}.json"));
        let stops: Vec<&str> = page.stops.iter().map(|stop| stop.name.as_str()).collect();
        assert_eq!((stops, page.pins.len()), (vec![quay, pier], 3), "the hall is not on the route");
        assert!(page.stops.iter().all(|stop| stop.maps.len() > 1), "{:?}", page.stops);
        let html = text(&files, &format!("{path}.html"));
        assert!(html.contains("class=\"map-route\"") && html.contains(&page.stops[0].maps[0].0));
        for form in ["gpx", "kml"] {
            let link = format!("href=\"/library/productions/the-wave.{form}\"");
            assert!(html.contains(&link), "{path} links to its {form}");
            assert!(!files.contains_key(&format!("zh/library/productions/the-wave.{form}")));
        }
    }
    // The files have the texts of both languages.
    let gpx = gpx::read(text(&files, "library/productions/the-wave.gpx").as_bytes()).unwrap();
    assert_eq!(gpx.waypoints.len(), 3);
    let about = gpx.waypoints[1].description.as_deref().unwrap();
    assert!(about.starts_with("The storm.") && about.contains("\n风暴戏。\n"), "{about}");
    let [route] = &*gpx.routes else { panic!("one route") };
    let points: Vec<_> = route.points.iter().map(|it| (it.name.as_deref().unwrap(), it.point().y())).collect();
    let stops = vec![("1\u{a0}· The Quay 码头", 36.2), ("2\u{a0}· The Pier 栈桥", 36.06)];
    assert_eq!((route.name.as_deref(), points), (Some("The Wave 《海浪》"), stops));
    let kml = text(&files, "library/productions/the-wave.kml");
    assert!(kml.contains("<coordinates>120.31,36.2 120.31,36.06</coordinates></LineString>"), "{kml}");
    assert!(kml.parse::<kml::Kml>().is_ok());
    let catalog = text(&files, "catalog.jsonld");
    assert!(catalog.contains("/library/productions/the-wave.gpx") && catalog.contains("/the-wave.kml"));
}

#[test]
fn a_stop_shows_the_picture_of_the_same_frame() {
    let fixture = Fixture::new();
    let files = fixture.build();
    let location: Location = body(&files, "data/library/locations/pier.json");
    let photograph = location.pictures.iter().find(|picture| picture.alt == "The pier's gate.").unwrap();
    for (folder, note) in
        [("", "Same frame as on screen: The storm, 00:41:10"), ("zh/", "与片中画面相同：风暴戏，00:41:10")]
    {
        let page: Production = body(&files, &format!("data/{folder}library/productions/the-wave.json"));
        assert_eq!(page.places[0].note.as_deref(), Some(note));
        assert_eq!(page.places[0].picture.as_ref().unwrap().src, photograph.src);
    }
    // The list of locations keeps the leading picture.
    let list: Collection = body(&files, "data/library/locations.json");
    let card = list.cards.iter().find(|card| card.title == "The Pier").unwrap();
    assert_eq!(card.picture.as_ref().unwrap().src, location.pictures[0].src);
    fixture.edit("locations/pier.json", |it| it["media"] = json!([]));
    let found = fixture.problems().into_iter().find(|it| it.place == "/productions/0/same_frame/picture").unwrap();
    assert_eq!(found.fix, "add the picture to \"media\"");
}
