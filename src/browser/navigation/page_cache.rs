//! The pages that were left, put away whole for Back and Forward: their nodes out of the document, their state alive.
//!
//! A page is built once, below an owner of its own, and its nodes are put back into the document when it is shown again.
//! docs/decisions/back.md says why.

use crate::browser::Address;
use crate::browser::page::after_frame;
use crate::browser::shown::Shown;
use crate::ui::opened::Opened;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How many pages are put away at most, whatever memory the device has.
const MOST: usize = 5;

/// What may be scrolled within a page: it takes the focus, so that the keyboard can scroll it.
const SCROLLERS: &str = "main [tabindex='0']";

/// The nodes of a page, and the effects that keep them right.
type Nodes = Rc<RefCell<AnyViewState>>;

/// A page that was built.
struct Page {
    opened: Arc<Opened>,
    address: Address,
    /// The history entries that it was shown in.
    entries: Vec<u32>,
    owner: Owner,
    shown: RwSignal<bool>,
    nodes: Option<Nodes>,
    /// What had the focus when the page was left.
    focused: Option<HtmlElement>,
    /// What was scrolled within it, from the left and the top, pixels.
    scrolled: Vec<(Element, i32, i32)>,
    /// Whether it is dropped when it is left, or before.
    is_spent: bool,
}

impl Drop for Page {
    fn drop(&mut self) {
        // Others may hold the owner: a task that waits for a chunk does.
        self.owner.cleanup();
    }
}

thread_local! {
    /// The page that was shown last is the last.
    static PAGES: RefCell<Vec<Page>> = const { RefCell::new(Vec::new()) };
}

/// A page where it is shown.
pub struct Slot {
    opened: Arc<Opened>,
    /// None of a page that was built before.
    view: Option<AnyView>,
}

/// The page of a document, which is built the first time only. It lives below the owner of the frame.
pub fn keep_page(frame: &Owner, opened: Arc<Opened>, build: impl FnOnce() -> AnyView) -> Slot {
    let is_built = PAGES.with_borrow(|pages| pages.iter().any(|page| Arc::ptr_eq(&page.opened, &opened)));
    let view = (!is_built).then(|| {
        let owner = frame.child();
        let (address, shown, view) = owner.with(|| {
            let (address, shown) = (Address::current(), RwSignal::new(true));
            provide_context(address);
            provide_context(Shown(shown));
            (address, shown, build())
        });
        let entry = super::current_entry();
        forget(|page| page.path() == address.path.get_untracked() || page.entries.contains(&entry));
        let page = Page {
            opened: opened.clone(),
            address,
            entries: vec![entry],
            owner,
            shown,
            nodes: None,
            focused: None,
            scrolled: Vec::new(),
            is_spent: false,
        };
        PAGES.with_borrow_mut(|pages| pages.push(page));
        view
    });
    Slot { opened, view }
}

impl Page {
    fn path(&self) -> String {
        self.address.path.get_untracked()
    }
}

/// Takes pages out of memory, once what is being done has been painted.
fn forget(is_spent: impl Fn(&Page) -> bool) {
    let spent = PAGES.with_borrow_mut(|pages| pages.extract_if(.., |page| is_spent(page)).collect::<Vec<_>>());
    if !spent.is_empty() {
        after_frame(move || drop(spent));
    }
}

/// Forgets all pages, with the frame that they were shown in.
pub fn forget_pages() {
    drop(PAGES.take());
}

/// Does something with the page that is shown, if any is.
fn with_shown(act: impl FnOnce(&mut Page)) {
    PAGES.with_borrow_mut(|pages| {
        if let Some(page) = pages.last_mut().filter(|page| page.shown.get_untracked()) {
            act(page);
        }
    });
}

/// The page that is shown will not come back as it is: when it is left, it is dropped.
pub fn spend() {
    with_shown(|page| page.is_spent = true);
}

/// The page stays, in a history entry that may be another one.
pub(super) fn stay(entry: u32) {
    with_shown(|page| {
        page.address.update();
        if !page.entries.contains(&entry) {
            page.entries.push(entry);
        }
    });
}

/// The history entries after this one are gone.
pub(super) fn forget_after(entry: u32) {
    forget(|page| !page.shown.get_untracked() && page.entries.iter().all(|other| *other > entry));
}

/// Puts the page that is shown away.
pub(super) fn leave() {
    with_shown(|page| {
        page.shown.set(false);
        page.focused = document().active_element().and_then(|element| element.dyn_into().ok());
        page.scrolled.clear();
        let Ok(found) = document().query_selector_all(SCROLLERS) else { return };
        for element in (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok()) {
            let (left, top) = (element.scroll_left(), element.scroll_top());
            if (left, top) != (0, 0) {
                page.scrolled.push((element, left, top));
            }
        }
    });
}

/// Forgets the oldest of too many pages that are put away, and those that do not come back.
pub(super) fn trim() {
    PAGES.with_borrow_mut(|pages| {
        let mut away: Vec<&mut Page> = pages.iter_mut().filter(|page| !page.shown.get_untracked()).collect();
        let extra = away.len().saturating_sub(most());
        away.iter_mut().take(extra).for_each(|page| page.is_spent = true);
    });
    forget(|page| page.is_spent && !page.shown.get_untracked());
}

/// How many pages are put away at most: one for each GB of memory. Browsers that do not tell have enough.
fn most() -> usize {
    let memory = js_sys::Reflect::get(&window().navigator(), &"deviceMemory".into()).ok();
    memory.and_then(|memory| memory.as_f64()).map_or(MOST, |memory| (memory as usize).clamp(1, MOST))
}

/// The page of a history entry, if it is in memory; it is shown from now on.
pub(super) fn come_back(entry: u32, path: &str) -> Option<Arc<Opened>> {
    PAGES.with_borrow_mut(|pages| {
        let is_it = |page: &Page| !page.is_spent && page.entries.contains(&entry) && page.path() == path;
        let at = pages.iter().position(is_it)?;
        let page = pages.remove(at);
        page.address.update();
        page.shown.set(true);
        let opened = page.opened.clone();
        pages.push(page);
        Some(opened)
    })
}

/// Scrolls what was scrolled within the page that came back. Answers what had the focus.
pub(super) fn restore() -> Option<HtmlElement> {
    let mut focused = None;
    with_shown(|page| {
        for (element, left, top) in page.scrolled.drain(..) {
            element.set_scroll_left(left);
            element.set_scroll_top(top);
        }
        focused = page.focused.take().filter(|element| element.closest("main").is_ok_and(|main| main.is_some()));
    });
    focused
}

impl Slot {
    /// The page's nodes, made by `make` the first time.
    fn nodes(self, make: impl FnOnce(AnyView) -> AnyViewState) -> Nodes {
        let find = |page: &&mut Page| Arc::ptr_eq(&page.opened, &self.opened);
        let Some(view) = self.view else {
            return PAGES
                .with_borrow_mut(|pages| pages.iter_mut().find(find).and_then(|page| page.nodes.clone()))
                .expect("a page that was built is in memory");
        };
        let owner = PAGES.with_borrow_mut(|pages| pages.iter_mut().find(find).map(|page| page.owner.clone()));
        let owner = owner.expect("a page that is being built is in memory");
        let nodes = Rc::new(RefCell::new(owner.with(|| make(view))));
        PAGES.with_borrow_mut(|pages| {
            if let Some(page) = pages.iter_mut().find(find) {
                page.nodes = Some(nodes.clone());
            }
        });
        nodes
    }
}

impl Render for Slot {
    type State = Nodes;

    fn build(self) -> Nodes {
        self.nodes(AnyView::build)
    }

    fn rebuild(self, state: &mut Nodes) {
        let mut nodes = self.build();
        if !Rc::ptr_eq(&nodes, state) {
            state.insert_before_this(&mut nodes);
            state.unmount();
            *state = nodes;
        }
    }
}

no_attrs!(Slot);

impl RenderHtml for Slot {
    type AsyncOutput = Slot;
    type Owned = Slot;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Slot {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        if let Some(view) = self.view {
            view.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Nodes {
        self.nodes(|view| view.hydrate::<FROM_SERVER>(cursor, position))
    }

    fn into_owned(self) -> Slot {
        self
    }
}
