//! The office, and how the site's content may be used.

use crate::locale::words;
use crate::ui::{facts_view, paragraphs_view, use_locale};
use crate::wire::{About, Fact, SentDocument, Target};
use leptos::prelude::*;

pub fn about_page(about: About, _: &SentDocument) -> AnyView {
    let locale = use_locale();
    let licence = |(label, value, url): (String, String, Option<String>)| Fact {
        label,
        value,
        to: url.map(Target::Web),
        heading: None,
        icon: None,
        remark: None,
    };
    view! {
        <h1>{words::ABOUT.get(locale)}</h1>
        <div class="columns">
            {paragraphs_view(about.about)}
            <section class="panel">
                <h2>{words::LICENCES.get(locale)}</h2>
                {facts_view(about.licences.into_iter().map(licence).collect())}
            </section>
        </div>
    }
    .into_any()
}
