//! Distant land: hill lines, granite peaks, rocks.

use super::canvas::{Canvas, OVER, WIDTH};
use super::palette::{Rgb, matter};
use super::path::{Path, Point};
use super::rng::Rng;
use film_core::model::vocabulary::Season;

/// A random line of heights by midpoint displacement, 2^levels + 1 points.
pub fn ridge(rng: &mut Rng, x0: f64, x1: f64, amplitude: f64, levels: u32, rough: f64) -> Vec<Point> {
    let mut heights = vec![rng.range(0.2, 0.8) * amplitude, rng.range(0.2, 0.8) * amplitude];
    let mut reach = amplitude * 0.55;
    for _ in 0..levels {
        let mut next = Vec::with_capacity(heights.len() * 2);
        for pair in heights.windows(2) {
            next.push(pair[0]);
            next.push((pair[0] + pair[1]) / 2.0 + rng.range(-1.0, 1.0) * reach);
        }
        next.push(heights[heights.len() - 1]);
        heights = next;
        reach *= rough;
    }
    let last = (heights.len() - 1) as f64;
    heights.iter().enumerate().map(|(i, h)| (x0 + (x1 - x0) * i as f64 / last, -h.max(0.0))).collect()
}

/// The colour of wooded land in the season.
pub fn woodland(c: &Canvas) -> Rgb {
    use super::palette::hex;
    match c.season {
        _ if c.snowy() => matter::SNOW.mix(matter::PINE, 0.3),
        Season::Spring => hex(0x7d9a62),
        Season::Summer => hex(0x4f7d55),
        Season::Autumn => hex(0x9a8449),
        Season::Winter => hex(0x7c7a62),
    }
}

/// A line of soft hills standing on `base`, fading into haze at its foot.
pub fn range(c: &mut Canvas, base: f64, height: f64, depth: f64) {
    let mut points = ridge(&mut c.rng, -OVER, WIDTH + OVER, height, 4, 0.52);
    for point in &mut points {
        point.1 += base;
    }
    slope(c, &points, base, depth, woodland(c));
}

/// Fills below a line of points, fading towards its foot.
pub fn slope(c: &mut Canvas, points: &[Point], base: f64, depth: f64, matter: Rgb) {
    let top = c.light.half(matter, depth);
    let foot = top.mix(c.light.haze, 0.45);
    let paint = c.fade(&[(0.0, top, 1.0), (1.0, foot, 1.0)]);
    let mut path = Path::new();
    path.to(points[0].0, base).line(points[0].0, points[0].1).smooth(points);
    path.line(points[points.len() - 1].0, base).close();
    c.layer(depth, |c| c.paint(&path, &paint));
}

/// Jagged granite peaks on `base`, with faces in light and in shade.
pub fn peaks(c: &mut Canvas, base: f64, height: f64, depth: f64) {
    let tops: Vec<(f64, f64, f64)> = (0..11)
        .map(|i| {
            let x = -OVER + (f64::from(i) + 0.5) * 178.0 + c.rng.spread() * 80.0;
            (x, height * c.rng.range(0.4, 1.0), c.rng.range(190.0, 380.0))
        })
        .collect();
    let points = massif(c, (-OVER, WIDTH + OVER), &tops, base);
    crags(c, &points, base, depth);
}

/// The outline of crags around given tops, each with position, height and half-width.
pub fn massif(c: &mut Canvas, (x0, x1): Point, tops: &[(f64, f64, f64)], base: f64) -> Vec<Point> {
    let mut xs: Vec<f64> = tops.iter().map(|top| top.0).filter(|x| *x > x0 && *x < x1).collect();
    let count = ((x1 - x0) / 34.0) as usize;
    xs.extend((0..=count).map(|i| x0 + (x1 - x0) * i as f64 / count as f64));
    xs.sort_by(f64::total_cmp);
    xs.into_iter()
        .map(|x| {
            let height =
                tops.iter().map(|(at, h, w)| h * (1.0 - ((x - at) / w).abs()).max(0.0).powf(1.15)).fold(0.0, f64::max);
            (x, base - height * c.rng.range(0.9, 1.04) - c.rng.unit() * 3.0)
        })
        .collect()
}

/// Granite below a given jagged line.
pub fn crags(c: &mut Canvas, points: &[Point], base: f64, depth: f64) {
    let stone = if c.snowy() { matter::ROCK.mix(matter::SNOW, 0.4) } else { matter::ROCK };
    let lit = c.light.lit(stone, depth);
    let shade = c.light.shade(stone.times(0.86), depth);
    let foot = c.light.half(woodland(c), depth).mix(c.light.haze, 0.35);
    let body = c.fade(&[(0.0, lit, 1.0), (0.55, lit.mix(foot, 0.5), 1.0), (1.0, foot, 1.0)]);
    let dark = c.fade(&[(0.0, shade, 0.95), (1.0, shade.mix(foot, 0.6), 0.0)]);
    let mut outline = vec![(points[0].0, base)];
    outline.extend_from_slice(points);
    outline.push((points[points.len() - 1].0, base));
    let side = if c.light.sun.0 > WIDTH / 2.0 { -1.0 } else { 1.0 };
    let mut faces = Path::new();
    for i in 1..points.len() - 1 {
        let (x, y) = points[i];
        let is_top = y < points[i - 1].1 && y <= points[i + 1].1;
        let drop = base - y;
        if !is_top || drop < 30.0 {
            continue;
        }
        let next = if side > 0.0 { points[i + 1] } else { points[i - 1] };
        let reach = (next.0 - x).abs();
        let length = drop * c.rng.range(0.45, 0.8);
        let mut face = vec![(x, y), next];
        face.push((x + side * reach * c.rng.range(1.0, 1.6), next.1 + (base - next.1) * 0.5));
        face.push((x + side * reach * c.rng.range(0.2, 0.6), y + length));
        face.push((x - side * reach * c.rng.range(0.05, 0.3), y + length * 0.62));
        face.push((x + side * reach * c.rng.range(0.1, 0.35), y + length * 0.3));
        faces.add(&face);
    }
    c.layer(depth, |c| {
        c.paint(&Path::polygon(&outline), &body);
        c.paint(&faces, &dark);
    });
}

/// A boulder with a lit top and a shaded side, standing on `y`.
pub fn boulder(c: &mut Canvas, (x, y): Point, w: f64, h: f64, depth: f64) {
    let stone = if c.snowy() { matter::ROCK.mix(matter::SNOW, 0.35) } else { matter::ROCK };
    let mut top = |low: f64, high: f64| c.rng.range(low, high);
    let (a, b, d, e) = (top(0.28, 0.4), top(-0.1, 0.12), top(0.26, 0.4), top(0.86, 1.0));
    let outline = [
        (x - w * 0.5, y),
        (x - w * (0.46 + b * 0.2), y - h * 0.45),
        (x - w * a, y - h * 0.86),
        (x + w * b, y - h * e),
        (x + w * d, y - h * 0.78),
        (x + w * 0.47, y - h * 0.38),
        (x + w * 0.5, y),
    ];
    let left = c.light.sun.0 < WIDTH / 2.0;
    let middle = (x + w * b * 0.6, y - h * 0.52);
    c.poly(&outline, c.light.half(stone, depth));
    let (day, dark): (&[Point], &[Point]) = if left {
        (
            &[outline[1], outline[2], outline[3], middle],
            &[outline[3], outline[4], outline[5], outline[6], (x + w * 0.16, y), middle],
        )
    } else {
        (
            &[outline[3], outline[4], outline[5], middle],
            &[outline[3], outline[2], outline[1], outline[0], (x - w * 0.16, y), middle],
        )
    };
    c.poly(day, c.light.lit(stone.mix(matter::WHITE, 0.12), depth));
    c.poly(dark, c.light.shade(stone.times(0.85), depth));
    if c.snowy() {
        let mut cap = Path::new();
        cap.to(outline[1].0, outline[1].1).smooth(&[outline[2], outline[3], outline[4], outline[5]]);
        cap.smooth(&[outline[5], (x, y - h * 0.6), outline[1]]).close();
        c.fill(&cap, c.light.lit(matter::SNOW, depth));
    }
}
