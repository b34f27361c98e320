//! Fuzzy match: words with one typo.

use super::terms::{SYLLABLE, Terms};

/// Whether the word is within one typo of a prefix of the token, or of the whole token. A typo is one inserted, missing
/// or replaced letter, or two swapped neighbours (Damerau 1964). Also true if there is no typo.
pub fn near(word: &[u8], token: &[u8]) -> bool {
    let same = word.iter().zip(token).take_while(|(a, b)| a == b).count();
    // An edit before the first difference can always be moved to it.
    let word_rest = word.get(same..).unwrap_or_default();
    let token_rest = token.get(same..).unwrap_or_default();
    match (word_rest, token_rest) {
        ([], _) => true,
        ([_, word_after @ ..], []) => word_after.is_empty(),
        ([a, word_after @ ..], [b, token_after @ ..]) => {
            token_after.starts_with(word_after)
                || token_rest.starts_with(word_after)
                || token_after.starts_with(word_rest)
                || match (word_after, token_after) {
                    ([c, word_last @ ..], [d, token_last @ ..]) => {
                        a == d && b == c && token_last.starts_with(word_last)
                    }
                    _ => false,
                }
        }
    }
}

/// Whether a word may be mistyped: it has at least four letters, all of them a to z. Digits are excluded so that one
/// year never matches another.
pub fn may_be_mistyped(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

impl Terms {
    /// Visits the words of a to z and digits that have a prefix one typo away from the word.
    pub fn near(&self, word: &[u8], mut visit: impl FnMut(usize)) {
        let low = self.first(|term| term >= [SYLLABLE + 1].as_slice());
        let high = self.first(|term| term >= [0x80].as_slice());
        for at in low..high {
            let term = self.term(at);
            if near(word, term) && term.is_ascii() {
                visit(at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The optimal string alignment distance (Boytsov 2011, section 2.1), computed with its full table.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let change = usize::from(a[i - 1] != b[j - 1]);
                    let mut best = (table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(table[i - 1][j - 1] + change);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn near_is_a_distance_of_at_most_one_to_some_prefix(word in "[abc]{1,7}", token in "[abc]{1,9}") {
            let wanted = (0..=token.len()).any(|end| distance(word.as_bytes(), &token.as_bytes()[..end]) <= 1);
            prop_assert_eq!(near(word.as_bytes(), token.as_bytes()), wanted);
        }
    }
}
