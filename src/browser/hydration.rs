//! Hydration, split into tasks so that the page responds to input in between: first the data and the frame
//! (`start.rs`), then the parts that called [`hydrate_later`] or, once their chunk is loaded, [`hydrate_when`].

use super::clock::Pauses;
use super::elements::set_root;
use crate::load::LoadError;
use crate::ui::static_subtree;
use futures_channel::oneshot;
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, PositionState, Render};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::time::Duration;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Implemented in `worker/page/rendered.ts`.
    #[wasm_bindgen(catch, js_name = isAsRendered)]
    fn ask_start_script(element: &web_sys::Element) -> Result<bool, JsValue>;

    /// Implemented in `worker/page/soon.ts`.
    #[wasm_bindgen(catch, js_name = runSoon)]
    fn run_soon(task: &JsValue) -> Result<(), JsValue>;
}

thread_local! {
    static START: RefCell<Start> = RefCell::default();
}

/// The tasks left until the page is fully hydrated.
#[derive(Default)]
struct Start {
    /// Hydration tasks, one for each part of the page.
    hydration: VecDeque<Task>,
    /// How many parts of the page wait for their chunk or, if the page is not prerendered, for its data.
    awaited: usize,
    /// Tasks to run after hydration.
    after: VecDeque<Task>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// The next task is about to run.
    #[default]
    Running,
    /// No task is left until an awaited chunk arrives.
    Idle,
    /// The page is hydrated.
    Over,
}

type Task = Box<dyn FnOnce()>;

impl Start {
    fn next(&mut self) -> Option<Task> {
        let task = match self.hydration.pop_front() {
            None if self.awaited == 0 => self.after.pop_front(),
            task => task,
        };
        if task.is_none() {
            self.stage = if self.awaited > 0 { Stage::Idle } else { Stage::Over };
        }
        task
    }

    /// Continues if there was nothing left to do.
    fn wake(&mut self) {
        if self.stage == Stage::Idle {
            self.stage = Stage::Running;
            go_on();
        }
    }
}

/// Runs a task after hydration and after the tasks already queued; at once if the page is hydrated.
///
/// Values that only the browser knows must be set this way: hydration takes the nodes as they were prerendered and
/// would not notice a value that changed before.
pub fn when_ready(task: impl FnOnce() + 'static) {
    let now = START.with_borrow_mut(|start| {
        if start.stage == Stage::Over {
            return Some(task);
        }
        start.after.push_back(Box::new(task));
        None
    });
    if let Some(task) = now {
        task();
    }
}

/// Waits until the page is hydrated.
pub async fn hydrated() {
    let (done, ready) = oneshot::channel();
    when_ready(move || {
        // The receiver may be gone.
        let _ = done.send(());
    });
    let _ = ready.await;
}

pub(super) fn hydrate(task: impl FnOnce() + 'static) {
    START.with_borrow_mut(|start| {
        start.hydration.push_back(Box::new(task));
        start.wake();
    });
}

/// Delays [`Stage::Over`] until [`release`]: the page is not prerendered, and its content is still to come.
pub(super) fn hold() {
    START.with_borrow_mut(|start| start.awaited += 1);
}

pub(super) fn release() {
    START.with_borrow_mut(|start| {
        start.awaited -= 1;
        start.wake();
    });
}

/// Whether an element still has its prerendered nodes, after the text nodes that a translator wrapped have been
/// unwrapped.
pub(super) fn is_as_rendered(element: &web_sys::Element) -> bool {
    // Component tests have no start script.
    ask_start_script(element).unwrap_or(true)
}

/// Runs the next task, after the browser has handled the input that is waiting.
pub(super) fn go_on() {
    let task = Closure::once_into_js(next_task);
    // Component tests have no start script.
    if run_soon(&task).is_err() {
        set_timeout(next_task, Duration::ZERO);
    }
}

fn next_task() {
    match START.with_borrow_mut(Start::next) {
        Some(task) => {
            task();
            go_on();
        }
        // Styles and tests see by this attribute that the page is interactive.
        None if START.with_borrow(|start| start.stage == Stage::Over) => set_root("data-app", Some("ready")),
        None => {}
    }
}

/// Hydrates the children of a prerendered element in a separate task, under the current owner.
pub fn hydrate_later(place: NodeRef<leptos::html::Div>, children: impl FnOnce() -> AnyView + 'static) {
    let place = Place::new(place);
    hydrate(move || place.hydrate(children));
}

/// Hydrates the children of a prerendered element once a chunk is loaded, under the current owner.
///
/// Until then, the element stays as it was prerendered, and a chunk that could not be fetched is requested again. The
/// rest of the page waits only for the first attempt.
pub fn hydrate_when<T: 'static, F: Future<Output = Result<T, LoadError>>>(
    place: NodeRef<leptos::html::Div>,
    bring: impl Fn() -> F + 'static,
    children: impl FnOnce(T) -> AnyView + 'static,
) {
    let place = Place::new(place);
    hold();
    leptos::task::spawn_local(async move {
        let mut brought = bring().await;
        release();
        let late = brought.is_err();
        let mut pauses = Pauses::default();
        while let Err(LoadError::Offline) = brought {
            pauses.next().await;
            brought = bring().await;
        }
        // A body of another shape belongs to another version of the site: the part stays as it was prerendered.
        let Ok(brought) = brought else { return };
        if late {
            // The prerendered nodes may be out of date by now.
            place.mount(move || children(brought));
        } else {
            hydrate(move || place.hydrate(move || children(brought)));
        }
    });
}

/// The place of a part of the page, in the document and in the tree of owners.
struct Place {
    element: NodeRef<leptos::html::Div>,
    owner: Owner,
}

impl Place {
    fn new(element: NodeRef<leptos::html::Div>) -> Place {
        Place { element, owner: Owner::current().expect("a component has an owner") }
    }

    /// None once the page has been left.
    fn element(&self) -> Option<web_sys::Element> {
        self.element.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }

    fn hydrate(self, children: impl FnOnce() -> AnyView) {
        let Some(element) = self.element() else { return };
        if !is_as_rendered(&element) {
            return self.mount(children);
        }
        self.owner.with(|| {
            let cursor = Cursor::new(element);
            let state = static_subtree::hydrate(|| children().hydrate::<true>(&cursor, &PositionState::default()));
            // The effects of a view live as long as its state.
            StoredValue::new_local(state);
        });
    }

    fn mount(self, children: impl FnOnce() -> AnyView) {
        let Some(element) = self.element() else { return };
        element.set_inner_html("");
        self.owner.with(|| {
            let mut state = children().build();
            state.mount(&element, None);
            StoredValue::new_local(state);
        });
    }
}
