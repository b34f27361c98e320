//! A location: pictures, facts for scouts, its position, what was shot there and what is nearby.

use super::Later;
use super::delivery::share_buttons;
use super::nearby::near_me;
use super::pictures::Pictures;
use super::places_map::{PlacesMap, places_map};
use super::send::copy_button;
use crate::browser;
use crate::geo::Place;
use crate::geo::date::Date;
use crate::locale::words;
use crate::route::{query_value, query_with};
use crate::ui::icon;
use crate::ui::sun::{self, Sun};
use crate::ui::{
    Section, Static, action_bar, download_link, effect, facts_view, gallery_view, groups_view, maps_view, mosaic_view,
    pack_button, paragraphs_view, sources_view, use_locale, works_view,
};
use crate::wire::{Download, Fact, FactIcon, Land, Location, Pin, PinClass, SentDocument, Zone};
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
    let place = Place::of_millionths(location.position);
    let (title, class, position) = (location.name.clone(), location.class, location.position);
    let own = Pin { to: here.clone(), title: title.clone(), class, position };
    let (classes, hue) = (location.classes.clone(), location.classes.get(class as usize).map(|class| class.hue));
    let pins: Arc<Vec<Pin>> = Arc::new(std::iter::once(own).chain(location.neighbours).collect());
    let (land, facing, zone) = (location.land, location.facing, location.zone);
    let position = Position {
        coordinates: location.coordinates,
        text: location.position_text,
        maps: location.maps,
        files: location.files,
    };
    let around = move |place: Place| view! { <Later>{around_view(place, pins, classes, land, position)}</Later> };
    let sky = move |place: Place| view! { <Later>{sky_view(place, facing, zone)}</Later> };
    let share = share_buttons(here.clone(), title, words::SHARE_SHEET);
    browser::close_menu(".bar-share[open]");
    let sections = [(icon::MAP, words::MAP, "#map"), (icon::SUN, words::SUN_SHORT, "#sun")];
    let (doubles, facts): (Vec<Fact>, Vec<Fact>) =
        location.facts.into_iter().partition(|fact| fact.icon == Some(FactIcon::Double));
    view! {
        <Static>
        <div class="place-head">
            <p class="kicker" data-hue=hue>{location.class_name}</p>
            <h1>{location.name}</h1>
            <p class="other-name" lang=locale.other().tag()>{location.other_name}</p>
        </div>
        </Static>
        <div on:click=press>
            <Static>{mosaic_view(&mosaic, &mosaic_groups, &mosaic_round)}</Static>
        </div>
        {pictures.viewer_slot()}
        {action_bar(pack_button(here.clone()), share, &sections)}
        <Static>
        <div class="place-about">
            <div>
                <p class="lead">{location.summary}</p>
                {doubles.into_iter().map(doubles_view).collect_view()}
            </div>
            {paragraphs_view(location.about)}
        </div>
        <Section label=words::FACTS>
            <div class="facts-columns">{facts_view(facts)}</div>
            <p class="fine">{location.freshness}</p>
        </Section>
        </Static>
        <div on:click=press>
            <Static>{gallery_view(&all, &groups, &round)}</Static>
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

/// The places that it can stand in for on screen.
fn doubles_view(fact: Fact) -> AnyView {
    let stop = words::LIST_STOP.get(use_locale());
    let places: Vec<_> = fact.value.split(stop).map(|name| view! { <li>{name.to_owned()}</li> }).collect();
    view! {
        <div class="doubles">
            <h2>{fact.label}</h2>
            <ul>{places}</ul>
        </div>
    }
    .into_any()
}

/// Where it is, in words and for other programs.
struct Position {
    coordinates: String,
    text: (String, String),
    maps: Vec<(String, String)>,
    files: Vec<Download>,
}

/// The map with the place and its neighbours, its position, and the distance and direction from the reader.
fn around_view(
    place: Place,
    pins: Arc<Vec<Pin>>,
    classes: Vec<PinClass>,
    land: Option<Land>,
    position: Position,
) -> AnyView {
    let locale = use_locale();
    let reader = RwSignal::new(None);
    let Position { coordinates, text: (text, precision), maps, files } = position;
    let has_maps = !maps.is_empty();
    let elsewhere = has_maps.then_some("#other-maps");
    let near = near_me(place, pins.clone(), reader);
    let map = PlacesMap { pins, classes, land, label: words::MAP_AROUND, own: Some(0), stops: 0, elsewhere, reader };
    let links = (has_maps || !files.is_empty()).then(|| {
        let files = files.into_iter().map(|file: Download| view! { <li>{download_link(file)}</li> });
        view! { <ul class="files">{maps_view(maps)}{files.collect_view()}</ul> }
    });
    view! {
        <Section label=words::MAP id="map">
            <div class="place-map">
                <div>{places_map(map)}</div>
                <div class="panel">
                    <h3>{words::POSITION.get(locale)}</h3>
                    <p class="coordinates">{text}</p>
                    <p class="fine">{precision}</p>
                    <p class="actions">{copy_button(words::COPY_POSITION, move || coordinates.clone())}</p>
                    {has_maps.then(|| view! { <h3 id="other-maps">{words::OPEN_IN.get(locale)}</h3> })}
                    {links}
                    {has_maps.then(|| view! { <p class="fine">{words::OPEN_IN_NOTE.get(locale)}</p> })}
                    {near}
                </div>
            </div>
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
    effect(move || {
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
        <Section label=words::SUN id="sun">
            <Sun place facing zone day minute on_day />
        </Section>
    }
    .into_any()
}
