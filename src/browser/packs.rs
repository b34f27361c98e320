//! Recce packs in IndexedDB, other tabs told of changes, and the buttons of all pages that add to a pack.
//!
//! A change reads, changes and writes within one transaction. The browser runs the transactions of all
//! tabs one after the other, so no tab writes over what another has just written.

use super::navigation::on_window;
use super::page::set_attribute;
use super::{Kept, Refusal};
use crate::route::Page;
use js_sys::Promise;
use leptos::prelude::{document, window};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, Element, IdbDatabase, IdbRequest, IdbTransactionMode, MutationObserver, MutationObserverInit,
};

/// Name of the database and of the channel.
const NAME: &str = "packs";
pub(super) const STORE: &str = "texts";
const PACKS: &str = "packs";
const ASIDE: &str = "aside";

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(NAME).ok();
    /// Paths of what is in the chosen pack.
    static PACKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Changes what is kept. `change` sees what is there at that moment and gives what is to be; it writes
/// nothing when that is the same. Other tabs are told when something was written.
pub fn change_packs<T: 'static>(
    change: impl FnOnce(&Kept) -> (Kept, T) + 'static,
    done: impl FnOnce(Result<T, Refusal>) + 'static,
) {
    leptos::task::spawn_local(async move {
        done(transact(change).await.map_err(|error| refusal(&error)));
    });
}

async fn transact<T>(change: impl FnOnce(&Kept) -> (Kept, T)) -> Result<T, JsValue> {
    let database = open().await?;
    let outcome = within(&database, change).await;
    database.close();
    outcome
}

pub(super) async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(NAME, 1)?;
    let opening = request.clone();
    let upgrade = Closure::<dyn Fn()>::new(move || {
        if let Ok(result) = opening.result() {
            // A store that cannot be made shows when it is first used.
            let _ = result.unchecked_into::<IdbDatabase>().create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    answer(&request).await
}

async fn within<T>(database: &IdbDatabase, change: impl FnOnce(&Kept) -> (Kept, T)) -> Result<T, JsValue> {
    let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let ended = JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    }));
    let store = transaction.object_store(STORE)?;
    let packs = answer::<JsValue>(&store.get(&PACKS.into())?).await?.as_string();
    let aside = answer::<JsValue>(&store.get(&ASIDE.into())?).await?.as_string();
    let before = Kept { packs, aside };
    let (after, answer) = change(&before);
    let mut written = false;
    for (key, old, new) in [(ASIDE, before.aside, &after.aside), (PACKS, before.packs, &after.packs)] {
        if old != *new {
            written = true;
            match new {
                Some(text) => store.put_with_key(&JsValue::from_str(text), &key.into())?,
                None => store.delete(&key.into())?,
            };
        }
    }
    if ended.await.is_err() {
        return Err(transaction.error().map_or(JsValue::NULL, JsValue::from));
    }
    if written {
        CHANNEL.with(|channel| {
            if let Some(channel) = channel {
                // Tabs that are not told read before their own next change.
                let _ = channel.post_message(&JsValue::NULL);
            }
        });
    }
    Ok(answer)
}

/// Waits for a request. Its promise takes the events themselves: what is awaited is that one comes.
pub(super) fn answer<T: JsCast>(request: &IdbRequest) -> impl Future<Output = Result<T, JsValue>> + use<T> {
    let request = request.clone();
    let came = JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }));
    async move {
        match came.await {
            Ok(_) => request.result().map(JsCast::unchecked_into),
            Err(_) => Err(request.error().ok().flatten().map_or(JsValue::NULL, JsValue::from)),
        }
    }
}

pub(super) fn refusal(error: &JsValue) -> Refusal {
    let full = error.dyn_ref::<web_sys::DomException>().is_some_and(|error| error.name() == "QuotaExceededError");
    if full { Refusal::Full } else { Refusal::Blocked }
}

/// Calls when another tab has changed the packs, or may have while this page was put away.
pub fn on_packs(changed: impl Fn() + 'static) {
    let changed = std::rc::Rc::new(changed);
    let shown = changed.clone();
    on_window("pageshow", false, move |_: web_sys::Event| shown());
    let told = Closure::<dyn Fn()>::new(move || changed());
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
        }
    });
    told.forget();
}

/// Calls when a button that stands for a page, `data-pack="/library/…"`, is pressed anywhere in the document.
///
/// One listener for all: buttons on prerendered cards have no code of their own.
pub fn on_pack_button(press: impl Fn(Page) + 'static) {
    on_window("click", false, move |event: web_sys::MouseEvent| {
        let button = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|target| target.closest("button[data-pack]").ok().flatten());
        if let Some(page) = button.and_then(|button| Page::parse(&button.get_attribute("data-pack")?)) {
            press(page);
        }
    });
    let marked = Closure::<dyn Fn()>::new(mark_buttons);
    if let (Ok(observer), Some(body)) = (MutationObserver::new(marked.as_ref().unchecked_ref()), document().body()) {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        // Only options that ask for nothing are refused.
        let _ = observer.observe_with_options(&body, &options);
    }
    marked.forget();
}

/// Marks the buttons of these pages as pressed and all others as not; buttons that come later too.
pub fn show_packed(paths: Vec<String>) {
    PACKED.set(paths);
    mark_buttons();
}

fn mark_buttons() {
    let Ok(buttons) = document().query_selector_all("button[data-pack]") else { return };
    PACKED.with_borrow(|packed| {
        for at in 0..buttons.length() {
            let Some(button) = buttons.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
            let path = button.get_attribute("data-pack").unwrap_or_default();
            let pressed = if packed.contains(&path) { "true" } else { "false" };
            if button.get_attribute("aria-pressed").as_deref() != Some(pressed) {
                set_attribute(&button, "aria-pressed", pressed);
            }
        }
    });
}
