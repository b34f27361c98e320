//! The sun's position and its light over a day.
//!
//! The position follows Meeus, Astronomical Algorithms (2nd ed., 1998), chapters 12, 13, 22, 25 and 28, and is accurate
//! to 0.01° from 1950 to 2050. Event times are accurate to a few seconds at inhabited latitudes, and to minutes where
//! the sun grazes the horizon.

use super::{Place, angle_between, turned};

/// The elevation of the sun's centre at sunrise and sunset, in degrees: 34′ of refraction and 16′ of radius.
pub const HORIZON: f64 = -50.0 / 60.0;
/// Golden hour: the sun's centre from 4° below to 6° above the horizon, without refraction.
pub const GOLDEN: (f64, f64) = (-4.0, 6.0);
/// Blue hour: the sun's centre from 6° to 4° below the horizon.
pub const BLUE: (f64, f64) = (-6.0, -4.0);

const DAY: f64 = 86_400.0;
/// 2000-01-01 12:00, the epoch of the formulas.
const EPOCH: f64 = 946_728_000.0;
/// Dynamical time minus universal time in seconds: 29 in 1950, 64 in 2000, about 93 in 2050. The largest error
/// of this constant moves the sun by 1.5″.
const DELTA_T: f64 = 64.0;

/// The sun's position, seen from a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SunPosition {
    /// Degrees clockwise from north, 0 up to 360.
    pub azimuth: f64,
    /// The elevation of the sun's centre in degrees, without refraction. Events are defined by it.
    pub elevation: f64,
    /// The apparent elevation in degrees, seen through air of 1010 hPa and 10 °C.
    pub apparent: f64,
}

/// The sun's position at a time. `None` if the time is not finite or more than about 3,000 years away.
pub fn position(unix: f64, place: Place) -> Option<SunPosition> {
    (unix.abs() <= 1e11).then(|| seen(unix, place))
}

/// The right ascension, the declination and the sidereal time at Greenwich, in radians.
fn equatorial(unix: f64) -> (f64, f64, f64) {
    let days = (unix - EPOCH) / DAY;
    let century = (days + DELTA_T / DAY) / 36_525.0;
    let longitude = 280.466_46 + century * (36_000.769_83 + century * 0.000_303_2);
    let anomaly = turned(357.529_11 + century * (35_999.050_29 - century * 0.000_153_7)).to_radians();
    let centre = (1.914_602 - century * (0.004_817 + century * 0.000_014)) * anomaly.sin()
        + (0.019_993 - century * 0.000_101) * (2.0 * anomaly).sin()
        + 0.000_289 * (3.0 * anomaly).sin();
    // The moon's node gives the main term of nutation. −0.00569° is aberration.
    let node = turned(125.04 - 1_934.136 * century).to_radians();
    let nutation = -0.004_78 * node.sin();
    let apparent = turned(longitude + centre - 0.005_69 + nutation).to_radians();
    let tilt = (23.439_291 - century * (0.013_004_2 + century * 0.000_000_16) + 0.002_56 * node.cos()).to_radians();
    let ascension = (tilt.cos() * apparent.sin()).atan2(apparent.cos());
    let declination = (tilt.sin() * apparent.sin()).asin();
    let mean = 280.460_618_37 + 360.985_647_366_29 * days + 0.000_387_933 * (days / 36_525.0) * (days / 36_525.0);
    (ascension, declination, turned(mean + nutation * tilt.cos()).to_radians())
}

/// The position at a time that is in range.
fn seen(unix: f64, place: Place) -> SunPosition {
    let (ascension, declination, sidereal) = equatorial(unix);
    let hour = sidereal + place.lng.to_radians() - ascension;
    let lat = place.lat.to_radians();
    let east = -declination.cos() * hour.sin();
    let north = declination.sin() * lat.cos() - declination.cos() * hour.cos() * lat.sin();
    let up = lat.sin() * declination.sin() + lat.cos() * declination.cos() * hour.cos();
    let centre = up.clamp(-1.0, 1.0).asin();
    // The parallax of the sun, 8.8″.
    let elevation = (centre - 4.26e-5 * centre.cos()).to_degrees();
    SunPosition {
        azimuth: turned(east.atan2(north).to_degrees()),
        elevation,
        apparent: elevation + refraction(elevation),
    }
}

/// The refraction at a true elevation in degrees (Sæmundsson 1986; Meeus 16.4). The formula ends near the horizon.
/// Below −1°, the refraction decreases with the tangent, so that the curve has no step.
fn refraction(elevation: f64) -> f64 {
    let formula = |height: f64| 1.02 / 60.0 / (height + 10.3 / (height + 5.11)).to_radians().tan();
    let lift = if elevation >= -1.0 {
        formula(elevation)
    } else {
        formula(-1.0) * 1.0f64.to_radians().tan() / (-elevation).to_radians().tan()
    };
    lift.max(0.0)
}

/// A time span in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// When it begins.
    pub start: f64,
    /// When it ends, after the start.
    pub end: f64,
}

/// Whether the sun rises and sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Daylight {
    /// It rises and sets.
    RisesAndSets,
    /// It is up all day.
    PolarDay,
    /// It stays down all day.
    PolarNight,
}

/// The solar day at a place: from the solar midnight before the solar noon of a civil day to the solar midnight after
/// it. Times are Unix seconds. In high summer, far from the middle of a time zone, the last events come after the civil
/// midnight, because the evening continues after it. An event that does not happen is `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    /// The start of the civil day, which lasts 24 hours.
    pub start: f64,
    /// When the sun crosses the meridian. A solar day may be half a minute longer than a civil day. If a civil day
    /// falls between two noons, this is just outside it.
    pub noon: f64,
    /// The sun's highest elevation in degrees.
    pub highest: f64,
    /// The sun's lowest elevation in degrees. Above −18° there is no full night.
    pub lowest: f64,
    /// Whether the sun rises and sets.
    pub daylight: Daylight,
    /// When the upper limb appears.
    pub sunrise: Option<f64>,
    /// When the upper limb vanishes.
    pub sunset: Option<f64>,
    /// Blue hour before noon. Like the next three spans, it is cut off at solar noon and solar midnight.
    pub blue_morning: Option<Span>,
    /// Golden hour before noon.
    pub golden_morning: Option<Span>,
    /// Golden hour after noon.
    pub golden_evening: Option<Span>,
    /// Blue hour after noon.
    pub blue_evening: Option<Span>,
}

/// The wall clock at a time, rounded to the minute: days after `start` of a civil day (usually 0, 1 after midnight),
/// hour and minute. `None` if a number is not finite or the two times are years apart.
pub fn wall_clock(unix: f64, start: f64) -> Option<(i32, u32, u32)> {
    let minutes = ((unix - start) / 60.0).round();
    (minutes.abs() < 1e6).then(|| {
        let minutes = minutes as i32;
        let of_day = minutes.rem_euclid(1440) as u32;
        (minutes.div_euclid(1440), of_day / 60, of_day % 60)
    })
}

/// The solar day for the civil day that begins at `start`, see [`Date::start`](super::date::Date::start). `None` as in
/// [`position`].
pub fn day(start: f64, place: Place) -> Option<Day> {
    let track = Track::of_day(start, place)?;
    let highest = track.nodes.iter().map(|node| node.1).fold(f64::MIN, f64::max);
    let lowest = track.nodes.iter().map(|node| node.1).fold(f64::MAX, f64::min);
    let daylight = if highest < HORIZON {
        Daylight::PolarNight
    } else if lowest >= HORIZON {
        Daylight::PolarDay
    } else {
        Daylight::RisesAndSets
    };
    let Track { before, noon, after, .. } = track;
    Some(Day {
        start,
        noon,
        highest,
        lowest,
        daylight,
        sunrise: track.crossing(HORIZON, true),
        sunset: track.crossing(HORIZON, false),
        blue_morning: track.band(BLUE, before, noon),
        golden_morning: track.band(GOLDEN, before, noon),
        golden_evening: track.band(GOLDEN, noon, after),
        blue_evening: track.band(BLUE, noon, after),
    })
}

/// The time near `guess` at which the sun's hour angle is `target` degrees: 0 is noon, 180 is midnight.
fn culmination(guess: f64, place: Place, target: f64) -> f64 {
    let mut time = guess;
    for _ in 0..4 {
        let (ascension, _, sidereal) = equatorial(time);
        let past = turned((sidereal - ascension).to_degrees() + place.lng - target);
        let past = if past > 180.0 { past - 360.0 } else { past };
        time -= past / 360.0 * DAY;
    }
    time
}

/// The sun's elevation over a day, at nodes so close that it is monotonic between them.
struct Track {
    /// Unix seconds and degrees, sorted by time.
    nodes: Vec<(f64, f64)>,
    /// The solar midnight before the noon.
    before: f64,
    noon: f64,
    /// The solar midnight after the noon.
    after: f64,
    place: Place,
}

impl Track {
    fn of_day(start: f64, place: Place) -> Option<Track> {
        const HALF: usize = 36;
        if start.is_nan() || start.abs() > 9e10 {
            return None;
        }
        let mut noon = culmination(start + DAY / 2.0, place, 0.0);
        if noon < start {
            noon = culmination(noon + DAY, place, 0.0);
        } else if noon >= start + DAY {
            noon = culmination(noon - DAY, place, 0.0);
        }
        let before = culmination(noon - DAY / 2.0, place, 180.0);
        let after = culmination(noon + DAY / 2.0, place, 180.0);
        let height = |time: f64| (time, seen(time, place).elevation);
        let part = |from: f64, to: f64, step: usize| from + (to - from) * step as f64 / HALF as f64;
        let mut nodes: Vec<(f64, f64)> = (0..HALF).map(|step| height(part(before, noon, step))).collect();
        nodes.extend((0..HALF).map(|step| height(part(noon, after, step))));
        nodes.push(height(after));
        // A turning point between nodes becomes a node. Otherwise a sun that only grazes a threshold would be missed.
        for at in (1..nodes.len() - 1).rev() {
            let (left, middle, right) = (nodes[at - 1], nodes[at], nodes[at + 1]);
            let sign = if middle.1 >= left.1 && middle.1 >= right.1 {
                1.0
            } else if middle.1 <= left.1 && middle.1 <= right.1 {
                -1.0
            } else {
                continue;
            };
            let (mut low, mut high) = (left.0, right.0);
            while high - low > 1.0 {
                let third = (high - low) / 3.0;
                if height(low + third).1 * sign < height(high - third).1 * sign { low += third } else { high -= third }
            }
            let turn = height((low + high) / 2.0);
            nodes.insert(if turn.0 < middle.0 { at } else { at + 1 }, turn);
        }
        Some(Track { nodes, before, noon, after, place })
    }

    /// When the sun crosses an elevation upwards or downwards. If there are several times, the one nearest to noon.
    fn crossing(&self, elevation: f64, upwards: bool) -> Option<f64> {
        self.nodes
            .windows(2)
            .filter(|pair| (pair[0].1 < elevation) != (pair[1].1 < elevation) && (pair[0].1 < elevation) == upwards)
            .map(|pair| self.cut(pair[0].0, pair[1].0, elevation))
            .min_by(|a, b| (a - self.noon).abs().total_cmp(&(b - self.noon).abs()))
    }

    /// The time between two nodes at which the sun is at an elevation between theirs.
    fn cut(&self, mut low: f64, mut high: f64, elevation: f64) -> f64 {
        let below = |time: f64| seen(time, self.place).elevation < elevation;
        let starts_below = below(low);
        while high - low > 0.02 {
            let middle = (low + high) / 2.0;
            if below(middle) == starts_below { low = middle } else { high = middle }
        }
        (low + high) / 2.0
    }

    /// The span between two culminations in which the sun is between two elevations.
    fn band(&self, (least, most): (f64, f64), from: f64, to: f64) -> Option<Span> {
        let mut span: Option<Span> = None;
        for pair in self.nodes.windows(2).filter(|pair| pair[0].0 >= from && pair[1].0 <= to) {
            let ((start, first), (end, last)) = (pair[0], pair[1]);
            if first.max(last) < least || first.min(last) > most {
                continue;
            }
            let at = |time: f64, height: f64| {
                // `clamp` would include float formatting for its panic message.
                let bound = height.max(least).min(most);
                if bound == height { time } else { self.cut(start, end, bound) }
            };
            let (start, end) = (at(start, first), at(end, last));
            span = Some(Span { start: span.map_or(start, |span| span.start), end });
        }
        span.filter(|span| span.start < span.end)
    }
}

/// The sun's positions over the 24 hours from `start`, with their Unix times: every `step_minutes` (limited to 1 to
/// 720) and at the end. Empty if the time is out of range.
pub fn curve(start: f64, place: Place, step_minutes: u32) -> Vec<(f64, SunPosition)> {
    let step = step_minutes.clamp(1, 720);
    (0..=1440u32.div_ceil(step))
        .map(|index| start + f64::from((index * step).min(1440)) * 60.0)
        .filter_map(|time| Some((time, position(time, place)?)))
        .collect()
}

/// The direction of the sunlight on the front of a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// Within 45° of the direction that the front faces.
    Front,
    /// Up to 90° off: the light rakes along the front.
    Side,
    /// More than 90° off: the front is in shade.
    Back,
    /// The sun is below the horizon.
    Below,
}

impl Light {
    /// The name in data and style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Light::Front => "front",
            Light::Side => "side",
            Light::Back => "back",
            Light::Below => "below",
        }
    }
}

/// The angle between the sun's azimuth and the direction that a front faces (degrees clockwise from north), 0 to 180,
/// and the kind of light. `None` if `facing` is not finite.
pub fn light_on(sun: SunPosition, facing: f64) -> Option<(f64, Light)> {
    if !facing.is_finite() {
        return None;
    }
    let angle = angle_between(sun.azimuth, facing);
    let light = match angle {
        _ if sun.elevation < HORIZON => Light::Below,
        ..=45.0 => Light::Front,
        ..=90.0 => Light::Side,
        _ => Light::Back,
    };
    Some((angle, light))
}

/// When direct sun falls on a front that faces `facing` (degrees clockwise from north), over the 24 hours from `start`.
/// The times are exact to a second; a span of less than five minutes may be missed.
pub fn lit(start: f64, place: Place, facing: f64) -> Vec<Span> {
    const STEP: f64 = 300.0;
    let is_lit = |time: f64| {
        let light = position(time, place).and_then(|sun| light_on(sun, facing));
        light.is_some_and(|(_, light)| matches!(light, Light::Front | Light::Side))
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut was_lit = false;
    for step in 0..=(DAY / STEP) as u32 {
        let mut time = start + f64::from(step) * STEP;
        if is_lit(time) == was_lit {
            continue;
        }
        was_lit = !was_lit;
        let mut before = if step == 0 { time } else { time - STEP };
        while time - before > 1.0 {
            let middle = (before + time) / 2.0;
            if is_lit(middle) == was_lit { time = middle } else { before = middle }
        }
        match (was_lit, spans.last_mut()) {
            (true, _) => spans.push(Span { start: time, end: start + DAY }),
            (false, Some(span)) => span.end = time,
            (false, None) => {}
        }
    }
    spans
}

#[cfg(test)]
mod tests;
