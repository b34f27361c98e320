//! The HTML of pages, without a server.

use crate::app::{App, AppProps};
use crate::wire::Island;
use any_spawner::Executor;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// What the app shows at a path, from the page's data.
pub fn body(path: &str, island: Island) -> String {
    // The second time it is there already.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let html = owner.with(|| {
        provide_context(RequestUrl::new(path));
        App(AppProps { island }).to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}
