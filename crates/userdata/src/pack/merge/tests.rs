use super::super::pictures::MAX_PICTURES;
use super::super::tests::{ID, acts, clip, packs, pages, run};
use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A pack with clips `a` and `b`.
fn base() -> Packs {
    let mut packs = Packs::default();
    packs.create(ID, "Old town", 1).unwrap();
    for name in ["a", "b"] {
        packs.get_mut(ID).unwrap().add(clip(name), 2).unwrap();
    }
    packs
}

fn changed(packs: &Packs, change: impl FnOnce(&mut Pack)) -> Packs {
    let mut packs = packs.clone();
    change(packs.get_mut(ID).unwrap());
    packs
}

fn whats(merged: &Merged) -> Vec<What> {
    merged.report.iter().map(|change| change.what.clone()).collect()
}

#[test]
fn new_items_stand_behind_the_one_they_follow() {
    let mine = changed(&base(), |pack| pack.add(clip("m"), 5).unwrap());
    let theirs = changed(&base(), |pack| {
        pack.add(clip("x"), 5).unwrap();
        pack.move_to(&clip("x"), 1, 6).unwrap();
        pack.add(clip("y"), 7).unwrap();
        pack.move_to(&clip("y"), 2, 8).unwrap();
        pack.add(clip("z"), 9).unwrap();
        pack.move_to(&clip("z"), 0, 9).unwrap();
    });
    let merged = merge(&mine, &theirs);
    let names = pages(&merged.packs.packs[0]).join(" ").replace("/library/clips/", "");
    assert_eq!(names, "a x y b m z");
    assert_eq!(whats(&merged), ["z", "x", "y"].map(|name| What::ItemAdded(clip(name))));
}

#[test]
fn notes() {
    let note = |text: &'static str| changed(&base(), |pack| pack.set_note(&clip("a"), text, 5).unwrap());
    let again = |packs: &Packs, text: &'static str| changed(packs, |pack| pack.set_note(&clip("a"), text, 6).unwrap());
    let (gate, power) = (note("gate"), note("power"));
    let longer = again(&gate, "gate B");
    let cleared = again(&gate, "");
    let text = |text: &str| text.to_owned();
    for (mine, theirs, result, outcome) in [
        (&base(), &gate, "gate", Some(TextChange::Taken(text("")))),
        (&gate, &base(), "gate", None),
        (&gate, &gate, "gate", None),
        (&gate, &longer, "gate B", Some(TextChange::Taken(text("gate")))),
        (&longer, &gate, "gate B", Some(TextChange::Kept(text("gate")))),
        (&gate, &cleared, "", Some(TextChange::Taken(text("gate")))),
        (&cleared, &gate, "", Some(TextChange::Kept(text("gate")))),
        (&cleared, &power, "power", Some(TextChange::Taken(text("")))),
        (&gate, &power, "gate\n⇄ power", Some(TextChange::Joined)),
        (&power, &gate, "gate\n⇄ power", Some(TextChange::Joined)),
        (&power, &longer, "power\n⇄ gate B", Some(TextChange::Joined)),
    ] {
        let merged = merge(mine, theirs);
        assert_eq!(merged.packs.packs[0].items[0].note, result, "{mine:?} {theirs:?}");
        let report: Vec<What> = outcome.into_iter().map(|outcome| What::Note(clip("a"), outcome)).collect();
        assert_eq!(whats(&merged), report, "{mine:?} {theirs:?}");
    }
}

#[test]
fn notes_and_names_too_long_to_be_joined_are_in_the_report() {
    let name = |letter: &str| changed(&base(), |pack| pack.rename(&letter.repeat(50), 5).unwrap());
    let merged = merge(&name("a"), &name("b"));
    assert_eq!(merged.packs.packs[0].name, "b".repeat(50));
    assert_eq!(whats(&merged), [What::Name(TextChange::TooLong("a".repeat(50)))]);
    let mut packs = changed(&base(), |pack| pack.set_note(&clip("a"), &"0".repeat(2_000), 5).unwrap());
    for letter in ["1", "2", "3", "4", "5"] {
        let other = changed(&base(), |pack| pack.set_note(&clip("a"), &letter.repeat(2_000), 5).unwrap());
        let merged = merge(&packs, &other);
        let note = &merged.packs.packs[0].items[0].note;
        assert!(note.chars().count() <= MAX_JOINED_NOTE);
        let out = whats(&merged).iter().any(|what| matches!(what, What::Note(_, TextChange::TooLong(_))));
        assert_eq!(out, letter >= "4", "{letter}");
        packs = merged.packs;
    }
}

#[test]
fn names_and_days() {
    let named = |name: &str, now| changed(&base(), |pack| pack.rename(name, now).unwrap());
    let merged = merge(&named("Harbour", 6), &named("Port", 5));
    assert_eq!(merged.packs.packs[0].name, "Port ⇄ Harbour");
    assert_eq!(whats(&merged), [What::Name(TextChange::Joined)]);
    let dayed = |day: &str, now| changed(&base(), |pack| pack.set_day(Some(day), now).unwrap());
    for (mine, theirs, day, report) in [
        (base(), dayed("2025-03-11", 5), "2025-03-11", vec![]),
        (dayed("2025-03-11", 5), dayed("2025-03-12", 6), "2025-03-12", vec![What::Day("2025-03-11".into())]),
        (dayed("2025-03-11", 7), dayed("2025-03-12", 6), "2025-03-11", vec![What::Day("2025-03-12".into())]),
    ] {
        let merged = merge(&mine, &theirs);
        assert_eq!(merged.packs.packs[0].day.as_deref(), Some(day));
        assert_eq!(whats(&merged), report);
    }
}

#[test]
fn chosen_pictures_are_united() {
    let chose = |ids: &[&str]| {
        changed(&base(), |pack| ids.iter().for_each(|id| pack.choose_picture(&clip("a"), id, 9, 5).unwrap()))
    };
    let merged = merge(&chose(&["one", "two"]), &chose(&["three", "two", "four"]));
    assert_eq!(merged.packs.packs[0].items[0].pictures, ["one", "two", "three", "four"]);
    assert_eq!(whats(&merged), [What::PicturesAdded(clip("a"), 2)]);
    assert!(whats(&merge(&chose(&["one"]), &base())).is_empty());
    let many: Vec<String> = (0..MAX_PICTURES).map(|number| number.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let merged = merge(&chose(&many[1..]), &chose(&["x", "y", "z"]));
    assert_eq!(merged.packs.packs[0].items[0].pictures.last().unwrap(), "x");
    assert_eq!(whats(&merged), [What::PicturesAdded(clip("a"), 1), What::PicturesLeftOut(clip("a"), 2)]);
    // A picture that was chosen after the removal elsewhere keeps the item.
    let without = changed(&base(), |pack| pack.remove(&clip("a"), 9).map(|_| ()).unwrap());
    assert_eq!(whats(&merge(&chose(&["one"]), &without)), [What::ItemKept(clip("a"))]);
    let mut removed = chose(&["one"]);
    removed.get_mut(ID).unwrap().remove(&clip("a"), 9).unwrap();
    let item = chose(&["one"]).packs[0].items[0].clone();
    assert_eq!(whats(&merge(&chose(&["one"]), &removed)), [What::ItemRemoved(item)]);
}

#[test]
fn a_change_outlives_a_deletion() {
    let without = changed(&base(), |pack| pack.remove(&clip("a"), 9).map(|_| ()).unwrap());
    let noted = changed(&base(), |pack| pack.set_note(&clip("a"), "fog", 3).unwrap());
    let again = changed(&without, |pack| pack.add(clip("a"), 0).unwrap());
    let item = base().packs[0].items[0].clone();
    for (mine, theirs, there, what) in [
        (&base(), &without, false, Some(What::ItemRemoved(item.clone()))),
        (&without, &base(), false, Some(What::ItemLeftOut(item, LeftOut::Deleted))),
        (&noted, &without, true, Some(What::ItemKept(clip("a")))),
        (&without, &noted, true, Some(What::ItemKept(clip("a")))),
        (&again, &without, true, Some(What::ItemKept(clip("a")))),
        (&again, &base(), true, None),
    ] {
        let merged = merge(mine, theirs);
        assert_eq!(merged.packs.packs[0].position(&clip("a")).is_some(), there);
        assert_eq!(whats(&merged), Vec::from_iter(what));
    }
    let mut gone = base();
    gone.delete(ID).unwrap();
    assert!(merge(&base(), &gone).packs.packs.is_empty());
    assert!(merge(&gone, &base()).packs.packs.is_empty());
    assert_eq!(whats(&merge(&base(), &gone)), [What::PackRemoved(base().packs[0].clone())]);
    assert_eq!(whats(&merge(&noted, &gone)), [What::PackKept]);
    assert_eq!(merge(&gone, &noted).packs.packs, noted.packs);
}

#[test]
fn an_import_adds_or_merges_and_brings_back() {
    let merged = import(&Packs::default(), &base(), 50);
    assert_eq!((merged.packs.clone(), whats(&merged)), (base(), vec![What::PackAdded(2)]));
    let mut gone = base();
    gone.delete(ID).unwrap();
    let merged = import(&gone, &base(), 50);
    assert_eq!(whats(&merged), [What::PackAdded(2)]);
    assert_eq!(merge(&gone, &merged.packs).packs, merged.packs);
    let mut linked = base();
    linked.packs[0].items.iter_mut().for_each(|item| item.added = 0);
    linked.packs[0].items.push(Item { note: "new".into(), ..Item::new(clip("n"), 0) });
    let merged = import(&base(), &linked, 50);
    let added: Vec<i64> = merged.packs.packs[0].items.iter().map(|item| item.added).collect();
    assert_eq!((added, whats(&merged)), (vec![2, 2, 50], vec![What::ItemAdded(clip("n"))]));
    let merged = import(&base(), &gone, 50);
    assert_eq!((merged.packs, merged.report), (base(), vec![]));
}

#[test]
fn what_has_no_room_is_in_the_report() {
    let full = |letter: &str| {
        changed(&base(), |pack| {
            for number in 0..498 {
                pack.add(clip(&format!("{letter}{number}")), 3).unwrap();
            }
        })
    };
    let merged = merge(&full("x"), &full("y"));
    let out = whats(&merged).iter().filter(|what| matches!(what, What::ItemLeftOut(_, LeftOut::Full))).count();
    assert_eq!((merged.packs.packs[0].items.len(), out), (500, 498));
}

/// Items by pack, with the parts of their notes and their chosen pictures.
fn content(packs: &Packs) -> BTreeMap<String, BTreeMap<String, BTreeSet<String>>> {
    let pictures = |item: &Item| item.pictures.iter().map(|id| format!("picture {id}")).collect::<Vec<_>>();
    let parts = |item: &Item| item.note.split(NOTE_MARK).map(str::to_owned).chain(pictures(item)).collect();
    let items = |pack: &Pack| pack.items.iter().map(|item| (item.page.path(), parts(item))).collect();
    packs.packs.iter().map(|pack| (pack.id.clone(), items(pack))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn merging_again_changes_nothing(base in packs(), a in acts(), b in acts()) {
        let (mine, theirs) = (run(base.clone(), &a), run(base, &b));
        let merged = merge(&mine, &theirs).packs;
        prop_assert_eq!(&merge(&mine, &mine).packs, &mine);
        prop_assert_eq!(&merge(&merged, &theirs).packs, &merged);
        prop_assert_eq!(&merge(&merged, &mine).packs, &merged);
        prop_assert_eq!(&merge(&merged, &merged).packs, &merged);
    }

    #[test]
    fn both_ways_give_the_same_items_and_notes(base in packs(), a in acts(), b in acts()) {
        let (mine, theirs) = (run(base.clone(), &a), run(base, &b));
        let one = merge(&mine, &theirs).packs;
        let other = merge(&theirs, &mine).packs;
        prop_assert_eq!(content(&one), content(&other));
    }

    #[test]
    fn nothing_is_lost_in_silence(base in packs(), a in acts(), b in acts()) {
        let (mine, theirs) = (run(base.clone(), &a), run(base, &b));
        let merged = merge(&mine, &theirs);
        for pack in mine.packs.iter().chain(&theirs.packs) {
            let Some(kept) = merged.packs.get(&pack.id) else {
                let told = merged.report.iter().any(|change| match &change.what {
                    What::PackRemoved(other) | What::PackLeftOut(other, _) => other == pack,
                    _ => false,
                });
                prop_assert!(told, "{pack:?}");
                continue;
            };
            let mut report = merged.report.iter().filter(|change| change.pack == pack.id).map(|change| &change.what);
            for item in &pack.items {
                let told = match kept.position(&item.page) {
                    None => report.clone().any(|what| match what {
                        What::ItemRemoved(other) | What::ItemLeftOut(other, _) => other == item,
                        _ => false,
                    }),
                    Some(at) => {
                        let note = &kept.items[at].note;
                        let parts: Vec<&str> = note.split(NOTE_MARK).collect();
                        prop_assert!(item.pictures.iter().all(|id| kept.items[at].pictures.contains(id)), "{item:?}");
                        item.note.is_empty()
                            || item.note.split(NOTE_MARK).all(|part| parts.contains(&part))
                            || report.clone().any(|what| match what {
                                What::Note(page, TextChange::Taken(left) | TextChange::Kept(left)) => {
                                    *page == item.page && *left == item.note
                                }
                                _ => false,
                            })
                    }
                };
                prop_assert!(told, "{item:?}");
            }
            let told = pack.name.is_empty()
                || pack.name.split(NAME_MARK).all(|part| kept.name.split(NAME_MARK).any(|other| other == part))
                || report.any(|what| match what {
                    What::Name(TextChange::Taken(left) | TextChange::Kept(left) | TextChange::TooLong(left)) => {
                        *left == pack.name
                    }
                    _ => false,
                });
            prop_assert!(told, "{}", pack.name);
        }
    }

    #[test]
    fn packs_of_strangers_are_merged_as_well(mine in packs(), theirs in packs()) {
        let merged = merge(&mine, &theirs).packs;
        prop_assert_eq!(&merge(&merged, &theirs).packs, &merged);
        prop_assert_eq!(content(&merged), content(&merge(&theirs, &mine).packs));
    }
}
