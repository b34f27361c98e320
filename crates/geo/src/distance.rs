//! Distances and directions along great circles of a sphere. The sphere differs from the ellipsoid by up to 0.6 %,
//! which does not matter for a text such as “4.2 km away”.

use super::{Place, turned};

/// The earth's mean radius R1 in metres (IUGG; Moritz, Geodetic Reference System 1980).
pub const EARTH_RADIUS: f64 = 6_371_008.8;

/// The distance from `a` to `b` in metres. The haversine formula stays precise for near points (Sinnott, Virtues of the
/// Haversine, 1984).
pub fn distance(a: Place, b: Place) -> f64 {
    2.0 * EARTH_RADIUS * haversine(a, b).clamp(0.0, 1.0).sqrt().asin()
}

/// The square of half the chord between two points of the unit sphere. It increases with the distance.
fn haversine(a: Place, b: Place) -> f64 {
    let across = ((b.lat - a.lat).to_radians() / 2.0).sin();
    let along = ((b.lng - a.lng).to_radians() / 2.0).sin();
    across * across + a.lat.to_radians().cos() * b.lat.to_radians().cos() * along * along
}

/// The initial direction from `a` to `b`, in degrees clockwise from north, 0 up to 360. 0 if they are the same point.
pub fn bearing(a: Place, b: Place) -> f64 {
    let (from, to) = (a.lat.to_radians(), b.lat.to_radians());
    let turn = (b.lng - a.lng).to_radians();
    let east = turn.sin() * to.cos();
    let north = from.cos() * to.sin() - from.sin() * to.cos() * turn.cos();
    turned(east.atan2(north).to_degrees())
}

/// The compass point of a direction: 0 north, 1 north-north-east, 4 east … 15 north-north-west. `None` if the direction
/// is not finite.
pub fn compass_point(degrees: f64) -> Option<usize> {
    degrees.is_finite().then(|| (degrees.rem_euclid(360.0) / 22.5).round() as usize % 16)
}

/// The indices of `places` with their distances in metres, nearest first. Equal distances keep their order.
pub fn nearest_first(from: Place, places: &[Place]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> =
        places.iter().enumerate().map(|(index, place)| (index, distance(from, *place))).collect();
    order.sort_unstable_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::angle_between;
    use proptest::prelude::*;

    fn place(lat: f64, lng: f64) -> Place {
        Place::new(lat, lng).unwrap()
    }

    /// The place at `metres` in the direction `degrees`. `None` if a number is not finite.
    fn destination(from: Place, degrees: f64, metres: f64) -> Option<Place> {
        if !degrees.is_finite() || !metres.is_finite() {
            return None;
        }
        let (arc, turn, lat) = (metres / EARTH_RADIUS, degrees.rem_euclid(360.0).to_radians(), from.lat.to_radians());
        let height = (lat.sin() * arc.cos() + lat.cos() * arc.sin() * turn.cos()).clamp(-1.0, 1.0);
        let east = turn.sin() * arc.sin() * lat.cos();
        let along = east.atan2(arc.cos() - lat.sin() * height);
        Some(Place::wrapped(height.asin().to_degrees(), from.lng + along.to_degrees()))
    }

    fn any_place() -> impl Strategy<Value = Place> {
        (-90.0..=90.0, -180.0..=180.0).prop_map(|(lat, lng)| place(lat, lng))
    }

    #[test]
    fn distances_and_bearings_of_known_places() {
        let qingdao = place(36.07, 120.38);
        let quarter = EARTH_RADIUS * std::f64::consts::FRAC_PI_2;
        for (from, to, metres, degrees) in [
            (place(0.0, 0.0), place(0.0, 90.0), quarter, 90.0),
            (place(0.0, 0.0), place(90.0, 0.0), quarter, 0.0),
            (place(0.0, 0.0), place(-45.0, 0.0), quarter / 2.0, 180.0),
            (place(0.0, 179.5), place(0.0, -179.5), quarter / 90.0, 90.0),
            (place(0.0, 0.0), place(0.0, -180.0), quarter * 2.0, 270.0),
            (qingdao, qingdao, 0.0, 0.0),
        ] {
            assert!((distance(from, to) - metres).abs() < 0.001, "{from:?} {to:?}: {}", distance(from, to));
            assert!(angle_between(bearing(from, to), degrees) < 1e-9, "{from:?} {to:?}: {}", bearing(from, to));
        }
    }

    #[test]
    fn compass_points() {
        for (degrees, point) in [
            (0.0, 0),
            (11.2, 0),
            (11.3, 1),
            (90.0, 4),
            (180.0, 8),
            (225.0, 10),
            (348.7, 15),
            (348.8, 0),
            (360.0, 0),
            (-90.0, 12),
            (-1e-20, 0),
            (1e18, 4 * ((1e18f64.rem_euclid(360.0) / 90.0) as usize)),
        ] {
            let found = compass_point(degrees);
            assert!(found.is_some_and(|found| found < 16));
            if degrees < 1e6 {
                assert_eq!(found, Some(point), "{degrees}");
            }
        }
        assert_eq!(compass_point(f64::NAN), None);
        assert_eq!(compass_point(f64::INFINITY), None);
    }

    #[test]
    fn numbers_that_are_not_finite_lead_nowhere() {
        let from = place(36.07, 120.38);
        assert_eq!(destination(from, f64::NAN, 1.0), None);
        assert_eq!(destination(from, 1.0, f64::INFINITY), None);
    }

    #[test]
    fn nearest_come_first_and_ties_keep_their_order() {
        let places = [place(1.0, 0.0), place(0.0, 0.0), place(0.0, 1.0), place(0.0, 0.0)];
        let order: Vec<usize> = nearest_first(place(0.0, 0.0), &places).into_iter().map(|(index, _)| index).collect();
        assert_eq!(order[..2], [1, 3]);
        assert!(nearest_first(place(0.0, 0.0), &[]).is_empty());
    }

    proptest! {
        #[test]
        fn the_way_back_is_as_long(a in any_place(), b in any_place()) {
            prop_assert!((distance(a, b) - distance(b, a)).abs() < 1e-6);
            prop_assert!((0.0..=EARTH_RADIUS * std::f64::consts::PI).contains(&distance(a, b)));
            prop_assert!((0.0..360.0).contains(&bearing(a, b)));
        }

        #[test]
        fn no_detour_is_shorter(a in any_place(), b in any_place(), c in any_place()) {
            prop_assert!(distance(a, c) <= distance(a, b) + distance(b, c) + 0.1);
        }

        #[test]
        fn a_destination_lies_where_it_was_sent(
            lat in -85.0..85.0, lng in -180.0..180.0, degrees in -720.0..720.0, metres in 1.0..1_000_000.0
        ) {
            let from = place(lat, lng);
            let to = destination(from, degrees, metres).unwrap();
            prop_assert!((distance(from, to) - metres).abs() < 0.01);
            prop_assert!(angle_between(bearing(from, to), degrees) < 0.001);
        }

        #[test]
        fn any_finite_journey_ends_on_the_earth(from in any_place(), degrees: f64, metres: f64) {
            if let Some(to) = destination(from, degrees, metres) {
                prop_assert_eq!(Place::new(to.lat(), to.lng()), Some(to));
            } else {
                prop_assert!(!degrees.is_finite() || !metres.is_finite());
            }
        }
    }
}
