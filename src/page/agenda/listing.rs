//! The chosen sessions: a list or a time grid for each day.

use super::{AgendaState, Programme, day_section};
use crate::agenda::choice::Choice;
use crate::agenda::gaps::{self, Gap};
use crate::agenda::grid::grid;
use crate::agenda::{self, Facet, zone::Zone};
use crate::locale::{Locale, words};
use crate::ui::time_grid::{Entry, Table, time_grid};
use crate::ui::{memo, optional, sessions_view, use_locale};
use leptos::prelude::*;

/// Everything that the list depends on.
#[derive(Clone, PartialEq)]
struct Wanted {
    sessions: Vec<usize>,
    zone: Zone,
    grid: bool,
    /// Whether only starred sessions are shown.
    own: bool,
    /// Whether some sessions of a day may be left out.
    narrow: bool,
    /// The starred sessions, if all of them and no others are shown.
    mine: Option<Vec<usize>>,
}

pub fn listing_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let wanted = memo(move || {
        let choice = state.choice.get();
        // The time between sessions is known only if all of the reader's sessions are shown.
        let narrow = Choice { day: None, ..choice.clone() }.is_narrow();
        (!choice.is_plain()).then(|| Wanted {
            sessions: state.shown(),
            zone: state.zone(),
            grid: choice.grid,
            own: choice.mine,
            narrow,
            mine: (choice.mine && !narrow).then(|| state.mine()),
        })
    });
    optional(move || {
        let Wanted { sessions, zone, grid, own, narrow, mine } = wanted.get()?;
        let programme = state.programme.get_value();
        if sessions.is_empty() && !mine.as_ref().is_some_and(Vec::is_empty) {
            let text = words::NOTHING_FITS.get(locale);
            return Some(view! { <p class="nothing" role="status">{text}</p> }.into_any());
        }
        let all = programme.all();
        let days = agenda::days(&programme.slots, &sessions, &zone);
        let days = days.into_iter().map(|(day, sessions)| {
            let clashes = mine.as_ref().map(|mine| clashes(&programme, mine, &sessions, &zone, locale));
            let content = match (grid, &mine) {
                (true, _) => day_grid(&programme, &day, &sessions, &zone, locale),
                (false, Some(mine)) => own_day(&programme, mine, &sessions, &zone, locale),
                (false, None) => list(&programme, &sessions, &zone, locale),
            };
            let among = mine.as_deref().or((!narrow && !own).then_some(all.as_slice()));
            let carried = among.map(|among| programme.carried(among, &day, &zone, locale));
            day_section(programme.day(&day), view! { {clashes} {carried} {content} }.into_any())
        });
        Some(days.collect_view().into_any())
    })
}

fn list(programme: &Programme, sessions: &[usize], zone: &Zone, locale: Locale) -> AnyView {
    let rows = sessions.iter().map(|index| programme.row(*index, zone, locale)).collect();
    sessions_view(rows, true)
}

/// The day's table, and below it the sessions that do not fit into it.
fn day_grid(programme: &Programme, day: &str, sessions: &[usize], zone: &Zone, locale: Locale) -> AnyView {
    let grid = grid(&programme.slots, sessions);
    let rooms = &programme.agenda.facets[Facet::Room as usize].values;
    let room = |room: Option<u32>| {
        let name = room.and_then(|room| rooms.get(room as usize)).map(|room| room.label.clone());
        name.unwrap_or_else(|| words::NO_ROOM.get(locale).to_owned())
    };
    let table = (!grid.rows.is_empty()).then(|| {
        let table = Table {
            day: programme.day(day).text,
            rooms: grid.columns.iter().map(|column| (room(column.room), column.lanes)).collect(),
            rows: grid
                .rows
                .iter()
                .map(|row| {
                    let cells = row.cells.iter().map(|cell| Entry {
                        session: cell.session.map(|index| programme.row(index, zone, locale)),
                        rows: cell.rows,
                    });
                    (zone.clock(row.start), cells.collect())
                })
                .collect(),
        };
        time_grid(table)
    });
    let is_unknown = |index: &usize| programme.slots[*index].start.is_none();
    let unknown: Vec<usize> = sessions.iter().copied().filter(is_unknown).collect();
    let unknown = (!unknown.is_empty()).then(|| {
        view! {
            <p class="kicker">{words::NO_HOUR.get(locale)}</p>
            {list(programme, &unknown, zone, locale)}
        }
    });
    view! { {table} {unknown} }.into_any()
}

/// The overlaps among the reader's sessions of a day.
fn clashes(programme: &Programme, mine: &[usize], day: &[usize], zone: &Zone, locale: Locale) -> AnyView {
    let title = |index: usize| programme.agenda.sessions[index].1.title.as_str();
    gaps::overlaps(&programme.slots, mine)
        .into_iter()
        .filter(|(first, second, ..)| day.contains(first) || day.contains(second))
        .map(|(first, second, from, to)| {
            let time = zone.span(from, to, locale);
            let text = words::MINE_OVERLAP.with(locale, &[title(first), title(second), &time]);
            view! { <p class="notice" data-clash="">{text}</p> }
        })
        .collect_view()
        .into_any()
}

/// The reader's sessions of a day, with the time between them.
fn own_day(programme: &Programme, mine: &[usize], day: &[usize], zone: &Zone, locale: Locale) -> AnyView {
    let gaps = gaps::gaps(&programme.slots, mine, zone);
    let mut pieces: Vec<AnyView> = Vec::new();
    let mut rows: Vec<usize> = Vec::new();
    for &index in day {
        let before = gaps.iter().find(|gap| Some(gap.end) == programme.slots[index].start);
        if let Some(gap) = before.filter(|_| !rows.is_empty()) {
            pieces.push(list(programme, &std::mem::take(&mut rows), zone, locale));
            pieces.push(gap_view(programme, gap, zone, locale));
        }
        rows.push(index);
    }
    pieces.push(list(programme, &rows, zone, locale));
    pieces.into_any()
}

fn gap_view(programme: &Programme, gap: &Gap, zone: &Zone, locale: Locale) -> AnyView {
    let time = zone.span(gap.start, Some(gap.end), locale);
    let text = words::MINE_GAP.with(locale, &[&time, &length(gap.minutes(), locale)]);
    let fits = (!gap.fits.is_empty()).then(|| {
        let fit = words::COUNT_AFTER.with(locale, &[&gap.fits.len().to_string()]);
        view! {
            <details class="facet">
                <summary>{words::MINE_FITS.get(locale)}<span>{fit}</span></summary>
                {list(programme, &gap.fits, zone, locale)}
            </details>
        }
    });
    view! { <div class="agenda-gap" data-gap=""><p>{text}</p>{fits}</div> }.into_any()
}

fn length(minutes: i64, locale: Locale) -> String {
    if minutes < 60 {
        return words::MINE_MINUTES.with(locale, &[&minutes.to_string()]);
    }
    let (hours, minutes) = ((minutes / 60).to_string(), minutes % 60);
    match minutes {
        0 => words::MINE_WHOLE_HOURS.with(locale, &[&hours]),
        _ => words::MINE_HOURS.with(locale, &[&hours, &minutes.to_string()]),
    }
}
