//! Choosing records to compare: a box on each, and what is chosen at the foot of the window.

use super::Asked;
use super::selection::{MOST_COMPARED, View};
use crate::locale::words;
use crate::route::Page;
use crate::ui::use_locale;
use leptos::prelude::*;

impl Asked {
    /// The ids chosen to be compared; none when the reader does not choose any.
    fn compared(self) -> Option<Vec<String>> {
        self.conditions.with(|selection| selection.compared.clone())
    }
}

/// The last part of a record's path, by which the address names it.
fn id_of(page: &Page) -> String {
    page.path().rsplit('/').next().unwrap_or_default().to_owned()
}

/// The button that begins and ends choosing.
#[component]
pub fn Choosing(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let is_on = Memo::new(move |_| asked.compared().is_some());
    let press = move |_| {
        asked.turn(|selection| match selection.compared.take() {
            None => selection.compared = Some(Vec::new()),
            Some(_) if selection.view == View::Compare => selection.view = View::Grid,
            Some(_) => {}
        });
    };
    view! {
        <button class="button" type="button" aria-pressed=move || is_on.get().to_string() on:click=press>
            {words::COMPARE.get(locale)}
        </button>
    }
    .into_any()
}

/// The box on a card or a row, while the reader chooses.
#[component]
pub fn Choice(
    asked: Asked,
    /// The record's page; it may be another one later.
    #[prop(into)]
    page: Signal<Option<Page>>,
) -> impl IntoView {
    let locale = use_locale();
    let is_choosing = Memo::new(move |_| asked.compared().is_some());
    let is_on = Memo::new(move |_| is_choosing.get() && page.with(Option::is_some));
    let body = move || {
        if !is_on.get() {
            return ().into_any();
        }
        let id = Memo::new(move |_| page.with(|page| page.as_ref().map(id_of)));
        let checked = move || {
            let chosen = asked.compared().unwrap_or_default();
            id.with(|id| id.as_ref().is_some_and(|id| chosen.contains(id)))
        };
        let press = move |event: leptos::ev::MouseEvent| {
            let Some(wanted) = id.get_untracked() else { return };
            let chosen = asked.selection.with_untracked(|selection| selection.compared.clone().unwrap_or_default());
            if chosen.len() >= MOST_COMPARED && !chosen.contains(&wanted) {
                // The tray says why the box stays empty.
                event.prevent_default();
                return;
            }
            asked.turn(|selection| {
                let chosen = selection.compared.get_or_insert_default();
                match chosen.iter().position(|id| *id == wanted) {
                    Some(at) => {
                        chosen.remove(at);
                    }
                    None => chosen.push(wanted.clone()),
                }
            });
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=checked on:click=press />
                {words::COMPARE.get(locale)}
            </label>
        }
        .into_any()
    };
    view! { {body} }.into_any()
}

/// How many are chosen, and the ways on; stays in sight.
#[component]
pub fn Tray(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| asked.compared().map(|chosen| chosen.len()));
    let view_as = Memo::new(move |_| asked.view());
    let says = move || match count.get().unwrap_or_default() {
        count @ (0 | 1) => words::COMPARE_FEW.with(locale, &[&count.to_string()]),
        MOST_COMPARED => words::COMPARE_FULL.get(locale).to_owned(),
        count => words::COMPARE_COUNT.with(locale, &[&count.to_string()]),
    };
    let show = move |_| asked.turn(|selection| selection.view = View::Compare);
    let clear = move |_| asked.turn(|selection| selection.compared = Some(Vec::new()));
    let side_by_side = move || {
        (count.get().unwrap_or_default() > 1).then(|| {
            view! { <button class="button" type="button" on:click=show>{words::COMPARE_SHOW.get(locale)}</button> }
        })
    };
    let none = move || {
        (count.get().unwrap_or_default() > 0).then(|| {
            view! { <button class="button" type="button" on:click=clear>{words::COMPARE_NONE.get(locale)}</button> }
        })
    };
    let body = move || {
        (count.get().is_some() && view_as.get() != View::Compare).then(|| {
            view! {
                <div class="tray" role="group" aria-label=words::COMPARE.get(locale)>
                    <p role="status">{says}</p>
                    <p class="actions">{side_by_side} {none}</p>
                </div>
            }
        })
    };
    view! { {body} }.into_any()
}
