//! The canvas of a scene: an SVG document under construction, with its light and random numbers.

use super::Frame;
use super::palette::{Light, Rgb};
use super::path::{Area, Path, Point, number};
use super::rng::Rng;
use film_core::model::picture::Scene;
use film_core::model::vocabulary::{Hour, Season, Weather};
use std::f64::consts::TAU;
use std::fmt::Write;

/// Width of the picture.
pub const WIDTH: f64 = 1600.0;
/// Height of the picture.
pub const HEIGHT: f64 = 900.0;
/// How far scenes reach beyond the picture on each side, for camera moves.
pub const OVER: f64 = 180.0;

/// A colour stop of a gradient: offset, colour, opacity.
pub type Stop = (f64, Rgb, f64);

/// A reference to a gradient or pattern.
#[derive(Clone, Debug)]
pub struct Paint(String);

/// An SVG document under construction.
pub struct Canvas {
    defs: String,
    body: String,
    ids: usize,
    layered: bool,
    /// The random number generator. It is used in the same order in every frame.
    pub rng: Rng,
    /// The light.
    pub light: Light,
    /// The season.
    pub season: Season,
    /// The hour.
    pub hour: Hour,
    /// The weather.
    pub weather: Weather,
    /// The frame of the loop.
    pub frame: Frame,
}

/// An opacity with at most two decimals and no leading zero.
fn share(value: f64) -> String {
    let text = format!("{:.2}", value.clamp(0.0, 1.0));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => text.to_owned(),
    }
}

/// A scale factor with at most three decimals.
fn factor(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Canvas {
    /// An empty canvas for a scene.
    pub fn new(scene: &Scene, seed: &str, frame: Frame) -> Self {
        let weather = scene.weather.unwrap_or(Weather::Clear);
        let mut light = Light::new(scene.hour, weather);
        if frame.nightfall > 0.0 {
            light = light.between(Light::new(Hour::Night, weather), frame.nightfall);
        }
        Self {
            defs: String::new(),
            body: String::new(),
            ids: 0,
            layered: false,
            rng: Rng::new(&format!("{seed}/{}", scene.kind.as_str())),
            light,
            season: scene.season,
            hour: scene.hour,
            weather,
            frame,
        }
    }

    /// The finished document.
    pub fn finish(self) -> String {
        let (x, y, w, h) = self.frame.camera.view;
        let view = [x, y, w, h].map(number).join(" ");
        let defs = if self.defs.is_empty() { String::new() } else { format!("<defs>{}</defs>", self.defs) };
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{view}\" stroke-linecap=\"round\">{defs}{}</svg>\n",
            self.body
        )
    }

    /// Whether the ground is covered with snow.
    pub fn snowy(&self) -> bool {
        self.weather == Weather::Snow
    }

    /// The life cycle of a thing that appears and vanishes in a loop: its progress, and its opacity. In a still
    /// picture, everything is at mid-life.
    pub fn life(&self, phase: f64, rounds: f64) -> (f64, f64) {
        if !self.frame.moving {
            return (0.5, 1.0);
        }
        let at = (self.frame.time * rounds + phase).rem_euclid(1.0);
        (at, (at * TAU / 2.0).sin().powf(0.7))
    }

    /// A swing between -1 and 1 with `rounds` whole cycles per loop.
    pub fn swing(&self, phase: f64, rounds: f64) -> f64 {
        (TAU * (self.frame.time * rounds + phase)).sin()
    }

    fn shape(&mut self, path: &Path, attributes: &str) {
        if !path.is_empty() {
            let _ = write!(self.body, "<path {attributes} d=\"{}\"/>", path.data());
        }
    }

    /// Fills with a colour.
    pub fn fill(&mut self, path: &Path, colour: Rgb) {
        self.shape(path, &format!("fill=\"{colour}\""));
    }

    /// Fills with a translucent colour.
    pub fn tint(&mut self, path: &Path, colour: Rgb, alpha: f64) {
        if alpha >= 0.005 {
            self.shape(path, &format!("fill=\"{colour}\" fill-opacity=\"{}\"", share(alpha)));
        }
    }

    /// Fills with a gradient or pattern.
    pub fn paint(&mut self, path: &Path, paint: &Paint) {
        self.shape(path, &format!("fill=\"{}\"", paint.0));
    }

    /// Fills with a gradient made fainter.
    pub fn paint_faint(&mut self, path: &Path, paint: &Paint, alpha: f64) {
        if alpha >= 0.005 {
            self.shape(path, &format!("fill=\"{}\" fill-opacity=\"{}\"", paint.0, share(alpha)));
        }
    }

    /// Draws an outline.
    pub fn stroke(&mut self, path: &Path, colour: Rgb, width: f64) {
        self.stroke_faint(path, colour, width, 1.0);
    }

    /// Draws a translucent outline.
    pub fn stroke_faint(&mut self, path: &Path, colour: Rgb, width: f64, alpha: f64) {
        let alpha = if alpha < 1.0 { format!(" stroke-opacity=\"{}\"", share(alpha)) } else { String::new() };
        let width = number(width);
        self.shape(path, &format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{alpha}"));
    }

    /// A filled rectangle.
    pub fn rect(&mut self, area: Area, colour: Rgb) {
        let mut path = Path::new();
        path.rect(area);
        self.fill(&path, colour);
    }

    /// A filled polygon.
    pub fn poly(&mut self, points: &[Point], colour: Rgb) {
        self.fill(&Path::polygon(points), colour);
    }

    fn next_id(&mut self) -> String {
        let id = self.ids;
        self.ids += 1;
        let letter = char::from(b'a' + (id % 26) as u8);
        if id < 26 { letter.to_string() } else { format!("{letter}{}", id / 26) }
    }

    fn gradient(&mut self, tag: &str, attributes: &str, stops: &[Stop]) -> Paint {
        let id = self.next_id();
        let _ = write!(self.defs, "<{tag} id=\"{id}\"{attributes}>");
        for (offset, colour, alpha) in stops {
            let _ = write!(self.defs, "<stop offset=\"{}\" stop-color=\"{colour}\"", share(*offset));
            if *alpha < 1.0 {
                let _ = write!(self.defs, " stop-opacity=\"{}\"", share(*alpha));
            }
            self.defs.push_str("/>");
        }
        let _ = write!(self.defs, "</{tag}>");
        Paint(format!("url(#{id})"))
    }

    /// A gradient from the top to the bottom of the filled shape.
    pub fn fade(&mut self, stops: &[Stop]) -> Paint {
        self.gradient("linearGradient", " x2=\"0\" y2=\"1\"", stops)
    }

    /// A gradient from the left to the right of the filled shape.
    pub fn across(&mut self, stops: &[Stop]) -> Paint {
        self.gradient("linearGradient", "", stops)
    }

    /// A gradient between two heights of the picture.
    pub fn vertical(&mut self, top: f64, bottom: f64, stops: &[Stop]) -> Paint {
        let (top, bottom) = (number(top), number(bottom));
        self.gradient(
            "linearGradient",
            &format!(" gradientUnits=\"userSpaceOnUse\" x1=\"0\" x2=\"0\" y1=\"{top}\" y2=\"{bottom}\""),
            stops,
        )
    }

    /// A gradient from the middle of the filled shape outwards.
    pub fn radial(&mut self, stops: &[Stop]) -> Paint {
        self.gradient("radialGradient", "", stops)
    }

    /// A soft round light.
    pub fn glow(&mut self, at: Point, r: f64, colour: Rgb, alpha: f64) {
        self.glow_flat(at, (r, r), colour, alpha);
    }

    /// A soft elliptical light.
    pub fn glow_flat(&mut self, at: Point, (rx, ry): Point, colour: Rgb, alpha: f64) {
        if alpha < 0.01 {
            return;
        }
        let paint = self.radial(&[(0.0, colour, alpha), (0.4, colour, alpha * 0.38), (1.0, colour, 0.0)]);
        let mut path = Path::new();
        path.ellipse(at, rx, ry);
        self.paint(&path, &paint);
    }

    /// A small tile repeated over a path.
    pub fn pattern(&mut self, (w, h): Point, draw: impl FnOnce(&mut Canvas)) -> Paint {
        let id = self.next_id();
        let inner = self.record(draw);
        let _ = write!(
            self.defs,
            "<pattern id=\"{id}\" width=\"{}\" height=\"{}\" patternUnits=\"userSpaceOnUse\">{inner}</pattern>",
            number(w),
            number(h)
        );
        Paint(format!("url(#{id})"))
    }

    /// Runs `draw` and removes what it drew from the canvas.
    pub fn record(&mut self, draw: impl FnOnce(&mut Canvas)) -> String {
        let body = std::mem::take(&mut self.body);
        draw(self);
        std::mem::replace(&mut self.body, body)
    }

    /// Defines a drawing for use in several positions. It is drawn around its own origin.
    pub fn define(&mut self, draw: impl FnOnce(&mut Canvas)) -> Stamp {
        // It is drawn around the origin, but lit as if it were in the middle of the picture.
        self.light.sun.0 -= WIDTH / 2.0;
        let inner = self.record(draw);
        self.light.sun.0 += WIDTH / 2.0;
        let id = self.next_id();
        let _ = write!(self.defs, "<g id=\"{id}\">{inner}</g>");
        Stamp(id)
    }

    /// Places a defined drawing at a point, scaled.
    pub fn stamp(&mut self, stamp: &Stamp, (x, y): Point, (sx, sy): Point) {
        let _ = write!(self.body, "<use href=\"#{}\" transform=\"translate({} {})", stamp.0, number(x), number(y));
        if (sx - 1.0).abs() > 0.001 || (sy - 1.0).abs() > 0.001 {
            let _ = write!(self.body, "scale({}", factor(sx));
            if (sx - sy).abs() > 0.001 {
                let _ = write!(self.body, " {}", factor(sy));
            }
            self.body.push(')');
        }
        self.body.push_str("\"/>");
    }

    /// Draws something and its mirror image in the water or wet ground below `y`.
    pub fn mirrored(&mut self, y: f64, alpha: f64, draw: impl FnOnce(&mut Canvas)) {
        let inner = self.record(draw);
        let id = self.next_id();
        let _ = write!(
            self.body,
            "<use href=\"#{id}\" transform=\"matrix(1 0 0 -.9 0 {})\" opacity=\"{}\"/><g id=\"{id}\">{inner}</g>",
            number(y * 1.9),
            share(alpha)
        );
    }

    /// Draws within a transform.
    pub fn moved(&mut self, (x, y): Point, scale: f64, draw: impl FnOnce(&mut Canvas)) {
        let _ = write!(self.body, "<g transform=\"translate({} {})scale({})\">", number(x), number(y), factor(scale));
        draw(self);
        self.body.push_str("</g>");
    }

    /// Draws mirrored horizontally.
    pub fn flipped(&mut self, draw: impl FnOnce(&mut Canvas)) {
        let _ = write!(self.body, "<g transform=\"matrix(-1 0 0 1 {} 0)\">", number(WIDTH));
        draw(self);
        self.body.push_str("</g>");
    }

    /// Draws rotated around a point.
    pub fn turned(&mut self, degrees: f64, (x, y): Point, draw: impl FnOnce(&mut Canvas)) {
        let _ = write!(self.body, "<g transform=\"rotate({} {} {})\">", number(degrees), number(x), number(y));
        draw(self);
        self.body.push_str("</g>");
    }

    /// Draws as a group with one opacity.
    pub fn faded(&mut self, alpha: f64, draw: impl FnOnce(&mut Canvas)) {
        if alpha < 0.01 {
            let _ = self.record(draw);
            return;
        }
        let _ = write!(self.body, "<g opacity=\"{}\">", share(alpha));
        draw(self);
        self.body.push_str("</g>");
    }

    /// Draws a layer that a moving camera shifts by its depth, from 0 for near to 1 for far. A nested layer moves with
    /// the outer one.
    pub fn layer(&mut self, depth: f64, draw: impl FnOnce(&mut Canvas)) {
        let camera = self.frame.camera;
        let near = 1.0 - depth;
        let scale = 1.0 + (camera.dolly - 1.0) * near;
        let (x, y) = (camera.shift.0 * near, camera.shift.1 * near);
        let still = x.abs() + y.abs() < 0.01 && (scale - 1.0).abs() < 0.0005;
        if still || self.layered {
            draw(self);
            return;
        }
        self.layered = true;
        let _ = write!(
            self.body,
            "<g transform=\"matrix({0} 0 0 {0} {1} {2})\">",
            factor(scale),
            number(x + camera.centre.0 * (1.0 - scale)),
            number(y + camera.centre.1 * (1.0 - scale))
        );
        draw(self);
        self.layered = false;
        self.body.push_str("</g>");
    }
}

/// A defined drawing.
#[derive(Clone, Debug)]
pub struct Stamp(String);
