//! The clips of a pack as an editing program needs them.

use super::PackView;
use film_core::route::Page;

/// The file of a clip with its frames and rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footage {
    /// The absolute URL of the file.
    pub file: String,
    /// The frame rate.
    pub rate: Rate,
    /// The number of frames, at least 1.
    pub frames: u32,
    /// The credit line that must accompany the clip.
    pub credit: String,
    /// The name of the licence.
    pub licence: String,
}

/// Frames per second as an exact fraction in lowest terms, such as 24000/1001.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    num: u32,
    den: u32,
}

impl Rate {
    /// A rate. `None` if a number is zero.
    pub fn new(num: u32, den: u32) -> Option<Rate> {
        let (mut divisor, mut rest) = (num, den);
        while rest > 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        (num > 0 && den > 0).then(|| Rate { num: num / divisor, den: den / divisor })
    }

    /// The rate as a fraction: `24000/1001`.
    pub fn fraction(self) -> String {
        format!("{}/{}", self.num, self.den)
    }

    /// The rate as a decimal of at most `places` digits after the point, rounded down and without zeros at the end:
    /// `23.976`, `25`.
    pub fn decimal(self, places: usize) -> String {
        let mut text = (self.num / self.den).to_string();
        let (mut rest, den) = (u64::from(self.num % self.den), u64::from(self.den));
        let mut digits = String::new();
        while rest > 0 && digits.len() < places {
            rest *= 10;
            digits.push_str(&(rest / den).to_string());
            rest %= den;
        }
        let digits = digits.trim_end_matches('0');
        if !digits.is_empty() {
            text.push('.');
            text.push_str(digits);
        }
        text
    }

    /// The frames that a second of timecode has: the rate rounded up.
    pub(super) fn whole(self) -> u32 {
        self.num.div_ceil(self.den)
    }
}

/// The number of clips in the pack whose file is not known, because their pages could not be loaded.
pub fn unknown_clip_count(view: &PackView) -> usize {
    view.rows.iter().filter(|row| matches!(row.page, Page::Clip(_)) && row.footage.is_none()).count()
}

/// The id of a clip. Ids are ASCII.
pub(super) fn clip_id(page: &Page) -> String {
    page.path().rsplit('/').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        for ((num, den), fraction, short, long, whole) in [
            ((24_000, 1_001), "24000/1001", "23.976", "23.97602397602397602", 24),
            ((30_000, 1_001), "30000/1001", "29.97", "29.97002997002997002", 30),
            ((60_000, 1_001), "60000/1001", "59.94", "59.94005994005994005", 60),
            ((25, 1), "25/1", "25", "25", 25),
            ((50, 2), "25/1", "25", "25", 25),
            ((15, 2), "15/2", "7.5", "7.5", 8),
            ((u32::MAX, u32::MAX - 1), "4294967295/4294967294", "1", "1.00000000023283064", 2),
        ] {
            let rate = Rate::new(num, den).unwrap();
            assert_eq!(
                (rate.fraction(), rate.decimal(3), rate.decimal(17), rate.whole()),
                (fraction.into(), short.into(), long.into(), whole)
            );
            let parsed: f64 = rate.decimal(17).parse().unwrap();
            assert!((parsed - f64::from(num) / f64::from(den)).abs() < 4e-15, "{fraction}");
        }
        assert_eq!((Rate::new(0, 1), Rate::new(25, 0), Rate::new(0, 0)), (None, None, None));
    }
}
