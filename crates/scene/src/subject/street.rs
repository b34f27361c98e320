//! Streets, courtyards, markets and villages.

use super::coast::{bay, old_town, small_isle};
use super::parts::{backwood, clock, grass, paving, slabs, steam};
use crate::buildings::{
    Look, Opening, ground, house, lamp, lit_side, roof_matter, skyline as towers, tower, village, windows,
};
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::{range, woodland};
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::roofs::{self, lantern};
use crate::sea::{BOTTOM, ripples, sea};
use crate::sky::{gulls, mist, sky};
use crate::trees::{self, Leaf};
use film_core::model::vocabulary::Season;

/// An avenue of villas under trees, in one-point perspective.
pub fn villa_street(c: &mut Canvas) {
    let (vx, vy) = (800.0, 500.0);
    sky(c, vy);
    range(c, vy + 6.0, 120.0, 0.8);
    c.layer(0.7, |c| backwood(c, vy, 70.0, 46.0, 0.55));
    c.layer(0.6, |c| {
        house(c, (700.0, vy + 12.0), 150.0, 62.0, old_town(0.42), 1.0);
        house(c, (925.0, vy + 14.0), 170.0, 70.0, Look { wall: matter::GRANITE, ..old_town(0.4) }, -1.0);
    });
    mist(c, vy, 50.0, 0.7);
    let lawn = grass(c);
    let (far, near) = (c.light.half(lawn, 0.4), c.light.lit(lawn, 0.0));
    ground(c, vy + 10.0, far, near);
    let road = paving(c, matter::ROAD.mix(matter::STONE, 0.3));
    let side = lit_side(c, 800.0);
    c.poly(
        &[(vx - 34.0, vy + 10.0), (vx + 34.0, vy + 10.0), (1790.0, BOTTOM), (-190.0, BOTTOM)],
        c.light.half(matter::STONE, 0.1),
    );
    let tarmac = c.vertical(vy, 900.0, &[(0.0, c.light.half(road, 0.4), 1.0), (1.0, c.light.half(road, 0.0), 1.0)]);
    let mut lane = Path::new();
    lane.add(&[(vx - 24.0, vy + 10.0), (vx + 24.0, vy + 10.0), (1440.0, BOTTOM), (160.0, BOTTOM)]);
    c.paint(&lane, &tarmac);
    let mut sun_patches = Path::new();
    for i in 0..14 {
        let t: f64 = (f64::from(i) + 0.5) / 14.0;
        let y = vy + 20.0 + t.powf(1.8) * 380.0;
        let k = (y - vy) / 400.0;
        sun_patches.lens((vx + c.rng.spread() * 620.0 * k, y), 420.0 * k, 26.0 * k);
    }
    c.tint(&sun_patches, c.light.lit(matter::SAND, 0.0), if c.light.night > 0.5 { 0.08 } else { 0.3 });
    // Trees stand in rows; a dolly moves them on by one place a loop.
    let leaf = match c.season {
        Season::Spring => Leaf::Cherry,
        Season::Autumn => Leaf::Ginkgo,
        _ => Leaf::Common,
    };
    let stamps = [trees_at(c, leaf, 0.34), trees_at(c, leaf, 0.19), trees_at(c, leaf, 0.06)];
    let roll = if c.frame.moving { c.frame.time } else { 0.0 };
    let mut litter = [Path::new(), Path::new()];
    for i in 0..26 {
        let z = c.rng.unit();
        let (u, turn) = (c.rng.spread() * 1.25, c.rng.unit());
        for place in 0..6 {
            let k = 1.0 / (0.9 + (z + f64::from(place) - roll).rem_euclid(6.0));
            litter[i % 2].lens((vx + u * 940.0 * k, vy + 430.0 * k), 17.0 * k + 4.0 * turn * k, 4.6 * k);
        }
    }
    let fallen = trees::leaves(c, leaf);
    if c.season != Season::Summer && c.season != Season::Winter {
        c.tint(&litter[0], c.light.lit(fallen, 0.0), 0.85);
        c.tint(&litter[1], c.light.half(fallen, 0.0), 0.85);
    }
    // Low granite walls run along both sides, with a post by each tree.
    for s in [-1.0, 1.0] {
        let at = |k: f64, up: f64| (vx + s * 790.0 * k, vy + 10.0 + (300.0 - up) * k);
        let (far_tone, near_tone) = if s == side {
            (c.light.shade(matter::GRANITE, 0.4), c.light.shade(matter::GRANITE, 0.05))
        } else {
            (c.light.lit(matter::GRANITE, 0.4), c.light.lit(matter::GRANITE, 0.05))
        };
        let paint = if s > 0.0 {
            c.across(&[(0.0, far_tone, 1.0), (0.5, near_tone, 1.0)])
        } else {
            c.across(&[(0.5, near_tone, 1.0), (1.0, far_tone, 1.0)])
        };
        c.paint(&Path::polygon(&[at(0.08, 100.0), at(2.4, 100.0), at(2.4, 0.0), at(0.08, 0.0)]), &paint);
        c.poly(&[at(0.08, 108.0), at(2.4, 108.0), at(2.4, 97.0), at(0.08, 97.0)], near_tone.times(0.8));
    }
    for i in (0..11).rev() {
        let z = f64::from(i) + 0.25 - roll;
        let k = 1.0 / (1.0 + z.max(-0.72));
        if !(0.0..=2.4).contains(&k) {
            continue;
        }
        let y = vy + 10.0 + 300.0 * k;
        let stamp = &stamps[if k < 0.28 {
            0
        } else if k < 0.55 {
            1
        } else {
            2
        }];
        for s in [-1.0, 1.0] {
            let x = vx + s * 700.0 * k;
            c.rect(
                (vx + s * 790.0 * k - 15.0 * k, y - 116.0 * k, 30.0 * k, 116.0 * k),
                c.light.half(matter::GRANITE, (0.4 - 0.3 * k).max(0.02)),
            );
            c.stamp(stamp, (x, y), (7.4 * k, 7.4 * k));
        }
    }
    if c.season == Season::Autumn || c.season == Season::Spring {
        trees::falling(c, fallen, 40, (60.0, 880.0));
    }
}

/// One tree for stamping in rows at a depth.
fn trees_at(c: &mut Canvas, leaf: Leaf, depth: f64) -> crate::canvas::Stamp {
    trees::kept(c, depth, leaf)
}

/// Red roofs stepping down to the bay.
pub fn red_roofs(c: &mut Canvas) {
    let horizon = 372.0;
    bay(c, horizon, Some((1150.0, 1560.0)));
    c.layer(0.8, |c| small_isle(c, (420.0, horizon + 22.0), 120.0, 0.6));
    c.layer(0.62, |c| {
        let green = woodland(c).mix(matter::PINE, 0.15);
        let shore: Vec<Point> = (0..=18)
            .map(|i| {
                let t = f64::from(i) / 18.0;
                (-OVER + t * 1960.0, 474.0 + 34.0 * (t * 4.4 + 0.8).sin() - 30.0 * t + c.rng.spread() * 6.0)
            })
            .collect();
        trees::wood(c, &shore, 700.0, 42.0, 0.42, green);
        village(c, (-OVER, WIDTH + OVER), (504.0, 560.0), (46.0, 66.0), (0.46, 0.3));
    });
    mist(c, 560.0, 60.0, 0.4);
    c.layer(0.4, |c| {
        let (x, y) = (1090.0, 610.0);
        let tip =
            tower(c, (x, y), 44.0, 130.0, 64.0, Look { wall: matter::PLASTER, roof: matter::VERDIGRIS, depth: 0.26 });
        clock(c, (x, y - 106.0), 13.0, 0.26);
        let mut pole = Path::new();
        pole.to(tip.0, tip.1).line(tip.0, tip.1 - 18.0);
        c.stroke(&pole, c.light.ink(0.3), 2.0);
        village(c, (-OVER, WIDTH + OVER), (590.0, 690.0), (80.0, 120.0), (0.27, 0.14));
    });
    c.layer(0.2, |c| {
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.25);
        let line: Vec<Point> = (0..=20).map(|i| (-OVER + f64::from(i) * 98.0, 730.0 + 26.0 * c.rng.unit())).collect();
        trees::wood(c, &line, 860.0, 84.0, 0.12, green);
        village(c, (-OVER, WIDTH + OVER), (800.0, 930.0), (190.0, 250.0), (0.1, 0.02));
    });
    gulls(c, (700.0, 250.0), (500.0, 80.0), 6);
}

/// A courtyard with timber galleries on three sides.
pub fn courtyard(c: &mut Canvas) {
    sky(c, 420.0);
    let d = 0.06;
    let brick = matter::GREY_BRICK.mix(matter::PLASTER, 0.45);
    let timber = matter::LACQUER.mix(matter::TIMBER, 0.45);
    // Back wing between x 500 and 1100, ground line 640; side wings run to the picture's edges.
    let (l, r, top, mid, foot) = (500.0, 1100.0, 268.0, 454.0, 650.0);
    let lit = lit_side(c, 800.0);
    backwood(c, 268.0, 60.0, 50.0, 0.4);
    let roof = roof_matter(c, matter::TILE);
    c.poly(&[(l - 30.0, top), (r + 30.0, top), (r - 30.0, 190.0), (l + 30.0, 190.0)], c.light.lit(roof, 0.16));
    crate::buildings::tiles(
        c,
        ((l - 30.0, top), (r + 30.0, top)),
        ((l + 30.0, 190.0), (r - 30.0, 190.0)),
        34,
        c.light.shade(roof.times(0.8), 0.1),
    );
    for x in [640.0, 960.0] {
        c.rect((x, 160.0, 26.0, 62.0), c.light.half(matter::BRICK, 0.16));
    }
    c.rect((l, top, r - l, foot - top), c.light.half(brick, 0.14));
    for (y0, y1) in [(top, mid), (mid, foot)] {
        let h = y1 - y0;
        windows(c, (l + 20.0, y0 + h * 0.26, r - l - 40.0, h * 0.62), (7, 1), Opening::Square, 0.14);
    }
    let mut doors = Path::new();
    for x in [594.0, 846.0, 1012.0] {
        doors.rect((x, foot - 128.0, 46.0, 128.0));
    }
    c.fill(&doors, c.light.shade(matter::TIMBER, 0.1));
    let mut arch = Path::new();
    arch.arch((742.0, foot - 150.0, 78.0, 150.0));
    c.fill(&arch, c.light.sky[3].mix(c.light.half(matter::STONE, 0.3), 0.5));
    // The upper gallery of the back wing.
    let far_gallery = [(l, top), (r, top)];
    gallery(c, far_gallery, [(l, mid), (r, mid)], [(l, foot), (r, foot)], (9, timber), 0.1);
    for s in [-1.0, 1.0] {
        let x0 = 800.0 + s * 300.0;
        let x1 = 800.0 + s * 1010.0;
        let tone = if s == lit { c.light.shade(brick, d) } else { c.light.lit(brick, d) };
        c.poly(&[(x0, top), (x1, -150.0), (x1, BOTTOM), (x0, foot)], tone);
        let mut panes = Path::new();
        let mut frames = Path::new();
        for (upper, lower) in [(0.06, 0.42), (0.55, 0.93)] {
            for i in 0..5 {
                let (a, b) = (f64::from(i) / 5.0 + 0.06, f64::from(i) / 5.0 + 0.13);
                let at = |t: f64, v: f64| {
                    let t = t.powf(1.25);
                    let (y0, y1) = (top + (-150.0 - top) * t, foot + (BOTTOM - foot) * t);
                    (x0 + (x1 - x0) * t, y0 + (y1 - y0) * v)
                };
                let v0 = upper + 0.1;
                frames.add(&[
                    at(a - 0.012, v0 - 0.015),
                    at(b + 0.012, v0 - 0.015),
                    at(b + 0.012, lower),
                    at(a - 0.012, lower),
                ]);
                panes.add(&[at(a, v0), at(b, v0), at(b, lower), at(a, lower)]);
            }
        }
        c.fill(&frames, c.light.half(timber.times(0.9), d));
        c.fill(&panes, c.light.shade(matter::GLASS, d).times(0.75).mix(matter::LAMP, 0.6 * c.light.night));
        c.poly(
            &[(x0 - s * 30.0, top - 6.0), (x1, -240.0), (x1, -150.0), (x0 - s * 30.0, top + 8.0)],
            c.light.half(roof.times(0.8), d),
        );
        // The side galleries stand out into the court.
        let (g0, g1) = (x0 - s * 40.0, x1 - s * 130.0);
        gallery(
            c,
            [(g0, top + 4.0), (g1, -170.0)],
            [(g0, mid), (g1, 376.0)],
            [(g0, foot + 14.0), (g1, BOTTOM)],
            (7, timber),
            0.03,
        );
    }
    let stone = paving(c, matter::STONE.times(0.94));
    let paint = c.vertical(foot, 900.0, &[(0.0, c.light.half(stone, 0.12), 1.0), (1.0, c.light.half(stone, 0.0), 1.0)]);
    let court = Path::polygon(&[(l, foot), (r, foot), (1830.0, BOTTOM), (-230.0, BOTTOM)]);
    c.paint(&court, &paint);
    let mut joints = Path::new();
    for i in 1..12 {
        let t = (f64::from(i) / 12.0).powf(1.7);
        let y = foot + (BOTTOM - foot) * t;
        joints.to(l - 730.0 * t, y).line(r + 730.0 * t, y);
    }
    for i in 0..=10 {
        let u = f64::from(i) / 10.0;
        joints.to(l + 600.0 * u, foot).line(-230.0 + 2060.0 * u, BOTTOM);
    }
    c.stroke_faint(&joints, c.light.shade(stone.times(0.8), 0.0), 1.8, 0.35);
    stair(c, timber);
    // Empty washing lines.
    let mut lines = Path::new();
    for (y, sag) in [(402.0, 34.0), (430.0, 42.0)] {
        let drift = c.swing(sag, 1.0) * 5.0;
        lines.to(360.0, y).curve((800.0, y + sag * 2.0 + drift), (1240.0, y - 10.0));
    }
    c.stroke_faint(&lines, c.light.ink(0.0), 2.0, 0.75);
    let mut pegs = Path::new();
    for i in 0..9 {
        let t = f64::from(i) / 9.0 + 0.08;
        pegs.rect((360.0 + 880.0 * t, 398.0 + 134.0 * t * (1.0 - t) - 2.0, 4.0, 15.0));
    }
    c.fill(&pegs, c.light.lit(matter::GLAZED, 0.0));
    trees::tree(c, (1010.0, 730.0), 330.0, 0.04, Leaf::Common);
    for (x, y) in [(560.0, 690.0), (600.0, 700.0), (1050.0, 742.0), (960.0, 740.0)] {
        c.poly(
            &[(x - 20.0, y - 32.0), (x + 20.0, y - 32.0), (x + 14.0, y), (x - 14.0, y)],
            c.light.half(matter::BRICK, 0.02),
        );
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.4);
        trees::bush(c, (x, y - 30.0), 26.0, 0.02, green);
    }
}

/// A gallery along three lines (eave, floor, ground): posts, rail, balusters.
fn gallery(
    c: &mut Canvas,
    eave: [Point; 2],
    floor: [Point; 2],
    earth: [Point; 2],
    (count, timber): (usize, Rgb),
    depth: f64,
) {
    let lerp =
        |line: [Point; 2], t: f64| (line[0].0 + (line[1].0 - line[0].0) * t, line[0].1 + (line[1].1 - line[0].1) * t);
    let flat = (eave[0].1 - eave[1].1).abs() < 1.0;
    let spot = |i: f64| {
        let t = i / count as f64;
        if flat { t } else { t.powf(1.5) }
    };
    let height = |t: f64| lerp(floor, t).1 - lerp(eave, t).1;
    let (mut posts, mut rails, mut balusters) = (Path::new(), Path::new(), Path::new());
    for i in 0..=count {
        let t = spot(i as f64);
        let (e, g) = (lerp(eave, t), lerp(earth, t));
        let w = height(t) * 0.05;
        posts.rect((e.0 - w / 2.0, e.1, w, g.1 - e.1));
        if i < count {
            for b in 1..8 {
                let u = spot(i as f64 + f64::from(b) / 8.0);
                let (p, h) = (lerp(floor, u), height(u));
                balusters.to(p.0, p.1 - h * 0.34).line(p.0, p.1);
            }
        }
        let next = spot(i as f64 + 1.0).min(1.0);
        if i < count {
            let (e2, h, h2) = (lerp(eave, next), height(t), height(next));
            // Curved braces under the eave.
            rails
                .to(e.0, e.1 + h * 0.22)
                .curve((e.0 + (e2.0 - e.0) * 0.08, e.1 + h * 0.1), (e.0 + (e2.0 - e.0) * 0.3, e.1 + h * 0.06));
            rails
                .to(e2.0, e2.1 + h2 * 0.22)
                .curve((e2.0 - (e2.0 - e.0) * 0.08, e2.1 + h2 * 0.1), (e2.0 - (e2.0 - e.0) * 0.3, e2.1 + h2 * 0.06));
        }
    }
    let band = |up: f64, down: f64| {
        let at = |t: f64, k: f64| {
            let p = lerp(floor, t);
            (p.0, p.1 + height(t) * k)
        };
        Path::polygon(&[at(0.0, up), at(1.0, up), at(1.0, down), at(0.0, down)])
    };
    c.fill(&band(0.0, 0.075), c.light.shade(timber.times(0.8), depth));
    c.stroke(&balusters, c.light.half(timber, depth), if flat { 3.0 } else { 5.0 });
    c.fill(&band(-0.39, -0.34), c.light.lit(timber, depth));
    c.stroke(&rails, c.light.half(timber, depth), if flat { 4.0 } else { 6.0 });
    c.fill(&posts, c.light.half(timber.times(1.05), depth));
    let beam = Path::polygon(&[
        eave[0],
        eave[1],
        (eave[1].0, eave[1].1 + height(1.0) * 0.07),
        (eave[0].0, eave[0].1 + height(0.0) * 0.07),
    ]);
    c.fill(&beam, c.light.shade(timber.times(0.9), depth));
}

/// The open stair from the court to the gallery.
fn stair(c: &mut Canvas, timber: Rgb) {
    let (mut treads, mut under, mut rail) = (Path::new(), Path::new(), Path::new());
    let steps = 13;
    under.to(400.0, 760.0);
    for i in 0..steps {
        let i = f64::from(i);
        let (x, y) = (400.0 + i * 19.0, 760.0 - i * 23.0);
        under.line(x, y - 23.0).line(x + 19.0, y - 23.0);
        treads.add(&[(x, y - 23.0), (x + 19.0, y - 23.0), (x + 76.0, y - 30.0), (x + 57.0, y - 30.0)]);
        rail.to(x + 8.0, y - 23.0).line(x + 8.0, y - 92.0);
    }
    let end = (400.0 + 19.0 * f64::from(steps), 760.0 - 23.0 * f64::from(steps));
    under.line(end.0 + 10.0, end.1 + 60.0).line(470.0, 770.0).close();
    rail.to(402.0, 668.0).line(end.0 + 4.0, end.1 - 92.0 + 23.0);
    c.fill(&under, c.light.shade(timber.times(0.7), 0.03));
    c.fill(&treads, c.light.lit(timber.mix(matter::SAND, 0.3), 0.02));
    c.stroke(&rail, c.light.half(timber, 0.02), 4.5);
}

/// The old commercial street.
pub fn old_street(c: &mut Canvas) {
    let (vx, vy) = (800.0, 560.0);
    sky(c, vy);
    range(c, vy, 110.0, 0.82);
    c.layer(0.8, |c| {
        let tip = tower(
            c,
            (vx + 10.0, vy + 8.0),
            34.0,
            96.0,
            60.0,
            Look { wall: matter::GRANITE, roof: matter::TILE, depth: 0.5 },
        );
        let mut cross = Path::new();
        cross.rect((tip.0 - 1.0, tip.1 - 18.0, 2.0, 20.0)).rect((tip.0 - 5.0, tip.1 - 13.0, 10.0, 2.0));
        c.fill(&cross, c.light.ink(0.4));
    });
    mist(c, vy, 60.0, 0.8);
    let stone = paving(c, matter::STONE);
    let (far, near) = (c.light.half(stone, 0.35), c.light.half(stone, 0.0));
    ground(c, vy + 8.0, far, near);
    slabs(c, (vy + 10.0, vx), c.light.shade(stone.times(0.8), 0.0));
    // Shop fronts recede to the vanishing point on both sides, far ones first.
    let walls = [matter::PLASTER, matter::BRICK, hex(0xe2c48a), hex(0xcfd0bd), matter::GRANITE, hex(0xd69f74)];
    let lit = lit_side(c, vx);
    for i in (0..6).rev() {
        for s in [-1.0, 1.0] {
            let (z0, z1) = (0.55 + f64::from(i) * 0.78, 0.55 + f64::from(i) * 0.78 + 0.74);
            let (k0, k1) = (1.0 / z0, 1.0 / z1);
            let wall = walls[c.rng.below(6)];
            let tall = c.rng.range(520.0, 700.0);
            shop(c, (vx, vy), s, (k0, k1), tall, (wall, s == lit));
        }
    }
    for s in [-1.0, 1.0] {
        for k in [0.3, 0.46, 0.75] {
            lamp(c, (vx + s * 420.0 * k, vy + 10.0 + 270.0 * k), 330.0 * k, 0.12);
        }
    }
    let mut wires = Path::new();
    for (y, k) in [(250.0, 1.0), (330.0, 0.7), (400.0, 0.45)] {
        wires.to(vx - 640.0 * k, y).curve((vx, y + 90.0 * k), (vx + 640.0 * k, y));
    }
    c.stroke_faint(&wires, c.light.ink(0.1), 1.6, 0.6);
    let hung = c.define(|c| lantern(c, (0.0, 0.0), 20.0, 0.05));
    let festive = [(250.0, 1.0, 26.0), (330.0, 0.7, 18.0), (400.0, 0.45, 12.0)];
    for (y, k, r) in festive {
        for i in -2..=2 {
            let t = f64::from(i) / 3.2;
            c.stamp(&hung, (vx + t * 640.0 * k, y + 45.0 * k * (1.0 - t * t) + r * 1.2), (r / 20.0, r / 20.0));
        }
    }
}

fn shop(c: &mut Canvas, (vx, vy): Point, s: f64, (k0, k1): Point, tall: f64, (wall, shaded): (Rgb, bool)) {
    let depth = (0.5 - 0.42 * k1.min(1.0)).max(0.02);
    let at = |u: f64, h: f64| {
        let k = 1.0 / (1.0 / k0 + (1.0 / k1 - 1.0 / k0) * u);
        (vx + s * 560.0 * k, vy + 10.0 + (270.0 - h) * k)
    };
    let quad = |u0: f64, u1: f64, h0: f64, h1: f64| [at(u0, h0), at(u1, h0), at(u1, h1), at(u0, h1)];
    let light = c.light;
    let tone = |m: Rgb| if shaded { light.shade(m, depth) } else { light.lit(m, depth) };
    let (face, trim, roof) = (tone(wall), tone(matter::WHITE.mix(wall, 0.3)), tone(roof_matter(c, matter::TILE)));
    let glass = c.light.shade(matter::GLASS, depth).times(0.8);
    let (mut panes, mut warm, mut frames) = (Path::new(), Path::new(), Path::new());
    c.poly(&quad(0.0, 1.0, 0.0, tall), face);
    let floors = 2;
    for floor in 0..floors {
        let h0 = tall * (0.36 + 0.3 * f64::from(floor));
        for i in 0..4 {
            let u = 0.08 + f64::from(i) * 0.23;
            frames.add(&quad(u - 0.015, u + 0.145, h0 - 6.0, h0 + tall * 0.19));
            let lamp = c.rng.unit() < 0.6 * c.light.night;
            if lamp { &mut warm } else { &mut panes }.add(&quad(u, u + 0.13, h0, h0 + tall * 0.18));
        }
    }
    for i in 0..3 {
        let u = 0.06 + f64::from(i) * 0.31;
        let lamp = c.light.night > 0.25;
        frames.add(&quad(u - 0.02, u + 0.28, 0.0, tall * 0.28));
        if lamp { &mut warm } else { &mut panes }.add(&quad(u, u + 0.26, 10.0, tall * 0.265));
    }
    c.fill(&frames, trim);
    c.fill(&panes, glass);
    c.fill(&warm, matter::LAMP.mix(matter::ORANGE, 0.2));
    let sign_tones = [matter::ORANGE, hex(0x2d5f66), matter::LACQUER, matter::GLAZED];
    let sign = sign_tones[c.rng.below(4)];
    c.poly(&quad(0.02, 0.98, tall * 0.285, tall * 0.345), tone(sign));
    for h in [0.68, 0.985] {
        c.poly(&quad(-0.01, 1.01, tall * h, tall * (h + 0.03)), trim);
    }
    let gabled = c.rng.chance(0.4);
    let up = if gabled { tall * 1.2 } else { tall * 1.1 };
    if gabled {
        c.poly(&[at(0.1, tall), at(0.9, tall), at(0.5, up)], face);
        c.poly(&[at(0.05, tall), at(0.5, up), at(0.5, up * 1.03), at(-0.02, tall)], roof);
        c.poly(&[at(0.95, tall), at(0.5, up), at(0.5, up * 1.03), at(1.02, tall)], roof);
    } else {
        c.poly(&[at(-0.02, tall * 1.01), at(1.02, tall * 1.01), at(0.94, up), at(0.06, up)], roof);
    }
    // A hanging board, square to the street.
    let (bx, by) = at(0.15, tall * 0.62);
    let k = k0.min(1.6);
    c.rect(
        (bx - s * 62.0 * k - if s > 0.0 { 0.0 } else { 40.0 * k }, by, 40.0 * k, 104.0 * k),
        c.light.half(sign.times(0.9), depth),
    );
}

/// A grey-walled lane with a gate.
pub fn hutong(c: &mut Canvas) {
    let (vx, vy) = (760.0, 520.0);
    sky(c, vy);
    c.layer(0.8, |c| roofs::gate_tower(c, (vx, vy + 14.0), 150.0, matter::SLATE, 0.5));
    mist(c, vy, 60.0, 0.8);
    let stone = paving(c, matter::GREY_BRICK.mix(matter::STONE, 0.5));
    let (far, near) = (c.light.half(stone, 0.35), c.light.half(stone, 0.0));
    ground(c, vy + 8.0, far, near);
    slabs(c, (vy + 10.0, vx), c.light.shade(stone.times(0.75), 0.0));
    let lit = lit_side(c, vx);
    let grey = matter::GREY_BRICK;
    for s in [-1.0, 1.0] {
        for (i, (z0, z1, h)) in
            [(2.9, 4.6, 190.0), (1.7, 2.9, 230.0), (1.0, 1.7, 205.0), (0.45, 1.0, 240.0)].iter().enumerate()
        {
            let depth = 0.4 - 0.1 * i as f64;
            let at = |z: f64, up: f64| (vx + s * 470.0 / z, vy + 8.0 + (270.0 - up) / z);
            let wall = grey.mix(matter::PLASTER, 0.1 + 0.1 * c.rng.unit());
            let tone = if s == lit { c.light.shade(wall, depth) } else { c.light.lit(wall, depth) };
            c.poly(&[at(*z0, *h), at(*z1, *h), at(*z1, 0.0), at(*z0, 0.0)], tone);
            let mut rows = Path::new();
            for r in 1..12 {
                let up = h * f64::from(r) / 12.0;
                let (a, b) = (at(*z0, up), at(*z1, up));
                rows.to(a.0, a.1).line(b.0, b.1);
            }
            c.stroke_faint(&rows, c.light.shade(grey.times(0.7), depth), 1.2, 0.4);
            c.poly(
                &[at(*z0, 34.0), at(*z1, 34.0), at(*z1, 0.0), at(*z0, 0.0)],
                c.light.shade(matter::STONE.times(0.8), depth),
            );
            // The roof over the wall: a tiled slope with round tile ends.
            let roof = roof_matter(c, matter::SLATE);
            let over = |z: f64, up: f64, out: f64| (vx + s * (470.0 - out) / z, vy + 8.0 + (270.0 - up) / z);
            let (e0, e1) = (over(*z0, h - 4.0, 34.0), over(*z1, h - 4.0, 34.0));
            let (r0, r1) = (over(*z0, h + 74.0, -60.0), over(*z1, h + 74.0, -60.0));
            c.poly(&[e0, e1, r1, r0], if s == lit { c.light.shade(roof, depth) } else { c.light.lit(roof, depth) });
            crate::buildings::tiles(c, (e0, e1), (r0, r1), 22, c.light.shade(roof.times(0.6), depth));
            let mut ridge_line = Path::new();
            ridge_line.to(r0.0, r0.1).line(r1.0, r1.1);
            c.stroke(&ridge_line, c.light.shade(roof.times(0.7), depth), 12.0 / z0);
            let mut eave = Path::new();
            eave.to(e0.0, e0.1).line(e1.0, e1.1);
            c.stroke(&eave, c.light.shade(roof.times(0.45), depth), 8.0 / z0);
        }
    }
    // A lacquered gate in the right-hand wall, a drum stone each side.
    gate(c, (vx, vy), 1.0, (1.16, 1.52));
    gate(c, (vx, vy), -1.0, (2.0, 2.6));
    for (x, y, r) in [(vx + 352.0, 512.0, 26.0), (vx + 270.0, 514.0, 18.0)] {
        lantern(c, (x, y), r, 0.04);
    }
    trees::tree(c, (vx - 300.0, 720.0), 500.0, 0.05, Leaf::Common);
    trees::tree(c, (vx + 760.0, 690.0), 560.0, 0.04, Leaf::Ginkgo);
}

fn gate(c: &mut Canvas, (vx, vy): Point, s: f64, (z0, z1): Point) {
    let at = |z: f64, up: f64| (vx + s * 462.0 / z, vy + 8.0 + (270.0 - up) / z);
    let (near, far) = (at(z0, 0.0), at(z1, 0.0));
    let roof = roof_matter(c, matter::SLATE);
    c.poly(
        &[at(z0 * 0.96, 236.0), at(z1 * 1.03, 236.0), at(z1 * 1.03, 0.0), at(z0 * 0.96, 0.0)],
        c.light.half(matter::GREY_BRICK.times(0.82), 0.04),
    );
    c.poly(
        &[at(z0 * 1.03, 190.0), at(z1 * 0.97, 190.0), at(z1 * 0.97, 0.0), at(z0 * 1.03, 0.0)],
        c.light.half(matter::LACQUER, 0.03),
    );
    let mut seam = Path::new();
    let zm = 2.0 / (1.0 / z0 + 1.0 / z1);
    let (a, b) = (at(zm, 190.0), at(zm, 0.0));
    seam.to(a.0, a.1).line(b.0, b.1);
    c.stroke(&seam, c.light.shade(matter::LACQUER.times(0.5), 0.0), 3.0);
    let mut studs = Path::new();
    for (u, up) in [(0.3, 110.0), (0.7, 110.0)] {
        let z = 1.0 / (1.0 / z0 + (1.0 / z1 - 1.0 / z0) * u);
        studs.circle(at(z, up), 7.0 / z);
    }
    c.fill(&studs, c.light.lit(matter::GLAZED, 0.02));
    c.poly(
        &[at(z0 * 1.03, 222.0), at(z1 * 0.97, 222.0), at(z1 * 0.97, 192.0), at(z0 * 1.03, 192.0)],
        c.light.half(matter::VERDIGRIS.times(0.8), 0.04),
    );
    let (e0, e1) = ((near.0 - s * 50.0 / z0, at(z0, 236.0).1), (far.0 - s * 40.0 / z1, at(z1, 236.0).1));
    let (r0, r1) = ((near.0 + s * 30.0 / z0, at(z0, 322.0).1), (far.0 + s * 30.0 / z1, at(z1, 322.0).1));
    c.poly(&[e0, e1, r1, r0], c.light.half(roof, 0.03));
    crate::buildings::tiles(c, (e0, e1), (r0, r1), 12, c.light.shade(roof.times(0.6), 0.03));
    let mut ridge_line = Path::new();
    ridge_line.to(r0.0 + 6.0, r0.1 - 10.0).line(r0.0, r0.1).line(r1.0, r1.1);
    c.stroke(&ridge_line, c.light.shade(roof.times(0.6), 0.02), 9.0 / z0);
    let mut drums = Path::new();
    drums.circle((near.0 - s * 26.0, near.1 - 22.0 / z0), 22.0 / z0).rect((
        near.0 - s * 26.0 - 20.0,
        near.1 - 6.0,
        40.0,
        12.0,
    ));
    c.fill(&drums, c.light.lit(matter::STONE, 0.02));
}

/// The wall and gate tower of an old town, with its moat.
pub fn walled_town(c: &mut Canvas) {
    let horizon = 540.0;
    sky(c, horizon);
    range(c, horizon, 190.0, 0.84);
    range(c, horizon + 20.0, 110.0, 0.7);
    mist(c, 530.0, 70.0, 0.9);
    c.layer(0.65, |c| backwood(c, 560.0, 70.0, 50.0, 0.42));
    sea(c, 690.0, BOTTOM);
    c.layer(0.4, |c| {
        c.mirrored(716.0, 0.36, |c| {
            let brick = matter::GREY_BRICK.mix(matter::EARTH, 0.22);
            let d = 0.1;
            let (top, foot) = (508.0, 716.0);
            let paint = c.fade(&[(0.0, c.light.lit(brick, d), 1.0), (1.0, c.light.shade(brick, d), 1.0)]);
            let mut wall = Path::new();
            wall.add(&[(-OVER, top), (WIDTH + OVER, top), (WIDTH + OVER, foot), (-OVER, foot)]);
            let mut x = -OVER;
            while x < WIDTH + OVER {
                wall.rect((x, top - 26.0, 30.0, 28.0));
                x += 48.0;
            }
            c.paint(&wall, &paint);
            let mut courses = Path::new();
            for i in 0..9 {
                let y = top + 14.0 + f64::from(i) * 22.0;
                courses.to(-OVER, y).line(WIDTH + OVER, y);
            }
            c.stroke_faint(&courses, c.light.shade(brick.times(0.75), d), 1.4, 0.35);
            // The gate bastion.
            let bastion = Path::polygon(&[(510.0, foot), (546.0, 462.0), (1054.0, 462.0), (1090.0, foot)]);
            let front = c
                .fade(&[(0.0, c.light.lit(brick.times(1.08), d), 1.0), (1.0, c.light.half(brick.times(0.92), d), 1.0)]);
            c.paint(&bastion, &front);
            let mut teeth = Path::new();
            for i in 0..11 {
                teeth.rect((544.0 + f64::from(i) * 47.0, 434.0, 30.0, 30.0));
            }
            c.fill(&teeth, c.light.lit(brick.times(1.08), d));
            let mut bricks = Path::new();
            for _ in 0..44 {
                let (bx, row) = (c.rng.range(560.0, 1020.0), c.rng.range(0.0, 15.0).floor());
                bricks.rect((bx, 474.0 + row * 16.0, 26.0, 8.0));
            }
            c.tint(&bricks, c.light.shade(brick.times(0.8), d), 0.4);
            let mut arch = Path::new();
            arch.arch((736.0, 556.0, 128.0, foot - 556.0));
            c.fill(&arch, c.light.half(matter::STONE, d));
            let mut dark = Path::new();
            dark.arch((748.0, 570.0, 104.0, foot - 570.0));
            c.fill(&dark, c.light.shade(matter::INK, d).mix(matter::LAMP, 0.35 * c.light.night));
            c.rect((744.0, 494.0, 112.0, 40.0), c.light.half(matter::DEEP, d));
            c.rect((752.0, 501.0, 96.0, 26.0), c.light.lit(matter::STONE, d));
            roofs::gate_tower(c, (800.0, 446.0), 430.0, matter::SLATE, 0.06);
            let corner = c.define(|c| roofs::gate_tower(c, (0.0, 0.0), 150.0, matter::SLATE, 0.18));
            for s in [-1.0, 1.0] {
                c.stamp(&corner, (800.0 + s * 620.0, 500.0), (1.0, 1.0));
            }
            for x in [640.0, 960.0] {
                lantern(c, (x, 520.0), 17.0, 0.06);
            }
        });
        ripples(c, (-OVER, 726.0, WIDTH + 2.0 * OVER, 170.0), 80);
        // The bridge to the gate.
        c.poly(&[(748.0, 716.0), (852.0, 716.0), (960.0, BOTTOM), (640.0, BOTTOM)], c.light.lit(matter::STONE, 0.05));
        let mut rails = Path::new();
        for s in [-1.0, 1.0] {
            rails.to(800.0 + s * 54.0, 700.0).line(800.0 + s * 170.0, BOTTOM - 70.0);
            for i in 0..7 {
                let t = (f64::from(i) / 7.0).powf(1.5);
                let (x, y) = (800.0 + s * (54.0 + 116.0 * t), 716.0 + 310.0 * t);
                rails.to(x, y).line(x, y - 18.0 - 50.0 * t);
            }
        }
        c.stroke(&rails, c.light.half(matter::STONE, 0.03), 7.0);
    });
    c.layer(0.05, |c| {
        trees::grove(c, &[(90.0, 880.0, 520.0), (1500.0, 880.0, 560.0)], 40.0, 0.02, Leaf::Common);
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.35);
        for i in 0..16 {
            let x = -80.0 + f64::from(i) * 118.0;
            if !(560.0..1040.0).contains(&x) {
                let r = c.rng.range(40.0, 66.0);
                trees::bush(c, (x, 912.0), r, 0.02, green);
            }
        }
    });
}

/// Stalls and lanterns after dark.
pub fn night_market(c: &mut Canvas) {
    let (vx, vy) = (800.0, 520.0);
    sky(c, vy);
    c.layer(0.8, |c| {
        towers(c, (-OVER, 660.0), vy + 20.0, 300.0, 0.55);
        towers(c, (940.0, WIDTH + OVER), vy + 20.0, 300.0, 0.55);
    });
    let stone = paving(c, matter::STONE.times(0.7));
    let (far, near) = (c.light.half(stone, 0.2), c.light.half(stone, 0.0));
    ground(c, vy + 12.0, far, near);
    let night = c.light.night.max(0.25);
    c.glow_flat((vx, vy + 40.0), (520.0, 200.0), matter::LAMP, 0.75 * night);
    let tones = [matter::ORANGE, hex(0x2e6a70), matter::GLAZED, matter::LACQUER];
    let stalls = tones.map(|tone| c.define(|c| stall(c, (0.0, 0.0), 1.0, 0.0, tone)));
    let start = c.rng.below(4);
    for i in (0..6).rev() {
        let z = 0.62 + f64::from(i) * 0.55;
        let k = 1.0 / z;
        for s in [-1.0, 1.0] {
            let kind = (start + i as usize * 3 + usize::from(s > 0.0)) % 4;
            c.stamp(&stalls[kind], (vx + s * 460.0 * k, vy + 10.0 + 220.0 * k), (k, k));
        }
    }
    let hung = c.define(|c| lantern(c, (0.0, 0.0), 20.0, 0.02));
    for (y, k, r) in [(420.0, 0.36, 9.0), (350.0, 0.55, 15.0), (250.0, 0.85, 24.0), (130.0, 1.3, 38.0)] {
        let mut wire = Path::new();
        wire.to(vx - 620.0 * k, y).curve((vx, y + 100.0 * k), (vx + 620.0 * k, y));
        c.stroke_faint(&wire, c.light.ink(0.0), 1.8, 0.8);
        for i in -3..=3 {
            let t = f64::from(i) / 4.0;
            let sway = c.swing(t, 1.0) * 3.0 * k;
            c.stamp(&hung, (vx + t * 620.0 * k + sway, y + 50.0 * k * (1.0 - t * t) + r), (r / 20.0, r / 20.0));
        }
    }
    // Light and steam on the wet ground.
    let mut shine = Path::new();
    for _ in 0..26 {
        let t = c.rng.unit();
        let y = vy + 30.0 + 360.0 * t;
        shine.lens((vx + c.rng.spread() * 760.0 * (0.2 + t), y), 60.0 + 160.0 * t, 3.0 + 7.0 * t);
    }
    c.tint(&shine, matter::LAMP, 0.3 * night);
    for s in [-1.0, 1.0] {
        steam(c, (vx + s * 380.0, 540.0), 1.0);
        steam(c, (vx + s * 210.0, 520.0), 0.6);
    }
}

fn stall(c: &mut Canvas, (x, y): Point, k: f64, s: f64, tone: Rgb) {
    let d = (0.4 - 0.3 * k).max(0.0);
    let (w, h) = (250.0 * k, 250.0 * k);
    let night = c.light.night.max(0.25);
    c.rect((x - w / 2.0, y - h, w, h), c.light.shade(matter::TIMBER.times(0.6), d));
    let paint = c.fade(&[(0.0, matter::LAMP, 0.85 * night), (1.0, matter::ORANGE, 0.3 * night)]);
    let mut inside = Path::new();
    inside.rect((x - w * 0.46, y - h * 0.86, w * 0.92, h * 0.46));
    c.paint(&inside, &paint);
    let (mut jars, mut fruit) = (Path::new(), Path::new());
    for i in 0..6 {
        let jx = x - w * 0.4 + f64::from(i) * w * 0.15;
        let jh = h * c.rng.range(0.06, 0.13);
        jars.rect((jx, y - h * 0.62 - jh, w * 0.08, jh));
        fruit
            .circle((jx + w * 0.01, y - h * 0.415), w * 0.035)
            .circle((jx + w * 0.08, y - h * 0.415), w * 0.035)
            .circle((jx + w * 0.045, y - h * 0.44), w * 0.035);
    }
    jars.rect((x - w * 0.44, y - h * 0.62, w * 0.88, h * 0.02));
    c.tint(&jars, matter::INK, 0.55);
    c.fill(&fruit, matter::ORANGE.mix(matter::GLAZED, 0.5).times(0.9));
    c.rect((x - w * 0.5, y - h * 0.4, w, h * 0.4), c.light.half(tone.times(0.8), d).mix(matter::LAMP, 0.12 * night));
    let mut slats = Path::new();
    for i in 1..7 {
        slats.to(x - w * 0.5 + w * f64::from(i) / 7.0, y - h * 0.38).line(x - w * 0.5 + w * f64::from(i) / 7.0, y);
    }
    c.stroke_faint(&slats, c.light.ink(d), 2.0 * k, 0.3);
    // A striped awning with a scalloped edge.
    let strips = 8;
    for i in 0..strips {
        let (a, b) = (f64::from(i) / f64::from(strips), f64::from(i + 1) / f64::from(strips));
        let colour = if i % 2 == 0 { tone } else { matter::WHITE };
        let lit = c.light.half(colour, d).mix(colour.under(matter::LAMP), 0.45 * night);
        let at = |u: f64, out: f64| x - w * out + 2.0 * w * out * u;
        let mut strip = Path::new();
        strip.to(at(a, 0.48), y - h * 1.12).line(at(b, 0.48), y - h * 1.12).line(at(b, 0.58), y - h * 0.88);
        let r = w * 1.16 / f64::from(strips) / 2.0;
        strip.arc((r, r), true, (at(a, 0.58), y - h * 0.88)).close();
        c.fill(&strip, lit);
    }
    let mut posts = Path::new();
    posts.rect((x - w * 0.52, y - h, w * 0.025, h)).rect((x + w * 0.5, y - h, w * 0.025, h));
    c.fill(&posts, c.light.ink(d));
    c.glow((x - s * w * 0.1, y - h * 0.72), w * 0.5, matter::LAMP, 0.45 * night);
}

/// A fishing village on its harbour.
pub fn fishing_village(c: &mut Canvas) {
    let horizon = 430.0;
    bay(c, horizon, None);
    c.layer(0.5, |c| {
        let green = woodland(c).mix(matter::PINE, 0.15);
        let hill: Vec<Point> = (0..=20)
            .map(|i| {
                let t = f64::from(i) / 20.0;
                (-OVER + t * 1500.0, 300.0 + 310.0 * t.powf(1.4) + c.rng.spread() * 8.0)
            })
            .collect();
        trees::wood(c, &hill, 680.0, 34.0, 0.3, green);
        village(c, (-OVER, 520.0), (450.0, 520.0), (74.0, 92.0), (0.28, 0.22));
        village(c, (-OVER, 820.0), (560.0, 640.0), (100.0, 132.0), (0.2, 0.12));
    });
    c.layer(0.4, |c| {
        let stone = matter::STONE;
        c.poly(
            &[(-OVER, 656.0), (1000.0, 650.0), (1090.0, 664.0), (1090.0, 700.0), (-OVER, 740.0)],
            c.light.shade(stone, 0.1),
        );
        c.poly(&[(-OVER, 640.0), (1000.0, 640.0), (1090.0, 664.0), (-OVER, 684.0)], c.light.lit(stone, 0.1));
        let mut joints = Path::new();
        for i in 0..16 {
            let x = -120.0 + f64::from(i) * 78.0;
            joints.to(x, 684.0 - x * 0.014).line(x, 730.0 - x * 0.028);
        }
        c.stroke_faint(&joints, c.light.shade(stone.times(0.7), 0.05), 2.0, 0.5);
    });
    for (x, y, k, flip) in [
        (1240.0, 640.0, 0.8, 1.0),
        (640.0, 770.0, 1.25, 1.0),
        (1060.0, 800.0, 1.4, -1.0),
        (1440.0, 730.0, 1.1, -1.0),
        (230.0, 812.0, 1.3, -1.0),
    ] {
        let dx = c.rng.spread() * 30.0;
        c.layer(0.25, |c| {
            c.mirrored(y + 2.0, 0.3, |c| trawler(c, (x + dx, y), k, flip));
            ripples(c, (x + dx - 150.0 * k, y + 6.0, 300.0 * k, 70.0 * k), 18);
        });
    }
    gulls(c, (1000.0, 280.0), (420.0, 110.0), 9);
}

/// A wooden fishing boat with a wheelhouse.
pub fn trawler(c: &mut Canvas, (x, y): Point, k: f64, turn: f64) {
    let y = y + c.swing(x * 0.01, 1.0) * 2.0 * k;
    let f = |u: f64| x + turn * u * k;
    let tones = [hex(0x2c6470), hex(0x8c3f2e), hex(0x3d6b55)];
    let tone = tones[c.rng.below(3)];
    let mut hull = Path::new();
    hull.to(f(-112.0), y - 34.0 * k)
        .curve((f(10.0), y - 18.0 * k), (f(124.0), y - 54.0 * k))
        .curve((f(112.0), y - 14.0 * k), (f(86.0), y + 4.0 * k))
        .line(f(-96.0), y + 4.0 * k)
        .close();
    c.fill(&hull, c.light.lit(tone, 0.04));
    let mut low = Path::new();
    low.to(f(-104.0), y - 12.0 * k)
        .curve((f(20.0), y - 6.0 * k), (f(106.0), y - 20.0 * k))
        .line(f(86.0), y + 4.0 * k)
        .line(f(-96.0), y + 4.0 * k)
        .close();
    c.fill(&low, c.light.shade(tone, 0.04));
    let mut rail = Path::new();
    rail.to(f(-112.0), y - 34.0 * k).curve((f(10.0), y - 18.0 * k), (f(124.0), y - 54.0 * k));
    c.stroke(&rail, c.light.lit(matter::WHITE, 0.04), 4.0 * k);
    let left = if turn > 0.0 { f(-78.0) } else { f(-14.0) };
    c.rect((left, y - 88.0 * k, 64.0 * k, 60.0 * k), c.light.lit(matter::WHITE, 0.04));
    c.rect((left - 5.0 * k, y - 96.0 * k, 74.0 * k, 9.0 * k), c.light.half(matter::ORANGE, 0.04));
    windows(c, (left, y - 84.0 * k, 64.0 * k, 30.0 * k), (3, 1), Opening::Strip, 0.02);
    let mut rig = Path::new();
    rig.to(f(30.0), y - 26.0 * k).line(f(30.0), y - 176.0 * k).to(f(30.0), y - 120.0 * k).line(f(94.0), y - 140.0 * k);
    rig.to(f(-50.0), y - 96.0 * k).line(f(-50.0), y - 140.0 * k);
    c.stroke(&rig, c.light.ink(0.05), 4.4 * k);
    let mut ropes = Path::new();
    ropes
        .to(f(30.0), y - 176.0 * k)
        .line(f(122.0), y - 54.0 * k)
        .to(f(30.0), y - 176.0 * k)
        .line(f(-50.0), y - 140.0 * k)
        .line(f(-110.0), y - 36.0 * k)
        .to(f(94.0), y - 140.0 * k)
        .line(f(86.0), y - 44.0 * k);
    c.stroke_faint(&ropes, c.light.ink(0.05), 1.6 * k, 0.7);
    let flap = c.swing(0.2, 3.0) * 3.0 * k;
    c.poly(
        &[(f(30.0), y - 176.0 * k), (f(62.0), y - 168.0 * k + flap), (f(30.0), y - 156.0 * k)],
        c.light.lit(matter::ORANGE, 0.02),
    );
}
