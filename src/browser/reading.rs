//! The reading list, kept beside the packs, and other tabs told of changes.
//!
//! As with packs, a change reads, changes and writes within one transaction.

use super::navigation::on_window;
use super::packs::{STORE, answer, open, refusal};
use super::{ReadingAnswer, ReadingChange};
use js_sys::Promise;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, IdbTransactionMode};

/// The key in the store, and the name of the channel.
const READING: &str = "reading";

type Listener = Rc<dyn Fn()>;

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(READING).ok();
    /// Who shows the list at this moment.
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// Changes the list, a path a line. `change` sees what is kept at that moment; nothing is written when it
/// leaves it as it is. Answers what is kept then. Other tabs are told when something was written.
pub fn change_reading(change: ReadingChange, done: ReadingAnswer) {
    leptos::task::spawn_local(async move {
        done(transact(change).await.map_err(|error| refusal(&error)));
    });
}

async fn transact(change: ReadingChange) -> Result<Vec<String>, JsValue> {
    let database = open().await?;
    let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let ended = JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    }));
    let store = transaction.object_store(STORE)?;
    let kept = answer::<JsValue>(&store.get(&READING.into())?).await?.as_string().unwrap_or_default();
    let mut paths: Vec<String> = kept.lines().map(str::to_owned).collect();
    change(&mut paths);
    let text = paths.join("\n");
    let written = text != kept;
    if written {
        store.put_with_key(&JsValue::from_str(&text), &READING.into())?;
    }
    let outcome = ended.await;
    database.close();
    if outcome.is_err() {
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
    Ok(paths)
}

/// Calls when another tab has changed the list, or may have while this page was put away. The next caller
/// takes the place of this one: one part of one page shows the list.
pub fn on_reading(changed: impl Fn() + 'static) {
    let first = LISTENER.with_borrow_mut(|listener| listener.replace(Rc::new(changed)).is_none());
    if !first {
        return;
    }
    let call = || {
        if let Some(listener) = LISTENER.with_borrow(Clone::clone) {
            listener();
        }
    };
    on_window("pageshow", false, move |_: web_sys::Event| call());
    let told = Closure::<dyn Fn()>::new(call);
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
        }
    });
    told.forget();
}
