//! What a reader does with a map or a picture.

use crate::geo::projection::{Point, Size};

/// An event on a watched element, as reported by the browser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The element has this size.
    Sized(Size),
    /// A drag by a number of pixels.
    Moved {
        /// To the right.
        right: f64,
        /// Down.
        down: f64,
    },
    /// A pinch or a turn of the wheel.
    Zoomed {
        /// The factor of the scale.
        factor: f64,
        /// The point that stays in place, in pixels from the upper left corner.
        about: Point,
    },
    /// Two presses in a row.
    Doubled {
        /// Where, in pixels from the upper left corner.
        about: Point,
    },
    /// The end of a drag or a pinch.
    Released,
}
