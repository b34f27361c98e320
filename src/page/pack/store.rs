//! The packs of this device, shared by all pages: stored, synchronized with other tabs, changed and undone.

pub mod sync;

use crate::browser::{self, LocalKey, Refusal};
use crate::locale::{Locale, Words, words};
use crate::pack::{DeletedItem, DeletedPack, Pack, PackError, Packs};
use crate::page::chunk;
use crate::page::storage::storage;
use crate::route::Page;
use crate::stored::Record;
use crate::stored::quarantine::Quarantined;
use crate::ui::effect;
use leptos::prelude::*;
use std::sync::Arc;
use sync::{Change, Writing};

/// The packs. A copy is another handle on the same data.
#[derive(Clone, Copy)]
pub struct PackStore {
    /// The packs as shown in this tab.
    pub packs: RwSignal<Packs>,
    /// Whether reading the stored packs has finished, with or without success.
    pub ready: RwSignal<bool>,
    /// Why the last changes are not stored.
    pub refusal: RwSignal<Option<Refusal>>,
    /// Why the reader's last change was refused.
    pub error: RwSignal<Option<PackError>>,
    /// Records that could not be read, of all kinds.
    pub quarantine: RwSignal<Vec<Quarantined>>,
    /// Changes that can be undone.
    pub undo: RwSignal<Option<Undo>>,
    announcement: RwSignal<String>,
    locale: Signal<Locale>,
    chosen: RwSignal<String>,
    /// Records of files that could not be read and are not stored yet.
    found: StoredValue<Vec<Quarantined>>,
    /// Changes that are not stored yet, the earliest first.
    pending: StoredValue<Vec<Change>>,
    /// Pages whose buttons were pressed before the stored packs were read, or before the code for that came.
    pressed: StoredValue<Vec<Page>>,
    writing: StoredValue<Writing>,
}

impl PackStore {
    /// An empty store, which is filled once the page is hydrated.
    pub fn provide(announcement: RwSignal<String>, locale: Signal<Locale>) -> PackStore {
        let store = PackStore {
            packs: RwSignal::new(Packs::default()),
            ready: RwSignal::new(false),
            refusal: RwSignal::new(None),
            error: RwSignal::new(None),
            quarantine: RwSignal::new(Vec::new()),
            undo: RwSignal::new(None),
            announcement,
            locale,
            chosen: RwSignal::new(String::new()),
            found: StoredValue::new(Vec::new()),
            pending: StoredValue::new(Vec::new()),
            pressed: StoredValue::new(Vec::new()),
            writing: StoredValue::new(Writing::No),
        };
        browser::on_ready(move || {
            store.chosen.set(browser::read(LocalKey::CHOSEN_PACK).unwrap_or_default());
            browser::on_pack_button(move |page| store.press(page));
            browser::on_storing_button(chunk::prepare_storage);
            browser::on_stored_change(Record::Packs, move || store.sync());
            store.sync();
        });
        effect(move || {
            let paths = store.current(|pack| pack.items.iter().map(|item| item.page.path()).collect());
            browser::show_packed(paths.unwrap_or_default());
        });
        provide_context(store);
        store
    }

    /// Reads from the chosen pack, which is the first one by default; `None` without packs.
    pub fn current<T>(self, ask: impl FnOnce(&Pack) -> T) -> Option<T> {
        let chosen = self.chosen.get();
        self.packs.with(|packs| packs.get(&chosen).or(packs.packs.first()).map(ask))
    }

    /// How many records the chosen pack holds.
    pub fn count(self) -> Signal<usize> {
        Signal::derive(move || self.current(|pack| pack.items.len()).unwrap_or_default())
    }

    /// The chosen pack's id, empty without packs.
    pub fn id(self) -> String {
        untrack(|| self.current(|pack| pack.id.clone())).unwrap_or_default()
    }

    /// The chosen pack's name, empty without packs.
    pub fn name(self) -> String {
        untrack(|| self.current(|pack| self.name_of(pack))).unwrap_or_default()
    }

    /// A pack's name, or a word for it.
    pub fn name_of(self, pack: &Pack) -> String {
        if pack.name.is_empty() { words::PACK.get(self.locale.get_untracked()).to_owned() } else { pack.name.clone() }
    }

    /// A pack's name, and how many records it holds.
    pub fn counted(self, pack: &Pack) -> String {
        words::NAMED.with(self.locale.get_untracked(), &[&self.name_of(pack), &pack.items.len().to_string()])
    }

    /// Chooses a pack. If storage is blocked, the choice lasts for this visit.
    pub fn choose(self, id: &str) {
        browser::write(LocalKey::CHOSEN_PACK, id);
        self.chosen.set(id.to_owned());
        self.error.set(None);
    }

    /// Announces words to screen readers.
    pub fn announce(self, words: Words, values: &[&str]) {
        self.announcement.set(words.with(self.locale.get_untracked(), values));
    }

    /// Makes a change and stores it. Returns `false` if it was refused; the pack's page shows the reason.
    pub fn change(self, change: impl Fn(&mut Packs) -> Result<(), PackError> + Send + Sync + 'static) -> bool {
        self.make(Arc::new(change))
    }

    fn make(self, change: Change) -> bool {
        let mut packs = self.packs.get_untracked();
        let outcome = change(&mut packs);
        let done = outcome.is_ok();
        self.error.set(outcome.err());
        if done {
            self.packs.set(packs);
            self.pending.update_value(|pending| pending.push(change));
            self.sync();
        } else {
            self.announce(words::PACK_REFUSED, &[]);
        }
        done
    }

    /// Makes a change to a pack.
    pub fn change_pack(
        self,
        id: String,
        change: impl Fn(&mut Pack, i64) -> Result<(), PackError> + Send + Sync + 'static,
    ) -> bool {
        let now = browser::now();
        self.change(move |packs| change(packs.get_mut(&id)?, now))
    }

    /// Makes a change that creates a pack with a new id, and chooses that pack.
    pub fn change_to_new(self, make: impl Fn(&mut Packs, &str, i64) -> Result<(), PackError> + Send + Sync + 'static) {
        let (id, now) = (browser::new_id(), browser::now());
        let new = id.clone();
        if self.change(move |packs| make(packs, &new, now)) {
            self.choose(&id);
        }
    }

    /// Adds to the chosen pack; creates a pack if there is none.
    pub fn fill(self, add: impl Fn(&mut Pack, i64) -> Result<(), PackError> + Send + Sync + 'static) -> bool {
        let (chosen, now) = (self.id(), browser::now());
        let is_new = chosen.is_empty();
        let id = if is_new { browser::new_id() } else { chosen };
        self.change(move |packs| {
            if is_new && packs.get(&id).is_none() {
                packs.create(&id, "", now)?;
            }
            add(packs.get_mut(&id)?, now)
        })
    }

    /// Adds a page to the chosen pack, or removes it, once the stored packs are read. A second press that comes before
    /// does nothing.
    fn press(self, page: Page) {
        let add = |pressed: &mut Vec<Page>| {
            let is_new = !pressed.contains(&page);
            pressed.extend(is_new.then(|| page.clone()));
            is_new
        };
        if self.pressed.try_update_value(add) == Some(true) {
            leptos::task::spawn_local(async move {
                let storage = storage(|| true).await;
                // Otherwise, `sync` toggles it once it has read the packs.
                if self.ready.get_untracked() {
                    (storage.toggle_pressed)(self);
                }
            });
        }
    }

    /// Adds the pages whose buttons were pressed, or removes them.
    pub fn toggle_pressed(self) {
        for page in self.pressed.try_update_value(std::mem::take).unwrap_or_default() {
            self.toggle(&page);
        }
    }

    /// Adds a page to the chosen pack, or removes it.
    fn toggle(self, page: &Page) {
        if untrack(|| self.current(|pack| pack.position(page).is_some())) == Some(true) {
            return self.remove(page);
        }
        let page = page.clone();
        if self.fill(move |pack, now| pack.add(page.clone(), now)) {
            self.announce(words::PACK_SAID_ADDED, &[&self.name(), &self.count().get_untracked().to_string()]);
        }
    }
}

/// A removal that the reader can undo.
#[derive(Clone, Debug)]
pub enum Undo {
    /// An item was removed from the pack with this id.
    Item(String, DeletedItem),
    /// A chosen picture was removed: the pack's id, the page, the picture's id, and its former index.
    Picture(String, Page, String, usize),
    /// A pack was deleted.
    Pack(DeletedPack),
}

impl PackStore {
    /// Removes a page from the chosen pack.
    pub fn remove(self, page: &Page) {
        let item = untrack(|| {
            self.current(|pack| pack.position(page).map(|index| DeletedItem { index, item: pack.items[index].clone() }))
        });
        let (Some(item), id, page) = (item.flatten(), self.id(), page.clone()) else { return };
        if self.change_pack(id.clone(), move |pack, now| pack.remove(&page, now).map(|_| ())) {
            self.undo.set(Some(Undo::Item(id, item)));
            self.announce(words::PACK_SAID_REMOVED, &[]);
        }
    }

    /// The pictures of a page that are chosen in the chosen pack. `None` until the stored packs are read.
    pub fn pictures(self, page: &Page) -> Option<Vec<String>> {
        let chosen = || self.current(|pack| pack.pictures(page).to_vec()).unwrap_or_default();
        self.ready.get().then(chosen)
    }

    /// Chooses a picture of a page, or removes it from the chosen ones. Adds the page if the pack does not contain it.
    pub fn toggle_picture(self, page: Page, id: String) {
        let Some(chosen) = untrack(|| self.pictures(&page)) else { return };
        let (pack, index) = (self.id(), chosen.iter().position(|other| *other == id));
        let undo = index.map(|index| Undo::Picture(pack.clone(), page.clone(), id.clone(), index));
        let (done, announcement) = if undo.is_some() {
            let leave = move |pack: &mut Pack, now| pack.leave_picture(&page, &id, now);
            (self.change_pack(pack, leave), words::PICTURE_SAID_REMOVED)
        } else {
            let choose = move |pack: &mut Pack, now| pack.choose_picture(&page, &id, usize::MAX, now);
            (self.fill(choose), words::PICTURE_SAID_ADDED)
        };
        if done {
            if undo.is_some() {
                self.undo.set(undo);
            }
            self.announce(announcement, &[]);
        }
    }

    /// Deletes the chosen pack.
    pub fn delete(self) {
        let id = self.id();
        let Ok(deleted) = self.packs.get_untracked().delete(&id) else { return };
        if self.change(move |packs| packs.delete(&id).map(|_| ())) {
            self.undo.set(Some(Undo::Pack(deleted)));
            self.announce(words::PACK_SAID_DELETED, &[]);
        }
    }

    /// Undoes the last removal.
    pub fn undo(self) {
        let Some(undo) = self.undo.get_untracked() else { return };
        let done = match undo {
            Undo::Item(id, item) => self.change_pack(id, move |pack, now| pack.restore(item.clone(), now)),
            Undo::Picture(id, page, picture, index) => {
                self.change_pack(id, move |pack, now| pack.choose_picture(&page, &picture, index, now))
            }
            Undo::Pack(pack) => {
                let (id, now) = (pack.pack.id.clone(), browser::now());
                let done = self.change(move |packs| packs.restore(pack.clone(), now));
                self.choose(&id);
                done
            }
        };
        if done {
            self.undo.set(None);
            self.announce(words::PACK_SAID_BACK, &[]);
        }
    }
}
