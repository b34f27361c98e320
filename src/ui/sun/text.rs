//! Descriptions of the sun in words.

use crate::geo::date::clock_text;
use crate::geo::sun::{self, Day, Daylight, Light, Span, SunPosition, light_on, wall_clock};
use crate::locale::{Locale, words};
use crate::ui::map::direction_text;

/// Whole degrees.
pub(super) fn whole(degrees: f64) -> String {
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

/// The wall clock at a time of a day, without the day.
pub(super) fn clock_at(unix: f64, start: f64) -> String {
    wall_clock(unix, start).map_or_else(String::new, |(_, hour, minute)| clock_text(hour, minute))
}

/// A time of the day: its name, and its kind for the style sheet.
pub(super) struct Time {
    pub kind: &'static str,
    pub label: &'static str,
    pub text: String,
}

/// The day's times in their order, and when the front has sun, if that is known.
pub(super) fn times(day: &Day, lit: Option<&[Span]>, locale: Locale) -> Vec<Time> {
    let none = || words::SUN_NONE.get(locale).to_owned();
    let time = |unix: Option<f64>| unix.map_or_else(none, |unix| time_text(unix, day.start, locale));
    let span = |span: &Span| {
        let ends = [span.start, span.end].map(|end| time_text(end, day.start, locale));
        words::SUN_SPAN.with(locale, &[&ends[0], &ends[1]])
    };
    let hour = |hour: &Option<Span>| hour.as_ref().map_or_else(none, span);
    let noon = words::SUN_AT_NOON.with(locale, &[&time(Some(day.noon)), &whole(day.highest)]);
    let lit = lit.map(|spans| match spans {
        [] => none(),
        spans => spans.iter().map(span).collect::<Vec<_>>().join(words::LIST_COMMA.get(locale)),
    });
    let times = [
        ("blue", words::SUN_BLUE_MORNING, hour(&day.blue_morning)),
        ("golden", words::SUN_GOLDEN_MORNING, hour(&day.golden_morning)),
        ("rise", words::SUN_RISE, time(day.sunrise)),
        ("noon", words::SUN_NOON, noon),
        ("set", words::SUN_SET, time(day.sunset)),
        ("golden", words::SUN_GOLDEN_EVENING, hour(&day.golden_evening)),
        ("blue", words::SUN_BLUE_EVENING, hour(&day.blue_evening)),
    ];
    let times = times.into_iter().chain(lit.map(|lit| ("lit", words::SUN_LIT, lit)));
    times.map(|(kind, label, text)| Time { kind, label: label.get(locale), text }).collect()
}

/// A summary of the day: sunrise and sunset, the golden hours, and when the front is in the sun.
pub(super) fn sentence(day: &Day, lit: Option<&[Span]>, locale: Locale) -> String {
    let text = |unix: f64| time_text(unix, day.start, locale);
    let light = match (day.daylight, day.sunrise, day.sunset) {
        (Daylight::PolarDay, ..) => words::SUN_POLAR_DAY.get(locale).to_owned(),
        (Daylight::PolarNight, ..) => words::SUN_POLAR_NIGHT.get(locale).to_owned(),
        (_, Some(rise), Some(set)) => words::SUN_SAYS.with(locale, &[&text(rise), &text(set)]),
        _ => String::new(),
    };
    // In deep winter, the first golden hour lasts until noon and the second begins there.
    let golden = day.golden_morning.zip(day.golden_evening).map(|(morning, evening)| {
        if evening.start - morning.end < 60.0 {
            words::SUN_SAYS_GOLDEN_ALL.with(locale, &[&text(morning.start), &text(evening.end)])
        } else {
            words::SUN_SAYS_GOLDEN.with(locale, &[&text(morning.end), &text(evening.start)])
        }
    });
    let front = lit.filter(|_| day.daylight != Daylight::PolarNight).map(|spans| match spans {
        [] => words::SUN_SAYS_NOT_LIT.get(locale).to_owned(),
        spans => {
            let spans = spans.iter().map(|span| words::SUN_FROM_TO.with(locale, &[&text(span.start), &text(span.end)]));
            words::SUN_SAYS_LIT.with(locale, &[&spans.collect::<Vec<_>>().join(words::SUN_AND.get(locale))])
        }
    });
    let sentences = [Some(light), golden, front].into_iter().flatten().filter(|it| !it.is_empty());
    sentences.collect::<Vec<_>>().join(words::SPACE.get(locale))
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
        let found = times(&solar(QINGDAO, "2026-09-23", 480), None, Locale::En);
        let text = |label: &str| found.iter().find(|time| time.label == label).map(|time| time.text.as_str());
        assert_eq!(text("Sunrise"), Some("05:47"));
        assert_eq!(text("Sunset"), Some("17:55"));
        let tromso = (69_649_000, 18_956_000);
        let found = times(&solar(tromso, "2025-12-21", 60), Some(&[]), Locale::Zh);
        assert_eq!((found[2].text.as_str(), found[7].text.as_str()), (words::SUN_NONE.zh, words::SUN_NONE.zh));
    }

    #[test]
    fn a_sentence_says_what_matters_of_a_day() {
        let said = |place: (i32, i32), day: &str, offset: i32, front: Option<f64>, locale: Locale| {
            let day = solar(place, day, offset);
            let lit = front.map(|front| sun::lit(day.start, Place::of_millionths(place).unwrap(), front));
            sentence(&day, lit.as_deref(), locale)
        };
        let autumn = |front, locale| said(QINGDAO, "2026-09-23", 480, front, locale);
        assert_eq!(autumn(None, Locale::En), "Sun from 05:47 to 17:55. Golden hour until 06:21 and from 17:21.");
        assert_eq!(
            autumn(Some(90.0), Locale::En),
            "Sun from 05:47 to 17:55. Golden hour until 06:21 and from 17:21. The façade has sun from 05:47 to 11:51."
        );
        assert_eq!(
            autumn(Some(180.0), Locale::Zh),
            "日照05:47至17:55。黄金时刻：06:21之前、17:21之后。立面受光05:51至17:52。"
        );
        let june = said(QINGDAO, "2026-06-21", 480, Some(0.0), Locale::En);
        assert!(june.contains(" and from ") && june.ends_with("."), "{june}");
        let winter = said(QINGDAO, "2026-12-21", 480, Some(0.0), Locale::En);
        assert!(winter.ends_with("The façade has no sun on this day."), "{winter}");
        let tromso = (69_649_000, 18_956_000);
        assert!(said(tromso, "2025-12-21", 60, Some(180.0), Locale::En).starts_with(words::SUN_POLAR_NIGHT.en));
        assert!(said(tromso, "2025-06-21", 120, None, Locale::Zh).starts_with(words::SUN_POLAR_DAY.zh));
        assert!(said(tromso, "2026-01-25", 60, None, Locale::En).contains("Golden hour from "));
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
