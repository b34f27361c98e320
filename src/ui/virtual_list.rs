//! Computes which rows of a virtual list are in the document: those in the viewport and a little more.
//!
//! All rows of a list have the same height, so that the height of the list and the position of each record are known
//! without rendering them.

/// The highest list that every browser can lay out, CSS pixels.
const MOST_HEIGHT: f64 = 16e6;

/// The minimum height of a row, CSS pixels: a line of text is higher.
const LEAST_PITCH: f64 = 16.0;

/// How much is rendered above and below the viewport, as a fraction of its height.
const MORE: f64 = 0.5;

/// The layout of a list relative to the viewport, CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// How far the top of the list is above that of the viewport; negative if it is below.
    pub above: f64,
    /// The height of the viewport.
    pub window: f64,
    /// The distance from the top of one row to the top of the next.
    pub pitch: f64,
    /// The number of records in a row.
    pub columns: usize,
}

impl Default for Seen {
    /// A guess, used before anything has been laid out.
    fn default() -> Seen {
        Seen { above: -500.0, window: 900.0, pitch: 400.0, columns: 3 }
    }
}

/// The part of a list that is in the document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// The index of its first record in the list.
    pub first: usize,
    /// The index after its last record.
    pub end: usize,
    /// The height of the rows before it, in whole pixels.
    pub before: u32,
    /// The height of the rows after it, in whole pixels.
    pub after: u32,
}

impl Seen {
    /// How many records a list can show; a list with more must be narrowed.
    pub fn most(self) -> usize {
        (MOST_HEIGHT / self.pitch.max(LEAST_PITCH)) as usize * self.columns.max(1)
    }

    /// The distance of a record from the top of the list, in whole pixels.
    pub fn top(self, at: usize) -> u32 {
        ((at / self.columns.max(1)) as f64 * self.pitch.max(LEAST_PITCH)).round() as u32
    }

    /// Whether any part of a record is in the viewport.
    pub fn shows(self, at: usize) -> bool {
        let top = f64::from(self.top(at)) - self.above;
        top < self.window && top + self.pitch.max(LEAST_PITCH) > 0.0
    }

    /// The part of a list with `total` records that must be in the document.
    pub fn window(self, total: usize) -> Window {
        let (pitch, columns) = (self.pitch.max(LEAST_PITCH), self.columns.max(1));
        let total = total.min(self.most());
        let rows = total.div_ceil(columns);
        let more = self.window * MORE;
        // Casting a negative float to an unsigned integer gives 0.
        let end = (((self.above + self.window + more) / pitch).ceil() as usize).clamp(1.min(rows), rows);
        let first = (((self.above - more) / pitch).floor() as usize).min(end.saturating_sub(1));
        let high = |rows: usize| (rows as f64 * pitch).round() as u32;
        Window { first: first * columns, end: (end * columns).min(total), before: high(first), after: high(rows - end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEEN: Seen = Seen { above: -300.0, window: 800.0, pitch: 400.0, columns: 3 };

    #[test]
    fn lists_and_what_of_them_is_shown() {
        for (above, total, wanted) in [
            (-300.0, 10_000, (0, 9, 0, 1_332_400)),
            (-5000.0, 10_000, (0, 3, 0, 1_333_200)),
            (4000.0, 10_000, (27, 39, 3600, 1_328_400)),
            (1e9, 10, (9, 10, 1200, 0)),
            (0.0, 2, (0, 2, 0, 0)),
            (0.0, 0, (0, 0, 0, 0)),
        ] {
            let Window { first, end, before, after } = Seen { above, ..SEEN }.window(total);
            assert_eq!((first, end, before, after), wanted, "{total} records, {above} above");
        }
    }

    #[test]
    fn a_record_is_in_sight_when_any_of_it_lies_in_the_window() {
        for (above, at, wanted) in
            [(-300.0, 0, true), (-300.0, 5, true), (-300.0, 6, false), (399.0, 2, true), (400.0, 2, false)]
        {
            assert_eq!(Seen { above, ..SEEN }.shows(at), wanted, "record {at}, {above} above");
        }
    }

    proptest! {
        #[test]
        fn what_is_in_sight_is_in_the_document(
            above in -2e4..2e7, window in 0.0..5e3, pitch in 0.0..2e3, columns in 0usize..9, total in 0usize..200_000,
        ) {
            let seen = Seen { above, window, pitch, columns };
            let part = seen.window(total);
            let shown = total.min(seen.most());
            prop_assert!(part.first <= part.end && part.end <= shown);
            prop_assert_eq!(part.first == part.end, shown == 0);
            let (pitch, columns) = (pitch.max(LEAST_PITCH), columns.max(1));
            for place in [above.max(0.0), (above + window).max(0.0)] {
                let at = (place / pitch) as usize * columns;
                prop_assert!(at >= shown || (part.first..part.end).contains(&at) || above + window < 0.0);
            }
            let height = f64::from(part.before) + f64::from(part.after)
                + ((part.end - part.first).div_ceil(columns) as f64) * pitch;
            prop_assert!((height - shown.div_ceil(columns) as f64 * pitch).abs() <= 1.0);
        }
    }
}
