//! Writes the core, the columns of numbers and the title order.

use super::Record;
use super::write::Write;
use crate::layer::LAYERS;
use crate::token::tokens;
use std::collections::BTreeMap;

/// The content of the core.
pub fn core(facets: &[u32], columns: u8, records: &[Record], shards: [usize; LAYERS], bodies_in_one: bool) -> Vec<u8> {
    let mut out = Vec::new();
    out.number(records.len() as u32);
    shards.into_iter().for_each(|shards| out.number(shards as u32));
    out.number(bodies_in_one.into());
    out.number(columns.into());
    out.number(facets.len() as u32);
    for (at, &values) in facets.iter().enumerate() {
        out.number(values);
        let sets: Vec<Vec<u32>> = records
            .iter()
            .map(|record| {
                let mut set = record.facets[at].clone();
                set.sort_unstable();
                set.dedup();
                set
            })
            .collect();
        let (places, column) = places(&sets);
        out.number(places.len() as u32);
        for set in &places {
            out.number(set.len() as u32);
            set.iter().for_each(|&value| out.number(value));
        }
        out.column(&column, (places.len() as u32).saturating_sub(1));
    }
    out
}

/// The distinct values in ascending order, and for each entry the index of its value.
fn places<T: Ord + Clone>(entries: &[T]) -> (Vec<T>, Vec<u32>) {
    let mut places: BTreeMap<&T, u32> = entries.iter().map(|entry| (entry, 0)).collect();
    places.values_mut().zip(0..).for_each(|(place, at)| *place = at);
    let column = entries.iter().map(|entry| places[entry]).collect();
    (places.into_keys().cloned().collect(), column)
}

/// The content of a column of numbers.
pub fn values(records: &[Record], at: usize) -> Vec<u8> {
    let entries: Vec<Option<i32>> = records.iter().map(|record| record.numbers[at]).collect();
    let (places, mut column) = places(&entries);
    // `None` sorts before every number. Index 0 is reserved for it even if every record has a number.
    if places.first().is_some_and(Option::is_some) {
        column.iter_mut().for_each(|place| *place += 1);
    }
    let numbers: Vec<i32> = places.into_iter().flatten().collect();
    let mut out = Vec::new();
    out.number(numbers.len() as u32);
    for (place, &number) in numbers.iter().enumerate() {
        match place.checked_sub(1) {
            None => out.signed(number),
            Some(last) => out.number((i64::from(number) - i64::from(numbers[last]) - 1) as u32),
        }
    }
    out.column(&column, numbers.len() as u32);
    out
}

/// The content of the title order: for each record the rank of its title, counted from 1.
pub fn titles(records: &[Record]) -> Vec<u8> {
    let entries: Vec<String> = records.iter().map(title_key).collect();
    let (_, mut column) = places(&entries);
    column.iter_mut().for_each(|place| *place += 1);
    let mut out = Vec::new();
    out.column(&column, records.len() as u32);
    out
}

/// The sort key of a record in title order: its folded words.
pub fn title_key(record: &Record) -> String {
    let title = if record.sort.is_empty() { &record.title } else { &record.sort };
    tokens(title).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}
