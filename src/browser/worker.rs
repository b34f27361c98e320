//! The interface to the service worker: passes on its reports and sends it the requests of pages. Also measures
//! storage space.

use super::Room;
use super::shown::while_shown;
use crate::json;
use crate::offline::{FrameState, Order, Report};
use js_sys::{Array, JSON, Promise, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    StorageEstimate, StorageManager,
};

/// The event that the start script dispatches for each message of the worker.
const EVENT: &str = "offline-state";

/// How long a worker may need to take over before the page reloads anyway.
const TAKE_OVER: Duration = Duration::from_secs(4);

thread_local! {
    /// The last message of the worker.
    static LAST: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}

/// Calls `listener` with a summary of the worker's state, now and with each message: for the frame of every page.
pub fn on_frame_state(listener: impl Fn(FrameState) + 'static) {
    listen(move || {
        if let Some(state) = frame_state() {
            listener(state);
        }
    });
}

/// Calls `listener` with every report of the worker. The worker is asked for one at once.
pub fn on_report(listener: impl Fn(Report) + 'static) {
    listen(move || {
        let last = LAST.with_borrow(read);
        // The report that there is no worker may have come before anything listened.
        if let Some(report) = last.or_else(|| Some(Report { state: frame_state()?.state, ..Report::default() })) {
            listener(report);
        }
    });
}

/// The state that the start script has left in the page.
fn frame_state() -> Option<FrameState> {
    let text = document().document_element()?.get_attribute("data-offline")?;
    json::read(&text).ok()
}

fn read(state: &JsValue) -> Option<Report> {
    if !state.is_object() {
        return None;
    }
    // A message of another version of the worker may have another form; it is ignored.
    json::read(&String::from(JSON::stringify(state).ok()?)).ok()
}

/// Listens while the page is shown.
fn listen(listener: impl Fn() + 'static) {
    let listener = Rc::new(listener);
    while_shown(move || {
        let listener = listener.clone();
        let heard = untrack(|| listen_now(listener));
        Box::new(move || heard.remove())
    });
}

fn listen_now(listener: Rc<impl Fn() + 'static>) -> WindowListenerHandle {
    listener();
    order(&Order::State);
    window_event_listener_untyped(EVENT, move |event| {
        LAST.set(get(&event, "detail"));
        listener();
    })
}

/// Sends a request to the worker. [`on_report`] receives the result.
pub fn order(order: &Order) {
    let text = text(order);
    leptos::task::spawn_local(async move {
        if let (Some(worker), Ok(message)) = (active().await, JSON::parse(&text)) {
            // A worker that is gone never answers, and callers expect that.
            let _ = worker.post_message(&message);
        }
    });
}

/// Sends a request to the worker and passes its answer to `done`; `None` without a worker.
pub fn ask(order: &Order, done: impl FnOnce(Option<Report>) + 'static) {
    let text = text(order);
    leptos::task::spawn_local(async move { done(question(&text).await.as_ref().and_then(read)) });
}

fn text(order: &Order) -> String {
    serde_json::to_string(order).unwrap_or_default()
}

async fn question(text: &str) -> Option<JsValue> {
    let worker = active().await?;
    let channel = MessageChannel::new().ok()?;
    let answer = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    worker.post_message_with_transferable(&JSON::parse(text).ok()?, &Array::of1(&channel.port2())).ok()?;
    let event: MessageEvent = JsFuture::from(answer).await.ok()?.unchecked_into();
    Some(get(&event.data(), "offline"))
}

fn container() -> Option<ServiceWorkerContainer> {
    get(&window().navigator(), "serviceWorker").dyn_into().ok()
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let found: Promise = container()?.get_registration().unchecked_into();
    JsFuture::from(found).await.ok()?.dyn_into().ok()
}

async fn active() -> Option<ServiceWorker> {
    registration().await?.active()
}

/// Installs the newer version: the waiting worker takes over, and this tab reloads.
pub fn take_update() {
    leptos::task::spawn_local(async move {
        let reload = || {
            // A page that may not reload itself stays on its version.
            let _ = window().location().reload();
        };
        let waiting = registration().await.and_then(|registration| registration.waiting());
        let (Some(waiting), Some(container), Ok(message)) =
            (waiting, container(), JSON::parse(&text(&Order::Activate)))
        else {
            return reload();
        };
        let taken = Closure::once_into_js(reload);
        container.set_oncontrollerchange(Some(taken.unchecked_ref()));
        set_timeout(reload, TAKE_OVER);
        let _ = waiting.post_message(&message);
    });
}

/// Reports the storage that the browser grants the site, if known, and whether the browser keeps the data when
/// storage is short. With `ask`, requests that it does.
pub fn room(ask: bool, done: impl FnOnce(Option<Room>, bool) + 'static) {
    leptos::task::spawn_local(async move {
        let storage = window().navigator().storage();
        let lasting = match if ask { storage.persist() } else { storage.persisted() } {
            Ok(answer) => JsFuture::from(answer).await.is_ok_and(|lasting| lasting.is_truthy()),
            Err(_) => false,
        };
        done(measure(&storage).await, lasting);
    });
}

async fn measure(storage: &StorageManager) -> Option<Room> {
    let estimate: StorageEstimate = JsFuture::from(storage.estimate().ok()?).await.ok()?.unchecked_into();
    let [used, quota] = [estimate.get_usage(), estimate.get_quota()].map(|bytes| bytes.unwrap_or_default() as u64);
    Some(Room { used, quota })
}

/// Whether the browser can play files of a type.
pub fn plays(mime: &str) -> bool {
    let video = document().create_element("video").ok().and_then(|it| it.dyn_into::<HtmlVideoElement>().ok());
    video.is_some_and(|video| !video.can_play_type(mime).is_empty())
}
