//! Trees, bushes and woods, by season.

use super::canvas::{Canvas, Stamp};
use super::palette::{Rgb, hex, matter};
use super::path::{Path, Point};
use film_core::model::vocabulary::Season;

/// The kind of a broad-leaved tree, by its change with the season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaf {
    /// Plane, oak, locust.
    Common,
    /// Pink in spring.
    Cherry,
    /// Gold in autumn.
    Ginkgo,
}

/// The colour of leaves in the season.
pub fn leaves(c: &Canvas, leaf: Leaf) -> Rgb {
    match (c.season, leaf) {
        (Season::Spring, Leaf::Cherry) => hex(0xeeb4b4),
        (Season::Spring, Leaf::Ginkgo) => hex(0x9db765),
        (Season::Spring, _) => hex(0x8aa860),
        (Season::Summer, Leaf::Ginkgo) => hex(0x6c9656),
        (Season::Summer, _) => hex(0x4c7f52),
        (Season::Autumn, Leaf::Ginkgo) => hex(0xe6b33c),
        (Season::Autumn, Leaf::Cherry) => hex(0xb9573a),
        (Season::Autumn, _) => hex(0xc08a3e),
        (Season::Winter, _) => hex(0x8d7f66),
    }
}

/// A broad-leaved tree standing at a point, bare in winter.
pub fn tree(c: &mut Canvas, at: Point, h: f64, depth: f64, leaf: Leaf) {
    if c.season == Season::Winter {
        bare(c, at, h, depth);
    } else {
        leafy(c, at, h, depth, leaf);
    }
}

fn trunk(c: &mut Canvas, (x, y): Point, h: f64, depth: f64) {
    let w = h * 0.045;
    let mut path = Path::new();
    path.to(x - w, y)
        .curve((x - w * 0.4, y - h * 0.2), (x - w * 0.5, y - h * 0.55))
        .line(x + w * 0.5, y - h * 0.55)
        .curve((x + w * 0.4, y - h * 0.2), (x + w, y))
        .close();
    path.to(x - w * 0.3, y - h * 0.34)
        .line(x - h * 0.16, y - h * 0.58)
        .line(x - h * 0.13, y - h * 0.6)
        .line(x + w * 0.4, y - h * 0.42)
        .line(x + h * 0.15, y - h * 0.62)
        .line(x + h * 0.12, y - h * 0.64)
        .close();
    c.fill(&path, c.light.shade(matter::TIMBER.times(0.75), depth));
}

fn leafy(c: &mut Canvas, (x, y): Point, h: f64, depth: f64, leaf: Leaf) {
    trunk(c, (x, y), h, depth);
    let colour = leaves(c, leaf);
    let side = if c.light.sun.0 < x { -1.0 } else { 1.0 };
    let r = h * 0.3;
    let centre = (x, y - h * 0.66);
    let mut back = Path::new();
    let mut mid = Path::new();
    let mut front = Path::new();
    let rng = &mut c.rng;
    back.scallop((centre.0 - r * 0.62, centre.1 + r * 0.3), r * 0.72, r * 0.6, rng);
    back.scallop((centre.0 + r * 0.62, centre.1 + r * 0.26), r * 0.72, r * 0.62, rng);
    back.scallop((centre.0, centre.1 - r * 0.3), r * 0.85, r * 0.82, rng);
    mid.scallop((centre.0 + side * r * 0.2, centre.1 - r * 0.42), r * 0.66, r * 0.62, rng);
    mid.scallop((centre.0 - side * r * 0.6, centre.1 + r * 0.14), r * 0.46, r * 0.36, rng);
    mid.scallop((centre.0 + side * r * 0.7, centre.1 + r * 0.12), r * 0.5, r * 0.42, rng);
    front.scallop((centre.0 + side * r * 0.38, centre.1 - r * 0.62), r * 0.36, r * 0.3, rng);
    front.scallop((centre.0 + side * r * 0.82, centre.1 - r * 0.02), r * 0.26, r * 0.2, rng);
    c.fill(&back, c.light.shade(colour.times(0.92), depth));
    c.fill(&mid, c.light.half(colour, depth));
    c.fill(&front, c.light.lit(colour.mix(matter::WHITE, 0.06), depth));
}

fn branch(path: &mut [Path; 3], c: &mut Canvas, from: Point, angle: f64, length: f64, level: usize) {
    let to = (from.0 + length * angle.sin(), from.1 - length * angle.cos());
    path[level.min(2)].to(from.0, from.1).line(to.0, to.1);
    if level >= 4 {
        return;
    }
    let turn = c.rng.range(0.3, 0.6);
    for side in [-1.0, 1.0] {
        let length = length * c.rng.range(0.62, 0.8);
        let angle = angle + side * turn + c.rng.spread() * 0.15;
        branch(path, c, to, angle, length, level + 1);
    }
}

fn bare(c: &mut Canvas, at: Point, h: f64, depth: f64) {
    let mut path = [Path::new(), Path::new(), Path::new()];
    let lean = c.rng.spread() * 0.06;
    branch(&mut path, c, at, lean, h * 0.3, 0);
    let colour = c.light.shade(matter::TIMBER.times(0.7), depth);
    for (level, path) in path.iter().enumerate() {
        c.stroke(path, colour, (h * [0.05, 0.026, 0.011][level]).max(0.8));
    }
    if c.snowy() {
        c.stroke_faint(&path[1], c.light.lit(matter::SNOW, depth), (h * 0.011).max(0.8), 0.9);
    }
}

/// A black pine: a leaning trunk under flat clouds of needles.
pub fn pine(c: &mut Canvas, (x, y): Point, h: f64, depth: f64) {
    let lean = c.rng.spread() * h * 0.14;
    let w = h * 0.03;
    let mut stem = Path::new();
    stem.to(x - w, y)
        .cubic((x, y - h * 0.3), (x + lean - w, y - h * 0.5), (x + lean, y - h * 0.94))
        .cubic((x + lean + w, y - h * 0.5), (x + w * 1.4, y - h * 0.3), (x + w, y))
        .close();
    c.fill(&stem, c.light.shade(matter::TIMBER.times(0.7), depth));
    let side = if c.light.sun.0 < x { -1.0 } else { 1.0 };
    for tier in 0..5 {
        let t = f64::from(tier) / 4.0;
        let cy = y - h * (0.46 + 0.5 * t);
        let reach = h * (0.27 - 0.17 * t);
        let (mut dark, mut light) = (Path::new(), Path::new());
        let cx = x + lean * (0.46 + 0.5 * t) + c.rng.spread() * reach * 0.7;
        dark.to(cx - reach, cy);
        let mut from = (cx - reach, cy);
        for i in 1..=4 {
            let u = f64::from(i) / 4.0;
            let top = if i == 4 { 0.0 } else { h * c.rng.range(0.06, 0.1) };
            let to = (cx + reach * (2.0 * u - 1.0), cy - top);
            let chord = (to.0 - from.0).hypot(to.1 - from.1);
            dark.arc((chord * 0.58, chord * 0.5), true, to);
            from = to;
        }
        dark.curve((cx, cy + h * 0.035), (cx - reach, cy));
        light.lens((cx + side * reach * 0.25, cy - h * 0.062), reach * 1.1, h * 0.03);
        let needles = if c.snowy() { matter::PINE.mix(matter::SNOW, 0.2) } else { matter::PINE };
        c.fill(&dark, c.light.shade(needles.times(0.78 + 0.2 * t), depth));
        let top = if c.snowy() { matter::SNOW } else { hex(0x5f8a62) };
        c.fill(&light, c.light.lit(top, depth));
    }
}

/// A tall dark conifer, narrow as a flame.
pub fn cypress(c: &mut Canvas, (x, y): Point, h: f64, depth: f64) {
    let w = h * 0.13;
    let mut path = Path::new();
    path.to(x - w * 0.7, y)
        .cubic((x - w * 1.5, y - h * 0.4), (x - w * 0.5, y - h * 0.8), (x, y - h))
        .cubic((x + w * 0.5, y - h * 0.8), (x + w * 1.5, y - h * 0.4), (x + w * 0.7, y))
        .close();
    c.fill(&path, c.light.shade(matter::PINE.times(0.85), depth));
    let side = if c.light.sun.0 < x { -1.0 } else { 1.0 };
    let mut lit = Path::new();
    lit.to(x + side * w * 0.3, y - h * 0.08)
        .cubic((x + side * w * 1.2, y - h * 0.4), (x + side * w * 0.5, y - h * 0.76), (x, y - h))
        .cubic(
            (x + side * w * 0.1, y - h * 0.7),
            (x + side * w * 0.6, y - h * 0.4),
            (x + side * w * 0.3, y - h * 0.08),
        );
    let tone = if c.snowy() { matter::SNOW } else { hex(0x55805c) };
    c.tint(&lit, c.light.lit(tone, depth), 0.55);
}

/// A bush.
pub fn bush(c: &mut Canvas, (x, y): Point, r: f64, depth: f64, colour: Rgb) {
    let (mut back, mut front) = (Path::new(), Path::new());
    let side = if c.light.sun.0 < x { -1.0 } else { 1.0 };
    back.scallop((x, y - r * 0.5), r, r * 0.62, &mut c.rng);
    front.scallop((x + side * r * 0.25, y - r * 0.72), r * 0.6, r * 0.3, &mut c.rng);
    c.fill(&back, c.light.shade(colour.times(0.95), depth));
    c.fill(&front, c.light.lit(colour, depth));
}

/// A wood seen from outside: scallops along a line, filled down to `base`.
pub fn wood(c: &mut Canvas, points: &[Point], base: f64, size: f64, depth: f64, colour: Rgb) {
    let first = points[0];
    let last = points[points.len() - 1];
    let mut path = Path::new();
    path.to(first.0, base).line(first.0, first.1);
    let mut crowns = Path::new();
    let mut from = first;
    let mut x = first.0;
    let mut index = 0;
    let side = if c.light.sun.0 < (first.0 + last.0) / 2.0 { -1.0 } else { 1.0 };
    while x < last.0 {
        x += size * c.rng.range(0.6, 1.3);
        while index + 2 < points.len() && points[index + 1].0 < x {
            index += 1;
        }
        let (a, b) = (points[index], points[index + 1]);
        let t = ((x - a.0) / (b.0 - a.0)).clamp(0.0, 1.0);
        let to = (x.min(last.0), a.1 + (b.1 - a.1) * t + c.rng.spread() * size * 0.35);
        let chord = (to.0 - from.0).hypot(to.1 - from.1);
        path.arc((chord * 0.55, chord * 0.6), true, to);
        let top = ((from.0 + to.0) / 2.0 + side * chord * 0.14, (from.1 + to.1) / 2.0 - chord * 0.12);
        if size > 34.0 && c.rng.chance(0.6) {
            crescent(&mut crowns, top, chord * 0.4);
        }
        let lower = (to.0 + c.rng.spread() * size, to.1 + size * c.rng.range(0.5, 1.6));
        if lower.1 < base - size * 0.2 && size > 24.0 && c.rng.chance(0.3) {
            crescent(&mut crowns, lower, chord * 0.42);
        }
        from = to;
    }
    path.line(last.0, base).close();
    let top = c.light.half(colour.times(0.92), depth);
    let foot = c.light.shade(colour.times(0.8), depth);
    let paint = c.fade(&[(0.0, top, 1.0), (1.0, foot, 1.0)]);
    c.paint(&path, &paint);
    let crown = if c.snowy() { matter::SNOW } else { colour.mix(matter::WHITE, 0.08) };
    c.tint(&crowns, c.light.lit(crown, depth), 0.5);
}

/// The lit upper edge of a round crown.
fn crescent(path: &mut Path, (x, y): Point, r: f64) {
    path.to(x - r, y + r * 0.3)
        .arc((r, r * 0.85), true, (x + r, y + r * 0.3))
        .curve((x, y - r * 0.75), (x - r, y + r * 0.3));
}

/// Defines a tree for stamping, drawn at the origin with height 100.
pub fn kept(c: &mut Canvas, depth: f64, leaf: Leaf) -> Stamp {
    c.define(|c| tree(c, (0.0, 0.0), 100.0, depth, leaf))
}

/// Broad-leaved trees at points with a height each, moved up to `stray` units to either side.
pub fn grove(c: &mut Canvas, spots: &[(f64, f64, f64)], stray: f64, depth: f64, leaf: Leaf) {
    let kinds = [kept(c, depth, leaf), kept(c, depth, leaf)];
    set_down(c, &kinds, spots, stray);
}

/// Pines at points with a height each, moved up to `stray` units to either side.
pub fn pines(c: &mut Canvas, spots: &[(f64, f64, f64)], stray: f64, depth: f64) {
    let kinds = [(); 2].map(|()| c.define(|c| pine(c, (0.0, 0.0), 100.0, depth)));
    set_down(c, &kinds, spots, stray);
}

fn set_down(c: &mut Canvas, kinds: &[Stamp; 2], spots: &[(f64, f64, f64)], stray: f64) {
    for (index, (x, y, h)) in spots.iter().enumerate() {
        let dx = c.rng.spread() * stray;
        let k = h / 100.0;
        let wide = k * c.rng.range(0.92, 1.08);
        c.stamp(&kinds[index % 2], (x + dx, *y), (wide, k));
    }
}

/// Falling leaves or petals. They fall faster in a moving picture.
pub fn falling(c: &mut Canvas, colour: Rgb, count: usize, (top, bottom): Point) {
    for group in 0..2 {
        let mut path = Path::new();
        for _ in 0..count / 2 {
            let (x, y, phase) = (c.rng.range(-40.0, 1640.0), c.rng.unit(), c.rng.unit());
            let size = c.rng.range(4.0, 9.0);
            let fall = (y + c.frame.time).rem_euclid(1.0);
            let cx = x + c.swing(phase, 2.0) * 26.0 - fall * 60.0;
            let cy = top + fall * (bottom - top);
            let turn = c.swing(phase + 0.3, 3.0);
            path.to(cx - size, cy - size * 0.5 * turn)
                .curve((cx, cy - size), (cx + size, cy + size * 0.5 * turn))
                .curve((cx, cy + size * 0.6), (cx - size, cy - size * 0.5 * turn));
        }
        let tone = if group == 0 { c.light.lit(colour, 0.0) } else { c.light.half(colour, 0.0) };
        c.tint(&path, tone, 0.95);
    }
}
