//! A collection of the library: search, facets and ranges, and the records found as cards or a table.
//!
//! The page is prerendered without a query; the catalogue is fetched with the first query.

mod choice;
pub mod compare;
mod filters;
mod listing;
pub mod map;
mod place;
mod results;
mod selection;
mod store;

use super::chunk;
use super::fetched::Fetched;
use super::load_more::first_cards;
use crate::load::LoadError;
use crate::locale::words;
use crate::route::Page;
use crate::ui::{Static, changing, downloads_view, memo, save_link, use_locale};
use crate::wire::{Collection, Land, SentDocument};
use choice::tray_view;
use filters::{conditions_view, filters_view};
use leptos::prelude::*;
use results::results_view;
use selection::View;
use std::pin::Pin;
use std::sync::Arc;
pub use store::Store;

pub fn collection_page(collection: Collection, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let Collection { heading, text, cards, index, catalog, files, land } = collection;
    let counted = match here {
        Page::Productions => words::PRODUCTIONS_COUNT,
        Page::Experts => words::EXPERTS_COUNT,
        Page::Clips => words::CLIPS_COUNT,
        _ => words::LOCATIONS_COUNT,
    };
    // A collection that is too large for an index is also too large to be saved as a whole.
    let save = (!index.is_empty()).then(|| save_link(here));
    let store = Store::new(catalog);
    let open_data = (!files.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>{words::OPEN_DATA.get(locale)}</h2>
                {downloads_view(files)}
            </section>
        }
    });
    let name = heading.clone();
    let is_answered = move || store.answer.with(Option::is_some);
    let is_changed = memo(move || store.is_narrow() || store.view() != View::Grid);
    view! {
        <h1>{heading}</h1>
        <p class="lead">{text}</p>
        <div class="beside">
            {filters_view(store, name)}
            {conditions_view(store)}
            {results_view(store, counted)}
            {lazy_view(store, land)}
            <div hidden=is_answered>
                {first_cards(cards)}
                {results::more_view(store)}
            </div>
            <div hidden=move || is_answered() && is_changed.get()>
                <Static>
                    {results::index_view(index, locale)}
                </Static>
            </div>
        </div>
        <Static>{save}</Static>
        {tray_view(store)}
        <Static>{open_data}</Static>
    }
    .into_any()
}

/// Renders one view of a list.
pub type ShowView = Arc<dyn Fn(Store, Option<Land>) -> AnyView + Send + Sync>;

/// A view whose chunk is being fetched.
type Loading = Pin<Box<dyn Future<Output = Result<ShowView, LoadError>>>>;

/// The map or the comparison, when one of them is selected.
fn lazy_view(store: Store, land: Option<Land>) -> AnyView {
    let view_as = memo(move || store.view());
    changing(move || {
        let load: fn() -> Loading = match view_as.get() {
            View::Map => || Box::pin(chunk::map_view()),
            View::Compare => || Box::pin(chunk::compare_view()),
            View::Grid | View::Table => return ().into_any(),
        };
        let view = Fetched::new(move || Some(load()));
        let land = land.clone();
        let shown = move || view.value.get().map(|show: ShowView| show(store, land.clone()));
        view! {
            {view.trouble(None)}
            {shown}
        }
        .into_any()
    })
}
