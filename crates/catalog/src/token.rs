//! Splits a text into words and runs of Chinese. Each letter keeps its position in the original.

use super::fold::{Folded, letters};

/// The maximum length of a word in letters. The rest is dropped, in records and queries alike.
pub const WORD_LETTERS: usize = 40;

/// The maximum number of words in a query.
pub const QUERY_WORDS: usize = 16;

/// The units that may directly follow a number.
const UNITS: [&str; 12] = ["mm", "cm", "m", "km", "mm2", "cm2", "m2", "km2", "cm3", "m3", "kg", "km3"];

/// A word, or an unbroken run of Chinese characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Whether it is a run of Chinese.
    pub han: bool,
    /// The folded letters.
    pub text: String,
    /// For each folded letter, its byte range in the original.
    pub spans: Vec<(usize, usize)>,
}

/// Splits a text into tokens. Chinese and other letters never share a token.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut done = Vec::new();
    let mut open = Token::default();
    for (at, c, folded) in letters(text) {
        let end = at + c.len_utf8();
        let (han, letter) = match folded {
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
            Folded::Han(c) => (true, c),
            Folded::Letter(c) => (false, c),
        };
        if open.han != han {
            close(&mut open, &mut done);
            open.han = han;
        }
        if han || open.spans.len() < WORD_LETTERS {
            open.text.push(letter);
            open.spans.push((at, end));
        }
    }
    close(&mut open, &mut done);
    done
}

fn close(open: &mut Token, done: &mut Vec<Token>) {
    if open.text.is_empty() {
        return;
    }
    let mut token = std::mem::take(open);
    // A number and its unit are two words, with and without a space between them.
    let digits = token.text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && UNITS.contains(&&token.text[digits..]) {
        let (text, spans) = (token.text.split_off(digits), token.spans.split_off(digits));
        done.push(token);
        token = Token { han: false, text, spans };
    }
    done.push(token);
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

/// All words of a query joined, as pinyin is typed. `None` unless there are several words, all without Chinese.
pub fn joined(words: &[Token]) -> Option<String> {
    if words.len() < 2 || words.iter().any(|word| word.han) {
        return None;
    }
    Some(words.iter().map(|word| word.text.as_str()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_their_tokens() {
        for (text, wanted) in [
            ("Zhanqiao Pier, 1892", "zhanqiao pier 1892"),
            ("栈桥Pier3号", "[栈桥] pier3 [号]"),
            ("Xi'an’s well-known", "xians well known"),
            ("栈桥,回澜阁", "[栈桥] [回澜阁]"),
            (" … ", ""),
            ("10,000 m, 1,2", "10000 m 1 2"),
            ("500㎡ 500m² 500 m2 35mm 4K 25p 10,000㎞", "500 m2 500 m2 500 m2 35 mm 4k 25p 10000 km"),
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
}
