//! The pictures of a record that the reader chose for a pack.
//!
//! A picture is known by its id within the record's set, which does not depend on its place there.
//!
//! The device stores them in a text of their own, because programs that do not know them reject packs with unknown
//! fields. A line has the id of a pack, the path of a page, and the ids of its pictures. Files and backups have them in
//! the items.

use super::{Item, Pack, PackError, Packs};
use film_core::model::is_slug;
use film_core::route::Page;

/// The maximum number of chosen pictures of an item.
pub const MAX_PICTURES: usize = 100;

/// Whether these are ids of different pictures, at most [`MAX_PICTURES`].
pub(super) fn are_pictures(ids: &[String]) -> bool {
    let is_new = |(at, id): (usize, &String)| !ids[..at].contains(id);
    ids.len() <= MAX_PICTURES && ids.iter().all(|id| is_slug(id)) && ids.iter().enumerate().all(is_new)
}

/// My pictures, then those of theirs that are not among them, at most [`MAX_PICTURES`].
pub(super) fn united_pictures(mine: &[String], theirs: &[String]) -> Vec<String> {
    let new = theirs.iter().filter(|id| !mine.contains(id));
    mine.iter().chain(new).take(MAX_PICTURES.max(mine.len())).cloned().collect()
}

impl Pack {
    /// The chosen pictures of a page; empty if the pack does not contain it.
    pub fn pictures(&self, page: &Page) -> &[String] {
        self.position(page).map_or(&[], |at| &self.items[at].pictures)
    }

    /// Chooses a picture of a page, at an index among its chosen pictures. An index past the end means the end. Adds
    /// the page if the pack does not contain it.
    pub fn choose_picture(&mut self, page: &Page, id: &str, index: usize, now: i64) -> Result<(), PackError> {
        if !is_slug(id) {
            return Err(PackError::Picture(id.to_owned()));
        }
        if self.position(page).is_none() {
            self.add(page.clone(), now)?;
        }
        let at = self.require(page)?;
        let chosen = &mut self.items[at].pictures;
        if chosen.iter().any(|other| other == id) {
            return Ok(());
        }
        if chosen.len() >= MAX_PICTURES {
            return Err(PackError::TooManyPictures);
        }
        chosen.insert(index.min(chosen.len()), id.to_owned());
        self.touch(now);
        Ok(())
    }

    /// Removes a picture from the chosen ones of a page. The page stays in the pack.
    pub fn leave_picture(&mut self, page: &Page, id: &str, now: i64) -> Result<(), PackError> {
        let at = self.require(page)?;
        let chosen = &mut self.items[at].pictures;
        if let Some(index) = chosen.iter().position(|other| other == id) {
            chosen.remove(index);
            self.touch(now);
        }
        Ok(())
    }
}

/// Takes the chosen pictures out of packs, as a text; `None` if there are none.
pub fn split(packs: &mut Packs) -> Option<String> {
    let mut lines = Vec::new();
    for pack in &mut packs.packs {
        for Item { page, pictures, .. } in pack.items.iter_mut().filter(|item| !item.pictures.is_empty()) {
            lines.push([pack.id.as_str(), " ", &page.path(), " ", &pictures.join(" ")].concat());
            pictures.clear();
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Puts the chosen pictures of a text of [`split`] back into packs. Ignores packs and pages that were removed meanwhile.
/// Returns the lines that cannot be read.
pub fn join(packs: &mut Packs, text: &str) -> Vec<String> {
    let mut unreadable = Vec::new();
    for line in text.lines() {
        let mut words = line.split(' ');
        let (pack, page) = (words.next(), words.next().and_then(Page::parse));
        let ids: Vec<String> = words.map(str::to_owned).collect();
        let Some((pack, page)) = pack.zip(page).filter(|_| !ids.is_empty() && are_pictures(&ids)) else {
            unreadable.push(line.to_owned());
            continue;
        };
        let pack = packs.packs.iter_mut().find(|other| other.id == pack);
        if let Some(item) = pack.and_then(|pack| pack.items.iter_mut().find(|item| item.page == page)) {
            item.pictures = ids;
        }
    }
    unreadable
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ID, clip, packs, pages};
    use super::*;
    use proptest::prelude::*;

    fn pack() -> Packs {
        let mut packs = Packs::default();
        packs.create(ID, "n", 1).unwrap();
        packs
    }

    #[test]
    fn a_chosen_picture_adds_its_page() {
        let mut packs = pack();
        let pack = packs.get_mut(ID).unwrap();
        pack.choose_picture(&clip("a"), "one", 9, 2).unwrap();
        pack.choose_picture(&clip("a"), "two", 9, 3).unwrap();
        pack.choose_picture(&clip("a"), "three", 0, 4).unwrap();
        assert_eq!(
            (pages(pack), pack.pictures(&clip("a"))),
            (vec!["/library/clips/a".to_owned()], &["three", "one", "two"].map(str::to_owned)[..])
        );
        let before = pack.clone();
        pack.choose_picture(&clip("a"), "one", 0, 5).unwrap();
        pack.leave_picture(&clip("a"), "four", 5).unwrap();
        assert_eq!(*pack, before);
        pack.leave_picture(&clip("a"), "one", 5).unwrap();
        assert_eq!((pack.pictures(&clip("a")).join(" ").as_str(), pack.changed), ("three two", before.changed + 1));
        // A removed page comes back with its pictures.
        let removed = pack.remove(&clip("a"), 6).unwrap();
        assert!(pack.pictures(&clip("a")).is_empty());
        pack.restore(removed, 7).unwrap();
        assert_eq!(pack.pictures(&clip("a")).join(" "), "three two");
    }

    #[test]
    fn what_is_no_picture_is_refused_and_changes_nothing() {
        let mut packs = pack();
        let pack = packs.get_mut(ID).unwrap();
        for bad in ["", "A", "a b", "栈", "a/b", &"a".repeat(81)] {
            assert_eq!(pack.choose_picture(&clip("a"), bad, 0, 2), Err(PackError::Picture(bad.to_owned())));
        }
        assert!(pack.items.is_empty());
        assert_eq!(pack.leave_picture(&clip("a"), "one", 2), Err(PackError::NoItem(clip("a"))));
        for number in 0..MAX_PICTURES {
            pack.choose_picture(&clip("a"), &number.to_string(), 0, 2).unwrap();
        }
        assert_eq!(pack.choose_picture(&clip("a"), "x", 0, 2), Err(PackError::TooManyPictures));
    }

    #[test]
    fn lines_that_cannot_be_read_are_returned() {
        let mut packs = pack();
        packs.get_mut(ID).unwrap().add(clip("a"), 1).unwrap();
        let bad =
            ["", "x", "x /library/clips/a", &format!("{ID} /nowhere one"), &format!("{ID} /library/clips/a one one")];
        let gone = [format!("{ID} /library/clips/gone one"), "x /library/clips/a one".to_owned()];
        let good = format!("{ID} /library/clips/a one two-2");
        let text = [&bad.join("\n"), &gone.join("\n"), &good].map(String::as_str).join("\n");
        assert_eq!(join(&mut packs, &text), bad);
        assert_eq!(packs.packs[0].items[0].pictures, ["one", "two-2"]);
    }

    proptest! {
        #[test]
        fn what_is_split_is_joined(packs in packs()) {
            let mut without = packs.clone();
            let text = split(&mut without).unwrap_or_default();
            prop_assert!(without.packs.iter().flat_map(|pack| &pack.items).all(|item| item.pictures.is_empty()));
            prop_assert_eq!(join(&mut without, &text), Vec::<String>::new());
            prop_assert_eq!(without, packs);
        }

        #[test]
        fn no_text_breaks_the_reader(packs in packs(), text: String) {
            let _ = join(&mut packs.clone(), &text);
        }
    }
}
