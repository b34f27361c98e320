//! The reader's stars, as shown on the pages of an agenda and its sessions.

use crate::browser;
use crate::locale::words;
use crate::page::stored_list::{StoredList, refusal_notice};
use crate::route::Page;
use crate::stored::list::List;
use leptos::prelude::*;

/// Listens to the stars on the page, and reads the stored list once the page is hydrated.
pub fn open() -> StoredList {
    let stars = StoredList::open(List::Agenda);
    browser::on_star_button(move |page, starred| stars.toggle(page, starred));
    stars
}

/// The paths of the starred sessions.
pub fn paths(stars: StoredList) -> Vec<String> {
    stars.with(|pages| pages.iter().map(Page::path).collect())
}

/// Reports why stars are not stored.
pub fn refusal(stars: StoredList) -> AnyView {
    refusal_notice(move || stars.refusal.get(), words::MINE_BLOCKED, words::MINE_FULL, None)
}
