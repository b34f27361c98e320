//! The rows as CSV (RFC 4180) with a byte order mark, without which Excel takes Chinese for Latin-1.

use super::{PackView, decimal, fact, labels};
use film_core::locale::{Locale, Words, words};
use formats::ical::is_instant;
use formats::printable;

/// The fixed columns, in their order.
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

/// The rows as CSV: the fixed columns, then one for each label of a fact.
///
/// A spreadsheet runs a cell that begins like a formula. Such a text gets a leading apostrophe, which
/// the reader sees; coordinates stay numbers. Control characters other than tab and line breaks go.
pub fn csv(view: &PackView, locale: Locale) -> String {
    let labels = labels(view);
    let mut out = String::from("\u{feff}");
    let mut head: Vec<String> = COLUMNS.iter().map(|words| words.get(locale).to_owned()).collect();
    head.extend(labels.iter().map(|label| cell(label)));
    out += &line(&head);
    for row in &view.rows {
        let number = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            if decimal(text).is_some() { text.to_owned() } else { cell(text) }
        };
        let instant = |text: &Option<String>| readable(text.as_deref().unwrap_or_default());
        let mut cells = vec![
            cell(&row.title),
            cell(&row.kind),
            cell(&row.note),
            cell(&row.district),
            number(&row.lat),
            number(&row.lng),
            instant(&row.start),
            instant(&row.end),
            cell(&row.address),
        ];
        cells.extend(labels.iter().map(|label| cell(&fact(row, label))));
        out += &line(&cells);
    }
    out
}

fn line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    quoted.join(",") + "\r\n"
}

/// A text that no spreadsheet takes for a formula. Full-width signs count too: some locales read them so.
pub(super) fn cell(text: &str) -> String {
    let text = printable(text);
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text }
}

/// `20230823T010000Z` as spreadsheets read it: `2023-08-23 01:00:00`.
fn readable(text: &str) -> String {
    if !is_instant(text) {
        return cell(text);
    }
    let parts =
        [&text[..4], "-", &text[4..6], "-", &text[6..8], " ", &text[9..11], ":", &text[11..13], ":", &text[13..15]];
    parts.concat()
}
