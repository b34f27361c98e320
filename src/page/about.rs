//! The office, and how the site's content may be used.

use crate::locale::words;
use crate::ui::{Section, facts_view, paragraphs_view, use_locale};
use crate::wire::{About, Fact, SentDocument, Target};
use leptos::prelude::*;

pub fn about_page(about: About, _: &SentDocument) -> AnyView {
    let licence = |(label, value, url): (String, String, Option<String>)| Fact {
        label,
        value,
        to: url.map(Target::Web),
        heading: None,
        icon: None,
        remark: None,
    };
    view! {
        <h1>{words::ABOUT.get(use_locale())}</h1>
        {paragraphs_view(about.about)}
        <Section label=words::LICENCES>
            {facts_view(about.licences.into_iter().map(licence).collect())}
        </Section>
    }
    .into_any()
}
