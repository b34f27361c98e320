//! Checks values that several record types share: ids, days, times, numbers, URLs.

use super::example::line;
use super::place::Place;
use crate::content::LanguageCounts;
use crate::format::{self, iso};
use crate::naming::slug;
use crate::originals::ESCAPES;
use crate::telephone;
use film_core::locale::Locale;
use film_core::model::production::Register;
use film_core::model::{Source, is_slug};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::BTreeSet;

const SLUG: &str = "write small letters a to z, digits and single hyphens";
const ID: &str = "write small letters a to z, digits and single hyphens, at most 80";

/// Whether a character is invisible and does not belong in text.
pub fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Checks every string of a record: empty texts, invisible characters, URLs. `telephone` is an example of a number.
pub fn strings(place: &Place, value: &Value, telephone: &str) {
    match value {
        Value::String(text) => string(place, text, telephone),
        Value::Array(values) => {
            for (number, value) in values.iter().enumerate() {
                strings(&place.item(number), value, telephone);
            }
        }
        Value::Object(map) => {
            let fix = "write the text in \"en\", \"zh\" or both; until there is one, leave the field out";
            place.must(!map.is_empty(), "the object is empty", fix);
            for (name, value) in map {
                strings(&place.at(name), value, telephone);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Checks that each text is in the only language of the site.
pub fn in_language(place: &Place, value: &Value, locale: Locale) {
    match value {
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(number, value)| in_language(&place.item(number), value, locale));
        }
        Value::Object(map) => {
            let has = |locale: Locale| map.get(locale.as_str()).is_some_and(Value::is_string);
            if has(locale.other()) && !has(locale) {
                let name = format::language(Locale::En, locale.as_str());
                let fix = format!("add \"{}\": \"…\"", locale.as_str());
                place.wrong(format!("the text is not in {name}, and \"languages\" in office.json has no other"), fix);
            }
            map.iter().for_each(|(name, value)| in_language(&place.at(name), value, locale));
        }
        _ => {}
    }
}

/// Counts the texts that are in one language only: objects with `en` or `zh` but not both.
pub fn count_untranslated(value: &Value, counts: &mut LanguageCounts) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| count_untranslated(value, counts)),
        Value::Object(map) => {
            let mut written = Locale::ALL.into_iter().filter(|it| map.get(it.as_str()).is_some_and(Value::is_string));
            if let (Some(only), None) = (written.next(), written.next()) {
                *counts.entry(only).or_default() += 1;
            }
            map.values().for_each(|value| count_untranslated(value, counts));
        }
        _ => {}
    }
}

fn string(place: &Place, text: &str, telephone: &str) {
    if text.trim().is_empty() {
        place.wrong("the text is empty", "write it; until it is known, leave the field out");
        return;
    }
    let is = |names: &[&str]| place.pointer.ends_with(names);
    // In the name of a file they come from backslashes, which the check of the file reports.
    let is_escape = |c: char| (is(&["image"]) || is(&["file"])) && ESCAPES.iter().any(|(escape, _)| *escape == c);
    if let Some(at) = text.find(|c| is_unseen(c) && !is_escape(c)) {
        place.unseen(text, at);
    }
    if text.matches("**").count() > 1 || text.contains("](") {
        place.warn(
            "Markdown works only in the texts of articles: here its marks would be shown",
            "write it without them",
        );
    }
    if is(&["url"]) || is(&["recording"]) || is(&["website", "value"]) {
        let plain = half_width(text);
        let mut address = ["", "https://"].map(|scheme| format!("{scheme}{plain}")).into_iter();
        place.valid(text, is_web_address(text), "is not a web address", || {
            let near = address.find(|it| plain.contains('.') && is_web_address(it));
            near.map_or("begin it with https://".into(), |near| place.as_it_should_be(&near))
        });
    }
    if is(&["email", "value"]) {
        place.valid(text, is_mail_address(text), "is not an e-mail address", || {
            let near = half_width(text).replace(' ', "").trim_start_matches("mailto:").to_owned();
            let is_near = is_mail_address(&near);
            if is_near { place.as_it_should_be(&near) } else { "write name@host and no more".into() }
        });
    }
    if is(&["telephone", "value"]) {
        let fix = format!("write one number: {telephone}, or {telephone} ext. 801");
        place.valid(text, telephone::address(text).is_some(), "is not a telephone number", || fix);
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

/// A text trimmed and with full-width characters replaced by ASCII.
fn half_width(text: &str) -> String {
    text.trim().chars().map(formats::half_width).collect::<String>().replace('。', ".")
}

/// The date that a text gives in another notation (`2023/8/24`, `2023年8月`): year, month and day as far as given.
fn near_date(text: &str) -> Option<String> {
    let text = half_width(text);
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let sizes: Vec<usize> = numbers.iter().map(|number| number.len()).collect();
    if !matches!(sizes[..], [4] | [4, 1..=2] | [4, 1..=2, 1..=2]) {
        return None;
    }
    Some(numbers.iter().map(|number| format!("{number:0>2}")).collect::<Vec<_>>().join("-"))
}

/// Whether a text is a time of day: `06:30`, `24:00`.
fn is_clock(text: &str) -> bool {
    has_form(text, "00:00") && text <= "24:00" && text[3..] < *"60"
}

/// The time of day that a text gives in another notation (`9:00`, `9 pm`, `22点30`).
fn near_clock(text: &str) -> Option<String> {
    let text = half_width(text).to_lowercase();
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    let (hour, minute) = match numbers[..] {
        [hour] => (hour, 0),
        [hour, minute] => (hour, minute),
        _ => return None,
    };
    let is_afternoon = hour < 12 && (text.ends_with("pm") || text.ends_with("p.m.") || text.starts_with("下午"));
    let near = format!("{:02}:{minute:02}", if is_afternoon { hour + 12 } else { hour });
    is_clock(&near).then_some(near)
}

/// Whether a text is a day, month or year.
fn is_date(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    has_form(&full, "0000-00-00") && full.parse::<Date>().is_ok()
}

/// Finds the intended register id in a URL, in the wrong case, or without its prefix.
fn near_registered(register: Register, text: &str) -> Option<String> {
    let plain = half_width(text);
    let from = plain.find("10.5240/").filter(|_| register == Register::Eidr);
    let parts = plain[from.unwrap_or_default()..].split(|c: char| c.is_whitespace() || "?#&=".contains(c));
    let parts = parts.flat_map(|part| if from.is_some() { vec![part] } else { part.split(['/', ':']).collect() });
    let written = parts.flat_map(|part| {
        let prefix = match register {
            Register::Wikidata => "Q",
            Register::Imdb => "tt",
            Register::Douban => "",
            Register::Eidr => "10.5240/",
        };
        [part.to_owned(), part.to_uppercase(), part.to_lowercase(), [prefix, part].concat()]
    });
    written.into_iter().find(|it| register.is_id(it))
}

/// An id made from a text. Empty if the text has no character that an id allows.
fn near_id(text: &str) -> String {
    let plain = text.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    slug(&plain).chars().take(80).collect::<String>().trim_end_matches('-').to_owned()
}

/// Whether a text has digits where `form` has `0` and otherwise equals it.
fn has_form(text: &str, form: &str) -> bool {
    let like = |(byte, wanted): (u8, u8)| if wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(like)
}

/// Whether a time is in RFC 3339 form with capital letters: Atom (RFC 4287, 3.3) accepts no other.
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

/// The same time in the form that [`is_rfc3339`] accepts, if the text has a day, a time and an offset in another form.
fn same_time(text: &str) -> Option<String> {
    let plain = half_width(text);
    let pieces = Pieces::parse(&plain).ok()?;
    let zone = TimeZone::fixed(pieces.to_numeric_offset()?);
    let time = iso(&pieces.date().to_datetime(pieces.time()?).to_zoned(zone).ok()?);
    is_rfc3339(&time).then_some(time)
}

impl Place<'_> {
    /// Reports an error unless `is_valid` is true.
    pub fn valid(&self, text: &str, is_valid: bool, what: &str, fix: impl FnOnce() -> String) {
        if !is_valid {
            self.wrong(format!("{text:?} {what}"), fix());
        }
    }

    /// A fix that shows the line with the correct value.
    pub fn as_it_should_be(&self, value: &str) -> String {
        format!("write {}", line(self.pointer.name(), &value.into()))
    }

    /// Reports an invisible character in the text.
    pub fn unseen(&self, text: &str, at: usize) {
        let c = text[at..].chars().next().unwrap_or_default();
        let before: Vec<char> = text[..at].chars().rev().take_while(|c| *c != '\n').take(12).collect();
        let before: String = before.into_iter().rev().collect();
        let code = u32::from(c);
        let what = format!("the text has an invisible character (U+{code:04X}, a control or direction mark)");
        let fix = if before.is_empty() {
            "type the beginning of the text again without it".to_owned()
        } else {
            format!("type what follows {before:?} again, without it")
        };
        self.wrong(what, fix);
    }

    fn parsed<T>(&self, text: &str, value: Option<T>, what: &str, fix: impl FnOnce() -> String) -> Option<T> {
        self.valid(text, value.is_some(), what, fix);
        value
    }

    /// Checks a time: RFC 3339 with offset. No other form is allowed because feeds and pages repeat it unchanged.
    pub fn time(&self, text: &str) -> Option<Timestamp> {
        let time = text.parse().ok().filter(|_| is_rfc3339(text));
        self.parsed(text, time, "is not a time in the form of RFC 3339", || {
            same_time(text).map_or_else(
                || "write day, time and offset from UTC like 2023-08-23T15:59:40+08:00".into(),
                |time| self.as_it_should_be(&time),
            )
        })
    }

    /// Checks a time of day: `22:00`. A day ends at `24:00`.
    pub fn clock(&self, text: &str) {
        self.valid(text, is_clock(text), "is not a time of day", || {
            near_clock(text).map_or("write it like 22:00".into(), |near| self.as_it_should_be(&near))
        });
    }

    /// Checks a day: `2023-08-24`.
    pub fn day(&self, text: &str) -> Option<Date> {
        let day = text.parse().ok().filter(|_| has_form(text, "0000-00-00"));
        self.parsed(text, day, "is not a day", || {
            let near = near_date(text).filter(|near| near.len() == 10 && is_date(near));
            near.map_or("write it like 2023-08-23".into(), |near| self.as_it_should_be(&near))
        })
    }

    /// Checks the first and last day of a span.
    pub fn span(&self, (start, first): (&str, &str), (end, last): (&str, &str)) -> (Option<Date>, Option<Date>) {
        let days = (self.at(start).day(first), self.at(end).day(last));
        let ordered = days.0.zip(days.1).is_none_or(|(first, last)| first <= last);
        self.at(end).must(ordered, "the last day is before the first", "exchange the two days");
        days
    }

    /// Checks a day, month or year: `2023-08-24`, `2023-08`, `2023`.
    pub fn date(&self, text: &str) {
        self.valid(text, is_date(text), "is not a date", || {
            let near = near_date(text).filter(|near| is_date(near));
            near.map_or("write it like 2023-08-24, 2023-08 or 2023".into(), |near| self.as_it_should_be(&near))
        });
    }

    /// Checks the tag of a language: BCP 47, 2.1, without the rare forms that begin with `i` or `x`.
    pub fn language(&self, tag: &str) {
        let mut parts = tag.split('-');
        let is_language = |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
        let is_part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_tag = parts.next().is_some_and(is_language) && parts.all(is_part);
        self.valid(tag, is_tag, "is not the tag of a language", || {
            let near = format::language_tag(tag.trim());
            let fix = "write a BCP 47 tag: zh, en, fr, pt-BR";
            near.map_or(fix.into(), |near| self.as_it_should_be(near))
        });
    }

    /// Checks the date of a source.
    pub fn source(&self, source: &Source) {
        self.maybe("date", source.date.as_ref(), |place, date| place.date(date));
    }

    /// Checks the id of a production in a public register.
    pub fn registered(&self, register: Register, text: &str) {
        let what = format!("is not an id of {}", register.name());
        self.valid(text, register.is_id(text), &what, || match near_registered(register, text) {
            Some(near) => self.as_it_should_be(&near),
            None => format!("copy it from the address of the work there: {}", register.example()),
        });
    }

    /// Checks that a list has no duplicates. `field` is the field that is compared; empty if the items are texts.
    pub fn once<'i>(&self, field: &str, names: impl IntoIterator<Item = Option<&'i str>>, fix: &str) {
        let mut seen = BTreeSet::new();
        for (number, name) in names.into_iter().enumerate().filter_map(|(number, name)| Some((number, name?))) {
            let item = self.item(number);
            let place = if field.is_empty() { item } else { item.at(field) };
            if !seen.insert(name) {
                place.wrong(format!("{name:?} is named twice"), fix);
            }
        }
    }

    /// Checks the sources of a record. At least one is required.
    pub fn sources(&self, sources: &[Source]) {
        self.at("sources").must(!sources.is_empty(), "no source is named", "name at least one");
        self.each("sources", sources, |place, source| place.source(source));
    }

    /// A time zone.
    pub fn zone(&self, name: &str) -> Option<TimeZone> {
        let fix = "write a name of the IANA list: Asia/Shanghai";
        self.parsed(name, TimeZone::get(name).ok(), "is not a time zone", || fix.into())
    }

    pub fn within(&self, number: f64, least: f64, most: f64) {
        if !(least..=most).contains(&number) {
            self.wrong(format!("{number} is out of range"), format!("write a number from {least} to {most}"));
        }
    }

    pub fn year(&self, year: u16) {
        self.within(f64::from(year), 1890.0, 2200.0);
    }

    /// Checks the name of a picture in a text.
    pub fn picture_name(&self, name: &str) {
        self.valid(name, is_slug(name), "is not the name of a picture", || SLUG.into());
    }

    /// Checks the id of a record, which must equal its file name. `is_taken` returns whether a record has an id.
    pub fn record_id(&self, id: &str, is_taken: impl Fn(&str) -> bool) {
        let (place, stem) = (self.at("id"), stem(self.file));
        let is_wrong = !is_slug(id);
        if !is_wrong && id == stem {
            return;
        }
        let what =
            if is_wrong { format!("{id:?} is not an id") } else { format!("the id {id:?} is not the file's name") };
        let near = near_id(if is_wrong { id } else { stem });
        let fix = if is_slug(stem) && (is_wrong || is_taken(id)) {
            place.as_it_should_be(stem)
        } else if !is_wrong && is_taken(id) {
            format!(
                "{id}.json is there too: put what is right into it and move this file out of public/content; for a \
                 record of its own rename the file, and write the new name in \"id\""
            )
        } else if !is_wrong && is_slug(stem) {
            format!("{}, or rename the file to {id}.json", place.as_it_should_be(stem))
        } else if !is_wrong {
            format!("rename the file to {id}.json")
        } else if near.is_empty() {
            format!("{ID}; call the file the same")
        } else {
            format!("{}, and rename the file to {near}.json", place.as_it_should_be(&near))
        };
        place.wrong(what, fix);
    }

    /// Checks that the ids of the list items are unique.
    pub fn unique<'i>(&self, ids: impl IntoIterator<Item = Option<&'i str>>) {
        let mut seen = BTreeSet::new();
        for (number, id) in ids.into_iter().enumerate().filter_map(|(number, id)| Some((number, id?))) {
            let item = self.item(number);
            let place = item.at("id");
            place.valid(id, is_slug(id), "is not an id", || {
                let near = near_id(id);
                if near.is_empty() { ID.to_owned() } else { place.as_it_should_be(&near) }
            });
            if !seen.insert(id) {
                place.wrong(format!("the id {id:?} is used twice"), "give one of the two another id");
            }
        }
    }
}

/// The name of a file without its folder and `.json`.
pub fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".json").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_registers_are_found_in_addresses() {
        for (register, text, near) in [
            (Register::Wikidata, "https://www.wikidata.org/wiki/Q1234567#P31", Some("Q1234567")),
            (Register::Wikidata, "q1234567", Some("Q1234567")),
            (Register::Wikidata, "１２３４", Some("Q1234")),
            (Register::Imdb, "https://www.imdb.com/title/tt1234567/?ref_=nv", Some("tt1234567")),
            (Register::Imdb, "TT1234567", Some("tt1234567")),
            (Register::Imdb, "1234567", Some("tt1234567")),
            (Register::Douban, "https://movie.douban.com/subject/1234567/", Some("1234567")),
            (
                Register::Eidr,
                "https://doi.org/10.5240/7791-8534-2c23-9030-8610-5",
                Some("10.5240/7791-8534-2C23-9030-8610-5"),
            ),
            (Register::Eidr, "7791-8534-2C23-9030-8610-5", Some("10.5240/7791-8534-2C23-9030-8610-5")),
            (Register::Eidr, "10.5240/7791-8534-2C23-9030-8610-6", None),
            (Register::Douban, "流浪地球", None),
            (Register::Imdb, "", None),
        ] {
            assert_eq!(near_registered(register, text).as_deref(), near, "{text}");
        }
    }

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
            ("２０２４－０５－０１Ｔ１０：００：００＋０８：００", Some("2024-05-01T10:00:00+08:00")),
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
