//! Going from page to page: clicks, Back and Forward, scroll, focus, prefetch.

pub mod page_cache;

use super::{Address, Navigation, Stored, fetch, head, storage};
use crate::load::{GIVE_UP_AFTER_MS, Load, LoadError, SLOW_AFTER_MS};
use crate::locale::words;
use crate::route::{Page, Route, SHARED, query_value};
use crate::ui::opened::Opened;
use crate::wire::SentDocument;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlAnchorElement, HtmlElement, ScrollRestoration};

/// In how many frames a place is tried that is not there yet.
const RESTORING: u32 = 180;

const POSITIONS: &str = "scroll-positions";

/// How long a reader who types rests before the address follows; at most twice that. With each change of it Chromium
/// fetches and draws the site's icon anew, which is felt by the next key, and Safari takes 100 changes in 30 s.
const REST: Duration = Duration::from_millis(200);

/// A query that an address is to get.
struct Later {
    /// The path of the page.
    path: String,
    query: String,
    /// Whether it changed while its time ran.
    is_new: bool,
}

/// How a page was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// By a link: to its top, or to the fragment of its address.
    Link,
    /// By Back or Forward: to where it was left.
    History,
    /// By Retry, in place.
    Again,
}

struct Navigator {
    app: Navigation,
    /// The address of the frame.
    address: Address,
    /// The path whose page is shown or on its way.
    shown: RefCell<String>,
    /// The key of the current history entry.
    entry: Cell<u32>,
    /// Scroll offset by the key of a history entry, CSS pixels.
    positions: RefCell<HashMap<u32, f64>>,
    /// Set while the way leads to the search field.
    searching: Cell<bool>,
    /// Counts arrivals, so that a late answer to an earlier one is dropped.
    arrivals: Cell<u32>,
}

thread_local! {
    static NAVIGATOR: RefCell<Option<Rc<Navigator>>> = const { RefCell::new(None) };
    /// The query that the address is to get.
    static LATER: RefCell<Option<Later>> = const { RefCell::new(None) };
}

/// Starts listening. Returns what Retry calls.
pub fn navigate(app: Navigation) -> Callback<()> {
    let load = app.load;
    let navigator = Rc::new(Navigator {
        app,
        address: super::use_address(),
        shown: RefCell::new(window().location().pathname().unwrap_or_default()),
        entry: Cell::new(current_entry()),
        positions: RefCell::new(stored_positions()),
        searching: Cell::new(false),
        arrivals: Cell::new(0),
    });
    NAVIGATOR.set(Some(navigator.clone()));
    scroll_restoration(ScrollRestoration::Manual);
    listen(&navigator);
    // On the empty shell the page is yet to come.
    if matches!(load.get_untracked(), Load::Waiting) {
        match Route::parse(&navigator.shown.borrow()) {
            Some(route) => navigator.bring(&route, Arrival::Link),
            None => load.set(Load::Failed(LoadError::NotFound)),
        }
    }
    Callback::new(|()| with(|navigator| navigator.again()))
}

/// Goes to an address of the site, as a link does.
pub fn go(address: &str) {
    with(|navigator| navigator.follow(address));
}

/// Changes the query of the current address without a new history entry.
pub fn replace_query(query: &str) {
    LATER.take();
    with(|navigator| {
        let path = window().location().pathname().unwrap_or_default();
        let address = if query.is_empty() { path } else { format!("{path}?{query}") };
        let state = JsValue::from(navigator.entry.get());
        let replaced = history().replace_state_with_url(&state, "", Some(&address));
        // A browser that refuses (too many changes a second) keeps the older query in the bar.
        if replaced.is_ok() {
            navigator.address.update();
            page_cache::stay(navigator.entry.get());
        }
    });
}

/// Does [`replace_query`] when the reader rests, or goes on; of several, the last.
pub fn replace_query_later(query: String) {
    let path = window().location().pathname().unwrap_or_default();
    let is_new = LATER.with_borrow(Option::is_some);
    LATER.set(Some(Later { path, query, is_new }));
    if !is_new {
        set_timeout(follow_rest, REST);
    }
}

fn follow_rest() {
    let was_new = LATER.with_borrow_mut(|later| later.as_mut().is_some_and(|it| std::mem::take(&mut it.is_new)));
    if was_new {
        set_timeout(follow_rest, REST);
    } else {
        replace_query_now();
    }
}

/// Does what [`replace_query_later`] put off.
pub fn replace_query_now() {
    if let Some(Later { path, query, .. }) = LATER.take()
        && window().location().pathname().as_deref() == Ok(path.as_str())
    {
        replace_query(&query);
    }
}

fn with(act: impl FnOnce(Rc<Navigator>)) {
    if let Some(navigator) = NAVIGATOR.with_borrow(Clone::clone) {
        act(navigator);
    }
}

impl Navigator {
    /// Follows a link to `address`, which begins with the path.
    fn follow(&self, address: &str) {
        replace_query_now();
        let before = window().location();
        let same_page = {
            let path = address.split(['?', '#']).next().unwrap_or_default();
            let query = address.split('#').next().and_then(|text| text.split_once('?')).map_or("", |(_, query)| query);
            before.pathname().ok().as_deref() == Some(path)
                && before.search().unwrap_or_default().trim_start_matches('?') == query
        };
        let stays = same_page && !address.contains('#');
        self.remember();
        let entry = if stays { self.entry.get() } else { next_entry(&self.positions.borrow(), self.entry.get()) };
        let state = JsValue::from(entry);
        let changed = if stays {
            history().replace_state_with_url(&state, "", Some(address))
        } else {
            history().push_state_with_url(&state, "", Some(address))
        };
        if changed.is_err() {
            // The history is closed to us: let the browser go there itself.
            let _ = before.set_href(address);
            return;
        }
        page_cache::forget_after(self.entry.replace(entry));
        self.arrive(Arrival::Link);
    }

    /// Shows the page of the address bar.
    fn arrive(&self, arrival: Arrival) {
        self.address.update();
        let path = self.address.path.get_untracked();
        let same_path = self.shown.replace(path.clone()) == path;
        if same_path && matches!(self.app.load.get_untracked(), Load::Ready(_)) {
            page_cache::stay(self.entry.get());
            settle(arrival, self.position(), false);
            return;
        }
        page_cache::leave();
        let back = (arrival == Arrival::History).then(|| page_cache::come_back(self.entry.get(), &path)).flatten();
        page_cache::trim();
        match (Route::parse(&path), back) {
            (Some(route), Some(opened)) => {
                self.arrivals.set(self.arrivals.get().wrapping_add(1));
                fetch::leave();
                self.end(&route, Ok(opened), arrival);
            }
            (Some(route), None) => self.bring(&route, arrival),
            (None, _) => {
                fetch::leave();
                self.fail(LoadError::NotFound, Route::locale_of(&path));
            }
        }
    }

    fn again(&self) {
        let path = window().location().pathname().unwrap_or_default();
        if let Some(route) = Route::parse(&path) {
            self.bring(&route, Arrival::Again);
        }
    }

    /// Shows a page from memory at once, else waits for it.
    fn bring(&self, route: &Route, arrival: Arrival) {
        let number = self.arrivals.get().wrapping_add(1);
        self.arrivals.set(number);
        (self.app.prepare)(route.page.clone());
        if let Some(document) = fetch::kept(&route.path()) {
            fetch::leave();
            return self.open(route, document, arrival);
        }
        self.wait(arrival);
        let wanted = route.clone();
        fetch::want(route, move |answer| {
            with(|navigator| match answer {
                _ if navigator.arrivals.get() != number => {}
                Ok(document) => navigator.open(&wanted, document, arrival),
                Err(error) => navigator.fail(error, wanted.locale),
            });
        });
    }

    /// Shows a document at once when its chunk is here, else waits for that.
    fn open(&self, route: &Route, document: Arc<SentDocument>, arrival: Arrival) {
        let mut opening = (self.app.open)(document);
        if let Poll::Ready(answer) = opening.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return self.end(route, answer, arrival);
        }
        self.wait(arrival);
        let number = self.arrivals.get();
        let route = route.clone();
        leptos::task::spawn_local(async move {
            let answer = opening.await;
            with(|navigator| {
                if navigator.arrivals.get() == number {
                    navigator.end(&route, answer, arrival);
                }
            });
        });
    }

    /// Says that something is under way: nothing at first, later a skeleton, at last that it took too long.
    fn wait(&self, arrival: Arrival) {
        let load = self.app.load;
        if matches!(load.get_untracked(), Load::Waiting | Load::Slow) {
            return;
        }
        load.set(Load::Waiting);
        if arrival == Arrival::Link {
            scroll_to(0.0);
        }
        let number = self.arrivals.get();
        let after = move |milliseconds: u32, act: fn(&Navigator)| {
            let act = move || {
                with(|navigator| {
                    let waits = matches!(load.get_untracked(), Load::Waiting | Load::Slow);
                    if waits && navigator.arrivals.get() == number {
                        act(&navigator);
                    }
                });
            };
            set_timeout(act, Duration::from_millis(milliseconds.into()));
        };
        after(SLOW_AFTER_MS, |navigator| navigator.app.load.set(Load::Slow));
        // A request gives itself up by then; the program's own files may hang.
        after(GIVE_UP_AFTER_MS + SLOW_AFTER_MS, |navigator| {
            let path = window().location().pathname().unwrap_or_default();
            navigator.fail(LoadError::TimedOut, Route::locale_of(&path));
        });
    }

    fn end(&self, route: &Route, answer: Result<Arc<Opened>, LoadError>, arrival: Arrival) {
        let opened = match answer {
            Ok(opened) => opened,
            Err(error) => return self.fail(error, route.locale),
        };
        head::show(route, &opened.document, &self.app.site);
        self.app.announcement.set(opened.document.title.clone());
        self.app.load.set(Load::Ready(opened));
        settle(arrival, self.position(), true);
    }

    fn fail(&self, error: LoadError, locale: crate::locale::Locale) {
        let title = match error {
            LoadError::NotFound => words::NOT_FOUND,
            _ => words::FAILED,
        }
        .get(locale);
        head::show_title(title, &self.app.site, locale);
        self.app.announcement.set(title.to_owned());
        self.app.load.set(Load::Failed(error));
        settle(Arrival::Link, 0.0, true);
    }

    /// Fetches ahead unless the reader saves data.
    fn consider(&self, route: &Route) {
        let connection = js_sys::Reflect::get(&window().navigator(), &"connection".into());
        let saves = connection
            .and_then(|connection| js_sys::Reflect::get(&connection, &"saveData".into()))
            .is_ok_and(|saves| saves.is_truthy());
        let here = window().location().pathname().unwrap_or_default();
        if !saves && route.path() != here {
            (self.app.prepare)(route.page.clone());
            fetch::prefetch(route);
        }
    }

    /// To the field of the site-wide search.
    fn search(&self) {
        let path = window().location().pathname().unwrap_or_default();
        let route = Page::Search.route(Route::locale_of(&path)).path();
        if route == path {
            return focus_search();
        }
        self.searching.set(true);
        self.follow(&route);
    }

    /// Keeps the scroll offset of the current entry.
    fn remember(&self) {
        let offset = window().scroll_y().unwrap_or_default();
        self.positions.borrow_mut().insert(self.entry.get(), offset);
    }

    fn position(&self) -> f64 {
        let positions = self.positions.borrow();
        positions.get(&self.entry.get()).copied().unwrap_or_default()
    }
}

/// Keeps the address of the page that is shown, which the installed app opens with when it is launched again.
fn keep_place() {
    with(|navigator| {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        if Route::parse(&path).is_none() || !matches!(navigator.app.load.get_untracked(), Load::Ready(_)) {
            return;
        }
        let query = location.search().unwrap_or_default();
        let handed = query_value(&query, SHARED).is_some();
        // With storage blocked the app opens with the home page.
        storage::write(Stored::Place, &if handed { path } else { [path, query].concat() });
    });
}

fn listen(navigator: &Rc<Navigator>) {
    on_window("click", true, move |event: web_sys::MouseEvent| {
        if let Some(address) = ours(&event) {
            event.prevent_default();
            with(|navigator| navigator.follow(&address));
        }
    });
    on_window("keydown", false, move |event: web_sys::KeyboardEvent| {
        if asks_for_search(&event) {
            event.prevent_default();
            with(|navigator| navigator.search());
        }
    });
    on_window("popstate", false, move |event: web_sys::PopStateEvent| {
        // The address that was to change is left, and the page is ahead of it.
        if LATER.take().is_some() {
            page_cache::spend();
        }
        with(|navigator| {
            navigator.remember();
            let entry = event.state().as_f64().map_or(0, |entry| entry as u32);
            navigator.entry.set(entry);
            navigator.arrive(Arrival::History);
        });
    });
    for intent in ["pointerover", "pointerdown", "focusin"] {
        on_window(intent, true, |event: web_sys::Event| {
            if let Some(route) = anchor(&event).and_then(|anchor| route_of(&anchor)) {
                with(|navigator| navigator.consider(&route));
            }
        });
    }
    on_window("visibilitychange", false, |_: web_sys::Event| {
        if document().hidden() {
            keep_place();
        }
    });
    let leaving = navigator.clone();
    on_window("pagehide", false, move |_: web_sys::Event| {
        replace_query_now();
        leaving.remember();
        keep_place();
        store_positions(&leaving.positions.borrow());
        // A reload and a return from another site are the browser's to restore.
        scroll_restoration(ScrollRestoration::Auto);
    });
    on_window("pageshow", false, |_: web_sys::Event| {
        scroll_restoration(ScrollRestoration::Manual);
    });
}

/// Adds a listener for the life of the page.
pub(super) fn on_window<E: JsCast + 'static>(name: &str, capture: bool, act: impl Fn(E) + 'static) {
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| act(event.unchecked_into::<E>()));
    window()
        .add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), capture)
        .expect("a window takes listeners");
    closure.forget();
}

/// `/` where nothing is typed, Ctrl-K or Command-K anywhere.
fn asks_for_search(event: &web_sys::KeyboardEvent) -> bool {
    if event.default_prevented() || event.alt_key() || event.is_composing() {
        return false;
    }
    let command = event.ctrl_key() || event.meta_key();
    match event.key().as_str() {
        "k" => command && !event.shift_key(),
        "/" => {
            let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
            let typing = "input, textarea, select, [contenteditable]";
            !command && !target.is_some_and(|target| target.closest(typing).is_ok_and(|field| field.is_some()))
        }
        _ => false,
    }
}

fn focus_search() {
    let field = document().get_element_by_id("search").and_then(|field| field.dyn_into::<HtmlElement>().ok());
    if let Some(field) = field {
        focus(&field);
    }
}

fn anchor(event: &web_sys::Event) -> Option<HtmlAnchorElement> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()
}

fn route_of(anchor: &HtmlAnchorElement) -> Option<Route> {
    let here = window().location().origin().ok()?;
    if anchor.origin() == here { Route::parse(&anchor.pathname()) } else { None }
}

/// The address to go to inside the app, when a click is a plain one on a link of ours.
///
/// A link to a file of the site is marked `external`, or the router would take it for a page.
fn ours(event: &web_sys::MouseEvent) -> Option<String> {
    if event.default_prevented()
        || event.button() != 0
        || event.meta_key()
        || event.alt_key()
        || event.ctrl_key()
        || event.shift_key()
    {
        return None;
    }
    let anchor = anchor(event)?;
    if !anchor.target().is_empty() || anchor.has_attribute("download") {
        return None;
    }
    if route_of(&anchor).is_none() {
        super::page::set_attribute(&anchor, "rel", "external");
        return None;
    }
    Some(format!("{}{}{}", anchor.pathname(), anchor.search(), anchor.hash()))
}

/// After the new content is in the document and before it is painted: scroll and focus.
fn settle(arrival: Arrival, offset: f64, moved: bool) {
    request_animation_frame(move || {
        let target = fragment_target();
        match (arrival, &target) {
            (Arrival::History, _) => restore(offset, RESTORING),
            (_, Some(element)) => element.scroll_into_view(),
            (Arrival::Link, None) => scroll_to(0.0),
            (Arrival::Again, None) => {}
        }
        let heading = || document().query_selector("main h1").ok()??.dyn_into::<HtmlElement>().ok();
        match (arrival, target) {
            (Arrival::Link | Arrival::Again, Some(element)) => focus(&element),
            _ if moved => {
                if let Some(element) = page_cache::restore().or_else(heading) {
                    focus(&element);
                }
            }
            _ => {}
        }
        with(|navigator| {
            if navigator.searching.replace(false) {
                focus_search();
            }
        });
    });
}

fn fragment_target() -> Option<HtmlElement> {
    let hash = window().location().hash().ok()?;
    let id = js_sys::decode_uri_component(hash.strip_prefix('#')?).ok()?;
    document().get_element_by_id(&String::from(id))?.dyn_into().ok()
}

fn focus(element: &HtmlElement) {
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        super::page::set_attribute(element, "tabindex", "-1");
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take focus leaves it where it was.
    let _ = element.focus_with_options(&options);
}

/// Scrolls to where the page was left. A list may not have its height yet: it is tried again in the frames that
/// follow, unless the reader scrolls.
fn restore(offset: f64, frames: u32) {
    scroll_to(offset);
    let reached = window().scroll_y().unwrap_or(offset);
    let shown = window().location().pathname();
    if frames > 0 && reached + 1.0 < offset {
        request_animation_frame(move || {
            let stays = window().location().pathname() == shown;
            if stays && window().scroll_y().is_ok_and(|now| (now - reached).abs() < 1.0) {
                restore(offset, frames - 1);
            }
        });
    }
}

fn scroll_to(offset: f64) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(offset);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}

fn scroll_restoration(mode: ScrollRestoration) {
    // A browser without it restores as it sees fit.
    let _ = history().set_scroll_restoration(mode);
}

/// The key of the entry that the page was opened in; a new entry is given key 0.
fn current_entry() -> u32 {
    let history = history();
    match history.state().ok().and_then(|state| state.as_f64()) {
        Some(entry) => entry as u32,
        None => {
            let _ = history.replace_state(&JsValue::from(0), "");
            0
        }
    }
}

fn next_entry(positions: &HashMap<u32, f64>, current: u32) -> u32 {
    positions.keys().copied().max().unwrap_or_default().max(current) + 1
}

/// Offsets kept over a reload, in whole pixels: code to read and write floats would weigh more than this module.
fn stored_positions() -> HashMap<u32, f64> {
    let stored = window().session_storage().ok().flatten();
    let text = stored.and_then(|storage| storage.get_item(POSITIONS).ok().flatten());
    text.unwrap_or_default()
        .split(' ')
        .filter_map(|pair| {
            let (entry, offset) = pair.split_once(':')?;
            Some((entry.parse().ok()?, offset.parse::<i32>().ok()?.into()))
        })
        .collect()
}

fn store_positions(positions: &HashMap<u32, f64>) {
    let text: Vec<String> =
        positions.iter().map(|(entry, offset)| format!("{entry}:{}", offset.round() as i32)).collect();
    if let Ok(Some(storage)) = window().session_storage() {
        // With storage blocked or full, a reload starts at the top.
        let _ = storage.set_item(POSITIONS, &text.join(" "));
    }
}
