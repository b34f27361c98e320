//! Days of the calendar, without a date library.

use formats::date::days_in_month;

const DAY: f64 = 86_400.0;

/// A day of the Gregorian calendar in the years 1 to 4000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u32,
    day: u32,
}

impl Date {
    /// A day. `None` if there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        let is_day = (1..=4000).contains(&year) && (1..=days_in_month(year as u32, month)).contains(&day);
        is_day.then_some(Date { year, month, day })
    }

    /// Reads `2025-03-11` (RFC 3339, full-date).
    pub fn parse(text: &str) -> Option<Date> {
        let (year, month, day) = formats::date::parse(text)?;
        Date::new(year as i32, month, day)
    }

    /// The local day at a Unix time, and the minute of that day. `offset_minutes` is the offset of local time from UTC.
    /// Uses the algorithm of Hinnant, “chrono-Compatible Low-Level Date Algorithms” (2013). `None` outside the years of
    /// the type.
    pub fn at(unix: f64, offset_minutes: i32) -> Option<(Date, u32)> {
        let local = unix + f64::from(offset_minutes) * 60.0;
        // The years 1 to 4000. NaN fails too.
        if !(-62_135_596_800.0..64_060_588_800.0).contains(&local) {
            return None;
        }
        let minute = (local.rem_euclid(DAY) / 60.0) as u32;
        let days = (local / DAY).floor() as i32 + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        Date::new(year + era * 400 + later, month as u32, day as u32).map(|date| (date, minute))
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The Unix time at which the day begins. 0 if the offset is more than a day, which no zone has.
    pub fn start(self, offset_minutes: i32) -> f64 {
        if offset_minutes.abs() > 1440 {
            return 0.0;
        }
        // Counting years from March puts the leap day at the end of the year.
        let (year, month) = match self.month {
            1 | 2 => (self.year - 1, self.month as i32 + 9),
            month => (self.year, month as i32 - 3),
        };
        let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + self.day as i32 - 719_469;
        f64::from(days) * DAY - f64::from(offset_minutes) * 60.0
    }

    /// The day in the form that [`Date::parse`] reads.
    pub fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Formats an hour and a minute, `06:04`.
pub fn clock_text(hour: u32, minute: u32) -> String {
    format!("{hour:02}:{minute:02}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "",
            "2025",
            "2025-3-11",
            "2025-03-11T",
            "2025/03/11",
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-01-00",
            "0000-01-01",
            "2025-04-31",
            "+025-04-30",
            "二〇二五",
            "20250311--",
            "２０２５-03",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        for text in ["2025-03-11", "2024-02-29", "0001-01-01", "4000-12-31", "1999-12-31"] {
            assert_eq!(Date::parse(text).map(Date::text).as_deref(), Some(text));
        }
    }

    #[test]
    fn times_fall_on_the_day_of_their_zone() {
        for (unix, offset, day, minute) in [
            (0.0, 0, "1970-01-01", 0),
            (-1.0, 0, "1969-12-31", 1439),
            (1_741_705_199.0, 480, "2025-03-11", 1379),
            (1_741_708_800.0, 480, "2025-03-12", 0),
            (951_782_400.0, 0, "2000-02-29", 0),
        ] {
            let found = Date::at(unix, offset).map(|(date, minute)| (date.text(), minute));
            assert_eq!(found, Some((day.to_owned(), minute)), "{unix}");
        }
        for unix in [f64::NAN, f64::INFINITY, -1e12, 1e12] {
            assert_eq!(Date::at(unix, 0), None);
        }
    }

    proptest! {
        #[test]
        fn a_day_begins_on_itself(unix in -62_135_596_800.0f64..64_060_588_000.0, offset in -1440i32..1440) {
            if let Some((date, minute)) = Date::at(unix, offset) {
                let start = date.start(offset);
                prop_assert!((start..start + DAY).contains(&unix));
                prop_assert_eq!(((unix - start) / 60.0).floor() as u32, minute);
                prop_assert_eq!(Date::parse(&date.text()), Some(date));
            }
        }
    }
}
