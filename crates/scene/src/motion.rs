//! How the clips move: for each clip the camera's path and what the light does.
//!
//! Every loop is closed: the frame at 1 is the frame at 0.

use super::{Camera, Frame, draw};
use film_core::model::picture::Scene;
use std::f64::consts::TAU;

/// How a camera and the light go through a loop.
#[derive(Clone, Copy, Debug)]
struct Motion {
    /// The clip.
    id: &'static str,
    /// The middle of the view and its width, at the start and at the turn of the loop.
    view: [(f64, f64, f64); 2],
    /// Width over height.
    aspect: f64,
    /// How far the nearest layer swings to each side, across and down.
    swing: (f64, f64),
    /// How much the nearest layer is enlarged at the turn; 1 is not at all.
    dolly: f64,
    /// How far clouds travel.
    clouds: f64,
    /// Whether night falls and lifts again.
    nightfall: bool,
}

const WIDE: f64 = 16.0 / 9.0;
const FILM: f64 = 1280.0 / 676.0;
const TALL: f64 = 9.0 / 16.0;

const fn hold(id: &'static str, view: (f64, f64, f64), aspect: f64) -> Motion {
    Motion { id, view: [view, view], aspect, swing: (0.0, 0.0), dolly: 1.0, clouds: 60.0, nightfall: false }
}

const FULL: (f64, f64, f64) = (800.0, 450.0, 1600.0);
const AIR: (f64, f64, f64) = (800.0, 450.0, 1440.0);

/// Every clip's motion.
const MOTIONS: [Motion; 24] = [
    hold("zhanqiao-pier-gulls", (850.0, 430.0, 1240.0), WIDE),
    Motion { nightfall: true, clouds: 700.0, ..hold("huilan-pavilion-lights", FULL, WIDE) },
    hold("little-qingdao-isle-lighthouse", FULL, FILM),
    hold("badaguan-ginkgo", FULL, WIDE),
    Motion { swing: (110.0, 0.0), ..hold("huashi-villa-orbit", AIR, WIDE) },
    Motion { view: [(800.0, 560.0, 1180.0), (800.0, 350.0, 1180.0)], ..hold("st-michaels-cathedral-fog", FULL, WIDE) },
    Motion { clouds: 1300.0, ..hold("protestant-church-clouds", FULL, WIDE) },
    Motion { swing: (130.0, 0.0), ..hold("signal-hill-park-roofs", AIR, WIDE) },
    Motion { swing: (60.0, 0.0), ..hold("xiaoyushan-park-sunset", (800.0, 450.0, 1500.0), FILM) },
    Motion { view: [(600.0, 744.0, 480.0), (760.0, 744.0, 480.0)], ..hold("zhongshan-park-petals", FULL, WIDE) },
    hold("tv-tower-cableway-chairs", (780.0, 470.0, 1200.0), WIDE),
    Motion { dolly: 1.3, ..hold("may-fourth-square-night", FULL, WIDE) },
    Motion { swing: (140.0, 0.0), ..hold("olympic-sailing-center-masts", AIR, WIDE) },
    Motion { swing: (150.0, 0.0), dolly: 1.05, ..hold("jiaozhou-bay-bridge-fog", AIR, WIDE) },
    Motion { view: [(690.0, 530.0, 400.0), (690.0, 372.0, 400.0)], ..hold("dabaodao-liyuan-courtyard", FULL, TALL) },
    hold("qingdao-railway-station-snow", (760.0, 460.0, 1420.0), FILM),
    Motion { swing: (110.0, 0.0), ..hold("tsingtao-brewery-museum-kettles", AIR, WIDE) },
    hold("laoshan-beijiushui-stream", (800.0, 560.0, 1180.0), WIDE),
    Motion { clouds: 500.0, ..hold("laoshan-yangkou-cloud-sea", FULL, WIDE) },
    hold("laoshan-taiqing-smoke", (800.0, 520.0, 1280.0), FILM),
    Motion { swing: (120.0, 0.0), ..hold("shilaoren-beach-mirror", AIR, WIDE) },
    hold("golden-beach-breakers", (800.0, 500.0, 1400.0), WIDE),
    Motion { view: [(760.0, 500.0, 1100.0), (840.0, 530.0, 1180.0)], ..hold("lingshan-island-above", FULL, WIDE) },
    Motion { swing: (0.0, 90.0), dolly: 1.06, ..hold("langya-terrace-reveal", (800.0, 440.0, 1400.0), WIDE) },
];

/// The moment `time`, 0 to 1, of a clip's loop as an SVG document; `None` for an unknown clip.
/// Its chance is that of the poster, whose seed is `clips/<id>`.
pub fn clip_frame(id: &str, scene: &Scene, time: f64) -> Option<String> {
    let motion = MOTIONS.iter().find(|motion| motion.id == id)?;
    let time = time.rem_euclid(1.0);
    // There and back, at rest at both ends.
    let turn = (1.0 - (TAU * time).cos()) / 2.0;
    let side = (TAU * time).sin();
    let [from, to] = motion.view;
    let between = |a: f64, b: f64| a + (b - a) * turn;
    let (x, y, width) = (between(from.0, to.0), between(from.1, to.1), between(from.2, to.2));
    let height = width / motion.aspect;
    let frame = Frame {
        time,
        camera: Camera {
            view: (x - width / 2.0, y - height / 2.0, width, height),
            shift: (motion.swing.0 * side, motion.swing.1 * turn),
            dolly: between(1.0, motion.dolly),
            ..Camera::default()
        },
        moving: true,
        clouds: motion.clouds,
        nightfall: if motion.nightfall { turn } else { 0.0 },
    };
    Some(draw(scene, &format!("clips/{id}"), frame))
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::model::vocabulary::{Hour, SceneKind, Season};

    #[test]
    fn every_loop_closes_and_moves() {
        let scene = Scene { kind: SceneKind::Marina, hour: Hour::Morning, season: Season::Spring, weather: None };
        for motion in MOTIONS {
            let frame = |time| clip_frame(motion.id, &scene, time).unwrap();
            assert_eq!(frame(0.0), frame(1.0), "{}", motion.id);
            assert_ne!(frame(0.0), frame(0.3), "{}", motion.id);
        }
        assert_eq!(clip_frame("no-such-clip", &scene, 0.0), None);
    }
}
