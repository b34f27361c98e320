//! The controls of an agenda: text, day, track, room, type, language, view, zone, and the reader's own sessions.

use super::AgendaState;
use crate::agenda::{self, choice::Choice};
use crate::locale::{Words, words};
use crate::page::facets::{facet_view, filters_button, filters_sheet, toggle as toggle_value};
use crate::page::search_field::search_field;
use crate::ui::{ActionButton, changing, icon, listener, memo, optional, tool_label, use_locale};
use leptos::prelude::*;

pub fn controls_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let programme = state.programme.get_value();
    let label = words::FIND_IN.with(locale, &[words::AGENDA.get(locale)]);
    let name = label.clone();
    let text = Signal::derive(move || state.choice.with(|choice| choice.text.clone()));
    let typed = Callback::new(move |text| state.change(|choice| choice.text = text));
    let facets: Vec<_> = programme
        .agenda
        .facets
        .iter()
        .cloned()
        .enumerate()
        // A filter that would change nothing is left out.
        .filter(|(_, facet)| facet.values.iter().any(|value| (1..programme.slots.len() as u32).contains(&value.count)))
        .map(|(at, facet)| {
            let chosen = Signal::derive(move || state.choice.with(|choice| choice.facets[at].clone()));
            let press = Callback::new(move |value| state.change(|choice| toggle_value(&mut choice.facets[at], value)));
            facet_view(facet, chosen, None, press, RwSignal::new(false))
        })
        .collect();
    let chosen =
        memo(move || state.choice.with(|choice| choice.facets.iter().filter(|chosen| !chosen.is_empty()).count()));
    let mine = move || words::MINE_COUNT.with(locale, &[&state.mine().len().to_string()]);
    let mine = tool_label(icon::STAR, mine.into_any());
    let view = |label: Words, icon, is: fn(&Choice) -> bool, change: fn(&mut Choice)| {
        toggle(state, tool_label(icon, label.get(locale).into_any()), is, change)
    };
    let zone = words::ZONE_DEVICE.get(locale).into_any();
    let zone = toggle(state, zone, |choice| choice.device, |choice| choice.device = !choice.device);
    view! {
        <form class="filters" role="search" aria-label=name on:submit=|event| event.prevent_default()>
            <div class="controls">
                <label class="visually-hidden" for="find">{label}</label>
                {search_field("find", words::SEARCH.get(locale), text, typed)}
                {filters_button(chosen)}
                {toggle(state, mine, |choice| choice.mine, |choice| choice.mine = !choice.mine)}
                <span class="controls-views" role="group" aria-label=words::VIEW.get(locale)>
                    {view(words::VIEW_LIST, icon::ROWS, |choice| !choice.grid, |choice| choice.grid = false)}
                    {view(words::TIME_GRID, icon::TIMES, |choice| choice.grid, |choice| choice.grid = true)}
                </span>
            </div>
            {filters_sheet((zone, facets).into_any(), move || state.shown().len())}
        </form>
        {days_view(state)}
        {chosen_view(state)}
    }
    .into_any()
}

/// A toggle button, which is pressed while `is` holds for the choice.
fn toggle(state: AgendaState, label: AnyView, is: fn(&Choice) -> bool, change: fn(&mut Choice)) -> AnyView {
    let pressed = move || if state.choice.with(is) { "true" } else { "false" };
    view! {
        <button class="button tool" type="button" aria-pressed=pressed on:click=listener(move |_| state.change(change))>
            {label}
        </button>
    }
    .into_any()
}

/// The days that have sessions, in the chosen zone.
fn days_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let days = memo(move || {
        let programme = state.programme.get_value();
        let days = agenda::days(&programme.slots, &programme.all(), &state.zone());
        days.into_iter().map(|(day, _)| day).collect::<Vec<_>>()
    });
    let buttons = changing(move || {
        let programme = state.programme.get_value();
        let button = |day: Option<String>| {
            let label = match &day {
                Some(day) => programme.day(day).text,
                None => words::ALL_DAYS.get(locale).to_owned(),
            };
            let wanted = day.clone();
            let is = move || state.choice.with(|choice| if choice.day == wanted { "true" } else { "false" });
            let press = listener(move |_| state.change(|choice| choice.day.clone_from(&day)));
            view! { <button class="chip" type="button" aria-pressed=is on:click=press>{label}</button> }
        };
        let days = days.get().into_iter().map(Some);
        std::iter::once(None).chain(days).map(button).collect_view().into_any()
    });
    view! { <div class="agenda-days" role="group" aria-label=words::DAY.get(locale)>{buttons}</div> }.into_any()
}

/// The number of sessions left, a button that clears all filters, and the unknown filters in the URL.
fn chosen_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let clear = Callback::new(move |()| {
        state.change(|choice| {
            let Choice { grid, mine, device, .. } = *choice;
            *choice = Choice { grid, mine, device, ..Choice::default() };
        });
    });
    let narrow = memo(move || state.choice.with(Choice::is_narrow));
    let clear = optional(move || narrow.get().then(|| view! { <ActionButton label=words::CLEAR_ALL press=clear /> }));
    let count = move || {
        if !narrow.get() {
            return String::new();
        }
        let counts = [state.shown().len(), state.chosen_from().len()].map(|count| count.to_string());
        words::SHOWN_SESSIONS.with(locale, &counts.each_ref().map(String::as_str))
    };
    let unknown = optional(move || {
        let unknown = state.choice.with(|choice| choice.unknown.join(", "));
        let text = words::UNKNOWN_FILTER.with(locale, &[&unknown]);
        (!unknown.is_empty()).then(|| view! { <p class="notice" role="status" data-unknown="">{text}</p> })
    });
    view! {
        <div class="chosen"><span role="status" data-count="">{count}</span>{clear}</div>
        {unknown}
    }
    .into_any()
}
