//! The recce pack: records picked on their pages, in the reader's order, kept in this browser.

use super::search::{Entries, card, use_search};
use crate::browser::{self, Stored};
use crate::locale::words;
use crate::route::Page;
use crate::ui::actions::{ActionButton, CopyButton, ToggleButton};
use crate::ui::card::{CardForm, CardView};
use crate::ui::region::Region;
use crate::ui::use_locale;
use crate::wire::Site;
use leptos::prelude::*;
use std::sync::Arc;

/// The pack: the pages in it, in order.
#[derive(Clone, Copy, Debug)]
pub struct Pack {
    pages: RwSignal<Vec<Page>>,
    /// Whether the last change could not be kept.
    blocked: RwSignal<bool>,
}

impl Pack {
    /// An empty pack that fills itself from storage once the browser has taken over the page.
    pub fn provide() -> Pack {
        let pack = Pack { pages: RwSignal::new(Vec::new()), blocked: RwSignal::new(false) };
        Effect::new(move |_| {
            browser::when_ready(move || pack.pages.set(parse(&browser::read(Stored::Pack).unwrap_or_default())));
        });
        provide_context(pack);
        pack
    }

    /// How many records it holds.
    pub fn count(self) -> Signal<usize> {
        Signal::derive(move || self.pages.with(Vec::len))
    }

    fn change(self, change: impl FnOnce(&mut Vec<Page>)) {
        // Another tab may have changed it since.
        let mut pages = match browser::read(Stored::Pack) {
            Some(text) => parse(&text),
            None => self.pages.get_untracked(),
        };
        change(&mut pages);
        let lines: Vec<String> = pages.iter().map(Page::path).collect();
        self.blocked.set(!browser::write(Stored::Pack, &lines.join("\n")));
        self.pages.set(pages);
    }
}

/// Reads a stored pack: a path a line. Lines that are no page are left out, and so are repeats.
fn parse(text: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for page in text.lines().filter_map(Page::parse) {
        if !pages.contains(&page) {
            pages.push(page);
        }
    }
    pages
}

/// Puts a page into the pack or takes it out.
#[component]
pub fn PackButton(
    /// The page.
    page: Page,
) -> impl IntoView {
    let pack = expect_context::<Pack>();
    let wanted = page.clone();
    let on = Signal::derive(move || pack.pages.with(|pages| pages.contains(&wanted)));
    let toggle = Callback::new(move |()| {
        let page = page.clone();
        pack.change(|pages| match pages.iter().position(|other| *other == page) {
            Some(at) => {
                pages.remove(at);
            }
            None => pages.push(page),
        });
    });
    view! { <ToggleButton on add=words::PACK_ADD remove=words::PACK_REMOVE toggle /> }.into_any()
}

#[component]
pub fn PackPage(site: Arc<Site>) -> impl IntoView {
    let locale = use_locale();
    let pack = expect_context::<Pack>();
    let (load, retry) = use_search(&site);
    let ready = move |entries: Entries| {
        move || {
            let pages = pack.pages.get();
            if pages.is_empty() {
                view! { <p>{words::PACK_EMPTY.get(locale)}</p> }.into_any()
            } else {
                view! { <PackList pack pages entries=entries.clone() /> }.into_any()
            }
        }
    };
    view! {
        <h1>{words::PACK.get(locale)}</h1>
        <p class="lead">{words::PACK_TEXT.get(locale)}</p>
        {move || {
            pack.blocked.get().then(|| view! { <p class="notice" role="status">{words::PACK_BLOCKED.get(locale)}</p> })
        }}
        <Region load retry ready />
    }
    .into_any()
}

#[component]
fn PackList(pack: Pack, pages: Vec<Page>, entries: Entries) -> impl IntoView {
    let locale = use_locale();
    let last = pages.len() - 1;
    let named: Vec<(Page, Option<crate::wire::Card>)> = pages
        .into_iter()
        .map(|page| {
            let entry = entries.iter().find(|indexed| indexed.entry.to == page);
            let card = entry.map(|indexed| card(&indexed.entry));
            (page, card)
        })
        .collect();
    let list: Vec<String> = named
        .iter()
        .map(|(page, card)| {
            let title = card.as_ref().map_or_else(|| page.path(), |card| card.title.clone());
            format!("{title}\t{}", page.href(locale))
        })
        .collect();
    let list = list.join("\n");
    let rows: Vec<_> = named
        .into_iter()
        .enumerate()
        .map(|(at, (page, card))| {
            let title = card.as_ref().map_or_else(|| page.path(), |card| card.title.clone());
            let shown = match card {
                Some(card) => view! { <CardView card form=CardForm::Line top=true /> }.into_any(),
                None => view! { <p>{words::PACK_UNKNOWN.with(locale, &[&title])}</p> }.into_any(),
            };
            let to_move = page.clone();
            let shift = move |by: isize| {
                let page = to_move.clone();
                pack.change(|pages| {
                    if let Some(at) = pages.iter().position(|other| *other == page)
                        && let Some(to) = at.checked_add_signed(by).filter(|to| *to < pages.len())
                    {
                        pages.swap(at, to);
                    }
                });
            };
            let up = shift.clone();
            let remove = move |_| pack.change(|pages| pages.retain(|other| *other != page));
            view! {
                <li>
                    {shown}
                    <span class="pack-tools">
                        <button
                            type="button"
                            disabled=at == 0
                            aria-label=words::MOVE_UP.with(locale, &[&title])
                            on:click=move |_| up(-1)
                        >
                            "↑"
                        </button>
                        <button
                            type="button"
                            disabled=at == last
                            aria-label=words::MOVE_DOWN.with(locale, &[&title])
                            on:click=move |_| shift(1)
                        >
                            "↓"
                        </button>
                        <button type="button" aria-label=words::REMOVE.with(locale, &[&title]) on:click=remove>
                            "×"
                        </button>
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        <ol class="pack">{rows}</ol>
        <p class="actions">
            <CopyButton
                label=words::PACK_COPY
                copy=Callback::new(move |done| browser::copy_text(list.clone(), done))
            />
            <ActionButton label=words::PRINT press=Callback::new(|()| browser::print()) />
        </p>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_pack_loses_only_its_damaged_lines() {
        let pages = parse("/library/clips/a\nnonsense\n/library/clips/a\n\n/library/locations/b\n/zh/about");
        let paths: Vec<String> = pages.iter().map(Page::path).collect();
        assert_eq!(paths, ["/library/clips/a", "/library/locations/b"]);
    }
}
