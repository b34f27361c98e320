//! The rows as a table, and as CSV.

use super::{PackView, decimal, fact, labels};
use film_core::locale::{Locale, Words, words};
use formats::csv::{self, Cell};
use formats::ical::is_instant;

/// The fixed columns, in order.
const COLUMNS: [Words; 9] = [
    words::EXPORT_TITLE,
    words::KIND,
    words::EXPORT_NOTE,
    words::DISTRICT,
    words::LATITUDE,
    words::LONGITUDE,
    words::START_UTC,
    words::END_UTC,
    words::WEB_ADDRESS,
];

/// The rows as CSV.
pub fn csv(view: &PackView, locale: Locale) -> String {
    csv::write(table(view, locale))
}

/// The rows as a table: a row of headings, then the fixed columns and one column for each fact label. Coordinates are
/// numbers.
pub fn table(view: &PackView, locale: Locale) -> Vec<Vec<Cell>> {
    let labels = labels(view);
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |text: &Option<String>| {
        let text = text.clone().unwrap_or_default();
        if decimal(&text).is_some() { Cell::Value(text) } else { Cell::Text(text) }
    };
    let instant = |text: &Option<String>| readable(text.as_deref().unwrap_or_default());
    let fixed = COLUMNS.iter().map(|words| words.get(locale));
    let mut rows = vec![fixed.chain(labels.iter().map(|label| &**label)).map(text).collect::<Vec<_>>()];
    for row in &view.rows {
        let mut cells = vec![
            text(&row.title),
            text(&row.kind),
            text(&row.note),
            text(&row.district),
            number(&row.lat),
            number(&row.lng),
            instant(&row.start),
            instant(&row.end),
            text(&row.address),
        ];
        cells.extend(labels.iter().map(|label| text(&fact(row, label))));
        rows.push(cells);
    }
    rows
}

/// Rewrites `20230823T010000Z` for spreadsheets: `2023-08-23 01:00:00`.
fn readable(text: &str) -> Cell {
    if !is_instant(text) {
        return Cell::Text(text.to_owned());
    }
    let parts =
        [&text[..4], "-", &text[4..6], "-", &text[6..8], " ", &text[9..11], ":", &text[11..13], ":", &text[13..15]];
    Cell::Value(parts.concat())
}
