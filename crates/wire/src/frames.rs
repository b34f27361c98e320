//! Converts between the frames of a clip and times, using its frame rate as a fraction.

use crate::Frames;

impl Frames {
    /// Frames per second.
    fn rate(&self) -> f64 {
        f64::from(self.num.max(1)) / f64::from(self.den.max(1))
    }

    /// The frame at a time in seconds. Times after the end give the last frame.
    pub fn at(&self, time: f64) -> u32 {
        // Browsers round the start of a frame, which may make it up to a microsecond too early.
        let frame = (time * self.rate() + 1e-4).floor();
        (frame.max(0.0) as u32).min(self.count.max(1) - 1)
    }

    /// The time in the middle of a frame, in seconds. Rounding it does not lead to another frame.
    pub fn middle(&self, frame: u32) -> f64 {
        (f64::from(frame.min(self.count.max(1) - 1)) + 0.5) / self.rate()
    }

    /// The time of the frame that is `by` frames after the given time, or before it if negative.
    pub fn stepped(&self, time: f64, by: i32) -> f64 {
        self.middle(self.at(time).saturating_add_signed(by))
    }

    /// The timecode in hours, minutes, seconds and frames, `00:00:03:12`. It counts with the frame rate rounded up and
    /// drops no frames.
    pub fn timecode(&self, frame: u32) -> String {
        let whole = self.num.max(1).div_ceil(self.den.max(1));
        let (seconds, frames) = (frame / whole, frame % whole);
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        format!("{hours:02}:{minutes:02}:{:02}:{frames:02}", seconds % 60)
    }

    /// The file name of a still picture of a frame.
    pub fn still_name(&self, id: &str, frame: u32) -> String {
        format!("{id}-{}.png", self.timecode(frame).replace(':', "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FILM: Frames = Frames { num: 24_000, den: 1_001, count: 240 };

    #[test]
    fn frames_are_told_as_an_editor_counts_them() {
        let pal = Frames { num: 25, den: 1, count: 200 };
        assert_eq!(pal.timecode(0), "00:00:00:00");
        assert_eq!(pal.timecode(87), "00:00:03:12");
        assert_eq!(pal.still_name("zhanqiao-pier-gulls", 87), "zhanqiao-pier-gulls-00-00-03-12.png");
        assert_eq!(FILM.timecode(24), "00:00:01:00");
        assert_eq!(Frames { num: 60_000, den: 1_001, count: u32::MAX }.timecode(216_000), "01:00:00:00");
    }

    #[test]
    fn steps_stop_at_both_ends() {
        assert_eq!(FILM.at(FILM.stepped(0.0, -1)), 0);
        assert_eq!(FILM.at(FILM.stepped(99.0, 1)), 239);
        for time in [-1.0, f64::NAN, f64::INFINITY] {
            assert!(FILM.at(time) < 240, "{time}");
        }
        let none = Frames { num: 0, den: 0, count: 0 };
        assert_eq!((none.at(3.0), none.timecode(0).as_str()), (0, "00:00:00:00"));
    }

    proptest! {
        #[test]
        fn every_step_is_one_frame(
            (num, den) in prop_oneof![
                Just((24, 1)), Just((25, 1)), Just((30, 1)), Just((50, 1)), Just((120, 1)), Just((24_000, 1_001)),
                Just((30_000, 1_001)), Just((60_000, 1_001)), Just((15, 2)),
            ],
            frame in 1u32..100_000,
        ) {
            let frames = Frames { num, den, count: 200_000 };
            let time = frames.middle(frame);
            prop_assert_eq!(frames.at(time), frame);
            prop_assert_eq!(frames.at(frames.stepped(time, 1)), frame + 1);
            prop_assert_eq!(frames.at(frames.stepped(time, -1)), frame - 1);
            // The start of a frame, rounded to a microsecond as in browsers.
            let start = (f64::from(frame) * f64::from(den) / f64::from(num) * 1e6).round() / 1e6;
            prop_assert_eq!(frames.at(start), frame);
        }
    }
}
