//! The motion of the drawn clips. Every loop is closed: the frame at time 1 equals the frame at time 0.

use super::{Camera, Frame, draw};
use film_core::model::clip::Motion;
use film_core::model::picture::Scene;
use std::f64::consts::TAU;

/// The frame of a clip's loop at `time`, 0 to 1, as an SVG document. `aspect` is its width divided by its height. It
/// uses the same seed as the poster, `clips/<id>`.
pub fn clip_frame(id: &str, scene: &Scene, motion: &Motion, aspect: f64, time: f64) -> String {
    let time = time.rem_euclid(1.0);
    // Moves there and back, and rests at both ends.
    let turn = (1.0 - (TAU * time).cos()) / 2.0;
    let side = (TAU * time).sin();
    let (from, to) = (motion.from, motion.to.unwrap_or(motion.from));
    let between = |a: f64, b: f64| a + (b - a) * turn;
    let (x, y, width) = (between(from.x, to.x), between(from.y, to.y), between(from.width, to.width));
    let height = width / aspect;
    let frame = Frame {
        time,
        camera: Camera {
            view: (x - width / 2.0, y - height / 2.0, width, height),
            shift: (motion.swing * side, motion.sink * turn),
            dolly: between(1.0, motion.dolly),
            ..Camera::default()
        },
        moving: true,
        clouds: motion.clouds,
        nightfall: if motion.nightfall { turn } else { 0.0 },
    };
    draw(scene, &format!("clips/{id}"), frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::model::clip::View;
    use film_core::model::vocabulary::{Hour, SceneKind, Season};

    #[test]
    fn every_loop_closes_and_moves() {
        let scene = Scene { kind: SceneKind::Marina, hour: Hour::Morning, season: Season::Spring, weather: None };
        let still = Motion::default();
        let to = Some(View { x: 760.0, y: 500.0, width: 1100.0 });
        for motion in [
            still,
            Motion { to, ..still },
            Motion { swing: 110.0, ..still },
            Motion { sink: 90.0, dolly: 1.06, ..still },
            Motion { nightfall: true, clouds: 700.0, ..still },
        ] {
            for aspect in [16.0 / 9.0, 9.0 / 16.0] {
                let frame = |time| clip_frame("a", &scene, &motion, aspect, time);
                assert_eq!(frame(0.0), frame(1.0), "{motion:?}");
                assert_ne!(frame(0.0), frame(0.3), "{motion:?}");
            }
        }
    }
}
