//! A session: when and where, who took part and what they said.

use super::agenda::stars;
use super::delivery::in_app_hint;
use crate::browser;
use crate::locale::words;
use crate::model::SessionId;
use crate::route::Page;
use crate::route::export::Export;
use crate::ui::{
    CardForm, CardView, Section, Static, effect, facts_view, groups_view, neighbours_view, pack_button,
    paragraphs_view, poster_button, sources_view, star_button, use_locale,
};
use crate::wire::{Card, Session};
use leptos::prelude::*;

pub fn session_page(session: Session, year: u16, id: SessionId) -> AnyView {
    let locale = use_locale();
    let person = |(card, said): (Card, Option<String>)| {
        let said = said.map(|said| view! { <p class="said">{said}</p> });
        view! { <li><CardView card form=CardForm::Line />{said}</li> }
    };
    let stars = stars::open();
    effect(move || browser::mark_sessions(stars::paths(stars), Vec::new()));
    let agenda = [&Page::Agenda(year).href(locale), "?show=mine"].concat();
    let calendar = Export::SessionCalendar(year, id.clone()).href(locale);
    let here = Page::Session(year, id);
    view! {
        <Static>
        <h1>{session.title}</h1>
        {session.subtitle.map(|text| view! { <p class="lead">{text}</p> })}
        <div class="columns">
            {paragraphs_view(session.about)}
            {facts_view(session.facts)}
        </div>
        </Static>
        <p class="actions">
            {star_button(here.clone())}
            {pack_button(here.clone())}
            {poster_button(here)}
            <a href=calendar rel="external">{words::CALENDAR_ONE.get(locale)}</a>
            <a href=agenda>{words::MINE.get(locale)}</a>
        </p>
        {in_app_hint(words::IN_APP_CALENDAR)}
        {stars::refusal(stars)}
        <Static>
        <Section label=words::PERSONS shown={!session.persons.is_empty()}>
            <ul class="card-lines">{session.persons.into_iter().map(person).collect_view()}</ul>
        </Section>
        <Section label=words::LINKS shown={!session.links.is_empty()}>
            {facts_view(session.links)}
        </Section>
        {groups_view(session.related)}
        {sources_view(session.sources)}
        {neighbours_view(session.previous, session.next)}
        </Static>
    }
    .into_any()
}
