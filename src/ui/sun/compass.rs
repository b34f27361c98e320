//! The sun's position, and how it falls on the front.

use super::text::{at_text, light_text, turn};
use super::{Moment, slider_view};
use crate::locale::words;
use crate::ui::map::direction_text;
use crate::ui::use_locale;
use leptos::prelude::*;

/// The initial value of the slider: south if the front is not known.
fn front_of(facing: Option<u16>) -> u32 {
    facing.unwrap_or(180).into()
}

/// The compass, with the slider that turns the front. `facing` is the recorded direction.
pub(super) fn compass_view(moment: Moment, facing: Option<u16>) -> AnyView {
    let locale = use_locale();
    let Moment { minute, now, .. } = moment;
    let looks = RwSignal::new(facing);
    let aim = Callback::new(move |chosen: u32| looks.set(Some((chosen % 360) as u16)));
    let value = Signal::derive(move || front_of(looks.get()));
    let azimuth = move || now.get().map_or(0.0, |sun| sun.azimuth);
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
    let source = if facing.is_some() { words::SUN_FACING_RECORDED } else { words::SUN_NO_FACING }.get(locale);
    view! {
        <div class="sun-stand">
            <svg class="sun-compass" viewBox="-100 -100 200 200" role="img" aria-label=label>
                <circle class="sun-ring" r="80" />
                <path class="sun-ring" d="M0 -80V-70M80 0H70M0 80V70M-80 0H-70" />
                {front}
                <g class="sun-ray" data-below=moment.below() transform=move || format!("rotate({})", turn(azimuth()))>
                    <path d="M0 -62V0" />
                    <circle cy="-80" r="11" />
                </g>
                <text class="sun-north" y="-86">{words::SUN_NORTH.get(locale)}</text>
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
