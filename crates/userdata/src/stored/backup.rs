//! Backup and restore of everything the reader made, as one file.
//!
//! Restoring merges: it never overwrites or deletes the reader's data, and it reports what was added.

use super::list::{Change, List};
use super::quarantine::{self, Origin, Quarantined};
use crate::file::{self, FileError};
use crate::pack::{Packs, merge, store};
use film_core::route::Page;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version of the file.
pub const FORMAT: u32 = 1;

/// Everything the reader made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The URL of the site where it was saved.
    pub site: String,
    /// When it was saved, as a UTC instant: `20230823T010000Z`.
    pub saved: String,
    /// The packs with their notes.
    pub packs: Packs,
    /// The starred sessions.
    pub agenda: Vec<Page>,
    /// The reading list.
    pub reading: Vec<Page>,
    /// All quarantined records, including earlier ones.
    #[serde(rename = "aside")]
    pub quarantined: Vec<Quarantined>,
}

/// Writes the file. [`read`] returns the same backup.
pub fn write(backup: &Backup) -> String {
    #[derive(Serialize)]
    struct File<'a> {
        backup: u32,
        #[serde(flatten)]
        rest: &'a Backup,
    }
    // A backup consists of strings, numbers and sequences, which always have a JSON form.
    serde_json::to_string(&File { backup: FORMAT, rest: backup }).unwrap_or_default()
}

#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    backup: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    #[serde(rename = "backup")]
    _backup: u32,
    site: String,
    saved: String,
    #[serde(borrow)]
    packs: &'a RawValue,
    #[serde(borrow)]
    agenda: &'a RawValue,
    #[serde(borrow)]
    reading: &'a RawValue,
    #[serde(borrow, rename = "aside")]
    quarantined: &'a RawValue,
}

/// Reads the file. Bad records are quarantined and the rest is read.
///
/// # Errors
///
/// If the text as a whole is not a backup that this program reads.
pub fn read(text: &str) -> Result<Backup, FileError> {
    let file: File = file::read(text, |head: Head| head.backup, FORMAT)?;
    let mut quarantined = quarantine::read(Some(file.quarantined.get()));
    let mut bad = |text: &str| quarantine::add(&mut quarantined, Quarantined::new(Origin::File, text));
    let packs = match store::read(file.packs.get()) {
        Ok(read) => {
            read.quarantined.iter().for_each(|record| bad(record));
            read.packs
        }
        Err(error @ FileError::OtherFormat(_)) => return Err(error),
        Err(_) => {
            bad(file.packs.get());
            Packs::default()
        }
    };
    let agenda = pages(List::Agenda, file.agenda.get(), &mut bad);
    let reading = pages(List::Reading, file.reading.get(), &mut bad);
    Ok(Backup { site: file.site, saved: file.saved, packs, agenda, reading, quarantined })
}

fn pages(list: List, text: &str, bad: &mut impl FnMut(&str)) -> Vec<Page> {
    let Ok(entries) = serde_json::from_str::<Vec<&RawValue>>(text) else {
        bad(text);
        return Vec::new();
    };
    let mut pages: Vec<Page> = Vec::new();
    for entry in entries {
        match serde_json::from_str::<Page>(entry.get()) {
            Ok(page) if list.holds(&page) => list.change(&mut pages, &Change::Bring(vec![page])),
            _ => bad(entry.get()),
        }
    }
    pages
}

/// The result of restoring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The changes to the packs.
    pub packs: Vec<merge::Change>,
    /// The changes to the starred sessions.
    pub agenda: Tally,
    /// The changes to the reading list.
    pub reading: Tally,
    /// The number of records in the file that were quarantined.
    pub quarantined: usize,
}

/// The result of restoring a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of new pages.
    pub added: usize,
    /// The number of pages that were already in the list.
    pub known: usize,
    /// The number of pages left out because the list is full.
    pub full: usize,
}

/// Merges a backup into what the reader has, at the time `now`.
pub fn restore(mine: &Backup, theirs: &Backup, now: i64) -> (Backup, Report) {
    let merged = merge::import(&mine.packs, &merge::without_traces(theirs.packs.clone()), now);
    let (agenda, starred) = bring(List::Agenda, &mine.agenda, &theirs.agenda);
    let (reading, articles) = bring(List::Reading, &mine.reading, &theirs.reading);
    let mut quarantined = mine.quarantined.clone();
    theirs.quarantined.iter().for_each(|record| quarantine::add(&mut quarantined, record.clone()));
    let report = Report {
        packs: merged.report,
        agenda: starred,
        reading: articles,
        quarantined: quarantined.len() - mine.quarantined.len(),
    };
    (Backup { packs: merged.packs, agenda, reading, quarantined, ..mine.clone() }, report)
}

fn bring(list: List, mine: &[Page], theirs: &[Page]) -> (Vec<Page>, Tally) {
    let mut pages = mine.to_vec();
    list.change(&mut pages, &Change::Bring(theirs.to_vec()));
    let known = theirs.iter().filter(|page| mine.contains(page)).count();
    let added = pages.len() - mine.len();
    (pages, Tally { added, known, full: theirs.len() - known - added })
}

#[cfg(test)]
mod tests;
