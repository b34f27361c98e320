//! Asks the lookbook script (`worker/lookbook/`) for office files.

use super::files::offer;
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Blob, DomException};

/// The function of `worker/page/on-demand.ts`. Its promise resolves to the file and the number of pictures that it lacks.
const MAKE: &str = "makeOfficeFile";

/// Why a file was not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeError {
    /// The script could not be loaded.
    NotLoaded,
    /// It was cancelled.
    Cancelled,
    /// The browser's words for anything else.
    Other(String),
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

    /// Makes a file from a [`Lookbook`](crate::wire::lookbook::Lookbook) as JSON, and offers it as a download. Reports
    /// how many pictures are done, and of how many. Returns how many could not be loaded.
    ///
    /// # Errors
    ///
    /// If the file could not be made.
    pub async fn make(
        &self,
        json: &str,
        name: &str,
        progress: impl FnMut(u32, u32) + 'static,
    ) -> Result<u32, OfficeError> {
        let error = |error: JsValue| match error {
            _ if self.is_cancelled() => OfficeError::Cancelled,
            error if error.is_null() => OfficeError::NotLoaded,
            error => OfficeError::Other(text(&error)),
        };
        let abort = self.0.as_ref().ok_or(OfficeError::NotLoaded)?;
        let progress = Closure::<dyn FnMut(u32, u32)>::new(progress);
        let make: Function = Reflect::get(&window(), &MAKE.into()).map_err(error)?.unchecked_into();
        let making = make.call3(&JsValue::UNDEFINED, &json.into(), progress.as_ref(), &abort.signal());
        let making: Promise = making.map_err(error)?.unchecked_into();
        let made: Array = JsFuture::from(making).await.map_err(error)?.unchecked_into();
        offer(name, &made.get(0).unchecked_into::<Blob>()).map_err(error)?;
        Ok(made.get(1).as_f64().unwrap_or_default() as u32)
    }
}

/// An error in the browser's words.
fn text(error: &JsValue) -> String {
    let own = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    own.or_else(|| error.dyn_ref::<DomException>().map(DomException::message)).unwrap_or_default()
}
