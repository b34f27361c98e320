//! Where an enlarged picture may be, and what a swipe means.
//!
//! A [`View`] of the stage: its plane is the picture as it fits the stage, in pixels from the middle.

use crate::geo::projection::{Bounds, Limits, Point, Size, Step, View};

/// The whole picture.
pub const HOME: View = View { centre: Point { x: 0.0, y: 0.0 }, scale: 1.0 };

/// The magnification of a double press.
pub const DOUBLED: f64 = 2.5;

/// The greatest magnification.
const MOST: f64 = 8.0;

/// How far a picture is swiped to turn to the next or to close the viewer, in pixels.
const SWIPED: f64 = 60.0;
const DROPPED: f64 = 110.0;

/// A change to another picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To the first.
    First,
    /// To the previous.
    Back,
    /// To the next.
    On,
    /// To the last.
    Last,
}

/// What the end of a drag of the whole picture means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swipe {
    /// Another picture.
    Turn(Turn),
    /// The viewer closes.
    Close,
}

/// The limits at a scale: the picture's edges; a picture narrower than the stage is centred. `shape` is the picture's
/// width and height, in any unit.
fn limits(scale: f64, size: Size, (width, height): (f64, f64)) -> Limits {
    let fit = (size.width / width.max(1.0)).min(size.height / height.max(1.0));
    let (across, along) = ((width * fit).max(size.width / scale) / 2.0, (height * fit).max(size.height / scale) / 2.0);
    let bounds = Bounds { least: Point { x: -across, y: -along }, most: Point { x: across, y: along } };
    Limits { bounds, least: 1.0, most: MOST }
}

/// The scale, limited to 1 to `MOST`.
fn sound(scale: f64) -> f64 {
    scale.clamp(1.0, MOST)
}

/// The view magnified by a factor. The point `about`, from the upper left corner of the stage, stays in place.
pub fn zoomed(view: View, factor: f64, about: Point, size: Size, shape: (f64, f64)) -> View {
    let scale = sound(view.scale * factor);
    view.zoomed(scale / view.scale, about, size, &limits(scale, size, shape))
}

/// The view after a drag.
pub fn panned(view: View, right: f64, down: f64, size: Size, shape: (f64, f64)) -> View {
    view.panned(right, down, size, &limits(view.scale, size, shape))
}

/// The view after a key.
pub fn stepped(view: View, step: Step, size: Size, shape: (f64, f64)) -> View {
    let scale = match step {
        Step::In => sound(view.scale * 1.5),
        Step::Out => sound(view.scale / 1.5),
        Step::Home => return HOME,
        _ => view.scale,
    };
    view.stepped(step, HOME, size, &limits(scale, size, shape))
}

/// What the end of a drag means, by its length.
pub fn released((across, along): (f64, f64), size: Size) -> Option<Swipe> {
    let is_swipe = across.abs() > SWIPED.min(size.width / 5.0) && across.abs() > along.abs();
    if is_swipe {
        return Some(Swipe::Turn(if across < 0.0 { Turn::On } else { Turn::Back }));
    }
    (along > DROPPED && along > across.abs()).then_some(Swipe::Close)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: Size = Size { width: 360.0, height: 640.0 };
    const WIDE: (f64, f64) = (1600.0, 900.0);

    #[test]
    fn the_whole_picture_cannot_be_moved_or_made_smaller() {
        assert_eq!(panned(HOME, 50.0, -80.0, PHONE, WIDE), HOME);
        assert_eq!(stepped(HOME, Step::Out, PHONE, WIDE), HOME);
        assert_eq!(zoomed(HOME, 0.0, Point { x: 10.0, y: 10.0 }, PHONE, WIDE), HOME);
    }

    #[test]
    fn an_enlarged_picture_stays_at_its_edges() {
        // At 2, the picture is 720 wide and 405 high: wider than the stage and lower.
        let twice = View { scale: 2.0, ..HOME };
        let moved = panned(twice, 1e6, 1e6, PHONE, WIDE);
        assert_eq!(moved, View { centre: Point { x: -90.0, y: 0.0 }, scale: 2.0 });
        // At 4, it is 810 high, and 170 of them are out of sight.
        let moved = panned(View { scale: 4.0, ..HOME }, 0.0, 1e6, PHONE, WIDE);
        assert!((moved.centre.y + 21.25).abs() < 1e-9, "{moved:?}");
    }

    #[test]
    fn the_point_under_the_finger_stays() {
        let about = Point { x: 300.0, y: 330.0 };
        let near = zoomed(HOME, 4.0, about, PHONE, WIDE);
        let before = HOME.to_world(about, PHONE);
        let after = near.to_world(about, PHONE);
        assert!((before.x - after.x).abs() < 1e-9 && near.scale == 4.0, "{near:?}");
        assert_eq!(zoomed(near, 100.0, about, PHONE, WIDE).scale, MOST);
    }

    #[test]
    fn a_swipe_turns_and_a_pull_down_closes() {
        for (drag, meaning) in [
            ((-80.0, 10.0), Some(Swipe::Turn(Turn::On))),
            ((80.0, -10.0), Some(Swipe::Turn(Turn::Back))),
            ((-30.0, 0.0), None),
            ((10.0, 150.0), Some(Swipe::Close)),
            ((10.0, -150.0), None),
            ((90.0, 100.0), None),
        ] {
            assert_eq!(released(drag, PHONE), meaning, "{drag:?}");
        }
    }
}
