//! The plane of the outline map, and the part of it that is on the screen.
//!
//! The plane is Web Mercator (EPSG 3857) on a unit square: x from 0 at 180° W to 1 at 180° E, y from 0 at 85.05° N to 1
//! at 85.05° S. Screen coordinates are CSS pixels from the upper left corner.

use super::distance::EARTH_RADIUS;
use super::{Place, decimal};
use std::f64::consts::{PI, TAU};

/// The width of the world in pixels at zoom 0.
pub const TILE: f64 = 256.0;

/// The largest scale of a map: zoom 16, some two metres per pixel.
pub const NEAREST: f64 = TILE * 65_536.0;

/// The largest scale of a map of an outline, half of whose segments are shorter than `detail` in the plane. There, such
/// a segment is 72 pixels long; closer, a coast is a few straight lines. But every outline may be enlarged until a town
/// fills the map.
pub fn nearest_of_outline(detail: f64) -> f64 {
    const SEGMENT: f64 = 72.0;
    const TOWN: f64 = TILE * 2048.0;
    // A detail that is not positive gives the largest scale.
    if detail > 0.0 { (SEGMENT / detail).clamp(TOWN, NEAREST) } else { NEAREST }
}

/// A point, in the plane or on a screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// Combines each coordinate of two points with a function.
    pub(crate) fn with(self, other: Point, of: impl Fn(f64, f64) -> f64) -> Point {
        Point { x: of(self.x, other.x), y: of(self.y, other.y) }
    }
}

/// Projects a place to the plane. Latitudes beyond 85.05° are moved to its edge.
pub fn project(place: Place) -> Point {
    let height = place.lat.to_radians().sin().atanh();
    Point { x: place.lng / 360.0 + 0.5, y: (0.5 - height / TAU).clamp(0.0, 1.0) }
}

/// The place of a point in the plane. A point outside the plane is moved to its edge. `None` if a number is not finite.
pub fn unproject(point: Point) -> Option<Place> {
    let lat = ((0.5 - point.y.clamp(0.0, 1.0)) * TAU).sinh().atan().to_degrees();
    Place::new(lat, (point.x.clamp(0.0, 1.0) - 0.5) * 360.0)
}

/// A rectangle with sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The upper left corner.
    pub least: Point,
    /// The lower right corner.
    pub most: Point,
}

impl Bounds {
    /// The whole plane.
    pub const WORLD: Bounds = Bounds { least: Point { x: 0.0, y: 0.0 }, most: Point { x: 1.0, y: 1.0 } };

    /// An empty rectangle, to which points are added with [`Bounds::and`].
    pub(crate) const NONE: Bounds =
        Bounds { least: Point { x: f64::MAX, y: f64::MAX }, most: Point { x: f64::MIN, y: f64::MIN } };

    /// The rectangle enlarged to contain a point.
    pub(crate) fn and(self, point: Point) -> Bounds {
        Bounds { least: self.least.with(point, f64::min), most: self.most.with(point, f64::max) }
    }

    /// The smallest rectangle around the points. Points that are not finite are ignored. `None` if none is left.
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Bounds> {
        let points = points.into_iter().filter(|point| point.x.is_finite() && point.y.is_finite());
        points.fold(None, |bounds, point| Some(bounds.unwrap_or(Bounds::NONE).and(point)))
    }

    /// Whether the point is inside or on the edge.
    pub fn contains(&self, point: Point) -> bool {
        (self.least.x..=self.most.x).contains(&point.x) && (self.least.y..=self.most.y).contains(&point.y)
    }

    /// The rectangle enlarged by `margin` on every side.
    pub fn grown(&self, margin: f64) -> Bounds {
        let by = Point { x: margin, y: margin };
        Bounds { least: self.least.with(by, |at, by| at - by), most: self.most.with(by, |at, by| at + by) }
    }

    fn middle(&self) -> Point {
        self.least.with(self.most, |least, most| (least + most) / 2.0)
    }
}

/// The size of a screen in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// To the right.
    pub width: f64,
    /// Down.
    pub height: f64,
}

impl Size {
    /// A size that is safe to divide by: at least one pixel in each direction.
    fn sound(self) -> Size {
        let side = |length: f64| if length.is_finite() { length.clamp(1.0, 1e5) } else { 1.0 };
        Size { width: side(self.width), height: side(self.height) }
    }
}

/// The limits of a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The area that can be shown, in the plane.
    pub bounds: Bounds,
    /// The scale of the widest view. It may be greater on a large screen, because a view never shows anything outside
    /// the bounds.
    pub least: f64,
    /// The scale of the nearest view.
    pub most: f64,
}

/// A key command of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Towards the west.
    Left,
    /// Towards the east.
    Right,
    /// Towards the north.
    Up,
    /// Towards the south.
    Down,
    /// Zoom in.
    In,
    /// Zoom out.
    Out,
    /// Back to the initial view.
    Home,
}

impl Step {
    /// The step for a `KeyboardEvent.key`.
    pub fn of_key(key: &str) -> Option<Step> {
        Some(match key {
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "+" | "=" => Step::In,
            "-" | "_" => Step::Out,
            "Home" | "0" => Step::Home,
            _ => return None,
        })
    }
}

/// A view: the point in the middle of the screen, and the scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The point of the plane in the middle of the screen.
    pub centre: Point,
    /// The width of the whole world in pixels.
    pub scale: f64,
}

impl View {
    /// The closest view that shows all of `bounds` with `padding` pixels on every side, within the limits.
    pub fn fit(bounds: Bounds, padding: f64, size: Size, limits: &Limits) -> View {
        let size = size.sound();
        let room = |length: f64| (length - 2.0 * if padding.is_finite() { padding.max(0.0) } else { 0.0 }).max(1.0);
        let across = room(size.width) / (bounds.most.x - bounds.least.x);
        let down = room(size.height) / (bounds.most.y - bounds.least.y);
        // One point has no width. The quotient is then infinite and the limit decides.
        View { centre: bounds.middle(), scale: across.min(down) }.clamped(size, limits)
    }

    /// Brings the view within the limits: the scale is in range, and nothing outside the bounds is on the screen.
    /// Numbers that are not finite give the middle of the bounds, or the widest scale.
    pub fn clamped(self, size: Size, limits: &Limits) -> View {
        let size = size.sound();
        let (least, most) = (limits.bounds.least, limits.bounds.most);
        let filling = (size.width / (most.x - least.x)).max(size.height / (most.y - least.y));
        let widest = limits.least.max(filling.min(limits.most)).clamp(1.0, 1e12);
        let scale = if self.scale.is_nan() { widest } else { self.scale.min(limits.most).min(1e12).max(widest) };
        let middle = limits.bounds.middle();
        let side = |at: f64, length: f64, least: f64, most: f64, middle: f64| {
            let half = length / scale / 2.0;
            // If the bounds are narrower than the screen, or a number is NaN, this gives the middle.
            if at.is_finite() && least + half < most - half { at.max(least + half).min(most - half) } else { middle }
        };
        View {
            centre: Point {
                x: side(self.centre.x, size.width, least.x, most.x, middle.x),
                y: side(self.centre.y, size.height, least.y, most.y, middle.y),
            },
            scale,
        }
    }

    /// The screen position of a point of the plane.
    pub fn to_screen(&self, point: Point, size: Size) -> Point {
        Point {
            x: (point.x - self.centre.x) * self.scale + size.width / 2.0,
            y: (point.y - self.centre.y) * self.scale + size.height / 2.0,
        }
    }

    /// The point of the plane at a screen position.
    pub fn to_world(&self, point: Point, size: Size) -> Point {
        Point {
            x: (point.x - size.width / 2.0) / self.scale + self.centre.x,
            y: (point.y - size.height / 2.0) / self.scale + self.centre.y,
        }
    }

    /// The part of the plane on the screen.
    pub fn bounds(&self, size: Size) -> Bounds {
        Bounds {
            least: self.to_world(Point { x: 0.0, y: 0.0 }, size),
            most: self.to_world(Point { x: size.width, y: size.height }, size),
        }
    }

    /// The view magnified by `factor`. The point under `about` stays in place as far as the limits allow.
    pub fn zoomed(self, factor: f64, about: Point, size: Size, limits: &Limits) -> View {
        let size = size.sound();
        let held = self.to_world(about, size);
        let scale = View { scale: self.scale * factor, ..self }.clamped(size, limits).scale;
        let moved = View { centre: held, scale };
        let centre = moved.to_world(Point { x: size.width - about.x, y: size.height - about.y }, size);
        View { centre, scale }.clamped(size, limits)
    }

    /// The view after a drag by this many pixels to the right and down.
    pub fn panned(self, right: f64, down: f64, size: Size, limits: &Limits) -> View {
        let centre = Point { x: self.centre.x - right / self.scale, y: self.centre.y - down / self.scale };
        View { centre, ..self }.clamped(size, limits)
    }

    /// The view after a key: moved by a quarter of the screen, or magnified by one and a half. `home` is the initial
    /// view.
    pub fn stepped(self, step: Step, home: View, size: Size, limits: &Limits) -> View {
        let size = size.sound();
        let middle = Point { x: size.width / 2.0, y: size.height / 2.0 };
        let (across, along) = (size.width / 4.0, size.height / 4.0);
        match step {
            Step::Left => self.panned(across, 0.0, size, limits),
            Step::Right => self.panned(-across, 0.0, size, limits),
            Step::Up => self.panned(0.0, along, size, limits),
            Step::Down => self.panned(0.0, -along, size, limits),
            Step::In => self.zoomed(1.5, middle, size, limits),
            Step::Out => self.zoomed(1.0 / 1.5, middle, size, limits),
            Step::Home => home.clamped(size, limits),
        }
    }

    /// The zoom of tiled maps: 0 if the world is 256 pixels wide, one more for each doubling.
    pub fn zoom(&self) -> f64 {
        (self.scale / TILE).log2()
    }

    /// The SVG `transform` that places a drawing on the screen. The drawing's units have the length `unit` in the plane
    /// and count from `origin`.
    pub fn transform(&self, origin: Point, unit: f64, size: Size) -> String {
        let (factor, shift) = (decimal(unit * self.scale), self.to_screen(origin, size));
        format!("matrix({factor} 0 0 {factor} {} {})", decimal(shift.x), decimal(shift.y))
    }

    /// The length of a pixel in metres in the middle of the view.
    pub fn metres_per_pixel(&self) -> f64 {
        // Mercator's scale grows with the secant of the latitude. The formula takes it from the y of the plane.
        TAU * EARTH_RADIUS / ((0.5 - self.centre.y.clamp(0.0, 1.0)) * TAU).cosh() / self.scale
    }
}

/// A scale bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaleBar {
    /// The length it represents in metres: 1, 2 or 5 times a power of ten.
    pub metres: u32,
    /// Its length on the screen in pixels.
    pub pixels: f64,
}

impl ScaleBar {
    /// The longest bar of at most `room` pixels, from 1 m to 10,000 km. `None` if the shortest bar is too long or a
    /// number is invalid.
    pub fn fitting(metres_per_pixel: f64, room: f64) -> Option<ScaleBar> {
        let most = metres_per_pixel * room;
        if !most.is_finite() || metres_per_pixel <= 0.0 {
            return None;
        }
        let lengths = (0..8).flat_map(|noughts| [1, 2, 5].map(|digit| digit * 10_u32.pow(noughts))).take(22);
        let metres = lengths.take_while(|metres| f64::from(*metres) <= most).last()?;
        Some(ScaleBar { metres, pixels: f64::from(metres) / metres_per_pixel })
    }

    /// The number to show, and whether its unit is kilometres instead of metres.
    pub fn label(self) -> (u32, bool) {
        if self.metres < 1000 { (self.metres, false) } else { (self.metres / 1000, true) }
    }
}

/// The length in the plane of this many metres at the latitude of `at`, for tolerances and radii.
pub fn plane_length(metres: f64, at: Place) -> f64 {
    let stretch = (TAU * (0.5 - project(at).y)).cosh();
    metres * stretch / (2.0 * PI * EARTH_RADIUS)
}

#[cfg(test)]
mod tests;
