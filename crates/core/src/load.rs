//! The loading states of fetched data.

/// Data that is being fetched. Empty is not a state: an empty list is [`Load::Ready`].
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// Just requested. Nothing is shown yet.
    Waiting,
    /// Requested at least [`SLOW_AFTER_MS`] ago.
    Slow,
    /// Loaded.
    Ready(T),
    /// Failed.
    Failed(LoadError),
}

/// The time after which the reader sees that something is loading, in milliseconds.
pub const SLOW_AFTER_MS: u32 = 500;

/// The timeout of a request, in milliseconds.
pub const GIVE_UP_AFTER_MS: u32 = 10_000;

/// Why something could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The server does not have it.
    NotFound,
    /// The server cannot be reached.
    Offline,
    /// The server did not answer within [`GIVE_UP_AFTER_MS`].
    TimedOut,
    /// The server answered with another status.
    Status(u16),
    /// The response cannot be read. Contains the location of the error.
    Malformed(String),
}

/// A chunk of the program failed to load. The loader gives no reason.
#[cfg(feature = "chunks")]
impl From<wasm_split_helpers::SplitLoaderError> for LoadError {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> LoadError {
        LoadError::Offline
    }
}

impl<T> Load<T> {
    /// The value, if it is loaded.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Load::Ready(value) => Some(value),
            Load::Waiting | Load::Slow | Load::Failed(_) => None,
        }
    }
}
