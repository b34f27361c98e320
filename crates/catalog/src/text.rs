//! Scores how well each record matches a text query.

use super::Catalog;
use super::bit::{Bits, each};
use super::byte::{Bytes, Gaps, SEAL};
use super::plan::{BEGINS, Edge, LOOSE, Pinyin, Plan, WHOLE, Word};
use super::runs::Runs;
use super::terms::{Place, Terms};

/// The number of text fields of a record, by descending weight: title, names, keywords, text.
pub const FIELDS: usize = 4;

/// The field whose score pinyin gets.
const NAMES: usize = 1;

/// The score of a match: the field counts first, then the quality of the match. At most [`BEST`].
pub fn score(field: usize, fit: u8) -> u8 {
    3 * (FIELDS - 1 - field.min(FIELDS - 1)) as u8 + fit
}

/// The number of scored positions of a frequent run of Chinese in a field: alone, first, or later. Its postings have
/// one list for each position in each field.
pub const PHRASE_PLACES: usize = 3;

/// The score of a match in a list of a frequent run. `fit` is the quality of the match at the start of the run.
fn phrase_score(list: usize, fit: u8) -> u8 {
    let most = [WHOLE, BEGINS, LOOSE][list % PHRASE_PLACES];
    score(list / PHRASE_PLACES, fit.min(most))
}

/// The highest [`score`].
pub const BEST: u32 = 3 * FIELDS as u32;

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
    /// Scores all records. The parts that the plan needs must be loaded.
    pub fn score(&mut self, catalog: &Catalog, terms: &Terms, plan: &Plan) {
        let records = catalog.table.records as usize;
        self.best.resize(records, 0);
        self.total.clear();
        self.total.resize(records, 0);
        for (at, word) in plan.words.iter().enumerate() {
            self.best.fill(0);
            self.word(catalog, terms, word);
            for (total, &best) in self.total.iter_mut().zip(&self.best) {
                *total = if best == 0 || (at > 0 && *total == 0) { 0 } else { *total + u32::from(best) };
            }
        }
        if let Some(joined) = &plan.joined {
            self.best.fill(0);
            self.pinyin(catalog, terms, joined);
            for (total, &best) in self.total.iter_mut().zip(&self.best) {
                *total = (*total).max(u32::from(best) * plan.words.len() as u32);
            }
        }
    }

    fn word(&mut self, catalog: &Catalog, terms: &Terms, word: &Word) {
        for &(place, fit) in &word.terms {
            self.lists(postings(catalog, terms, place), FIELDS, |field| score(field, fit));
        }
        for &(place, fit) in &word.phrases {
            self.lists(postings(catalog, terms, place), FIELDS * PHRASE_PLACES, |list| phrase_score(list, fit));
        }
        if !word.han.is_empty() {
            self.han(catalog, terms, &word.han);
        }
        if let Some(pinyin) = &word.pinyin {
            self.pinyin(catalog, terms, pinyin);
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

    fn han(&mut self, catalog: &Catalog, terms: &Terms, characters: &[Place]) {
        let Some(runs) = &catalog.han else { return };
        self.grow(2);
        let [mut before, mut after] = [0, 1].map(|at| std::mem::take(&mut self.states[at]));
        for (at, &place) in characters.iter().enumerate() {
            after.reset(runs.places());
            let any = step(postings(catalog, terms, place), (at > 0).then_some(&before), &mut after);
            std::mem::swap(&mut before, &mut after);
            if !any {
                break;
            }
        }
        let length = characters.len() as u32;
        self.hits(runs, &before, |first, last, place| match (place + 1 == first + length, place == last) {
            (true, true) => WHOLE,
            (true, false) => BEGINS,
            _ => LOOSE,
        });
        self.states[0] = before;
        self.states[1] = after;
    }

    fn pinyin(&mut self, catalog: &Catalog, terms: &Terms, pinyin: &Pinyin) {
        let Some(runs) = &catalog.pinyin else { return };
        let end = pinyin.letters;
        self.grow(end + 2);
        if self.walk(catalog, terms, runs, &pinyin.syllables) {
            self.take_hits(runs, end, WHOLE);
            self.take_hits(runs, end + 1, BEGINS);
        }
        if self.walk(catalog, terms, runs, &pinyin.initials) {
            self.anchored[end].reset(0);
            self.take_hits(runs, end, LOOSE);
        }
    }

    fn grow(&mut self, states: usize) {
        self.states.resize_with(self.states.len().max(states), Bits::default);
        self.anchored.resize_with(self.states.len(), Bits::default);
    }

    /// Fills the states by following the edges. False if there are none.
    fn walk(&mut self, catalog: &Catalog, terms: &Terms, runs: &Runs, edges: &[Edge]) -> bool {
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
            let list = postings(catalog, terms, edge.place);
            step_both(list, from, anchored, &mut after[0], &mut anchored_after[0]);
        }
        !edges.is_empty()
    }

    /// Scores the ends of readings: `fit` for readings anchored at both ends, at most a prefix score for the others.
    fn take_hits(&mut self, runs: &Runs, state: usize, fit: u8) {
        let hits = std::mem::take(&mut self.states[state]);
        let anchored = std::mem::take(&mut self.anchored[state]);
        self.hits(runs, &hits, |_, last, place| match (anchored.has(place), place == last) {
            (true, true) => fit,
            (true, false) => BEGINS.min(fit),
            _ => LOOSE,
        });
        self.states[state] = hits;
        self.anchored[state] = anchored;
    }

    /// Scores the records that contain the positions where a match ends. `fit` receives the first and last position of
    /// the segment, and the position itself.
    fn hits(&mut self, runs: &Runs, hits: &Bits, fit: impl Fn(u32, u32, u32) -> u8) {
        let records = self.best.len();
        let fields = if runs.starts.len() <= records + 1 { NAMES..NAMES + 1 } else { 0..FIELDS };
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

/// The bytes of a term's postings. Empty if they are not where the dictionary says.
fn postings<'a>(catalog: &'a Catalog, terms: &Terms, place: Place) -> &'a [u8] {
    let shard = terms.shards_of(place).start;
    let find = || {
        let start = terms.shards.get(shard)?;
        let file = catalog.postings.get(shard)?.as_ref()?;
        file.get(SEAL + (place.start - start) as usize..SEAL + (place.end - start) as usize)
    };
    find().unwrap_or_default()
}
