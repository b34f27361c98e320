//! The schedule that conference apps read: the JSON form of frab, as the video team of the
//! Chaos Computer Club describes it (<https://c3voc.de/wiki/schedule>), one file an edition and language.
//!
//! The form knows no session without an hour. One whose hour no source gives
//! takes its whole day, and what is known of its time stands first in its text.

use super::{Exported, Published};
use crate::content::Content;
use crate::document::zone;
use crate::format;
use film_core::locale::Locale;
use film_core::model::Link;
use film_core::model::summit::{Edition, Room, Session};
use film_core::route::Page;
use film_core::route::base;
use film_core::route::export::Export;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The schedule of every edition.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let editions = published.content.editions.iter();
    let written = |edition: &Edition| format!("{}\n", schedule(published.content, edition, locale));
    editions.map(|edition| (Export::Schedule(edition.year), written(edition))).collect()
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
    let room = |room: &Room| json!({ "name": room.name.get(locale), "guid": guid(&["room", &year, room.id.as_str()]) });
    let rooms: Vec<Value> = edition.rooms.iter().map(room).collect();
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
    let midnight_after = midnight(first.tomorrow().unwrap_or(first), &zone);
    // A night belongs to the day of its evening.
    let ends = sessions.iter().filter_map(|session| format::end(session).or(format::start(session)));
    let end = ends.max().map_or(midnight_after.clone(), |end| end.to_zoned(zone.clone()).max(midnight_after));
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
        "day_end": format::iso(&end),
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
        Some(json!({ "name": expert.name.get(locale), "guid": guid(&["person", expert.id.as_str()]) }))
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
        "type": session.kind.as_str(),
        // The form asks for a language; `und` is the tag for one that is not known (BCP 47, ISO 639-2).
        "language": session.language.map_or("und", Locale::as_str),
        "abstract": (!text.is_empty()).then(|| text.join("\n\n")),
        "persons": persons.collect::<Vec<_>>(),
        "links": links,
        "attachments": self::links(&session.attachments, locale),
    })
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

/// A UUID of version 8 (RFC 9562, 5.8) made from a record's names: the same in every build and language.
fn guid(names: &[&str]) -> String {
    let mut bytes = digest(names);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// A number for programs that take no other id: 31 bits of the digest, never 0.
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
