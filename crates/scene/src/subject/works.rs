//! Works, ports, campuses: places of trade and learning.

use super::coast::bay;
use super::parts::steam;
use crate::buildings::{
    Look, Opening, block, ground, hip, lamp, lit_side, roof_matter, skyline as towers, tower, windows,
};
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::{range, woodland};
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::sea::{BOTTOM, ripples};
use crate::sky::{gulls, mist, sky};
use crate::trees::{self, Leaf};

/// The brew house: copper kettles before arched windows in brick.
pub fn brewery(c: &mut Canvas) {
    // Lamps take over from the windows after dark.
    let night = c.light.night;
    c.light.key = c.light.key.mix(hex(0xffd7a0), 0.85 * night);
    c.light.fill = c.light.fill.mix(hex(0x7d6455), 0.8 * night);
    let brick = matter::BRICK;
    let light = c.light;
    let wall = |k: f64| light.half(brick, 0.02).mix(brick.times(0.55), 0.4).times(k);
    let paint = c.fade(&[(0.0, wall(0.62), 1.0), (0.6, wall(1.1), 1.0), (1.0, wall(0.8), 1.0)]);
    let mut all = Path::new();
    all.rect((-OVER, -OVER, WIDTH + 2.0 * OVER, 900.0 + OVER));
    c.paint(&all, &paint);
    let mut bricks = [Path::new(), Path::new()];
    for i in 0..170 {
        let (col, row) = (c.rng.range(-4.0, 42.0).floor(), c.rng.range(0.0, 30.0).floor());
        let x = col * 42.0 + if row as i32 % 2 == 0 { 0.0 } else { 21.0 };
        bricks[i % 2].rect((x, row * 22.0, 38.0, 18.0));
    }
    c.tint(&bricks[0], wall(1.5), 0.35);
    c.tint(&bricks[1], wall(0.5), 0.35);
    // Tall arched windows with the town and sky outside.
    c.layer(0.7, |c| {
        let sky_paint = c.vertical(
            150.0,
            560.0,
            &[(0.0, c.light.sky[1], 1.0), (0.6, c.light.sky[2], 1.0), (1.0, c.light.sky[3], 1.0)],
        );
        for i in 0..5 {
            let x = 60.0 + f64::from(i) * 320.0;
            let mut rim = Path::new();
            rim.arch((x - 16.0, 124.0, 232.0, 446.0));
            c.fill(&rim, wall(0.75));
            let mut pane = Path::new();
            pane.arch((x, 140.0, 200.0, 420.0));
            c.paint(&pane, &sky_paint);
            let mut outside = Path::new();
            outside.add(&[
                (x, 560.0),
                (x, 486.0),
                (x + 46.0, 456.0),
                (x + 92.0, 486.0),
                (x + 130.0, 500.0),
                (x + 160.0, 470.0),
                (x + 200.0, 494.0),
                (x + 200.0, 560.0),
            ]);
            c.fill(&outside, c.light.half(matter::TILE, 0.5));
            let mut bars = Path::new();
            for k in 1..4 {
                bars.to(x + f64::from(k) * 50.0, 146.0).line(x + f64::from(k) * 50.0, 560.0);
            }
            for k in 0..5 {
                bars.to(x, 240.0 + f64::from(k) * 76.0).line(x + 200.0, 240.0 + f64::from(k) * 76.0);
            }
            c.stroke(&bars, wall(0.35), 5.0);
            c.rect((x - 24.0, 560.0, 248.0, 18.0), c.light.half(matter::STONE, 0.05));
        }
    });
    let shaft = c.fade(&[(0.0, c.light.sky[3].mix(c.light.glow, 0.5), 0.34), (1.0, c.light.glow, 0.0)]);
    let lean = if c.light.sun.0 < 800.0 { 1.0 } else { -1.0 };
    let mut shafts = Path::new();
    for i in 0..5 {
        let x = 60.0 + f64::from(i) * 320.0;
        shafts.add(&[(x, 220.0), (x + 200.0, 220.0), (x + 200.0 + lean * 250.0, 860.0), (x + lean * 250.0, 860.0)]);
    }
    let tile = matter::STONE;
    let floor = c.vertical(
        690.0,
        900.0,
        &[(0.0, c.light.half(tile, 0.08).times(0.72), 1.0), (1.0, c.light.shade(tile, 0.0).times(0.6), 1.0)],
    );
    let mut flat = Path::new();
    flat.rect((-OVER, 690.0, WIDTH + 2.0 * OVER, 400.0));
    c.paint(&flat, &floor);
    c.paint_faint(&shafts, &shaft, 1.0 - 0.8 * c.light.night);
    c.layer(0.35, |c| {
        c.mirrored(744.0, 0.22, |c| {
            for (x, k) in [(1290.0, 0.82), (330.0, 0.94), (820.0, 1.12)] {
                let dx = c.rng.spread() * 20.0;
                kettle(c, (x + dx, 740.0), k);
            }
        });
    });
    c.layer(0.0, bottles);
    steam(c, (820.0, 250.0), 0.8);
}

fn kettle(c: &mut Canvas, (x, y): Point, k: f64) {
    let metal = matter::COPPER;
    let (bright, mid, dark) = (
        c.light.lit(metal, 0.0).mix(matter::LAMP, 0.42),
        c.light.half(metal, 0.0),
        c.light.shade(metal.times(0.55), 0.0),
    );
    let stops = if lit_side(c, x) < 0.0 {
        [
            (0.0, dark, 1.0),
            (0.16, mid, 1.0),
            (0.3, bright, 1.0),
            (0.42, mid, 1.0),
            (0.86, dark, 1.0),
            (1.0, mid.mix(dark, 0.6), 1.0),
        ]
    } else {
        [
            (0.0, mid.mix(dark, 0.6), 1.0),
            (0.14, dark, 1.0),
            (0.58, mid, 1.0),
            (0.7, bright, 1.0),
            (0.84, mid, 1.0),
            (1.0, dark, 1.0),
        ]
    };
    let paint = c.across(&stops);
    let f = |u: f64| x + u * k;
    let g = |v: f64| y - v * k;
    let mut drum = Path::new();
    drum.rect((f(-176.0), g(196.0), 352.0 * k, 176.0 * k));
    c.rect((f(-192.0), g(30.0), 384.0 * k, 30.0 * k), c.light.shade(matter::STONE, 0.0));
    c.paint(&drum, &paint);
    let mut dome = Path::new();
    dome.to(f(-190.0), g(196.0))
        .cubic((f(-176.0), g(320.0)), (f(-70.0), g(330.0)), (f(-44.0), g(402.0)))
        .line(f(44.0), g(402.0))
        .cubic((f(70.0), g(330.0)), (f(176.0), g(320.0)), (f(190.0), g(196.0)))
        .close();
    c.paint(&dome, &paint);
    let mut pipe = Path::new();
    pipe.add(&[
        (f(-44.0), g(402.0)),
        (f(-30.0), g(470.0)),
        (f(-30.0), -OVER),
        (f(30.0), -OVER),
        (f(30.0), g(470.0)),
        (f(44.0), g(402.0)),
    ]);
    c.paint(&pipe, &paint);
    let mut seams = Path::new();
    seams.rect((f(-194.0), g(204.0), 388.0 * k, 13.0 * k)).rect((f(-52.0), g(410.0), 104.0 * k, 12.0 * k)).rect((
        f(-180.0),
        g(110.0),
        360.0 * k,
        6.0 * k,
    ));
    c.fill(&seams, mid.mix(bright, 0.35));
    let mut rivets = Path::new();
    for i in 0..14 {
        rivets.circle((f(-182.0 + f64::from(i) * 28.0), g(190.0)), 3.0 * k);
    }
    c.fill(&rivets, dark);
    let mut hatch = Path::new();
    hatch.ellipse((f(20.0), g(262.0)), 42.0 * k, 30.0 * k);
    c.fill(&hatch, dark);
    c.stroke(&hatch, bright, 5.0 * k);
    let mut dial = Path::new();
    dial.circle((f(-84.0), g(140.0)), 19.0 * k);
    c.fill(&dial, c.light.lit(matter::WHITE, 0.0));
    c.stroke(&dial, dark, 4.0 * k);
}

/// Green bottles moving along a line.
fn bottles(c: &mut Canvas) {
    let steel = c.light.half(matter::STEEL, 0.0);
    let glass = hex(0x2e6b3f);
    let bottle = c.define(|c| {
        let (day, dark) = (c.light.lit(glass, 0.0), c.light.shade(glass.times(0.6), 0.0));
        let paint = c.across(&[(0.0, dark, 1.0), (0.3, day, 1.0), (1.0, dark, 1.0)]);
        let mut body = Path::new();
        body.to(-20.0, 0.0)
            .line(-20.0, -74.0)
            .cubic((-20.0, -96.0), (-8.0, -98.0), (-8.0, -116.0))
            .line(-8.0, -138.0)
            .line(8.0, -138.0)
            .line(8.0, -116.0)
            .cubic((8.0, -98.0), (20.0, -96.0), (20.0, -74.0))
            .line(20.0, 0.0)
            .close();
        c.paint(&body, &paint);
        c.rect((-9.0, -144.0, 18.0, 10.0), c.light.lit(matter::GLAZED, 0.0));
        c.rect((-20.0, -64.0, 40.0, 34.0), c.light.lit(matter::WHITE, 0.0));
        c.rect((-20.0, -52.0, 40.0, 9.0), c.light.half(matter::ORANGE, 0.0));
        c.rect((-14.0, -76.0, 4.0, 70.0), c.light.lit(matter::VERDIGRIS.mix(matter::WHITE, 0.4), 0.0).mix(day, 0.4));
    });
    c.rect((-OVER, 838.0, WIDTH + 2.0 * OVER, 16.0), steel);
    c.rect((-OVER, 854.0, WIDTH + 2.0 * OVER, 60.0), c.light.shade(matter::STEEL.times(0.6), 0.0));
    let step = 66.0;
    let go = if c.frame.moving { c.frame.time * step * 8.0 } else { 0.0 };
    for i in 0..32 {
        let x = -OVER - step * 2.0 + (f64::from(i) * step + go).rem_euclid(32.0 * step);
        c.stamp(&bottle, (x, 840.0), (0.9, 0.9));
    }
    c.rect((-OVER, 786.0, WIDTH + 2.0 * OVER, 7.0), steel);
    let mut rollers = Path::new();
    for i in 0..26 {
        rollers.circle((-OVER + f64::from(i) * 78.0, 878.0), 11.0);
    }
    c.fill(&rollers, steel);
}

/// Old works with saw-tooth roofs and a chimney.
pub fn works(c: &mut Canvas) {
    let horizon = 590.0;
    sky(c, horizon);
    range(c, horizon, 130.0, 0.84);
    c.layer(0.75, |c| towers(c, (1000.0, WIDTH + OVER), horizon + 4.0, 190.0, 0.64));
    mist(c, horizon, 60.0, 0.8);
    let earth = if c.snowy() { matter::SNOW } else { matter::STONE.mix(matter::EARTH, 0.25) };
    ground(c, 660.0, c.light.half(earth, 0.2), c.light.half(earth, 0.0));
    let brick = matter::BRICK;
    c.layer(0.5, |c| {
        chimney(c, (1180.0, 660.0), 420.0, 0.16);
        block(c, (880.0, 450.0, 250.0, 230.0), brick.times(0.95), 0.14);
        windows(c, (900.0, 470.0, 210.0, 180.0), (4, 3), Opening::Arch, 0.14);
        hip(c, (1005.0, 450.0), 250.0, 60.0, matter::SLATE, 0.14);
        // A water tower.
        let mut legs = Path::new();
        for dx in [-44.0, 0.0, 44.0] {
            legs.to(380.0 + dx, 660.0).line(380.0 + dx * 0.7, 420.0);
        }
        legs.to(336.0, 600.0).line(420.0, 500.0).to(424.0, 600.0).line(340.0, 500.0);
        c.stroke(&legs, c.light.half(matter::STEEL, 0.16), 7.0);
        block(c, (320.0, 340.0, 120.0, 90.0), matter::TIMBER, 0.14);
        c.poly(&[(308.0, 342.0), (452.0, 342.0), (380.0, 290.0)], c.light.half(matter::SLATE, 0.14));
    });
    c.layer(0.3, |c| {
        let (top, foot, d) = (540.0, 730.0, 0.05);
        let (x0, w, n) = (60.0, 178.0, 7);
        c.rect((x0, top, w * f64::from(n), foot - top), c.light.lit(brick, d));
        let side = lit_side(c, 700.0);
        let roof = roof_matter(c, matter::TILE.times(0.92));
        for i in 0..n {
            let x = x0 + f64::from(i) * w;
            // One steep glazed face, one long tiled slope.
            c.poly(
                &[(x, top), (x + w, top), (x + w * 0.24, top - 104.0)],
                if side < 0.0 { c.light.half(roof, d) } else { c.light.lit(roof, d) },
            );
            c.poly(
                &[(x, top), (x + w * 0.24, top - 104.0), (x + w * 0.3, top - 92.0), (x + w * 0.08, top)],
                c.light.half(matter::GLASS, d).mix(c.light.sky[2], 0.45).mix(matter::LAMP, 0.7 * c.light.night),
            );
            let mut courses = Path::new();
            for j in 1..5 {
                let t = f64::from(j) / 5.0;
                courses.to(x + w * 0.24 + w * 0.76 * t, top - 104.0 * (1.0 - t)).line(x + w * 0.12 + w * 0.76 * t, top);
            }
            c.stroke_faint(&courses, c.light.shade(roof.times(0.7), d), 1.6, 0.4);
            let mut pier = Path::new();
            pier.rect((x - 6.0, top - 6.0, 14.0, foot - top + 6.0));
            c.fill(&pier, c.light.half(brick.times(0.9), d));
        }
        c.rect((x0, top, w * f64::from(n), 9.0), c.light.half(matter::STONE, d));
        windows(c, (x0 + 10.0, top + 20.0, w * f64::from(n) - 20.0, 110.0), (14, 1), Opening::Arch, d);
        c.rect((x0, foot - 26.0, w * f64::from(n), 26.0), c.light.shade(matter::STONE, d));
        let mut ivy = Path::new();
        for _ in 0..22 {
            let at = (c.rng.range(x0, x0 + 340.0), c.rng.range(top + 30.0, foot - 6.0));
            ivy.scallop(at, c.rng.range(10.0, 26.0), 13.0, &mut c.rng);
        }
        let green = trees::leaves(c, Leaf::Common);
        c.tint(&ivy, c.light.half(green, d), 0.9);
        let mut door = Path::new();
        door.arch((742.0, 610.0, 96.0, foot - 610.0));
        c.fill(&door, c.light.half(hex(0x2d5b5f), d));
        c.rect((736.0, 586.0, 108.0, 14.0), c.light.lit(matter::ORANGE, d));
    });
    c.layer(0.1, |c| {
        let mut rails = Path::new();
        rails
            .to(860.0, 732.0)
            .curve((980.0, 800.0), (1420.0, BOTTOM))
            .to(890.0, 732.0)
            .curve((1040.0, 800.0), (1580.0, BOTTOM));
        c.stroke(&rails, c.light.half(matter::STEEL, 0.0), 5.0);
        let mut ties = Path::new();
        for i in 0..12 {
            let t = (f64::from(i) / 12.0).powf(1.3);
            ties.to(852.0 + 430.0 * t * t + 110.0 * t, 736.0 + 230.0 * t)
                .line(900.0 + 500.0 * t * t + 150.0 * t, 736.0 + 224.0 * t);
        }
        c.stroke_faint(&ties, c.light.shade(matter::TIMBER, 0.0), 7.0, 0.6);
        trees::grove(
            c,
            &[(150.0, 826.0, 330.0), (1450.0, 826.0, 420.0), (1330.0, 826.0, 260.0)],
            50.0,
            0.03,
            Leaf::Ginkgo,
        );
        lamp(c, (560.0, 842.0), 190.0, 0.03);
    });
}

fn chimney(c: &mut Canvas, (x, y): Point, h: f64, depth: f64) {
    let brick = matter::BRICK;
    let (a, b) = (c.light.lit(brick, depth), c.light.shade(brick, depth));
    let paint = if lit_side(c, x) < 0.0 {
        c.across(&[(0.0, a, 1.0), (1.0, b, 1.0)])
    } else {
        c.across(&[(0.0, b, 1.0), (1.0, a, 1.0)])
    };
    let mut path = Path::new();
    path.add(&[(x - 34.0, y), (x + 34.0, y), (x + 21.0, y - h), (x - 21.0, y - h)])
        .rect((x - 27.0, y - h - 12.0, 54.0, 20.0))
        .rect((x - 25.0, y - h + 26.0, 50.0, 9.0));
    c.paint(&path, &paint);
    let mut bands = Path::new();
    bands.rect((x - 27.0, y - h * 0.5, 54.0, 10.0)).rect((x - 30.0, y - h * 0.3, 60.0, 8.0));
    c.tint(&bands, c.light.shade(matter::STEEL, depth), 0.6);
}

/// Cranes and stacks of the container port.
pub fn port(c: &mut Canvas) {
    let horizon = 520.0;
    bay(c, horizon, Some((-OVER, 480.0)));
    c.layer(0.6, |c| {
        c.mirrored(602.0, 0.3, |c| {
            ship(c, (930.0, 600.0), 1.0);
        });
        for x in [1250.0, 1450.0, 1650.0] {
            gantry(c, (x, 606.0), 0.7, 0.4);
        }
        ripples(c, (200.0, 608.0, 1300.0, 90.0), 40);
    });
    let quay = matter::CONCRETE;
    c.layer(0.35, |c| {
        c.rect((-OVER, 706.0, WIDTH + 2.0 * OVER, 40.0), c.light.shade(quay, 0.06));
        ground(c, 690.0, c.light.lit(quay, 0.1), c.light.half(quay, 0.0));
        for x in [250.0, 660.0] {
            let dx = c.rng.spread() * 30.0;
            gantry(c, (x + dx, 720.0), 1.12, 0.1);
        }
    });
    c.layer(0.1, |c| {
        stacks(c, (980.0, 760.0), 5, 0.8, 0.1);
        stacks(c, (-60.0, 850.0), 5, 1.15, 0.04);
        stacks(c, (880.0, 870.0), 7, 1.2, 0.02);
        for x in [620.0, 760.0] {
            lamp(c, (x, 850.0), 330.0, 0.03);
        }
    });
    gulls(c, (480.0, 230.0), (260.0, 80.0), 5);
}

fn box_tone(c: &mut Canvas) -> Rgb {
    [hex(0xb8482e), hex(0x2f6b74), hex(0xd08a3c), hex(0x4d7d63), hex(0xd9cdb4), hex(0x6b5148), matter::ORANGE]
        [c.rng.below(7)]
}

fn stacks(c: &mut Canvas, (x, y): Point, columns: i32, k: f64, depth: f64) {
    let (w, h) = (132.0 * k, 44.0 * k);
    let mut ribs = Path::new();
    for col in 0..columns {
        let rows = 2 + c.rng.below(4) as i32;
        for row in 0..rows {
            let tone = box_tone(c);
            let (bx, by) = (x + f64::from(col) * (w + 5.0 * k), y - f64::from(row + 1) * (h + 2.0 * k));
            c.rect((bx, by, w, h), c.light.lit(tone, depth));
            c.rect((bx, by + h * 0.84, w, h * 0.16), c.light.shade(tone, depth));
            for i in 1..7 {
                ribs.to(bx + w * f64::from(i) / 7.0, by + h * 0.12).line(bx + w * f64::from(i) / 7.0, by + h * 0.84);
            }
        }
    }
    c.stroke_faint(&ribs, c.light.ink(depth), 1.6 * k, 0.3);
}

fn gantry(c: &mut Canvas, (x, y): Point, k: f64, depth: f64) {
    let paint = if c.rng.chance(0.5) { hex(0x2f6b74) } else { matter::ORANGE.mix(matter::LACQUER, 0.3) };
    let (day, dark) = (c.light.lit(paint, depth), c.light.shade(paint, depth));
    let f = |u: f64| x + u * k;
    let g = |v: f64| y - v * k;
    let mut back = Path::new();
    back.add(&[(f(56.0), g(0.0)), (f(70.0), g(0.0)), (f(58.0), g(300.0)), (f(46.0), g(300.0))]).add(&[
        (f(-44.0), g(0.0)),
        (f(-30.0), g(0.0)),
        (f(-30.0), g(300.0)),
        (f(-42.0), g(300.0)),
    ]);
    c.fill(&back, dark);
    let mut path = Path::new();
    path.add(&[(f(-76.0), g(0.0)), (f(-58.0), g(0.0)), (f(-48.0), g(310.0)), (f(-64.0), g(310.0))]).add(&[
        (f(84.0), g(0.0)),
        (f(102.0), g(0.0)),
        (f(80.0), g(310.0)),
        (f(64.0), g(310.0)),
    ]);
    path.rect((f(-76.0), g(126.0), 176.0 * k, 13.0 * k));
    path.rect((f(-290.0), g(316.0), 470.0 * k, 20.0 * k));
    path.add(&[(f(-48.0), g(310.0)), (f(-34.0), g(310.0)), (f(-10.0), g(456.0)), (f(-20.0), g(456.0))]).add(&[
        (f(64.0), g(310.0)),
        (f(76.0), g(310.0)),
        (f(-8.0), g(456.0)),
        (f(-20.0), g(456.0)),
    ]);
    path.rect((f(76.0), g(354.0), 60.0 * k, 40.0 * k)).rect((f(-190.0), g(300.0), 34.0 * k, 26.0 * k));
    c.fill(&path, day);
    let mut stays = Path::new();
    stays
        .to(f(-15.0), g(452.0))
        .line(f(-280.0), g(318.0))
        .to(f(-15.0), g(452.0))
        .line(f(-150.0), g(318.0))
        .to(f(-15.0), g(452.0))
        .line(f(170.0), g(318.0));
    c.stroke(&stays, dark, 3.4 * k);
    let mut braces = Path::new();
    for i in 0..10 {
        let u = -284.0 + f64::from(i) * 46.0;
        braces.to(f(u), g(298.0)).line(f(u + 23.0), g(316.0)).line(f(u + 46.0), g(298.0));
    }
    c.stroke_faint(&braces, dark, 2.0 * k, 0.5);
    let drop = 170.0 + 40.0 * c.swing(x * 0.001, 1.0);
    let mut load = Path::new();
    load.to(f(-184.0), g(276.0)).line(f(-184.0), g(drop)).to(f(-164.0), g(276.0)).line(f(-164.0), g(drop));
    c.stroke(&load, c.light.ink(depth), 1.8 * k);
    let tone = box_tone(c);
    c.rect((f(-214.0), g(drop), 80.0 * k, 30.0 * k), c.light.lit(tone, depth));
    let blink = 0.6 + 0.4 * c.swing(0.2, 3.0);
    c.glow((f(-15.0), g(458.0)), 30.0 * k, matter::ORANGE, (0.2 + 0.6 * c.light.night) * blink);
}

fn ship(c: &mut Canvas, (x, y): Point, k: f64) {
    let f = |u: f64| x + u * k;
    let mut hull = Path::new();
    hull.add(&[
        (f(-560.0), y - 74.0 * k),
        (f(430.0), y - 74.0 * k),
        (f(480.0), y - 100.0 * k),
        (f(440.0), y + 4.0),
        (f(-520.0), y + 4.0),
    ]);
    c.fill(&hull, c.light.half(hex(0x24525c), 0.36));
    c.poly(
        &[(f(-534.0), y - 22.0 * k), (f(449.0), y - 22.0 * k), (f(440.0), y + 4.0), (f(-520.0), y + 4.0)],
        c.light.half(hex(0x9c3f2c), 0.36),
    );
    for col in 0..15 {
        let rows = 2 + c.rng.below(4);
        for row in 0..rows {
            let tone = box_tone(c);
            c.rect(
                (f(-400.0 + f64::from(col) * 52.0), y - (74.0 + 26.0 * (row + 1) as f64) * k, 48.0 * k, 24.0 * k),
                c.light.half(tone, 0.36),
            );
        }
    }
    c.rect((f(-500.0), y - 250.0 * k, 80.0 * k, 176.0 * k), c.light.lit(matter::WHITE, 0.36));
    c.rect((f(-520.0), y - 262.0 * k, 120.0 * k, 24.0 * k), c.light.lit(matter::WHITE, 0.36));
    windows(c, (f(-496.0), y - 232.0 * k, 72.0 * k, 150.0 * k), (4, 6), Opening::Strip, 0.36);
    c.rect((f(-538.0), y - 190.0 * k, 34.0 * k, 116.0 * k), c.light.half(matter::ORANGE, 0.36));
}

/// The terminal under its sweeping roof, with an aircraft and the tower.
pub fn airport(c: &mut Canvas) {
    let horizon = 570.0;
    sky(c, horizon);
    range(c, horizon, 110.0, 0.86);
    mist(c, horizon, 60.0, 0.9);
    let apron = if c.snowy() { matter::SNOW } else { matter::CONCRETE };
    ground(c, 590.0, c.light.half(apron, 0.25), c.light.half(apron, 0.0));
    c.layer(0.65, |c| {
        let (x, foot) = (1290.0, 600.0);
        c.poly(
            &[(x - 15.0, foot), (x + 15.0, foot), (x + 11.0, 340.0), (x - 11.0, 340.0)],
            c.light.lit(matter::WHITE, 0.3),
        );
        c.poly(
            &[(x - 32.0, 342.0), (x + 32.0, 342.0), (x + 46.0, 296.0), (x - 46.0, 296.0)],
            c.light.half(matter::GLASS, 0.24).mix(matter::LAMP, 0.6 * c.light.night),
        );
        c.poly(
            &[(x - 50.0, 298.0), (x + 50.0, 298.0), (x + 34.0, 278.0), (x - 34.0, 278.0)],
            c.light.lit(matter::WHITE, 0.28),
        );
        c.rect((x - 2.0, 226.0, 4.0, 54.0), c.light.ink(0.3));
        c.glow((x, 226.0), 20.0, matter::ORANGE, 0.7);
    });
    c.layer(0.5, |c| {
        let d = 0.12;
        let glass = c.vertical(
            420.0,
            620.0,
            &[
                (0.0, c.light.sky[1].mix(c.light.half(matter::GLASS, d), 0.5), 1.0),
                (1.0, c.light.half(matter::GLASS, d), 1.0),
            ],
        );
        let mut front = Path::new();
        front
            .to(-OVER, 624.0)
            .line(-OVER, 470.0)
            .curve((300.0, 400.0), (620.0, 470.0))
            .curve((860.0, 400.0), (1160.0, 520.0))
            .line(1190.0, 624.0)
            .close();
        c.paint(&front, &glass);
        if c.light.night > 0.2 {
            let warm = c.vertical(
                440.0,
                624.0,
                &[(0.0, matter::LAMP, 0.4 * c.light.night), (1.0, matter::LAMP, 0.9 * c.light.night)],
            );
            c.paint(&front, &warm);
        }
        let mut bars = Path::new();
        for i in 0..29 {
            let x = -150.0 + f64::from(i) * 48.0;
            bars.to(x, 624.0).line(x + 18.0, 446.0);
        }
        bars.to(-OVER, 540.0).line(1180.0, 548.0);
        c.stroke_faint(&bars, c.light.half(matter::WHITE, d), 3.0, 0.75);
        // The roof rises and falls like swell, with a long eave to the airside.
        let mut roof = Path::new();
        roof.to(-OVER, 448.0)
            .cubic((60.0, 330.0), (300.0, 320.0), (470.0, 410.0))
            .cubic((600.0, 470.0), (700.0, 330.0), (860.0, 350.0))
            .cubic((1020.0, 372.0), (1120.0, 470.0), (1300.0, 532.0))
            .cubic((1120.0, 512.0), (1020.0, 430.0), (880.0, 412.0))
            .cubic((740.0, 396.0), (640.0, 520.0), (470.0, 462.0))
            .cubic((300.0, 396.0), (80.0, 400.0), (-OVER, 500.0))
            .close();
        let paint = c.vertical(
            320.0,
            540.0,
            &[
                (0.0, c.light.lit(matter::WHITE, 0.06), 1.0),
                (0.6, c.light.half(matter::WHITE, d), 1.0),
                (1.0, c.light.shade(matter::STEEL, d), 1.0),
            ],
        );
        c.paint(&roof, &paint);
        let mut edge = Path::new();
        edge.to(-OVER, 500.0)
            .cubic((80.0, 400.0), (300.0, 396.0), (470.0, 462.0))
            .cubic((640.0, 520.0), (740.0, 396.0), (880.0, 412.0))
            .cubic((1020.0, 430.0), (1120.0, 512.0), (1300.0, 532.0));
        c.stroke(&edge, c.light.half(matter::ORANGE, 0.04), 6.0);
        let mut struts = Path::new();
        for x in [140.0, 420.0, 700.0, 980.0] {
            struts.to(x, 626.0).line(x - 30.0, 470.0).to(x, 626.0).line(x + 44.0, 466.0);
        }
        c.stroke(&struts, c.light.lit(matter::WHITE, 0.08), 7.0);
    });
    c.layer(0.25, |c| {
        c.mirrored(746.0, 0.14, |c| plane(c, (900.0, 716.0), 1.0));
        let line = c.light.lit(matter::GLAZED, 0.0);
        let mut path = Path::new();
        path.to(-OVER, 860.0).curve((600.0, 850.0), (900.0, 800.0)).curve((1100.0, 766.0), (WIDTH + OVER, 770.0));
        c.stroke(&path, line, 7.0);
        let mut joints = Path::new();
        for i in 0..6 {
            let y = 650.0 + f64::from(i).powf(1.6) * 17.0;
            joints.to(-OVER, y).line(WIDTH + OVER, y);
        }
        c.stroke_faint(&joints, c.light.shade(apron.times(0.8), 0.0), 2.0, 0.35);
    });
    c.layer(0.8, |c| {
        c.moved((300.0 + 60.0 * c.frame.time, 190.0 - 20.0 * c.frame.time), 0.16, |c| plane(c, (0.0, 0.0), 1.0))
    });
}

fn plane(c: &mut Canvas, (x, y): Point, k: f64) {
    let d = 0.03;
    let f = |u: f64| x + u * k;
    let g = |v: f64| y + v * k;
    let white = matter::WHITE;
    c.poly(
        &[(f(60.0), g(-14.0)), (f(180.0), g(-110.0)), (f(214.0), g(-110.0)), (f(150.0), g(-14.0))],
        c.light.half(white, 0.12),
    );
    let mut body = Path::new();
    body.to(f(-330.0), g(-6.0))
        .cubic((f(-320.0), g(-34.0)), (f(-276.0), g(-44.0)), (f(-220.0), g(-46.0)))
        .line(f(260.0), g(-46.0))
        .cubic((f(320.0), g(-46.0)), (f(380.0), g(-38.0)), (f(410.0), g(-30.0)))
        .cubic((f(330.0), g(0.0)), (f(280.0), g(22.0)), (f(180.0), g(24.0)))
        .line(f(-240.0), g(24.0))
        .cubic((f(-290.0), g(22.0)), (f(-324.0), g(12.0)), (f(-330.0), g(-6.0)));
    let paint = c.fade(&[
        (0.0, c.light.lit(white, d), 1.0),
        (0.55, c.light.half(white, d), 1.0),
        (1.0, c.light.shade(white, d), 1.0),
    ]);
    c.paint(&body, &paint);
    c.poly(
        &[(f(290.0), g(-44.0)), (f(360.0), g(-170.0)), (f(414.0), g(-170.0)), (f(396.0), g(-34.0))],
        c.light.lit(matter::ORANGE, d),
    );
    c.poly(
        &[(f(310.0), g(-20.0)), (f(420.0), g(-34.0)), (f(446.0), g(-28.0)), (f(350.0), g(-2.0))],
        c.light.half(white, d),
    );
    let mut panes = Path::new();
    for i in 0..24 {
        panes.rect((f(-220.0 + f64::from(i) * 20.0), g(-24.0), 8.0 * k, 10.0 * k));
    }
    panes.add(&[(f(-304.0), g(-22.0)), (f(-266.0), g(-32.0)), (f(-258.0), g(-20.0)), (f(-300.0), g(-14.0))]);
    c.fill(&panes, c.light.shade(matter::GLASS, 0.0).times(0.8).mix(matter::LAMP, 0.7 * c.light.night));
    c.rect((f(-296.0), g(2.0), 560.0 * k, 6.0 * k), c.light.half(hex(0x2f6b74), d));
    c.poly(
        &[(f(-50.0), g(6.0)), (f(70.0), g(6.0)), (f(230.0), g(70.0)), (f(176.0), g(72.0))],
        c.light.half(white.times(0.9), d),
    );
    let mut engine = Path::new();
    engine.ellipse((f(20.0), g(40.0)), 50.0 * k, 19.0 * k);
    c.fill(&engine, c.light.half(matter::STEEL, d));
    let mut gear = Path::new();
    gear.rect((f(-236.0), g(22.0), 6.0 * k, 30.0 * k))
        .rect((f(90.0), g(22.0), 8.0 * k, 30.0 * k))
        .circle((f(-233.0), g(54.0)), 11.0 * k)
        .circle((f(86.0), g(54.0)), 13.0 * k)
        .circle((f(110.0), g(54.0)), 13.0 * k);
    c.fill(&gear, c.light.ink(0.0));
}

/// A campus: library, lawn and rows of trees.
pub fn campus(c: &mut Canvas) {
    let horizon = 560.0;
    sky(c, horizon);
    range(c, horizon, 210.0, 0.82);
    mist(c, horizon, 60.0, 0.8);
    c.layer(0.7, |c| {
        let green = woodland(c);
        let line: Vec<Point> = (0..=20).map(|i| (-OVER + f64::from(i) * 98.0, 556.0 + c.rng.spread() * 14.0)).collect();
        trees::wood(c, &line, 660.0, 44.0, 0.42, green);
    });
    let lawn = if c.snowy() { matter::SNOW } else { hex(0x84a266) };
    ground(c, 640.0, c.light.half(lawn, 0.2), c.light.lit(lawn, 0.0));
    c.layer(0.45, |c| {
        let d = 0.08;
        let (wall, brick) = (matter::WHITE.mix(matter::SAND, 0.15), matter::BRICK.mix(matter::TILE, 0.4));
        for s in [-1.0, 1.0] {
            let x = 800.0 + s * 420.0;
            block(c, (x - 190.0, 470.0, 380.0, 210.0), brick, d);
            windows(c, (x - 176.0, 484.0, 352.0, 180.0), (9, 3), Opening::Square, d);
            c.rect((x - 200.0, 458.0, 400.0, 14.0), c.light.half(wall, d));
        }
        // The library: a stepped glass front between white fins.
        block(c, (620.0, 350.0, 360.0, 330.0), wall, d);
        let glass = c.vertical(
            370.0,
            680.0,
            &[
                (0.0, c.light.sky[1].mix(c.light.half(matter::GLASS, d), 0.4), 1.0),
                (1.0, c.light.half(matter::GLASS, d), 1.0),
            ],
        );
        let mut panes = Path::new();
        panes.rect((648.0, 378.0, 304.0, 302.0));
        c.paint(&panes, &glass);
        if c.light.night > 0.2 {
            c.tint(&panes, matter::LAMP, 0.75 * c.light.night);
        }
        let mut fins = Path::new();
        for i in 0..12 {
            fins.rect((646.0 + f64::from(i) * 27.5, 370.0, 8.0, 310.0));
        }
        for i in 1..4 {
            fins.rect((648.0, 378.0 + f64::from(i) * 76.0, 304.0, 7.0));
        }
        c.fill(&fins, c.light.lit(wall, d));
        c.rect((604.0, 336.0, 392.0, 18.0), c.light.half(wall, d));
        let _ = tower(c, (1080.0, 500.0), 74.0, 190.0, 30.0, Look { wall: brick, roof: matter::SLATE, depth: d });
        let mut face = Path::new();
        face.circle((1080.0, 350.0), 22.0);
        c.fill(&face, c.light.lit(matter::WHITE, 0.02));
        let mut hands = Path::new();
        hands.to(1080.0, 350.0).line(1080.0, 335.0).to(1080.0, 350.0).line(1091.0, 355.0);
        c.stroke(&hands, c.light.ink(0.0), 3.0);
        c.poly(&[(640.0, 680.0), (960.0, 680.0), (1010.0, 712.0), (590.0, 712.0)], c.light.lit(matter::STONE, d));
    });
    c.layer(0.15, |c| {
        let stone = matter::STONE;
        c.poly(&[(700.0, 712.0), (900.0, 712.0), (1180.0, BOTTOM), (420.0, BOTTOM)], c.light.lit(stone, 0.03));
        let mut joints = Path::new();
        for i in 1..9 {
            let t = (f64::from(i) / 9.0).powf(1.6);
            joints.to(700.0 - 280.0 * t, 712.0 + 368.0 * t).line(900.0 + 280.0 * t, 712.0 + 368.0 * t);
        }
        c.stroke_faint(&joints, c.light.shade(stone, 0.0), 2.0, 0.4);
        let stamps = [trees::kept(c, 0.1, Leaf::Cherry), trees::kept(c, 0.06, Leaf::Ginkgo)];
        for (i, k) in [0.42, 0.58, 0.84, 1.3].iter().enumerate() {
            for s in [-1.0, 1.0] {
                let (x, y) = (800.0 + s * 430.0 * k * 1.05, 660.0 + 150.0 * k);
                c.stamp(&stamps[i % 2], (x, y), (3.0 * k, 3.0 * k));
            }
        }
        for x in [560.0, 1040.0] {
            lamp(c, (x, 800.0), 180.0, 0.04);
        }
    });
}
