//! Values that several records have: ids, days, times, numbers, addresses.

use super::place::Place;
use film_core::model::{Source, is_slug};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::BTreeSet;

const SLUG: &str = "write small letters a to z, digits and single hyphens";
const ID: &str = "write small letters a to z, digits and single hyphens, at most 80";

/// Whether a character is not seen and has no place in a text.
pub fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Checks every string of a record: empty texts, unseen characters, addresses.
pub fn strings(place: &Place, value: &Value) {
    match value {
        Value::String(text) => string(place, text),
        Value::Array(values) => {
            for (number, value) in values.iter().enumerate() {
                strings(&place.item(number), value);
            }
        }
        Value::Object(map) => {
            let fix = "write the text in \"en\", \"zh\" or both, or delete the field";
            place.must(!map.is_empty(), "the object is empty", fix);
            for (name, value) in map {
                strings(&place.at(name), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn string(place: &Place, text: &str) {
    if text.trim().is_empty() {
        place.wrong("the text is empty", "write it, or delete the field");
    } else if text.contains(is_unseen) {
        let what = "the text has a character that is not seen (control or direction mark)";
        place.wrong(what, "delete the text and type it again");
    }
    let is = |names: &[&str]| place.pointer.ends_with(names);
    if is(&["url"]) || is(&["recording"]) || is(&["website", "value"]) {
        place.valid(text, is_web_address(text), "is not a web address", "begin it with https://");
    }
    if is(&["email", "value"]) {
        place.valid(text, is_mail_address(text), "is not an e-mail address", "write name@host and no more");
    }
    if is(&["telephone", "value"]) {
        place.valid(text, is_telephone(text), "is no telephone number", "write +86 532 1234 5678");
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}

fn is_mail_address(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".-_+".contains(c));
    text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host))
}

fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c))
}

impl Place<'_> {
    /// The text here must be what it should.
    pub fn valid(&self, text: &str, is_valid: bool, what: &str, fix: &str) {
        if !is_valid {
            self.wrong(format!("{text:?} {what}"), fix);
        }
    }

    fn parsed<T>(&self, text: &str, value: Option<T>, what: &str, fix: &str) -> Option<T> {
        self.valid(text, value.is_some(), what, fix);
        value
    }

    /// A time, RFC 3339 with its offset.
    pub fn time(&self, text: &str) -> Option<Timestamp> {
        let time = text.parse().ok().filter(|_| text.contains('T') && !text.contains('['));
        self.parsed(text, time, "is not a time with its offset", "write it like 2023-08-23T15:59:40+08:00")
    }

    /// A day: `2023-08-24`.
    pub fn day(&self, text: &str) -> Option<Date> {
        let day = text.parse().ok().filter(|_| text.len() == 10);
        self.parsed(text, day, "is not a day", "write it like 2023-08-23")
    }

    /// The days of a span, of which the last is in the field `end`.
    pub fn span(&self, (start, first): (&str, &str), (end, last): (&str, &str)) -> (Option<Date>, Option<Date>) {
        let days = (self.at(start).day(first), self.at(end).day(last));
        let ordered = days.0.zip(days.1).is_none_or(|(first, last)| first <= last);
        self.at(end).must(ordered, "the last day is before the first", "exchange the two days");
        days
    }

    /// A day, month or year: `2023-08-24`, `2023-08`, `2023`.
    pub fn date(&self, text: &str) {
        let full = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        let is_date = full.len() == 10 && full.parse::<Date>().is_ok();
        self.valid(text, is_date, "is not a date", "write it like 2023-08-24, 2023-08 or 2023");
    }

    /// The date of a source.
    pub fn source(&self, source: &Source) {
        self.maybe("date", source.date.as_ref(), |place, date| place.date(date));
    }

    /// The sources of a record, which has at least one.
    pub fn sources(&self, sources: &[Source]) {
        self.at("sources").must(!sources.is_empty(), "no source is named", "name at least one");
        self.each("sources", sources, |place, source| place.source(source));
    }

    /// A time zone.
    pub fn zone(&self, name: &str) {
        let fix = "write a name of the IANA list: Asia/Shanghai";
        self.valid(name, TimeZone::get(name).is_ok(), "is not a time zone", fix);
    }

    pub fn within(&self, number: f64, least: f64, most: f64) {
        if !(least..=most).contains(&number) {
            self.wrong(format!("{number} is out of range"), format!("write a number from {least} to {most}"));
        }
    }

    pub fn year(&self, year: u16) {
        self.within(f64::from(year), 1890.0, 2200.0);
    }

    /// The name of a picture in a text.
    pub fn picture_name(&self, name: &str) {
        self.valid(name, is_slug(name), "is not the name of a picture", SLUG);
    }

    /// The id of a record, which is the name of its file.
    pub fn record_id(&self, id: &str) {
        let (place, stem) = (self.at("id"), stem(self.file));
        place.valid(id, is_slug(id), "is not an id", ID);
        if is_slug(id) && id != stem {
            let fix = format!("write {stem:?}, or rename the file to {id}.json; two files never share an id");
            place.wrong(format!("the id {id:?} is not the file's name"), fix);
        }
    }

    /// The ids of the items of the list here, of which no two are alike.
    pub fn unique<'i>(&self, ids: impl IntoIterator<Item = Option<&'i str>>) {
        let mut seen = BTreeSet::new();
        for (number, id) in ids.into_iter().enumerate().filter_map(|(number, id)| Some((number, id?))) {
            let item = self.item(number);
            item.at("id").valid(id, is_slug(id), "is not an id", ID);
            if !seen.insert(id) {
                item.at("id").wrong(format!("the id {id:?} stands here twice"), "give one of the two another id");
            }
        }
    }
}

/// The name of a file without folder and `.json`.
pub fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".json").unwrap_or(name)
}
