//! A session: when and where, who took part and what they said.

use super::agenda::stars::{Refused, Stars};
use crate::browser;
use crate::locale::words;
use crate::route::Page;
use crate::route::export::Export;
use crate::ui::card::{CardForm, CardView, Groups};
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::neighbours::Neighbours;
use crate::ui::pack_button::PackButton;
use crate::ui::sources::Sources;
use crate::ui::star::StarButton;
use crate::ui::static_subtree::Static;
use crate::ui::use_locale;
use crate::wire::Session;
use leptos::prelude::*;

#[component]
pub fn SessionPage(session: Session, here: Page) -> impl IntoView {
    let locale = use_locale();
    let subtitle = move || session.subtitle.map(|text| view! { <p class="lead">{text}</p> });
    let links = move || {
        (!session.links.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words::LINKS.get(locale)}</h2>
                    <Facts facts=session.links />
                </section>
            }
        })
    };
    let persons = move || {
        (!session.persons.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words::PERSONS.get(locale)}</h2>
                    <ul class="card-lines">
                        {session
                            .persons
                            .into_iter()
                            .map(|(card, said)| {
                                view! {
                                    <li>
                                        <CardView card form=CardForm::Line />
                                        {said.map(|said| view! { <p class="said">{said}</p> })}
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    };
    let stars = Stars::open();
    Effect::new(move |_| {
        let starred = stars.pages.with(|pages| pages.iter().map(Page::path).collect());
        browser::mark_sessions(starred, Vec::new());
    });
    let of = match &here {
        Page::Session(year, id) => Some((*year, id.clone())),
        _ => None,
    };
    let mine = of.clone().map(|(year, _)| {
        let agenda = [&Page::Agenda(year).href(locale), "?show=mine"].concat();
        view! { <a href=agenda>{words::MINE.get(locale)}</a> }
    });
    let calendar = of.map(|(year, id)| {
        let file = Export::SessionCalendar(year, id).href(locale);
        view! { <a href=file rel="external">{words::CALENDAR_ONE.get(locale)}</a> }
    });
    view! {
        <Static>
        <h1>{session.title}</h1>
        {subtitle()}
        <div class="columns">
            <Paragraphs texts=session.about />
            <Facts facts=session.facts />
        </div>
        </Static>
        <p class="actions">
            <StarButton page=here.clone() />
            <PackButton page=here />
            {calendar}
            {mine}
        </p>
        <Refused stars />
        <Static>
        {persons()}
        {links()}
        <Groups groups=session.related />
        <Sources sources=session.sources />
        <Neighbours previous=session.previous next=session.next />
        </Static>
    }
    .into_any()
}
