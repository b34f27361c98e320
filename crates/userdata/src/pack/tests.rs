//! Tests operations on packs, and generates packs for the property tests of the other modules.

use super::*;
use proptest::prelude::*;

pub const ID: &str = "0123456789abcdef0123456789abcdef";
const OTHER: &str = "00000000000000000000000000000001";

pub fn page(path: &str) -> Page {
    Page::parse(path).unwrap_or_else(|| panic!("{path}"))
}

pub fn clip(name: &str) -> Page {
    page(&format!("/library/clips/{name}"))
}

pub fn pages(pack: &Pack) -> Vec<String> {
    pack.items.iter().map(|item| item.page.path()).collect()
}

/// One action of a reader.
#[derive(Clone, Debug)]
pub enum Act {
    Create(u8, String),
    Duplicate(u8, u8),
    Delete(u8),
    DeleteAndRestore(u8),
    Rename(u8, String),
    Day(u8, Option<String>),
    Add(u8, Page),
    Remove(u8, Page),
    RemoveAndRestore(u8, Page),
    Move(u8, Page, usize),
    Note(u8, Page, String),
    Choose(u8, Page, &'static str, usize),
    Leave(u8, Page, &'static str),
}

fn id(number: u8) -> String {
    format!("{number:032x}")
}

pub fn act(packs: &mut Packs, act: &Act, now: i64) {
    // Impossible actions fail and change nothing. Other tests check that.
    let _ = match act {
        Act::Create(a, name) => packs.create(&id(*a), name, now),
        Act::Duplicate(a, b) => packs.duplicate(&id(*a), &id(*b), "copy", now),
        Act::Delete(a) => packs.delete(&id(*a)).map(|_| ()),
        Act::DeleteAndRestore(a) => packs.delete(&id(*a)).and_then(|deleted| packs.restore(deleted, now)),
        Act::Rename(a, name) => packs.get_mut(&id(*a)).and_then(|pack| pack.rename(name, now)),
        Act::Day(a, day) => packs.get_mut(&id(*a)).and_then(|pack| pack.set_day(day.as_deref(), now)),
        Act::Add(a, page) => packs.get_mut(&id(*a)).and_then(|pack| pack.add(page.clone(), now)),
        Act::Remove(a, page) => packs.get_mut(&id(*a)).and_then(|pack| pack.remove(page, now).map(|_| ())),
        Act::RemoveAndRestore(a, page) => packs
            .get_mut(&id(*a))
            .and_then(|pack| pack.remove(page, now).and_then(|deleted| pack.restore(deleted, now))),
        Act::Move(a, page, to) => packs.get_mut(&id(*a)).and_then(|pack| pack.move_to(page, *to, now)),
        Act::Note(a, page, note) => packs.get_mut(&id(*a)).and_then(|pack| pack.set_note(page, note, now)),
        Act::Choose(a, page, id, at) => {
            packs.get_mut(&self::id(*a)).and_then(|pack| pack.choose_picture(page, id, *at, now))
        }
        Act::Leave(a, page, id) => packs.get_mut(&self::id(*a)).and_then(|pack| pack.leave_picture(page, id, now)),
    };
}

fn any_page() -> impl Strategy<Value = Page> {
    let paths = prop::sample::select(vec![
        "/library/locations/zhanqiao-pier",
        "/library/locations/badaguan",
        "/library/clips/zhanqiao-pier-gulls",
        "/library/experts/sun-hengqin",
        "/summit/2023/sessions/opening-ceremony",
        "/summit/2023/speakers/guo-fan",
        "/news/archive/2023/08",
    ]);
    paths.prop_map(page)
}

fn any_picture() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["0a1b2c3d", "front", "front-2", "7"])
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["", "north gate", "ask first", "清晨人少"]).prop_map(str::to_owned),
        prop::collection::vec(any::<char>(), 0..30).prop_map(String::from_iter),
    ]
}

pub fn any_act() -> impl Strategy<Value = Act> {
    let day = prop::option::of(prop::sample::select(vec!["2025-03-11", "2024-02-29"]).prop_map(str::to_owned));
    prop_oneof![
        3 => (0..3_u8, any_text()).prop_map(|(a, text)| Act::Create(a, text)),
        1 => (0..3_u8, 0..4_u8).prop_map(|(a, b)| Act::Duplicate(a, b)),
        1 => (0..3_u8).prop_map(Act::Delete),
        1 => (0..3_u8).prop_map(Act::DeleteAndRestore),
        2 => (0..3_u8, any_text()).prop_map(|(a, text)| Act::Rename(a, text)),
        1 => (0..3_u8, day).prop_map(|(a, day)| Act::Day(a, day)),
        8 => (0..3_u8, any_page()).prop_map(|(a, page)| Act::Add(a, page)),
        2 => (0..3_u8, any_page()).prop_map(|(a, page)| Act::Remove(a, page)),
        1 => (0..3_u8, any_page()).prop_map(|(a, page)| Act::RemoveAndRestore(a, page)),
        2 => (0..3_u8, any_page(), 0..8_usize).prop_map(|(a, page, to)| Act::Move(a, page, to)),
        6 => (0..3_u8, any_page(), any_text()).prop_map(|(a, page, text)| Act::Note(a, page, text)),
        3 => (0..3_u8, any_page(), any_picture(), 0..4_usize).prop_map(|(a, page, id, at)| Act::Choose(a, page, id, at)),
        1 => (0..3_u8, any_page(), any_picture()).prop_map(|(a, page, id)| Act::Leave(a, page, id)),
    ]
}

pub fn acts() -> impl Strategy<Value = Vec<(Act, i64)>> {
    prop::collection::vec((any_act(), 0..1_000_i64), 0..40)
}

pub fn run(mut packs: Packs, acts: &[(Act, i64)]) -> Packs {
    for (one, now) in acts {
        act(&mut packs, one, *now);
    }
    packs
}

/// Packs as a reader may have made them, with a clock that jumps.
pub fn packs() -> impl Strategy<Value = Packs> {
    acts().prop_map(|acts| run(Packs::default(), &acts))
}

/// One pack, made in the same way.
pub fn pack() -> impl Strategy<Value = Pack> {
    acts().prop_map(|acts| {
        let mut packs = Packs::default();
        packs.create(&id(0), "Old town", 1).unwrap();
        let mut packs = run(packs, &acts);
        if packs.get(&id(0)).is_none() {
            packs.create(&id(0), "Again", 1).unwrap();
        }
        packs.get(&id(0)).cloned().unwrap()
    })
}

#[test]
fn a_pack_is_made_and_changed() {
    let mut packs = Packs::default();
    packs.create(ID, "Old town", 10).unwrap();
    let pack = packs.get_mut(ID).unwrap();
    for name in ["a", "b", "c"] {
        pack.add(clip(name), 11).unwrap();
    }
    pack.move_to(&clip("a"), 99, 12).unwrap();
    assert_eq!(pages(pack), ["/library/clips/b", "/library/clips/c", "/library/clips/a"]);
    pack.set_note(&clip("c"), "fog", 13).unwrap();
    pack.set_day(Some("2025-03-11"), 14).unwrap();
    let deleted = pack.remove(&clip("c"), 15).unwrap();
    assert_eq!((deleted.index, deleted.item.note.as_str(), pack.removed.len()), (1, "fog", 1));
    pack.restore(deleted, 16).unwrap();
    assert_eq!(pages(pack), ["/library/clips/b", "/library/clips/c", "/library/clips/a"]);
    assert_eq!((pack.removed.len(), pack.items[1].added), (0, 12));
    packs.duplicate(ID, OTHER, "Copy", 17).unwrap();
    assert_eq!(pages(&packs.packs[1]), pages(&packs.packs[0]));
    assert_eq!((packs.packs[1].changed, packs.packs[1].day.as_deref()), (17, Some("2025-03-11")));
    let deleted = packs.delete(ID).unwrap();
    assert_eq!((deleted.index, packs.packs.len(), packs.removed.len()), (0, 1, 1));
    packs.restore(deleted, 0).unwrap();
    assert_eq!((packs.packs[0].id.as_str(), packs.removed.len()), (ID, 0));
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let mut packs = Packs::default();
    packs.create(ID, "n", 1).unwrap();
    packs.get_mut(ID).unwrap().add(clip("a"), 1).unwrap();
    let before = packs.clone();
    let long = "栈".repeat(81);
    assert_eq!(packs.create(OTHER, &long, 2), Err(PackError::NameTooLong(81)));
    assert_eq!(packs.create("x", "n", 2), Err(PackError::Id("x".into())));
    assert_eq!(packs.create(&ID.to_uppercase(), "n", 2), Err(PackError::Id(ID.to_uppercase())));
    assert_eq!(packs.create(ID, "n", 2), Err(PackError::IdTaken(ID.into())));
    assert_eq!(packs.duplicate(OTHER, OTHER, "n", 2), Err(PackError::NoPack(OTHER.into())));
    assert_eq!(packs.delete(OTHER).unwrap_err(), PackError::NoPack(OTHER.into()));
    let pack = packs.get_mut(ID).unwrap();
    assert_eq!(pack.rename(&long, 2), Err(PackError::NameTooLong(81)));
    assert_eq!(pack.add(clip("a"), 2), Err(PackError::AlreadyThere(clip("a"))));
    assert_eq!(pack.remove(&clip("b"), 2).unwrap_err(), PackError::NoItem(clip("b")));
    assert_eq!(pack.set_note(&clip("a"), &"x".repeat(2_001), 2), Err(PackError::NoteTooLong(2_001)));
    assert_eq!(pack.set_note(&clip("b"), "x", 2), Err(PackError::NoItem(clip("b"))));
    for day in ["", "2025-3-1", "2025-02-29", "1900-02-29", "2025-13-01", "2025-04-31", "2025-01-00", "２０25-01"] {
        assert_eq!(pack.set_day(Some(day), 2), Err(PackError::Day(day.into())));
    }
    assert_eq!(packs, before);
}

#[test]
fn what_changes_nothing_is_no_change() {
    let mut packs = Packs::default();
    packs.create(ID, "n", 1).unwrap();
    let pack = packs.get_mut(ID).unwrap();
    pack.add(clip("a"), 1).unwrap();
    let before = pack.clone();
    pack.rename("n", 9).unwrap();
    pack.set_note(&clip("a"), "", 9).unwrap();
    pack.move_to(&clip("a"), 5, 9).unwrap();
    pack.set_day(None, 9).unwrap();
    assert_eq!(*pack, before);
}

#[test]
fn the_limits_hold() {
    let mut packs = Packs::default();
    for number in 0..100 {
        packs.create(&id(number), "", 1).unwrap();
    }
    assert_eq!(packs.create(ID, "", 1), Err(PackError::TooManyPacks));
    assert_eq!(packs.duplicate(&id(0), ID, "", 1), Err(PackError::TooManyPacks));
    let pack = packs.get_mut(&id(0)).unwrap();
    for number in 0..500 {
        pack.add(clip(&number.to_string()), 1).unwrap();
    }
    assert_eq!(pack.add(clip("x"), 1), Err(PackError::TooManyItems));
    for number in 0..500 {
        pack.remove(&clip(&number.to_string()), 1).unwrap();
        pack.add(clip(&format!("n{number}")), 1).unwrap();
    }
    pack.remove(&clip("n0"), 1).unwrap();
    assert_eq!(pack.removed.len(), MAX_REMOVED);
}

proptest! {
    #[test]
    fn a_pack_never_runs_back(before in packs(), one in any_act(), now in -5..2_000_i64) {
        let mut after = before.clone();
        act(&mut after, &one, now);
        for pack in &after.packs {
            if let Some(old) = before.get(&pack.id) {
                prop_assert!(pack.changed > old.changed || pack == old);
            }
            let mut pages = pages(pack);
            pages.sort();
            pages.dedup();
            prop_assert_eq!(pages.len(), pack.items.len());
            prop_assert!(pack.removed.iter().all(|removed| pack.position(&removed.page).is_none()));
        }
    }
}
