//! Finds the locations near a location, its clips, and the places and people of a production, without searching all
//! records each time.

use super::super::content::Content;
use super::super::format;
use film_core::model::ProductionId;
use film_core::model::clip::Clip;
use film_core::model::expert::{Credit, Expert};
use film_core::model::location::{Location, Work};
use std::collections::BTreeMap;

/// A point on the unit sphere.
type Point = [f64; 3];

/// Locations sorted from south to north, clips by location, and locations and people by production.
#[derive(Default)]
pub struct Near<'a> {
    locations: Vec<(Point, &'a Location)>,
    clips: BTreeMap<&'a str, Vec<&'a Clip>>,
    shot: BTreeMap<&'a str, Vec<(&'a Location, &'a Work)>>,
    credited: BTreeMap<&'a str, Vec<(&'a Expert, &'a Credit)>>,
}

fn point(location: &Location) -> Point {
    let (lat, lng) = (location.position.lat.to_radians(), location.position.lng.to_radians());
    [lat.cos() * lng.cos(), lat.cos() * lng.sin(), lat.sin()]
}

impl<'a> Near<'a> {
    /// Indexes all locations, clips and credits.
    pub fn new(content: &'a Content) -> Near<'a> {
        let mut clips: BTreeMap<&str, Vec<&Clip>> = BTreeMap::new();
        content.clips.values().for_each(|clip| clips.entry(clip.location.as_str()).or_default().push(clip));
        let mut near = Near { clips, ..Near::of(content.locations.values()) };
        for location in content.locations.values() {
            for (id, work) in location.productions.iter().filter_map(|work| Some((work.production.as_ref()?, work))) {
                near.shot.entry(id.as_str()).or_default().push((location, work));
            }
        }
        for expert in content.experts.values() {
            for (id, credit) in expert.credits.iter().filter_map(|credit| Some((credit.production.as_ref()?, credit))) {
                near.credited.entry(id.as_str()).or_default().push((expert, credit));
            }
        }
        near
    }

    fn of(locations: impl Iterator<Item = &'a Location>) -> Near<'a> {
        let mut locations: Vec<(Point, &Location)> = locations.map(|it| (point(it), it)).collect();
        locations.sort_by(|(a, _), (b, _)| a[2].total_cmp(&b[2]));
        Near { locations, ..Near::default() }
    }

    /// The clips filmed at a location, in order of id.
    pub fn clips(&self, location: &Location) -> &[&'a Clip] {
        self.clips.get(location.id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The locations of a production, each with what it says of it, in order of id.
    pub fn shot(&self, production: &ProductionId) -> &[(&'a Location, &'a Work)] {
        self.shot.get(production.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The people with credits in a production, in order of id.
    pub fn credited(&self, production: &ProductionId) -> &[(&'a Expert, &'a Credit)] {
        self.credited.get(production.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The `most` nearest other locations, the nearest first, with their distances in kilometres.
    pub fn locations(&self, location: &Location, most: usize) -> Vec<(f64, &'a Location)> {
        let here = point(location);
        // Compare squared chord lengths, which grow with the distance.
        let mut found: Vec<(f64, &Location)> = Vec::new();
        let mut look = |(there, other): &(Point, &'a Location)| {
            let [x, y, z] = [0, 1, 2].map(|axis| (there[axis] - here[axis]).powi(2));
            // All further locations are at least this far to the south or north.
            if found.len() == most && found.last().is_some_and(|(farthest, _)| *farthest < z) {
                return false;
            }
            if other.id != location.id {
                let chord = x + y + z;
                let rank = found.partition_point(|(known, it)| (*known, &it.id) < (chord, &other.id));
                found.insert(rank, (chord, other));
                found.truncate(most);
            }
            true
        };
        let (south, north) = self.locations.split_at(self.locations.partition_point(|(it, _)| it[2] < here[2]));
        south.iter().rev().all(&mut look);
        north.iter().all(&mut look);
        let kilometres = |a: &Location, b: &Location| {
            format::distance((a.position.lat, a.position.lng), (b.position.lat, b.position.lng))
        };
        found.into_iter().map(|(_, other)| (kilometres(location, other), other)).collect()
    }
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
            let near = Near::of(locations.iter());
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
