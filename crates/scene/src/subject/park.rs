//! Parks and hills in the town.

use super::coast::bay;
use super::parts::{backwood, grass};
use crate::buildings::{ground, lit_side, skyline as towers, village};
use crate::canvas::{Canvas, OVER};
use crate::hills::{range, woodland};
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::roofs::{self};
use crate::sea::{BOTTOM, ripples};
use crate::sky::{gulls, mist, sky};
use crate::trees::{self, Leaf};
use film_core::model::vocabulary::{Season, Weather};

/// A hill park with its pavilion over the roofs and the bay.
pub fn hill_park(c: &mut Canvas) {
    let horizon = 396.0;
    bay(c, horizon, Some((-60.0, 330.0)));
    c.layer(0.62, |c| {
        let green = woodland(c).mix(matter::PINE, 0.15);
        let shore: Vec<Point> = (0..=18)
            .map(|i| {
                let t = f64::from(i) / 18.0;
                (-OVER + t * 1960.0, 506.0 - 50.0 * (t * 3.0).sin() + c.rng.spread() * 5.0)
            })
            .collect();
        trees::wood(c, &shore, 700.0, 42.0, 0.44, green);
        village(c, (-OVER, 1120.0), (550.0, 640.0), (50.0, 84.0), (0.44, 0.24));
    });
    mist(c, 600.0, 60.0, 0.35);
    c.layer(0.35, |c| {
        let green = woodland(c).mix(matter::PINE, 0.35);
        let hill = |lift: f64| -> Vec<Point> {
            (0..=24)
                .map(|i| {
                    let t = f64::from(i) / 24.0;
                    let u = (t - 0.62) / 0.5;
                    (-OVER + t * 1960.0, 850.0 - lift * (1.0 - u.abs().powf(1.6)).max(-0.4))
                })
                .collect()
        };
        trees::wood(c, &hill(300.0), 860.0, 64.0, 0.2, green.times(1.05));
        let top = (1035.0, 566.0);
        roofs::pavilion(c, top, 300.0, 0.1, matter::GLAZED);
        trees::pines(
            c,
            &[(840.0, 640.0, 210.0), (1250.0, 640.0, 240.0), (1370.0, 690.0, 190.0), (740.0, 700.0, 170.0)],
            30.0,
            0.14,
        );
        let broad = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.15);
        trees::wood(c, &hill(214.0), BOTTOM, 64.0, 0.11, broad);
        let mut steps = Path::new();
        steps
            .to(1010.0, 566.0)
            .curve((980.0, 660.0), (900.0, 720.0))
            .line(950.0, 730.0)
            .curve((1040.0, 660.0), (1056.0, 566.0))
            .close();
        c.fill(&steps, c.light.lit(matter::STONE, 0.1));
    });
    c.layer(0.05, |c| {
        let broad = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.3);
        let line: Vec<Point> = (0..=20)
            .map(|i| (-OVER + f64::from(i) * 98.0, 800.0 + 30.0 * (f64::from(i) * 0.7).sin() + 20.0 * c.rng.unit()))
            .collect();
        trees::wood(c, &line, BOTTOM, 84.0, 0.03, broad.times(0.9));
        trees::pine(c, (140.0, 900.0), 520.0, 0.02);
    });
    gulls(c, (420.0, 270.0), (300.0, 80.0), 5);
}

/// Cherry trees over a stone path.
pub fn blossom_park(c: &mut Canvas) {
    let horizon = 480.0;
    sky(c, horizon);
    range(c, horizon + 30.0, 150.0, 0.78);
    c.layer(0.7, |c| backwood(c, 500.0, 60.0, 54.0, 0.55));
    mist(c, 490.0, 60.0, 0.9);
    let lawn = grass(c);
    let (far, near) = (c.light.half(lawn, 0.4), c.light.lit(lawn, 0.0));
    ground(c, 510.0, far, near);
    let leaf = Leaf::Cherry;
    c.layer(0.55, |c| {
        let spots: Vec<(f64, f64, f64)> =
            (0..9).map(|i| (-120.0 + f64::from(i) * 230.0, 552.0, c.rng.range(190.0, 250.0))).collect();
        trees::grove(c, &spots, 60.0, 0.42, leaf);
    });
    // A pond with an arched bridge.
    c.layer(0.4, |c| {
        let mut pond = Path::new();
        pond.ellipse((1030.0, 596.0), 420.0, 44.0);
        let (a, b) = crate::sea::tones(c);
        let paint = c.fade(&[(0.0, a, 1.0), (1.0, b, 1.0)]);
        c.paint(&pond, &paint);
        c.mirrored(592.0, 0.35, |c| {
            let mut arch = Path::new();
            arch.to(850.0, 596.0)
                .curve((1010.0, 470.0), (1170.0, 596.0))
                .line(1126.0, 596.0)
                .curve((1010.0, 512.0), (894.0, 596.0))
                .close();
            c.fill(&arch, c.light.lit(matter::STONE.mix(matter::WHITE, 0.2), 0.14));
            let mut rail = Path::new();
            rail.to(856.0, 574.0).curve((1010.0, 446.0), (1164.0, 574.0));
            for i in 0..=10 {
                let t = f64::from(i) / 10.0;
                let (x, y) = (856.0 + 308.0 * t, 574.0 - 256.0 * t * (1.0 - t));
                rail.to(x, y - 5.0).line(x, y + 20.0);
            }
            c.stroke(&rail, c.light.half(matter::STONE, 0.14), 4.0);
        });
        ripples(c, (640.0, 584.0, 780.0, 40.0), 24);
    });
    c.layer(0.2, |c| {
        let wet = if c.weather == Weather::Rain || c.season == Season::Spring { 0.3 } else { 0.0 };
        let stone = matter::STONE.mix(matter::STEEL, wet);
        c.poly(&[(560.0, 560.0), (690.0, 552.0), (1330.0, BOTTOM), (60.0, BOTTOM)], c.light.half(stone, 0.04));
        flagstones(c, stone);
    });
    c.layer(0.12, |c| {
        trees::grove(
            c,
            &[(150.0, 700.0, 520.0), (1420.0, 712.0, 560.0), (430.0, 620.0, 330.0), (880.0, 640.0, 300.0)],
            40.0,
            0.1,
            leaf,
        );
    });
    c.layer(0.0, |c| {
        overhang(c, leaf);
        let colour = trees::leaves(c, leaf);
        if matches!(c.season, Season::Spring | Season::Autumn) {
            trees::falling(c, colour, 40, (80.0, 880.0));
        }
    });
}

/// Flagstones with petals or leaves, and the sky in their wet.
fn flagstones(c: &mut Canvas, stone: Rgb) {
    let (mut pale, mut joints, mut shine) = (Path::new(), Path::new(), Path::new());
    let edge = |y: f64| {
        let t = (y - 556.0) / (BOTTOM - 556.0);
        (560.0 - 500.0 * t, 690.0 + 640.0 * t)
    };
    let mut y = 566.0;
    while y < BOTTOM {
        let dy = 8.0 + (y - 556.0) * 0.2;
        let ((l, r), (l2, r2)) = (edge(y), edge(y + dy));
        joints.to(l, y).line(r, y);
        let shift = c.rng.unit() * 0.25;
        for i in 0..4 {
            let u = (f64::from(i) + shift) / 4.0;
            joints.to(l + (r - l) * u, y).line(l2 + (r2 - l2) * u, y + dy);
            let v = u + 0.25;
            if c.rng.chance(0.4) && v < 1.0 {
                pale.add(&[
                    (l + (r - l) * u, y),
                    (l + (r - l) * v, y),
                    (l2 + (r2 - l2) * v, y + dy),
                    (l2 + (r2 - l2) * u, y + dy),
                ]);
            }
            if c.rng.chance(0.35) {
                shine.lens((l + (r - l) * (u + 0.1), y + dy * 0.5), (r - l) * 0.18, dy * 0.22);
            }
        }
        y += dy;
    }
    c.tint(&pale, c.light.lit(stone.mix(matter::WHITE, 0.15), 0.0), 0.5);
    c.stroke_faint(&joints, c.light.shade(stone.times(0.65), 0.0), 2.4, 0.6);
    c.tint(&shine, c.light.sky[3], 0.4);
    let (mut near, mut dark) = (Path::new(), Path::new());
    for i in 0..130 {
        let t: f64 = c.rng.unit().powf(0.8);
        let y = 566.0 + t * 400.0;
        let (l, r) = edge(y);
        let x = l + (r - l) * c.rng.range(-0.06, 1.06);
        let k = 2.0 + t * 12.0;
        let tilt = c.rng.spread() * k * 0.4;
        let petal = if i % 3 == 0 { &mut dark } else { &mut near };
        petal
            .to(x - k, y + tilt)
            .curve((x - k * 0.2, y - k * 0.6), (x + k, y - tilt))
            .curve((x + k * 0.1, y + k * 0.42), (x - k, y + tilt));
    }
    let petal = trees::leaves(c, Leaf::Cherry);
    if c.season == Season::Spring || c.season == Season::Autumn {
        c.fill(&dark, c.light.half(petal.mix(hex(0xd98f95), 0.25), 0.0));
        c.fill(&near, c.light.lit(petal, 0.0));
    }
}

/// Boughs hanging into the top of the picture.
fn overhang(c: &mut Canvas, leaf: Leaf) {
    let mut boughs = Path::new();
    boughs.to(-OVER, 150.0).curve((120.0, 190.0), (330.0, 130.0)).curve((430.0, 118.0), (560.0, 170.0));
    boughs.to(60.0, 172.0).curve((180.0, 240.0), (260.0, 300.0));
    boughs.to(1780.0, 90.0).curve((1500.0, 150.0), (1290.0, 100.0)).curve((1180.0, 90.0), (1080.0, 140.0));
    c.stroke(&boughs, c.light.shade(matter::TIMBER.times(0.6), 0.0), 11.0);
    if c.season == Season::Winter {
        return;
    }
    let colour = trees::leaves(c, leaf);
    let sway = c.swing(0.1, 1.0) * 5.0;
    for (shade, count, size) in [(0, 12, 58.0), (1, 12, 46.0), (2, 11, 28.0)] {
        let mut path = Path::new();
        for i in 0..count {
            let t = f64::from(i) / f64::from(count);
            let (x, y) = if i % 2 == 0 {
                (-60.0 + t * 640.0, 150.0 + 40.0 * (t * 5.0).sin())
            } else {
                (1700.0 - t * 640.0, 106.0 + 30.0 * (t * 5.0).sin())
            };
            let at = (x + c.rng.spread() * 60.0 + sway, y + c.rng.spread() * 70.0 - 12.0 * f64::from(shade));
            path.scallop(at, size * c.rng.range(0.7, 1.1), size * 0.66, &mut c.rng);
        }
        let tone = match shade {
            0 => c.light.shade(colour, 0.0),
            1 => c.light.half(colour, 0.0),
            _ => c.light.lit(colour.mix(matter::WHITE, 0.1), 0.0),
        };
        c.fill(&path, tone);
    }
}

/// Chairs on a cable over the trees, the television tower on its hill.
pub fn cableway(c: &mut Canvas) {
    let horizon = 560.0;
    sky(c, horizon);
    range(c, horizon, 240.0, 0.84);
    c.layer(0.8, |c| towers(c, (-OVER, 520.0), 566.0, 120.0, 0.7));
    range(c, horizon + 120.0, 150.0, 0.62);
    c.layer(0.7, |c| {
        let (x, foot) = (1080.0, 520.0);
        let hill: Vec<Point> = (0..=20)
            .map(|i| {
                let t = f64::from(i) / 10.0 - 1.0;
                (x + t * 760.0, foot + 150.0 * t.abs().powf(1.3) + c.rng.spread() * 6.0)
            })
            .collect();
        c.moved((x * 0.14, (foot + 20.0) * 0.14), 0.86, |c| tv_tower(c, (x, foot + 20.0), 0.34));
        let green = woodland(c);
        trees::wood(c, &hill, BOTTOM, 30.0, 0.46, green);
    });
    mist(c, 640.0, 70.0, 0.6);
    c.layer(0.5, |c| {
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.2);
        let line: Vec<Point> = (0..=20)
            .map(|i| (-OVER + f64::from(i) * 98.0, 660.0 - 40.0 * (f64::from(i) * 0.5).sin() + 16.0 * c.rng.unit()))
            .collect();
        trees::wood(c, &line, BOTTOM, 56.0, 0.24, green);
    });
    c.layer(0.3, chairs);
    c.layer(0.1, |c| {
        for (tone, y, size) in [(1.0, 770.0, 84.0), (0.86, 842.0, 100.0)] {
            let leaf = if tone == 1.0 { Leaf::Ginkgo } else { Leaf::Common };
            let green = trees::leaves(c, leaf).mix(matter::PINE, 0.12);
            let line: Vec<Point> = (0..=20)
                .map(|i| (-OVER + f64::from(i) * 98.0, y + 26.0 * (f64::from(i) * 0.8 + y).sin() + 22.0 * c.rng.unit()))
                .collect();
            trees::wood(c, &line, BOTTOM, size, 0.04, green.times(tone));
        }
    });
}

fn tv_tower(c: &mut Canvas, (x, y): Point, depth: f64) {
    let white = matter::WHITE;
    let side = lit_side(c, x);
    c.poly(&[(x - 28.0, y), (x + 28.0, y), (x + 9.0, y - 250.0), (x - 9.0, y - 250.0)], c.light.lit(white, depth));
    c.poly(
        &[(x - side * 4.0, y), (x - side * 28.0, y), (x - side * 9.0, y - 250.0), (x - side * 2.0, y - 250.0)],
        c.light.shade(white, depth),
    );
    let mut lattice = Path::new();
    for i in 0..7 {
        let (a, b) = (f64::from(i) * 34.0, (f64::from(i) + 1.0) * 34.0);
        let w = |h: f64| 28.0 - 19.0 * h / 250.0;
        lattice.to(x - w(a), y - a).line(x + w(b), y - b).to(x + w(a), y - a).line(x - w(b), y - b);
    }
    c.stroke_faint(&lattice, c.light.shade(matter::STEEL, depth), 2.0, 0.6);
    let mut pod = Path::new();
    pod.ellipse((x, y - 262.0), 58.0, 34.0);
    let paint = c.fade(&[(0.0, c.light.lit(white, depth), 1.0), (1.0, c.light.shade(matter::STEEL, depth), 1.0)]);
    c.paint(&pod, &paint);
    c.rect(
        (x - 56.0, y - 268.0, 112.0, 9.0),
        c.light.shade(matter::GLASS, depth).mix(matter::LAMP, 0.85 * c.light.night),
    );
    let mut small = Path::new();
    small.ellipse((x, y - 312.0), 24.0, 15.0).rect((x - 5.0, y - 400.0, 10.0, 90.0)).rect((
        x - 2.0,
        y - 480.0,
        4.0,
        90.0,
    ));
    c.fill(&small, c.light.half(white, depth));
    let mut rings = Path::new();
    rings.rect((x - 5.0, y - 380.0, 10.0, 14.0)).rect((x - 5.0, y - 350.0, 10.0, 14.0));
    c.fill(&rings, c.light.lit(matter::ORANGE, depth));
    c.glow((x, y - 480.0), 18.0, matter::ORANGE, 0.7 * c.light.night);
}

fn chairs(c: &mut Canvas) {
    let d = 0.06;
    let ink = c.light.ink(d);
    // Two cables sag between a near pylon and the hill; chairs ride up one and down the other.
    let rope = |t: f64, lane: f64| -> Point {
        let x = -120.0 + 1500.0 * t + lane * 120.0 * (1.0 - t * 0.7);
        let y = 330.0 + 210.0 * t + lane * 34.0 * (1.0 - t) + 60.0 * 4.0 * t * (1.0 - t);
        (x, y)
    };
    let mut cable = Path::new();
    for lane in [0.0, 1.0] {
        let points: Vec<Point> = (0..=16).map(|i| rope(f64::from(i) / 16.0, lane)).collect();
        cable.to(points[0].0, points[0].1).smooth(&points);
    }
    c.stroke(&cable, ink, 2.6);
    for t in [0.86, 0.5] {
        let (a, b) = (rope(t, 0.0), rope(t, 1.0));
        let k = 1.25 - t;
        let mid = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
        let mut pylon = Path::new();
        pylon.add(&[
            (mid.0 - 9.0 * k, mid.1),
            (mid.0 + 9.0 * k, mid.1),
            (mid.0 + 15.0 * k, mid.1 + 480.0 * k),
            (mid.0 - 15.0 * k, mid.1 + 480.0 * k),
        ]);
        pylon.rect((a.0 - 14.0, mid.1 - 7.0 * k, b.0 - a.0 + 28.0, 11.0 * k));
        c.fill(&pylon, c.light.half(matter::STEEL, 0.1));
    }
    let tones = [matter::ORANGE, hex(0x2f6c76), matter::GLAZED];
    for lane in [0.0, 1.0] {
        for i in (0..9).rev() {
            let go = if c.frame.moving { c.frame.time * 3.0 } else { 0.0 };
            let step = if lane < 0.5 { f64::from(i) + go } else { f64::from(i) - go + 0.45 };
            let t = (step / 9.0).rem_euclid(1.0);
            let p = rope(t, lane);
            let k = 1.3 - 0.98 * t;
            let sway = c.swing(f64::from(i % 3) * 0.31, 2.0) * 2.0 * k;
            chair(c, p, k, sway, tones[(i % 3) as usize]);
        }
    }
}

fn chair(c: &mut Canvas, (x, y): Point, k: f64, sway: f64, tone: Rgb) {
    let ink = c.light.ink(0.04);
    let seat = y + 96.0 * k;
    let mut arm = Path::new();
    arm.to(x, y).line(x + sway, y + 52.0 * k).line(x + sway - 24.0 * k, y + 60.0 * k).line(x + sway - 24.0 * k, seat);
    arm.to(x + sway, y + 52.0 * k).line(x + sway + 24.0 * k, y + 60.0 * k).line(x + sway + 24.0 * k, seat);
    c.stroke(&arm, ink, (3.0 * k).max(1.0));
    c.rect((x + sway - 27.0 * k, seat - 28.0 * k, 54.0 * k, 22.0 * k), c.light.lit(tone, 0.03));
    c.rect((x + sway - 30.0 * k, seat - 4.0 * k, 60.0 * k, 9.0 * k), c.light.shade(tone, 0.03));
}
