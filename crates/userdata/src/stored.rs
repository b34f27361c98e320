//! What the reader made, as it is stored on the device: packs, starred sessions, the reading list, and records
//! that could not be read.
//!
//! Each record is a text under a key. Texts are read leniently: what is bad in itself is quarantined and the
//! rest is stored; what a newer version of the site wrote is left as it is.

pub mod backup;
pub mod form;
pub mod list;
pub mod quarantine;

/// A record, which is changed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// The packs, as `pack::store` writes them.
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

/// A record as it is stored, and what was quarantined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredRecord {
    /// The text of the record.
    pub text: Option<String>,
    /// The quarantine, in the form of [`quarantine::write`].
    pub quarantined: Option<String>,
}

/// What is stored was written by a newer version of the site: it is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newer;
