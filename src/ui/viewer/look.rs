//! Where a reader looks in a panorama. All angles are in degrees.

use crate::geo::projection::{Point, Size, Step};

/// The direction of the middle of the stage, and how much is in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// To the right of the middle of the picture, -180 to 180.
    pub yaw: f64,
    /// Above the horizon.
    pub pitch: f64,
    /// The angle of view along the longer side of the stage.
    pub field: f64,
}

/// The look with which a panorama opens.
pub const START: Look = Look { yaw: 0.0, pitch: 0.0, field: 90.0 };

/// The least and the greatest angle of view.
const FIELD: (f64, f64) = (25.0, 110.0);

/// The steepest look up or down. Beyond it, left and right would change places.
const STEEPEST: f64 = 85.0;

impl Look {
    /// The look within its limits.
    fn sound(self) -> Look {
        Look {
            yaw: (self.yaw + 180.0).rem_euclid(360.0) - 180.0,
            pitch: self.pitch.clamp(-STEEPEST, STEEPEST),
            field: self.field.clamp(FIELD.0, FIELD.1),
        }
    }

    /// The distance in pixels of a plane on which the stage is a window.
    fn distance(self, size: Size) -> f64 {
        size.width.max(size.height).max(1.0) / 2.0 / (self.field.to_radians() / 2.0).tan()
    }

    /// The look after a drag by a number of pixels: what is under the pointer follows it.
    pub fn dragged(self, right: f64, down: f64, size: Size) -> Look {
        let pixel = (1.0 / self.distance(size)).to_degrees();
        let across = pixel / self.pitch.to_radians().cos().max(0.25);
        Look { yaw: self.yaw - right * across, pitch: self.pitch + down * pixel, ..self }.sound()
    }

    /// The look magnified by a factor.
    pub fn zoomed(self, factor: f64) -> Look {
        Look { field: self.field / factor.max(0.01), ..self }.sound()
    }

    /// The look after a key.
    pub fn stepped(self, step: Step) -> Look {
        let turn = self.field / 6.0;
        match step {
            Step::Left => Look { yaw: self.yaw - turn, ..self },
            Step::Right => Look { yaw: self.yaw + turn, ..self },
            Step::Up => Look { pitch: self.pitch + turn, ..self },
            Step::Down => Look { pitch: self.pitch - turn, ..self },
            Step::In => return self.zoomed(1.25),
            Step::Out => return self.zoomed(0.8),
            Step::Home => START,
        }
        .sound()
    }

    /// The look after the device was turned to the right by `yaw`, up to `pitch`.
    pub fn moved(self, yaw: f64, pitch: f64) -> Look {
        Look { yaw: self.yaw + yaw, pitch, ..self }.sound()
    }

    /// Where a direction is on the stage, in pixels from the upper left corner. None if it is out of sight.
    pub fn place(self, yaw: f64, pitch: f64, size: Size) -> Option<Point> {
        let (turn, up, own) = ((yaw - self.yaw).to_radians(), pitch.to_radians(), self.pitch.to_radians());
        let (right, above, ahead) = (up.cos() * turn.sin(), up.sin(), up.cos() * turn.cos());
        // Seen from a camera that looks up by its own pitch.
        let depth = above * own.sin() + ahead * own.cos();
        let height = above * own.cos() - ahead * own.sin();
        if depth < 0.01 {
            return None;
        }
        let scale = self.distance(size) / depth;
        let at = Point { x: size.width / 2.0 + right * scale, y: size.height / 2.0 - height * scale };
        let is_seen = (0.0..=size.width).contains(&at.x) && (0.0..=size.height).contains(&at.y);
        is_seen.then_some(at)
    }

    /// The direction on the compass, whole degrees from 0 to 359. `heading` is that of the middle of the picture.
    pub fn compass(self, heading: u16) -> i32 {
        (i32::from(heading) + self.yaw.round() as i32).rem_euclid(360)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: Size = Size { width: 800.0, height: 600.0 };

    fn near(a: Point, x: f64, y: f64) -> bool {
        (a.x - x).abs() < 1e-6 && (a.y - y).abs() < 1e-6
    }

    #[test]
    fn directions_have_places_on_the_stage() {
        assert!(near(START.place(0.0, 0.0, STAGE).unwrap(), 400.0, 300.0));
        // 90 degrees across: nearly 45 to the right are at the edge.
        assert!((START.place(44.999, 0.0, STAGE).unwrap().x - 800.0).abs() < 0.1);
        assert_eq!(START.place(46.0, 0.0, STAGE), None);
        assert_eq!(START.place(180.0, 0.0, STAGE), None);
        assert_eq!(START.place(0.0, 89.0, STAGE), None);
        // Straight ahead, wherever that is; across the seam of the picture too.
        for (yaw, pitch) in [(170.0, 40.0), (-179.0, -60.0), (10.0, 85.0)] {
            let look = Look { yaw, pitch, field: 60.0 };
            assert!(near(look.place(yaw, pitch, STAGE).unwrap(), 400.0, 300.0), "{look:?}");
        }
        let look = Look { yaw: 175.0, ..START };
        assert!(look.place(-175.0, 0.0, STAGE).unwrap().x > 400.0);
    }

    #[test]
    fn what_is_under_the_pointer_follows_it() {
        let before = START.place(0.0, 0.0, STAGE).unwrap();
        let look = START.dragged(4.0, -3.0, STAGE);
        let after = look.place(0.0, 0.0, STAGE).unwrap();
        assert!((after.x - before.x - 4.0).abs() < 0.05 && (after.y - before.y + 3.0).abs() < 0.05, "{after:?}");
    }

    #[test]
    fn looks_have_limits() {
        let up = START.dragged(0.0, 1e6, STAGE);
        assert_eq!(up.pitch, STEEPEST);
        assert_eq!(START.zoomed(1e3).field, FIELD.0);
        assert_eq!(START.zoomed(0.0).field, FIELD.1);
        let around = (0..24).fold(START, |look, _| look.stepped(Step::Right));
        assert!(around.yaw.abs() < 1e-9, "{around:?}");
        assert_eq!(around.moved(10.0, 99.0).stepped(Step::Home), START);
    }

    #[test]
    fn the_compass_goes_around() {
        for (heading, yaw, degrees) in [(0, 0.0, 0), (350, 20.4, 10), (10, -20.0, 350), (359, 0.6, 0)] {
            assert_eq!(Look { yaw, ..START }.compass(heading), degrees);
        }
    }
}
