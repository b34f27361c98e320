//! The reading list: a button on articles, and the list on the news page. It stays on the device.

use crate::browser;
use crate::locale::words;
use crate::route::Page;
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

/// Where the list stands on the news page.
const ANCHOR: &str = "reading-list";

/// A change of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    /// None: only look.
    Look,
    /// Puts a path first.
    Add(String),
    /// Takes a path out.
    Remove(String),
}

impl Change {
    fn make(&self, paths: &mut Vec<String>) {
        match self {
            Change::Look => {}
            Change::Add(path) => {
                paths.retain(|it| it != path);
                paths.insert(0, path.clone());
            }
            Change::Remove(path) => paths.retain(|it| it != path),
        }
    }
}

/// The list as this page shows it.
#[derive(Clone, Copy)]
struct Reading {
    /// Paths of articles, the latest first; none before it has been read.
    paths: RwSignal<Option<Vec<String>>>,
    /// Whether the browser keeps nothing.
    blocked: RwSignal<bool>,
}

impl Reading {
    /// Reads the list, and again when another tab has changed it.
    fn open() -> Reading {
        let reading = Reading { paths: RwSignal::new(None), blocked: RwSignal::new(false) };
        Effect::new(move |_| {
            browser::when_ready(move || {
                browser::on_reading(move || reading.change(Change::Look));
                reading.change(Change::Look);
            });
        });
        reading
    }

    fn change(self, change: Change) {
        let wanted = change.clone();
        browser::change_reading(
            Box::new(move |paths| wanted.make(paths)),
            // The page may have been left before the answer came.
            Box::new(move |outcome| match outcome {
                Ok(paths) => {
                    self.paths.try_set(Some(paths));
                }
                Err(_) => {
                    self.blocked.try_set(true);
                    self.paths.try_update(|paths| change.make(paths.get_or_insert_default()));
                }
            }),
        );
    }

    /// A line that says that nothing is kept.
    fn notice(self) -> AnyView {
        let locale = use_locale();
        changing(move || match self.blocked.get() {
            true => view! { <p class="notice" role="alert">{words::READING_BLOCKED.get(locale)}</p> }.into_any(),
            false => ().into_any(),
        })
    }
}

/// Puts an article on the list, or takes it off.
#[component]
pub fn ReadLater(page: Page) -> impl IntoView {
    let locale = use_locale();
    let reading = Reading::open();
    let path = page.path();
    let here = path.clone();
    let there =
        Memo::new(move |_| reading.paths.with(|paths| paths.as_ref().is_some_and(|paths| paths.contains(&here))));
    let press = listener(move |_| {
        let path = path.clone();
        reading.change(if there.get_untracked() { Change::Remove(path) } else { Change::Add(path) });
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
    let titles: Vec<(String, String)> = titles.into_iter().map(|(page, title)| (page.path(), title)).collect();
    let rows = changing(move || {
        let paths = reading.paths.get().unwrap_or_default();
        if paths.is_empty() {
            return view! { <p>{words::READING_EMPTY.get(locale)}</p> }.into_any();
        }
        let row = |path: String| {
            let title = titles.iter().find(|(known, _)| *known == path).map(|(_, title)| title.clone());
            let name = title.clone().unwrap_or_else(|| path.clone());
            let link = match (title, Page::parse(&path)) {
                (Some(title), Some(page)) => view! { <a href=page.href(locale)>{title}</a> }.into_any(),
                _ => words::READING_GONE.with(locale, &[&path]).into_any(),
            };
            let label = words::READING_REMOVE.with(locale, &[&name]);
            let remove = listener(move |_| reading.change(Change::Remove(path.clone())));
            view! {
                <li>
                    {link}
                    <button class="reading-remove" type="button" aria-label=label on:click=remove></button>
                </li>
            }
        };
        let rows: Vec<_> = paths.into_iter().map(row).collect();
        view! { <ul class="reading">{rows}</ul> }.into_any()
    });
    let waiting = move || reading.paths.with(Option::is_none);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_the_list() {
        let mut paths = vec!["/news/a".to_owned()];
        for (change, expected) in [
            (Change::Look, vec!["/news/a"]),
            (Change::Add("/news/b".into()), vec!["/news/b", "/news/a"]),
            // Twice is once, and first.
            (Change::Add("/news/a".into()), vec!["/news/a", "/news/b"]),
            (Change::Remove("/news/c".into()), vec!["/news/a", "/news/b"]),
            (Change::Remove("/news/a".into()), vec!["/news/b"]),
        ] {
            change.make(&mut paths);
            assert_eq!(paths, expected, "{change:?}");
        }
    }
}
