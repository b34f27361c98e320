//! The home page: the leading article, further news, the summit, and a taste of the library.

use crate::locale::words;
use crate::route::Page;
use crate::ui::card::{CardForm, CardGrid, CardView};
use crate::ui::tallies::Tallies;
use crate::ui::use_locale;
use crate::wire::Home;
use leptos::prelude::*;

#[component]
pub fn HomePage(home: Home) -> impl IntoView {
    let locale = use_locale();
    let summit = home.summit.map(|card| {
        view! {
            <section class="section">
                <h2><a href=Page::Summit.href(locale)>{words::SUMMIT.get(locale)}</a></h2>
                <CardView card form=CardForm::Lead />
            </section>
        }
    });
    let lead = home.lead.map(|card| view! { <CardView card form=CardForm::Lead eager=true top=true /> });
    view! {
        <h1 class="tagline">{home.tagline}</h1>
        {lead}
        <section class="section">
            <h2><a href=Page::News.href(locale)>{words::NEWS.get(locale)}</a></h2>
            <CardGrid cards=home.news />
        </section>
        {summit}
        <section class="section">
            <h2><a href=Page::Library.href(locale)>{words::LIBRARY_LONG.get(locale)}</a></h2>
            <Tallies tallies=home.collections here=Page::Home />
            <CardGrid cards=home.locations />
        </section>
        <section class="section">
            <h2><a href=Page::Clips.href(locale)>{words::CLIPS.get(locale)}</a></h2>
            <CardGrid cards=home.clips />
        </section>
    }
    .into_any()
}
