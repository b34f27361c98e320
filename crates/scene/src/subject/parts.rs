//! Pieces shared by several subjects: ground, paving, masonry, clocks, steam.

use crate::buildings::block;
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::woodland;
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::sea::BOTTOM;
use crate::trees::{self};
use film_core::model::vocabulary::{Season, Weather};

/// The colour of the ground: grass by season, or snow.
pub fn grass(c: &Canvas) -> Rgb {
    if c.snowy() {
        return matter::SNOW;
    }
    match c.season {
        Season::Spring => hex(0x96aa6a),
        Season::Summer => hex(0x6d9460),
        Season::Autumn => hex(0xa99a5c),
        Season::Winter => hex(0xa3987a),
    }
}

/// Paving, white under snow, darker in the rain.
pub fn paving(c: &Canvas, stone: Rgb) -> Rgb {
    match c.weather {
        Weather::Snow => stone.mix(matter::SNOW, 0.85),
        Weather::Rain => stone.times(0.72),
        _ => stone,
    }
}

/// A leafy line behind buildings.
pub fn backwood(c: &mut Canvas, y: f64, rise: f64, size: f64, depth: f64) {
    let green = woodland(c).mix(matter::PINE, 0.2);
    let points: Vec<Point> =
        (0..=22).map(|i| (-OVER + f64::from(i) * 90.0, y - rise * c.rng.range(0.5, 1.0))).collect();
    trees::wood(c, &points, y + 60.0, size, depth, green);
}

/// Granite setts or slabs in perspective towards `centre`.
pub fn slabs(c: &mut Canvas, (top, centre): Point, colour: Rgb) {
    let mut path = Path::new();
    for i in 0..13 {
        let y = top + (BOTTOM - top) * (f64::from(i) / 13.0).powf(1.9);
        path.to(-OVER, y).line(WIDTH + OVER, y);
    }
    for i in -12..=12 {
        let u = f64::from(i);
        path.to(centre + u * 42.0, top).line(centre + u * 260.0, BOTTOM);
    }
    c.stroke_faint(&path, colour, 1.5, 0.3);
}

/// Rough granite: a base of uneven stones.
pub fn rubble(c: &mut Canvas, (x, y, w, h): (f64, f64, f64, f64), stone: Rgb, depth: f64) {
    block(c, (x, y, w, h), stone, depth);
    let mut light = Path::new();
    let mut dark = Path::new();
    let rows = (h / 22.0).round().max(1.0);
    let dy = h / rows;
    for row in 0..rows as i32 {
        let mut at = x + 4.0 * f64::from(row & 1);
        while at < x + w - 12.0 {
            let step = c.rng.range(18.0, 44.0).min(x + w - at - 3.0);
            let pick = c.rng.unit();
            let to = if pick < 0.34 { &mut light } else { &mut dark };
            if pick < 0.68 {
                to.rect((at + 2.0, y + f64::from(row) * dy + 2.0, step - 4.0, dy - 4.0));
            }
            at += step;
        }
    }
    c.tint(&light, c.light.lit(stone.mix(matter::WHITE, 0.2), depth), 0.7);
    c.tint(&dark, c.light.shade(stone.times(0.85), depth), 0.5);
}

/// A clock face.
pub fn clock(c: &mut Canvas, (x, y): Point, r: f64, depth: f64) {
    let mut face = Path::new();
    face.circle((x, y), r);
    c.fill(&face, c.light.lit(matter::WHITE, depth).mix(matter::LAMP, 0.6 * c.light.night));
    c.stroke(&face, c.light.ink(depth), r * 0.1);
    let mut marks = Path::new();
    for i in 0..12 {
        let (s, k) = (f64::from(i) * std::f64::consts::TAU / 12.0).sin_cos();
        marks.to(x + r * 0.72 * s, y - r * 0.72 * k).line(x + r * 0.86 * s, y - r * 0.86 * k);
    }
    // The hands move only in a time lapse.
    let turn = if c.frame.clouds > 500.0 { c.frame.time * std::f64::consts::TAU } else { 0.9 };
    marks.to(x, y).line(x + r * 0.64 * turn.sin(), y - r * 0.64 * turn.cos());
    marks.to(x, y).line(x + r * 0.4 * 5.2_f64.sin(), y - r * 0.4 * 5.2_f64.cos());
    c.stroke(&marks, c.light.ink(depth), r * 0.075);
}

/// Steam or smoke that rises and thins out.
pub fn steam(c: &mut Canvas, (x, y): Point, k: f64) {
    for i in 0..7 {
        let start = f64::from(i) / 7.0;
        let t = (start + if c.frame.moving { c.frame.time } else { 0.0 }).rem_euclid(1.0);
        let r = (9.0 + 40.0 * t) * k;
        let drift = (t * 3.4).sin() * 16.0 * k + t * 46.0 * k;
        let mut rng = crate::rng::Rng::new(&format!("steam{i}"));
        let mut puff = Path::new();
        puff.scallop((x + drift, y - t * 210.0 * k), r, r * 0.7, &mut rng);
        let alpha = 0.2 * (1.0 - t) * (t * 8.0).min(1.0);
        c.tint(&puff, matter::WHITE.mix(c.light.haze, 0.35), alpha);
    }
}
