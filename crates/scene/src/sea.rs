//! Water: open sea, glints, the light path of the sun, breakers, ripples over reflections.

use super::canvas::{Canvas, HEIGHT, OVER, WIDTH};
use super::palette::{Rgb, matter};
use super::path::{Area, Path};
use super::sky;
use film_core::model::vocabulary::Weather;

/// The colours of the sea at the horizon and nearby.
pub fn tones(c: &Canvas) -> (Rgb, Rgb) {
    // A red sky dominates the water's own green.
    let warmth = ((c.light.sky[2].0 - c.light.sky[2].2) * 2.0).clamp(0.0, 1.0);
    let low = c.light.sky[2].mix(c.light.sky[3], 0.4);
    let far =
        low.mix(c.light.lit(matter::SEA, 0.0).mix(matter::SEA, 0.4 * (1.0 - c.light.night)), 0.46 - 0.16 * warmth);
    let near = c
        .light
        .half(matter::DEEP, 0.0)
        .mix(matter::DEEP, 0.35 * (1.0 - c.light.night))
        .mix(c.light.sky[0], 0.22 + 0.3 * warmth);
    if c.weather == Weather::Fog {
        return (far.mix(c.light.haze, 0.85), near.mix(c.light.haze, 0.45));
    }
    (far, near)
}

/// The sea from the horizon down to `bottom`.
pub fn sea(c: &mut Canvas, horizon: f64, bottom: f64) {
    c.layer(0.9, |c| {
        let (far, near) = tones(c);
        let paint = c.vertical(
            horizon,
            bottom.max(horizon + 200.0),
            &[(0.0, far, 1.0), (0.3, far.mix(near, 0.56), 1.0), (1.0, near, 1.0)],
        );
        let mut path = Path::new();
        path.rect((-OVER, horizon, WIDTH + 2.0 * OVER, bottom - horizon + OVER));
        c.paint(&path, &paint);
    });
    c.layer(0.75, |c| {
        waves(c, (-OVER, horizon, WIDTH + 2.0 * OVER, bottom - horizon), 1.0);
        road(c, horizon, bottom);
    });
}

/// Dark and light dashes that indicate water, larger towards the viewer.
pub fn waves(c: &mut Canvas, (x, y, w, h): Area, density: f64) {
    let (far, near) = tones(c);
    let groups = 3;
    let per_group = (12.0 * density * (w / 1900.0).max(0.3)) as usize;
    let pale = c.light.sky[3].mix(c.light.sky[2], 0.3).mix(far, 0.25);
    let deep = near.times(0.82);
    for (colour, alpha) in [(deep, 0.34), (pale, 0.42)] {
        for group in 0..groups {
            let (at, presence) = c.life(group as f64 / groups as f64, 1.0);
            let mut path = Path::new();
            for _ in 0..per_group {
                let depth = c.rng.unit().powf(1.25);
                let size = 0.12 + depth;
                let length = c.rng.range(50.0, 170.0) * size;
                let dx = c.rng.range(0.0, w);
                path.lens((x + dx + (at - 0.5) * 36.0 * size, y + 4.0 + depth * h), length, 4.2 * size + 0.6);
            }
            c.tint(&path, colour, alpha * presence);
        }
    }
}

/// The path of light below a low sun or the moon.
pub fn road(c: &mut Canvas, horizon: f64, bottom: f64) {
    let strength = c.light.disc * if c.light.sun.1 < 320.0 { 1.0 } else { 0.35 };
    let x = sky::sun(c, horizon).0;
    let glow = c.light.glow.mix(matter::WHITE, 0.25);
    for group in 0..4 {
        let (_, presence) = c.life(f64::from(group) / 4.0, 2.0);
        let mut path = Path::new();
        for _ in 0..13 {
            let depth = c.rng.unit();
            let reach = 16.0 + depth * 95.0;
            let dx = c.rng.spread() * reach;
            let length = (18.0 + depth * 95.0) * c.rng.range(0.5, 1.1);
            path.lens((x + dx, horizon + 2.0 + depth * (bottom - horizon)), length, 1.4 + depth * 4.6);
        }
        c.tint(&path, glow, 0.62 * strength * presence);
    }
}

/// Ripples in the colours of the sea and sky that break up a reflection.
pub fn ripples(c: &mut Canvas, (x, y, w, h): Area, count: usize) {
    let (far, near) = tones(c);
    let mid = far.mix(near, 0.6);
    for group in 0..3 {
        let (at, presence) = c.life(f64::from(group) / 3.0, 1.0);
        let mut path = Path::new();
        for _ in 0..count / 3 {
            let (u, v) = (c.rng.unit(), c.rng.unit());
            let length = c.rng.range(30.0, 110.0) * (0.5 + v);
            path.lens((x + u * w + (at - 0.5) * 24.0, y + v * h), length, 1.5 + 3.0 * v);
        }
        let colour = if group == 1 { mid.mix(c.light.sky[3], 0.35) } else { mid };
        c.tint(&path, colour, 0.75 * presence);
    }
}

/// A line of surf along points, with foam behind it.
pub fn surf(c: &mut Canvas, points: &[super::path::Point], thick: f64, alpha: f64) {
    let foam = matter::SNOW.under(c.light.key.mix(c.light.fill, 0.25));
    let foam = foam.mix(c.light.sky[3], 0.15).mix(matter::SNOW, 0.3);
    let mut path = Path::new();
    path.to(points[0].0, points[0].1).smooth(points);
    let back: Vec<_> = points.iter().rev().map(|(x, y)| (*x, y + thick * (0.35 + 0.65 * c.rng.unit()))).collect();
    path.line(back[0].0, back[0].1).smooth(&back).close();
    c.tint(&path, foam, alpha);
}

/// The bottom of the picture, with room for camera moves.
pub const BOTTOM: f64 = HEIGHT + OVER;
