//! Scores how well each record matches a text query.

use super::Catalog;
use super::bit::{Bits, each};
use super::byte::{Bytes, Gaps};
use super::layer::{FIELDS, Layer};
use super::plan::{BEGINS, Edge, LOOSE, Matches, Pinyin, Plan, WHOLE};
use super::runs::Runs;
use std::ops::Range;

/// The number of text fields of a record.
const COUNT: usize = FIELDS[FIELDS.len() - 1].end;

/// The field whose score pinyin gets.
const NAMES: usize = 1;

/// The score of a match: the field counts first, then the quality of the match. At most [`BEST`].
pub fn score(field: usize, fit: u8) -> u8 {
    3 * (COUNT - 1 - field.min(COUNT - 1)) as u8 + fit
}

/// The number of scored positions of a frequent run of Chinese in a field: alone, first, or later. Its postings have
/// one list for each position in each field.
pub const PHRASE_PLACES: usize = 3;

/// The score of a match in a list of a frequent run. `fit` is the quality of the match at the start of the run, `first`
/// the first field of the layer.
fn phrase_score(first: usize, list: usize, fit: u8) -> u8 {
    let most = [WHOLE, BEGINS, LOOSE][list % PHRASE_PLACES];
    score(first + list / PHRASE_PLACES, fit.min(most))
}

/// The highest [`score`].
pub const BEST: u32 = 3 * COUNT as u32;

/// Memory that text queries reuse.
#[derive(Default)]
pub struct TextScratch {
    /// For each record, the best score of the current word.
    best: Vec<u8>,
    /// For each record, the sum of the scores of the words; 0 if one of them did not match.
    pub total: Vec<u32>,
    /// For each letter of a pinyin word, the positions where a reading of the letters before it ends.
    states: Vec<Bits>,
    /// The same, for the readings that begin with the first syllable of a name.
    anchored: Vec<Bits>,
}

impl TextScratch {
    /// Scores all records by the first `layers` layers. The parts that the plan needs of them must be loaded.
    pub fn score(&mut self, catalog: &Catalog, plan: &Plan, layers: usize) {
        let records = catalog.table.records as usize;
        self.best.resize(records, 0);
        self.total.clear();
        self.total.resize(records, 0);
        for (at, word) in plan.words.iter().enumerate() {
            self.best.fill(0);
            for ((layer, fields), matches) in catalog.layers.iter().zip(FIELDS).zip(&word.matches).take(layers) {
                self.matches(layer, fields, matches);
            }
            if let Some(pinyin) = &word.pinyin {
                self.pinyin(catalog, pinyin);
            }
            for (total, &best) in self.total.iter_mut().zip(&self.best) {
                *total = if best == 0 || (at > 0 && *total == 0) { 0 } else { *total + u32::from(best) };
            }
        }
        if let Some(joined) = &plan.joined {
            self.best.fill(0);
            self.pinyin(catalog, joined);
            for (total, &best) in self.total.iter_mut().zip(&self.best) {
                *total = (*total).max(u32::from(best) * plan.words.len() as u32);
            }
        }
    }

    fn matches(&mut self, layer: &Layer, fields: Range<usize>, matches: &Matches) {
        let (first, count) = (fields.start, fields.len());
        for &(place, fit) in &matches.terms {
            self.lists(layer.postings(place), count, |list| score(first + list, fit));
        }
        for &(place, fit) in &matches.phrases {
            self.lists(layer.postings(place), count * PHRASE_PLACES, |list| phrase_score(first, list, fit));
        }
        if !matches.han.is_empty() {
            self.han(layer, fields, matches);
        }
    }

    /// Scores the postings of a word or a frequent run: a bit mask of the lists present, then the records of each list.
    /// The length in bytes comes before each list except the last.
    fn lists(&mut self, postings: &[u8], most: usize, score: impl Fn(usize) -> u8) {
        let mut bytes = Bytes::new(postings);
        let Ok(mask) = bytes.number() else { return };
        let mut rest = bytes.rest();
        for at in 0..most {
            if mask >> at & 1 == 0 {
                continue;
            }
            let mut list = rest;
            if mask >> (at + 1) != 0 {
                let mut bytes = Bytes::new(rest);
                let Ok(length) = bytes.number() else { return };
                let Ok(taken) = bytes.take(length as usize) else { return };
                list = taken;
                rest = bytes.rest();
            }
            let score = score(at);
            for record in Gaps::new(list) {
                let Some(best) = self.best.get_mut(record as usize) else { break };
                if *best < score {
                    *best = score;
                }
            }
        }
    }

    fn han(&mut self, layer: &Layer, fields: Range<usize>, matches: &Matches) {
        let Some(runs) = &layer.han else { return };
        self.grow(2);
        let [mut before, mut after] = [0, 1].map(|at| std::mem::take(&mut self.states[at]));
        for (at, &place) in matches.han.iter().enumerate() {
            after.reset(runs.places());
            let any = step(layer.postings(place), (at > 0).then_some(&before), &mut after);
            std::mem::swap(&mut before, &mut after);
            if !any {
                break;
            }
        }
        let length = matches.han.len() as u32;
        self.hits(runs, fields, &before, |first, last, place| match (place + 1 == first + length, place == last) {
            (true, true) => WHOLE,
            (true, false) => BEGINS,
            _ => LOOSE,
        });
        self.states[0] = before;
        self.states[1] = after;
    }

    fn pinyin(&mut self, catalog: &Catalog, pinyin: &Pinyin) {
        let layer = &catalog.layers[0];
        let Some(runs) = &catalog.pinyin else { return };
        let end = pinyin.letters;
        self.grow(end + 2);
        if self.walk(layer, runs, &pinyin.syllables) {
            self.take_hits(runs, end, WHOLE);
            self.take_hits(runs, end + 1, BEGINS);
        }
        if self.walk(layer, runs, &pinyin.initials) {
            self.anchored[end].reset(0);
            self.take_hits(runs, end, LOOSE);
        }
    }

    fn grow(&mut self, states: usize) {
        self.states.resize_with(self.states.len().max(states), Bits::default);
        self.anchored.resize_with(self.states.len(), Bits::default);
    }

    /// Fills the states by following the edges. False if there are none.
    fn walk(&mut self, layer: &Layer, runs: &Runs, edges: &[Edge]) -> bool {
        for states in [&mut self.states, &mut self.anchored] {
            states.iter_mut().for_each(|state| state.words.clear());
            edges.iter().for_each(|edge| states[edge.to].reset(runs.places()));
        }
        for edge in edges {
            let (before, after) = self.states.split_at_mut(edge.to);
            let (anchored_before, anchored_after) = self.anchored.split_at_mut(edge.to);
            let first = edge.from == 0;
            let from = (!first).then_some(&before[edge.from]);
            let anchored = if first { &runs.begins } else { &anchored_before[edge.from] };
            let list = layer.postings(edge.place);
            step_both(list, from, anchored, &mut after[0], &mut anchored_after[0]);
        }
        !edges.is_empty()
    }

    /// Scores the ends of readings: `fit` for readings anchored at both ends, at most a prefix score for the others.
    fn take_hits(&mut self, runs: &Runs, state: usize, fit: u8) {
        let hits = std::mem::take(&mut self.states[state]);
        let anchored = std::mem::take(&mut self.anchored[state]);
        self.hits(runs, NAMES..NAMES + 1, &hits, |_, last, place| match (anchored.has(place), place == last) {
            (true, true) => fit,
            (true, false) => BEGINS.min(fit),
            _ => LOOSE,
        });
        self.states[state] = hits;
        self.anchored[state] = anchored;
    }

    /// Scores the records that contain the positions where a match ends. `fit` receives the first and last position of
    /// the segment, and the position itself.
    fn hits(&mut self, runs: &Runs, fields: Range<usize>, hits: &Bits, fit: impl Fn(u32, u32, u32) -> u8) {
        let records = self.best.len();
        let mut field = fields.start;
        let (mut stretch, mut first) = (0, 0);
        for (at, &word) in hits.words.iter().enumerate() {
            each(word, at, |place| {
                stretch = runs.stretch(place, stretch);
                while stretch >= first + records && field + 1 < fields.end {
                    first += records;
                    field += 1;
                }
                let Some(&[start, end]) = runs.starts.get(stretch..stretch + 2).and_then(|pair| pair.first_chunk())
                else {
                    return;
                };
                let score = score(field, fit(start + 1, end.wrapping_sub(1), place));
                if let Some(best) = self.best.get_mut(stretch - first).filter(|best| **best < score) {
                    *best = score;
                }
            });
        }
    }
}

/// Adds the postings that directly follow a position in `from`, or all postings if it is `None`. Returns whether there
/// were any.
fn step(postings: &[u8], from: Option<&Bits>, to: &mut Bits) -> bool {
    let mut any = false;
    for place in Gaps::new(postings) {
        if from.is_none_or(|from| from.has(place.wrapping_sub(1))) {
            to.add(place);
            any = true;
        }
    }
    any
}

/// Does [`step`] for all readings and for the anchored ones among them.
fn step_both(postings: &[u8], from: Option<&Bits>, anchored: &Bits, to: &mut Bits, anchored_to: &mut Bits) {
    for place in Gaps::new(postings) {
        let before = place.wrapping_sub(1);
        if from.is_none_or(|from| from.has(before)) {
            to.add(place);
            if anchored.has(before) {
                anchored_to.add(place);
            }
        }
    }
}
