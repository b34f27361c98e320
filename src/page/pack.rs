//! The recce packs: records that the reader collected, in their own order, with notes.

mod chosen;
mod detail;
pub mod lookbook;
mod receive;
mod row;
pub mod save;
pub mod share;
pub mod store;
mod timeline;

use crate::locale::{DOT, Words, words};
use crate::pack::{self, Pack, PackError};
use crate::page::stored_list::refusal_notice;
use crate::route::Page;
use crate::ui::{
    ActionButton, changing, icon, keyed_list, listener, memo, optional, sheet_button, sheet_view, use_locale,
};
use crate::wire::Site;
pub use detail::{Detail, Details};
use leptos::prelude::*;
use lookbook::lookbook_view;
use receive::receive_view;
use row::row_view;
use share::share_view;
use std::sync::Arc;
use store::PackStore;

pub fn pack_page(site: Arc<Site>) -> AnyView {
    let locale = use_locale();
    let store = expect_context::<PackStore>();
    let details = Details::new(locale);
    let offset = site.offset;
    let refusal = refusal_notice(move || store.refusal.get(), words::PACK_BLOCKED, words::PACK_FULL, None);
    let error = optional(move || {
        let words = store.error.with(|error| error.as_ref().map(in_words))?;
        Some(view! { <p class="notice" role="alert">{words.get(locale)}</p> })
    });
    // 0 without packs, 1 with an empty pack, 2 with records.
    let stage = memo(move || store.current(|pack| 1 + pack.items.len().min(1)).unwrap_or_default());
    let pages = move || {
        let pages = store.current(|pack| pack.items.iter().map(|item| item.page.clone()).collect::<Vec<Page>>());
        pages.unwrap_or_default()
    };
    let shown = changing(move || {
        if !store.ready.get() {
            return view! { <div class="region" aria-busy="true"></div> }.into_any();
        }
        let site = site.clone();
        let row = move |page: Page| row_view(store, details, page, offset);
        let (received, import_button) = receive_view(store, details);
        let desk = optional(move || (stage.get() > 0).then(|| desk_view(store, import_button())));
        let frame = move || (stage.get() > 0).then_some("beside");
        let heading = Signal::derive(move || {
            let day = |pack: &Pack| pack.day.iter().map(|day| [DOT, day].concat()).collect::<String>();
            store.current(|pack| store.name_of(pack) + &day(pack)).unwrap_or_default()
        });
        let share = changing(move || match stage.get() {
            2 => view! {
                {lookbook_view(store, site.clone())}
                {save::save_pack(store)}
                {share_view(store, details)}
            }
            .into_any(),
            1 => empty_view(),
            _ => view! { {empty_view()} {import_button()} }.into_any(),
        });
        view! {
            {received}
            <div class=frame>
                {desk}
                {undo_notice(store)}
                <section class="pack-sheet">
                    <h2 class="pack-heading">{heading}</h2>
                    <ol class="pack">
                        {keyed_list(pages, |page| page.path(), row)}
                    </ol>
                </section>
                {share}
            </div>
        }
        .into_any()
    });
    view! {
        <h1>{words::PACK.get(locale)}</h1>
        <p class="lead">{words::PACK_TEXT.get(locale)}</p>
        {refusal}
        {error}
        {shown}
    }
    .into_any()
}

/// The words for the reason why a change was refused.
fn in_words(error: &PackError) -> Words {
    match error {
        PackError::NameTooLong(_) | PackError::NoteTooLong(_) => words::PACK_TOO_LONG,
        PackError::TooManyItems | PackError::TooManyPacks | PackError::TooManyPictures => words::PACK_TOO_MANY,
        PackError::NoPack(_) | PackError::NoItem(_) => words::PACK_GONE,
        _ => words::PACK_REFUSED,
    }
}

/// Links to other pages from an empty pack.
fn empty_view() -> AnyView {
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

/// The id of the sheet of a pack.
const SHEET: &str = "edit-pack";

/// The choice of the pack; and in a sheet its name and day, and the buttons that add, duplicate and delete packs.
fn desk_view(store: PackStore, import: AnyView) -> AnyView {
    let locale = use_locale();
    let options = changing(move || {
        let chosen = store.current(|pack| pack.id.clone());
        let option = |pack: &Pack| {
            let selected = chosen.as_ref() == Some(&pack.id);
            view! { <option value=pack.id.clone() prop:selected=selected>{store.counted(pack)}</option> }
        };
        store.packs.with(|packs| packs.packs.iter().map(option).collect_view().into_any())
    });
    let name = Signal::derive(move || store.current(|pack| pack.name.clone()).unwrap_or_default());
    let day = Signal::derive(move || store.current(|pack| pack.day.clone()).flatten().unwrap_or_default());
    let choose = move |event| store.choose(&event_target_value(&event));
    let rename = move |event| {
        let name = event_target_value(&event);
        store.change_pack(store.id(), move |pack, now| pack.rename(name.trim(), now));
    };
    let set_day = move |event| {
        let day = event_target_value(&event);
        let day = Some(day).filter(|day| !day.is_empty());
        store.change_pack(store.id(), move |pack, now| pack.set_day(day.as_deref(), now));
    };
    let create = move |()| store.change_to_new(|packs, id, now| packs.create(id, "", now));
    let duplicate = move |()| {
        let name = words::PACK_COPY_NAME.with(locale, &[&store.name()]);
        let (old, name) = (store.id(), name.chars().take(pack::MAX_NAME).collect::<String>());
        store.change_to_new(move |packs, id, now| packs.duplicate(&old, id, &name, now));
    };
    let fields = view! {
        <div class="pack-desk">
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
                // The notice with the button to undo it is behind the sheet.
                <button
                    class="button"
                    type="button"
                    popovertarget=SHEET
                    popovertargetaction="hide"
                    on:click=move |_| store.delete()
                >
                    {words::PACK_DELETE.get(locale)}
                </button>
            </p>
            {import}
        </div>
    };
    view! {
        <div class="controls">
            <label class="visually-hidden" for="pack">{words::PACK_SHORT.get(locale)}</label>
            <select id="pack" data-field="which" on:change=listener(choose)>{options}</select>
            {sheet_button(SHEET, icon::EDIT, words::PACK_CHANGE, Signal::stored(String::new()))}
        </div>
        {sheet_view(SHEET, words::PACK_CHANGE, Signal::stored(words::DONE.get(locale).to_owned()), fields.into_any())}
    }
    .into_any()
}

/// The last removal, with a button to undo it.
fn undo_notice(store: PackStore) -> AnyView {
    let locale = use_locale();
    optional(move || {
        let text = match store.undo.get()? {
            store::Undo::Item(..) => words::PACK_SAID_REMOVED,
            store::Undo::Picture(..) => words::PICTURE_SAID_REMOVED,
            store::Undo::Pack(_) => words::PACK_SAID_DELETED,
        };
        Some(view! {
            <p class="notice pack-undo">
                <span>{text.get(locale)}</span>
                <ActionButton label=words::UNDO press=Callback::new(move |()| store.undo()) />
            </p>
        })
    })
}
