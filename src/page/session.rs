//! A session: when and where, who took part and what they said.

use super::agenda::stars;
use crate::browser;
use crate::locale::words;
use crate::model::SessionId;
use crate::route::Page;
use crate::route::export::Export;
use crate::ui::card::{CardForm, CardView, Groups};
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::neighbours::Neighbours;
use crate::ui::pack_button::PackButton;
use crate::ui::section::Section;
use crate::ui::sources::Sources;
use crate::ui::star::StarButton;
use crate::ui::static_subtree::Static;
use crate::ui::use_locale;
use crate::wire::{Card, Session};
use leptos::prelude::*;

pub fn session_page(session: Session, year: u16, id: SessionId) -> AnyView {
    let locale = use_locale();
    let person = |(card, said): (Card, Option<String>)| {
        let said = said.map(|said| view! { <p class="said">{said}</p> });
        view! { <li><CardView card form=CardForm::Line />{said}</li> }
    };
    let stars = stars::open();
    Effect::new(move |_| browser::mark_sessions(stars::paths(stars), Vec::new()));
    let agenda = [&Page::Agenda(year).href(locale), "?show=mine"].concat();
    let calendar = Export::SessionCalendar(year, id.clone()).href(locale);
    let here = Page::Session(year, id);
    view! {
        <Static>
        <h1>{session.title}</h1>
        {session.subtitle.map(|text| view! { <p class="lead">{text}</p> })}
        <div class="columns">
            <Paragraphs texts=session.about />
            <Facts facts=session.facts />
        </div>
        </Static>
        <p class="actions">
            <StarButton page=here.clone() />
            <PackButton page=here />
            <a href=calendar rel="external">{words::CALENDAR_ONE.get(locale)}</a>
            <a href=agenda>{words::MINE.get(locale)}</a>
        </p>
        {stars::refusal(stars)}
        <Static>
        <Section label=words::PERSONS shown={!session.persons.is_empty()}>
            <ul class="card-lines">{session.persons.into_iter().map(person).collect_view()}</ul>
        </Section>
        <Section label=words::LINKS shown={!session.links.is_empty()}>
            <Facts facts=session.links />
        </Section>
        <Groups groups=session.related />
        <Sources sources=session.sources />
        <Neighbours previous=session.previous next=session.next />
        </Static>
    }
    .into_any()
}
