//! Bit sets of small numbers.

/// A set of numbers below its length, 64 per word.
#[derive(Default)]
pub struct Bits {
    /// The words, lowest numbers first.
    pub words: Vec<u64>,
}

impl Bits {
    /// Empties the set and resizes it for numbers below `length`. Keeps its memory.
    pub fn reset(&mut self, length: usize) {
        self.words.clear();
        self.words.resize(length.div_ceil(64), 0);
    }

    /// Whether a number is in the set.
    #[inline(always)]
    pub fn has(&self, number: u32) -> bool {
        match self.words.get(number as usize / 64) {
            Some(word) => word >> (number % 64) & 1 == 1,
            None => false,
        }
    }

    /// Adds a number. Ignores numbers beyond the length.
    #[inline(always)]
    pub fn add(&mut self, number: u32) {
        if let Some(word) = self.words.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
    }
}

/// Visits the numbers of one word, ascending. `at` is the index of the word.
#[inline(always)]
pub fn each(mut word: u64, at: usize, mut visit: impl FnMut(u32)) {
    while word != 0 {
        visit(at as u32 * 64 + word.trailing_zeros());
        word &= word - 1;
    }
}
