//! Draws scenes: the illustrations of records that have no photograph.
//!
//! A scene has layers like a travel poster: sky, distance, water, subject, foreground. The kind of the scene determines
//! the subject. Hour, season and weather determine the light and the leaves. The record's id seeds the random numbers,
//! so that two records of one kind look similar but not the same. Code draws every picture from these inputs alone.

mod buildings;
mod canvas;
mod hills;
pub mod motion;
mod palette;
mod panorama;
mod path;
pub mod rng;
mod roofs;
mod sea;
mod sky;
mod subject;
mod trees;

pub use panorama::{KINDS as PANORAMA_KINDS, panorama};

use film_core::model::clip::View;
use film_core::model::picture::Scene;

/// One moment of a scene, seen through a camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The time in the loop, 0 to 1. 0 and 1 look the same.
    pub time: f64,
    /// The camera.
    pub camera: Camera,
    /// Whether the picture is a frame of a moving series.
    pub moving: bool,
    /// The distance that clouds travel in a loop, in units of the picture.
    pub clouds: f64,
    /// How far the light has changed to night, 0 to 1.
    pub nightfall: f64,
}

impl Frame {
    /// The scene as a still picture.
    pub fn still() -> Self {
        Self { time: 0.0, camera: Camera::default(), moving: false, clouds: 80.0, nightfall: 0.0 }
    }

    /// A part of the scene as a still picture of 16:9.
    pub fn part(View { x, y, width }: View) -> Self {
        let height = width * 9.0 / 16.0;
        let view = (x - width / 2.0, y - height / 2.0, width, height);
        Self { camera: Camera { view, ..Camera::default() }, ..Self::still() }
    }
}

/// The camera. Layers shift by their depth, so that it seems to move through space.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The visible part of the picture: left, top, width, height, of 1600 × 900.
    pub view: (f64, f64, f64, f64),
    /// The shift of the nearest layer.
    pub shift: (f64, f64),
    /// The magnification of the nearest layer; 1 is none.
    pub dolly: f64,
    /// The point that the dolly moves towards.
    pub centre: (f64, f64),
}

impl Default for Camera {
    fn default() -> Self {
        Self { view: (0.0, 0.0, 1600.0, 900.0), shift: (0.0, 0.0), dolly: 1.0, centre: (800.0, 460.0) }
    }
}

/// Draws a scene as an SVG document of 1600 × 900 units. `seed` is the record's id.
pub fn draw(scene: &Scene, seed: &str, frame: Frame) -> String {
    let mut canvas = canvas::Canvas::new(scene, seed, frame);
    if subject::turns(scene.kind) && rng::Rng::new(&format!("{seed} side")).chance(0.5) {
        canvas.flipped(|canvas| subject::draw(canvas, scene.kind));
    } else {
        subject::draw(&mut canvas, scene.kind);
    }
    sky::finish(&mut canvas);
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::model::vocabulary::{Hour, SceneKind, Season, Weather};

    fn scene(kind: SceneKind, hour: Hour, season: Season, weather: Weather) -> Scene {
        Scene { kind, hour, season, weather: Some(weather) }
    }

    /// Whether every element that opens also closes, in order.
    fn is_balanced(svg: &str) -> bool {
        let mut open = Vec::new();
        for tag in svg.split('<').skip(1) {
            let (tag, rest) = tag.split_once('>').expect("a tag ends");
            if !rest.trim().is_empty() {
                return false;
            }
            if let Some(name) = tag.strip_prefix('/') {
                if open.pop() != Some(name) {
                    return false;
                }
            } else if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap_or_default());
            }
            if tag.matches('"').count() % 2 == 1 {
                return false;
            }
        }
        open.is_empty()
    }

    #[test]
    fn every_kind_is_well_formed_and_light() {
        let lights = [
            (Hour::Noon, Season::Summer, Weather::Clear),
            (Hour::Golden, Season::Autumn, Weather::Overcast),
            (Hour::Night, Season::Spring, Weather::Clear),
            (Hour::Dawn, Season::Winter, Weather::Snow),
            (Hour::Morning, Season::Spring, Weather::Fog),
            (Hour::Blue, Season::Summer, Weather::Rain),
            (Hour::Sunset, Season::Autumn, Weather::Storm),
        ];
        for kind in SceneKind::ALL {
            for (hour, season, weather) in lights {
                let svg = draw(&scene(*kind, hour, season, weather), "somewhere", Frame::still());
                let name = format!("{} {} {}", kind.as_str(), hour.as_str(), weather.as_str());
                assert!(is_balanced(&svg), "{name}");
                assert!(svg.len() < 40_000, "{name}: {} bytes", svg.len());
                for word in ["NaN", "inf", "style", "script", "http://", "<text"] {
                    let found = svg.replacen("http://www.w3.org/2000/svg", "", 1).contains(word);
                    assert!(!found, "{name}: {word}");
                }
            }
        }
    }

    #[test]
    fn a_seed_gives_one_picture_and_another_seed_another() {
        for kind in SceneKind::ALL {
            let scene = scene(*kind, Hour::Morning, Season::Summer, Weather::Clear);
            let one = draw(&scene, "one", Frame::still());
            assert_eq!(one, draw(&scene, "one", Frame::still()));
            assert_ne!(one, draw(&scene, "two", Frame::still()));
        }
    }
}
