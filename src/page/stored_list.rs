//! A list of pages that the device stores (starred sessions, the reading list), as shown on a page and synchronized
//! between tabs; and the notice that something could not be stored.

use crate::browser::{self, Refusal};
use crate::locale::{Words, words};
use crate::page::storage::{Work, storage};
use crate::route::Page;
use crate::stored::list::{self, Change, List};
use crate::stored::{StoredRecord, quarantine};
use crate::ui::{optional, use_locale};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};

thread_local! {
    /// Changes that are not stored yet, with their numbers. They last until the tab is closed, and are retried with
    /// the next change.
    static PENDING: RefCell<Vec<(u32, List, Change)>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// A stored list. A copy is another handle on the same list.
#[derive(Clone, Copy)]
pub struct StoredList {
    list: List,
    /// None before the stored list has been read.
    pages: RwSignal<Option<Vec<Page>>>,
    /// Why the last changes are not stored.
    pub refusal: RwSignal<Option<Refusal>>,
    /// How many reads and changes are in progress.
    waiting: StoredValue<u32>,
}

impl StoredList {
    /// Reads the list once the page is hydrated, and again when another tab has changed it.
    pub fn open(list: List) -> StoredList {
        let stored =
            StoredList { list, pages: RwSignal::new(None), refusal: RwSignal::new(None), waiting: StoredValue::new(0) };
        browser::on_show(move || {
            browser::on_stored_change(list.record(), move || stored.sync(None));
            stored.sync(None);
        });
        stored
    }

    /// Whether the stored list has been read.
    pub fn is_read(self) -> bool {
        self.pages.with(Option::is_some)
    }

    /// Runs a function on the pages; none before they have been read.
    pub fn with<T>(self, look: impl FnOnce(&[Page]) -> T) -> T {
        self.pages.with(|pages| look(pages.as_deref().unwrap_or_default()))
    }

    /// Adds a page to the list, or removes it if it is there.
    pub fn toggle(self, page: Page, is_there: bool) {
        self.change(if is_there { Change::Remove(vec![page]) } else { Change::Add(vec![page]) });
    }

    /// Makes a change: first in the list that is shown, then in the stored one.
    pub fn change(self, change: Change) {
        self.pages.update(|pages| self.list.change(pages.get_or_insert_default(), &change));
        self.sync(Some(change));
    }

    /// Synchronizes the list that is shown with the stored one.
    fn sync(self, change: Option<Change>) {
        // The page may have been left.
        if self.waiting.try_update_value(|waiting| *waiting += 1).is_none() {
            return;
        }
        let list = self.list;
        let number = COUNT.get() + 1;
        COUNT.set(number);
        let wanted: Vec<Change> = PENDING.with_borrow_mut(|pending| {
            pending.extend(change.map(|change| (number, list, change)));
            pending.iter().filter(|(_, other, _)| *other == list).map(|(_, _, change)| change.clone()).collect()
        });
        let mut unstored = Vec::new();
        wanted.iter().for_each(|change| list.change(&mut unstored, change));
        leptos::task::spawn_local(async move {
            let (pages, refusal) = if !wanted.is_empty() || browser::is_anything_stored().await {
                let is_change = !wanted.is_empty();
                (storage(|| is_change).await.change_list)(list, wanted).await
            } else {
                (Some(Vec::new()), None)
            };
            if refusal.is_none() {
                PENDING.with_borrow_mut(|pending| {
                    pending.retain(|(other, of, _)| *other > number || *of != list);
                });
            }
            let waiting = self.waiting.try_update_value(|waiting| {
                *waiting -= 1;
                *waiting
            });
            if waiting == Some(0) {
                let pages = Some(pages.unwrap_or(unstored));
                // The buttons of an unchanged list stay, and so does the focus.
                if self.pages.with_untracked(|shown| *shown != pages) {
                    self.pages.set(pages);
                }
                self.refusal.set(refusal);
            }
        });
    }
}

/// The result of syncing a stored list: its pages, and why it could not be stored.
pub type Outcome = (Option<Vec<Page>>, Option<Refusal>);

/// Reads a stored list, changes it, and writes it.
pub fn change_list(list: List, changes: Vec<Change>) -> Work<Outcome> {
    let change = move |stored: &StoredRecord| apply(list, stored, &changes);
    Box::pin(browser::change_stored(list.record(), Box::new(change)))
}

/// The record to store, and its pages; none if it is of a newer version.
fn apply(list: List, stored: &StoredRecord, changes: &[Change]) -> (StoredRecord, Option<Vec<Page>>) {
    let Ok(mut read) = list::read(list, stored.text.as_deref()) else { return (stored.clone(), None) };
    changes.iter().for_each(|change| list.change(&mut read.pages, change));
    let mut quarantined = quarantine::read(stored.quarantined.as_deref());
    let bad = !read.quarantined.is_empty();
    read.quarantined.into_iter().for_each(|record| quarantine::add(&mut quarantined, record));
    let text = (stored.text.is_some() || !read.pages.is_empty()).then(|| list::write(list, &read.pages));
    let quarantined = if bad { quarantine::write(&quarantined) } else { stored.quarantined.clone() };
    (StoredRecord { text, quarantined, ..stored.clone() }, Some(read.pages))
}

/// Reports why the last changes are not stored, if they are not.
pub fn refusal_notice(
    refusal: impl Fn() -> Option<Refusal> + Send + 'static,
    blocked: Words,
    full: Words,
    way_out: Option<(Page, Words)>,
) -> AnyView {
    let locale = use_locale();
    optional(move || {
        let text = match refusal()? {
            Refusal::Blocked => blocked,
            Refusal::Full => full,
            Refusal::Newer => words::KEPT_NEWER,
        };
        let link = way_out.as_ref().map(|(page, label)| {
            view! { " " <a href=page.href(locale)>{label.get(locale)}</a> }
        });
        Some(view! { <p class="notice" role="alert">{text.get(locale)}{link}</p> })
    })
}
