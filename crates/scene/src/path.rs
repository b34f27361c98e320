//! Path data with relative commands and at most one decimal.

use std::f64::consts::TAU;

/// A point of the picture, in units of the view box.
pub type Point = (f64, f64);

/// A rectangle: left, top, width, height.
pub type Area = (f64, f64, f64, f64);

/// Path data under construction. Positions are stored in tenths of a unit. Long steps are whole units.
#[derive(Clone, Debug, Default)]
pub struct Path {
    data: String,
    command: char,
    at: (i64, i64),
    start: (i64, i64),
}

fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

/// Appends a number of tenths in its shortest form.
fn push_number(out: &mut String, value: i64, first: bool) {
    if !first && value >= 0 {
        out.push(' ');
    }
    if value < 0 {
        out.push('-');
    }
    let (whole, rest) = (value.abs() / 10, value.abs() % 10);
    if whole > 0 || rest == 0 {
        out.push_str(&whole.to_string());
    }
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest as u8));
    }
}

/// A number with at most one decimal.
pub fn number(value: f64) -> String {
    let mut out = String::new();
    push_number(&mut out, tenths(value), true);
    out
}

impl Path {
    /// An empty path.
    pub fn new() -> Self {
        Self::default()
    }

    /// A closed polygon.
    pub fn polygon(points: &[Point]) -> Self {
        let mut path = Self::new();
        path.add(points);
        path
    }

    /// The data for a `d` attribute.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// Whether nothing was drawn.
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    fn emit(&mut self, command: char, values: &[i64]) {
        // A move is followed by implied lines, so its letter is always written.
        let implied = self.command == command && command != 'm';
        if !implied {
            self.data.push(command);
        }
        for (index, value) in values.iter().enumerate() {
            push_number(&mut self.data, *value, index == 0 && !implied);
        }
        self.command = command;
    }

    fn exact(&self, (x, y): Point) -> (i64, i64) {
        (tenths(x) - self.at.0, tenths(y) - self.at.1)
    }

    fn delta(&self, to: Point) -> (i64, i64) {
        let short = |d: i64| if d.abs() >= 120 { (d as f64 / 10.0).round() as i64 * 10 } else { d };
        let (dx, dy) = self.exact(to);
        (short(dx), short(dy))
    }

    fn advance(&mut self, by: (i64, i64)) {
        self.at = (self.at.0 + by.0, self.at.1 + by.1);
    }

    /// Moves to a point.
    pub fn to(&mut self, x: f64, y: f64) -> &mut Self {
        let by = self.exact((x, y));
        self.emit('m', &[by.0, by.1]);
        self.advance(by);
        self.start = self.at;
        self
    }

    /// A straight line.
    pub fn line(&mut self, x: f64, y: f64) -> &mut Self {
        let by = self.delta((x, y));
        match by {
            (0, 0) => {}
            (dx, 0) => self.emit('h', &[dx]),
            (0, dy) => self.emit('v', &[dy]),
            (dx, dy) => self.emit('l', &[dx, dy]),
        }
        self.advance(by);
        self
    }

    /// A quadratic curve.
    pub fn curve(&mut self, control: Point, to: Point) -> &mut Self {
        let (a, b) = (self.delta(control), self.delta(to));
        self.emit('q', &[a.0, a.1, b.0, b.1]);
        self.advance(b);
        self
    }

    /// A cubic curve.
    pub fn cubic(&mut self, one: Point, two: Point, to: Point) -> &mut Self {
        let (a, b, d) = (self.delta(one), self.delta(two), self.delta(to));
        self.emit('c', &[a.0, a.1, b.0, b.1, d.0, d.1]);
        self.advance(d);
        self
    }

    /// An arc of radii `rx`, `ry`, clockwise when `sweep`; always the smaller one.
    pub fn arc(&mut self, (rx, ry): Point, sweep: bool, to: Point) -> &mut Self {
        let end = self.delta(to);
        let sweep = i64::from(sweep) * 10;
        self.emit('a', &[tenths(rx), tenths(ry), 0, 0, sweep, end.0, end.1]);
        self.advance(end);
        self
    }

    /// Closes the figure.
    pub fn close(&mut self) -> &mut Self {
        self.data.push('z');
        self.command = 'z';
        self.at = self.start;
        self
    }

    /// Adds a closed polygon.
    pub fn add(&mut self, points: &[Point]) -> &mut Self {
        for (index, (x, y)) in points.iter().enumerate() {
            if index == 0 {
                self.to(*x, *y);
            } else {
                self.line(*x, *y);
            }
        }
        self.close()
    }

    /// Adds a rectangle.
    pub fn rect(&mut self, (x, y, w, h): Area) -> &mut Self {
        let (w, h) = (tenths(w), tenths(h));
        self.to(x, y);
        self.emit('h', &[w]);
        self.emit('v', &[h]);
        self.emit('h', &[-w]);
        self.close()
    }

    /// Adds an ellipse.
    pub fn ellipse(&mut self, (x, y): Point, rx: f64, ry: f64) -> &mut Self {
        let (rx, ry) = (tenths(rx), tenths(ry));
        self.to(x - rx as f64 / 10.0, y);
        self.emit('a', &[rx, ry, 0, 0, 10, 2 * rx, 0]);
        self.emit('a', &[rx, ry, 0, 0, 10, -2 * rx, 0]);
        self.close()
    }

    /// Adds a circle.
    pub fn circle(&mut self, at: Point, r: f64) -> &mut Self {
        self.ellipse(at, r, r)
    }

    /// Adds a dot for a stroke with round ends.
    pub fn dot(&mut self, x: f64, y: f64) -> &mut Self {
        self.to(x, y).line(x + 0.1, y)
    }

    /// Adds a flat lens, pointed at both ends: a glint, a wisp.
    pub fn lens(&mut self, (x, y): Point, w: f64, h: f64) -> &mut Self {
        self.to(x - w / 2.0, y).curve((x, y - h), (x + w / 2.0, y)).curve((x, y + h), (x - w / 2.0, y))
    }

    /// Continues smoothly through points by curves between their middles.
    pub fn smooth(&mut self, points: &[Point]) -> &mut Self {
        for pair in points.windows(2) {
            let middle = ((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0);
            self.curve(pair[0], middle);
        }
        if let Some((x, y)) = points.last() {
            self.line(*x, *y);
        }
        self
    }

    /// Adds an arched opening: a rectangle with a round head.
    pub fn arch(&mut self, (x, y, w, h): Area) -> &mut Self {
        let r = w / 2.0;
        self.to(x, y + h).line(x, y + r).arc((r, r), true, (x + w, y + r)).line(x + w, y + h).close()
    }

    /// Adds a scalloped round shape: a tree's crown, a bush, a puff of steam.
    pub fn scallop(&mut self, (x, y): Point, rx: f64, ry: f64, rng: &mut super::rng::Rng) -> &mut Self {
        let lobes = 7 + rng.below(4);
        let turn = rng.unit();
        let points: Vec<Point> = (0..lobes)
            .map(|i| {
                let angle = TAU * (i as f64 + turn) / lobes as f64;
                let reach = rng.range(0.82, 1.05);
                (x + rx * reach * angle.cos(), y + ry * reach * angle.sin())
            })
            .collect();
        self.to(points[0].0, points[0].1);
        for index in 1..=lobes {
            let (from, to) = (points[index - 1], points[index % lobes]);
            let chord = (to.0 - from.0).hypot(to.1 - from.1);
            let r = chord * rng.range(0.52, 0.66);
            self.arc((r, r), true, to);
        }
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_relative_and_short() {
        let mut path = Path::new();
        path.to(10.0, 20.0).line(10.46, 20.0).line(10.5, 12.0).close().to(1.0, 1.0);
        assert_eq!(path.data(), "m10 20h.5v-8zm-9-19");
        assert_eq!(number(-0.04), "0");
        assert_eq!(number(3.25), "3.3");
    }
}
