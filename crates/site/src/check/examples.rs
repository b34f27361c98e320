//! A complete record of each kind to copy from, made from its schema: every field with a plausible value.
//!
//! A new field gets a value by its type. If the check refuses that, add one to [`TEXTS`] or [`PLAIN`].

use super::example::{Schema, constants, kind};
use serde_json::{Map, Value, json};

/// Texts of fields, in English and Chinese.
const TEXTS: &[(&str, &str, &str)] = &[
    (
        "about",
        "The office helps crews to find places, permits and people.",
        "办公室协助剧组寻找取景地、办理许可、联系人员。",
    ),
    ("abstract", "How the harbour became a place to film.", "港口如何成为取景地。"),
    ("access", "By the gate on Harbour Road, 8:00 to 18:00.", "经港口路大门进入，8:00至18:00。"),
    ("accessibility/remark", "Step-free from the car park to the quay.", "停车场至码头全程无台阶。"),
    ("address", "1 Harbour Road", "港口路1号"),
    ("affiliation", "Harbour Film School", "港城电影学院"),
    ("alt", "A wooden pier in the morning light", "晨光中的木栈桥"),
    ("authority", "Harbour Authority", "港口管理局"),
    ("basecamp", "Gravel lot of 1,200 m², 200 m to the east.", "东侧200米有1200平方米的碎石场地。"),
    ("bio", "She has designed sets since 2010.", "自2010年起从事美术设计。"),
    ("by", "The film office", "电影办公室"),
    ("byline", "Li Wei", "李薇"),
    ("caption", "The pier at seven in the morning", "早上七点的栈桥"),
    ("city", "Port", "港城"),
    ("clearance", "Permit of the Harbour Authority for the quay.", "码头拍摄须经港口管理局许可。"),
    ("connectivity/remark", "4G and 5G; no fixed line.", "有4G和5G信号，无固定网络。"),
    ("copyright", "Port Film Office", "港城电影办公室"),
    ("creator", "Port Film Office", "港城电影办公室"),
    ("credit", "Port Film Office", "港城电影办公室"),
    ("credit_line", "Footage: Port Film Office", "素材：港城电影办公室"),
    ("dateline", "Port", "港城"),
    ("description", "Waves roll in below the pier.", "海浪涌到栈桥下。"),
    ("device", "ARRI Alexa Mini", "ARRI Alexa Mini"),
    ("district", "Harbour district", "港区"),
    ("doubles_for", "A fishing port of the 1930s", "20世纪30年代的渔港"),
    ("fee/remark", "None", "免费"),
    ("hazards", "No railing on the north side.", "北侧没有护栏。"),
    ("headline", "The pier reopens for filming", "栈桥重新开放拍摄"),
    ("hospital/name", "Harbour Hospital", "港区医院"),
    ("hosts", "The city", "市政府"),
    ("issuer", "The city’s statistics office", "市统计局"),
    ("keywords", "sea", "海"),
    ("known", "No summit was held.", "未举办峰会。"),
    ("label", "Programme of the day", "当日日程"),
    ("lead_time/remark", "Five working days", "五个工作日"),
    ("load_in/remark", "Lorries up to 7.5 t to the head of the pier.", "7.5吨以下货车可开到桥头。"),
    ("name", "The Pier", "栈桥"),
    ("noise/remark", "Ferries on the hour until 19:00.", "19:00前整点有渡轮。"),
    ("note", "Measured on site", "现场测量"),
    ("notes", "The figures of 2023 are preliminary.", "2023年的数据为初步统计。"),
    ("one", "screen", "块银幕"),
    ("organisers", "Port Film Office", "港城电影办公室"),
    ("parking/remark", "20 cars, 100 m to the north.", "北侧100米可停20辆小车。"),
    ("period", "End of 2023", "2023年底"),
    ("power/remark", "63 A three-phase at the head of the pier.", "桥头有63安三相电。"),
    ("publisher", "Harbour Daily", "港城日报"),
    ("rate/remark", "500 yuan a day", "每天500元"),
    ("reason", "Festival", "节庆活动"),
    ("restrictions", "No drones.", "禁止无人机。"),
    ("role", "Production designer", "美术指导"),
    ("said", "The harbour is easy to dress for any year.", "港口很容易改造成任何年代。"),
    ("short_name", "Port Film", "港城电影"),
    ("slogan", "Light on the water", "水上光影"),
    ("style", "Harbour works of about 1900", "1900年前后的港口建筑"),
    ("subtitle", "From cargo to cameras", "从货运到拍摄"),
    ("summary", "A wooden pier of 120 metres, open to the sea on three sides.", "长120米的木栈桥，三面临海。"),
    ("tagline", "Places and people for film.", "为拍片找地方、找人。"),
    ("terms", "Creative Commons Attribution 4.0", "知识共享署名4.0"),
    ("text", "The pier is 120 metres long, not 210.", "栈桥长120米，不是210米。"),
    ("time_note", "Afternoon", "下午"),
    ("time_zone_name", "China Standard Time", "北京时间"),
    ("title", "The harbour on film", "镜头中的港口"),
    ("toilets", "In the ferry terminal, until 19:00.", "渡轮码头内，开放至19:00。"),
    ("usage_terms", "Free for any film; name the office.", "可用于任何影片，须署名办公室。"),
    ("venue", "Harbour Hall", "港城会堂"),
    ("what", "Texts and data", "文字与数据"),
    ("work", "Night Ferry", "《夜渡》"),
    ("ceiling_height/remark", "Below the lamps; 9 m between them.", "灯下净高；灯间9米。"),
    ("companies", "Harbour Pictures", "港城影业"),
    ("directors", "Chen Yu", "陈雨"),
    ("drones/remark", "Not above the ferries.", "不得飞越渡轮。"),
    ("exclusive_hours/remark", "Except in July and August.", "7月和8月除外。"),
    ("floor_area/remark", "The deck of the pier.", "桥面面积。"),
    ("furniture/remark", "The benches stay.", "长椅不可移动。"),
    ("hospital/remark", "Emergency room, day and night.", "急诊全天开放。"),
    ("insurance/remark", "Third-party liability.", "第三者责任险。"),
    // Texts whose field has another meaning in some records.
    ("clip/headline", "Waves below the pier", "栈桥下的海浪"),
    ("expert/name", "Chen Yu", "陈雨"),
    ("expert/title", "Production designer", "美术指导"),
    ("Class/name", "Harbour", "港口"),
    ("Class/pin", "H", "港"),
    ("Field/name", "Production design", "美术设计"),
    ("Link/label", "Their own site", "个人网站"),
    ("office/name", "Port Film Office", "港城电影办公室"),
    ("OtherKind/name", "Workshop", "工作坊"),
    ("OtherUnit/name", "screens", "块银幕"),
    ("Figure/label", "Viewers", "观众"),
    (
        "location/description",
        "Built for the ferries, the pier is quiet before eight.",
        "栈桥原为渡轮而建，八点前很安静。",
    ),
    ("news/summary", "Crews may film on the pier again from May.", "5月起剧组可再次在栈桥拍摄。"),
    ("production/summary", "The pier is the landing stage of the film.", "栈桥在片中是渡轮码头。"),
    ("production/title", "Night Ferry", "《夜渡》"),
    ("Report/summary", "How many people watched the festival.", "电影节的观众人数。"),
    ("Report/title", "The festival in numbers", "数说电影节"),
    ("Room/name", "Great hall", "大厅"),
    ("PanoramaPoint/label", "To the north gate", "前往北门"),
    ("Work/title", "Day Ferry", "《日渡》"),
    ("SameFrame/note", "The storm, 00:41:10", "风暴戏，00:41:10"),
    ("Session/title", "The harbour on film", "镜头中的港口"),
    ("summit/summary", "Two days of talks by the harbour.", "为期两天的港口讲座。"),
    ("summit/title", "Port Film Summit 2024", "2024港城电影峰会"),
    ("Topic/name", "Places to film", "取景地"),
    ("Track/name", "Stories", "故事"),
];

/// Values of other fields.
const PLAIN: &[(&str, &str)] = &[
    ("accent", "#00629b"),
    ("amperes", "63"),
    ("fee/amount", "0"),
    ("insurance/amount", "1000000"),
    ("rate/amount", "500"),
    ("cars", "20"),
    ("trucks", "2"),
    ("days", "5"),
    ("direction", "135"),
    ("kilometres", "2"),
    ("metres", "7.5"),
    ("square_metres", "960"),
    ("width_metres", "3.5"),
    ("as_of", "2024-05"),
    ("at", "2024-05-03T09:00:00+08:00"),
    ("bit_depth", "8"),
    ("change", "4.5"),
    ("colour", "1"),
    ("consent", "true"),
    ("created", "2024-05-11"),
    ("currency", "CNY"),
    ("credit_url", "https://tiles.example/terms"),
    ("date", "2024-05-01"),
    ("den", "1001"),
    ("decibels", "45"),
    ("dolly", "1.1"),
    ("douban", "1234567"),
    ("duration", "45"),
    ("eidr", "10.5240/7791-8534-2C23-9030-8610-5"),
    ("elevation", "4"),
    ("embargoed_until", "2024-05-01T12:00:00+08:00"),
    ("end", "2024-05-02"),
    ("facing", "200"),
    ("file", "clips/waves.mp4"),
    ("frames", "240"),
    ("heading", "180"),
    ("pitch", "2"),
    ("yaw", "-45"),
    ("from", "2024-07-01"),
    ("height", "720"),
    ("id", "example"),
    ("image", "pier.jpg"),
    ("imdb", "tt1234567"),
    ("ink", "#1a1a1a"),
    ("lat", "36.0616"),
    ("languages", "zh"),
    ("language", "zh"),
    ("lng", "120.3143"),
    ("log_profile", "ARRI LogC3"),
    ("matrix", "1"),
    ("more", "another-article"),
    ("nearest", "18"),
    ("num", "30000"),
    ("on", "2024-05-20"),
    ("origin", "https://film.example"),
    ("paper", "#ffffff"),
    ("pinyin", "Zhànqiáo"),
    ("primaries", "1"),
    ("profile", "High"),
    ("published_at", "2024-05-01T10:00:00+08:00"),
    ("recording", "https://video.example/opening"),
    ("signal", "#b00020"),
    ("start", "2024-05-01"),
    ("telephone_example", "+86 532 1234 5678"),
    ("time_zone", "Asia/Shanghai"),
    ("to", "2024-07-03"),
    ("transfer", "1"),
    ("type", "talk"),
    ("unit", "people"),
    ("updated_at", "2024-05-02T08:30:00+08:00"),
    ("url", "https://film.example/about"),
    ("volts", "400"),
    ("when", "2023-12-31"),
    ("width", "1280"),
    ("wikidata", "Q1234567"),
    ("year", "2024"),
    ("Figure/value", "1040"),
    ("PanoramaPoint/location", "another-location"),
    ("PanoramaPoint/picture", "north-gate"),
    ("Picture/id", "north-gate"),
    ("OtherKind/id", "workshop"),
    ("OtherUnit/id", "screens"),
    ("office/media", "https://media.example.org/"),
    ("OtherYear/year", "2020"),
    ("Session/id", "example-session"),
    ("Session/overlaps", "the-harbour-in-numbers"),
    ("Session/replaced_by", "the-harbour-in-numbers"),
    ("Session/start", "2024-05-01T14:00:00+08:00"),
    ("Tiles/url", "https://tiles.example/{z}/{x}/{y}.png"),
    ("View/width", "1600"),
    ("View/x", "800"),
    ("View/y", "450"),
    // Values of fields that mean something else in some records.
    ("dark/accent", "#80c8ff"),
    ("dark/ink", "#f0f0f0"),
    ("dark/paper", "#101014"),
    ("dark/signal", "#ff8a80"),
    ("email/value", "film@port.example"),
    ("exclusive_hours/from", "20:00"),
    ("exclusive_hours/to", "06:00"),
    ("insurance/required", "true"),
    ("telephone/value", "+86 532 1234 5678 ext. 801"),
    ("website/value", "https://port.example"),
];

/// The fields that only pictures of a location have.
const OF_A_SET: [&str; 6] = ["id", "group", "season", "hour", "direction", "panorama"];

/// A complete record for a schema of this name, with every field.
pub fn complete(name: &str, schema: &Value) -> Value {
    Maker(Schema(schema)).value(schema, &[name])
}

#[derive(Clone, Copy)]
struct Maker<'a>(Schema<'a>);

impl<'a> Maker<'a> {
    /// A value for a part of the schema. `path` has the types and fields that lead to it, the field last.
    fn value(self, part: &'a Value, path: &[&str]) -> Value {
        let defined = self.definition(part);
        let part = self.0.resolved(part);
        let values = constants(part);
        if let Some(first) = values.first() {
            return json!(first);
        }
        let field = path.last().copied().unwrap_or_default();
        match kind(part) {
            "array" => {
                let item = self.value(&part["items"], path);
                match self.definition(&part["items"]) {
                    Some("Locale") => json!(constants(self.0.resolved(&part["items"]))),
                    Some("Picture") => {
                        let drawn = self.drawn(&part["items"], path);
                        json!([without(&item, &["panorama"]), without(&drawn, &["panorama"]), panorama(&item, &drawn)])
                    }
                    Some("PanoramaPoint") => json!([without(&item, &["picture"]), without(&item, &["location"])]),
                    Some("Session") => json!([item, other_session(&item)]),
                    // A work either has a record, which says its title and year, or says them itself.
                    Some("Work" | "Credit") => {
                        json!([
                            without(&item, &["title", "work", "year"]),
                            without(&item, &["production", "same_frame"])
                        ])
                    }
                    _ => json!([item]),
                }
            }
            "object" if part.get("properties").is_some() => {
                let owner = defined.unwrap_or(path[0]);
                let is_text = self.0.is_text(part);
                if is_text {
                    return text(path);
                }
                let inner = |name: &'a str, schema: &'a Value| self.value(schema, &[path, &[owner, name]].concat());
                let mut fields: Map<String, Value> =
                    self.0.fields(part).map(|(name, schema)| (name.to_owned(), inner(name, schema))).collect();
                if owner == "Picture" {
                    // A picture is either a file or a drawing. Only pictures of a location are in groups.
                    let set: &[&str] = if path.contains(&"media") { &[] } else { &OF_A_SET };
                    ["scene", "view"].iter().chain(set).for_each(|name| drop(fields.remove(*name)));
                }
                if owner == "clip" {
                    // Only a drawn clip has a motion.
                    fields.insert("illustration".into(), json!(true));
                }
                Value::Object(fields)
            }
            "object" => {
                let inner = &part["additionalProperties"];
                let mut named = Map::from_iter([("morning".to_owned(), self.value(inner, path))]);
                if self.definition(inner) == Some("Picture") {
                    named.insert("drawing".into(), self.drawn(inner, path));
                }
                Value::Object(named)
            }
            "integer" => json!(plain(path).and_then(|it| it.parse::<i64>().ok()).unwrap_or(1)),
            "number" => {
                let number = plain(path).and_then(|it| it.parse::<f64>().ok()).unwrap_or(1.0);
                if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
            }
            "boolean" => json!(plain(path) == Some("true")),
            _ => {
                let id = defined.and_then(|name| name.strip_suffix("Id")).map(|name| id(name, path));
                json!(id.unwrap_or_else(|| plain(path).unwrap_or(field).to_owned()))
            }
        }
    }

    /// A picture that is drawn.
    fn drawn(self, part: &'a Value, path: &[&str]) -> Value {
        // A scene has its own season and hour.
        let mut picture = without(&self.value(part, path), &["id", "image", "season", "hour"]);
        for name in ["scene", "view"] {
            let schema = &self.0.resolved(part)["properties"][name];
            picture[name] = self.value(schema, &[path, &["Picture", name]].concat());
        }
        picture
    }

    /// The name of the definition that a part refers to.
    fn definition(self, part: &'a Value) -> Option<&'a str> {
        let branches = part["anyOf"].as_array().into_iter().flatten();
        let reference = std::iter::once(part).chain(branches).find_map(|branch| branch["$ref"].as_str())?;
        reference.rsplit('/').next()
    }
}

/// An id for a kind of record: the same wherever that kind is meant.
fn id(kind: &str, path: &[&str]) -> String {
    plain(path).filter(|id| *id != "example").map_or_else(|| format!("example-{}", kind.to_lowercase()), str::to_owned)
}

/// The entry of a table for a field: under `above/field` for one of the three names above it, else under the field.
fn found<T>(path: &[&str], entry: impl Fn(&str) -> Option<T>) -> Option<T> {
    let (field, above) = path.split_last()?;
    above.iter().rev().take(3).find_map(|above| entry(&format!("{above}/{field}"))).or_else(|| entry(field))
}

/// The value of a field that is not a text.
fn plain(path: &[&str]) -> Option<&'static str> {
    found(path, |name| PLAIN.iter().find(|(known, _)| *known == name).map(|(_, value)| *value))
}

fn text(path: &[&str]) -> Value {
    match found(path, |name| TEXTS.iter().find(|(known, ..)| *known == name)) {
        Some((_, en, zh)) => json!({ "en": en, "zh": zh }),
        None => json!({ "en": path.last().copied().unwrap_or_default().replace('_', " "), "zh": "示例" }),
    }
}

/// The session that replaces the example.
fn other_session(session: &Value) -> Value {
    let mut other = without(session, &["cancelled", "overlaps", "replaced_by"]);
    other["id"] = json!("the-harbour-in-numbers");
    other["start"] = json!("2024-05-01T16:00:00+08:00");
    other
}

/// A drawn panorama, made from the fields of two other pictures.
fn panorama(photograph: &Value, drawn: &Value) -> Value {
    let mut picture = without(drawn, &["view", "direction"]);
    picture["panorama"] = photograph["panorama"].clone();
    picture
}

/// An object without some of its fields.
fn without(object: &Value, fields: &[&str]) -> Value {
    let mut object = object.clone();
    if let Some(object) = object.as_object_mut() {
        fields.iter().for_each(|field| drop(object.remove(*field)));
    }
    object
}
