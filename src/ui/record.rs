//! Parts that the pages of records share: sections with a heading, facts, paragraphs, works and sources.

use super::icon::{icon_view, of_fact};
use super::{name_lang, use_locale};
use crate::locale::{Words, words};
use crate::route::Page;
use crate::wire::{Fact, Source, Target, Work};
use leptos::prelude::*;

/// A section with a heading.
#[component]
pub fn Section(
    /// The heading.
    label: Words,
    /// The page that the heading links to, if any.
    #[prop(optional)]
    to: Option<Page>,
    /// The id to which links within the page lead, if any.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether the section is rendered: a list without entries has no section.
    #[prop(default = true)]
    shown: bool,
    /// The content below the heading.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let section = shown.then(|| {
        let heading = match to {
            Some(page) => view! { <a href=page.href(locale)>{label.get(locale)}</a> }.into_any(),
            None => label.get(locale).into_any(),
        };
        view! {
            <section class="section" id=id>
                <h2>{heading}</h2>
                {children()}
            </section>
        }
    });
    section.into_any()
}

/// Works, each with its year and note.
pub fn works_view(works: Vec<Work>) -> AnyView {
    let locale = use_locale();
    let work = |Work { to, title, year, note }: Work| {
        let words = year.map(|year| year.to_string()).into_iter().chain(note);
        let words = words.map(|words| view! { <span>{words}</span> });
        let language = name_lang(&title, locale);
        let title = linked_view(to.map(Target::Page), title);
        view! { <li><strong lang=language>{title}</strong>{words.collect_view()}</li> }
    };
    view! { <ul class="credits">{works.into_iter().map(work).collect_view()}</ul> }.into_any()
}

/// A list of labelled facts, divided at those that have a heading.
pub fn facts_view(facts: Vec<Fact>) -> AnyView {
    let group = |group: &[Fact]| {
        let heading = group[0].heading.clone().map(|heading| view! { <h3>{heading}</h3> });
        view! {
            {heading}
            <dl class="facts">{group.iter().cloned().map(fact_view).collect_view()}</dl>
        }
        .into_any()
    };
    facts.chunk_by(|_, next| next.heading.is_none()).map(group).collect_view().into_any()
}

fn fact_view(Fact { label, mut value, to, icon, remark, .. }: Fact) -> AnyView {
    let remark = remark.filter(|at| value.is_char_boundary(*at as usize)).map(|at| {
        let remark = value.split_off(at as usize);
        value.truncate(value.trim_end().trim_end_matches(['.', '。']).len());
        view! { <span class="fact-remark">{remark}</span> }
    });
    let icon = icon.map(|icon| icon_view(of_fact(icon)));
    view! { <div><dt>{icon}{label}</dt><dd>{linked_view(to, value)}{remark}</dd></div> }.into_any()
}

/// A text, as a link if it has a target.
pub fn linked_view(target: Option<Target>, words: String) -> AnyView {
    match target {
        Some(Target::Page(page)) => view! { <a href=page.href(use_locale())>{words}</a> }.into_any(),
        Some(Target::Web(url)) => view! { <a href=url rel="external noreferrer">{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

/// Plain paragraphs.
pub fn paragraphs_view(texts: Vec<String>) -> AnyView {
    let texts = texts.into_iter().map(|text| view! { <p>{text}</p> });
    view! { <div class="prose">{texts.collect_view()}</div> }.into_any()
}

/// The sources of a record, under a heading.
pub fn sources_view(sources: Vec<Source>) -> AnyView {
    view! {
        <section class="sources">
            <h2>{words::SOURCES.get(use_locale())}</h2>
            <ul>{sources.into_iter().map(|source| view! { <li>{source_line(source)}</li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// One source on a line.
pub fn source_line(source: Source) -> AnyView {
    let date = source.date.map(|date| view! { <span class="source-date">" "{date}</span> });
    view! {
        {linked_view(source.url.map(Target::Web), source.publisher)}
        {date}
    }
    .into_any()
}
