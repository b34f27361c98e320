//! An article: headline, picture, text, sources, what it speaks of, and what to read next.

use super::reading::ReadLater;
use crate::browser;
use crate::locale::{Locale, words};
use crate::route::Page;
use crate::ui::actions::{ActionButton, CopyButton};
use crate::ui::card::{CardGrid, Groups};
use crate::ui::facts::Paragraphs;
use crate::ui::neighbours::Neighbours;
use crate::ui::pack_button::PackButton;
use crate::ui::picture::FigureView;
use crate::ui::prose::Prose;
use crate::ui::sources::Sources;
use crate::ui::static_subtree::Static;
use crate::ui::tallies::Chips;
use crate::ui::{changing, lang, use_locale};
use crate::wire::{Article, Moment};
use leptos::prelude::*;

#[component]
pub fn ArticlePage(article: Article, foreign: Option<Locale>, here: Page) -> impl IntoView {
    let locale = use_locale();
    let language = lang(foreign);
    let byline = move || article.byline.map(|byline| view! { <span>{byline}</span> });
    let updated = move || {
        article.updated.map(|updated| {
            view! { <span>{words::UPDATED.get(locale)}" "<Time moment=updated /></span> }
        })
    };
    let corrections = move || {
        (!article.corrections.is_empty()).then(|| {
            view! {
                <section class="corrections">
                    <h2>{words::CORRECTIONS.get(locale)}</h2>
                    {article
                        .corrections
                        .into_iter()
                        .map(|(at, text)| view! { <Time moment=at /> <Paragraphs texts=vec![text] /> })
                        .collect_view()}
                </section>
            }
        })
    };
    let more = move || {
        (!article.more.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words::MORE_INFORMATION.get(locale)}</h2>
                    <CardGrid cards=article.more />
                </section>
            }
        })
    };
    let sheet = RwSignal::new(false);
    Effect::new(move |_| browser::when_ready(move || sheet.set(browser::can_share())));
    let (title, address) = (article.headline.clone(), here.href(locale));
    let send = Callback::new(move |()| browser::share(&title, &[browser::origin(), address.clone()].concat()));
    // Where there is no share sheet, copying the link is the way.
    let share = changing(move || match sheet.get() {
        true => view! { <ActionButton label=words::SHARE press=send /> }.into_any(),
        false => ().into_any(),
    });
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
                    {updated()}
                    {byline()}
                    <span>{article.reading}</span>
                </p>
            </header>
            <FigureView picture=article.hero eager=true />
            <div class="article-text" lang=language>
                <Prose nodes=article.body />
            </div>
            {corrections()}
            <Sources sources=article.sources />
            </Static>
            <div class="actions">
                <PackButton page=here.clone() />
                <ReadLater page=here />
                {share}
                <CopyButton
                    label=words::COPY_LINK
                    copy=Callback::new(|done| browser::copy_text(browser::page_address(), done))
                />
                <ActionButton label=words::PRINT press=Callback::new(|()| browser::print()) />
            </div>
        </article>
        <Static>
        {more()}
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
