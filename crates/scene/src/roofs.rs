//! Chinese roofs, halls, pavilions and gates.

use super::buildings::{lit_side, roof_matter};
use super::canvas::Canvas;
use super::palette::{Rgb, matter};
use super::path::{Path, Point};

/// A swept roof: `half` is half the width at the eave, `ridge` half the ridge.
#[derive(Clone, Copy, Debug)]
pub struct Sweep {
    /// Half the width at the eave tips.
    pub half: f64,
    /// Half the length of the ridge.
    pub ridge: f64,
    /// The height from eave to ridge.
    pub height: f64,
    /// How far the tips turn up.
    pub curl: f64,
}

/// Draws a swept roof. The point is the middle of its eave.
pub fn roof(c: &mut Canvas, (x, y): Point, sweep: Sweep, tile: Rgb, depth: f64) {
    let Sweep { half, ridge, height, curl } = sweep;
    let tile = roof_matter(c, tile);
    let top = y - height;
    // The dark underside shows below the eave.
    let mut under = Path::new();
    under
        .to(x - half * 0.97, y - curl * 0.8)
        .curve((x - half * 0.8, y + height * 0.02), (x - half * 0.6, y + height * 0.1))
        .line(x + half * 0.6, y + height * 0.1)
        .curve((x + half * 0.8, y + height * 0.02), (x + half * 0.97, y - curl * 0.8))
        .close();
    c.fill(&under, c.light.shade(matter::TIMBER.times(0.5), depth));
    let mut body = Path::new();
    body.to(x - ridge, top)
        .curve((x - ridge - (half - ridge) * 0.32, y - height * 0.3), (x - half, y - curl))
        .curve((x - half * 0.8, y), (x - half * 0.5, y))
        .line(x + half * 0.5, y)
        .curve((x + half * 0.8, y), (x + half, y - curl))
        .curve((x + ridge + (half - ridge) * 0.32, y - height * 0.3), (x + ridge, top))
        .close();
    let paint = c.fade(&[
        (0.0, c.light.lit(tile, depth), 1.0),
        (0.6, c.light.half(tile, depth), 1.0),
        (1.0, c.light.shade(tile, depth).mix(c.light.half(tile, depth), 0.4), 1.0),
    ]);
    c.paint(&body, &paint);
    let side = -lit_side(c, x);
    let mut shade = Path::new();
    shade
        .to(x + side * ridge, top)
        .curve((x + side * (ridge + (half - ridge) * 0.32), y - height * 0.3), (x + side * half, y - curl))
        .curve((x + side * half * 0.8, y), (x + side * half * 0.46, y))
        .curve((x + side * (ridge + (half - ridge) * 0.1), y - height * 0.4), (x + side * ridge, top));
    c.tint(&shade, c.light.shade(tile.times(0.8), depth), 0.75);
    ribs(c, (x, y), sweep, tile, depth);
    let line = c.light.shade(tile.times(0.7), depth);
    let mut hips = Path::new();
    for s in [-1.0, 1.0] {
        hips.to(x + s * ridge, top)
            .curve((x + s * (ridge + (half - ridge) * 0.32), y - height * 0.3), (x + s * half, y - curl))
            .curve((x + s * half * 1.02, y - curl * 1.2), (x + s * half * 1.03, y - curl * 1.6));
    }
    c.stroke(&hips, line, (height * 0.045).clamp(1.0, 7.0));
    if ridge > height * 0.15 {
        let t = height * 0.085;
        let mut crest = Path::new();
        crest
            .to(x - ridge - t * 0.4, top - t * 2.2)
            .curve((x - ridge + t, top - t * 0.9), (x - ridge + t * 2.4, top - t))
            .line(x + ridge - t * 2.4, top - t)
            .curve((x + ridge - t, top - t * 0.9), (x + ridge + t * 0.4, top - t * 2.2))
            .line(x + ridge + t * 0.5, top + t * 0.5)
            .line(x - ridge - t * 0.5, top + t * 0.5)
            .close();
        c.fill(&crest, c.light.half(tile.times(0.82), depth));
    }
}

fn ribs(c: &mut Canvas, (x, y): Point, sweep: Sweep, tile: Rgb, depth: f64) {
    let count = ((sweep.half / 9.0) as i32).clamp(5, 19);
    let mut path = Path::new();
    for i in 0..=count {
        let t = f64::from(i) / f64::from(count) * 2.0 - 1.0;
        let foot = (x + t * sweep.half * 0.94, y - sweep.curl * t.abs().powi(5) * 0.8);
        let head = (x + t * sweep.ridge, y - sweep.height);
        path.to(head.0, head.1).curve((head.0 + (foot.0 - head.0) * 0.32, y - sweep.height * 0.3), foot);
    }
    c.stroke_faint(&path, c.light.shade(tile.times(0.75), depth), (sweep.height * 0.014).clamp(0.6, 2.0), 0.6);
}

/// A row of lacquered columns with dark bays between, from `x0` to `x1`, standing on `y`.
pub fn bays(c: &mut Canvas, (x0, x1): Point, y: f64, h: f64, count: usize, depth: f64) {
    let night = c.light.night;
    let dark = c.light.shade(matter::TIMBER.times(0.42), depth);
    c.rect((x0, y - h, x1 - x0, h), dark);
    if night > 0.2 {
        let paint = c.fade(&[(0.0, matter::LAMP, 0.75 * night), (1.0, matter::ORANGE, 0.25 * night)]);
        let mut path = Path::new();
        path.rect((x0, y - h, x1 - x0, h));
        c.paint(&path, &paint);
    }
    let step = (x1 - x0) / (count - 1) as f64;
    let w = (step * 0.16).min(h * 0.14);
    let (mut doors, mut columns, mut light) = (Path::new(), Path::new(), Path::new());
    let side = lit_side(c, (x0 + x1) / 2.0);
    for i in 0..count {
        let x = x0 + step * i as f64;
        columns.rect((x - w / 2.0, y - h, w, h));
        light.rect((if side < 0.0 { x - w / 2.0 } else { x + w * 0.15 }, y - h, w * 0.35, h));
        if i + 1 < count && step > 16.0 {
            let bays = 3;
            for b in 1..bays {
                let bx = x + step * f64::from(b) / f64::from(bays);
                doors.to(bx, y - h * 0.7).line(bx, y);
            }
            doors.to(x, y - h * 0.7).line(x + step, y - h * 0.7);
            doors.to(x, y - h * 0.24).line(x + step, y - h * 0.24);
        }
    }
    c.stroke_faint(&doors, c.light.half(matter::LACQUER, depth), (h * 0.022).max(0.8), 0.85);
    c.fill(&columns, c.light.shade(matter::LACQUER, depth));
    c.fill(&light, c.light.lit(matter::LACQUER.mix(matter::ORANGE, 0.2), depth));
    // The painted beam under the eave.
    c.rect((x0 - w, y - h, x1 - x0 + 2.0 * w, h * 0.13), c.light.half(matter::VERDIGRIS.times(0.75), depth));
}

/// An eight-sided pavilion of two roofs with a finial. The point is the middle of its base, `w` its width at the lower
/// eave.
pub fn pavilion(c: &mut Canvas, (x, y): Point, w: f64, depth: f64, tile: Rgb) {
    let base = w * 0.06;
    c.rect((x - w * 0.42, y - base, w * 0.84, base), c.light.lit(matter::STONE, depth));
    c.rect((x - w * 0.45, y - base * 0.4, w * 0.9, base * 0.4), c.light.half(matter::STONE, depth));
    let columns = w * 0.3;
    bays(c, (x - w * 0.36, x + w * 0.36), y - base, columns, 6, depth);
    let eave = y - base - columns + w * 0.02;
    let lower = Sweep { half: w * 0.5, ridge: w * 0.25, height: w * 0.15, curl: w * 0.055 };
    let drum = eave - w * 0.13;
    c.rect((x - w * 0.25, drum - w * 0.11, w * 0.5, w * 0.13), c.light.half(matter::LACQUER.times(0.8), depth));
    roof(c, (x, eave), lower, tile, depth);
    bays(c, (x - w * 0.24, x + w * 0.24), drum + w * 0.01, w * 0.12, 7, depth);
    let upper = Sweep { half: w * 0.36, ridge: w * 0.025, height: w * 0.27, curl: w * 0.05 };
    roof(c, (x, drum - w * 0.1), upper, tile, depth);
    let top = drum - w * 0.1 - w * 0.27;
    let mut finial = Path::new();
    finial
        .to(x - w * 0.028, top + w * 0.01)
        .curve((x - w * 0.05, top - w * 0.04), (x - w * 0.012, top - w * 0.06))
        .line(x, top - w * 0.11)
        .line(x + w * 0.012, top - w * 0.06)
        .curve((x + w * 0.05, top - w * 0.04), (x + w * 0.028, top + w * 0.01))
        .close();
    c.fill(&finial, c.light.half(tile.times(0.85), depth));
    if c.light.night > 0.4 {
        c.glow((x, y - w * 0.2), w * 0.85, matter::LAMP, 0.34 * c.light.night);
        // Lights along the eaves.
        let mut lights = Path::new();
        for (half, ey, curl) in [(lower.half, eave, lower.curl), (upper.half, drum - w * 0.1, upper.curl)] {
            for i in -6..=6 {
                let t = f64::from(i) / 6.0;
                lights.dot(x + t * half, ey - curl * t.abs().powi(4));
            }
        }
        c.stroke_faint(&lights, matter::LAMP.mix(matter::WHITE, 0.3), (w * 0.012).max(2.0), c.light.night.min(0.99));
    }
}

/// A hall of one storey under a swept roof on a stone platform.
pub fn hall(c: &mut Canvas, (x, y): Point, w: f64, tile: Rgb, depth: f64) {
    let base = w * 0.05;
    c.rect((x - w * 0.5, y - base, w, base), c.light.lit(matter::STONE, depth));
    c.rect((x - w * 0.53, y - base * 0.45, w * 1.06, base * 0.45), c.light.half(matter::STONE, depth));
    bays(c, (x - w * 0.42, x + w * 0.42), y - base, w * 0.2, 6, depth);
    let sweep = Sweep { half: w * 0.57, ridge: w * 0.34, height: w * 0.2, curl: w * 0.055 };
    roof(c, (x, y - base - w * 0.185), sweep, tile, depth);
}

/// A gate tower of two roofs for the top of a wall. `w` is the width of its body.
pub fn gate_tower(c: &mut Canvas, (x, y): Point, w: f64, tile: Rgb, depth: f64) {
    bays(c, (x - w * 0.46, x + w * 0.46), y, w * 0.17, 8, depth);
    let eave = y - w * 0.155;
    bays(c, (x - w * 0.38, x + w * 0.38), eave - w * 0.06, w * 0.15, 7, depth);
    roof(c, (x, eave), Sweep { half: w * 0.6, ridge: w * 0.42, height: w * 0.085, curl: w * 0.04 }, tile, depth);
    let upper = Sweep { half: w * 0.53, ridge: w * 0.3, height: w * 0.2, curl: w * 0.055 };
    roof(c, (x, eave - w * 0.195), upper, tile, depth);
}

/// A lantern that hangs at a point.
pub fn lantern(c: &mut Canvas, (x, y): Point, r: f64, depth: f64) {
    let night = c.light.night;
    let mut body = Path::new();
    body.ellipse((x, y), r, r * 0.8);
    let red = c.light.half(matter::LACQUER.mix(matter::ORANGE, 0.35), depth);
    c.fill(&body, red.mix(matter::ORANGE.mix(matter::LAMP, 0.3), 0.8 * night));
    let mut core = Path::new();
    core.ellipse((x, y), r * 0.45, r * 0.62);
    c.tint(&core, matter::LAMP, 0.2 + 0.6 * night);
    let mut trim = Path::new();
    trim.rect((x - r * 0.42, y - r * 0.95, r * 0.84, r * 0.2));
    trim.rect((x - r * 0.42, y + r * 0.74, r * 0.84, r * 0.2));
    trim.rect((x - r * 0.08, y + r * 0.9, r * 0.16, r * 0.8));
    c.fill(&trim, c.light.half(matter::GLAZED, depth));
    if night > 0.3 {
        c.glow((x, y), r * 3.2, matter::LAMP, 0.38 * night);
    }
}
