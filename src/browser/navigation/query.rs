//! Changes the query string of the URL, at once or debounced.

use super::{page_cache, path, with};
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;

/// How long a reader must stop typing before the URL is updated; at most twice that. With each update, Chromium fetches
/// and draws the site's icon again, which delays the next keystroke, and Safari allows 100 updates in 30 s.
const REST: Duration = Duration::from_millis(200);

/// A query string that is not yet in the URL.
struct Pending {
    /// The path of the page.
    path: String,
    query: String,
    /// Whether it changed while the timer ran.
    is_new: bool,
}

thread_local! {
    static PENDING: RefCell<Option<Pending>> = const { RefCell::new(None) };
}

/// Changes the query string of the current URL without a new history entry.
pub fn replace_query(query: &str) {
    PENDING.take();
    with(|navigator| {
        let path = path();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        // A browser that refuses (too many changes a second) keeps the older query string.
        if navigator.entries.replace(&address).is_ok() {
            navigator.address.update();
            page_cache::stay(navigator.entries.current());
        }
    });
}

/// Changes the query string in a new history entry, so that Back undoes it. The page stays where it is scrolled to.
/// Returns `false` if the browser refuses.
pub fn push_query(query: &str) -> bool {
    replace_query_now();
    let mut is_done = false;
    with(|navigator| {
        navigator.entries.remember();
        page_cache::forget_after(navigator.entries.current());
        is_done = navigator.entries.push(&format!("{}?{query}", path())).is_ok();
        navigator.address.update();
        page_cache::stay(navigator.entries.current());
    });
    is_done
}

/// Calls [`replace_query`] with the last of several queries, when the reader pauses or leaves the page.
pub fn replace_query_later(query: String) {
    let is_new = PENDING.with_borrow(Option::is_some);
    PENDING.set(Some(Pending { path: path(), query, is_new }));
    if !is_new {
        set_timeout(replace_when_rested, REST);
    }
}

fn replace_when_rested() {
    let was_new = PENDING.with_borrow_mut(|pending| pending.as_mut().is_some_and(|it| std::mem::take(&mut it.is_new)));
    if was_new {
        set_timeout(replace_when_rested, REST);
    } else {
        replace_query_now();
    }
}

/// Applies the pending change of [`replace_query_later`] now.
pub fn replace_query_now() {
    if let Some(pending) = PENDING.take()
        && path() == pending.path
    {
        replace_query(&pending.query);
    }
}

/// Discards the pending change of [`replace_query_later`]: its history entry has been left. The page no longer
/// matches its URL, so it is not reused.
pub(super) fn forget() {
    if PENDING.take().is_some() {
        page_cache::spend();
    }
}
