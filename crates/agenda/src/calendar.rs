//! A reader's own agenda as iCalendar (RFC 5545), with the same UIDs as the site's own files.

use super::Slot;
pub use formats::ical::{Event, State, When, calendar};
use geo::date::Date;

/// The UID of a session. It is the same in both languages, in the site's files and in a reader's export, so that
/// calendar programs replace one with the other.
pub fn uid(year: u16, id: &str, origin: &str) -> String {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    [&year.to_string(), "-", id, "@", host].concat()
}

/// The time of a session. A session without a published hour takes its whole day.
pub fn when(slot: &Slot) -> When {
    match slot.start.and_then(instant) {
        Some(start) => When::Timed(start, slot.end().and_then(instant)),
        None => When::Day(slot.day.clone()),
    }
}

/// The sequence number of a session: seconds from 2020 to its last change. Calendar programs update an event when the
/// number rises (RFC 5545, 3.8.7.4).
pub fn sequence(changed: i64) -> u32 {
    (changed - 1_577_836_800).clamp(0, i64::from(i32::MAX)) as u32
}

/// The state of a session for calendar programs that already have it.
pub fn state(slot: &Slot) -> State {
    State { cancelled: slot.cancelled, sequence: sequence(slot.changed), changed: instant(slot.changed) }
}

/// A time in the UTC form of iCalendar: `20230823T010000Z`.
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
            uid: uid(2024, &slot.id, "https://film.example"),
            when: when(slot),
            state: Some(state(slot)),
            summary: "Opening; “fog”, sea".into(),
            description: "One\n\ntwo".into(),
            location: "栈桥大厅".repeat(12),
            category: "Talk".into(),
            position: None,
            url: "https://film.example/summit/2024/sessions/opening".into(),
        }
    }

    #[test]
    fn another_parser_reads_the_calendar() {
        let slots = slots();
        let events = [0, 5, 9].map(|index| event(&slots[index]));
        let text = calendar("My agenda//zh-Hans", "My agenda", "20240301T000000Z", events);
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
