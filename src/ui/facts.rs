//! Labelled facts, and paragraphs.

use super::use_locale;
use crate::wire::{Fact, Target};
use leptos::prelude::*;

/// A list of labelled facts.
pub fn facts_view(facts: Vec<Fact>) -> AnyView {
    let fact = |Fact { label, value, to }: Fact| {
        view! { <div><dt>{label}</dt><dd>{linked_view(to, value)}</dd></div> }
    };
    view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

/// Words that lead somewhere, when there is somewhere to lead to.
pub fn linked_view(target: Option<Target>, words: String) -> AnyView {
    let locale = use_locale();
    match target {
        Some(Target::Page(page)) => view! { <a href=page.href(locale)>{words}</a> }.into_any(),
        Some(Target::Web(url)) => view! { <a href=url rel="external noreferrer">{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

/// Plain paragraphs.
pub fn paragraphs_view(texts: Vec<String>) -> AnyView {
    let texts = texts.into_iter().map(|text| view! { <p>{text}</p> });
    view! { <div class="prose">{texts.collect_view()}</div> }.into_any()
}
