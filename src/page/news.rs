//! News, a topic, a year or a month: articles newest first, with ways to narrow them.

use super::load_more::LoadMore;
use super::reading::ReadingList;
use crate::locale::words;
use crate::route::Page;
use crate::ui::downloads::Downloads;
use crate::ui::static_subtree::Static;
use crate::ui::tallies::Tallies;
use crate::ui::use_locale;
use crate::wire::{NewsList, SentDocument, Tally};
use leptos::prelude::*;

pub fn news_page(list: NewsList, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let whole = here == Page::News;
    let narrow = move |heading: &'static str, tallies: Vec<Tally>| {
        let here = here.clone();
        (!tallies.is_empty()).then(|| {
            view! {
                <section>
                    <h2>{heading}</h2>
                    <Tallies tallies here />
                </section>
            }
        })
    };
    // Only the page of all news knows every headline.
    let titles = list.cards.iter().map(|card| (card.to.clone(), card.title.clone())).collect();
    let reading = whole.then(|| view! { <ReadingList titles /> });
    view! {
        <h1>{list.heading}</h1>
        <LoadMore cards=list.cards />
        {reading}
        <Static>
        <div class="narrow">
            {narrow(words::TOPICS.get(locale), list.topics)}
            {narrow(words::YEARS.get(locale), list.years)}
            {narrow(words::MONTHS.get(locale), list.months)}
            <section>
                <h2>{words::FEEDS.get(locale)}</h2>
                <Downloads files=list.feeds />
            </section>
        </div>
        </Static>
    }
    .into_any()
}
