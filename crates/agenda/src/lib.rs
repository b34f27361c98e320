//! The arithmetic of an agenda: days in a time zone, current sessions, overlaps, sessions that fit a gap, and the time
//! grid.
//!
//! All functions are pure: the time, the offsets of a zone and the data stored on the device are inputs. Times are Unix
//! seconds. Days have the form `2023-08-23`.

pub mod calendar;
pub mod choice;
pub mod gaps;
pub mod grid;
pub mod link;
pub mod now;
pub mod zone;

#[cfg(test)]
#[path = "tests/sample.rs"]
mod sample;

use film_core::locale::{Locale, words};
use serde::{Deserialize, Serialize};
use zone::Zone;

/// The number of facets.
pub const FACETS: usize = Facet::ALL.len();

/// The filters of an agenda, in the order used by every list of facets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The track.
    Track,
    /// The room.
    Room,
    /// The kind of session.
    Kind,
    /// The language spoken.
    Language,
}

impl Facet {
    /// All of them.
    pub const ALL: [Facet; 4] = [Facet::Track, Facet::Room, Facet::Kind, Facet::Language];

    /// Its key in query strings.
    pub fn key(self) -> &'static str {
        match self {
            Facet::Track => "track",
            Facet::Room => "room",
            Facet::Kind => "type",
            Facet::Language => "language",
        }
    }
}

/// The published time and place of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The session's id within the edition.
    pub id: String,
    /// Its day in the time zone of the venue.
    pub day: String,
    /// When it begins. `None` if no source gives the hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<i64>,
    /// Its length in minutes. `None` if no source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Whether it begins after midnight but belongs to the previous evening.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub night: bool,
    /// Whether it is cancelled.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
    /// When its time, place or state was last changed.
    #[serde(default)]
    pub changed: i64,
    /// For each [`Facet`], the index of its value in the agenda's lists.
    pub facets: [Option<u32>; FACETS],
}

/// How long after midnight a session may still belong to the previous evening, in seconds.
pub const NIGHT: i64 = 6 * 3600;

impl Slot {
    /// When it ends.
    pub fn end(&self) -> Option<i64> {
        Some(self.start? + i64::from(self.minutes?) * 60)
    }

    /// The index of its room in the list of rooms.
    pub fn room(&self) -> Option<u32> {
        self.facets[Facet::Room as usize]
    }

    /// The day that it belongs to in a zone: the day on which it begins or, for a night session, the day of the evening
    /// before it. Without an hour, it keeps the day of the venue.
    pub fn day_in(&self, zone: &Zone) -> String {
        let evening = |start| if self.night { start - NIGHT } else { start };
        self.start.map_or_else(|| self.day.clone(), |start| zone.day(evening(start)))
    }

    /// Its hours in a zone, `09:00–10:30`. `None` if no source gives them.
    pub fn hours(&self, zone: &Zone, locale: Locale) -> Option<String> {
        let start = self.start?;
        let hours = zone.span(start, self.end(), locale);
        let after_midnight = zone.day(start) != self.day_in(zone);
        Some(if after_midnight { words::AFTER_MIDNIGHT.with(locale, &[&hours]) } else { hours })
    }
}

/// The days of sessions in a zone, earliest first, each with its sessions: those with an hour in order, then those
/// without.
pub fn days(slots: &[Slot], shown: &[usize], zone: &Zone) -> Vec<(String, Vec<usize>)> {
    let mut days: Vec<(String, Vec<usize>)> = Vec::new();
    for &index in shown {
        let Some(slot) = slots.get(index) else { continue };
        let day = slot.day_in(zone);
        match days.iter_mut().find(|(other, _)| *other == day) {
            Some((_, sessions)) => sessions.push(index),
            None => days.push((day, vec![index])),
        }
    }
    days.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (_, sessions) in &mut days {
        sessions.sort_by_key(|index| (slots[*index].start.is_none(), slots[*index].start));
    }
    days
}

/// The shown sessions that began before a day of a zone and continue into it.
pub fn carried(slots: &[Slot], shown: &[usize], day: &str, zone: &Zone) -> Vec<usize> {
    let lasts = |index: &&usize| {
        slots.get(**index).is_some_and(|slot| {
            let Some(end) = slot.end() else { return false };
            *slot.day_in(zone) < *day && *zone.day(end - 1) >= *day
        })
    };
    shown.iter().filter(lasts).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::sample::{at, slots};
    use super::*;

    #[test]
    fn sessions_fall_on_the_days_of_the_zone() {
        let slots = slots();
        let all: Vec<usize> = (0..slots.len()).collect();
        let venue = days(&slots, &all, &sample::berlin());
        let names = |days: &[(String, Vec<usize>)]| -> Vec<String> {
            let ids = |list: &[usize]| list.iter().map(|at| slots[*at].id.as_str()).collect::<Vec<_>>().join(" ");
            days.iter().map(|(day, list)| [day, ": ", &ids(list)].concat()).collect()
        };
        assert_eq!(
            names(&venue),
            [
                "2024-03-30: opening talk panel clash night press",
                "2024-03-31: early late morning open-end",
                "2024-04-01: unknown"
            ]
        );
        let tokyo = Zone { name: "Tokyo".into(), offset: 540, changes: Vec::new() };
        assert_eq!(
            names(&days(&slots, &all, &tokyo)),
            [
                "2024-03-30: opening talk panel clash press",
                "2024-03-31: night early late morning open-end",
                "2024-04-01: unknown"
            ]
        );
        assert_eq!(days(&slots, &[], &tokyo), []);
        // The night session is still on in the morning if it began on the previous day.
        assert_eq!(carried(&slots, &all, "2024-03-31", &sample::berlin()), [4]);
        assert_eq!(carried(&slots, &all, "2024-04-01", &sample::berlin()), [0; 0]);
        assert_eq!(carried(&slots, &all, "2024-03-31", &tokyo), [0; 0]);
        assert_eq!(slots[0].end(), Some(at("2024-03-30 10:00", 60)));
    }
}
