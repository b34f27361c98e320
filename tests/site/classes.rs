//! Another city's classes of places: on pages, in lists, on maps and in exports; and what is refused.

use super::search::Loaded;
use super::{Fixture, body, right, text};
use city_of_film::wire::{Collection, Location, PinClass, Production};
use serde_json::{Value, json};

fn class(id: &str, (en, zh): (&str, &str), (letter, character): (&str, &str), colour: u8, scene: &str) -> Value {
    json!({
        "id": id, "name": { "en": en, "zh": zh }, "pin": { "en": letter, "zh": character },
        "colour": colour, "scene": scene
    })
}

/// A city on a river. Nothing of the first city's classes is left.
fn river_city() -> Fixture {
    let fixture = Fixture::new();
    fixture.edit("classes.json", |it| {
        *it = json!([
            class("square", ("Square", "广场"), ("Sq", "场"), 9, "square"),
            class("bridge", ("Bridge", "桥梁"), ("B", "桥"), 3, "sea-bridge"),
            class("warehouse", ("Warehouse", "仓库"), ("W", "仓"), 7, "works"),
        ]);
    });
    fixture.edit("locations/pier.json", |it| {
        it["productions"][0].as_object_mut().unwrap().remove("same_frame");
        (it["class"], it["subclasses"]) = (json!("bridge"), json!(["square"]));
        let fields = it.as_object_mut().unwrap();
        fields.remove("scene");
        fields.remove("media");
    });
    fixture.edit("locations/hall.json", |it| it["class"] = json!("warehouse"));
    fixture
}

fn pin(name: &str, mark: &str, hue: u8) -> PinClass {
    PinClass { name: name.into(), mark: mark.into(), hue }
}

#[test]
fn another_city_s_classes_are_everywhere() {
    let fixture = river_city();
    right(&fixture.problems());
    let files = fixture.build();
    for (folder, language, [bridge, warehouse, square], [b, w]) in [
        ("", "en", ["Bridge", "Warehouse", "Square"], ["B", "W"]),
        ("zh/", "zh", ["桥梁", "仓库", "广场"], ["桥", "仓"]),
    ] {
        let pins = [pin(bridge, b, 3), pin(warehouse, w, 7)];
        let place: Location = body(&files, &format!("data/{folder}library/locations/pier.json"));
        assert_eq!((place.class, place.class_name.as_str(), &place.classes[..]), (0, bridge, &pins[..]));
        assert_eq!(place.neighbours[0].class, 1);
        let html = text(&files, &format!("{folder}library/locations/pier.html"));
        for part in [
            format!("<p data-hue=\"3\" class=\"kicker\">{bridge}</p>"),
            format!("class=\"pin-mark\">{b}<"),
            format!("class=\"pin-mark\">{w}<"),
            format!("<span data-hue=\"7\" aria-hidden=\"true\" class=\"pin-chip\">{w}<"),
        ] {
            assert!(html.contains(&part), "{folder} {part}");
        }
        assert!(html.contains(square), "{folder}: further classes are among the facts");
        let production: Production = body(&files, &format!("data/{folder}library/productions/the-wave.json"));
        assert_eq!((&production.classes[..], production.pins[0].class), (&pins[..1], 0));

        let list: Collection = body(&files, &format!("data/{folder}library/locations.json"));
        assert_eq!(list.catalog.classes, pins);
        let facet = list.catalog.facets.iter().find(|facet| facet.key == "class").unwrap();
        let values: Vec<_> = facet.values.iter().map(|it| (it.key.as_str(), it.label.as_str(), it.count)).collect();
        assert_eq!(values, [("square", square, 1), ("bridge", bridge, 1), ("warehouse", warehouse, 1)]);
        let headings: Vec<&str> = list.index.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, [bridge, warehouse]);
        let clips: Collection = body(&files, &format!("data/{folder}library/clips.json"));
        assert_eq!(clips.catalog.classes, pins[..1]);

        // The pins of the list point at its classes, and the names of classes are found.
        let mut loaded = Loaded::new(&files, &format!("{language}-locations"));
        let [.., column] = list.catalog.places().unwrap();
        for (query, wanted) in [(bridge, 0), (warehouse, 1)] {
            let found = loaded.order(query);
            let [number] = found[..] else { panic!("{query}: {found:?}") };
            assert_eq!(loaded.catalog.number(column, number), Some(wanted), "{query}");
        }

        assert!(
            text(&files, &format!("{folder}library/locations.csv"))
                .contains(&format!("\"bridge\",\"{bridge}\",\"square\","))
        );
        assert!(text(&files, &format!("{folder}library/locations.gpx")).contains(&format!("<type>{bridge}</type>")));
        let map: Value = serde_json::from_str(text(&files, &format!("{folder}library/locations.geojson"))).unwrap();
        let properties = &map["features"][1]["properties"];
        assert_eq!((&properties["class"], &properties["class_name"]), (&json!("bridge"), &json!(bridge)));
        let home = if folder.is_empty() { "index.html" } else { "zh.html" };
        assert!(text(&files, home).contains(bridge), "the home page shows a place of it");
    }
    let place: Location = body(&files, "data/library/locations/pier.json");
    assert!(place.pictures[0].alt.contains("sea bridge"), "{}", place.pictures[0].alt);
    let old = |(path, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        ["Landmark and scenic", "地标景点", "\"coast\""].iter().any(|name| text.contains(name)).then(|| path.clone())
    };
    let with_old: Vec<String> = files.iter().filter(|(path, _)| !path.ends_with(".css")).filter_map(old).collect();
    assert_eq!(with_old, Vec::<String>::new());
}

#[test]
fn a_city_has_twenty_classes_or_one() {
    let fixture = Fixture::new();
    let place: Value =
        serde_json::from_slice(&std::fs::read(fixture.path("content/locations/pier.json")).unwrap()).unwrap();
    let id = |number: usize| format!("kind-{number}");
    let letters: Vec<String> = ('A'..='T').map(String::from).collect();
    let characters: Vec<String> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉".chars().map(String::from).collect();
    let name = |number: usize| (format!("Kind {number}"), format!("类别{number}"));
    let all = (0..20).map(|number| {
        let ((en, zh), pin) = (name(number), (letters[number].as_str(), characters[number].as_str()));
        class(&id(number), (&en, &zh), pin, (number % 9 + 1) as u8, "pier")
    });
    fixture.edit("classes.json", |it| *it = all.collect());
    fixture.edit("locations/pier.json", |it| it["class"] = json!(id(0)));
    fixture.edit("locations/hall.json", |it| it["class"] = json!(id(0)));
    for number in 1..20 {
        let mut place = place.clone();
        place["id"] = json!(format!("place-{number}"));
        place["class"] = json!(id(number));
        place["position"]["lng"] = json!(120.31 + number as f64 / 100.0);
        place["productions"] = json!([]);
        let path = fixture.path(&format!("content/locations/place-{number}.json"));
        std::fs::write(path, place.to_string()).unwrap();
    }
    right(&fixture.problems());
    let files = fixture.build();
    let list: Collection = body(&files, "data/zh/library/locations.json");
    let names: Vec<String> = (0..20).map(|number| name(number).1).collect();
    assert_eq!(
        list.catalog.classes.iter().map(|class| &class.name).collect::<Vec<_>>(),
        names.iter().collect::<Vec<_>>()
    );
    assert_eq!(list.index.iter().map(|(heading, _)| heading).collect::<Vec<_>>(), names.iter().collect::<Vec<_>>());
    let far: Location = body(&files, "data/library/locations/place-19.json");
    assert_eq!(far.class_name, "Kind 19");
    assert_eq!(far.classes[far.class as usize], pin("Kind 19", "T", 2));
    assert!(far.classes.len() < 20, "a page has the classes of its own map");
    for neighbour in &far.neighbours {
        let number = neighbour.to.path().rsplit('-').next().unwrap().parse::<usize>().unwrap_or_default();
        assert_eq!(far.classes[neighbour.class as usize].name, name(number).0);
    }

    let fixture = Fixture::new();
    fixture.edit("classes.json", |it| *it = json!([class("any", ("Place", "地点"), ("P", "地"), 1, "pier")]));
    fixture.edit("locations/pier.json", |it| it["class"] = json!("any"));
    fixture.edit("locations/hall.json", |it| it["class"] = json!("any"));
    right(&fixture.problems());
    let list: Collection = body(&fixture.build(), "data/library/locations.json");
    assert!(list.catalog.facets.iter().all(|facet| facet.key != "class"), "one value filters nothing");
}

#[test]
fn classes_that_are_wrong_are_refused() {
    type Spoil = fn(&mut Value);
    let (list, pier) = ("classes.json", "locations/pier.json");
    let cases: [(&str, Spoil, &str, &str, &str); 14] = [
        (list, |it| *it = json!([]), "", "the list has no class of place", "docs/examples/classes.json"),
        (list, |it| *it = json!({}), "", "is not a list", ""),
        (list, |it| it[1]["id"] = json!("coast"), "/1/id", "used twice", "another id"),
        (list, |it| it[1]["id"] = json!("Big Hall"), "/1/id", "is not an id", "\"id\": \"big-hall\""),
        (list, |it| drop(it[0].as_object_mut().unwrap().remove("name")), "/0", "\"name\" is missing", "add \"name\""),
        (list, |it| it[0]["name"] = json!({}), "/0/name", "the object is empty", "\"en\", \"zh\" or both"),
        (list, |it| it[0]["name"]["zh"] = json!(" "), "/0/name/zh", "the text is empty", "write it"),
        (list, |it| it[0]["colour"] = json!(10), "/0/colour", "10 is out of range", "from 1 to 9"),
        (list, |it| it[0]["scene"] = json!("peer"), "/0/scene", "not one of the values", "did you mean \"pier\""),
        (list, |it| it[0]["pin"]["en"] = json!("coast"), "/0/pin/en", "too long for a pin", "\"en\": \"C\""),
        (list, |it| it[0]["pin"]["zh"] = json!("海岸"), "/0/pin/zh", "too long for a pin", "\"zh\": \"海\""),
        (
            pier,
            |it| it["class"] = json!("haul"),
            "/class",
            "not one of the values in classes.json",
            "\"class\": \"hall\"",
        ),
        (pier, |it| it["class"] = json!("厅堂"), "/class", "not one of the values", "\"class\": \"hall\""),
        (
            pier,
            |it| it["subclasses"] = json!(["hall", "moon"]),
            "/subclasses/1",
            "\"moon\" is not one of the values in classes.json",
            "the values are coast, hall; add others to classes.json",
        ),
    ];
    for (file, spoil, place, what, fix) in cases {
        let fixture = Fixture::new();
        fixture.edit(file, spoil);
        let problems = fixture.problems();
        let found = problems.iter().find(|it| it.file == file && it.place == place && it.what.contains(what));
        assert!(found.is_some_and(|it| it.fix.contains(fix) && !it.is_warning), "{place} {what}: {problems:#?}");
    }
    // An empty or unreadable list is one problem, not one of every location.
    for bad in ["[]", "[,]"] {
        let fixture = Fixture::new();
        std::fs::write(fixture.path("content/classes.json"), bad).unwrap();
        let problems = fixture.problems();
        assert!(problems.len() == 1 && problems[0].file == list, "{bad}: {problems:#?}");
    }
    let fixture = Fixture::new();
    std::fs::remove_file(fixture.path("content/classes.json")).unwrap();
    let problems = fixture.problems();
    assert!(problems.len() == 1 && problems[0].what == "the file is missing", "{problems:#?}");
}

#[test]
fn a_letter_on_two_pins_is_a_warning() {
    let fixture = Fixture::new();
    fixture.edit("classes.json", |it| it[1]["pin"] = json!({ "en": "C", "zh": "厅" }));
    let problems = fixture.problems();
    let [problem] = &problems[..] else { panic!("{problems:#?}") };
    assert_eq!((problem.place.as_str(), problem.is_warning), ("/1/pin/en", true));
    assert!(problem.what.contains("\"C\" is also on the pins of \"coast\""), "{problem:#?}");
    fixture.build();
    // Without a letter of its own, a language has the other's.
    fixture.edit("classes.json", |it| {
        it[0]["pin"] = json!({ "en": "C", "zh": "厅" });
        it[1]["pin"] = json!({ "zh": "厅" });
    });
    let places: Vec<String> = fixture.problems().into_iter().map(|it| it.place).collect();
    assert_eq!(places, ["/1/pin/zh"]);
}
