//! Stored records of all kinds: changed within one transaction, with a message to other tabs.

use super::navigation::on_window;
use super::{Refusal, database};
use crate::stored::{Record, StoredRecord, quarantine};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of the channel, on which a tab sends the key of the record that it has changed.
const CHANNEL_NAME: &str = "kept";

type Listener = Rc<dyn Fn()>;

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL_NAME).ok();
    /// Who shows a record at this moment.
    static LISTENERS: RefCell<Vec<(Record, Listener)>> = const { RefCell::new(Vec::new()) };
}

/// What turns what is stored into what is to be stored, and makes an answer of it; none when it is of a newer version,
/// and left as it is. Boxed, so that the code that runs it is there once for each answer.
pub type StoredChange<T> = Box<dyn FnOnce(&StoredRecord) -> (StoredRecord, Option<T>)>;

/// Changes what is stored of a record at that moment. Nothing is written when that stays the same. Answers what the change
/// made of it, if it ran, and why it is not stored, if it is not. Other tabs get a message when something was written.
pub async fn change_stored<T: 'static>(record: Record, change: StoredChange<T>) -> (Option<T>, Option<Refusal>) {
    let answer = Rc::new(RefCell::new(None));
    let result = answer.clone();
    let change = move |values: Vec<Option<String>>| {
        let [text, quarantined] = <[Option<String>; 2]>::try_from(values).unwrap_or_default();
        let (after, answer) = change(&StoredRecord { text, quarantined: quarantined.clone() });
        *result.borrow_mut() = Some((answer, after.quarantined != quarantined));
        vec![after.text, after.quarantined]
    };
    let outcome = database::change(&[record.key(), quarantine::KEY], Box::new(change)).await;
    let (answer, quarantined) = answer.take().unwrap_or_default();
    if outcome == Ok(true) {
        announce(record);
        // The packs' listener shows the quarantine, whatever a record was found in.
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
            // Tabs that miss the message read before their own next change.
            let _ = channel.post_message(&record.key().into());
        }
    });
}

/// Calls when another tab has changed a record, or may have while this page was put away. A record has one
/// listener: the last.
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

/// Calls the listener of a record, or all.
fn notify(record: Option<Record>) {
    let listeners = LISTENERS.with_borrow(|listeners| listeners.clone());
    for (other, listener) in listeners {
        if record.is_none_or(|record| record == other) {
            listener();
        }
    }
}
