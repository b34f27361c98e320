//! Items, and what a tombstone records of them.

use super::{Item, RemovedItem, digest};
use film_core::route::Page;

impl Item {
    /// An item without a note.
    pub(super) fn new(page: Page, added: i64) -> Item {
        Item { page, note: String::new(), added, past: Vec::new(), pictures: Vec::new() }
    }

    /// The tombstone of the item.
    pub(super) fn trace(&self) -> RemovedItem {
        RemovedItem { page: self.page.clone(), added: self.added, note: self.digest() }
    }

    /// The digest of the note; of the note and the pictures, if pictures are chosen.
    pub(super) fn digest(&self) -> u32 {
        if self.pictures.is_empty() {
            return digest(&self.note);
        }
        digest(&[self.note.as_str(), "\0", &self.pictures.join(" ")].concat())
    }
}
