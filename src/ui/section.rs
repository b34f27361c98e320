//! Pieces that the pages of records share: sections under a heading, and lists of works and files.

use super::use_locale;
use crate::locale::Words;
use crate::route::Page;
use leptos::prelude::*;

/// A section under a heading.
#[component]
pub fn Section(
    /// The heading.
    label: Words,
    /// Where the heading leads, if anywhere.
    #[prop(optional)]
    to: Option<Page>,
    /// Whether it is there at all: a list without entries has no section.
    #[prop(default = true)]
    shown: bool,
    /// What stands below the heading.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let section = shown.then(|| {
        let heading = match to {
            Some(page) => view! { <a href=page.href(locale)>{label.get(locale)}</a> }.into_any(),
            None => label.get(locale).into_any(),
        };
        view! {
            <section class="section">
                <h2>{heading}</h2>
                {children()}
            </section>
        }
    });
    section.into_any()
}

/// Works, each with what is said of it: the role, the year, a note.
pub fn works_view(works: Vec<(String, Vec<String>)>) -> AnyView {
    let work = |(title, words): (String, Vec<String>)| {
        let words = words.into_iter().map(|words| view! { <span>{words}</span> });
        view! { <li><strong>{title}</strong>{words.collect_view()}</li> }
    };
    view! { <ul class="credits">{works.into_iter().map(work).collect_view()}</ul> }.into_any()
}
