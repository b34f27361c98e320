//! The rows that have a position as GPX and KML, for map programs.

use super::{PackView, Row, name};
use film_core::locale::Locale;
use formats::waypoint::{Waypoint, WaypointPicture, Waypoints};
use formats::{gpx, kml};

/// The number of places in [`gpx()`] and [`kml()`]. Do not offer a file without places.
pub fn place_count(view: &PackView) -> usize {
    view.rows.iter().filter(|row| row.position().is_some()).count()
}

/// The places of a pack as GPX.
pub fn gpx(view: &PackView, locale: Locale) -> String {
    gpx::write(&waypoints(view, locale))
}

/// The places of a pack as KML.
pub fn kml(view: &PackView, locale: Locale) -> String {
    kml::write(&waypoints(view, locale))
}

/// The KML file of a KMZ archive. `pictures` are those of each row, with their paths in the archive.
pub fn kmz(view: &PackView, locale: Locale, pictures: &[Vec<WaypointPicture>]) -> String {
    let rows = view.rows.iter().zip(pictures);
    let place = |(row, pictures): (&Row, &Vec<WaypointPicture>)| {
        Some(Waypoint { pictures: pictures.clone(), ..waypoint(row)? })
    };
    kml::write(&Waypoints { places: rows.filter_map(place).collect(), ..waypoints(view, locale) })
}

/// A pack has no public page, so its list has no URL.
fn waypoints(view: &PackView, locale: Locale) -> Waypoints {
    let places = view.rows.iter().filter_map(waypoint).collect();
    Waypoints { name: name(view, locale).to_owned(), page: String::new(), places, stops: 0 }
}

fn waypoint(row: &Row) -> Option<Waypoint> {
    let (lat, lng) = row.position()?;
    Some(Waypoint {
        name: row.title.clone(),
        kind: row.kind.clone(),
        text: row.summary.clone(),
        note: row.note.clone(),
        lat: lat.to_owned(),
        lng: lng.to_owned(),
        pages: vec![row.address.clone()],
        pictures: WaypointPicture::of_url(&row.picture),
    })
}
