//! The reader's data as stored on the device: packs, starred sessions, the reading list, and quarantined records.
//!
//! Each record is a text under a key. Reading is lenient: invalid entries are quarantined and the rest is kept. Data
//! that a newer version of the site wrote is left unchanged.

pub mod backup;
pub mod form;
pub mod list;
pub mod quarantine;

/// A record. It is always written as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// The packs, as written by `pack::store`.
    Packs,
    /// The starred sessions, a [`list`].
    Agenda,
    /// The articles to read later, a [`list`].
    Reading,
}

impl Record {
    /// All of them.
    pub const ALL: [Record; 3] = [Record::Packs, Record::Agenda, Record::Reading];

    /// The key of its text.
    pub fn key(self) -> &'static str {
        quarantine::Origin::from(self).as_str()
    }
}

/// A stored record and the quarantine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredRecord {
    /// The text of the record.
    pub text: Option<String>,
    /// The quarantine, in the format of [`quarantine::write`].
    pub quarantined: Option<String>,
    /// The chosen pictures of the packs, in the format of `pack::pictures`. They are a text of their own, so that older
    /// programs read the packs.
    pub pictures: Option<String>,
}

/// The key of [`StoredRecord::pictures`].
pub const PICTURES: &str = "pictures";

/// The stored data was written by a newer version of the site. It is left unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newer;
