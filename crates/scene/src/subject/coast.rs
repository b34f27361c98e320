//! Piers, beaches, isles and other places by the sea.

use crate::buildings::{Look, block, lamp, lit_side, skyline as towers, village};
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::{boulder, crags, massif, peaks, range, ridge, slope, woodland};
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::roofs;
use crate::sea::{BOTTOM, ripples, sea, surf, tones, waves};
use crate::sky::{gulls, mist, sky, sun};
use crate::trees;
use film_core::model::vocabulary::{Hour, Season};

/// Sky, two lines of hills, a hazy city and the sea: the background of most coast scenes.
pub fn bay(c: &mut Canvas, horizon: f64, city: Option<Point>) {
    sky(c, horizon);
    range(c, horizon + 2.0, 96.0, 0.86);
    range(c, horizon + 2.0, 56.0, 0.72);
    if let Some(span) = city {
        c.layer(0.74, |c| towers(c, span, horizon + 3.0, 92.0, 0.66));
    }
    mist(c, horizon - 4.0, 60.0, 0.85);
    sea(c, horizon, BOTTOM);
}

/// The long stone pier running out to the pavilion.
pub fn pier(c: &mut Canvas) {
    let horizon = 452.0;
    bay(c, horizon, Some((40.0, 560.0)));
    c.layer(0.7, |c| small_isle(c, (1375.0, horizon + 14.0), 150.0, 0.6));
    let end = (1090.0, 506.0);
    c.layer(0.45, |c| {
        let (x, y) = (end.0, end.1);
        c.mirrored(y + 26.0, 0.3, |c| {
            // The half-round head of the pier.
            let mut head = Path::new();
            head.ellipse((x, y + 8.0), 172.0, 15.0);
            let mut wall = Path::new();
            wall.to(x - 172.0, y + 8.0)
                .arc((172.0, 15.0), false, (x + 172.0, y + 8.0))
                .line(x + 172.0, y + 28.0)
                .arc((172.0, 16.0), true, (x - 172.0, y + 28.0))
                .close();
            let paint = c.across(&[
                (0.0, c.light.half(matter::STONE, 0.2), 1.0),
                (0.35, c.light.lit(matter::STONE, 0.2), 1.0),
                (1.0, c.light.shade(matter::STONE, 0.2), 1.0),
            ]);
            c.paint(&wall, &paint);
            c.fill(&head, c.light.lit(matter::STONE.mix(matter::WHITE, 0.2), 0.2));
            roofs::pavilion(c, (x, y + 6.0), 236.0, 0.12, matter::GLAZED);
        });
        ripples(c, (x - 240.0, y + 34.0, 480.0, 150.0), 42);
    });
    c.layer(0.2, |c| pier_deck(c, end));
    gulls(c, (700.0, 300.0), (620.0, 130.0), 11);
}

fn pier_deck(c: &mut Canvas, end: Point) {
    let stone = if c.snowy() || (c.season == Season::Winter && c.hour == Hour::Sunrise) {
        matter::STONE.mix(matter::SNOW, 0.35)
    } else {
        matter::STONE
    };
    // The deck narrows from the lower left to the pier head; `at` runs along its near edge.
    let (near_left, near_right) = ((-320.0, 820.0), (-60.0, 985.0));
    let (far_left, far_right) = ((end.0 - 150.0, end.1 + 6.0), (end.0 - 92.0, end.1 + 20.0));
    let lerp = |a: Point, b: Point, t: f64| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
    let deep = |t: f64| 1.0 - (1.0 - t).powi(2) * 0.98;
    let drop = |t: f64| 26.0 + (250.0 - 26.0) * (1.0 - deep(t));
    let wall_at = |t: f64| lerp(near_right, far_right, deep(t));
    let mut shadow = Path::new();
    let foot = wall_at(0.0);
    shadow
        .to(foot.0, foot.1 + drop(0.0))
        .line(far_right.0, far_right.1 + drop(1.0))
        .line(far_right.0 + 30.0, far_right.1 + drop(1.0) + 16.0)
        .line(foot.0 + 420.0, foot.1 + drop(0.0))
        .close();
    let (_, sea_near) = tones(c);
    c.tint(&shadow, sea_near.times(0.55), 0.55);
    ripples(c, (180.0, 620.0, 760.0, 270.0), 40);
    c.poly(
        &[near_right, far_right, (far_right.0, far_right.1 + drop(1.0)), (foot.0, foot.1 + drop(0.0))],
        c.light.shade(stone, 0.08),
    );
    // Arched openings between the piles.
    let (mut gaps, mut courses) = (Path::new(), Path::new());
    let spans = 13;
    for i in 0..spans {
        let (a, b) = (f64::from(i) / f64::from(spans), (f64::from(i) + 0.66) / f64::from(spans));
        let (p, q) = (wall_at(a), wall_at(b));
        let (dp, dq) = (drop(a), drop(b));
        gaps.to(p.0, p.1 + dp)
            .line(p.0, p.1 + dp * 0.62)
            .curve(((p.0 + q.0) / 2.0, (p.1 + dp * 0.36 + q.1 + dq * 0.36) / 2.0), (q.0, q.1 + dq * 0.62))
            .line(q.0, q.1 + dq)
            .close();
    }
    for band in [0.14, 0.3] {
        courses.to(near_right.0, near_right.1 + drop(0.0) * band).line(far_right.0, far_right.1 + drop(1.0) * band);
    }
    c.fill(&gaps, c.light.shade(matter::DEEP.times(0.7), 0.05));
    c.stroke_faint(&courses, c.light.shade(stone.times(0.7), 0.05), 2.0, 0.6);
    c.poly(&[near_left, far_left, far_right, near_right], c.light.lit(stone.mix(matter::WHITE, 0.1), 0.06));
    // Paving joints across the deck.
    let mut joints = Path::new();
    for i in 1..26 {
        let t = deep(f64::from(i) / 26.0);
        let (a, b) = (lerp(near_left, far_left, t), lerp(near_right, far_right, t));
        joints.to(a.0, a.1).line(b.0, b.1);
    }
    for u in [0.25, 0.5, 0.75] {
        let (a, b) = (lerp(near_left, near_right, u), lerp(far_left, far_right, u));
        joints.to(a.0, a.1).line(b.0, b.1);
    }
    c.stroke_faint(&joints, c.light.shade(stone.times(0.8), 0.05), 1.2, 0.35);
    for (near, far, w) in [(near_left, far_left, 0.8), (near_right, far_right, 1.0)] {
        railing(c, near, far, deep, w);
    }
}

fn railing(c: &mut Canvas, near: Point, far: Point, deep: impl Fn(f64) -> f64, weight: f64) {
    let at = |t: f64| (near.0 + (far.0 - near.0) * deep(t), near.1 + (far.1 - near.1) * deep(t));
    let height = |t: f64| 9.0 + 92.0 * (1.0 - deep(t));
    let (mut posts, mut chains, mut frost) = (Path::new(), Path::new(), Path::new());
    let count = 15;
    for i in 0..count {
        let t = f64::from(i) / f64::from(count);
        let (p, h) = (at(t), height(t));
        let w = h * 0.15 * weight;
        posts.rect((p.0 - w / 2.0, p.1 - h, w, h));
        posts.circle((p.0, p.1 - h), w * 0.62);
        frost.lens((p.0, p.1 - h - w * 0.35), w * 1.1, w * 0.5);
        let u = (f64::from(i) + 1.0) / f64::from(count);
        let (q, g) = (at(u), height(u));
        for (a, sag) in [(0.78, 0.16), (0.42, 0.14)] {
            chains
                .to(p.0, p.1 - h * a)
                .curve(((p.0 + q.0) / 2.0, (p.1 - h * (a - sag) + q.1 - g * (a - sag)) / 2.0), (q.0, q.1 - g * a));
        }
    }
    c.stroke_faint(&chains, c.light.ink(0.12), 2.2 * weight, 0.8);
    c.fill(&posts, c.light.half(matter::STONE.times(0.86), 0.05));
    c.tint(&frost, c.light.lit(matter::SNOW, 0.0), 0.9);
    for i in [1, 4, 7, 10] {
        let t = f64::from(i) / f64::from(count);
        let p = at(t);
        lamp(c, p, height(t) * 3.1, 0.1);
    }
}

/// The little isle with its lighthouse, seen small.
pub fn small_isle(c: &mut Canvas, (x, y): Point, w: f64, depth: f64) {
    let mut land = Path::new();
    land.to(x - w * 0.5, y)
        .curve((x - w * 0.36, y - w * 0.12), (x - w * 0.2, y - w * 0.16))
        .curve((x, y - w * 0.24), (x + w * 0.2, y - w * 0.13))
        .curve((x + w * 0.4, y - w * 0.06), (x + w * 0.5, y))
        .close();
    c.fill(&land, c.light.shade(woodland(c).times(0.85), depth));
    lighthouse(c, (x, y - w * 0.17), w * 0.3, depth);
}

/// A white eight-sided lighthouse.
fn lighthouse(c: &mut Canvas, (x, y): Point, h: f64, depth: f64) {
    let (foot, head) = (h * 0.15, h * 0.1);
    let top = y - h * 0.76;
    let side = lit_side(c, x);
    c.poly(&[(x - foot, y), (x + foot, y), (x + head, top), (x - head, top)], c.light.lit(matter::WHITE, depth));
    c.poly(
        &[(x - side * foot * 0.3, y), (x - side * foot, y), (x - side * head, top), (x - side * head * 0.3, top)],
        c.light.shade(matter::WHITE, depth),
    );
    let mut slits = Path::new();
    for i in 0..3 {
        slits.arch((x - h * 0.02 + side * h * 0.03, y - h * (0.22 + 0.2 * f64::from(i)), h * 0.035, h * 0.07));
    }
    c.fill(&slits, c.light.shade(matter::GLASS, depth).times(0.7));
    let mut gallery = Path::new();
    gallery.rect((x - head * 1.5, top - h * 0.025, head * 3.0, h * 0.03));
    c.fill(&gallery, c.light.half(matter::STEEL, depth));
    let glass = c.light.half(matter::GLASS, depth).mix(matter::LAMP, c.light.night);
    c.rect((x - head * 0.85, top - h * 0.14, head * 1.7, h * 0.12), glass);
    let mut bars = Path::new();
    for i in -1..=1 {
        let bx = x + f64::from(i) * head * 0.55;
        bars.to(bx, top - h * 0.02).line(bx, top - h * 0.14);
    }
    bars.to(x - head * 1.5, top - h * 0.065).line(x + head * 1.5, top - h * 0.065);
    c.stroke(&bars, c.light.ink(depth), (h * 0.008).max(0.7));
    let mut cap = Path::new();
    cap.to(x - head * 1.15, top - h * 0.135)
        .curve((x - head * 0.7, top - h * 0.22), (x, top - h * 0.235))
        .curve((x + head * 0.7, top - h * 0.22), (x + head * 1.15, top - h * 0.135))
        .close()
        .rect((x - h * 0.006, top - h * 0.29, h * 0.012, h * 0.06));
    c.fill(&cap, c.light.half(matter::LACQUER, depth));
}

/// The pavilion at the pier's head, close.
pub fn pavilion(c: &mut Canvas) {
    let horizon = 520.0;
    bay(c, horizon, Some((-120.0, 520.0)));
    c.layer(0.7, |c| towers(c, (1180.0, 1760.0), horizon + 3.0, 70.0, 0.72));
    let (x, y) = (800.0, 648.0);
    c.layer(0.3, |c| {
        c.mirrored(y + 46.0, 0.34, |c| {
            let mut wall = Path::new();
            wall.to(x - 420.0, y)
                .line(x + 420.0, y)
                .line(x + 404.0, y + 48.0)
                .curve((x, y + 70.0), (x - 404.0, y + 48.0))
                .close();
            let paint = c.across(&[
                (0.0, c.light.shade(matter::STONE, 0.08), 1.0),
                (0.5, c.light.half(matter::STONE, 0.06), 1.0),
                (1.0, c.light.shade(matter::STONE, 0.08), 1.0),
            ]);
            c.paint(&wall, &paint);
            let mut joints = Path::new();
            for row in 1..4 {
                let dy = 13.0 * f64::from(row);
                joints.to(x - 412.0, y + dy).curve((x, y + dy * 1.3), (x + 412.0, y + dy));
            }
            for i in -12..=12 {
                let (jx, row) = (x + f64::from(i) * 33.0, f64::from(i & 1));
                joints.to(jx, y + 13.0 + row * 13.0).line(jx, y + 26.0 + row * 13.0);
            }
            c.stroke_faint(&joints, c.light.shade(matter::STONE.times(0.65), 0.0), 1.5, 0.5);
            let mut deck = Path::new();
            deck.ellipse((x, y), 420.0, 20.0);
            c.fill(&deck, c.light.lit(matter::STONE.mix(matter::WHITE, 0.15), 0.05));
            roofs::pavilion(c, (x, y + 4.0), 560.0, 0.02, matter::GLAZED);
            let mut posts = Path::new();
            for i in -9..=9 {
                let t = f64::from(i) / 9.0;
                let py = y + 18.0 * (1.0 - t * t).sqrt();
                posts.rect((x + t * 412.0 - 5.0, py - 34.0, 10.0, 34.0));
                if i > -9 {
                    let s = (f64::from(i) - 0.5) / 9.0;
                    let sy = y + 18.0 * (1.0 - s * s).sqrt();
                    posts.rect((x + s * 412.0 - 18.0, sy - 25.0, 36.0, 3.0));
                }
            }
            c.fill(&posts, c.light.half(matter::STONE, 0.02));
        });
        waves(c, (250.0, y + 60.0, 1100.0, 250.0), 0.6);
        ripples(c, (x - 460.0, y + 72.0, 920.0, 240.0), 60);
        if c.light.night > 0.5 {
            let mut path = Path::new();
            for i in 0..16 {
                let (dx, t) = (c.rng.spread() * 240.0, f64::from(i) / 16.0);
                path.lens((x + dx, y + 74.0 + t * 190.0), 50.0 + 70.0 * t, 3.0);
            }
            let (_, presence) = c.life(0.25, 2.0);
            c.tint(&path, matter::LAMP, 0.35 * c.light.night * (0.4 + 0.6 * presence));
        }
    });
    gulls(c, (480.0, 260.0), (330.0, 110.0), 6);
}

/// The white lighthouse on its wooded isle.
pub fn lighthouse_isle(c: &mut Canvas) {
    let horizon = 510.0;
    bay(c, horizon, Some((-150.0, 430.0)));
    let (x, y) = (830.0, 622.0);
    c.layer(0.35, |c| {
        c.mirrored(y + 10.0, 0.33, |c| {
            let mut rocks = Path::new();
            let points = ridge(&mut c.rng, x - 470.0, x + 470.0, 34.0, 5, 0.7);
            let mut line: Vec<Point> = vec![(x - 490.0, y + 10.0)];
            line.extend(points.iter().map(|p| (p.0, y - 12.0 + p.1)));
            line.push((x + 490.0, y + 10.0));
            rocks.add(&line);
            let paint = c.fade(&[
                (0.0, c.light.lit(matter::ROCK, 0.12), 1.0),
                (1.0, c.light.shade(matter::ROCK.times(0.7), 0.1), 1.0),
            ]);
            let tower = (x + 20.0, y - 138.0);
            let crown = |u: f64, lift: f64| -> Vec<Point> {
                (0..=20)
                    .map(|i| {
                        let t = f64::from(i) / 20.0 * 2.0 - 1.0;
                        (x + t * u, y - 16.0 - lift * (1.0 - t * t).powf(0.75))
                    })
                    .collect()
            };
            let green = if c.season == Season::Winter { matter::PINE } else { woodland(c).mix(matter::PINE, 0.35) };
            trees::wood(c, &crown(400.0, 116.0), y - 6.0, 54.0, 0.24, green.times(0.92));
            lighthouse(c, tower, 306.0, 0.06);
            block(c, (x - 190.0, y - 126.0, 92.0, 50.0), matter::PLASTER, 0.14);
            crate::buildings::hip(c, (x - 144.0, y - 126.0), 96.0, 34.0, matter::TILE, 0.14);
            crate::buildings::windows(
                c,
                (x - 188.0, y - 122.0, 70.0, 42.0),
                (3, 1),
                crate::buildings::Opening::Arch,
                0.14,
            );
            let broad = trees::leaves(c, trees::Leaf::Common).mix(matter::PINE, 0.5);
            trees::wood(c, &crown(420.0, 70.0), y - 2.0, 46.0, 0.14, broad);
            for dx in [-330.0, -262.0, 130.0, 205.0, 318.0] {
                let (h, lift) = (c.rng.range(95.0, 150.0), c.rng.range(16.0, 40.0));
                trees::pine(c, (x + dx, y - lift), h, 0.1);
            }
            c.paint(&rocks, &paint);
        });
        ripples(c, (x - 540.0, y + 18.0, 1080.0, 200.0), 66);
        surf(
            c,
            &[(x - 500.0, y + 9.0), (x - 250.0, y + 13.0), (x, y + 9.0), (x + 260.0, y + 14.0), (x + 500.0, y + 9.0)],
            6.0,
            0.5,
        );
    });
    beam(c, (x + 20.0, y - 138.0 - 306.0 * 0.84));
    gulls(c, (400.0, 300.0), (300.0, 100.0), 5);
}

/// The beam of a lighthouse after dark, which turns once per loop.
fn beam(c: &mut Canvas, (x, y): Point) {
    if c.light.night < 0.5 {
        return;
    }
    let (reach, strength) = if c.frame.moving {
        let turn = (c.frame.time * std::f64::consts::TAU).cos();
        (turn, (1.0 - (c.frame.time * 2.0 - 1.0).abs()).powf(0.5))
    } else {
        (0.96, 1.0)
    };
    let night = c.light.night;
    let flash = if c.frame.moving { (1.0 - reach.abs()).powi(6) } else { 0.25 };
    for side in [-1.0, 1.0] {
        let far = x + side * 1100.0 * reach;
        let paint = if far > x {
            c.across(&[(0.0, matter::LAMP, 0.6 * night), (1.0, matter::LAMP, 0.0)])
        } else {
            c.across(&[(0.0, matter::LAMP, 0.0), (1.0, matter::LAMP, 0.6 * night)])
        };
        let path = Path::polygon(&[(x, y - 3.0), (far, y - 88.0), (far, y + 34.0), (x, y + 3.0)]);
        c.paint_faint(&path, &paint, 0.4 + 0.6 * strength);
    }
    c.glow((x, y), 90.0 + 190.0 * flash, matter::LAMP, (0.7 + 0.3 * flash) * night);
}

/// The sea stack off the sand at low tide.
pub fn beach_stack(c: &mut Canvas) {
    let horizon = 440.0;
    sky(c, horizon);
    range(c, horizon + 2.0, 80.0, 0.84);
    c.layer(0.74, |c| towers(c, (1020.0, 1700.0), horizon + 3.0, 104.0, 0.62));
    mist(c, horizon - 4.0, 60.0, 0.85);
    sea(c, horizon, BOTTOM);
    let foot = 560.0;
    c.layer(0.5, |c| {
        c.mirrored(foot, 0.55, |c| {
            let stack: [Point; 19] = [
                (470.0, foot),
                (486.0, 520.0),
                (515.0, 498.0),
                (528.0, 430.0),
                (520.0, 382.0),
                (540.0, 338.0),
                (533.0, 300.0),
                (556.0, 268.0),
                (592.0, 256.0),
                (618.0, 284.0),
                (612.0, 322.0),
                (632.0, 350.0),
                (650.0, 398.0),
                (646.0, 440.0),
                (684.0, 470.0),
                (712.0, 512.0),
                (760.0, 528.0),
                (786.0, 548.0),
                (796.0, foot),
            ];
            let jitter: Vec<Point> = stack
                .iter()
                .map(|(x, y)| (x + c.rng.spread() * 9.0, if *y < foot { y + c.rng.spread() * 9.0 } else { *y }))
                .collect();
            let side = lit_side(c, 600.0);
            let rock = matter::ROCK.mix(matter::EARTH, 0.25);
            let (day, dark) = (c.light.lit(rock, 0.1), c.light.shade(rock.times(0.78), 0.1));
            c.poly(&jitter, if side < 0.0 { day } else { dark });
            let spine: [Point; 7] = [
                (580.0, foot),
                (574.0, 500.0),
                (592.0, 430.0),
                (574.0, 372.0),
                (586.0, 320.0),
                (572.0, 280.0),
                (jitter[8].0, jitter[8].1),
            ];
            let mut right: Vec<Point> = spine.to_vec();
            right.extend_from_slice(&jitter[9..]);
            c.poly(&right, if side < 0.0 { dark } else { day });
            let mut cracks = Path::new();
            for _ in 0..16 {
                let (cx, cy) = (c.rng.range(530.0, 690.0), c.rng.range(320.0, 540.0));
                let x = cx.min(560.0 + (cy - 256.0) * 0.42);
                cracks
                    .to(x, cy)
                    .line(x + c.rng.range(4.0, 22.0), cy + c.rng.range(-6.0, 6.0))
                    .line(x + c.rng.range(0.0, 18.0), cy + c.rng.range(8.0, 26.0));
            }
            c.stroke_faint(&cracks, c.light.shade(rock.times(0.5), 0.1), 2.0, 0.5);
        });
        ripples(c, (420.0, foot + 4.0, 440.0, 90.0), 27);
        boulder(c, (410.0, foot + 12.0), 90.0, 34.0, 0.14);
        boulder(c, (862.0, foot + 8.0), 70.0, 26.0, 0.16);
        boulder(c, (340.0, foot + 6.0), 44.0, 18.0, 0.18);
        surf(
            c,
            &[
                (380.0, foot + 13.0),
                (520.0, foot + 6.0),
                (680.0, foot + 12.0),
                (830.0, foot + 6.0),
                (920.0, foot + 12.0),
            ],
            7.0,
            0.55,
        );
    });
    wet_sand(c, 620.0, 0.5);
    gulls(c, (950.0, 260.0), (380.0, 100.0), 6);
}

/// Sand that mirrors the sky where the last wave left it wet.
/// `film` is how little shows through the thin edge of the water.
fn wet_sand(c: &mut Canvas, top: f64, film: f64) {
    c.layer(0.15, |c| {
        let swash = c.swing(0.0, 1.0) * 14.0;
        let edge: Vec<Point> = (0..=12)
            .map(|i| {
                let x = -OVER + f64::from(i) * (WIDTH + 2.0 * OVER) / 12.0;
                (x, top + 22.0 * c.rng.spread() + swash)
            })
            .collect();
        let mirror = c.light.sky[2].mix(c.light.sky[3], 0.5);
        let sand = c.light.half(matter::SAND, 0.0);
        let paint = c.vertical(
            top,
            900.0,
            &[
                (0.0, sand.mix(mirror, 0.75), film),
                (0.45, sand.mix(mirror, 0.5), 0.5 + 0.5 * film),
                (1.0, sand.times(0.85), 1.0),
            ],
        );
        let mut path = Path::new();
        path.to(edge[0].0, BOTTOM).line(edge[0].0, edge[0].1).smooth(&edge);
        path.line(edge[12].0, BOTTOM).close();
        c.paint(&path, &paint);
        surf(c, &edge, 10.0, 0.85);
        let second: Vec<Point> =
            edge.iter().map(|(x, y)| (*x, y + 34.0 + c.rng.spread() * 16.0 - swash * 0.5)).collect();
        surf(c, &second, 4.0, 0.4);
        let at = sun(c, 440.0);
        if c.light.disc > 0.0 || c.light.night > 0.3 {
            c.glow_flat((at.0, top + 90.0), (300.0, 120.0), c.light.glow, 0.34);
        }
        let mut pools = Path::new();
        for _ in 0..9 {
            let y = c.rng.range(top + 70.0, 880.0);
            let k = (y - top) / 240.0;
            let x = c.rng.range(-40.0, 1640.0);
            pools.lens((x, y), c.rng.range(120.0, 320.0) * (0.5 + k), 7.0 + 8.0 * k);
        }
        c.tint(&pools, mirror, 0.55);
        let mut marks = Path::new();
        for _ in 0..26 {
            let y = c.rng.range(top + 100.0, 890.0);
            let x = c.rng.range(-40.0, 1640.0);
            let w = c.rng.range(20.0, 80.0);
            marks.to(x, y).curve((x + w / 2.0, y - 5.0), (x + w, y));
        }
        c.stroke_faint(&marks, c.light.shade(matter::SAND.times(0.85), 0.0), 1.6, 0.35);
    });
}

/// A long beach with lines of breakers.
pub fn surf_beach(c: &mut Canvas) {
    let horizon = 372.0;
    sky(c, horizon);
    range(c, horizon + 2.0, 110.0, 0.86);
    headland(c, horizon, 1.0);
    mist(c, horizon, 60.0, 0.8);
    sea(c, horizon, BOTTOM);
    let (far, near) = tones(c);
    let face = near.mix(matter::VERDIGRIS.under(c.light.key), 0.42);
    for line in 0..5 {
        let cycle = ((f64::from(line) + 0.6) / 5.0 + c.frame.time).rem_euclid(1.0);
        let t = cycle.powf(1.5);
        let y = horizon + 34.0 + t * 320.0;
        let size = 0.2 + 1.0 * t;
        let alpha = (cycle * 9.0).min(1.0) * ((1.0 - cycle) * 6.0).min(1.0);
        breaker(c, y, size, (face, far), alpha, line);
    }
    wet_sand(c, 716.0, 1.0);
    gulls(c, (640.0, 270.0), (480.0, 110.0), 6);
}

fn breaker(c: &mut Canvas, y: f64, size: f64, (face, far): (Rgb, Rgb), alpha: f64, line: i32) {
    let mut rng = crate::rng::Rng::new(&format!("breaker{line}"));
    let crest: Vec<Point> = (0..=16)
        .map(|i| {
            let u = f64::from(i) / 16.0;
            let bend = (u * 4.6 + f64::from(line) * 2.1).sin() * 16.0 * size;
            (-OVER + f64::from(i) * 122.5, y + bend - 22.0 * size * (0.6 + 0.8 * rng.unit()))
        })
        .collect();
    let mut body = Path::new();
    body.to(crest[0].0, crest[0].1).smooth(&crest);
    body.line(crest[16].0, y + 20.0 * size).line(crest[0].0, y + 20.0 * size).close();
    let paint = c.vertical(
        y - 34.0 * size,
        y + 20.0 * size,
        &[(0.0, face.mix(far, 0.4), 0.9), (0.45, face, 0.9), (1.0, face.times(0.8), 0.0)],
    );
    c.paint_faint(&body, &paint, alpha);
    let foam = matter::SNOW.under(c.light.key.mix(c.light.fill, 0.2)).mix(matter::SNOW, 0.5);
    let mut top = Path::new();
    let mut from = 0;
    while from < 16 {
        let run = 2 + rng.below(5);
        let to = (from + run).min(16);
        if rng.chance(0.78) {
            let part = &crest[from..=to];
            top.to(part[0].0, part[0].1).smooth(part);
            let under: Vec<Point> = part
                .iter()
                .rev()
                .enumerate()
                .map(|(i, (x, y))| {
                    let ends = i == 0 || i == part.len() - 1;
                    let thick = if ends { 0.0 } else { size * rng.range(18.0, 46.0) };
                    (*x + 14.0 * size * rng.spread(), y + thick)
                })
                .collect();
            top.smooth(&under).close();
        }
        from = to;
    }
    c.tint(&top, foam, 0.9 * alpha);
    let mut wash = Path::new();
    for _ in 0..14 {
        let x = rng.range(-OVER, WIDTH + OVER);
        let dy = rng.range(20.0, 56.0) * size;
        wash.lens((x, y + dy), rng.range(60.0, 260.0) * size, 3.6 * size);
    }
    c.tint(&wash, foam, 0.42 * alpha);
}

/// A wooded headland that closes the bay on one side: 1 left, -1 right.
fn headland(c: &mut Canvas, horizon: f64, side: f64) {
    let points = ridge(&mut c.rng, 0.0, 1.0, 1.0, 4, 0.5);
    let line: Vec<Point> = points
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let t = i as f64 / 16.0;
            let x = if side > 0.0 { -OVER + t * 760.0 } else { WIDTH + OVER - t * 760.0 };
            (x, horizon + 6.0 - (1.0 - t).powf(0.8) * (80.0 - p.1 * 70.0))
        })
        .collect();
    let matter = woodland(c);
    slope(c, &line, horizon + 8.0, 0.56, matter);
}

/// Reefs under pines, with waves breaking.
pub fn rocky_shore(c: &mut Canvas) {
    let horizon = 420.0;
    bay(c, horizon, Some((900.0, 1500.0)));
    headland(c, horizon, -1.0);
    for (x, y, w, h, depth) in [
        (1180.0, 560.0, 130.0, 44.0, 0.3),
        (1330.0, 590.0, 190.0, 70.0, 0.26),
        (960.0, 606.0, 120.0, 42.0, 0.25),
        (1110.0, 650.0, 250.0, 86.0, 0.18),
        (1440.0, 668.0, 260.0, 100.0, 0.18),
    ] {
        let dx = c.rng.spread() * 60.0;
        c.layer(0.4, |c| {
            boulder(c, (x + dx, y), w, h, depth);
            let t = c.swing(x * 0.01, 1.0) * 3.0;
            surf(
                c,
                &[
                    (x + dx - w * 0.66, y + 2.0),
                    (x + dx - w * 0.2, y - 6.0 - t),
                    (x + dx + w * 0.3, y + 2.0 + t),
                    (x + dx + w * 0.66, y),
                ],
                12.0,
                0.7,
            );
        });
    }
    spray(c, (1262.0, 648.0), 1.0);
    spray(c, (1040.0, 606.0), 0.6);
    c.layer(0.1, |c| {
        let points: Vec<Point> = (0..=14)
            .map(|i| {
                let t = f64::from(i) / 14.0;
                (-OVER + t * 900.0, 560.0 + 320.0 * t.powf(1.5) + c.rng.spread() * 26.0)
            })
            .collect();
        let scrub = woodland(c).mix(matter::PINE, 0.45);
        trees::wood(c, &points, BOTTOM, 44.0, 0.08, scrub);
        for (x, y, w, h) in [
            (430.0, 790.0, 210.0, 120.0),
            (300.0, 740.0, 170.0, 110.0),
            (190.0, 850.0, 260.0, 150.0),
            (20.0, 800.0, 220.0, 130.0),
        ] {
            let dx = c.rng.spread() * 20.0;
            boulder(c, (x + dx, y), w, h, 0.03);
        }
        for (x, h) in [(40.0, 330.0), (170.0, 260.0), (-70.0, 300.0), (305.0, 190.0)] {
            let dx = c.rng.spread() * 30.0;
            let y = points.iter().find(|p| p.0 > x + dx).map_or(620.0, |p| p.1) + 12.0;
            trees::pine(c, (x + dx, y), h, 0.03);
        }
    });
    for (x, y, w, h) in [
        (640.0, 780.0, 240.0, 110.0),
        (420.0, 880.0, 420.0, 150.0),
        (880.0, 850.0, 260.0, 90.0),
        (1180.0, 905.0, 330.0, 90.0),
    ] {
        c.layer(0.0, |c| boulder(c, (x, y), w, h, 0.02));
    }
    surf(
        c,
        &[(560.0, 800.0), (760.0, 780.0), (900.0, 812.0), (1100.0, 800.0), (1340.0, 840.0), (1700.0, 846.0)],
        22.0,
        0.75,
    );
    gulls(c, (800.0, 270.0), (520.0, 110.0), 7);
}

fn spray(c: &mut Canvas, (x, y): Point, size: f64) {
    let foam = matter::SNOW.under(c.light.key.mix(c.light.fill, 0.2));
    let rise = if c.frame.moving { (c.swing(x * 0.003, 1.0) * 0.5 + 0.5).powi(2) } else { 1.0 };
    let mut path = Path::new();
    for _ in 0..26 {
        let u = c.rng.spread();
        let up = c.rng.unit();
        path.circle(
            (x + u * 95.0 * size, y - up * (1.0 - u * u) * 120.0 * size * rise),
            c.rng.range(1.6, 6.5) * size * (1.1 - up * 0.7),
        );
    }
    c.tint(&path, foam, 0.8);
    let mut plumes = Path::new();
    for i in 0..9 {
        let u = (f64::from(i) - 4.0) / 4.0;
        let h = (1.0 - 0.7 * u.abs()) * 92.0 * size * rise * c.rng.range(0.7, 1.1);
        let (bx, w) = (x + u * 66.0 * size, 16.0 * size);
        plumes
            .to(bx - w, y + 4.0)
            .curve((bx - w * 0.3 + u * 12.0, y - h * 0.6), (bx + u * 26.0, y - h))
            .curve((bx + w * 0.6 + u * 12.0, y - h * 0.5), (bx + w, y + 4.0))
            .close();
    }
    c.tint(&plumes, foam, 0.7);
    let mut wash = Path::new();
    wash.lens((x, y + 5.0), 250.0 * size, 12.0 * size).lens((x - 30.0, y + 16.0), 180.0 * size, 6.0 * size);
    c.tint(&wash, foam, 0.85);
}

/// Pylons and cables of the bridge over the bay, low fog under the deck.
pub fn sea_bridge(c: &mut Canvas) {
    let horizon = 500.0;
    sky(c, horizon);
    range(c, horizon + 2.0, 120.0, 0.88);
    range(c, horizon + 2.0, 60.0, 0.74);
    mist(c, horizon - 10.0, 90.0, 1.0);
    sea(c, horizon, BOTTOM);
    c.layer(0.4, bridge);
    mist(c, 640.0, 90.0, 1.0);
    mist(c, 760.0, 80.0, 0.8);
    gulls(c, (360.0, 330.0), (260.0, 90.0), 4);
}

fn bridge(c: &mut Canvas) {
    // The deck runs from far left to near right on a curve that swells with nearness.
    let deck = |t: f64| -> Point { (-220.0 + 2050.0 * t.powf(1.5), 512.0 + 46.0 * t + 40.0 * t.powi(4)) };
    let scale = |t: f64| 0.14 + 0.86 * t.powf(1.7);
    let mut piers = Path::new();
    for i in 0..46 {
        let t = f64::from(i) / 46.0;
        let (p, s) = (deck(t), scale(t));
        piers.rect((p.0 - 7.0 * s, p.1, 14.0 * s, 200.0 * s));
    }
    let concrete = matter::CONCRETE;
    c.fill(&piers, c.light.shade(concrete, 0.3));
    for (t, depth) in [(0.36, 0.5), (0.5, 0.34), (0.72, 0.12)] {
        let (p, s) = (deck(t), scale(t));
        let top = p.1 - 520.0 * s;
        let mut cables = Path::new();
        for i in 1..=13 {
            let u = f64::from(i) / 13.0;
            for side in [-1.0, 1.0] {
                let span: f64 = t + side * u * 0.13 * (0.65 + 0.6 * t);
                let q = deck(span.max(0.02));
                cables.to(p.0, top + (1.0 - u) * 150.0 * s + 16.0 * s).line(q.0, q.1 - 2.0);
            }
        }
        c.stroke_faint(&cables, c.light.shade(matter::STEEL, depth), (2.4 * s).max(0.8), 0.7);
        let (w, leg) = (64.0 * s, 19.0 * s);
        let foot = p.1 + 190.0 * s;
        let lit = lit_side(c, p.0);
        let (near, far) = (c.light.lit(concrete.mix(matter::WHITE, 0.35), depth), c.light.shade(concrete, depth));
        for side in [-1.0, 1.0] {
            let tone = if side == lit { near } else { far };
            c.poly(
                &[
                    (p.0 + side * w * 1.05, foot),
                    (p.0 + side * (w * 1.05 - leg * 1.6), foot),
                    (p.0 + side * (w * 0.78 - leg), p.1),
                    (p.0 + side * (w * 0.24 - leg * 0.5), top),
                    (p.0 + side * (w * 0.24 + leg * 0.6), top),
                    (p.0 + side * w * 0.84, p.1),
                ],
                tone,
            );
        }
        let mut beams = Path::new();
        beams.rect((p.0 - w * 0.8, p.1 + 10.0 * s, w * 1.6, 20.0 * s));
        beams.rect((p.0 - w * 0.42, top + 180.0 * s, w * 0.84, 15.0 * s));
        beams.rect((p.0 - w * 0.34, top + 6.0 * s, w * 0.68, 22.0 * s));
        c.fill(&beams, c.light.half(concrete, depth));
        let blink = 0.55 + 0.45 * c.swing(t, 4.0);
        c.glow((p.0, top - 4.0 * s), 26.0 * s + 6.0, matter::ORANGE, (0.25 + 0.6 * c.light.night) * blink);
    }
    let (mut road, mut under, mut rail) = (Path::new(), Path::new(), Path::new());
    let upper: Vec<Point> = (0..=24).map(|i| deck(f64::from(i) / 24.0)).collect();
    let lower: Vec<Point> = (0..=24)
        .rev()
        .map(|i| {
            let t = f64::from(i) / 24.0;
            let p = deck(t);
            (p.0, p.1 + 34.0 * scale(t))
        })
        .collect();
    let middle: Vec<Point> = (0..=24)
        .rev()
        .map(|i| {
            let t = f64::from(i) / 24.0;
            let p = deck(t);
            (p.0, p.1 + 13.0 * scale(t))
        })
        .collect();
    under.to(upper[0].0, upper[0].1).smooth(&upper).line(lower[0].0, lower[0].1).smooth(&lower).close();
    road.to(upper[0].0, upper[0].1).smooth(&upper).line(middle[0].0, middle[0].1).smooth(&middle).close();
    let raised: Vec<Point> = (0..=24)
        .map(|i| {
            let t = f64::from(i) / 24.0;
            let p = deck(t);
            (p.0, p.1 - 9.0 * scale(t))
        })
        .collect();
    rail.to(raised[0].0, raised[0].1).smooth(&raised);
    c.fill(&under, c.light.shade(concrete.times(0.85), 0.16));
    c.fill(&road, c.light.lit(concrete, 0.14));
    c.stroke_faint(&rail, c.light.half(matter::STEEL, 0.15), 1.8, 0.8);
    let mut lamps = Path::new();
    for i in 4..40 {
        let t = f64::from(i) / 40.0;
        let (p, s) = (deck(t), scale(t));
        lamps.circle((p.0, p.1 - 44.0 * s), 2.6 * s + 0.6);
    }
    c.tint(&lamps, matter::LAMP, c.light.night);
}

/// Masts and hulls in the sailing harbour.
pub fn marina(c: &mut Canvas) {
    let horizon = 470.0;
    sky(c, horizon);
    range(c, horizon + 2.0, 130.0, 0.84);
    c.layer(0.74, |c| towers(c, (-100.0, 900.0), horizon + 3.0, 190.0, 0.55));
    mist(c, horizon - 4.0, 70.0, 0.85);
    sea(c, horizon, BOTTOM);
    c.layer(0.6, |c| {
        // The breakwater with its light.
        c.rect((930.0, horizon + 2.0, 900.0, 16.0), c.light.half(matter::STONE, 0.45));
        lighthouse(c, (1010.0, horizon + 4.0), 120.0, 0.4);
    });
    for (row, y, count, size, depth) in
        [(0, 516.0, 15, 0.5, 0.42), (1, 566.0, 10, 0.78, 0.26), (2, 646.0, 7, 1.25, 0.08)]
    {
        c.layer(depth + 0.1, |c| {
            let step = (WIDTH + 2.0 * OVER) / f64::from(count);
            let moored: Vec<_> = (0..if row < 2 { 5 } else { 0 })
                .map(|_| c.define(|c| yacht(c, (0.0, 0.0), size, depth, 0.0, row)))
                .collect();
            c.mirrored(y, 0.36, |c| {
                for i in 0..count {
                    let dx = c.rng.spread() * step * 0.3;
                    let k = size * c.rng.range(0.85, 1.15);
                    let phase = c.rng.unit();
                    let bob = c.swing(phase, 1.0);
                    let x = -OVER + step * (f64::from(i) + 0.5) + dx;
                    if row < 2 {
                        let kind = c.rng.below(5);
                        c.stamp(&moored[kind], (x, y + bob * 1.6 * size), (k / size, k / size));
                    } else {
                        yacht(c, (x, y), k, depth, bob, row);
                    }
                }
            });
            ripples(c, (-OVER, y + 8.0, WIDTH + 2.0 * OVER, 60.0 + 110.0 * size), 48);
        });
    }
    c.layer(0.0, |c| {
        let planks = c.light.lit(matter::TIMBER.mix(matter::STONE, 0.55), 0.0);
        let dark = c.light.shade(matter::TIMBER.times(0.7), 0.0);
        c.poly(&[(-OVER, 838.0), (WIDTH + OVER, 800.0), (WIDTH + OVER, BOTTOM), (-OVER, BOTTOM)], planks);
        let mut lines = Path::new();
        for i in 0..7 {
            let y = f64::from(i) * 17.0;
            lines.to(-OVER, 856.0 + y).line(WIDTH + OVER, 820.0 + y * 1.1);
        }
        c.stroke_faint(&lines, dark, 2.0, 0.5);
        c.poly(&[(-OVER, 834.0), (WIDTH + OVER, 796.0), (WIDTH + OVER, 806.0), (-OVER, 845.0)], dark);
        for i in 0..6 {
            let x = 90.0 + f64::from(i) * 290.0;
            let y = 838.0 - (x + OVER) * 0.0194;
            let mut post = Path::new();
            post.to(x - 9.0, y + 6.0)
                .curve((x - 12.0, y - 26.0), (x - 17.0, y - 34.0))
                .line(x + 17.0, y - 34.0)
                .curve((x + 12.0, y - 26.0), (x + 9.0, y + 6.0))
                .close();
            c.fill(&post, c.light.ink(0.0));
        }
    });
    gulls(c, (1200.0, 260.0), (320.0, 100.0), 5);
}

fn yacht(c: &mut Canvas, (x, y): Point, k: f64, depth: f64, bob: f64, row: i32) {
    let hull_tones =
        [matter::WHITE, matter::WHITE, hex(0x2c5560), matter::WHITE, matter::ORANGE.mix(matter::LACQUER, 0.4)];
    let hull = hull_tones[c.rng.below(5)];
    let turn = if c.rng.chance(0.6) { 1.0 } else { -1.0 };
    let y = y + bob * 1.6 * k;
    let (l, h) = (88.0 * k, 22.0 * k);
    let mut path = Path::new();
    path.to(x - turn * l, y - h)
        .curve((x, y - h * 0.72), (x + turn * l * 1.05, y - h * 1.25))
        .curve((x + turn * l * 0.86, y - h * 0.2), (x + turn * l * 0.7, y + 2.0))
        .line(x - turn * l * 0.84, y + 2.0)
        .close();
    c.fill(&path, c.light.lit(hull, depth));
    let mut low = Path::new();
    low.to(x - turn * l * 0.92, y - h * 0.42)
        .line(x + turn * l * 0.9, y - h * 0.42)
        .line(x + turn * l * 0.7, y + 2.0)
        .line(x - turn * l * 0.84, y + 2.0)
        .close();
    c.fill(&low, c.light.shade(hull, depth));
    let mut cabin = Path::new();
    cabin
        .to(x - turn * l * 0.4, y - h * 0.86)
        .line(x - turn * l * 0.34, y - h * 1.5)
        .line(x + turn * l * 0.26, y - h * 1.42)
        .line(x + turn * l * 0.46, y - h * 0.9)
        .close();
    c.fill(&cabin, c.light.half(matter::WHITE, depth));
    let mast = (x + turn * l * 0.1, y - 262.0 * k + c.rng.spread() * 44.0 * k);
    let lean = bob * 2.4 * k;
    let (mut spar, mut rig) = (Path::new(), Path::new());
    spar.to(mast.0, y - h).line(mast.0 + lean, mast.1);
    spar.to(mast.0, y - h * 2.2).line(x - turn * l * 0.72, y - h * 2.05);
    rig.to(mast.0 + lean, mast.1).line(x + turn * l, y - h * 1.2);
    rig.to(mast.0 + lean, mast.1).line(x - turn * l * 0.96, y - h);
    let mid = (mast.1 + y) * 0.5;
    rig.to(mast.0 + lean * 0.5 - 13.0 * k, mid).line(mast.0 + lean * 0.5 + 13.0 * k, mid);
    rig.to(mast.0 + lean, mast.1 + 30.0 * k).line(mast.0 - 13.0 * k + lean * 0.5, mid).line(mast.0 - 10.0 * k, y - h);
    c.stroke(&spar, c.light.half(matter::WHITE, depth * 0.8).mix(c.light.ink(depth), 0.35), (4.6 * k).max(1.4));
    c.stroke_faint(&rig, c.light.ink(depth), (1.3 * k).max(0.7), 0.6);
    let mut furl = Path::new();
    furl.lens((x - turn * l * 0.3, y - h * 2.3), l * 0.86, h * 0.46);
    let canvas_tone = if row == 1 && c.rng.chance(0.5) { matter::ORANGE } else { hex(0x3f6d78) };
    c.fill(&furl, c.light.half(canvas_tone, depth));
    if c.rng.chance(0.3) {
        let wave = bob * 4.0 * k;
        c.poly(
            &[
                (mast.0 + lean, mast.1),
                (mast.0 + lean + 30.0 * k, mast.1 + 7.0 * k + wave),
                (mast.0 + lean, mast.1 + 15.0 * k),
            ],
            c.light.lit(matter::ORANGE, depth),
        );
    }
}

/// An island with cliffs, seen from above.
pub fn island(c: &mut Canvas) {
    let horizon = 172.0;
    sky(c, horizon);
    range(c, horizon + 1.0, 46.0, 0.88);
    mist(c, horizon, 40.0, 0.9);
    sea(c, horizon, BOTTOM);
    let green = woodland(c).mix(matter::PINE, 0.2);
    c.layer(0.45, |c| {
        // Coast from the far end round by the near cliffs; cliffs drop from plan to waterline.
        let coast: Vec<Point> = [
            (520.0, 330.0),
            (640.0, 296.0),
            (800.0, 276.0),
            (930.0, 292.0),
            (1010.0, 330.0),
            (1100.0, 352.0),
            (1180.0, 410.0),
            (1168.0, 470.0),
            (1080.0, 520.0),
            (1010.0, 540.0),
            (930.0, 590.0),
            (820.0, 606.0),
            (720.0, 572.0),
            (610.0, 560.0),
            (520.0, 520.0),
            (430.0, 486.0),
            (408.0, 430.0),
            (450.0, 370.0),
        ]
        .iter()
        .map(|(x, y)| (x + c.rng.spread() * 26.0, y + c.rng.spread() * 14.0))
        .collect();
        let drop = |p: &Point| (p.0, p.1 + 46.0 + (p.1 - 276.0) * 0.2);
        let mut shallow = Path::new();
        let low: Vec<Point> = coast.iter().map(drop).collect();
        let grow = |k: f64, dy: f64| -> Vec<Point> {
            let mut v: Vec<Point> =
                low.iter().map(|p| (795.0 + (p.0 - 795.0) * k, 470.0 + (p.1 - 470.0) * k + dy)).collect();
            v.push(v[0]);
            v
        };
        let ring = grow(1.2, 6.0);
        shallow.to(ring[0].0, ring[0].1).smooth(&ring).close();
        c.tint(&shallow, c.light.lit(matter::VERDIGRIS, 0.1), 0.4);
        for (k, alpha) in [(1.075, 0.45), (1.03, 0.85)] {
            let pulse = 0.008 * c.swing(k, 1.0);
            let ring = grow(k + pulse, 5.0);
            let mut foam = Path::new();
            foam.to(ring[0].0, ring[0].1).smooth(&ring).close();
            c.stroke_faint(&foam, c.light.lit(matter::SNOW, 0.05), 6.0 * (k - 1.0) * 10.0 + 3.0, alpha);
        }
        // Cliff faces between plan and water, darker away from the light.
        let n = coast.len();
        for i in 0..n {
            let (a, b) = (coast[i], coast[(i + 1) % n]);
            if a.0 < b.0 && a.1.max(b.1) < 400.0 {
                continue;
            }
            let facing = (b.1 - a.1).atan2(b.0 - a.0).cos() * lit_side(c, a.0);
            let stone = matter::ROCK.mix(matter::GRANITE, c.rng.range(0.0, 0.5));
            let tone = c
                .light
                .shade(stone, 0.1)
                .mix(c.light.lit(stone, 0.1), 0.45 + 0.5 * facing * -0.6 + c.rng.spread() * 0.2);
            c.poly(&[a, b, drop(&b), drop(&a)], tone);
        }
        let mut top = Path::new();
        top.add(&coast);
        let paint = c.fade(&[(0.0, c.light.half(green, 0.3), 1.0), (1.0, c.light.lit(green, 0.08), 1.0)]);
        c.paint(&top, &paint);
        for (base, h, x0, x1, depth) in [
            (420.0, 190.0, 500.0, 1150.0, 0.26),
            (476.0, 150.0, 450.0, 960.0, 0.18),
            (520.0, 84.0, 700.0, 1110.0, 0.12),
        ] {
            let w = x1 - x0;
            let tops: Vec<(f64, f64, f64)> = [(0.3, 0.8, 0.3), (0.5, 1.0, 0.34), (0.72, 0.7, 0.26)]
                .iter()
                .map(|(u, rise, wide)| (x0 + (u + c.rng.spread() * 0.08) * w, h * rise, w * wide))
                .collect();
            let line = massif(c, (x0, x1), &tops, base);
            crags(c, &line, base + 4.0, depth);
            let low: Vec<Point> = line.iter().map(|p| (p.0, base - (base - p.1) * 0.56)).collect();
            trees::wood(c, &low, base + 16.0, 22.0, depth, green);
        }
        village(c, (760.0, 960.0), (520.0, 548.0), (17.0, 22.0), (0.14, 0.1));
    });
    c.layer(0.25, |c| {
        for (x, y, k) in [
            (350.0, 650.0, 1.0),
            (500.0, 720.0, 1.25),
            (1180.0, 660.0, 1.1),
            (1320.0, 560.0, 0.8),
            (250.0, 470.0, 0.7),
            (960.0, 760.0, 1.4),
        ] {
            let phase = c.rng.unit();
            let (at, presence) = c.life(phase, 1.0);
            let go = (at - 0.5) * 90.0 * k;
            let dx = c.rng.spread() * 30.0;
            fishing_boat(c, (x + dx + go, y - go * 0.28), k, presence);
        }
    });
    gulls(c, (700.0, 640.0), (420.0, 120.0), 8);
}

/// A fishing boat under way, from above, with its wake.
fn fishing_boat(c: &mut Canvas, (x, y): Point, k: f64, presence: f64) {
    c.faded(presence, |c| {
        let foam = c.light.lit(matter::SNOW, 0.05);
        let mut wake = Path::new();
        wake.to(x + 18.0 * k, y - 5.0 * k)
            .line(x - 120.0 * k, y + 16.0 * k)
            .line(x - 92.0 * k, y + 30.0 * k)
            .line(x - 62.0 * k, y + 22.0 * k)
            .line(x - 104.0 * k, y + 56.0 * k)
            .close();
        c.tint(&wake, foam, 0.4);
        let mut hull = Path::new();
        hull.to(x + 36.0 * k, y - 12.0 * k)
            .curve((x + 10.0 * k, y - 14.0 * k), (x - 30.0 * k, y - 1.0 * k))
            .line(x - 27.0 * k, y + 12.0 * k)
            .curve((x + 16.0 * k, y + 7.0 * k), (x + 36.0 * k, y - 12.0 * k));
        c.fill(&hull, c.light.lit(hex(0x2f6470), 0.02));
        let mut deck = Path::new();
        deck.to(x + 28.0 * k, y - 10.0 * k)
            .curve((x + 6.0 * k, y - 11.0 * k), (x - 26.0 * k, y - 1.0 * k))
            .line(x - 24.0 * k, y + 5.0 * k)
            .curve((x + 10.0 * k, y + 1.0 * k), (x + 28.0 * k, y - 10.0 * k));
        c.fill(&deck, c.light.lit(matter::SAND, 0.02));
        c.poly(
            &[
                (x - 16.0 * k, y - 6.0 * k),
                (x - 2.0 * k, y - 10.0 * k),
                (x - 2.0 * k, y - 22.0 * k),
                (x - 16.0 * k, y - 18.0 * k),
            ],
            c.light.lit(matter::WHITE, 0.0),
        );
        c.poly(
            &[
                (x - 18.0 * k, y - 18.0 * k),
                (x, y - 23.0 * k),
                (x - 2.0 * k, y - 26.0 * k),
                (x - 18.0 * k, y - 22.0 * k),
            ],
            c.light.lit(matter::ORANGE, 0.0),
        );
    });
}

/// The stepped terrace on its mound above the sea.
pub fn terrace(c: &mut Canvas) {
    let horizon = 470.0;
    sky(c, horizon);
    peaks(c, horizon + 2.0, 90.0, 0.86);
    mist(c, horizon - 4.0, 50.0, 0.85);
    sea(c, horizon, BOTTOM);
    c.layer(0.7, |c| small_isle(c, (250.0, horizon + 8.0), 130.0, 0.64));
    c.layer(0.68, |c| small_isle(c, (1390.0, horizon + 14.0), 190.0, 0.6));
    let grass = woodland(c).mix(matter::EARTH, 0.2);
    c.layer(0.35, |c| {
        let hill: Vec<Point> = (0..=24)
            .map(|i| {
                let t = f64::from(i) / 24.0 * 2.0 - 1.0;
                (800.0 + t * 980.0, 700.0 - 210.0 * (1.0 - t.abs().powf(1.7)) + c.rng.spread() * 10.0)
            })
            .collect();
        slope(c, &hill, BOTTOM, 0.16, grass);
        for (step, (half, y, h)) in
            [(430.0, 512.0, 72.0), (318.0, 440.0, 66.0), (214.0, 374.0, 60.0)].iter().enumerate()
        {
            let (top, k) = (y - h, 34.0);
            let wall = matter::EARTH.mix(matter::GRANITE, 0.45);
            c.poly(
                &[(800.0 - half, y + 10.0), (800.0 + half, y + 10.0), (800.0 + half - k, top), (800.0 - half + k, top)],
                c.light.lit(wall, 0.12),
            );
            let side = -lit_side(c, 800.0);
            c.poly(
                &[
                    (800.0 + side * half, y + 10.0),
                    (800.0 + side * (half - k), top),
                    (800.0 + side * (half - k - 74.0), top),
                    (800.0 + side * (half - 110.0), y + 10.0),
                ],
                c.light.shade(wall, 0.12),
            );
            let mut layers = Path::new();
            for i in 1..6 {
                let t = f64::from(i) / 6.0;
                let hw = half - k * (1.0 - t);
                layers.to(800.0 - hw, top + (h + 10.0) * t).line(800.0 + hw, top + (h + 10.0) * t);
            }
            c.stroke_faint(&layers, c.light.shade(wall.times(0.8), 0.1), 1.6, 0.45);
            let mut turf = Path::new();
            turf.lens((800.0, top), (half - k) * 2.04, 9.0);
            c.fill(&turf, c.light.lit(grass, 0.1));
            let mut edge = Path::new();
            for i in 0..(14 - 3 * step) {
                let u = i as f64 / (13 - 3 * step) as f64 * 2.0 - 1.0;
                let r = c.rng.range(8.0, 18.0);
                edge.scallop((800.0 + u * (half - k), top - 2.0), r, 8.0, &mut c.rng);
            }
            c.fill(&edge, c.light.half(grass, 0.1));
        }
        // The stair up the axis.
        c.poly(&[(640.0, BOTTOM), (960.0, BOTTOM), (826.0, 314.0), (774.0, 314.0)], c.light.lit(matter::STONE, 0.08));
        let mut steps = Path::new();
        for i in 0..44 {
            let t = (f64::from(i) / 44.0).powf(1.3);
            let y = 320.0 + 700.0 * t;
            let hw = 26.0 + 122.0 * t;
            steps.to(800.0 - hw, y).line(800.0 + hw, y);
        }
        c.stroke_faint(&steps, c.light.shade(matter::STONE.times(0.8), 0.05), 2.0, 0.6);
        c.poly(&[(960.0, BOTTOM), (826.0, 314.0), (834.0, 314.0), (990.0, BOTTOM)], c.light.shade(matter::STONE, 0.06));
        c.poly(&[(640.0, BOTTOM), (774.0, 314.0), (766.0, 314.0), (610.0, BOTTOM)], c.light.half(matter::STONE, 0.06));
        // A stone tablet under a small pavilion roof on top.
        roofs::hall(c, (800.0, 316.0), 196.0, matter::SLATE, 0.1);
    });
    c.layer(0.05, |c| {
        let green = trees::leaves(c, trees::Leaf::Common).mix(matter::PINE, 0.4);
        let line = |x0: f64, x1: f64, rise: f64| -> Vec<Point> {
            (0..=10)
                .map(|i| {
                    let t = f64::from(i) / 10.0;
                    (x0 + (x1 - x0) * t, 800.0 - rise * t)
                })
                .collect()
        };
        for (drop, size, tone) in [(-96.0, 44.0, 1.06), (-44.0, 58.0, 1.0), (10.0, 74.0, 0.9)] {
            let left: Vec<Point> = line(-OVER, 600.0, -150.0)
                .iter()
                .map(|(x, y)| (*x, y + drop - 100.0 + c.rng.spread() * 16.0))
                .collect();
            trees::wood(c, &left, BOTTOM, size, 0.08, green.times(tone));
            let right: Vec<Point> = line(1000.0, WIDTH + OVER, 150.0)
                .iter()
                .map(|(x, y)| (*x, y + drop + 50.0 + c.rng.spread() * 16.0))
                .collect();
            trees::wood(c, &right, BOTTOM, size, 0.08, green.times(tone));
        }
        trees::pines(
            c,
            &[(120.0, 800.0, 320.0), (230.0, 820.0, 230.0), (1440.0, 790.0, 340.0), (1340.0, 800.0, 240.0)],
            30.0,
            0.05,
        );
    });
}

/// The city's towers across the bay.
pub fn skyline(c: &mut Canvas) {
    let horizon = 560.0;
    sky(c, horizon);
    range(c, horizon, 210.0, 0.86);
    range(c, horizon, 110.0, 0.7);
    mist(c, horizon - 60.0, 90.0, 0.7);
    sea(c, horizon, BOTTOM);
    c.layer(0.6, |c| {
        c.mirrored(horizon + 6.0, 0.42, |c| {
            towers(c, (-OVER, WIDTH + OVER), horizon, 230.0, 0.6);
            towers(c, (60.0, 1540.0), horizon + 3.0, 330.0, 0.36);
            let green = woodland(c);
            let line: Vec<Point> =
                (0..=30).map(|i| (-OVER + f64::from(i) * 66.0, horizon - 12.0 - c.rng.unit() * 8.0)).collect();
            trees::wood(c, &line, horizon + 8.0, 22.0, 0.3, green);
        });
        ripples(c, (-OVER, horizon + 12.0, WIDTH + 2.0 * OVER, 330.0), 120);
    });
    c.layer(0.3, |c| {
        for (x, k) in [(420.0, 0.62), (1130.0, 0.5)] {
            let dx = c.rng.spread() * 90.0;
            sail(c, (x + dx, 700.0), k);
        }
    });
    gulls(c, (420.0, 300.0), (300.0, 90.0), 4);
}

/// A small boat under full sail.
fn sail(c: &mut Canvas, (x, y): Point, k: f64) {
    let y = y + c.swing(x, 1.0) * 2.0;
    c.mirrored(y + 4.0, 0.3, |c| {
        let mut main = Path::new();
        main.to(x + 4.0 * k, y - 16.0 * k).curve((x + 46.0 * k, y - 90.0 * k), (x + 4.0 * k, y - 190.0 * k)).close();
        main.to(x - 4.0 * k, y - 22.0 * k)
            .line(x - 4.0 * k, y - 168.0 * k)
            .curve((x - 20.0 * k, y - 80.0 * k), (x - 62.0 * k, y - 20.0 * k))
            .close();
        c.fill(&main, c.light.lit(matter::WHITE, 0.08));
        let mut hull = Path::new();
        hull.to(x - 74.0 * k, y - 12.0 * k)
            .line(x + 66.0 * k, y - 12.0 * k)
            .curve((x + 50.0 * k, y + 4.0 * k), (x + 34.0 * k, y + 5.0 * k))
            .line(x - 52.0 * k, y + 5.0 * k)
            .close();
        c.fill(&hull, c.light.half(matter::ORANGE, 0.06));
    });
}

/// A look for the plastered, red-roofed houses of the old town.
pub fn old_town(depth: f64) -> Look {
    Look { wall: matter::PLASTER, roof: matter::TILE, depth }
}
