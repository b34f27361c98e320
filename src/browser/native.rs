//! The native twins: the site tool renders pages, and there is no browser to ask.

use super::{Navigation, Refusal, Room, Stored, Unlocated};
use crate::agenda::zone::Zone;
use crate::catalog::Marker;
use crate::geo::Place;
use crate::keep::{Kept, Record};
use crate::load::LoadError;
use crate::offline::{FrameState, Order, Report};
use crate::route::{Page, Route};
use crate::ui::header::Theme;
use crate::ui::map::{Gesture, MapRef};
use crate::ui::opened::Opened;
use crate::ui::player::VideoRef;
use crate::ui::virtual_list::Seen;
use crate::wire::{Outline, SentDocument};
use leptos::prelude::*;
use std::sync::Arc;

/// Does nothing: a prerendered page is never left.
pub fn navigate(_: Navigation) -> Callback<()> {
    Callback::new(|()| {})
}

/// The page: a prerendered one is never left.
pub fn keep_page(_: &Owner, _: Arc<Opened>, build: impl FnOnce() -> AnyView) -> AnyView {
    build()
}

/// None are put away.
pub fn forget_pages() {}

/// Does nothing.
pub fn go(_: &str) {}

/// Does nothing.
pub fn replace_query(_: &str) {}

/// Does nothing.
pub fn replace_query_later(_: String) {}

/// Does nothing.
pub fn replace_query_now() {}

/// A guess.
pub fn last_seen() -> Seen {
    Seen::default()
}

/// Never tells anything.
pub fn watch_rows(_: NodeRef<leptos::html::Div>, _: impl Fn(Seen) + 'static) -> impl Fn() + Clone + 'static {
    || {}
}

/// It never does.
pub fn leaves_rows(_: &leptos::ev::FocusEvent) -> bool {
    false
}

/// Never answers.
pub fn fetch_bytes(_: &str, _: impl FnOnce(Result<Vec<u8>, LoadError>) + 'static) {}

/// Never answers.
pub fn fetch_outline(_: &str, _: impl FnOnce(Result<Outline, LoadError>) + 'static) {}

/// Never tells anything.
pub fn watch_map(_: MapRef, _: Callback<Gesture>) {}

/// Never answers.
pub fn locate(_: impl Fn(Result<(Place, f64), Unlocated>) + 'static) {}

/// Nothing has been opened.
pub fn opened() -> Vec<(String, String)> {
    Vec::new()
}

/// Never answers.
pub fn copy_text(_: String, _: Callback<bool>) {}

/// Always.
pub fn is_online() -> bool {
    true
}

/// Never calls.
pub fn on_connection(_: impl Fn(bool) + 'static) {}

/// Nowhere.
pub fn page_address() -> String {
    String::new()
}

/// Does nothing.
pub fn reload() {}

/// Does nothing.
pub fn print() {}

/// Nothing is painted.
pub fn after_frame(_: impl FnOnce() + 'static) {}

/// Nothing is painted.
pub fn highlight(_: NodeRef<leptos::html::Div>, _: Option<Arc<Marker>>) {}

/// Nothing is typed.
pub fn typed(_: &leptos::ev::Event) -> String {
    String::new()
}

/// There is no storage.
pub fn read(_: Stored) -> Option<String> {
    None
}

/// There is no storage.
pub fn write(_: Stored, _: &str) -> bool {
    false
}

/// Colours the page.
pub fn show_theme(_: Theme) {}

/// There is nothing to hydrate.
pub fn hydrate_later(_: NodeRef<leptos::html::Div>, _: impl FnOnce() -> AnyView + 'static) {}

/// There is nothing to hydrate.
pub fn hydrate_when<T: 'static, F: Future<Output = Result<T, LoadError>>>(
    _: NodeRef<leptos::html::Div>,
    _: impl Fn() -> F + 'static,
    _: impl FnOnce(T) -> AnyView + 'static,
) {
}

/// Never: nothing is shown.
pub fn on_show(_: impl Fn() + Clone + 'static) {}

/// Never: nothing takes over.
pub fn when_ready(_: impl FnOnce() + 'static) {}

/// There is no page to take over.
pub fn start() {}

/// There is no storage.
pub fn forget(_: Stored) {}

/// Never answers.
pub fn fetch_document(_: &Route, _: impl FnOnce(Result<Arc<SentDocument>, LoadError>) + 'static) {}

/// Never answers.
pub fn change_kept<T: 'static>(
    _: Record,
    _: impl FnOnce(&Kept) -> (Kept, T) + 'static,
    _: impl FnOnce(Option<T>, Option<Refusal>) + 'static,
) {
}

/// Never calls.
pub fn on_kept(_: Record, _: impl Fn() + 'static) {}

/// Never calls.
pub fn on_pack_button(_: impl Fn(Page) + 'static) {}

/// Does nothing: nothing is in a pack.
pub fn show_packed(_: Vec<String>) {}

/// Never calls.
pub fn on_star_button(_: impl Fn(Page, bool) + 'static) {}

/// Does nothing: nothing is starred, and nothing is on.
pub fn mark_sessions(_: Vec<String>, _: Vec<String>) {}

/// No device: UTC.
pub fn device_zone(_: i64, _: i64) -> Zone {
    Zone::default()
}

/// Never calls.
pub fn every(_: std::time::Duration, _: impl Fn() + Clone + 'static) {}

/// Does nothing.
pub fn mark_root(_: &'static str, _: RwSignal<String>) {}

/// Does nothing.
pub fn download(_: &str, _: &str, _: &str) {}

/// Never answers.
pub fn read_file(_: &leptos::ev::Event, _: impl FnOnce(Option<String>) + 'static) {}

/// Never answers.
pub fn shared_file(_: impl FnOnce(Option<String>) + 'static) {}

/// Does nothing.
pub fn forget_shared() {}

/// Nobody to share with.
pub fn can_share() -> bool {
    false
}

/// Does nothing.
pub fn share(_: &str, _: &str) {}

/// No site is open.
pub fn origin() -> String {
    String::new()
}

/// The build reads no clock.
pub fn now() -> i64 {
    0
}

/// The build reads no clock.
pub fn stamp() -> String {
    String::new()
}

/// Never random.
pub fn new_id() -> String {
    "0".repeat(32)
}

/// Nothing is dragged.
pub fn grab(_: &leptos::ev::PointerEvent) {}

/// Nothing is dragged.
pub fn drag(_: &leptos::ev::PointerEvent) {}

/// Nothing is dragged.
pub fn drop_at(_: &leptos::ev::PointerEvent) -> Option<usize> {
    None
}

/// Never calls: there is no worker.
pub fn on_frame_state(_: impl Fn() -> &'static str + 'static, _: impl Fn(FrameState) + 'static) {}

/// Never calls.
pub fn on_report(_: impl Fn(Report) + 'static) {}

/// There is no worker.
pub fn order(_: &Order) {}

/// Never answers.
pub fn ask(_: &Order, _: impl FnOnce(Option<Report>) + 'static) {}

/// Nothing waits.
pub fn take_update() {}

/// Never answers.
pub fn room(_: bool, _: impl FnOnce(Option<Room>) + 'static) {}

/// Nothing is played.
pub fn plays(_: &str) -> bool {
    false
}

/// Nothing is played.
pub fn play_whole(_: VideoRef, _: String, _: Callback<bool>) {}

/// There is nothing to forget.
pub fn forget_whole() {}

/// Nothing is shown.
pub fn save_still(_: VideoRef, _: String, _: Callback<bool>) {}

/// Nobody asks.
pub fn wants_calm() -> bool {
    false
}
