//! The recce packs: records picked on their pages, in the reader's order, with notes.

mod detail;
mod receive;
mod report;
mod row;
pub mod save;
mod share;
pub mod shelf;

use crate::browser::{self, Refusal};
use crate::locale::{Words, words};
use crate::pack::{self, PackError};
use crate::route::Page;
use crate::ui::actions::ActionButton;
use crate::ui::{changing, listener, use_locale};
use crate::wire::Site;
pub use detail::Details;
use leptos::prelude::*;
use receive::Receive;
pub use report::line as report_line;
use row::Row;
use share::Share;
use shelf::Shelf;
use std::sync::Arc;

#[component]
pub fn PackPage(site: Arc<Site>) -> impl IntoView {
    let locale = use_locale();
    let shelf = expect_context::<Shelf>();
    let details = Details::new(locale);
    let offset = site.offset;
    let notice = changing(move || {
        let refusal = shelf.refusal.get().map(|refusal| match refusal {
            Refusal::Blocked => words::PACK_BLOCKED,
            Refusal::Full => words::PACK_FULL,
            Refusal::Newer => words::KEPT_NEWER,
        });
        let error = shelf.error.with(|error| error.as_ref().map(in_words));
        let texts = [refusal, error];
        texts
            .into_iter()
            .flatten()
            .map(|words| view! { <p class="notice" role="alert">{words.get(locale)}</p> })
            .collect_view()
            .into_any()
    });
    // 0 without packs, 1 with an empty one.
    let stage = Memo::new(move |_| shelf.current(|pack| 1 + pack.items.len().min(1)).unwrap_or_default());
    let pages = move || {
        let pages = shelf.current(|pack| pack.items.iter().map(|item| item.page.clone()).collect::<Vec<Page>>());
        pages.unwrap_or_default()
    };
    let shown = changing(move || {
        if !shelf.ready.get() {
            return view! { <div class="region" aria-busy="true"></div> }.into_any();
        }
        let row = move |page: Page| view! { <Row shelf details page offset /> };
        let desk = changing(move || match stage.get() {
            0 => ().into_any(),
            _ => view! { <Desk shelf /> }.into_any(),
        });
        let heading = Signal::derive(move || {
            let day = |pack: &pack::Pack| pack.day.as_ref().map(|day| [" · ", day].concat()).unwrap_or_default();
            shelf.current(|pack| shelf.name_of(pack) + &day(pack)).unwrap_or_default()
        });
        let share = changing(move || match stage.get() {
            2 => view! {
                <save::SavePack shelf />
                <Share shelf details />
            }
            .into_any(),
            _ => view! { <Empty /> }.into_any(),
        });
        view! {
            <Receive shelf details />
            {desk}
            <TakeBack shelf />
            <section class="pack-sheet">
                <h2 class="pack-heading">{heading}</h2>
                <ol class="pack">
                    <For each=pages key=Page::clone children=row />
                </ol>
            </section>
            {share}
        }
        .into_any()
    });
    view! {
        <h1>{words::PACK.get(locale)}</h1>
        <p class="lead">{words::PACK_TEXT.get(locale)}</p>
        {notice}
        {shown}
    }
    .into_any()
}

/// Why a change was refused.
fn in_words(error: &PackError) -> Words {
    match error {
        PackError::NameTooLong(_) | PackError::NoteTooLong(_) => words::PACK_TOO_LONG,
        PackError::TooManyItems | PackError::TooManyPacks => words::PACK_TOO_MANY,
        PackError::NoPack(_) | PackError::NoItem(_) => words::PACK_GONE,
        _ => words::PACK_REFUSED,
    }
}

/// A way onward from an empty pack.
#[component]
fn Empty() -> impl IntoView {
    let locale = use_locale();
    let ways = [(Page::Locations, words::LOCATIONS), (Page::Clips, words::CLIPS), (Page::Experts, words::EXPERTS)];
    view! {
        <p>{words::PACK_EMPTY.get(locale)}</p>
        <ul class="tallies">
            {ways
                .into_iter()
                .map(|(page, words)| view! { <li><a href=page.href(locale)>{words.get(locale)}</a></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// Which pack, its name and day; new, duplicate, delete.
#[component]
fn Desk(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    let options = changing(move || {
        let chosen = shelf.current(|pack| pack.id.clone());
        let option = |pack: &pack::Pack| {
            let words = words::NAMED.with(locale, &[&shelf.name_of(pack), &pack.items.len().to_string()]);
            let selected = chosen.as_ref() == Some(&pack.id);
            view! { <option value=pack.id.clone() prop:selected=selected>{words}</option> }
        };
        shelf.packs.with(|packs| packs.packs.iter().map(option).collect_view().into_any())
    });
    let name = Signal::derive(move || shelf.current(|pack| pack.name.clone()).unwrap_or_default());
    let day = Signal::derive(move || shelf.current(|pack| pack.day.clone()).flatten().unwrap_or_default());
    let choose = move |event| shelf.choose(&browser::typed(&event));
    let rename = move |event| {
        let name = browser::typed(&event);
        shelf.change_pack(move |pack, now| pack.rename(name.trim(), now));
    };
    let set_day = move |event| {
        let day = browser::typed(&event);
        shelf.change_pack(move |pack, now| pack.set_day(Some(day.as_str()).filter(|day| !day.is_empty()), now));
    };
    let create = move |()| {
        let (id, now) = (browser::new_id(), browser::now());
        let new = id.clone();
        if shelf.change(move |packs| packs.create(&new, "", now)) {
            shelf.choose(&id);
        }
    };
    let duplicate = move |()| {
        let (id, old, now) = (browser::new_id(), shelf.id(), browser::now());
        let name = untrack(|| shelf.current(|pack| shelf.name_of(pack))).unwrap_or_default();
        let name: String = words::PACK_COPY_NAME.with(locale, &[&name]).chars().take(pack::MAX_NAME).collect();
        let new = id.clone();
        if shelf.change(move |packs| packs.duplicate(&old, &new, &name, now)) {
            shelf.choose(&id);
        }
    };
    view! {
        <div class="pack-desk">
            <label>
                <span>{words::PACK_SHORT.get(locale)}</span>
                <select data-field="which" on:change=listener(choose)>{options}</select>
            </label>
            <label>
                <span>{words::NAME.get(locale)}</span>
                <input
                    type="text"
                    data-field="name"
                    maxlength="80"
                    autocomplete="off"
                    placeholder=words::PACK.get(locale)
                    prop:value=name
                    on:change=listener(rename)
                />
            </label>
            <label>
                <span>{words::PACK_DAY.get(locale)}</span>
                <input type="date" data-field="day" prop:value=day on:change=listener(set_day) />
            </label>
            <p class="actions">
                <ActionButton label=words::PACK_NEW press=Callback::new(create) />
                <ActionButton label=words::PACK_COPY_PACK press=Callback::new(duplicate) />
                <ActionButton label=words::PACK_DELETE press=Callback::new(move |()| shelf.delete()) />
            </p>
        </div>
    }
    .into_any()
}

/// What was removed last, to be taken back.
#[component]
fn TakeBack(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    changing(move || {
        let text = match shelf.undo.get() {
            None => return ().into_any(),
            Some(shelf::Undo::Item(..)) => words::PACK_SAID_REMOVED,
            Some(shelf::Undo::Pack(_)) => words::PACK_SAID_DELETED,
        };
        view! {
            <p class="notice pack-undo">
                <span>{text.get(locale)}</span>
                <ActionButton label=words::UNDO press=Callback::new(move |()| shelf.take_back()) />
            </p>
        }
        .into_any()
    })
}
