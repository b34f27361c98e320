//! The office, and how the site's content may be used.

use crate::locale::words;
use crate::ui::facts::{Linked, Paragraphs};
use crate::ui::use_locale;
use crate::wire::{About, Target};
use leptos::prelude::*;

#[component]
pub fn AboutPage(about: About) -> impl IntoView {
    let locale = use_locale();
    view! {
        <h1>{words::ABOUT.get(locale)}</h1>
        <Paragraphs texts=about.about />
        <section class="section">
            <h2>{words::LICENCES.get(locale)}</h2>
            <dl class="facts">
                {about
                    .licences
                    .into_iter()
                    .map(|(what, terms, url)| {
                        view! {
                            <div>
                                <dt>{what}</dt>
                                <dd><Linked target=url.map(Target::Web) words=terms /></dd>
                            </div>
                        }
                    })
                    .collect_view()}
            </dl>
        </section>
    }
    .into_any()
}
