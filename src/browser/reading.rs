//! The reading list, kept beside the packs, and other tabs told of changes.
//!
//! As with packs, a change reads, changes and writes within one transaction.

use super::navigation::on_window;
use super::{ReadingAnswer, ReadingChange, Refusal, database};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

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
    let list = Rc::new(RefCell::new(Vec::new()));
    let told = list.clone();
    let apply = move |kept: Vec<Option<String>>| {
        let kept = kept.into_iter().next().flatten();
        let mut paths: Vec<String> = kept.as_deref().unwrap_or_default().lines().map(str::to_owned).collect();
        change(&mut paths);
        let text = paths.join("\n");
        told.replace(paths);
        vec![if text.is_empty() { kept.map(|_| text) } else { Some(text) }]
    };
    let done = move |outcome: Result<bool, Refusal>| {
        if outcome == Ok(true) {
            CHANNEL.with(|channel| {
                if let Some(channel) = channel {
                    // Tabs that are not told read before their own next change.
                    let _ = channel.post_message(&JsValue::NULL);
                }
            });
        }
        done(outcome.map(|_| list.take()));
    };
    database::change(&[READING], Box::new(apply), Box::new(done));
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
