//! The pages: each module says what the reader sees and shows one [`Body`].

mod about;
mod agenda;
mod article;
mod catalog;
mod clip;
mod collection;
mod edition;
mod growing;
mod home;
mod library;
mod location;
mod near;
mod news;
mod offline;
mod pack;
mod person;
mod reading;
mod report;
mod search;
mod session;
mod summit;

use crate::browser;
use crate::locale::words;
use crate::ui::crumbs::Crumbs;
use crate::ui::still::{self, Still};
use crate::ui::use_locale;
use crate::wire::{Body, Document, Site};
use leptos::prelude::*;
use std::sync::Arc;

pub use pack::shelf::Shelf;

/// A page: the way to it, a notice when it is not translated, and what is on it.
#[component]
pub fn PageView(
    /// The page.
    document: Arc<Document>,
    /// The site, for what the pages need of it.
    site: Arc<Site>,
) -> impl IntoView {
    let locale = use_locale();
    let Document { page, title, crumbs, foreign, body, .. } = Arc::unwrap_or_clone(document);
    let crumbs = (!matches!(body, Body::Home(_))).then(|| view! { <Still><Crumbs crumbs here=title /></Still> });
    let notice = foreign.map(|_| view! { <p class="notice">{words::FOREIGN.get(locale)}</p> });
    let body = match body {
        Body::Home(home) => view! { <Still><home::HomePage home=*home /></Still> }.into_any(),
        Body::NewsList(list) => view! { <news::NewsPage list=*list here=page /> }.into_any(),
        Body::Article(article) => view! { <article::ArticlePage article=*article foreign here=page /> }.into_any(),
        Body::Summit(summit) => view! { <Still><summit::SummitPage summit=*summit /></Still> }.into_any(),
        Body::Edition(edition) => view! { <Still><edition::EditionPage edition=*edition /></Still> }.into_any(),
        Body::Agenda(agenda) => view! { <agenda::AgendaPage agenda=*agenda /> }.into_any(),
        Body::Session(session) => view! { <session::SessionPage session=*session here=page /> }.into_any(),
        Body::Person(person) => view! { <person::PersonPage person=*person here=page /> }.into_any(),
        Body::Report(report) => view! { <Still><report::ReportPage report=*report here=page /></Still> }.into_any(),
        Body::Library(library) => view! { <Still><library::LibraryPage library=*library /></Still> }.into_any(),
        Body::Collection(collection) => view! { <collection::CollectionPage collection=*collection /> }.into_any(),
        Body::Location(location) => view! { <location::LocationPage location=*location here=page /> }.into_any(),
        Body::Clip(clip) => view! { <clip::ClipPage clip=*clip here=page /> }.into_any(),
        Body::Search => view! { <search::SearchPage site /> }.into_any(),
        Body::Pack => view! { <pack::PackPage site /> }.into_any(),
        Body::Offline => view! { <offline::OfflinePage /> }.into_any(),
        Body::About(about) => view! { <Still><about::AboutPage about=*about /></Still> }.into_any(),
    };
    view! {
        {crumbs}
        {notice}
        {body}
    }
}

/// A part that is hydrated in a task of its own.
#[component]
pub fn Later(
    /// The part.
    children: Children,
) -> impl IntoView {
    if still::hydrating() {
        let place = NodeRef::new();
        browser::hydrate_later(place, children);
        view! { <div class="still" node_ref=place></div> }.into_any()
    } else {
        view! { <div class="still">{children()}</div> }.into_any()
    }
}
