//! The time grid of a day: rooms as columns, times as rows, in a scrollable frame.

use super::{row_star, use_locale};
use crate::locale::words;
use crate::wire::SessionRow;
use leptos::prelude::*;

/// The layout of a day's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The day in words.
    pub day: String,
    /// Each room's name and the number of columns that it spans.
    pub rooms: Vec<(String, usize)>,
    /// Each row's time and the cells that start in it.
    pub rows: Vec<(String, Vec<Entry>)>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The session; none if the room is free.
    pub session: Option<SessionRow>,
    /// How many rows it spans.
    pub rows: usize,
}

/// The table. The frame is focusable, so that the arrow keys scroll it.
pub fn time_grid(table: Table) -> AnyView {
    let locale = use_locale();
    let name = words::TIME_GRID_OF.with(locale, &[&table.day]);
    let room = |(room, span): (String, usize)| view! { <th scope="col" colspan=span>{room}</th> };
    let rooms: Vec<_> = table.rooms.into_iter().map(room).collect();
    let row = |(time, cells): (String, Vec<Entry>)| {
        view! { <tr><th scope="row">{time}</th>{cells.into_iter().map(cell).collect_view()}</tr> }
    };
    let rows: Vec<_> = table.rows.into_iter().map(row).collect();
    view! {
        <div class="time-grid" role="region" tabindex="0" aria-label=name>
            <table>
                <thead><tr><th scope="col">{words::TIME.get(locale)}</th>{rooms}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(entry: Entry) -> AnyView {
    let Some(row) = entry.session else { return view! { <td rowspan=entry.rows></td> }.into_any() };
    let (track, colour) = row.track.unzip();
    view! {
        <td rowspan=entry.rows data-session=row.to.path() data-track=colour>
            <div class="time-grid-session">
                <p class="session-time">{row.time}</p>
                {row_star(row.to.clone(), row.title.clone())}
                <a href=row.to.href(use_locale())>{row.title}</a>
                <p class="session-note">{track}</p>
            </div>
        </td>
    }
    .into_any()
}
