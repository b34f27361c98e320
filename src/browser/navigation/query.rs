//! Changing the query of the address, at once or when the reader rests.

use super::{page_cache, path, with};
use leptos::prelude::*;
use std::cell::RefCell;
use std::time::Duration;

/// How long a reader who types rests before the address follows; at most twice that. With each change of it Chromium
/// fetches and draws the site's icon anew, which is felt by the next key, and Safari takes 100 changes in 30 s.
const REST: Duration = Duration::from_millis(200);

/// A query that the address is to get.
struct Pending {
    /// The path of the page.
    path: String,
    query: String,
    /// Whether it changed while its time ran.
    is_new: bool,
}

thread_local! {
    static PENDING: RefCell<Option<Pending>> = const { RefCell::new(None) };
}

/// Changes the query of the current address without a new history entry.
pub fn replace_query(query: &str) {
    PENDING.take();
    with(|navigator| {
        let path = path();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        // A browser that refuses (too many changes a second) keeps the older query in the bar.
        if navigator.entries.replace(&address).is_ok() {
            navigator.address.update();
            page_cache::stay(navigator.entries.current());
        }
    });
}

/// Does [`replace_query`] when the reader rests, or goes on; of several, the last.
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

/// Does what [`replace_query_later`] put off.
pub fn replace_query_now() {
    if let Some(pending) = PENDING.take()
        && path() == pending.path
    {
        replace_query(&pending.query);
    }
}

/// Gives up what [`replace_query_later`] put off: its history entry is left. The page is ahead of its address.
pub(super) fn forget() {
    if PENDING.take().is_some() {
        page_cache::spend();
    }
}
