//! The dictionary, the posting shards, and the sequences of Chinese and pinyin, of one layer.
//!
//! A frequent run of Chinese, such as a district or a common phrase, is a term of its own. Its postings are records, so
//! it costs one number per record instead of one per character. The sequence holds only the other runs.

use super::write::Write;
use super::{BuildError, Record, traditional};
use crate::layer::FIELDS;
use crate::pinyin::syllables;
use crate::runs::MOST_PLACES;
use crate::terms::{SYLLABLE, size_class};
use crate::text::PHRASE_PLACES;
use crate::token::{Token, WORD_LETTERS, tokens};
use std::collections::BTreeMap;

/// A run of Chinese that occurs at least this often is a term. For rarer runs, the letters of the term cost more than
/// it saves.
const OFTEN: u32 = 4;

/// The contents of the parts that text queries use.
pub struct Index {
    pub terms: Vec<u8>,
    pub han: Vec<u8>,
    pub pinyin: Vec<u8>,
    pub shards: Vec<Vec<u8>>,
}

/// The postings. Words and frequent runs have lists of records, one list for each kind of match that scores
/// differently. Characters and syllables have positions.
#[derive(Default)]
struct Postings {
    records: BTreeMap<String, Vec<Vec<u32>>>,
    places: BTreeMap<Vec<u8>, Vec<u32>>,
}

/// A sequence of positions, built segment by segment.
#[derive(Default)]
struct Line {
    lengths: Vec<u8>,
    end: u32,
    start: u32,
}

impl Line {
    /// Adds an empty position, which ends the run before it or stands for a run that is not in the sequence.
    fn open(&mut self) {
        self.end += 1;
    }

    fn next(&mut self) -> u32 {
        self.end += 1;
        self.end - 1
    }

    fn close(&mut self) -> Result<(), BuildError> {
        self.lengths.number(self.end - self.start);
        self.start = self.end;
        if self.end > MOST_PLACES { Err(BuildError::TooMuchText) } else { Ok(()) }
    }
}

impl Index {
    /// Indexes the texts of a layer. The first also has the pinyin.
    pub fn new(records: &[Record], layer: usize, shard: usize) -> Result<Index, BuildError> {
        let mut postings = Postings::default();
        let mut han = Line::default();
        let frequent = frequent_runs(records, layer);
        let count = FIELDS[layer].len();
        for (at, field) in FIELDS[layer].clone().enumerate() {
            for (number, record) in records.iter().enumerate() {
                let number = number as u32;
                let mut runs = Vec::new();
                for token in all_tokens(record, field) {
                    if token.han {
                        runs.push(token.text);
                    } else {
                        postings.add(token.text, count, at, number);
                    }
                }
                let is_alone = runs.len() == 1;
                for (place, run) in runs.into_iter().enumerate() {
                    han.open();
                    if frequent.contains_key(&run) {
                        let list = phrase_list(at, place == 0, is_alone);
                        postings.add(run, count * PHRASE_PLACES, list, number);
                    } else {
                        postings.place(&run, &mut han);
                    }
                }
                han.close()?;
            }
        }
        let mut pinyin = Line::default();
        for record in records.iter().filter(|_| layer == 0) {
            for (at, syllable) in syllables(&record.pinyin).into_iter().enumerate() {
                if at == 0 {
                    pinyin.open();
                }
                let mut term = vec![SYLLABLE];
                term.extend(syllable.bytes());
                postings.places.entry(term).or_default().push(pinyin.next());
            }
            pinyin.close()?;
        }
        let (terms, shards) = postings.write(shard)?;
        Ok(Index { terms, han: han.lengths, pinyin: pinyin.lengths, shards })
    }
}

/// The texts of a field.
fn texts(record: &Record, field: usize) -> Vec<&str> {
    match field {
        0 => vec![&record.title],
        1 => record.names.iter().map(String::as_str).collect(),
        2 => record.keywords.iter().map(String::as_str).collect(),
        3 => vec![&record.text],
        _ => vec![&record.body],
    }
}

/// The words and the simplified runs of Chinese of a field.
fn all_tokens(record: &Record, field: usize) -> impl Iterator<Item = Token> {
    texts(record, field).into_iter().flat_map(tokens).map(|mut token| {
        if token.han {
            token.text = traditional::table().text(&token.text);
        }
        token
    })
}

/// The index of the list, among the posting lists of a frequent run, that contains the record. `field` is counted
/// within the layer.
fn phrase_list(field: usize, is_first: bool, is_alone: bool) -> usize {
    field * PHRASE_PLACES + 2 - usize::from(is_first) - usize::from(is_alone)
}

/// The runs of Chinese that become terms.
fn frequent_runs(records: &[Record], layer: usize) -> BTreeMap<String, u32> {
    let mut runs: BTreeMap<String, u32> = BTreeMap::new();
    let all = records.iter().flat_map(|record| FIELDS[layer].clone().flat_map(|field| all_tokens(record, field)));
    let may_be = |token: &Token| token.han && (2..=WORD_LETTERS).contains(&token.spans.len());
    for token in all.filter(may_be) {
        *runs.entry(token.text).or_default() += 1;
    }
    runs.retain(|_, count| *count >= OFTEN);
    runs
}

impl Postings {
    /// Adds a record to one of the lists of a term.
    fn add(&mut self, term: String, lists: usize, list: usize, record: u32) {
        let list = &mut self.records.entry(term).or_insert_with(|| vec![Vec::new(); lists])[list];
        if list.last() != Some(&record) {
            list.push(record);
        }
    }

    /// Adds a run of Chinese to the sequence.
    fn place(&mut self, run: &str, han: &mut Line) {
        for c in run.chars() {
            self.places.entry(c.to_string().into_bytes()).or_default().push(han.next());
        }
    }

    /// Writes the dictionary and the shards.
    fn write(self, shard: usize) -> Result<(Vec<u8>, Vec<Vec<u8>>), BuildError> {
        let places = self.places.keys().filter_map(|place| std::str::from_utf8(place).ok());
        let traditional = traditional::needed(places.chain(self.records.keys().map(String::as_str)));
        let mut terms: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
        for (place, list) in self.places {
            let mut out = Vec::new();
            out.gaps(&list);
            terms.insert(place, out);
        }
        for (term, lists) in self.records {
            terms.insert(term.into_bytes(), write_lists(&lists));
        }
        let (mut shared, mut own, mut letters, mut lengths) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut total = 0u32;
        let mut last: &[u8] = &[];
        for (term, postings) in &terms {
            let same = last.iter().zip(term).take_while(|(a, b)| a == b).count();
            shared.push(same as u8);
            own.push((term.len() - same) as u8);
            letters.extend_from_slice(&term[same..]);
            let length = u32::try_from(postings.len()).ok();
            total = length.and_then(|length| total.checked_add(length)).ok_or(BuildError::TooMuchText)?;
            lengths.number(postings.len() as u32);
            last = term;
        }
        let mut lists: Vec<&Vec<u8>> = terms.values().collect();
        lists.sort_by_key(|postings| size_class(postings.len() as u32));
        let mut shards: Vec<Vec<u8>> = Vec::new();
        for postings in lists {
            match shards.last_mut().filter(|open| open.len() + postings.len() <= shard) {
                Some(open) => open.extend_from_slice(postings),
                None => shards.push(postings.clone()),
            }
        }
        let mut out = Vec::new();
        out.number(terms.len() as u32);
        out.extend([shared, own, letters, lengths].concat());
        shards.iter().for_each(|shard| out.number(shard.len() as u32));
        out.number(traditional.len() as u32);
        let mut last = 0;
        for (c, simplified) in traditional {
            out.number(u32::from(c) - last);
            out.signed(u32::from(simplified) as i32 - u32::from(c) as i32);
            last = u32::from(c);
        }
        Ok((out, shards))
    }
}

/// Writes the postings of a word or a frequent run: a bit mask of the lists that are not empty, then the records of
/// each list. The length in bytes comes before each list except the last.
fn write_lists(lists: &[Vec<u32>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut some = lists.iter().enumerate().filter(|(_, list)| !list.is_empty()).peekable();
    out.number(some.clone().fold(0, |mask, (at, _)| mask | 1 << at));
    while let Some((_, list)) = some.next() {
        let mut bytes = Vec::new();
        bytes.gaps(list);
        if some.peek().is_some() {
            out.number(bytes.len() as u32);
        }
        out.extend(bytes);
    }
    out
}
