//! Geographic calculations. All functions are pure: no clock, no network, no page.
//!
//! Angles are in degrees, lengths in metres, times in seconds since 1970-01-01 00:00 UTC without leap seconds.

pub mod cluster;
pub mod date;
pub mod datum;
pub mod distance;
#[cfg(feature = "outline")]
pub mod outline;
pub mod projection;
pub mod sun;
pub mod tiles;

/// A point on the earth, in the datum that the owner states. Its numbers are always finite and in range, because
/// [`Place::new`] checks them, so functions that take a place need no checks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    lat: f64,
    lng: f64,
}

impl Place {
    /// A place from degrees north and east. `None` if a number is not finite, the latitude is beyond ±90 or the
    /// longitude beyond ±180. The usual cause is that the two were swapped.
    pub fn new(lat: f64, lng: f64) -> Option<Place> {
        // Comparisons with NaN are false.
        (lat.abs() <= 90.0 && lng.abs() <= 180.0).then_some(Place { lat, lng })
    }

    /// A place from millionths of a degree, the form of the published files. `None` as in [`Place::new`].
    pub fn of_millionths((lat, lng): (i32, i32)) -> Option<Place> {
        Place::new(f64::from(lat) / 1e6, f64::from(lng) / 1e6)
    }

    /// Degrees north of the equator, −90 to 90.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich, −180 to 180.
    pub fn lng(self) -> f64 {
        self.lng
    }

    /// A place from finite numbers that may have left the range in a calculation.
    fn wrapped(lat: f64, lng: f64) -> Place {
        let lng = if lng.abs() <= 180.0 { lng } else { (lng + 180.0).rem_euclid(360.0) - 180.0 };
        Place { lat: lat.clamp(-90.0, 90.0), lng }
    }
}

/// The smallest angle between two directions in degrees, 0 to 180. NaN if one is not finite.
pub fn angle_between(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

/// Normalises degrees to the range from 0 up to, but not including, 360.
fn turned(degrees: f64) -> f64 {
    let turned = degrees.rem_euclid(360.0);
    if turned >= 360.0 { 0.0 } else { turned }
}

/// Formats a number with six decimals. 0 if it is not finite. The standard library's float formatting would be larger
/// than the map's code.
fn decimal(number: f64) -> String {
    // `as` converts NaN to 0 and saturates numbers that are too large.
    let millionths = (number * 1e6).round() as i64;
    let sign = if millionths < 0 { "-" } else { "" };
    let size = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_outside_the_earth_are_refused() {
        for (lat, lng) in [
            (f64::NAN, 0.0),
            (0.0, f64::NAN),
            (f64::INFINITY, 0.0),
            (0.0, f64::NEG_INFINITY),
            (90.1, 0.0),
            (-90.1, 0.0),
            (0.0, 180.1),
            (120.38, 36.07),
        ] {
            assert_eq!(Place::new(lat, lng), None, "{lat} {lng}");
        }
        for (lat, lng) in [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (36.07, 120.38)] {
            assert!(Place::new(lat, lng).is_some(), "{lat} {lng}");
        }
    }

    #[test]
    fn angles_are_taken_the_short_way() {
        for (a, b, angle) in
            [(0.0, 0.0, 0.0), (350.0, 10.0, 20.0), (10.0, 350.0, 20.0), (0.0, 180.0, 180.0), (-90.0, 90.0, 180.0)]
        {
            assert_eq!(angle_between(a, b), angle, "{a} {b}");
        }
    }
}
