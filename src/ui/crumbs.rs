//! The way from the home page to this one.

use super::tallies::Links;
use super::use_locale;
use crate::locale::words;
use crate::route::Page;
use crate::wire::Link;
use leptos::prelude::*;

/// Breadcrumbs: the home page, the pages above, then this page's own title.
#[component]
pub fn Crumbs(
    /// The pages above, the topmost first.
    crumbs: Vec<Link>,
    /// This page.
    here: String,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <nav class="crumbs" aria-label=words::BREADCRUMB.get(locale)>
            <ol>
                <li><a href=Page::Home.href(locale)>{words::HOME.get(locale)}</a></li>
                <Links links=crumbs />
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
    .into_any()
}
