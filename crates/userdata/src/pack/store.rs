//! The storage format of the packs: strict JSON. One bad record does not lose the good ones.

use super::pictures::are_pictures;
use super::{FORMAT, Item, MAX_ITEMS, MAX_JOINED_NOTE, MAX_NAME, MAX_PACKS, MAX_PAST, Pack, Packs, RemovedPack, is_id};
use crate::file::{self, FileError};
use film_core::json;
use film_core::route::Page;
use formats::checksum::crc32;
use formats::date;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The name of the pack that is made from the old format. It is empty, so the page shows a default name.
const OLD_NAME: &str = "";

/// The result of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The good records.
    pub packs: Packs,
    /// The raw text of each record that could not be read: a pack, an item of a pack that was kept, or a tombstone.
    ///
    /// The caller shows these or stores them in addition to the packs before it overwrites the stored text.
    pub quarantined: Vec<String>,
}

/// Writes the packs. [`read`] returns the same packs.
pub fn write(packs: &Packs) -> String {
    // The packs consist of strings, numbers and sequences, which always have a JSON form.
    serde_json::to_string(packs).unwrap_or_default()
}

/// Reads stored or imported packs, or the old format: one page path per line.
///
/// An invalid record is quarantined. An error means that the text as a whole is not a file of packs.
pub fn read(text: &str) -> Result<Read, FileError> {
    let text = file::bare(text);
    if text.starts_with('/') {
        return Ok(read_old(text));
    }
    let whole: Whole = file::read(text, |head: Head| head.format, FORMAT)?;
    let mut read = Read { packs: Packs::default(), quarantined: Vec::new() };
    for raw in whole.packs {
        match read_pack(raw.get(), &mut read.quarantined) {
            Some(pack) if read.packs.packs.len() < MAX_PACKS && read.packs.get(&pack.id).is_none() => {
                read.packs.packs.push(pack);
            }
            _ => read.quarantined.push(raw.get().to_owned()),
        }
    }
    read.packs.removed = readable(whole.removed, &mut read.quarantined, |removed: &RemovedPack, _| is_id(&removed.id));
    Ok(read)
}

/// The records that are readable and pass `is_good` together with the records before them. The others are quarantined.
fn readable<'a, T: Deserialize<'a>>(
    records: Vec<&'a RawValue>,
    quarantined: &mut Vec<String>,
    is_good: impl Fn(&T, &[T]) -> bool,
) -> Vec<T> {
    let mut good = Vec::new();
    for raw in records {
        match json::read(raw.get()) {
            Ok(record) if is_good(&record, &good) => good.push(record),
            _ => quarantined.push(raw.get().to_owned()),
        }
    }
    good
}

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    format: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<'a> {
    #[serde(rename = "format")]
    _format: u32,
    #[serde(borrow)]
    packs: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    removed: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredPack<'a> {
    id: String,
    name: String,
    changed: i64,
    #[serde(default)]
    day: Option<String>,
    #[serde(borrow)]
    items: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    removed: Vec<&'a RawValue>,
    #[serde(default)]
    past: Vec<u32>,
}

/// Reads one pack. Its bad items are quarantined. A bad pack returns `None` and quarantines nothing.
fn read_pack(text: &str, quarantined: &mut Vec<String>) -> Option<Pack> {
    let stored: StoredPack = json::read(text).ok()?;
    let good = is_id(&stored.id)
        && stored.name.chars().count() <= MAX_NAME
        && stored.day.as_deref().is_none_or(|day| date::parse(day).is_some())
        && stored.past.len() <= MAX_PAST;
    if !good {
        return None;
    }
    let mut pack = Pack::new(&stored.id, &stored.name, stored.changed);
    pack.day = stored.day;
    pack.past = stored.past;
    pack.items = readable(stored.items, quarantined, |item: &Item, before| {
        before.len() < MAX_ITEMS
            && before.iter().all(|other| other.page != item.page)
            && item.note.chars().count() <= MAX_JOINED_NOTE
            && item.past.len() <= MAX_PAST
            && are_pictures(&item.pictures)
    });
    pack.removed = readable(stored.removed, quarantined, |_, _| true);
    Some(pack)
}

/// Reads the old format into one pack without a name.
///
/// The id depends only on the text, so two tabs that read the same text make the same pack.
fn read_old(text: &str) -> Read {
    let id: String = (0..4_u8).map(|salt| format!("{:08x}", crc32(&[&[salt], text.as_bytes()].concat()))).collect();
    let mut pack = Pack::new(&id, OLD_NAME, 0);
    let mut quarantined = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match Page::parse(line) {
            Some(page) if pack.position(&page).is_some() => {}
            Some(page) if pack.items.len() < MAX_ITEMS => {
                pack.items.push(Item::new(page, 0));
            }
            _ => quarantined.push(line.to_owned()),
        }
    }
    let packs = if pack.items.is_empty() { Vec::new() } else { vec![pack] };
    Read { packs: Packs { packs, ..Packs::default() }, quarantined }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{ID, packs, pages};
    use super::*;
    use proptest::prelude::*;

    fn good(items: &str) -> String {
        format!(r#"{{"format":1,"packs":[{{"id":"{ID}","name":"n","changed":1,"items":[{items}]}}]}}"#)
    }

    #[test]
    fn what_is_no_file_of_packs_says_why() {
        for (text, words) in [
            ("", "there is nothing in it"),
            (" \u{feff} \n", "there is nothing in it"),
            ("{\"format\":1,\"packs\":[{\"id\"", "it ends early; a part of it is missing"),
            ("{\"format\":1,\"packs\":[", "it ends early; a part of it is missing"),
            ("hello", "another kind of file: expected value at line 1 column 1"),
            ("{\"format\":1,}", "another kind of file: key must be a string at line 1 column 13"),
            ("{\"format\":1,\"packs\":[]} x", "another kind of file: trailing characters at line 1 column 25"),
            ("[]", "another kind of file: an object was expected"),
            ("3", "another kind of file: an object was expected"),
            ("{}", "another kind of file: missing field `format` at line 1 column 2"),
            ("{\"type\":\"FeatureCollection\"}", "another kind of file: missing field `format` at line 1 column 28"),
            ("{\"format\":2,\"boxes\":[]}", "of version 2, which this program does not read"),
            ("{\"format\":\"1\"}", "of version \"1\", which this program does not read"),
            ("{\"format\":1}", "another kind of file: missing field `packs` at line 1 column 12"),
        ] {
            let error = read(text).map_err(|error| error.to_string());
            assert_eq!(error, Err(words.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn a_bad_record_is_quarantined_as_it_stood() {
        let item = r#"{"page":"/library/clips/a","added":1}"#;
        for bad in [
            "3",
            "null",
            r#"{"page":"/nowhere","added":1}"#,
            r#"{"page":"/library/clips/b"}"#,
            r#"{"page":"/library/clips/b","added":"1"}"#,
            r#"{"page":"/library/clips/b","added":1.5}"#,
            r#"{"page":"/library/clips/b","added":1, "colour":"red"}"#,
            r#"{"page":"/library/clips/a","added":2}"#,
            r#"{"page":"/library/clips/b","added":1,"past":[-1]}"#,
            r#"{"page":"/library/clips/b","added":1,"pictures":"a"}"#,
            r#"{"page":"/library/clips/b","added":1,"pictures":["A"]}"#,
            r#"{"page":"/library/clips/b","added":1,"pictures":[""]}"#,
            r#"{"page":"/library/clips/b","added":1,"pictures":["a","b","a"]}"#,
        ] {
            let read = read(&good(&format!("{item},{bad}"))).unwrap();
            assert_eq!(read.packs.packs[0].items.len(), 1, "{bad}");
            assert_eq!(read.quarantined, [bad], "{bad}");
        }
        let long = "x".repeat(MAX_JOINED_NOTE + 1);
        let long = format!(r#"{{"page":"/library/clips/b","added":1,"note":"{long}"}}"#);
        assert_eq!(read(&good(&long)).unwrap().quarantined, [long]);
    }

    #[test]
    fn a_bad_pack_is_quarantined_whole() {
        let long = "x".repeat(MAX_NAME + 1);
        for bad in [
            "[]".to_owned(),
            r#"{"id":"x","name":"n","changed":1,"items":[{"page":"/nowhere"}]}"#.to_owned(),
            format!(r#"{{"id":"{ID}","name":"n","changed":1,"items":[]}}"#),
            format!(r#"{{"id":"0{}","name":"n","changed":1,"items":{{}}}}"#, &ID[1..]),
            format!(r#"{{"id":"0{}","name":"{long}","changed":1,"items":[]}}"#, &ID[1..]),
            format!(r#"{{"id":"0{}","name":"n","day":"2025-02-29","changed":1,"items":[]}}"#, &ID[1..]),
        ] {
            let whole = good("");
            let whole = format!("{},{bad}]}}", whole.strip_suffix("]}").unwrap());
            let read = read(&whole).unwrap_or_else(|error| panic!("{error}: {whole}"));
            assert_eq!((read.packs.packs.len(), read.quarantined), (1, vec![bad.clone()]), "{bad}");
        }
    }

    #[test]
    fn records_beyond_the_limits_are_quarantined() {
        let items: Vec<String> =
            (0..=MAX_ITEMS).map(|n| format!(r#"{{"page":"/library/clips/c{n}","added":1}}"#)).collect();
        let read = read(&good(&items.join(","))).unwrap();
        assert_eq!(read.packs.packs[0].items.len(), MAX_ITEMS);
        assert_eq!(read.quarantined, [r#"{"page":"/library/clips/c500","added":1}"#]);
    }

    #[test]
    fn the_old_form_becomes_a_pack() {
        let text = "/library/clips/a\nnonsense\n/library/clips/a\r\n\n/library/locations/b\n/zh/about\n";
        let read = read(text).unwrap();
        let pack = &read.packs.packs[0];
        assert_eq!(pages(pack), ["/library/clips/a", "/library/locations/b"]);
        assert_eq!(read.quarantined, ["nonsense", "/zh/about"]);
        assert!(is_id(&pack.id));
        assert_eq!(super::read(text).unwrap(), read);
        assert_ne!(super::read("/library/clips/a").unwrap().packs.packs[0].id, pack.id);
    }

    #[test]
    fn the_stored_form_does_not_change() {
        let mut packs = Packs::default();
        packs.create(ID, "栈桥", 5).unwrap();
        let pack = packs.get_mut(ID).unwrap();
        let page = Page::parse("/library/clips/a").unwrap();
        pack.add(page.clone(), 6).unwrap();
        pack.set_note(&page, "a", 7).unwrap();
        pack.set_note(&page, "b\n\"", 8).unwrap();
        pack.set_day(Some("2025-03-11"), 9).unwrap();
        pack.add(Page::About, 10).unwrap();
        pack.remove(&Page::About, 11).unwrap();
        let written = write(&packs);
        assert_eq!(
            written,
            r#"{"format":1,"packs":[{"id":"0123456789abcdef0123456789abcdef","name":"栈桥","changed":11,"day":"2025-03-11","items":[{"page":"/library/clips/a","note":"b\n\"","added":6,"past":[3904355907]}],"removed":[{"page":"/about","added":10,"note":0}]}]}"#
        );
        packs.get_mut(ID).unwrap().choose_picture(&page, "0a1b2c3d", 0, 11).unwrap();
        let with_picture = written.replace(r#""past":[3904355907]"#, r#""past":[3904355907],"pictures":["0a1b2c3d"]"#);
        assert_eq!(write(&packs), with_picture.replace(r#""changed":11"#, r#""changed":12"#));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(packs in packs()) {
            let read = read(&write(&packs)).unwrap();
            prop_assert_eq!(read, Read { packs, quarantined: Vec::new() });
        }

        #[test]
        fn no_text_breaks_the_reader(text: String) {
            let _ = read(&text);
            let _ = read(&good(&text));
        }

        #[test]
        fn a_cut_text_is_an_error(packs in packs(), cut in 0.0..1.0) {
            let text = write(&packs);
            let at = text.floor_char_boundary((text.len() as f64 * cut) as usize);
            let error = read(&text[..at]).unwrap_err();
            prop_assert!(matches!(error, FileError::Truncated | FileError::Empty), "{error}");
        }
    }
}
