//! Draws panoramas with the script of `worker/panorama/`, which is loaded for the first one.

use crate::ui::effect;
use crate::ui::viewer::look::Look;
use crate::ui::viewer::panorama::{Screen, Sight};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The function of `worker/page/on-demand.ts`. Its promise resolves to an object with `draw`, `move` and `close`, or to
/// `null` if the browser cannot draw.
const OPEN: &str = "openPanorama";

/// Draws a panorama while the calling owner lives, and reports what happens to it.
pub fn draw_panorama(screen: Screen) {
    let drawing = StoredValue::new_local(None::<JsValue>);
    let report = move |sight| {
        screen.report.try_run(sight);
    };
    let heard = Closure::<dyn Fn(String, f64, f64)>::new(move |what: String, yaw, pitch| {
        report(match what.as_str() {
            "drawn" => Sight::Drawn,
            "movable" => Sight::Movable,
            "moved" => Sight::Moved(yaw, pitch),
            "refused" => Sight::Refused,
            _ => Sight::Flat,
        });
    });
    // The script may call it after this owner is gone; then it does nothing.
    let heard = heard.into_js_value();
    // Runs when the canvas is in the document.
    effect(move || {
        let Some(canvas) = screen.canvas.get() else { return };
        let (files, heard) = (screen.files.get_value(), heard.clone());
        leptos::task::spawn_local(async move {
            let opened = open(&canvas, &files, &heard).await.unwrap_or(JsValue::NULL);
            if opened.is_null() {
                return report(Sight::Flat);
            }
            match drawing.try_set_value(Some(opened)) {
                // The viewer was closed meanwhile.
                Some(Some(opened)) => call(&opened, "close", &[]),
                _ => draw(drawing, screen.look.try_get_untracked()),
            }
        });
    });
    effect(move || draw(drawing, Some(screen.look.get())));
    Effect::new(move |before: Option<bool>| {
        let is_on = screen.motion.get();
        if before.unwrap_or_default() != is_on {
            drawing.with_value(|drawing| drawing.iter().for_each(|it| call(it, "move", &[is_on.into()])));
        }
        is_on
    });
    on_cleanup(move || {
        if let Some(Some(drawing)) = drawing.try_update_value(Option::take) {
            call(&drawing, "close", &[]);
        }
    });
}

async fn open(canvas: &JsValue, files: &str, report: &JsValue) -> Result<JsValue, JsValue> {
    let open: Function = Reflect::get(&window(), &OPEN.into())?.unchecked_into();
    let opening: Promise = open.call3(&JsValue::UNDEFINED, canvas, &files.into(), report)?.unchecked_into();
    JsFuture::from(opening).await
}

fn draw(drawing: StoredValue<Option<JsValue>, LocalStorage>, look: Option<Look>) {
    let Some(Look { yaw, pitch, field }) = look else { return };
    drawing.try_with_value(|drawing| {
        drawing.iter().for_each(|it| call(it, "draw", &[yaw.into(), pitch.into(), field.into()]));
    });
}

/// Calls a method of the script's object.
fn call(drawing: &JsValue, method: &str, values: &[JsValue]) {
    if let Ok(method) = Reflect::get(drawing, &method.into()) {
        // Its methods throw nothing.
        let _ = method.unchecked_into::<Function>().apply(drawing, &values.iter().collect::<Array>());
    }
}
