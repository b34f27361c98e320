//! The packs of this device, as every page sees them: kept, shared with other tabs, changed and undone.

use crate::browser::{self, Refusal, Stored};
use crate::file::FileError;
use crate::keep::quarantine::{self, Aside, Origin};
use crate::keep::{Kept, Record};
use crate::locale::{Locale, words};
use crate::pack::{self, DeletedItem, DeletedPack, Pack, PackError, Packs, merge, store};
use crate::route::Page;
use leptos::prelude::*;
use std::sync::Arc;

/// A change of the packs. It may run several times: on what this tab shows, and on what is kept by then.
type Change = Arc<dyn Fn(&mut Packs) -> Result<(), PackError> + Send + Sync>;

/// What the reader may take back.
#[derive(Clone, Debug)]
pub enum Undo {
    /// An item was taken out of the pack with this id.
    Item(String, DeletedItem),
    /// A pack was deleted.
    Pack(DeletedPack),
}

/// The packs. A copy is another handle on the same.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// The packs as this tab shows them.
    pub packs: RwSignal<Packs>,
    /// Whether what is kept has been read, or cannot be.
    pub ready: RwSignal<bool>,
    /// Why the last changes are not kept.
    pub refusal: RwSignal<Option<Refusal>>,
    /// Why the last thing the reader did was not done.
    pub error: RwSignal<Option<PackError>>,
    /// Records that could not be read, of all kinds.
    pub aside: RwSignal<Vec<Aside>>,
    /// What can be taken back.
    pub undo: RwSignal<Option<Undo>>,
    /// Read aloud.
    said: RwSignal<String>,
    locale: Signal<Locale>,
    chosen: RwSignal<String>,
    /// Records of files that could not be read, and are not kept yet.
    found: StoredValue<Vec<Aside>>,
    /// Changes that are not kept yet, the earliest first.
    pending: StoredValue<Vec<Change>>,
    /// Pages whose buttons were pressed before what is kept was read.
    early: StoredValue<Vec<Page>>,
    writing: StoredValue<Writing>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    No,
    Yes,
    /// Something came up meanwhile.
    AndAgain,
}

impl Shelf {
    /// An empty shelf that fills itself once the browser has taken over the page.
    pub fn provide(said: RwSignal<String>, locale: Signal<Locale>) -> Shelf {
        let shelf = Shelf {
            packs: RwSignal::new(Packs::default()),
            ready: RwSignal::new(false),
            refusal: RwSignal::new(None),
            error: RwSignal::new(None),
            aside: RwSignal::new(Vec::new()),
            undo: RwSignal::new(None),
            said,
            locale,
            chosen: RwSignal::new(String::new()),
            found: StoredValue::new(Vec::new()),
            pending: StoredValue::new(Vec::new()),
            early: StoredValue::new(Vec::new()),
            writing: StoredValue::new(Writing::No),
        };
        Effect::new(move |_| {
            browser::when_ready(move || {
                shelf.chosen.set(browser::read(Stored::ChosenPack).unwrap_or_default());
                browser::on_pack_button(move |page| shelf.toggle(&page));
                browser::on_kept(Record::Packs, move || shelf.keep());
                shelf.keep();
            });
        });
        Effect::new(move |_| {
            let paths = shelf.current(|pack| pack.items.iter().map(|item| item.page.path()).collect());
            browser::show_packed(paths.unwrap_or_default());
        });
        provide_context(shelf);
        shelf
    }

    /// Asks something of the chosen pack, which is the first one if none was chosen; `None` without packs.
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

    /// A pack's name, or a word for it.
    pub fn name_of(self, pack: &Pack) -> String {
        if pack.name.is_empty() { words::PACK.get(self.locale.get_untracked()).to_owned() } else { pack.name.clone() }
    }

    /// Turns to another pack. With storage blocked the choice lasts for this visit.
    pub fn choose(self, id: &str) {
        browser::write(Stored::ChosenPack, id);
        self.chosen.set(id.to_owned());
        self.error.set(None);
    }

    /// Reads a text aloud.
    pub fn say(self, text: String) {
        self.said.set(text);
    }

    /// Makes a change and keeps it. `false` when it was refused, which the page of the pack shows.
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
            self.keep();
        } else {
            self.say(words::PACK_REFUSED.get(self.locale.get_untracked()).to_owned());
        }
        done
    }

    /// Makes a change to the chosen pack.
    pub fn change_pack(self, change: impl Fn(&mut Pack, i64) -> Result<(), PackError> + Send + Sync + 'static) -> bool {
        self.change_pack_of(self.id(), change)
    }

    /// Makes a change to a pack.
    pub fn change_pack_of(
        self,
        id: String,
        change: impl Fn(&mut Pack, i64) -> Result<(), PackError> + Send + Sync + 'static,
    ) -> bool {
        let now = browser::now();
        self.change(move |packs| change(packs.get_mut(&id)?, now))
    }

    /// Puts a page into the chosen pack or takes it out. Without packs, one is made.
    fn toggle(self, page: &Page) {
        if !self.ready.get_untracked() {
            return self.early.update_value(|early| early.push(page.clone()));
        }
        let locale = self.locale.get_untracked();
        let there = untrack(|| self.current(|pack| pack.position(page).is_some()));
        if there == Some(true) {
            return self.remove(page);
        }
        let (now, page) = (browser::now(), page.clone());
        let id = if there.is_none() { browser::new_id() } else { self.id() };
        let added = self.change(move |packs| {
            if there.is_none() && packs.get(&id).is_none() {
                packs.create(&id, "", now)?;
            }
            packs.get_mut(&id)?.add(page.clone(), now)
        });
        if added {
            let count = self.count().get_untracked().to_string();
            let name = untrack(|| self.current(|pack| self.name_of(pack))).unwrap_or_default();
            self.say(words::PACK_SAID_ADDED.with(locale, &[&name, &count]));
        }
    }

    /// Takes a page out of the chosen pack; that can be undone.
    pub fn remove(self, page: &Page) {
        let deleted = untrack(|| {
            self.current(|pack| {
                let index = pack.position(page)?;
                Some((pack.id.clone(), DeletedItem { index, item: pack.items[index].clone() }))
            })
        });
        let Some((id, deleted)) = deleted.flatten() else { return };
        let page = page.clone();
        if self.change_pack(move |pack, now| pack.remove(&page, now).map(|_| ())) {
            self.undo.set(Some(Undo::Item(id, deleted)));
            self.say(words::PACK_SAID_REMOVED.get(self.locale.get_untracked()).to_owned());
        }
    }

    /// Deletes the chosen pack; that can be undone.
    pub fn delete(self) {
        let id = self.id();
        let mut copy = self.packs.get_untracked();
        let Ok(deleted) = copy.delete(&id) else { return };
        if self.change(move |packs| packs.delete(&id).map(|_| ())) {
            self.undo.set(Some(Undo::Pack(deleted)));
            self.say(words::PACK_SAID_DELETED.get(self.locale.get_untracked()).to_owned());
        }
    }

    /// Takes the last removal back.
    pub fn take_back(self) {
        let Some(undo) = self.undo.get_untracked() else { return };
        let done = match undo {
            Undo::Item(id, item) => self.change_pack_of(id, move |pack, now| pack.restore(item.clone(), now)),
            Undo::Pack(pack) => {
                let (id, now) = (pack.pack.id.clone(), browser::now());
                let done = self.change(move |packs| packs.restore(pack.clone(), now));
                self.choose(&id);
                done
            }
        };
        if done {
            self.undo.set(None);
            self.say(words::PACK_SAID_BACK.get(self.locale.get_untracked()).to_owned());
        }
    }

    /// Keeps records of a file that could not be read beside those that were found before.
    pub fn set_aside(self, records: Vec<Aside>) {
        if records.is_empty() {
            return;
        }
        self.aside.update(|known| records.iter().for_each(|record| quarantine::add(known, record.clone())));
        self.found.update_value(|found| found.extend(records));
        self.keep();
    }

    /// Forgets the records that could not be read.
    pub fn forget_aside(self) {
        self.found.set_value(Vec::new());
        let forget = |kept: &Kept| (Kept { aside: None, ..kept.clone() }, None);
        transact(Box::new(forget), Box::new(move |_, _| self.aside.set(Vec::new())));
    }

    /// Brings what is kept and what is shown together: reads, makes the pending changes, writes.
    fn keep(self) {
        if self.writing.get_value() != Writing::No {
            return self.writing.set_value(Writing::AndAgain);
        }
        self.writing.set_value(Writing::Yes);
        let changes = self.pending.get_value();
        let count = changes.len();
        let found = self.found.get_value();
        let found_count = found.len();
        let shown = self.packs.get_untracked();
        let old = browser::read(Stored::Pack);
        let (old_text, now) = (old.clone(), browser::now());
        transact(
            Box::new(move |kept| together(kept, old_text.as_deref(), &found, &changes, &shown, now)),
            Box::new(move |answer, refusal| match (answer, refusal) {
                (Some(Some((packs, aside))), None) => {
                    // An older version in another tab may have changed it since.
                    if old.is_some() && browser::read(Stored::Pack) == old {
                        browser::forget(Stored::Pack);
                    }
                    self.refusal.set(None);
                    let found = self.found.try_update_value(|found| found.split_off(found_count.min(found.len())));
                    let mut aside = aside;
                    found.iter().flatten().for_each(|record| quarantine::add(&mut aside, record.clone()));
                    self.found.set_value(found.unwrap_or_default());
                    self.aside.set(aside);
                    self.kept(packs, count);
                }
                (answer, refusal) => {
                    // Without a refusal, what is kept is of a newer version and was left as it is.
                    self.refusal.set(refusal.or(Some(Refusal::Newer)));
                    // What cannot be kept is held for as long as the page is open.
                    if !self.ready.get_untracked() {
                        let old = || together(&Kept::default(), old.as_deref(), &[], &[], &Packs::default(), now).1;
                        if let Some((packs, aside)) = answer.flatten().or_else(old) {
                            self.aside.set(aside);
                            self.kept(packs, 0);
                        }
                    }
                    self.writing.set_value(Writing::No);
                    self.open();
                }
            }),
        );
    }

    /// Shows what is kept, with the changes made since.
    fn kept(self, mut packs: Packs, count: usize) {
        let rest = self.pending.try_update_value(|pending| pending.split_off(count)).unwrap_or_default();
        for change in &rest {
            // One that no longer fits is brought in by merging when it is kept.
            let _ = change(&mut packs);
        }
        self.pending.set_value(rest);
        if packs != self.packs.get_untracked() {
            self.packs.set(packs);
        }
        let again = self.writing.get_value() == Writing::AndAgain;
        self.writing.set_value(Writing::No);
        self.open();
        if again {
            self.keep();
        }
    }

    /// Says that what is kept has been read, once, and does what was pressed before.
    fn open(self) {
        if !self.ready.get_untracked() {
            self.ready.set(true);
            for page in self.early.try_update_value(std::mem::take).unwrap_or_default() {
                self.toggle(&page);
            }
        }
    }
}

/// The packs and what is set aside.
type Together = (Packs, Vec<Aside>);

/// What turns what is kept into what is to be kept; no answer when that is of a newer version.
type Transform = Box<dyn FnOnce(&Kept) -> (Kept, Option<Together>)>;

/// What takes the answer of a transform that ran, and why it is not kept.
type Done = Box<dyn FnOnce(Option<Option<Together>>, Option<Refusal>)>;

/// One transaction. Boxed, so that its code is there once.
fn transact(change: Transform, done: Done) {
    browser::change_kept(Record::Packs, change, done);
}

/// What is to be kept, the packs in it, and all that is set aside.
///
/// A change that does not fit what is kept (another tab deleted the pack meanwhile) is brought in by
/// merging what this tab shows. What cannot be read is set aside before it is written over; what a newer
/// version wrote is left as it is.
fn together(
    kept: &Kept,
    old: Option<&str>,
    found: &[Aside],
    changes: &[Change],
    shown: &Packs,
    now: i64,
) -> (Kept, Option<Together>) {
    let mut set_aside = quarantine::read(kept.aside.as_deref());
    found.iter().for_each(|record| quarantine::add(&mut set_aside, record.clone()));
    let mut packs = Packs::default();
    for (text, imported) in [(kept.text.as_deref(), false), (old, true)] {
        let Some(text) = text else { continue };
        match store::read(text) {
            Ok(read) => {
                read.set_aside
                    .into_iter()
                    .for_each(|text| quarantine::add(&mut set_aside, Aside::new(Origin::Packs, text)));
                packs = if imported { merge::import(&packs, &read.packs, now).packs } else { read.packs };
            }
            Err(FileError::Empty) => {}
            Err(FileError::OtherFormat(format)) if format.parse().is_ok_and(|format: u32| format > pack::FORMAT) => {
                return (kept.clone(), None);
            }
            Err(_) => quarantine::add(&mut set_aside, Aside::new(Origin::Packs, text)),
        }
    }
    let mut fits = true;
    for change in changes {
        fits &= change(&mut packs).is_ok();
    }
    if !fits {
        packs = merge::merge(&packs, shown).packs;
    }
    let text = (packs != Packs::default() || kept.text.is_some()).then(|| store::write(&packs));
    (Kept { text, aside: quarantine::write(&set_aside) }, Some((packs, set_aside)))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn known<T>((kept, answer): (Kept, Option<T>)) -> (Kept, T) {
        (kept, answer.expect("the form is known"))
    }

    fn paths(packs: &Packs) -> Vec<String> {
        packs.packs.iter().flat_map(|pack| &pack.items).map(|item| item.page.path()).collect()
    }

    #[test]
    fn two_tabs_keep_the_changes_of_both() {
        let none = Packs::default();
        let create = change(|packs| packs.create(ID, "n", 1));
        let (kept, (first, _)) = known(together(&Kept::default(), None, &[], &[create, add("a")], &none, 5));
        let (kept, _) = together(&kept, None, &[], &[add("b")], &first, 5);
        let (_, (both, aside)) = known(together(&kept, None, &[], &[add("c")], &first, 5));
        assert_eq!(paths(&both), ["/library/clips/a", "/library/clips/b", "/library/clips/c"]);
        assert!(aside.is_empty());
    }

    #[test]
    fn a_change_outlives_the_deletion_of_its_pack_elsewhere() {
        let create = change(|packs| packs.create(ID, "n", 1));
        let (kept, (shown, _)) =
            known(together(&Kept::default(), None, &[], &[create, add("a")], &Packs::default(), 5));
        let delete = change(|packs| packs.delete(ID).map(|_| ()));
        let (kept, _) = together(&kept, None, &[], &[delete], &shown, 6);
        let mut changed = shown.clone();
        add("b")(&mut changed).unwrap();
        let (_, (packs, _)) = known(together(&kept, None, &[], &[add("b")], &changed, 7));
        assert_eq!(paths(&packs), ["/library/clips/a", "/library/clips/b"]);
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_and_the_old_form_is_taken_over_once() {
        let broken = Kept { text: Some("{\"format\":1,".into()), aside: None };
        let old = "/library/clips/a\nnonsense";
        let (kept, (packs, aside)) = known(together(&broken, Some(old), &[], &[], &Packs::default(), 9));
        assert_eq!(aside, ["{\"format\":1,", "nonsense"].map(|text| Aside::new(Origin::Packs, text)));
        assert_eq!((paths(&packs), packs.packs[0].items[0].added), (vec!["/library/clips/a".to_owned()], 9));
        assert_eq!(known(together(&kept, Some(old), &[], &[], &packs, 10)), (kept, (packs, aside)));
    }

    #[test]
    fn what_a_newer_version_wrote_is_left_as_it_is() {
        let newer = Kept { text: Some("{\"format\":2,\"boxes\":[]}".into()), aside: Some("[]".into()) };
        let create = change(|packs| packs.create(ID, "n", 1));
        assert_eq!(together(&newer, Some("/library/clips/a"), &[], &[create], &Packs::default(), 5), (newer, None));
        let nonsense = Kept { text: Some("{\"format\":\"x\"}".into()), aside: None };
        let (_, (packs, aside)) =
            known(together(&nonsense, None, &[Aside::new(Origin::File, "f")], &[], &Packs::default(), 5));
        assert_eq!((packs, aside.len()), (Packs::default(), 2));
    }

    #[test]
    fn nothing_is_written_where_nothing_is() {
        let (kept, _) = together(&Kept::default(), None, &[], &[], &Packs::default(), 0);
        assert_eq!(kept, Kept::default());
    }
}
