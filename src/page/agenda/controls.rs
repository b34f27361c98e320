//! What can be asked of an agenda: text, day, track, room, type, language, view, zone, and one's own.

use super::Asked;
use crate::agenda::{self, choice::Choice};
use crate::locale::{Words, words};
use crate::page::facets::{FacetView, toggle as toggle_value};
use crate::page::search_field::SearchField;
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

#[component]
pub fn Controls(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let programme = asked.programme.get_value();
    let label = words::FIND_IN.with(locale, &[words::AGENDA.get(locale)]);
    let name = label.clone();
    let text = Signal::derive(move || asked.choice.with(|choice| choice.text.clone()));
    let typed = Callback::new(move |text| asked.change(|choice| choice.text = text));
    let facets: Vec<_> = programme
        .agenda
        .facets
        .iter()
        .cloned()
        .enumerate()
        // A filter that changes nothing is none.
        .filter(|(_, facet)| facet.values.iter().any(|value| (1..programme.slots.len() as u32).contains(&value.count)))
        .map(|(at, facet)| {
            let chosen = Signal::derive(move || asked.choice.with(|choice| choice.facets[at].clone()));
            let press = Callback::new(move |value| asked.change(|choice| toggle_value(&mut choice.facets[at], value)));
            view! { <FacetView facet chosen press /> }
        })
        .collect();
    let mine = move || words::MINE_COUNT.with(locale, &[&asked.mine().len().to_string()]);
    view! {
        <form class="filters" role="search" aria-label=name on:submit=|event| event.prevent_default()>
            <label class="visually-hidden" for="find">{label}</label>
            <SearchField id="find" placeholder=words::SEARCH.get(locale) text typed />
            <Days asked />
            <div class="facets">{facets}</div>
            <div class="filters-order">
                <span class="filters-view" role="group" aria-label=words::SESSIONS.get(locale)>
                    {toggle(asked, words::ALL_SESSIONS, |choice| !choice.mine, |choice| choice.mine = false)}
                    <button class="button" type="button" aria-pressed=pressed(asked, |choice| choice.mine)
                        on:click=listener(move |_| asked.change(|choice| choice.mine = true))>
                        {mine}
                    </button>
                </span>
                {toggle(asked, words::ZONE_DEVICE, |choice| choice.device, |choice| choice.device = !choice.device)}
                <span class="filters-view" role="group" aria-label=words::VIEW.get(locale)>
                    {toggle(asked, words::VIEW_LIST, |choice| !choice.grid, |choice| choice.grid = false)}
                    {toggle(asked, words::TIME_GRID, |choice| choice.grid, |choice| choice.grid = true)}
                </span>
            </div>
            <Chosen asked />
        </form>
    }
    .into_any()
}

fn pressed(asked: Asked, is: fn(&Choice) -> bool) -> Signal<&'static str> {
    Signal::derive(move || if asked.choice.with(is) { "true" } else { "false" })
}

/// A button that is pressed when something is asked.
fn toggle(asked: Asked, label: Words, is: fn(&Choice) -> bool, press: fn(&mut Choice)) -> AnyView {
    let locale = use_locale();
    view! {
        <button class="button" type="button" aria-pressed=pressed(asked, is) on:click=listener(move |_| asked.change(press))>
            {label.get(locale)}
        </button>
    }
    .into_any()
}

/// The days that have sessions, in the zone that is shown.
#[component]
fn Days(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let days = Memo::new(move |_| {
        let (programme, zone) = (asked.programme.get_value(), asked.zone());
        let all: Vec<usize> = (0..programme.slots.len()).collect();
        let days = agenda::days(&programme.slots, &all, &zone);
        days.into_iter().map(|(day, _)| day).collect::<Vec<_>>()
    });
    let buttons = changing(move || {
        let programme = asked.programme.get_value();
        let button = |day: Option<String>| {
            let label = match &day {
                Some(day) => programme.day(day).text,
                None => words::ALL_DAYS.get(locale).to_owned(),
            };
            let wanted = day.clone();
            let is =
                Signal::derive(move || asked.choice.with(|choice| if choice.day == wanted { "true" } else { "false" }));
            let press = listener(move |_| asked.change(|choice| choice.day.clone_from(&day)));
            view! { <button class="chip" type="button" aria-pressed=is on:click=press>{label}</button> }
        };
        let days = days.get().into_iter().map(Some);
        std::iter::once(None).chain(days).map(button).collect_view().into_any()
    });
    view! { <div class="agenda-days" role="group" aria-label=words::DAY.get(locale)>{buttons}</div> }.into_any()
}

/// How many sessions are left, a button that lifts all filters, and what the address asked in vain.
#[component]
fn Chosen(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let clear = Callback::new(move |()| {
        asked.change(|choice| {
            let Choice { grid, mine, device, .. } = *choice;
            *choice = Choice { grid, mine, device, ..Choice::default() };
        });
    });
    let narrow = Memo::new(move |_| asked.choice.with(Choice::is_narrow));
    let lift = changing(move || match narrow.get() {
        true => view! {
            <button class="button" type="button" on:click=move |_| clear.run(())>{words::CLEAR_ALL.get(locale)}</button>
        }
        .into_any(),
        false => ().into_any(),
    });
    let count = move || {
        if !narrow.get() {
            return String::new();
        }
        let all = if asked.choice.with(|choice| choice.mine) {
            asked.mine().len()
        } else {
            asked.programme.with_value(|programme| programme.slots.len())
        };
        words::SHOWN_SESSIONS.with(locale, &[&asked.shown().len().to_string(), &all.to_string()])
    };
    let unknown = changing(move || {
        let unknown = asked.choice.with(|choice| choice.unknown.join(", "));
        if unknown.is_empty() {
            return ().into_any();
        }
        let text = words::UNKNOWN_FILTER.with(locale, &[&unknown]);
        view! { <p class="notice" role="status" data-unknown="">{text}</p> }.into_any()
    });
    view! {
        <div class="chosen"><span role="status" data-count="">{count}</span>{lift}</div>
        {unknown}
    }
    .into_any()
}
