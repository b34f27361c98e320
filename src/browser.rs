//! The browser itself: the one place that names web-sys, and its native twins that do nothing.

#[cfg(feature = "hydrate")]
mod fetch;
#[cfg(feature = "hydrate")]
mod gestures;
#[cfg(feature = "hydrate")]
mod head;
#[cfg(feature = "hydrate")]
mod island;
#[cfg(feature = "hydrate")]
mod navigation;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod storage;

#[cfg(feature = "hydrate")]
pub use {
    fetch::{fetch_outline, fetch_search, opened},
    gestures::watch_map,
    island::{hydrate_later, start, when_ready},
    navigation::{go, navigate, replace_query},
    page::{copy_text, is_online, locate, now, on_connection, page_address, print, show_theme, typed},
    storage::{read, write},
};

#[cfg(not(feature = "hydrate"))]
mod native;
#[cfg(not(feature = "hydrate"))]
pub use native::*;

/// Why the device did not say where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlocated {
    /// The reader or the browser said no.
    Refused,
    /// The device does not know.
    Unknown,
    /// It took too long.
    Late,
    /// The browser has no such thing.
    Never,
}

/// A thing kept in the browser's local storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// The chosen theme.
    Theme,
    /// The recce pack: paths of its records, a line each.
    Pack,
}

impl Stored {
    /// The storage key.
    pub fn as_str(self) -> &'static str {
        match self {
            Stored::Theme => "theme",
            Stored::Pack => "pack",
        }
    }
}
