//! A reader's own agenda as iCalendar (RFC 5545), with the identities of the site's own files.

use super::Slot;
use film_core::locale::Locale;
use formats::ical::{self, When};
use geo::date::Date;

/// A session with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// When it is.
    pub slot: Slot,
    /// Its title.
    pub title: String,
    /// Where.
    pub place: String,
    /// Its description.
    pub description: String,
    /// Its kind.
    pub kind: String,
    /// The absolute address of its page.
    pub address: String,
}

/// The identity of a session in every calendar: the same in both languages, in the site's files and in
/// what a reader exports, so that one takes the place of the other.
pub fn uid(year: u16, id: &str, origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    [&year.to_string(), "-", id, "@", host].concat()
}

/// A calendar of sessions. `stamp` is the time of the export, `20230823T010000Z`. A session whose hour is not published
/// takes all of its day.
pub fn calendar(name: &str, year: u16, origin: &str, stamp: &str, events: &[Event], locale: Locale) -> String {
    let events = events.iter().map(|event| ical::Event {
        uid: uid(year, &event.slot.id, origin),
        when: match event.slot.start.and_then(instant) {
            Some(start) => When::Timed(start, event.slot.end().and_then(instant)),
            None => When::Day(event.slot.day.clone()),
        },
        summary: &event.title,
        description: event.description.clone(),
        location: event.place.clone(),
        category: &event.kind,
        position: None,
        url: &event.address,
    });
    ical::calendar(&["My agenda//", locale.tag()].concat(), name, stamp, events)
}

/// A time as iCalendar writes it in UTC: `20230823T010000Z`.
fn instant(time: i64) -> Option<String> {
    let (date, minute) = Date::at(time as f64, 0)?;
    let day = date.text().replace('-', "");
    Some(format!("{day}T{:02}{:02}{:02}Z", minute / 60, minute % 60, time.rem_euclid(60)))
}

#[cfg(test)]
mod tests {
    use super::super::sample::slots;
    use super::*;
    use icalendar::parser::{read_calendar, unfold};

    fn event(slot: &Slot) -> Event {
        Event {
            slot: slot.clone(),
            title: "Opening; “fog”, sea".into(),
            place: "栈桥大厅".repeat(12),
            description: "One\n\ntwo".into(),
            kind: "Talk".into(),
            address: "https://film.example/summit/2024/sessions/opening".into(),
        }
    }

    #[test]
    fn another_parser_reads_the_calendar() {
        let slots = slots();
        let events: Vec<Event> = [0, 5, 9].into_iter().map(|index| event(&slots[index])).collect();
        let text = calendar("My agenda", 2024, "https://film.example", "20240301T000000Z", &events, Locale::Zh);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
        let unfolded = unfold(&text);
        let read = read_calendar(&unfolded).unwrap();
        let value = |place: usize, name: &str| -> Option<String> {
            let event = &read.components[place];
            event.properties.iter().find(|it| it.name == name).map(|it| it.val.as_str().to_owned())
        };
        assert_eq!(read.components.len(), 3);
        assert_eq!(value(0, "UID").as_deref(), Some("2024-opening@film.example"));
        assert_eq!(value(0, "DTSTART").as_deref(), Some("20240330T080000Z"));
        assert_eq!(value(0, "DTEND").as_deref(), Some("20240330T090000Z"));
        assert_eq!(value(0, "LOCATION").unwrap(), "栈桥大厅".repeat(12));
        assert_eq!(value(1, "DTSTART").as_deref(), Some("20240330"));
        assert_eq!(value(2, "DTSTART").as_deref(), Some("20240331T073000Z"));
        assert_eq!(value(2, "DTEND"), None);
        assert_eq!(::ical::IcalParser::new(text.as_bytes()).next().unwrap().unwrap().events.len(), 3);
    }

    #[test]
    fn instants_of_times() {
        for (time, wanted) in [
            (0, Some("19700101T000000Z")),
            (1_692_752_405, Some("20230823T010005Z")),
            (-1, Some("19691231T235959Z")),
            (i64::MAX, None),
        ] {
            assert_eq!(instant(time).as_deref(), wanted);
        }
    }
}
