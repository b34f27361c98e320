//! The sessions that are on now and those that come next, by the device's clock.

use super::AgendaState;
use crate::agenda::Facet;
use crate::agenda::now::{Now, Phase};
use crate::agenda::zone::Zone;
use crate::locale::{DOT, Locale, Words, words};
use crate::ui::{memo, optional, use_locale};
use leptos::prelude::*;

/// How many sessions of a kind are shown at first.
const MOST: usize = 4;

pub fn moment_view(state: AgendaState, now: Memo<Option<Now>>, time: RwSignal<Option<i64>>) -> AnyView {
    let locale = use_locale();
    let says = move || {
        let programme = state.programme.get_value();
        let dates = &programme.agenda.dates;
        match now.with(|now| now.as_ref().map(|now| now.phase)) {
            None | Some(Phase::On) => dates.clone(),
            Some(Phase::Before) => words::NOW_BEFORE.with(locale, &[dates]),
            Some(Phase::Between) => words::NOW_BETWEEN.get(locale).to_owned(),
            Some(Phase::After) => words::NOW_AFTER.with(locale, &[dates]),
        }
    };
    let today = memo(move || state.zone().day(time.get().unwrap_or_default()));
    let shown = optional(move || {
        let now = now.get()?;
        let zone = state.zone();
        let today = today.get();
        let kinds = [(words::NOW_ON, now.on), (words::NOW_NEXT, now.next), (words::NOW_UNKNOWN, now.unknown)];
        let kinds = kinds.into_iter().filter(|(_, sessions)| !sessions.is_empty());
        Some(kinds.map(|(label, sessions)| lines(state, label, &sessions, &zone, &today, locale)).collect_view())
    });
    view! {
        <section class="agenda-now" aria-labelledby="agenda-now">
            <h2 id="agenda-now">{words::NOW_AND_NEXT.get(locale)}</h2>
            <p>{says}</p>
            {shown}
        </section>
    }
    .into_any()
}

/// Sessions under a label, one per line.
fn lines(state: AgendaState, label: Words, sessions: &[usize], zone: &Zone, today: &str, locale: Locale) -> AnyView {
    let programme = state.programme.get_value();
    let mut lines: Vec<_> = sessions
        .iter()
        .map(|index| {
            let row = programme.row(*index, zone, locale);
            let slot = &programme.slots[*index];
            let day = slot.day_in(zone);
            let time = match slot.start {
                Some(_) if day != today => [&programme.day(&day).text, DOT, &row.time].concat(),
                _ => row.time,
            };
            let room = programme.value(*index, Facet::Room);
            let room = room.map(|room| view! { <span class="fine">{room.to_owned()}</span> });
            view! {
                <li>
                    <span class="session-time">{time}</span>
                    <a href=row.to.href(locale)>{row.title}</a>
                    {room}
                </li>
            }
        })
        .collect();
    // One more line takes no more space than the words "Show more".
    let rest = if lines.len() > MOST + 1 { lines.split_off(MOST) } else { Vec::new() };
    let rest = (!rest.is_empty()).then(|| {
        let more = words::SHOW_MORE.with(locale, &[&rest.len().to_string()]);
        view! { <details><summary>{more}</summary><ul>{rest}</ul></details> }
    });
    view! {
        <h3>{label.get(locale)}</h3>
        <ul>{lines}</ul>
        {rest}
    }
    .into_any()
}
