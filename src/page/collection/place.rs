//! The position of the map, as encoded in the URL: `36.06160,120.31430,12.50`.
//!
//! Degrees north and east, and the zoom level of tiled maps. The values are integers printed with a decimal point:
//! code to print floats would be larger than the view itself.

use crate::geo::Place;
use crate::geo::projection::{TILE, View, project, unproject};

/// The centre of a map and its zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// Hundred-thousandths of a degree north.
    north: i32,
    /// Hundred-thousandths of a degree east.
    east: i32,
    /// Hundredths of a zoom level.
    zoom: i32,
}

impl At {
    /// Parses the text in a URL. None if it is malformed.
    pub fn parse(text: &str) -> Option<At> {
        let mut parts = text.split(',');
        let mut next = |digits, most| decimal(parts.next()?, digits).filter(|number: &i32| number.abs() <= most);
        let (north, east, zoom) = (next(5, 8_505_112)?, next(5, 18_000_000)?, next(2, 2_200)?);
        (parts.next().is_none() && zoom >= 0).then_some(At { north, east, zoom })
    }

    /// The text that [`At::parse`] reads.
    pub fn text(self) -> String {
        format!("{},{},{}", pointed(self.north, 5), pointed(self.east, 5), pointed(self.zoom, 2))
    }

    /// The position of a view, with the precision of the URL.
    pub fn of(view: View) -> Option<At> {
        let place = unproject(view.centre)?;
        let fine = |degrees: f64| (degrees * 1e5).round() as i32;
        let zoom = (view.zoom() * 100.0).round() as i32;
        Some(At { north: fine(place.lat()), east: fine(place.lng()), zoom: zoom.clamp(0, 2_200) })
    }

    /// The view.
    pub fn view(self) -> Option<View> {
        let place = Place::new(f64::from(self.north) / 1e5, f64::from(self.east) / 1e5)?;
        Some(View { centre: project(place), scale: TILE * (f64::from(self.zoom) / 100.0).exp2() })
    }
}

/// Parses a decimal number as an integer scaled by `digits` decimal places. Further digits are cut off.
fn decimal(text: &str, digits: usize) -> Option<i32> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || whole.len() > 3 || !whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = whole.chars().chain(part.chars().chain(std::iter::repeat('0')).take(digits)).collect();
    Some(sign * digits.parse::<i32>().ok()?)
}

/// The text that [`decimal`] reads.
fn pointed(number: i32, digits: u32) -> String {
    let unit = 10_i32.pow(digits);
    let sign = if number < 0 { "-" } else { "" };
    let part = (number.abs() % unit).to_string();
    let zeros = "0".repeat(digits as usize - part.len());
    format!("{sign}{}.{zeros}{part}", number.abs() / unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_a_place_is_none() {
        for text in [
            "",
            ",",
            "36",
            "36,120",
            "36,120,",
            "36,120,12,1",
            "91,120,12",
            "36,181,12",
            "36,120,23",
            "36,120,-1",
            "36,120,x",
            "３6,120,12",
            "3-6,120,12",
            "--6,120,12",
            "36.-1,120,12",
            ".5,1,1",
            "1e9,1,1",
            "0036,120,12",
        ] {
            assert_eq!(At::parse(text), None, "{text}");
        }
        let at = At::parse("36.0616,-120.3143999,12.5").unwrap();
        assert_eq!(at, At { north: 3_606_160, east: -12_031_439, zoom: 1_250 });
        assert_eq!(at.text(), "36.06160,-120.31439,12.50");
        assert_eq!(At::parse("-0.00004,0,0").unwrap().text(), "-0.00004,0.00000,0.00");
    }

    proptest! {
        #[test]
        fn places_read_back(north in -8_500_000..8_500_000i32, east in -17_999_999..17_999_999i32, zoom in 0..2_200i32) {
            let at = At { north, east, zoom };
            prop_assert_eq!(At::parse(&at.text()), Some(at));
            prop_assert_eq!(At::of(at.view().unwrap()), Some(at));
        }

        #[test]
        fn no_text_breaks_the_parser(text: String) {
            let _ = At::parse(&text);
        }
    }
}
