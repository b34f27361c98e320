//! The land of maps, fetched with the first map that shows it.

use super::fetched::Fetched;
use crate::browser;
use crate::wire::{Land, Outline};
use std::sync::Arc;

/// Fetches the land of maps. Without it a map shows its places on the bare sheet.
pub fn use_outline(land: Option<&Land>) -> Fetched<Arc<Outline>> {
    let address = land.map(|land| land.data.clone());
    Fetched::new(move || {
        let address = address.clone()?;
        Some(async move {
            browser::hydrated().await;
            browser::fetch_outline(&address).await.map(Arc::new)
        })
    })
}
