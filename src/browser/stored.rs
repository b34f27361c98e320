//! Stored records of all kinds: each is changed within one transaction, and other tabs are notified.

use super::navigation::on_window;
use super::{Refusal, database};
use crate::stored::{PICTURES, Record, StoredRecord, quarantine};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the channel on which a tab sends the key of the record that it has changed.
const CHANNEL_NAME: &str = "kept";

type Listener = Rc<dyn Fn()>;

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL_NAME).ok();
    /// The listeners of the records that are shown at this moment.
    static LISTENERS: RefCell<Vec<(Record, Listener)>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen]
extern "C" {
    /// Implemented in `worker/page/stored.ts`.
    #[wasm_bindgen(catch, js_name = hasDatabase)]
    async fn ask_has_database(name: &str) -> Result<JsValue, JsValue>;
}

/// Whether the device may have stored anything of the reader's. `true` if the browser does not tell.
pub async fn is_anything_stored() -> bool {
    // Component tests have no start script.
    ask_has_database(&database::name()).await.map_or(true, |has| has.is_truthy())
}

/// Turns the stored record into the record to store, and returns an answer; none if the record is of a newer version
/// and is left unchanged. Boxed, so that the code that runs it exists only once for each type of answer.
pub type StoredChange<T> = Box<dyn FnOnce(&StoredRecord) -> (StoredRecord, Option<T>)>;

/// Applies a change to a stored record as it is at that moment. Nothing is written if the record stays the same.
/// Returns the answer of the change, if it ran, and the reason if it is not stored. Other tabs are notified if
/// something was written.
pub async fn change_stored<T: 'static>(record: Record, change: StoredChange<T>) -> (Option<T>, Option<Refusal>) {
    let answer = Rc::new(RefCell::new(None));
    let result = answer.clone();
    let change = move |values: Vec<Option<String>>| {
        let [text, quarantined, pictures] = <[Option<String>; 3]>::try_from(values).unwrap_or_default();
        let (after, answer) = change(&StoredRecord { text, quarantined: quarantined.clone(), pictures });
        *result.borrow_mut() = Some((answer, after.quarantined != quarantined));
        vec![after.text, after.quarantined, after.pictures]
    };
    let outcome = database::change(&[record.key(), quarantine::KEY, PICTURES], Box::new(change)).await;
    let (answer, quarantined) = answer.take().unwrap_or_default();
    if outcome == Ok(true) {
        announce(record);
        // The packs' listener shows the quarantine, whichever record an entry comes from.
        if record != Record::Packs && quarantined {
            announce(Record::Packs);
            notify(Some(Record::Packs));
        }
    }
    let refusal = outcome.err().or(answer.is_none().then_some(Refusal::Newer));
    (answer, refusal)
}

fn announce(record: Record) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // Tabs that miss the message read the record before their own next change.
            let _ = channel.post_message(&record.key().into());
        }
    });
}

/// Calls `changed` when another tab has changed a record, or may have changed it while this page was suspended. A
/// record has one listener: the last one registered.
pub fn on_stored_change(record: Record, changed: impl Fn() + 'static) {
    let first = LISTENERS.with_borrow_mut(|listeners| {
        let first = listeners.is_empty();
        listeners.retain(|(other, _)| *other != record);
        listeners.push((record, Rc::new(changed)));
        first
    });
    if !first {
        return;
    }
    on_window("pageshow", false, |_: web_sys::Event| notify(None));
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        let key = event.data().as_string();
        notify(Record::ALL.into_iter().find(|record| Some(record.key()) == key.as_deref()));
    });
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
    });
    on_message.forget();
}

/// Calls the listener of a record, or all listeners.
fn notify(record: Option<Record>) {
    let listeners = LISTENERS.with_borrow(|listeners| listeners.clone());
    for (other, listener) in listeners {
        if record.is_none_or(|record| record == other) {
            listener();
        }
    }
}
