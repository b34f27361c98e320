//! The rows as iCalendar (RFC 5545): sessions at their time, locations on the shooting day.

use super::{PackView, Row, name};
use film_core::locale::Locale;
use film_core::route::Page;
use formats::ical::{self, Event, When};

/// The number of events in [`calendar`]. A calendar must have at least one (RFC 5545, 3.6), so do not offer an empty
/// one.
pub fn event_count(view: &PackView) -> usize {
    view.rows.iter().filter(|row| when(view, row).is_some()).count()
}

/// The events of a pack: each row with a start, and each location all day if the pack has a shooting day.
///
/// An event keeps its UID as long as the page is in the pack, so that calendar programs update it. A row whose start is
/// not a valid instant has no event. An end that is not after the start is omitted.
pub fn calendar(view: &PackView, locale: Locale) -> String {
    let events = view.rows.iter().filter_map(|row| {
        Some(Event {
            // Slugs have no dots, so two pages never share a UID.
            uid: [&view.pack.id, &*row.page.path().replace('/', ".")].concat(),
            when: when(view, row)?,
            state: None,
            summary: row.title.clone(),
            description: description(row),
            location: place(row),
            category: row.kind.clone(),
            position: row.position().map(|(lat, lng)| (lat.to_owned(), lng.to_owned())),
            url: row.address.clone(),
        })
    });
    ical::calendar("Recce pack//EN", name(view, locale), &view.stamp, events)
}

fn when(view: &PackView, row: &Row) -> Option<When> {
    if let Some(start) = row.start() {
        return Some(When::Timed(start.to_owned(), row.end().map(str::to_owned)));
    }
    let day = view.pack.day.clone()?;
    matches!(row.page, Page::Location(_)).then_some(When::Day(day))
}

/// The note, facts and address as paragraphs.
fn description(row: &Row) -> String {
    let facts: Vec<String> = row.facts.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    let mut parts = vec![row.note.clone(), facts.join("\n"), row.address.clone()];
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The event's location. For a location page, that is the page's own place.
fn place(row: &Row) -> String {
    match (&row.page, row.district.as_str()) {
        (Page::Location(_), "") => row.title.clone(),
        (Page::Location(_), district) => format!("{}, {district}", row.title),
        (_, district) => district.to_owned(),
    }
}
