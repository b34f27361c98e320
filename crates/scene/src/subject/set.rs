//! Outdoor sets and the worlds built on them.

use super::studio::crane;
use crate::buildings::{Opening, block, ground, lit_side, skyline as towers, windows};
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::{peaks, range, ridge};
use crate::palette::{hex, matter};
use crate::path::{Path, Point};
use crate::roofs::{self, Sweep};
use crate::sea::{BOTTOM, ripples};
use crate::sky::{mist, sky};

/// An outdoor set: streets of façades with bare scaffolds behind.
pub fn backlot(c: &mut Canvas) {
    let horizon = 560.0;
    sky(c, horizon);
    peaks(c, horizon + 10.0, 220.0, 0.78);
    mist(c, horizon, 70.0, 0.9);
    let earth = if c.snowy() { matter::SNOW } else { matter::SAND.mix(matter::EARTH, 0.3) };
    let (far, near) = (c.light.half(earth, 0.3), c.light.half(earth, 0.0));
    ground(c, horizon + 20.0, far, near);
    c.layer(0.6, |c| {
        c.rect((560.0, 520.0, 480.0, 90.0), c.light.half(matter::GREY_BRICK.mix(matter::EARTH, 0.3), 0.4));
        roofs::gate_tower(c, (800.0, 524.0), 330.0, matter::SLATE, 0.36);
        let mut arch = Path::new();
        arch.arch((760.0, 544.0, 80.0, 66.0));
        c.fill(&arch, c.light.shade(matter::INK, 0.3));
    });
    let fronts = [matter::PLASTER, matter::LACQUER.mix(matter::PLASTER, 0.4), matter::GREY_BRICK, hex(0xd8b27a)];
    for (k, y, depth) in [(0.52, 640.0, 0.24), (0.8, 716.0, 0.12), (1.2, 836.0, 0.02)] {
        c.layer(depth * 2.0, |c| {
            let (w, h) = (330.0 * k, 300.0 * k);
            let wall = fronts[c.rng.below(4)];
            let front = c.define(|c| {
                block(c, (-w / 2.0, -h, w, h), wall, depth);
                windows(c, (-w * 0.44, -h * 0.88, w * 0.88, h * 0.34), (3, 1), Opening::Square, depth);
                roofs::bays(c, (-w * 0.42, w * 0.42), 0.0, h * 0.42, 4, depth);
                roofs::roof(
                    c,
                    (0.0, -h * 0.44),
                    Sweep { half: w * 0.58, ridge: w * 0.46, height: h * 0.12, curl: h * 0.035 },
                    matter::SLATE,
                    depth,
                );
                roofs::roof(
                    c,
                    (0.0, 6.0 * k - h),
                    Sweep { half: w * 0.6, ridge: w * 0.36, height: h * 0.32, curl: h * 0.07 },
                    matter::SLATE,
                    depth,
                );
                roofs::lantern(c, (-w * 0.3, -h * 0.3), 13.0 * k, depth);
                roofs::lantern(c, (w * 0.3, -h * 0.3), 13.0 * k, depth);
            });
            for s in [-1.0, 1.0] {
                let x = 800.0 + s * (310.0 + 400.0 * (k - 0.52) * 1.25) * 1.12;
                let behind = x - w / 2.0 + if s > 0.0 { w * 0.4 } else { -w * 0.36 };
                scaffold(c, (behind, y - h - 40.0 * k, w * 0.96, h + 40.0 * k), k, depth);
                c.stamp(&front, (x, y), (1.0, 1.0));
            }
        });
    }
    let mut ruts = Path::new();
    for (a, b) in [(760.0, 560.0), (790.0, 690.0), (820.0, 930.0), (850.0, 1080.0)] {
        ruts.to(a, 612.0).curve((a, 700.0), (b, BOTTOM));
    }
    c.stroke_faint(&ruts, c.light.shade(earth, 0.0), 3.0, 0.35);
    crane(c, (930.0, 852.0), 0.72, -1.0);
}

fn scaffold(c: &mut Canvas, (x, y, w, h): (f64, f64, f64, f64), k: f64, depth: f64) {
    let mut path = Path::new();
    let (cols, rows) = (4, 4);
    for i in 0..=cols {
        let px = x + w * f64::from(i) / f64::from(cols);
        path.to(px, y).line(px, y + h);
    }
    for j in 0..=rows {
        let py = y + h * f64::from(j) / f64::from(rows);
        path.to(x, py).line(x + w, py);
        if j < rows {
            for i in 0..cols {
                let (a, b) = (x + w * f64::from(i) / f64::from(cols), x + w * f64::from(i + 1) / f64::from(cols));
                let next = py + h / f64::from(rows);
                if (i + j) % 2 == 0 {
                    path.to(a, py).line(b, next);
                } else {
                    path.to(b, py).line(a, next);
                }
            }
        }
    }
    c.stroke(&path, c.light.half(matter::TIMBER.mix(matter::STEEL, 0.5), depth), 4.0 * k);
}

/// The outdoor tank with its horizon screen and a ship's set afloat.
pub fn water_tank(c: &mut Canvas) {
    let horizon = 520.0;
    sky(c, horizon);
    range(c, horizon, 110.0, 0.84);
    c.layer(0.7, |c| towers(c, (-OVER, 500.0), horizon + 6.0, 130.0, 0.66));
    mist(c, horizon, 50.0, 0.8);
    let ground_tone = c.light.half(matter::CONCRETE, 0.2);
    ground(c, 536.0, ground_tone, c.light.half(matter::CONCRETE, 0.0));
    c.layer(0.6, |c| {
        scaffold(c, (300.0, 236.0, 1120.0, 340.0), 1.2, 0.34);
        let blue = hex(0x4a8fb5);
        let (a, b) = (c.light.half(blue, 0.2), c.light.lit(blue.mix(matter::WHITE, 0.2), 0.2));
        let paint = c.fade(&[(0.0, a, 1.0), (1.0, b, 1.0)]);
        let mut screen = Path::new();
        screen.to(240.0, 566.0).line(240.0, 266.0).curve((800.0, 222.0), (1360.0, 266.0)).line(1360.0, 566.0).close();
        c.paint(&screen, &paint);
        let mut seams = Path::new();
        for i in 1..10 {
            let x = 240.0 + f64::from(i) * 112.0;
            seams.to(x, 246.0 + 0.00006 * (x - 800.0).powi(2)).line(x, 566.0);
        }
        c.stroke_faint(&seams, a.times(0.8), 2.0, 0.35);
    });
    c.layer(0.4, |c| {
        // The basin: water between a far and a near rim.
        let rim = c.light.lit(matter::CONCRETE.mix(matter::WHITE, 0.2), 0.08);
        c.poly(&[(150.0, 566.0), (1450.0, 566.0), (1760.0, 846.0), (-160.0, 846.0)], rim);
        let water = hex(0x2b7f8c);
        let (near, far) = (c.light.half(water, 0.0), c.light.lit(hex(0x7fb9bd), 0.1));
        let paint = c.vertical(576.0, 830.0, &[(0.0, far, 1.0), (1.0, near, 1.0)]);
        let basin = [(190.0, 578.0), (1410.0, 578.0), (1660.0, 822.0), (-60.0, 822.0)];
        c.paint(&Path::polygon(&basin), &paint);
        ripples(c, (150.0, 590.0, 1300.0, 220.0), 70);
        c.mirrored(704.0, 0.32, |c| prop_ship(c, (790.0, 700.0), 1.0));
        let foam = c.light.lit(matter::SNOW, 0.0);
        for group in 0..2 {
            let (at, presence) = c.life(f64::from(group) * 0.5, 1.0);
            let mut crest = Path::new();
            for _ in 0..14 {
                let t = c.rng.unit();
                let y = 600.0 + 210.0 * t;
                crest.lens((150.0 + c.rng.unit() * 1300.0 + (at - 0.5) * 60.0, y), 70.0 + 120.0 * t, 3.0 + 6.0 * t);
            }
            c.tint(&crest, foam, 0.5 * presence);
        }
        c.poly(
            &[(-160.0, 846.0), (1760.0, 846.0), (1760.0, 880.0), (-160.0, 880.0)],
            c.light.shade(matter::CONCRETE, 0.0),
        );
        let mut ladder = Path::new();
        for x in [260.0, 1330.0] {
            ladder.to(x, 800.0).line(x, 868.0).to(x + 30.0, 800.0).line(x + 30.0, 868.0);
            for i in 0..4 {
                ladder.to(x, 812.0 + f64::from(i) * 15.0).line(x + 30.0, 812.0 + f64::from(i) * 15.0);
            }
        }
        c.stroke(&ladder, c.light.half(matter::ORANGE, 0.0), 4.0);
    });
    c.layer(0.1, |c| {
        crane(c, (1330.0, 880.0), 1.1, -1.0);
        // A dump tank on its tower, ready to pour.
        let steel = c.light.ink(0.03);
        let mut tower = Path::new();
        for x in [60.0, 190.0] {
            tower.to(x, 300.0).line(x, 880.0);
        }
        for i in 0..6 {
            let y = 330.0 + f64::from(i) * 92.0;
            tower.to(60.0, y).line(190.0, y + 92.0).to(190.0, y).line(60.0, y + 92.0).to(60.0, y).line(190.0, y);
        }
        c.stroke(&tower, steel, 6.0);
        c.rect((34.0, 224.0, 190.0, 92.0), c.light.half(matter::STEEL, 0.03));
        c.rect((34.0, 250.0, 190.0, 12.0), c.light.lit(matter::ORANGE, 0.02));
        c.poly(&[(200.0, 316.0), (214.0, 300.0), (330.0, 420.0), (304.0, 436.0)], c.light.half(matter::STEEL, 0.03));
    });
}

/// A part of a ship's hull with deckhouse and mast, as a set.
fn prop_ship(c: &mut Canvas, (x, y): Point, k: f64) {
    let rock = c.swing(0.0, 1.0) * 2.0;
    c.turned(rock, (x, y), |c| {
        let hull = hex(0x6a4630);
        let mut path = Path::new();
        path.to(x - 270.0 * k, y - 116.0 * k)
            .curve((x - 40.0 * k, y - 66.0 * k), (x + 290.0 * k, y - 130.0 * k))
            .curve((x + 250.0 * k, y - 40.0 * k), (x + 200.0 * k, y + 6.0))
            .line(x - 220.0 * k, y + 6.0)
            .close();
        let paint = c.fade(&[(0.0, c.light.lit(hull, 0.03), 1.0), (1.0, c.light.shade(hull, 0.03), 1.0)]);
        c.paint(&path, &paint);
        let mut planks = Path::new();
        for i in 1..5 {
            let dy = f64::from(i) * 24.0;
            planks
                .to(x - (268.0 - f64::from(i) * 10.0) * k, y - 116.0 * k + dy)
                .curve((x - 30.0 * k, y - 72.0 * k + dy), (x + (280.0 - f64::from(i) * 16.0) * k, y - 128.0 * k + dy));
        }
        c.stroke_faint(&planks, c.light.shade(hull.times(0.6), 0.0), 2.4, 0.6);
        let mut masts = Path::new();
        for (dx, h) in [(-110.0, 330.0), (70.0, 400.0), (190.0, 280.0)] {
            masts.to(x + dx * k, y - 80.0 * k).line(x + dx * k, y - h * k);
            masts.to(x + (dx - 80.0) * k, y - h * 0.8 * k).line(x + (dx + 80.0) * k, y - h * 0.82 * k);
        }
        c.stroke(&masts, c.light.shade(matter::TIMBER, 0.02), 8.0 * k);
        for (dx, h, w) in [(-110.0, 330.0, 78.0), (70.0, 400.0, 92.0), (190.0, 280.0, 62.0)] {
            let mut sail = Path::new();
            let (top, foot) = (y - h * 0.8 * k, y - h * 0.36 * k);
            sail.to(x + (dx - w) * k, top)
                .line(x + (dx + w) * k, top)
                .curve((x + (dx + w * 1.25) * k, (top + foot) / 2.0), (x + (dx + w * 0.96) * k, foot))
                .curve((x + dx * k, foot - 26.0 * k), (x + (dx - w * 0.96) * k, foot))
                .curve((x + (dx - w * 0.8) * k, (top + foot) / 2.0), (x + (dx - w) * k, top));
            let tone = hex(0xd9b98a);
            let paint = c.across(&[(0.0, c.light.lit(tone, 0.03), 1.0), (1.0, c.light.shade(tone, 0.03), 1.0)]);
            c.paint(&sail, &paint);
            let mut battens = Path::new();
            for i in 1..4 {
                let yy = top + (foot - top) * f64::from(i) / 4.0;
                battens.to(x + (dx - w * 0.9) * k, yy).line(x + (dx + w * 1.08) * k, yy);
            }
            c.stroke_faint(&battens, c.light.shade(tone.times(0.7), 0.0), 2.0, 0.6);
        }
        windows(c, (x - 200.0 * k, y - 84.0 * k, 380.0 * k, 44.0 * k), (7, 1), Opening::Square, 0.02);
    });
}

/// A science-fiction set: a planet behind a huge engine on ice.
pub fn planet_stage(c: &mut Canvas) {
    let night = hex(0x0a1a2b);
    let tint = c.light.sky[2];
    let paint = c.vertical(
        -40.0,
        640.0,
        &[(0.0, night, 1.0), (0.6, night.mix(hex(0x2c5570), 0.75), 1.0), (1.0, hex(0x7fa3a8).mix(tint, 0.25), 1.0)],
    );
    let mut all = Path::new();
    all.rect((-OVER, -OVER, WIDTH + 2.0 * OVER, 900.0 + 2.0 * OVER));
    c.paint(&all, &paint);
    let mut stars = Path::new();
    for _ in 0..90 {
        let s = c.rng.range(1.0, 3.0);
        stars.rect((c.rng.range(-60.0, 1660.0), 470.0 * c.rng.unit().powf(1.3), s, s));
    }
    c.tint(&stars, hex(0xf4f1e0), 0.7);
    // The planet, banded, half in the dark.
    let at = (1060.0 + c.rng.spread() * 60.0, 250.0);
    let r = 300.0;
    c.glow(at, r * 1.5, hex(0xe9b37e), 0.4);
    let bands = c.fade(&[
        (0.0, hex(0xb98a62), 1.0),
        (0.14, hex(0xe5c695), 1.0),
        (0.22, hex(0xc0754c), 1.0),
        (0.36, hex(0xefd9b0), 1.0),
        (0.46, hex(0xd29a66), 1.0),
        (0.55, hex(0xa85f3d), 1.0),
        (0.66, hex(0xe8cb9c), 1.0),
        (0.8, hex(0xb77f58), 1.0),
        (1.0, hex(0x7d5643), 1.0),
    ]);
    let mut disc = Path::new();
    disc.circle(at, r);
    c.paint(&disc, &bands);
    let mut storm = Path::new();
    storm.ellipse((at.0 - 70.0, at.1 + 70.0), 74.0, 30.0);
    c.tint(&storm, hex(0xb2502c), 0.75);
    c.stroke_faint(&storm, hex(0xf3dfbb), 5.0, 0.6);
    let mut swirls = Path::new();
    for _ in 0..16 {
        let v = c.rng.range(-0.8, 0.8);
        let half = r * (1.0 - v * v).sqrt();
        let u = c.rng.range(-0.7, 0.7);
        swirls.lens((at.0 + u * half, at.1 + v * r), half * 0.5, 5.0);
    }
    c.tint(&swirls, hex(0xf6e6c6), 0.35);
    let dark = c.across(&[(0.0, night, 0.0), (0.45, night, 0.05), (0.85, night, 0.85), (1.0, night, 0.96)]);
    c.paint(&disc, &dark);
    let ice = |c: &mut Canvas, base: f64, h: f64, mixed: f64| {
        let line = ridge(&mut c.rng, -OVER, WIDTH + OVER, h, 5, 0.6);
        let mut path = Path::new();
        path.to(-OVER, BOTTOM);
        let mut light = Path::new();
        let points: Vec<Point> = line.iter().map(|p| (p.0, base + p.1)).collect();
        for p in &points {
            path.line(p.0, p.1);
        }
        for pair in points.windows(3) {
            if pair[1].1 < pair[0].1 && pair[1].1 < pair[2].1 {
                light.add(&[
                    pair[1],
                    pair[0],
                    (pair[0].0 + 24.0, pair[0].1 + 9.0),
                    (pair[1].0 + 9.0, pair[1].1 + 12.0),
                ]);
            }
        }
        path.line(WIDTH + OVER, BOTTOM).close();
        c.fill(&path, hex(0x335a6d).mix(hex(0x8fb3b8), mixed));
        c.tint(&light, hex(0xdfeeee), 0.5);
    };
    ice(c, 610.0, 90.0, 0.6);
    engine(c, (1330.0, 640.0), 0.5, 0.55);
    ice(c, 660.0, 60.0, 0.4);
    engine(c, (500.0, 760.0), 1.0, 0.0);
    ice(c, 800.0, 60.0, 0.08);
    let mut rig = Path::new();
    rig.rect((1180.0, 740.0, 150.0, 60.0)).rect((1330.0, 716.0, 60.0, 84.0)).rect((1196.0, 720.0, 120.0, 24.0));
    for i in 0..5 {
        rig.circle((1200.0 + f64::from(i) * 44.0, 804.0), 20.0);
    }
    c.fill(&rig, hex(0x12242e));
    let mut cab = Path::new();
    cab.rect((1346.0, 728.0, 36.0, 20.0))
        .rect((1190.0, 756.0, 8.0, 8.0))
        .rect((1214.0, 756.0, 8.0, 8.0))
        .rect((1238.0, 756.0, 8.0, 8.0));
    c.fill(&cab, matter::LAMP);
    c.glow((1392.0, 776.0), 130.0, matter::LAMP, 0.6);
    ice(c, 900.0, 70.0, 0.0);
}

/// A mountain-sized engine with a blue plume.
fn engine(c: &mut Canvas, (x, y): Point, k: f64, haze: f64) {
    let fog = hex(0x7fa0a8);
    let steel = hex(0x3d5059).mix(fog, haze);
    let (light, dark) = (hex(0x8d9b9a).mix(fog, haze), hex(0x16252e).mix(fog, haze));
    let pulse = 1.0 + 0.06 * c.swing(0.0, 3.0);
    let plume = c.fade(&[(0.0, hex(0x9fdcff), 0.0), (0.55, hex(0xa8e2ff), 0.5), (1.0, hex(0xf2fdff), 0.95)]);
    c.paint(
        &Path::polygon(&[
            (x - 190.0 * k * pulse, -160.0),
            (x + 190.0 * k * pulse, -160.0),
            (x + 56.0 * k, y - 470.0 * k),
            (x - 56.0 * k, y - 470.0 * k),
        ]),
        &plume,
    );
    c.paint(
        &Path::polygon(&[
            (x - 74.0 * k * pulse, -160.0),
            (x + 74.0 * k * pulse, -160.0),
            (x + 26.0 * k, y - 470.0 * k),
            (x - 26.0 * k, y - 470.0 * k),
        ]),
        &plume,
    );
    c.glow((x, y - 470.0 * k), 300.0 * k, hex(0xbfeaff), 0.8);
    let body = c.across(&[(0.0, dark, 1.0), (0.5, steel, 1.0), (0.68, light, 1.0), (1.0, dark, 1.0)]);
    c.paint(
        &Path::polygon(&[
            (x - 280.0 * k, y + 90.0),
            (x - 214.0 * k, y - 170.0 * k),
            (x - 118.0 * k, y - 300.0 * k),
            (x - 92.0 * k, y - 470.0 * k),
            (x + 92.0 * k, y - 470.0 * k),
            (x + 118.0 * k, y - 300.0 * k),
            (x + 214.0 * k, y - 170.0 * k),
            (x + 280.0 * k, y + 90.0),
        ]),
        &body,
    );
    let mut bands = Path::new();
    for (w, dy, h) in [(102.0, -484.0, 30.0), (130.0, -316.0, 24.0), (226.0, -184.0, 28.0), (252.0, -60.0, 18.0)] {
        bands.rect((x - w * k, y + dy * k, 2.0 * w * k, h * k));
    }
    c.paint(&bands, &body);
    let (mut ribs, mut lamps) = (Path::new(), Path::new());
    for i in -4..=4 {
        let u = f64::from(i) / 4.0;
        ribs.to(x + u * 96.0 * k, y - 290.0 * k).line(x + u * 84.0 * k, y - 450.0 * k);
        ribs.to(x + u * 200.0 * k, y - 150.0 * k).line(x + u * 250.0 * k, y + 60.0 * k);
        for row in 0..3 {
            if c.rng.chance(0.6) {
                lamps.rect((x + u * 190.0 * k, y - (120.0 - 46.0 * f64::from(row)) * k, 7.0 * k, 9.0 * k));
            }
        }
    }
    c.stroke_faint(&ribs, dark, 6.0 * k, 0.7);
    c.fill(&lamps, matter::LAMP);
    for s in [-1.0, 1.0] {
        c.poly(
            &[
                (x + s * 214.0 * k, y - 170.0 * k),
                (x + s * 330.0 * k, y - 60.0 * k),
                (x + s * 350.0 * k, y + 90.0),
                (x + s * 270.0 * k, y + 90.0),
            ],
            if s < 0.0 { dark } else { steel },
        );
    }
    let mut stripe = Path::new();
    stripe.rect((x - 118.0 * k, y - 290.0 * k, 236.0 * k, 9.0 * k));
    c.fill(&stripe, matter::ORANGE.mix(fog, haze));
}

/// A myth-epic set: a bronze altar before mountains.
pub fn myth_stage(c: &mut Canvas) {
    let horizon = 560.0;
    sky(c, horizon);
    peaks(c, 590.0, 460.0, 0.72);
    mist(c, 520.0, 110.0, 1.0);
    peaks(c, 650.0, 260.0, 0.46);
    mist(c, 600.0, 80.0, 1.0);
    let stone = matter::ROCK.mix(matter::STONE, 0.4);
    ground(c, 690.0, c.light.half(stone, 0.18), c.light.shade(stone, 0.0));
    c.layer(0.5, |c| {
        // A high palace on its terraces.
        for (w, y, h) in [(760.0, 700.0, 46.0), (620.0, 656.0, 44.0), (500.0, 614.0, 40.0)] {
            c.poly(
                &[
                    (800.0 - w / 2.0 - 16.0, y),
                    (800.0 + w / 2.0 + 16.0, y),
                    (800.0 + w / 2.0, y - h),
                    (800.0 - w / 2.0, y - h),
                ],
                c.light.half(stone, 0.2),
            );
            c.rect((800.0 - w / 2.0 - 6.0, y - h - 6.0, w + 12.0, 9.0), c.light.lit(matter::STONE, 0.18));
        }
        roofs::bays(c, (600.0, 1000.0), 570.0, 96.0, 8, 0.2);
        roofs::roof(
            c,
            (800.0, 480.0),
            Sweep { half: 290.0, ridge: 190.0, height: 60.0, curl: 22.0 },
            matter::SLATE,
            0.2,
        );
        roofs::bays(c, (650.0, 950.0), 424.0, 60.0, 8, 0.2);
        roofs::roof(
            c,
            (800.0, 370.0),
            Sweep { half: 240.0, ridge: 130.0, height: 100.0, curl: 26.0 },
            matter::SLATE,
            0.2,
        );
    });
    mist(c, 700.0, 40.0, 0.8);
    c.layer(0.25, |c| {
        c.poly(&[(690.0, 706.0), (910.0, 706.0), (1130.0, BOTTOM), (470.0, BOTTOM)], c.light.half(matter::STONE, 0.05));
        let mut steps = Path::new();
        for i in 0..14 {
            let t = (f64::from(i) / 14.0).powf(1.5);
            let (y, w) = (708.0 + 300.0 * t, 110.0 + 210.0 * t);
            steps.to(800.0 - w, y).line(800.0 + w, y);
        }
        c.stroke_faint(&steps, c.light.shade(stone, 0.0), 3.0, 0.5);
        for s in [-1.0, 1.0] {
            for (dx, y, k) in [(250.0, 720.0, 0.6), (400.0, 790.0, 0.95)] {
                totem(c, (800.0 + s * dx, y), k);
            }
            totem(c, (800.0 + s * 590.0, 880.0), 1.5);
        }
        ding(c, (800.0, 838.0), 1.25);
    });
    for s in [-1.0, 1.0] {
        brazier(c, (800.0 + s * 290.0, 862.0), 1.0);
    }
}

/// A four-square bronze vessel with a taotie-like band.
fn ding(c: &mut Canvas, (x, y): Point, k: f64) {
    let bronze = hex(0x5f7a66);
    let (day, dark) = (c.light.lit(bronze, 0.0), c.light.shade(bronze.times(0.6), 0.0));
    let paint = if lit_side(c, x) < 0.0 {
        c.across(&[(0.0, day, 1.0), (1.0, dark, 1.0)])
    } else {
        c.across(&[(0.0, dark, 1.0), (1.0, day, 1.0)])
    };
    let mut path = Path::new();
    path.add(&[
        (x - 110.0 * k, y - 150.0 * k),
        (x + 110.0 * k, y - 150.0 * k),
        (x + 98.0 * k, y - 52.0 * k),
        (x - 98.0 * k, y - 52.0 * k),
    ]);
    path.rect((x - 120.0 * k, y - 162.0 * k, 240.0 * k, 14.0 * k));
    for dx in [-80.0, 80.0] {
        path.add(&[
            (x + (dx - 16.0) * k, y - 54.0 * k),
            (x + (dx + 16.0) * k, y - 54.0 * k),
            (x + (dx + 11.0) * k, y),
            (x + (dx - 11.0) * k, y),
        ]);
        path.to(x + (dx - 26.0) * k, y - 160.0 * k)
            .line(x + (dx - 26.0) * k, y - 206.0 * k)
            .line(x + (dx + 26.0) * k, y - 206.0 * k)
            .line(x + (dx + 26.0) * k, y - 160.0 * k)
            .line(x + (dx + 13.0) * k, y - 160.0 * k)
            .line(x + (dx + 13.0) * k, y - 192.0 * k)
            .line(x + (dx - 13.0) * k, y - 192.0 * k)
            .line(x + (dx - 13.0) * k, y - 160.0 * k)
            .close();
    }
    c.paint(&path, &paint);
    let mut relief = Path::new();
    for s in [-1.0, 1.0] {
        let f = |u: f64| x + s * u * k;
        relief
            .to(f(14.0), y - 124.0 * k)
            .line(f(86.0), y - 130.0 * k)
            .line(f(90.0), y - 112.0 * k)
            .line(f(40.0), y - 108.0 * k)
            .line(f(40.0), y - 92.0 * k)
            .line(f(72.0), y - 92.0 * k);
        relief.to(f(14.0), y - 80.0 * k).line(f(60.0), y - 74.0 * k).line(f(60.0), y - 64.0 * k);
        relief.circle((f(56.0), y - 100.0 * k), 6.0 * k);
    }
    relief.to(x, y - 136.0 * k).line(x, y - 66.0 * k);
    c.stroke(&relief, day.mix(matter::GLAZED, 0.4), 4.0 * k);
    flame(c, (x, y - 162.0 * k), 1.1 * k);
}

/// Flame with its glow.
fn flame(c: &mut Canvas, (x, y): Point, k: f64) {
    c.glow((x, y - 40.0 * k), 240.0 * k, matter::ORANGE, 0.6);
    for (i, (h, w, tone)) in
        [(110.0, 54.0, matter::ORANGE), (76.0, 36.0, hex(0xf29a3e)), (44.0, 20.0, matter::LAMP)].iter().enumerate()
    {
        let lick = c.swing(i as f64 * 0.3, 4.0) * 9.0 * k;
        let mut path = Path::new();
        path.to(x - w * k, y)
            .cubic((x - w * 1.2 * k, y - h * 0.5 * k), (x - w * 0.2 * k + lick, y - h * 0.6 * k), (x + lick, y - h * k))
            .cubic((x + w * 0.4 * k + lick, y - h * 0.6 * k), (x + w * 1.3 * k, y - h * 0.4 * k), (x + w * k, y))
            .curve((x, y + w * 0.4 * k), (x - w * k, y));
        c.tint(&path, *tone, 0.92);
    }
}

fn brazier(c: &mut Canvas, (x, y): Point, k: f64) {
    let ink = c.light.ink(0.0);
    flame(c, (x, y - 150.0 * k), 0.7 * k);
    let mut path = Path::new();
    path.to(x - 52.0 * k, y - 156.0 * k)
        .line(x + 52.0 * k, y - 156.0 * k)
        .curve((x + 40.0 * k, y - 120.0 * k), (x + 12.0 * k, y - 114.0 * k))
        .line(x + 12.0 * k, y - 20.0 * k)
        .line(x + 46.0 * k, y)
        .line(x - 46.0 * k, y)
        .line(x - 12.0 * k, y - 20.0 * k)
        .line(x - 12.0 * k, y - 114.0 * k)
        .curve((x - 40.0 * k, y - 120.0 * k), (x - 52.0 * k, y - 156.0 * k));
    c.fill(&path, ink);
}

/// A carved stone pillar with a beast's head.
fn totem(c: &mut Canvas, (x, y): Point, k: f64) {
    let stone = matter::ROCK;
    let (day, dark) = (c.light.lit(stone, 0.08), c.light.shade(stone.times(0.8), 0.08));
    let h = 230.0 * k;
    let mut path = Path::new();
    path.rect((x - 28.0 * k, y - h, 56.0 * k, h)).rect((x - 40.0 * k, y - 26.0 * k, 80.0 * k, 26.0 * k));
    path.to(x - 44.0 * k, y - h)
        .curve((x - 54.0 * k, y - h - 52.0 * k), (x - 30.0 * k, y - h - 66.0 * k))
        .line(x - 40.0 * k, y - h - 104.0 * k)
        .line(x - 10.0 * k, y - h - 76.0 * k)
        .line(x + 10.0 * k, y - h - 76.0 * k)
        .line(x + 40.0 * k, y - h - 104.0 * k)
        .line(x + 30.0 * k, y - h - 66.0 * k)
        .curve((x + 54.0 * k, y - h - 52.0 * k), (x + 44.0 * k, y - h))
        .close();
    let paint = if lit_side(c, x) < 0.0 {
        c.across(&[(0.0, day, 1.0), (0.5, day.mix(dark, 0.5), 1.0), (1.0, dark, 1.0)])
    } else {
        c.across(&[(0.0, dark, 1.0), (0.5, day.mix(dark, 0.5), 1.0), (1.0, day, 1.0)])
    };
    c.paint(&path, &paint);
    let mut carve = Path::new();
    for i in 0..3 {
        let cy = y - h * (0.3 + 0.24 * f64::from(i));
        carve.to(x - 20.0 * k, cy).line(x, cy - 15.0 * k).line(x + 20.0 * k, cy).line(x, cy + 15.0 * k).close();
    }
    carve.circle((x - 18.0 * k, y - h - 34.0 * k), 6.0 * k).circle((x + 18.0 * k, y - h - 34.0 * k), 6.0 * k);
    carve.to(x - 22.0 * k, y - h - 10.0 * k).line(x + 22.0 * k, y - h - 10.0 * k);
    c.stroke_faint(&carve, dark.times(0.6), 4.0 * k, 0.8);
}
