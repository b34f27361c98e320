//! Mountains, streams and temples inland.

use super::parts::steam;
use crate::buildings::lit_side;
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::{boulder, crags, massif, peaks, range, woodland};
use crate::palette::{hex, matter};
use crate::path::{Path, Point};
use crate::roofs;
use crate::sea::BOTTOM;
use crate::sky::{mist, sky};
use crate::trees::{self, Leaf};
use film_core::model::vocabulary::Season;

/// A mountain stream from pool to pool over granite.
pub fn granite_stream(c: &mut Canvas) {
    let horizon = 420.0;
    sky(c, horizon);
    peaks(c, 470.0, 330.0, 0.72);
    mist(c, 430.0, 70.0, 0.9);
    peaks(c, 520.0, 240.0, 0.5);
    mist(c, 490.0, 60.0, 0.8);
    let green = woodland(c).mix(matter::PINE, 0.2);
    c.layer(0.5, |c| {
        for (x0, x1, rise) in [(-OVER, 760.0, 1.0), (840.0, WIDTH + OVER, -1.0)] {
            let line: Vec<Point> = (0..=12)
                .map(|i| {
                    let t = f64::from(i) / 12.0;
                    let u = if rise > 0.0 { t } else { 1.0 - t };
                    (x0 + (x1 - x0) * t, 360.0 + 190.0 * u.powf(1.2) + c.rng.spread() * 14.0)
                })
                .collect();
            trees::wood(c, &line, 640.0, 46.0, 0.34, green);
        }
        trees::pines(
            c,
            &[(150.0, 470.0, 230.0), (330.0, 500.0, 170.0), (1330.0, 470.0, 240.0), (1180.0, 520.0, 150.0)],
            50.0,
            0.28,
        );
    });
    let (pale, water) = (hex(0x9fd0c4), hex(0x2f8480));
    let clear = c.light.lit(water, 0.02);
    let shine = c.light.lit(pale, 0.02).mix(c.light.sky[3], 0.25);
    // Pools, far to near, each spilling into the next.
    let pools = [
        (800.0, 560.0, 170.0, 20.0),
        (760.0, 628.0, 290.0, 36.0),
        (850.0, 736.0, 460.0, 60.0),
        (720.0, 900.0, 760.0, 100.0),
    ];
    let rock_bed = c.light.half(matter::ROCK.mix(matter::EARTH, 0.15), 0.1);
    c.rect((-OVER, 552.0, WIDTH + 2.0 * OVER, 600.0), rock_bed);
    let paint = c.fade(&[(0.0, shine, 1.0), (0.35, clear.mix(shine, 0.35), 1.0), (1.0, clear.times(0.75), 1.0)]);
    for (i, (x, y, rx, ry)) in pools.iter().enumerate() {
        let near = i as f64 / 3.0;
        let depth = 0.24 - 0.2 * near;
        for s in [-1.0, 1.0] {
            for j in 0..3 {
                let w = rx * c.rng.range(0.34, 0.6);
                let at = (x + s * rx * (0.92 + 0.34 * f64::from(j)), y - ry * 0.45 + c.rng.spread() * ry * 0.3);
                let h = w * c.rng.range(0.42, 0.62);
                boulder(c, at, w, h, depth);
            }
        }
        let mut pool = Path::new();
        pool.ellipse((*x, *y), *rx, *ry);
        c.paint(&pool, &paint);
        let mut stones = Path::new();
        for _ in 0..8 {
            let at = (x + c.rng.spread() * rx * 0.7, y + c.rng.spread() * ry * 0.6);
            stones.ellipse(at, rx * c.rng.range(0.03, 0.08), ry * 0.14);
        }
        c.tint(&stones, matter::ROCK.under(c.light.fill), 0.3);
        for group in 0..2 {
            let (at, presence) = c.life(f64::from(group) * 0.5, 2.0);
            let mut glint = Path::new();
            for _ in 0..7 {
                let (u, v) = (c.rng.spread() * 0.75, c.rng.spread() * 0.75);
                glint.lens(
                    (x + u * rx + (at - 0.5) * 22.0, y + v * ry),
                    rx * c.rng.range(0.08, 0.24),
                    1.6 + 2.4 * near,
                );
            }
            c.tint(&glint, c.light.sky[3].mix(matter::WHITE, 0.5), 0.7 * presence);
        }
        if i > 0 {
            let (px, py, _, pry) = pools[i - 1];
            cascade(c, (px, py + pry * 0.7), (*x, y - ry * 0.55), (26.0 + 34.0 * near, 40.0 + 60.0 * near));
        }
        let (w, side) = (rx * 0.34, if i % 2 == 0 { 1.0 } else { -1.0 });
        boulder(c, (x + side * rx * 0.8, y + ry * 0.4), w, w * 0.5, depth);
    }
    for (x, y, w, h) in [(80.0, 900.0, 420.0, 230.0), (1530.0, 910.0, 460.0, 250.0), (1230.0, 930.0, 240.0, 90.0)] {
        boulder(c, (x, y), w, h, 0.0);
    }
    c.layer(0.0, |c| {
        let leaf = if c.season == Season::Spring { Leaf::Cherry } else { Leaf::Common };
        let colour = trees::leaves(c, leaf);
        for (x, y, r) in [(-20.0, 760.0, 60.0), (60.0, 700.0, 44.0), (1600.0, 720.0, 64.0), (1520.0, 690.0, 40.0)] {
            trees::bush(c, (x, y), r, 0.02, colour);
        }
        trees::pine(c, (1500.0, 760.0), 430.0, 0.03);
    });
}

/// Falling water between two points.
fn cascade(c: &mut Canvas, from: Point, to: Point, (top, foot): Point) {
    let white = matter::SNOW.under(c.light.key);
    let path = Path::polygon(&[
        (from.0 - top, from.1),
        (from.0 + top, from.1),
        (to.0 + foot, to.1 + 10.0),
        (to.0 - foot, to.1 + 10.0),
    ]);
    c.tint(&path, white.mix(hex(0x8fc4bc), 0.35), 0.9);
    let flow = if c.frame.moving { c.frame.time } else { 0.0 };
    let mut strands = Path::new();
    for i in 0..18 {
        let u = c.rng.range(-0.92, 0.92);
        let start = (f64::from(i) / 18.0 + c.rng.unit() * 0.1 + flow * 2.0).rem_euclid(1.0);
        let end = (start + 0.34).min(1.0);
        let at =
            |t: f64| (from.0 + (to.0 - from.0) * t + u * (top + (foot - top) * t), from.1 + (to.1 + 10.0 - from.1) * t);
        let (a, b) = (at(start), at(end));
        strands.to(a.0, a.1).line(b.0, b.1);
    }
    c.stroke_faint(&strands, white, 3.4, 0.95);
    let mut foam = Path::new();
    for i in 0..5 {
        let u = f64::from(i) / 2.0 - 1.0;
        let bob = c.swing(f64::from(i) * 0.17, 2.0) * 2.0;
        foam.scallop((to.0 + u * foot * 1.1, to.1 + 12.0 + bob), foot * 0.4, foot * 0.14, &mut c.rng);
    }
    c.tint(&foam, white, 0.85);
}

/// Granite peaks standing out of a sea of cloud at first light.
pub fn cloud_sea(c: &mut Canvas) {
    let horizon = 420.0;
    sky(c, horizon);
    let (lit, body) = (c.light.sky[3].mix(matter::WHITE, 0.45), c.light.sky[1].mix(c.light.sky[2], 0.5));
    billow(c, 410.0, 0.28, body.mix(c.light.sky[3], 0.75), body.mix(c.light.sky[3], 0.5));
    let summit = |c: &mut Canvas, x: f64, w: f64, h: f64, base: f64, depth: f64| {
        let tops: Vec<(f64, f64, f64)> =
            [(0.0, 1.0, 0.3), (-0.2, 0.72, 0.24), (0.19, 0.66, 0.26), (-0.34, 0.4, 0.2), (0.36, 0.36, 0.18)]
                .iter()
                .map(|(u, rise, wide)| {
                    (x + (u + c.rng.spread() * 0.06) * w, h * rise * c.rng.range(0.85, 1.15), w * wide)
                })
                .collect();
        let line = massif(c, (x - w / 2.0, x + w / 2.0), &tops, base);
        crags(c, &line, base + 30.0, depth);
    };
    summit(c, 420.0, 560.0, 150.0, 470.0, 0.66);
    summit(c, 1320.0, 620.0, 190.0, 480.0, 0.62);
    billow(c, 470.0, 0.5, lit.mix(body, 0.3), body.mix(lit, 0.4));
    summit(c, 830.0, 620.0, 270.0, 590.0, 0.36);
    billow(c, 560.0, 0.8, lit.mix(body, 0.15), body.mix(lit, 0.3));
    summit(c, 250.0, 620.0, 330.0, 720.0, 0.16);
    summit(c, 1330.0, 520.0, 230.0, 730.0, 0.2);
    c.layer(0.2, |c| {
        for (x, y, h) in [(200.0, 520.0, 120.0), (330.0, 560.0, 100.0), (1290.0, 590.0, 110.0)] {
            trees::pine(c, (x, y), h, 0.14);
        }
    });
    billow(c, 690.0, 1.1, lit, body.mix(lit, 0.25));
    c.layer(0.0, |c| {
        let line: Vec<Point> = [
            (-180.0, 700.0),
            (-40.0, 690.0),
            (40.0, 724.0),
            (130.0, 716.0),
            (210.0, 770.0),
            (330.0, 790.0),
            (420.0, 850.0),
            (560.0, 870.0),
            (700.0, 960.0),
        ]
        .iter()
        .map(|(x, y)| (x + c.rng.spread() * 20.0, y + c.rng.spread() * 14.0))
        .collect();
        crags(c, &line, BOTTOM, 0.0);
        trees::pine(c, (90.0, 740.0), 360.0, 0.0);
        trees::pine(c, (250.0, 800.0), 220.0, 0.0);
    });
    billow(c, 850.0, 1.5, lit.mix(matter::WHITE, 0.2), body.mix(lit, 0.35));
}

/// One layer of the cloud sea: scalloped above, paler at its edge.
fn billow(c: &mut Canvas, y: f64, size: f64, edge: crate::palette::Rgb, foot: crate::palette::Rgb) {
    let step = 150.0 * size.max(0.35);
    let drift = if c.frame.moving { c.frame.time * step * 4.0 } else { 0.0 };
    // Four lobes repeat, so that a drift of four steps closes the loop.
    let mut lobes = [(0.0, 0.0); 4];
    for lobe in &mut lobes {
        *lobe = (c.rng.range(-0.4, 0.4), c.rng.range(0.2, 1.0));
    }
    for (shift, alpha, tone) in [(0.0, 0.75, 0.55), (0.5, 0.95, 0.0)] {
        let mut path = Path::new();
        let left = -OVER - step * 9.0 + drift;
        let down = shift * 34.0 * size;
        path.to(left, y + 260.0).line(left, y + down);
        let mut from = (left, y + down);
        let mut i = 0;
        while from.0 < WIDTH + OVER {
            i += 1;
            let (dx, lift) = lobes[(i + (shift * 4.0) as usize) % 4];
            let to = (left + step * (i as f64 + dx + shift), y + down - 34.0 * size * lift);
            let chord = (to.0 - from.0).hypot(to.1 - from.1);
            path.arc((chord * 0.56, chord * 0.5), true, to);
            from = to;
        }
        path.line(from.0, y + 260.0).close();
        let paint = c.vertical(
            y - 70.0 * size,
            y + 200.0,
            &[(0.0, edge.mix(foot, tone), alpha), (0.45, foot, alpha * 0.92), (1.0, foot.mix(edge, 0.4), alpha * 0.9)],
        );
        c.layer((1.0 - size * 0.6).clamp(0.0, 1.0), |c| c.paint(&path, &paint));
    }
}

/// A temple under old trees at the foot of the mountain.
pub fn temple(c: &mut Canvas) {
    let horizon = 500.0;
    sky(c, horizon);
    peaks(c, 540.0, 380.0, 0.76);
    mist(c, 500.0, 90.0, 0.9);
    range(c, 600.0, 210.0, 0.55);
    mist(c, 570.0, 60.0, 0.9);
    c.layer(0.5, |c| {
        let green = woodland(c).mix(matter::PINE, 0.4);
        let line: Vec<Point> = (0..=20)
            .map(|i| (-OVER + f64::from(i) * 98.0, 560.0 + 40.0 * (f64::from(i) * 0.5).cos() + c.rng.spread() * 12.0))
            .collect();
        trees::wood(c, &line, 760.0, 56.0, 0.36, green);
        // Roofs climbing the slope behind.
        roofs::hall(c, (430.0, 610.0), 250.0, matter::SLATE, 0.26);
        roofs::hall(c, (1200.0, 616.0), 270.0, matter::SLATE, 0.26);
        roofs::hall(c, (800.0, 560.0), 300.0, matter::SLATE, 0.3);
    });
    mist(c, 620.0, 46.0, 0.7);
    let stone = if c.snowy() { matter::SNOW } else { matter::STONE };
    let (far, near) = (c.light.half(stone, 0.16), c.light.half(stone, 0.0));
    crate::buildings::ground(c, 716.0, far, near);
    c.layer(0.3, |c| {
        let wall = hex(0xb4583f);
        c.rect((-OVER, 630.0, WIDTH + 2.0 * OVER, 96.0), c.light.lit(wall, 0.1));
        c.rect((-OVER, 700.0, WIDTH + 2.0 * OVER, 26.0), c.light.half(matter::STONE, 0.08));
        let slate = if c.snowy() { matter::SLATE.mix(matter::SNOW, 0.8) } else { matter::SLATE };
        c.rect((-OVER, 610.0, WIDTH + 2.0 * OVER, 24.0), c.light.half(slate, 0.08));
        let mut ends = Path::new();
        for i in 0..80 {
            ends.circle((-OVER + f64::from(i) * 25.0, 633.0), 6.0);
        }
        c.fill(&ends, c.light.shade(matter::SLATE, 0.06));
        roofs::hall(c, (800.0, 738.0), 560.0, matter::SLATE, 0.05);
        c.poly(&[(690.0, 738.0), (910.0, 738.0), (970.0, 800.0), (630.0, 800.0)], c.light.lit(stone, 0.03));
        let mut steps = Path::new();
        for i in 1..6 {
            let y = 738.0 + f64::from(i) * 10.4;
            steps.to(690.0 - f64::from(i) * 10.0, y).line(910.0 + f64::from(i) * 10.0, y);
        }
        c.stroke_faint(&steps, c.light.shade(matter::STONE, 0.0), 2.4, 0.6);
    });
    c.layer(0.15, |c| {
        censer(c, (800.0, 850.0), 1.0);
        steam(c, (790.0, 726.0), 1.1);
        steam(c, (816.0, 730.0), 0.9);
        for (x, h) in [(250.0, 640.0), (1370.0, 680.0)] {
            let dx = c.rng.spread() * 40.0;
            old_cypress(c, (x + dx, 850.0), h);
        }
        trees::tree(c, (1130.0, 800.0), 300.0, 0.05, Leaf::Ginkgo);
        for x in [520.0, 1080.0] {
            roofs::lantern(c, (x, 656.0), 15.0, 0.05);
        }
    });
}

/// A bronze tripod for incense.
fn censer(c: &mut Canvas, (x, y): Point, k: f64) {
    let bronze = hex(0x6f6a4c);
    let (day, dark) = (c.light.lit(bronze, 0.0), c.light.shade(bronze.times(0.7), 0.0));
    let paint = if lit_side(c, x) < 0.0 {
        c.across(&[(0.0, day, 1.0), (1.0, dark, 1.0)])
    } else {
        c.across(&[(0.0, dark, 1.0), (1.0, day, 1.0)])
    };
    let mut path = Path::new();
    path.to(x - 74.0 * k, y - 92.0 * k)
        .line(x + 74.0 * k, y - 92.0 * k)
        .curve((x + 70.0 * k, y - 34.0 * k), (x + 34.0 * k, y - 30.0 * k))
        .line(x - 34.0 * k, y - 30.0 * k)
        .curve((x - 70.0 * k, y - 34.0 * k), (x - 74.0 * k, y - 92.0 * k))
        .close();
    path.rect((x - 84.0 * k, y - 100.0 * k, 168.0 * k, 12.0 * k));
    for dx in [-46.0, 0.0, 46.0] {
        path.add(&[
            (x + (dx - 11.0) * k, y - 40.0 * k),
            (x + (dx + 11.0) * k, y - 40.0 * k),
            (x + (dx * 1.15 + 7.0) * k, y),
            (x + (dx * 1.15 - 7.0) * k, y),
        ]);
    }
    for s in [-1.0, 1.0] {
        path.to(x + s * 80.0 * k, y - 92.0 * k)
            .curve((x + s * 112.0 * k, y - 120.0 * k), (x + s * 92.0 * k, y - 140.0 * k))
            .line(x + s * 78.0 * k, y - 134.0 * k)
            .curve((x + s * 92.0 * k, y - 120.0 * k), (x + s * 66.0 * k, y - 98.0 * k))
            .close();
    }
    c.paint(&path, &paint);
    let mut sticks = Path::new();
    for i in 0..6 {
        let dx = (f64::from(i) - 2.5) * 11.0 * k;
        sticks.to(x + dx, y - 100.0 * k).line(x + dx * 1.2, y - (126.0 + 6.0 * f64::from(i % 3)) * k);
    }
    c.stroke(&sticks, c.light.half(matter::LACQUER, 0.0), 2.4 * k);
    c.glow((x, y - 128.0 * k), 34.0 * k, matter::ORANGE, 0.4);
}

/// An old leaning cypress with flat tiers.
fn old_cypress(c: &mut Canvas, at: Point, h: f64) {
    let mut bark = Path::new();
    let (x, y) = at;
    let w = h * 0.045;
    bark.to(x - w * 1.6, y)
        .cubic((x - w * 0.4, y - h * 0.2), (x - w * 1.4, y - h * 0.4), (x - w * 0.5, y - h * 0.7))
        .line(x + w * 0.4, y - h * 0.7)
        .cubic((x + w * 0.2, y - h * 0.4), (x + w * 1.2, y - h * 0.22), (x + w * 1.7, y))
        .close();
    c.fill(&bark, c.light.shade(matter::TIMBER.times(0.8), 0.02));
    let mut seams = Path::new();
    for i in 0..4 {
        let dx = (f64::from(i) - 1.5) * w * 0.5;
        seams.to(x + dx, y).curve((x + dx * 0.4 - w * 0.3, y - h * 0.3), (x + dx * 0.4, y - h * 0.6));
    }
    c.stroke_faint(&seams, c.light.half(matter::TIMBER, 0.0), 2.4, 0.6);
    trees::pine(c, (x, y - h * 0.24), h * 0.8, 0.02);
}
