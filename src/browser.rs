//! The browser itself: the one place that names web-sys.
//!
//! It is compiled for the site tool too, where none of it runs: what a page asks of the browser it asks in effects and
//! event handlers, which a prerendered page has none of.

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
mod drag;
mod elements;
mod fetch;
mod files;
mod gestures;
mod head;
mod highlight;
mod hydration;
mod navigation;
mod page;
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
    buttons::{mark_sessions, on_pack_button, on_star_button, show_packed},
    clock::{device_zone, every},
    drag::{drag, drop_at, grab},
    elements::focus_item,
    fetch::{fetch_bytes, fetch_document, fetch_outline, opened},
    files::{can_share, download, forget_shared, new_id, now, origin, read_file, share, shared_file, stamp},
    gestures::watch_map,
    highlight::highlight,
    hydration::{hydrate_later, hydrate_when, hydrated, when_ready},
    navigation::page_cache::{cache_page, forget_pages},
    navigation::query::{replace_query, replace_query_later, replace_query_now},
    navigation::{go, navigate},
    page::{
        after_frame, copy_text, is_online, locate, mark_root, on_connection, page_address, print, reload, show_theme,
    },
    shown::{on_ready, on_show},
    storage::{forget, read, write},
    stored::{change_stored, on_stored_change},
    video::{forget_whole, play_whole, save_still, wants_calm},
    virtual_list::{last_seen, leaves_rows, watch_rows},
    worker::{ask, on_frame_state, on_report, order, plays, room, take_update},
};

#[cfg(feature = "hydrate")]
pub use start::start;

/// What going from page to page needs of the app.
pub struct Navigation {
    /// Pages come into it.
    pub load: RwSignal<Load<Arc<Opened>>>,
    /// Titles to read aloud.
    pub announcement: RwSignal<String>,
    /// The site.
    pub site: Arc<Site>,
    /// Opens a document.
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
    /// The recce pack of earlier versions: paths of its records, a line each.
    pub const PACK: LocalKey = LocalKey("pack");
    /// The id of the pack that buttons add to.
    pub const CHOSEN_PACK: LocalKey = LocalKey("pack-chosen");
    /// Set once this device was told that the site works without a network.
    pub const READY_NOTICE: LocalKey = LocalKey("offline-told");
    /// What was saved for use without a network: id, path and name, a line each.
    pub const SAVED: LocalKey = LocalKey("offline-saved");
    /// The address of the page that was read last.
    pub const PLACE: LocalKey = LocalKey("place");
}

/// Why something could not be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The browser lets the site keep nothing, or the database is broken.
    Blocked,
    /// There is no room left.
    Full,
    /// A newer version of the site keeps it in a form of its own.
    Newer,
}

/// What room the browser gives the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Bytes in use.
    pub used: u64,
    /// Bytes that may be used, as the browser tells it.
    pub quota: u64,
}

impl Room {
    /// Bytes that are free.
    pub fn left(self) -> u64 {
        self.quota.saturating_sub(self.used)
    }
}
