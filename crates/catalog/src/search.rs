//! One pass over the columns: finds the records that fail no condition and those that fail exactly one.
//!
//! The failures are kept until the next search, so facet counts cost nothing until they are needed.

use super::bit::{Bits, each};
use super::layer::{LAYERS, PARTS};
use super::plan::Plan;
use super::query::{Condition, Missing, Order, Outcome, Query, Range};
use super::table::Values;
use super::text::{BEST, TextScratch};
use super::token::QUERY_WORDS;
use super::{Catalog, Part};
use std::rc::Rc;

/// Memory that queries reuse.
#[derive(Default)]
pub struct Scratch {
    text: TextScratch,
    /// The conditions of the last search.
    conditions: Vec<Condition>,
    /// For each condition, the records that fail it. Further entries are unused memory.
    fails: Vec<Bits>,
    /// Records that fail at least one condition, and at least two.
    once: Bits,
    twice: Bits,
    counters: Vec<u32>,
    passes: Vec<bool>,
}

impl Scratch {
    /// The last search's conditions, and memory for counting.
    pub(super) fn answer(&mut self) -> (View<'_>, &mut Vec<u32>) {
        let Scratch { conditions, fails, once, twice, counters, .. } = self;
        (View { fails: &fails[..conditions.len()], conditions, once, twice }, counters)
    }
}

impl Catalog {
    /// The parts that must still be fetched before [`Catalog::search`] can answer. Once they are loaded there may be
    /// more, because the dictionary says where the postings are. The files of the bodies come last.
    pub fn needs(&self, query: &Query) -> Vec<Part> {
        self.missing(query, self.plan(&query.text).as_deref())
    }

    /// Answers a query.
    ///
    /// # Errors
    /// Some of the parts in [`Catalog::needs`] are not loaded.
    pub fn search(&mut self, query: &Query) -> Result<Outcome, Missing> {
        let plan = self.plan(&query.text);
        let missing = self.missing(query, plan.as_deref());
        if !missing.is_empty() {
            return Err(Missing(missing));
        }
        Ok(self.answer_and_keep(query, plan.as_deref(), LAYERS))
    }

    /// The records that the short texts alone find, while files of the bodies are missing. `None` if the answer has to
    /// wait: other files are missing too, nothing is found yet, or a word that looks mistyped, and is not pinyin, may be
    /// in a body. Also `None` if [`Catalog::search`] can answer.
    pub fn early(&mut self, query: &Query) -> Option<Outcome> {
        let plan = self.plan(&query.text)?;
        let is_doubtful = plan.words.iter().any(|word| word.mistyped && word.pinyin.is_none());
        if is_doubtful || !self.missing_first(query, Some(&plan)).is_empty() || self.missing_bodies(&plan).is_empty() {
            return None;
        }
        Some(self.answer_and_keep(query, Some(&plan), 1)).filter(|outcome| outcome.total() > 0)
    }

    fn answer_and_keep(&mut self, query: &Query, plan: Option<&Plan>, layers: usize) -> Outcome {
        let mut scratch = std::mem::take(&mut self.scratch);
        let outcome = self.answer(query, plan, layers, &mut scratch);
        self.scratch = scratch;
        outcome
    }

    /// Prepares for a reader who is about to type. Returns the missing parts that a text like this one needs. Postings
    /// are left out; bodies are asked for last, and only if they are one file. If none is missing, it runs the query
    /// once, so that memory and code are warm for the first search. Call it when the search field gets the focus, and
    /// again when parts arrive, until it returns none. The last result and its counts stay.
    pub fn prepare(&self, like: &str) -> Vec<Part> {
        let query = Query { text: like.to_owned(), ..Query::default() };
        let plan = self.fresh_plan(like).filter(|plan| !plan.words.is_empty());
        let mut missing = self.missing_first(&query, plan.as_ref());
        missing.retain(|part| !matches!(part, Part::Postings(_)));
        if missing.is_empty() {
            let bodies = plan.as_ref().map(|plan| self.missing_bodies(plan)).unwrap_or_default();
            missing.extend(bodies.into_iter().filter(|part| *part == Part::Bodies));
        }
        if missing.is_empty() {
            self.answer(&query, plan.as_ref(), 1, &mut Scratch::default());
        }
        missing
    }

    /// The plan of a text. `None` if the dictionary is not loaded or the text has no words. The last plan is cached,
    /// because each query is planned several times: for the parts it needs, its result and its marks.
    pub(super) fn plan(&self, text: &str) -> Option<Rc<Plan>> {
        let mut last = self.last.borrow_mut();
        let plan = match last.as_ref().filter(|(of, _)| of == text) {
            Some((_, plan)) => plan.clone(),
            None => {
                let plan = Rc::new(self.fresh_plan(text)?);
                *last = Some((text.to_owned(), plan.clone()));
                plan
            }
        };
        (!plan.words.is_empty()).then_some(plan)
    }

    fn fresh_plan(&self, text: &str) -> Option<Plan> {
        let [short, bodies] = self.layers.each_ref().map(|layer| layer.terms.as_ref());
        Some(Plan::new([Some(short?), bodies], text))
    }

    fn missing(&self, query: &Query, plan: Option<&Plan>) -> Vec<Part> {
        let first = self.missing_first(query, plan);
        match plan {
            Some(plan) if first.is_empty() => self.missing_bodies(plan),
            _ => first,
        }
    }

    /// The missing parts of the layer of the bodies.
    fn missing_bodies(&self, plan: &Plan) -> Vec<Part> {
        let layer = &self.layers[1];
        match &layer.terms {
            _ if layer.postings.is_empty() => Vec::new(),
            None if self.table.bodies_in_one => vec![Part::Bodies],
            None => vec![PARTS[1].terms],
            Some(_) => self.missing_of(1, plan),
        }
    }

    /// The missing parts of a layer whose dictionary is loaded.
    fn missing_of(&self, layer: usize, plan: &Plan) -> Vec<Part> {
        let (parts, loaded) = (&PARTS[layer], &self.layers[layer]);
        let mut missing = Vec::new();
        if plan.has_han(layer) && loaded.han.is_none() {
            missing.push(parts.han);
        }
        let is_missing = |shard: &u32| loaded.postings.get(*shard as usize).is_some_and(Option::is_none);
        missing.extend(plan.shards[layer].iter().copied().filter(is_missing).map(parts.postings));
        missing
    }

    /// The missing parts, without those of the bodies.
    fn missing_first(&self, query: &Query, plan: Option<&Plan>) -> Vec<Part> {
        let mut parts = Vec::new();
        if query.order == Order::Title && self.titles.is_none() {
            parts.push(Part::Titles);
        }
        for (at, values) in self.values.iter().enumerate() {
            let asked =
                query.order == Order::Column(at as u32) || query.ranges.get(at).is_some_and(|range| range.is_set());
            if asked && values.is_none() {
                parts.push(Part::Column(at as u32));
            }
        }
        match (&self.layers[0].terms, plan) {
            (Some(_), Some(plan)) => {
                if plan.has_pinyin() && self.pinyin.is_none() {
                    parts.push(Part::PinyinRuns);
                }
                parts.extend(self.missing_of(0, plan));
            }
            (None, _) if !super::token::words(&query.text).is_empty() => parts.push(PARTS[0].terms),
            _ => {}
        }
        parts
    }

    fn answer(&self, query: &Query, plan: Option<&Plan>, layers: usize, scratch: &mut Scratch) -> Outcome {
        let records = self.table.records as usize;
        let Scratch { text, conditions, fails, once, twice, counters, passes } = scratch;
        conditions.clear();
        if let Some(plan) = plan {
            text.score(self, plan, layers);
            conditions.push(Condition::Text);
            fill(slot(fails, conditions.len()), &text.total, |total| total == 0);
        }
        for (number, facet) in self.table.facets.iter().enumerate() {
            let Some(chosen) = query.facets.get(number).filter(|chosen| !chosen.is_empty()) else { continue };
            passes.clear();
            passes.extend(facet.sets.iter().map(|set| set.iter().any(|value| chosen.contains(value))));
            conditions.push(Condition::Facet(number as u32));
            fill(slot(fails, conditions.len()), &facet.column, |set| {
                !passes.get(set as usize).is_some_and(|&pass| pass)
            });
        }
        for (number, values) in self.values.iter().enumerate() {
            let (Some(range), Some(values)) = (query.ranges.get(number).filter(|range| range.is_set()), values) else {
                continue;
            };
            let (low, high) = values.bounds(*range);
            conditions.push(Condition::Range(number as u32));
            fill(slot(fails, conditions.len()), &values.column, |place| place < low || place > high);
        }
        let fails = &fails[..conditions.len()];
        tally(fails, records, once, twice);

        let total: u32 = once.words.iter().map(|word| word.count_zeros()).sum();
        let view = View { fails, conditions, once, twice };
        let loosen = if total > 0 { None } else { view.loosen() };
        let keys = match query.order {
            Order::Relevance => plan.map(|_| (text.total.as_slice(), BEST * QUERY_WORDS as u32, true)),
            Order::Title => self.titles.as_ref().map(|it| (it.as_slice(), self.table.records, query.descending)),
            Order::Column(at) => {
                let values = self.values.get(at as usize).and_then(Option::as_ref);
                values.map(|it| (it.column.as_slice(), it.numbers.len() as u32, query.descending))
            }
        };
        let order = view.order(total, keys, counters);
        Outcome { order, loosen }
    }
}

impl Values {
    /// The indices of the numbers within bounds, from 1. The first is above the second if there are none.
    fn bounds(&self, range: Range) -> (u32, u32) {
        let low = range.least.map_or(0, |least| self.numbers.partition_point(|&number| number < least));
        let high = range.greatest.map_or(self.numbers.len(), |most| self.numbers.partition_point(|&n| n <= most));
        (low as u32 + 1, high as u32)
    }
}

/// The last of `count` sets, created if needed.
fn slot(sets: &mut Vec<Bits>, count: usize) -> &mut Bits {
    sets.resize_with(sets.len().max(count), Bits::default);
    &mut sets[count - 1]
}

/// Replaces a set with the records whose number in a column fails a test.
fn fill(bits: &mut Bits, column: &[u32], fails: impl Fn(u32) -> bool) {
    bits.words.clear();
    bits.words.extend(
        column
            .chunks(64)
            .map(|chunk| chunk.iter().enumerate().fold(0, |word, (at, &number)| word | u64::from(fails(number)) << at)),
    );
}

/// Computes the records that fail at least once and at least twice. Bits beyond the last record count as failing twice.
fn tally(fails: &[Bits], records: usize, once: &mut Bits, twice: &mut Bits) {
    once.reset(records);
    if let Some(last) = once.words.last_mut().filter(|_| !records.is_multiple_of(64)) {
        *last = u64::MAX << (records % 64);
    }
    twice.words.clone_from(&once.words);
    for bits in fails {
        for ((once, twice), fails) in once.words.iter_mut().zip(&mut twice.words).zip(&bits.words) {
            *twice |= *once & fails;
            *once |= fails;
        }
    }
}

/// The evaluated conditions of a query.
pub(super) struct View<'a> {
    fails: &'a [Bits],
    conditions: &'a [Condition],
    once: &'a Bits,
    twice: &'a Bits,
}

impl View<'_> {
    /// Visits the records that meet all conditions, ignoring this one.
    pub(super) fn each_without(&self, condition: Condition, mut visit: impl FnMut(u32)) {
        let own = self.conditions.iter().position(|&other| other == condition).map(|at| &self.fails[at]);
        for (at, (&once, &twice)) in self.once.words.iter().zip(&self.twice.words).enumerate() {
            let alone = own.map_or(0, |own| own.words[at] & once & !twice);
            each(!once | alone, at, &mut visit);
        }
    }

    fn loosen(&self) -> Option<(Condition, u32)> {
        let mut best = None;
        for &condition in self.conditions {
            let mut found = 0;
            self.each_without(condition, |_| found += 1);
            if found > best.map_or(0, |(_, most)| most) {
                best = Some((condition, found));
            }
        }
        best
    }

    /// The records found, sorted by a counting sort over keys from 1 to the given maximum. Key 0 comes last in either
    /// direction.
    fn order(&self, total: u32, keys: Option<(&[u32], u32, bool)>, counters: &mut Vec<u32>) -> Vec<u32> {
        let mut order = vec![0; total as usize];
        let Some((keys, most, descending)) = keys else {
            let mut slots = order.iter_mut();
            self.each_found(|record| slots.next().into_iter().for_each(|slot| *slot = record));
            return order;
        };
        let bucket = |record: u32| match keys[record as usize] {
            0 => most,
            key if descending => most.saturating_sub(key),
            key => key - 1,
        } as usize;
        counters.clear();
        counters.resize(most as usize + 2, 0);
        self.each_found(|record| counters[bucket(record) + 1] += 1);
        for at in 1..counters.len() {
            counters[at] += counters[at - 1];
        }
        self.each_found(|record| {
            let slot = &mut counters[bucket(record)];
            order[*slot as usize] = record;
            *slot += 1;
        });
        order
    }

    fn each_found(&self, mut visit: impl FnMut(u32)) {
        for (at, &once) in self.once.words.iter().enumerate() {
            each(!once, at, &mut visit);
        }
    }
}
