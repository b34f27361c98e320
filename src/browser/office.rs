//! Asks the scripts in `worker/lookbook/` and `worker/poster/` for office files and posters.

use super::deliver::Outgoing;
use crate::locale::{Locale, Words, words};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal, Blob, DomException};

/// The functions of `worker/page/on-demand.ts`. Each takes JSON, reports progress, and stops when its signal is aborted. The
/// promise resolves to the file and the number of pictures that it lacks; that of a poster, also to its URL.
const MAKE_FILE: &str = "makeOfficeFile";
const MAKE_POSTER: &str = "makePoster";

/// Why a file was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeError {
    /// The script could not be loaded.
    NotLoaded,
    /// It was cancelled.
    Cancelled,
    /// There is nothing to put into it.
    Empty(Words),
    /// The browser's words for anything else.
    Other(String),
}

impl OfficeError {
    /// The error in words.
    pub fn in_words(&self, locale: Locale) -> String {
        match self {
            OfficeError::NotLoaded => words::OFFICE_NOT_LOADED.get(locale).to_owned(),
            OfficeError::Cancelled => words::OFFICE_CANCELLED.get(locale).to_owned(),
            OfficeError::Empty(words) => words.get(locale).to_owned(),
            OfficeError::Other(error) => words::OFFICE_FAILED.with(locale, &[error]),
        }
    }
}

/// A file that is being made; it can be cancelled. A copy is another handle on the same job.
#[derive(Clone, Debug)]
pub struct OfficeJob(Option<AbortController>);

impl OfficeJob {
    /// A job that does nothing yet.
    pub fn begin() -> OfficeJob {
        OfficeJob(AbortController::new().ok())
    }

    /// Whether it was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.0.as_ref().is_some_and(|abort| abort.signal().aborted())
    }

    /// Stops it.
    pub fn cancel(&self) {
        if let Some(abort) = &self.0 {
            abort.abort();
        }
    }

    /// Makes a file from a [`Lookbook`](crate::wire::lookbook::Lookbook) as JSON. Reports how many pictures are done, and
    /// of how many. Returns the file, and how many pictures could not be loaded.
    ///
    /// # Errors
    ///
    /// If the file could not be made.
    pub async fn make(
        &self,
        json: &str,
        name: &str,
        progress: impl FnMut(u32, u32) + 'static,
    ) -> Result<(Outgoing, u32), OfficeError> {
        let progress = Closure::<dyn FnMut(u32, u32)>::new(progress);
        let (file, missing, _) = self.ask(MAKE_FILE, json, name, progress.as_ref()).await?;
        Ok((file, missing))
    }

    /// Makes a picture from a [`Poster`](crate::wire::poster::Poster) as JSON. Returns it, how many of its pictures could
    /// not be loaded, and a `data:` URL of it.
    ///
    /// # Errors
    ///
    /// If it could not be made.
    pub async fn make_poster(&self, json: &str, name: &str) -> Result<(Outgoing, u32, String), OfficeError> {
        self.ask(MAKE_POSTER, json, name, &JsValue::UNDEFINED).await
    }

    async fn ask(
        &self,
        function: &str,
        json: &str,
        name: &str,
        progress: &JsValue,
    ) -> Result<(Outgoing, u32, String), OfficeError> {
        let error = |error: JsValue| match error {
            _ if self.is_cancelled() => OfficeError::Cancelled,
            error if error.is_null() => OfficeError::NotLoaded,
            error => OfficeError::Other(text(&error)),
        };
        let signal: AbortSignal = self.0.as_ref().ok_or(OfficeError::NotLoaded)?.signal();
        let make: Function = Reflect::get(&window(), &function.into()).map_err(error)?.unchecked_into();
        let making = make.call3(&JsValue::UNDEFINED, &json.into(), progress, &signal);
        let making: Promise = making.map_err(error)?.unchecked_into();
        let made: Array = JsFuture::from(making).await.map_err(error)?.unchecked_into();
        let file = Outgoing::new(name, made.get(0).unchecked_into::<Blob>());
        Ok((file, made.get(1).as_f64().unwrap_or_default() as u32, made.get(2).as_string().unwrap_or_default()))
    }
}

/// An error in the browser's words.
fn text(error: &JsValue) -> String {
    let own = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    own.or_else(|| error.dyn_ref::<DomException>().map(DomException::message)).unwrap_or_default()
}
