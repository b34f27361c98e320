//! Marks the parts of a text that match a query.

use super::forms::forms;
use super::fuzzy::near;
use super::token::{joined, tokens, words};
use super::{Catalog, Simplified};
use std::sync::Arc;

/// The words of a query, prepared for marking displayed texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    words: Vec<Mark>,
    simplified: Arc<Simplified>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    text: String,
    /// Its other forms. They only match whole words.
    forms: Vec<String>,
    letters: usize,
    han: bool,
    mistyped: bool,
}

impl Marker {
    /// Splits a query into words. Without a catalogue, no word is treated as mistyped.
    pub fn new(query: &str) -> Marker {
        let tokens = words(query);
        let joined = joined(&tokens);
        let joined =
            joined.map(|text| Mark { letters: text.len(), text, forms: Vec::new(), han: false, mistyped: false });
        let words = tokens.into_iter().map(|token| Mark {
            forms: forms(&token.text),
            letters: token.spans.len(),
            text: token.text,
            han: token.han,
            mistyped: false,
        });
        let words = words.chain(joined.filter(|mark| mark.text.is_ascii())).collect();
        Marker { words, simplified: Arc::default() }
    }

    /// The byte ranges of a text to mark: prefixes of words, runs of Chinese, and whole words with a typo. The ranges
    /// are ascending, do not touch and end on character boundaries.
    pub fn ranges(&self, text: &str) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for mut token in tokens(text) {
            if token.han {
                token.text = self.simplified.text(&token.text);
            }
            for word in self.words.iter().filter(|word| word.han == token.han) {
                let mut mark = |from: usize, letters: usize| {
                    if let Some(spans) = token.spans.get(from..from + letters).filter(|spans| !spans.is_empty()) {
                        let range = (spans[0].0, spans[spans.len() - 1].1);
                        ranges.insert(ranges.partition_point(|other| *other < range), range);
                    }
                };
                if word.han {
                    for (at, (byte, _)) in token.text.char_indices().enumerate() {
                        if token.text[byte..].starts_with(&word.text) {
                            mark(at, word.letters);
                        }
                    }
                } else if token.text.starts_with(&word.text) {
                    mark(0, word.letters);
                } else {
                    let typo = || token.text.is_ascii() && near(word.text.as_bytes(), token.text.as_bytes());
                    if word.forms.contains(&token.text) || word.mistyped && typo() {
                        mark(0, token.spans.len());
                    }
                }
            }
        }
        let mut apart: Vec<(usize, usize)> = Vec::new();
        for (start, end) in ranges {
            match apart.last_mut().filter(|last| start <= last.1) {
                Some(last) => last.1 = last.1.max(end),
                None => apart.push((start, end)),
            }
        }
        apart
    }
}

impl Catalog {
    /// Returns a marker for a query in this catalogue. Words that the catalogue treats as mistyped also mark words one
    /// typo away.
    pub fn marker(&self, query: &str) -> Marker {
        let mut marker = Marker::new(query);
        if let Some(plan) = self.plan(query) {
            for (mark, word) in marker.words.iter_mut().zip(&plan.words) {
                mark.mistyped = word.mistyped;
            }
        }
        if let Some(terms) = &self.layers[0].terms {
            marker.simplified = terms.simplified.clone();
            for mark in marker.words.iter_mut().filter(|mark| mark.han) {
                mark.text = marker.simplified.text(&mark.text);
            }
        }
        marker
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn queries_and_what_they_mark() {
        for (text, query, wanted) in [
            ("Zhanqiao Pier", "pi", "Zhanqiao [Pi]er"),
            ("Zhànqiáo", "zhanq", "[Zhànq]iáo"),
            ("Zha\u{300}nqiao", "zha", "[Zha\u{300}]nqiao"),
            ("Zhanqiao Pier", "zhan qiao", "[Zhanqiao] Pier"),
            ("青岛栈桥的栈桥", "栈桥", "青岛[栈桥]的[栈桥]"),
            ("关关关", "关关", "[关关关]"),
            ("Straße", "stras", "[Straß]e"),
            ("Xi'an", "xian", "[Xi'an]"),
            ("pier", "ier", "pier"),
            ("pier", "", "pier"),
            ("The beach and the pier", "beaches piers", "The [beach] and the [pier]"),
            ("beachfront", "beaches", "beachfront"),
            ("Two cities", "city", "Two [cities]"),
            ("seats 10,000 people", "10000", "seats [10,000] people"),
            ("ＡＢＣ", "ab", "[ＡＢ]Ｃ"),
        ] {
            let mut shown = text.to_owned();
            for (start, end) in Marker::new(query).ranges(text).into_iter().rev() {
                shown.insert(end, ']');
                shown.insert(start, '[');
            }
            assert_eq!(shown, wanted, "{query:?} in {text:?}");
        }
    }

    proptest! {
        #[test]
        fn ranges_lie_apart_and_between_characters(text in "[a-cßé\u{301} '栈桥关,]{0,20}", query in "[a-cß 栈桥]{0,6}", mistyped: bool) {
            let mut marker = Marker::new(&query);
            marker.words.iter_mut().for_each(|word| word.mistyped = mistyped);
            let mut end_before = None;
            for (start, end) in marker.ranges(&text) {
                prop_assert!(start < end && end_before.is_none_or(|before| before < start));
                prop_assert!(text.get(start..end).is_some());
                end_before = Some(end);
                let folded: String = tokens(&text[start..end]).into_iter().map(|token| token.text).collect();
                let shows = marker.words.iter().any(|word| folded.contains(&word.text));
                prop_assert!(mistyped || shows);
            }
        }

        #[test]
        fn a_text_marks_itself(text in "[a-z]{1,12}|[栈桥关]{1,12}") {
            prop_assert_eq!(Marker::new(&text).ranges(&text), vec![(0, text.len())]);
        }
    }
}
