//! The copy of the site on the device: the service worker's messages, and what they mean for the reader.
//!
//! Pure: the browser hands over the messages, and pages show what these functions make of them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// The worker's report on the copy. `public/sw.js` describes the fields in the table at its top.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Report {
    /// The state of the copy.
    pub state: WorkerState,
    /// The stored version.
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
    /// What saving a thing would take, in the answer to [`Order::Size`].
    pub size: Option<Size>,
    /// Why an order was not carried out.
    pub error: Option<String>,
}

/// The state of the copy by the worker's name for it, or why there is no worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkerState {
    /// No report has come yet.
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
    /// The browser lets the site store nothing.
    Blocked,
}

impl WorkerState {
    /// Reads the worker's name for it.
    pub fn parse(name: &str) -> WorkerState {
        match name {
            "saving" => WorkerState::Saving,
            "ready" => WorkerState::Ready,
            "update" => WorkerState::Update,
            "full" => WorkerState::Full,
            "failed" => WorkerState::Failed,
            "unsupported" => WorkerState::Unsupported,
            "insecure" => WorkerState::Insecure,
            "blocked" => WorkerState::Blocked,
            _ => WorkerState::Unknown,
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
    /// How far the worker is.
    pub state: PinState,
    /// Bytes of it all.
    pub bytes: u64,
    /// Bytes that are here.
    pub done: u64,
    /// How many of its items have another text on the site by now.
    pub changed: u32,
    /// What it is made of.
    pub items: Vec<Item>,
}

/// The worker's name for the state of a pin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PinState {
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

/// An order to the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Order {
    /// To tell the state.
    State,
    /// To ask the site for something, and tell the error if it cannot be reached.
    Reach,
    /// To store the text of a language.
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
    /// To read all that is stored, and fetch what is damaged.
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
    /// No report has come yet.
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
    /// The browser lets the site store nothing.
    Blocked,
}

/// What a reader can do about something saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Save it.
    Offer,
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
    pub fn actions(self) -> &'static [Action] {
        match self {
            Stage::Saving => &[Action::Pause, Action::Cancel],
            Stage::Paused | Stage::Cut | Stage::Full => &[Action::Resume, Action::Cancel],
            Stage::Ready => &[Action::Delete],
            Stage::Changed | Stage::Gone => &[Action::Again, Action::Delete],
            Stage::Lost => &[Action::Resume, Action::Delete],
        }
    }
}

impl Report {
    /// How far the copy is for readers of a language, whose text is the tier of that name.
    pub fn copy(&self, tier: &str) -> Copy {
        let text = self.tiers.get(tier).copied().unwrap_or_default();
        match self.state {
            WorkerState::Unknown => Copy::Unknown,
            WorkerState::Unsupported => Copy::Unsupported,
            WorkerState::Insecure => Copy::Insecure,
            WorkerState::Blocked => Copy::Blocked,
            _ if text.ready => Copy::Ready,
            WorkerState::Full => Copy::Full,
            WorkerState::Failed => Copy::Cut,
            WorkerState::Saving | WorkerState::Ready | WorkerState::Update => match text.done {
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
            PinState::Saving => Stage::Saving,
            PinState::Paused => Stage::Paused,
            PinState::Full => Stage::Full,
            PinState::Failed => Stage::Cut,
            PinState::Ready if self.done < self.bytes => Stage::Lost,
            PinState::Ready if self.changed > 0 => Stage::Changed,
            PinState::Ready => Stage::Ready,
        }
    }
}

/// What the frame of every page hears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameState {
    /// The state of the copy.
    pub state: WorkerState,
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
    /// A newer version waits for the reader to take it.
    Update,
    /// Another tab has taken a newer version; this one can follow.
    Passed,
    /// There is no room for the copy.
    Full,
    /// The site works without a network from now on.
    Ready,
}

/// What the frame tells, of all that may be. `dismissed` are those that the reader has closed in this tab;
/// `is_told` is whether this device has been told that the site works without a network.
pub fn notice(online: bool, frame: &FrameState, dismissed: &[Notice], is_told: bool) -> Option<Notice> {
    if !online {
        return Some(Notice::Offline(frame.ready.then(|| Age::of(frame.current))));
    }
    let wanted = match frame.state {
        _ if frame.passed => Notice::Passed,
        WorkerState::Update => Notice::Update,
        WorkerState::Full => Notice::Full,
        WorkerState::Ready if frame.ready && !is_told => Notice::Ready,
        _ => return None,
    };
    (!dismissed.contains(&wanted)).then_some(wanted)
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
