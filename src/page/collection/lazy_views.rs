//! Views of a list whose code is a chunk of its own: the map, and records side by side.

use super::Asked;
use super::selection::View;
use crate::load::LoadError;
use crate::page::chunk;
use crate::ui::region::Trouble;
use crate::wire::Land;
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;

/// Shows a view of a list.
pub type ShowView = Arc<dyn Fn(Asked, Option<Land>) -> AnyView + Send + Sync>;

/// A view on its way.
type Bringing = Pin<Box<dyn Future<Output = Result<ShowView, LoadError>>>>;

/// The map or the comparison, when one is asked for.
#[component]
pub fn LazyView(asked: Asked, land: Option<Land>) -> impl IntoView {
    let view_as = Memo::new(move |_| asked.view());
    let body = move || {
        let land = land.clone();
        match view_as.get() {
            View::Map => view! { <Brought asked land bring=|| Box::pin(chunk::map_view()) /> }.into_any(),
            View::Compare => view! { <Brought asked land bring=|| Box::pin(chunk::compare_view()) /> }.into_any(),
            View::Grid | View::Table => ().into_any(),
        }
    };
    view! { {body} }.into_any()
}

/// A view, as soon as its chunk is here, or why that did not come.
#[component]
fn Brought(asked: Asked, land: Option<Land>, bring: fn() -> Bringing) -> impl IntoView {
    let shown = RwSignal::new(None::<ShowView>);
    let failed = RwSignal::new(None);
    let tries = RwSignal::new(0);
    Effect::new(move |_| {
        tries.track();
        leptos::task::spawn_local(async move {
            // The view may have been left before its chunk came.
            match bring().await {
                Ok(show) => {
                    failed.try_set(None);
                    shown.try_set(Some(show));
                }
                Err(error) => {
                    failed.try_set(Some(error));
                }
            }
        });
    });
    let body = move || shown.get().map(|show| show(asked, land.clone()));
    let failure = move || failed.get().map(|error| view! { <Trouble error tries /> });
    view! {
        {failure}
        {body}
    }
    .into_any()
}
