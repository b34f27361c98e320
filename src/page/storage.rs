//! The code that reads, merges and writes what the device stores. It is a chunk, because most readers have stored
//! nothing.

use super::chunk;
use super::pack::store::PackStore;
use super::stored_list::Outcome;
use crate::browser;
use crate::route::Page;
use crate::stored::list::{Change, List};
use std::pin::Pin;

/// A function of the chunk at work.
pub type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// The functions of the chunk.
#[derive(Clone, Copy)]
pub struct Storage {
    /// Reads the packs and stores their changes. Returns whether they were read.
    pub sync_packs: fn(PackStore) -> Work<bool>,
    /// Adds a page to the chosen pack, or removes it.
    pub toggle: fn(PackStore, &Page),
    /// Reads a stored list and stores changes of it.
    pub change_list: fn(List, Vec<Change>) -> Work<Outcome>,
}

/// Fetches the chunk. If it cannot be fetched, the reader is told; the next call tries again.
pub async fn storage() -> Option<Storage> {
    let storage = chunk::storage().await;
    if storage.is_err() {
        browser::tell_missing();
    }
    storage.ok()
}
