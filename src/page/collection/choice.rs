//! Choosing records to compare: a checkbox on each record, and a tray with the choice at the bottom of the viewport.

use super::Store;
use super::selection::{MOST_COMPARED, View};
use crate::browser;
use crate::locale::words;
use crate::route::Page;
use crate::ui::{ActionButton, memo, optional, use_locale};
use leptos::prelude::*;

/// The last segment of a record's path, which identifies the record in the URL.
fn id_of(page: &Page) -> String {
    page.path().rsplit('/').next().unwrap_or_default().to_owned()
}

/// The button that starts and ends choosing.
pub fn choosing_view(store: Store) -> AnyView {
    let press = move |()| {
        store.turn(|selection| match selection.compared.take() {
            None => selection.compared = Some(Vec::new()),
            Some(_) if selection.view == View::Compare => selection.view = View::Grid,
            Some(_) => {}
        });
    };
    let is_on = memo(move || store.compared().is_some());
    view! { <ActionButton label=words::COMPARE press pressed=is_on /> }.into_any()
}

/// The checkbox on a card or a row, shown while the reader chooses. The page may change, because rows are reused.
pub fn choice_view(store: Store, page: Signal<Option<Page>>) -> AnyView {
    let locale = use_locale();
    let is_choosing = memo(move || store.compared().is_some());
    let is_on = memo(move || is_choosing.get() && page.with(Option::is_some));
    optional(move || {
        is_on.get().then_some(())?;
        let id = memo(move || page.with(|page| page.as_ref().map(id_of)));
        let checked = move || id.get().is_some_and(|id| store.compared().unwrap_or_default().contains(&id));
        let press = move |event: leptos::ev::MouseEvent| {
            let Some(wanted) = id.get_untracked() else { return };
            let chosen = untrack(|| store.compared()).unwrap_or_default();
            if chosen.len() >= MOST_COMPARED && !chosen.contains(&wanted) {
                // The tray says why the box stays unticked.
                event.prevent_default();
                return;
            }
            store.turn(|selection| {
                let chosen = selection.compared.get_or_insert_default();
                let before = chosen.len();
                chosen.retain(|id| *id != wanted);
                if chosen.len() == before {
                    chosen.push(wanted);
                }
            });
        };
        Some(view! {
            <label class="choice">
                <input type="checkbox" prop:checked=checked on:click=press />
                {words::COMPARE.get(locale)}
            </label>
        })
    })
}

/// How many records are chosen, and the next steps; stays in view.
pub fn tray_view(store: Store) -> AnyView {
    let locale = use_locale();
    // None if the reader is not choosing, or the chosen records are already compared.
    let count = memo(move || store.compared().filter(|_| store.view() != View::Compare).map(|chosen| chosen.len()));
    let is_shown = memo(move || count.get().is_some());
    browser::mark_root("data-tray", move || is_shown.get().then(String::new));
    let says = move || match count.get().unwrap_or_default() {
        count @ (0 | 1) => words::COMPARE_FEW.with(locale, &[&count.to_string()]),
        MOST_COMPARED => words::COMPARE_FULL.get(locale).to_owned(),
        count => words::COMPARE_COUNT.with(locale, &[&count.to_string()]),
    };
    let show = move |()| store.turn(|selection| selection.view = View::Compare);
    let clear = move |()| store.turn(|selection| selection.compared = Some(Vec::new()));
    let ways = move || {
        let count = count.get().unwrap_or_default();
        view! {
            {(count > 1).then(|| view! { <ActionButton label=words::COMPARE_SHOW press=show /> })}
            {(count > 0).then(|| view! { <ActionButton label=words::COMPARE_NONE press=clear /> })}
        }
    };
    (move || {
        is_shown.get().then(|| {
            view! {
                <div class="tray" role="group" aria-label=words::COMPARE.get(locale)>
                    <p role="status">{says}</p>
                    <p class="actions">{ways}</p>
                </div>
            }
        })
    })
    .into_any()
}
