//! Plans a text query with the dictionary, before any posting is read.

use super::bit::{Bits, each};
use super::forms::forms;
use super::fuzzy::may_be_mistyped;
use super::layer::LAYERS;
use super::terms::{Place, SYLLABLE, Terms};
use super::token::{Token, WORD_LETTERS, joined, words};
use std::ops::Range;

/// The quality of a match: a typo, initials, or Chinese or syllables inside a longer text.
pub const LOOSE: u8 = 1;
/// A prefix.
pub const BEGINS: u8 = 2;
/// The whole word.
pub const WHOLE: u8 = 3;

/// A planned text query.
pub struct Plan {
    pub words: Vec<Word>,
    /// Several words joined into one string of pinyin.
    pub joined: Option<Pinyin>,
    /// For each layer, the shards that hold the needed postings, ascending.
    pub shards: [Vec<u32>; LAYERS],
}

/// The possible matches of one word of the query.
#[derive(Default)]
pub struct Word {
    /// The matches in each layer.
    pub matches: [Matches; LAYERS],
    /// Syllables.
    pub pinyin: Option<Pinyin>,
    /// Whether no term of the loaded layers begins with the word, so that their `terms` are fuzzy matches.
    pub mistyped: bool,
}

/// The possible matches of a word in one layer.
#[derive(Default)]
pub struct Matches {
    /// Words of the records, and the quality of each match.
    pub terms: Vec<(Place, u8)>,
    /// The characters of a run of Chinese in the sequence. Empty if one of them does not occur there.
    pub han: Vec<Place>,
    /// The frequent runs that contain a run of Chinese, and the quality of the match at their start.
    pub phrases: Vec<(Place, u8)>,
}

/// The ways to read letters as syllables.
#[derive(Default)]
pub struct Pinyin {
    /// The number of letters.
    pub letters: usize,
    /// Edges of whole syllables. The last syllable may be incomplete; its edge then leads to `letters + 1`.
    pub syllables: Vec<Edge>,
    /// Edges of initials.
    pub initials: Vec<Edge>,
}

/// A syllable, or one of several, for the letters between two positions of the query.
#[derive(Clone, Copy)]
pub struct Edge {
    pub from: usize,
    pub to: usize,
    pub place: Place,
}

impl Plan {
    /// Plans a query with the loaded dictionaries. The one of the short texts must be loaded.
    pub fn new(layers: [Option<&Terms>; LAYERS], query: &str) -> Plan {
        let tokens = words(query);
        let short = layers[0];
        let mut plan = Plan {
            joined: joined(&tokens).and_then(|letters| Pinyin::new(short?, &letters)),
            words: tokens.iter().map(|token| Word::new(layers, token)).collect(),
            shards: Default::default(),
        };
        for (layer, terms) in layers.into_iter().enumerate() {
            let Some(terms) = terms else { continue };
            let mut shards = Bits::default();
            shards.reset(terms.shards.len());
            plan.each_place(layer, |place| terms.shards_of(place).for_each(|shard| shards.add(shard as u32)));
            for (at, &word) in shards.words.iter().enumerate() {
                each(word, at, |shard| plan.shards[layer].push(shard));
            }
        }
        plan
    }

    /// Whether a layer needs the positions of Chinese.
    pub fn has_han(&self, layer: usize) -> bool {
        self.words.iter().any(|word| !word.matches[layer].han.is_empty())
    }

    /// Whether pinyin needs positions.
    pub fn has_pinyin(&self) -> bool {
        self.joined.is_some() || self.words.iter().any(|word| word.pinyin.is_some())
    }

    /// Visits all postings that the query reads in a layer.
    fn each_place(&self, layer: usize, mut visit: impl FnMut(Place)) {
        for matches in self.words.iter().map(|word| &word.matches[layer]) {
            matches.terms.iter().chain(&matches.phrases).for_each(|&(place, _)| visit(place));
            matches.han.iter().for_each(|&place| visit(place));
        }
        if layer > 0 {
            return;
        }
        for pinyin in self.words.iter().filter_map(|word| word.pinyin.as_ref()).chain(&self.joined) {
            pinyin.syllables.iter().chain(&pinyin.initials).for_each(|edge| visit(edge.place));
        }
    }
}

impl Word {
    fn new(layers: [Option<&Terms>; LAYERS], token: &Token) -> Word {
        let mut word = Word::default();
        let loaded = || layers.into_iter().enumerate().filter_map(|(layer, terms)| Some((layer, terms?)));
        if token.han {
            loaded().for_each(|(layer, terms)| word.matches[layer] = Matches::of_han(terms, &token.text));
            return word;
        }
        let forms = forms(&token.text);
        loaded().for_each(|(layer, terms)| word.matches[layer] = Matches::of_word(terms, &token.text, &forms));
        if word.matches.iter().all(|matches| matches.terms.is_empty()) && may_be_mistyped(&token.text) {
            word.mistyped = true;
            for (layer, terms) in loaded() {
                let found = &mut word.matches[layer].terms;
                terms.near(token.text.as_bytes(), |at| found.push((terms.place(at), LOOSE)));
            }
        }
        word.pinyin = layers[0].and_then(|terms| Pinyin::new(terms, &token.text));
        word
    }
}

impl Matches {
    fn of_han(terms: &Terms, run: &str) -> Matches {
        let run = terms.simplified.text(run);
        let text = run.as_bytes();
        let characters = run.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]);
        let places: Option<Vec<Place>> = characters.map(|c| Some(terms.place(terms.exactly(c)?))).collect();
        let mut matches = Matches { han: places.unwrap_or_default(), ..Matches::default() };
        terms.phrases(text, |at, begins| {
            let fit = match (terms.has_length(at, text.len()), begins) {
                (true, _) => WHOLE,
                (false, true) => BEGINS,
                (false, false) => LOOSE,
            };
            matches.phrases.push((terms.place(at), fit));
        });
        matches
    }

    fn of_word(terms: &Terms, word: &str, forms: &[String]) -> Matches {
        let mut matches = Matches::default();
        for at in terms.beginning(word.as_bytes()) {
            matches.terms.push((terms.place(at), if terms.has_length(at, word.len()) { WHOLE } else { BEGINS }));
        }
        for at in forms.iter().filter_map(|form| terms.exactly(form.as_bytes())) {
            matches.terms.push((terms.place(at), WHOLE));
        }
        matches
    }
}

impl Pinyin {
    /// Reads letters as pinyin; `v` is typed for ü. `None` if no reading has all its syllables in the dictionary.
    fn new(terms: &Terms, text: &str) -> Option<Pinyin> {
        let length = text.len();
        if length > WORD_LETTERS || !text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let letters: Vec<u8> = text.bytes().map(|byte| if byte == b'v' { b'u' } else { byte }).collect();
        let mut pinyin = Pinyin { letters: length, ..Pinyin::default() };
        let mut term = Vec::new();
        for from in 0..length {
            for to in from + 1..=length {
                spell(&mut term, &letters[from..to]);
                let begun = terms.beginning(&term);
                if begun.is_empty() {
                    break;
                }
                let whole = usize::from(terms.has_length(begun.start, term.len()));
                push(&mut pinyin.syllables, terms, from, to, begun.start..begun.start + whole);
                if to == length {
                    push(&mut pinyin.syllables, terms, from, length + 1, begun.start + whole..begun.end);
                }
                let two = to == from + 2 && letters[from + 1] == b'h' && matches!(letters[from], b'z' | b'c' | b's');
                if length > 1 && (to == from + 1 || two) {
                    push(&mut pinyin.initials, terms, from, to, begun);
                }
            }
        }
        keep_paths(&mut pinyin.syllables, length);
        keep_paths(&mut pinyin.initials, length);
        (!pinyin.syllables.is_empty() || !pinyin.initials.is_empty()).then_some(pinyin)
    }
}

fn spell(term: &mut Vec<u8>, letters: &[u8]) {
    term.clear();
    term.push(SYLLABLE);
    term.extend_from_slice(letters);
}

fn push(edges: &mut Vec<Edge>, terms: &Terms, from: usize, to: usize, range: Range<usize>) {
    edges.extend(range.map(|at| Edge { from, to, place: terms.place(at) }));
}

/// Keeps the edges on a path from the first letter to the end. They must be sorted by start.
fn keep_paths(edges: &mut Vec<Edge>, length: usize) {
    let mut reached = [false; WORD_LETTERS + 2];
    reached[0] = true;
    edges.retain(|edge| {
        reached[edge.to] |= reached[edge.from];
        reached[edge.from]
    });
    let mut leads = [false; WORD_LETTERS + 2];
    leads[length] = true;
    leads[length + 1] = true;
    for edge in edges.iter().rev() {
        leads[edge.from] |= leads[edge.to];
    }
    edges.retain(|edge| leads[edge.to]);
}
