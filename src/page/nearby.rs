//! How far a place is from the reader, and in which direction; the device is asked only when told to.

use crate::browser::{self, Unlocated};
use crate::geo::Place;
use crate::geo::distance::{bearing, distance, nearest_first};
use crate::locale::{Words, words};
use crate::ui::actions::ActionButton;
use crate::ui::map::{direction_text, distance_text};
use crate::ui::use_locale;
use crate::wire::Pin;
use leptos::prelude::*;
use std::sync::Arc;

/// How many of the nearest places are named.
const NAMED: usize = 3;

/// What the device has said so far.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Asked {
    Not,
    Waiting,
    Found(Place, f64),
    Failed(Unlocated),
}

/// Why the device did not say where it is, and what to do.
pub fn refusal(error: Unlocated) -> Words {
    match error {
        Unlocated::Refused => words::NEAR_ME_REFUSED,
        Unlocated::Unknown => words::NEAR_ME_UNKNOWN,
        Unlocated::Late => words::NEAR_ME_SLOW,
        Unlocated::Never => words::NEAR_ME_NEVER,
    }
}

/// Distance and direction from the reader to a place, and the nearest of some places.
#[component]
pub fn NearMe(
    /// The place.
    place: Place,
    /// The places on the map, it included.
    pins: Arc<Vec<Pin>>,
    /// Set to where the reader is, once that is known.
    here: RwSignal<Option<Place>>,
) -> impl IntoView {
    let locale = use_locale();
    let asked = RwSignal::new(Asked::Not);
    let ask = Callback::new(move |()| {
        asked.set(Asked::Waiting);
        browser::locate(move |answer| {
            // The page may have been left before the answer came.
            match answer {
                Ok((found, exact)) => {
                    asked.try_set(Asked::Found(found, exact));
                    here.try_set(Some(found));
                }
                Err(error) => {
                    asked.try_set(Asked::Failed(error));
                }
            }
        });
    });
    let says = move || match asked.get() {
        Asked::Not => None,
        Asked::Waiting => Some(words::NEAR_ME_WAIT.get(locale).to_owned()),
        Asked::Failed(error) => Some(refusal(error).get(locale).to_owned()),
        Asked::Found(from, exact) => {
            let towards = bearing(from, place);
            let degrees = (towards.round() as i32).rem_euclid(360).to_string();
            let far = distance_text(distance(from, place), locale);
            let found = words::NEAR_ME_FOUND.with(locale, &[&far, direction_text(towards, locale), &degrees]);
            let exact = words::NEAR_ME_EXACT.with(locale, &[&distance_text(exact, locale)]);
            Some(format!("{found} {exact}"))
        }
    };
    let closest = move || {
        let Asked::Found(from, _) = asked.get() else { return None };
        let known: Vec<(Place, &Pin)> =
            pins.iter().filter_map(|pin| Some((Place::of_millionths(pin.position)?, pin))).collect();
        let places: Vec<Place> = known.iter().map(|(place, _)| *place).collect();
        let rows = nearest_first(from, &places)
            .into_iter()
            .take(NAMED)
            .map(|(at, metres)| {
                let (place, pin) = known[at];
                let far = distance_text(metres, locale);
                let row = words::NEAR_ME_ROW.with(locale, &[&far, direction_text(bearing(from, place), locale)]);
                view! {
                    <li>
                        <a href=pin.to.href(locale)>{pin.title.clone()}</a>
                        <span>{row}</span>
                    </li>
                }
            })
            .collect_view();
        Some(view! {
            <h3>{words::NEAR_ME_CLOSEST.get(locale)}</h3>
            <ol class="credits">{rows}</ol>
        })
    };
    view! {
        <div class="near">
            <h3>{words::NEAR_ME.get(locale)}</h3>
            <p class="fine">{words::NEAR_ME_TEXT.get(locale)}</p>
            <p class="actions"><ActionButton label=words::NEAR_ME_ASK press=ask /></p>
            <p class="near-says" role="status">{says}</p>
            {closest}
        </div>
    }
    .into_any()
}
