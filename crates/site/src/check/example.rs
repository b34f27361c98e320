//! Suggests a valid value for a field, made from its schema and what the editor wrote.

use super::schema::nearest;
use film_core::locale::Locale;
use serde_json::{Map, Value, json};

/// The longest text that is shown in full, characters.
const MOST_SHOWN: usize = 60;

/// Words for yes and for no.
const YES: [&str; 6] = ["true", "yes", "1", "y", "是", "有"];
const NO: [&str; 6] = ["false", "no", "0", "n", "否", "无"];

/// Placeholder for text that only the editor can supply.
const WORDS: &str = "…";

/// Field names with the same meaning: ours, and those that editors and other programs use.
const SAME: [&[&str]; 22] = [
    &["headline", "title", "name", "label", "heading", "标题", "名称"],
    &["summary", "description", "abstract", "excerpt", "intro", "lead", "subtitle", "teaser", "about", "bio", "摘要"],
    &["media", "hero", "picture", "poster", "image", "images", "photo", "photos", "img", "cover", "thumbnail", "图片"],
    &["published_at", "date", "datetime", "pubdate", "time", "when", "日期"],
    &["updated_at", "modified", "changed", "last_modified"],
    &["byline", "author", "authors", "writer", "reporter", "作者"],
    &["creator", "credit_line", "credit", "photographer", "摄影"],
    &["topics", "keywords", "tags", "tag", "category", "categories", "subject", "class", "kind", "type", "标签"],
    &["persons", "speakers", "speaker", "people", "guests", "presenters", "嘉宾"],
    &["renditions", "file", "files", "video", "videos", "src", "视频"],
    &["lng", "lon", "long", "longitude", "经度"],
    &["lat", "latitude", "纬度"],
    &["telephone", "phone", "tel", "mobile", "电话"],
    &["email", "mail", "e-mail", "邮箱"],
    &["website", "url", "link", "href", "homepage", "网址"],
    &["start", "begin", "begins", "starts", "from", "开始"],
    &["end", "ends", "finish", "until", "to", "结束"],
    &["amperes", "amps", "amp", "ampere", "current", "电流"],
    &["volts", "voltage", "电压"],
    &["metres", "m", "height", "高度"],
    &["square_metres", "sqm", "m2", "area", "面积"],
    &["amount", "rate", "price", "cost", "价格", "费用"],
];

/// Unit conversions: the target field, the factor, and the names of the other unit.
const CONVERTED: [(&str, f64, &[&str]); 5] = [
    ("square_metres", 0.092_903_04, &["squarefeet", "squarefoot", "sqft", "ft2", "ft²", "平方英尺"]),
    ("square_metres", 2000.0 / 3.0, &["mu", "亩"]),
    ("square_metres", 10_000.0, &["hectares", "hectare", "ha", "公顷"]),
    ("metres", 0.3048, &["feet", "foot", "ft", "英尺"]),
    ("kilometres", 1.609_344, &["miles", "mile", "mi", "英里"]),
];

/// The schema of a kind of file.
#[derive(Clone, Copy)]
pub struct Schema<'a>(pub &'a Value);

impl<'a> Schema<'a> {
    /// The part of the schema that contains the keyword at this path.
    pub fn around(self, keyword: &str) -> &'a Value {
        let path = keyword.rsplit_once('/').map_or("", |(path, _)| path);
        self.resolved(self.0.pointer(path).unwrap_or(&Value::Null))
    }

    /// Resolves references. For an optional field, returns the branch that is not `null`.
    pub fn resolved(self, part: &'a Value) -> &'a Value {
        if let Some(found) = part["$ref"].as_str().and_then(|name| self.0.pointer(name.strip_prefix('#')?)) {
            return self.resolved(found);
        }
        let branches = part["anyOf"].as_array().into_iter().flatten();
        let mut values = branches.filter(|branch| branch["type"] != "null");
        values.next().map_or(part, |branch| self.resolved(branch))
    }

    /// The fields of an object, and each field's schema.
    pub fn fields(self, part: &'a Value) -> impl Iterator<Item = (&'a str, &'a Value)> {
        part["properties"].as_object().into_iter().flatten().map(|(name, field)| (name.as_str(), field))
    }

    /// The schema of an object, or of the items of a list.
    fn inner(self, part: &'a Value) -> &'a Value {
        let part = self.resolved(part);
        part.get("items").map_or(part, |items| self.resolved(items))
    }

    /// The known field that an unknown one probably means, with the value converted to its schema.
    pub fn meant(self, part: &'a Value, name: &str, value: &Value) -> Option<(&'a str, Value)> {
        let known: Vec<&str> = self.fields(part).map(|(name, _)| name).collect();
        let plain = letters(name);
        for (field, size, names) in CONVERTED {
            let before = names.iter().find_map(|unit| plain.strip_suffix(unit));
            let field =
                known.iter().find(|known| before.is_some_and(|it| letters(known) == it.to_owned() + &letters(field)));
            if let (Some(field), Some(number)) = (field, value.as_f64()) {
                return Some((field, rounded(number * size)));
            }
        }
        let same = SAME.into_iter().find(|words| words.contains(&letters(name).as_str()) || words.contains(&name));
        let alike = |one: &&&str| letters(one) == letters(name);
        let begins = |one: &&&str| {
            let (short, long) = if one.len() < name.len() { (**one, name) } else { (name, **one) };
            short.len() >= 4 && long.contains(short)
        };
        let holds = |field: &str| self.fields(self.inner(&part["properties"][field])).any(|(inner, _)| inner == name);
        let by_word = || same.and_then(|words| words.iter().find_map(|word| known.iter().find(|it| *it == word)));
        let near = nearest(name, &known);
        let field = known
            .iter()
            .find(alike)
            .or_else(|| known.iter().find(|it| Some(**it) == near))
            .or_else(by_word)
            .or_else(|| known.iter().find(|field| holds(field)))
            .or_else(|| known.iter().find(begins))?;
        let schema = &part["properties"][*field];
        // The name may belong to a field inside this one: `image` inside `picture`.
        let mut inner = self.fields(self.inner(schema)).map(|(inner, _)| inner);
        let place = inner.find(|inner| *inner == name || same.is_some_and(|words| words.contains(inner)));
        let given = place.filter(|_| !value.is_object()).map_or(value.clone(), |place| json!({ place: value }));
        Some((field, self.filled(schema, Some(&given))))
    }

    /// A value that matches this schema and keeps as much as possible of the given one.
    pub fn filled(self, part: &'a Value, given: Option<&Value>) -> Value {
        let part = self.resolved(part);
        let values = constants(part);
        if !values.is_empty() {
            let word = given.and_then(Value::as_str).unwrap_or_default();
            let is_no = given.and_then(Value::as_bool) == Some(false);
            let else_is = if is_no { values[values.len() - 1] } else { values[0] };
            return json!(nearest(word, &values).unwrap_or(else_is));
        }
        match kind(part) {
            "array" => match given {
                Some(Value::Array(items)) => items.iter().map(|item| self.filled(&part["items"], Some(item))).collect(),
                other => json!([self.filled(&part["items"], other)]),
            },
            "object" => self.object(part, given),
            "integer" | "number" => number(given, kind(part) == "integer"),
            "boolean" => json!(given.is_some_and(|it| YES.contains(&plain(it).to_lowercase().as_str()))),
            _ => json!(given.map_or(WORDS.to_owned(), plain)),
        }
    }

    /// Whether this schema can accept a text or number.
    fn takes(self, part: &'a Value, given: &Value) -> bool {
        let (part, words) = (self.resolved(part), plain(given).to_lowercase());
        let values = constants(part);
        match kind(part) {
            _ if !values.is_empty() => nearest(&words, &values).is_some(),
            "integer" | "number" => words.chars().map(formats::half_width).any(|c| c.is_ascii_digit()),
            "boolean" => YES.contains(&words.as_str()) || NO.contains(&words.as_str()),
            _ => true,
        }
    }

    /// Whether a schema describes a text in both languages.
    pub fn is_text(self, part: &'a Value) -> bool {
        self.fields(part).count() == Locale::ALL.len()
            && Locale::ALL.iter().all(|locale| part["properties"].get(locale.as_str()).is_some())
    }

    fn object(self, part: &'a Value, given: Option<&Value>) -> Value {
        let mut object = Map::new();
        let is_text = self.is_text(part);
        match given {
            Some(Value::Object(given)) => {
                for (name, value) in given {
                    let value = part["properties"].get(name).map_or(value.clone(), |it| self.filled(it, Some(value)));
                    object.insert(name.clone(), value);
                }
            }
            Some(Value::Array(items)) if items.len() == 1 => return self.object(part, items.first()),
            Some(given) if is_text => {
                let words = plain(given);
                let is_chinese = words.contains(crate::markdown::is_han);
                let language = if is_chinese { Locale::Zh } else { Locale::En };
                object.insert(language.as_str().to_owned(), json!(words));
            }
            None if is_text => {
                object.extend(Locale::ALL.map(|locale| (locale.as_str().to_owned(), json!(WORDS))));
            }
            _ => {}
        }
        let scalar = given.filter(|it| it.is_string() || it.is_number() || it.is_boolean());
        let required: Vec<&str> = part["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        // A text that does not fit the fact's values is a remark, which may stand alone.
        if let (Some(words), Some(remark)) = (scalar.filter(|it| !it.is_boolean()), part["properties"].get("remark"))
            && !required.first().is_some_and(|first| self.takes(&part["properties"][*first], words))
        {
            return self.filled(remark, Some(words));
        }
        for (at, name) in required.iter().enumerate() {
            let value = || self.filled(&part["properties"][*name], scalar.filter(|_| at == 0));
            object.entry(*name).or_insert_with(value);
        }
        Value::Object(object)
    }
}

/// A name in lower case without hyphens and underscores, for comparison.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The values of a closed vocabulary.
pub fn constants(part: &Value) -> Vec<&str> {
    let branches = ["oneOf", "enum"].iter().filter_map(|key| part[*key].as_array()).flatten();
    branches.filter_map(|branch| branch.get("const").unwrap_or(branch).as_str()).collect()
}

/// The type of a schema. For an optional field, the type other than `null`.
pub fn kind(part: &Value) -> &str {
    let kinds = part["type"].as_array().into_iter().flatten().chain([&part["type"]]);
    kinds.filter_map(Value::as_str).find(|kind| *kind != "null").unwrap_or_default()
}

/// A value as text: the first one found inside it.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.first().map(plain).unwrap_or_default(),
        Value::Object(map) => map.values().next().map(plain).unwrap_or_default(),
        other => other.to_string(),
    }
}

/// The first number in a value, converted to our units.
fn number(given: Option<&Value>, is_whole: bool) -> Value {
    let words: String =
        given.map(plain).unwrap_or_default().chars().map(formats::half_width).filter(|c| *c != ',').collect();
    let begin = words.find(|c: char| c.is_ascii_digit() || c == '-').unwrap_or(words.len());
    let rest = &words[begin..];
    let (digits, unit) =
        rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && !"-.".contains(c)).unwrap_or(rest.len()));
    let unit = letters(unit);
    let size = CONVERTED.iter().find(|(.., names)| names.contains(&unit.as_str())).map_or(1.0, |(_, size, _)| *size);
    let found = digits.parse::<f64>().unwrap_or_default() * size;
    if is_whole { json!(found as i64) } else { rounded(found) }
}

/// A number with at most two decimals.
fn rounded(number: f64) -> Value {
    let number = (number * 100.0).round() / 100.0;
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}

/// A value as JSON on one line, formatted as people write it.
pub fn shown(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(", ");
    match value {
        Value::Array(items) => format!("[{}]", list(items.iter().map(shown).collect())),
        Value::Object(map) if map.is_empty() => "{}".into(),
        Value::Object(map) => {
            format!(
                "{{ {} }}",
                list(map.iter().map(|(name, value)| format!("{}: {}", json!(name), shown(value))).collect())
            )
        }
        Value::String(text) if text.chars().count() > MOST_SHOWN => {
            json!(text.chars().take(MOST_SHOWN - 1).chain(['…']).collect::<String>()).to_string()
        }
        other => other.to_string(),
    }
}

/// A field with its value, as a line of a JSON file.
pub fn line(name: &str, value: &Value) -> String {
    // An item of a list has no name.
    if name.is_empty() || name.parse::<usize>().is_ok() {
        shown(value)
    } else {
        format!("{}: {}", json!(name), shown(value))
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::schema;
    use super::*;
    use film_core::model::location::Location;
    use film_core::model::news::News;

    #[test]
    fn a_field_takes_what_was_written() {
        let (news, location) = (schema::<News>(), schema::<Location>());
        for (schema, field, given, wanted) in [
            (&news, "topics", json!(12), "[\"12\"]"),
            (&news, "headline", json!("海浪"), "{ \"zh\": \"海浪\" }"),
            (&news, "headline", json!(["Waves"]), "{ \"en\": \"Waves\" }"),
            (&news, "byline", json!("Li"), "{ \"en\": \"Li\" }"),
            (&news, "published_at", json!(2024), "\"2024\""),
            (&news, "sources", json!("日报"), "[{ \"publisher\": { \"zh\": \"日报\" } }]"),
            (&location, "facing", json!("90°"), "90"),
            (&location, "elevation", json!("１２．５ m"), "12.5"),
            (&location, "setting", json!("Interior"), "\"interior\""),
            (&location, "doubles_for", json!({ "en": "Oslo" }), "[{ \"en\": \"Oslo\" }]"),
            (&location, "ceiling_height", json!("28 ft"), "{ \"metres\": 8.53 }"),
            (&location, "ceiling_height", json!("High"), "{ \"en\": \"High\" }"),
            (&location, "floor_area", json!("500亩"), "{ \"square_metres\": 333333.33 }"),
            (&location, "drones", json!("Not allowed"), "{ \"rule\": \"not-allowed\" }"),
            (&location, "drones", json!(false), "{ \"rule\": \"not-allowed\" }"),
            (&location, "drones", json!("只限白天"), "{ \"zh\": \"只限白天\" }"),
            (&location, "insurance", json!("yes"), "{ \"required\": true }"),
            (&location, "power", json!("63 A"), "{ \"en\": \"63 A\" }"),
        ] {
            let value = Schema(schema).filled(&schema["properties"][field], Some(&given));
            assert_eq!(shown(&value), wanted, "{field}");
        }
        let area = Schema(&location).resolved(&location["properties"]["floor_area"]);
        let (field, value) = Schema(&location).meant(area, "square_feet", &json!(3000)).unwrap();
        assert_eq!(line(field, &value), "\"square_metres\": 278.71");
        let empty = Schema(&location).filled(&location["properties"]["name"], None);
        assert_eq!(line("name", &empty), "\"name\": { \"en\": \"…\", \"zh\": \"…\" }");
    }

    #[test]
    fn an_unknown_field_is_the_one_that_was_meant() {
        let (news, location) = (schema::<News>(), schema::<Location>());
        for (schema, name, value, wanted) in [
            (
                &news,
                "embargo",
                json!("2024-07-01T00:00:00+08:00"),
                "\"embargoed_until\": \"2024-07-01T00:00:00+08:00\"",
            ),
            (&news, "headlin", json!({ "en": "x" }), "\"headline\": { \"en\": \"x\" }"),
            (&news, "publishedAt", json!("x"), "\"published_at\": \"x\""),
            (&news, "title", json!("x"), "\"headline\": { \"en\": \"x\" }"),
            (&news, "标题", json!("第一"), "\"headline\": { \"zh\": \"第一\" }"),
            (&news, "author", json!("Li"), "\"byline\": { \"en\": \"Li\" }"),
            (
                &location,
                "image",
                json!("pier.jpg"),
                "\"media\": [{ \"alt\": { \"en\": \"…\", \"zh\": \"…\" }, \"image\": \"pier.jpg\" }]",
            ),
        ] {
            let (field, value) = Schema(schema).meant(schema, name, &value).unwrap();
            assert_eq!(line(field, &value), wanted);
        }
        assert!(Schema(&news).meant(&news, "qwxz", &json!(1)).is_none());
    }
}
