//! Small functions on the window.

use super::elements::{find_all, set_attribute, set_root};
use super::shown::while_shown;
use crate::geo::Place;
use crate::locale::{Words, words};
use crate::ui::Theme;
use js_sys::Reflect;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// Copies a text and reports whether that worked.
pub fn copy_text(text: String, done: Callback<bool>) {
    leptos::task::spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        let worked =
            if clipboard.is_undefined() { false } else { JsFuture::from(clipboard.write_text(&text)).await.is_ok() };
        done.run(worked);
    });
}

/// Whether the device reports that it is online.
pub fn is_online() -> bool {
    window().navigator().on_line()
}

/// Calls `changed` when the device goes online (`true`) or offline, while the page is shown.
pub fn on_connection(changed: impl Fn(bool) + 'static) {
    let changed = Rc::new(changed);
    while_shown(move || {
        let (came, went) = (changed.clone(), changed.clone());
        let online = window_event_listener(leptos::ev::online, move |_| came(true));
        let offline = window_event_listener(leptos::ev::offline, move |_| went(false));
        Box::new(move || {
            online.remove();
            offline.remove();
        })
    });
}

/// The URL of the page, with its query string and fragment.
pub fn page_address() -> String {
    window().location().href().unwrap_or_default()
}

/// How long the device may look for its position, milliseconds.
const LOCATE_MS: u32 = 15_000;

/// Asks the device for its position. Passes the place (WGS-84) and its accuracy in metres to `done`; or, if there is
/// none, the words that say why and what to do.
pub fn locate(done: impl Fn(Result<(Place, f64), Words>) + 'static) {
    let Ok(geolocation) = window().navigator().geolocation() else {
        return done(Err(words::NEAR_ME_NEVER));
    };
    let done = Rc::new(done);
    let refused = done.clone();
    let number =
        |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok().and_then(|value| value.as_f64());
    let found = Closure::once_into_js(move |position: JsValue| {
        let coords = Reflect::get(&position, &"coords".into()).unwrap_or_default();
        let place = number(&coords, "latitude").zip(number(&coords, "longitude"));
        done(match place.and_then(|(lat, lng)| Place::new(lat, lng)) {
            Some(place) => Ok((place, number(&coords, "accuracy").unwrap_or_default())),
            None => Err(words::NEAR_ME_UNKNOWN),
        });
    });
    let failed = Closure::once_into_js(move |error: JsValue| {
        refused(Err(match number(&error, "code").map(|code| code as u8) {
            Some(1) => words::NEAR_ME_REFUSED,
            Some(3) => words::NEAR_ME_SLOW,
            _ => words::NEAR_ME_UNKNOWN,
        }));
    });
    let options = web_sys::PositionOptions::new();
    options.set_timeout(LOCATE_MS);
    options.set_enable_high_accuracy(true);
    let asked = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(failed.unchecked_ref()),
        &options,
    );
    // If the page may not ask at all, the call throws and the callbacks are not called.
    if asked.is_err() {
        let _ = failed.unchecked_into::<js_sys::Function>().call1(&JsValue::NULL, &JsValue::NULL);
    }
}

/// Reloads the page.
pub fn reload() {
    // If the page may not reload itself, nothing happens.
    let _ = window().location().reload();
}

/// Opens the print dialogue. Returns false if the browser has none.
pub fn print() -> bool {
    window().print().is_ok()
}

#[wasm_bindgen]
extern "C" {
    /// Implemented in `worker/page/program.ts`.
    #[wasm_bindgen(catch, js_name = tellMissing)]
    fn ask_tell_missing() -> Result<(), JsValue>;

    /// Implemented in `worker/page/program.ts`.
    #[wasm_bindgen(catch, js_name = clearMissing)]
    fn ask_clear_missing() -> Result<(), JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// Implemented in `worker/page/html.ts`.
    #[wasm_bindgen(catch, js_name = showHtml)]
    fn ask_show_html(element: &Element, html: &str) -> Result<(), JsValue>;
}

/// A static subtree from prerendered HTML of this site.
pub fn html_view(html: String) -> AnyView {
    let place = NodeRef::<leptos::html::Div>::new();
    place.on_load(move |element| {
        if ask_show_html(&element, &html).is_err() {
            // The headers of another version refuse it. The browser loads the page itself: the URL is already right.
            reload();
        }
    });
    view! { <div class="static" node_ref=place></div> }.into_any()
}

/// Says that a part of the program could not be loaded.
pub fn tell_missing() {
    // Component tests have no start script.
    let _ = ask_tell_missing();
}

/// Removes what [`tell_missing`] says: the part has come.
pub fn clear_missing() {
    // Component tests have no start script.
    let _ = ask_clear_missing();
}

/// Whether the reader asks to save data.
pub fn saves_data() -> bool {
    let connection = Reflect::get(&window().navigator(), &"connection".into());
    let saves = connection.and_then(|connection| Reflect::get(&connection, &"saveData".into()));
    saves.is_ok_and(|saves| saves.is_truthy())
}

/// A task that waits for the next paint.
type Task = Box<dyn FnOnce()>;

thread_local! {
    /// The tasks to run after the next paint.
    static AFTER: RefCell<Vec<Task>> = const { RefCell::new(Vec::new()) };
}

/// Runs a task after the next paint.
pub fn after_frame(task: impl FnOnce() + 'static) {
    let waiting = AFTER.with_borrow_mut(|tasks| {
        tasks.push(Box::new(task));
        tasks.len()
    });
    // One frame and one timer serve all tasks: each call to the browser slows down typing.
    if waiting == 1 {
        request_animation_frame(|| {
            let tasks = AFTER.take();
            set_timeout(move || tasks.into_iter().for_each(|task| task()), Duration::ZERO);
        });
    }
}

/// Sets an attribute on the document's root while the page is shown and `value` returns one.
///
/// Style sheets select by such attributes instead of `:root:has(…)`, with which browsers compute the styles of the whole
/// page again at each change of any element.
pub fn mark_root(name: &'static str, value: impl Fn() -> Option<String> + 'static) {
    while_shown(move || {
        set_root(name, value().as_deref());
        Box::new(move || set_root(name, None))
    });
}

/// Applies the theme to the page and to the browser's toolbar (`theme-color`).
pub fn show_theme(theme: Theme) {
    set_root("data-theme", Some(theme.as_str()));
    // The head has one `theme-color` per theme.
    for colour in find_all::<Element>("meta[name=theme-color]") {
        let its = colour.get_attribute("data-for").unwrap_or_default();
        let media = match theme {
            Theme::System => ["(prefers-color-scheme: ", &its, ")"].concat(),
            _ if its == theme.as_str() => "all".to_owned(),
            _ => "not all".to_owned(),
        };
        set_attribute(&colour, "media", &media);
    }
}
