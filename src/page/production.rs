//! A production: its facts, the places where it was shot, on cards and on a map, and the people with credits in it.

use super::Later;
use super::places_map::places_map;
use crate::locale::words;
use crate::ui::{CardGrid, Section, Static, facts_view, groups_view, poster_button, sources_view, use_locale};
use crate::wire::{Land, Pin, Production, SentDocument};
use leptos::prelude::*;
use std::sync::Arc;

pub fn production_page(production: Production, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let Production { title, other_title, kicker, summary, facts, places, pins, land, related, sources } = production;
    let other =
        (!other_title.is_empty()).then(|| view! { <p class="other-name" lang=locale.other().tag()>{other_title}</p> });
    let kicker = (!kicker.is_empty()).then(|| view! { <p class="kicker">{kicker}</p> });
    let facts = (!facts.is_empty()).then(|| {
        view! {
            <Section label=words::FACTS>{facts_view(facts)}</Section>
        }
    });
    let map = (!pins.is_empty()).then(|| view! { <Later>{map_view(pins, land)}</Later> });
    view! {
        <Static>
        {kicker}
        <h1>{title}</h1>
        {other}
        <p class="lead">{summary}</p>
        <p class="actions">{poster_button(here)}</p>
        <Section label=words::SHOT_AT shown={!places.is_empty()}>
            <CardGrid cards=places eager=3 />
            <p class="fine">{words::SHOT_HERE_NOTE.get(locale)}</p>
        </Section>
        </Static>
        {map}
        <Static>
        {facts}
        {groups_view(related)}
        {sources_view(sources)}
        </Static>
    }
    .into_any()
}

/// The map of the places, numbered as on their cards.
fn map_view(pins: Vec<Pin>, land: Option<Land>) -> AnyView {
    view! {
        <Section label=words::MAP>
            {places_map(Arc::new(pins), land, words::MAP_OF_PLACES, None, RwSignal::new(None))}
        </Section>
    }
    .into_any()
}
