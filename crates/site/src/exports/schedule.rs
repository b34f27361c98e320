//! The schedule for conference apps: frab's JSON and XML formats, as described by the video team of the Chaos Computer
//! Club (<https://c3voc.de/wiki/schedule>), one file per edition and language. The XML, which Giggity and EventFahrplan
//! read, is generated from the JSON.
//!
//! The format requires an hour and a room for each session. A session whose sources give no hour takes its whole day,
//! and what is known of its time comes first in its text. A session without a room is listed under the venue, which
//! then counts as a room.

use super::{Exported, Published};
use crate::content::Content;
use crate::document::zone;
use crate::format;
use film_core::locale::Locale;
use film_core::model::Link;
use film_core::model::summit::{Edition, Session};
use film_core::route::Page;
use film_core::route::base;
use film_core::route::export::Export;
use formats::xml::{element, empty, open};
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Writes the schedule of every edition.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let written = |edition: &Edition| {
        let schedule = schedule(published.content, edition, locale);
        let (json, xml) = (format!("{schedule}\n"), xml(&schedule));
        [(Export::Schedule(edition.year), json), (Export::ScheduleXml(edition.year), xml)]
    };
    published.content.editions.iter().flat_map(written).collect()
}

fn schedule(content: &Content, edition: &Edition, locale: Locale) -> Value {
    let origin = &content.office.origin;
    let mut dates: Vec<&str> = edition.sessions.iter().map(|session| session.date.as_str()).collect();
    dates.extend([edition.start.as_str(), edition.end.as_str()]);
    dates.sort_unstable();
    dates.dedup();
    let days: Vec<Value> =
        dates.iter().enumerate().map(|(place, date)| day(content, edition, place, date, locale)).collect();
    let year = edition.year.to_string();
    let has_none = edition.sessions.iter().any(|session| edition.room(session).is_none());
    let venue = has_none.then_some((&edition.venue, ""));
    let mut rooms: Vec<Value> = Vec::new();
    for (name, id) in edition.rooms.iter().map(|room| (&room.name, room.id.as_str())).chain(venue) {
        let name = name.get(locale);
        // A day lists its sessions under room names.
        if rooms.iter().all(|room| room["name"] != name) {
            rooms.push(json!({ "name": name, "guid": guid(&["room", &year, id]) }));
        }
    }
    let tracks: Vec<Value> = edition.tracks.iter().map(|track| json!({ "name": track.name.get(locale) })).collect();
    json!({
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": { "name": "city-of-film", "version": env!("CARGO_PKG_VERSION") },
        "schedule": {
            "version": content.digest,
            "base_url": format!("{origin}{}", base::join("/")),
            "conference": {
                "acronym": format!("summit{}", edition.year),
                "title": edition.title.get(locale),
                "description": edition.summary.get(locale),
                "start": edition.start,
                "end": edition.end,
                "daysCount": days.len(),
                "timeslot_duration": "00:05",
                "time_zone_name": edition.time_zone,
                "url": format!("{origin}{}", Page::Edition(edition.year).href(locale)),
                "tracks": tracks,
                "rooms": rooms,
                "days": days,
            },
        },
    })
}

fn day(content: &Content, edition: &Edition, place: usize, date: &str, locale: Locale) -> Value {
    let zone = zone(&edition.time_zone);
    let first: Date = date.parse().unwrap_or(Date::ZERO);
    let mut rooms: Map<String, Value> = Map::new();
    let mut sessions: Vec<&Session> = edition.sessions.iter().filter(|session| session.date == date).collect();
    sessions.sort_by_key(|session| format::start(session));
    // A day includes the following night: apps count sessions that start before this hour to the previous day.
    let midnight_after = midnight(first.tomorrow().unwrap_or(first), &zone);
    let late = sessions.iter().filter(|it| format::start(it).is_some_and(|start| start >= midnight_after.timestamp()));
    let late =
        late.filter_map(|it| format::end(it).or_else(|| format::start(it))).max().map(|end| end.to_zoned(zone.clone()));
    for session in sessions {
        let event = event(content, edition, session, &zone, locale);
        let room = event["room"].as_str().unwrap_or_default().to_owned();
        if let Value::Array(events) = rooms.entry(room).or_insert_with(|| json!([])) {
            events.push(event);
        }
    }
    json!({
        "index": place + 1,
        "date": date,
        "day_start": format::iso(&midnight(first, &zone)),
        "day_end": format::iso(&late.unwrap_or(midnight_after)),
        "rooms": rooms,
    })
}

fn event(content: &Content, edition: &Edition, session: &Session, zone: &TimeZone, locale: Locale) -> Value {
    let year = edition.year.to_string();
    let id = session.id.as_str();
    let known = format::start(session).map(|start| start.to_zoned(zone.clone()));
    let date = known.clone().unwrap_or_else(|| midnight(session.date.parse().unwrap_or(Date::ZERO), zone));
    let minutes = match (&known, session.duration) {
        (None, _) => 24 * 60,
        (Some(_), minutes) => minutes.unwrap_or(0),
    };
    let note = known.is_none().then(|| format::when(session, locale));
    let text = session.r#abstract.as_ref().map(|text| text.get(locale).to_owned());
    let text: Vec<String> = note.into_iter().chain(text).collect();
    let persons = session.persons.iter().filter_map(|part| {
        let expert = content.experts.get(part.person.as_str())?;
        let names = ["person", expert.id.as_str()];
        Some(json!({ "id": number(&names), "name": expert.name.get(locale), "guid": guid(&names) }))
    });
    let mut links = links(&session.links, locale);
    links.extend(session.recording.iter().map(|url| json!({ "title": "Recording", "url": url })));
    json!({
        "id": number(&["session", &year, id]),
        "guid": guid(&["session", &year, id]),
        "date": format::iso(&date),
        "start": date.strftime("%H:%M").to_string(),
        "duration": format!("{:02}:{:02}", minutes / 60, minutes % 60),
        "room": edition.room(session).map_or(&edition.venue, |room| &room.name).get(locale),
        "slug": format!("summit{year}-{id}"),
        "url": format!("{}{}", content.office.origin, Page::Session(edition.year, session.id.clone()).href(locale)),
        "title": session.title.get(locale),
        "subtitle": session.subtitle.as_ref().map(|text| text.get(locale)),
        "track": edition.track(session).map(|track| track.name.get(locale)),
        "type": session.kind,
        // The format requires a language. `und` is the tag for an unknown language (BCP 47, ISO 639-2).
        "language": session.language.as_deref().unwrap_or("und"),
        "abstract": (!text.is_empty()).then(|| text.join("\n\n")),
        "persons": persons.collect::<Vec<_>>(),
        "links": links,
        "attachments": self::links(&session.attachments, locale),
    })
}

/// The longest duration in XML. Giggity parses it as a time of day and rejects the whole file if it is not one.
const LONGEST: &str = "23:59";

/// Converts a schedule to XML.
fn xml(schedule: &Value) -> String {
    let generator = &schedule["generator"];
    let schedule = &schedule["schedule"];
    let conference = &schedule["conference"];
    let named = |name: &str, value: &Value| element(name, &[], &text(value));
    let mut lines = vec![
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned(),
        open("schedule", &[]),
        empty("generator", &[("name", &text(&generator["name"])), ("version", &text(&generator["version"]))]),
        named("version", &schedule["version"]),
        open("conference", &[]),
        named("acronym", &conference["acronym"]),
        named("title", &conference["title"]),
        named("start", &conference["start"]),
        named("end", &conference["end"]),
        named("days", &conference["daysCount"]),
        named("timeslot_duration", &conference["timeslot_duration"]),
        named("time_zone_name", &conference["time_zone_name"]),
        named("base_url", &schedule["base_url"]),
        "</conference>".to_owned(),
    ];
    for day in list(&conference["days"]) {
        let [index, date, start, end] = ["index", "date", "day_start", "day_end"].map(|name| text(&day[name]));
        lines.push(open("day", &[("index", &index), ("date", &date), ("start", &start), ("end", &end)]));
        for room in list(&conference["rooms"]) {
            let (name, guid) = (text(&room["name"]), text(&room["guid"]));
            let events = list(&day["rooms"][&name]);
            if !events.is_empty() {
                lines.push(open("room", &[("name", &name), ("guid", &guid)]));
                lines.extend(events.iter().map(xml_event));
                lines.push("</room>".to_owned());
            }
        }
        lines.push("</day>".to_owned());
    }
    lines.push("</schedule>\n".to_owned());
    lines.join("\n")
}

fn xml_event(event: &Value) -> String {
    let mut parts = vec![open("event", &[("id", &text(&event["id"])), ("guid", &text(&event["guid"]))])];
    for name in [
        "date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language",
        "abstract",
    ] {
        let known = text(&event[name]);
        let value = match name {
            "duration" if known.len() > LONGEST.len() || *known > *LONGEST => LONGEST,
            // In XML, an unknown language is left out.
            "language" if known == "und" => "",
            _ => known.as_str(),
        };
        parts.push(element(name, &[], value));
    }
    parts.push(element("description", &[], ""));
    let person = |it: &Value| {
        let attributes = [("id", text(&it["id"])), ("guid", text(&it["guid"]))];
        element("person", &attributes.each_ref().map(|(name, value)| (*name, value.as_str())), &text(&it["name"]))
    };
    parts.push(format!("<persons>{}</persons>", list(&event["persons"]).iter().map(person).collect::<String>()));
    for (name, part) in [("links", "link"), ("attachments", "attachment")] {
        let link = |it: &Value| element(part, &[("href", &text(&it["url"]))], &text(&it["title"]));
        parts.push(format!("<{name}>{}</{name}>", list(&event[name]).iter().map(link).collect::<String>()));
    }
    parts.push("</event>".to_owned());
    parts.join("\n")
}

/// A value as the text of an XML element.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn links(links: &[Link], locale: Locale) -> Vec<Value> {
    links.iter().map(|link| json!({ "title": link.label.get(locale), "url": link.url })).collect()
}

fn midnight(date: Date, zone: &TimeZone) -> Zoned {
    date.to_zoned(zone.clone()).unwrap_or_default()
}

fn digest(names: &[&str]) -> [u8; 32] {
    Sha256::digest(names.join("/").as_bytes()).into()
}

/// A version 8 UUID (RFC 9562, 5.8) derived from a record's names: the same in every build and language.
fn guid(names: &[&str]) -> String {
    let mut bytes = digest(names);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A numeric id for programs that accept no other: 31 bits of the digest, never 0.
fn number(names: &[&str]) -> u32 {
    let bytes = digest(names);
    u32::from_be_bytes([bytes[16] & 0x7f, bytes[17], bytes[18], bytes[19]]).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_apart() {
        let one = guid(&["session", "2023", "opening"]);
        assert_eq!(one, guid(&["session", "2023", "opening"]));
        assert_ne!(one, guid(&["session", "2024", "opening"]));
        assert_eq!(one.len(), 36);
        assert_eq!(&one[14..15], "8");
        assert!("89ab".contains(&one[19..20]));
        assert_ne!(number(&["session", "2023", "a"]), number(&["session", "2023", "b"]));
    }
}
