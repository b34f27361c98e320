//! Sky, sun, moon, stars, clouds, and weather effects over the whole picture.

use super::canvas::{Canvas, HEIGHT, OVER, WIDTH};
use super::palette::{Rgb, hex, matter};
use super::path::{Path, Point};
use film_core::model::vocabulary::{Hour, Weather};
use std::f64::consts::PI;

/// The whole sky down to the horizon, with its sun or moon and clouds.
pub fn sky(c: &mut Canvas, horizon: f64) {
    c.layer(1.0, |c| {
        backdrop(c, horizon);
        stars(c, horizon);
        orb(c, horizon);
        clouds(c, horizon);
    });
}

fn backdrop(c: &mut Canvas, horizon: f64) {
    let [top, high, low, rim] = c.light.sky;
    let paint = c.vertical(-40.0, horizon, &[(0.0, top, 1.0), (0.45, high, 1.0), (0.82, low, 1.0), (1.0, rim, 1.0)]);
    let mut all = Path::new();
    all.rect((-OVER, -OVER, WIDTH + 2.0 * OVER, HEIGHT + 2.0 * OVER));
    c.paint(&all, &paint);
}

fn stars(c: &mut Canvas, horizon: f64) {
    let amount = ((c.light.night - 0.7) / 0.3).clamp(0.0, 1.0);
    let mut groups = [Path::new(), Path::new(), Path::new()];
    for index in 0..78 {
        let at = (c.rng.range(-60.0, WIDTH + 60.0), horizon * c.rng.unit().powf(1.4) * 0.86);
        groups[index % 3].dot(at.0, at.1);
    }
    if amount > 0.02 && c.weather == Weather::Clear {
        let light = hex(0xe8efe4);
        for (index, group) in groups.iter().enumerate() {
            let twinkle = 0.75 + 0.25 * c.swing(index as f64 / 3.0, 1.0);
            c.stroke_faint(group, light, 1.3 + 0.7 * index as f64, amount * twinkle * (0.45 + 0.2 * index as f64));
        }
    }
}

/// The position of the sun or moon in the picture.
pub fn sun(c: &Canvas, horizon: f64) -> Point {
    (c.light.sun.0, (horizon - c.light.sun.1).max(170.0).min(horizon + 60.0))
}

fn orb(c: &mut Canvas, horizon: f64) {
    let jitter = c.rng.spread() * 60.0;
    c.light.sun.0 += jitter;
    let at = sun(c, horizon);
    let glow = c.light.glow;
    let dark = c.light.night > 0.7;
    let disc = c.light.disc;
    if disc > 0.0 || c.hour == Hour::Dawn {
        let strength = if dark { 0.28 } else { 0.62 } * (0.35 + 0.65 * disc);
        c.glow(at, if dark { 260.0 } else { 560.0 }, glow, strength);
        if !dark {
            c.glow_flat((at.0, horizon - 10.0), (980.0, 170.0), glow, strength * 0.55);
        }
    }
    if disc <= 0.0 {
        return;
    }
    let r = match c.hour {
        Hour::Sunrise | Hour::Sunset | Hour::Golden => 44.0,
        Hour::Night | Hour::Blue => 27.0,
        _ => 34.0,
    };
    if matches!(c.hour, Hour::Noon | Hour::Morning | Hour::Afternoon) {
        c.glow(at, 120.0, hex(0xffffff), 0.75 * disc);
    }
    let mut path = Path::new();
    path.circle(at, r);
    c.tint(&path, glow.mix(hex(0xfffbe8), 0.62), disc);
    if dark {
        let mut seas = Path::new();
        seas.scallop((at.0 - 7.0, at.1 - 5.0), 9.0, 7.0, &mut c.rng);
        seas.scallop((at.0 + 8.0, at.1 + 8.0), 6.0, 4.0, &mut c.rng);
        c.tint(&seas, c.light.sky[1], 0.16);
    }
}

/// The colours of a cloud's lit edge and of its body.
fn cloud_tones(c: &Canvas) -> (Rgb, Rgb) {
    let light = &c.light;
    let lit = match c.hour {
        Hour::Night => light.sky[2].mix(light.sky[3], 0.4),
        Hour::Blue => light.sky[3].mix(light.sky[2], 0.35),
        Hour::Sunset | Hour::Dawn | Hour::Sunrise | Hour::Golden => light.sky[3].mix(light.glow, 0.5),
        _ => light.sky[3].mix(matter::WHITE, 0.75),
    };
    (lit, light.sky[1].mix(light.sky[2], 0.5))
}

fn clouds(c: &mut Canvas, horizon: f64) {
    let (lit, body) = cloud_tones(c);
    match c.weather {
        Weather::Fog => {
            for _ in 0..3 {
                streak(c, horizon, lit, 0.25);
            }
        }
        Weather::Overcast | Weather::Rain | Weather::Snow => {
            for row in 0..5 {
                let share = f64::from(row) / 5.0;
                bank(
                    c,
                    horizon * (0.02 + 0.75 * share),
                    130.0 - 70.0 * share,
                    body.mix(lit, 0.3 + 0.5 * share),
                    if c.snowy() { 0.2 } else { 0.34 },
                );
            }
        }
        Weather::Storm => {
            for row in 0..5 {
                let share = f64::from(row) / 5.0;
                let dark = c.light.sky[0].times(0.8).mix(c.light.sky[2], 0.55 * share);
                bank(c, horizon * (0.06 + 0.72 * share), 150.0 - 100.0 * share, dark, 0.62);
            }
        }
        Weather::Clear => {
            let heaps = match c.hour {
                Hour::Morning | Hour::Noon | Hour::Afternoon => 3,
                Hour::Golden | Hour::Sunrise => 1,
                _ => 0,
            };
            for _ in 0..5 {
                streak(c, horizon, lit.mix(body, 0.25), 0.5);
            }
            for _ in 0..heaps {
                heap(c, horizon, lit, body);
            }
            for _ in 0..3 {
                streak(c, horizon, lit, 0.6);
            }
        }
    }
}

/// A thin cloud of a few long lenses, longer and flatter towards the horizon.
fn streak(c: &mut Canvas, horizon: f64, colour: Rgb, alpha: f64) {
    let share = c.rng.range(0.16, 0.95);
    let y = horizon * share;
    let x = c.rng.range(-100.0, WIDTH + 100.0);
    let w = c.rng.range(280.0, 620.0);
    let phase = c.rng.unit();
    let (at, presence) = c.life(phase, 1.0);
    let x = x + (at - 0.5) * c.frame.clouds;
    let mut path = Path::new();
    let h = 15.0 * (1.15 - share);
    for row in 0..3 {
        let row = f64::from(row);
        let dx = c.rng.spread() * w * 0.4;
        path.lens((x + dx, y + row * h * 0.8), w * c.rng.range(0.5, 1.0), h * c.rng.range(0.6, 1.4));
    }
    c.tint(&path, colour, alpha * presence);
}

/// A fair-weather cloud: scalloped above, flat and fading below.
fn heap(c: &mut Canvas, horizon: f64, lit: Rgb, body: Rgb) {
    let share = c.rng.range(0.3, 0.78);
    let base = horizon * share;
    let size = 1.35 - share;
    let w = c.rng.range(300.0, 470.0) * size;
    let h = c.rng.range(75.0, 115.0) * size;
    let x = c.rng.range(60.0, WIDTH - 60.0);
    let phase = c.rng.unit();
    let (at, presence) = c.life(phase, 1.0);
    let x = x + (at - 0.5) * c.frame.clouds;
    for (grow, colour, alpha) in [(1.0, body.mix(lit, 0.55), 0.7), (0.8, lit, 0.92)] {
        let mut path = Path::new();
        let lobes = 7;
        path.to(x - w * 0.5 * grow, base);
        let mut from = (x - w * 0.5 * grow, base);
        for i in 1..=lobes {
            let t = f64::from(i) / f64::from(lobes);
            let profile = (PI * t).sin().powf(0.75) * c.rng.range(0.75, 1.1);
            let end = if i == lobes { 0.0 } else { profile };
            let to = (x + w * (t - 0.5) * grow, base - h * end * grow);
            let chord = (to.0 - from.0).hypot(to.1 - from.1);
            path.arc((chord * 0.56, chord * 0.56), true, to);
            from = to;
        }
        path.close();
        let paint = c.fade(&[(0.0, colour, alpha), (0.5, colour, alpha * 0.75), (1.0, colour, 0.0)]);
        c.paint_faint(&path, &paint, presence);
    }
}

/// A cloud bank across the whole sky with an uneven lower edge.
fn bank(c: &mut Canvas, y: f64, h: f64, colour: Rgb, alpha: f64) {
    let step = 120.0;
    let phase = c.rng.unit() * 6.0;
    let drift = c.swing(phase, 1.0) * c.frame.clouds * 0.2;
    let mut path = Path::new();
    let left = -OVER - 100.0;
    let right = WIDTH + OVER + 100.0;
    path.to(left, y - h);
    let mut points: Vec<Point> = vec![];
    let mut x = left;
    while x <= right + step {
        points.push((x + drift, y + h * c.rng.range(-0.1, 0.55)));
        x += step;
    }
    path.line(points[0].0, points[0].1).smooth(&points);
    path.line(right + step, y - h * 1.6).line(left, y - h * 1.6).close();
    let paint = c.fade(&[(0.0, colour, 0.0), (0.55, colour, alpha * 0.6), (1.0, colour, alpha)]);
    c.paint(&path, &paint);
}

/// Mist at a height: faint in clear weather, thick in fog.
pub fn mist(c: &mut Canvas, y: f64, h: f64, strength: f64) {
    let thick = match c.weather {
        Weather::Fog => 1.0,
        Weather::Rain | Weather::Snow => 0.6,
        _ => match c.hour {
            Hour::Dawn | Hour::Sunrise | Hour::Blue => 0.5,
            _ => 0.3,
        },
    };
    let alpha = (strength * thick).min(0.96);
    let colour = c.light.haze.mix(c.light.sky[3], 0.3);
    let paint = c.vertical(y - h, y + h, &[(0.0, colour, 0.0), (0.5, colour, alpha), (1.0, colour, 0.0)]);
    let mut path = Path::new();
    path.rect((-OVER, y - h, WIDTH + 2.0 * OVER, 2.0 * h));
    c.paint(&path, &paint);
    if c.weather == Weather::Fog {
        fog_wisps(c, y, h, colour);
    }
}

fn fog_wisps(c: &mut Canvas, y: f64, h: f64, colour: Rgb) {
    for _ in 0..4 {
        let (x, dy) = (c.rng.range(0.0, WIDTH), c.rng.spread() * h * 0.5);
        let phase = c.rng.unit();
        let (at, presence) = c.life(phase, 1.0);
        let mut path = Path::new();
        path.lens((x + (at - 0.5) * 260.0, y + dy), c.rng.range(520.0, 900.0), c.rng.range(18.0, 46.0));
        c.tint(&path, colour.mix(matter::WHITE, 0.25 * (1.0 - c.light.night)), 0.34 * presence);
    }
}

/// The weather effects over the whole picture, the darkening of the edges, and the film grain.
pub fn finish(c: &mut Canvas) {
    match c.weather {
        Weather::Rain => rain(c),
        Weather::Snow => snow(c),
        _ => {}
    }
    vignette(c);
    if !c.frame.moving {
        grain(c);
    }
}

fn vignette(c: &mut Canvas) {
    let dark = c.light.sky[0].mix(matter::INK, 0.6).times(0.7);
    let (x, y, w, h) = c.frame.camera.view;
    let paint = c.fade(&[(0.0, dark, 0.22), (0.25, dark, 0.0), (0.7, dark, 0.0), (1.0, dark, 0.34)]);
    let mut path = Path::new();
    path.rect((x, y, w, h));
    c.paint(&path, &paint);
}

fn grain(c: &mut Canvas) {
    let mut dots = [Path::new(), Path::new()];
    for index in 0..36 {
        let (x, y) = (c.rng.range(0.0, 108.0).round(), c.rng.range(0.0, 108.0).round());
        dots[index % 2].rect((x, y, 2.0, 2.0));
    }
    let (dark, pale) = (matter::INK, matter::WHITE);
    let paint = c.pattern((110.0, 110.0), |c| {
        c.tint(&dots[0], dark, 0.07);
        c.tint(&dots[1], pale, 0.08);
    });
    let mut path = Path::new();
    path.rect(c.frame.camera.view);
    c.paint(&path, &paint);
}

fn rain(c: &mut Canvas) {
    for phase in 0..3 {
        let mut path = Path::new();
        for _ in 0..34 {
            let (x, y) = (c.rng.range(-60.0, WIDTH + 120.0), c.rng.unit());
            let fall = (y + c.frame.time * 4.0 + f64::from(phase) / 3.0).rem_euclid(1.0) * (HEIGHT + 200.0) - 100.0;
            let length = c.rng.range(24.0, 60.0);
            path.to(x - fall * 0.14, fall).line(x - (fall + length) * 0.14, fall + length);
        }
        c.stroke_faint(&path, c.light.sky[3].mix(matter::WHITE, 0.4), 1.0 + f64::from(phase) * 0.4, 0.26);
    }
}

fn snow(c: &mut Canvas) {
    for size in 0..3 {
        let size = f64::from(size);
        let mut path = Path::new();
        for _ in 0..40 {
            let (x, y, phase) = (c.rng.range(-40.0, WIDTH + 40.0), c.rng.unit(), c.rng.unit());
            let rounds = 1.0 + size.min(1.0);
            let fall = (y + c.frame.time * rounds).rem_euclid(1.0) * (HEIGHT + 40.0) - 20.0;
            let sway = c.swing(phase, 1.0) * (8.0 + 6.0 * size);
            path.dot(x + sway, fall);
        }
        c.stroke_faint(
            &path,
            matter::SNOW.mix(c.light.sky[2], 0.25 * c.light.night),
            3.2 + size * 2.6,
            0.55 + 0.1 * size,
        );
    }
}

/// Gulls gliding about a point on closed tracks.
pub fn gulls(c: &mut Canvas, at: Point, spread: Point, count: usize) {
    let mut path = Path::new();
    let mut wide = Path::new();
    for index in 0..count {
        let (dx, dy, phase) = (c.rng.spread() * spread.0, c.rng.spread() * spread.1, c.rng.unit());
        let size = c.rng.range(7.0, 17.0);
        let x = at.0 + dx + c.swing(phase, 1.0) * 70.0;
        let y = at.1 + dy + c.swing(phase + 0.2, 2.0) * 12.0;
        let flap = 0.35 + 0.55 * c.swing(phase, 6.0);
        let bird = if index % 2 == 0 { &mut path } else { &mut wide };
        bird.to(x - size, y - size * flap * 0.7)
            .curve((x - size * 0.45, y - size * flap), (x, y))
            .curve((x + size * 0.45, y - size * flap), (x + size, y - size * flap * 0.7));
    }
    let colour = if c.light.night > 0.5 { c.light.sky[3] } else { matter::WHITE.mix(c.light.sky[0], 0.12) };
    c.stroke_faint(&path, colour, 3.0, 0.9);
    c.stroke_faint(&wide, c.light.ink(0.25), 2.4, 0.8);
}
