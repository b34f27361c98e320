//! The day as a strip from midnight to midnight: night, blue and golden hours and day as bands, the sun's height as a
//! curve, the chosen time, and when the front has sun.

use super::Moment;
use super::text::{clock_at, whole};
use crate::geo::sun::{Day, GOLDEN, Span, SunPosition, curve};
use crate::ui::{changing, memo};
use leptos::prelude::*;
use std::fmt::Write;

/// The height of the drawing. Its units are minutes across, and tenths of a degree down from the zenith to −30°.
const DEEPEST: i32 = 1200;

fn depth(elevation: f64) -> i32 {
    900 - (elevation * 10.0).round() as i32
}

fn path_of(curve: &[(f64, SunPosition)], start: f64) -> String {
    let mut path = String::new();
    for (time, sun) in curve {
        let minute = ((time - start) / 60.0).round() as i32;
        let letter = if path.is_empty() { 'M' } else { 'L' };
        // Writing to a string never fails.
        let _ = write!(path, "{letter}{minute} {}", depth(sun.elevation));
    }
    path
}

/// The day's bands: their kinds and spans.
fn bands(day: &Day) -> [(&'static str, Option<Span>); 5] {
    let light = Span {
        start: day.golden_morning.map_or(day.start, |span| span.end),
        end: day.golden_evening.map_or(day.start + 86_400.0, |span| span.start),
    };
    [
        ("blue", day.blue_morning),
        ("golden", day.golden_morning),
        ("day", (day.highest > GOLDEN.1).then_some(light)),
        ("golden", day.golden_evening),
        ("blue", day.blue_evening),
    ]
}

/// The strip. Its times are in the sentence above it and in the list below.
pub(super) fn sky_view(moment: Moment) -> AnyView {
    let Moment { start, minute, solar, now, lit, .. } = moment;
    let line = memo(move || path_of(&curve(start.get(), moment.place, 15), start.get()));
    let minutes = move |unix: f64| ((unix - start.get()) / 60.0).round() as i32;
    let drawn_bands = move || {
        let band = |(kind, span): (&'static str, Option<Span>)| {
            let span = span?;
            let (from, to) = (minutes(span.start).max(0), minutes(span.end).min(1440));
            let path = format!("M{from} 0H{to}V{DEEPEST}H{from}z");
            (from < to).then(|| view! { <path class="sun-band" data-kind=kind d=path /> })
        };
        let bands = solar.get().map(|day| bands(&day));
        bands.into_iter().flatten().filter_map(band).collect::<Vec<_>>().into_any()
    };
    let front = move || {
        let mut path = String::new();
        for Span { start, end } in lit.get().unwrap_or_default() {
            // Writing to a string never fails.
            let _ = write!(path, "M{} 1160H{}", minutes(start), minutes(end));
        }
        path
    };
    let marks = move || {
        let Some(day) = solar.get() else { return ().into_any() };
        let mark = |(kind, time, text, down, shift): (&'static str, f64, String, i32, &'static str)| {
            // In thousandths of the strip, and not beyond its edges.
            let across = (minutes(time) * 1000 / 1440).clamp(160, 840);
            let x = format!("{}.{}%", across / 10, across % 10);
            let y = format!("{}%", down * 100 / DEEPEST);
            view! { <text class="sun-mark" data-kind=kind x=x y=y dy=shift>{text}</text> }
        };
        let shift = if day.highest > 65.0 { "1.5em" } else { "-0.6em" };
        let top = (day.highest > 0.0).then(|| ("noon", day.noon, whole(day.highest) + "°", depth(day.highest), shift));
        let on_horizon = |kind: &'static str, time: Option<f64>| {
            time.map(|time| (kind, time, clock_at(time, day.start), 900, "-0.5em"))
        };
        let marks = [on_horizon("rise", day.sunrise), top, on_horizon("set", day.sunset)];
        marks.into_iter().flatten().map(mark).collect::<Vec<_>>().into_any()
    };
    let hand = move || format!("M{0} 0V{DEEPEST}", minute.get());
    let dot = move || {
        let deep = now.get().map_or(900, |sun| depth(sun.elevation).clamp(0, DEEPEST));
        format!("M{} {deep}h0", minute.get())
    };
    let hours = ["00", "06", "12", "18", "24"].map(|hour| view! { <span>{hour}</span> });
    view! {
        <svg class="sun-curve" aria-hidden="true">
            <svg viewBox="0 0 1440 1200" preserveAspectRatio="none" width="100%" height="100%">
                {changing(drawn_bands)}
                <path class="sun-ground" d="M0 900H1440V1200H0z" />
                <path class="sun-hours" d="M360 0V1200M720 0V1200M1080 0V1200" />
                <path class="sun-lit" d=front />
                <path class="sun-line" d=line />
                <path class="sun-hand" d=hand />
                <path class="sun-dot" data-below=moment.below() d=dot />
            </svg>
            {changing(marks)}
        </svg>
        <p class="sun-scale" aria-hidden="true">{hours}</p>
    }
    .into_any()
}
