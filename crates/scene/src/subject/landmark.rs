//! Landmarks of the old and the new town.

use super::coast::bay;
use super::parts::{backwood, clock, grass, paving, rubble, slabs};
use crate::buildings::{
    Look, Opening, block, ground, hip, lamp, lit_side, roof_matter, skyline as towers, tower, village, windows,
};
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::{range, woodland};
use crate::palette::{hex, matter};
use crate::path::{Path, Point};
use crate::sea::BOTTOM;
use crate::sky::{gulls, mist, sky};
use crate::trees::{self, Leaf};
use film_core::model::vocabulary::Weather;

/// The granite villa with its round tower among pines above the sea.
pub fn castle_villa(c: &mut Canvas) {
    let horizon = 500.0;
    bay(c, horizon, Some((1050.0, 1700.0)));
    c.layer(0.5, |c| {
        let lawn = grass(c);
        let hill: Vec<Point> = (0..=16)
            .map(|i| {
                let t = f64::from(i) / 16.0;
                (-OVER + t * 1960.0, 700.0 - 110.0 * (1.0 - (t * 2.0 - 1.0).powi(2)) + 30.0 * t)
            })
            .collect();
        crate::hills::slope(c, &hill, BOTTOM, 0.14, lawn);
        let green = woodland(c).mix(matter::PINE, 0.4);
        let line: Vec<Point> = hill.iter().map(|p| (p.0, p.1 - 30.0 - 24.0 * c.rng.unit())).collect();
        trees::wood(c, &line, 720.0, 60.0, 0.3, green);
        trees::pines(
            c,
            &[
                (300.0, 660.0, 300.0),
                (420.0, 660.0, 240.0),
                (1190.0, 660.0, 330.0),
                (1330.0, 660.0, 260.0),
                (140.0, 660.0, 230.0),
            ],
            50.0,
            0.24,
        );
    });
    c.layer(0.35, villa_with_tower);
    c.layer(0.1, |c| {
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.35);
        let line: Vec<Point> = (0..=22)
            .map(|i| (-OVER + f64::from(i) * 90.0, 770.0 + 34.0 * c.rng.unit() + 34.0 * (f64::from(i) * 0.4).sin()))
            .collect();
        trees::wood(c, &line, BOTTOM, 66.0, 0.05, green);
        trees::pines(c, &[(120.0, 860.0, 420.0), (1490.0, 860.0, 470.0), (1380.0, 860.0, 300.0)], 40.0, 0.03);
    });
    gulls(c, (1250.0, 250.0), (250.0, 80.0), 5);
}

fn villa_with_tower(c: &mut Canvas) {
    let base = 700.0;
    let stone = matter::GRANITE.mix(matter::ROCK, 0.25);
    let d = 0.06;
    // Rear block with a stepped gable.
    block(c, (850.0, 420.0, 200.0, base - 420.0), stone, d);
    hip(c, (950.0, 420.0), 210.0, 84.0, matter::TILE, d);
    block(c, (640.0, 452.0, 230.0, base - 452.0), stone.times(1.03), d);
    let mut gable = Path::new();
    gable.to(640.0, 452.0);
    for i in 0..4 {
        let i = f64::from(i);
        gable.line(640.0 + i * 26.0, 452.0 - i * 34.0 - 34.0).line(666.0 + i * 26.0, 452.0 - i * 34.0 - 34.0);
    }
    for i in (0..4).rev() {
        let i = f64::from(i);
        gable.line(870.0 - 26.0 - i * 26.0, 452.0 - i * 34.0 - 34.0).line(870.0 - i * 26.0, 452.0 - i * 34.0 - 34.0);
    }
    gable.line(870.0, 452.0).close();
    c.fill(&gable, c.light.lit(stone, d));
    windows(c, (655.0, 470.0, 200.0, 190.0), (3, 2), Opening::Arch, d);
    windows(c, (900.0, 440.0, 140.0, 210.0), (2, 3), Opening::Square, d);
    windows(c, (700.0, 366.0, 110.0, 66.0), (2, 1), Opening::Arch, d);
    // The round tower.
    let (x, w, top) = (560.0, 190.0, 300.0);
    let lit = lit_side(c, x);
    let (a, b) = (c.light.lit(stone, d), c.light.shade(stone, d));
    let drum = if lit < 0.0 {
        c.across(&[(0.0, a.mix(b, 0.3), 1.0), (0.28, a, 1.0), (0.62, a.mix(b, 0.55), 1.0), (1.0, b, 1.0)])
    } else {
        c.across(&[(0.0, b, 1.0), (0.4, a.mix(b, 0.55), 1.0), (0.72, a, 1.0), (1.0, a.mix(b, 0.3), 1.0)])
    };
    let mut body = Path::new();
    body.to(x - w / 2.0, top)
        .line(x + w / 2.0, top)
        .line(x + w / 2.0, base)
        .arc((w / 2.0, 14.0), true, (x - w / 2.0, base))
        .close();
    c.paint(&body, &drum);
    let mut crown = Path::new();
    crown.rect((x - w * 0.54, top - 8.0, w * 1.08, 26.0));
    for i in 0..7 {
        crown.rect((x - w * 0.54 + f64::from(i) * w * 0.162, top - 34.0, w * 0.105, 28.0));
    }
    c.paint(&crown, &drum);
    let mut corbels = Path::new();
    for i in 0..12 {
        corbels.arch((x - w * 0.5 + f64::from(i) * w * 0.084, top + 18.0, w * 0.055, 16.0));
    }
    c.tint(&corbels, c.light.shade(stone.times(0.5), d), 0.6);
    let mut slits = Path::new();
    for row in 0..3 {
        for col in 0..3 {
            slits.arch((x - 62.0 + f64::from(col) * 46.0, top + 66.0 + f64::from(row) * 112.0, 22.0, 58.0));
        }
    }
    let glow = matter::LAMP;
    c.fill(&slits, c.light.shade(matter::GLASS, d).times(0.8).mix(glow, 0.8 * c.light.night));
    // A slimmer turret behind with a pointed roof.
    let cone = roof_matter(c, matter::TILE);
    let (tx, tw, ty) = (1080.0, 84.0, 372.0);
    let mut turret = Path::new();
    turret.rect((tx - tw / 2.0, ty, tw, base - ty));
    c.paint(&turret, &drum);
    c.poly(&[(tx - tw * 0.6, ty), (tx + tw * 0.6, ty), (tx, ty - 124.0)], c.light.lit(cone, d));
    let s = -lit_side(c, tx);
    c.poly(&[(tx + s * tw * 0.12, ty), (tx + s * tw * 0.6, ty), (tx, ty - 124.0)], c.light.shade(cone, d));
    let mut joints = Path::new();
    for _ in 0..58 {
        let (jx, jy) = (c.rng.range(470.0, 1040.0), c.rng.range(460.0, 690.0));
        let jw = c.rng.range(14.0, 30.0);
        joints.to(jx, jy).line(jx + jw, jy);
    }
    c.stroke_faint(&joints, c.light.shade(stone.times(0.7), d), 1.6, 0.5);
    // Porch and steps.
    block(c, (700.0, 620.0, 120.0, 80.0), stone.times(1.05), d);
    let mut door = Path::new();
    door.arch((736.0, 634.0, 48.0, 66.0));
    c.fill(&door, c.light.shade(matter::TIMBER, d).mix(glow, 0.5 * c.light.night));
    c.rect((694.0, 612.0, 132.0, 10.0), c.light.half(stone.times(0.85), d));
}

/// The cathedral's two towers above the roofs.
pub fn cathedral(c: &mut Canvas) {
    let horizon = 640.0;
    sky(c, horizon);
    range(c, horizon, 140.0, 0.84);
    c.layer(0.75, |c| towers(c, (-OVER, 420.0), horizon + 4.0, 150.0, 0.7));
    mist(c, 560.0, 120.0, 0.9);
    c.layer(0.6, |c| village(c, (-OVER, WIDTH + OVER), (600.0, 660.0), (70.0, 100.0), (0.56, 0.42)));
    mist(c, 640.0, 60.0, 0.9);
    c.layer(0.45, |c| c.moved((80.0, 74.2), 0.9, |c| twin_towers(c, 800.0, 742.0)));
    mist(c, 690.0, 90.0, if c.weather == Weather::Fog { 0.9 } else { 0.3 });
    c.layer(0.15, |c| {
        village(c, (-OVER, 560.0), (760.0, 850.0), (170.0, 210.0), (0.12, 0.05));
        village(c, (1040.0, WIDTH + OVER), (760.0, 850.0), (170.0, 210.0), (0.12, 0.05));
        let stone = paving(c, matter::STONE);
        let steps = c.light.lit(stone, 0.06);
        c.poly(&[(620.0, 744.0), (980.0, 744.0), (1130.0, BOTTOM), (470.0, BOTTOM)], steps);
        let mut lines = Path::new();
        for i in 0..12 {
            let y = 752.0 + f64::from(i).powf(1.4) * 5.4;
            let grow = (y - 744.0) * 0.45;
            lines.to(620.0 - grow, y).line(980.0 + grow, y);
        }
        c.stroke_faint(&lines, c.light.shade(stone.times(0.8), 0.0), 2.0, 0.5);
        for (x, h) in [(520.0, 170.0), (1080.0, 180.0)] {
            trees::tree(c, (x, 806.0), h, 0.06, Leaf::Common);
        }
        for x in [600.0, 1000.0] {
            lamp(c, (x, 800.0), 120.0, 0.04);
        }
    });
    gulls(c, (420.0, 210.0), (240.0, 80.0), 5);
}

fn twin_towers(c: &mut Canvas, x: f64, base: f64) {
    let d = 0.12;
    let stone = matter::GRANITE;
    let half = 150.0;
    // Nave roof behind, then the front between the towers.
    c.poly(
        &[(x - half, 430.0), (x + half, 430.0), (x + 60.0, 340.0), (x - 60.0, 340.0)],
        c.light.half(roof_matter(c, matter::TILE), d),
    );
    c.rect((x - half, 400.0, 2.0 * half, base - 400.0), c.light.half(stone, d));
    c.poly(&[(x - 92.0, 402.0), (x + 92.0, 402.0), (x, 318.0)], c.light.lit(stone, d));
    c.rect((x - 8.0, 262.0, 16.0, 62.0), c.light.lit(stone, d));
    let mut cross = Path::new();
    cross.rect((x - 2.5, 226.0, 5.0, 44.0)).rect((x - 13.0, 238.0, 26.0, 5.0));
    c.fill(&cross, c.light.ink(d));
    for s in [-1.0, 1.0] {
        let tx = x + s * 168.0;
        let look = Look { wall: stone, roof: matter::TILE, depth: d };
        let top = 316.0;
        let w = 142.0;
        let tip = tower(c, (tx, base), w, base - top, 190.0, look);
        let mut cross = Path::new();
        cross.rect((tip.0 - 2.5, tip.1 - 54.0, 5.0, 60.0)).rect((tip.0 - 15.0, tip.1 - 38.0, 30.0, 5.0));
        c.fill(&cross, c.light.ink(d * 0.6));
        let mut bands = Path::new();
        for y in [404.0, 520.0, 628.0] {
            bands.rect((tx - w * 0.54, y, w * 1.08, 9.0));
        }
        for (px, h) in [(-0.5, 42.0), (0.5, 42.0)] {
            bands.add(&[(tx + px * w - 9.0, top), (tx + px * w + 9.0, top), (tx + px * w, top - h)]);
        }
        c.fill(&bands, c.light.half(stone.times(0.88), d));
        windows(c, (tx - 56.0, 326.0, 112.0, 78.0), (2, 1), Opening::Arch, d);
        windows(c, (tx - 56.0, 424.0, 112.0, 94.0), (2, 1), Opening::Arch, d);
        windows(c, (tx - 34.0, 540.0, 68.0, 84.0), (1, 1), Opening::Arch, d);
        let mut portal = Path::new();
        portal.arch((tx - 26.0, 656.0, 52.0, base - 656.0));
        c.fill(&portal, c.light.shade(matter::TIMBER.times(0.6), d));
    }
    // Rose window.
    let (rx, ry, r) = (x, 486.0, 62.0);
    let mut ring = Path::new();
    ring.circle((rx, ry), r + 9.0);
    c.fill(&ring, c.light.lit(stone.mix(matter::WHITE, 0.25), d));
    let mut glass = Path::new();
    glass.circle((rx, ry), r);
    c.fill(&glass, c.light.shade(matter::GLASS, d).times(0.7).mix(matter::LAMP, 0.75 * c.light.night));
    let mut tracery = Path::new();
    for i in 0..12 {
        let (sin, cos) = (f64::from(i) * std::f64::consts::TAU / 12.0).sin_cos();
        tracery.to(rx + 16.0 * cos, ry + 16.0 * sin).line(rx + r * cos, ry + r * sin);
        tracery.circle((rx + 46.0 * cos, ry + 46.0 * sin), 9.0);
    }
    tracery.circle((rx, ry), 16.0).circle((rx, ry), 34.0);
    c.stroke(&tracery, c.light.lit(stone, d), 3.6);
    let mut doors = Path::new();
    for (dx, w, h) in [(-64.0, 44.0, 92.0), (0.0, 64.0, 124.0), (64.0, 44.0, 92.0)] {
        doors.arch((x + dx - w / 2.0, base - h, w, h));
    }
    c.fill(&doors, c.light.shade(matter::TIMBER.times(0.6), d).mix(matter::LAMP, 0.45 * c.light.night));
    let mut arches = Path::new();
    for (dx, w, h) in [(-64.0, 58.0, 104.0), (0.0, 80.0, 138.0), (64.0, 58.0, 104.0)] {
        let r = w / 2.0;
        arches
            .to(x + dx - r, base)
            .line(x + dx - r, base - h + r)
            .arc((r, r), true, (x + dx + r, base - h + r))
            .line(x + dx + r, base);
    }
    c.stroke(&arches, c.light.lit(stone.mix(matter::WHITE, 0.2), d), 6.0);
    windows(c, (x - 96.0, 340.0, 192.0, 66.0), (3, 1), Opening::Arch, d);
}

/// The church with its clock tower, green cap and granite base.
pub fn church(c: &mut Canvas) {
    let horizon = 600.0;
    sky(c, horizon);
    range(c, horizon, 160.0, 0.84);
    c.layer(0.7, |c| village(c, (-OVER, WIDTH + OVER), (570.0, 630.0), (60.0, 90.0), (0.6, 0.46)));
    mist(c, 610.0, 60.0, 0.8);
    c.layer(0.55, |c| backwood(c, 660.0, 80.0, 70.0, 0.3));
    let lawn = grass(c);
    let (far, near) = (c.light.half(lawn, 0.14), c.light.lit(lawn, 0.0));
    ground(c, 690.0, far, near);
    c.layer(0.4, |c| c.moved((80.0, 73.8), 0.9, church_itself));
    c.layer(0.05, |c| {
        let path_stone = paving(c, matter::STONE);
        c.poly(&[(966.0, 740.0), (1066.0, 740.0), (1220.0, BOTTOM), (800.0, BOTTOM)], c.light.lit(path_stone, 0.04));
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.3);
        for i in 0..20 {
            let x = -60.0 + f64::from(i) * 90.0;
            if !(850.0..1220.0).contains(&x) {
                let r = c.rng.range(38.0, 62.0);
                trees::bush(c, (x, 880.0), r, 0.02, green);
            }
        }
        trees::grove(
            c,
            &[(130.0, 836.0, 400.0), (330.0, 836.0, 300.0), (1420.0, 836.0, 420.0)],
            50.0,
            0.03,
            Leaf::Common,
        );
    });
    gulls(c, (1080.0, 200.0), (260.0, 70.0), 5);
}

/// Nave, porch and tower.
fn church_itself(c: &mut Canvas) {
    let (base, d) = (738.0, 0.06);
    let wall = hex(0xe9cf93);
    let stone = matter::ROCK.mix(matter::GRANITE, 0.5);
    // The nave under a steep red roof.
    let roof = roof_matter(c, matter::TILE);
    c.rect((726.0, 500.0, 524.0, base - 500.0), c.light.lit(wall, d));
    let planes = [(716.0, 510.0), (1284.0, 510.0), (1200.0, 318.0), (790.0, 318.0)];
    c.poly(&planes, c.light.lit(roof, d));
    crate::buildings::tiles(c, (planes[0], planes[1]), (planes[3], planes[2]), 30, c.light.shade(roof.times(0.8), d));
    let hip_side = [(1284.0, 510.0), (1200.0, 318.0), (1176.0, 510.0)];
    if lit_side(c, 900.0) < 0.0 {
        c.poly(&hip_side, c.light.shade(roof, d));
    }
    for i in 0..3 {
        let x = 880.0 + f64::from(i) * 120.0;
        c.poly(&[(x - 32.0, 470.0), (x + 32.0, 470.0), (x, 416.0)], c.light.half(roof.times(0.9), d));
        windows(c, (x - 20.0, 440.0, 40.0, 30.0), (1, 1), Opening::Arch, d);
    }
    windows(c, (800.0, 524.0, 420.0, 130.0), (5, 1), Opening::Arch, d);
    rubble(c, (726.0, 664.0, 530.0, base - 664.0), stone, d);
    // The porch gable.
    c.poly(
        &[(960.0, base), (960.0, 560.0), (1040.0, 470.0), (1120.0, 560.0), (1120.0, base)],
        c.light.lit(wall.mix(matter::WHITE, 0.15), d),
    );
    let mut rose = Path::new();
    rose.circle((1040.0, 566.0), 32.0);
    c.fill(&rose, c.light.shade(matter::GLASS, d).mix(matter::LAMP, 0.7 * c.light.night));
    rubble(c, (956.0, 652.0, 168.0, base - 652.0), stone, d);
    let mut door = Path::new();
    door.arch((1006.0, 640.0, 68.0, base - 640.0));
    c.fill(&door, c.light.shade(matter::TIMBER, d));
    // The tower.
    let (x, w, top) = (640.0, 190.0, 320.0);
    block(c, (x - w / 2.0, top, w, base - top), wall, d);
    rubble(c, (x - w / 2.0 - 8.0, 580.0, w + 16.0, base - 580.0), stone, d);
    windows(c, (x - 50.0, 456.0, 100.0, 104.0), (2, 1), Opening::Arch, d);
    windows(c, (x - 26.0, 610.0, 52.0, 76.0), (1, 1), Opening::Arch, d);
    let mut quoins = Path::new();
    for i in 0..8 {
        let y = top + 8.0 + f64::from(i) * 32.0;
        quoins.rect((x - w / 2.0 - 5.0, y, 24.0, 16.0)).rect((x + w / 2.0 - 19.0, y, 24.0, 16.0));
    }
    c.fill(&quoins, c.light.half(stone, d));
    clock(c, (x, 396.0), 46.0, d);
    let green = roof_matter(c, matter::VERDIGRIS);
    let (a, b) = (c.light.lit(green, d), c.light.shade(green, d));
    let paint = if lit_side(c, x) < 0.0 {
        c.across(&[(0.0, a, 1.0), (0.45, a.mix(b, 0.25), 1.0), (1.0, b, 1.0)])
    } else {
        c.across(&[(0.0, b, 1.0), (0.55, a.mix(b, 0.25), 1.0), (1.0, a, 1.0)])
    };
    let mut cap = Path::new();
    cap.to(x - w * 0.57, top + 6.0)
        .cubic((x - w * 0.5, top - 70.0), (x - w * 0.26, top - 60.0), (x - w * 0.2, top - 116.0))
        .line(x + w * 0.2, top - 116.0)
        .cubic((x + w * 0.26, top - 60.0), (x + w * 0.5, top - 70.0), (x + w * 0.57, top + 6.0))
        .close();
    c.paint(&cap, &paint);
    let mut lantern_drum = Path::new();
    lantern_drum.rect((x - w * 0.16, top - 158.0, w * 0.32, 44.0));
    c.fill(&lantern_drum, c.light.half(wall, d));
    windows(c, (x - w * 0.15, top - 156.0, w * 0.3, 42.0), (3, 1), Opening::Arch, d);
    let mut spire = Path::new();
    spire
        .to(x - w * 0.2, top - 156.0)
        .curve((x - w * 0.05, top - 186.0), (x, top - 236.0))
        .curve((x + w * 0.05, top - 186.0), (x + w * 0.2, top - 156.0))
        .close();
    spire.rect((x - 2.0, top - 262.0, 4.0, 30.0));
    c.paint(&spire, &paint);
    c.rect((x - w * 0.59, top, w * 1.18, 10.0), c.light.shade(stone, d));
}

/// The square by the sea with its red spiral sculpture.
pub fn square(c: &mut Canvas) {
    let horizon = 540.0;
    sky(c, horizon);
    range(c, horizon, 130.0, 0.84);
    c.layer(0.75, |c| {
        towers(c, (-OVER, 620.0), horizon + 2.0, 300.0, 0.5);
        towers(c, (980.0, WIDTH + OVER), horizon + 2.0, 330.0, 0.5);
    });
    c.layer(0.65, |c| backwood(c, 550.0, 26.0, 30.0, 0.36));
    mist(c, 540.0, 60.0, 0.7);
    let stone = paving(c, matter::STONE.mix(matter::WHITE, 0.2));
    let (far, near) = (c.light.half(stone, 0.3), c.light.half(stone, 0.0).times(0.9));
    ground(c, 566.0, far, near);
    c.layer(0.35, |c| {
        c.mirrored(712.0, if c.light.night > 0.4 || c.weather == Weather::Rain { 0.42 } else { 0.16 }, |c| {
            may_wind(c, (800.0, 702.0))
        });
    });
    let line = c.light.shade(stone.times(0.8), 0.0);
    slabs(c, (570.0, 800.0), line);
    let mut rings = Path::new();
    for (rx, ry) in [(330.0, 34.0), (520.0, 58.0), (760.0, 92.0)] {
        rings.ellipse((800.0, 712.0), rx, ry);
    }
    c.stroke_faint(&rings, line, 3.0, 0.45);
    c.layer(0.15, |c| {
        for s in [-1.0, 1.0] {
            for (dx, y, h) in [(420.0, 640.0, 110.0), (560.0, 710.0, 170.0), (770.0, 822.0, 270.0)] {
                lamp(c, (800.0 + s * dx, y), h, 0.06);
            }
            let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.3);
            for i in 0..5 {
                let i = f64::from(i);
                let r = 22.0 + i * 7.0;
                trees::bush(c, (800.0 + s * (470.0 + i * 74.0), 634.0 + i * 22.0), r, 0.14 - i * 0.02, green);
            }
        }
    });
    gulls(c, (420.0, 220.0), (260.0, 70.0), 4);
}

fn may_wind(c: &mut Canvas, (x, y): Point) {
    let red = hex(0xd2452a);
    let d = 0.03;
    let mut plinth = Path::new();
    plinth.ellipse((x, y), 190.0, 17.0);
    c.fill(&plinth, c.light.half(matter::STONE, d));
    let mut stem = Path::new();
    stem.add(&[(x - 40.0, y), (x + 40.0, y), (x + 26.0, y - 470.0), (x - 10.0, y - 470.0)]);
    c.fill(&stem, c.light.shade(red, d).times(0.7));
    // Rings stacked and turned like a torch of wind, wide in the middle.
    let count = 13;
    for i in 0..count {
        let t = f64::from(i) / f64::from(count - 1);
        let cy = y - 26.0 - 450.0 * t;
        let r = 62.0 + 92.0 * (std::f64::consts::PI * (0.08 + 0.8 * t)).sin();
        let ry = 16.0 + 8.0 * (1.0 - t);
        let dx = 20.0 * (t * 7.4).sin();
        let thick = 19.0;
        let tilt = 7.0 * (t * 8.6 + 0.6).sin();
        let bright = if c.light.night > 0.4 { red.mix(matter::ORANGE, 0.4) } else { c.light.lit(red, d) };
        let dark = if c.light.night > 0.4 { red.times(0.5) } else { c.light.shade(red, d) };
        // The far half is seen inside; the near half is a curved band.
        let mut inside = Path::new();
        inside.ellipse((x + dx, cy), r, ry);
        let mut band = Path::new();
        band.to(x + dx - r, cy - 4.0)
            .cubic((x + dx - r * 0.9, cy + ry * 1.3), (x + dx + r * 0.9, cy + ry * 1.3), (x + dx + r, cy - 4.0))
            .line(x + dx + r, cy + thick - 12.0)
            .cubic(
                (x + dx + r * 0.9, cy + ry * 1.3 + thick),
                (x + dx - r * 0.9, cy + ry * 1.3 + thick),
                (x + dx - r, cy + thick - 12.0),
            )
            .close();
        let paint = if lit_side(c, x) < 0.0 {
            c.across(&[(0.0, bright.mix(dark, 0.3), 1.0), (0.3, bright, 1.0), (1.0, dark, 1.0)])
        } else {
            c.across(&[(0.0, dark, 1.0), (0.7, bright, 1.0), (1.0, bright.mix(dark, 0.3), 1.0)])
        };
        c.turned(tilt, (x + dx, cy), |c| {
            c.fill(&inside, dark.times(0.55));
            c.paint(&band, &paint);
        });
    }
    let mut core = Path::new();
    core.circle((x + 14.0, y - 506.0), 15.0);
    c.fill(&core, c.light.half(red, d));
    c.glow((x, y - 240.0), 460.0, red, 0.36 * c.light.night);
}

/// The station with its clock tower.
pub fn station(c: &mut Canvas) {
    let horizon = 620.0;
    sky(c, horizon);
    range(c, horizon, 120.0, 0.84);
    c.layer(0.75, |c| towers(c, (880.0, WIDTH + OVER), horizon + 4.0, 210.0, 0.62));
    c.layer(0.65, |c| backwood(c, 640.0, 70.0, 50.0, 0.4));
    mist(c, 620.0, 70.0, 0.7);
    let stone = paving(c, matter::STONE);
    let (far, near) = (c.light.half(stone, 0.2), c.light.lit(stone, 0.0));
    ground(c, 700.0, far, near);
    c.layer(0.4, |c| {
        let (base, d) = (726.0, 0.06);
        let wall = hex(0xead7a6);
        let granite = matter::GRANITE.mix(matter::ROCK, 0.3);
        // Long wing with a red roof and dormers.
        c.rect((760.0, 540.0, 640.0, base - 540.0), c.light.lit(wall, d));
        hip(c, (1080.0, 540.0), 650.0, 128.0, matter::TILE, d);
        for i in 0..4 {
            let x = 880.0 + f64::from(i) * 132.0;
            c.poly(
                &[(x - 30.0, 520.0), (x + 30.0, 520.0), (x, 472.0)],
                c.light.half(roof_matter(c, matter::TILE).times(0.86), d),
            );
            windows(c, (x - 17.0, 492.0, 34.0, 28.0), (1, 1), Opening::Square, d);
        }
        windows(c, (780.0, 556.0, 600.0, 104.0), (8, 1), Opening::Arch, d);
        rubble(c, (752.0, 672.0, 656.0, base - 672.0), granite, d);
        // Entrance gable.
        c.poly(
            &[(640.0, base), (640.0, 500.0), (760.0, 380.0), (880.0, 500.0), (880.0, base)],
            c.light.lit(wall.mix(matter::WHITE, 0.2), d),
        );
        let mut verge = Path::new();
        verge.to(620.0, 512.0).line(760.0, 372.0).line(900.0, 512.0);
        c.stroke(&verge, c.light.half(granite, d), 15.0);
        let mut arch = Path::new();
        arch.arch((688.0, 498.0, 144.0, base - 498.0));
        c.fill(&arch, c.light.half(granite, d));
        let mut glass = Path::new();
        glass.arch((702.0, 512.0, 116.0, base - 512.0));
        c.fill(&glass, c.light.shade(matter::GLASS, d).mix(matter::LAMP, 0.8 * c.light.night));
        let mut bars = Path::new();
        for i in 1..4 {
            bars.to(702.0 + f64::from(i) * 29.0, 516.0).line(702.0 + f64::from(i) * 29.0, base);
        }
        bars.to(702.0, 574.0).line(818.0, 574.0).to(702.0, 640.0).line(818.0, 640.0);
        c.stroke(&bars, c.light.half(granite, d), 5.0);
        // The tower.
        let (x, w) = (540.0, 150.0);
        let look = Look { wall, roof: matter::TILE, depth: d };
        let top = 318.0;
        let tip = tower(c, (x, base), w, base - top, 176.0, look);
        rubble(c, (x - w / 2.0 - 6.0, 590.0, w + 12.0, base - 590.0), granite, d);
        let mut quoins = Path::new();
        for i in 0..9 {
            let y = top + 6.0 + f64::from(i) * 30.0;
            quoins.rect((x - w / 2.0 - 4.0, y, 22.0, 15.0)).rect((x + w / 2.0 - 18.0, y, 22.0, 15.0));
        }
        quoins.rect((x - w * 0.54, 452.0, w * 1.08, 9.0));
        c.fill(&quoins, c.light.half(granite, d));
        clock(c, (x, 390.0), 44.0, d);
        windows(c, (x - 46.0, 476.0, 92.0, 84.0), (2, 1), Opening::Arch, d);
        let mut pole = Path::new();
        pole.to(tip.0, tip.1).line(tip.0, tip.1 - 44.0);
        c.stroke(&pole, c.light.ink(d), 4.0);
        c.rect((440.0, 560.0, 40.0, base - 560.0), c.light.half(wall, d));
    });
    slabs(c, (722.0, 800.0), c.light.shade(stone.times(0.85), 0.0));
    c.layer(0.1, |c| {
        trees::grove(
            c,
            &[(180.0, 786.0, 330.0), (330.0, 786.0, 240.0), (1480.0, 786.0, 330.0)],
            40.0,
            0.03,
            Leaf::Common,
        );
        for x in [260.0, 640.0, 1020.0, 1400.0] {
            lamp(c, (x, 836.0), 210.0, 0.02);
        }
    });
}

/// A symmetrical civic building of granite.
pub fn civic(c: &mut Canvas) {
    let horizon = 600.0;
    sky(c, horizon);
    range(c, horizon, 200.0, 0.82);
    c.layer(0.7, |c| backwood(c, 620.0, 120.0, 70.0, 0.4));
    mist(c, 600.0, 60.0, 0.7);
    let lawn = grass(c);
    let (far, near) = (c.light.half(lawn, 0.2), c.light.lit(lawn, 0.0));
    ground(c, 690.0, far, near);
    c.layer(0.4, |c| {
        let (base, d) = (716.0, 0.06);
        let (wall, stone) = (hex(0xe4cf9c), matter::GRANITE.mix(matter::ROCK, 0.35));
        for s in [-1.0, 1.0] {
            let x = 800.0 + s * 300.0;
            block(c, (x - 190.0, 470.0, 380.0, base - 470.0), wall, d);
            hip(c, (x, 470.0), 384.0, 96.0, matter::TILE, d);
            windows(c, (x - 170.0, 490.0, 300.0 + 40.0, 80.0), (6, 1), Opening::Arch, d);
            windows(c, (x - 170.0, 572.0, 340.0, 76.0), (6, 1), Opening::Square, d);
            rubble(c, (x - 194.0, 656.0, 388.0, base - 656.0), stone, d);
            let end = 800.0 + s * 500.0;
            block(c, (end - 76.0, 440.0, 152.0, base - 440.0), wall.mix(matter::WHITE, 0.1), d);
            hip(c, (end, 440.0), 156.0, 100.0, matter::TILE, d);
            windows(c, (end - 60.0, 462.0, 120.0, 180.0), (2, 2), Opening::Arch, d);
            rubble(c, (end - 80.0, 656.0, 160.0, base - 656.0), stone, d);
        }
        // The middle: a portico of columns, pediment, and a clock cupola.
        block(c, (654.0, 410.0, 292.0, base - 410.0), wall.mix(matter::WHITE, 0.12), d);
        let green = roof_matter(c, matter::VERDIGRIS);
        let mut dome = Path::new();
        dome.to(690.0, 350.0)
            .cubic((700.0, 270.0), (760.0, 262.0), (776.0, 236.0))
            .line(824.0, 236.0)
            .cubic((840.0, 262.0), (900.0, 270.0), (910.0, 350.0))
            .close();
        let (a, b) = (c.light.lit(green, d), c.light.shade(green, d));
        let paint = if lit_side(c, 800.0) < 0.0 {
            c.across(&[(0.0, a, 1.0), (1.0, b, 1.0)])
        } else {
            c.across(&[(0.0, b, 1.0), (1.0, a, 1.0)])
        };
        c.paint(&dome, &paint);
        block(c, (700.0, 348.0, 200.0, 64.0), wall, d);
        clock(c, (800.0, 380.0), 25.0, d);
        let mut flag = Path::new();
        flag.rect((797.0, 150.0, 6.0, 90.0));
        c.fill(&flag, c.light.half(matter::STEEL, d));
        c.poly(&[(640.0, 472.0), (960.0, 472.0), (800.0, 400.0)], c.light.lit(wall.mix(matter::WHITE, 0.25), d));
        c.rect((640.0, 470.0, 320.0, 16.0), c.light.half(stone, d));
        c.rect((660.0, 486.0, 280.0, base - 486.0), c.light.shade(wall.times(0.8), d));
        windows(c, (672.0, 500.0, 256.0, 170.0), (5, 2), Opening::Arch, d);
        let mut columns = Path::new();
        for i in 0..6 {
            columns.rect((660.0 + f64::from(i) * 52.0, 486.0, 20.0, base - 486.0));
        }
        let paint = c.fade(&[(0.0, c.light.lit(matter::WHITE, d), 1.0), (1.0, c.light.half(matter::STONE, d), 1.0)]);
        c.paint(&columns, &paint);
        c.poly(
            &[(630.0, base), (970.0, base), (1010.0, base + 46.0), (590.0, base + 46.0)],
            c.light.lit(matter::STONE, d),
        );
        let mut steps = Path::new();
        for i in 1..5 {
            let y = base + f64::from(i) * 9.2;
            steps.to(630.0 - f64::from(i) * 8.0, y).line(970.0 + f64::from(i) * 8.0, y);
        }
        c.stroke_faint(&steps, c.light.shade(matter::STONE, d), 2.0, 0.7);
    });
    c.layer(0.1, |c| {
        let path = paving(c, matter::STONE);
        c.poly(&[(590.0, 762.0), (1010.0, 762.0), (1260.0, BOTTOM), (340.0, BOTTOM)], c.light.lit(path, 0.03));
        let green = trees::leaves(c, Leaf::Common).mix(matter::PINE, 0.4);
        for s in [-1.0, 1.0] {
            for i in 0..4 {
                let i = f64::from(i);
                trees::bush(c, (800.0 + s * (330.0 + 120.0 * i), 800.0 + 12.0 * i), 42.0 + 6.0 * i, 0.04, green);
            }
            trees::cypress(c, (800.0 + s * 430.0, 800.0), 230.0, 0.05);
            let h = c.rng.range(330.0, 430.0);
            trees::pine(c, (800.0 + s * 690.0, 850.0), h, 0.02);
        }
    });
}
