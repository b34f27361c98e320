//! A frame of a video as a picture, and whether the reader wants little to move.

use crate::ui::player::VideoRef;
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, HtmlCanvasElement, HtmlVideoElement};

/// Has the data of the frame that is shown: `HAVE_CURRENT_DATA`.
const HAS_FRAME: u16 = 2;

/// Offers the frame that is shown as a PNG of the video's own size, and answers whether that worked.
pub fn save_still(video: VideoRef, name: String, done: Callback<bool>) {
    let drawn =
        video.get_untracked().filter(|video| video.ready_state() >= HAS_FRAME).and_then(|video| draw(&video).ok());
    let Some(canvas) = drawn else {
        return done.run(false);
    };
    let offer = Closure::once_into_js(move |blob: JsValue| {
        let offered = blob.dyn_into::<Blob>().and_then(|blob| super::files::offer(&name, &blob));
        done.try_run(offered.is_ok());
    });
    if canvas.to_blob(offer.unchecked_ref()).is_err() {
        done.run(false);
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

/// Whether the reader has asked the device for less motion.
pub fn wants_calm() -> bool {
    let asked = || -> Result<bool, JsValue> {
        let ask: Function = Reflect::get(&window(), &"matchMedia".into())?.dyn_into()?;
        let answer = ask.call1(&window(), &"(prefers-reduced-motion: reduce)".into())?;
        Ok(Reflect::get(&answer, &"matches".into())?.as_bool().unwrap_or_default())
    };
    // A browser without the question has no such wish.
    asked().unwrap_or_default()
}
