//! Lists of pages in the database: the starred sessions and the reading list.

use super::Refusal;
use super::keep::change_kept;
use crate::keep::list::{self, Change, List};
use crate::keep::{Kept, quarantine};
use crate::route::Page;
use std::cell::{Cell, RefCell};

thread_local! {
    /// Changes that are not kept yet, with their numbers.
    static PENDING: RefCell<Vec<(u32, List, Change)>> = const { RefCell::new(Vec::new()) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// Takes a list as it is then, and why the last changes are not kept.
pub type ListAnswer = Box<dyn FnOnce(Vec<Page>, Option<Refusal>)>;

/// Makes a change to a list, or only reads it. What could not be kept holds until the tab is closed, and is
/// tried again with the next change.
pub fn change_list(list: List, change: Option<Change>, done: ListAnswer) {
    let number = COUNT.get() + 1;
    COUNT.set(number);
    let wanted: Vec<Change> = PENDING.with_borrow_mut(|pending| {
        pending.extend(change.map(|change| (number, list, change)));
        pending.iter().filter(|(_, other, _)| *other == list).map(|(_, _, change)| change.clone()).collect()
    });
    let mut unkept = Vec::new();
    wanted.iter().for_each(|change| list.change(&mut unkept, change));
    change_kept(
        list.record(),
        move |kept| apply(list, kept, &wanted),
        move |pages, refusal| {
            let refusal = match pages {
                // Read, and left as it is.
                Some(None) => Some(Refusal::Newer),
                _ => refusal,
            };
            if refusal.is_none() {
                PENDING.with_borrow_mut(|pending| {
                    pending.retain(|(other, of, _)| *other > number || *of != list);
                });
            }
            done(pages.flatten().unwrap_or(unkept), refusal);
        },
    );
}

/// What is to be kept, and the pages in it; none when it is of a newer version.
fn apply(list: List, kept: &Kept, changes: &[Change]) -> (Kept, Option<Vec<Page>>) {
    let Ok(mut read) = list::read(list, kept.text.as_deref()) else { return (kept.clone(), None) };
    changes.iter().for_each(|change| list.change(&mut read.pages, change));
    let mut set_aside = quarantine::read(kept.aside.as_deref());
    let bad = !read.aside.is_empty();
    read.aside.into_iter().for_each(|record| quarantine::add(&mut set_aside, record));
    let text = (kept.text.is_some() || !read.pages.is_empty()).then(|| list::write(list, &read.pages));
    let aside = if bad { quarantine::write(&set_aside) } else { kept.aside.clone() };
    (Kept { text, aside }, Some(read.pages))
}
