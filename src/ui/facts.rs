//! Labelled facts, and paragraphs.

use super::use_locale;
use crate::wire::{Fact, Target};
use leptos::prelude::*;

/// A list of labelled facts.
#[component]
pub fn Facts(
    /// The facts.
    facts: Vec<Fact>,
) -> impl IntoView {
    let fact = |Fact { label, value, to }: Fact| {
        view! { <div><dt>{label}</dt><dd><Linked target=to words=value /></dd></div> }
    };
    view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

/// Words that lead somewhere, when there is somewhere to lead to.
#[component]
pub fn Linked(
    /// Where.
    target: Option<Target>,
    /// The words.
    words: String,
) -> impl IntoView {
    let locale = use_locale();
    match target {
        Some(Target::Page(page)) => view! { <a href=page.href(locale)>{words}</a> }.into_any(),
        Some(Target::Web(url)) => view! { <a href=url rel="external noreferrer">{words}</a> }.into_any(),
        None => words.into_any(),
    }
}

/// Plain paragraphs.
#[component]
pub fn Paragraphs(
    /// The paragraphs.
    texts: Vec<String>,
) -> impl IntoView {
    let texts = texts.into_iter().map(|text| view! { <p>{text}</p> });
    view! { <div class="prose">{texts.collect_view()}</div> }.into_any()
}
