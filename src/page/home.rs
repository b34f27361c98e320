//! The home page: the lead article, further news, the summit, and a selection from the library.

use crate::locale::words;
use crate::route::Page;
use crate::ui::{CardForm, CardGrid, CardView, Section, tallies_view};
use crate::wire::{Home, SentDocument};
use leptos::prelude::*;

pub fn home_page(home: Home, _: &SentDocument) -> AnyView {
    let lead = home.lead.map(|card| view! { <CardView card form=CardForm::Lead eager=true top=true /> });
    view! {
        <h1 class="tagline">{home.tagline}</h1>
        {lead}
        <Section label=words::NEWS to=Page::News>
            <CardGrid cards=home.news />
        </Section>
        <Section label=words::SUMMIT to=Page::Summit shown={home.summit.is_some()}>
            {home.summit.map(|card| view! { <CardView card form=CardForm::Lead /> })}
        </Section>
        <Section label=words::LIBRARY_LONG to=Page::Library>
            {tallies_view(home.collections, Page::Home)}
            <CardGrid cards=home.locations />
        </Section>
        <Section label=words::CLIPS to=Page::Clips>
            <CardGrid cards=home.clips />
        </Section>
    }
    .into_any()
}
