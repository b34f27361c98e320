//! Reduces the land of the outline map: polygons of longitudes and latitudes become SVG paths of integers. It is used
//! by the site tool. The browser puts the result into a `<path d>` unchanged.

use super::Place;
use super::projection::{Bounds, Point, plane_length, project, unproject};
use std::fmt::Write;
use thiserror::Error;

/// A ring of (longitude, latitude) in WGS-84, as in GeoJSON. The last point may or may not repeat the first.
pub type Ring = Vec<(f64, f64)>;

/// Land ready to draw, in integer units to the right and down from `origin`. Fill it with the even-odd rule, so that
/// holes stay empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// The upper left corner in the plane.
    pub origin: Point,
    /// The length of a unit in the plane.
    pub unit: f64,
    /// The width in units.
    pub width: u32,
    /// The height in units.
    pub height: u32,
    /// Path data, one text per polygon.
    pub polygons: Vec<String>,
    /// The number of points kept.
    pub points: usize,
    /// The median length of the drawn segments, in units.
    pub detail: f64,
}

impl Outline {
    /// All polygons as the data of one path.
    pub fn path(&self) -> String {
        self.polygons.concat()
    }
}

/// Why there is no outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OutlineError {
    /// A point of the polygon with this number, counted from 0, is not on the earth.
    #[error("polygon {0} of the outline has a point that is not on the earth")]
    Point(usize),
    /// The tolerance or the unit is not a length of 0.1 m to 100 km.
    #[error("tolerance and unit of the outline must be 0.1 to 100000 metres")]
    Length,
    /// No polygon is left.
    #[error("the outline has no polygon larger than its tolerance")]
    Nothing,
}

/// Projects, simplifies and rounds polygons. No point of the coast is further than `tolerance` metres from the drawn
/// line (Douglas and Peucker 1973), plus a rounding error of half a `unit`, which is in metres. Rings smaller than a
/// square of the tolerance are omitted. Points on the outermost edges are kept, because the data was cut there.
pub fn outline(polygons: &[Vec<Ring>], tolerance: f64, unit: f64) -> Result<Outline, OutlineError> {
    if !(0.1..=1e5).contains(&tolerance) || !(0.1..=1e5).contains(&unit) {
        return Err(OutlineError::Length);
    }
    let mut projected: Vec<Vec<Vec<Point>>> = Vec::new();
    for (number, polygon) in polygons.iter().enumerate() {
        let ring = |ring: &Ring| ring.iter().map(|(lng, lat)| Place::new(*lat, *lng).map(project)).collect();
        projected.push(polygon.iter().map(ring).collect::<Option<_>>().ok_or(OutlineError::Point(number))?);
    }
    let frame = Bounds::around(projected.iter().flatten().flatten().copied()).ok_or(OutlineError::Nothing)?;
    let middle = unproject(Point { x: 0.5, y: (frame.least.y + frame.most.y) / 2.0 }).ok_or(OutlineError::Nothing)?;
    let (reach, unit) = (plane_length(tolerance, middle), plane_length(unit, middle));
    let whole = |from: f64, to: f64| ((to - from) / unit).round() as i64;
    let mut outline = Outline {
        origin: frame.least,
        unit,
        width: whole(frame.least.x, frame.most.x) as u32,
        height: whole(frame.least.y, frame.most.y) as u32,
        polygons: Vec::new(),
        points: 0,
        detail: 0.0,
    };
    let mut lengths = Vec::new();
    for polygon in projected {
        let mut data = String::new();
        for (number, ring) in polygon.into_iter().enumerate() {
            let mut points: Vec<(i64, i64)> = simplified(ring, reach, &frame)
                .into_iter()
                .map(|point| (whole(frame.least.x, point.x), whole(frame.least.y, point.y)))
                .collect();
            points.dedup();
            if points.len() > 1 && points.first() == points.last() {
                points.pop();
            }
            if points.len() < 3 {
                // Without its outer ring, a polygon has nothing to make holes in.
                if number == 0 {
                    break;
                }
                continue;
            }
            outline.points += points.len();
            lengths.extend((0..points.len()).map(|at| segment(points[at], points[(at + 1) % points.len()])));
            push_ring(&mut data, &points);
        }
        if !data.is_empty() {
            outline.polygons.push(data);
        }
    }
    lengths.sort_by(f64::total_cmp);
    match lengths.get(lengths.len() / 2) {
        Some(median) => Ok(Outline { detail: *median, ..outline }),
        None => Err(OutlineError::Nothing),
    }
}

fn segment(a: (i64, i64), b: (i64, i64)) -> f64 {
    ((a.0 - b.0) as f64).hypot((a.1 - b.1) as f64)
}

/// Appends a ring: its start, then the step from each point to the next. A minus sign also separates numbers.
fn push_ring(data: &mut String, points: &[(i64, i64)]) {
    let (mut x, mut y) = (0, 0);
    for (index, point) in points.iter().enumerate() {
        let (right, down) = (point.0 - x, point.1 - y);
        let before = match index {
            0 => "M",
            1 => "l",
            _ if right < 0 => "",
            _ => " ",
        };
        let between = if down < 0 { "" } else { " " };
        write!(data, "{before}{right}{between}{down}").expect("a string takes any text");
        (x, y) = *point;
    }
    data.push('z');
}

/// The points of a ring after simplification. Empty if the ring is smaller than a square of the tolerance.
fn simplified(mut ring: Vec<Point>, reach: f64, frame: &Bounds) -> Vec<Point> {
    if ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 || area(&ring).abs() < reach * reach {
        return Vec::new();
    }
    let start = ring[0];
    let far = (0..ring.len()).max_by(|a, b| length(ring[*a], start).total_cmp(&length(ring[*b], start))).unwrap_or(0);
    ring.push(start);
    let on_frame = |point: Point| {
        point.x == frame.least.x || point.x == frame.most.x || point.y == frame.least.y || point.y == frame.most.y
    };
    let mut kept = vec![false; ring.len()];
    let anchors: Vec<usize> =
        (0..ring.len()).filter(|at| *at == 0 || *at == far || *at + 1 == ring.len() || on_frame(ring[*at])).collect();
    anchors.iter().for_each(|at| kept[*at] = true);
    let mut spans: Vec<(usize, usize)> = anchors.windows(2).map(|pair| (pair[0], pair[1])).collect();
    while let Some((from, to)) = spans.pop() {
        let furthest = (from + 1..to)
            .map(|at| (off(ring[at], ring[from], ring[to]), at))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(distance, _)| *distance > reach);
        if let Some((_, at)) = furthest {
            kept[at] = true;
            spans.extend([(from, at), (at, to)]);
        }
    }
    ring.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| point).collect()
}

fn length(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The distance of a point from the line segment between two others.
fn off(point: Point, from: Point, to: Point) -> f64 {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let along = ((point.x - from.x) * x + (point.y - from.y) * y) / (x * x + y * y);
    // A line without length gives NaN.
    let along = if along.is_nan() { 0.0 } else { along.clamp(0.0, 1.0) };
    length(point, Point { x: from.x + along * x, y: from.y + along * y })
}

/// The area of an open ring. Its sign is the direction of the ring.
fn area(ring: &[Point]) -> f64 {
    let origin = ring[0];
    ring.windows(2)
        .map(|pair| (pair[0].x - origin.x) * (pair[1].y - origin.y) - (pair[1].x - origin.x) * (pair[0].y - origin.y))
        .sum::<f64>()
        / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn square(west: f64, south: f64, side: f64) -> Ring {
        vec![(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    }

    #[test]
    fn a_square_becomes_a_path() {
        let found = outline(&[vec![square(0.0, -0.5, 1.0)]], 100.0, 1111.949).unwrap();
        assert_eq!((found.width, found.height), (100, 100));
        assert_eq!(found.polygons, ["M0 100l100 0 0-100-100 0z"]);
        assert_eq!((found.points, found.detail), (4, 100.0));
        assert_eq!(found.path(), found.polygons[0]);
        let (right, down) = (f64::from(found.width) * found.unit, f64::from(found.height) * found.unit);
        let corner = unproject(Point { x: found.origin.x + right, y: found.origin.y + down }).unwrap();
        assert!((corner.lng() - 1.0).abs() < 0.01 && (corner.lat() + 0.5).abs() < 0.01);
    }

    #[test]
    fn holes_stay_and_what_is_small_goes() {
        let land = vec![square(120.0, 36.0, 1.0), square(120.4, 36.4, 0.2), square(120.8, 36.8, 0.0001)];
        let rock = vec![square(120.5, 36.5, 0.0005)];
        let found = outline(&[land, rock], 100.0, 25.0).unwrap();
        assert_eq!(found.polygons.len(), 1);
        assert_eq!(found.polygons[0].matches('z').count(), 2);
    }

    #[test]
    fn what_cannot_be_drawn_is_refused() {
        let good = || vec![square(120.0, 36.0, 1.0)];
        for (polygons, tolerance, unit, error) in [
            (vec![], 100.0, 25.0, OutlineError::Nothing),
            (vec![vec![]], 100.0, 25.0, OutlineError::Nothing),
            (vec![vec![vec![]]], 100.0, 25.0, OutlineError::Nothing),
            (vec![vec![vec![(120.0, 36.0)]]], 100.0, 25.0, OutlineError::Nothing),
            (vec![vec![vec![(120.0, 36.0); 9]]], 100.0, 25.0, OutlineError::Nothing),
            (vec![vec![square(120.0, 36.0, 0.0001)]], 1000.0, 25.0, OutlineError::Nothing),
            (vec![good(), vec![vec![(120.0, f64::NAN)]]], 100.0, 25.0, OutlineError::Point(1)),
            (vec![vec![vec![(36.0, 120.0)]]], 100.0, 25.0, OutlineError::Point(0)),
            (vec![good()], f64::NAN, 25.0, OutlineError::Length),
            (vec![good()], 100.0, 0.0, OutlineError::Length),
            (vec![good()], -1.0, 25.0, OutlineError::Length),
            (vec![good()], f64::INFINITY, 25.0, OutlineError::Length),
        ] {
            assert_eq!(outline(&polygons, tolerance, unit), Err(error), "{polygons:?}");
            assert!(error.to_string().starts_with(char::is_lowercase));
        }
    }

    /// The rings of path data, as integers from the origin.
    fn read(data: &str) -> Vec<Vec<(f64, f64)>> {
        let ring = |text: &str| {
            let text = text.replace('-', " -").replace('l', " ");
            let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
            let (mut x, mut y) = (0.0, 0.0);
            let walk = numbers.chunks(2).map(|pair| {
                (x, y) = (x + pair[0], y + pair[1]);
                (x, y)
            });
            walk.collect()
        };
        data.split('M').skip(1).map(|text| ring(text.trim_end_matches('z'))).collect()
    }

    proptest! {
        #[test]
        fn no_point_is_further_than_the_tolerance_from_the_line(
            radii in proptest::collection::vec(0.3..0.5, 3..60), tolerance in 50.0..5_000.0
        ) {
            let turn = std::f64::consts::TAU / radii.len() as f64;
            let ring: Ring = (0u32..).zip(&radii).map(|(at, radius)| {
                let angle = f64::from(at) * turn;
                (120.0 + radius * angle.cos(), 36.0 + radius * angle.sin())
            }).collect();
            let found = outline(&[vec![ring.clone()]], tolerance, 10.0).unwrap();
            let mut line = read(&found.path()).remove(0);
            prop_assert_eq!(line.len(), found.points);
            line.push(line[0]);
            for (lng, lat) in ring {
                let at = project(Place::new(lat, lng).unwrap());
                let point = Point { x: (at.x - found.origin.x) / found.unit, y: (at.y - found.origin.y) / found.unit };
                let distance = line
                    .windows(2)
                    .map(|pair| off(point, Point { x: pair[0].0, y: pair[0].1 }, Point { x: pair[1].0, y: pair[1].1 }))
                    .fold(f64::MAX, f64::min);
                prop_assert!(distance <= tolerance / 10.0 + 1.0, "{}", distance * 10.0);
            }
        }

        #[test]
        fn any_rings_give_an_outline_or_an_error(
            rings in proptest::collection::vec(proptest::collection::vec((-200.0..200.0, -100.0..100.0), 0..9), 0..5),
            tolerance: f64, unit: f64
        ) {
            if let Ok(found) = outline(&[rings], tolerance, unit) {
                prop_assert!(found.unit.is_finite() && found.points >= 3);
            }
        }
    }
}
