//! The dictionary, the postings in shards, and the lines of Chinese and pinyin.

use super::write::Write;
use super::{BuildError, Record};
use crate::catalog::pinyin::syllables;
use crate::catalog::runs::MOST_PLACES;
use crate::catalog::terms::SYLLABLE;
use crate::catalog::text::FIELDS;
use crate::catalog::token::{Token, tokens};
use std::collections::BTreeMap;

/// The contents of the parts that answer text.
pub struct Index {
    pub terms: Vec<u8>,
    pub han: Vec<u8>,
    pub pinyin: Vec<u8>,
    pub shards: Vec<Vec<u8>>,
}

/// Records by word and field, and places by character or syllable.
#[derive(Default)]
struct Postings {
    words: BTreeMap<String, [Vec<u32>; FIELDS]>,
    places: BTreeMap<Vec<u8>, Vec<u32>>,
}

/// A line that grows by stretches.
#[derive(Default)]
struct Line {
    lengths: Vec<u8>,
    end: u32,
    start: u32,
}

impl Line {
    /// Leaves a place empty and ends there what stood before.
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
    /// Reads all the texts.
    pub fn new(records: &[Record], shard: usize) -> Result<Index, BuildError> {
        let mut postings = Postings::default();
        let mut han = Line::default();
        for field in 0..FIELDS {
            for (number, record) in records.iter().enumerate() {
                for token in texts(record, field).into_iter().flat_map(tokens) {
                    postings.add(token, field, number as u32, &mut han);
                }
                han.close()?;
            }
        }
        let mut pinyin = Line::default();
        for record in records {
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
        _ => vec![&record.text],
    }
}

impl Postings {
    fn add(&mut self, token: Token, field: usize, record: u32, han: &mut Line) {
        if token.han {
            han.open();
            for c in token.text.chars() {
                self.places.entry(c.to_string().into_bytes()).or_default().push(han.next());
            }
        } else {
            let list = &mut self.words.entry(token.text).or_default()[field];
            if list.last() != Some(&record) {
                list.push(record);
            }
        }
    }

    /// The dictionary and the shards.
    fn write(self, shard: usize) -> Result<(Vec<u8>, Vec<Vec<u8>>), BuildError> {
        let mut terms: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
        for (place, list) in self.places {
            let mut out = Vec::new();
            out.gaps(&list);
            terms.insert(place, out);
        }
        for (word, fields) in self.words {
            terms.insert(word.into_bytes(), write_fields(&fields));
        }
        let (mut shared, mut own, mut letters, mut lengths) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut shards: Vec<Vec<u8>> = Vec::new();
        let mut total = 0u32;
        let mut last: &[u8] = &[];
        for (term, postings) in &terms {
            let same = last.iter().zip(term).take_while(|(a, b)| a == b).count();
            shared.push(same as u8);
            own.push((term.len() - same) as u8);
            letters.extend_from_slice(&term[same..]);
            lengths.number(postings.len() as u32);
            total = u32::try_from(postings.len())
                .ok()
                .and_then(|length| total.checked_add(length))
                .ok_or(BuildError::TooMuchText)?;
            match shards.last_mut().filter(|open| open.len() + postings.len() <= shard) {
                Some(open) => open.extend_from_slice(postings),
                None => shards.push(postings.clone()),
            }
            last = term;
        }
        let mut out = Vec::new();
        out.number(terms.len() as u32);
        out.extend([shared, own, letters, lengths].concat());
        shards.iter().for_each(|shard| out.number(shard.len() as u32));
        Ok((out, shards))
    }
}

/// The postings of a word: which fields, then the records of each, with the length before all but the last.
fn write_fields(fields: &[Vec<u32>; FIELDS]) -> Vec<u8> {
    let mut out = vec![0];
    let last = fields.iter().rposition(|list| !list.is_empty()).unwrap_or(0);
    for (field, list) in fields.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
        out[0] |= 1 << field;
        let mut bytes = Vec::new();
        bytes.gaps(list);
        if field < last {
            out.number(bytes.len() as u32);
        }
        out.extend(bytes);
    }
    out
}
