use super::super::tests::{ID, pack, page};
use super::*;
use ::geojson::{FeatureCollection, GeoJson};
use ::kml::{Kml, types::Geometry, types::Placemark};
use formats::printable;
use icalendar::parser;
use proptest::prelude::*;

pub(super) fn row(path: &str, title: &str) -> Row {
    Row {
        page: page(path),
        title: title.into(),
        kind: "Location".into(),
        address: format!("https://example.org{path}"),
        summary: String::new(),
        picture: String::new(),
        note: String::new(),
        lat: None,
        lng: None,
        district: String::new(),
        facts: Vec::new(),
        start: None,
        end: None,
        footage: None,
    }
}

/// A clip's file of this rate and number of frames.
pub(super) fn footage(num: u32, den: u32, frames: u32) -> Footage {
    Footage {
        file: "https://example.org/media/gulls.mp4".into(),
        rate: Rate::new(num, den).unwrap(),
        frames,
        credit: "Drawing: film office".into(),
        licence: "CC BY 4.0".into(),
    }
}

pub(super) fn sample() -> PackView {
    let mut packs = Packs::default();
    packs.create(ID, "Old town", 1).unwrap();
    packs.get_mut(ID).unwrap().set_day(Some("2025-03-11"), 2).unwrap();
    let pier = Row {
        summary: "A pier of 440 m.".into(),
        picture: "https://example.org/media/cards/pier.jpg".into(),
        note: "gate B, \"north\"\nfrom 6".into(),
        lat: Some("36.0616".into()),
        lng: Some("120.3143".into()),
        district: "Shinan".into(),
        facts: vec![("Power".into(), "63 A; gate".into()), ("Noise".into(), "=loud".into())],
        ..row("/library/locations/zhanqiao-pier", "Zhanqiao Pier")
    };
    let opening = Row {
        kind: "Session".into(),
        start: Some("20230823T010000Z".into()),
        end: Some("20230823T023000Z".into()),
        ..row("/summit/2023/sessions/opening-ceremony", "-Opening")
    };
    let gulls = Row { kind: "Clip".into(), ..row("/library/clips/gulls", "Gulls") };
    PackView { pack: packs.packs[0].clone(), rows: vec![pier, opening, gulls], stamp: "20250301T120000Z".into() }
}

#[test]
fn the_csv() {
    assert_eq!(
        csv(&sample(), Locale::En),
        "\u{feff}\"Title\",\"Kind\",\"Note\",\"District\",\"Latitude\",\"Longitude\",\"Start (UTC)\",\"End (UTC)\",\"Address\",\"Power\",\"Noise\"\r\n\
        \"Zhanqiao Pier\",\"Location\",\"gate B, \"\"north\"\"\nfrom 6\",\"Shinan\",\"36.0616\",\"120.3143\",\"\",\"\",\"https://example.org/library/locations/zhanqiao-pier\",\"63 A; gate\",\"'=loud\"\r\n\
        \"'-Opening\",\"Session\",\"\",\"\",\"\",\"\",\"2023-08-23 01:00:00\",\"2023-08-23 02:30:00\",\"https://example.org/summit/2023/sessions/opening-ceremony\",\"\",\"\"\r\n\
        \"Gulls\",\"Clip\",\"\",\"\",\"\",\"\",\"\",\"\",\"https://example.org/library/clips/gulls\",\"\",\"\"\r\n"
    );
}

#[test]
fn texts_that_would_run_are_defused_and_numbers_stay() {
    let mut view = sample();
    view.rows[0].lat = Some("-36.50".into());
    view.rows[0].lng = Some("=1".into());
    view.rows[0].note = "4:2:0".into();
    let table = csv(&view, Locale::Zh);
    assert!(table.contains("\"-36.50\",\"'=1\"") && table.contains("\"'4:2:0\""), "{table}");
}

#[test]
fn the_geojson() {
    assert_eq!(
        geojson(&sample(), Locale::En),
        "{\"type\":\"FeatureCollection\",\"name\":\"Old town\",\"features\":[\
        {\"type\":\"Feature\",\"id\":\"/library/locations/zhanqiao-pier\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[120.3143,36.0616]},\
        \"properties\":{\"title\":\"Zhanqiao Pier\",\"kind\":\"Location\",\"note\":\"gate B, \\\"north\\\"\\nfrom 6\",\"district\":\"Shinan\",\
        \"address\":\"https://example.org/library/locations/zhanqiao-pier\",\"facts\":{\"Power\":\"63 A; gate\",\"Noise\":\"=loud\"}}},\
        {\"type\":\"Feature\",\"id\":\"/summit/2023/sessions/opening-ceremony\",\"geometry\":null,\
        \"properties\":{\"title\":\"-Opening\",\"kind\":\"Session\",\"start\":\"20230823T010000Z\",\"end\":\"20230823T023000Z\",\
        \"address\":\"https://example.org/summit/2023/sessions/opening-ceremony\",\"facts\":{}}},\
        {\"type\":\"Feature\",\"id\":\"/library/clips/gulls\",\"geometry\":null,\"properties\":{\"title\":\"Gulls\",\"kind\":\"Clip\",\
        \"address\":\"https://example.org/library/clips/gulls\",\"facts\":{}}}]}"
    );
}

/// What readers of XML agree on: everything but white space and characters that XML does not allow.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

fn placemarks(kml: &str) -> Vec<Placemark> {
    let Ok(Kml::KmlDocument(file)) = kml.parse() else { panic!("{kml}") };
    let Some(Kml::Document { elements, .. }) = file.elements.into_iter().next() else { panic!("{kml}") };
    let placemark = |element| if let Kml::Placemark(placemark) = element { Some(placemark) } else { None };
    elements.into_iter().filter_map(placemark).collect()
}

#[test]
fn map_programs_get_the_places_with_note_link_and_picture() {
    let view = sample();
    let file = ::gpx::read(gpx(&view, Locale::En).as_bytes()).unwrap();
    assert_eq!(file.metadata.unwrap().name.as_deref(), Some("Old town"));
    let [pier] = &*file.waypoints else { panic!("only what has a position is a place") };
    assert_eq!((pier.point().y(), pier.point().x()), (36.0616, 120.3143));
    assert_eq!((pier.name.as_deref(), pier.type_.as_deref()), (Some("Zhanqiao Pier"), Some("Location")));
    assert_eq!(pier.comment.as_deref(), Some("gate B, \"north\"\nfrom 6"));
    let page = "https://example.org/library/locations/zhanqiao-pier";
    assert_eq!(pier.description.as_deref(), Some(&*format!("A pier of 440 m.\n\n{page}")));
    let links: Vec<&str> = pier.links.iter().map(|link| link.href.as_str()).collect();
    assert_eq!(links, [page, "https://example.org/media/cards/pier.jpg"]);
    let [pier] = &*placemarks(&kml(&view, Locale::En)) else { panic!("one place") };
    let html = pier.description.as_deref().unwrap();
    for part in ["<img src=\"https://example.org/media/cards/pier.jpg\"", "A pier of 440 m.", "gate B", page] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert_eq!(place_count(&PackView { rows: view.rows[1..].to_vec(), ..view }), 0);
}

#[test]
fn a_kmz_has_the_pictures_of_its_archive() {
    let view = sample();
    let picture = |file: &str| vec![WaypointPicture { file: file.into(), credit: "Wu".into() }];
    // Rows without a position are no places, and their pictures are left out.
    let pictures: Vec<_> = (1..=view.rows.len()).map(|row| picture(&format!("files/{row:02}-1.jpg"))).collect();
    let [pier] = &*placemarks(&kmz(&view, Locale::En, &pictures)) else { panic!("one place") };
    let html = pier.description.as_deref().unwrap();
    assert!(html.starts_with("<p><img src=\"files/01-1.jpg\" width=\"320\" alt=\"\"/><br/>Wu</p>"), "{html}");
    assert!(!html.contains("cards/pier.jpg") && html.contains("gate B"), "{html}");
}

#[test]
fn positions_that_are_none() {
    for (lat, lng, is) in [
        ("36", "120.5", true),
        ("-90", "180.000", true),
        ("90.1", "0", false),
        ("0", "-180.01", false),
        ("036", "120", false),
        ("3.", "1", false),
        (".5", "1", false),
        ("1e3", "1", false),
        ("36,1", "1", false),
        ("", "", false),
        ("٣", "1", false),
        ("--1", "1", false),
        ("99999999999999", "1", false),
    ] {
        let row = Row { lat: Some(lat.into()), lng: Some(lng.into()), ..row("/library/clips/a", "a") };
        assert_eq!(row.position().is_some(), is, "{lat} {lng}");
    }
}

#[test]
fn the_calendar() {
    let view = sample();
    let text = calendar(&view, Locale::En);
    assert_eq!(
        text,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//City of Film//Recce pack//EN\r\nCALSCALE:GREGORIAN\r\nNAME:Old town\r\nX-WR-CALNAME:Old town\r\n\
        BEGIN:VEVENT\r\nUID:0123456789abcdef0123456789abcdef.library.locations.zhanqiao-pier\r\nDTSTAMP:20250301T120000Z\r\n\
        DTSTART;VALUE=DATE:20250311\r\nTRANSP:TRANSPARENT\r\nSUMMARY:Zhanqiao Pier\r\n\
        DESCRIPTION:gate B\\, \"north\"\\nfrom 6\\n\\nPower: 63 A\\; gate\\nNoise: =loud\\n\\\r\n nhttps://example.org/library/locations/zhanqiao-pier\r\n\
        LOCATION:Zhanqiao Pier\\, Shinan\r\nCATEGORIES:Location\r\nGEO:36.0616;120.3143\r\n\
        URL:https://example.org/library/locations/zhanqiao-pier\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:0123456789abcdef0123456789abcdef.summit.2023.sessions.opening-ceremony\r\n\
        DTSTAMP:20250301T120000Z\r\nDTSTART:20230823T010000Z\r\nDTEND:20230823T023000Z\r\nSUMMARY:-Opening\r\n\
        DESCRIPTION:https://example.org/summit/2023/sessions/opening-ceremony\r\nCATEGORIES:Session\r\n\
        URL:https://example.org/summit/2023/sessions/opening-ceremony\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    assert_eq!(event_count(&view), 2);
}

#[test]
fn times_that_are_none_make_no_event() {
    let mut view = sample();
    view.pack.day = None;
    view.rows[1].end = Some("20230823T010000Z".into());
    assert!(!calendar(&view, Locale::En).contains("DTEND"));
    for start in ["", "2023-08-23", "20230823T010000", "20230823T01000Zz", "20230823T01000栈"] {
        view.rows[1].start = Some(start.into());
        assert_eq!(event_count(&view), 0, "{start}");
    }
    view.stamp = "now\r\nX:1".into();
    assert!(!calendar(&view, Locale::En).contains("X:1"));
}

#[test]
fn a_nameless_pack_has_a_word() {
    let mut view = sample();
    view.pack.name.clear();
    assert!(calendar(&view, Locale::Zh).contains("NAME:勘景包\r\n"));
    assert!(geojson(&view, Locale::En).contains("\"name\":\"Recce pack\""));
}

/// Any Unicode text, with many characters that the formats treat specially.
fn any_text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        '"', ',', ';', '\\', '\n', '\r', '\t', '\0', '\u{7}', '\u{7f}', '\u{85}', '\u{2028}', '=', '+', '-', '@', '\'',
        ':', '栈', '😀', '\u{301}', ' ', 'n', 'N',
    ]);
    prop::collection::vec(prop_oneof![special, any::<char>()], 0..120).prop_map(String::from_iter)
}

fn any_row() -> impl Strategy<Value = Row> {
    let path = prop::sample::select(vec![
        "/library/locations/zhanqiao-pier",
        "/library/clips/gulls",
        "/summit/2023/sessions/opening-ceremony",
    ]);
    let number =
        || prop::option::of((-100_000..100_000_i32).prop_map(|n| format!("{}.{:04}", n / 1_000, n.abs() % 1_000)));
    let facts = prop::collection::vec((any_text(), any_text()), 0..3);
    let texts = (any_text(), any_text(), any_text(), any_text(), any_text(), any_text(), any_text());
    (path, texts, number(), number(), facts, any::<bool>()).prop_map(|(path, texts, lat, lng, facts, timed)| Row {
        page: page(path),
        title: texts.0,
        kind: texts.1,
        address: texts.2,
        note: texts.3,
        district: texts.4,
        summary: texts.5,
        picture: texts.6,
        lat,
        lng,
        facts,
        start: timed.then(|| "20230823T010000Z".into()),
        end: timed.then(|| "20230823T023000Z".into()),
        footage: None,
    })
}

fn any_view() -> impl Strategy<Value = PackView> {
    (pack(), prop::collection::vec(any_row(), 0..4)).prop_map(|(pack, rows)| PackView {
        pack,
        rows,
        stamp: "20250301T120000Z".into(),
    })
}

proptest! {
    #[test]
    fn a_csv_reader_reads_the_rows(view in any_view(), zh: bool) {
        let text = csv(&view, if zh { Locale::Zh } else { Locale::En });
        let labels = labels(&view);
        let mut reader = ::csv::Reader::from_reader(text.strip_prefix('\u{feff}').unwrap().as_bytes());
        let head: Vec<String> = reader.headers().unwrap().iter().skip(9).map(str::to_owned).collect();
        prop_assert_eq!(head, labels.iter().map(|label| formats::csv::text(label)).collect::<Vec<_>>());
        let records: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(records.len(), view.rows.len());
        for (record, row) in records.iter().zip(&view.rows) {
            for (at, value) in [(0, &row.title), (1, &row.kind), (2, &row.note), (3, &row.district), (8, &row.address)] {
                prop_assert_eq!(&record[at], &formats::csv::text(value));
                prop_assert!(!record[at].starts_with(['=', '+', '-', '@', '\t', '\r']));
            }
            prop_assert_eq!(&record[4], row.lat.as_deref().unwrap_or_default());
            for (at, label) in labels.iter().enumerate() {
                prop_assert_eq!(&record[9 + at], &formats::csv::text(&fact(row, label)));
            }
        }
    }

    #[test]
    fn a_geojson_reader_reads_the_rows(view in any_view()) {
        let text = geojson(&view, Locale::En);
        let collection = match text.parse::<GeoJson>() {
            Ok(GeoJson::FeatureCollection(collection)) => collection,
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        let FeatureCollection { features, .. } = collection;
        prop_assert_eq!(features.len(), view.rows.len());
        for (feature, row) in features.iter().zip(&view.rows) {
            prop_assert_eq!(feature.property("title").and_then(|value| value.as_str()), Some(row.title.as_str()));
            prop_assert_eq!(feature.property("note").and_then(|v| v.as_str()).unwrap_or_default(), row.note.as_str());
            prop_assert_eq!(feature.geometry.is_some(), row.position().is_some());
            let facts = feature.property("facts").and_then(|facts| facts.as_object()).unwrap();
            for (label, _) in &row.facts {
                prop_assert_eq!(facts[label].as_str().unwrap_or_default(), fact(row, label));
            }
        }
    }

    #[test]
    fn readers_of_gpx_and_kml_read_the_places(view in any_view()) {
        let rows: Vec<&Row> = view.rows.iter().filter(|row| row.position().is_some()).collect();
        prop_assert_eq!(place_count(&view), rows.len());
        let gpx = ::gpx::read(gpx(&view, Locale::En).as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let kml = placemarks(&kml(&view, Locale::En));
        prop_assert_eq!((gpx.waypoints.len(), kml.len()), (rows.len(), rows.len()));
        for ((point, mark), row) in gpx.waypoints.iter().zip(&kml).zip(rows) {
            let number = |text: &Option<String>| text.as_ref().unwrap().parse::<f64>().unwrap();
            let (lat, lng) = (number(&row.lat), number(&row.lng));
            prop_assert_eq!((point.point().y(), point.point().x()), (lat, lng));
            let Some(Geometry::Point(at)) = &mark.geometry else { return Err(TestCaseError::fail("no point")) };
            prop_assert_eq!((at.coord.y, at.coord.x), (lat, lng));
            let text = |text: &Option<String>| seen(text.as_deref().unwrap_or_default());
            prop_assert_eq!([text(&point.name), text(&mark.name)], [seen(&row.title), seen(&row.title)]);
            prop_assert_eq!(text(&point.comment), seen(&row.note));
            prop_assert_eq!(text(&point.description), seen(&[&*row.summary, &row.address].concat()));
            let html = mark.description.as_deref().unwrap_or_default().replace("<br/>", "\n");
            prop_assert!(seen(&html).contains(&seen(&formats::xml::escape(&row.note))), "{}", html);
        }
    }

    #[test]
    fn a_calendar_reader_reads_the_rows(view in any_view()) {
        let text = calendar(&view, Locale::En);
        prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        prop_assert!(text.ends_with("END:VCALENDAR\r\n"));
        let unfolded = parser::unfold(&text);
        let read = parser::read_calendar(&unfolded).map_err(TestCaseError::fail)?;
        let shown: Vec<&Row> = view
            .rows
            .iter()
            .filter(|row| row.start.is_some() || (view.pack.day.is_some() && matches!(row.page, Page::Location(_))))
            .collect();
        prop_assert_eq!(read.components.len(), shown.len());
        prop_assert_eq!(event_count(&view), shown.len());
        for (event, row) in read.components.iter().zip(shown) {
            let value = |name: &str| {
                let property = event.properties.iter().find(|property| property.name == name);
                property.map(|property| property.val.as_ref().to_owned()).unwrap_or_default()
            };
            let clean = |text: &str| printable(text).replace("\r\n", "\n").replace('\r', "\n");
            prop_assert_eq!(value("SUMMARY"), clean(&row.title));
            // A list of texts, which the test's parser leaves escaped.
            let kind = clean(&row.kind).replace('\\', "\\\\").replace('\n', "\\n").replace(',', "\\,").replace(';', "\\;");
            prop_assert_eq!(value("CATEGORIES"), kind);
            prop_assert!(value("DESCRIPTION").starts_with(&clean(&row.note)));
            prop_assert_eq!(value("DTSTAMP"), "20250301T120000Z");
        }
    }

    #[test]
    fn the_json_is_the_whole_pack(view in any_view()) {
        let read = store::read(&json(&view, Locale::Zh)).unwrap();
        prop_assert_eq!(read.packs.packs, vec![view.pack]);
        prop_assert!(read.quarantined.is_empty());
    }
}
