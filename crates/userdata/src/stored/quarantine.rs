//! Records that could not be read: stored as they stood, beside what could.

use super::Record;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The key of their text.
pub const KEY: &str = "aside";

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quarantined {
    /// Where it was found.
    pub from: Origin,
    /// The record as it stood.
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
    /// Its word.
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
    /// A record found somewhere.
    pub fn new(from: impl Into<Origin>, text: impl Into<String>) -> Quarantined {
        Quarantined { from: from.into(), text: text.into() }
    }
}

/// Reads what was quarantined. A text that is no list is one such record, and so is what is no record in a list.
/// Plain texts are of an earlier form, which had them of packs alone.
pub fn read(stored: Option<&str>) -> Vec<Quarantined> {
    let Some(text) = stored else { return Vec::new() };
    let Ok(entries) = serde_json::from_str::<Vec<&RawValue>>(text) else {
        return vec![Quarantined::new(Origin::Quarantine, text)];
    };
    let mut list = Vec::new();
    for entry in entries {
        let entry = entry.get();
        let known = serde_json::from_str(entry)
            .or_else(|_| serde_json::from_str::<String>(entry).map(|text| Quarantined::new(Origin::Packs, text)));
        add(&mut list, known.unwrap_or_else(|_| Quarantined::new(Origin::Quarantine, entry)));
    }
    list
}

/// Writes what is quarantined; nothing when there is nothing.
pub fn write(list: &[Quarantined]) -> Option<String> {
    // Strings alone: nothing that JSON has no form for.
    (!list.is_empty()).then(|| serde_json::to_string(list).unwrap_or_default())
}

/// Adds a record, once.
pub fn add(list: &mut Vec<Quarantined>, record: Quarantined) {
    if !list.contains(&record) {
        list.push(record);
    }
}

/// The records as a file to take away, each after the word for where it was found.
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
