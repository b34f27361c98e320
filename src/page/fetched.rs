//! Something that part of a page fetches for itself (the land of maps, above all), and why it did not come.

use crate::browser;
use crate::load::LoadError;
use crate::locale::Words;
use crate::ui::{changing, trouble_view};
use crate::wire::{Land, Outline};
use leptos::prelude::*;
use std::sync::Arc;

/// What is fetched.
pub struct Fetched<T: Send + Sync + 'static> {
    /// The thing, once it is here.
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
    /// Fetches now, and again when the reader asks for it, or when something changes that `start` reads; there may be
    /// nothing to fetch.
    pub fn new<F>(start: impl Fn() -> Option<F> + 'static) -> Fetched<T>
    where
        F: Future<Output = Result<T, LoadError>> + 'static,
    {
        let this = Fetched { value: RwSignal::new(None), failed: RwSignal::new(None), tries: RwSignal::new(0) };
        Effect::new(move |_| {
            this.tries.track();
            if let Some(coming) = start() {
                leptos::task::spawn_local(async move { this.take(coming.await) });
            }
        });
        this
    }

    /// What came. The page may have been left by then.
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

    /// Why it did not come, after what that means for the page, and the way to try again.
    pub fn trouble(self, meaning: Option<Words>) -> AnyView {
        let Fetched { failed, tries, .. } = self;
        changing(move || failed.get().map(|error| trouble_view(error, meaning, tries)).into_any())
    }
}

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
