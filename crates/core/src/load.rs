//! The states of something that is fetched.

/// Something on its way. Empty is not a state of it: an empty list is [`Load::Ready`].
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// Asked for just now; nothing is painted.
    Waiting,
    /// Asked for [`SLOW_AFTER_MS`] ago.
    Slow,
    /// Here.
    Ready(T),
    /// Not coming.
    Failed(LoadError),
}

/// How long a wait may last before the reader is told, in milliseconds.
pub const SLOW_AFTER_MS: u32 = 500;

/// How long a request may last before it is given up, in milliseconds.
pub const GIVE_UP_AFTER_MS: u32 = 10_000;

/// Why something did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The server has no such thing.
    NotFound,
    /// The server cannot be reached.
    Offline,
    /// The server did not answer within [`GIVE_UP_AFTER_MS`].
    TimedOut,
    /// The server answered with another status.
    Status(u16),
    /// The answer cannot be read; the text says where.
    Malformed(String),
}

/// A chunk of the program that did not come: the loader knows no more.
#[cfg(feature = "chunks")]
impl From<wasm_split_helpers::SplitLoaderError> for LoadError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> LoadError {
        LoadError::Offline
    }
}

impl<T> Load<T> {
    /// The value, when it is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Load::Ready(value) => Some(value),
            Load::Waiting | Load::Slow | Load::Failed(_) => None,
        }
    }
}
