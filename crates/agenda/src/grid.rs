//! Lays out the time grid as an HTML table: rooms as columns, times as rows.

use super::Slot;

/// A table of sessions. Sessions that overlap in a room take separate lanes of its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rooms in order. Sessions without a room come last.
    pub columns: Vec<Column>,
    /// One row for each time at which a session begins or ends.
    pub rows: Vec<Row>,
}

/// A room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its index in the list of rooms. `None` for sessions whose room is not published.
    pub room: Option<u32>,
    /// The number of table columns it takes.
    pub lanes: usize,
}

/// The time from one row to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// When it begins.
    pub start: i64,
    /// The cells that begin in this row, from the first column to the last.
    pub cells: Vec<Cell>,
}

/// A cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The session, or `None` if the room is free.
    pub session: Option<usize>,
    /// The number of rows it takes.
    pub rows: usize,
}

/// Lays out the shown sessions that have an hour. A session without a known end takes one row.
pub fn grid(slots: &[Slot], shown: &[usize]) -> Grid {
    let timed: Vec<(usize, i64, i64)> = shown
        .iter()
        .filter_map(|index| {
            let slot = slots.get(*index)?;
            let start = slot.start?;
            Some((*index, start, slot.end().unwrap_or(start)))
        })
        .collect();
    let mut times: Vec<i64> = timed.iter().flat_map(|(_, start, end)| [*start, *end]).collect();
    times.sort_unstable();
    times.dedup();
    let row_of = |time: i64| times.partition_point(|other| *other < time);
    let mut sessions: Vec<(usize, usize, usize)> = timed
        .iter()
        .map(|(index, start, end)| (*index, row_of(*start), row_of(*end).max(row_of(*start) + 1)))
        .collect();
    sessions.sort_by_key(|(index, first, last)| (*first, std::cmp::Reverse(*last), *index));
    // The last time gets a row only if a session begins at it.
    let rows = sessions.iter().map(|(.., last)| *last).max().unwrap_or(0);
    let mut rooms: Vec<Option<u32>> = sessions.iter().map(|(index, ..)| slots[*index].room()).collect();
    rooms.sort_unstable_by_key(|room| (room.is_none(), *room));
    rooms.dedup();
    let mut grid = Grid {
        columns: Vec::new(),
        rows: times.iter().take(rows).map(|start| Row { start: *start, cells: Vec::new() }).collect(),
    };
    for room in rooms {
        let mut lanes: Vec<Vec<(usize, usize, usize)>> = Vec::new();
        for session in sessions.iter().filter(|(index, ..)| slots[*index].room() == room) {
            let free = lanes.iter_mut().find(|lane| lane.last().is_none_or(|(.., last)| *last <= session.1));
            match free {
                Some(lane) => lane.push(*session),
                None => lanes.push(vec![*session]),
            }
        }
        grid.columns.push(Column { room, lanes: lanes.len() });
        for lane in lanes {
            let mut row = 0;
            for (index, first, last) in lane {
                if row < first {
                    grid.rows[row].cells.push(Cell { session: None, rows: first - row });
                }
                grid.rows[first].cells.push(Cell { session: Some(index), rows: last - first });
                row = last;
            }
            if row < rows {
                grid.rows[row].cells.push(Cell { session: None, rows: rows - row });
            }
        }
    }
    grid
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, slots};
    use super::*;
    use proptest::prelude::*;

    /// The session at each row and column, laid out as by a browser.
    fn laid_out(grid: &Grid) -> Vec<Vec<Option<usize>>> {
        let width: usize = grid.columns.iter().map(|column| column.lanes).sum();
        let mut taken = vec![vec![None; width]; grid.rows.len()];
        for (row, line) in grid.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &line.cells {
                while taken[row][column].is_some() {
                    column += 1;
                }
                for line in &mut taken[row..row + cell.rows] {
                    assert_eq!(line[column], None, "two cells in one place");
                    line[column] = Some(cell.session);
                }
            }
        }
        taken.into_iter().map(|line| line.into_iter().map(|cell| cell.expect("no hole")).collect()).collect()
    }

    #[test]
    fn a_day_with_lanes_a_night_and_an_open_end() {
        let slots = slots();
        let name = |grid: &Grid| -> Vec<String> {
            let cell = |cell: &Option<usize>| cell.map_or("-", |index| slots[index].id.as_str());
            let line = |line: &Vec<Option<usize>>| line.iter().map(cell).collect::<Vec<_>>().join(" ");
            laid_out(grid).iter().map(line).collect()
        };
        let first = grid(&slots, &[0, 1, 2, 3, 4, 5]);
        assert_eq!(first.columns, [Column { room: Some(0), lanes: 2 }, Column { room: Some(1), lanes: 1 }]);
        assert_eq!(
            name(&first),
            ["opening - -", "- - -", "talk - -", "talk clash panel", "- - panel", "- - -", "- - night"]
        );
        assert_eq!(first.rows.last().map(|row| row.start), Some(at("2024-03-30 22:00", 0)));
        let second = grid(&slots, &[6, 7, 8, 9]);
        assert_eq!(second.columns.last(), Some(&Column { room: None, lanes: 1 }));
        assert_eq!(name(&second), ["early - -", "early - late", "- - -", "morning - -", "morning open-end -"]);
        assert_eq!(grid(&slots, &[5, 10, 99]), Grid::default());
    }

    #[test]
    fn the_last_row_is_there_for_an_open_end() {
        let slots = [
            Slot { start: Some(600), ..Slot::default() },
            Slot { start: Some(0), minutes: Some(10), ..Slot::default() },
        ];
        let grid = grid(&slots, &[0, 1]);
        assert_eq!(grid.rows.iter().map(|row| row.start).collect::<Vec<_>>(), [0, 600]);
        assert_eq!(laid_out(&grid), [[Some(1)], [Some(0)]]);
    }

    proptest! {
        #[test]
        fn every_session_stands_once_in_its_rows_and_room(
            list in prop::collection::vec((0i64..60, prop::option::of(0u32..20), prop::option::of(0u32..12)), 0..40),
        ) {
            let slots: Vec<Slot> = list.into_iter().map(|(start, minutes, room)| Slot {
                start: Some(start * 60), minutes, facets: [None, room, None, None], ..Slot::default()
            }).collect();
            let all: Vec<usize> = (0..slots.len()).collect();
            let grid = grid(&slots, &all);
            let table = laid_out(&grid);
            let rooms: Vec<Option<u32>> = grid.columns.iter().flat_map(|column| vec![column.room; column.lanes]).collect();
            for (index, slot) in slots.iter().enumerate() {
                let (start, end) = (slot.start.unwrap(), slot.end().unwrap_or(slot.start.unwrap()));
                let mut places = Vec::new();
                for (row, line) in table.iter().enumerate() {
                    for (column, cell) in line.iter().enumerate() {
                        if *cell == Some(index) {
                            places.push(column);
                            let time = grid.rows[row].start;
                            prop_assert!(time == start || (start..end).contains(&time));
                        }
                    }
                }
                prop_assert!(!places.is_empty());
                prop_assert!(places.iter().all(|column| *column == places[0]));
                prop_assert_eq!(rooms[places[0]], slot.room());
                let expected = grid.rows.iter().filter(|row| (start..end).contains(&row.start)).count().max(1);
                prop_assert_eq!(places.len(), expected);
            }
        }
    }
}
