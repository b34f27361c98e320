//! The interface to the browser: the only module that uses web-sys.
//!
//! It is also compiled for the site tool, where it never accesses the browser: pages do that only in effects and event
//! handlers, and prerendering runs neither.

use crate::load::Load;
use crate::route::Page;
use crate::ui::opened::{Opened, Opening};
use crate::wire::{SentDocument, Site};
use leptos::prelude::RwSignal;
use std::sync::Arc;

mod address;
mod buttons;
mod clock;
mod database;
mod deliver;
mod dialog;
mod drag;
mod elements;
mod fetch;
mod files;
mod gestures;
mod head;
mod highlight;
mod hydration;
mod navigation;
mod office;
mod page;
mod panorama;
mod shown;
#[cfg(feature = "hydrate")]
mod start;
mod storage;
mod stored;
mod video;
mod virtual_list;
mod worker;

pub use {
    address::{Address, use_address},
    buttons::{close_menu, mark_sessions, on_button, on_pack_button, on_star_button, on_storing_button, show_packed},
    clock::{Pauses, device_zone, every},
    deliver::{Outcome, Outgoing, deliver, is_in_app},
    dialog::{focus_picture, keep_dialog, mount, picked},
    drag::{drag, drop_at, grab},
    elements::{focus_item, is_searching},
    fetch::{fetch_bytes, fetch_document, fetch_outline, opened},
    files::{can_share, forget_shared, new_id, now, origin, read_file, share, shared_file, stamp},
    gestures::watch_gestures,
    highlight::highlight,
    hydration::{hydrate_later, hydrate_when, hydrated, when_ready},
    navigation::page_cache::{cache_page, forget_pages},
    navigation::query::{push_query, replace_query, replace_query_later, replace_query_now},
    navigation::{back, go, navigate},
    office::{OfficeError, OfficeJob},
    page::{
        after_frame, clear_missing, copy_text, html_view, is_online, locate, mark_root, on_connection, page_address,
        print, reload, show_theme, tell_missing,
    },
    panorama::draw_panorama,
    shown::{on_ready, on_show},
    storage::{forget, read, write},
    stored::{change_stored, is_anything_stored, on_stored_change},
    video::{forget_whole, play_whole, take_still, wants_calm},
    virtual_list::{last_seen, leaves_rows, watch_rows},
    worker::{ask, on_frame_state, on_report, order, plays, room, take_update},
};

#[cfg(feature = "hydrate")]
pub use start::start;

/// The parts of the app that navigation uses.
pub struct Navigation {
    /// The page that is being loaded or is shown.
    pub load: RwSignal<Load<Arc<Opened>>>,
    /// Page titles for screen readers to announce.
    pub announcement: RwSignal<String>,
    /// The site.
    pub site: Arc<Site>,
    /// Renders a document with the code of its chunk.
    pub open: fn(Arc<SentDocument>) -> Opening,
    /// Called as soon as it is known that a page will be opened.
    pub prepare: fn(Page),
}

/// The key of a text in the browser's local storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalKey(&'static str);

impl LocalKey {
    /// The chosen theme.
    pub const THEME: LocalKey = LocalKey("theme");
    /// The recce pack of earlier versions: the paths of its records, one per line.
    pub const PACK: LocalKey = LocalKey("pack");
    /// The id of the pack that the buttons add to.
    pub const CHOSEN_PACK: LocalKey = LocalKey("pack-chosen");
    /// Set once this device has been informed that the site works offline.
    pub const READY_NOTICE: LocalKey = LocalKey("offline-told");
    /// Things saved for offline use: id, path and name, one entry per line.
    pub const SAVED: LocalKey = LocalKey("offline-saved");
    /// The URL of the last page read.
    pub const PLACE: LocalKey = LocalKey("place");
}

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser does not let the site store anything, or the database is broken.
    Blocked,
    /// The storage is full.
    Full,
    /// A newer version of the site stores the data in its own format.
    Newer,
}

/// The storage that the browser grants the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use.
    pub used: u64,
    /// Bytes that may be used, as reported by the browser.
    pub quota: u64,
}

impl Room {
    /// Bytes that are free.
    pub fn left(self) -> u64 {
        self.quota.saturating_sub(self.used)
    }
}
