//! Checks the editions of the summit, and the years without one.

use super::place::Place;
use super::records::{Records, known, listed};
use super::values::stem;
use crate::format;
use agenda::NIGHT;
use film_core::locale::{Locale, words};
use film_core::model::ExpertId;
use film_core::model::office::Office;
use film_core::model::summit::{Edition, Figure, OtherYear, Report, Session};
use film_core::model::vocabulary::ExpertKind;
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub fn edition(records: &Records, place: &Place, edition: &Edition) {
    let stem = stem(place.file);
    if edition.year.to_string() != stem {
        let what = format!("the year {} is not the file's name", edition.year);
        let fix = if records.has_record("summit", &edition.year.to_string()) {
            format!("write the year that this file is about; {} has its file, summit/{0}.json", edition.year)
        } else {
            format!("write \"year\": {stem}, or rename the file to {}.json", edition.year)
        };
        place.at("year").wrong(what, fix);
    }
    place.at("year").year(edition.year);
    place.sources(&edition.sources);
    let zone = place.at("time_zone").zone(&edition.time_zone);
    let days = place.span(("start", &edition.start), ("end", &edition.end));
    let venue = edition.venue_location.as_ref();
    place.maybe("venue_location", venue, |place, id| records.record(place, "locations", id.as_str()));
    place.at("rooms").unique(edition.rooms.iter().map(|room| Some(room.id.as_str())));
    place.at("tracks").unique(edition.tracks.iter().map(|track| Some(track.id.as_str())));
    place.at("sessions").unique(edition.sessions.iter().map(|session| Some(session.id.as_str())));
    place.at("reports").unique(edition.reports.iter().map(|report| Some(report.id.as_str())));
    place.each("tracks", &edition.tracks, |place, it| place.at("colour").within(f64::from(it.colour), 1.0, 6.0));
    place.each("sessions", &edition.sessions, |place, it| session(records, place, edition, (days, zone.as_ref()), it));
    warn_of_double_bookings(records, place, edition);
    place.each("reports", &edition.reports, |place, it| report(records, place, edition, it));
}

fn session(
    records: &Records,
    place: &Place,
    edition: &Edition,
    ((first, last), zone): ((Option<Date>, Option<Date>), Option<&TimeZone>),
    session: &Session,
) {
    place.sources(&session.sources);
    let date = place.at("date").day(&session.date);
    if date.is_some_and(|date| first.is_some_and(|first| date < first) || last.is_some_and(|last| last < date)) {
        let fix = format!(
            "write a day from {} to {}; a session after midnight belongs to the day of its evening",
            edition.start, edition.end
        );
        place.at("date").wrong("the day is not one of the edition's", fix);
    }
    if let Some(text) = &session.start {
        let place = place.at("start");
        let time = place.time(text);
        let begins = time.zip(zone).map(|(time, zone)| time.to_zoned(zone.clone()));
        if let Some((begins, date)) = begins.zip(date).filter(|(begins, date)| {
            let night = begins.checked_sub(SignedDuration::from_secs(NIGHT)).map(|evening| evening.date());
            begins.date() != *date && night.ok() != Some(*date)
        }) {
            let fix = format!(
                "write \"date\": \"{}\", or correct the start; until 6:00 a session may also belong to the day before",
                begins.date()
            );
            place.wrong(format!("the start is not on the day given in \"date\", {date}"), fix);
        }
    }
    place.maybe("language", session.language.as_ref(), |place, tag| place.language(tag));
    if let Some(office) = records.office {
        let kinds: Vec<&str> = office.kinds().into_iter().map(|(id, _)| id).collect();
        listed(&place.at("type"), &session.kind, &kinds, "kind of session", "session_kinds");
    }
    place.maybe("updated_at", session.updated_at.as_ref(), |place, text| place.time(text));
    let named = session.replaced_by.iter().map(|id| ("replaced_by", id));
    for (field, id) in named.chain(session.overlaps.iter().map(|id| ("overlaps", id))) {
        let place = place.at(field);
        known(&place, id.as_str(), edition.sessions.iter().map(|it| it.id.as_str()), "the sessions of this edition");
        place.must(*id != session.id, "a session names itself", "name another session");
    }
    let fix = "write minutes; leave \"duration\" out while it is not known";
    place.at("duration").must(session.duration != Some(0), "the duration is 0", fix);
    place.maybe("room", session.room.as_ref(), |place, id| {
        known(place, id.as_str(), edition.rooms.iter().map(|it| it.id.as_str()), "the rooms of this edition");
    });
    place.maybe("track", session.track.as_ref(), |place, id| {
        known(place, id.as_str(), edition.tracks.iter().map(|it| it.id.as_str()), "the tracks of this edition");
    });
    place.each("persons", &session.persons, |place, it| {
        records.record(&place.at("person"), "experts", it.person.as_str());
    });
}

/// Two sessions that use the same room or person at the same time.
pub struct DoubleBooking<'e> {
    /// The session that begins first.
    first: &'e Session,
    /// The other one, and its index in the edition.
    second: (usize, &'e Session),
    /// The shared room and people, as text: `in the room "hall"`.
    shared: Vec<String>,
    /// Whether one lists the other in `overlaps`.
    pub is_meant: bool,
}

impl std::fmt::Display for DoubleBooking<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (one, other) = (self.second.1.id.as_str(), self.first.id.as_str());
        write!(f, "{one:?} and {other:?} are at the same time {}", self.shared.join(" and "))
    }
}

/// The double bookings of an edition, by time. `is_person` says whether a record is a person, not an organisation.
pub fn double_bookings(edition: &Edition, is_person: impl Fn(&ExpertId) -> bool) -> Vec<DoubleBooking<'_>> {
    let held = edition.sessions.iter().enumerate().filter(|(_, session)| !session.is_cancelled());
    let mut held: Vec<_> = held.filter_map(|(at, it)| Some((format::start(it)?, at, it))).collect();
    held.sort_by_key(|(start, at, _)| (*start, *at));
    let mut found = Vec::new();
    for (number, (start, _, first)) in held.iter().enumerate() {
        let end = format::end(first).unwrap_or(*start);
        for (_, at, second) in held[number + 1..].iter().take_while(|(next, ..)| *next < end || next == start) {
            let room = first.room.iter().filter(|room| second.room.as_ref() == Some(*room));
            let takes_part = |id: &ExpertId| second.persons.iter().any(|part| part.person == *id);
            let persons = first.persons.iter().map(|part| &part.person).filter(|id| takes_part(id) && is_person(id));
            let shared: Vec<String> = room
                .map(|room| format!("in the room {:?}", room.as_str()))
                .chain(persons.map(|id| format!("with {:?}", id.as_str())))
                .collect();
            if !shared.is_empty() {
                let is_meant = first.overlaps.contains(&second.id) || second.overlaps.contains(&first.id);
                found.push(DoubleBooking { first, second: (*at, second), shared, is_meant });
            }
        }
    }
    found
}

/// Warns of double bookings that are not marked as intended.
fn warn_of_double_bookings(records: &Records, place: &Place, edition: &Edition) {
    let is_person = |id: &ExpertId| records.experts.iter().any(|(_, it)| it.id == *id && it.kind == ExpertKind::Person);
    for booking in double_bookings(edition, is_person).iter().filter(|booking| !booking.is_meant) {
        let fix = format!("move one of them; if it is meant, add \"overlaps\": [{:?}]", booking.first.id.as_str());
        place.at("sessions").item(booking.second.0).at("start").warn(booking.to_string(), fix);
    }
}

/// Adds to a session's title that it is not held, so that every list, page and calendar shows it.
pub fn mark_cancelled(session: &mut Session) {
    if session.is_cancelled() {
        let words = if session.replaced_by.is_some() { words::REPLACED } else { words::CANCELLED };
        for (locale, title) in [(Locale::En, &mut session.title.en), (Locale::Zh, &mut session.title.zh)] {
            *title = title.take().map(|title| words.with(locale, &[&title]));
        }
    }
}

/// Adds the names of the kinds of sessions and of the units of figures.
pub fn add_names(edition: &mut Edition, office: &Office) {
    let (kinds, units) = (office.kinds(), office.unit_names());
    for session in &mut edition.sessions {
        let kind = kinds.iter().find(|(id, _)| *id == session.kind);
        session.kind_name = kind.map(|(_, name)| name.clone()).unwrap_or_default();
    }
    for figure in edition.reports.iter_mut().flat_map(|report| &mut report.figures) {
        let unit = units.iter().find(|(id, _)| *id == figure.unit);
        figure.unit_name = unit.map(|(_, name)| name.clone()).unwrap_or_default();
    }
}

fn report(records: &Records, place: &Place, edition: &Edition, report: &Report) {
    place.sources(&report.sources);
    place.at("date").date(&report.date);
    place.maybe("session", report.session.as_ref(), |place, id| {
        known(place, id.as_str(), edition.sessions.iter().map(|it| it.id.as_str()), "the sessions of this edition");
    });
    place.each("presenters", &report.presenters, |place, id| records.record(place, "experts", id.as_str()));
    place.at("figures").unique(report.figures.iter().map(|figure| figure.id.as_ref().map(|id| id.as_str())));
    place.each("figures", &report.figures, |place, it| figure(records, place, it));
}

fn figure(records: &Records, place: &Place, figure: &Figure) {
    if let Some(office) = records.office {
        let units: Vec<&str> = office.unit_names().into_iter().map(|(id, _)| id).collect();
        listed(&place.at("unit"), &figure.unit, &units, "unit", "units");
    }
    place.at("source").source(&figure.source);
    place.maybe("when", figure.when.as_ref(), |place, when| place.date(when));
    if !figure.value.is_finite() || figure.value < 0.0 {
        let fix = "write the number itself; a fall is a \"change\"";
        place.at("value").wrong(format!("{} is less than nought", figure.value), fix);
    }
}

pub fn other_years(records: &Records, place: &Place, years: &[OtherYear]) {
    for (number, it) in years.iter().enumerate() {
        let item = place.item(number);
        let place = item.at("year");
        place.year(it.year);
        item.each("sources", &it.sources, |place, source| place.source(source));
        if records.has_record("summit", &it.year.to_string()) {
            let what = format!("{0} has its edition in summit/{0}.json", it.year);
            place.wrong(
                what,
                format!("move what \"known\" says to \"notes\" in summit/{}.json, and this entry can go", it.year),
            );
        }
        if years[..number].iter().any(|before| before.year == it.year) {
            place.wrong(format!("the year {} is used twice", it.year), "put what both say into one entry");
        }
    }
}
