//! A summary of valid content for editors: articles not yet published, sessions that overlap on purpose, texts in one
//! language only, and clips without a sprite.

use crate::check::double_bookings;
use crate::content::Content;
use crate::count;
use crate::document::zone;
use film_core::locale::Locale;
use film_core::model::ExpertId;
use film_core::model::vocabulary::ExpertKind;
use jiff::Timestamp;

/// How many files a line lists.
const MOST_NAMED: usize = 5;

/// The lines of the summary, without line ends.
pub fn summary(content: &Content, now: Timestamp, has_ffmpeg: bool) -> Vec<String> {
    let zone = zone(&content.office.time_zone);
    let held = content.news.iter().filter_map(|article| {
        let until = Some(article.held_until()).filter(|until| *until > now)?;
        let clock = until.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
        let (id, name) = (article.news.id.as_str(), &content.office.time_zone);
        Some((until, format!("news/{id}.json is held back until {clock} ({name})")))
    });
    let mut held: Vec<_> = held.collect();
    held.sort();
    let mut lines: Vec<String> = held.into_iter().map(|(_, line)| line).collect();
    let is_person = |id: &ExpertId| content.experts.get(id.as_str()).is_some_and(|it| it.kind == ExpertKind::Person);
    for edition in &content.editions {
        let meant = double_bookings(edition, is_person).into_iter().filter(|booking| booking.is_meant);
        lines.extend(
            meant.map(|booking| format!("summit/{}.json: {booking}, as written in \"overlaps\"", edition.year)),
        );
    }
    let filmed = content.clips.values().filter(|clip| !clip.illustration).count();
    if filmed > 0 && !has_ffmpeg {
        let clips = count(filmed, "filmed clip");
        lines.push(format!("without frames on the card: {clips}, because FFmpeg is not installed"));
    }
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
