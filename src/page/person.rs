//! A speaker or an expert, in their public role: facts, works, statements, and related records.

use crate::locale::words;
use crate::ui::{
    PictureView, Section, Slot, Static, facts_view, groups_view, name_lang, pack_button, paragraphs_view,
    poster_button, sources_view, use_locale, works_view,
};
use crate::wire::{Link, Person, SentDocument};
use leptos::prelude::*;

pub fn person_page(person: Person, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let said = move |(session, said): (Link, String)| {
        view! {
            <li>
                <h3><a href=session.to.href(locale)>{session.label}</a></h3>
                <p class="said">{said}</p>
            </li>
        }
    };
    let other = move |name: String| view! { <span class="other-name" lang=locale.other().tag()>{name}</span> };
    let language = name_lang(&person.name, locale);
    view! {
        <Static>
        <h1 lang=language>{person.name}" "{person.other_name.map(other)}</h1>
        {person.role.map(|role| view! { <p class="lead">{role}</p> })}
        <div class="columns">
            {paragraphs_view(person.about)}
            <div>
                {person.picture.map(|picture| view! { <PictureView picture place=Slot::Card eager=true /> })}
                {facts_view(person.facts)}
            </div>
        </div>
        </Static>
        <p class="actions">{pack_button(here.clone())}{poster_button(here)}</p>
        <Static>
        <Section label=words::CREDITS shown={!person.credits.is_empty()}>
            {works_view(person.credits)}
        </Section>
        <Section label=words::AT_THE_SUMMIT shown={!person.said.is_empty()}>
            <ul class="card-lines">{person.said.into_iter().map(said).collect_view()}</ul>
        </Section>
        {groups_view(person.related)}
        {sources_view(person.sources)}
        </Static>
    }
    .into_any()
}
