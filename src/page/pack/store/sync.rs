//! Synchronizes the packs that a tab shows with those that are stored.

use super::PackStore;
use crate::browser::{self, LocalKey};
use crate::file::FileError;
use crate::pack::{self, PackError, Packs, merge, pictures, store};
use crate::page::storage::{Work, storage};
use crate::stored::quarantine::{self, Origin, Quarantined};
use crate::stored::{Record, StoredRecord};
use leptos::prelude::*;
use std::sync::Arc;

/// A change of the packs. It may run several times: on the packs of this tab, and on those that are stored by then.
pub type Change = Arc<dyn Fn(&mut Packs) -> Result<(), PackError> + Send + Sync>;

/// The packs, and the quarantine.
type Together = (Packs, Vec<Quarantined>);

/// Whether a transaction is under way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    No,
    Yes,
    /// A transaction is in progress, and another is needed after it.
    AndAgain,
}

impl PackStore {
    /// Stores records of a file that could not be read, in addition to those found before.
    pub fn add_to_quarantine(self, records: Vec<Quarantined>) {
        if records.is_empty() {
            return;
        }
        self.quarantine.update(|known| add_all(known, records.iter().cloned()));
        self.found.update_value(|found| found.extend(records));
        self.sync();
    }

    /// Deletes the records that could not be read.
    pub fn empty_quarantine(self) {
        leptos::task::spawn_local(async move {
            let forget = |stored: &StoredRecord| {
                (StoredRecord { quarantined: None, ..stored.clone() }, Some(Together::default()))
            };
            match browser::change_stored(Record::Packs, Box::new(forget)).await {
                (_, None) => {
                    self.found.set_value(Vec::new());
                    self.quarantine.set(Vec::new());
                }
                (_, refused) => self.refusal.set(refused),
            }
        });
    }

    /// Reads the stored packs, applies the pending changes, and writes the result. The code that does it is fetched
    /// unless nothing is stored and nothing is to be.
    pub(super) fn sync(self) {
        if self.writing.get_value() != Writing::No {
            return self.writing.set_value(Writing::AndAgain);
        }
        self.writing.set_value(Writing::Yes);
        leptos::task::spawn_local(async move {
            // The reader may leave right after a change, so it is stored without asking the browser first. A change may
            // also come while the browser answers.
            let has_run = if self.has_work() || browser::is_anything_stored().await || self.has_work() {
                let storage = storage(move || self.has_work()).await;
                (storage.sync_packs)(self).await
            } else {
                self.ready.set(true);
                true
            };
            let again = has_run && self.writing.get_value() == Writing::AndAgain;
            self.writing.set_value(Writing::No);
            if again {
                self.sync();
            }
        });
    }

    /// Whether something waits to be stored.
    fn has_work(self) -> bool {
        self.pending.with_value(|changes| !changes.is_empty())
            || self.found.with_value(|found| !found.is_empty())
            || self.pressed.with_value(|pressed| !pressed.is_empty())
            || browser::read(LocalKey::PACK).is_some()
    }

    /// The part of [`sync`](PackStore::sync) that is in the chunk. Returns whether the packs were read.
    async fn read_and_write(self) -> bool {
        let (changes, found) = (self.pending.get_value(), self.found.get_value());
        let written = (changes.len(), found.len());
        let (shown, old, now) = (self.packs.get_untracked(), browser::read(LocalKey::PACK), browser::now());
        let old_text = old.clone();
        let change = move |stored: &StoredRecord| together(stored, old_text.as_deref(), &found, &changes, &shown, now);
        let (read, refusal) = browser::change_stored(Record::Packs, Box::new(change)).await;
        let is_stored = refusal.is_none();
        self.refusal.set(refusal);
        // An older version of the site in another tab may have changed it since.
        if is_stored && old.is_some() && browser::read(LocalKey::PACK) == old {
            browser::forget(LocalKey::PACK);
        }
        let shown = if is_stored {
            read
        } else if self.ready.get_untracked() {
            None
        } else {
            // Packs that cannot be stored are kept as long as the page is open.
            read.or_else(|| together(&StoredRecord::default(), old.as_deref(), &[], &[], &Packs::default(), now).1)
        };
        let has_read = shown.is_some();
        if let Some(shown) = shown {
            self.show(shown, if is_stored { written } else { (0, 0) });
        }
        self.open();
        has_read
    }

    /// Shows the stored packs with the changes made meanwhile. The first `changes` changes and `found` records are
    /// now stored.
    fn show(self, (mut packs, mut quarantined): Together, (changes, found): (usize, usize)) {
        let rest = self.found.try_update_value(|all| all.split_off(found.min(all.len()))).unwrap_or_default();
        add_all(&mut quarantined, rest.iter().cloned());
        self.found.set_value(rest);
        self.quarantine.set(quarantined);
        let rest = self.pending.try_update_value(|all| all.split_off(changes)).unwrap_or_default();
        for change in &rest {
            // A change that no longer fits is merged when it is stored.
            let _ = change(&mut packs);
        }
        self.pending.set_value(rest);
        if packs != self.packs.get_untracked() {
            self.packs.set(packs);
        }
    }

    /// Marks the packs as ready, once, and handles the buttons that were pressed before.
    fn open(self) {
        if !self.ready.get_untracked() {
            self.ready.set(true);
            self.toggle_pressed();
        }
    }
}

/// Reads and writes the packs.
pub fn sync_packs(store: PackStore) -> Work<bool> {
    Box::pin(store.read_and_write())
}

fn add_all(list: &mut Vec<Quarantined>, records: impl Iterator<Item = Quarantined>) {
    records.for_each(|record| quarantine::add(list, record));
}

/// The record to store, its packs, and the whole quarantine; `old` is the text of an earlier format.
///
/// A change that does not fit the stored packs (another tab deleted the pack meanwhile) is applied by merging the
/// packs that this tab shows. Data that cannot be read is quarantined before it is overwritten. Data of a newer
/// version is left unchanged.
fn together(
    stored: &StoredRecord,
    old: Option<&str>,
    found: &[Quarantined],
    changes: &[Change],
    shown: &Packs,
    now: i64,
) -> (StoredRecord, Option<Together>) {
    let mut quarantined = quarantine::read(stored.quarantined.as_deref());
    add_all(&mut quarantined, found.iter().cloned());
    let mut packs = Packs::default();
    for (text, imported) in [(stored.text.as_deref(), false), (old, true)] {
        let Some(text) = text else { continue };
        match store::read(text) {
            Ok(read) => {
                add_all(
                    &mut quarantined,
                    read.quarantined.into_iter().map(|text| Quarantined::new(Origin::Packs, text)),
                );
                packs = if imported { merge::import(&packs, &read.packs, now).packs } else { read.packs };
            }
            Err(FileError::Empty) => {}
            Err(FileError::OtherFormat(format)) if format.parse().is_ok_and(|format: u32| format > pack::FORMAT) => {
                return (stored.clone(), None);
            }
            Err(_) => {
                quarantine::add(&mut quarantined, Quarantined::new(Origin::Packs, text));
                // Without their packs, the pictures cannot be read either.
                let lost = stored.pictures.iter().filter(|_| !imported);
                add_all(&mut quarantined, lost.map(|text| Quarantined::new(Origin::Packs, text)));
            }
        }
    }
    let unreadable = pictures::join(&mut packs, stored.pictures.as_deref().unwrap_or_default());
    add_all(&mut quarantined, unreadable.into_iter().map(|text| Quarantined::new(Origin::Packs, text)));
    let mut fits = true;
    for change in changes {
        fits &= change(&mut packs).is_ok();
    }
    if !fits {
        packs = merge::merge(&packs, shown).packs;
    }
    let is_written = packs != Packs::default() || stored.text.is_some();
    let mut without = packs.clone();
    let pictures = pictures::split(&mut without);
    let text = is_written.then(|| store::write(&without));
    (StoredRecord { text, quarantined: quarantine::write(&quarantined), pictures }, Some((packs, quarantined)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Page;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    fn page(name: &str) -> Page {
        Page::parse(&format!("/library/clips/{name}")).unwrap()
    }

    fn change(change: impl Fn(&mut Packs) -> Result<(), PackError> + Send + Sync + 'static) -> Change {
        Arc::new(change)
    }

    fn add(name: &str) -> Change {
        let page = page(name);
        change(move |packs| packs.get_mut(ID)?.add(page.clone(), 5))
    }

    fn stored(text: &str, quarantined: Option<&str>) -> StoredRecord {
        let quarantined = quarantined.map(str::to_owned);
        StoredRecord { text: Some(text.to_owned()), quarantined, ..StoredRecord::default() }
    }

    fn known<T>((record, answer): (StoredRecord, Option<T>)) -> (StoredRecord, T) {
        (record, answer.expect("the form is known"))
    }

    fn paths(packs: &Packs) -> Vec<String> {
        packs.packs.iter().flat_map(|pack| &pack.items).map(|item| item.page.path()).collect()
    }

    #[test]
    fn two_tabs_keep_the_changes_of_both() {
        let none = Packs::default();
        let create = change(|packs| packs.create(ID, "n", 1));
        let (record, (first, _)) = known(together(&StoredRecord::default(), None, &[], &[create, add("a")], &none, 5));
        let (record, _) = together(&record, None, &[], &[add("b")], &first, 5);
        let (_, (both, quarantined)) = known(together(&record, None, &[], &[add("c")], &first, 5));
        assert_eq!(paths(&both), ["/library/clips/a", "/library/clips/b", "/library/clips/c"]);
        assert!(quarantined.is_empty());
    }

    #[test]
    fn a_change_outlives_the_deletion_of_its_pack_elsewhere() {
        let create = change(|packs| packs.create(ID, "n", 1));
        let (record, (shown, _)) =
            known(together(&StoredRecord::default(), None, &[], &[create, add("a")], &Packs::default(), 5));
        let delete = change(|packs| packs.delete(ID).map(|_| ()));
        let (record, _) = together(&record, None, &[], &[delete], &shown, 6);
        let mut changed = shown.clone();
        add("b")(&mut changed).unwrap();
        let (_, (packs, _)) = known(together(&record, None, &[], &[add("b")], &changed, 7));
        assert_eq!(paths(&packs), ["/library/clips/a", "/library/clips/b"]);
    }

    #[test]
    fn what_cannot_be_read_is_quarantined_and_the_old_form_is_taken_over_once() {
        let broken = stored("{\"format\":1,", None);
        let old = "/library/clips/a\nnonsense";
        let (record, (packs, quarantined)) = known(together(&broken, Some(old), &[], &[], &Packs::default(), 9));
        assert_eq!(quarantined, ["{\"format\":1,", "nonsense"].map(|text| Quarantined::new(Origin::Packs, text)));
        assert_eq!((paths(&packs), packs.packs[0].items[0].added), (vec!["/library/clips/a".to_owned()], 9));
        assert_eq!(known(together(&record, Some(old), &[], &[], &packs, 10)), (record, (packs, quarantined)));
    }

    #[test]
    fn what_a_newer_version_wrote_is_left_as_it_is() {
        let newer = stored("{\"format\":2,\"boxes\":[]}", Some("[]"));
        let create = change(|packs| packs.create(ID, "n", 1));
        assert_eq!(together(&newer, Some("/library/clips/a"), &[], &[create], &Packs::default(), 5), (newer, None));
        let nonsense = stored("{\"format\":\"x\"}", None);
        let (_, (packs, quarantined)) =
            known(together(&nonsense, None, &[Quarantined::new(Origin::File, "f")], &[], &Packs::default(), 5));
        assert_eq!((packs, quarantined.len()), (Packs::default(), 2));
    }

    #[test]
    fn chosen_pictures_are_stored_beside_the_packs() {
        let create = change(|packs| packs.create(ID, "n", 1));
        let choose = change(|packs| packs.get_mut(ID)?.choose_picture(&page("a"), "one", 0, 5));
        let (record, (shown, _)) =
            known(together(&StoredRecord::default(), None, &[], &[create, choose], &Packs::default(), 5));
        assert_eq!(shown.packs[0].items[0].pictures, ["one"]);
        // Older programs read this text and leave the other one unchanged.
        assert!(!record.text.as_deref().unwrap().contains("pictures"), "{record:?}");
        assert_eq!(record.pictures, Some(format!("{ID} /library/clips/a one")));
        let (again, (read, quarantined)) = known(together(&record, None, &[], &[], &Packs::default(), 6));
        assert_eq!((again, read, quarantined), (record.clone(), shown, vec![]));
        let broken = StoredRecord { text: Some("[".to_owned()), ..record };
        let (record, (_, quarantined)) = known(together(&broken, None, &[], &[], &Packs::default(), 7));
        let kept = ["[".to_owned(), format!("{ID} /library/clips/a one")].map(|it| Quarantined::new(Origin::Packs, it));
        assert_eq!((record.pictures, quarantined), (None, kept.to_vec()));
    }

    #[test]
    fn nothing_is_written_where_nothing_is() {
        let (record, _) = together(&StoredRecord::default(), None, &[], &[], &Packs::default(), 0);
        assert_eq!(record, StoredRecord::default());
    }
}
