//! The start: what the app starts with, then hydration of what is prerendered or a mount on an empty page.
//!
//! Hydration is cut into tasks, so that the page answers a touch in between: the data, the frame,
//! then what asked for [`hydrate_later`] or, when its chunk is here, [`hydrate_when`].

use super::fetch;
use crate::load::LoadError;
use crate::route::base;
use crate::ui::static_subtree;
use crate::wire::{Bootstrap, FORMAT, MISSING, SentDocument, Site};
use leptos::prelude::*;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::{Mountable, PositionState, Render};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static START: RefCell<Start> = RefCell::default();
}

/// What is left to do before the page is taken over.
#[derive(Default)]
struct Start {
    /// Hydration, a part of the page each.
    hydration: VecDeque<Task>,
    /// How many parts of the page wait for their chunk.
    awaited: usize,
    /// What comes after hydration.
    after: VecDeque<Task>,
    stage: Stage,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    /// A timer is set for the next task.
    #[default]
    Running,
    /// Nothing to do until something awaited comes.
    Idle,
    /// The page is taken over.
    Over,
}

type Task = Box<dyn FnOnce()>;

/// How long it takes until a chunk that did not come is asked for again; then twice as long, and so on.
const ASK_AGAIN_AFTER: Duration = Duration::from_secs(2);
const ASK_AGAIN_AT_LEAST: Duration = Duration::from_secs(60);

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

    /// Goes on when nothing was left to do.
    fn wake(&mut self) {
        if self.stage == Stage::Idle {
            self.stage = Stage::Running;
            set_timeout(next_task, Duration::ZERO);
        }
    }
}

/// Hydrates the page with `app`, in tasks of their own.
pub fn start<V: IntoView + 'static>(app: fn(Bootstrap) -> V) {
    let root = document().document_element();
    base::set(&root.and_then(|root| root.get_attribute("data-base")).unwrap_or_default());
    hydrate(move || take_over(app));
    set_timeout(next_task, Duration::ZERO);
}

/// Runs a task after hydration, after those that wait already; now, when the page is taken over.
///
/// What only the browser knows is set this way: hydration takes the nodes as they were prerendered,
/// and would not see a value that has changed before.
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

fn hydrate(task: impl FnOnce() + 'static) {
    START.with_borrow_mut(|start| {
        start.hydration.push_back(Box::new(task));
        start.wake();
    });
}

fn next_task() {
    match START.with_borrow_mut(Start::next) {
        Some(task) => {
            task();
            set_timeout(next_task, Duration::ZERO);
        }
        None if START.with_borrow(|start| start.stage == Stage::Over) => mark(),
        None => {}
    }
}

/// The page's document, which `boot.js` has fetched and left in the global variable `pageDocument`.
fn page_document() -> Option<SentDocument> {
    let text = js_sys::Reflect::get(&window(), &"pageDocument".into()).ok()?.as_string()?;
    // One of another version is fetched again, and what is wrong with it is told.
    serde_json::from_str(&text).ok().filter(|document: &SentDocument| document.format == FORMAT)
}

/// Reads what the app starts with and lines up what follows from it.
///
/// # Panics
///
/// When the page holds no element `#app` or no readable data of the site, which the site tool writes.
fn take_over<V: IntoView + 'static>(app: fn(Bootstrap) -> V) {
    let site: Site = document()
        .get_element_by_id("site")
        .and_then(|element| element.text_content())
        .map(|text| serde_json::from_str(&text).expect("the site's data is of this version"))
        .expect("the page holds the site's data");
    let script = document().query_selector("script[data-document]").ok().flatten();
    let missing = script.and_then(|it| it.get_attribute("data-document")).is_some_and(|it| it == MISSING);
    let bootstrap = Bootstrap { site, document: page_document(), missing };
    let root = document()
        .get_element_by_id("app")
        .expect("the page holds an element with the id app")
        .unchecked_into::<web_sys::HtmlElement>();
    let Some(page) = &bootstrap.document else {
        root.set_inner_html("");
        leptos::mount::mount_to(root, move || app(bootstrap)).forget();
        return;
    };
    let path = window().location().pathname().unwrap_or_default();
    fetch::keep(&path, Arc::new(page.clone()));
    hydrate(move || {
        static_subtree::hydrate(|| leptos::mount::hydrate_from(root, move || app(bootstrap)).forget());
    });
}

/// Hydrates the children of a prerendered element in a task of its own, under the present owner.
pub fn hydrate_later(place: NodeRef<leptos::html::Div>, children: impl FnOnce() -> AnyView + 'static) {
    let place = Place::new(place);
    hydrate(move || place.hydrate(children));
}

/// Hydrates the children of a prerendered element once a chunk is here, under the present owner.
///
/// As long as that does not come the element stays as it was prerendered, and the part is asked for again;
/// the rest of the page waits for the first attempt alone.
pub fn hydrate_when<T: 'static, F: Future<Output = Result<T, LoadError>>>(
    place: NodeRef<leptos::html::Div>,
    bring: impl Fn() -> F + 'static,
    children: impl FnOnce(T) -> AnyView + 'static,
) {
    let place = Place::new(place);
    START.with_borrow_mut(|start| start.awaited += 1);
    leptos::task::spawn_local(async move {
        let mut brought = bring().await;
        START.with_borrow_mut(|start| {
            start.awaited -= 1;
            start.wake();
        });
        let late = brought.is_err();
        let mut pause = ASK_AGAIN_AFTER;
        while let Err(LoadError::Offline) = brought {
            sleep(pause).await;
            pause = ASK_AGAIN_AT_LEAST.min(pause * 2);
            brought = bring().await;
        }
        // A body of another shape is of another version of the site: it stays as it was prerendered.
        let Ok(brought) = brought else { return };
        if late {
            // What is prerendered may not be what is true by now.
            place.mount(move || children(brought));
        } else {
            hydrate(move || place.hydrate(move || children(brought)));
        }
    });
}

/// Where a part of the page belongs, in the document and among the owners.
struct Place {
    element: NodeRef<leptos::html::Div>,
    owner: Owner,
    gone: Arc<AtomicBool>,
}

impl Place {
    fn new(element: NodeRef<leptos::html::Div>) -> Place {
        let owner = Owner::current().expect("a component has an owner");
        let gone = Arc::new(AtomicBool::new(false));
        let leave = gone.clone();
        on_cleanup(move || leave.store(true, Ordering::Relaxed));
        Place { element, owner, gone }
    }

    fn element(&self) -> Option<web_sys::Element> {
        if self.gone.load(Ordering::Relaxed) {
            return None;
        }
        self.element.get_untracked().map(JsCast::unchecked_into)
    }

    fn hydrate(self, children: impl FnOnce() -> AnyView) {
        let Some(element) = self.element() else { return };
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

async fn sleep(time: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&JsValue::UNDEFINED)), time);
    });
    // It is resolved, never rejected.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Tells styles and tests that the page answers.
fn mark() {
    if let Some(html) = document().document_element() {
        super::page::set_attribute(&html, "data-app", "ready");
    }
}
