//! The frame of a video as a picture, playing a video from memory, and whether the reader prefers reduced
//! motion.

use super::deliver::Outgoing;
use crate::ui::player::VideoRef;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement, HtmlVideoElement, Response, Url};

thread_local! {
    /// The clip that plays from memory, and its object URL.
    static WHOLE: RefCell<Option<(HtmlVideoElement, String)>> = const { RefCell::new(None) };
}

/// `HAVE_CURRENT_DATA`: the data of the current frame is available.
const HAS_FRAME: u16 = 2;

/// Makes a PNG of the current frame in the video's own size. Passes none to `done` if there is no frame yet.
pub fn take_still(video: VideoRef, name: String, done: Callback<Option<Outgoing>>) {
    let drawn =
        video.get_untracked().filter(|video| video.ready_state() >= HAS_FRAME).and_then(|video| draw(&video).ok());
    let Some(canvas) = drawn else {
        return done.run(None);
    };
    let made = Closure::once_into_js(move |blob: JsValue| {
        done.try_run(blob.dyn_into::<Blob>().ok().map(|blob| Outgoing::new(&name, blob)));
    });
    if canvas.to_blob(made.unchecked_ref()).is_err() {
        done.run(None);
    }
}

fn draw(video: &HtmlVideoElement) -> Result<HtmlCanvasElement, JsValue> {
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(video.video_width());
    canvas.set_height(video.video_height());
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let draw: Function = Reflect::get(&context, &"drawImage".into())?.dyn_into()?;
    draw.call3(&context, video, &0.into(), &0.into())?;
    Ok(canvas)
}

/// Fetches a whole file and lets the video play it from memory, keeping its state and position. Reports whether that
/// worked.
pub fn play_whole(video: VideoRef, file: String, done: Callback<bool>) {
    leptos::task::spawn_local(async move {
        let came = fetch_whole(&file).await;
        // The page may have been left.
        let shown = match (came, video.try_get_untracked().flatten()) {
            (Ok(blob), Some(video)) if video.is_connected() => show(&video, &blob).is_ok(),
            _ => false,
        };
        done.try_run(shown);
    });
}

async fn fetch_whole(file: &str) -> Result<Blob, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(file)).await?.dyn_into()?;
    let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
    // Some servers answer with an HTML page if a file is missing.
    if response.ok() && blob.type_().starts_with("video/") { Ok(blob) } else { Err(JsValue::NULL) }
}

fn show(video: &HtmlVideoElement, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let plays = !video.paused();
    video.set_src(&address);
    video.load();
    if plays {
        // A browser that refuses to play shows the reason in its own controls.
        drop(video.play());
    }
    free(WHOLE.replace(Some((video.clone(), address))));
    // A clip in memory is larger than all cached pages together.
    super::navigation::page_cache::spend();
    Ok(())
}

/// Frees the memory of a clip that was played from memory, once its page is out of the document.
pub fn forget_whole() {
    let is_gone = WHOLE.with_borrow(|whole| whole.as_ref().is_some_and(|(video, _)| !video.is_connected()));
    if is_gone {
        free(WHOLE.take());
    }
}

fn free(whole: Option<(HtmlVideoElement, String)>) {
    if let Some((_, address)) = whole {
        // Revoking an unknown URL has no effect.
        let _ = Url::revoke_object_url(&address);
    }
}

/// Whether the reader has asked the device for less motion.
pub fn wants_calm() -> bool {
    // A browser that does not support the query has no such preference.
    window().match_media("(prefers-reduced-motion: reduce)").ok().flatten().is_some_and(|answer| answer.matches())
}
