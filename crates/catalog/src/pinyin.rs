//! Splits pinyin into syllables, for the site tool. The browser finds the syllables in the dictionary.

use super::token::tokens;

/// The syllables of standard Chinese: an initial, then its finals. Tone marks and the dots of ü are ignored.
const SYLLABLES: [&str; 24] = [
    " a ai an ang ao e ei en eng er o ou",
    "b a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f a an ang ei en eng o ou u",
    "d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue un uo",
    "l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan ue un uo",
    "g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j i ia ian iang iao ie in ing iong iu u uan ue un",
    "q i ia ian iang iao ie in ing iong iu u uan ue un",
    "x i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r an ang ao e en eng i ong ou u ua uan ui un uo",
    "z a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y a an ang ao e i in ing o ong ou u uan ue un",
    "w a ai an ang ei en eng o u",
];

/// Whether folded letters form a syllable.
pub fn is_syllable(letters: &str) -> bool {
    SYLLABLES.iter().any(|row| {
        let mut parts = row.split(' ');
        let initial = parts.next().unwrap_or_default();
        letters.strip_prefix(initial).is_some_and(|end| parts.any(|last| last == end))
    })
}

/// The syllables of a name in pinyin. Spaces and apostrophes separate them. Within a word, the chosen reading has the
/// fewest syllables that begin with a, e or o after the first, because those are written with an apostrophe (GB/T
/// 16159); then the fewest syllables; then the longest first syllables. A word without a reading stays whole. v stands
/// for ü.
pub fn syllables(pinyin: &str) -> Vec<String> {
    let mut all = Vec::new();
    for piece in pinyin.split(['\'', '’', '‘']) {
        for token in tokens(piece).into_iter().filter(|token| !token.han) {
            let letters = token.text.replace('v', "u");
            match split(&letters) {
                Some(lengths) => {
                    let mut rest = letters.as_str();
                    for length in lengths {
                        let (syllable, after) = rest.split_at(length);
                        all.push(syllable.to_owned());
                        rest = after;
                    }
                }
                None => all.push(letters),
            }
        }
    }
    all
}

/// The lengths of the syllables of a word. `None` if it does not consist of syllables. It may end in an r.
fn split(word: &str) -> Option<Vec<usize>> {
    if !word.is_ascii() {
        return None;
    }
    // For each position, from the end: the cost of the rest and the length of its first syllable.
    let mut best: Vec<Option<((usize, usize), usize)>> = vec![None; word.len() + 1];
    best[word.len()] = Some(((0, 0), 0));
    for at in (0..word.len()).rev() {
        let inside = usize::from(at > 0 && word[at..].starts_with(['a', 'e', 'o']));
        for length in (1..=6.min(word.len() - at)).rev() {
            let Some(((vowels, count), _)) = best[at + length] else { continue };
            let syllable = &word[at..at + length];
            let ending = syllable == "r" && at > 0 && at + 1 == word.len();
            if !is_syllable(syllable) && !ending {
                continue;
            }
            let cost = (vowels + inside, count + 1);
            if best[at].is_none_or(|(least, _)| cost < least) {
                best[at] = Some((cost, length));
            }
        }
    }
    let mut lengths = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let (_, length) = best[at]?;
        lengths.push(length);
        at += length;
    }
    Some(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_syllables() {
        for (name, wanted) in [
            ("Zhàn Qiáo", "zhan qiao"),
            ("Zhànqiáo", "zhan qiao"),
            ("Bādàguān", "ba da guan"),
            ("Qīngdǎo", "qing dao"),
            ("Xī'ān", "xi an"),
            ("Xiān", "xian"),
            ("fāngàn", "fan gan"),
            ("fāng’àn", "fang an"),
            ("Tiān'ānmén", "tian an men"),
            ("lǜchéng nv lyu", "lu cheng nu lyu"),
            ("Qiánménr", "qian men r"),
            ("Huílán Gé 3 KTV", "hui lan ge 3 ktu"),
            ("", ""),
        ] {
            assert_eq!(syllables(name).join(" "), wanted, "{name:?}");
        }
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let count: usize = SYLLABLES.iter().map(|row| row.split(' ').count() - 1).sum();
        assert_eq!(count, 410);
        assert!(["zhuang", "a", "er", "nue", "lu"].into_iter().all(is_syllable));
        assert!(!["", "zh", "n", "bua", "zhuangg", "lv"].into_iter().any(is_syllable));
    }
}
