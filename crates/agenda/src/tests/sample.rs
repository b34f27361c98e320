//! A small edition for tests: two rooms in Berlin over the night of the DST change of 31 March 2024.

use super::Slot;
use super::zone::Zone;
use geo::date::Date;

/// The Unix time of `2024-03-30 09:00` at an offset in minutes ahead of UTC.
pub fn at(text: &str, offset: i32) -> i64 {
    let (day, clock) = text.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    Date::parse(day).unwrap().start(offset) as i64 + minutes * 60
}

/// Clocks go from UTC+1 to UTC+2 at 01:00 UTC.
pub fn berlin() -> Zone {
    Zone { name: "Europe/Berlin".into(), offset: 60, changes: vec![(at("2024-03-31 01:00", 0), 120)] }
}

/// A session in a room. `start` is a UTC time; empty when the hour is not published.
pub fn slot(id: &str, day: &str, start: &str, minutes: Option<u32>, room: Option<u32>) -> Slot {
    Slot {
        id: id.into(),
        day: day.into(),
        start: (!start.is_empty()).then(|| at(start, 0)),
        minutes,
        facets: [None, room, Some(0), None],
        ..Slot::default()
    }
}

/// The sessions of the edition.
pub fn slots() -> Vec<Slot> {
    let first = "2024-03-30";
    vec![
        slot("opening", first, "2024-03-30 08:00", Some(60), Some(0)),
        slot("talk", first, "2024-03-30 09:30", Some(60), Some(0)),
        slot("panel", first, "2024-03-30 10:00", Some(60), Some(1)),
        slot("clash", first, "2024-03-30 10:00", Some(30), Some(0)),
        slot("night", first, "2024-03-30 22:00", Some(300), Some(1)),
        slot("press", first, "", None, Some(0)),
        slot("early", "2024-03-31", "2024-03-31 00:30", Some(60), Some(0)),
        slot("late", "2024-03-31", "2024-03-31 01:00", Some(30), None),
        slot("morning", "2024-03-31", "2024-03-31 07:00", Some(90), Some(0)),
        slot("open-end", "2024-03-31", "2024-03-31 07:30", None, Some(1)),
        slot("unknown", "2024-04-01", "", None, None),
    ]
}
