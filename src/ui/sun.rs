//! The sun at a place on a day: its way over the sky, the hours of its light, and how it falls on the front.

use super::map::direction_text;
use super::use_locale;
use crate::geo::Place;
use crate::geo::date::{Date, clock_text};
use crate::geo::sun::{self, Day, Daylight, Light, Sample, Span, SunPosition, curve, light_on, position, wall_clock};
use crate::locale::{Locale, words};
use crate::wire::Zone;
use leptos::ev;
use leptos::prelude::*;
use std::fmt::Write;

/// The years in which the formulas are good to the minute, as the date field has them.
const YEARS: (&str, &str) = ("1950-01-01", "2050-12-31");

/// The minute that the panel is prerendered at.
pub const FIRST_MINUTE: u32 = 12 * 60;

/// The day that the panel is prerendered for, as pages know no clock: the March equinox of 2025.
pub fn first_day() -> Date {
    Date::new(2025, 3, 20).expect("the day is in the calendar")
}

/// Whether the formulas are good on a day.
pub fn is_good(day: Date) -> bool {
    (1950..=2050).contains(&day.year())
}

/// The units of the curve's drawing: minutes across, tenths of a degree down from the zenith to −30°.
const DEEPEST: i32 = 1200;

fn depth(elevation: f64) -> i32 {
    900 - (elevation * 10.0).round() as i32
}

fn path_of(samples: &[Sample], start: f64) -> String {
    let mut path = String::new();
    for sample in samples {
        let minute = ((sample.time - start) / 60.0).round() as i32;
        let letter = if path.is_empty() { 'M' } else { 'L' };
        // A string takes any text.
        let _ = write!(path, "{letter}{minute} {}", depth(sample.sun.elevation));
    }
    path
}

fn whole(degrees: f64) -> String {
    (degrees.round() as i32).to_string()
}

/// A direction in whole degrees, 0 to 359.
fn turn(degrees: f64) -> i32 {
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
fn times(day: &Day, locale: Locale) -> Vec<(&'static str, String)> {
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

/// Where the sun stands, in words.
fn at_text(sun: SunPosition, minute: u32, locale: Locale) -> String {
    let clock = clock_text(minute / 60, minute % 60);
    if sun.elevation < sun::HORIZON {
        return words::SUN_AT_BELOW.with(locale, &[&clock, &whole(-sun.elevation)]);
    }
    let azimuth = turn(sun.azimuth).to_string();
    let height = whole(sun.apparent.max(0.0));
    words::SUN_AT.with(locale, &[&clock, &height, direction_text(sun.azimuth, locale), &azimuth])
}

/// How the light falls on the front, in words.
fn light_text(sun: SunPosition, facing: Option<u16>, locale: Locale) -> &'static str {
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

/// Hours ahead of UTC: `+8`, `−3:30`.
fn offset_text(minutes: i32) -> String {
    let sign = if minutes < 0 { "−" } else { "+" };
    let size = minutes.unsigned_abs();
    let rest = if size.is_multiple_of(60) { String::new() } else { format!(":{:02}", size % 60) };
    format!("{sign}{}{rest}", size / 60)
}

/// The sun at a place.
///
/// `day` and `minute` belong to whoever shows it: the day stands in the address there.
#[component]
pub fn Sun(
    /// Where.
    place: Place,
    /// Where the front looks, degrees clockwise from north.
    facing: Option<u16>,
    /// The zone that its times are in.
    zone: Zone,
    /// The chosen day.
    #[prop(into)]
    day: Signal<Date>,
    /// The chosen minute of the day.
    minute: RwSignal<u32>,
    /// Called with a day that the reader chooses, which is one the formulas are good for.
    on_day: Callback<Date>,
    /// Reads the field that an input event comes from.
    read: Callback<ev::Event, String>,
) -> impl IntoView {
    let locale = use_locale();
    let wrong = RwSignal::new(false);
    let looks = RwSignal::new(facing);
    let zone_name = zone.name.clone();
    let offset = Memo::new(move |_| zone.offset_on(day.get().number()));
    let start = Memo::new(move |_| day.get().start(offset.get()));
    let solar = Memo::new(move |_| sun::day(start.get(), place));
    let now = Memo::new(move |_| position(start.get() + f64::from(minute.get()) * 60.0, place));
    let choose = move |event: ev::Event| {
        let chosen = Date::parse(&read.run(event)).filter(|day| is_good(*day));
        wrong.set(chosen.is_none());
        if let Some(chosen) = chosen {
            on_day.run(chosen);
        }
    };
    let slide = move |event: ev::Event| {
        if let Ok(chosen) = read.run(event).parse::<u32>() {
            minute.set(chosen.min(1439));
        }
    };
    let aim = move |event: ev::Event| {
        if let Ok(chosen) = read.run(event).parse::<u16>() {
            looks.set(Some(chosen % 360));
        }
    };
    let clock = move || clock_text(minute.get() / 60, minute.get() % 60);
    let line = Memo::new(move |_| path_of(&curve(start.get(), place, 15), start.get()));
    let bands = move || {
        let Some(day) = solar.get() else { return Vec::new() };
        let minutes = |unix: f64| ((unix - day.start) / 60.0).round() as i32;
        [
            ("blue", day.blue_morning),
            ("golden", day.golden_morning),
            ("golden", day.golden_evening),
            ("blue", day.blue_evening),
        ]
        .into_iter()
        .filter_map(|(kind, span)| {
            let span = span?;
            let (from, to) = (minutes(span.start).max(0), minutes(span.end).min(1440));
            (from < to).then(|| {
                let path = format!("M{from} 0H{to}V{DEEPEST}H{from}z");
                view! { <path class="sun-band" data-kind=kind d=path /> }
            })
        })
        .collect::<Vec<_>>()
    };
    let hand = move || format!("M{0} 0V{DEEPEST}", minute.get());
    let dot = move || {
        let deep = now.get().map_or(900, |sun| depth(sun.elevation).clamp(0, DEEPEST));
        format!("M{} {deep}h0", minute.get())
    };
    let is_below = move || now.get().is_none_or(|sun| sun.elevation < sun::HORIZON).then_some("");
    let sun_turn = move || format!("rotate({})", now.get().map_or(0, |sun| turn(sun.azimuth)));
    let front = move || {
        looks.get().map(|looks| {
            view! {
                <g class="sun-front" transform=format!("rotate({looks})")>
                    <path d="M0 0L-57 -57A80 80 0 0 1 57 -57z" />
                    <path class="sun-front-line" d="M0 0V-80" />
                </g>
            }
        })
    };
    let compass_label = move || {
        let azimuth = now.get().map_or(0.0, |sun| sun.azimuth);
        let number = turn(azimuth).to_string();
        match looks.get() {
            None => words::SUN_COMPASS.with(locale, &[&number, direction_text(azimuth, locale)]),
            Some(looks) => {
                let front = looks.to_string();
                let facing = direction_text(f64::from(looks), locale);
                words::SUN_COMPASS_FACING.with(locale, &[&number, direction_text(azimuth, locale), &front, facing])
            }
        }
    };
    let rows = move || {
        let times = solar.get().map(|day| times(&day, locale)).unwrap_or_default();
        times
            .into_iter()
            .map(|(label, text)| {
                view! {
                    <div>
                        <dt>{label}</dt>
                        <dd>{text}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    let polar = move || {
        let says = match solar.get()?.daylight {
            Daylight::RisesAndSets => return None,
            Daylight::PolarDay => words::SUN_POLAR_DAY,
            Daylight::PolarNight => words::SUN_POLAR_NIGHT,
        };
        Some(view! { <p class="sun-polar">{says.get(locale)}</p> })
    };
    let faces = move || match looks.get() {
        Some(looks) => direction_text(f64::from(looks), locale),
        None => words::SUN_FRONT_NOT_CHOSEN.get(locale),
    };
    let source = if facing.is_some() { words::SUN_FACING_RECORDED } else { words::SUN_NO_FACING }.get(locale);
    let zone_text = move || words::SUN_ZONE.with(locale, &[&zone_name, &offset_text(offset.get())]);
    view! {
        <div class="sun">
            <div class="sun-fields">
                <label>
                    <span>{words::DAY.get(locale)}</span>
                    <input
                        type="date"
                        min=YEARS.0
                        max=YEARS.1
                        value=first_day().text()
                        prop:value=move || day.get().text()
                        on:change=choose
                    />
                </label>
                <label class="sun-slider">
                    <span>{words::SUN_TIME.get(locale)}" "<b class="sun-value">{clock}</b></span>
                    <input
                        type="range"
                        min="0"
                        max="1435"
                        step="5"
                        value=FIRST_MINUTE.to_string()
                        prop:value=move || minute.get().to_string()
                        aria-valuetext=clock
                        on:input=slide
                    />
                </label>
            </div>
            <div class="sun-says" role="status">
                {move || wrong.get().then(|| view! { <p class="sun-wrong">{words::SUN_BAD_DAY.get(locale)}</p> })}
            </div>
            <div class="sun-sky">
                <svg
                    class="sun-curve"
                    viewBox="0 0 1440 1200"
                    preserveAspectRatio="none"
                    role="img"
                    aria-label=words::SUN_CURVE.get(locale)
                >
                    {bands}
                    <path class="sun-ground" d="M0 900H1440V1200H0z" />
                    <path class="sun-hours" d="M360 0V1200M720 0V1200M1080 0V1200" />
                    <path class="sun-line" d=line />
                    <path class="sun-hand" d=hand />
                    <path class="sun-dot" data-below=is_below d=dot />
                </svg>
                <p class="sun-scale" aria-hidden="true">
                    <span>"00"</span>
                    <span>"06"</span>
                    <span>"12"</span>
                    <span>"18"</span>
                    <span>"24"</span>
                </p>
                <p class="sun-key" aria-hidden="true">
                    <span data-kind="golden">{words::SUN_GOLDEN.get(locale)}</span>
                    <span data-kind="blue">{words::SUN_BLUE.get(locale)}</span>
                </p>
            </div>
            <div class="sun-stand">
                <svg class="sun-compass" viewBox="-100 -100 200 200" role="img" aria-label=compass_label>
                    <circle class="sun-ring" r="80" />
                    <path class="sun-ring" d="M0 -80V-70M80 0H70M0 80V70M-80 0H-70" />
                    {front}
                    <g class="sun-ray" data-below=is_below transform=sun_turn>
                        <path d="M0 -62V0" />
                        <circle cy="-80" r="11" />
                    </g>
                    <text class="sun-north" y="-86">{words::SUN_NORTH.get(locale)}</text>
                </svg>
                <div>
                    <p class="sun-at">{move || now.get().map(|sun| at_text(sun, minute.get(), locale))}</p>
                    <p class="sun-light">{move || now.get().map(|sun| light_text(sun, looks.get(), locale))}</p>
                    <label class="sun-slider">
                        <span>{words::SUN_LOOKS.get(locale)}" "<b class="sun-value">{faces}</b></span>
                        <input
                            type="range"
                            min="0"
                            max="355"
                            step="5"
                            value=facing.unwrap_or(180).to_string()
                            prop:value=move || looks.get().unwrap_or(180).to_string()
                            aria-valuetext=faces
                            on:input=aim
                        />
                    </label>
                    <p class="fine">{source}</p>
                </div>
            </div>
            {polar}
            <dl class="facts sun-times">{rows}</dl>
            <p class="fine">{zone_text}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The point and the day of a row in the table of [`sun`]: 05:46:50 and 17:54:32.
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
