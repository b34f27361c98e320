//! What an editor may want to know of content without an error: what is held back, and what is in one language only.

use crate::content::Content;
use crate::count;
use film_core::locale::Locale;
use jiff::Timestamp;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// How many files a line names.
const MOST_NAMED: usize = 5;

/// The lines, without an end of line.
pub fn summary(content: &Content, now: Timestamp) -> Vec<String> {
    let held = content.news.iter().filter_map(|article| {
        let until = article.held_until().filter(|until| *until > now)?;
        Some((until, format!("news/{}.json is held back until {until}", article.news.id.as_str())))
    });
    let mut held: Vec<_> = held.collect();
    held.sort();
    let mut lines: Vec<String> = held.into_iter().map(|(_, line)| line).collect();
    let texts = texts(content);
    for locale in Locale::ALL {
        let files: Vec<String> = texts
            .iter()
            .filter_map(|(file, counts)| Some(format!("{file} ({})", count(*counts.get(&locale)?, "text"))))
            .collect();
        if files.is_empty() {
            continue;
        }
        let language = match locale {
            Locale::En => "English",
            Locale::Zh => "Chinese",
        };
        let rest = files.len().saturating_sub(MOST_NAMED);
        let more = if rest > 0 { format!(", and {}", count(rest, "more file")) } else { String::new() };
        lines.push(format!("in {language} only: {}{more}", files[..files.len() - rest].join(", ")));
    }
    lines
}

/// How many texts of a file are in one language only, by language.
type Counts = BTreeMap<Locale, usize>;

/// The files with texts in one language only.
fn texts(content: &Content) -> Vec<(String, Counts)> {
    let articles = content.news.iter().map(|article| {
        let mut counts = count_texts(&article.news);
        let mut languages = article.body.keys();
        if let (Some(only), None) = (languages.next(), languages.next()) {
            *counts.entry(*only).or_default() += 1;
        }
        (format!("news/{}.json", article.news.id.as_str()), counts)
    });
    // There may be thousands.
    let locations = content.locations.par_iter().map(|(id, it)| (format!("locations/{id}.json"), count_texts(it)));
    let locations: Vec<_> = locations.filter(|(_, counts)| !counts.is_empty()).collect();
    let experts = content.experts.iter().map(|(id, it)| (format!("experts/{id}.json"), count_texts(it)));
    let clips = content.clips.iter().map(|(id, it)| (format!("clips/{id}.json"), count_texts(it)));
    let editions = content.editions.iter().map(|it| (format!("summit/{}.json", it.year), count_texts(it)));
    let all = articles.chain(locations).chain(experts).chain(clips).chain(editions);
    all.filter(|(_, counts)| !counts.is_empty()).collect()
}

fn count_texts(record: &impl Serialize) -> Counts {
    let mut counts = Counts::new();
    if let Ok(value) = serde_json::to_value(record) {
        walk(&value, &mut counts);
    }
    counts
}

/// Counts the groups of `en` and `zh` in which one is missing.
fn walk(value: &Value, counts: &mut Counts) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, counts)),
        Value::Object(fields) => {
            let mut written =
                Locale::ALL.into_iter().filter(|it| fields.get(it.as_str()).is_some_and(Value::is_string));
            if let (Some(only), None) = (written.next(), written.next()) {
                *counts.entry(only).or_default() += 1;
            }
            fields.values().for_each(|field| walk(field, counts));
        }
        _ => {}
    }
}
