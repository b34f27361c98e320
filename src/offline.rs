//! The copy on the device, as pages tell it: what the service worker says, and what follows from it.
//!
//! Pure: the browser hands over the worker's words, and pages show what these functions make of them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// What the worker says of the copy. The table at the top of `public/sw.js` tells the fields.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Report {
    /// One word for all of it; `state` in the worker's own words.
    pub state: Word,
    /// The version that is kept.
    pub version: String,
    /// The version of this tab.
    pub tab: Option<String>,
    /// Bytes of program, texts and what is saved.
    pub bytes: u64,
    /// Milliseconds since the site had nothing newer.
    pub current: u64,
    /// By name: `text-en`, `picture` and so on.
    pub tiers: BTreeMap<String, Tier>,
    /// Pictures that were seen.
    pub seen: Amount,
    /// What the reader saved.
    pub pins: Vec<Pin>,
    /// What a thing would take, when that was asked.
    pub size: Option<Size>,
    /// Why what was asked for was not done.
    pub error: Option<String>,
}

/// The worker's word for the state of the copy, or the browser's for having no worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    /// Nothing has been said yet.
    #[default]
    Unknown,
    /// Something is being fetched.
    Saving,
    /// All is here.
    Ready,
    /// All is here, and so is a newer version.
    Update,
    /// There is no room.
    Full,
    /// The line broke off.
    Failed,
    /// The browser has no workers.
    Unsupported,
    /// The page did not come over a secure line.
    Insecure,
    /// The browser lets the site keep nothing.
    Blocked,
}

impl Word {
    /// Reads the worker's word.
    pub fn parse(word: &str) -> Word {
        match word {
            "saving" => Word::Saving,
            "ready" => Word::Ready,
            "update" => Word::Update,
            "full" => Word::Full,
            "failed" => Word::Failed,
            "unsupported" => Word::Unsupported,
            "insecure" => Word::Insecure,
            "blocked" => Word::Blocked,
            _ => Word::Unknown,
        }
    }
}

/// Files and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Amount {
    /// How many files.
    pub files: u32,
    /// How many bytes.
    pub bytes: u64,
}

/// A tier of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Tier {
    /// Bytes of all its files.
    pub bytes: u64,
    /// Whether all of it is here.
    pub ready: bool,
    /// Bytes that have come, while it is being saved.
    pub done: Option<u64>,
}

/// What saving something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Size {
    /// How many files.
    pub files: u32,
    /// Bytes of them all.
    pub bytes: u64,
    /// Bytes that are not here yet.
    pub left: u64,
}

/// Something that the reader saved: a pack, an edition, a collection.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Pin {
    /// What it is called among pins.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Its page.
    pub path: String,
    /// The worker's word.
    pub state: PinWord,
    /// Bytes of it all.
    pub bytes: u64,
    /// Bytes that are here.
    pub done: u64,
    /// How many of its items have another text on the site by now.
    pub changed: u32,
    /// What it is made of.
    pub items: Vec<Item>,
}

/// The worker's word for a pin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PinWord {
    /// On its way.
    #[default]
    Saving,
    /// Stopped by the reader.
    Paused,
    /// Every byte was verified.
    Ready,
    /// There was no room.
    Full,
    /// The line broke off.
    Failed,
}

/// A page of a pin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Item {
    /// Its address.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Bytes of it.
    pub bytes: u64,
    /// Bytes that are here.
    pub done: u64,
}

/// What the worker is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Order {
    /// To tell the state.
    State,
    /// To ask the site for something, and tell the error if it cannot be reached.
    Reach,
    /// To keep the text of a language.
    Save {
        /// `text-en` or `text-zh`.
        tier: String,
    },
    /// To tell what something would take.
    Size {
        /// What it is made of.
        items: Vec<Wanted>,
    },
    /// To save something.
    Pin {
        /// What to call it.
        id: String,
        /// Its name for readers.
        name: String,
        /// Its page.
        path: String,
        /// What it is made of.
        items: Vec<Wanted>,
    },
    /// To go on with what was begun.
    #[serde(rename = "pin")]
    Resume {
        /// Which.
        id: String,
    },
    /// To stop for now.
    Pause {
        /// Which.
        id: String,
    },
    /// To forget it.
    Cancel {
        /// Which.
        id: String,
    },
    /// To read all that is kept, and fetch what is damaged.
    Repair,
    /// To take the newer version.
    Activate,
}

/// A page that is to be saved, with the files that belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wanted {
    /// Its address.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The addresses of its files.
    pub urls: Vec<String>,
}

/// How far the copy of the site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// Nobody has said yet.
    Unknown,
    /// There is none, and none is on its way.
    None,
    /// On its way: bytes that have come, of how many.
    Saving(u64, u64),
    /// It is here.
    Ready,
    /// There was no room for it.
    Full,
    /// The line broke off.
    Cut,
    /// The browser has no workers.
    Unsupported,
    /// The page did not come over a secure line.
    Insecure,
    /// The browser lets the site keep nothing.
    Blocked,
}

/// What a reader can do about something saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Begin again, or bring it up to date.
    Again,
    /// Stop for now.
    Pause,
    /// Go on.
    Resume,
    /// Stop and forget.
    Cancel,
    /// Take it off the device.
    Delete,
}

/// How far something saved is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On its way.
    Saving,
    /// Stopped by the reader.
    Paused,
    /// Here, every byte of it.
    Ready,
    /// Here, but the site has something else by now.
    Changed,
    /// A part of it is no longer on the device.
    Lost,
    /// There was no room.
    Full,
    /// The line broke off.
    Cut,
    /// It is no longer on the device at all.
    Gone,
}

impl Stage {
    /// What the reader can do then.
    pub fn acts(self) -> &'static [Act] {
        match self {
            Stage::Saving => &[Act::Pause, Act::Cancel],
            Stage::Paused | Stage::Cut | Stage::Full => &[Act::Resume, Act::Cancel],
            Stage::Ready => &[Act::Delete],
            Stage::Changed | Stage::Gone => &[Act::Again, Act::Delete],
            Stage::Lost => &[Act::Resume, Act::Delete],
        }
    }
}

impl Report {
    /// How far the copy is for readers of a language, whose text is the tier of that name.
    pub fn copy(&self, tier: &str) -> Copy {
        let text = self.tiers.get(tier).copied().unwrap_or_default();
        match self.state {
            Word::Unknown => Copy::Unknown,
            Word::Unsupported => Copy::Unsupported,
            Word::Insecure => Copy::Insecure,
            Word::Blocked => Copy::Blocked,
            _ if text.ready => Copy::Ready,
            Word::Full => Copy::Full,
            Word::Failed => Copy::Cut,
            Word::Saving | Word::Ready | Word::Update => match text.done {
                Some(done) => Copy::Saving(done, text.bytes),
                None => Copy::None,
            },
        }
    }

    /// Something saved, by its id.
    pub fn pin(&self, id: &str) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.id == id)
    }
}

impl Pin {
    /// How far it is.
    pub fn stage(&self) -> Stage {
        match self.state {
            PinWord::Saving => Stage::Saving,
            PinWord::Paused => Stage::Paused,
            PinWord::Full => Stage::Full,
            PinWord::Failed => Stage::Cut,
            PinWord::Ready if self.done < self.bytes => Stage::Lost,
            PinWord::Ready if self.changed > 0 => Stage::Changed,
            PinWord::Ready => Stage::Ready,
        }
    }
}

/// What the frame of every page hears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// The word.
    pub word: Word,
    /// Whether another version than this tab's is the device's by now.
    pub passed: bool,
    /// Whether the text of the reader's language is here.
    pub ready: bool,
    /// Milliseconds since the site had nothing newer.
    pub current: u64,
}

/// What the frame tells the reader, one thing at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no network; what is shown is of that age, if there is a copy.
    Offline(Option<Age>),
    /// A newer version waits for the reader's word.
    Update,
    /// Another tab has taken a newer version; this one can follow.
    Passed,
    /// There is no room for the copy.
    Full,
    /// The site works without a network from now on.
    Ready,
}

/// What the frame tells, of all that may be. `dismissed` are those that the reader has closed in this tab;
/// `said` is whether this device has been told that the site works without a network.
pub fn notice(online: bool, brief: &Brief, dismissed: &[Notice], said: bool) -> Option<Notice> {
    let may = |notice: Notice| (!dismissed.contains(&notice)).then_some(notice);
    if !online {
        return Some(Notice::Offline(brief.ready.then(|| Age::of(brief.current))));
    }
    let wanted = match brief.word {
        _ if brief.passed => Notice::Passed,
        Word::Update => Notice::Update,
        Word::Full => Notice::Full,
        Word::Ready if brief.ready && !said => Notice::Ready,
        _ => return None,
    };
    may(wanted)
}

/// How long ago something was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than two minutes.
    Now,
    /// Minutes.
    Minutes(u64),
    /// Hours.
    Hours(u64),
    /// Days.
    Days(u64),
}

impl Age {
    /// The age of something, in milliseconds.
    pub fn of(milliseconds: u64) -> Age {
        match milliseconds / 60_000 {
            0..2 => Age::Now,
            minutes @ 2..120 => Age::Minutes(minutes),
            minutes @ 120..2880 => Age::Hours(minutes / 60),
            minutes => Age::Days(minutes / 1440),
        }
    }
}

/// Bytes as readers count them: `34.5 MB`, `610 kB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0 => "0 kB".to_owned(),
        1..999_500 => [&(bytes + 500).div_euclid(1000).max(1).to_string(), " kB"].concat(),
        _ if bytes < 999_950_000 => [tenths(bytes / 10_000), " MB".to_owned()].concat(),
        _ => [tenths(bytes / 10_000_000), " GB".to_owned()].concat(),
    }
}

/// Hundredths as a number with one decimal, rounded.
fn tenths(hundredths: u64) -> String {
    let tenths = (hundredths + 5) / 10;
    [(tenths / 10).to_string(), (tenths % 10).to_string()].join(".")
}

/// A share in whole hundredths; never all of it before all is there.
pub fn percent(done: u64, of: u64) -> u64 {
    if done >= of { 100 } else { (done.saturating_mul(100) / of.max(1)).min(99) }
}
