//! Hands files to the reader: through the share sheet where downloads are known not to work, otherwise as a download.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, ShareData, Url};

/// What the user agents of browsers inside of other apps contain: WeChat, QQ, Weibo, DingTalk, Facebook, Instagram and
/// Telegram.
const IN_APP: [&str; 8] = ["MicroMessenger", " QQ/", "Weibo", "DingTalk", "FBAN/", "FBAV/", "Instagram", "Telegram"];

/// Ways in which an installed app is displayed.
const INSTALLED: &str = "(display-mode: standalone), (display-mode: fullscreen), (display-mode: minimal-ui)";

/// A file for the reader. A copy is another handle on the same bytes.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Its name, with its extension.
    pub name: String,
    blob: Blob,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The browser has it as a download. It does not report whether the reader kept it.
    Saved,
    /// An app that the reader chose has it.
    Shared,
    /// The reader closed the share sheet.
    Cancelled,
    /// The share sheet opens only shortly after a press: the reader must press again.
    NeedsPress,
    /// This browser or installed app cannot save it.
    Refused,
}

impl Outgoing {
    pub(super) fn new(name: &str, blob: Blob) -> Outgoing {
        Outgoing { name: name.to_owned(), blob }
    }

    /// A file with a text, as UTF-8. None if the browser cannot make one.
    pub fn of_text(name: &str, mime: &str, text: &str) -> Option<Outgoing> {
        let kind = BlobPropertyBag::new();
        kind.set_type(mime);
        let parts = Array::of1(&JsValue::from_str(text));
        Some(Outgoing::new(name, Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?))
    }
}

/// Hands a file to the reader. Call it when a control was pressed.
pub async fn deliver(file: &Outgoing) -> Outcome {
    if !lacks_downloads() {
        return offer(file).map_or(Outcome::Refused, |()| Outcome::Saved);
    }
    // A download would do nothing, or replace the app with the file and offer no way back.
    let Some(data) = share_data(file) else { return Outcome::Refused };
    let Err(error) = JsFuture::from(window().navigator().share_with_data(&data)).await else { return Outcome::Shared };
    match Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string()).as_deref() {
        Some("AbortError") => Outcome::Cancelled,
        Some("NotAllowedError") => Outcome::NeedsPress,
        _ => Outcome::Refused,
    }
}

/// Whether the page is an app installed on an iPhone or iPad, where a download from memory does nothing or traps the
/// reader. Only there is `navigator.standalone` known and the screen a touch screen.
fn lacks_downloads() -> bool {
    let navigator = window().navigator();
    let standalone = Reflect::get(&navigator, &"standalone".into()).ok().and_then(|value| value.as_bool());
    let is_installed = || window().match_media(INSTALLED).ok().flatten().is_some_and(|answer| answer.matches());
    navigator.max_touch_points() > 0 && standalone.is_some_and(|standalone| standalone || is_installed())
}

/// The file for the share sheet. None if the device cannot share it.
fn share_data(file: &Outgoing) -> Option<ShareData> {
    let navigator = window().navigator();
    if !Reflect::has(&navigator, &"canShare".into()).unwrap_or_default() {
        return None;
    }
    let kind = BlobPropertyBag::new();
    kind.set_type(&file.blob.type_());
    let make: Function = Reflect::get(&window(), &"File".into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of3(&Array::of1(&file.blob), &JsValue::from_str(&file.name), &kind);
    let data = ShareData::new();
    data.set_files(&Array::of1(&Reflect::construct(&make, &arguments).ok()?));
    navigator.can_share_with_data(&data).then_some(data)
}

/// Offers a file as a download.
fn offer(file: &Outgoing) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(&file.blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(&file.name);
    anchor.click();
    // From here on, the download itself holds the blob; some browsers begin it a little later.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        Duration::from_secs(30),
    );
    Ok(())
}

/// Whether the page is shown by a browser inside of another app. Only for what is said to the reader: such browsers
/// often ignore downloads, print and calendars without a sign.
pub fn is_in_app() -> bool {
    window().navigator().user_agent().is_ok_and(|agent| names_app(&agent))
}

fn names_app(agent: &str) -> bool {
    IN_APP.iter().any(|name| agent.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_inside_of_apps() {
        let android = "Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
        for (system, app) in [
            (android, "Chrome/130.0 XWEB/1300 MMWEBSDK/2024 MicroMessenger/8.0.50 Weixin NetType/WIFI Language/zh_CN"),
            (iphone, "Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN"),
            (
                android,
                "Chrome/121.0 MQQBrowser/6.2 TBS/047010 Mobile Safari/537.36 V1_AND_SQ_9.1 QQ/9.1.0.22520 NetType/4G",
            ),
            (iphone, "Mobile/15E148 Weibo (iPhone15,2__weibo__14.8.0__iphone__os17.5)"),
            (android, "Chrome/100.0 Mobile Safari/537.36 AliApp(DingTalk/7.6.0) com.alibaba.android.rimet"),
            (iphone, "Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.41.97;FBDV/iPhone15,2]"),
            (android, "Chrome/130.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/488.0.0.58.79;]"),
            (iphone, "Mobile/15E148 Instagram 340.0.1.23.103 (iPhone15,2; iOS 17_5; zh_CN)"),
            (android, "Chrome/130.0 Mobile Safari/537.36 Telegram-Android/11.2.2 (Vivo V2307A; Android 14)"),
        ] {
            assert!(names_app(&format!("{system} {app}")), "{app}");
        }
        for (system, browser) in [
            (android, "Chrome/130.0.0.0 Mobile Safari/537.36"),
            (android, "Chrome/109.0 MQQBrowser/15.2 Mobile Safari/537.36"),
            (iphone, "Version/17.5 Mobile/15E148 Safari/604.1"),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0)", "Gecko/20100101 Firefox/140.0"),
        ] {
            assert!(!names_app(&format!("{system} {browser}")), "{browser}");
        }
    }
}
