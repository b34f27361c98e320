//! The app: the frame of every page, and the page in it.

use crate::browser::{self, Address, LocalKey, Navigation};
use crate::load::{Load, LoadError};
use crate::locale::{Locale, words};
use crate::page::{Later, PackStore, PageView, Watch, chunk, notices_view, watch_posters};
use crate::route::{Page, Route};
use crate::ui::opened::Opened;
use crate::ui::{HasSummit, Header, OnlyLocale, Theme, effect, footer_view, memo, region_view, static_subtree};
use crate::wire::{Bootstrap, SentDocument, Site};
use leptos::prelude::*;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The app, created from its bootstrap data, at the address of a page.
pub fn app(bootstrap: Bootstrap, address: Address) -> AnyView {
    provide_context(address);
    let path = address.path;
    let route = memo(move || path.with(|path| Route::parse(path)));
    let site = Arc::new(bootstrap.site);
    let shared = site.clone();
    let locale = memo(move || path.with(|path| shared.locale_of(path)));
    let load = RwSignal::new(match bootstrap.document {
        Some(document) => arrived(Arc::new(document)),
        None if bootstrap.missing => Load::Failed(LoadError::NotFound),
        None => Load::Waiting,
    });
    let announcement = RwSignal::new(String::new());
    let retry = browser::navigate(Navigation { load, announcement, site: site.clone(), open: chunk::open, prepare });
    let store = PackStore::provide(announcement, locale.into());
    watch_posters(site.clone());
    let theme = RwSignal::new(Theme::default());
    browser::on_ready(move || {
        if let Some(stored) = browser::read(LocalKey::THEME).as_deref().and_then(Theme::parse) {
            theme.set(stored);
        }
    });
    let on_theme = Callback::new(move |chosen: Theme| {
        theme.set(chosen);
        browser::show_theme(chosen);
        // If storage is blocked, the choice lasts for this visit.
        browser::write(LocalKey::THEME, chosen.as_str());
    });
    let watch = Watch::open();
    let page = Signal::derive(move || route.get().map(|route| route.page));
    // Prerendered pages have no query: links that carry it are updated after hydration.
    let query = RwSignal::new(String::new());
    effect(move || {
        let search = address.query.get();
        browser::when_ready(move || query.set(search));
    });
    let frame = move || {
        let locale = locale.get();
        let site = site.clone();
        let name = Site::text(&site.name, locale).to_owned();
        provide_context::<Locale>(locale);
        provide_context(HasSummit(site.summit));
        provide_context(OnlyLocale(site.only));
        view! {
            <a class="skip" href="#main">{words::SKIP.get(locale)}</a>
            <Later>
                <Header
                    locale
                    name
                    page
                    query
                    theme
                    on_theme
                    on_search=Callback::new(|address: String| browser::go(&address))
                    packed=store.count()
                />
            </Later>
            {main_view(load, retry, site.clone())}
            <Later>
                {notices_view(watch, locale)}
            </Later>
            {footer_view(locale, Arc::unwrap_or_clone(site))}
        }
    };
    view! {
        {frame}
        <p class="visually-hidden" role="status" aria-live="polite">{announcement}</p>
    }
    .into_any()
}

/// The first page: in the browser as it was prerendered, in the site tool opened.
fn arrived(document: Arc<SentDocument>) -> Load<Arc<Opened>> {
    if static_subtree::hydrating() {
        return Load::Ready(Arc::new(Opened { document, show: None, left_out: 0 }));
    }
    match chunk::open(document).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(opened)) => Load::Ready(opened),
        Poll::Ready(Err(error)) => Load::Failed(error),
        Poll::Pending => Load::Waiting,
    }
}

/// Fetches the chunk of a page ahead of time. A failure is reported when the page is opened.
fn prepare(page: Page) {
    leptos::task::spawn_local(async move { drop(chunk::prepare(page).await) });
}

fn main_view(load: RwSignal<Load<Arc<Opened>>>, retry: Callback<()>, site: Arc<Site>) -> AnyView {
    let frame = Owner::current().expect("the frame has an owner");
    on_cleanup(browser::forget_pages);
    let ready = move |opened: Arc<Opened>| {
        let site = site.clone();
        browser::cache_page(&frame, opened.clone(), || view! { <PageView opened site /> }.into_any())
    };
    view! {
        <main id="main" tabindex="-1">
            {region_view(load, retry, ready)}
        </main>
    }
    .into_any()
}
