//! What a pack needs of the pages in it, taken from their documents; and the sun on the shooting day.

use crate::browser;
use crate::geo::{Place, sun};
use crate::load::{Load, LoadError};
use crate::locale::{Locale, words};
use crate::pack::Pack;
use crate::pack::export::{PackView, Row};
use crate::route::Page;
use crate::wire::{Fact, Picture, SentDocument};
use leptos::prelude::*;
use serde::Deserialize;
use std::sync::Arc;

/// What is known of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// Its title.
    pub title: String,
    /// Its kind: the class of a location, else the list that it stands in.
    pub kind: String,
    /// Its picture.
    pub picture: Option<Picture>,
    /// Where it is: `36.0616, 120.3143`, degrees north and east, WGS-84.
    pub coordinates: Option<String>,
    /// Its district.
    pub district: String,
    /// Its facts.
    pub facts: Vec<Fact>,
    /// When a session begins and ends, UTC instants.
    pub hours: [Option<String>; 2],
}

impl Detail {
    /// Takes it from a document.
    fn new(document: &SentDocument, locale: Locale) -> Result<Detail, LoadError> {
        let known: Known =
            document.read().map_err(|error| LoadError::Malformed(format!("{}:{}", error.line(), error.column())))?;
        let kind = match document.page {
            Page::Location(_) => known.class_name.unwrap_or_default(),
            Page::Session(..) => words::SESSIONS.get(locale).to_owned(),
            _ => document.crumbs.last().map(|link| link.label.clone()).unwrap_or_default(),
        };
        Ok(Detail {
            title: document.title.clone(),
            kind,
            picture: known.picture.or(known.poster).or(known.hero).or(known.pictures.into_iter().next()),
            coordinates: known.coordinates,
            district: known.district,
            facts: known.facts,
            hours: [known.start, known.end],
        })
    }
}

/// What bodies of all kinds have in common; each has some of it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Known {
    class_name: Option<String>,
    pictures: Vec<Picture>,
    picture: Option<Picture>,
    poster: Option<Picture>,
    hero: Option<Picture>,
    coordinates: Option<String>,
    district: String,
    facts: Vec<Fact>,
    start: Option<String>,
    end: Option<String>,
}

/// What is being found out about one page.
pub type Finding = ArcRwSignal<Load<Arc<Detail>>>;

/// What is known of the pages that were asked for, in one language.
#[derive(Clone, Copy)]
pub struct Details {
    locale: Locale,
    found: StoredValue<Vec<(Page, Finding)>>,
}

impl Details {
    /// Nothing yet.
    pub fn new(locale: Locale) -> Details {
        Details { locale, found: StoredValue::new(Vec::new()) }
    }

    /// Finds out about a page, once.
    pub fn of(self, page: &Page) -> Finding {
        let known = self.found.with_value(|found| found.iter().find(|(known, _)| known == page).cloned());
        if let Some((_, finding)) = known {
            return finding;
        }
        let finding = ArcRwSignal::new(Load::Waiting);
        self.found.update_value(|found| found.push((page.clone(), finding.clone())));
        self.fetch(page, finding.clone());
        finding
    }

    /// Tries those again that failed for want of a connection.
    pub fn retry(self) {
        for (page, finding) in self.found.get_value() {
            if matches!(finding.get_untracked(), Load::Failed(error) if error != LoadError::NotFound) {
                finding.set(Load::Waiting);
                self.fetch(&page, finding);
            }
        }
    }

    fn fetch(self, page: &Page, finding: Finding) {
        let locale = self.locale;
        browser::fetch_document(&page.route(locale), move |answer| {
            finding.set(match answer.and_then(|document| Detail::new(&document, locale)) {
                Ok(detail) => Load::Ready(Arc::new(detail)),
                Err(error) => Load::Failed(error),
            });
        });
    }

    /// A page's title, or its path as long as that is all that is known.
    pub fn title(self, page: &Page) -> String {
        match self.of(page).get() {
            Load::Ready(detail) => detail.title.clone(),
            _ => page.path(),
        }
    }

    /// The pack in words, for exports.
    pub fn view(self, pack: Pack) -> PackView {
        let origin = browser::origin();
        let rows = pack
            .items
            .iter()
            .map(|item| {
                let detail = match self.of(&item.page).get_untracked() {
                    Load::Ready(detail) => Some(detail),
                    _ => None,
                };
                let path = item.page.href(self.locale);
                let of = |text: fn(&Detail) -> &String| detail.as_deref().map(text).cloned().unwrap_or_default();
                let position = detail.as_ref().and_then(|detail| detail.coordinates.as_deref()?.split_once(", "));
                let [start, end] = detail.as_ref().map(|detail| detail.hours.clone()).unwrap_or_default();
                Row {
                    page: item.page.clone(),
                    title: if detail.is_some() { of(|detail| &detail.title) } else { item.page.path() },
                    kind: of(|detail| &detail.kind),
                    address: [origin.as_str(), &path].concat(),
                    note: item.note.clone(),
                    lat: position.map(|(lat, _)| lat.to_owned()),
                    lng: position.map(|(_, lng)| lng.to_owned()),
                    district: of(|detail| &detail.district),
                    facts: detail
                        .iter()
                        .flat_map(|detail| &detail.facts)
                        .map(|fact| (fact.label.clone(), fact.value.clone()))
                        .collect(),
                    start,
                    end,
                }
            })
            .collect();
        PackView { pack, rows, stamp: browser::stamp() }
    }
}

/// The sun at a place on a day, in words; `offset` is what local time is ahead of UTC, minutes.
pub fn sun_words(locale: Locale, coordinates: &str, day: &str, offset: i32) -> Option<String> {
    let (lat, lng) = coordinates.split_once(", ")?;
    let place = Place::new(decimal(lat)?, decimal(lng)?)?;
    let mut parts = day.split('-').map(|part| part.parse::<i32>().ok());
    let mut part = || parts.next().flatten();
    let (year, month, number) = (part()?, part()?, part()?);
    let start = sun::day_start(year, u32::try_from(month).ok()?, u32::try_from(number).ok()?, offset)?;
    let day = sun::day(start, place)?;
    let clock = |unix: f64| {
        let (_, hour, minute) = sun::wall_clock(unix, start).unwrap_or_default();
        let two = |number: u32| if number < 10 { format!("0{number}") } else { number.to_string() };
        [two(hour), two(minute)].join(":")
    };
    let (rise, set) = (clock(day.sunrise?), clock(day.sunset?));
    let mut text = words::PACK_SUN.with(locale, &[&rise, &set]);
    let golden = day.golden_morning.zip(day.golden_evening);
    if let Some((morning, evening)) = golden {
        let times = [morning.start, morning.end, evening.start, evening.end].map(clock);
        text += &words::PACK_SUN_GOLDEN.with(locale, &[&times[0], &times[1], &times[2], &times[3]]);
    }
    Some(text)
}

/// A plain decimal. The library's own reader of floats would weigh more than this page.
fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let number: u64 = [whole, part].concat().parse().ok()?;
    let scale = (0..part.len()).fold(1.0, |scale, _| scale * 10.0);
    let number = number as f64 / scale;
    Some(if digits.len() < text.len() { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals() {
        for (text, number) in [
            ("36.0616", Some(36.0616)),
            ("-0.5", Some(-0.5)),
            ("7", Some(7.0)),
            ("", None),
            ("1e3", None),
            ("a.b", None),
        ] {
            assert_eq!(decimal(text), number, "{text}");
        }
    }

    #[test]
    fn the_sun_in_words() {
        let text = sun_words(Locale::En, "36.0616, 120.3143", "2025-03-20", 480).unwrap();
        assert!(text.starts_with("Sunrise 06:0") && text.contains("sunset 18:1"), "{text}");
        assert_eq!(sun_words(Locale::En, "78.2, 15.6", "2025-06-20", 60), None);
        assert_eq!(sun_words(Locale::En, "x", "2025-06-20", 60), None);
        assert_eq!(sun_words(Locale::En, "36.0616, 120.3143", "2025-13-20", 480), None);
    }
}
