//! Search over the search file: every word of the query must occur in an entry.
//!
//! Letters are compared without case and without tone marks, so pinyin is found
//! as it is typed. Chinese is matched by substring. Titles rank before words,
//! words before texts.

use crate::wire::SearchEntry;

/// Folds a text for comparison: lower case, tone marks of pinyin and common accents removed.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\'' | '’'))
        .map(|c| match c {
            'ā' | 'á' | 'ǎ' | 'à' | 'ä' | 'â' | 'Ā' | 'Á' | 'Ǎ' | 'À' => 'a',
            'ē' | 'é' | 'ě' | 'è' | 'ê' | 'Ē' | 'É' | 'Ě' | 'È' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' | 'î' => 'i',
            'ō' | 'ó' | 'ǒ' | 'ò' | 'ö' | 'ô' | 'Ō' | 'Ó' | 'Ǒ' | 'Ò' => 'o',
            'ū' | 'ú' | 'ǔ' | 'ù' | 'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'u',
            _ => c.to_ascii_lowercase(),
        })
        .collect()
}

/// An entry made ready for comparison.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// The entry.
    pub entry: SearchEntry,
    title: String,
    words: String,
    text: String,
}

impl Indexed {
    /// Folds an entry once, so that a keystroke does not.
    pub fn new(entry: SearchEntry) -> Indexed {
        Indexed { title: fold(&entry.title), words: fold(&entry.words), text: fold(&entry.text), entry }
    }

    /// How well one folded word fits: 0 not at all, more is better.
    fn fit(&self, word: &str) -> u32 {
        if self.title.starts_with(word) {
            8
        } else if starts_a_word(&self.title, word) {
            6
        } else if starts_a_word(&self.words, word) {
            3
        } else if starts_a_word(&self.text, word) {
            1
        } else {
            0
        }
    }
}

/// Whether `word` occurs at the start of a word of `text`; anywhere when it is not ASCII.
fn starts_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !word.is_ascii() || text[..at].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric())
    })
}

/// The entries that fit a query, best first; those that fit alike keep their order.
///
/// A query with no letters finds nothing.
pub fn find<'a>(entries: &'a [Indexed], query: &str) -> Vec<&'a SearchEntry> {
    let folded = fold(query);
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, &SearchEntry)> = entries
        .iter()
        .filter_map(|indexed| {
            let mut score = 0;
            for word in &words {
                match indexed.fit(word) {
                    0 => return None,
                    fit => score += fit,
                }
            }
            Some((score, &indexed.entry))
        })
        .collect();
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Page;

    fn entries() -> Vec<Indexed> {
        [
            ("Zhanqiao Pier", "栈桥 Zhànqiáo", "440 m long, the old town's landmark"),
            ("Huilan Pavilion", "回澜阁 Huílán Gé", "at the end of Zhanqiao Pier"),
            ("Badaguan", "八大关 Bādàguān", "villas of many styles"),
        ]
        .into_iter()
        .map(|(title, words, text)| {
            Indexed::new(SearchEntry {
                to: Page::Home,
                kind: String::new(),
                title: title.into(),
                text: text.into(),
                words: words.into(),
            })
        })
        .collect()
    }

    #[test]
    fn queries_and_what_they_find() {
        let entries = entries();
        for (query, titles) in [
            ("pier", vec!["Zhanqiao Pier", "Huilan Pavilion"]),
            ("PIER zhan", vec!["Zhanqiao Pier", "Huilan Pavilion"]),
            ("栈", vec!["Zhanqiao Pier"]),
            ("大关", vec!["Badaguan"]),
            ("bādà", vec!["Badaguan"]),
            ("huilan ge", vec!["Huilan Pavilion"]),
            ("ier", vec![]),
            ("", vec![]),
            ("   ", vec![]),
            ("town’s", vec!["Zhanqiao Pier"]),
        ] {
            let found: Vec<_> = find(&entries, query).into_iter().map(|entry| entry.title.as_str()).collect();
            assert_eq!(found, titles, "{query:?}");
        }
    }
}
