use super::super::list::tests::pages;
use super::*;
use crate::pack::merge::What;
use crate::pack::tests::packs;
use crate::stored::Record;
use crate::stored::list::MAX;
use proptest::prelude::*;

fn backup() -> impl Strategy<Value = Backup> {
    (packs(), pages(List::Agenda), pages(List::Reading), "[ -~]{0,12}").prop_map(|(packs, agenda, reading, text)| {
        let quarantined = vec![Quarantined::new(Record::Packs, text)];
        Backup {
            site: "https://film.example".into(),
            saved: "20250311T010000Z".into(),
            packs,
            agenda,
            reading,
            quarantined,
        }
    })
}

fn page(path: &str) -> Page {
    Page::parse(path).unwrap()
}

#[test]
fn what_is_no_backup_says_why() {
    for (text, words) in [
        ("", "there is nothing in it"),
        ("\u{feff}\n", "there is nothing in it"),
        ("hello", "another kind of file: expected value at line 1 column 1"),
        ("[]", "another kind of file: an object was expected"),
        ("{}", "another kind of file: missing field `backup`"),
        ("{\"format\":1,\"packs\":[]}", "another kind of file: missing field `backup`"),
        ("{\"type\":\"FeatureCollection\",\"features\":[]}", "another kind of file: missing field `backup`"),
        ("{\"backup\":2,\"boxes\":[]}", "of version 2, which this program does not read"),
        ("{\"backup\":\"1\"}", "of version \"1\", which this program does not read"),
        ("{\"backup\":1}", "another kind of file: missing field `site`"),
    ] {
        let error = read(text).map_err(|error| error.to_string()).unwrap_err();
        assert!(error.starts_with(words), "{text:?}: {error}");
    }
    let newer = write(&Backup::default()).replace("\"format\":1", "\"format\":3");
    assert_eq!(read(&newer), Err(FileError::OtherFormat("3".into())));
}

#[test]
fn a_bad_record_is_quarantined_and_the_rest_is_read() {
    let text = r#"{"backup":1,"site":"s","saved":"t","packs":[],"agenda":["/summit/2024/sessions/a","/about",7],
        "reading":{"a":1},"aside":["old"]}"#;
    let read = read(text).unwrap();
    assert_eq!(read.agenda, [page("/summit/2024/sessions/a")]);
    let texts: Vec<&str> = read.quarantined.iter().map(|record| record.text.as_str()).collect();
    assert_eq!(texts, ["old", "[]", "\"/about\"", "7", "{\"a\":1}"]);
    let item = r#"{"page":"/nowhere","added":1}"#;
    let pack = format!(r#"{{"id":"{}","name":"n","changed":1,"items":[{item}]}}"#, "0".repeat(32));
    let file = write(&Backup::default()).replace("\"packs\":[]", &format!("\"packs\":[{pack}]"));
    let read = super::read(&file).unwrap();
    assert_eq!((read.packs.packs.len(), read.quarantined), (1, vec![Quarantined::new(Origin::File, item)]));
}

#[test]
fn the_report_counts_what_came_in() {
    let many = |from: usize, to: usize| (from..to).map(|n| page(&format!("/news/n{n}"))).collect::<Vec<_>>();
    let mine = Backup { reading: many(0, MAX - 1), ..Backup::default() };
    let mut theirs = Backup { reading: many(MAX - 3, MAX + 2), ..Backup::default() };
    theirs.packs.create(&"1".repeat(32), "Day 1", 5).unwrap();
    theirs.quarantined.push(Quarantined::new(Origin::File, "x"));
    let (all, report) = restore(&mine, &theirs, 9);
    assert_eq!(report.reading, Tally { added: 1, known: 2, full: 2 });
    assert_eq!((report.agenda, report.quarantined), (Tally::default(), 1));
    assert_eq!(report.packs[0].what, What::PackAdded(0));
    assert_eq!(all.reading.len(), MAX);
}

#[test]
fn the_form_of_the_file_does_not_change() {
    let backup = Backup {
        site: "https://film.example".into(),
        saved: "20250311T010000Z".into(),
        agenda: vec![page("/summit/2024/sessions/a")],
        reading: vec![page("/news/b")],
        quarantined: vec![Quarantined::new(Record::Agenda, "x")],
        ..Backup::default()
    };
    assert_eq!(
        write(&backup),
        r#"{"backup":1,"site":"https://film.example","saved":"20250311T010000Z","packs":{"format":1,"packs":[]},"agenda":["/summit/2024/sessions/a"],"reading":["/news/b"],"aside":[{"from":"agenda","text":"x"}]}"#
    );
}

proptest! {
    #[test]
    fn what_is_written_reads_back(backup in backup()) {
        prop_assert_eq!(read(&write(&backup)), Ok(backup));
    }

    #[test]
    fn a_cut_file_is_told(backup in backup(), cut in 0.0..1.0) {
        let text = write(&backup);
        let at = text.floor_char_boundary((text.len() as f64 * cut) as usize);
        prop_assert!(matches!(read(&text[..at]), Err(FileError::Truncated | FileError::Empty)));
    }

    #[test]
    fn no_text_breaks_the_reader(text: String, packs: String) {
        let _ = read(&text);
        let _ = read(&write(&Backup::default()).replace("[]", &packs));
    }

    #[test]
    fn restoring_on_a_new_device_gives_all_of_it(theirs in backup()) {
        let (all, _) = restore(&Backup::default(), &theirs, 7);
        prop_assert_eq!((&all.agenda, &all.reading, &all.quarantined), (&theirs.agenda, &theirs.reading, &theirs.quarantined));
        let notes = |backup: &Backup| -> Vec<(String, String)> {
            let items = backup.packs.packs.iter().flat_map(|pack| &pack.items);
            items.map(|item| (item.page.path(), item.note.clone())).collect()
        };
        prop_assert_eq!(notes(&all), notes(&theirs));
    }

    #[test]
    fn restoring_loses_nothing_of_mine_and_twice_is_once(mine in backup(), theirs in backup()) {
        let (all, _) = restore(&mine, &theirs, 7);
        for pack in &mine.packs.packs {
            let after = all.packs.get(&pack.id).expect("a pack of mine stays");
            for item in &pack.items {
                prop_assert!(after.position(&item.page).is_some(), "{:?}", item.page);
            }
        }
        prop_assert!(mine.agenda.iter().all(|page| all.agenda.contains(page)));
        prop_assert!(mine.reading.iter().all(|page| all.reading.contains(page)));
        prop_assert!(mine.quarantined.iter().all(|record| all.quarantined.contains(record)));
        let (again, report) = restore(&all, &theirs, 8);
        prop_assert_eq!(&again, &all);
        prop_assert_eq!((report.agenda.added, report.reading.added, report.quarantined), (0, 0, 0));
    }
}
