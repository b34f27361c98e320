//! Exports a pack as CSV, GeoJSON, GPX, KML, iCalendar, OTIO, EDL or JSON, from rows that the page has resolved.

mod calendar;
mod csv;
mod edl;
mod footage;
mod geojson;
mod otio;
mod places;

pub use calendar::{calendar, event_count};
pub use csv::{csv, table};
pub use edl::{edl, edl_rates, uncountable_clip_count};
pub use footage::{Footage, Rate, unknown_clip_count};
pub use formats::csv::Cell;
pub use formats::waypoint::WaypointPicture;
pub use geojson::geojson;
pub use otio::{clip_count, otio};
pub use places::{gpx, kml, kmz, place_count};

use super::{Pack, Packs, store};
use film_core::locale::{Locale, words};
use film_core::route::Page;
use formats::ical::is_instant;

/// A pack with the data of its pages, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackView {
    /// The pack.
    pub pack: Pack,
    /// Its items in order, resolved. A page that the site does not have also has a row.
    pub rows: Vec<Row>,
    /// The time of the export as a UTC instant: `20230823T010000Z`.
    pub stamp: String,
}

/// One item as text. Fields without content are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The page.
    pub page: Page,
    /// The title.
    pub title: String,
    /// The display name of the kind of record: `Location`.
    pub kind: String,
    /// The absolute URL of the page.
    pub address: String,
    /// A one-sentence summary, and the precision of the position.
    pub summary: String,
    /// The absolute URL of a JPEG picture.
    pub picture: String,
    /// The reader's note.
    pub note: String,
    /// The latitude in WGS-84 degrees, as a plain decimal: `36.0616`.
    pub lat: Option<String>,
    /// The longitude in the same form.
    pub lng: Option<String>,
    /// The district.
    pub district: String,
    /// The facts, as labels and values.
    pub facts: Vec<(String, String)>,
    /// The start of a session, as a UTC instant: `20230823T010000Z`.
    pub start: Option<String>,
    /// The end of a session in the same form.
    pub end: Option<String>,
    /// The file of a clip.
    pub footage: Option<Footage>,
}

impl Row {
    /// The latitude and longitude, if both are decimals in range.
    fn position(&self) -> Option<(&str, &str)> {
        let (lat, lng) = (self.lat.as_deref()?, self.lng.as_deref()?);
        (is_degrees(lat, 90) && is_degrees(lng, 180)).then_some((lat, lng))
    }

    fn start(&self) -> Option<&str> {
        self.start.as_deref().filter(|text| is_instant(text))
    }

    /// The end, if it is after the start.
    fn end(&self) -> Option<&str> {
        let start = self.start()?;
        self.end.as_deref().filter(|end| is_instant(end) && *end > start)
    }
}

/// The pack as a file of packs, which [`store::read`] reads back without loss.
///
/// It contains what the reader made, not the data of the pages. So neither rows nor language matter.
pub fn json(view: &PackView, _locale: Locale) -> String {
    store::write(&Packs { packs: vec![view.pack.clone()], ..Packs::default() })
}

/// The pack's name, or a default name.
fn name(view: &PackView, locale: Locale) -> &str {
    if view.pack.name.is_empty() { words::PACK.get(locale) } else { &view.pack.name }
}

/// The labels of all facts, each once, in the order they first occur.
fn labels(view: &PackView) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for (label, _) in view.rows.iter().flat_map(|row| &row.facts) {
        if !labels.contains(&label.as_str()) {
            labels.push(label);
        }
    }
    labels
}

/// The values of a row with a label, one per line.
fn fact(row: &Row, label: &str) -> String {
    let values: Vec<&str> =
        row.facts.iter().filter(|(other, _)| other == label).map(|(_, value)| value.as_str()).collect();
    values.join("\n")
}

/// The digits before and after the decimal point of a JSON number without exponent. The part after is 0 if there is no
/// point.
fn decimal(text: &str) -> Option<(&str, &str)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let good = all_digits(whole) && all_digits(part) && (whole.len() == 1 || !whole.starts_with('0'));
    good.then_some((whole, part))
}

/// A JSON object of these keys and values in this order. The values are already JSON.
fn object<'a>(fields: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|(key, value)| format!("{}:{value}", string(key))).collect();
    format!("{{{}}}", fields.join(","))
}

/// A JSON array of values that are already JSON.
fn array(values: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", values.into_iter().collect::<Vec<_>>().join(","))
}

fn string(text: &str) -> String {
    // Every string has a JSON form.
    serde_json::to_string(text).unwrap_or_default()
}

/// Whether `text` is a decimal from `-limit` to `limit`.
fn is_degrees(text: &str, limit: u32) -> bool {
    decimal(text).is_some_and(|(whole, part)| {
        let whole: u32 = whole.parse().unwrap_or(u32::MAX);
        whole < limit || (whole == limit && part.bytes().all(|b| b == b'0'))
    })
}

#[cfg(test)]
mod tests;
