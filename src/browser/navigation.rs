//! Navigation between pages: which page a URL shows, how it is loaded, and where it is scrolled to.

mod history;
mod left_page;
mod listeners;
pub mod page_cache;
pub mod query;
mod transition;

use super::elements::{find, set_attribute, set_root};
use super::page::{after_frame, saves_data};
use super::{Address, LocalKey, Navigation, fetch, head, hydration, storage};
use crate::IS_SITE_TOOL;
use crate::load::{GIVE_UP_AFTER_MS, Load, LoadError, SLOW_AFTER_MS};
use crate::locale::{Locale, words};
use crate::route::{Page, Route, is_handed_over};
use crate::ui::opened::{Opened, Opening};
use history::Entries;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{DomRect, Element, HtmlElement};

pub(super) use listeners::{on_intent, on_window};

/// How a page was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// By a link: scroll to the top, or to the fragment of the URL.
    Link,
    /// By Back or Forward: scroll to the position at which the page was left.
    History,
    /// By Retry: keep the position.
    Again,
}

struct Navigator {
    app: Navigation,
    /// The address of the frame.
    address: Address,
    /// The path of the page that is shown or being loaded.
    shown: RefCell<String>,
    entries: Entries,
    /// Set while a page that is not prerendered waits for its content.
    holding: Cell<bool>,
    /// Set while the navigation leads to the search field.
    searching: Cell<bool>,
    /// Where the picture of the followed card was.
    followed: Cell<Option<DomRect>>,
    /// Counts arrivals, so that a late answer to an earlier one is dropped.
    arrivals: Cell<u32>,
}

thread_local! {
    static NAVIGATOR: RefCell<Option<Rc<Navigator>>> = const { RefCell::new(None) };
}

/// Starts the navigation. Returns the callback for Retry.
pub fn navigate(app: Navigation) -> Callback<()> {
    // A prerendered page never navigates.
    if IS_SITE_TOOL {
        return Callback::new(|()| ());
    }
    let load = app.load;
    let navigator = Rc::new(Navigator {
        app,
        address: super::use_address(),
        shown: RefCell::new(path()),
        entries: Entries::read(),
        holding: Cell::new(false),
        searching: Cell::new(false),
        followed: Cell::new(None),
        arrivals: Cell::new(0),
    });
    NAVIGATOR.set(Some(navigator.clone()));
    listeners::listen();
    // On the empty shell, the page is still to be loaded.
    if matches!(load.get_untracked(), Load::Waiting) {
        navigator.holding.set(true);
        hydration::hold();
        match Route::parse(&path()) {
            Some(route) => navigator.load(&route, Arrival::Link),
            None => navigator.fail(LoadError::NotFound, navigator.locale()),
        }
    }
    Callback::new(|()| {
        with(|navigator| {
            if let Some(route) = Route::parse(&path()) {
                navigator.load(&route, Arrival::Again);
            }
        });
    })
}

/// Navigates to a URL of the site, as a link does.
pub fn go(address: &str) {
    with(|navigator| navigator.follow(address, None));
}

/// Goes back one entry of the history.
pub fn back() {
    // If the browser refuses, the page stays.
    let _ = window().history().and_then(|history| history.back());
}

fn with(run: impl FnOnce(&Navigator)) {
    if let Some(navigator) = NAVIGATOR.with_borrow(Clone::clone) {
        run(&navigator);
    }
}

/// The path in the address bar.
fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

impl Navigator {
    /// Follows a link to `address`, which must begin with the path. `picture`: of the card that the link belongs to.
    fn follow(&self, address: &str, picture: Option<Element>) {
        query::replace_query_now();
        // All is measured before the history gets another entry, which makes the browser compute styles again.
        self.entries.remember();
        self.followed.set(picture.map(|picture| picture.get_bounding_client_rect()));
        if address.split(['?', '#']).next() != Some(self.shown.borrow().as_str()) {
            page_cache::leave();
        }
        let here = path() + &window().location().search().unwrap_or_default();
        let changed = if address.trim_end_matches('?') == here {
            self.entries.replace(address)
        } else {
            page_cache::forget_after(self.entries.current());
            self.entries.push(address)
        };
        match changed {
            Ok(()) => self.arrive(Arrival::Link),
            Err(_) => {
                page_cache::stay(self.entries.current());
                // The browser refuses to change the history: let it load the URL itself.
                let _ = window().location().set_href(address);
            }
        }
    }

    /// Shows the page that Back or Forward has led to.
    fn come_back(&self) {
        let number = self.arrivals.get();
        if *self.shown.borrow() != path() {
            // Measures the page while it is still visible.
            page_cache::leave();
            if left_page::show(self.entries.current()) {
                return after_frame(move || {
                    with(|navigator| {
                        if navigator.arrivals.get() == number {
                            navigator.arrive(Arrival::History);
                        }
                    });
                });
            }
        }
        self.arrive(Arrival::History);
    }

    /// Shows the page of the URL in the address bar.
    fn arrive(&self, arrival: Arrival) {
        self.address.update();
        let path = self.address.path.get_untracked();
        let same_path = self.shown.replace(path.clone()) == path;
        let entry = self.entries.current();
        if same_path && matches!(self.app.load.get_untracked(), Load::Ready(_)) {
            page_cache::stay(entry);
            return self.settle(arrival, false);
        }
        page_cache::leave();
        if arrival == Arrival::Link {
            left_page::hide();
        }
        let back = (arrival == Arrival::History).then(|| page_cache::come_back(entry, &path)).flatten();
        page_cache::trim();
        // Where the scroll offset is restored, blocks need their real height (style/layout.css).
        set_root("data-whole", (arrival == Arrival::History).then_some(""));
        // The answers for other pages that are still loading are dropped.
        self.arrivals.set(self.arrivals.get().wrapping_add(1));
        match (Route::parse(&path), back) {
            (Some(route), Some(opened)) => {
                fetch::leave();
                self.show(&route, Ok(opened), arrival);
            }
            (Some(route), None) => self.load(&route, arrival),
            (None, _) => {
                fetch::leave();
                self.fail(LoadError::NotFound, self.app.site.locale_of(&path));
            }
        }
    }

    /// Shows a page at once if its document and its chunk are in memory; otherwise waits for them.
    fn load(&self, route: &Route, arrival: Arrival) {
        let number = self.arrivals.get();
        (self.app.prepare)(route.page.clone());
        let (open, wanted) = (self.app.open, route.clone());
        let mut coming: Opening = Box::pin(async move { open(fetch::want(&wanted).await?).await });
        if let Poll::Ready(answer) = coming.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return self.show(route, answer, arrival);
        }
        self.wait(arrival);
        let route = route.clone();
        leptos::task::spawn_local(async move {
            let answer = coming.await;
            with(|navigator| {
                if navigator.arrivals.get() == number {
                    navigator.show(&route, answer, arrival);
                }
            });
        });
    }

    /// The language of the current path.
    fn locale(&self) -> Locale {
        self.app.site.locale_of(&path())
    }

    fn is_waiting(&self) -> bool {
        matches!(self.app.load.get_untracked(), Load::Waiting | Load::Slow)
    }

    /// Shows the progress of loading: nothing at first, then a skeleton, and in the end that it took too long.
    fn wait(&self, arrival: Arrival) {
        // The old page goes, and with it the picture.
        self.followed.set(None);
        if !self.is_waiting() {
            self.app.load.set(Load::Waiting);
            if arrival == Arrival::Link {
                history::scroll_to(0.0);
            }
        }
        let number = self.arrivals.get();
        let after = move |milliseconds: u32, run: fn(&Navigator)| {
            let still_waiting = move || {
                with(|navigator| {
                    if navigator.is_waiting() && navigator.arrivals.get() == number {
                        run(navigator);
                    }
                });
            };
            set_timeout(still_waiting, Duration::from_millis(milliseconds.into()));
        };
        after(SLOW_AFTER_MS, |navigator| navigator.app.load.set(Load::Slow));
        // Requests have timed out by then; loading the program's own files may still hang.
        after(GIVE_UP_AFTER_MS + SLOW_AFTER_MS, |navigator| {
            navigator.fail(LoadError::TimedOut, navigator.locale());
        });
    }

    fn show(&self, route: &Route, answer: Result<Arc<Opened>, LoadError>, arrival: Arrival) {
        let opened = match answer {
            Ok(opened) => opened,
            Err(error) => return self.fail(error, route.locale),
        };
        let from = self.followed.take().filter(|_| arrival == Arrival::Link);
        self.put(route, opened, arrival);
        if let Some(from) = from {
            transition::slide_from(from);
        }
    }

    /// Puts a page in the place of the one that is shown.
    fn put(&self, route: &Route, opened: Arc<Opened>, arrival: Arrival) {
        head::show(route, &opened.document, &self.app.site);
        self.app.announcement.set(opened.document.title.clone());
        self.app.load.set(Load::Ready(opened));
        self.settle(arrival, true);
    }

    fn fail(&self, error: LoadError, locale: Locale) {
        let title = match error {
            LoadError::NotFound => words::NOT_FOUND,
            _ => words::FAILED,
        }
        .get(locale);
        head::show_title(title, &self.app.site, locale);
        self.app.announcement.set(title.to_owned());
        self.app.load.set(Load::Failed(error));
        self.settle(Arrival::Link, true);
    }

    /// Scrolls and sets the focus, after the new content is in the document and before it is painted.
    fn settle(&self, arrival: Arrival, moved: bool) {
        if self.holding.take() {
            hydration::release();
        }
        let offset = self.entries.offset();
        let shown = self.shown.borrow().clone();
        request_animation_frame(move || {
            // If the program crashes before this, the page is loaded again (worker/page/failure.ts).
            set_root("data-shown", Some(&shown));
            let here = window().scroll_y();
            let early = left_page::hide();
            // The reader may have scrolled meanwhile.
            let offset = here.ok().filter(|_| early.is_some()).unwrap_or(offset);
            let target = fragment_target();
            match (arrival, &target) {
                (Arrival::History, _) => history::scroll_back(offset, history::RESTORING),
                (_, Some(element)) => element.scroll_into_view(),
                (Arrival::Link, None) => history::scroll_to(0.0),
                (Arrival::Again, None) => {}
            }
            let target = target.filter(|_| arrival != Arrival::History);
            let pressed = if moved && target.is_none() { page_cache::restore() } else { None };
            let heading = || if moved { find("main h1") } else { None };
            if let Some(element) = target.or(pressed).or(early).or_else(heading) {
                focus(&element);
            }
            with(|navigator| {
                if navigator.searching.replace(false) {
                    focus_search();
                }
            });
        });
    }

    /// Fetches a page ahead of time, unless the reader saves data.
    fn prefetch(&self, route: &Route) {
        if !saves_data() && route.path() != path() {
            (self.app.prepare)(route.page.clone());
            fetch::prefetch(route);
        }
    }

    /// Moves the focus to the site-wide search field.
    fn search(&self) {
        let route = Page::Search.route(self.locale()).path();
        if route == path() {
            return focus_search();
        }
        self.searching.set(true);
        self.follow(&route, None);
    }

    /// Stores the URL of the page that is shown. The installed app opens it at its next launch.
    fn store_place(&self) {
        let path = path();
        if Route::parse(&path).is_none() || !matches!(self.app.load.get_untracked(), Load::Ready(_)) {
            return;
        }
        let query = window().location().search().unwrap_or_default();
        let is_handed_over = is_handed_over(&query);
        // If storage is blocked, the app opens with the home page.
        storage::write(LocalKey::PLACE, &if is_handed_over { path } else { path + &query });
    }
}

fn focus_search() {
    if let Some(field) = find::<HtmlElement>("#search") {
        focus(&field);
    }
}

fn fragment_target() -> Option<HtmlElement> {
    let hash = window().location().hash().ok()?;
    let id = js_sys::decode_uri_component(hash.strip_prefix('#')?).ok()?;
    document().get_element_by_id(&String::from(id))?.dyn_into().ok()
}

fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        set_attribute(element, "tabindex", "-1");
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // If the element cannot take the focus, the focus stays where it is.
    let _ = element.focus_with_options(&options);
}
