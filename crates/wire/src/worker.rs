//! What pages and the service worker say to each other: pages send an [`Order`], the worker a [`Report`].
//!
//! `worker/messages.ts` is written from these types, so that both sides compile against one declaration.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the worker says of the copy.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
#[serde(default)]
pub struct Report {
    /// The state of the copy.
    pub state: WorkerState,
    /// The version that is kept.
    pub version: String,
    /// The version of this tab.
    pub tab: Option<String>,
    /// Bytes of program, texts and what is saved.
    pub bytes: u64,
    /// Milliseconds since this version was whole.
    pub age: u64,
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

/// What the frame of every page hears, made from a [`Report`] by the start script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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

impl Report {
    /// Something saved, by its id.
    pub fn pin(&self, id: &str) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.id == id)
    }
}

/// The state of the copy, or why there is no worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum WorkerState {
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

/// Files and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Amount {
    /// How many files.
    pub files: u32,
    /// How many bytes.
    pub bytes: u64,
}

/// A tier of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
#[serde(default)]
pub struct Tier {
    /// How many files it has.
    pub files: u32,
    /// Bytes of all its files.
    pub bytes: u64,
    /// Whether all of it is here.
    pub ready: bool,
    /// Bytes that have come, while it is being saved.
    pub done: Option<u64>,
}

/// What saving something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// How many files it has.
    pub files: u32,
    /// Bytes of it all.
    pub bytes: u64,
    /// Bytes that are here.
    pub done: u64,
    /// How many of its items have another text on the site by now.
    pub changed: u32,
    /// What it is made of.
    pub items: Vec<Item>,
}

/// How far the worker is with a pin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
#[cfg_attr(test, derive(ts_rs::TS))]
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
#[cfg_attr(test, derive(ts_rs::TS))]
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
        /// Not if the reader saves data.
        lean: bool,
    },
    /// To note that the site had nothing newer.
    Current,
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
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Wanted {
    /// Its address.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The addresses of its files.
    pub urls: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use ts_rs::{Config, TS};

    /// Set this variable to write the file.
    const WRITE: &str = "WRITE_MESSAGES";

    #[test]
    fn the_worker_compiles_against_these_types() {
        let config = Config::new().with_large_int("number");
        let declarations = [
            Report::decl(&config),
            FrameState::decl(&config),
            WorkerState::decl(&config),
            Amount::decl(&config),
            Tier::decl(&config),
            Size::decl(&config),
            Pin::decl(&config),
            PinState::decl(&config),
            Item::decl(&config),
            Order::decl(&config),
            Wanted::decl(&config),
        ];
        let mut text = "// Written from crates/wire/src/worker.rs by its test; do not edit.\n".to_owned();
        for declaration in declarations {
            // Comments in one line, and no space at the end of any.
            let declaration = declaration.replace("/**\n * ", "  /** ").replace("\n */\n", " */\n  ");
            text.push_str(&format!("\nexport {declaration}\n").replace(" \n", "\n"));
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../worker/messages.ts");
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(file, &text).unwrap();
        }
        let committed = std::fs::read_to_string(file).unwrap();
        assert!(
            committed == text,
            "worker/messages.ts is not what crates/wire/src/worker.rs says\n\
             help: {WRITE}=1 ./dev test unit the_worker_compiles, then fix what `tsc` finds (./dev test lint)"
        );
    }
}
