//! The rows as GeoJSON (RFC 7946), for maps and GIS programs.

use super::{PackView, Row, array, fact, labels, name, object, string};
use film_core::locale::Locale;

/// A `FeatureCollection` with one feature per row, in order. Without a position, the geometry is null.
///
/// The property names are the same in both languages. The facts are an object keyed by label.
pub fn geojson(view: &PackView, locale: Locale) -> String {
    let labels = labels(view);
    let features = view.rows.iter().map(|row| feature(row, &labels));
    object([("type", string("FeatureCollection")), ("name", string(name(view, locale))), ("features", array(features))])
}

fn feature(row: &Row, labels: &[&str]) -> String {
    // Longitude first (RFC 7946, 3.1.1).
    let point = |(lat, lng)| object([("type", string("Point")), ("coordinates", format!("[{lng},{lat}]"))]);
    let more = [
        ("kind", row.kind.as_str()),
        ("note", &row.note),
        ("district", &row.district),
        ("start", row.start().unwrap_or_default()),
        ("end", row.end().unwrap_or_default()),
        ("address", &row.address),
    ];
    let more = more.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key, string(value)));
    let has = |label: &&&str| row.facts.iter().any(|(other, _)| other == **label);
    let facts = object(labels.iter().filter(has).map(|label| (*label, string(&fact(row, label)))));
    let properties = [("title", string(&row.title))].into_iter().chain(more).chain([("facts", facts)]);
    object([
        ("type", string("Feature")),
        ("id", string(&row.page.path())),
        ("geometry", row.position().map_or_else(|| "null".to_owned(), point)),
        ("properties", object(properties)),
    ])
}
