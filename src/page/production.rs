//! A production: its facts, the places where it was shot, on cards and on a map, and the people with credits in it.

use super::Later;
use super::places_map::{PlacesMap, places_map};
use crate::locale::words;
use crate::ui::{
    CardGrid, Section, Static, downloads_view, facts_view, groups_view, maps_view, poster_button, sources_view,
    use_locale,
};
use crate::wire::{Download, Land, Pin, PinClass, Production, SentDocument, Stop};
use leptos::prelude::*;
use std::sync::Arc;

pub fn production_page(production: Production, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let Production {
        title,
        other_title,
        kicker,
        summary,
        facts,
        places,
        pins,
        classes,
        stops,
        files,
        land,
        related,
        sources,
    } = production;
    let other =
        (!other_title.is_empty()).then(|| view! { <p class="other-name" lang=locale.other().tag()>{other_title}</p> });
    let kicker = (!kicker.is_empty()).then(|| view! { <p class="kicker">{kicker}</p> });
    let facts = (!facts.is_empty()).then(|| {
        view! {
            <Section label=words::FACTS>{facts_view(facts)}</Section>
        }
    });
    let count = stops.len() as u32;
    let map = (!pins.is_empty()).then(|| view! { <Later>{map_view((pins, classes), count, land)}</Later> });
    let route = (count > 0).then(|| route_view(stops, files));
    view! {
        <Static>
        {kicker}
        <h1>{title}</h1>
        {other}
        <p class="lead">{summary}</p>
        <p class="actions">{poster_button(here)}</p>
        <Section label=words::SHOT_AT shown={!places.is_empty()}>
            <CardGrid cards=places eager=true />
            <p class="fine">{words::SHOT_HERE_NOTE.get(locale)}</p>
        </Section>
        </Static>
        {map}
        <Static>
        {route}
        {facts}
        {groups_view(related)}
        {sources_view(sources)}
        </Static>
    }
    .into_any()
}

/// The map of the places, numbered as on their cards.
fn map_view((pins, classes): (Vec<Pin>, Vec<PinClass>), stops: u32, land: Option<Land>) -> AnyView {
    let (pins, reader) = (Arc::new(pins), RwSignal::new(None));
    let map = PlacesMap { pins, classes, land, label: words::MAP_OF_PLACES, own: None, stops, elsewhere: None, reader };
    view! {
        <Section label=words::MAP>
            {places_map(map)}
        </Section>
    }
    .into_any()
}

/// The route as files, and each stop in other maps.
fn route_view(stops: Vec<Stop>, files: Vec<Download>) -> AnyView {
    let locale = use_locale();
    let stop = |Stop { name, maps }: Stop| view! { <li><p>{name}</p><ul class="downloads">{maps_view(maps)}</ul></li> };
    let has_maps = stops.iter().any(|stop| !stop.maps.is_empty());
    let open = (!files.is_empty()).then(|| {
        view! {
            <h3>{words::ROUTE_FILES.get(locale)}</h3>
            {downloads_view(files)}
        }
    });
    let stops = has_maps.then(|| {
        view! {
            <details class="stops">
                <summary>{words::ROUTE_STOPS.get(locale)}</summary>
                <ul>{stops.into_iter().map(stop).collect_view()}</ul>
                <p class="fine">{words::OPEN_IN_NOTE.get(locale)}</p>
            </details>
        }
    });
    view! {
        <Section label=words::ROUTE>
            <p class="fine">{words::ROUTE_NOTE.get(locale)}</p>
            {open}
            {stops}
        </Section>
    }
    .into_any()
}
