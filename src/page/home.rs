//! The home page: the lead article, what is on, the ways into the library, clips, and further news.

use crate::locale::words;
use crate::route::{Page, Route};
use crate::ui::{
    CardForm, CardGrid, CardView, PictureView, Section, Slot, card_lines, linked_view, tallies_view, use_locale,
    wide_in,
};
use crate::wire::{Card, Group, Home, SentDocument, Sketch, Target, Way};
use leptos::prelude::*;

pub fn home_page(home: Home, _: &SentDocument) -> AnyView {
    let lead = home.lead.map(|card| view! { <CardView card form=CardForm::Lead eager=true top=true /> });
    let sessions = home.sessions;
    let season = home.season.map(|card| view! { <CardView card form=CardForm::Wide /> });
    let map = home.map.map(sketch_view);
    let pair = (season.is_some() || map.is_some()).then(|| view! { <div class="home-pair">{season}{map}</div> });
    let clip = |card: Card| view! { <li><CardView card form=CardForm::Wide /></li> };
    view! {
        <h1 class="tagline">{home.tagline}</h1>
        {lead}
        <Section label=words::SUMMIT to=Page::Summit shown={home.summit.is_some()}>
            {home.summit.map(|card| summit_view(card, sessions))}
        </Section>
        <Section label=words::LIBRARY_LONG to=Page::Library>
            {tallies_view(home.collections, Page::Home)}
            {(!home.ways.is_empty()).then(|| ways_view(home.ways))}
            {pair}
        </Section>
        <Section label=words::CLIPS to=Page::Clips shown={!home.clips.is_empty()}>
            <ul class="card-grid home-clips">{home.clips.into_iter().map(clip).collect_view()}</ul>
        </Section>
        <Section label=words::NEWS to=Page::News shown={!home.news.is_empty()}>
            <CardGrid cards=home.news />
        </Section>
    }
    .into_any()
}

/// An edition, and some of its sessions.
fn summit_view(card: Card, sessions: Option<Group>) -> AnyView {
    let locale = use_locale();
    let agenda = match card.to {
        Page::Edition(year) => Page::Agenda(year).href(locale),
        _ => card.to.href(locale),
    };
    let sessions = sessions.map(|Group { heading, cards }| {
        view! {
            <div class="home-sessions">
                <p class="kicker">{heading}</p>
                {card_lines(cards)}
                <p><a class="onward" href=agenda>{words::FULL_AGENDA.get(locale)}</a></p>
            </div>
        }
    });
    view! { <div class="home-summit"><CardView card form=CardForm::Lead />{sessions}</div> }.into_any()
}

/// The classes of places as pictures, which lead to the list.
fn ways_view(ways: Vec<Way>) -> AnyView {
    let locale = use_locale();
    let total = ways.len();
    let is_few = total < 5;
    let way = |(index, Way { class, label, count, picture }): (usize, Way)| {
        let href = Route::list(locale, &Page::Locations, "class", &class);
        view! {
            <li data-wide=wide_in(index, total, &[2, 3, if is_few { 4 } else { 5 }])>
                <a href=href>
                    <PictureView picture place=Slot::Way decorative=true />
                    <span class="way-name">{label}" "<span class="tally-count">{count}</span></span>
                </a>
            </li>
        }
    };
    let ways: Vec<_> = ways.into_iter().enumerate().map(way).collect();
    view! { <ul class="ways" data-few=is_few.then_some("")>{ways}</ul> }.into_any()
}

/// The drawing that leads to the map of the locations.
fn sketch_view(Sketch { label, view, land, dots, credit, url }: Sketch) -> AnyView {
    let href = Route::list(use_locale(), &Page::Locations, "view", "map");
    let dots = dots.into_iter().map(|(hue, path)| view! { <path class="sketch-dots" data-hue=hue d=path /> });
    view! {
        <article class="card">
            <svg class="sketch" viewBox=view aria-hidden="true">
                <path class="sketch-land" fill-rule="evenodd" d=land />
                {dots.collect_view()}
            </svg>
            <div class="card-words">
                <h3 class="card-title"><a href=href>{label}</a></h3>
                <p class="card-note">{linked_view(url.map(Target::Web), credit)}</p>
            </div>
        </article>
    }
    .into_any()
}
