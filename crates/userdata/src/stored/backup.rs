//! One file with all that the reader made, and the way back from it.
//!
//! Restoring merges: nothing of the reader's is overwritten or taken away, and a report says what came in.

use super::list::{Change, List};
use super::quarantine::{self, Origin, Quarantined};
use crate::file::{self, FileError};
use crate::pack::{Packs, merge, store};
use film_core::route::Page;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version of the file.
pub const FORMAT: u32 = 1;

/// All that the reader made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// The address of the site that it was saved at.
    pub site: String,
    /// When it was saved, a UTC instant: `20230823T010000Z`.
    pub saved: String,
    /// The packs with their notes.
    pub packs: Packs,
    /// The starred sessions.
    pub agenda: Vec<Page>,
    /// The reading list.
    pub reading: Vec<Page>,
    /// Records that could not be read, here or before.
    #[serde(rename = "aside")]
    pub quarantined: Vec<Quarantined>,
}

/// Writes the file. [`read`] gives the same back.
pub fn write(backup: &Backup) -> String {
    #[derive(Serialize)]
    struct File<'a> {
        backup: u32,
        #[serde(flatten)]
        rest: &'a Backup,
    }
    // Strings, numbers and sequences only: nothing that JSON has no form for.
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

/// Reads the file. A bad record in it is quarantined, the rest is read.
///
/// # Errors
///
/// When the whole is no backup that this program reads.
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

/// What restoring did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// To the packs.
    pub packs: Vec<merge::Change>,
    /// To the starred sessions.
    pub agenda: Tally,
    /// To the reading list.
    pub reading: Tally,
    /// How many records of the file are quarantined.
    pub quarantined: usize,
}

/// What restoring did to a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many pages are new.
    pub added: usize,
    /// How many were there.
    pub known: usize,
    /// How many were left out for want of room.
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
