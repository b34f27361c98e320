//! The rows as GeoJSON (RFC 7946), for maps and GIS programs.

use super::{PackView, fact, labels, name};
use film_core::locale::Locale;

/// A `FeatureCollection` with one feature a row, in order; without a position the geometry is null.
///
/// The names of the properties are the same in both languages; the facts are an object by label.
pub fn geojson(view: &PackView, locale: Locale) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"name\":");
    string(&mut out, name(view, locale));
    out.push_str(",\"features\":[");
    for (at, row) in view.rows.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str("{\"type\":\"Feature\",\"id\":");
        string(&mut out, &row.page.path());
        out.push_str(",\"geometry\":");
        match row.position() {
            // Longitude first (RFC 7946, 3.1.1).
            Some((lat, lng)) => {
                for part in ["{\"type\":\"Point\",\"coordinates\":[", lng, ",", lat, "]}"] {
                    out.push_str(part);
                }
            }
            None => out.push_str("null"),
        }
        out.push_str(",\"properties\":{\"title\":");
        string(&mut out, &row.title);
        let more = [
            ("kind", row.kind.as_str()),
            ("note", &row.note),
            ("district", &row.district),
            ("start", row.start().unwrap_or_default()),
            ("end", row.end().unwrap_or_default()),
            ("address", &row.address),
        ];
        for (key, value) in more {
            if !value.is_empty() {
                out.push(',');
                string(&mut out, key);
                out.push(':');
                string(&mut out, value);
            }
        }
        out.push_str(",\"facts\":{");
        let mut first = true;
        for label in labels(view).into_iter().filter(|label| row.facts.iter().any(|(other, _)| other == label)) {
            if !first {
                out.push(',');
            }
            first = false;
            string(&mut out, label);
            out.push(':');
            string(&mut out, &fact(row, label));
        }
        out.push_str("}}}");
    }
    out.push_str("]}");
    out
}

fn string(out: &mut String, text: &str) {
    // A string always has a JSON form.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}
