//! What belongs to a place: the locations near it and its clips, found without looking at all of them each time.

use super::super::content::Content;
use super::super::format;
use film_core::model::clip::Clip;
use film_core::model::location::Location;
use std::collections::BTreeMap;

/// How many locations a cell holds on average.
const IN_A_CELL: usize = 4;

/// Kilometres of a degree of latitude, rounded down.
const DEGREE: f64 = 111.0;

/// Locations by cells of a grid, clips by location.
pub struct Near<'a> {
    cells: BTreeMap<(i64, i64), Vec<&'a Location>>,
    /// Width and height of a cell, degrees.
    cell: f64,
    /// Width or height of a cell at the place where it is least, kilometres.
    least: f64,
    /// How many cells the grid is across or high.
    rings: i64,
    clips: BTreeMap<&'a str, Vec<&'a Clip>>,
}

impl<'a> Near<'a> {
    /// Sorts all locations and clips.
    pub fn new(content: &'a Content) -> Near<'a> {
        let mut clips: BTreeMap<&str, Vec<&Clip>> = BTreeMap::new();
        content.clips.values().for_each(|clip| clips.entry(clip.location.as_str()).or_default().push(clip));
        Near { clips, ..Near::of(content.locations.values().collect()) }
    }

    fn of(locations: Vec<&'a Location>) -> Near<'a> {
        let extent = |of: fn(&Location) -> f64| {
            let all = || locations.iter().map(|it| of(it));
            all().fold(f64::MIN, f64::max) - all().fold(f64::MAX, f64::min)
        };
        let (high, wide) = (extent(|it| it.position.lat), extent(|it| it.position.lng));
        let across = ((locations.len() / IN_A_CELL) as f64).sqrt().ceil().max(1.0);
        // Across the date line or a pole near is not near in degrees; a cell then holds all.
        let cell = if wide > 90.0 { 1000.0 } else { (high.max(wide) / across).max(1e-6) };
        let steepest = locations.iter().map(|it| it.position.lat.abs()).fold(0.0, f64::max);
        let mut near = Near {
            cells: BTreeMap::new(),
            cell,
            // Meridians draw together, and an arc is shorter than its parallel: sin x is at least 0.63 x up to 90°.
            least: cell * DEGREE * steepest.to_radians().cos().max(0.0) * 0.63,
            rings: across as i64 + 1,
            clips: BTreeMap::new(),
        };
        for location in locations {
            near.cells.entry(near.at(location)).or_default().push(location);
        }
        near
    }

    fn at(&self, location: &Location) -> (i64, i64) {
        let place = |degrees: f64| (degrees / self.cell).floor() as i64;
        (place(location.position.lat), place(location.position.lng))
    }

    /// The clips from a location, in the order of their ids.
    pub fn clips(&self, location: &Location) -> &[&'a Clip] {
        self.clips.get(location.id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// So many other locations, the nearest first, with their distances in kilometres.
    pub fn locations(&self, location: &Location, most: usize) -> Vec<(f64, &'a Location)> {
        let here = (location.position.lat, location.position.lng);
        let (row, column) = self.at(location);
        let mut found: Vec<(f64, &Location)> = Vec::new();
        for ring in 0..=self.rings {
            for (up, right) in ring_of(ring) {
                let others = self.cells.get(&(row + up, column + right)).into_iter().flatten();
                let others = others.filter(|other| other.id != location.id);
                found.extend(
                    others.map(|other| (format::distance(here, (other.position.lat, other.position.lng)), *other)),
                );
            }
            // Whatever lies further out than this ring is at least so far away.
            let sure = ring as f64 * self.least;
            if found.iter().filter(|(distance, _)| *distance <= sure).count() >= most {
                break;
            }
        }
        found.sort_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| one.id.cmp(&other.id)));
        found.truncate(most);
        found
    }
}

/// The cells at a distance of so many cells.
fn ring_of(ring: i64) -> impl Iterator<Item = (i64, i64)> {
    (-ring..=ring).flat_map(move |up| {
        let step = if up.abs() == ring { 1 } else { (2 * ring).max(1) };
        (-ring..=ring).step_by(step as usize).map(move |right| (up, right))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::model::LocationId;
    use proptest::prelude::*;
    use serde_json::json;

    fn location(number: usize, (lat, lng): (f64, f64)) -> Location {
        let text = json!({ "en": "x" });
        let mut location: Location = serde_json::from_value(json!({
            "id": "x", "name": text, "pinyin": "x", "summary": text, "description": text, "class": "coast",
            "setting": "exterior", "district": text, "sources": [],
            "position": { "lat": lat, "lng": lng, "datum": "wgs84", "precision": "source" },
            "scene": { "kind": "pier", "hour": "dawn", "season": "winter" }
        }))
        .unwrap();
        location.id = LocationId(format!("{number:04}"));
        location
    }

    #[test]
    fn a_ring_is_all_cells_at_its_distance() {
        assert_eq!(ring_of(0).collect::<Vec<_>>(), [(0, 0)]);
        assert_eq!(ring_of(1).count(), 8);
        assert_eq!(ring_of(3).count(), 24);
        assert!(ring_of(3).all(|(up, right)| up.abs().max(right.abs()) == 3));
    }

    proptest! {
        #[test]
        fn the_nearest_are_those_of_a_scan(
            places in prop::collection::vec(
                prop_oneof![(35.0..36.0, 119.0..121.0), (-89.9..89.9, -179.9..179.9), (36.0..36.001, 120.0..120.001)],
                1..60,
            ),
            most in 1usize..14,
        ) {
            let locations: Vec<Location> = places.into_iter().enumerate().map(|(at, place)| location(at, place)).collect();
            let near = Near::of(locations.iter().collect());
            for one in &locations {
                let here = (one.position.lat, one.position.lng);
                let far = |it: &&Location| format::distance(here, (it.position.lat, it.position.lng));
                let mut wanted: Vec<&Location> = locations.iter().filter(|it| it.id != one.id).collect();
                wanted.sort_by(|a, b| far(a).total_cmp(&far(b)));
                let wanted: Vec<&str> = wanted.iter().take(most).map(|it| it.id.as_str()).collect();
                let found: Vec<&str> = near.locations(one, most).iter().map(|(_, it)| it.id.as_str()).collect();
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
