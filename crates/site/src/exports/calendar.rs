//! iCalendar (RFC 5545) of the summit: each edition's agenda, and each session by itself.
//!
//! A session whose hour no source gives is an all-day event that takes up no
//! time. Hours are written in UTC, which every program reads alike. The stamp
//! of an event is the day of its latest source, so that a build repeats itself.

use super::{Exported, Published};
use crate::content::Content;
use crate::document::zone;
use crate::format;
use agenda::calendar::uid;
use film_core::locale::{Locale, words};
use film_core::model::Source;
use film_core::model::summit::{Edition, Session};
use film_core::route::Page;
use film_core::route::export::Export;
use formats::ical::{escape, property};
use jiff::civil::Date;
use std::slice;

/// The calendar of every edition and of every session.
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
    let head: [(&str, &str); 8] = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", &escape(&maker)),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", &title),
        ("X-WR-CALNAME", &title),
        ("X-WR-TIMEZONE", &edition.time_zone),
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
    // The same event in both languages.
    property(lines, "UID", &uid(edition.year, session.id.as_str(), origin));
    property(lines, "DTSTAMP", &format!("{}T000000Z", compact(stamp(edition, session))));
    match format::start(session) {
        Some(start) => {
            property(lines, "DTSTART", &format::utc(start));
            format::end(session).into_iter().for_each(|end| property(lines, "DTEND", &format::utc(end)));
        }
        None => {
            let day = day(&session.date);
            property(lines, "DTSTART;VALUE=DATE", &compact(day));
            property(lines, "DTEND;VALUE=DATE", &compact(day.tomorrow().unwrap_or(day)));
            property(lines, "TRANSP", "TRANSPARENT");
        }
    }
    property(lines, &format!("SUMMARY;LANGUAGE={}", language.tag()), &escape(title.get(locale)));
    let place = edition.room(session).map_or(&edition.venue, |room| &room.name);
    property(lines, &format!("LOCATION;LANGUAGE={}", locale.tag()), &escape(place.get(locale)));
    let description = description(content, edition, session, &address, locale);
    property(lines, &format!("DESCRIPTION;LANGUAGE={}", locale.tag()), &escape(&description));
    let kinds =
        std::iter::once(session.kind.name(locale)).chain(edition.track(session).map(|track| track.name.get(locale)));
    property(lines, "CATEGORIES", &kinds.map(escape).collect::<Vec<_>>().join(","));
    property(lines, "URL", &address);
    property(lines, "END", "VEVENT");
}

/// What the session's page says, as plain text.
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

/// The day of the latest source of the session and the edition; else the edition's first.
fn stamp(edition: &Edition, session: &Session) -> Date {
    let known = |source: &Source| source.date.as_deref().map(day);
    session.sources.iter().chain(&edition.sources).filter_map(known).max().unwrap_or_else(|| day(&edition.start))
}

/// A checked day; the first of a checked month or year.
fn day(text: &str) -> Date {
    let first = &"-01-01"[(text.len().saturating_sub(4)).min(6)..];
    format!("{text}{first}").parse().unwrap_or(Date::ZERO)
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
            assert_eq!(compact(day(text)), date);
        }
    }
}
