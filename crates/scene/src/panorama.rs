//! Panoramas: all that surrounds a viewer at the shore, equirectangular. Both ends of the picture meet.
//!
//! The sea is in the middle of the picture, the town behind the viewer. Positions on the ground are in metres from the
//! viewer: to the right, and ahead.

use super::canvas::Canvas;
use super::palette::{Rgb, hex, matter};
use super::path::{Path, Point};
use super::{Camera, Frame, sea, sky};
use film_core::model::picture::Scene;
use film_core::model::vocabulary::{SceneKind, Weather};
use std::f64::consts::TAU;

/// The kinds of scene that can be drawn as a panorama.
pub const KINDS: [SceneKind; 2] = [SceneKind::Pier, SceneKind::SurfBeach];

const WIDTH: f64 = 3200.0;
const HEIGHT: f64 = 1600.0;
const HORIZON: f64 = HEIGHT / 2.0;
/// Units in a degree.
const DEGREE: f64 = WIDTH / 360.0;
/// The height of the eye above the ground, metres.
const EYE: f64 = 3.2;
/// The distances of the shore ahead and of the town behind, metres.
const SHORE: f64 = 4.5;
const TOWN: f64 = 90.0;

/// Draws the surroundings as an SVG document of 3200 × 1600 units. `seed` is the record's id.
pub fn panorama(scene: &Scene, seed: &str) -> String {
    let camera = Camera { view: (0.0, 0.0, WIDTH, HEIGHT), ..Camera::default() };
    let mut canvas = Canvas::new(scene, seed, Frame { camera, ..Frame::still() });
    let c = &mut canvas;
    let sun = air(c);
    hills(c);
    water(c, sun);
    if scene.kind == SceneKind::Pier {
        isle(c);
    }
    town(c);
    ground(c, scene.kind == SceneKind::Pier);
    if scene.kind == SceneKind::Pier {
        pier(c);
    }
    sky::gulls(c, at(24.0, 14.0), (260.0, 70.0), 9);
    canvas.finish()
}

/// The point of the picture in a direction: degrees to the right of the middle, and above the horizon.
fn at(yaw: f64, pitch: f64) -> Point {
    (WIDTH / 2.0 + yaw * DEGREE, HORIZON - pitch * DEGREE)
}

/// The point of the picture for a place `up` metres above the ground.
fn on_ground(right: f64, ahead: f64, up: f64) -> Point {
    let yaw = right.atan2(ahead).to_degrees();
    at(yaw, (up - EYE).atan2(right.hypot(ahead)).to_degrees())
}

/// Draws something around `x`, and again at the other end of the picture if it crosses an end.
fn wrapped(c: &mut Canvas, x: f64, half: f64, draw: impl Fn(&mut Canvas, f64)) {
    let x = x.rem_euclid(WIDTH);
    draw(c, x);
    if x + half > WIDTH {
        draw(c, x - WIDTH);
    } else if x < half {
        draw(c, x + WIDTH);
    }
}

/// The sky with the sun or moon and clouds. Returns where the light comes from.
fn air(c: &mut Canvas) -> Point {
    let [top, high, low, rim] = c.light.sky;
    let stops = [(0.0, top.times(0.94), 1.0), (0.35, top, 1.0), (0.68, high, 1.0), (0.9, low, 1.0), (1.0, rim, 1.0)];
    let paint = c.vertical(0.0, HORIZON, &stops);
    let mut all = Path::new();
    all.rect((0.0, 0.0, WIDTH, HEIGHT));
    c.paint(&all, &paint);
    let (dark, disc, glow) = (c.light.night > 0.7, c.light.disc, c.light.glow);
    let sun = at(-52.0, c.light.sun.1 * 0.1);
    let strength = if dark { 0.25 } else { 0.6 } * (0.35 + 0.65 * disc);
    c.glow(sun, if dark { 240.0 } else { 620.0 }, glow, strength);
    c.glow_flat((sun.0, HORIZON), (900.0, 130.0), glow, strength * 0.5);
    let mut orb = Path::new();
    orb.circle(sun, 13.0);
    c.tint(&orb, glow.mix(hex(0xfffbe8), 0.62), disc);
    let lit = c.light.sky[3].mix(matter::WHITE, 0.55 * (1.0 - c.light.night)).mix(glow, 0.2);
    let (count, alpha) = if c.weather == Weather::Clear { (30, 0.5) } else { (90, 0.62) };
    for _ in 0..count {
        let pitch = c.rng.range(3.0, 58.0);
        // A cloud of the same size spans more of the picture's width, the higher it is.
        let wide = c.rng.range(150.0, 420.0) / pitch.to_radians().cos();
        let thin = c.rng.range(5.0, 13.0) * (0.5 + pitch / 40.0);
        let rows: Vec<(f64, f64)> = (0..3).map(|_| (c.rng.spread() * wide * 0.4, c.rng.range(0.5, 1.0))).collect();
        let (x, y) = at(c.rng.range(-180.0, 180.0), pitch);
        wrapped(c, x, wide, |c, x| {
            let mut path = Path::new();
            for (row, (dx, size)) in rows.iter().enumerate() {
                path.lens((x + dx, y + row as f64 * thin * 0.8), wide * size, thin);
            }
            c.tint(&path, lit, alpha);
        });
    }
    sun
}

/// Hills around the bay, in three distances. Their outlines have whole periods, so that they meet.
fn hills(c: &mut Canvas) {
    for (depth, high, behind) in [(0.86, 3.2, 0.1), (0.7, 4.6, 0.35), (0.5, 6.2, 0.62)] {
        let waves: Vec<(f64, f64, f64)> =
            (2..11).map(|round| (f64::from(round), c.rng.range(0.0, TAU), c.rng.range(0.3, 1.0))).collect();
        let mut path = Path::new();
        path.to(0.0, HORIZON + 4.0);
        for step in 0..=200 {
            let yaw = f64::from(step) * 1.8 - 180.0;
            let turn = yaw.to_radians();
            let noise: f64 = waves.iter().map(|(round, phase, size)| (turn * round + phase).sin() * size / round).sum();
            // Open water ahead; the nearest hills are only behind.
            let there = ((1.0 - turn.cos()) / 2.0 - behind * 0.5).max(0.0).powf(0.8);
            let (x, y) = at(yaw, (high * there * (0.75 + 0.55 * noise)).max(-0.4));
            path.line(x, y);
        }
        path.line(WIDTH, HORIZON + 4.0).close();
        let (lit, shade) = (c.light.lit(matter::PINE, depth), c.light.shade(matter::PINE, depth));
        let paint = c.vertical(
            HORIZON - 60.0,
            HORIZON,
            &[(0.0, lit.mix(shade, 0.3), 1.0), (1.0, lit.mix(c.light.haze, 0.4), 1.0)],
        );
        c.paint(&path, &paint);
    }
}

/// The sea down to the shore, with waves and the path of light below the sun.
fn water(c: &mut Canvas, sun: Point) {
    let (far, near) = sea::tones(c);
    let stops = [(0.0, far, 1.0), (0.2, far.mix(near, 0.6), 1.0), (1.0, near, 1.0)];
    let paint = c.vertical(HORIZON, HORIZON + 420.0, &stops);
    let mut all = Path::new();
    all.rect((0.0, HORIZON, WIDTH, HEIGHT - HORIZON));
    c.paint(&all, &paint);
    let pale = c.light.sky[3].mix(far, 0.3);
    let glow = c.light.glow.mix(matter::WHITE, 0.25);
    for (colour, alpha, count, middle, spread) in [
        (near.times(0.82), 0.3, 420, WIDTH / 2.0, 980.0),
        (pale, 0.36, 420, WIDTH / 2.0, 980.0),
        (glow, 0.55 * c.light.disc, 150, sun.0, 90.0),
    ] {
        let mut path = Path::new();
        for _ in 0..count {
            let down = c.rng.unit().powf(1.9);
            let size = 0.08 + down;
            let x = middle + c.rng.spread() * spread * (0.4 + down);
            path.lens((x, HORIZON + 3.0 + down * 380.0), c.rng.range(50.0, 190.0) * size, 5.0 * size + 0.5);
        }
        c.tint(&path, colour, alpha);
    }
}

/// A wooded isle with a lighthouse to the left of the pier.
fn isle(c: &mut Canvas) {
    let (x, y) = at(-32.0, -0.5);
    let mut mound = Path::new();
    mound
        .to(x - 46.0, y)
        .curve((x - 26.0, y - 20.0), (x - 4.0, y - 19.0))
        .curve((x + 26.0, y - 17.0), (x + 48.0, y))
        .close();
    c.fill(&mound, c.light.half(matter::PINE, 0.42));
    let (white, shade) = (c.light.lit(matter::WHITE, 0.25), c.light.shade(matter::WHITE, 0.3));
    c.poly(&[(x - 3.5, y - 16.0), (x - 2.5, y - 36.0), (x + 2.5, y - 36.0), (x + 3.5, y - 16.0)], white);
    c.poly(&[(x, y - 16.0), (x, y - 36.0), (x + 2.5, y - 36.0), (x + 3.5, y - 16.0)], shade);
    c.rect((x - 3.5, y - 40.0, 7.0, 4.0), c.light.lit(matter::TILE, 0.25));
    let mut foot = Path::new();
    foot.ellipse((x, y + 0.5), 50.0, 2.2);
    c.fill(&foot, c.light.half(matter::ROCK, 0.35));
}

/// Houses behind the viewer.
fn town(c: &mut Canvas) {
    let walls = [matter::PLASTER, matter::WHITE, matter::GRANITE, matter::BRICK, matter::STONE];
    for (row, depth) in [(0, 0.34), (1, 0.16)] {
        let base = at(0.0, -(EYE / TOWN).atan().to_degrees()).1 + 6.0;
        let mut yaw = 101.0 + 2.0 * f64::from(row);
        while yaw < 255.0 {
            let wide = c.rng.range(36.0, 84.0);
            let high = c.rng.range(26.0, 62.0) * (1.25 - 0.4 * f64::from(row));
            let wall = walls[c.rng.below(walls.len())];
            let (roof, floors) = (c.rng.range(12.0, 24.0), 1 + (high / 17.0) as usize);
            let lit = c.rng.range(0.15, 0.8);
            let (lit_wall, tile) = (c.light.half(wall, depth), c.light.lit(matter::TILE, depth));
            let glass = c.light.shade(matter::GLASS, depth).mix(matter::LAMP, c.light.night * lit);
            let (x, _) = at(yaw, 0.0);
            let (left, gap) = (-wide / 2.0, c.rng.range(6.0, 26.0));
            wrapped(c, x, wide, |c, x| {
                c.rect((x + left, base - high, wide, high + 30.0), lit_wall);
                let eaves = base - high;
                let ends = [(left - 3.0, 0.0), (left + 9.0, -roof), (-left - 9.0, -roof), (3.0 - left, 0.0)];
                c.poly(&ends.map(|(dx, dy)| (x + dx, eaves + dy)), tile);
                let mut panes = Path::new();
                for floor in 0..floors {
                    let y = eaves + 6.0 + floor as f64 * 16.0;
                    let across = (wide / 13.0) as usize;
                    for pane in 0..across {
                        let step = wide / across as f64;
                        panes.rect((x + left + step * (pane as f64 + 0.5) - 2.2, y, 4.4, 8.0));
                    }
                }
                c.fill(&panes, glass);
            });
            yaw += (wide + gap) / DEGREE;
        }
        trees(c, base, depth);
    }
}

/// Trees in front of the houses.
fn trees(c: &mut Canvas, base: f64, depth: f64) {
    for _ in 0..46 {
        let (x, _) = at(c.rng.range(97.0, 263.0), 0.0);
        let size = c.rng.range(9.0, 21.0);
        let leaf = c.light.half(matter::PINE.mix(hex(0x7d9a4a), c.rng.unit() * 0.6), depth);
        wrapped(c, x, size * 2.0, |c, x| {
            let mut path = Path::new();
            path.ellipse((x, base - size * 0.9), size, size * 1.1);
            c.fill(&path, leaf);
        });
    }
}

/// The distance of the edge of the ground in a direction, metres.
fn edge(yaw: f64) -> f64 {
    let ahead = yaw.to_radians().cos();
    if ahead > SHORE / TOWN { SHORE / ahead } else { TOWN }
}

/// The outline of the ground, moved towards the viewer by a share of its distance.
fn shore(share: f64) -> Vec<Point> {
    let point = |step: i32| {
        let yaw = f64::from(step) - 180.0;
        at(yaw, -(EYE / (edge(yaw) * share)).atan().to_degrees())
    };
    (0..=360).map(point).collect()
}

/// The ground at the feet: paved, or sand.
fn ground(c: &mut Canvas, paved: bool) {
    let stuff = if c.snowy() {
        matter::SNOW
    } else if paved {
        matter::GRANITE
    } else {
        matter::SAND
    };
    let (far, near) = (c.light.lit(stuff, 0.3), c.light.half(stuff, 0.0));
    let area = |c: &mut Canvas, share: f64, far: Rgb, near: Rgb| {
        let paint =
            c.vertical(HORIZON, HORIZON + 500.0, &[(0.0, far, 1.0), (0.35, far.mix(near, 0.6), 1.0), (1.0, near, 1.0)]);
        let mut path = Path::new();
        path.to(0.0, HEIGHT);
        for (x, y) in shore(share) {
            path.line(x, y);
        }
        path.line(WIDTH, HEIGHT).close();
        c.paint(&path, &paint);
    };
    // Foam, or the edge of the quay.
    let rim = if paved { c.light.shade(matter::STONE, 0.1) } else { c.light.lit(matter::SNOW, 0.0) };
    area(c, 1.0, rim, rim);
    area(c, if paved { 0.93 } else { 0.82 }, far, near);
    if !paved {
        let mut path = Path::new();
        for _ in 0..260 {
            let (x, y) = at(c.rng.range(-180.0, 180.0), -c.rng.range(36.0, 88.0));
            path.dot(x, y);
        }
        return c.stroke_faint(&path, c.light.shade(stuff, 0.0), 3.0, 0.4);
    }
    let mut joints = Path::new();
    let near = SHORE * 0.93;
    for line in -14..=14 {
        let right = f64::from(line) * 1.5;
        run(&mut joints, (0..=150).map(|step| on_ground(right, near - f64::from(step) * 0.25, 0.0)));
    }
    for line in 0..26 {
        let ahead = near - f64::from(line) * 1.5;
        run(&mut joints, (-90..=90).map(|step| on_ground(f64::from(step) * 0.25, ahead, 0.0)));
    }
    c.stroke_faint(&joints, c.light.shade(matter::STONE, 0.1).times(0.8), 1.4, 0.34);
}

/// A line on the ground, interrupted where it leaves the picture on one side and returns on the other.
fn run(path: &mut Path, points: impl Iterator<Item = Point>) {
    let mut before: Option<Point> = None;
    for (x, y) in points {
        match before {
            Some((last, _)) if (x - last).abs() < WIDTH / 4.0 => path.line(x, y),
            _ => path.to(x, y),
        };
        before = Some((x, y));
    }
}

/// The pier ahead with its lamps, and the pavilion at its end.
fn pier(c: &mut Canvas) {
    const HALF: f64 = 4.0;
    const END: f64 = 150.0;
    let stuff = if c.snowy() { matter::SNOW } else { matter::GRANITE };
    let steps = || (0..=30).map(|step| SHORE * 0.9 * (END / SHORE).powf(f64::from(step) / 30.0));
    let side = |right: f64| steps().map(move |ahead| on_ground(right, ahead, 0.0));
    // A line straight across the ground is a curve in the picture.
    let across = |ahead: f64| (-8..=8).map(move |step| on_ground(HALF * f64::from(step) / 8.0, ahead, 0.0));
    let near = across(SHORE * 0.9);
    let outline: Vec<Point> = side(-HALF).chain(side(HALF).rev()).chain(near.rev()).collect();
    let wall = c.light.shade(matter::STONE, 0.1);
    let deck = c.light.lit(stuff, 0.12);
    c.poly(&outline, deck);
    let mut joints = Path::new();
    for step in 0..24 {
        run(&mut joints, across(SHORE + 1.5 * f64::from(step)));
    }
    c.stroke_faint(&joints, wall.times(0.8), 1.2, 0.3);
    let (iron, lamp) = (c.light.ink(0.05), matter::LAMP.mix(c.light.sky[3], 0.5 * (1.0 - c.light.night)));
    let mut posts = Path::new();
    let mut lamps = Path::new();
    for right in [-HALF, HALF] {
        run(&mut posts, steps().map(|ahead| on_ground(right, ahead, 1.0)));
        run(&mut posts, steps().map(|ahead| on_ground(right, ahead, 0.6)));
        for step in 0..24 {
            let ahead = SHORE + 5.0 * f64::from(step);
            let (foot, head) = (on_ground(right, ahead, 0.0), on_ground(right, ahead, 1.05));
            posts.to(foot.0, foot.1).line(head.0, head.1);
            if step % 4 == 1 {
                let head = on_ground(right, ahead, 4.2);
                posts.to(foot.0, foot.1).line(head.0, head.1);
                lamps.circle(head, (60.0 / ahead).clamp(1.2, 6.0));
            }
        }
    }
    c.stroke_faint(&posts, iron, 1.5, 0.85);
    c.fill(&lamps, lamp);
    // The pavilion: a round base, eight sides, two roofs.
    let (x, y) = on_ground(0.0, END, 0.0);
    let (walls, dark) = (c.light.half(matter::LACQUER, 0.2), c.light.shade(matter::LACQUER, 0.2));
    let (roof, rim) = (c.light.lit(matter::GLAZED, 0.2), c.light.shade(matter::GLAZED, 0.2));
    let mut base = Path::new();
    base.ellipse((x, y + 2.0), 46.0, 7.0);
    c.fill(&base, deck.mix(wall, 0.3));
    for (half, bottom, top) in [(24.0, 0.0, 24.0), (16.0, 34.0, 48.0)] {
        c.rect((x - half, y - top, 2.0 * half, top - bottom), walls);
        c.rect((x + half * 0.35, y - top, half * 0.65, top - bottom), dark);
        let eaves = half + 10.0;
        c.poly(
            &[
                (x - eaves, y - top),
                (x - half * 0.55, y - top - 12.0),
                (x + half * 0.55, y - top - 12.0),
                (x + eaves, y - top),
            ],
            roof,
        );
        c.rect((x - eaves, y - top - 1.0, 2.0 * eaves, 2.5), rim);
    }
    c.poly(&[(x - 9.0, y - 58.0), (x, y - 76.0), (x + 9.0, y - 58.0)], roof);
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::model::vocabulary::{Hour, Season};

    #[test]
    fn directions_have_places_in_the_picture() {
        assert_eq!(at(0.0, 0.0), (1600.0, 800.0));
        assert_eq!(at(-180.0, 90.0), (0.0, 0.0));
        let (x, y) = on_ground(10.0, 0.0, EYE);
        assert!((x - 2400.0).abs() < 1e-9 && (y - 800.0).abs() < 1e-9, "{x} {y}");
        // The ground begins below the horizon and is the same at both ends.
        let outline = shore(1.0);
        assert!(outline.iter().all(|(_, y)| *y > HORIZON));
        assert!((outline[0].1 - outline[360].1).abs() < 1e-9);
        assert_eq!((outline[0].0, outline[360].0), (0.0, WIDTH));
    }

    #[test]
    fn what_crosses_an_end_is_drawn_at_both() {
        let scene = Scene { kind: SceneKind::Pier, hour: Hour::Noon, season: Season::Summer, weather: None };
        let mut canvas = Canvas::new(&scene, "x", Frame::still());
        for (x, drawn) in
            [(3190.0, &[3190.0, -10.0][..]), (5.0, &[5.0, 3205.0]), (1600.0, &[1600.0]), (3205.0, &[5.0, 3205.0])]
        {
            let places = std::cell::RefCell::new(Vec::new());
            wrapped(&mut canvas, x, 20.0, |_, x| places.borrow_mut().push(x));
            assert_eq!(places.into_inner(), drawn);
        }
    }

    #[test]
    fn a_seed_gives_one_panorama() {
        for kind in KINDS {
            let scene = Scene { kind, hour: Hour::Golden, season: Season::Autumn, weather: None };
            let one = panorama(&scene, "one");
            assert!(one.starts_with("<svg ") && one.contains("viewBox=\"0 0 3200 1600\"") && !one.contains("NaN"));
            assert_eq!(one, panorama(&scene, "one"));
            assert_ne!(one, panorama(&scene, "two"));
        }
    }
}
