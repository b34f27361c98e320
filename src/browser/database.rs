//! The reader's own data in IndexedDB: a few texts, each under a key.
//!
//! A change reads, modifies and writes within one transaction. The browser runs the transactions of all tabs one
//! after the other, so no tab overwrites what another has just written.

use super::Refusal;
use crate::route::base;
use crate::stored::form::{self, FORM};
use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode,
    IdbVersionChangeEvent,
};

const NAME: &str = "packs";
const STORE: &str = "texts";

/// The database's name. The base keeps two sites on one host apart.
pub fn name() -> String {
    [NAME, base::get()].concat()
}

/// Turns the stored texts into the texts to store, both in the order of the keys.
pub type Change = Box<dyn FnOnce(Vec<Option<String>>) -> Vec<Option<String>>>;

/// Changes the texts under some keys. Returns whether anything was written.
pub async fn change(keys: &[&str], change: Change) -> Result<bool, Refusal> {
    let database = open().await.map_err(|error| refusal(&error))?;
    let outcome = within(&database, keys, change).await;
    database.close();
    outcome.map_err(|error| refusal(&error))
}

async fn open() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(&name(), FORM)?;
    let opening = request.clone();
    let upgrade = Closure::<dyn Fn(IdbVersionChangeEvent)>::new(move |event: IdbVersionChangeEvent| {
        let Some(transaction) = opening.transaction() else { return };
        if upgrade(&opening, &transaction, event.old_version() as u32).is_err() {
            give_up(&transaction);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    answer(&request).await
}

/// Creates the store, or migrates what an earlier version of the site stored. This is one transaction: if it fails,
/// the database is unchanged.
fn upgrade(request: &IdbOpenDbRequest, transaction: &IdbTransaction, from: u32) -> Result<(), JsValue> {
    if from == 0 {
        request.result()?.unchecked_into::<IdbDatabase>().create_object_store(STORE)?;
        return Ok(());
    }
    let store = transaction.object_store(STORE)?;
    let mut asked = Vec::new();
    // All requests are made at once, so that the transaction stays active.
    for key in form::KEYS {
        asked.push(answer::<JsValue>(&store.get(&key.into())?));
    }
    let transaction = transaction.clone();
    leptos::task::spawn_local(async move {
        let rewrite = async {
            let mut before = form::Texts::default();
            for (text, asked) in before.iter_mut().zip(asked) {
                *text = text_of(&asked.await?);
            }
            let after = form::migrate(from, before.clone());
            for (key, (old, new)) in form::KEYS.into_iter().zip(before.into_iter().zip(after)) {
                put(&store, key, old, new)?;
            }
            Ok::<(), JsValue>(())
        };
        if rewrite.await.is_err() {
            give_up(&transaction);
        }
    });
    Ok(())
}

/// Aborts a transaction. Opening the database then fails, and the page reports it.
fn give_up(transaction: &IdbTransaction) {
    // A transaction that has already ended has failed by itself.
    let _ = transaction.abort();
}

/// Writes a text if it differs from the old one. Returns whether it does.
fn put(store: &IdbObjectStore, key: &str, old: Option<String>, new: Option<String>) -> Result<bool, JsValue> {
    if old == new {
        return Ok(false);
    }
    match new {
        Some(text) => store.put_with_key(&JsValue::from_str(&text), &key.into())?,
        None => store.delete(&key.into())?,
    };
    Ok(true)
}

/// A value as a text. The site did not write a value that is not a text; it is passed on as JSON, into the
/// quarantine.
fn text_of(value: &JsValue) -> Option<String> {
    if value.is_undefined() {
        return None;
    }
    let text = value.as_string().or_else(|| js_sys::JSON::stringify(value).ok()?.as_string());
    Some(text.unwrap_or_else(|| format!("{value:?}")))
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
        before.push(text_of(&answer(&store.get(&(*key).into())?).await?));
    }
    let after = change(before.clone());
    let mut written = false;
    for (key, (old, new)) in keys.iter().zip(before.into_iter().zip(after)) {
        written |= put(&store, key, old, new)?;
    }
    // Does not wait for the end of the script: the reader may leave the page at once.
    #[expect(deprecated, reason = "web-sys marks it so; the standard does not")]
    transaction.commit()?;
    if ended.await.is_err() {
        return Err(transaction.error().map_or(JsValue::NULL, JsValue::from));
    }
    Ok(written)
}

/// Waits for a request. The promise resolves with the event itself; only its arrival matters.
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
    match error.dyn_ref::<web_sys::DomException>().map(web_sys::DomException::name).as_deref() {
        Some("QuotaExceededError") => Refusal::Full,
        Some("VersionError") => Refusal::Newer,
        _ => Refusal::Blocked,
    }
}
