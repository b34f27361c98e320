//! The sun's position, and how it falls on the front.

use super::text::{at_text, light_text, turn};
use super::{Moment, slider_view};
use crate::geo::sun::{Daylight, position};
use crate::locale::{Words, words};
use crate::ui::map::direction_text;
use crate::ui::{optional, use_locale};
use leptos::prelude::*;

/// The initial value of the slider: south if the front is not known.
fn front_of(facing: Option<u16>) -> u32 {
    facing.unwrap_or(180).into()
}

/// The directions from which the sun shines on the day: the first in degrees clockwise from north, and how many follow.
fn arc(moment: Moment) -> Option<(i32, i32)> {
    let day = moment.solar.get()?;
    let azimuth = |time: f64| position(time, moment.place).map(|sun| turn(sun.azimuth));
    let (Some(rise), Some(set)) = (day.sunrise, day.sunset) else {
        return (day.daylight == Daylight::PolarDay).then_some((0, 360));
    };
    let (rise, noon, set) = (azimuth(rise)?, azimuth(day.noon)?, azimuth(set)?);
    let past = |from: i32, to: i32| (to - from).rem_euclid(360);
    // South of the sun, it goes from east to west through north.
    let (from, to) = if past(rise, noon) <= past(rise, set) { (rise, set) } else { (set, rise) };
    Some((from, past(from, to)))
}

/// The compass, with the slider that turns the front. `facing` is the recorded direction.
pub(super) fn compass_view(moment: Moment, facing: Option<u16>) -> AnyView {
    let locale = use_locale();
    let Moment { minute, now, looks, .. } = moment;
    let aim = Callback::new(move |chosen: u32| looks.set(Some((chosen % 360) as u16)));
    let value = Signal::derive(move || front_of(looks.get()));
    let azimuth = move || now.get().map_or(0.0, |sun| sun.azimuth);
    let arc = move || {
        arc(moment).map(|(from, degrees)| {
            let (turned, dash) = (format!("rotate({})", from - 90), format!("{degrees} 360"));
            view! { <circle class="sun-arc" r="80" pathLength="360" stroke-dasharray=dash transform=turned /> }
        })
    };
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
    let label = move || {
        let (number, point) = (turn(azimuth()).to_string(), direction_text(azimuth(), locale));
        match looks.get() {
            None => words::SUN_COMPASS.with(locale, &[&number, point]),
            Some(looks) => {
                let facing = direction_text(f64::from(looks), locale);
                words::SUN_COMPASS_FACING.with(locale, &[&number, point, &looks.to_string(), facing])
            }
        }
    };
    let faces = Signal::derive(move || match looks.get() {
        Some(looks) => direction_text(f64::from(looks), locale).to_owned(),
        None => words::SUN_FRONT_NOT_CHOSEN.get(locale).to_owned(),
    });
    let points = [
        (words::SUN_NORTH, "0", "-62"),
        (words::SUN_EAST, "66", "5"),
        (words::SUN_SOUTH, "0", "72"),
        (words::SUN_WEST, "-66", "5"),
    ];
    let point = |(words, x, y): (Words, &'static str, &'static str)| {
        view! { <text class="sun-point" x=x y=y>{words.get(locale)}</text> }
    };
    let source = if facing.is_some() { words::SUN_FACING_RECORDED } else { words::SUN_NO_FACING }.get(locale);
    view! {
        <div class="sun-stand">
            <svg class="sun-compass" viewBox="-100 -100 200 200" role="img" aria-label=label>
                <circle class="sun-ring" r="80" />
                {optional(arc)}
                {optional(front)}
                <g class="sun-ray" data-below=moment.below() transform=move || format!("rotate({})", turn(azimuth()))>
                    <path d="M0 -62V0" />
                    <circle cy="-80" r="11" />
                </g>
                {points.map(point)}
            </svg>
            <div>
                <p class="sun-at">{move || now.get().map(|sun| at_text(sun, minute.get(), locale))}</p>
                <p class="sun-light">{move || now.get().map(|sun| light_text(sun, looks.get(), locale))}</p>
                {slider_view(words::SUN_LOOKS, faces, 355, front_of(facing), value, aim)}
                <p class="fine">{source}</p>
            </div>
        </div>
    }
    .into_any()
}
