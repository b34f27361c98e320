//! The path of the sun over the sky, as a curve over the hours of the day.

use super::Moment;
use crate::geo::sun::{Span, SunPosition, curve};
use crate::locale::words;
use crate::ui::use_locale;
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

/// The curve, with the golden and the blue hours.
pub(super) fn sky_view(moment: Moment) -> AnyView {
    let locale = use_locale();
    let Moment { start, minute, solar, now, .. } = moment;
    let line = Memo::new(move |_| path_of(&curve(start.get(), moment.place, 15), start.get()));
    let bands = move || {
        let day = solar.get()?;
        let minutes = |unix: f64| ((unix - day.start) / 60.0).round() as i32;
        let spans = [
            ("blue", day.blue_morning),
            ("golden", day.golden_morning),
            ("golden", day.golden_evening),
            ("blue", day.blue_evening),
        ];
        let band = |(kind, span): (&'static str, Option<Span>)| {
            let span = span?;
            let (from, to) = (minutes(span.start).max(0), minutes(span.end).min(1440));
            let path = format!("M{from} 0H{to}V{DEEPEST}H{from}z");
            (from < to).then(|| view! { <path class="sun-band" data-kind=kind d=path /> })
        };
        Some(spans.into_iter().filter_map(band).collect::<Vec<_>>())
    };
    let hand = move || format!("M{0} 0V{DEEPEST}", minute.get());
    let dot = move || {
        let deep = now.get().map_or(900, |sun| depth(sun.elevation).clamp(0, DEEPEST));
        format!("M{} {deep}h0", minute.get())
    };
    let hours = ["00", "06", "12", "18", "24"].map(|hour| view! { <span>{hour}</span> });
    view! {
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
                <path class="sun-dot" data-below=moment.below() d=dot />
            </svg>
            <p class="sun-scale" aria-hidden="true">{hours}</p>
            <p class="sun-key" aria-hidden="true">
                <span data-kind="golden">{words::SUN_GOLDEN.get(locale)}</span>
                <span data-kind="blue">{words::SUN_BLUE.get(locale)}</span>
            </p>
        </div>
    }
    .into_any()
}
