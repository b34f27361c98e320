//! The rows as iCalendar (RFC 5545): sessions at their time, locations on the shooting day.

use super::{PackView, Row, is_instant, name};
use film_core::locale::Locale;
use film_core::route::Page;
use formats::ical::{property, text};

/// How many events [`calendar`] gives. A calendar must have one (RFC 5545, 3.6): with none, do not offer it.
pub fn event_count(view: &PackView) -> usize {
    view.rows.iter().filter(|row| when(view, row).is_some()).count()
}

/// The events of a pack: each row with a start, and each location all day if the pack has a shooting day.
///
/// An event keeps its UID as long as the page is in the pack, so that a calendar updates what it has.
/// A row whose start is no instant has none; an end that is not after the start is left out.
pub fn calendar(view: &PackView, locale: Locale) -> String {
    let mut out = String::new();
    property(&mut out, "BEGIN", "VCALENDAR");
    property(&mut out, "VERSION", "2.0");
    property(&mut out, "PRODID", "-//City of Film//Recce pack//EN");
    property(&mut out, "CALSCALE", "GREGORIAN");
    text(&mut out, "NAME", name(view, locale));
    text(&mut out, "X-WR-CALNAME", name(view, locale));
    for row in &view.rows {
        let Some(when) = when(view, row) else { continue };
        property(&mut out, "BEGIN", "VEVENT");
        // Slugs have no dots, so two pages never get the same one.
        property(&mut out, "UID", &format!("{}{}", view.pack.id, row.page.path().replace('/', ".")));
        property(&mut out, "DTSTAMP", if is_instant(&view.stamp) { &view.stamp } else { "19700101T000000Z" });
        match when {
            When::Timed { start, end } => {
                property(&mut out, "DTSTART", start);
                if let Some(end) = end {
                    property(&mut out, "DTEND", end);
                }
            }
            When::Day(day) => {
                property(&mut out, "DTSTART;VALUE=DATE", &day);
                property(&mut out, "TRANSP", "TRANSPARENT");
            }
        }
        text(&mut out, "SUMMARY", &row.title);
        text(&mut out, "DESCRIPTION", &description(row));
        text(&mut out, "LOCATION", &place(row));
        text(&mut out, "CATEGORIES", &row.kind);
        if let Some((lat, lng)) = row.position() {
            property(&mut out, "GEO", &format!("{lat};{lng}"));
        }
        if !row.address.is_empty() && row.address.bytes().all(|b| b.is_ascii_graphic()) {
            property(&mut out, "URL", &row.address);
        }
        property(&mut out, "END", "VEVENT");
    }
    property(&mut out, "END", "VCALENDAR");
    out
}

enum When<'a> {
    Timed { start: &'a str, end: Option<&'a str> },
    Day(String),
}

fn when<'a>(view: &PackView, row: &'a Row) -> Option<When<'a>> {
    if let Some(start) = row.start() {
        return Some(When::Timed { start, end: row.end() });
    }
    let day = view.pack.day.as_ref()?;
    matches!(row.page, Page::Location(_)).then(|| When::Day(day.replace('-', "")))
}

/// Note, facts and address, in paragraphs.
fn description(row: &Row) -> String {
    let facts: Vec<String> = row.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    let mut parts = vec![row.note.clone(), facts.join("\n"), row.address.clone()];
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// Where to go: a location is its own place.
fn place(row: &Row) -> String {
    match (&row.page, row.district.as_str()) {
        (Page::Location(_), "") => row.title.clone(),
        (Page::Location(_), district) => format!("{}, {district}", row.title),
        (_, district) => district.to_owned(),
    }
}
