//! Descriptions of the sun in words.

use crate::geo::date::clock_text;
use crate::geo::sun::{self, Day, Light, Span, SunPosition, light_on, wall_clock};
use crate::locale::{Locale, words};
use crate::ui::map::direction_text;

fn whole(degrees: f64) -> String {
    (degrees.round() as i32).to_string()
}

/// A direction in whole degrees, 0 to 359.
pub(super) fn turn(degrees: f64) -> i32 {
    (degrees.round() as i32).rem_euclid(360)
}

fn time_text(unix: f64, start: f64, locale: Locale) -> String {
    let Some((days, hour, minute)) = wall_clock(unix, start) else {
        return String::new();
    };
    let clock = clock_text(hour, minute);
    match days {
        ..0 => words::SUN_DAY_BEFORE.with(locale, &[&clock]),
        0 => clock,
        1.. => words::SUN_NEXT_DAY.with(locale, &[&clock]),
    }
}

/// The day's times, each with its name.
pub(super) fn times(day: &Day, locale: Locale) -> Vec<(&'static str, String)> {
    let none = || words::SUN_NONE.get(locale).to_owned();
    let time = |unix: Option<f64>| unix.map_or_else(none, |unix| time_text(unix, day.start, locale));
    let span = |span: Option<Span>| {
        span.map_or_else(none, |span| {
            let ends = [span.start, span.end].map(|end| time_text(end, day.start, locale));
            words::SUN_SPAN.with(locale, &[&ends[0], &ends[1]])
        })
    };
    let noon = words::SUN_AT_NOON.with(locale, &[&time(Some(day.noon)), &whole(day.highest)]);
    [
        (words::SUN_BLUE_MORNING, span(day.blue_morning)),
        (words::SUN_GOLDEN_MORNING, span(day.golden_morning)),
        (words::SUN_RISE, time(day.sunrise)),
        (words::SUN_NOON, noon),
        (words::SUN_SET, time(day.sunset)),
        (words::SUN_GOLDEN_EVENING, span(day.golden_evening)),
        (words::SUN_BLUE_EVENING, span(day.blue_evening)),
    ]
    .map(|(label, text)| (label.get(locale), text))
    .into()
}

/// The sun's position, in words.
pub(super) fn at_text(sun: SunPosition, minute: u32, locale: Locale) -> String {
    let clock = clock_text(minute / 60, minute % 60);
    if sun.elevation < sun::HORIZON {
        return words::SUN_AT_BELOW.with(locale, &[&clock, &whole(-sun.elevation)]);
    }
    let azimuth = turn(sun.azimuth).to_string();
    let height = whole(sun.apparent.max(0.0));
    words::SUN_AT.with(locale, &[&clock, &height, direction_text(sun.azimuth, locale), &azimuth])
}

/// How the light falls on the front, in words.
pub(super) fn light_text(sun: SunPosition, facing: Option<u16>, locale: Locale) -> &'static str {
    let light = match facing {
        Some(facing) => light_on(sun, f64::from(facing)).map(|(_, light)| light),
        None => (sun.elevation < sun::HORIZON).then_some(Light::Below),
    };
    match light {
        Some(Light::Front) => words::SUN_FRONT,
        Some(Light::Side) => words::SUN_SIDE,
        Some(Light::Back) => words::SUN_BACK,
        Some(Light::Below) => words::SUN_BELOW,
        None => return "",
    }
    .get(locale)
}

/// The offset from UTC in hours: `+8`, `−3:30`.
pub(super) fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { "−" } else { "+" };
    let size = minutes.unsigned_abs();
    let rest = if size.is_multiple_of(60) { String::new() } else { format!(":{:02}", size % 60) };
    format!("{sign}{}{rest}", size / 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Place;
    use crate::geo::date::Date;

    /// The place and the day of a row in the table of [`sun`]: 05:46:50 and 17:54:32.
    const QINGDAO: (i32, i32) = (36_070_000, 120_380_000);

    fn solar(place: (i32, i32), day: &str, offset: i32) -> Day {
        let start = Date::parse(day).unwrap().start(offset);
        sun::day(start, Place::of_millionths(place).unwrap()).unwrap()
    }

    #[test]
    fn times_are_those_of_the_zone_and_what_does_not_happen_is_said() {
        let found = times(&solar(QINGDAO, "2026-09-23", 480), Locale::En);
        let text = |label: &str| found.iter().find(|(name, _)| *name == label).map(|(_, text)| text.as_str());
        assert_eq!(text("Sunrise"), Some("05:47"));
        assert_eq!(text("Sunset"), Some("17:55"));
        let tromso = (69_649_000, 18_956_000);
        let found = times(&solar(tromso, "2025-12-21", 60), Locale::Zh);
        assert_eq!(found[2].1, words::SUN_NONE.zh);
    }

    #[test]
    fn offsets_are_hours_with_what_is_left() {
        for (minutes, text) in [(480, "+8"), (0, "+0"), (-210, "−3:30"), (345, "+5:45")] {
            assert_eq!(offset_text(minutes), text);
        }
    }

    #[test]
    fn the_light_on_a_front_is_said() {
        let sun = |azimuth: f64, elevation: f64| SunPosition { azimuth, elevation, apparent: elevation };
        for (azimuth, elevation, facing, says) in [
            (180.0, 30.0, Some(170), words::SUN_FRONT),
            (180.0, 30.0, Some(100), words::SUN_SIDE),
            (180.0, 30.0, Some(350), words::SUN_BACK),
            (180.0, -5.0, Some(180), words::SUN_BELOW),
            (180.0, -5.0, None, words::SUN_BELOW),
        ] {
            assert_eq!(light_text(sun(azimuth, elevation), facing, Locale::En), says.en, "{azimuth} {facing:?}");
        }
        assert_eq!(light_text(sun(180.0, 30.0), None, Locale::En), "");
        assert_eq!(
            at_text(sun(359.6, 12.4), 605, Locale::En),
            "At 10:05 the sun stands 12° high in the north, azimuth 0°."
        );
        assert!(at_text(sun(10.0, -12.4), 605, Locale::En).contains("12° below"));
    }
}
