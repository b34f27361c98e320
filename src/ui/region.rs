//! The only place that shows the state of a [`Load`].

use super::{ActionButton, not_found_view, use_locale};
use crate::load::{Load, LoadError};
use crate::locale::{Locale, Words, words};
use leptos::prelude::*;

/// Shows the loaded content, or why it is missing.
///
/// Waiting shows nothing, a slow load shows a skeleton, and a failure says what happened, why, and what to do next.
pub fn region_view<T: Clone + Send + Sync + 'static, V: IntoAny>(
    load: RwSignal<Load<T>>,
    retry: Callback<()>,
    ready: impl Fn(T) -> V + Send + 'static,
) -> impl IntoView {
    let locale = use_locale();
    move || match load.get() {
        Load::Waiting => view! { <div class="region" aria-busy="true"></div> }.into_any(),
        Load::Slow => skeleton_view(locale),
        Load::Ready(value) => ready(value).into_any(),
        Load::Failed(LoadError::NotFound) => not_found_view(locale),
        Load::Failed(error) => failure_view(locale, error, retry),
    }
}

fn skeleton_view(locale: Locale) -> AnyView {
    view! {
        <div class="region skeleton" aria-busy="true">
            <p role="status">{words::LOADING.get(locale)}</p>
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
    .into_any()
}

/// Why loading failed, and what to do about it.
fn reason(locale: Locale, error: LoadError) -> String {
    match error {
        LoadError::Offline | LoadError::NotFound => words::FAILED_OFFLINE.get(locale).to_owned(),
        LoadError::TimedOut => words::FAILED_SLOW.get(locale).to_owned(),
        LoadError::Status(status) => words::FAILED_STATUS.with(locale, &[&status.to_string()]),
        LoadError::Malformed(place) => words::FAILED_MALFORMED.with(locale, &[&place]),
    }
}

fn failure_view(locale: Locale, error: LoadError, retry: Callback<()>) -> AnyView {
    view! {
        <div class="region failure" role="alert">
            <h1 tabindex="-1">{words::FAILED.get(locale)}</h1>
            <p>{reason(locale, error)}</p>
            <p><ActionButton label=words::RETRY press=retry /></p>
        </div>
    }
    .into_any()
}

/// A notice that a part of a page could not be loaded: what that means for the page, why, and a button to retry. The
/// button increments `tries`, which the code that fetches must track.
pub fn trouble_view(error: LoadError, meaning: Option<Words>, tries: RwSignal<u32>) -> AnyView {
    let locale = use_locale();
    let meaning = meaning.map(|words| view! { <p>{words.get(locale)}</p> });
    view! {
        <div class="notice" role="alert">
            {meaning}
            <p>{reason(locale, error)}</p>
            <p><ActionButton label=words::RETRY press=move |()| tries.update(|tries| *tries += 1) /></p>
        </div>
    }
    .into_any()
}
