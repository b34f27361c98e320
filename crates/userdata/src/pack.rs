//! Recce packs: ordered, annotated selections of records, stored on the reader's device.
//!
//! All functions are pure: the time and new ids are inputs, and the caller handles storage and the address bar. Each
//! change records what [`merge`] needs to tell a later state from an earlier one, so that it does not depend on the
//! clocks of two devices.

pub mod export;
pub mod file_name;
mod item;
pub mod link;
pub mod merge;
pub mod pictures;
pub mod store;

use film_core::route::Page;
use formats::checksum::crc32;
use formats::date;
use serde::{Deserialize, Serialize};

/// The version of the storage and export format.
pub const FORMAT: u32 = 1;

/// The longest name, in characters.
pub const MAX_NAME: usize = 80;

/// The longest note that a reader can type, in characters.
pub const MAX_NOTE: usize = 2_000;

/// The longest note that a merge may create and a store may contain, in characters.
pub const MAX_JOINED_NOTE: usize = 10_000;

/// The maximum number of items in a pack.
pub const MAX_ITEMS: usize = 500;

/// The maximum number of packs on a device.
pub const MAX_PACKS: usize = 100;

/// The number of removals that a pack, or the list of packs, remembers.
pub const MAX_REMOVED: usize = 500;

/// The number of earlier texts of a note or a name that are remembered.
const MAX_PAST: usize = 8;

/// All packs of a device, in the reader's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Packs {
    /// [`FORMAT`].
    pub format: u32,
    /// The packs.
    pub packs: Vec<Pack>,
    /// Packs deleted here, latest first. They keep another tab's copy from bringing the packs back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<RemovedPack>,
}

/// One pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pack {
    /// 128 random bits as 32 lower-case hexadecimal digits. The same pack has the same id on every device.
    pub id: String,
    /// The reader's name for it, at most [`MAX_NAME`] characters. If empty, the page shows a default name.
    pub name: String,
    /// The time of the last change in Unix milliseconds. It never decreases, even if the clock does.
    pub changed: i64,
    /// The shooting day: `2025-03-11`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The items in order. Each page occurs once.
    pub items: Vec<Item>,
    /// Items removed here, latest added first. They keep another tab's copy from bringing the items back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<RemovedItem>,
    /// Digests of earlier names, latest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<u32>,
}

/// One record in a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The record.
    pub page: Page,
    /// The reader's note. Empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was added, in Unix milliseconds; 0 if that is not known, as in a link.
    pub added: i64,
    /// Digests of earlier notes, latest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<u32>,
    /// The ids of the pictures that the reader chose from the record's set, in their order. If empty, all of them count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<String>,
}

/// The tombstone of a removed item. It records the item's state at removal.
///
/// An item in a later state was changed elsewhere, and stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedItem {
    /// The record.
    pub page: Page,
    /// [`Item::added`] of the item.
    pub added: i64,
    /// The digest of its note and chosen pictures, see [`Item::digest`].
    pub note: u32,
}

/// The tombstone of a deleted pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedPack {
    /// The pack.
    pub id: String,
    /// [`Pack::changed`] of its last state.
    pub changed: i64,
}

/// A deleted pack: [`Packs::delete`] returns it and [`Packs::restore`] puts it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedPack {
    /// Its former index.
    pub index: usize,
    /// The pack.
    pub pack: Pack,
}

/// A removed item: [`Pack::remove`] returns it and [`Pack::restore`] puts it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedItem {
    /// Its former index.
    pub index: usize,
    /// The item.
    pub item: Item,
}

/// Why packs cannot be changed. On an error, nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackError {
    /// An id is not 32 lower-case hexadecimal digits.
    Id(String),
    /// Another pack already has this id.
    IdTaken(String),
    /// No pack has this id; another tab may have deleted it.
    NoPack(String),
    /// The pack does not contain this page.
    NoItem(Page),
    /// The pack already contains this page.
    AlreadyThere(Page),
    /// A name has this many characters, which is more than [`MAX_NAME`].
    NameTooLong(usize),
    /// A note has this many characters, which is more than [`MAX_NOTE`].
    NoteTooLong(usize),
    /// The pack already contains [`MAX_ITEMS`] items.
    TooManyItems,
    /// There are already [`MAX_PACKS`] packs.
    TooManyPacks,
    /// Not the id of a picture.
    Picture(String),
    /// The item already has [`pictures::MAX_PICTURES`] chosen pictures.
    TooManyPictures,
    /// Not a day such as `2025-03-11`.
    Day(String),
}

impl Default for Packs {
    fn default() -> Packs {
        Packs { format: FORMAT, packs: Vec::new(), removed: Vec::new() }
    }
}

impl Packs {
    /// The pack with an id.
    pub fn get(&self, id: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.id == id)
    }

    /// The pack with an id, mutable.
    pub fn get_mut(&mut self, id: &str) -> Result<&mut Pack, PackError> {
        self.packs.iter_mut().find(|pack| pack.id == id).ok_or_else(|| PackError::NoPack(id.to_owned()))
    }

    /// Adds an empty pack at the end. The id must be new and random: 128 bits as 32 hexadecimal digits.
    pub fn create(&mut self, id: &str, name: &str, now: i64) -> Result<(), PackError> {
        check_name(name)?;
        self.check_room(id)?;
        self.insert(self.packs.len(), Pack::new(id, name, now));
        Ok(())
    }

    /// Inserts a copy of a pack after it, with a new id and name. The copy has no history.
    pub fn duplicate(&mut self, id: &str, new_id: &str, name: &str, now: i64) -> Result<(), PackError> {
        check_name(name)?;
        self.check_room(new_id)?;
        let index = self.index(id)?;
        let mut copy = Pack::new(new_id, name, now);
        copy.day = self.packs[index].day.clone();
        copy.items = self.packs[index].items.iter().map(|item| Item { past: Vec::new(), ..item.clone() }).collect();
        self.insert(index + 1, copy);
        Ok(())
    }

    /// Deletes a pack and returns it for [`Packs::restore`].
    pub fn delete(&mut self, id: &str) -> Result<DeletedPack, PackError> {
        let index = self.index(id)?;
        let pack = self.packs.remove(index);
        self.removed.retain(|removed| removed.id != id);
        self.removed.push(RemovedPack { id: id.to_owned(), changed: pack.changed });
        self.trim_removed();
        Ok(DeletedPack { index, pack })
    }

    /// Restores a deleted pack at its former index. It counts as changed, so the deletion is undone in other tabs too.
    pub fn restore(&mut self, deleted: DeletedPack, now: i64) -> Result<(), PackError> {
        self.check_room(&deleted.pack.id)?;
        let mut pack = deleted.pack;
        pack.touch(now);
        self.insert(deleted.index, pack);
        Ok(())
    }

    fn insert(&mut self, index: usize, mut pack: Pack) {
        if let Some(at) = self.removed.iter().position(|removed| removed.id == pack.id) {
            let removed = self.removed.remove(at);
            pack.changed = pack.changed.max(removed.changed.saturating_add(1));
        }
        self.packs.insert(index.min(self.packs.len()), pack);
    }

    fn trim_removed(&mut self) {
        trim(&mut self.removed, |a, b| (b.changed, &a.id) < (a.changed, &b.id));
    }

    fn index(&self, id: &str) -> Result<usize, PackError> {
        self.packs.iter().position(|pack| pack.id == id).ok_or_else(|| PackError::NoPack(id.to_owned()))
    }

    fn check_room(&self, id: &str) -> Result<(), PackError> {
        if !is_id(id) {
            return Err(PackError::Id(id.to_owned()));
        }
        if self.get(id).is_some() {
            return Err(PackError::IdTaken(id.to_owned()));
        }
        if self.packs.len() >= MAX_PACKS { Err(PackError::TooManyPacks) } else { Ok(()) }
    }
}

impl Pack {
    fn new(id: &str, name: &str, now: i64) -> Pack {
        Pack {
            id: id.to_owned(),
            name: name.to_owned(),
            changed: now,
            day: None,
            items: Vec::new(),
            removed: Vec::new(),
            past: Vec::new(),
        }
    }

    /// The index of a page in the pack.
    pub fn position(&self, page: &Page) -> Option<usize> {
        self.items.iter().position(|item| item.page == *page)
    }

    /// Renames the pack. The name may be empty.
    pub fn rename(&mut self, name: &str, now: i64) -> Result<(), PackError> {
        check_name(name)?;
        if name != self.name {
            remember(&mut self.past, &self.name, name);
            self.name = name.to_owned();
            self.touch(now);
        }
        Ok(())
    }

    /// Adds a page at the end.
    pub fn add(&mut self, page: Page, now: i64) -> Result<(), PackError> {
        self.insert(self.items.len(), Item::new(page, now), now)
    }

    /// Removes a page and returns its item for [`Pack::restore`].
    pub fn remove(&mut self, page: &Page, now: i64) -> Result<DeletedItem, PackError> {
        let index = self.require(page)?;
        let item = self.items.remove(index);
        self.removed.retain(|removed| removed.page != *page);
        self.removed.push(item.trace());
        self.trim_removed();
        self.touch(now);
        Ok(DeletedItem { index, item })
    }

    /// Restores an item at its former index. It becomes one millisecond newer so that other tabs keep it too.
    pub fn restore(&mut self, deleted: DeletedItem, now: i64) -> Result<(), PackError> {
        self.insert(deleted.index, deleted.item, now)
    }

    /// Moves a page to an index in the list without it. An index past the end means the end.
    pub fn move_to(&mut self, page: &Page, index: usize, now: i64) -> Result<(), PackError> {
        let from = self.require(page)?;
        let to = index.min(self.items.len() - 1);
        if from != to {
            let item = self.items.remove(from);
            self.items.insert(to, item);
            self.touch(now);
        }
        Ok(())
    }

    /// Sets the note of a page. An empty text removes it.
    ///
    /// A note that a merge made longer than [`MAX_NOTE`] must be shortened at the next edit.
    pub fn set_note(&mut self, page: &Page, note: &str, now: i64) -> Result<(), PackError> {
        let length = note.chars().count();
        if length > MAX_NOTE {
            return Err(PackError::NoteTooLong(length));
        }
        let index = self.require(page)?;
        let item = &mut self.items[index];
        if item.note != note {
            remember(&mut item.past, &item.note, note);
            item.note = note.to_owned();
            self.touch(now);
        }
        Ok(())
    }

    /// Sets the shooting day, `2025-03-11`, or removes it.
    pub fn set_day(&mut self, day: Option<&str>, now: i64) -> Result<(), PackError> {
        if let Some(day) = day
            && date::parse(day).is_none()
        {
            return Err(PackError::Day(day.to_owned()));
        }
        if self.day.as_deref() != day {
            self.day = day.map(str::to_owned);
            self.touch(now);
        }
        Ok(())
    }

    fn require(&self, page: &Page) -> Result<usize, PackError> {
        self.position(page).ok_or_else(|| PackError::NoItem(page.clone()))
    }

    fn insert(&mut self, index: usize, mut item: Item, now: i64) -> Result<(), PackError> {
        if self.position(&item.page).is_some() {
            return Err(PackError::AlreadyThere(item.page));
        }
        if self.items.len() >= MAX_ITEMS {
            return Err(PackError::TooManyItems);
        }
        if let Some(removed) = self.removed.iter().find(|removed| removed.page == item.page) {
            item.added = item.added.max(removed.added.saturating_add(1));
        }
        self.removed.retain(|removed| removed.page != item.page);
        self.items.insert(index.min(self.items.len()), item);
        self.touch(now);
        Ok(())
    }

    fn touch(&mut self, now: i64) {
        self.changed = now.max(self.changed.saturating_add(1));
    }

    fn trim_removed(&mut self) {
        trim(&mut self.removed, |a, b| (b.added, &a.page) < (a.added, &b.page));
    }
}

/// Whether `text` is 32 lower-case hexadecimal digits.
pub fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn check_name(name: &str) -> Result<(), PackError> {
    let length = name.chars().count();
    if length > MAX_NAME { Err(PackError::NameTooLong(length)) } else { Ok(()) }
}

/// Records that `before` was replaced by `after`. The empty text is older than every other text, so it is not recorded.
fn remember(past: &mut Vec<u32>, before: &str, after: &str) {
    let (before, after) = (digest(before), digest(after));
    past.retain(|digest| *digest != before && *digest != after);
    if before != digest("") {
        past.insert(0, before);
        past.truncate(MAX_PAST);
    }
}

/// The CRC-32 of a text. It is enough to distinguish one reader's few versions of a text.
fn digest(text: &str) -> u32 {
    crc32(text.as_bytes())
}

/// Sorts tombstones and drops the oldest. Merging again does not change the order.
fn trim<T>(traces: &mut Vec<T>, before: impl Fn(&T, &T) -> bool) {
    // The list is short and almost sorted. The standard library's sorts would make the browser bundle larger.
    for end in 1..traces.len() {
        let mut at = end;
        while at > 0 && before(&traces[at], &traces[at - 1]) {
            traces.swap(at, at - 1);
            at -= 1;
        }
    }
    traces.truncate(MAX_REMOVED);
}

#[cfg(test)]
pub(crate) mod tests;
