//! Messages between pages and the service worker: pages send an [`Order`], the worker sends a [`Report`].
//!
//! `worker/messages.ts` is generated from these types, so that both sides compile against one declaration.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of the offline copy.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(optional_fields))]
#[serde(default)]
pub struct Report {
    /// The state of the copy.
    pub state: WorkerState,
    /// The stored version.
    pub version: String,
    /// The version of this tab.
    pub tab: Option<String>,
    /// Bytes of the program, the texts and everything saved.
    pub bytes: u64,
    /// Milliseconds since this version was completely stored.
    pub age: u64,
    /// Milliseconds since the site last had nothing newer.
    pub current: u64,
    /// Tiers of files by name: `text-en`, `picture` and so on.
    pub tiers: BTreeMap<String, Tier>,
    /// Pictures stored because the reader saw them.
    pub seen: Amount,
    /// Things that the reader saved.
    pub pins: Vec<Pin>,
    /// The size of a thing, in reply to [`Order::Size`].
    pub size: Option<Size>,
    /// Why the last order failed.
    pub error: Option<String>,
}

/// The part of a [`Report`] that the frame of every page uses; made by the start script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FrameState {
    /// The state of the copy.
    pub state: WorkerState,
    /// Whether the device now has another version than this tab.
    pub passed: bool,
    /// Whether the texts of the reader's language are stored.
    pub ready: bool,
    /// Milliseconds since the site last had nothing newer.
    pub current: u64,
}

impl Report {
    /// The saved thing with this id.
    pub fn pin(&self, id: &str) -> Option<&Pin> {
        self.pins.iter().find(|pin| pin.id == id)
    }
}

/// The state of the copy, or why there is no worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum WorkerState {
    /// Not reported yet.
    #[default]
    Unknown,
    /// Files are being fetched.
    Saving,
    /// Completely stored.
    Ready,
    /// Completely stored, and a newer version is waiting.
    Update,
    /// The storage is full.
    Full,
    /// The connection was lost.
    Failed,
    /// The browser has no service workers.
    Unsupported,
    /// The page was not loaded over HTTPS.
    Insecure,
    /// The browser blocks storage for the site.
    Blocked,
}

/// A number of files and their size.
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
    /// Whether all its files are stored.
    pub ready: bool,
    /// Bytes fetched so far, while it is being saved.
    pub done: Option<u64>,
}

/// The size of a thing to save.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Size {
    /// How many files.
    pub files: u32,
    /// Bytes of all files.
    pub bytes: u64,
    /// Bytes that are not stored yet.
    pub left: u64,
}

/// Something that the reader saved: a pack, an edition, a collection.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Pin {
    /// Its id among the pins.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Its page.
    pub path: String,
    /// Its progress.
    pub state: PinState,
    /// How many files it has.
    pub files: u32,
    /// Bytes of all files.
    pub bytes: u64,
    /// Bytes stored so far.
    pub done: u64,
    /// How many of its items have changed on the site since.
    pub changed: u32,
    /// Its pages.
    pub items: Vec<Item>,
}

/// The progress of a pin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum PinState {
    /// Being fetched.
    #[default]
    Saving,
    /// Paused by the reader.
    Paused,
    /// Stored and verified.
    Ready,
    /// The storage was full.
    Full,
    /// The connection was lost.
    Failed,
}

/// A page of a pin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Item {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Bytes of its files.
    pub bytes: u64,
    /// Bytes stored so far.
    pub done: u64,
}

/// A command to the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Order {
    /// Reports the state.
    State,
    /// Sends a request to the site, and reports an error if it cannot be reached.
    Reach,
    /// Stores the texts of a language.
    Save {
        /// `text-en` or `text-zh`.
        tier: String,
        /// Whether the reader saves data. If so, nothing is stored.
        lean: bool,
    },
    /// Records that the site has nothing newer.
    Current,
    /// Reports the size of a thing to save.
    Size {
        /// Its pages.
        items: Vec<Wanted>,
    },
    /// Saves a thing.
    Pin {
        /// Its id among the pins.
        id: String,
        /// Its name for readers.
        name: String,
        /// Its page.
        path: String,
        /// Its pages.
        items: Vec<Wanted>,
    },
    /// Resumes a paused or interrupted pin.
    #[serde(rename = "pin")]
    Resume {
        /// The id of the pin.
        id: String,
    },
    /// Pauses a pin.
    Pause {
        /// The id of the pin.
        id: String,
    },
    /// Deletes a pin.
    Cancel {
        /// The id of the pin.
        id: String,
    },
    /// Verifies all stored files, and fetches damaged ones again.
    Repair,
    /// Activates the newer version.
    Activate,
}

/// A page to save, with its files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Wanted {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The URLs of its files.
    pub urls: Vec<String>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ts_rs::{Config, TS};

    /// Set this variable to write the file.
    const WRITE: &str = "WRITE_MESSAGES";

    /// Checks that a generated file below `worker/` matches the types of this crate.
    pub(crate) fn check_declarations(source: &str, target: &str, declare: impl Fn(&Config) -> Vec<String>) {
        let config = Config::new().with_large_int("number");
        let mut text = format!("// Written from crates/wire/src/{source} by its test; do not edit.\n");
        for declaration in declare(&config) {
            // Comments in one line, and no space at the end of any.
            let declaration = declaration.replace("/**\n * ", "  /** ").replace("\n */\n", " */\n  ");
            text.push_str(&format!("\nexport {declaration}\n").replace(" \n", "\n"));
        }
        let file = format!("{}/../../worker/{target}", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(&file, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            committed == text,
            "worker/{target} is not what crates/wire/src/{source} says\n\
             help: {WRITE}=1 ./dev test unit compiles_against_these_types, then fix what `tsc` finds (./dev test lint)"
        );
    }

    #[test]
    fn the_worker_compiles_against_these_types() {
        check_declarations("worker.rs", "messages.ts", |config| {
            vec![
                Report::decl(config),
                FrameState::decl(config),
                WorkerState::decl(config),
                Amount::decl(config),
                Tier::decl(config),
                Size::decl(config),
                Pin::decl(config),
                PinState::decl(config),
                Item::decl(config),
                Order::decl(config),
                Wanted::decl(config),
            ]
        });
    }
}
