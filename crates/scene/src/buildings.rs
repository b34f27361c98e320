//! Houses, windows, towers and city skylines.

use super::canvas::{Canvas, OVER, Stamp, WIDTH};
use super::palette::{Rgb, hex, matter};
use super::path::{Area, Path, Point};

/// The colours of a building and its distance.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The walls.
    pub wall: Rgb,
    /// The roof.
    pub roof: Rgb,
    /// The distance, from 0 for near to 1 for the horizon.
    pub depth: f64,
}

/// The shape of window openings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// A plain rectangle with a sill.
    Square,
    /// A rectangle with a round head.
    Arch,
    /// A bare strip of glass.
    Strip,
}

/// The side the light comes from: -1 left, 1 right.
pub fn lit_side(c: &Canvas, x: f64) -> f64 {
    if c.light.sun.0 < x { -1.0 } else { 1.0 }
}

/// The roof colour, with snow if there is any.
pub fn roof_matter(c: &Canvas, roof: Rgb) -> Rgb {
    if c.snowy() { roof.mix(matter::SNOW, 0.82) } else { roof }
}

/// Windows in a grid over an area, some of them lit after dark.
pub fn windows(c: &mut Canvas, (x, y, w, h): Area, (cols, rows): (usize, usize), opening: Opening, depth: f64) {
    let (mut frames, mut glass, mut lamps) = (Path::new(), Path::new(), Path::new());
    let (dx, dy) = (w / cols as f64, h / rows as f64);
    let (ww, wh) = match opening {
        Opening::Strip => (dx * 0.74, dy * 0.6),
        _ => (dx * 0.46, dy * 0.62),
    };
    let rim = (dx * 0.05).clamp(0.8, 4.0);
    for row in 0..rows {
        for col in 0..cols {
            let at = (x + dx * (col as f64 + 0.5) - ww / 2.0, y + dy * (row as f64 + 0.5) - wh / 2.0, ww, wh);
            let lamp = c.rng.unit() < c.light.night * 0.62;
            let pane = if lamp { &mut lamps } else { &mut glass };
            match opening {
                Opening::Arch => {
                    frames.arch((at.0 - rim, at.1 - rim, ww + 2.0 * rim, wh + 2.0 * rim));
                    pane.arch(at);
                }
                Opening::Square => {
                    frames.rect((at.0 - rim, at.1 - rim, ww + 2.0 * rim, wh + 2.0 * rim));
                    pane.rect(at);
                }
                Opening::Strip => {
                    pane.rect(at);
                }
            }
        }
    }
    let glazing = c.light.half(matter::GLASS, depth).mix(c.light.sky[0], 0.35);
    c.fill(&frames, c.light.half(matter::WHITE, depth));
    c.fill(&glass, glazing.times(0.8));
    c.fill(&lamps, matter::LAMP.mix(c.light.haze, depth * 0.45));
}

/// Tile courses: lines down a roof plane between its eave and its ridge.
pub fn tiles(c: &mut Canvas, eave: (Point, Point), ridge: (Point, Point), count: usize, colour: Rgb) {
    let mut path = Path::new();
    for i in 1..count {
        let t = i as f64 / count as f64;
        path.to(ridge.0.0 + (ridge.1.0 - ridge.0.0) * t, ridge.0.1 + (ridge.1.1 - ridge.0.1) * t)
            .line(eave.0.0 + (eave.1.0 - eave.0.0) * t, eave.0.1 + (eave.1.1 - eave.0.1) * t);
    }
    c.stroke_faint(&path, colour, 1.4, 0.4);
}

/// A gabled house seen from a corner: its long side, one gable, a red roof, a chimney.
/// `at` is the middle of its base, `w` the whole width, `h` the height of the wall.
pub fn house(c: &mut Canvas, (x, y): Point, w: f64, h: f64, look: Look, turn: f64) {
    let d = look.depth;
    let flip = |u: f64| x + turn * u;
    let (front, side) = (w * 0.64, w * 0.36);
    let rise = w * c.rng.range(0.26, 0.34);
    let k = w * 0.05;
    let (l, m, r) = (-w / 2.0, -w / 2.0 + front, w / 2.0);
    let o = w * 0.035;
    let lit = lit_side(c, x);
    // The gable side is turned to +turn.
    let (face, gable) = if lit == turn {
        (c.light.half(look.wall, d), c.light.lit(look.wall, d))
    } else {
        (c.light.lit(look.wall, d), c.light.shade(look.wall, d))
    };
    let apex = (m + side / 2.0, y - h - k / 2.0 - rise);
    c.poly(&[(flip(l), y), (flip(m), y), (flip(m), y - h), (flip(l), y - h)], face);
    c.poly(&[(flip(m), y), (flip(r), y - k), (flip(r), y - h - k), (flip(apex.0), apex.1), (flip(m), y - h)], gable);
    let roof = roof_matter(c, look.roof);
    let (plane, back) = if lit == turn {
        (c.light.half(roof, d), c.light.lit(roof, d))
    } else {
        (c.light.lit(roof, d), c.light.shade(roof, d))
    };
    let cols = if w > 70.0 { 3 } else { 2 };
    let left = if turn > 0.0 { flip(l) } else { flip(m) };
    windows(
        c,
        (left, y - h, front, h),
        (cols, 1 + usize::from(h > w * 0.42)),
        if w > 60.0 { Opening::Square } else { Opening::Strip },
        d,
    );
    let mut attic = Path::new();
    attic.rect((flip((m + r) / 2.0) - w * 0.035, y - h * 0.85 - k, w * 0.07, h * 0.34));
    attic.rect((flip((m + r) / 2.0) - w * 0.03, y - h - rise * 0.45, w * 0.06, rise * 0.3));
    c.fill(&attic, c.light.shade(matter::GLASS, d).times(0.8));
    let chimney = (flip(l + front * 0.55), apex.1 - rise * 0.28);
    c.rect((chimney.0, chimney.1, w * 0.055, rise * 0.6), c.light.half(matter::BRICK, d));
    let eave = ((flip(l - o), y - h + o), (flip(m + o * 0.2), y - h + o));
    let ridge = ((flip(l + side / 2.0 - o), apex.1), (flip(apex.0), apex.1));
    c.poly(&[eave.0, eave.1, ridge.1, ridge.0], plane);
    if w > 110.0 {
        tiles(c, eave, ridge, (w / 19.0) as usize, c.light.shade(roof.times(0.8), d));
    }
    let verge = [
        (flip(apex.0), apex.1 - o * 0.6),
        (flip(r + o), y - h - k + o),
        (flip(r + o), y - h - k + o * 2.2),
        (flip(apex.0), apex.1 + o * 1.4),
        (flip(m + o * 0.2), y - h + o * 2.0),
        (flip(m + o * 0.2), y - h + o),
    ];
    c.poly(&verge, back.times(0.9));
}

/// A hipped roof over a front of width `w` whose wall top is at `y`.
pub fn hip(c: &mut Canvas, (x, y): Point, w: f64, h: f64, roof: Rgb, depth: f64) {
    let roof = roof_matter(c, roof);
    let o = w * 0.03;
    let inset = (h * 0.8).min(w * 0.42);
    let side = lit_side(c, x);
    let (l, r) = (x - w / 2.0 - o, x + w / 2.0 + o);
    c.poly(&[(l, y), (r, y), (r - inset, y - h), (l + inset, y - h)], c.light.lit(roof, depth));
    let (edge, inner) = if side < 0.0 { (r, r - inset) } else { (l, l + inset) };
    c.poly(&[(edge, y), (inner, y - h), (edge + (inner - edge) * 0.55, y)], c.light.shade(roof, depth));
    let shade = c.light.shade(roof.times(0.8), depth);
    tiles(c, ((l, y), (r, y)), ((l + inset, y - h), (r - inset, y - h)), (w / 18.0).max(4.0) as usize, shade);
    c.rect((l, y - 1.0, r - l, (h * 0.07).max(2.5)), c.light.shade(roof.times(0.62), depth));
}

/// A wall with its lit front and a darker strip on the side away from the light.
pub fn block(c: &mut Canvas, (x, y, w, h): Area, wall: Rgb, depth: f64) {
    c.rect((x, y, w, h), c.light.lit(wall, depth));
    let strip = w * 0.2;
    let at = if lit_side(c, x + w / 2.0) < 0.0 { x + w - strip } else { x };
    c.rect((at, y, strip, h), c.light.shade(wall, depth));
}

/// A square tower with a pyramid roof. Returns the tip. The point is the middle of its base.
pub fn tower(c: &mut Canvas, (x, y): Point, w: f64, h: f64, roof_h: f64, look: Look) -> Point {
    block(c, (x - w / 2.0, y - h, w, h), look.wall, look.depth);
    let roof = roof_matter(c, look.roof);
    let o = w * 0.07;
    let tip = (x, y - h - roof_h);
    let side = lit_side(c, x);
    let split = x - side * w * 0.3;
    c.poly(&[(x - w / 2.0 - o, y - h), (x + w / 2.0 + o, y - h), tip], c.light.lit(roof, look.depth));
    c.poly(&[(split, y - h), (x - side * (w / 2.0 + o), y - h), tip], c.light.shade(roof, look.depth));
    c.rect((x - w / 2.0 - o, y - h, w + 2.0 * o, w * 0.05), c.light.shade(look.wall.times(0.8), look.depth));
    tip
}

/// A row of city towers standing on `y` between `x0` and `x1`.
pub fn skyline(c: &mut Canvas, (x0, x1): Point, y: f64, height: f64, depth: f64) {
    let tones = [hex(0x9fb0ae), hex(0xb8b3a2), hex(0x8799a0), hex(0xc5bda9)];
    let (mut bodies, mut shades, mut glass, mut lamps) =
        ([Path::new(), Path::new(), Path::new(), Path::new()], Path::new(), Path::new(), Path::new());
    let mut x = x0;
    let mut spires = Path::new();
    while x < x1 {
        let middle = 1.0 - ((x - (x0 + x1) / 2.0) / ((x1 - x0) / 2.0)).abs();
        let h = height * (0.22 + 0.5 * middle.max(0.0) * c.rng.unit() + 0.34 * c.rng.unit().powi(2));
        let w = height * c.rng.range(0.11, 0.24);
        let side = lit_side(c, x);
        let body = &mut bodies[c.rng.below(4)];
        let top = y - h;
        match c.rng.below(5) {
            0 => body.add(&[(x, y), (x, top + w * 0.4), (x + w, top), (x + w, y)]),
            1 => {
                body.rect((x, top + h * 0.14, w, h * 0.86));
                body.rect((x + w * 0.2, top, w * 0.6, h * 0.2))
            }
            2 => {
                spires.to(x + w / 2.0, top).line(x + w / 2.0, top - h * 0.18);
                body.add(&[
                    (x, y),
                    (x, top + w * 0.3),
                    (x + w * 0.3, top),
                    (x + w * 0.7, top),
                    (x + w, top + w * 0.3),
                    (x + w, y),
                ])
            }
            _ => body.rect((x, top, w, h)),
        };
        let strip = w * 0.3;
        shades.rect((if side < 0.0 { x + w - strip } else { x }, top + w * 0.42, strip, h - w * 0.42));
        let floors = (h / (height * 0.055)) as usize;
        for floor in 1..floors {
            let fy = top + w * 0.4 + (floor as f64) * height * 0.052;
            if fy > y - 6.0 {
                break;
            }
            if c.light.night > 0.3 {
                for col in 0..3 {
                    if c.rng.unit() < if height > 150.0 { 0.34 } else { 0.2 } * c.light.night {
                        let lx = x + w * (0.18 + 0.27 * f64::from(col));
                        lamps.to(lx, fy).line(lx + w * 0.1, fy);
                    }
                }
            } else if floor % 3 == 0 {
                glass.rect((x + w * 0.12, fy, w * 0.76, height * 0.014));
            }
        }
        x += w * c.rng.range(0.8, 1.35);
    }
    for (path, tone) in bodies.iter().zip(tones) {
        c.fill(path, c.light.half(tone, depth));
    }
    c.stroke(&spires, c.light.half(matter::STEEL, depth), 1.6);
    c.tint(&shades, c.light.shade(matter::STEEL, depth), 0.5);
    c.tint(&glass, c.light.shade(matter::GLASS, depth), 0.5);
    c.stroke_faint(&lamps, matter::LAMP.mix(c.light.haze, depth * 0.3), (height * 0.02).max(1.4), 0.85);
}

/// A crowd of small red-roofed houses over a slope, far rows first.
/// `line` gives the height of the ground across; rows run from there to `bottom`.
pub fn village(c: &mut Canvas, (x0, x1): Point, (top, bottom): Point, (small, large): Point, (far, near): Point) {
    let rows = (((bottom - top) / ((small + large) * 0.24)).round() as usize).clamp(2, 6);
    let green = super::trees::leaves(c, super::trees::Leaf::Common);
    let leafy = c.define(|c| super::trees::bush(c, (0.0, 0.0), 24.0, (far + near) / 2.0, green));
    for row in 0..rows {
        let t = row as f64 / (rows - 1) as f64;
        let y = top + (bottom - top) * t.powf(1.25);
        let size = small + (large - small) * t;
        let depth = far + (near - far) * t;
        // Draw a few houses once for the row, then stamp them many times.
        let kinds: Vec<_> = (0..if size < 130.0 { 2 } else { 3 })
            .map(|i| {
                let wall =
                    [matter::PLASTER, hex(0xe3cf9e), hex(0xe9dcc4), hex(0xd9c4a0), hex(0xdfb98f)][c.rng.below(5)];
                let roof = [matter::TILE, hex(0xb94f30), hex(0xcf6a3f), hex(0xa9492f)][c.rng.below(4)];
                let turn = if i % 2 == 0 { 1.0 } else { -1.0 };
                let h = size * c.rng.range(0.3, 0.48);
                c.define(|c| house(c, (0.0, 0.0), size, h, Look { wall, roof, depth }, turn))
            })
            .collect();
        // Small rows are stamped a strip of houses at a time.
        let run = if size < 130.0 { 5 } else { 1 };
        let strips: Vec<_> = (0..if run > 1 { 2 } else { 0 })
            .map(|_| {
                c.define(|c| {
                    terrace_of(c, (0.0, 0.0), run, size, &kinds, &leafy);
                })
            })
            .collect();
        let mut x = x0 + c.rng.unit() * size;
        while x < x1 {
            if run > 1 {
                let strip = c.rng.below(strips.len());
                let dy = c.rng.spread() * size * 0.12;
                c.stamp(&strips[strip], (x, y + dy), (1.0, 1.0));
                x += size * run as f64 * 1.03;
            } else {
                x += terrace_of(c, (x, y), 1, size, &kinds, &leafy);
            }
        }
    }
}

/// Stamps a run of houses from a point to the right. Returns its length.
fn terrace_of(c: &mut Canvas, (x, y): Point, run: usize, size: f64, houses: &[Stamp], bush: &Stamp) -> f64 {
    let mut at = 0.0;
    for _ in 0..run {
        let k = c.rng.range(0.8, 1.3);
        let dy = c.rng.spread() * size * 0.16;
        let kind = c.rng.below(houses.len());
        c.stamp(&houses[kind], (x + at, y + dy), (k, k));
        let step = size * k * c.rng.range(0.84, 1.16);
        if c.rng.chance(0.34) {
            let k = size / 100.0 * c.rng.range(0.7, 1.3);
            c.stamp(bush, (x + at + step * 0.5, y + dy + size * 0.05), (k, k));
        }
        at += step;
    }
    at
}

/// A lamp post with its light after dark.
pub fn lamp(c: &mut Canvas, (x, y): Point, h: f64, depth: f64) {
    let mut path = Path::new();
    path.to(x, y).line(x, y - h * 0.9);
    c.stroke(&path, c.light.ink(depth), (h * 0.03).max(1.2));
    let mut head = Path::new();
    head.ellipse((x, y - h * 0.94), h * 0.06, h * 0.07);
    let night = c.light.night;
    c.fill(&head, c.light.lit(matter::WHITE, depth).mix(matter::LAMP, night));
    if night > 0.3 {
        c.glow((x, y - h * 0.94), h * 0.5, matter::LAMP, 0.5 * night);
    }
}

/// The ground from `y` down, with a gradient from far to near.
pub fn ground(c: &mut Canvas, y: f64, far: Rgb, near: Rgb) {
    let paint = c.vertical(y, 900.0, &[(0.0, far, 1.0), (1.0, near, 1.0)]);
    let mut path = Path::new();
    path.rect((-OVER, y, WIDTH + 2.0 * OVER, super::sea::BOTTOM - y));
    c.paint(&path, &paint);
}
