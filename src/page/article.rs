//! An article: headline, picture, text, sources, related records, and what to read next.

use super::delivery::share_buttons;
use super::reading::read_later;
use crate::locale::words;
use crate::ui::{
    CardGrid, Section, Static, chips_view, figure_view, groups_view, lang, neighbours_view, pack_button,
    paragraphs_view, prose_view, sources_view, use_locale,
};
use crate::wire::{Article, Moment, SentDocument};
use leptos::prelude::*;

pub fn article_page(article: Article, document: &SentDocument) -> AnyView {
    let (here, foreign) = (document.page.clone(), document.foreign);
    let locale = use_locale();
    let language = lang(foreign);
    let updated = move |moment: Moment| view! { <span>{words::UPDATED.get(locale)}" "{time_view(moment)}</span> };
    let corrections = move |corrections: Vec<(Moment, String)>| {
        let correction = |(moment, text)| view! { {time_view(moment)} {paragraphs_view(vec![text])} };
        view! {
            <section class="corrections">
                <h2>{words::CORRECTIONS.get(locale)}</h2>
                {corrections.into_iter().map(correction).collect_view()}
            </section>
        }
    };
    let title = article.headline.clone();
    view! {
        <article class="article">
            <Static>
            <header class="article-head">
                {chips_view(article.topics)}
                <h1 lang=language>{article.headline}</h1>
                <p class="lead" lang=language>{article.summary}</p>
                <p class="article-by">
                    <span>{article.dateline}</span>
                    {time_view(article.published)}
                    {article.updated.map(updated)}
                    {article.byline.map(|byline| view! { <span>{byline}</span> })}
                    <span>{article.reading}</span>
                </p>
            </header>
            {figure_view(article.hero, true)}
            <div class="article-text" lang=language>
                {prose_view(article.body)}
            </div>
            {(!article.corrections.is_empty()).then(|| corrections(article.corrections))}
            {sources_view(article.sources)}
            </Static>
            <div class="actions">
                {pack_button(here.clone())}
                {read_later(here.clone())}
                {share_buttons(here, title, words::SHARE)}
            </div>
        </article>
        <Static>
        <Section label=words::MORE_INFORMATION shown={!article.more.is_empty()}>
            <CardGrid cards=article.more />
        </Section>
        {groups_view(article.mentions)}
        {neighbours_view(article.previous, article.next)}
        </Static>
    }
    .into_any()
}

/// A point in time, in words.
fn time_view(moment: Moment) -> AnyView {
    view! { <time datetime=moment.iso>{moment.text}</time> }.into_any()
}
