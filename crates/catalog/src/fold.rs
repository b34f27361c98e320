//! Folds letters for comparison: to lower case, without tone marks and accents.
//!
//! The tables are written out so that the WebAssembly module does not include the standard library's Unicode tables.

use formats::{han::unified, is_digit};

/// The meaning of a character in a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folded {
    /// Ends a word: space, punctuation, symbols.
    Gap,
    /// Belongs to the preceding letter: a combining mark.
    Mark,
    /// Ignored: apostrophes, soft hyphens, joiners.
    Nothing,
    /// A Chinese character.
    Han(char),
    /// A letter or digit of another script.
    Letter(char),
    /// A letter that folds to two.
    Pair(char, char),
}

/// Base letters of U+00C0 to U+00FF. A digit is an index into [`PAIRS`]; a space is a gap.
const LATIN_1: &[u8; 64] = b"aaaaaa1ceeeeiiiidnooooo ouuuuy23aaaaaa1ceeeeiiiidnooooo ouuuuy2y";

/// Base letters of U+0100 to U+017F.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkkllllllllll\
nnnnnnnnnoooooo55rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+01CD to U+01DC: the third tone of pinyin and the tones of its ü.
const CARONS: &[u8; 16] = b"aaiioouuuuuuuuuu";

const PAIRS: [(char, char); 5] = [('a', 'e'), ('t', 'h'), ('s', 's'), ('i', 'j'), ('o', 'e')];

/// Folds one character.
pub fn fold(c: char) -> Folded {
    let code = c as u32;
    match code {
        0x27 | 0x60 | 0xad | 0x2bc | 0x2018 | 0x2019 | 0x200b..=0x200d | 0x2060 | 0xfe00..=0xfe0f | 0xfeff => {
            Folded::Nothing
        }
        0..0x80 if c.is_ascii_alphanumeric() => Folded::Letter(c.to_ascii_lowercase()),
        0..0xc0 | 0x2000..=0x2bff | 0x2e00..=0x2e7f | 0x30fb | 0xe000..=0xf8ff | 0xfe10..=0xfe6f => Folded::Gap,
        0x3005 | 0x3007 => Folded::Han(c),
        0x3000..=0x303f | 0xff5f..=0xff65 | 0xffe0..=0xffff | 0x1f000..=0x1faff | 0xe0000.. => Folded::Gap,
        0xc0..=0xff => base(LATIN_1[(code - 0xc0) as usize]),
        0x100..=0x17f => base(LATIN_A[(code - 0x100) as usize]),
        0x1cd..=0x1dc => base(CARONS[(code - 0x1cd) as usize]),
        0x1f8 | 0x1f9 => Folded::Letter('n'),
        0x251 => Folded::Letter('a'),
        0x261 => Folded::Letter('g'),
        0x300..=0x36f => Folded::Mark,
        0x1e3e | 0x1e3f => Folded::Letter('m'),
        0x1ea0..=0x1eb7 => Folded::Letter('a'),
        0x1eb8..=0x1ec7 => Folded::Letter('e'),
        0x1ec8..=0x1ecb => Folded::Letter('i'),
        0x1ecc..=0x1ee3 => Folded::Letter('o'),
        0x1ee4..=0x1ef1 => Folded::Letter('u'),
        0x1ef2..=0x1ef9 => Folded::Letter('y'),
        0x2e80..=0x2fdf | 0xf900..=0xfaff => Folded::Han(unified(c)),
        0x3400..=0x4dbf | 0x4e00..=0x9fff | 0x20000..=0x3ffff => Folded::Han(c),
        0xff01..=0xff5e => fold(formats::half_width(c)),
        _ => Folded::Letter(c),
    }
}

/// The folded characters of a text, each with its byte offset. Digit group separators are skipped: `10,000` is 10000.
pub fn letters(text: &str) -> impl Iterator<Item = (usize, char, Folded)> {
    let (mut was_digit, mut number_end) = (false, 0);
    text.char_indices().map(move |(at, c)| {
        let is_digit = is_digit(c);
        if is_digit && !was_digit && at >= number_end {
            number_end = at + grouped(&text[at..]);
        }
        was_digit = is_digit;
        let folded = fold(c);
        (at, c, if at < number_end && folded == Folded::Gap { Folded::Nothing } else { folded })
    })
}

/// The length in bytes of the grouped number at the start of `text` (`1,234,567`), or 0.
fn grouped(text: &str) -> usize {
    let count = |text: &str| text.chars().take_while(|c| is_digit(*c)).count();
    let bytes = |text: &str| text.find(|c| !is_digit(c)).unwrap_or(text.len());
    let first = bytes(text);
    let mut rest = &text[first..];
    let Some(separator) = rest.chars().next().filter(|c| matches!(c, ',' | '，' | '\u{a0}' | '\u{2009}' | '\u{202f}'))
    else {
        return 0;
    };
    if count(text) > 3 {
        return 0;
    }
    while let Some(after) = rest.strip_prefix(separator) {
        match count(after) {
            3 => rest = &after[bytes(after)..],
            // A list of numbers: 1,000,20.
            0 => break,
            _ => return 0,
        }
    }
    if rest.len() == text.len() - first { 0 } else { text.len() - rest.len() }
}

/// Folds each character of a text and puts single spaces between its words.
pub fn folded(text: &str) -> String {
    let mut out = String::new();
    for (_, _, c) in letters(text) {
        match c {
            Folded::Gap if out.ends_with(' ') || out.is_empty() => {}
            Folded::Gap => out.push(' '),
            Folded::Mark | Folded::Nothing => {}
            Folded::Han(c) | Folded::Letter(c) => out.push(c),
            Folded::Pair(first, second) => out.extend([first, second]),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn base(letter: u8) -> Folded {
    match letter {
        b' ' => Folded::Gap,
        b'1'..=b'5' => {
            let (first, second) = PAIRS[(letter - b'1') as usize];
            Folded::Pair(first, second)
        }
        letter => Folded::Letter(char::from(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            match fold(c) {
                Folded::Gap => out.push('|'),
                Folded::Mark | Folded::Nothing => {}
                Folded::Han(c) | Folded::Letter(c) => out.push(c),
                Folded::Pair(first, second) => out.extend([first, second]),
            }
        }
        out
    }

    #[test]
    fn texts_and_what_they_become() {
        for (text, wanted) in [
            ("Zhàn Qiáo", "zhan|qiao"),
            ("āáǎà ēéěè īíǐì ōóǒò ūúǔù ǖǘǚǜü", "aaaa|eeee|iiii|oooo|uuuu|uuuuu"),
            ("ĀÁǍÀ ĒÉĚÈ ŌÓǑÒ Ǹǹ ḿ", "aaaa|eeee|oooo|nn|m"),
            ("Straße Æsir Œuvre Þing Ĳ", "strasse|aesir|oeuvre|thing|ij"),
            ("Łódź Żółć Řeřicha Ğ ſ", "lodz|zolc|rericha|g|s"),
            ("e\u{301}té", "ete"),
            ("town’s Xi'an", "towns|xian"),
            ("4K 25p", "4k|25p"),
            ("栈桥、回澜阁", "栈桥|回澜阁"),
            ("〇年々", "〇年々"),
            ("×÷·“”—🎬©½", "|||||||||"),
            ("Ủy Việt", "uy|viet"),
            ("かな・カナ", "かな|カナ"),
            ("⽂化⻘岛 \u{f9dc}", "文化青岛|隆"),
        ] {
            assert_eq!(marked(text), wanted, "{text:?}");
        }
        assert_eq!(marked("\u{ff21}\u{ff5a}\u{ff19}\u{ff0c}"), "az9|", "full width");
    }

    #[test]
    fn a_folded_text_has_single_spaces() {
        for (text, wanted) in [("  Café · du —  Port ", "cafe du port"), ("栈桥、Pier", "栈桥 pier"), (" … ", "")]
        {
            assert_eq!(folded(text), wanted);
        }
    }

    #[test]
    fn digits_in_groups_are_one_number() {
        for (text, wanted) in [
            ("10,000 m²", "10000 m"),
            ("1,234,567.89", "1234567 89"),
            ("10\u{a0}000 and 10\u{202f}000 and 10'000", "10000 and 10000 and 10000"),
            ("１０，０００人", "10000人"),
            ("in 1892, 440 m", "in 1892 440 m"),
            ("2023,100", "2023 100"),
            ("1,2,3", "1 2 3"),
            ("1,000,20", "1 000 20"),
            ("12,3456", "12 3456"),
            ("10,000, then", "10000 then"),
            ("a1,000b", "a1000b"),
            ("1,", "1"),
            (",000", "000"),
            ("10 000", "10 000"),
        ] {
            assert_eq!(folded(text), wanted, "{text}");
        }
    }

    #[test]
    fn every_character_folds_to_itself_again() {
        for c in '\0'..=char::MAX {
            match fold(c) {
                Folded::Letter(c) => assert_eq!(fold(c), Folded::Letter(c), "{c:?}"),
                Folded::Pair(a, b) => assert!(a.is_ascii_lowercase() && b.is_ascii_lowercase()),
                _ => {}
            }
        }
    }
}
