//! Time zones: offsets from UTC, and the local days and hours.

use film_core::locale::{Locale, words};
use geo::date::{Date, clock_text};
use serde::{Deserialize, Serialize};

const DAY: i64 = 86_400;

/// The offsets of a time zone over a period: that of an agenda, or the years of a location's sun data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The display name.
    pub name: String,
    /// The offset in minutes ahead of UTC before the first change.
    pub offset: i32,
    /// The times from which another offset applies, each with its minutes ahead of UTC. Earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<(i64, i32)>,
}

impl Zone {
    /// Samples `clock`, which returns the minutes ahead of UTC at a time, from one time to another.
    ///
    /// Two changes within six hours, which have never occurred in any zone, are treated as one.
    pub fn sampled(name: String, from: i64, to: i64, clock: &dyn Fn(i64) -> i32) -> Zone {
        let mut zone = Zone { name, offset: clock(from), changes: Vec::new() };
        let (mut time, mut offset) = (from, zone.offset);
        while time < to {
            let next = (time + DAY / 4).min(to);
            let then = clock(next);
            if then != offset {
                let (mut before, mut after) = (time, next);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if clock(middle) == offset {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
                zone.changes.push((after, then));
            }
            (time, offset) = (next, then);
        }
        zone
    }

    /// The minutes ahead of UTC at a time.
    pub fn offset_at(&self, time: i64) -> i32 {
        self.changes.iter().rev().find(|(from, _)| *from <= time).map_or(self.offset, |(_, offset)| *offset)
    }

    /// The minutes ahead of UTC at noon of a day.
    pub fn offset_on(&self, day: Date) -> i32 {
        self.offset_at(day.start(self.offset) as i64 + DAY / 2)
    }

    /// The local day of a time. Empty outside the years 1 to 4000.
    pub fn day(&self, time: i64) -> String {
        self.local(time).map(|(date, _)| date.text()).unwrap_or_default()
    }

    /// The local hour and minute of a time, `09:00`. On a day with a DST change the offset is included, because an hour
    /// may occur twice.
    pub fn clock(&self, time: i64) -> String {
        let Some((date, minute)) = self.local(time) else { return String::new() };
        let mut text = clock_text(minute / 60, minute % 60);
        let changes = self.changes.iter().any(|(from, offset)| {
            let (before, after) = (self.offset_at(from - 1), *offset);
            [before, after].into_iter().any(|offset| Date::at(*from as f64, offset).is_some_and(|(day, _)| day == date))
        });
        if changes {
            text.push(' ');
            text.push_str(&offset_text(self.offset_at(time)));
        }
        text
    }

    /// A time span, `23:30–00:30 (next day)`. Only the start if the end is not known.
    pub fn span(&self, start: i64, end: Option<i64>, locale: Locale) -> String {
        let mut first = self.clock(start);
        let Some(end) = end else { return first };
        let last = self.clock(end);
        // An offset that both times share is shown once.
        if first.get(5..) == last.get(5..) {
            first.truncate(5);
        }
        let day = |time| self.local(time).map_or(0, |(date, _)| date.start(0) as i64 / DAY);
        match day(end) - day(start) {
            // A span that ends at midnight ends on the day it began.
            1 if self.local(end).is_some_and(|(_, minute)| minute == 0) => [&first, "–24:00", &last[5..]].concat(),
            1 => words::NEXT_DAY.with(locale, &[&first, &last]),
            days if days > 1 => words::DAYS_LATER.with(locale, &[&first, &last, &days.to_string()]),
            _ => [&first, "–", &last].concat(),
        }
    }

    /// The name with the offsets between two times: `Europe/Berlin (UTC+1, UTC+2)`.
    pub fn named(&self, from: i64, to: i64, locale: Locale) -> String {
        let mut offsets = vec![self.offset_at(from)];
        offsets.extend(self.changes.iter().filter(|(at, _)| (from + 1..=to).contains(at)).map(|(_, offset)| *offset));
        let texts: Vec<String> = offsets.into_iter().map(offset_text).collect();
        let all = texts.join(words::LIST_COMMA.get(locale));
        if self.name.is_empty() || self.name == all { all } else { words::NAMED.with(locale, &[&self.name, &all]) }
    }

    fn local(&self, time: i64) -> Option<(Date, u32)> {
        Date::at(time as f64, self.offset_at(time))
    }
}

/// Formats minutes ahead of UTC: `UTC+5:30`.
fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, berlin};
    use super::*;
    use proptest::prelude::*;

    fn shanghai() -> Zone {
        Zone { name: "China Standard Time".into(), offset: 480, changes: Vec::new() }
    }

    #[test]
    fn hours_over_midnight_and_over_a_change_of_clocks() {
        let time = |text: &str| at(text, 0);
        for (zone, start, end, en, zh) in [
            (shanghai(), "2024-03-30 01:00", "2024-03-30 02:30", "09:00–10:30", "09:00–10:30"),
            (shanghai(), "2024-03-30 15:30", "2024-03-30 16:30", "23:30–00:30 (next day)", "23:30–次日00:30"),
            (shanghai(), "2024-03-30 15:00", "2024-03-30 16:00", "23:00–24:00", "23:00–24:00"),
            (shanghai(), "2024-03-30 01:00", "2024-04-01 01:00", "09:00–09:00 (2 days later)", "09:00–09:00（2天后）"),
            (berlin(), "2024-03-30 22:00", "2024-03-31 03:00", "23:00–05:00 UTC+2 (next day)", "23:00–次日05:00 UTC+2"),
            (berlin(), "2024-03-31 00:30", "2024-03-31 01:30", "01:30 UTC+1–03:30 UTC+2", "01:30 UTC+1–03:30 UTC+2"),
            (berlin(), "2024-03-31 07:00", "2024-03-31 08:30", "09:00–10:30 UTC+2", "09:00–10:30 UTC+2"),
            (berlin(), "2024-03-30 22:00", "2024-03-30 23:00", "23:00–24:00 UTC+1", "23:00–24:00 UTC+1"),
        ] {
            assert_eq!(zone.span(time(start), Some(time(end)), Locale::En), en);
            assert_eq!(zone.span(time(start), Some(time(end)), Locale::Zh), zh);
        }
        assert_eq!(berlin().span(time("2024-04-02 08:00"), None, Locale::En), "10:00");
        let back = Zone { name: "B".into(), offset: 120, changes: vec![(time("2024-10-27 01:00"), 60)] };
        assert_eq!(back.clock(time("2024-10-27 00:30")), "02:30 UTC+2");
        assert_eq!(back.clock(time("2024-10-27 01:30")), "02:30 UTC+1");
        assert_eq!(back.clock(i64::MAX), "");
    }

    #[test]
    fn zones_are_named_with_their_offsets() {
        let (from, to) = (at("2024-03-30 08:00", 0), at("2024-04-01 08:00", 0));
        assert_eq!(shanghai().named(from, to, Locale::En), "China Standard Time (UTC+8)");
        assert_eq!(berlin().named(from, to, Locale::En), "Europe/Berlin (UTC+1, UTC+2)");
        assert_eq!(berlin().named(from, to, Locale::Zh), "Europe/Berlin（UTC+1、UTC+2）");
        assert_eq!(berlin().named(to, to, Locale::En), "Europe/Berlin (UTC+2)");
        assert_eq!(Zone::default().named(0, 0, Locale::En), "UTC+0", "a device may not name its zone");
        for (offset, text) in [(0, "UTC+0"), (-210, "UTC−3:30"), (345, "UTC+5:45")] {
            assert_eq!(Zone { name: text.into(), offset, changes: Vec::new() }.named(0, 0, Locale::En), text);
        }
    }

    proptest! {
        #[test]
        fn a_sampled_zone_tells_what_the_clock_does(
            offset in -720i32..840, first in 0i64..5 * DAY, second in 6 * DAY..9 * DAY, by in 1i32..120, times in prop::collection::vec(0i64..10 * DAY, 20),
        ) {
            let clock = |time: i64| if time < first { offset } else if time < second { offset + by } else { offset };
            let zone = Zone::sampled("x".into(), 0, 10 * DAY, &clock);
            for time in times.into_iter().chain([first - 1, first, second - 1, second]).filter(|time| *time >= 0) {
                prop_assert_eq!(zone.offset_at(time), clock(time));
            }
        }

        #[test]
        fn no_time_breaks_a_clock(start: i64, minutes in 0i64..100_000, offset in -900i32..900) {
            let zone = Zone { name: String::new(), offset, changes: vec![(start / 2, 60)] };
            let _ = zone.span(start, start.checked_add(minutes * 60), Locale::En);
        }
    }
}
