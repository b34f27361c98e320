//! Choices that look random and are the same everywhere.

use scene::rng::Rng;

/// Choices from a seed.
pub struct Random(Rng);

impl Random {
    /// Starts a series.
    pub fn new(seed: &str) -> Random {
        Random(Rng::new(seed))
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.below(end)
    }

    /// One of these; those in front come more often, as words do.
    pub fn often<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let (one, two) = (self.below(all.len()), self.below(all.len()));
        &all[one.min(two)]
    }

    /// One of these, each as often.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}
