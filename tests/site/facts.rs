//! Facts of locations: both ways to write them, what is refused, and where they are shown, found and exported.

use super::outputs::table;
use super::{Fixture, body, right, text};
use city_of_film::catalog::{Catalog, Query, Range};
use city_of_film::wire::{Collection, Entry, Location};
use serde_json::{Value, json};
use site::Files;
use site::check::schemas;

/// All facts of the hall, as its page shows them.
const HALL: [(&str, &str, &str, &str); 26] = [
    ("Access", "By the made-up gate", "开放情况", "由虚构的大门进入"),
    ("Exclusive hours", "22:00–06:00 (next day). On weekdays", "可清场时段", "22:00–次日06:00。工作日"),
    ("Not available", "1–7 October 2024 (Holiday)", "不可用日期", "2024年10月1日—7日（假期）"),
    (
        "Load-in",
        "At ground level, no lift, 2.4 m at the narrowest point. Through the dock door",
        "器材进场",
        "地面层进场，无电梯，最窄处2.4米。经货门进场",
    ),
    ("Parking", "20 car spaces, 4 truck spaces. In the yard", "停车", "20个小车位，4个货车位。院内"),
    ("Unit base", "In the yard", "剧组基地", "院内"),
    ("Accessibility", "Partly step-free. The gallery has steps", "无障碍", "部分无台阶。楼座有台阶"),
    ("Floor area", "About 1,250.5 m². Without the wings", "面积", "约1250.5平方米。不含侧台"),
    ("Ceiling height", "Over 8.5 m. Below the grid", "净高", "超过8.5米。至灯栅下沿"),
    ("Power", "Three-phase, 63 A, 400 V. Board by the dock door", "电力", "三相，63 A，400 V。配电箱在货门旁"),
    ("Network", "Weak mobile reception. Fixed line in the office", "网络", "手机信号弱。办公室有固定网络"),
    ("Noise", "Quiet, 35 dB(A). Trains on the hour", "噪声", "安静，35 dB(A)。整点有火车经过"),
    ("Furniture", "Ask before moving. The organ stays", "家具陈设", "移动须先征得同意。管风琴不可移动"),
    ("Permit", "Permit required", "拍摄许可", "需要许可"),
    ("Permit from", "Made-Up Council", "许可机构", "虚构管委会"),
    ("Lead time", "5 working days. Longer in summer", "办理时间", "5个工作日。夏季更久"),
    ("Permit fee", "CNY 500 per application. By transfer", "许可费用", "500元/次申请。须转账"),
    ("Rate", "CNY 3,000 per day. Ten hours", "费用", "3000元/天。十小时"),
    (
        "Insurance",
        "Required, cover of at least CNY 1 million. Third parties",
        "保险",
        "须投保，保额不低于100万元。第三者责任",
    ),
    ("Drones", "Not allowed. An airfield is near", "无人机", "禁止飞行。附近有机场"),
    ("Toilets", "Two", "卫生间", "两处"),
    (
        "Nearest hospital",
        "Made-Up Hospital, 3.4 km. Emergency department day and night",
        "最近的医院",
        "虚构医院，3.4公里。急诊昼夜开放",
    ),
    ("Hazards", "Steep stairs", "安全提示", "楼梯陡"),
    ("Setting", "Interior", "内外景", "内景"),
    ("District", "North", "区域", "北区"),
    ("Elevation", "12 m", "海拔", "12米"),
];

#[test]
fn a_page_groups_facts_in_both_languages() {
    let files = Fixture::new().build();
    for (folder, at) in [("", 0), ("zh/", 2)] {
        let page: Location = body(&files, &format!("data/{folder}library/locations/hall.json"));
        let facts: Vec<(&str, &str)> =
            page.facts.iter().map(|fact| (fact.label.as_str(), fact.value.as_str())).collect();
        let wanted = HALL.iter().map(|(en, en_value, zh, zh_value)| [(*en, *en_value), (*zh, *zh_value)][at / 2]);
        for fact in wanted {
            assert!(facts.contains(&fact), "{fact:?} is not in {facts:#?}");
        }
        assert_eq!(facts.len(), HALL.len(), "{facts:#?}");
        let headings: Vec<&str> = page.facts.iter().filter_map(|fact| fact.heading.as_deref()).collect();
        let wanted = [
            ["Getting in", "Technical", "Permits and fees", "Comfort and safety"],
            ["进场条件", "技术条件", "许可与费用", "后勤与安全"],
        ];
        assert_eq!(headings, wanted[at / 2]);
        let html = text(&files, &format!("{folder}library/locations/hall.html"));
        headings.iter().for_each(|heading| assert!(html.contains(&format!("<h3>{heading}</h3>")), "{heading}"));
    }
}

/// Each fact as it was written before there were typed values: a text, or several.
fn as_texts(it: &mut Value) {
    let remark = json!({ "en": "As told", "zh": "据称" });
    for name in [
        "power",
        "load_in",
        "accessibility",
        "connectivity",
        "parking",
        "rate",
        "noise",
        "drones",
        "insurance",
        "floor_area",
        "ceiling_height",
        "furniture",
        "exclusive_hours",
    ] {
        it[name] = remark.clone();
    }
    it["safety"]["hospital"] = remark.clone();
    it["permit"]["lead_time"] = remark.clone();
    it["permit"]["fee"] = remark;
}

#[test]
fn a_fact_may_be_a_text_alone() {
    let fixture = Fixture::new();
    fixture.edit("locations/hall.json", as_texts);
    right(&fixture.problems());
    let files = fixture.build();
    let facts = body::<Location>(&files, "data/library/locations/hall.json").facts;
    assert_eq!(facts.iter().filter(|fact| fact.value == "As told").count(), 16, "{facts:#?}");
    let rows = table(&files, "zh/library/locations.csv");
    let hall = rows.iter().find(|row| row["id"] == "hall").unwrap();
    assert_eq!((&*hall["power"], &*hall["power_a"], &*hall["rate_amount"]), ("据称", "", ""));
    fixture.edit("locations/hall.json", |it| it["parking"] = json!([{ "en": "Yard" }, { "en": "Street" }]));
    right(&fixture.problems());
    let files = fixture.build();
    let facts = body::<Location>(&files, "data/library/locations/hall.json").facts;
    assert!(facts.iter().any(|fact| fact.value == "Yard; Street"), "{facts:#?}");
}

#[test]
fn the_schema_accepts_both_forms_and_no_mixture() {
    let (_, schema) = schemas().into_iter().find(|(name, _)| *name == "location").unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let fixture = Fixture::new();
    let hall = std::fs::read(fixture.path("content/locations/hall.json")).unwrap();
    let hall: Value = serde_json::from_slice(&hall).unwrap();
    assert!(validator.is_valid(&hall));
    let mut old = hall.clone();
    as_texts(&mut old);
    assert!(validator.is_valid(&old));
    for (name, value) in [
        ("power", json!({ "en": "x", "amperes": 63 })),
        ("power", json!(63)),
        ("parking", json!({ "cars": -1 })),
        ("rate", json!({ "amount": 3000, "per": "day" })),
        ("noise", json!({ "decibels": 40 })),
    ] {
        let mut wrong = hall.clone();
        wrong[name] = value.clone();
        assert!(!validator.is_valid(&wrong), "{name}: {value}");
    }
}

#[test]
fn a_fact_that_cannot_be_is_named_with_its_fix() {
    type Spoil = (fn(&mut Value), &'static str, &'static str, &'static str);
    let spoils: [Spoil; 31] = [
        (|it| it["power"]["amperes"] = json!(-63), "/power/amperes", "too small", "write 1 or more"),
        (|it| it["power"]["amperes"] = json!(63_000), "/power/amperes", "too large", "write 10000 or less"),
        (|it| it["power"]["amperes"] = json!("63 A"), "/power/amperes", "is not a number", "write \"amperes\": 63"),
        (|it| it["power"]["phases"] = json!("3"), "/power/phases", "not one of the values", "single, three"),
        (|it| it["power"] = json!({ "amps": 63 }), "/power/amps", "unknown field", "write \"amperes\": 63"),
        (
            |it| it["power"] = json!({ "en": "Gate", "amperes": 63 }),
            "/power/en",
            "unknown field",
            "write \"remark\": { \"en\": \"Gate\" }",
        ),
        (
            |it| it["power"]["remark"] = json!("Gate"),
            "/power/remark",
            "not a group of fields",
            "write \"remark\": { \"en\": \"Gate\" }",
        ),
        (|it| it["power"] = json!({ "en": 5 }), "/power/en", "is not a text", "write \"en\": \"5\""),
        (|it| it["parking"]["cars"] = json!(-2), "/parking/cars", "too small", "write 0 or more"),
        (|it| it["parking"]["cars"] = json!(2.5), "/parking/cars", "not a whole number", "write \"cars\": 2"),
        (
            |it| it["parking"] = json!("No"),
            "/parking",
            "not a group of fields",
            "write \"parking\": { \"en\": \"No\" }",
        ),
        (|it| it["load_in"]["ground_level"] = json!("yes"), "/load_in/ground_level", "true or false", "level\": true"),
        (|it| it["load_in"]["width_metres"] = json!(0), "/load_in/width_metres", "too small", "0.3 or more"),
        (
            |it| it["ceiling_height"] = json!(8.5),
            "/ceiling_height",
            "not a group of fields",
            "write \"ceiling_height\": { \"metres\": 8.5 }",
        ),
        (
            |it| it["ceiling_height"] = json!({ "feet": 28 }),
            "/ceiling_height/feet",
            "unknown field",
            "write \"metres\": 8.53",
        ),
        (|it| it["ceiling_height"]["metres"] = json!(850), "/ceiling_height/metres", "too large", "200 or less"),
        (
            |it| it["floor_area"] = json!({ "square_feet": 3000 }),
            "/floor_area/square_feet",
            "unknown field",
            "write \"square_metres\": 278.71",
        ),
        (|it| it["floor_area"]["square_metres"] = json!(0), "/floor_area/square_metres", "too small", "1 or more"),
        (|it| it["noise"]["level"] = json!("quit"), "/noise/level", "not one of the values", "did you mean \"quiet\""),
        (|it| it["noise"]["decibels"] = json!(200), "/noise/decibels", "too large", "write 140 or less"),
        (
            |it| it["drones"] = json!("not allowed"),
            "/drones",
            "not a group of fields",
            "write \"drones\": { \"rule\": \"not-allowed\" }",
        ),
        (|it| it["permit"]["lead_time"]["days"] = json!(-1), "/permit/lead_time/days", "too small", "0 or more"),
        (|it| it["rate"]["currency"] = json!("RMB"), "/rate/currency", "ISO 4217", "write \"currency\": \"CNY\""),
        (|it| it["rate"]["currency"] = json!("usd"), "/rate/currency", "ISO 4217", "write \"currency\": \"USD\""),
        (|it| it["rate"]["unit"] = json!("fortnight"), "/rate/unit", "not one of the values", "half-day, day"),
        (
            |it| drop(it["rate"].as_object_mut().unwrap().remove("unit")),
            "/rate",
            "does not say what it is for",
            "add \"unit\": \"day\"",
        ),
        (
            |it| drop(it["permit"]["fee"].as_object_mut().unwrap().remove("currency")),
            "/permit/fee",
            "no currency",
            "\"currency\": \"CNY\"",
        ),
        (
            |it| it["insurance"]["required"] = json!(false),
            "/insurance",
            "no insurance is required",
            "write \"required\": true",
        ),
        (|it| it["exclusive_hours"]["from"] = json!("9 pm"), "/exclusive_hours/from", "time of day", "\"21:00\""),
        (|it| it["exclusive_hours"]["to"] = json!("22:00"), "/exclusive_hours/to", "end when they begin", "00:00 to"),
        (
            |it| it["safety"]["hospital"]["kilometres"] = json!(0.5),
            "/safety/hospital/kilometres",
            "km away in a straight line",
            "correct the distance",
        ),
    ];
    for (spoil, place, what, fix) in spoils {
        let fixture = Fixture::new();
        fixture.edit("locations/hall.json", spoil);
        let problems = fixture.problems();
        let found = problems.iter().any(|it| {
            it.file == "locations/hall.json" && it.place == place && it.what.contains(what) && it.fix.contains(fix)
        });
        assert!(found && problems.len() == 1, "{place} {what} {fix}: {problems:#?}");
    }
}

/// The catalogue of locations in English, and its search options.
fn catalogue(files: &Files) -> (Catalog, Collection) {
    let list: Collection = body(files, "data/library/locations.json");
    let mut catalog = Catalog::open(&files[list.catalog.first.trim_start_matches('/')]).unwrap();
    for (path, bytes) in files {
        let part = path.strip_prefix(list.catalog.first.trim_start_matches('/').trim_end_matches("whole.bin"));
        assert!(
            part.is_none_or(|part| ["whole.bin", "bodies.bin"].contains(&part)),
            "{path} of {} bytes is in no file",
            bytes.len()
        );
    }
    catalog.search(&Query::default()).unwrap();
    (catalog, list)
}

/// The titles of the records found.
fn titles(catalog: &mut Catalog, query: &Query) -> Vec<String> {
    let found = catalog.search(query).unwrap().order;
    let title = |record: u32| serde_json::from_slice::<Entry>(catalog.card(record).unwrap()).unwrap().card.title;
    found.into_iter().map(title).collect()
}

#[test]
fn facets_and_ranges_find_by_facts() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| {
        it["power"] = json!({ "phases": "single", "amperes": 16 });
        it["load_in"] = json!({ "ground_level": false, "lift": false });
        it["parking"] = json!({ "cars": 0 });
        it["accessibility"] = json!({ "step_free": "yes" });
        it["noise"] = json!({ "level": "loud" });
        it["drones"] = json!({ "rule": "allowed" });
        it["furniture"] = json!({ "may_move": "yes" });
        it["floor_area"] = json!({ "square_metres": 20 });
        it["ceiling_height"] = json!({ "metres": 3 });
        it["permit"] = json!({ "required": "required", "lead_time": { "days": 6 } });
        it["rate"] = json!({ "amount": 0 });
    });
    let files = fixture.build();
    let (mut catalog, list) = catalogue(&files);
    let keys: Vec<&str> = list.catalog.facets.iter().map(|facet| facet.key.as_str()).collect();
    let facts = ["power", "load-in", "parking", "step-free", "noise", "drones", "furniture"];
    assert!(keys.windows(facts.len()).any(|keys| *keys == facts), "{keys:?}");
    for (key, value, found) in [
        ("power", "three", "The Made-Up Hall"),
        ("power", "single", "The Pier"),
        ("load-in", "ground", "The Made-Up Hall"),
        ("load-in", "steps", "The Pier"),
        ("parking", "trucks", "The Made-Up Hall"),
        ("parking", "none", "The Pier"),
        ("step-free", "partly", "The Made-Up Hall"),
        ("noise", "quiet", "The Made-Up Hall"),
        ("drones", "allowed", "The Pier"),
        ("furniture", "ask", "The Made-Up Hall"),
    ] {
        let mut query = Query { facets: vec![Vec::new(); keys.len()], ..Query::default() };
        let at = keys.iter().position(|it| *it == key).unwrap();
        let place = list.catalog.facets[at].values.iter().position(|it| it.key == value);
        query.facets[at].push(place.unwrap_or_else(|| panic!("{key} {value}")) as u32);
        assert_eq!(titles(&mut catalog, &query), [found], "{key} {value}");
    }
    for (key, bounds, range, found) in [
        ("area", (20, 1250), Range { least: Some(1000), greatest: None }, "The Made-Up Hall"),
        ("height", (3, 8), Range { least: None, greatest: Some(4) }, "The Pier"),
        ("current", (16, 63), Range { least: Some(63), greatest: None }, "The Made-Up Hall"),
        // Five working days take longer than six days.
        ("lead-time", (6, 7), Range { least: None, greatest: Some(6) }, "The Pier"),
        ("rate", (0, 3000), Range { least: Some(1), greatest: None }, "The Made-Up Hall"),
    ] {
        let at = list.catalog.ranges.iter().position(|it| it.key == key).unwrap();
        assert_eq!(list.catalog.ranges[at].bounds, Some(bounds), "{key}");
        let mut query = Query { ranges: vec![Range::default(); list.catalog.ranges.len()], ..Query::default() };
        query.ranges[at] = range;
        assert_eq!(titles(&mut catalog, &query), [found], "{key}");
    }
    assert_eq!(list.catalog.ranges.iter().find(|it| it.key == "rate").unwrap().unit, "CNY");
}

#[test]
fn prices_in_two_currencies_are_not_compared() {
    let fixture = Fixture::new();
    fixture.edit("locations/pier.json", |it| it["rate"] = json!({ "amount": 90, "currency": "USD", "unit": "day" }));
    let (_, list) = catalogue(&fixture.build());
    assert!(list.catalog.ranges.iter().all(|it| it.key != "rate"), "{:?}", list.catalog.ranges);
}

#[test]
fn open_data_has_a_column_for_each_value() {
    let files = Fixture::new().build();
    let columns = [
        ("exclusive_from", "'22:00", json!("22:00")),
        ("exclusive_to", "'06:00", json!("06:00")),
        ("load_in_ground_level", "true", json!(true)),
        ("load_in_lift", "false", json!(false)),
        ("load_in_width_m", "2.4", json!(2.4)),
        ("step_free", "partly", json!("partly")),
        ("floor_area_m2", "1250.5", json!(1250.5)),
        ("floor_area_qualifier", "about", json!("about")),
        ("ceiling_height_m", "8.5", json!(8.5)),
        ("ceiling_height_qualifier", "more-than", json!("more-than")),
        ("power_phases", "three", json!("three")),
        ("power_a", "63", json!(63)),
        ("power_v", "400", json!(400)),
        ("mobile_reception", "weak", json!("weak")),
        ("parking_cars", "20", json!(20)),
        ("parking_trucks", "4", json!(4)),
        ("noise_level", "quiet", json!("quiet")),
        ("noise_db_a", "35", json!(35)),
        ("furniture_may_move", "ask", json!("ask")),
        ("drones_rule", "not-allowed", json!("not-allowed")),
        ("permit_lead_time_days", "5", json!(5)),
        ("permit_lead_time_working", "true", json!(true)),
        ("permit_fee_amount", "500", json!(500)),
        ("permit_fee_currency", "CNY", json!("CNY")),
        ("permit_fee_unit", "application", json!("application")),
        ("rate_amount", "3000", json!(3000)),
        ("rate_currency", "CNY", json!("CNY")),
        ("rate_unit", "day", json!("day")),
        ("insurance_required", "true", json!(true)),
        ("insurance_amount", "1000000", json!(1_000_000)),
        ("insurance_currency", "CNY", json!("CNY")),
        ("hospital_km", "3.4", json!(3.4)),
    ];
    for folder in ["", "zh/"] {
        let rows = table(&files, &format!("{folder}library/locations.csv"));
        let row = rows.iter().find(|row| row["id"] == "hall").unwrap();
        let map: geojson::FeatureCollection =
            text(&files, &format!("{folder}library/locations.geojson")).parse().unwrap();
        let id = geojson::feature::Id::String("hall".into());
        let feature = map.features.iter().find(|feature| feature.id.as_ref() == Some(&id)).unwrap();
        for (name, cell, value) in &columns {
            assert_eq!(row.get(*name).map(String::as_str), Some(*cell), "{name}");
            assert_eq!(feature.property(name), Some(value), "{name}");
        }
        let words = if folder.is_empty() { "CNY 3,000 per day. Ten hours" } else { "3000元/天。十小时" };
        assert_eq!((&*row["rate"], feature.property("rate")), (words, Some(&json!(words))));
    }
}

#[test]
fn a_comparison_reads_the_facts() {
    let files = Fixture::new().build();
    let document: city_of_film::wire::SentDocument =
        serde_json::from_str(text(&files, "data/library/locations/hall.json")).unwrap();
    let facts = document.summary().unwrap().facts;
    for label in ["Power", "Floor area", "Ceiling height", "Drones", "Insurance", "Exclusive hours", "Furniture"] {
        assert!(facts.iter().any(|fact| fact.label == label), "{label}");
    }
}
