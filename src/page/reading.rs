//! The reading list: a button on articles, and the list on the news page. The list is stored on the device.

use super::stored_list::{StoredList, refusal_notice};
use crate::locale::words;
use crate::route::Page;
use crate::stored::list::List;
use crate::ui::{changing, listener, memo, optional, use_locale};
use leptos::prelude::*;

/// The id of the list on the news page.
const ANCHOR: &str = "reading-list";

/// Reports why the list is not stored.
fn refusal(reading: StoredList) -> AnyView {
    let backup = Some((Page::Offline, words::BACKUP_SAVE));
    refusal_notice(move || reading.refusal.get(), words::READING_BLOCKED, words::READING_FULL, backup)
}

/// A button that adds an article to the list or removes it.
pub fn read_later(page: Page) -> AnyView {
    let locale = use_locale();
    let reading = StoredList::open(List::Reading);
    let here = page.clone();
    let there = memo(move || reading.with(|pages| pages.contains(&here)));
    let press = listener(move |_| reading.toggle(page.clone(), there.get_untracked()));
    let href = [&Page::News.href(locale), "#", ANCHOR].concat();
    let list = optional(move || {
        there.get().then(|| view! { <a class="onward" href=href.clone()>{words::READING_LIST.get(locale)}</a> })
    });
    let pressed = move || if there.get() { "true" } else { "false" };
    view! {
        <span class="action">
            <button class="button" type="button" data-read="" aria-pressed=pressed on:click=press>
                {move || if there.get() { words::READING_IN } else { words::READING_ADD }.get(locale)}
            </button>
            {list}
        </span>
        {refusal(reading)}
    }
    .into_any()
}

/// The list, given the pages and headlines of all articles. It is hidden until it has been read from storage.
pub fn reading_list(titles: Vec<(Page, String)>) -> AnyView {
    let locale = use_locale();
    let reading = StoredList::open(List::Reading);
    let rows = changing(move || {
        let pages = reading.with(<[Page]>::to_vec);
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
            let remove = listener(move |_| reading.toggle(page.clone(), true));
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
    view! {
        <section class="section" id=ANCHOR hidden=move || !reading.is_read()>
            <h2>{words::READING_LIST.get(locale)}</h2>
            <p>{words::READING_TEXT.get(locale)}</p>
            {refusal(reading)}
            {rows}
        </section>
    }
    .into_any()
}
