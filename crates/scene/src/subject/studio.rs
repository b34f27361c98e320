//! Stages: a lit set, a sunken one, a submarine in its pen.

use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::ridge;
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::roofs::{self, Sweep};
use crate::sea::{BOTTOM, ripples};
use film_core::model::vocabulary::Hour;

const DARK: Rgb = hex(0x13282e);

const FLOOR: Rgb = hex(0x36474a);

/// The room colour. Indoors, the hour only tints the lamps and the room.
pub fn room(c: &Canvas, colour: Rgb) -> Rgb {
    let warm = match c.hour {
        Hour::Golden | Hour::Sunset | Hour::Sunrise => hex(0xffd9b0),
        Hour::Blue | Hour::Night | Hour::Dawn => hex(0xb4cfe0),
        _ => hex(0xf4f1e6),
    };
    colour.under(warm)
}

/// The colour of lamps in the room.
pub fn lamp_tone(c: &Canvas) -> Rgb {
    match c.hour {
        Hour::Blue | Hour::Night | Hour::Dawn => hex(0xcfe4ee),
        Hour::Noon | Hour::Morning => hex(0xfff3d8),
        _ => matter::LAMP,
    }
}

/// A dark room in one-point perspective: back wall, side walls, ceiling, floor.
pub fn box_room(c: &mut Canvas, (l, t, r, b): (f64, f64, f64, f64), wall: Rgb, floor: Rgb) {
    let (wall, floor) = (room(c, wall), room(c, floor));
    c.rect((-OVER, -OVER, WIDTH + 2.0 * OVER, 900.0 + 2.0 * OVER), wall.times(0.5));
    let side = c.across(&[(0.0, wall.times(0.42), 1.0), (1.0, wall.times(0.86), 1.0)]);
    let other = c.across(&[(0.0, wall.times(0.86), 1.0), (1.0, wall.times(0.42), 1.0)]);
    c.paint(&Path::polygon(&[(-OVER, -OVER), (l, t), (l, b), (-OVER, BOTTOM)]), &side);
    c.paint(&Path::polygon(&[(WIDTH + OVER, -OVER), (r, t), (r, b), (WIDTH + OVER, BOTTOM)]), &other);
    let back = c.fade(&[(0.0, wall.times(0.8), 1.0), (1.0, wall.times(1.1), 1.0)]);
    let mut rear = Path::new();
    rear.rect((l, t, r - l, b - t));
    c.paint(&rear, &back);
    let ground = c.vertical(b, 900.0, &[(0.0, floor.times(1.15), 1.0), (1.0, floor.times(0.55), 1.0)]);
    c.paint(&Path::polygon(&[(l, b), (r, b), (WIDTH + OVER, BOTTOM), (-OVER, BOTTOM)]), &ground);
}

/// The lighting grid under a stage roof, in perspective, with its lamps.
pub fn grid(c: &mut Canvas, (l, r): Point, y: f64, beams: bool) {
    let steel = room(c, hex(0x0b1a1f));
    let mut path = Path::new();
    for i in 0..=8 {
        let u = f64::from(i) / 8.0;
        path.to(l + (r - l) * u, y).line(-OVER * 1.6 + (WIDTH + 3.2 * OVER) * u, -90.0);
    }
    for i in 0..6 {
        let t = (f64::from(i) / 5.0).powf(1.5);
        let (yy, x0, x1) = (y - (y + 60.0) * t, l - (l + 240.0) * t, r + (WIDTH + 240.0 - r) * t);
        path.to(x0, yy).line(x1, yy);
    }
    c.stroke(&path, steel, 5.0);
    let tone = lamp_tone(c);
    let mut heads = Path::new();
    let mut cones = Vec::new();
    for (row, t) in [0.12_f64, 0.3, 0.6].iter().enumerate() {
        let (yy, x0, x1) = (y - (y + 60.0) * t, l - (l + 240.0) * t, r + (WIDTH + 240.0 - r) * t);
        let count = 7 - row;
        for i in 0..count {
            let x = x0 + (x1 - x0) * (f64::from(i as u32) + 0.5) / count as f64;
            let k = 0.5 + t * 1.6;
            heads.add(&[
                (x - 7.0 * k, yy),
                (x + 7.0 * k, yy),
                (x + 12.0 * k, yy + 26.0 * k),
                (x - 12.0 * k, yy + 26.0 * k),
            ]);
            if c.rng.chance(0.75) {
                cones.push((x, yy + 26.0 * k, k));
            }
        }
    }
    c.fill(&heads, steel);
    if beams {
        let paint = c.fade(&[(0.0, tone, 0.34), (1.0, tone, 0.0)]);
        for (x, yy, k) in cones.iter().filter(|(_, _, k)| *k < 1.2) {
            let lean = (800.0 - x) * 0.26;
            let shaft = [
                (x - 9.0 * k, *yy),
                (x + 9.0 * k, *yy),
                (x + lean + 110.0 * k, yy + 520.0 * k),
                (x + lean - 110.0 * k, yy + 520.0 * k),
            ];
            c.paint(&Path::polygon(&shaft), &paint);
        }
    }
    let mut lit = Path::new();
    for (x, yy, k) in &cones {
        lit.ellipse((*x, *yy), 11.0 * k, 3.4 * k);
    }
    c.fill(&lit, tone);
    let glows: Vec<_> = cones.iter().step_by(3).copied().collect();
    for (x, yy, k) in glows {
        c.glow((x, yy), 60.0 * k, tone, 0.5);
    }
}

/// A camera on a crane, in silhouette.
pub fn crane(c: &mut Canvas, (x, y): Point, k: f64, turn: f64) {
    let ink = room(c, hex(0x071317));
    let f = |u: f64| x + turn * u * k;
    let lift = c.swing(0.0, 1.0) * 6.0;
    let mut arm = Path::new();
    arm.add(&[
        (f(-150.0), y - 118.0 * k - lift),
        (f(330.0), y - 330.0 * k + lift),
        (f(332.0), y - 318.0 * k + lift),
        (f(-150.0), y - 96.0 * k - lift),
    ]);
    arm.rect((f(-150.0) - 26.0 * k, y - 128.0 * k - lift, 52.0 * k, 46.0 * k));
    arm.add(&[
        (f(0.0), y - 180.0 * k),
        (f(62.0), y),
        (f(36.0), y),
        (f(0.0), y - 120.0 * k),
        (f(-36.0), y),
        (f(-62.0), y),
    ]);
    arm.rect((f(0.0) - 12.0 * k, y - 196.0 * k, 24.0 * k, 196.0 * k));
    arm.rect((f(0.0) - 84.0 * k, y - 12.0 * k, 168.0 * k, 14.0 * k));
    for dx in [-64.0, 64.0] {
        arm.circle((f(dx), y + 4.0 * k), 15.0 * k);
    }
    let head = (f(336.0), y - 318.0 * k + lift);
    arm.rect((head.0 - 5.0 * k, head.1, 10.0 * k, 42.0 * k));
    arm.rect((head.0 - 40.0 * k, head.1 + 36.0 * k, 66.0 * k, 40.0 * k));
    let lens = head.0 + turn * 26.0 * k;
    arm.add(&[
        (lens, head.1 + 44.0 * k),
        (lens + turn * 36.0 * k, head.1 + 34.0 * k),
        (lens + turn * 36.0 * k, head.1 + 78.0 * k),
        (lens, head.1 + 68.0 * k),
    ]);
    arm.circle((head.0 - turn * 16.0 * k, head.1 + 22.0 * k), 15.0 * k)
        .circle((head.0 + turn * 12.0 * k, head.1 + 22.0 * k), 15.0 * k);
    c.fill(&arm, ink);
    let mut tally = Path::new();
    tally.circle((head.0 - turn * 30.0 * k, head.1 + 44.0 * k), 4.0 * k);
    c.fill(&tally, matter::ORANGE);
}

/// A lamp on a stand, in silhouette, with its cone of light.
pub fn fixture(c: &mut Canvas, (x, y): Point, k: f64, turn: f64) {
    let ink = room(c, hex(0x071317));
    let tone = lamp_tone(c);
    let (hx, hy) = (x, y - 250.0 * k);
    let paint = if turn > 0.0 {
        c.across(&[(0.0, tone, 0.4), (1.0, tone, 0.0)])
    } else {
        c.across(&[(0.0, tone, 0.0), (1.0, tone, 0.4)])
    };
    c.paint(
        &Path::polygon(&[
            (hx + turn * 30.0 * k, hy - 20.0 * k),
            (hx + turn * 520.0 * k, hy - 80.0 * k),
            (hx + turn * 520.0 * k, hy + 210.0 * k),
            (hx + turn * 30.0 * k, hy + 24.0 * k),
        ]),
        &paint,
    );
    let mut path = Path::new();
    path.rect((x - 4.0 * k, hy, 8.0 * k, 190.0 * k));
    path.add(&[
        (x, hy + 150.0 * k),
        (x + 66.0 * k, y),
        (x + 56.0 * k, y),
        (x, hy + 172.0 * k),
        (x - 56.0 * k, y),
        (x - 66.0 * k, y),
    ]);
    path.add(&[
        (hx - turn * 34.0 * k, hy - 24.0 * k),
        (hx + turn * 30.0 * k, hy - 32.0 * k),
        (hx + turn * 30.0 * k, hy + 34.0 * k),
        (hx - turn * 34.0 * k, hy + 26.0 * k),
    ]);
    path.add(&[
        (hx + turn * 28.0 * k, hy - 32.0 * k),
        (hx + turn * 58.0 * k, hy - 62.0 * k),
        (hx + turn * 62.0 * k, hy - 58.0 * k),
        (hx + turn * 32.0 * k, hy - 26.0 * k),
    ]);
    path.add(&[
        (hx + turn * 28.0 * k, hy + 34.0 * k),
        (hx + turn * 58.0 * k, hy + 62.0 * k),
        (hx + turn * 62.0 * k, hy + 58.0 * k),
        (hx + turn * 32.0 * k, hy + 28.0 * k),
    ]);
    c.fill(&path, ink);
    c.glow((hx + turn * 32.0 * k, hy), 70.0 * k, tone, 0.8);
}

/// Light on a stage floor.
pub fn floor_shine(c: &mut Canvas, (x, y): Point, (rx, ry): Point, tone: Rgb, alpha: f64) {
    c.glow_flat((x, y), (rx, ry), tone, alpha);
}

/// The sound stage with a half-built set against a screen.
pub fn stage(c: &mut Canvas) {
    let (l, t, r, b) = (330.0, 190.0, 1270.0, 600.0);
    box_room(c, (l, t, r, b), hex(0x274047), FLOOR);
    let green = c.rng.chance(0.6);
    let screen = if green { hex(0x4f9a63) } else { hex(0x3b78a8) };
    let screen = room(c, screen);
    // A cyclorama curving into the floor.
    let paint = c.vertical(
        220.0,
        690.0,
        &[
            (0.0, screen.times(0.72), 1.0),
            (0.5, screen.times(1.12), 1.0),
            (0.84, screen, 1.0),
            (1.0, screen.times(0.8), 1.0),
        ],
    );
    let mut cyc = Path::new();
    cyc.to(440.0, 236.0)
        .line(1160.0, 236.0)
        .line(1160.0, 590.0)
        .curve((1180.0, 650.0), (1290.0, 700.0))
        .line(310.0, 700.0)
        .curve((420.0, 650.0), (440.0, 590.0))
        .close();
    c.paint(&cyc, &paint);
    let mut marks = Path::new();
    for row in 0..3 {
        for col in 0..6 {
            let (x, y) = (500.0 + f64::from(col) * 120.0, 300.0 + f64::from(row) * 100.0);
            marks.rect((x - 9.0, y - 1.5, 18.0, 3.0)).rect((x - 1.5, y - 9.0, 3.0, 18.0));
        }
    }
    c.tint(&marks, screen.mix(matter::WHITE, 0.5), 0.5);
    let mut panels = Path::new();
    for s in [-1.0, 1.0] {
        for i in 0..4 {
            let t = f64::from(i) / 4.0;
            panels
                .to(800.0 + s * (470.0 + 510.0 * t), t * -180.0 + 190.0)
                .line(800.0 + s * (470.0 + 510.0 * t), 600.0 + t * 400.0);
        }
    }
    c.stroke_faint(&panels, room(c, hex(0x0b1a1f)), 3.0, 0.5);
    grid(c, (l, r), t, true);
    floor_shine(c, (800.0, 720.0), (620.0, 110.0), lamp_tone(c), 0.4);
    set_piece(c, (790.0, 690.0));
    let mut tracks = Path::new();
    tracks.to(330.0, 830.0).line(1200.0, 800.0).to(330.0, 858.0).line(1210.0, 824.0);
    for i in 0..16 {
        let x = 345.0 + f64::from(i) * 57.0;
        tracks.to(x, 824.0 - f64::from(i) * 1.9).line(x + 6.0, 864.0 - f64::from(i) * 2.1);
    }
    c.stroke(&tracks, room(c, hex(0x16282c)), 5.0);
    crane(c, (420.0, 836.0), 1.0, 1.0);
    fixture(c, (1400.0, 850.0), 1.25, -1.0);
    fixture(c, (1210.0, 720.0), 0.7, -1.0);
    fixture(c, (330.0, 700.0), 0.62, 1.0);
    let mut boxes = Path::new();
    for (x, w, h) in [(1470.0, 120.0, 70.0), (1490.0, 80.0, 126.0), (120.0, 140.0, 80.0)] {
        boxes.rect((x, 880.0 - h, w, h));
    }
    c.fill(&boxes, room(c, hex(0x0c1b20)));
}

/// A piece of a set, differing by seed: a façade, a rock, a doorway with stairs.
fn set_piece(c: &mut Canvas, (x, y): Point) {
    let pick = c.rng.below(3);
    let (day, mid, dark) = (|m: Rgb| m.times(0.98), |m: Rgb| m.times(0.72), |m: Rgb| m.times(0.45));
    match pick {
        0 => {
            let wall = room(c, matter::PLASTER);
            c.rect((x - 150.0, y - 230.0, 300.0, 230.0), day(wall));
            c.rect((x + 90.0, y - 230.0, 60.0, 230.0), mid(wall));
            c.poly(
                &[(x - 172.0, y - 226.0), (x + 172.0, y - 226.0), (x + 112.0, y - 300.0), (x - 112.0, y - 300.0)],
                mid(room(c, matter::TILE)),
            );
            let mut holes = Path::new();
            holes.arch((x - 30.0, y - 120.0, 60.0, 120.0)).rect((x - 116.0, y - 170.0, 46.0, 70.0)).rect((
                x + 62.0,
                y - 170.0,
                46.0,
                70.0,
            ));
            c.fill(&holes, room(c, DARK));
        }
        1 => {
            for (dx, w, h) in [(-110.0, 180.0, 150.0), (80.0, 230.0, 230.0), (190.0, 120.0, 90.0)] {
                let (l, t) = (x + dx - w / 2.0, y - h);
                let rock = room(c, matter::ROCK);
                c.poly(
                    &[
                        (l, y),
                        (l + w * 0.12, t + h * 0.5),
                        (l + w * 0.34, t + h * 0.12),
                        (l + w * 0.56, t),
                        (l + w * 0.85, t + h * 0.4),
                        (l + w, y),
                    ],
                    day(rock),
                );
                c.poly(
                    &[
                        (l + w * 0.56, t),
                        (l + w * 0.85, t + h * 0.4),
                        (l + w, y),
                        (l + w * 0.5, y),
                        (l + w * 0.62, t + h * 0.5),
                    ],
                    dark(rock),
                );
            }
        }
        _ => {
            let timber = room(c, matter::LACQUER);
            let tile = matter::SLATE;
            c.rect((x - 150.0, y - 150.0, 300.0, 150.0), dark(timber));
            let mut posts = Path::new();
            for i in 0..5 {
                posts.rect((x - 150.0 + f64::from(i) * 71.0, y - 150.0, 16.0, 150.0));
            }
            c.fill(&posts, day(timber));
            roofs::roof(c, (x, y - 144.0), Sweep { half: 208.0, ridge: 116.0, height: 92.0, curl: 26.0 }, tile, 0.0);
        }
    }
    let mut shadow = Path::new();
    shadow.lens((x, y + 3.0), 480.0, 12.0);
    c.tint(&shadow, DARK, 0.5);
}

/// Under the surface of the diving stage.
pub fn underwater_stage(c: &mut Canvas) {
    let (top, mid, low) = (hex(0x9fd6d2), hex(0x2b8495), hex(0x082a3c));
    let dim = 0.5 + 0.5 * (1.0 - c.light.night);
    let paint = c.vertical(-40.0, 930.0, &[(0.0, top.times(dim), 1.0), (0.3, mid.times(dim), 1.0), (1.0, low, 1.0)]);
    let mut all = Path::new();
    all.rect((-OVER, -OVER, WIDTH + 2.0 * OVER, 900.0 + 2.0 * OVER));
    c.paint(&all, &paint);
    // The far wall of the tank with its windows.
    let mut wall = Path::new();
    wall.add(&[(420.0, 250.0), (1180.0, 250.0), (1180.0, 640.0), (420.0, 640.0)]);
    c.tint(&wall, mid.mix(low, 0.4), 0.4);
    let mut tiles = Path::new();
    for i in 0..=10 {
        let u = f64::from(i) / 10.0;
        tiles.to(420.0 + 760.0 * u, 250.0).line(420.0 + 760.0 * u, 640.0);
        tiles.to(420.0 + 760.0 * u, 640.0).line(-400.0 + 2400.0 * u, 1000.0);
        if i < 7 {
            tiles.to(420.0, 250.0 + 65.0 * f64::from(i)).line(1180.0, 250.0 + 65.0 * f64::from(i));
            let t = (f64::from(i) / 6.0).powf(1.6);
            tiles.to(420.0 - 820.0 * t, 640.0 + 360.0 * t).line(1180.0 + 820.0 * t, 640.0 + 360.0 * t);
            tiles.to(420.0 - 600.0 * t, 250.0 - 210.0 * t).line(420.0 - 600.0 * t, 640.0 + 264.0 * t);
            tiles.to(1180.0 + 600.0 * t, 250.0 - 210.0 * t).line(1180.0 + 600.0 * t, 640.0 + 264.0 * t);
        }
    }
    c.stroke_faint(&tiles, top, 1.4, 0.16);
    // Shafts of light from the surface.
    let fade = c.fade(&[(0.0, hex(0xe9fff4), 0.5), (1.0, hex(0xe9fff4), 0.0)]);
    for i in 0..7 {
        let x = 120.0 + f64::from(i) * 230.0 + c.rng.spread() * 90.0;
        let w = c.rng.range(40.0, 110.0);
        let sway = c.swing(f64::from(i) * 0.19, 1.0);
        let path = Path::polygon(&[
            (x + sway * 14.0, -20.0),
            (x + w + sway * 20.0, -20.0),
            (x + w * 2.2 - 190.0 + sway * 40.0, 880.0),
            (x - w - 190.0, 880.0),
        ]);
        c.paint_faint(&path, &fade, (0.34 + 0.14 * sway) * dim);
    }
    // A sunken set: columns, an arch, a wreck's ribs.
    let stone = hex(0x5f9a97);
    let tones = [stone.mix(low, 0.55).times(dim.max(0.6)), stone.mix(low, 0.3).times(dim.max(0.6))];
    for (x, h, w, broken, tone) in [
        (520.0, 300.0, 46.0, false, 0),
        (1080.0, 330.0, 46.0, false, 0),
        (300.0, 400.0, 66.0, true, 1),
        (1290.0, 480.0, 70.0, false, 1),
        (1420.0, 260.0, 70.0, true, 1),
    ] {
        let foot = if tone == 0 { 690.0 } else { 820.0 };
        let t = foot - h;
        let mut column = Path::new();
        if broken {
            column.add(&[
                (x - w / 2.0, foot),
                (x - w / 2.0, t + 40.0),
                (x - w * 0.2, t),
                (x + w * 0.1, t + 30.0),
                (x + w / 2.0, t + 10.0),
                (x + w / 2.0, foot),
            ]);
        } else {
            column.rect((x - w / 2.0, t, w, h)).rect((x - w * 0.72, t - 20.0, w * 1.44, 24.0));
        }
        column.rect((x - w * 0.72, foot - 20.0, w * 1.44, 24.0));
        let paint = c.across(&[
            (0.0, tones[tone], 1.0),
            (0.35, tones[tone].mix(top, 0.35), 1.0),
            (1.0, tones[tone].times(0.6), 1.0),
        ]);
        c.paint(&column, &paint);
    }
    let mut lintel = Path::new();
    lintel.rect((486.0, 346.0, 630.0, 30.0)).add(&[(470.0, 346.0), (1130.0, 346.0), (800.0, 268.0)]);
    c.fill(&lintel, tones[0].times(1.05));
    let mut floor = Path::new();
    let line = ridge(&mut c.rng, -OVER, WIDTH + OVER, 40.0, 5, 0.6);
    let bed: Vec<Point> = line.iter().map(|p| (p.0, 846.0 + p.1)).collect();
    floor.to(-OVER, BOTTOM).line(bed[0].0, bed[0].1).smooth(&bed);
    floor.line(WIDTH + OVER, BOTTOM).close();
    c.fill(&floor, low.mix(stone, 0.25));
    let mut weed = Path::new();
    for i in 0..18 {
        let x = -40.0 + f64::from(i) * 100.0 + c.rng.spread() * 60.0;
        let h = c.rng.range(50.0, 150.0);
        let sway = c.swing(f64::from(i) * 0.13, 1.0) * 14.0;
        weed.to(x - 6.0, 880.0)
            .cubic((x - 20.0, 880.0 - h * 0.4), (x + 16.0 + sway * 0.5, 880.0 - h * 0.6), (x + sway, 860.0 - h))
            .cubic((x + 26.0 + sway * 0.5, 880.0 - h * 0.5), (x - 6.0, 880.0 - h * 0.4), (x + 8.0, 880.0))
            .close();
    }
    c.fill(&weed, low.mix(matter::PINE, 0.4));
    // Lamps of the stage above the surface, and a camera housing in silhouette.
    for x in [360.0, 800.0, 1240.0] {
        c.glow_flat((x, -10.0), (250.0, 130.0), hex(0xf4fff2), 0.75 * dim);
    }
    let mut surface = Path::new();
    for _ in 0..34 {
        let phase = c.rng.unit();
        let dx = c.swing(phase, 1.0) * 12.0;
        surface.lens(
            (c.rng.range(-100.0, 1700.0) + dx, c.rng.range(-5.0, 84.0)),
            c.rng.range(60.0, 240.0),
            c.rng.range(3.0, 9.0),
        );
    }
    c.tint(&surface, hex(0xf4fff6), 0.45 * dim);
    let ink = hex(0x06202c);
    let mut camera = Path::new();
    camera.rect((676.0, 470.0, 120.0, 84.0)).rect((700.0, 448.0, 70.0, 26.0)).add(&[
        (676.0, 486.0),
        (636.0, 474.0),
        (636.0, 550.0),
        (676.0, 538.0),
    ]);
    camera.rect((664.0, 560.0, 150.0, 10.0)).rect((664.0, 552.0, 12.0, 40.0)).rect((802.0, 552.0, 12.0, 40.0));
    c.fill(&camera, ink);
    c.glow((636.0, 512.0), 110.0, hex(0xfff6d8), 0.7);
    let mut bubbles = Path::new();
    for i in 0..30 {
        let rise = (c.rng.unit() + if c.frame.moving { c.frame.time } else { 0.0 }).rem_euclid(1.0);
        let x = 790.0 + c.rng.spread() * 70.0 + (rise * 9.0 + f64::from(i)).sin() * 14.0;
        bubbles.circle((x, 470.0 - rise * 450.0), c.rng.range(2.0, 8.0) * (0.5 + rise));
    }
    c.stroke_faint(&bubbles, hex(0xe9fff4), 1.8, 0.65);
}

/// A submarine in its pen.
pub fn submarine_dock(c: &mut Canvas) {
    let (l, t, r, b) = (420.0, 200.0, 1180.0, 610.0);
    box_room(c, (l, t, r, b), hex(0x3a4c4e), FLOOR);
    let tone = lamp_tone(c);
    // The mouth of the pen opens on the sea.
    let mut mouth = Path::new();
    mouth.to(520.0, 610.0).line(520.0, 350.0).curve((800.0, 230.0), (1080.0, 350.0)).line(1080.0, 610.0).close();
    let light = c.vertical(
        280.0,
        610.0,
        &[
            (0.0, c.light.sky[2], 1.0),
            (0.6, c.light.sky[3], 1.0),
            (0.62, c.light.lit(matter::SEA, 0.5), 1.0),
            (1.0, c.light.lit(matter::SEA, 0.1), 1.0),
        ],
    );
    c.paint(&mouth, &light);
    c.glow_flat((800.0, 470.0), (420.0, 260.0), c.light.sky[3], 0.4);
    // Ribs of the vault.
    let mut ribs = Path::new();
    for i in 0..5 {
        let k = 1.0 + (f64::from(i) / 4.0).powf(1.5) * 1.5;
        let at = |u: f64, v: f64| (800.0 + u * k, 500.0 + v * k);
        let (a, b1, d, e) = (at(-330.0, 150.0), at(-330.0, -160.0), at(330.0, -160.0), at(330.0, 150.0));
        ribs.to(a.0, a.1).line(b1.0, b1.1).curve(at(0.0, -330.0), d).line(e.0, e.1);
    }
    c.stroke(&ribs, room(c, hex(0x24363a)), 26.0);
    let water =
        c.vertical(600.0, 900.0, &[(0.0, c.light.sky[3].mix(hex(0x3b7a7c), 0.55), 1.0), (1.0, hex(0x0b2a33), 1.0)]);
    c.paint(&Path::polygon(&[(520.0, 606.0), (1080.0, 606.0), (1400.0, BOTTOM), (200.0, BOTTOM)]), &water);
    let quay = room(c, matter::CONCRETE).times(0.6);
    for s in [-1.0, 1.0] {
        c.poly(
            &[
                (800.0 + s * 280.0, 606.0),
                (800.0 + s * 420.0, 600.0),
                (800.0 + s * 1100.0, 800.0),
                (800.0 + s * 1100.0, BOTTOM),
                (800.0 + s * 660.0, BOTTOM),
            ],
            quay,
        );
        c.poly(
            &[
                (800.0 + s * 280.0, 606.0),
                (800.0 + s * 660.0, BOTTOM),
                (800.0 + s * 590.0, BOTTOM),
                (800.0 + s * 274.0, 622.0),
            ],
            quay.times(0.5),
        );
        let mut bollards = Path::new();
        for i in 0..4 {
            let k = 0.5 + 0.45 * f64::from(i);
            let (x, y) = (800.0 + s * (330.0 + 110.0 * f64::from(i) * k), 628.0 + 62.0 * f64::from(i) * k * 0.8);
            bollards.rect((x - 9.0 * k, y - 26.0 * k, 18.0 * k, 26.0 * k)).ellipse(
                (x, y - 26.0 * k),
                15.0 * k,
                7.0 * k,
            );
        }
        c.fill(&bollards, hex(0x0d1f24));
    }
    ripples(c, (360.0, 630.0, 880.0, 250.0), 42);
    c.mirrored(772.0, 0.3, |c| {
        // Bow-on: hull, sail, planes.
        let steel = room(c, hex(0x33474d));
        let mut hull = Path::new();
        hull.to(560.0, 776.0)
            .cubic((560.0, 640.0), (680.0, 590.0), (800.0, 590.0))
            .cubic((920.0, 590.0), (1040.0, 640.0), (1040.0, 776.0))
            .close();
        let paint =
            c.across(&[(0.0, steel.times(0.5), 1.0), (0.36, steel.times(1.45), 1.0), (1.0, steel.times(0.4), 1.0)]);
        c.paint(&hull, &paint);
        let mut deck = Path::new();
        deck.to(700.0, 606.0).curve((800.0, 576.0), (900.0, 606.0)).curve((800.0, 620.0), (700.0, 606.0));
        c.fill(&deck, steel.times(0.55));
        let mut sail = Path::new();
        sail.to(738.0, 600.0)
            .line(752.0, 440.0)
            .curve((800.0, 418.0), (848.0, 440.0))
            .line(862.0, 600.0)
            .curve((800.0, 612.0), (738.0, 600.0));
        c.paint(&sail, &paint);
        let mut planes = Path::new();
        planes.add(&[(744.0, 520.0), (650.0, 512.0), (646.0, 522.0), (742.0, 538.0)]).add(&[
            (856.0, 520.0),
            (950.0, 512.0),
            (954.0, 522.0),
            (858.0, 538.0),
        ]);
        planes.rect((778.0, 340.0, 7.0, 90.0)).rect((804.0, 368.0, 9.0, 60.0)).rect((826.0, 388.0, 5.0, 40.0));
        c.fill(&planes, steel.times(0.7));
        let mut ports = Path::new();
        for i in 0..4 {
            ports.rect((770.0 + f64::from(i) * 17.0, 462.0, 11.0, 11.0));
        }
        c.fill(&ports, tone);
        let mut marks = Path::new();
        for i in 0..5 {
            marks.rect((796.0, 646.0 + f64::from(i) * 24.0, 18.0, 5.0));
        }
        c.fill(&marks, matter::WHITE.times(0.8));
    });
    let mut lines = Path::new();
    lines
        .to(700.0, 640.0)
        .curve((560.0, 720.0), (420.0, 668.0))
        .to(900.0, 640.0)
        .curve((1040.0, 720.0), (1180.0, 668.0));
    c.stroke(&lines, hex(0x14262b), 4.0);
    for (x, y, k) in [
        (470.0, 270.0, 0.6),
        (1130.0, 270.0, 0.6),
        (290.0, 180.0, 1.0),
        (1310.0, 180.0, 1.0),
        (70.0, 70.0, 1.5),
        (1530.0, 70.0, 1.5),
    ] {
        c.glow((x, y), 110.0 * k, tone, 0.75);
        c.poly(
            &[
                (x - 20.0 * k, y - 10.0 * k),
                (x + 20.0 * k, y - 10.0 * k),
                (x + 34.0 * k, y + 12.0 * k),
                (x - 34.0 * k, y + 12.0 * k),
            ],
            hex(0x0d1f24),
        );
    }
    crane(c, (1390.0, 870.0), 0.8, -1.0);
}
