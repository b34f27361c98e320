//! The start: the data in the page, then hydration of what is prerendered or a mount on an empty shell.
//!
//! Hydration is cut into tasks, so that the page answers a touch in between: the data, the frame,
//! then each part that asked for [`hydrate_later`].

use super::fetch;
use crate::app::{App, AppProps};
use crate::ui::still;
use crate::wire::Island;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::PositionState;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use wasm_bindgen::JsCast;

thread_local! {
    /// What is left to do before the page is taken over; none once it is.
    static TASKS: RefCell<Option<VecDeque<Task>>> = const { RefCell::new(Some(VecDeque::new())) };
}

type Task = Box<dyn FnOnce()>;

/// Takes over the page, in tasks of their own.
pub fn start() {
    when_ready(take_over);
    set_timeout(next_task, Duration::ZERO);
}

/// Runs a task after those that wait already; now, when the page is taken over.
///
/// What only the browser knows is set this way: hydration takes the nodes as they were prerendered,
/// and would not see a value that has changed before.
pub fn when_ready(task: impl FnOnce() + 'static) {
    let mut task = Some(task);
    TASKS.with_borrow_mut(|tasks| {
        if let Some(tasks) = tasks
            && let Some(task) = task.take()
        {
            tasks.push_back(Box::new(task));
        }
    });
    if let Some(task) = task {
        task();
    }
}

fn next_task() {
    let Some(task) = TASKS.with_borrow_mut(|tasks| tasks.as_mut().and_then(VecDeque::pop_front)) else {
        TASKS.set(None);
        return mark();
    };
    task();
    set_timeout(next_task, Duration::ZERO);
}

/// Reads the data in the page and lines up what follows from it.
///
/// # Panics
///
/// When the page holds no element `#app` or no readable island, which the site tool writes.
fn take_over() {
    let island: Island = document()
        .get_element_by_id("island")
        .and_then(|element| element.text_content())
        .map(|text| serde_json::from_str(&text).expect("the island is of this version"))
        .expect("the page holds an island");
    let root = document()
        .get_element_by_id("app")
        .expect("the page holds an element with the id app")
        .unchecked_into::<web_sys::HtmlElement>();
    let Some(page) = &island.document else {
        root.set_inner_html("");
        leptos::mount::mount_to(root, move || App(AppProps { island })).forget();
        return;
    };
    let path = window().location().pathname().unwrap_or_default();
    fetch::keep(&path, Arc::new(page.clone()));
    when_ready(move || {
        still::hydrate(|| leptos::mount::hydrate_from(root, move || App(AppProps { island })).forget());
    });
}

/// Hydrates the children of a prerendered element in a task of its own, under the present owner.
pub fn hydrate_later(place: NodeRef<leptos::html::Div>, children: impl FnOnce() -> AnyView + 'static) {
    let owner = Owner::current().expect("a component has an owner");
    let gone = Arc::new(AtomicBool::new(false));
    let leave = gone.clone();
    on_cleanup(move || leave.store(true, Ordering::Relaxed));
    when_ready(move || {
        let Some(element) = place.get_untracked().filter(|_| !gone.load(Ordering::Relaxed)) else {
            return;
        };
        owner.with(|| {
            let cursor = Cursor::new(element.unchecked_into());
            let state = still::hydrate(|| children().hydrate::<true>(&cursor, &PositionState::default()));
            // The effects of a view live as long as its state.
            StoredValue::new_local(state);
        });
    });
}

/// Tells styles and tests that the page answers.
fn mark() {
    if let Some(html) = document().document_element() {
        super::page::set_attribute(&html, "data-app", "ready");
    }
}
