//! The chunks of the program. Each shows some kinds of pages and is fetched when one of them is opened, so that
//! readers do not wait for the code of other pages.
//!
//! The functions marked `wasm_split` are where the site tool splits the program (`site/split.rs`): code that only
//! they reach is moved out of the first file. In the site tool they are ordinary functions.

use super::catalog::prepare_if_searching;
use super::collection::ShowView;
use super::pack::lookbook::content::Gather;
use super::pack::store::{PackStore, sync};
use super::pictures::ShowViewer;
use super::poster::{self, MountPoster};
use super::storage::Storage;
use super::{
    about, agenda, article, clip, collection, edition, home, library, location, news, offline, pack, person, pictures,
    production, report, search, session, stored_list, summit,
};
use crate::IS_SITE_TOOL;
use crate::load::LoadError;
use crate::route::Page;
use crate::route::chunk::{
    AgendaPage, Chunk, DevicePage, HomePage, ListPage, NewsPage, PlacePage, RecordPage, SummitPage,
};
use crate::ui::opened::{Opened, Opening, Show};
use crate::wire::{Collection, SentDocument};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use wasm_split_helpers::wasm_split;

/// How a page's body is shown, and how many items of its lists are left out.
type Shown = (Show, usize);

/// Fetches the chunk of a page that is likely to be opened.
///
/// # Errors
///
/// If the chunk could not be fetched; another call tries again.
pub async fn prepare(page: Page) -> Result<(), LoadError> {
    match Chunk::of(&page) {
        // Pages of text.
        Chunk::Home(_) | Chunk::Summit(_) => Ok(()),
        Chunk::News(_) => load_news().await,
        Chunk::Agenda(_) => load_agenda().await,
        Chunk::List(_) => load_list().await,
        Chunk::Place(_) => load_place().await,
        Chunk::Record(_) => load_record().await,
        Chunk::Device(_) => load_device().await,
    }?;
    Ok(())
}

/// Opens a document. Ready at once if its chunk is loaded.
///
/// Fails with [`LoadError::Offline`] if the chunk could not be fetched, and with [`LoadError::Malformed`] if the
/// document has a body of another shape.
pub fn open(document: Arc<SentDocument>) -> Opening {
    Box::pin(async move {
        let (show, left_out) = match Chunk::of(&document.page) {
            Chunk::Home(_) | Chunk::Summit(_) if !IS_SITE_TOOL => return prerendered(document),
            Chunk::Home(page) => show_home(document.clone(), page),
            Chunk::Summit(page) => show_summit(document.clone(), page),
            Chunk::News(page) => show_news(document.clone(), page).await,
            Chunk::Agenda(page) => show_agenda(document.clone(), page).await,
            Chunk::List(page) => show_list(document.clone(), page).await,
            Chunk::Place(page) => show_place(document.clone(), page).await,
            Chunk::Record(page) => show_record(document.clone(), page).await,
            Chunk::Device(page) => show_device(page).await,
        }?;
        Ok(Arc::new(Opened { document, show: Some(show), left_out }))
    })
}

/// A page of text, whose document has its HTML.
fn prerendered(document: Arc<SentDocument>) -> Result<Arc<Opened>, LoadError> {
    match document.html {
        Some(_) => Ok(Arc::new(Opened { document, show: None, left_out: 0 })),
        None => Err(LoadError::Malformed(format!("{:?}, html", document.page))),
    }
}

/// Only the site tool has this code.
fn show_home(document: Arc<SentDocument>, page: HomePage) -> Result<Shown, LoadError> {
    match page {
        HomePage::Home => show(document, home::home_page),
        HomePage::Library => show(document, library::library_page),
        HomePage::About => show(document, about::about_page),
    }
}

#[wasm_split(news, fallible, preload(load_news))]
fn show_news(document: Arc<SentDocument>, page: NewsPage) -> Result<Shown, LoadError> {
    match page {
        NewsPage::Article => show(document, article::article_page),
        NewsPage::List => show(document, news::news_page),
    }
}

/// Only the site tool has this code.
fn show_summit(document: Arc<SentDocument>, page: SummitPage) -> Result<Shown, LoadError> {
    match page {
        SummitPage::Summit => show(document, summit::summit_page),
        SummitPage::Edition => show(document, edition::edition_page),
        SummitPage::Report => show(document, report::report_page),
    }
}

#[wasm_split(agenda, fallible, preload(load_agenda))]
fn show_agenda(document: Arc<SentDocument>, page: AgendaPage) -> Result<Shown, LoadError> {
    match page {
        AgendaPage::Agenda => show(document, agenda::agenda_page),
        AgendaPage::Session(year, id) => {
            show(document, move |session, _| session::session_page(session, year, id.clone()))
        }
    }
}

#[wasm_split(list, fallible, preload(load_list))]
fn show_list(document: Arc<SentDocument>, page: ListPage) -> Result<Shown, LoadError> {
    match page {
        ListPage::Search => Ok((Box::new(search::search_page), 0)),
        ListPage::Collection => {
            let (body, left_out) = document.read_counted::<Collection>()?;
            // The files arrive while the page is hydrated.
            prepare_if_searching(&body.catalog.first);
            Ok(shown((body, left_out), document, collection::collection_page))
        }
    }
}

#[wasm_split(place, fallible, preload(load_place))]
fn show_place(document: Arc<SentDocument>, page: PlacePage) -> Result<Shown, LoadError> {
    match page {
        PlacePage::Location => show(document, location::location_page),
        PlacePage::Production => show(document, production::production_page),
    }
}

#[wasm_split(record, fallible, preload(load_record))]
fn show_record(document: Arc<SentDocument>, page: RecordPage) -> Result<Shown, LoadError> {
    match page {
        RecordPage::Clip => show(document, clip::clip_page),
        RecordPage::Person => show(document, person::person_page),
    }
}

/// The map of a list, fetched when a list is first shown as a map.
///
/// # Errors
///
/// If its chunk of the program could not be fetched.
#[wasm_split(map, fallible)]
pub fn map_view() -> Result<ShowView, LoadError> {
    Ok(Arc::new(collection::map::list_map))
}

/// The comparison of records, fetched when it is first shown.
///
/// # Errors
///
/// If its chunk of the program could not be fetched.
#[wasm_split(compare, fallible)]
pub fn compare_view() -> Result<ShowView, LoadError> {
    Ok(Arc::new(|store, _| collection::compare::comparison_view(store)))
}

/// The picture viewer, fetched when a picture is first opened.
///
/// # Errors
///
/// If its chunk of the program could not be fetched.
#[wasm_split(viewer, fallible)]
pub fn viewer_view() -> Result<ShowViewer, LoadError> {
    Ok(Arc::new(pictures::viewer_view))
}

/// Fetches the chunk of [`storage`] ahead of time. A failure is reported when it is needed.
pub fn prepare_storage() {
    leptos::task::spawn_local(async { drop(load_storage().await) });
}

/// The code for what the device stores, fetched when something is stored or is to be.
///
/// # Errors
///
/// If its chunk of the program could not be fetched.
#[wasm_split(storage, fallible, preload(load_storage))]
pub fn storage() -> Result<Storage, LoadError> {
    Ok(Storage {
        sync_packs: sync::sync_packs,
        toggle_pressed: PackStore::toggle_pressed,
        change_list: stored_list::change_list,
    })
}

/// What a pack's office files contain, fetched when the reader asks for the first file.
///
/// # Errors
///
/// If its chunk of the program could not be fetched.
#[wasm_split(office, fallible)]
pub fn office_content() -> Result<Gather, LoadError> {
    Ok(pack::lookbook::content::gather)
}

/// The dialogue of posters, fetched when the reader asks for the first one.
///
/// # Errors
///
/// If its chunk of the program could not be fetched.
#[wasm_split(poster, fallible)]
pub fn poster_view() -> Result<MountPoster, LoadError> {
    Ok(poster::dialog::mount)
}

#[wasm_split(device, fallible, preload(load_device))]
fn show_device(page: DevicePage) -> Result<Shown, LoadError> {
    let show: Show = match page {
        DevicePage::Pack => Box::new(pack::pack_page),
        DevicePage::Offline => Box::new(|_| offline::offline_page()),
    };
    Ok((show, 0))
}

/// Parses a document's body and returns a view of it that can be shown any number of times.
fn show<T: Clone + DeserializeOwned + Send + Sync + 'static>(
    document: Arc<SentDocument>,
    view: impl Fn(T, &SentDocument) -> AnyView + Send + Sync + 'static,
) -> Result<Shown, LoadError> {
    Ok(shown(document.read_counted::<T>()?, document, view))
}

/// The same for a body that has been parsed.
fn shown<T: Clone + Send + Sync + 'static>(
    (body, left_out): (T, usize),
    document: Arc<SentDocument>,
    view: impl Fn(T, &SentDocument) -> AnyView + Send + Sync + 'static,
) -> Shown {
    (Box::new(move |_| view(body.clone(), &document)), left_out)
}
