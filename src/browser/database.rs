//! What readers made, in IndexedDB: a few texts, each under a name.
//!
//! A change reads, changes and writes within one transaction. The browser runs the transactions of all
//! tabs one after the other, so no tab writes over what another has just written.

use super::Refusal;
use crate::route::base;
use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransactionMode};

const NAME: &str = "packs";
const STORE: &str = "texts";

/// What turns the texts that are kept into those that are to be kept, in the order of the keys.
pub type Change = Box<dyn FnOnce(Vec<Option<String>>) -> Vec<Option<String>>>;

/// Changes the texts under some keys, then answers whether anything was written. Boxed, so that its code
/// is there once.
pub fn change(keys: &'static [&'static str], change: Change, done: Box<dyn FnOnce(Result<bool, Refusal>)>) {
    leptos::task::spawn_local(async move {
        done(transact(keys, change).await.map_err(|error| refusal(&error)));
    });
}

async fn transact(keys: &[&str], change: Change) -> Result<bool, JsValue> {
    let database = open().await?;
    let outcome = within(&database, keys, change).await;
    database.close();
    outcome
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(&[NAME, base::get()].concat(), 1)?;
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

async fn within(database: &IdbDatabase, keys: &[&str], change: Change) -> Result<bool, JsValue> {
    let transaction = database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let ended = JsFuture::from(Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    }));
    let store = transaction.object_store(STORE)?;
    let mut before = Vec::new();
    for key in keys {
        before.push(answer::<JsValue>(&store.get(&(*key).into())?).await?.as_string());
    }
    let after = change(before.clone());
    let mut written = false;
    for (key, (old, new)) in keys.iter().zip(before.into_iter().zip(after)) {
        if old != new {
            written = true;
            match new {
                Some(text) => store.put_with_key(&JsValue::from_str(&text), &(*key).into())?,
                None => store.delete(&(*key).into())?,
            };
        }
    }
    if ended.await.is_err() {
        return Err(transaction.error().map_or(JsValue::NULL, JsValue::from));
    }
    Ok(written)
}

/// Waits for a request. Its promise takes the events themselves: what is awaited is that one comes.
fn answer<T: JsCast>(request: &IdbRequest) -> impl Future<Output = Result<T, JsValue>> + use<T> {
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

fn refusal(error: &JsValue) -> Refusal {
    let full = error.dyn_ref::<web_sys::DomException>().is_some_and(|error| error.name() == "QuotaExceededError");
    if full { Refusal::Full } else { Refusal::Blocked }
}
