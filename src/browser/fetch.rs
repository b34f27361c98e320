//! Documents: each is fetched once and kept in memory; its request is aborted when nothing waits for it any more.

use crate::json;
use crate::load::{GIVE_UP_AFTER_MS, LoadError};
use crate::route::Route;
use crate::wire::{FORMAT, Outline, SentDocument};
use futures_channel::oneshot;
use gloo_net::http::{Request, Response};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use web_sys::AbortController;

/// How many documents are kept. At some 6 kB each, they take less memory than one picture.
const MOST_DOCUMENTS: usize = 200;

type Answer = Result<Arc<SentDocument>, LoadError>;
type Waiter = oneshot::Sender<Answer>;

#[derive(Default)]
struct Store {
    /// Documents by the path of their page, the most recently added last.
    documents: Vec<(String, Arc<SentDocument>)>,
    /// Requests in progress.
    pending: Vec<Pending>,
}

struct Pending {
    path: String,
    abort: Option<AbortController>,
    /// Receives the answer; a prefetch has none.
    waiter: Option<Waiter>,
}

impl Drop for Pending {
    fn drop(&mut self) {
        // Aborting a request that has ended has no effect.
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

thread_local! {
    static STORE: RefCell<Store> = RefCell::default();
}

/// Puts the document that came with the page into memory.
pub fn remember(path: &str, document: Arc<SentDocument>) {
    STORE.with_borrow_mut(|store| {
        store.documents.retain(|(known, _)| known != path);
        if store.documents.len() == MOST_DOCUMENTS {
            store.documents.remove(0);
        }
        store.documents.push((path.to_owned(), document));
    });
}

/// The document of a page, if it is in memory.
pub fn remembered(path: &str) -> Option<Arc<SentDocument>> {
    STORE.with_borrow(|store| {
        store.documents.iter().find(|(known, _)| known == path).map(|(_, document)| document.clone())
    })
}

/// Path and title of the pages in memory, the latest first.
pub fn opened() -> Vec<(String, String)> {
    STORE.with_borrow(|store| {
        store.documents.iter().rev().map(|(path, document)| (path.clone(), document.title.clone())).collect()
    })
}

/// Fetches a page that is likely to be opened next.
pub fn prefetch(route: &Route) {
    let path = route.path();
    let known = STORE.with_borrow(|store| {
        store.documents.iter().any(|(known, _)| *known == path)
            || store.pending.iter().any(|pending| pending.path == path)
    });
    if !known {
        request(route, None);
    }
}

/// The document of a page that is needed now: from memory, or fetched. Aborts all other requests.
pub async fn want(route: &Route) -> Answer {
    let path = route.path();
    if let Some(document) = remembered(&path) {
        leave();
        return Ok(document);
    }
    let (done, answer) = oneshot::channel();
    let waiter = STORE.with_borrow_mut(|store| {
        store.pending.retain(|pending| pending.path == path);
        match store.pending.first_mut() {
            Some(pending) => {
                pending.waiter = Some(done);
                None
            }
            None => Some(done),
        }
    });
    if waiter.is_some() {
        request(route, waiter);
    }
    // An aborted request sends no answer, and nothing waits for one any more.
    answer.await.unwrap_or(Err(LoadError::Offline))
}

/// Aborts all requests.
pub fn leave() {
    STORE.with_borrow_mut(|store| store.pending.clear());
}

fn request(route: &Route, waiter: Option<Waiter>) {
    let path = route.path();
    let data_path = route.data_path();
    let abort = AbortController::new().ok();
    STORE.with_borrow_mut(|store| {
        store.pending.push(Pending { path: path.clone(), abort: abort.clone(), waiter });
    });
    leptos::task::spawn_local(async move {
        let answer = get_document(&path, &data_path, abort).await;
        let waiter = STORE.with_borrow_mut(|store| {
            let at = store.pending.iter().position(|pending| pending.path == path)?;
            store.pending.remove(at).waiter.take()
        });
        if let Some(waiter) = waiter {
            // The receiver may be gone.
            let _ = waiter.send(answer);
        }
    });
}

async fn get_document(path: &str, data_path: &str, abort: Option<AbortController>) -> Answer {
    let document = get::<SentDocument>(data_path, abort).await?;
    if document.format != FORMAT {
        return Err(LoadError::Malformed(format!("format {}", document.format)));
    }
    let document = Arc::new(document);
    remember(path, document.clone());
    Ok(document)
}

/// How many documents of a list are fetched concurrently.
const AT_ONCE: usize = 4;

#[derive(Default)]
struct Queue {
    running: usize,
    waiting: VecDeque<(Route, Waiter)>,
}

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
}

/// The document of one of many pages, from memory or through the queue. It is requested at once, and dropping the
/// future does not abort the request.
pub fn fetch_document(route: &Route) -> impl Future<Output = Answer> + use<> {
    let (done, answer) = oneshot::channel();
    if let Some(document) = remembered(&route.path()) {
        // The receiver exists: it is returned below.
        let _ = done.send(Ok(document));
    } else {
        QUEUE.with_borrow_mut(|queue| queue.waiting.push_back((route.clone(), done)));
        next_of_queue();
    }
    async { answer.await.expect("a fetch ends with an answer") }
}

fn next_of_queue() {
    let next = QUEUE.with_borrow_mut(|queue| {
        let next = if queue.running < AT_ONCE { queue.waiting.pop_front() } else { None };
        queue.running += usize::from(next.is_some());
        next
    });
    let Some((route, done)) = next else { return };
    leptos::task::spawn_local(async move {
        let answer = get_document(&route.path(), &route.data_path(), AbortController::new().ok()).await;
        QUEUE.with_borrow_mut(|queue| queue.running -= 1);
        // The receiver may be gone.
        let _ = done.send(answer);
        next_of_queue();
    });
}

/// A binary file (a part of a catalogue). It is requested at once.
pub fn fetch_bytes(path: &str) -> impl Future<Output = Result<Vec<u8>, LoadError>> + use<> {
    let (done, bytes) = oneshot::channel();
    let path = path.to_owned();
    leptos::task::spawn_local(async move {
        let abort = AbortController::new().ok();
        // The receiver may be gone.
        let _ = done.send(fetch(&path, abort, |response| async move { response.binary().await }).await);
    });
    async { bytes.await.expect("a fetch ends with an answer") }
}

/// The outline of the land for maps.
pub async fn fetch_outline(path: &str) -> Result<Outline, LoadError> {
    get(path, AbortController::new().ok()).await
}

async fn get<T: DeserializeOwned>(path: &str, abort: Option<AbortController>) -> Result<T, LoadError> {
    let text = fetch(path, abort, |response| async move { response.text().await }).await?;
    json::read(&text).map_err(|error| LoadError::Malformed(format!("{path}, {}:{}", error.line(), error.column())))
}

/// Fetches a file and reads its body, within [`GIVE_UP_AFTER_MS`].
async fn fetch<T, F: Future<Output = Result<T, gloo_net::Error>>>(
    path: &str,
    abort: Option<AbortController>,
    read: impl FnOnce(Response) -> F,
) -> Result<T, LoadError> {
    let signal = abort.as_ref().map(AbortController::signal);
    let timed_out = Rc::new(RefCell::new(false));
    let timer = abort.and_then(|abort| {
        let timed_out = timed_out.clone();
        set_timeout_with_handle(
            move || {
                *timed_out.borrow_mut() = true;
                abort.abort();
            },
            Duration::from_millis(GIVE_UP_AFTER_MS.into()),
        )
        .ok()
    });
    let answer = async {
        let response = Request::get(path).abort_signal(signal.as_ref()).send().await?;
        Ok::<_, gloo_net::Error>(match response.status() {
            200 => Ok(read(response).await?),
            404 | 410 => Err(LoadError::NotFound),
            status => Err(LoadError::Status(status)),
        })
    }
    .await;
    if let Some(timer) = timer {
        timer.clear();
    }
    match answer {
        Err(_) if *timed_out.borrow() => Err(LoadError::TimedOut),
        Err(_) => Err(LoadError::Offline),
        Ok(answer) => answer,
    }
}
