//! A text as words and runs of Chinese, each letter with its place in the original.

use super::fold::{Folded, fold};

/// Letters of a word that count; what a longer one has beyond is dropped, in records and queries alike.
pub const WORD_LETTERS: usize = 40;

/// Words of a query that count.
pub const QUERY_WORDS: usize = 16;

/// A word, or an unbroken run of Chinese characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// A run of Chinese.
    pub han: bool,
    /// The folded letters.
    pub text: String,
    /// For each folded letter the bytes of the original that it stands for.
    pub spans: Vec<(usize, usize)>,
}

/// Splits a text. Chinese and other letters never share a token.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut done = Vec::new();
    let mut open = Token::default();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let (han, first, second) = match fold(c) {
            Folded::Nothing => continue,
            Folded::Mark => {
                if let Some(last) = open.spans.last_mut() {
                    last.1 = end;
                }
                continue;
            }
            Folded::Gap => {
                close(&mut open, &mut done);
                continue;
            }
            Folded::Han(c) => (true, c, None),
            Folded::Letter(c) => (false, c, None),
            Folded::Pair(first, second) => (false, first, Some(second)),
        };
        if open.han != han {
            close(&mut open, &mut done);
            open.han = han;
        }
        for letter in [Some(first), second].into_iter().flatten() {
            if han || open.spans.len() < WORD_LETTERS {
                open.text.push(letter);
                open.spans.push((at, end));
            }
        }
    }
    close(&mut open, &mut done);
    done
}

fn close(open: &mut Token, done: &mut Vec<Token>) {
    if !open.text.is_empty() {
        done.push(std::mem::take(open));
    }
}

/// The words of a query: the first [`QUERY_WORDS`], each cut at [`WORD_LETTERS`].
pub fn words(query: &str) -> Vec<Token> {
    let mut words = tokens(query);
    words.truncate(QUERY_WORDS);
    for word in &mut words {
        if let Some((end, _)) = word.text.char_indices().nth(WORD_LETTERS) {
            word.text.truncate(end);
            word.spans.truncate(WORD_LETTERS);
        }
    }
    words
}

/// All the words of a query in one, as pinyin is typed; nothing unless there are several, all without Chinese.
pub fn joined(words: &[Token]) -> Option<String> {
    if words.len() < 2 || words.iter().any(|word| word.han) {
        return None;
    }
    Some(words.iter().map(|word| word.text.as_str()).collect())
}

/// Whether one typo leads from the word to the beginning of a token, or to all of it: a letter more, less or other, or
/// two neighbours exchanged (Damerau 1964). True also with no typo at all.
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

/// Whether a word may be mistyped: at least four letters, a to z alone, so that a year is never taken for another.
pub fn may_be_mistyped(word: &str) -> bool {
    word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_and_their_tokens() {
        for (text, wanted) in [
            ("Zhanqiao Pier, 1892", "zhanqiao pier 1892"),
            ("栈桥Pier3号", "[栈桥] pier3 [号]"),
            ("Xi'an’s well-known", "xians well known"),
            ("栈桥,回澜阁", "[栈桥] [回澜阁]"),
            (" … ", ""),
        ] {
            let found: Vec<String> = tokens(text)
                .into_iter()
                .map(|token| if token.han { format!("[{}]", token.text) } else { token.text })
                .collect();
            assert_eq!(found.join(" "), wanted, "{text:?}");
        }
    }

    #[test]
    fn letters_know_their_bytes() {
        let token = &tokens("a Stra\u{df}e")[1];
        assert_eq!(token.text, "strasse");
        assert_eq!(token.spans, [(2, 3), (3, 4), (4, 5), (5, 6), (6, 8), (6, 8), (8, 9)]);
        assert_eq!(tokens("e\u{301}t")[0].spans, [(0, 3), (3, 4)], "a mark belongs to its letter");
    }

    #[test]
    fn long_words_are_cut() {
        let long = "x".repeat(100);
        assert_eq!(tokens(&long)[0].text.len(), WORD_LETTERS);
        assert_eq!(words(&"栈".repeat(100))[0].spans.len(), WORD_LETTERS);
        assert_eq!(words(&"a ".repeat(100)).len(), QUERY_WORDS);
    }

    /// Optimal string alignment distance (Boytsov 2011, section 2.1), by its full table.
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
