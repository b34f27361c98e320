//! News, a topic, a year or a month: articles newest first, with links that narrow the list.

use super::load_more::load_more;
use super::reading::reading_list;
use crate::locale::words;
use crate::route::Page;
use crate::ui::{Static, downloads_view, tallies_view, use_locale};
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
                    {tallies_view(tallies, here)}
                </section>
            }
        })
    };
    // Only the page of all news has every headline.
    let titles = list.cards.iter().map(|card| (card.to.clone(), card.title.clone())).collect();
    let reading = whole.then(|| reading_list(titles));
    view! {
        <h1>{list.heading}</h1>
        {load_more(list.cards)}
        {reading}
        <Static>
        <div class="narrow">
            {narrow(words::TOPICS.get(locale), list.topics)}
            {narrow(words::YEARS.get(locale), list.years)}
            {narrow(words::MONTHS.get(locale), list.months)}
            <section>
                <h2>{words::FEEDS.get(locale)}</h2>
                {downloads_view(list.feeds)}
            </section>
        </div>
        </Static>
    }
    .into_any()
}
