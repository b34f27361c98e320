//! The device's clock and time zone, and pauses.

use super::shown::while_shown;
use crate::agenda::zone::Zone;
use js_sys::{Array, Date, Intl, Object, Promise, Reflect};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The device's time zone between two times in Unix seconds.
pub fn device_zone(from: i64, to: i64) -> Zone {
    let ahead = |time: i64| {
        let date = Date::new(&JsValue::from_f64(time as f64 * 1000.0));
        -(date.get_timezone_offset() as i32)
    };
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let name = Reflect::get(&format.resolved_options(), &"timeZone".into()).ok().and_then(|name| name.as_string());
    Zone::sampled(name.unwrap_or_default(), from, to, &ahead)
}

/// Calls `tick` at regular intervals while the page is shown.
pub fn every(pause: Duration, tick: impl Fn() + Clone + 'static) {
    while_shown(move || {
        let timer = set_interval_with_handle(tick.clone(), pause).ok();
        Box::new(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        })
    });
}

/// The pauses between requests for a chunk that could not be fetched: 2 s, then twice as long each time, up to 60 s.
pub struct Pauses(Duration);

impl Default for Pauses {
    fn default() -> Pauses {
        Pauses(Duration::from_secs(2))
    }
}

impl Pauses {
    const LONGEST: Duration = Duration::from_secs(60);

    /// Waits for the next pause.
    pub async fn next(&mut self) {
        let pause = self.0;
        self.0 = Pauses::LONGEST.min(pause * 2);
        let promise = Promise::new(&mut |resolve, _| {
            set_timeout(move || drop(resolve.call0(&JsValue::UNDEFINED)), pause);
        });
        // The promise is never rejected.
        let _ = JsFuture::from(promise).await;
    }
}
