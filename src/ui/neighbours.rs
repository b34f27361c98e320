//! The records before and after this one.

use super::use_locale;
use crate::locale::{Words, words};
use crate::wire::Link;
use leptos::prelude::*;

/// Links to the records before and after.
pub fn neighbours_view(previous: Option<Link>, next: Option<Link>) -> AnyView {
    let locale = use_locale();
    let side = |link: Option<Link>, rel: &'static str, label: Words| {
        link.map(|link| {
            view! {
                <a href=link.to.href(locale) rel=rel>
                    <span>{label.get(locale)}</span>
                    {link.label}
                </a>
            }
        })
    };
    view! {
        <nav class="neighbours" aria-label=format!("{} / {}", words::PREVIOUS.get(locale), words::NEXT.get(locale))>
            {side(previous, "prev", words::PREVIOUS)}
            {side(next, "next", words::NEXT)}
        </nav>
    }
    .into_any()
}
