//! Positions in other datums: converted, kept as written, and reported if the datum looks wrong.

use super::{Fixture, right};
use serde_json::{Value, json};

#[test]
fn positions_of_other_datums_are_converted_and_kept() {
    for (datum, (lat, lng)) in [("gcj02", (36.060_157, 120.315_036)), ("bd09", (36.065_9, 120.321_6))] {
        let fixture = Fixture::new();
        fixture.edit("locations/pier.json", |it| {
            it["position"] = json!({ "lat": lat, "lng": lng, "datum": datum, "precision": "source" });
        });
        right(&fixture.problems());
        let files = fixture.build();
        let table: Value = serde_json::from_slice(&files["library/locations.geojson"]).unwrap();
        let place = &table["features"][1];
        let near = |value: &Value, wanted: f64| (value.as_f64().unwrap() - wanted).abs() < 0.001;
        let point = &place["geometry"]["coordinates"];
        assert!(near(&point[0], 120.31) && near(&point[1], 36.06), "{point}");
        let given = &place["properties"];
        assert_eq!((&given["datum"], &given["original_datum"]), (&json!("wgs84"), &json!(datum)));
        assert_eq!((&given["original_latitude"], &given["original_longitude"]), (&json!(lat), &json!(lng)));
        let page = super::text(&files, "library/locations/pier.html");
        assert!(page.contains(&format!("{lat}, {lng}")), "the page names what was given");
    }
}

#[test]
fn a_point_in_the_wrong_datum_is_told() {
    let says = |file: &str, position: Value| {
        let fixture = Fixture::new();
        let text = std::fs::read_to_string(fixture.path("content/locations/pier.json")).unwrap();
        std::fs::write(fixture.path("content/locations/quay.json"), text).unwrap();
        fixture.edit("locations/quay.json", |it| {
            it["id"] = json!("quay");
            it["position"] = position;
        });
        let problems = fixture.problems();
        assert!(problems.iter().all(|it| it.is_warning), "{problems:#?}");
        problems.into_iter().filter(|it| it.file == file).map(|it| it.to_string()).collect::<Vec<_>>().join("\n")
    };
    let at = |lat: f64, lng: f64, datum: &str| json!({ "lat": lat, "lng": lng, "datum": datum, "precision": "source" });
    // The pier's position in GCJ-02 and in BD-09.
    let (gcj02, bd09) = ((36.060_16, 120.315_04), (36.065_9, 120.321_61));
    for (position, wanted) in [
        (at(gcj02.0, gcj02.1, "wgs84"), "write \"datum\": \"gcj02\""),
        (at(bd09.0, bd09.1, "wgs84"), "write \"datum\": \"bd09\""),
        (at(bd09.0, bd09.1, "gcj02"), "write \"datum\": \"bd09\""),
        (at(36.06, 120.31, "gcj02"), "write \"datum\": \"wgs84\""),
    ] {
        let said = says("locations/quay.json", position.clone());
        assert!(said.contains(wanted) && said.contains("locations/pier.json"), "{position}: {said}");
        let mut meant = position;
        meant["note"] = json!({ "en": "Measured there." });
        assert_eq!(says("locations/quay.json", meant), "");
    }
    assert_eq!(says("locations/quay.json", at(36.06, 120.31, "wgs84")), "");
    assert_eq!(says("locations/quay.json", at(36.08, 120.35, "wgs84")), "");
    assert_eq!(says("locations/quay.json", at(gcj02.0, gcj02.1, "gcj02")), "");
}

#[test]
fn a_point_off_the_map_is_told() {
    let fixture = Fixture::new();
    std::fs::create_dir_all(fixture.path("content/geo")).unwrap();
    std::fs::write(fixture.path("content/geo/land.geojson"), super::SQUARE).unwrap();
    fixture.edit("office.json", |it| it["outline"] = json!({ "credit": { "en": "© Them", "zh": "© 他们" } }));
    for (lat, lng, is_off) in
        [(36.06, 120.31, false), (31.23, 121.47, true), (36.06, 20.31, true), (-36.06, 120.31, true)]
    {
        fixture.edit("locations/pier.json", |it| {
            it["position"]["lat"] = json!(lat);
            it["position"]["lng"] = json!(lng);
        });
        let problems = fixture.problems();
        assert_eq!(
            problems.iter().any(|it| it.is_warning && it.what.contains("off the office's map")),
            is_off,
            "{lat}"
        );
    }
    fixture.edit("locations/pier.json", |it| {
        it["position"] = json!({ "lat": 36.06, "lng": 120.31, "datum": "wgs84", "precision": "source" });
        it["safety"] = json!({ "hospital": { "name": { "en": "A hospital" }, "position": { "lat": 31.23, "lng": 121.47, "datum": "wgs84", "precision": "source" } } });
    });
    let problems = fixture.problems();
    assert!(problems.iter().any(|it| it.place == "/safety/hospital/position" && it.is_warning), "{problems:#?}");
}
