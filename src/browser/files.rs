//! Files that are saved and read, the share sheet, and the clock and random numbers of the device.

use crate::route::base;
use js_sys::{Array, Date, Math, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Cache, HtmlAnchorElement, HtmlInputElement, Response, ShareData, Url};

/// The largest file that is read, bytes: many times what the largest backup has.
const MAX_FILE: f64 = 64_000_000.0;

/// Where the service worker stores a file that another program handed over, until the reader has answered.
const SHARED_CACHE: &str = "shared-1";
const SHARED_FILE: &str = "/shared";

/// Offers a text as a file.
pub fn download(name: &str, mime: &str, text: &str) {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    // Bytes, since a blob made of a string is the same: UTF-8.
    let parts = Array::of1(&JsValue::from_str(text));
    // A window that refuses leaves the reader the page itself.
    let _ = Blob::new_with_str_sequence_and_options(&parts, &kind).and_then(|blob| offer(name, &blob));
}

/// Offers bytes as a file.
pub(super) fn offer(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The download holds the blob itself from here on; some browsers begin it a little later.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(30),
    );
    Ok(())
}

/// Reads the file that was chosen in a field, and empties the field so that it can be chosen again.
/// Answers `None` when it cannot be read.
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

/// Reads the file that another program handed over; `None` when there is none or it cannot be read.
pub fn shared_file(done: impl FnOnce(Option<String>) + 'static) {
    leptos::task::spawn_local(async move { done(read_shared().await.ok().flatten()) });
}

/// Two sites below one host keep theirs apart.
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

/// Forgets the file that another program handed over.
pub fn forget_shared() {
    if let Ok(caches) = window().caches() {
        let gone = JsFuture::from(caches.delete(&shared_cache()));
        // What stays is the next file that is handed over's to replace.
        leptos::task::spawn_local(async move { drop(gone.await) });
    }
}

/// Whether the device has a share sheet.
pub fn can_share() -> bool {
    Reflect::has(&window().navigator(), &"share".into()).unwrap_or_default()
}

/// Opens the share sheet.
pub fn share(title: &str, address: &str) {
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(address);
    let shared = window().navigator().share_with_data(&data);
    // A reader who closes the sheet has answered.
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
