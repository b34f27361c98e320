//! The page cache: pages that were left are kept for Back and Forward. Their nodes are removed from the document, but
//! their state stays alive.
//!
//! A page is built once, under its own owner. Its nodes are put back into the document when it is shown again.
//! docs/decisions/back.md gives the reasons.

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
use web_sys::{DomRect, Element, HtmlElement};

/// How many pages are cached at most, however much memory the device has.
const MOST: usize = 5;

/// Elements within a page that may be scrolled. They are focusable, so that the keyboard can scroll them.
const SCROLLERS: &str = "main [tabindex='0']";

/// Elements whose layout is independent: cards, whose margins do not collapse with others, and sections.
const BLOCKS: &str = "main .card-grid > li, main .section";

/// The properties of a block that is laid out only after the first paint.
const LATER: [&str; 2] = ["content-visibility", "contain-intrinsic-block-size"];

/// The nodes of a page, and the effects that update them.
type Nodes = Rc<RefCell<AnyViewState>>;

/// The owner, the address and the visibility of a page, whether built or not.
struct Scope {
    owner: Owner,
    address: Address,
    shown: RwSignal<bool>,
}

impl Scope {
    /// A scope under the owner of the frame, with the frame's current address.
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

/// A page that has been built.
struct Page {
    opened: Arc<Opened>,
    scope: Scope,
    nodes: Nodes,
    /// The keys of the history entries that it was shown in.
    entries: Vec<u32>,
    /// The element that had the focus when the page was left.
    focused: Option<HtmlElement>,
    /// The elements scrolled within the page, with their offsets from the left and the top in pixels.
    scrolled: Vec<(Element, i32, i32)>,
    /// Blocks outside of the viewport, with their height in CSS pixels. They are laid out once the restored page has been
    /// painted.
    later: Vec<(HtmlElement, f64)>,
    /// Whether the page is dropped when it is left.
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
        // Others may hold the owner, such as a task that waits for a chunk.
        self.scope.owner.cleanup();
    }
}

thread_local! {
    /// The built pages, in the order in which they were last shown.
    static PAGES: RefCell<Vec<Page>> = const { RefCell::new(Vec::new()) };
}

/// The place in the frame at which a page is shown.
pub struct Slot {
    opened: Arc<Opened>,
    /// None for a page that was built before.
    new: Option<(Scope, AnyView)>,
}

/// The page of a document, which is built only the first time. It lives under the owner of the frame.
pub fn cache_page(frame: &Owner, opened: Arc<Opened>, build: impl FnOnce() -> AnyView) -> Slot {
    let is_built = PAGES.with_borrow(|pages| pages.iter().any(|page| Arc::ptr_eq(&page.opened, &opened)));
    let new = (!is_built).then(|| {
        let scope = Scope::new(frame);
        let view = scope.owner.with(build);
        (scope, view)
    });
    Slot { opened, new }
}

/// Drops all pages, together with the frame that they were shown in.
pub fn forget_pages() {
    drop(PAGES.take());
}

/// Drops pages, but only after the next paint.
fn forget(is_spent: impl Fn(&Page) -> bool) {
    let spent: Vec<Page> = PAGES.with_borrow_mut(|pages| pages.extract_if(.., |page| is_spent(page)).collect());
    if !spent.is_empty() {
        after_frame(move || drop(spent));
    }
}

/// Drops the pages of history entries after this one, which no longer exist.
pub(super) fn forget_after(entry: u32) {
    forget(|page| !page.is_shown() && page.entries.iter().all(|other| *other > entry));
}

/// Runs a function on the page that is shown, if there is one.
fn with_shown<T>(run: impl FnOnce(&mut Page) -> T) -> Option<T> {
    PAGES.with_borrow_mut(|pages| pages.last_mut().filter(|page| page.is_shown()).map(run))
}

/// Marks the page that is shown as not reusable: it is dropped when it is left.
pub fn spend() {
    with_shown(|page| page.is_spent = true);
}

/// Keeps the page that is shown, in a history entry that may be another one; also if it was about to be left.
pub(super) fn stay(entry: u32) {
    PAGES.with_borrow_mut(|pages| {
        let Some(page) = pages.last_mut() else { return };
        if !page.is_shown() {
            page.scope.shown.set(true);
        }
        page.scope.address.update();
        if !page.entries.contains(&entry) {
            page.entries.push(entry);
        }
    });
}

/// Moves the page that is shown into the cache. Does nothing if it has been left already.
pub(super) fn leave() {
    let focused = with_shown(|page| {
        page.scope.shown.set(false);
        // If it was shown for less than a frame.
        lay_out(std::mem::take(&mut page.later));
        // A pin of a map is an SVG element, but its `focus` method is the same.
        page.focused = document().active_element().map(JsCast::unchecked_into);
        page.scrolled = find_all(SCROLLERS)
            .into_iter()
            .map(|element: Element| (element.scroll_left(), element.scroll_top(), element))
            .filter(|(left, top, _)| (*left, *top) != (0, 0))
            .map(|(left, top, element)| (element, left, top))
            .collect();
        page.later = blocks_out_of_sight();
        page.focused.clone()
    });
    // If a focused element is removed, the browser computes the styles of both pages first. Only a link and the heading
    // lose the focus before: nothing of a page listens to that, but a field may still change, and a row of a list would
    // be dropped.
    if let Some(element) = focused.flatten()
        && element.matches("main a[href]:not([data-row] *), main h1").unwrap_or(false)
    {
        // If it has no focus to lose, nothing changes.
        let _ = element.blur();
    }
}

/// Drops the oldest cached pages above the limit, and those that are not reusable.
pub(super) fn trim() {
    PAGES.with_borrow_mut(|pages| {
        let mut away: Vec<&mut Page> = pages.iter_mut().filter(|page| !page.is_shown()).collect();
        let extra = away.len().saturating_sub(most());
        away.iter_mut().take(extra).for_each(|page| page.is_spent = true);
    });
    forget(|page| page.is_spent && !page.is_shown());
}

/// The blocks outside of the viewport, with their height; not the one with the focus, which it could not get back.
fn blocks_out_of_sight() -> Vec<(HtmlElement, f64)> {
    let foot = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let blocks = find_all(BLOCKS).into_iter().map(|block: HtmlElement| (block.get_bounding_client_rect(), block));
    let is_out = |(frame, block): &(DomRect, HtmlElement)| {
        let is_out = frame.top() > foot || (frame.bottom() < 0.0 && block.tag_name() == "LI");
        is_out && !block.matches(":focus-within").unwrap_or(false)
    };
    blocks.filter(is_out).map(|(frame, block)| (block, frame.height())).filter(|(_, height)| *height > 0.0).collect()
}

/// Fixes the height of blocks before their page is shown again, so that the layout of the rest does not change. The height
/// of blocks above the viewport must be exact; below it, it need not be.
fn fix_heights(blocks: &[(HtmlElement, f64)]) {
    for (block, height) in blocks {
        // The browser formats the number: our own code to write floats would be larger than this module.
        let height = js_sys::Number::from(*height).to_string_with_radix(10).map(String::from).unwrap_or_default();
        let height = height + "px";
        for (name, value) in LATER.into_iter().zip(["hidden", height.as_str()]) {
            // A browser ignores a property that it does not know.
            let _ = block.style().set_property(name, value);
        }
    }
}

fn lay_out(blocks: Vec<(HtmlElement, f64)>) {
    for (block, _) in blocks {
        for name in LATER {
            let _ = block.style().remove_property(name);
        }
        if block.get_attribute("style").is_some_and(|style| style.is_empty()) {
            // Removal fails only for a name that is not well formed.
            let _ = block.remove_attribute("style");
        }
    }
}

/// How many pages are cached at most: one for each GB of memory. A browser that does not report its memory is assumed
/// to have enough.
fn most() -> usize {
    let memory = js_sys::Reflect::get(&window().navigator(), &"deviceMemory".into()).ok();
    memory.and_then(|memory| memory.as_f64()).map_or(MOST, |memory| (memory as usize).clamp(1, MOST))
}

/// The page of a history entry, if it is cached. It becomes the page that is shown.
pub(super) fn come_back(entry: u32, path: &str) -> Option<Arc<Opened>> {
    PAGES.with_borrow_mut(|pages| {
        let at =
            pages.iter().position(|page| !page.is_spent && page.entries.contains(&entry) && page.has_path(path))?;
        let page = pages.remove(at);
        page.scope.address.update();
        page.scope.shown.set(true);
        // While its nodes are not in the document, this costs nothing.
        fix_heights(&page.later);
        let opened = page.opened.clone();
        pages.push(page);
        Some(opened)
    })
}

/// Restores the scroll offsets within the restored page, and updates its pack buttons. Returns the element that had
/// the focus.
pub(super) fn restore() -> Option<HtmlElement> {
    with_shown(|page| {
        let later = std::mem::take(&mut page.later);
        after_frame(move || lay_out(later));
        let focused = page.focused.take()?;
        mark_buttons();
        for (element, left, top) in page.scrolled.drain(..) {
            element.set_scroll_left(left);
            element.set_scroll_top(top);
        }
        Some(focused).filter(|element| element.closest("main").is_ok_and(|main| main.is_some()))
    })
    .flatten()
}

impl Slot {
    /// The page's nodes; `make` creates them the first time.
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
        // Each path is cached once. Otherwise a list that links to a record that links back to the list would be
        // there many times.
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
