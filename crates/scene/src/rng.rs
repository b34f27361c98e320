//! A small deterministic random number generator, so that a record always gets the same picture.

use formats::checksum::fnv64;

/// A SplitMix64 generator seeded from text.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// Seeds from text by its 64-bit FNV-1a hash.
    pub fn new(seed: &str) -> Self {
        Self(fnv64(seed.as_bytes()))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number from `low` up to `high`.
    pub fn range(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// An integer from 0 up to, but not including, `count`.
    pub fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    /// `true` with this probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A number from -1 to 1, more often near the middle.
    pub fn spread(&mut self) -> f64 {
        self.unit() - self.unit()
    }
}
