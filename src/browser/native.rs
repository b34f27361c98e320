//! The native twins: the site tool renders pages, and there is no browser to ask.

use super::{Stored, Unlocated};
use crate::geo::Place;
use crate::load::{Load, LoadError};
use crate::route::Route;
use crate::ui::header::Theme;
use crate::ui::map::{Gesture, MapRef};
use crate::wire::{Document, Outline, SearchFile, Site};
use leptos::prelude::*;
use std::sync::Arc;

/// Does nothing: a prerendered page is never left.
pub fn navigate(
    _: RwSignal<Load<Arc<Document>>>,
    _: RwSignal<String>,
    _: Signal<Option<Route>>,
    _: Arc<Site>,
) -> Callback<()> {
    Callback::new(|()| {})
}

/// Does nothing.
pub fn go(_: &str) {}

/// Does nothing.
pub fn replace_query(_: &str) {}

/// Never answers.
pub fn fetch_search(_: &str, _: impl FnOnce(Result<SearchFile, LoadError>) + 'static) {}

/// Never answers.
pub fn fetch_outline(_: &str, _: impl FnOnce(Result<Outline, LoadError>) + 'static) {}

/// Never tells anything.
pub fn watch_map(_: MapRef, _: Callback<Gesture>) {}

/// Never answers.
pub fn locate(_: impl Fn(Result<(Place, f64), Unlocated>) + 'static) {}

/// The epoch: pages are rendered without a clock.
pub fn now() -> f64 {
    0.0
}

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
pub fn print() {}

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

/// Never: nothing takes over.
pub fn when_ready(_: impl FnOnce() + 'static) {}

/// There is no page to take over.
pub fn start() {}
