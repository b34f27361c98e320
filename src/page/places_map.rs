//! The map of the places that a page lists. A pressed pin opens its page; a cluster that no zoom level divides is listed
//! below the map.

use super::fetched::use_outline;
use crate::browser;
use crate::geo::Place;
use crate::locale::{Words, words};
use crate::ui::map::{Map, Spot};
use crate::ui::{effect, use_locale};
use crate::wire::{Land, Pin, PinClass};
use leptos::prelude::*;
use std::sync::Arc;

/// The map of some places.
pub struct PlacesMap {
    /// The places.
    pub pins: Arc<Vec<Pin>>,
    /// The classes that the pins refer to by index.
    pub classes: Vec<PinClass>,
    /// The outline of the land.
    pub land: Option<Land>,
    /// The accessible name of the map.
    pub label: Words,
    /// The index of the pin that the page is about.
    pub own: Option<u32>,
    /// How many of the first pins are the stops of a route.
    pub stops: u32,
    /// Where the page lists links to other maps.
    pub elsewhere: Option<&'static str>,
    /// The reader's position, once it is known.
    pub reader: RwSignal<Option<Place>>,
}

pub fn places_map(map: PlacesMap) -> AnyView {
    let PlacesMap { pins, classes, land, label, own, stops, elsewhere, reader } = map;
    let locale = use_locale();
    let outline = use_outline(land.as_ref());
    let spots = Spot::all(&pins);
    let (moved, listed) = (RwSignal::new(None), RwSignal::new(Vec::new()));
    effect(move || {
        moved.track();
        listed.update(Vec::clear);
    });
    let name = |pin: &Pin| (pin.to.clone(), pin.title.clone());
    let named = Callback::new(move |number: u32| pins.get(number as usize).map(name));
    let press = Callback::new(move |numbers: Vec<u32>| match numbers.as_slice() {
        [number] => {
            if let Some((page, _)) = named.run(*number) {
                browser::go(&page.href(locale));
            }
        }
        _ => listed.set(numbers),
    });
    let members = move || {
        let listed: Vec<_> = listed.get().into_iter().filter_map(|number| named.run(number)).collect();
        (!listed.is_empty()).then(|| {
            let count = listed.len().to_string();
            let links =
                listed.into_iter().map(|(page, title)| view! { <li><a href=page.href(locale)>{title}</a></li> });
            view! {
                <p>{words::CLUSTER_LIST.with(locale, &[&count])}</p>
                <ul>{links.collect_view()}</ul>
            }
        })
    };
    view! {
        <Map
            spots=Signal::derive(move || spots.clone())
            classes
            named
            label=label.get(locale).to_owned()
            land
            outline=outline.value
            own
            stops
            elsewhere
            marked=RwSignal::new(None)
            here=reader
            moved
            watch=Callback::new(|(element, tell)| browser::watch_gestures(element, tell))
            press
        />
        <div class="map-list" role="status">{members}</div>
        {outline.trouble(Some(words::MAP_FAILED))}
    }
    .into_any()
}
