//! One edition: dates, venue and hosts, its sessions, speakers and reports.

use crate::locale::words;
use crate::route::Page;
use crate::ui::actions::SaveLink;
use crate::ui::card::{CardGrid, CardLines};
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::picture::FigureView;
use crate::ui::sessions::Sessions;
use crate::ui::sources::Sources;
use crate::ui::use_locale;
use crate::wire::Edition;
use leptos::prelude::*;

#[component]
pub fn EditionPage(edition: Edition) -> impl IntoView {
    let locale = use_locale();
    let slogan = edition.slogan.map(|slogan| view! { <p class="lead">{slogan}</p> });
    let notes = (!edition.notes.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{words::WHAT_IS_KNOWN.get(locale)}</h2>
                <Paragraphs texts=edition.notes />
            </section>
        }
    });
    view! {
        <h1>{edition.title}</h1>
        {slogan}
        <FigureView picture=edition.hero eager=true />
        <div class="columns">
            <Paragraphs texts=edition.about />
            <Facts facts=edition.facts />
        </div>
        <section class="section">
            <h2>{words::SESSIONS.get(locale)}</h2>
            <Sessions rows=edition.sessions />
            <p><a class="onward" href=Page::Agenda(edition.year).href(locale)>{words::FULL_AGENDA.get(locale)}</a></p>
            <SaveLink page=Page::Edition(edition.year) />
        </section>
        <section class="section">
            <h2>{words::REPORTS.get(locale)}</h2>
            <CardLines cards=edition.reports />
        </section>
        <section class="section">
            <h2>{words::SPEAKERS.get(locale)}</h2>
            <CardGrid cards=edition.speakers />
        </section>
        {notes}
        <Sources sources=edition.sources />
    }
    .into_any()
}
