//! A pack saved on the device with its pictures and clips.

use super::store::PackStore;
use crate::locale::{Locale, words};
use crate::page::offline::device::DeviceStore;
use crate::page::offline::gather::Thing;
use crate::page::offline::saved::saved_view;
use crate::route::Page;
use crate::ui::{changing, memo, use_locale};
use leptos::prelude::*;

/// The prefix of a pack's id in the id of a saved thing.
const PREFIX: &str = "pack:";

/// The id that a pack is saved under.
pub fn saved_id(pack: &str) -> String {
    [PREFIX, pack].concat()
}

/// A pack as a thing to save, by the id under which it is saved; `None` if that is not a pack on this device.
pub fn thing(store: PackStore, id: &str, locale: Locale) -> Option<Thing> {
    let pack = id.strip_prefix(PREFIX)?;
    store.packs.with_untracked(|packs| {
        let pack = packs.get(pack)?;
        Some(Thing {
            id: id.to_owned(),
            name: store.name_of(pack),
            path: Page::Pack.href(locale),
            pages: pack.items.iter().map(|item| item.page.clone()).collect(),
        })
    })
}

/// Saves the chosen pack, and reports if it has changed since.
pub fn save_pack(store: PackStore) -> AnyView {
    let locale = use_locale();
    let device = DeviceStore::open();
    let id = memo(move || store.current(|pack| saved_id(&pack.id)).unwrap_or_default());
    let changed = memo(move || {
        let pages = store.current(|pack| pack.items.iter().map(|item| item.page.href(locale)).collect::<Vec<_>>());
        let pages = pages.unwrap_or_default();
        device.report.with(|report| {
            report.pin(&id.get()).is_some_and(|pin| {
                pin.items.len() != pages.len() || pin.items.iter().any(|item| !pages.contains(&item.path))
            })
        })
    });
    let saved = changing(move || saved_view(device, id.get(), Some(changed.into())));
    view! {
        <section class="section pack-save">
            <h2>{words::SAVE_OFFLINE.get(locale)}</h2>
            <p class="visually-hidden" role="status">{device.announcement}</p>
            {saved}
        </section>
    }
    .into_any()
}
