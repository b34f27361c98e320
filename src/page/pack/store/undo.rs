//! What is taken out of the packs, and how that is undone.

use super::PackStore;
use crate::browser;
use crate::locale::words;
use crate::pack::{DeletedItem, DeletedPack};
use crate::route::Page;
use leptos::prelude::*;

/// What the reader may undo.
#[derive(Clone, Debug)]
pub enum Undo {
    /// An item was taken out of the pack with this id.
    Item(String, DeletedItem),
    /// A pack was deleted.
    Pack(DeletedPack),
}

impl PackStore {
    /// Takes a page out of the chosen pack.
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
