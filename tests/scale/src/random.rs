//! Pseudo-random choices that are the same on every machine.

use scene::rng::Rng;

/// A generator of choices from a seed.
pub struct Random(Rng);

impl Random {
    /// Starts a generator from a seed.
    pub fn new(seed: &str) -> Random {
        Random(Rng::new(seed))
    }

    /// Returns a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.below(end)
    }

    /// Picks one item. Items near the front are more likely, as with words in a language.
    pub fn often<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let (one, two) = (self.below(all.len()), self.below(all.len()));
        &all[one.min(two)]
    }

    /// Picks one item, each with the same probability.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Returns `true` once in `times` calls on average.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}
