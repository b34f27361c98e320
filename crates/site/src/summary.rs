//! A summary of valid content for editors: articles not yet published, and texts in one language only.

use crate::content::{Content, LanguageCounts};
use crate::count;
use film_core::locale::Locale;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How many files a line lists.
const MOST_NAMED: usize = 5;

/// The lines of the summary, without line ends.
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

/// The files with texts in one language only, with the number for each language.
fn texts(content: &Content) -> BTreeMap<String, LanguageCounts> {
    let mut texts = content.untranslated.clone();
    for article in &content.news {
        let mut languages = article.body.keys();
        if let (Some(only), None) = (languages.next(), languages.next()) {
            let file = texts.entry(format!("news/{}.json", article.news.id.as_str())).or_default();
            *file.entry(*only).or_default() += 1;
        }
    }
    texts
}
