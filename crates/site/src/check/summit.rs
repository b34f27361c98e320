//! Editions of the summit, and the years without one.

use super::place::Place;
use super::records::{Records, known};
use super::values::stem;
use film_core::model::summit::{Edition, Figure, OtherYear, Report, Session};
use jiff::civil::Date;

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
    place.at("time_zone").zone(&edition.time_zone);
    let days = place.span(("start", &edition.start), ("end", &edition.end));
    let venue = edition.venue_location.as_ref();
    place.maybe("venue_location", venue, |place, id| records.record(place, "locations", id.as_str()));
    place.at("rooms").unique(edition.rooms.iter().map(|room| Some(room.id.as_str())));
    place.at("tracks").unique(edition.tracks.iter().map(|track| Some(track.id.as_str())));
    place.at("sessions").unique(edition.sessions.iter().map(|session| Some(session.id.as_str())));
    place.at("reports").unique(edition.reports.iter().map(|report| Some(report.id.as_str())));
    place.each("tracks", &edition.tracks, |place, it| place.at("colour").within(f64::from(it.colour), 1.0, 6.0));
    place.each("sessions", &edition.sessions, |place, it| session(records, place, edition, days, it));
    place.each("reports", &edition.reports, |place, it| report(records, place, edition, it));
}

fn session(
    records: &Records,
    place: &Place,
    edition: &Edition,
    (first, last): (Option<Date>, Option<Date>),
    session: &Session,
) {
    place.sources(&session.sources);
    let date = place.at("date").day(&session.date);
    if date.is_some_and(|date| first.is_some_and(|first| date < first) || last.is_some_and(|last| last < date)) {
        let fix = format!("write a day from {} to {}", edition.start, edition.end);
        place.at("date").wrong("the day is not one of the edition's", fix);
    }
    if let Some(text) = &session.start {
        let time = place.at("start").time(text);
        let zone = jiff::tz::TimeZone::get(&edition.time_zone).ok();
        let day = time.zip(zone).map(|(time, zone)| time.to_zoned(zone).date());
        let what = "the start is not on the day given in \"date\" in the edition's time zone";
        let is_same = day.zip(date).is_none_or(|(day, date)| day == date);
        place.at("start").must(is_same, what, "write the same day in both");
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

fn report(records: &Records, place: &Place, edition: &Edition, report: &Report) {
    place.sources(&report.sources);
    place.at("date").date(&report.date);
    place.maybe("session", report.session.as_ref(), |place, id| {
        known(place, id.as_str(), edition.sessions.iter().map(|it| it.id.as_str()), "the sessions of this edition");
    });
    place.each("presenters", &report.presenters, |place, id| records.record(place, "experts", id.as_str()));
    place.at("figures").unique(report.figures.iter().map(|figure| figure.id.as_ref().map(|id| id.as_str())));
    place.each("figures", &report.figures, figure);
}

fn figure(place: &Place, figure: &Figure) {
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
