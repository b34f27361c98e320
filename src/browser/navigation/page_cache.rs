//! The pages that were left, put away whole for Back and Forward: their nodes out of the document, their state alive.
//!
//! A page is built once, below an owner of its own, and its nodes are put back into the document when it is shown again.
//! docs/decisions/back.md says why.

use super::with;
use crate::browser::buttons::mark_buttons;
use crate::browser::elements::find_all;
use crate::browser::page::after_frame;
use crate::browser::shown::Shown;
use crate::browser::{Address, use_address};
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

/// What is laid out by itself: cards, whose margins touch no others, and sections.
const BLOCKS: &str = "main .card-grid > li, main .section";

/// The properties of a block that is laid out only when it comes near the window.
const LATER: [&str; 2] = ["content-visibility", "contain-intrinsic-block-size"];

/// The nodes of a page, and the effects that keep them right.
type Nodes = Rc<RefCell<AnyViewState>>;

/// Where a page lives, built or not.
struct Scope {
    owner: Owner,
    address: Address,
    shown: RwSignal<bool>,
}

impl Scope {
    /// Below the owner of the frame, with the address that the frame has now.
    fn new(frame: &Owner) -> Scope {
        let owner = frame.child();
        let (address, shown) = owner.with(|| {
            let (address, shown) = (use_address().now(), RwSignal::new(true));
            provide_context(address);
            provide_context(Shown(shown));
            (address, shown)
        });
        Scope { owner, address, shown }
    }
}

/// A page that was built.
struct Page {
    opened: Arc<Opened>,
    scope: Scope,
    nodes: Nodes,
    /// The keys of the history entries that it was shown in.
    entries: Vec<u32>,
    /// What had the focus when the page was left.
    focused: Option<HtmlElement>,
    /// What was scrolled within it, from the left and the top, pixels.
    scrolled: Vec<(Element, i32, i32)>,
    /// Blocks out of sight, which are laid out once the page that came back has been painted.
    later: Vec<HtmlElement>,
    /// Whether it is dropped when it is left.
    is_spent: bool,
}

impl Page {
    fn is_shown(&self) -> bool {
        self.scope.shown.get_untracked()
    }

    fn has_path(&self, path: &str) -> bool {
        self.scope.address.path.with_untracked(|own| own == path)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Others may hold the owner: a task that waits for a chunk does.
        self.scope.owner.cleanup();
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
    new: Option<(Scope, AnyView)>,
}

/// The page of a document, which is built the first time only. It lives below the owner of the frame.
pub fn cache_page(frame: &Owner, opened: Arc<Opened>, build: impl FnOnce() -> AnyView) -> Slot {
    let is_built = PAGES.with_borrow(|pages| pages.iter().any(|page| Arc::ptr_eq(&page.opened, &opened)));
    let new = (!is_built).then(|| {
        let scope = Scope::new(frame);
        let view = scope.owner.with(build);
        (scope, view)
    });
    Slot { opened, new }
}

/// Forgets all pages, with the frame that they were shown in.
pub fn forget_pages() {
    drop(PAGES.take());
}

/// Takes pages out of memory, once what is being done has been painted.
fn forget(is_spent: impl Fn(&Page) -> bool) {
    let spent: Vec<Page> = PAGES.with_borrow_mut(|pages| pages.extract_if(.., |page| is_spent(page)).collect());
    if !spent.is_empty() {
        after_frame(move || drop(spent));
    }
}

/// The history entries after this one are gone.
pub(super) fn forget_after(entry: u32) {
    forget(|page| !page.is_shown() && page.entries.iter().all(|other| *other > entry));
}

/// Does something with the page that is shown, if any is.
fn with_shown<T>(run: impl FnOnce(&mut Page) -> T) -> Option<T> {
    PAGES.with_borrow_mut(|pages| pages.last_mut().filter(|page| page.is_shown()).map(run))
}

/// The page that is shown will not come back as it is: when it is left, it is dropped.
pub fn spend() {
    with_shown(|page| page.is_spent = true);
}

/// The page stays, in a history entry that may be another one.
pub(super) fn stay(entry: u32) {
    with_shown(|page| {
        page.scope.address.update();
        if !page.entries.contains(&entry) {
            page.entries.push(entry);
        }
    });
}

/// Puts the page that is shown away.
pub(super) fn leave() {
    with_shown(|page| {
        page.scope.shown.set(false);
        // A pin of a map is an SVG element, which takes the focus by the same method.
        page.focused = document().active_element().map(JsCast::unchecked_into);
        page.scrolled = find_all(SCROLLERS)
            .into_iter()
            .map(|element: Element| (element.scroll_left(), element.scroll_top(), element))
            .filter(|(left, top, _)| (*left, *top) != (0, 0))
            .map(|(left, top, element)| (element, left, top))
            .collect();
        page.later = blocks_out_of_sight();
    });
}

/// Forgets the oldest of too many pages that are put away, and those that do not come back.
pub(super) fn trim() {
    PAGES.with_borrow_mut(|pages| {
        let mut away: Vec<&mut Page> = pages.iter_mut().filter(|page| !page.is_shown()).collect();
        let extra = away.len().saturating_sub(most());
        away.iter_mut().take(extra).for_each(|page| page.is_spent = true);
    });
    forget(|page| page.is_spent && !page.is_shown());
}

/// Gives what is out of sight the height that it has, so that the rest lies as it does without it. What is above the
/// window must be exact; what is below it need not be.
fn blocks_out_of_sight() -> Vec<HtmlElement> {
    let foot = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let mut blocks: Vec<HtmlElement> = find_all(BLOCKS);
    blocks.retain(|block| {
        let frame = block.get_bounding_client_rect();
        let is_out = frame.top() > foot || (frame.bottom() < 0.0 && block.tag_name() == "LI");
        if is_out && frame.height() > 0.0 {
            // The browser's own number: code to write floats would weigh more than this module.
            let height =
                js_sys::Number::from(frame.height()).to_string_with_radix(10).map(String::from).unwrap_or_default();
            let height = height + "px";
            for (name, value) in LATER.into_iter().zip(["auto", height.as_str()]) {
                // A browser that does not know a property ignores it.
                let _ = block.style().set_property(name, value);
            }
        }
        is_out
    });
    blocks
}

fn lay_out(blocks: Vec<HtmlElement>) {
    for block in blocks {
        for name in LATER {
            let _ = block.style().remove_property(name);
        }
        if block.get_attribute("style").is_some_and(|style| style.is_empty()) {
            // Only a name that is not well formed is refused.
            let _ = block.remove_attribute("style");
        }
    }
}

/// How many pages are put away at most: one for each GB of memory. Browsers that do not tell have enough.
fn most() -> usize {
    let memory = js_sys::Reflect::get(&window().navigator(), &"deviceMemory".into()).ok();
    memory.and_then(|memory| memory.as_f64()).map_or(MOST, |memory| (memory as usize).clamp(1, MOST))
}

/// The page of a history entry, if it is in memory; it is shown from now on.
pub(super) fn come_back(entry: u32, path: &str) -> Option<Arc<Opened>> {
    PAGES.with_borrow_mut(|pages| {
        let at =
            pages.iter().position(|page| !page.is_spent && page.entries.contains(&entry) && page.has_path(path))?;
        let page = pages.remove(at);
        page.scope.address.update();
        page.scope.shown.set(true);
        let opened = page.opened.clone();
        pages.push(page);
        Some(opened)
    })
}

/// Scrolls what was scrolled within the page that came back, and marks what is in the pack by now. Answers what had the
/// focus.
pub(super) fn restore() -> Option<HtmlElement> {
    with_shown(|page| {
        let focused = page.focused.take()?;
        mark_buttons();
        let later = std::mem::take(&mut page.later);
        after_frame(move || lay_out(later));
        for (element, left, top) in page.scrolled.drain(..) {
            element.set_scroll_left(left);
            element.set_scroll_top(top);
        }
        Some(focused).filter(|element| element.closest("main").is_ok_and(|main| main.is_some()))
    })
    .flatten()
}

impl Slot {
    /// The page's nodes, made by `make` the first time.
    fn nodes(self, make: impl FnOnce(AnyView) -> AnyViewState) -> Nodes {
        let Slot { opened, new } = self;
        let Some((scope, view)) = new else {
            let is_it = |page: &&Page| Arc::ptr_eq(&page.opened, &opened);
            return PAGES
                .with_borrow(|pages| pages.iter().find(is_it).map(|page| page.nodes.clone()))
                .expect("a page that was built is in memory");
        };
        let nodes = Rc::new(RefCell::new(scope.owner.with(|| make(view))));
        let mut entries = Vec::new();
        with(|navigator| entries.push(navigator.entries.current()));
        // A path is in memory once: a list that leads to a record that leads to the list would be there many times.
        let path = scope.address.path.get_untracked();
        forget(|page| page.has_path(&path) || page.entries.iter().any(|entry| entries.contains(entry)));
        let page = Page {
            opened,
            scope,
            nodes: nodes.clone(),
            entries,
            focused: None,
            scrolled: Vec::new(),
            later: Vec::new(),
            is_spent: false,
        };
        PAGES.with_borrow_mut(|pages| pages.push(page));
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
        if let Some((scope, view)) = self.new {
            scope.owner.with(|| view.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs));
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Nodes {
        self.nodes(|view| view.hydrate::<FROM_SERVER>(cursor, position))
    }

    fn into_owned(self) -> Slot {
        self
    }
}
