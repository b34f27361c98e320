//! News, a topic or a month: articles newest first, with ways to narrow them.

use super::growing::Growing;
use crate::locale::words;
use crate::route::Page;
use crate::ui::still::Still;
use crate::ui::tallies::Tallies;
use crate::ui::use_locale;
use crate::wire::{NewsList, Tally};
use leptos::prelude::*;

#[component]
pub fn NewsPage(list: NewsList, here: Page) -> impl IntoView {
    let locale = use_locale();
    let narrow = move |heading: &'static str, tallies: Vec<Tally>| {
        let here = here.clone();
        view! {
            <section>
                <h2>{heading}</h2>
                <Tallies tallies here />
            </section>
        }
    };
    view! {
        <h1>{list.heading}</h1>
        <Growing cards=list.cards />
        <Still>
        <div class="narrow">
            {narrow(words::TOPICS.get(locale), list.topics)}
            {narrow(words::MONTHS.get(locale), list.months)}
        </div>
        </Still>
    }
    .into_any()
}
