//! Checks and converts positions: every point becomes WGS-84, and points that were probably copied in another datum get
//! a warning.

use super::place::{self, Problems};
use film_core::model::location::{Location, Noted, Position, typed};
use film_core::model::vocabulary::{Datum, Precision};
use geo::Place;
use geo::datum::{self, convert};
use geo::distance::distance;
use geo::projection::project;
use rayon::prelude::*;
use std::collections::BTreeMap;
use wire::Outline;

/// Two points nearer than this are the same place, metres.
const SAME: f64 = 40.0;

/// Two points farther apart than this are different places, metres.
const APART: f64 = 100.0;

/// How far outside the map's land a point may be, as a fraction of the land's width and height.
const MARGIN: f64 = 0.1;

/// The advice for a point that is right.
const MEANT: &str = "if the point is right, add a \"note\" that says how it was found";

fn of(datum: Datum) -> datum::Datum {
    match datum {
        Datum::Wgs84 => datum::Datum::Wgs84,
        Datum::Gcj02 => datum::Datum::Gcj02,
        Datum::Bd09 => datum::Datum::Bd09,
    }
}

/// The WGS-84 point that the position's numbers mean in a given datum.
fn read_as(position: &Position, datum: Datum) -> Option<Place> {
    Place::new(position.lat, position.lng).map(|place| convert(place, of(datum), datum::Datum::Wgs84))
}

/// Checks that a position is on the earth.
pub fn range(place: &place::Place, position: &Position) {
    place.at("lat").within(position.lat, -90.0, 90.0);
    place.at("lng").within(position.lng, -180.0, 180.0);
}

/// Converts all checked positions of a location to WGS-84.
pub fn normalise_all(location: &mut Location) {
    normalise(&mut location.position);
    if let Some(Noted::Typed(hospital)) = location.safety.as_mut().and_then(|safety| safety.hospital.as_mut()) {
        hospital.position.iter_mut().for_each(normalise);
    }
}

/// Converts a checked position to WGS-84. The original numbers are kept on the record.
pub fn normalise(position: &mut Position) {
    let Some(place) = read_as(position, position.datum).filter(|_| position.datum != Datum::Wgs84) else { return };
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    position.original = Some((position.lat, position.lng, position.datum));
    (position.lat, position.lng, position.datum) = (rounded(place.lat()), rounded(place.lng()), Datum::Wgs84);
}

/// Warns of points that match a known place in another datum, and of points off the map. A position with a note on how
/// it was found is taken as intended.
pub fn check(problems: &Problems, locations: &[(&str, Location)], land: Option<&Outline>) {
    let mut grid: BTreeMap<(i32, i32), Vec<(&str, Place)>> = BTreeMap::new();
    let cell = |place: Place| ((place.lat() * 1000.0).floor() as i32, (place.lng() * 1000.0).floor() as i32);
    // A place that is known only roughly proves nothing.
    for (file, location) in locations.iter().filter(|(_, it)| it.position.precision == Precision::Source) {
        if let Some(place) = read_as(&location.position, location.position.datum) {
            grid.entry(cell(place)).or_default().push((file, place));
        }
    }
    let grid = &grid;
    let known_at = |place: Place| {
        let (north, east) = cell(place);
        let cells = (-1..=1).flat_map(move |n| (-1..=1).map(move |e| (north + n, east + e)));
        cells.filter_map(move |cell| grid.get(&cell)).flatten().filter(move |(_, other)| distance(place, *other) < SAME)
    };
    locations.par_iter().for_each(|(file, location)| {
        let position = &location.position;
        let Some(here) = read_as(position, position.datum).filter(|_| position.note.is_none()) else { return };
        let top = problems.file(file);
        let place = top.at("position");
        for datum in Datum::ALL.iter().filter(|datum| **datum != position.datum) {
            let Some(there) = read_as(position, *datum) else { continue };
            let Some((other, _)) = known_at(there).find(|(_, known)| distance(here, *known) > APART) else { continue };
            let (name, written) = (datum.as_str(), position.datum.as_str());
            let what = format!(
                "these are the numbers of {other} in {name}; read as {written} the point is {:.0} m from it",
                distance(here, there)
            );
            let from = match datum {
                Datum::Wgs84 => "a receiver or OpenStreetMap",
                Datum::Gcj02 => "Amap or Tencent",
                Datum::Bd09 => "Baidu",
            };
            let fix = format!("write \"datum\": {name:?} if they are from {from}; {MEANT}");
            place.at("datum").warn(what, fix);
        }
        off_map(&place, here, land);
    });
    let hospitals = locations.iter().filter_map(|(file, location)| {
        let hospital = typed(location.safety.as_ref()?.hospital.as_ref())?;
        let position = hospital.position.as_ref().filter(|position| position.note.is_none())?;
        Some((file, read_as(position, position.datum)?))
    });
    for (file, here) in hospitals {
        let top = problems.file(file);
        off_map(&top.at("safety").at("hospital").at("position"), here, land);
    }
}

/// Warns of a point that is not on the map.
fn off_map(place: &place::Place, here: Place, land: Option<&Outline>) {
    if land.is_some_and(|land| !is_on(land, here)) {
        let fix = format!("look for a slip in \"lat\" and \"lng\" (are they exchanged?); {MEANT}");
        place.warn("the point lies off the office's map", fix);
    }
}

/// Whether a point is on the map, including a margin around the land.
fn is_on(land: &Outline, place: Place) -> bool {
    let [left, top, right, bottom] = land.bounds().map(|side| f64::from(side) / 1e9);
    let point = project(place);
    let within = |at: f64, least: f64, most: f64| {
        let margin = (most - least) * MARGIN;
        (least - margin..=most + margin).contains(&at)
    };
    within(point.x, left, right) && within(point.y, top, bottom)
}
