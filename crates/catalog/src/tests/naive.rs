//! The expected results, by a plain scan over the records. It shares with the engine only the folding of letters, the
//! splitting into words and syllables, the forms of a word, the table of traditional characters, and the typo test.

use crate::build::{Record, table, title_key};
use crate::forms::forms;
use crate::fuzzy::near;
use crate::pinyin::syllables;
use crate::query::{Condition, Order, Outcome, Query};
use crate::token::{Token, tokens, words};
use std::cmp::Reverse;

/// Answers a query and counts facets. `values` gives the number of values of each facet.
pub fn search(records: &[Record], values: &[usize], columns: usize, query: &Query) -> (Outcome, Vec<Vec<u32>>) {
    let words = words(&query.text);
    let words: Vec<Word> = words.into_iter().map(|token| Word::new(records, token)).collect();
    let scores: Vec<Option<u32>> = records.iter().map(|record| text_score(record, &words)).collect();
    let mut conditions = Vec::new();
    if !words.is_empty() {
        conditions.push(Condition::Text);
    }
    let chosen = |facet: usize| query.facets.get(facet).cloned().unwrap_or_default();
    let range = |column: usize| query.ranges.get(column).copied().unwrap_or_default();
    conditions.extend((0..values.len()).filter(|&facet| !chosen(facet).is_empty()).map(|f| Condition::Facet(f as u32)));
    conditions.extend((0..columns).filter(|&column| range(column).is_set()).map(|c| Condition::Range(c as u32)));
    let meets = |record: usize, condition: Condition| match condition {
        Condition::Text => scores[record].is_some(),
        Condition::Facet(facet) => {
            records[record].facets[facet as usize].iter().any(|value| chosen(facet as usize).contains(value))
        }
        Condition::Range(column) => records[record].numbers[column as usize].is_some_and(|number| {
            let range = range(column as usize);
            range.least.is_none_or(|least| least <= number) && range.greatest.is_none_or(|most| number <= most)
        }),
    };
    let without = |left_out: Option<Condition>| -> Vec<u32> {
        (0..records.len())
            .filter(|&record| conditions.iter().all(|&c| Some(c) == left_out || meets(record, c)))
            .map(|record| record as u32)
            .collect()
    };
    let mut order = without(None);
    match query.order {
        Order::Relevance => order.sort_by_key(|&record| Reverse(scores[record as usize])),
        Order::Title => {
            order.sort_by_key(|&record| title_key(&records[record as usize]));
            if query.descending {
                order.sort();
                order.sort_by_key(|&record| Reverse(title_key(&records[record as usize])));
            }
        }
        Order::Column(column) => {
            order.sort_by_key(|&record| match records[record as usize].numbers[column as usize] {
                None => (1, 0),
                Some(number) if query.descending => (0, -i64::from(number)),
                Some(number) => (0, i64::from(number)),
            });
        }
    }
    let counts = values.iter().enumerate().map(|(facet, &values)| {
        let found = without(Some(Condition::Facet(facet as u32)));
        let has = |record: &&u32, value: u32| records[**record as usize].facets[facet].contains(&value);
        (0..values as u32).map(|value| found.iter().filter(|record| has(record, value)).count() as u32).collect()
    });
    let mut loosen = None;
    if order.is_empty() {
        for &condition in &conditions {
            let found = without(Some(condition)).len() as u32;
            if found > loosen.map_or(0, |(_, most)| most) {
                loosen = Some((condition, found));
            }
        }
    }
    (Outcome { order, loosen }, counts.collect())
}

/// A word of the query.
struct Word {
    text: String,
    forms: Vec<String>,
    han: bool,
    /// Whether words one typo away also match.
    typo: bool,
}

impl Word {
    fn new(records: &[Record], token: Token) -> Word {
        let text = if token.han { table().text(&token.text) } else { token.text };
        let forms = forms(&text);
        let typo = !token.han
            && text.len() >= 4
            && text.chars().all(|c| c.is_ascii_lowercase())
            && !records.iter().flat_map(texts).flatten().any(|field| {
                tokens(&field)
                    .iter()
                    .any(|token| !token.han && (token.text.starts_with(&text) || forms.contains(&token.text)))
            });
        Word { text, forms, han: token.han, typo }
    }
}

/// The score of a record. `None` if it does not match.
fn text_score(record: &Record, words: &[Word]) -> Option<u32> {
    let mut sum = Some(0);
    for word in words {
        let best = if word.han {
            han_score(record, &word.text)
        } else {
            word_score(record, word).max(pinyin_score(record, &word.text))
        };
        sum = sum.filter(|_| best > 0).map(|sum| sum + best);
    }
    if words.len() > 1 && words.iter().all(|word| !word.han) {
        let all: String = words.iter().map(|word| word.text.as_str()).collect();
        let joined = pinyin_score(record, &all) * words.len() as u32;
        if joined > 0 {
            sum = sum.max(Some(joined));
        }
    }
    sum
}

fn texts(record: &Record) -> [Vec<String>; 5] {
    let [title, text, body] = [&record.title, &record.text, &record.body].map(|text| vec![text.clone()]);
    [title, record.names.clone(), record.keywords.clone(), text, body]
}

/// Scores by field, title first, and by quality: 1 loose, 2 prefix, 3 whole.
const SCORES: [[u32; 4]; 5] = [[0, 13, 14, 15], [0, 10, 11, 12], [0, 7, 8, 9], [0, 4, 5, 6], [0, 1, 2, 3]];

fn word_score(record: &Record, word: &Word) -> u32 {
    let mut best = 0;
    for (field, texts) in texts(record).iter().enumerate() {
        for token in texts.iter().flat_map(|text| tokens(text)).filter(|token| !token.han) {
            let fit = if token.text == word.text || word.forms.contains(&token.text) {
                3
            } else if token.text.starts_with(&word.text) {
                2
            } else {
                usize::from(word.typo && token.text.is_ascii() && near(word.text.as_bytes(), token.text.as_bytes()))
            };
            best = best.max(SCORES[field][fit]);
        }
    }
    best
}

fn han_score(record: &Record, word: &str) -> u32 {
    let mut best = 0;
    for (field, texts) in texts(record).iter().enumerate() {
        let runs = texts.iter().flat_map(|text| tokens(text)).filter(|token| token.han);
        let line = runs.map(|token| table().text(&token.text)).collect::<Vec<_>>().join("|");
        let fit = match (line == word, line.starts_with(word), line.contains(word)) {
            (true, _, _) => 3,
            (_, true, _) => 2,
            (_, _, true) => 1,
            _ => 0,
        };
        best = best.max(SCORES[field][fit]);
    }
    best
}

fn pinyin_score(record: &Record, word: &str) -> u32 {
    if word.len() > 40 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return 0;
    }
    let word = word.replace('v', "u");
    let syllables = syllables(&record.pinyin);
    let mut fit = 0;
    for start in 0..syllables.len() {
        let rest = &syllables[start..];
        let here = match (start, spelled(rest, &word)) {
            (0, Some(true)) => 3,
            (0, Some(false)) => 2,
            (_, Some(_)) => 1,
            _ => usize::from(word.len() > 1 && initials(rest, &word)),
        };
        fit = fit.max(here);
    }
    SCORES[1][fit]
}

/// `None` unless the letters are the syllables from the first on, the last possibly incomplete. Otherwise, whether they
/// are all of the syllables.
fn spelled(syllables: &[String], letters: &str) -> Option<bool> {
    let (first, rest) = syllables.split_first()?;
    if first == letters {
        return Some(rest.is_empty());
    }
    if first.starts_with(letters) {
        return Some(false);
    }
    letters.strip_prefix(first.as_str()).and_then(|letters| spelled(rest, letters))
}

fn initials(syllables: &[String], letters: &str) -> bool {
    if letters.is_empty() {
        return true;
    }
    let Some((first, rest)) = syllables.split_first() else { return false };
    let double = ["zh", "ch", "sh"].into_iter().find(|double| first.starts_with(double) && letters.starts_with(double));
    (first.starts_with(&letters[..1]) && initials(rest, &letters[1..]))
        || double.is_some_and(|_| initials(rest, &letters[2..]))
}
