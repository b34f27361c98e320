//! An article: headline, picture, text, sources, what it speaks of, and what to read next.

use super::reading::ReadLater;
use super::send::{SendButton, copy_button};
use crate::browser;
use crate::locale::{Locale, words};
use crate::route::Page;
use crate::ui::actions::ActionButton;
use crate::ui::card::{CardGrid, Groups};
use crate::ui::facts::Paragraphs;
use crate::ui::neighbours::Neighbours;
use crate::ui::pack_button::PackButton;
use crate::ui::picture::FigureView;
use crate::ui::prose::Prose;
use crate::ui::section::Section;
use crate::ui::sources::Sources;
use crate::ui::static_subtree::Static;
use crate::ui::tallies::Chips;
use crate::ui::{lang, use_locale};
use crate::wire::{Article, Moment, SentDocument};
use leptos::prelude::*;

pub fn article_page(article: Article, document: &SentDocument) -> AnyView {
    let (here, foreign) = (document.page.clone(), document.foreign);
    let locale = use_locale();
    let language = lang(foreign);
    let updated = move |moment: Moment| view! { <span>{words::UPDATED.get(locale)}" "<Time moment /></span> };
    let corrections = move |corrections: Vec<(Moment, String)>| {
        let correction = |(moment, text)| view! { <Time moment /> <Paragraphs texts=vec![text] /> };
        view! {
            <section class="corrections">
                <h2>{words::CORRECTIONS.get(locale)}</h2>
                {corrections.into_iter().map(correction).collect_view()}
            </section>
        }
    };
    let (title, address) = (article.headline.clone(), here.href(locale));
    view! {
        <article class="article">
            <Static>
            <header class="article-head">
                <Chips links=article.topics />
                <h1 lang=language>{article.headline}</h1>
                <p class="lead" lang=language>{article.summary}</p>
                <p class="article-by">
                    <span>{article.dateline}</span>
                    <Time moment=article.published />
                    {article.updated.map(updated)}
                    {article.byline.map(|byline| view! { <span>{byline}</span> })}
                    <span>{article.reading}</span>
                </p>
            </header>
            <FigureView picture=article.hero eager=true />
            <div class="article-text" lang=language>
                <Prose nodes=article.body />
            </div>
            {(!article.corrections.is_empty()).then(|| corrections(article.corrections))}
            <Sources sources=article.sources />
            </Static>
            <div class="actions">
                <PackButton page=here.clone() />
                <ReadLater page=here />
                <SendButton label=words::SHARE title address />
                {copy_button(words::COPY_LINK, browser::page_address)}
                <ActionButton label=words::PRINT press=Callback::new(|()| browser::print()) />
            </div>
        </article>
        <Static>
        <Section label=words::MORE_INFORMATION shown={!article.more.is_empty()}>
            <CardGrid cards=article.more />
        </Section>
        <Groups groups=article.mentions />
        <Neighbours previous=article.previous next=article.next />
        </Static>
    }
    .into_any()
}

/// A point in time as people read it.
#[component]
fn Time(moment: Moment) -> impl IntoView {
    view! { <time datetime=moment.iso>{moment.text}</time> }.into_any()
}
