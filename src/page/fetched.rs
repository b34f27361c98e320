//! Data that a part of a page fetches for itself (above all the land of maps), and why it could not be fetched.

use crate::browser;
use crate::load::LoadError;
use crate::locale::Words;
use crate::ui::{changing, effect, trouble_view};
use crate::wire::{Land, Outline};
use leptos::prelude::*;
use std::sync::Arc;

/// Data that is being fetched.
pub struct Fetched<T: Send + Sync + 'static> {
    /// The data, once it has been fetched.
    pub value: RwSignal<Option<T>>,
    failed: RwSignal<Option<LoadError>>,
    tries: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Fetched<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// Fetches now, and again when the reader retries or when a signal that `start` reads changes. `start` returns
    /// `None` if there is nothing to fetch.
    pub fn new<F>(start: impl Fn() -> Option<F> + 'static) -> Fetched<T>
    where
        F: Future<Output = Result<T, LoadError>> + 'static,
    {
        let this = Fetched { value: RwSignal::new(None), failed: RwSignal::new(None), tries: RwSignal::new(0) };
        effect(move || {
            this.tries.track();
            if let Some(coming) = start() {
                leptos::task::spawn_local(async move { this.take(coming.await) });
            }
        });
        this
    }

    /// Stores the result. The page may have been left by then.
    fn take(self, answer: Result<T, LoadError>) {
        match answer {
            Ok(value) => {
                self.failed.try_set(None);
                self.value.try_set(Some(value));
            }
            Err(error) => {
                self.failed.try_set(Some(error));
            }
        }
    }

    /// Why fetching failed, preceded by what that means for the page, and a button to retry.
    pub fn trouble(self, meaning: Option<Words>) -> AnyView {
        let Fetched { failed, tries, .. } = self;
        changing(move || failed.get().map(|error| trouble_view(error, meaning, tries)).into_any())
    }
}

/// Fetches the land of maps. Without it, a map shows its places on an empty sheet.
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
