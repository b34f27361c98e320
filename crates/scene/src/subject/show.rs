//! Halls, cinemas, screens and the museum: where films are shown and talked about.

use super::coast::bay;
use super::studio::{box_room, fixture, floor_shine, grid, lamp_tone, room};
use crate::buildings::{ground, lit_side, skyline as towers};
use crate::canvas::{Canvas, OVER, WIDTH};
use crate::hills::range;
use crate::palette::{Rgb, hex, matter};
use crate::path::{Path, Point};
use crate::sea::{BOTTOM, ripples};
use crate::sky::sky;

/// The conference hall.
pub fn hall(c: &mut Canvas) {
    let (l, t, r, b) = (300.0, 170.0, 1300.0, 560.0);
    let timber = matter::TIMBER.mix(matter::SAND, 0.3).times(0.8);
    box_room(c, (l, t, r, b), timber, hex(0x3b2b26));
    let tone = lamp_tone(c);
    let mut slats = Path::new();
    for s in [-1.0, 1.0] {
        for i in 0..12 {
            let u = (f64::from(i) / 11.0).powf(1.5);
            slats
                .to(800.0 + s * (500.0 + 480.0 * u), 170.0 - 340.0 * u)
                .line(800.0 + s * (500.0 + 480.0 * u), 560.0 + 480.0 * u);
        }
    }
    c.stroke_faint(&slats, room(c, timber.times(0.35)), 4.0, 0.6);
    // Ceiling coves.
    for i in 0..4 {
        let u = (f64::from(i) / 3.4).powf(1.4);
        let (y, x0, x1) = (150.0 - 190.0 * u, 340.0 - 420.0 * u, 1260.0 + 420.0 * u);
        c.rect((x0, y, x1 - x0, 8.0 + 12.0 * u), tone.mix(timber, 0.15));
        c.glow_flat(((x0 + x1) / 2.0, y + 16.0), ((x1 - x0) * 0.55, 54.0), tone, 0.3);
    }
    let palette = c.rng.below(4);
    wave_screen(c, (430.0, 214.0, 740.0, 268.0), palette);
    // The platform, a lectern, flowers, chairs of the panel.
    c.poly(&[(340.0, 520.0), (1260.0, 520.0), (1310.0, 570.0), (290.0, 570.0)], room(c, matter::TIMBER).times(1.1));
    c.rect((290.0, 570.0, 1020.0, 26.0), room(c, matter::TIMBER).times(0.6));
    let mut lectern = Path::new();
    lectern.add(&[(496.0, 544.0), (504.0, 470.0), (576.0, 470.0), (584.0, 544.0)]).rect((494.0, 458.0, 92.0, 14.0));
    c.fill(&lectern, room(c, hex(0x27474b)));
    c.rect((520.0, 492.0, 40.0, 26.0), matter::ORANGE);
    for i in 0..4 {
        let x = 760.0 + f64::from(i) * 104.0;
        let mut chair = Path::new();
        chair
            .to(x - 30.0, 540.0)
            .line(x - 30.0, 490.0)
            .curve((x, 470.0), (x + 30.0, 490.0))
            .line(x + 30.0, 540.0)
            .close();
        c.fill(&chair, room(c, matter::WHITE).times(0.9));
        c.rect((x - 24.0, 510.0, 48.0, 18.0), room(c, hex(0x2f5f66)));
    }
    for x in [420.0, 1210.0] {
        for i in 0..5 {
            let mut petals = Path::new();
            petals.scallop((x + f64::from(i - 2) * 20.0, 522.0 - f64::from(i % 2) * 14.0), 17.0, 14.0, &mut c.rng);
            c.fill(&petals, room(c, if i % 2 == 0 { matter::PINE } else { matter::ORANGE.mix(matter::WHITE, 0.3) }));
        }
    }
    let fabric = [hex(0x8c3527), hex(0x2f5d63), hex(0x8a6a3c)][c.rng.below(3)];
    seats(c, 620.0, 8, fabric);
}

/// Abstract sea waves on a screen.
fn wave_screen(c: &mut Canvas, (x, y, w, h): (f64, f64, f64, f64), palette: usize) {
    let sets = [
        [hex(0x0f3a48), hex(0x1f6571), hex(0x57a09b), hex(0xf0d6a0), hex(0xe08a4a)],
        [hex(0x2a2747), hex(0x6a4560), hex(0xc56a4f), hex(0xf6c57e), hex(0xffe9bd)],
        [hex(0x0b2b2f), hex(0x2e7163), hex(0x8fb77f), hex(0xeee3b0), hex(0xd9541e)],
        [hex(0x14304d), hex(0x3c7398), hex(0x95c0c9), hex(0xf3ead2), hex(0xe5a24e)],
    ];
    let set = sets[palette % 4];
    c.rect((x - 8.0, y - 8.0, w + 16.0, h + 16.0), hex(0x0a181c));
    let paint = c.fade(&[(0.0, set[1], 1.0), (0.55, set[2], 1.0), (1.0, set[3], 1.0)]);
    let mut area = Path::new();
    area.rect((x, y, w, h));
    c.paint(&area, &paint);
    let r = h * 0.15;
    let sx = x + w * c.rng.range(0.25, 0.75);
    let mut disc = Path::new();
    disc.circle((sx, y + h * 0.42), r);
    c.fill(&disc, set[4].mix(set[3], 0.35));
    for row in 0..4 {
        let row = f64::from(row);
        let base = y + h * (0.5 + 0.13 * row);
        let phase = c.rng.unit() * 6.0 + c.frame.time * std::f64::consts::TAU;
        let mut wave = Path::new();
        let points: Vec<Point> = (0..=12)
            .map(|i| {
                let t = f64::from(i) / 12.0;
                (x + w * t, base - h * 0.055 * (phase + t * (7.0 + row * 2.0)).sin())
            })
            .collect();
        wave.to(x, y + h).line(points[0].0, points[0].1).smooth(&points).line(x + w, y + h).close();
        c.fill(&wave, set[2].mix(set[0], 0.25 + 0.25 * row));
    }
}

/// Rows of seat backs towards the viewer.
fn seats(c: &mut Canvas, top: f64, rows: i32, fabric: Rgb) {
    let fabric = room(c, fabric);
    let back = c.fade(&[(0.0, fabric.times(0.95), 1.0), (0.2, fabric.times(0.6), 1.0), (1.0, fabric.times(0.25), 1.0)]);
    for row in 0..rows {
        let t = f64::from(row) / f64::from(rows - 1);
        let y = top + (900.0 - top) * t.powf(1.35);
        let w = 40.0 + 92.0 * t;
        let h = w * 0.95;
        let mut line = Path::new();
        let shift = if row % 2 == 0 { 0.0 } else { 0.5 };
        let n = (WIDTH / 2.0 / (w * 1.16)).ceil() as i32 + 1;
        for i in -n..=n {
            let x = 800.0 + (f64::from(i) + shift) * w * 1.16;
            let u = (x - 800.0).abs();
            if u < 34.0 + 60.0 * t || u > 560.0 + 520.0 * t {
                continue;
            }
            line.to(x - w / 2.0, y + h)
                .line(x - w / 2.0, y + w * 0.22)
                .curve((x - w / 2.0, y), (x - w * 0.3, y))
                .line(x + w * 0.3, y)
                .curve((x + w / 2.0, y), (x + w / 2.0, y + w * 0.22))
                .line(x + w / 2.0, y + h)
                .close();
        }
        c.paint(&line, &back);
    }
}

/// An auditorium, the projector's beam over the seats.
pub fn cinema(c: &mut Canvas) {
    let (l, t, r, b) = (250.0, 130.0, 1350.0, 590.0);
    box_room(c, (l, t, r, b), hex(0x3a2a2c), hex(0x2a1d1f));
    let mut panels = Path::new();
    for s in [-1.0, 1.0] {
        for i in 0..5 {
            let u = (f64::from(i) / 5.0).powf(1.4);
            let x = 800.0 + s * (570.0 + 400.0 * u);
            panels.add(&[
                (x, 160.0 - 280.0 * u),
                (x + s * (40.0 + 40.0 * u), 140.0 - 310.0 * u),
                (x + s * (40.0 + 40.0 * u), 560.0 + 330.0 * u),
                (x, 550.0 + 290.0 * u),
            ]);
        }
    }
    c.fill(&panels, room(c, hex(0x5a2f2a)));
    let palette = c.rng.below(4);
    // Curtains drawn to the sides.
    let red = room(c, hex(0x8e2f25));
    for s in [-1.0, 1.0] {
        for i in 0..4 {
            let x = 800.0 + s * (455.0 + f64::from(i) * 24.0);
            let mut fold = Path::new();
            fold.to(x, 150.0)
                .line(x + s * 26.0, 150.0)
                .curve((x + s * 32.0, 380.0), (x + s * 26.0, 580.0))
                .line(x, 580.0)
                .close();
            c.fill(&fold, red.times(if i % 2 == 0 { 1.0 } else { 0.66 }));
        }
    }
    wave_screen(c, (366.0, 172.0, 868.0, 363.0), palette);
    c.glow_flat((800.0, 360.0), (760.0, 420.0), hex(0xf6dfb4), 0.26);
    let beam = c.across(&[(0.0, hex(0xfff1cf), 0.12), (0.5, hex(0xfff1cf), 0.22), (1.0, hex(0xfff1cf), 0.12)]);
    c.paint(
        &Path::polygon(&[
            (790.0, -90.0),
            (810.0, -90.0),
            (1234.0, 172.0),
            (1234.0, 535.0),
            (366.0, 535.0),
            (366.0, 172.0),
        ]),
        &beam,
    );
    c.rect((250.0, 580.0, 1100.0, 20.0), room(c, hex(0x1b1213)));
    floor_shine(c, (800.0, 640.0), (620.0, 80.0), hex(0xf2c98a), 0.35);
    let fabric = [hex(0x9c382a), hex(0x2d4f63), hex(0x7a3a3f)][c.rng.below(3)];
    seats(c, 616.0, 8, fabric);
    let mut steps = Path::new();
    for i in 0..9 {
        let t = f64::from(i) / 9.0;
        steps
            .circle((800.0 - 40.0 - 60.0 * t, 640.0 + 250.0 * t), 3.0 + 3.0 * t)
            .circle((800.0 + 40.0 + 60.0 * t, 640.0 + 250.0 * t), 3.0 + 3.0 * t);
    }
    c.tint(&steps, matter::LAMP, 0.9);
}

/// A curved wall of screens with pictures of sea and hills.
pub fn screens(c: &mut Canvas) {
    let (l, t, r, b) = (240.0, 150.0, 1360.0, 620.0);
    box_room(c, (l, t, r, b), hex(0x1d3238), hex(0x24363b));
    grid(c, (l, r), 150.0, false);
    let columns = 5;
    let start = c.rng.below(4);
    for col in 0..columns {
        let u = f64::from(col) - 2.0;
        // Outer columns stand nearer and taller.
        let grow = 1.0 + 0.1 * u.abs();
        let (w, h) = (196.0 * grow, 168.0 * grow);
        let x = 800.0 + u * 206.0 * (1.0 + 0.03 * u.abs()) - w / 2.0;
        for row in 0..2 {
            let y = 392.0 + (f64::from(row) - 1.0) * (h + 12.0) + 6.0;
            wave_screen(c, (x, y, w, h - 6.0), start + (col as usize) * (row as usize + 1) + row as usize);
        }
    }
    c.glow_flat((800.0, 400.0), (780.0, 330.0), hex(0xbfe0d8), 0.16);
    let sheen = c.vertical(600.0, 860.0, &[(0.0, hex(0x6fa39c), 0.6), (1.0, hex(0x6fa39c), 0.0)]);
    c.paint(&Path::polygon(&[(280.0, 610.0), (1320.0, 610.0), (1540.0, 870.0), (60.0, 870.0)]), &sheen);
    let mut streaks = Path::new();
    for _ in 0..34 {
        let t = c.rng.unit();
        streaks.lens(
            (800.0 + c.rng.spread() * 640.0 * (0.8 + t * 0.5), 630.0 + 240.0 * t),
            70.0 + 130.0 * t,
            2.0 + 4.0 * t,
        );
    }
    c.tint(&streaks, hex(0xe9d3a0), 0.24);
    // Consoles in silhouette.
    let ink = hex(0x081619);
    for (x, k, turn) in [(330.0, 1.0, 1.0), (1270.0, 1.0, -1.0)] {
        let f = |u: f64| x + turn * u * k;
        let mut desk = Path::new();
        desk.add(&[(f(-210.0), 900.0), (f(-190.0), 800.0), (f(150.0), 780.0), (f(180.0), 900.0)]);
        desk.add(&[(f(-150.0), 790.0), (f(-156.0), 700.0), (f(-30.0), 694.0), (f(-26.0), 786.0)]).add(&[
            (f(-6.0), 784.0),
            (f(-10.0), 700.0),
            (f(108.0), 704.0),
            (f(114.0), 780.0),
        ]);
        c.fill(&desk, ink);
        let mut glowing = Path::new();
        glowing.add(&[(f(-142.0), 776.0), (f(-147.0), 710.0), (f(-38.0), 704.0), (f(-35.0), 772.0)]).add(&[
            (f(3.0), 772.0),
            (f(0.0), 710.0),
            (f(100.0), 713.0),
            (f(105.0), 769.0),
        ]);
        c.tint(&glowing, hex(0x5fa6a0), 0.75);
        let mut keys = Path::new();
        for i in 0..12 {
            keys.rect((f(-170.0 + f64::from(i) * 26.0), 812.0 - f64::from(i) * 1.2, 14.0, 5.0)).rect((
                f(-176.0 + f64::from(i) * 27.0),
                830.0 - f64::from(i) * 1.2,
                14.0,
                5.0,
            ));
        }
        c.tint(&keys, matter::ORANGE, 0.7);
    }
}

/// The carpet up to the theatre on an awards night.
pub fn red_carpet(c: &mut Canvas) {
    let horizon = 560.0;
    sky(c, horizon);
    range(c, horizon, 120.0, 0.84);
    c.layer(0.75, |c| towers(c, (-OVER, WIDTH + OVER), horizon + 4.0, 210.0, 0.6));
    let beam_tone = hex(0xf6e7c0);
    let dusk = c.light.night.max(0.35);
    for (x, lean) in [(250.0, 0.3), (520.0, -0.16), (1080.0, 0.16), (1350.0, -0.3)] {
        let sway = c.swing(x * 0.001, 1.0) * 0.12;
        let far = x + (lean + sway) * 1100.0;
        let fade = c.fade(&[(0.0, beam_tone, 0.0), (1.0, beam_tone, 0.42 * dusk)]);
        c.paint(
            &Path::polygon(&[(far - 90.0, -160.0), (far + 90.0, -160.0), (x + 8.0, 570.0), (x - 8.0, 570.0)]),
            &fade,
        );
    }
    let stone = matter::STONE.times(0.8);
    ground(c, 600.0, c.light.half(stone, 0.2), c.light.shade(stone, 0.0));
    c.layer(0.45, |c| {
        // The theatre: a shell roof over a glowing front.
        let mut shell = Path::new();
        shell
            .to(300.0, 610.0)
            .cubic((340.0, 330.0), (620.0, 236.0), (800.0, 236.0))
            .cubic((980.0, 236.0), (1260.0, 330.0), (1300.0, 610.0))
            .close();
        let paint =
            c.fade(&[(0.0, c.light.lit(matter::WHITE, 0.06), 1.0), (1.0, c.light.half(matter::STEEL, 0.1), 1.0)]);
        c.paint(&shell, &paint);
        let mut ribs = Path::new();
        for i in -5..=5 {
            let u = f64::from(i) / 5.0;
            ribs.to(800.0 + u * 500.0, 610.0).cubic(
                (800.0 + u * 460.0, 380.0),
                (800.0 + u * 180.0, 260.0),
                (800.0, 236.0),
            );
        }
        c.stroke_faint(&ribs, c.light.shade(matter::STEEL, 0.05), 3.0, 0.5);
        let mut front = Path::new();
        front
            .to(450.0, 612.0)
            .cubic((470.0, 440.0), (640.0, 372.0), (800.0, 372.0))
            .cubic((960.0, 372.0), (1130.0, 440.0), (1150.0, 612.0))
            .close();
        let glow = c.fade(&[(0.0, matter::LAMP.times(0.8), 1.0), (1.0, matter::ORANGE.mix(matter::LAMP, 0.6), 1.0)]);
        c.paint(&front, &glow);
        let mut bars = Path::new();
        for i in -8..=8 {
            let u = f64::from(i) / 8.0;
            bars.to(800.0 + u * 340.0, 612.0).line(800.0 + u * 340.0, 372.0 + 190.0 * u.abs().powf(2.6));
        }
        bars.to(480.0, 512.0).line(1120.0, 512.0);
        c.stroke(&bars, hex(0x5a3424), 4.0);
        c.rect((640.0, 470.0, 320.0, 44.0), hex(0x1c3f45));
        let mut star = Path::new();
        for x in [700.0, 800.0, 900.0] {
            let points: Vec<Point> = (0..10)
                .map(|i| {
                    let (s, k) = (f64::from(i) * std::f64::consts::TAU / 10.0).sin_cos();
                    let r = if i % 2 == 0 { 16.0 } else { 6.6 };
                    (x + r * s, 492.0 - r * k)
                })
                .collect();
            star.add(&points);
        }
        c.fill(&star, matter::LAMP);
        c.glow_flat((800.0, 600.0), (640.0, 150.0), matter::LAMP, 0.55);
    });
    c.layer(0.2, |c| {
        let red = hex(0xb5321f);
        let near = c.light.half(red, 0.0).mix(red, 0.5);
        let paint = c.vertical(
            604.0,
            900.0,
            &[(0.0, red.mix(matter::LAMP, 0.25), 1.0), (0.4, red, 1.0), (1.0, near.times(0.6), 1.0)],
        );
        c.paint(&Path::polygon(&[(716.0, 606.0), (884.0, 606.0), (1300.0, BOTTOM), (300.0, BOTTOM)]), &paint);
        let mut edges = Path::new();
        edges.to(716.0, 606.0).line(300.0, BOTTOM).to(884.0, 606.0).line(1300.0, BOTTOM);
        c.stroke_faint(&edges, matter::GLAZED, 5.0, 0.7);
        let mut folds = Path::new();
        for i in 1..7 {
            let t = (f64::from(i) / 7.0).powf(1.7);
            let (y, w) = (606.0 + 470.0 * t, 84.0 + 416.0 * t);
            folds.to(800.0 - w, y).line(800.0 + w, y);
        }
        c.stroke_faint(&folds, red.times(0.5), 3.0, 0.3);
        for s in [-1.0, 1.0] {
            let (mut posts, mut ropes) = (Path::new(), Path::new());
            let at = |i: i32| {
                let t = (f64::from(i) / 7.0).powf(1.6);
                (800.0 + s * (116.0 + 500.0 * t), 620.0 + 390.0 * t, 0.4 + 1.7 * t)
            };
            for i in 0..7 {
                let (x, y, k) = at(i);
                posts.rect((x - 4.0 * k, y - 84.0 * k, 8.0 * k, 84.0 * k)).circle((x, y - 88.0 * k), 8.0 * k).ellipse(
                    (x, y),
                    20.0 * k,
                    6.0 * k,
                );
                let (x2, y2, k2) = at(i + 1);
                ropes
                    .to(x, y - 76.0 * k)
                    .curve(((x + x2) / 2.0, (y - 44.0 * k + y2 - 44.0 * k2) / 2.0 + 10.0), (x2, y2 - 76.0 * k2));
            }
            c.stroke(&ropes, hex(0x7a2018), 6.0);
            c.fill(&posts, hex(0xd9a855));
            fixture(c, (800.0 + s * 640.0, 800.0), 1.0, -s);
        }
    });
    let mut sparks = Path::new();
    for _ in 0..26 {
        let (x, y) = (c.rng.range(80.0, 1520.0), c.rng.range(90.0, 540.0));
        let s = c.rng.range(1.5, 4.0);
        sparks
            .to(x - s * 2.4, y)
            .curve((x, y), (x, y - s * 2.4))
            .curve((x, y), (x + s * 2.4, y))
            .curve((x, y), (x, y + s * 2.4))
            .curve((x, y), (x - s * 2.4, y));
    }
    c.tint(&sparks, matter::LAMP, 0.55 * dusk);
}

/// A film museum by the sea: folded roof, reels, sea behind.
pub fn museum(c: &mut Canvas) {
    let horizon = 520.0;
    bay(c, horizon, Some((1060.0, 1700.0)));
    let lawn = if c.snowy() { matter::SNOW } else { hex(0x86a06a) };
    ground(c, 640.0, c.light.half(lawn, 0.2), c.light.lit(lawn, 0.0));
    c.layer(0.4, |c| {
        let white = matter::WHITE;
        let d = 0.05;
        let side = lit_side(c, 800.0);
        let (a, b) = if side < 0.0 {
            (c.light.lit(white, d), c.light.shade(white, d))
        } else {
            (c.light.shade(white, d), c.light.lit(white, d))
        };
        // Faceted volumes like a clapper opening.
        c.poly(&[(300.0, 690.0), (340.0, 470.0), (760.0, 400.0), (800.0, 690.0)], a);
        c.poly(&[(800.0, 690.0), (760.0, 400.0), (1290.0, 452.0), (1330.0, 690.0)], b);
        let lid = [(330.0, 456.0), (1180.0, 250.0), (1202.0, 316.0), (352.0, 480.0)];
        c.poly(&lid, c.light.half(hex(0x1d3b40), d));
        for i in 0..5 {
            let t = f64::from(i) / 5.0 + 0.04;
            let at = |u: f64, v: f64| {
                let (x0, y0, x1, y1) =
                    (lid[0].0 + 850.0 * u, lid[0].1 - 206.0 * u, lid[3].0 + 850.0 * u, lid[3].1 - 164.0 * u);
                (x0 + (x1 - x0) * v, y0 + (y1 - y0) * v)
            };
            c.poly(&[at(t + 0.045, 0.0), at(t + 0.135, 0.0), at(t + 0.09, 1.0), at(t, 1.0)], c.light.lit(white, d));
        }
        let glass = c.vertical(
            430.0,
            690.0,
            &[
                (0.0, c.light.half(matter::GLASS, d).mix(c.light.sky[2], 0.4), 1.0),
                (1.0, c.light.shade(matter::GLASS, d), 1.0),
            ],
        );
        c.paint(&Path::polygon(&[(400.0, 690.0), (430.0, 520.0), (720.0, 474.0), (744.0, 690.0)]), &glass);
        if c.light.night > 0.2 {
            c.faded(c.light.night * 0.8, |c| {
                c.poly(&[(400.0, 690.0), (430.0, 520.0), (720.0, 474.0), (744.0, 690.0)], matter::LAMP)
            });
        }
        let mut bars = Path::new();
        for i in 0..8 {
            let t = f64::from(i) / 7.0;
            bars.to(400.0 + 344.0 * t, 690.0).line(430.0 + 290.0 * t, 520.0 - 46.0 * t);
        }
        c.stroke(&bars, c.light.half(white, d), 4.0);
        // Two reels let into the long wall.
        for (x, y, r) in [(950.0, 566.0, 74.0), (1150.0, 576.0, 62.0)] {
            let mut reel = Path::new();
            reel.circle((x, y), r);
            c.fill(&reel, c.light.half(matter::ORANGE, 0.03));
            let mut holes = Path::new();
            for i in 0..5 {
                let (s, k) =
                    (f64::from(i) * std::f64::consts::TAU / 5.0 + c.frame.time * std::f64::consts::TAU).sin_cos();
                holes.circle((x + r * 0.58 * s, y - r * 0.58 * k), r * 0.22);
            }
            holes.circle((x, y), r * 0.11);
            c.fill(&holes, b.times(0.8));
        }
    });
    c.layer(0.1, |c| {
        let stone = matter::STONE;
        c.poly(&[(470.0, 690.0), (690.0, 690.0), (900.0, BOTTOM), (240.0, BOTTOM)], c.light.lit(stone, 0.03));
        let mut pool = Path::new();
        pool.add(&[(860.0, 716.0), (1420.0, 716.0), (1560.0, 800.0), (920.0, 800.0)]);
        let (far, near) = crate::sea::tones(c);
        let paint = c.fade(&[(0.0, far, 1.0), (1.0, near, 1.0)]);
        c.paint(&pool, &paint);
        ripples(c, (930.0, 724.0, 560.0, 70.0), 24);
        crate::trees::pines(c, &[(140.0, 830.0, 400.0), (250.0, 830.0, 280.0), (1480.0, 830.0, 330.0)], 40.0, 0.03);
    });
}
