//! What is on now and what comes next, by the device's clock.

use super::Asked;
use crate::agenda::Facet;
use crate::agenda::now::{Now, Phase};
use crate::agenda::zone::Zone;
use crate::locale::{Locale, Words, words};
use crate::ui::{changing, use_locale};
use leptos::prelude::*;

/// How many sessions of a kind are shown at first.
const MOST: usize = 4;

#[component]
pub fn Moment(asked: Asked, now: Memo<Option<Now>>, time: RwSignal<Option<i64>>) -> impl IntoView {
    let locale = use_locale();
    let says = move || {
        let programme = asked.programme.get_value();
        let dates = &programme.agenda.dates;
        match now.with(|now| now.as_ref().map(|now| now.phase)) {
            None | Some(Phase::On) => dates.clone(),
            Some(Phase::Before) => words::NOW_BEFORE.with(locale, &[dates]),
            Some(Phase::Between) => words::NOW_BETWEEN.get(locale).to_owned(),
            Some(Phase::After) => words::NOW_AFTER.with(locale, &[dates]),
        }
    };
    let today = Memo::new(move |_| asked.zone().day(time.get().unwrap_or_default()));
    let shown = changing(move || {
        let Some(now) = now.get() else { return ().into_any() };
        let zone = asked.zone();
        let today = today.get();
        view! {
            {lines(asked, words::NOW_ON, &now.on, &zone, &today, locale)}
            {lines(asked, words::NOW_NEXT, &now.next, &zone, &today, locale)}
            {lines(asked, words::NOW_UNKNOWN, &now.unknown, &zone, &today, locale)}
        }
        .into_any()
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

/// Sessions, a line each, under a word.
fn lines(asked: Asked, label: Words, sessions: &[usize], zone: &Zone, today: &str, locale: Locale) -> AnyView {
    if sessions.is_empty() {
        return ().into_any();
    }
    let programme = asked.programme.get_value();
    let mut lines: Vec<_> = sessions
        .iter()
        .map(|index| {
            let row = programme.row(*index, zone, locale);
            let slot = &programme.slots[*index];
            let day = slot.day_in(zone);
            let time = match slot.start {
                Some(_) if day != today => [&programme.day(&day).text, " · ", &row.time].concat(),
                _ => row.time,
            };
            let room = slot.room().and_then(|room| programme.agenda.facets.get(Facet::Room as usize)?.values.get(room as usize));
            let room = room.map(|room| view! { <span class="fine">{room.label.clone()}</span> });
            view! {
                <li>
                    <span class="session-time">{time}</span>
                    <a href=row.to.href(locale)>{row.title}</a>
                    {room}
                </li>
            }
        })
        .collect();
    // One more line takes no more room than the words for it.
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
