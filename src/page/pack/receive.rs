//! Packs that are received by a link or a file.

use super::detail::Details;
use super::share::FRAGMENT;
use super::store::PackStore;
use crate::browser;
use crate::file::FileError;
use crate::load::{Load, LoadError};
use crate::locale::{Locale, Words, words};
use crate::pack::link::{self, LinkError};
use crate::pack::merge;
use crate::pack::{self, Pack, Packs};
use crate::page::incoming::{Incoming, file_button, incoming_notice, incoming_view, on_fragment, report_view};
use crate::page::quarantine::quarantine_view;
use crate::route::{Page, SHARED, carried, query_value};
use crate::stored::backup::{self, Report, Tally};
use crate::stored::quarantine::{Origin, Quarantined};
use crate::ui::{ActionButton, effect, optional, use_locale};
use leptos::prelude::*;

/// Packs that are not merged yet.
#[derive(Clone, Debug, PartialEq)]
enum Offer {
    /// A pack in a link.
    Link(Pack),
    /// A file that another program shared.
    File(pack::store::Read),
}

/// The notices about received packs, and the button for choosing a file.
pub fn receive_view(store: PackStore, details: Details) -> (AnyView, impl Fn() -> AnyView + Copy + Send + Sync) {
    let locale = use_locale();
    let incoming = RwSignal::new(None::<Incoming<Offer>>);
    let address = browser::use_address();
    let (hash, search) = (address.fragment, address.query);
    on_fragment(FRAGMENT, move |text| {
        incoming.set(Some(match link::read(link::bare(text)) {
            Ok(pack) => Incoming::Offer(Offer::Link(pack)),
            Err(error) => Incoming::Trouble(link_words(error).get(locale).to_owned()),
        }));
    });
    // The URL and the shared file are cleared only now: until the reader has answered, a reload shows the offer again.
    let answered = move |outcome: Option<Incoming<Offer>>| {
        incoming.set(outcome);
        let shared = search.with_untracked(|search| query_value(search, SHARED).is_some());
        if shared {
            browser::forget_shared();
        }
        let link = search.with_untracked(|search| hash.with_untracked(|hash| carried(FRAGMENT, search, hash)));
        if address.is_current() && (shared || link.is_some()) {
            browser::replace_query("");
        }
    };
    effect(move || {
        if search.with(|search| query_value(search, SHARED).is_none()) {
            return;
        }
        browser::when_ready(move || {
            browser::shared_file(move |text| {
                let read = read(text, locale);
                incoming.set(Some(read.map_or_else(Incoming::Trouble, |read| Incoming::Offer(Offer::File(read)))));
            });
        });
    });
    let take = move |theirs: Packs| {
        let now = browser::now();
        let packs = store.packs.with_untracked(|mine| merge::import(mine, &theirs, now).report);
        let first = theirs.packs.first().map(|pack| pack.id.clone());
        let taken = store.change(move |packs| {
            *packs = merge::import(packs, &theirs, now).packs;
            Ok(())
        });
        if let Some(first) = first.filter(|_| taken) {
            store.choose(&first);
        }
        let none = Tally::default();
        answered(Some(Incoming::Done(Report { packs, agenda: none, reading: none, quarantined: 0 })));
    };
    let take_file = move |read: pack::store::Read| {
        store
            .add_to_quarantine(read.quarantined.into_iter().map(|text| Quarantined::new(Origin::File, text)).collect());
        take(read.packs);
    };
    let chosen = move |event| {
        browser::read_file(&event, move |text| match read(text, locale) {
            Ok(read) => take_file(read),
            Err(text) => answered(Some(Incoming::Trouble(text))),
        });
    };
    let close = Callback::new(move |()| answered(None));
    let later = move || view! { <ActionButton label=words::NOT_NOW press=close /> };
    let offer = move |offer: Offer| match offer {
        Offer::Link(pack) => {
            let same = store.packs.with_untracked(|packs| packs.get(&pack.id).is_some());
            let one = |pack: &Pack| Packs { packs: vec![pack.clone()], ..Packs::default() };
            let whole = one(&pack);
            let merge = Callback::new(move |()| take(whole.clone()));
            let merge = same.then(|| {
                view! {
                    <p>{words::PACK_OFFERED_SAME.get(locale)}</p>
                    <p class="actions"><ActionButton label=words::PACK_MERGE press=merge /></p>
                }
            });
            let new = pack.clone();
            let add = Callback::new(move |()| {
                let id = if same { browser::new_id() } else { new.id.clone() };
                take(one(&Pack { id, ..new.clone() }));
            });
            let content = view! { {offered_view(store, details, pack)} {merge} };
            let buttons = view! { <ActionButton label=words::PACK_ADD_NEW press=add /> {later()} };
            incoming_notice("notice pack-offer", "offer", content.into_any(), buttons.into_any())
        }
        Offer::File(read) => {
            let row = |pack: &Pack| view! { <li>{store.counted(pack)}</li> };
            let rows = read.packs.packs.iter().map(row).collect_view();
            let read = pack::store::Read { packs: merge::without_traces(read.packs), ..read };
            let merge = Callback::new(move |()| take_file(read.clone()));
            let content = view! {
                <h2>{words::FILE_OFFERED.get(locale)}</h2>
                <ul>{rows}</ul>
                <p>{words::BACKUP_OFFER_TEXT.get(locale)}</p>
            };
            let buttons = view! { <ActionButton label=words::PACK_MERGE press=merge /> {later()} };
            incoming_notice("notice pack-offer", "file", content.into_any(), buttons.into_any())
        }
    };
    let report = move |report: &Report| {
        let lines = report_view(report, details, locale);
        view! { <h2>{words::REPORT_HEADING.get(locale)}</h2> {lines} }.into_any()
    };
    let received = view! {
        {incoming_view(incoming, close, offer, report)}
        {quarantine_view(store)}
    };
    let button =
        move || view! { <p class="pack-import">{file_button(words::PACK_IMPORT.get(locale), chosen)}</p> }.into_any();
    (received.into_any(), button)
}

/// The contents of a shared pack, and its records that the site does not have.
fn offered_view(store: PackStore, details: Details, pack: Pack) -> AnyView {
    let locale = use_locale();
    let heading = words::PACK_OFFERED.with(locale, &[&store.name_of(&pack)]);
    let day = pack.day.clone().map(|day| view! { <p>{words::PACK_DAY.get(locale)}" "{day}</p> });
    let pages: Vec<_> = pack.items.iter().map(|item| item.page.clone()).collect();
    let unknown = optional(move || {
        let missing = |page: &&Page| matches!(details.of(page).get(), Load::Failed(LoadError::NotFound));
        let missing: Vec<String> = pages.iter().filter(missing).map(Page::path).collect();
        let text = words::PACK_OFFERED_UNKNOWN.with(locale, &[&missing.join(", ")]);
        (!missing.is_empty()).then(|| view! { <p data-unknown="">{text}</p> })
    });
    let items: Vec<_> = pack
        .items
        .into_iter()
        .map(|item| {
            let title = Signal::derive(move || details.title(&item.page));
            let note = (!item.note.is_empty()).then(|| view! { <p class="fine">{item.note}</p> });
            let pictures = words::PICTURES_COUNT.with(locale, &[&item.pictures.len().to_string()]);
            let pictures = (!item.pictures.is_empty()).then(|| view! { <p class="fine">{pictures}</p> });
            view! { <li>{title}{note}{pictures}</li> }
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

fn link_words(error: LinkError) -> Words {
    match error {
        LinkError::Empty => words::LINK_EMPTY,
        LinkError::OtherVersion => words::LINK_VERSION,
        LinkError::CutShort => words::LINK_SHORT,
        LinkError::Damaged => words::LINK_DAMAGED,
        LinkError::TooLong => words::LINK_LONG,
    }
}

/// Reads a file of packs, or reports why it cannot be read.
fn read(text: Option<String>, locale: Locale) -> Result<pack::store::Read, String> {
    let text = text.ok_or_else(|| words::FILE_UNREADABLE.get(locale).to_owned())?;
    pack::store::read(&text).map_err(|error| {
        let words = match error {
            _ if backup::read(&text).is_ok() => words::FILE_BACKUP,
            FileError::Empty => words::FILE_EMPTY,
            FileError::Truncated => words::FILE_SHORT,
            FileError::OtherFormat(format) => return words::FILE_VERSION.with(locale, &[&format]),
            FileError::Foreign(_) => words::FILE_FOREIGN,
        };
        words.get(locale).to_owned()
    })
}
