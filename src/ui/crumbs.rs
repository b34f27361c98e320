//! The way from the home page to this one.

use super::tallies::links_view;
use super::use_locale;
use crate::locale::words;
use crate::route::Page;
use crate::wire::Link;
use leptos::prelude::*;

/// Breadcrumbs: the home page, the pages above, the topmost first, then this page's own title.
pub fn crumbs_view(crumbs: Vec<Link>, here: String) -> AnyView {
    let locale = use_locale();
    view! {
        <nav class="crumbs" aria-label=words::BREADCRUMB.get(locale)>
            <ol>
                <li><a href=Page::Home.href(locale)>{words::HOME.get(locale)}</a></li>
                {links_view(crumbs)}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
    .into_any()
}
