//! iCalendar (RFC 5545) exports of the summit: each edition's agenda, and each session on its own.
//!
//! A session whose sources give no hour is an all-day event that blocks no time. Hours are written in UTC, which all
//! programs read the same way. An event's stamp is the time of its last change, so that builds are reproducible.

use super::{Exported, Published};
use crate::content::Content;
use crate::document::zone;
use crate::format;
use crate::read;
use agenda::calendar::{State, sequence, uid};
use film_core::locale::{Locale, words};
use film_core::model::summit::{Edition, Session};
use film_core::route::Page;
use film_core::route::export::Export;
use formats::ical::{escape, property};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::path::Path;
use std::slice;

/// Writes the calendar of every edition and of every session.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let mut written = Vec::new();
    for edition in &published.content.editions {
        let mut add = |export: Export, sessions: &[Session]| {
            let text = calendar(published.content, edition, &export, locale, sessions);
            written.push((export, text));
        };
        add(Export::AgendaCalendar(edition.year), &edition.sessions);
        for session in &edition.sessions {
            add(Export::SessionCalendar(edition.year, session.id.clone()), slice::from_ref(session));
        }
    }
    written
}

fn calendar(content: &Content, edition: &Edition, export: &Export, locale: Locale, sessions: &[Session]) -> String {
    let mut lines = String::new();
    let title = escape(edition.title.get(locale));
    let maker = format!("-//{}//City of Film//{}", content.office.name.get(locale), locale.tag());
    let head: [(&str, &str); 10] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", &escape(&maker)),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", &title),
        ("X-WR-CALNAME", &title),
        ("X-WR-TIMEZONE", &edition.time_zone),
        // How often a subscribed program refreshes (RFC 7986, 5.7). The second property is Outlook's older name for it.
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
        ("X-PUBLISHED-TTL", "PT1H"),
        ("SOURCE;VALUE=URI", &format!("{}{}", content.office.origin, export.href(locale))),
    ];
    head.into_iter().for_each(|(name, value)| property(&mut lines, name, value));
    sessions.iter().for_each(|session| event(&mut lines, content, edition, session, locale));
    property(&mut lines, "END", "VCALENDAR");
    lines
}

fn event(lines: &mut String, content: &Content, edition: &Edition, session: &Session, locale: Locale) {
    let origin = &content.office.origin;
    let page = Page::Session(edition.year, session.id.clone());
    let address = format!("{origin}{}", page.href(locale));
    let title = &session.title;
    let language = if title.is_foreign(locale) { locale.other() } else { locale };
    property(lines, "BEGIN", "VEVENT");
    // Both languages use the same UID for an event.
    property(lines, "UID", &uid(edition.year, session.id.as_str(), origin));
    let changed = content.changed(edition, session);
    let stamp = format::utc(changed);
    property(lines, "DTSTAMP", &stamp);
    let (cancelled, sequence) = (session.is_cancelled(), sequence(changed.as_second()));
    State { cancelled, sequence, changed: Some(stamp) }.write(lines);
    if cancelled || session.start.is_none() {
        property(lines, "TRANSP", "TRANSPARENT");
    }
    match format::start(session) {
        Some(start) => {
            property(lines, "DTSTART", &format::utc(start));
            format::end(session).into_iter().for_each(|end| property(lines, "DTEND", &format::utc(end)));
        }
        None => {
            let day = format::first_day(&session.date);
            property(lines, "DTSTART;VALUE=DATE", &compact(day));
            property(lines, "DTEND;VALUE=DATE", &compact(day.tomorrow().unwrap_or(day)));
        }
    }
    property(lines, &format!("SUMMARY;LANGUAGE={}", language.tag()), &escape(title.get(locale)));
    let place = edition.room(session).map_or(&edition.venue, |room| &room.name);
    property(lines, &format!("LOCATION;LANGUAGE={}", locale.tag()), &escape(place.get(locale)));
    let description = description(content, edition, session, &address, locale);
    property(lines, &format!("DESCRIPTION;LANGUAGE={}", locale.tag()), &escape(&description));
    let kinds = std::iter::once(session.kind_name.get(locale))
        .chain(edition.track(session).map(|track| track.name.get(locale)));
    property(lines, "CATEGORIES", &kinds.map(escape).collect::<Vec<_>>().join(","));
    property(lines, "URL", &address);
    property(lines, "END", "VEVENT");
}

/// Compares the calendars of the previous build and returns when each session last changed. If its event differs now,
/// that is `now`.
///
/// Sessions that the previous build did not have are left out, as are all sessions if its calendars cannot be read.
pub fn changes(content: &Content, before: &Path, now: Timestamp) -> BTreeMap<String, Timestamp> {
    let mut found: BTreeMap<String, Timestamp> = BTreeMap::new();
    for edition in &content.editions {
        for locale in Locale::ALL {
            let file = before.join(Export::AgendaCalendar(edition.year).file(locale));
            let text = read::text(&file).unwrap_or_default().replace("\r\n ", "");
            let events = text.split("BEGIN:VEVENT\r\n").skip(1).map(|event| event.split("\r\n").collect::<Vec<_>>());
            let events: BTreeMap<&str, Vec<&str>> =
                events.filter_map(|event| Some((value(&event, "UID:")?, event))).collect();
            for session in &edition.sessions {
                let uid = uid(edition.year, session.id.as_str(), &content.office.origin);
                let Some(before) = events.get(uid.as_str()) else { continue };
                let changed = value(before, "LAST-MODIFIED:").and_then(|time| time.parse::<Timestamp>().ok());
                let Some(changed) = changed else { continue };
                let mut lines = String::new();
                event(&mut lines, content, edition, session, locale);
                let lines = lines.replace("\r\n ", "");
                let after: Vec<&str> = lines.split("\r\n").skip(1).collect();
                let is_same = unstamped(before).eq(unstamped(&after));
                // Always later than before: a record without dated sources is stamped with its edition's first day.
                let later = || changed.checked_add(SignedDuration::from_secs(1)).map_or(now, |later| later.max(now));
                let changed = if is_same { changed } else { later() };
                let known = found.entry(uid).or_insert(changed);
                *known = changed.max(*known);
            }
        }
    }
    found
}

fn value<'l>(lines: &[&'l str], name: &str) -> Option<&'l str> {
    lines.iter().find_map(|line| line.strip_prefix(name))
}

/// The lines of an event without those that tell when it changed.
fn unstamped<'l>(lines: &'l [&'l str]) -> impl Iterator<Item = &'l &'l str> {
    let is_stamp = |line: &&&str| ["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"].iter().any(|name| line.starts_with(name));
    lines.iter().take_while(|line| **line != "END:VEVENT").filter(move |line| !is_stamp(line))
}

/// The content of the session's page as plain text.
fn description(content: &Content, edition: &Edition, session: &Session, address: &str, locale: Locale) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(session.subtitle.as_ref().map(|text| text.get(locale).to_owned()));
    parts.push(match &session.start {
        Some(start) => {
            let clock = format::clock(start, session.duration, &zone(&edition.time_zone));
            format!("{clock} {}", edition.time_zone)
        }
        None => format::when(session, locale),
    });
    parts.extend(session.r#abstract.as_ref().map(|text| text.get(locale).to_owned()));
    let persons: Vec<String> = session
        .persons
        .iter()
        .filter_map(|part| {
            let name = content.experts.get(part.person.as_str())?.name.get(locale);
            let role = part.role.get(locale);
            Some(match locale {
                Locale::En => format!("{name} ({role})"),
                Locale::Zh => format!("{name}（{role}）"),
            })
        })
        .collect();
    if !persons.is_empty() {
        parts.push(format!("{}\n{}", words::PERSONS.get(locale), persons.join("\n")));
    }
    parts.push(address.to_owned());
    parts.join("\n\n")
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_sources() {
        for (text, date) in [("2023", "20230101"), ("2023-08", "20230801"), ("2023-08-24", "20230824")] {
            assert_eq!(compact(format::first_day(text)), date);
        }
    }
}
