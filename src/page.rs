//! The pages: each module shows one [`Body`](crate::wire::Body).

mod about;
mod agenda;
mod article;
mod catalog;
pub mod chunk;
mod clip;
mod collection;
mod delivery;
mod edition;
mod facets;
mod fetched;
mod home;
mod incoming;
mod library;
mod load_more;
mod location;
mod nearby;
mod news;
mod notices;
mod offline;
mod pack;
mod person;
mod pictures;
mod places_map;
mod poster;
mod production;
mod quarantine;
mod reading;
mod report;
mod search;
mod search_field;
mod send;
mod session;
mod storage;
mod stored_list;
mod summit;

use crate::browser;
use crate::locale::words;
use crate::route::Page;
use crate::ui::opened::Opened;
use crate::ui::static_subtree::{self, Static};
use crate::ui::{crumbs_view, use_locale};
use crate::wire::Site;
use leptos::prelude::*;
use std::sync::Arc;

pub use notices::{Watch, notices_view};
pub use pack::store::PackStore;
pub use poster::watch_posters;

/// A page: breadcrumbs, a notice if it is not translated, and its body.
#[component]
pub fn PageView(
    /// The page.
    opened: Arc<Opened>,
    /// The site's data that pages need.
    site: Arc<Site>,
) -> impl IntoView {
    let locale = use_locale();
    let document = opened.document.clone();
    let crumbs = (document.page != Page::Home).then(|| {
        let (crumbs, here) = (document.crumbs.clone(), document.title.clone());
        view! { <Static>{crumbs_view(crumbs, here)}</Static> }
    });
    let notice = document.foreign.map(|_| view! { <p class="notice">{words::FOREIGN.get(locale)}</p> });
    let left_out = (opened.left_out > 0).then(|| {
        let text = words::LEFT_OUT.with(locale, &[&opened.left_out.to_string()]);
        view! { <p class="notice" role="alert">{text}</p> }
    });
    let body = if document.page.is_static() {
        match document.html.clone().filter(|_| !static_subtree::hydrating()) {
            Some(html) => browser::html_view(html),
            None => {
                let shown = opened.show.as_ref().map(|show| show(site));
                view! { <Static>{shown}</Static> }.into_any()
            }
        }
    } else if !static_subtree::hydrating() {
        let shown = opened.show.as_ref().map(|show| show(site));
        view! { <div class="part">{shown}</div> }.into_any()
    } else {
        let place = NodeRef::new();
        let bring = move || {
            let opening = chunk::open(document.clone());
            // The prerendered page has all items, and is better than a page that lacks some.
            async move { opening.await.and_then(Opened::whole) }
        };
        browser::hydrate_when(place, bring, move |opened| opened.show.as_ref().map(|show| show(site)).into_any());
        view! { <div class="part" node_ref=place></div> }.into_any()
    };
    view! {
        {crumbs}
        {notice}
        {left_out}
        {body}
    }
}

/// A part of a page that is hydrated in a separate task.
#[component]
pub fn Later(
    /// The part.
    children: Children,
) -> impl IntoView {
    if static_subtree::hydrating() {
        let place = NodeRef::new();
        browser::hydrate_later(place, children);
        view! { <div class="part" node_ref=place></div> }.into_any()
    } else {
        view! { <div class="part">{children()}</div> }.into_any()
    }
}
