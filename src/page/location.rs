//! A location: pictures, facts for scouts, its position, what was shot there and what is nearby.

use super::Later;
use super::delivery::print_button;
use super::nearby::near_me;
use super::pictures::Pictures;
use super::places_map::places_map;
use super::send::copy_button;
use crate::browser;
use crate::geo::Place;
use crate::geo::date::Date;
use crate::locale::words;
use crate::route::{query_value, query_with};
use crate::ui::sun::{self, Sun};
use crate::ui::{
    Section, Static, download_link, facts_view, gallery_view, groups_view, maps_view, mosaic_view, pack_button,
    paragraphs_view, poster_button, sources_view, use_locale, works_view,
};
use crate::wire::{Download, Land, Location, Pin, PinClass, SentDocument, Zone};
use leptos::prelude::*;
use std::sync::Arc;

pub fn location_page(location: Location, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let (all, groups) = (Arc::new(location.pictures), Arc::new(location.groups));
    let panoramas = Arc::new(location.panoramas);
    let round: Arc<[usize]> = panoramas.iter().map(|panorama| panorama.picture as usize).collect();
    let (mosaic, mosaic_groups, mosaic_round) = (all.clone(), groups.clone(), round.clone());
    let pictures = Pictures::new(all.clone(), panoramas, here.clone(), location.name.clone());
    let press = move |event| pictures.press(&event);
    let coordinates = location.coordinates;
    let (position_text, precision) = location.position_text;
    let place = Place::of_millionths(location.position);
    let (title, class, position) = (location.name.clone(), location.class, location.position);
    let own = Pin { to: here.clone(), title, class, position };
    let (classes, hue) = (location.classes.clone(), location.classes.get(class as usize).map(|class| class.hue));
    let pins: Arc<Vec<Pin>> = Arc::new(std::iter::once(own).chain(location.neighbours).collect());
    let (land, facing, zone) = (location.land, location.facing, location.zone);
    let around = move |place: Place| view! { <Later>{around_view(place, pins, classes, land)}</Later> };
    let sky = move |place: Place| view! { <Later>{sky_view(place, facing, zone)}</Later> };
    let (has_maps, has_links) = (!location.maps.is_empty(), !(location.maps.is_empty() && location.files.is_empty()));
    let links = move || {
        let files = location.files.into_iter().map(|file: Download| view! { <li>{download_link(file)}</li> });
        view! {
            {has_maps.then(|| view! { <h2>{words::OPEN_IN.get(locale)}</h2> })}
            <ul class="files">
                {maps_view(location.maps)}
                {files.collect_view()}
            </ul>
            {has_maps.then(|| view! { <p class="fine">{words::OPEN_IN_NOTE.get(locale)}</p> })}
        }
    };
    view! {
        <Static>
        <p class="kicker" data-hue=hue>{location.class_name}</p>
        <h1>{location.name}</h1>
        <p class="other-name" lang=locale.other().tag()>{location.other_name}</p>
        </Static>
        <div on:click=press>
            <Static>{mosaic_view(&mosaic, &mosaic_groups, &mosaic_round)}</Static>
        </div>
        {pictures.viewer_slot()}
        <Static><p class="lead">{location.summary}</p></Static>
        <p class="actions">
            {pack_button(here.clone())}
            {poster_button(here)}
            {print_button(words::PRINT)}
        </p>
        <div class="columns">
            <div>
                <Static>{paragraphs_view(location.about)}</Static>
                <div on:click=press>
                    <Static>{gallery_view(&all, &groups, &round)}</Static>
                </div>
            </div>
            <section class="panel">
                <Static>
                <h2>{words::FACTS.get(locale)}</h2>
                {facts_view(location.facts)}
                <h2>{words::POSITION.get(locale)}</h2>
                <p class="coordinates">{position_text}</p>
                <p class="fine">{precision}</p>
                </Static>
                <p class="actions">
                    {copy_button(words::COPY_POSITION, move || coordinates.clone())}
                </p>
                <Static>
                <p class="fine">{location.freshness}</p>
                {has_links.then(links)}
                </Static>
            </section>
        </div>
        {place.map(around)}
        {place.map(sky)}
        <Static>
        <Section label=words::SHOT_HERE shown={!location.productions.is_empty()}>
            {works_view(location.productions)}
            <p class="fine">{words::SHOT_HERE_NOTE.get(locale)}</p>
        </Section>
        {groups_view(location.related)}
        {sources_view(location.sources)}
        </Static>
    }
    .into_any()
}

/// The map with the place and its neighbours, and the distance and direction from the reader.
fn around_view(place: Place, pins: Arc<Vec<Pin>>, classes: Vec<PinClass>, land: Option<Land>) -> AnyView {
    let reader = RwSignal::new(None);
    view! {
        <Section label=words::MAP>
            {places_map(pins.clone(), classes, land, words::MAP_AROUND, Some(0), 0, reader)}
            {near_me(place, pins, reader)}
        </Section>
    }
    .into_any()
}

/// The sun at the place. The day is in the URL (`?day=2025-03-11`); the default is the current day at the place.
fn sky_view(place: Place, facing: Option<u16>, zone: Zone) -> AnyView {
    let day = RwSignal::new(sun::first_day());
    let minute = RwSignal::new(sun::FIRST_MINUTE);
    let query = browser::use_address().query;
    let clock = zone.clone();
    let today = StoredValue::new(move || {
        let now = browser::now() as f64 / 1000.0;
        Date::at(now, clock.offset_at(now as i64)).filter(|(date, _)| sun::is_good(*date))
    });
    let today = move || today.try_with_value(|today| today()).flatten();
    browser::on_ready(move || {
        if let Some((_, now)) = today() {
            minute.try_set(now / 5 * 5);
        }
    });
    Effect::new(move |_| {
        let wanted = query.with(|query| query_value(query, "day")).as_deref().and_then(Date::parse);
        browser::when_ready(move || {
            if let Some(wanted) = wanted.filter(|day| sun::is_good(*day)).or_else(|| today().map(|(date, _)| date)) {
                day.try_set(wanted);
            }
        });
    });
    let on_day = Callback::new(move |chosen: Date| {
        day.set(chosen);
        browser::replace_query(&query.with_untracked(|query| query_with(query, "day", Some(&chosen.text()))));
    });
    view! {
        <Section label=words::SUN>
            <Sun place facing zone day minute on_day />
        </Section>
    }
    .into_any()
}
