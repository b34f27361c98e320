//! Views of a list whose code is a chunk of its own: the map, and records side by side.

use super::Store;
use super::selection::View;
use crate::load::LoadError;
use crate::page::chunk;
use crate::page::fetched::Fetched;
use crate::wire::Land;
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;

/// Shows a view of a list.
pub type ShowView = Arc<dyn Fn(Store, Option<Land>) -> AnyView + Send + Sync>;

/// A view whose chunk is being fetched.
type Loading = Pin<Box<dyn Future<Output = Result<ShowView, LoadError>>>>;

/// The map or the comparison, when one is asked for.
pub fn lazy_view(store: Store, land: Option<Land>) -> AnyView {
    let view_as = Memo::new(move |_| store.view());
    let body = move || {
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
    };
    view! { {body} }.into_any()
}
