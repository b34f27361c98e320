//! The land of maps, fetched with the first map that shows it.

use crate::browser;
use crate::load::LoadError;
use crate::wire::{Land, Outline};
use leptos::prelude::*;
use std::sync::Arc;

/// The land of maps, and why it did not come. Without it a map shows its places on the bare sheet.
pub struct Ground {
    /// The land.
    pub outline: RwSignal<Option<Arc<Outline>>>,
    /// Why it is not there.
    pub failed: RwSignal<Option<LoadError>>,
    /// How often the reader tried again.
    pub tries: RwSignal<u32>,
}

/// Fetches the land of maps.
pub fn use_outline(land: Option<&Land>) -> Ground {
    let (outline, failed, tries) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(0));
    let address = land.map(|land| land.data.clone());
    Effect::new(move |_| {
        tries.track();
        let Some(address) = address.clone() else { return };
        browser::when_ready(move || {
            browser::fetch_outline(&address, move |answer| {
                // The page may have been left before the answer came.
                match answer {
                    Ok(land) => {
                        failed.try_set(None);
                        outline.try_set(Some(Arc::new(land)));
                    }
                    Err(error) => {
                        failed.try_set(Some(error));
                    }
                }
            });
        });
    });
    Ground { outline, failed, tries }
}
