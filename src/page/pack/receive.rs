//! Packs that come in by a link or a file: shown first, merged when the reader says so, and reported.

use super::detail::Details;
use super::report::line;
use super::share::FRAGMENT;
use super::shelf::Shelf;
use crate::browser;
use crate::keep::backup;
use crate::keep::quarantine::{Aside, Origin};
use crate::load::{Load, LoadError};
use crate::locale::{Locale, words};
use crate::pack::link::{self, LinkError};
use crate::pack::merge::{self, Change};
use crate::pack::{Pack, PackError, Packs, store};
use crate::page::quarantine::SetAside;
use crate::route::{SHARED, query_value};
use crate::ui::actions::ActionButton;
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

/// What has come in.
#[derive(Clone, Debug, PartialEq)]
enum Incoming {
    /// A pack in a link, not taken over yet.
    Offer(Pack),
    /// Packs in a file that another program handed over, not taken over yet, and what of it could not be read.
    File(store::Read),
    /// Why something could not be taken over.
    Trouble(String),
    /// What taking something over did, and how many records of it could not be read.
    Done(Vec<Change>),
}

#[component]
pub fn Receive(shelf: Shelf, details: Details) -> impl IntoView {
    let locale = use_locale();
    let incoming = RwSignal::new(None::<Incoming>);
    let address = browser::use_address();
    let (hash, search) = (address.fragment, address.query);
    Effect::new(move |_| {
        let Some(text) = hash.with(|hash| hash.strip_prefix(FRAGMENT).map(str::to_owned)) else { return };
        incoming.set(Some(match link::read(link::bare(&text)) {
            Ok(pack) => Incoming::Offer(pack),
            Err(error) => Incoming::Trouble(link_words(error).get(locale).to_owned()),
        }));
    });
    // Only now: until the reader has answered, a reload shows the offer again.
    let answered = move |outcome: Option<Incoming>| {
        incoming.set(outcome);
        let shared = search.with_untracked(|search| query_value(search, SHARED).is_some());
        if shared {
            browser::forget_shared();
        }
        if shared || hash.with_untracked(|hash| hash.starts_with(FRAGMENT)) {
            browser::replace_query("");
        }
    };
    Effect::new(move |_| {
        if search.with(|search| query_value(search, SHARED).is_none()) {
            return;
        }
        browser::when_ready(move || {
            browser::shared_file(move |text| {
                incoming.set(Some(match text.as_deref().map(store::read) {
                    None => Incoming::Trouble(words::FILE_UNREADABLE.get(locale).to_owned()),
                    Some(Ok(read)) => Incoming::File(read),
                    Some(Err(error)) => Incoming::Trouble(file_words(text.as_deref(), &error, locale)),
                }));
            });
        });
    });
    let take = move |theirs: Packs| {
        let now = browser::now();
        let report = shelf.packs.with_untracked(|mine| merge::import(mine, &theirs, now).report);
        let first = theirs.packs.first().map(|pack| pack.id.clone());
        let taken = shelf.change(move |packs| {
            *packs = merge::import(packs, &theirs, now).packs;
            Ok(())
        });
        if let Some(first) = first.filter(|_| taken) {
            shelf.choose(&first);
        }
        answered(Some(Incoming::Done(report)));
    };
    let take_file = move |read: store::Read| {
        shelf.set_aside(read.set_aside.into_iter().map(|text| Aside::new(Origin::File, text)).collect());
        take(read.packs);
    };
    let chosen = move |event| {
        browser::read_file(&event, move |text| {
            let Some(text) = text else {
                return answered(Some(Incoming::Trouble(words::FILE_UNREADABLE.get(locale).to_owned())));
            };
            match store::read(&text) {
                Ok(read) => take_file(read),
                Err(error) => answered(Some(Incoming::Trouble(file_words(Some(&text), &error, locale)))),
            }
        });
    };
    let close = move |label| view! { <ActionButton label press=Callback::new(move |()| answered(None)) /> };
    let section = |kind: &'static str, inside: AnyView| {
        view! { <section class="notice pack-offer" data-incoming=kind>{inside}</section> }.into_any()
    };
    let one = |pack: Pack| Packs { packs: vec![pack], ..Packs::default() };
    let offer = move |pack: Pack| {
        let same = shelf.packs.with_untracked(|packs| packs.get(&pack.id).is_some());
        let (first, second) = (pack.clone(), pack.clone());
        let add = Callback::new(move |()| {
            let id = if same { browser::new_id() } else { first.id.clone() };
            take(one(Pack { id, ..first.clone() }));
        });
        let merge = Callback::new(move |()| take(one(second.clone())));
        let merge = same.then(|| {
            view! {
                <p>{words::PACK_OFFERED_SAME.get(locale)}</p>
                <p class="actions"><ActionButton label=words::PACK_MERGE press=merge /></p>
            }
        });
        view! {
            <Offered shelf details pack />
            {merge}
            <p class="actions"><ActionButton label=words::PACK_ADD_NEW press=add /> {close(words::NOT_NOW)}</p>
        }
        .into_any()
    };
    let shown = changing(move || match incoming.get() {
        None => ().into_any(),
        Some(Incoming::Offer(pack)) => section("offer", offer(pack)),
        Some(Incoming::File(read)) => {
            let rows = read.packs.packs.iter().map(|pack| {
                let words = words::NAMED.with(locale, &[&shelf.name_of(pack), &pack.items.len().to_string()]);
                view! { <li>{words}</li> }
            });
            let rows = rows.collect_view();
            let packs = merge::without_traces(read.packs);
            let read = store::Read { packs, ..read };
            let merge = Callback::new(move |()| take_file(read.clone()));
            let inside = view! {
                <h2>{words::FILE_OFFERED.get(locale)}</h2>
                <ul>{rows}</ul>
                <p>{words::BACKUP_OFFER_TEXT.get(locale)}</p>
                <p class="actions"><ActionButton label=words::PACK_MERGE press=merge /> {close(words::NOT_NOW)}</p>
            };
            section("file", inside.into_any())
        }
        Some(Incoming::Trouble(text)) => section(
            "trouble",
            view! {
                <p role="alert">{text}</p>
                <p class="actions">{close(words::CLOSE)}</p>
            }
            .into_any(),
        ),
        Some(Incoming::Done(report)) => {
            let mut lines: Vec<String> = report.iter().map(|change| line(change, details, locale)).collect();
            if lines.is_empty() {
                lines.push(words::REPORT_NOTHING.get(locale).to_owned());
            }
            let inside = view! {
                <h2>{words::REPORT_HEADING.get(locale)}</h2>
                <ul role="status">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                <p class="actions">{close(words::CLOSE)}</p>
            };
            section("done", inside.into_any())
        }
    });
    view! {
        {shown}
        <SetAside shelf />
        <p class="pack-import">
            <label class="button">
                {words::PACK_IMPORT.get(locale)}
                <input class="visually-hidden" type="file" accept=".json,application/json" on:change=listener(chosen) />
            </label>
        </p>
    }
    .into_any()
}

/// What is in a shared pack, and what of it the site does not have.
#[component]
fn Offered(shelf: Shelf, details: Details, pack: Pack) -> impl IntoView {
    let locale = use_locale();
    let heading = words::PACK_OFFERED.with(locale, &[&shelf.name_of(&pack)]);
    let day = pack.day.clone().map(|day| view! { <p>{words::PACK_DAY.get(locale)}" "{day}</p> });
    let pages: Vec<_> = pack.items.iter().map(|item| item.page.clone()).collect();
    let unknown = changing(move || {
        let missing = |page: &&crate::route::Page| matches!(details.of(page).get(), Load::Failed(LoadError::NotFound));
        let missing: Vec<String> = pages.iter().filter(missing).map(crate::route::Page::path).collect();
        if missing.is_empty() {
            return ().into_any();
        }
        let text = words::PACK_OFFERED_UNKNOWN.with(locale, &[&missing.join(", ")]);
        view! { <p data-unknown="">{text}</p> }.into_any()
    });
    let items: Vec<_> = pack
        .items
        .into_iter()
        .map(|item| {
            let title = Signal::derive(move || details.title(&item.page));
            let note = (!item.note.is_empty()).then(|| view! { <p class="fine">{item.note}</p> });
            view! { <li>{title}{note}</li> }
        })
        .collect();
    view! {
        <h2>{heading}</h2>
        {day}
        <ol>{items}</ol>
        {unknown}
    }
    .into_any()
}

fn link_words(error: LinkError) -> crate::locale::Words {
    match error {
        LinkError::Empty => words::LINK_EMPTY,
        LinkError::OtherVersion(_) => words::LINK_VERSION,
        LinkError::CutShort => words::LINK_SHORT,
        LinkError::Damaged => words::LINK_DAMAGED,
        LinkError::TooLong => words::LINK_LONG,
    }
}

fn file_words(text: Option<&str>, error: &PackError, locale: Locale) -> String {
    let words = match error {
        _ if text.is_some_and(|text| backup::read(text).is_ok()) => words::FILE_BACKUP,
        PackError::Empty => words::FILE_EMPTY,
        PackError::Truncated => words::FILE_SHORT,
        PackError::OtherFormat(format) => return words::FILE_VERSION.with(locale, &[format]),
        _ => words::FILE_FOREIGN,
    };
    words.get(locale).to_owned()
}
