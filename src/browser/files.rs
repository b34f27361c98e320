//! Reading files, sharing links, and the device's clock and random numbers.

use crate::route::base;
use js_sys::{Date, Math, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, HtmlInputElement, Response, ShareData};

/// The largest file that is read, in bytes: many times the size of the largest backup.
const MAX_FILE: f64 = 64_000_000.0;

/// The cache in which the service worker stores a file that another program shared, until the reader has answered.
const SHARED_CACHE: &str = "shared-1";
const SHARED_FILE: &str = "/shared";

/// Reads the file that was chosen in a field, and empties the field so that the same file can be chosen again. Passes
/// `None` to `done` if the file cannot be read.
pub fn read_file(event: &leptos::ev::Event, done: impl FnOnce(Option<String>) + 'static) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
    leptos::task::spawn_local(async move {
        let text = match file.size() <= MAX_FILE {
            true => JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()),
            false => None,
        };
        field.set_value("");
        done(text);
    });
}

/// Reads the file that another program shared; `None` if there is none or it cannot be read.
pub fn shared_file(done: impl FnOnce(Option<String>) + 'static) {
    leptos::task::spawn_local(async move { done(read_shared().await.ok().flatten()) });
}

/// The base keeps two sites on one host apart.
fn shared_cache() -> String {
    [SHARED_CACHE, base::get()].concat()
}

async fn read_shared() -> Result<Option<String>, JsValue> {
    let cache: Cache = JsFuture::from(window().caches()?.open(&shared_cache())).await?.unchecked_into();
    let found = JsFuture::from(cache.match_with_str(SHARED_FILE)).await?;
    if found.is_undefined() {
        return Ok(None);
    }
    Ok(JsFuture::from(found.unchecked_into::<Response>().text()?).await?.as_string())
}

/// Deletes the file that another program shared.
pub fn forget_shared() {
    if let Ok(caches) = window().caches() {
        let gone = JsFuture::from(caches.delete(&shared_cache()));
        // If this fails, the next shared file replaces it.
        leptos::task::spawn_local(async move { drop(gone.await) });
    }
}

/// Whether the device has a share sheet.
pub fn can_share() -> bool {
    Reflect::has(&window().navigator(), &"share".into()).unwrap_or_default()
}

/// Opens the device's share sheet for a link.
pub fn share(title: &str, address: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(address);
    let shared = window().navigator().share_with_data(&data);
    // Closing the sheet is an answer too, not an error.
    leptos::task::spawn_local(async move {
        let _ = JsFuture::from(shared).await;
    });
}

/// Scheme and host of the site.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The device's time in Unix milliseconds.
pub fn now() -> i64 {
    Date::now() as i64
}

/// The device's time as `20230823T010000Z`.
pub fn stamp() -> String {
    let text = String::from(Date::new_0().to_iso_string());
    let mut stamp: String = text.split('.').next().unwrap_or_default().replace(['-', ':'], "");
    stamp.push('Z');
    stamp
}

/// A random id of 32 hexadecimal digits. It must be unique, not secret.
pub fn new_id() -> String {
    (0..4).map(|_| format!("{:08x}", (Math::random() * 4_294_967_296.0) as u32)).collect()
}
