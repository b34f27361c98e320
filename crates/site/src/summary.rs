//! A summary of valid content for editors: articles not yet published, and texts in one language only.

use crate::content::Content;
use crate::count;
use film_core::locale::Locale;
use jiff::Timestamp;

/// How many files a line lists.
const MOST_NAMED: usize = 5;

/// The lines of the summary, without line ends.
pub fn summary(content: &Content, now: Timestamp) -> Vec<String> {
    let held = content.news.iter().filter_map(|article| {
        let until = Some(article.held_until()).filter(|until| *until > now)?;
        Some((until, format!("news/{}.json is held back until {until}", article.news.id.as_str())))
    });
    let mut held: Vec<_> = held.collect();
    held.sort();
    let mut lines: Vec<String> = held.into_iter().map(|(_, line)| line).collect();
    for locale in Locale::ALL {
        let files: Vec<String> = content
            .untranslated
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
