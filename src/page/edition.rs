//! One edition: dates, venue and hosts, its sessions, speakers and reports.

use crate::locale::words;
use crate::route::Page;
use crate::ui::{
    Section, card_lines, cards_view, facts_view, figure_view, paragraphs_view, poster_button, save_link, sessions_view,
    sources_view, use_locale,
};
use crate::wire::{Edition, SentDocument};
use leptos::prelude::*;

pub fn edition_page(edition: Edition, _: &SentDocument) -> AnyView {
    let locale = use_locale();
    let slogan = edition.slogan.map(|slogan| view! { <p class="lead">{slogan}</p> });
    view! {
        <h1>{edition.title}</h1>
        {slogan}
        {figure_view(edition.hero, true)}
        <p class="actions">
            {poster_button(Page::Edition(edition.year))}
            {save_link(Page::Edition(edition.year))}
        </p>
        <div class="columns">
            {paragraphs_view(edition.about)}
            {facts_view(edition.facts)}
        </div>
        <Section label=words::SESSIONS>
            {sessions_view(edition.sessions, false)}
            <p><a class="onward" href=Page::Agenda(edition.year).href(locale)>{words::FULL_AGENDA.get(locale)}</a></p>
        </Section>
        <Section label=words::REPORTS>
            {card_lines(edition.reports)}
        </Section>
        <Section label=words::SPEAKERS>
            {cards_view(edition.speakers, false)}
        </Section>
        <Section label=words::WHAT_IS_KNOWN shown={!edition.notes.is_empty()}>
            {paragraphs_view(edition.notes)}
        </Section>
        {sources_view(edition.sources)}
    }
    .into_any()
}
