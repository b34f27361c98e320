//! The quarantine: unreadable records, stored unchanged next to the readable ones.

use super::Record;
use film_core::json;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The key of its text.
pub const KEY: &str = "aside";

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quarantined {
    /// Where it was found.
    pub from: Origin,
    /// The record, unchanged.
    pub text: String,
}

/// Where a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Among the packs.
    Packs,
    /// Among the starred sessions.
    Agenda,
    /// On the reading list.
    Reading,
    /// In a file that was imported or restored.
    File,
    /// In the quarantine.
    #[serde(rename = "aside")]
    Quarantine,
}

impl Origin {
    /// The name of the origin.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Origin::Packs => "packs",
            Origin::Agenda => "agenda",
            Origin::Reading => "reading",
            Origin::File => "file",
            Origin::Quarantine => "aside",
        }
    }
}

impl From<Record> for Origin {
    fn from(record: Record) -> Origin {
        match record {
            Record::Packs => Origin::Packs,
            Record::Agenda => Origin::Agenda,
            Record::Reading => Origin::Reading,
        }
    }
}

impl Quarantined {
    /// A quarantined record with its origin.
    pub fn new(from: impl Into<Origin>, text: impl Into<String>) -> Quarantined {
        Quarantined { from: from.into(), text: text.into() }
    }
}

/// Reads the quarantine. A text that is not a list becomes one record, and so does each invalid entry of a list. Plain
/// text entries are of an earlier format, which held only records of packs.
pub fn read(stored: Option<&str>) -> Vec<Quarantined> {
    let Some(text) = stored else { return Vec::new() };
    let Ok(entries) = serde_json::from_str::<Vec<&RawValue>>(text) else {
        return vec![Quarantined::new(Origin::Quarantine, text)];
    };
    let mut list = Vec::new();
    for entry in entries {
        let entry = entry.get();
        let known = json::read(entry)
            .or_else(|_| serde_json::from_str::<String>(entry).map(|text| Quarantined::new(Origin::Packs, text)));
        add(&mut list, known.unwrap_or_else(|_| Quarantined::new(Origin::Quarantine, entry)));
    }
    list
}

/// Writes the quarantine. `None` if it is empty.
pub fn write(list: &[Quarantined]) -> Option<String> {
    // A list of strings always has a JSON form.
    (!list.is_empty()).then(|| serde_json::to_string(list).unwrap_or_default())
}

/// Adds a record unless it is already there.
pub fn add(list: &mut Vec<Quarantined>, record: Quarantined) {
    if !list.contains(&record) {
        list.push(record);
    }
}

/// The records as a file to download, each after the name of its origin.
pub fn file(list: &[Quarantined]) -> String {
    list.iter().map(|Quarantined { from, text }| format!("{}: {text}\n", from.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_list_is_a_record() {
        assert_eq!(read(None), []);
        assert_eq!(read(Some("[]")), []);
        for text in ["", "{", "{\"a\":1}", "[1,"] {
            assert_eq!(read(Some(text)), [Quarantined::new(Origin::Quarantine, text)], "{text:?}");
        }
        let mixed = r#"["old",{"from":"agenda","text":"new"},{"from":"moon","text":"?"},7,"old"]"#;
        assert_eq!(
            read(Some(mixed)),
            [
                Quarantined::new(Record::Packs, "old"),
                Quarantined::new(Record::Agenda, "new"),
                Quarantined::new(Origin::Quarantine, r#"{"from":"moon","text":"?"}"#),
                Quarantined::new(Origin::Quarantine, "7"),
            ]
        );
    }

    #[test]
    fn the_file_names_where_each_was_found() {
        let list = [Quarantined::new(Record::Reading, "x"), Quarantined::new(Origin::File, "{}")];
        assert_eq!(file(&list), "reading: x\nfile: {}\n");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(texts in proptest::collection::vec(".{0,20}", 0..5)) {
            let mut list = Vec::new();
            for text in texts {
                add(&mut list, Quarantined::new(Origin::File, text));
            }
            prop_assert_eq!(read(write(&list).as_deref()), list);
        }
    }
}
