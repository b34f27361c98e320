//! The reading list: a button on articles, and the list on the news page. It stays on the device.

use crate::browser::{self, Refusal};
use crate::keep::list::{Change, List};
use crate::locale::words;
use crate::route::Page;
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

/// Where the list stands on the news page.
const ANCHOR: &str = "reading-list";

/// The list as this page shows it.
#[derive(Clone, Copy)]
struct Reading {
    /// The articles, the latest first; none before they have been read.
    pages: RwSignal<Option<Vec<Page>>>,
    /// Why the last changes are not kept.
    refusal: RwSignal<Option<Refusal>>,
}

impl Reading {
    /// Reads the list, and again when another tab has changed it.
    fn open() -> Reading {
        let reading = Reading { pages: RwSignal::new(None), refusal: RwSignal::new(None) };
        browser::on_show(move || {
            browser::on_kept(List::Reading.record(), move || reading.ask(None));
            reading.ask(None);
        });
        reading
    }

    fn ask(self, change: Option<Change>) {
        let answered = move |pages, refusal| {
            // The page may have been left before the answer came.
            self.pages.try_set(Some(pages));
            self.refusal.try_set(refusal);
        };
        browser::change_list(List::Reading, change, Box::new(answered));
    }

    /// A line that says that nothing is kept.
    fn notice(self) -> AnyView {
        let locale = use_locale();
        changing(move || {
            let text = match self.refusal.get() {
                None => return ().into_any(),
                Some(Refusal::Blocked) => words::READING_BLOCKED,
                Some(Refusal::Full) => words::READING_FULL,
                Some(Refusal::Newer) => words::KEPT_NEWER,
            };
            view! {
                <p class="notice" role="alert">
                    {text.get(locale)} " " <a href=Page::Offline.href(locale)>{words::BACKUP_SAVE.get(locale)}</a>
                </p>
            }
            .into_any()
        })
    }
}

/// Puts an article on the list, or takes it off.
#[component]
pub fn ReadLater(page: Page) -> impl IntoView {
    let locale = use_locale();
    let reading = Reading::open();
    let here = page.clone();
    let there =
        Memo::new(move |_| reading.pages.with(|pages| pages.as_ref().is_some_and(|pages| pages.contains(&here))));
    let press = listener(move |_| {
        let page = vec![page.clone()];
        reading.ask(Some(if there.get_untracked() { Change::Remove(page) } else { Change::Add(page) }));
    });
    let list = changing(move || match there.get() {
        true => {
            let href = [&Page::News.href(locale), "#", ANCHOR].concat();
            view! { <a class="onward" href=href>{words::READING_LIST.get(locale)}</a> }.into_any()
        }
        false => ().into_any(),
    });
    let pressed = move || if there.get() { "true" } else { "false" };
    view! {
        <span class="action">
            <button class="button" type="button" data-read="" aria-pressed=pressed on:click=press>
                {move || if there.get() { words::READING_IN } else { words::READING_ADD }.get(locale)}
            </button>
            {list}
        </span>
        {reading.notice()}
    }
    .into_any()
}

/// The list. It is there only with the program that keeps it.
#[component]
pub fn ReadingList(
    /// Every article's page and headline.
    titles: Vec<(Page, String)>,
) -> impl IntoView {
    let locale = use_locale();
    let reading = Reading::open();
    let rows = changing(move || {
        let pages = reading.pages.get().unwrap_or_default();
        if pages.is_empty() {
            return view! { <p>{words::READING_EMPTY.get(locale)}</p> }.into_any();
        }
        let row = |page: Page| {
            let title = titles.iter().find(|(known, _)| *known == page).map(|(_, title)| title.clone());
            let name = title.clone().unwrap_or_else(|| page.path());
            let link = match title {
                Some(title) => view! { <a href=page.href(locale)>{title}</a> }.into_any(),
                None => words::READING_GONE.with(locale, &[&page.path()]).into_any(),
            };
            let label = words::READING_REMOVE.with(locale, &[&name]);
            let remove = listener(move |_| reading.ask(Some(Change::Remove(vec![page.clone()]))));
            view! {
                <li>
                    {link}
                    <button class="reading-remove" type="button" aria-label=label on:click=remove></button>
                </li>
            }
        };
        let rows: Vec<_> = pages.into_iter().map(row).collect();
        view! { <ul class="reading">{rows}</ul> }.into_any()
    });
    let waiting = move || reading.pages.with(Option::is_none);
    view! {
        <section class="section" id=ANCHOR hidden=waiting>
            <h2>{words::READING_LIST.get(locale)}</h2>
            <p>{words::READING_TEXT.get(locale)}</p>
            {reading.notice()}
            {rows}
        </section>
    }
    .into_any()
}
