//! The code that reads, merges and writes what the device stores. It is a chunk, because most readers have stored
//! nothing.

use super::chunk;
use super::pack::store::PackStore;
use super::stored_list::Outcome;
use crate::browser::{self, Pauses};
use crate::stored::list::{Change, List};
use std::pin::Pin;

/// A function of the chunk at work.
pub type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// The functions of the chunk.
#[derive(Clone, Copy)]
pub struct Storage {
    /// Reads the packs and stores their changes. Returns whether they were read.
    pub sync_packs: fn(PackStore) -> Work<bool>,
    /// Adds the pages whose buttons were pressed to the chosen pack, or removes them.
    pub toggle_pressed: fn(PackStore),
    /// Reads a stored list and stores changes of it.
    pub change_list: fn(List, Vec<Change>) -> Work<Outcome>,
}

/// Loads the chunk, retrying until it succeeds. After a failure, tells the reader if `is_awaited`.
pub async fn storage(is_awaited: impl Fn() -> bool) -> Storage {
    let mut pauses = Pauses::default();
    let mut is_told = false;
    loop {
        match chunk::storage().await {
            Ok(storage) => {
                if is_told {
                    browser::clear_missing();
                }
                return storage;
            }
            Err(_) if is_awaited() => {
                is_told = true;
                browser::tell_missing();
            }
            Err(_) => {}
        }
        pauses.next().await;
    }
}
