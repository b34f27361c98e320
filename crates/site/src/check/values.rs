//! Values that several records have: ids, days, times, numbers, addresses.

use super::place::Place;
use crate::format::iso;
use film_core::model::{Source, is_slug};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
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

/// Whether a text has digits where `form` has `0`, and else the same characters.
fn has_form(text: &str, form: &str) -> bool {
    let like = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(like)
}

/// Whether a time is written as RFC 3339 has it, in capitals: Atom (RFC 4287, 3.3) takes no other.
fn is_rfc3339(text: &str) -> bool {
    let Some((time, rest)) = text.split_at_checked(19) else { return false };
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let is_empty = fraction.is_some_and(|after| after.len() + 1 == rest.len());
    let offset = fraction.unwrap_or(rest);
    let is_offset = has_form(offset, "+00:00") || has_form(offset, "-00:00");
    has_form(time, "0000-00-00T00:00:00")
        && !time.ends_with(":60")
        && !is_empty
        && (offset == "Z" || is_offset && offset[1..] < *"24:00")
}

/// The same time in the form that [`is_rfc3339`] takes, where the text has a day, a time and an offset in another.
fn same_time(text: &str) -> Option<String> {
    let pieces = Pieces::parse(text.trim()).ok()?;
    let zone = TimeZone::fixed(pieces.to_numeric_offset()?);
    let time = iso(&pieces.date().to_datetime(pieces.time()?).to_zoned(zone).ok()?);
    is_rfc3339(&time).then_some(time)
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

    /// A time, RFC 3339 with its offset. No other form: feeds and pages repeat it as it is written.
    pub fn time(&self, text: &str) -> Option<Timestamp> {
        let time = text.parse().ok().filter(|_| is_rfc3339(text));
        if time.is_none() {
            let fix = same_time(text).map_or_else(
                || "write day, time and offset from UTC like 2023-08-23T15:59:40+08:00".to_owned(),
                |time| format!("write {time:?}"),
            );
            self.wrong(format!("{text:?} is not a time with its offset as RFC 3339 writes it"), fix);
        }
        time
    }

    /// A day: `2023-08-24`.
    pub fn day(&self, text: &str) -> Option<Date> {
        let day = text.parse().ok().filter(|_| has_form(text, "0000-00-00"));
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
        let is_date = has_form(&full, "0000-00-00") && full.parse::<Date>().is_ok();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_one_form() {
        for text in [
            "2024-05-01T10:00:00+08:00",
            "2024-05-01T10:00:00Z",
            "2024-05-01T10:00:00.5-09:30",
            "2024-05-01T10:00:00.123456789+00:00",
        ] {
            assert!(is_rfc3339(text), "{text}");
        }
        for (text, same) in [
            ("2024-05-01T10:00+08:00", Some("2024-05-01T10:00:00+08:00")),
            ("20240501T100000+0800", Some("2024-05-01T10:00:00+08:00")),
            ("2024-05-01T10+08", Some("2024-05-01T10:00:00+08:00")),
            ("2024-05-01 10:00:00+08:00", Some("2024-05-01T10:00:00+08:00")),
            ("2024-05-01t10:00:00z", Some("2024-05-01T10:00:00+00:00")),
            ("2024-05-01T10:00:00,5+08:00", Some("2024-05-01T10:00:00+08:00")),
            ("2024-05-01T10:00:00.+08:00", None),
            ("2024-05-01T10:00:00", None),
            ("2024-05-01T10:00:00+08:00[Asia/Shanghai]", Some("2024-05-01T10:00:00+08:00")),
            ("2024-05-01T10:00:00+25:00", None),
            ("+002024-05-01T10:00:00+08:00", Some("2024-05-01T10:00:00+08:00")),
            ("2024-05-01", None),
            ("五月一日上午十点整", None),
            ("", None),
        ] {
            assert!(!is_rfc3339(text), "{text}");
            assert_eq!(same_time(text).as_deref(), same, "{text}");
        }
        assert!(!is_rfc3339("2024-05-01T10:00:60Z"));
    }
}
