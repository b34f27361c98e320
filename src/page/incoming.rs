//! Data received by a link or a file: shown first, merged when the reader agrees, then a report of the merge.

use crate::browser;
use crate::locale::{Locale, words};
use crate::pack::merge::{Change, LeftOut, TextChange, What};
use crate::page::pack::Details;
use crate::route::carried;
use crate::stored::backup::Report;
use crate::ui::{ActionButton, effect, listener, optional};
use leptos::ev::Event;
use leptos::prelude::*;

/// Data that was received.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming<T> {
    /// Not merged yet.
    Offer(T),
    /// It cannot be merged, for this reason.
    Trouble(String),
    /// A report of the merge.
    Done(Report),
}

/// Calls `came` with the data after `mark` in the URL; with an empty text if the data was cut off.
pub fn on_fragment(mark: &'static str, came: impl Fn(&str) + 'static) {
    let address = browser::use_address();
    effect(move || {
        // The call is not tracked: it may change the URL.
        let fragment = address.fragment.get();
        if let Some(text) = address.query.with_untracked(|query| carried(mark, query, &fragment)) {
            came(&text);
        }
    });
}

/// Shows the received data, if there is any.
pub fn incoming_view<T: Clone + Send + Sync + 'static>(
    incoming: RwSignal<Option<Incoming<T>>>,
    close: Callback<()>,
    offer: impl Fn(T) -> AnyView + Send + 'static,
    report: impl Fn(&Report) -> AnyView + Send + 'static,
) -> AnyView {
    optional(move || {
        let (kind, content) = match incoming.get()? {
            Incoming::Offer(offered) => return Some(offer(offered)),
            Incoming::Trouble(text) => ("trouble", view! { <p role="alert">{text}</p> }.into_any()),
            Incoming::Done(done) => ("done", report(&done)),
        };
        let button = view! { <ActionButton label=words::CLOSE press=close /> };
        Some(incoming_notice("notice pack-offer", kind, content, button.into_any()))
    })
}

/// A notice about received data, with buttons for the possible actions.
pub fn incoming_notice(class: &'static str, kind: &'static str, content: AnyView, buttons: AnyView) -> AnyView {
    view! {
        <section class=class data-incoming=kind>
            {content}
            <p class="actions">{buttons}</p>
        </section>
    }
    .into_any()
}

/// The button that lets the reader choose a file.
pub fn file_button(label: &'static str, chosen: impl FnMut(Event) + 'static) -> AnyView {
    view! {
        <label class="button">
            {label}
            <input class="visually-hidden" type="file" accept=".json,application/json" on:change=listener(chosen) />
        </label>
    }
    .into_any()
}

/// The content of the report below its heading.
pub fn report_view(report: &Report, details: Details, locale: Locale) -> AnyView {
    let mut lines: Vec<String> = report.packs.iter().map(|change| line(change, details, locale)).collect();
    for (name, tally) in [(words::MINE, report.agenda), (words::READING_LIST, report.reading)] {
        for (words, count) in [(words::BACKUP_ADDED, tally.added), (words::BACKUP_NO_ROOM, tally.full)] {
            if count > 0 {
                lines.push(words.with(locale, &[name.get(locale), &count.to_string()]));
            }
        }
    }
    if report.quarantined > 0 {
        lines.push(words::BACKUP_ASIDE.with(locale, &[&report.quarantined.to_string()]));
    }
    if lines.is_empty() {
        lines.push(words::REPORT_NOTHING.get(locale).to_owned());
    }
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
    view! { <ul role="status">{lines.collect_view()}</ul> }.into_any()
}

/// Changes to a pack or one of its items.
fn line(change: &Change, details: Details, locale: Locale) -> String {
    let text = |whose: &str, change: &TextChange| match change {
        TextChange::Taken(old) => words::REPORT_TAKEN.with(locale, &[whose, old]),
        TextChange::Kept(theirs) => words::REPORT_MINE.with(locale, &[whose, theirs]),
        TextChange::Joined => words::REPORT_JOINED.with(locale, &[whose]),
        TextChange::TooLong(left) => words::REPORT_TOO_LONG.with(locale, &[whose, left]),
    };
    let name = if change.name.is_empty() { words::PACK.get(locale) } else { &change.name };
    match &change.what {
        What::PackAdded(count) => words::REPORT_PACK_ADDED.with(locale, &[name, &count.to_string()]),
        What::PackLeftOut(_, LeftOut::Full) => words::REPORT_PACK_FULL.with(locale, &[name]),
        What::PackKept => words::REPORT_KEPT.with(locale, &[name]),
        What::PackRemoved(_) => words::REPORT_REMOVED.with(locale, &[name]),
        What::PackLeftOut(_, LeftOut::Deleted) => words::REPORT_LEFT_OUT.with(locale, &[name]),
        What::ItemAdded(page) => words::REPORT_ADDED.with(locale, &[&details.title(page)]),
        What::ItemRemoved(item) => words::REPORT_REMOVED.with(locale, &[&details.title(&item.page)]),
        What::ItemKept(page) => words::REPORT_KEPT.with(locale, &[&details.title(page)]),
        What::ItemLeftOut(item, LeftOut::Deleted) => words::REPORT_LEFT_OUT.with(locale, &[&details.title(&item.page)]),
        What::ItemLeftOut(item, LeftOut::Full) => words::REPORT_FULL.with(locale, &[&details.title(&item.page)]),
        What::Note(page, change) => text(&details.title(page), change),
        What::PicturesAdded(page, count) => {
            words::REPORT_PICTURES.with(locale, &[&details.title(page), &count.to_string()])
        }
        What::PicturesLeftOut(page, count) => {
            words::REPORT_PICTURES_FULL.with(locale, &[&details.title(page), &count.to_string()])
        }
        What::Name(change) => text(words::NAME.get(locale), change),
        What::Day(day) => words::REPORT_DAY.with(locale, &[day]),
    }
}
