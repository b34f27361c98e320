//! Merges two states of the same packs and reports what changed.
//!
//! Nothing is lost silently: items are united by page, and so are their chosen pictures; a later text replaces an earlier one. Two texts that are not
//! versions of one another are joined with a mark. A change outweighs a deletion.

use super::pictures::united_pictures;
use super::{Item, MAX_ITEMS, MAX_JOINED_NOTE, MAX_NAME, MAX_PACKS, MAX_PAST, Pack, Packs, RemovedItem, digest};
use film_core::route::Page;

/// Separates two joined notes.
pub const NOTE_MARK: &str = "\n⇄ ";

/// Separates two joined names.
pub const NAME_MARK: &str = " ⇄ ";

/// The result of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The packs.
    pub packs: Packs,
    /// Changes to mine and omissions from theirs, in pack order.
    pub report: Vec<Change>,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The id of the pack.
    pub pack: String,
    /// Its name after the merge.
    pub name: String,
    /// The kind of change.
    pub what: What,
}

/// A kind of change to a pack or its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The pack is new, with this many items.
    PackAdded(usize),
    /// The pack was deleted on the other side and not changed on this one, so it was removed. Contains the pack.
    PackRemoved(Pack),
    /// The pack was deleted on one side and changed on the other, so it stays.
    PackKept,
    /// Their pack was not imported. Contains the pack.
    PackLeftOut(Pack, LeftOut),
    /// The item is new.
    ItemAdded(Page),
    /// The item was removed on the other side and not changed on this one, so it was removed. Contains the item.
    ItemRemoved(Item),
    /// The item was removed on one side and changed on the other, so it stays.
    ItemKept(Page),
    /// Their item was not imported. Contains the item.
    ItemLeftOut(Item, LeftOut),
    /// The note of an item differed.
    Note(Page, TextChange),
    /// They chose this many more pictures of an item.
    PicturesAdded(Page, usize),
    /// There was no room for this many of their chosen pictures of an item.
    PicturesLeftOut(Page, usize),
    /// The name differed.
    Name(TextChange),
    /// The shooting day differed. Contains the day that is no longer in the pack.
    Day(String),
}

/// Why something of theirs was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It was deleted here, and theirs is not a later state.
    Deleted,
    /// The limit is reached: [`MAX_PACKS`] or [`MAX_ITEMS`].
    Full,
}

/// How two texts were merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// Their text is later and replaces mine. Contains my text.
    Taken(String),
    /// My text is later, so theirs is left out. Contains their text.
    Kept(String),
    /// Both were changed. The result is both texts with the mark between them.
    Joined,
    /// Both were changed and are too long to be joined. Contains the text that was left out.
    TooLong(String),
}

/// Merges what another tab stored into `mine`. Merging the same state again changes nothing.
///
/// The order is that of mine. Each new pack or item of theirs comes after the one that it follows in theirs, or last.
pub fn merge(mine: &Packs, theirs: &Packs) -> Merged {
    let mut packs = Packs::default();
    let mut report = Vec::new();
    for pack in &mine.packs {
        if let Some(other) = theirs.get(&pack.id) {
            packs.packs.push(merge_pack(pack, other, &mut report));
            continue;
        }
        if let Some(removed) = theirs.removed.iter().find(|removed| removed.id == pack.id) {
            if pack.changed <= removed.changed {
                report.push(change(pack, What::PackRemoved(pack.clone())));
                continue;
            }
            report.push(change(pack, What::PackKept));
        }
        packs.packs.push(pack.clone());
    }
    let mut before: Option<&str> = None;
    for pack in &theirs.packs {
        if mine.get(&pack.id).is_none() {
            let removed = mine.removed.iter().find(|removed| removed.id == pack.id);
            if removed.is_some_and(|removed| pack.changed <= removed.changed) {
                report.push(change(pack, What::PackLeftOut(pack.clone(), LeftOut::Deleted)));
                continue;
            }
            if packs.packs.len() >= MAX_PACKS {
                report.push(change(pack, What::PackLeftOut(pack.clone(), LeftOut::Full)));
                continue;
            }
            let what = if removed.is_some() { What::PackKept } else { What::PackAdded(pack.items.len()) };
            report.push(change(pack, what));
            let at = place(&packs.packs, |other| Some(other.id.as_str()) == before);
            packs.packs.insert(at, pack.clone());
        }
        if packs.get(&pack.id).is_some() {
            before = Some(&pack.id);
        }
    }
    for removed in mine.removed.iter().chain(&theirs.removed) {
        if packs.get(&removed.id).is_some() {
            continue;
        }
        match packs.removed.iter_mut().find(|other| other.id == removed.id) {
            Some(other) => other.changed = other.changed.max(removed.changed),
            None => packs.removed.push(removed.clone()),
        }
    }
    packs.trim_removed();
    Merged { packs, report }
}

/// Imports packs that the reader chose, from a file or a link, at the time `now`.
///
/// Unlike a merge, it deletes no pack, and it restores packs that were deleted here.
pub fn import(mine: &Packs, theirs: &Packs, now: i64) -> Merged {
    let mut mine = mine.clone();
    let mut theirs = Packs { removed: Vec::new(), ..theirs.clone() };
    for pack in &mut theirs.packs {
        if let Some(at) = mine.removed.iter().position(|removed| removed.id == pack.id) {
            let removed = mine.removed.remove(at);
            pack.changed = pack.changed.max(removed.changed.saturating_add(1));
        }
    }
    let mut merged = merge(&mine, &theirs);
    for item in merged.packs.packs.iter_mut().flat_map(|pack| &mut pack.items) {
        if item.added == 0 {
            item.added = now;
        }
    }
    merged
}

/// Packs without their tombstones, so that importing them removes nothing.
pub fn without_traces(mut packs: Packs) -> Packs {
    packs.removed.clear();
    packs.packs.iter_mut().for_each(|pack| pack.removed.clear());
    packs
}

fn merge_pack(mine: &Pack, theirs: &Pack, report: &mut Vec<Change>) -> Pack {
    let mine_first = (mine.changed, &mine.name) <= (theirs.changed, &theirs.name);
    let (name, past, outcome) = merge_text(
        Version { text: &mine.name, past: &mine.past, time: mine.changed },
        Version { text: &theirs.name, past: &theirs.past, time: theirs.changed },
        NAME_MARK,
        MAX_NAME,
    );
    let mut pack = Pack::new(&mine.id, &name, mine.changed.max(theirs.changed));
    pack.past = past;
    let mut say = |what| report.push(Change { pack: mine.id.clone(), name: name.clone(), what });
    if let Some(outcome) = outcome {
        say(What::Name(outcome));
    }
    let later = match (&mine.day, &theirs.day) {
        (Some(a), Some(b)) if mine.changed == theirs.changed => Some(a.max(b)),
        (Some(a), Some(b)) => Some(if mine_first { b } else { a }),
        (a, b) => a.as_ref().or(b.as_ref()),
    };
    for day in [&mine.day, &theirs.day].into_iter().flatten() {
        if Some(day) != later {
            say(What::Day(day.clone()));
        }
    }
    pack.day = later.cloned();
    for item in &mine.items {
        if let Some(at) = theirs.position(&item.page) {
            let other = &theirs.items[at];
            let (note, past, outcome) = merge_text(
                Version { text: &item.note, past: &item.past, time: mine.changed },
                Version { text: &other.note, past: &other.past, time: theirs.changed },
                NOTE_MARK,
                MAX_JOINED_NOTE,
            );
            if let Some(outcome) = outcome {
                say(What::Note(item.page.clone(), outcome));
            }
            let pictures = united_pictures(&item.pictures, &other.pictures);
            let more = other.pictures.iter().filter(|it| !item.pictures.contains(it)).count();
            let added = pictures.len() - item.pictures.len();
            if added > 0 {
                say(What::PicturesAdded(item.page.clone(), added));
            }
            if more > added {
                say(What::PicturesLeftOut(item.page.clone(), more - added));
            }
            let added = item.added.max(other.added);
            pack.items.push(Item { page: item.page.clone(), note, added, past, pictures });
            continue;
        }
        if let Some(removed) = theirs.removed.iter().find(|removed| removed.page == item.page) {
            if removed.covers(item) {
                say(What::ItemRemoved(item.clone()));
                continue;
            }
            say(What::ItemKept(item.page.clone()));
        }
        pack.items.push(item.clone());
    }
    let mut before: Option<&Page> = None;
    for item in &theirs.items {
        if mine.position(&item.page).is_none() {
            let removed = mine.removed.iter().find(|removed| removed.page == item.page);
            if removed.is_some_and(|removed| removed.covers(item)) {
                say(What::ItemLeftOut(item.clone(), LeftOut::Deleted));
                continue;
            }
            if pack.items.len() >= MAX_ITEMS {
                say(What::ItemLeftOut(item.clone(), LeftOut::Full));
                continue;
            }
            let page = item.page.clone();
            say(if removed.is_some() { What::ItemKept(page) } else { What::ItemAdded(page) });
            let at = place(&pack.items, |other| Some(&other.page) == before);
            pack.items.insert(at, item.clone());
        }
        if pack.position(&item.page).is_some() {
            before = Some(&item.page);
        }
    }
    for removed in mine.removed.iter().chain(&theirs.removed) {
        if pack.position(&removed.page).is_some() {
            continue;
        }
        match pack.removed.iter_mut().find(|other| other.page == removed.page) {
            Some(other) if (other.added, other.note) < (removed.added, removed.note) => *other = removed.clone(),
            Some(_) => {}
            None => pack.removed.push(removed.clone()),
        }
    }
    pack.trim_removed();
    pack
}

fn change(pack: &Pack, what: What) -> Change {
    Change { pack: pack.id.clone(), name: pack.name.clone(), what }
}

/// The index for a new entry: after the entry for which `fits` holds, or else last.
fn place<T>(list: &[T], fits: impl Fn(&T) -> bool) -> usize {
    list.iter().position(fits).map_or(list.len(), |at| at + 1)
}

impl RemovedItem {
    /// Whether an item is not in a later state than the removed one.
    fn covers(&self, item: &Item) -> bool {
        item.added <= self.added && item.digest() == self.note
    }
}

/// A text, the digests of the texts it replaced, and the time of its pack.
#[derive(Clone, Copy)]
struct Version<'a> {
    text: &'a str,
    past: &'a [u32],
    time: i64,
}

impl Version<'_> {
    fn replaced(&self, other: &Version) -> bool {
        self.past.contains(&digest(other.text))
    }
}

fn merge_text(mine: Version, theirs: Version, mark: &str, limit: usize) -> (String, Vec<u32>, Option<TextChange>) {
    if mine.text == theirs.text {
        return (mine.text.to_owned(), united(&[], mine.past, theirs.past, mine.text), None);
    }
    let take = |theirs_wins: bool| {
        let (winner, loser) = if theirs_wins { (theirs, mine) } else { (mine, theirs) };
        let first = [digest(loser.text)];
        let first = if loser.text.is_empty() || winner.replaced(&loser) { &[][..] } else { &first };
        let past = united(first, winner.past, loser.past, winner.text);
        let outcome = if theirs_wins {
            Some(TextChange::Taken(mine.text.to_owned()))
        } else {
            (!theirs.text.is_empty()).then(|| TextChange::Kept(theirs.text.to_owned()))
        };
        (winner.text.to_owned(), past, outcome)
    };
    match (theirs.replaced(&mine), mine.replaced(&theirs)) {
        (true, false) => return take(true),
        (false, true) => return take(false),
        _ => {}
    }
    if mine.text.is_empty() || theirs.text.is_empty() {
        return take(mine.text.is_empty());
    }
    let mine_first = (mine.time, mine.text) <= (theirs.time, theirs.text);
    let (first, second) = if mine_first { (mine, theirs) } else { (theirs, mine) };
    let parts: Vec<&str> = first.text.split(mark).collect();
    let others: Vec<&str> = second.text.split(mark).collect();
    if others.iter().all(|part| parts.contains(part)) {
        return take(!mine_first);
    }
    if parts.iter().all(|part| others.contains(part)) {
        return take(mine_first);
    }
    let mut joined = first.text.to_owned();
    for part in others.iter().filter(|part| !parts.contains(part)) {
        joined.push_str(mark);
        joined.push_str(part);
    }
    if joined.chars().count() > limit {
        // The longer text stays, because it may contain what earlier merges joined.
        let first_wins = first.text.chars().count() > second.text.chars().count();
        let (text, past, _) = take(mine_first != first_wins);
        let left = if first_wins { second } else { first };
        return (text, past, Some(TextChange::TooLong(left.text.to_owned())));
    }
    let past = united(&[digest(first.text), digest(second.text)], first.past, second.past, &joined);
    (joined, past, Some(TextChange::Joined))
}

/// The digests of earlier texts, without duplicates and without the digest of the text itself.
fn united(first: &[u32], second: &[u32], third: &[u32], text: &str) -> Vec<u32> {
    let own = digest(text);
    let mut all = Vec::new();
    for digest in first.iter().chain(second).chain(third) {
        if *digest != own && !all.contains(digest) && all.len() < MAX_PAST {
            all.push(*digest);
        }
    }
    all
}

#[cfg(test)]
mod tests;
