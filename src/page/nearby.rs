//! The distance and direction from the reader to a place. The device is asked for its position only on request.

use crate::browser;
use crate::geo::Place;
use crate::geo::distance::{bearing, distance, nearest_first};
use crate::locale::{Locale, Words, words};
use crate::ui::map::{direction_text, distance_text};
use crate::ui::{ActionButton, use_locale};
use crate::wire::Pin;
use leptos::prelude::*;
use std::sync::Arc;

/// How many of the nearest places are listed.
const NAMED: usize = 3;

/// The state of the request for the device's position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Located {
    Not,
    Waiting,
    Found(Place, f64),
    Failed(Words),
}

/// The state of the request, and the callback that starts it. `here` is set to the reader's position, once it is
/// known.
pub fn locating(here: RwSignal<Option<Place>>) -> (RwSignal<Located>, Callback<()>) {
    let state = RwSignal::new(Located::Not);
    let ask = move |()| {
        state.set(Located::Waiting);
        browser::locate(move |answer| {
            // The page may have been left before the answer came.
            if let Ok((place, _)) = answer {
                here.try_set(Some(place));
            }
            state.try_set(answer.map_or_else(Located::Failed, |(place, exact)| Located::Found(place, exact)));
        });
    };
    (state, Callback::new(ask))
}

/// The distance and direction to a place, in words.
pub fn way_text(from: Place, to: Place, locale: Locale) -> String {
    let far = distance_text(distance(from, to), locale);
    words::NEAR_ME_ROW.with(locale, &[&far, direction_text(bearing(from, to), locale)])
}

/// Distance and direction from the reader to a place, and the nearest of the pins on the map, including the place
/// itself. `here` is set to the reader's position, once it is known.
pub fn near_me(place: Place, pins: Arc<Vec<Pin>>, here: RwSignal<Option<Place>>) -> AnyView {
    let locale = use_locale();
    let (located, ask) = locating(here);
    let says = move || match located.get() {
        Located::Not => None,
        Located::Waiting => Some(words::NEAR_ME_WAIT.get(locale).to_owned()),
        Located::Failed(why) => Some(why.get(locale).to_owned()),
        Located::Found(from, exact) => {
            let towards = bearing(from, place);
            let degrees = (towards.round() as i32).rem_euclid(360).to_string();
            let far = distance_text(distance(from, place), locale);
            let found = words::NEAR_ME_FOUND.with(locale, &[&far, direction_text(towards, locale), &degrees]);
            let exact = words::NEAR_ME_EXACT.with(locale, &[&distance_text(exact, locale)]);
            Some(format!("{found} {exact}"))
        }
    };
    let closest = move || {
        let Located::Found(from, _) = located.get() else { return None };
        let known: Vec<(Place, &Pin)> =
            pins.iter().filter_map(|pin| Some((Place::of_millionths(pin.position)?, pin))).collect();
        let places: Vec<Place> = known.iter().map(|(place, _)| *place).collect();
        let row = |(at, _)| {
            let (place, pin): (Place, &Pin) = known[at];
            let way = way_text(from, place, locale);
            view! { <li><a href=pin.to.href(locale)>{pin.title.clone()}</a><span>{way}</span></li> }
        };
        let rows: Vec<_> = nearest_first(from, &places).into_iter().take(NAMED).map(row).collect();
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
