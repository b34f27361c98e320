//! Folds letters for comparison: to lower case, without tone marks and accents. Ligatures, squared units and the like
//! become the letters that people type.
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
}

/// Base letters of U+00C0 to U+00FF. A space is a gap.
const LATIN_1: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";

/// Base letters of U+0100 to U+017F.
const LATIN_A: &[u8; 128] = b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll\
nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+01CD to U+01DC: the third tone of pinyin and the tones of its ü.
const CARONS: &[u8; 16] = b"aaiioouuuuuuuuuu";

/// The letters of U+FB00 to U+FB06.
const LIGATURES: &str = "ff fi fl ffi ffl st st";

/// The letters of U+2160 to U+216F, and of U+2170 to U+217F.
const ROMAN: &str = "i ii iii iv v vi vii viii ix x xi xii l c d m";

/// The letters of U+3371 to U+337A.
const SQUARED: &str = "hpa da au bar ov pc dm dm2 dm3 iu";

/// The letters of U+3380 to U+33DF.
const UNITS: &str = "pa na μa ma ka kb mb gb cal kcal pf nf μf μg mg kg hz khz mhz ghz thz μl ml dl kl fm nm μm mm cm km \
     mm2 cm2 m2 km2 mm3 cm3 m3 km3 m/s m/s2 pa kpa mpa gpa rad rad/s rad/s2 ps ns μs ms pv nv μv mv kv mv \
     pw nw μw mw kw mw kω mω a.m. bq cc cd c/kg co. db gy ha hp in kk km kt lm ln log lx mb mil mol ph \
     p.m. ppm pr sr sv wb v/m a/m";

/// The letters of U+FF66 to U+FF9D, half-width katakana.
const KATAKANA: &str =
    "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

/// Hiragana whose voiced form is the next character. Katakana are 0x60 higher.
const VOICED: &str = "かきくけこさしすせそたちつてとはひふへほ";

/// The letters that a character stands for, if it stands for several.
fn expanded(c: char) -> Option<&'static str> {
    let word = |words: &'static str, first: u32| words.split(' ').nth((c as u32 - first) as usize);
    match c as u32 {
        0xc6 | 0xe6 => Some("ae"),
        0xde | 0xfe => Some("th"),
        0xdf | 0x1e9e => Some("ss"),
        0x132 | 0x133 => Some("ij"),
        0x152 | 0x153 => Some("oe"),
        0x2103 => Some("°c"),
        0x2109 => Some("°f"),
        0x2116 => Some("no"),
        0x2121 => Some("tel"),
        0x2122 => Some("tm"),
        0x2160..=0x216f => word(ROMAN, 0x2160),
        0x2170..=0x217f => word(ROMAN, 0x2170),
        0x3371..=0x337a => word(SQUARED, 0x3371),
        0x3380..=0x33df => word(UNITS, 0x3380),
        0xfb00..=0xfb06 => word(LIGATURES, 0xfb00),
        _ => None,
    }
}

/// A Japanese letter in full width, together with the voicing mark that may follow it. Other characters are unchanged.
fn kana(c: char, next: Option<char>) -> char {
    let code = c as u32;
    let wide = match code {
        0xff66..=0xff9d => KATAKANA.chars().nth((code - 0xff66) as usize).unwrap_or(c),
        _ => c,
    };
    let further = match next {
        Some('\u{3099}' | '\u{ff9e}') => 1,
        Some('\u{309a}' | '\u{ff9f}') => 2,
        _ => return wide,
    };
    let code = wide as u32;
    let hiragana = char::from_u32(if code >= 0x30a1 { code - 0x60 } else { code }).unwrap_or(wide);
    let changes = if further == 1 { VOICED.contains(hiragana) } else { "はひふへほ".contains(hiragana) };
    match (wide, changes) {
        ('ウ', _) if further == 1 => 'ヴ',
        (_, true) => char::from_u32(code + further).unwrap_or(wide),
        _ => wide,
    }
}

/// Folds one character, after [`expanded`] and [`kana`].
fn fold(c: char) -> Folded {
    let code = c as u32;
    match code {
        0x27 | 0x60 | 0xad | 0x2bc | 0x2018 | 0x2019 | 0x200b..=0x200d | 0x2060 | 0xfe00..=0xfe0f | 0xfeff => {
            Folded::Nothing
        }
        0..0x80 if c.is_ascii_alphanumeric() => Folded::Letter(c.to_ascii_lowercase()),
        0xb2 | 0xb3 => digit(code - 0xb0),
        0xb9 => digit(1),
        0x2070 => digit(0),
        0x2074..=0x2079 => digit(code - 0x2070),
        0x2080..=0x2089 => digit(code - 0x2080),
        0xb5 => Folded::Letter('μ'),
        0x212a => Folded::Letter('k'),
        0x212b => Folded::Letter('a'),
        0..0xc0 | 0x2000..=0x2bff | 0x2e00..=0x2e7f | 0x30fb | 0xe000..=0xf8ff | 0xfe10..=0xfe6f => Folded::Gap,
        0x3005 | 0x3007 => Folded::Han(c),
        0x3000..=0x303f | 0xff5f..=0xff65 | 0xffe0..=0xffff | 0x1f000..=0x1faff | 0xe0000.. => Folded::Gap,
        0xc0..=0xff => base(LATIN_1[(code - 0xc0) as usize]),
        0x100..=0x17f => base(LATIN_A[(code - 0x100) as usize]),
        0x1cd..=0x1dc => base(CARONS[(code - 0x1cd) as usize]),
        0x1f8 | 0x1f9 => Folded::Letter('n'),
        0x251 => Folded::Letter('a'),
        0x261 => Folded::Letter('g'),
        0x300..=0x36f | 0x3099 | 0x309a | 0xff9e | 0xff9f => Folded::Mark,
        0x391..=0x3a9 | 0x410..=0x42f => Folded::Letter(later(c, 0x20)),
        0x400..=0x40f => Folded::Letter(later(c, 0x50)),
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

/// The folded characters of a text, each with the character that it comes from and its byte offset. Digit group separators are skipped: `10,000` is 10000.
pub fn letters(text: &str) -> impl Iterator<Item = (usize, char, Folded)> {
    let (mut was_digit, mut number_end) = (false, 0);
    text.char_indices().flat_map(move |(at, c)| {
        let is_digit = is_digit(c);
        if is_digit && !was_digit && at >= number_end {
            number_end = at + grouped(&text[at..]);
        }
        was_digit = is_digit;
        let in_number = at < number_end;
        let several = expanded(c);
        let one = several.is_none().then(|| kana(c, text[at + c.len_utf8()..].chars().next()));
        one.into_iter().chain(several.unwrap_or_default().chars()).map(move |letter| {
            let folded = fold(letter);
            (at, c, if in_number && folded == Folded::Gap { Folded::Nothing } else { folded })
        })
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
        letter => Folded::Letter(char::from(letter)),
    }
}

fn digit(digit: u32) -> Folded {
    char::from_digit(digit, 10).map_or(Folded::Gap, Folded::Letter)
}

/// The character this many places later.
fn later(c: char, places: u32) -> char {
    char::from_u32(c as u32 + places).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let mut out = String::new();
        for (_, _, folded) in letters(text) {
            match folded {
                Folded::Gap => out.push('|'),
                Folded::Mark | Folded::Nothing => {}
                Folded::Han(c) | Folded::Letter(c) => out.push(c),
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
            ("ﬁlm oﬃce ﬂight ﬀ ﬆ", "film|office|flight|ff|st"),
            ("500㎡ 3㎞ 5㎏ ㎐ ㍱ ㎧", "500m2|3km|5kg|hz|hpa|m|s"),
            ("m² m³ CO₂ x¹⁰", "m2|m3|co2|x10"),
            ("25℃ №5 Ⅻ ⅳ µm ㎛", "25|c|no5|xii|iv|μm|μm"),
            ("ｶﾞｲﾄﾞ ﾊﾟﾝ ﾋﾞﾙ ｳﾞ ｱｰﾄ", "ガイド|パン|ビル|ヴ|アート"),
            ("か\u{3099} ハ\u{309a} あ\u{3099}", "が|パ|あ"),
            ("ΑΩ КИНО Ё", "αω|кино|ё"),
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
            ("10,000 m²", "10000 m2"),
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
            for (_, _, folded) in letters(c.encode_utf8(&mut [0; 4])) {
                if let Folded::Letter(c) = folded {
                    assert_eq!(fold(c), folded, "{c:?}");
                    assert_eq!(expanded(c), None, "{c:?}");
                }
            }
        }
    }
}
