//! What a pack needs to know about its pages, taken from their documents; and the sun on the shooting day.

use crate::browser;
use crate::geo::date::{Date, clock_text};
use crate::geo::{Place, sun};
use crate::load::{Load, LoadError};
use crate::locale::{Locale, words};
use crate::pack::export::{Footage, PackView, Rate, Row};
use crate::pack::{Item, Pack};
use crate::route::Page;
use crate::wire::{Picture, SentDocument, Summary};
use leptos::prelude::*;
use std::sync::Arc;

/// The details of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// Its title.
    pub title: String,
    /// Its kind: the class of a location, otherwise the list that it belongs to.
    pub kind: String,
    /// A sentence about it.
    pub description: String,
    /// The summary in its document.
    pub summary: Summary,
}

impl Detail {
    /// Reads the details from a document.
    pub(super) fn new(document: &SentDocument, locale: Locale) -> Result<Detail, LoadError> {
        let summary = document.summary()?;
        let kind = match document.page {
            Page::Location(_) => summary.class_name.clone().unwrap_or_default(),
            Page::Session(..) => words::SESSIONS.get(locale).to_owned(),
            _ => document.crumbs.last().map(|link| link.label.clone()).unwrap_or_default(),
        };
        Ok(Detail { title: document.title.clone(), kind, description: document.description.clone(), summary })
    }
}

/// The details of one page, while they are being fetched.
pub type Finding = ArcRwSignal<Load<Arc<Detail>>>;

/// The details of the requested pages, in one language.
#[derive(Clone, Copy)]
pub struct Details {
    locale: Locale,
    found: StoredValue<Vec<(Page, Finding)>>,
}

impl Details {
    /// An empty set.
    pub fn new(locale: Locale) -> Details {
        Details { locale, found: StoredValue::new(Vec::new()) }
    }

    /// The details of a page, which are fetched once.
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

    /// Fetches the pages again that failed for any reason other than not existing.
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
        let answer = browser::fetch_document(&page.route(locale));
        leptos::task::spawn_local(async move {
            finding.set(match answer.await.and_then(|document| Detail::new(&document, locale)) {
                Ok(detail) => Load::Ready(Arc::new(detail)),
                Err(error) => Load::Failed(error),
            });
        });
    }

    /// A page's title, or its path while the title is not known.
    pub fn title(self, page: &Page) -> String {
        match self.of(page).get() {
            Load::Ready(detail) => detail.title.clone(),
            _ => page.path(),
        }
    }

    /// The pack in words, for exports.
    pub fn view(self, pack: Pack) -> PackView {
        pack_view(pack, self.locale, |page| self.of(page).get_untracked().ready().cloned())
    }
}

/// A pack in words, for exports. `known` returns the details of a page, unless they could not be fetched.
pub fn pack_view(pack: Pack, locale: Locale, known: impl Fn(&Page) -> Option<Arc<Detail>>) -> PackView {
    let origin = browser::origin();
    let row = |item: &Item| {
        let address = [origin.as_str(), &item.page.href(locale)].concat();
        let Detail { title, kind, description, summary } = match known(&item.page) {
            Some(detail) => detail.as_ref().clone(),
            None => Detail { title: item.page.path(), ..Detail::default() },
        };
        let footage = footage(&summary, &origin, locale);
        let precision = summary.position_text.map(|(_, precision)| precision).unwrap_or_default();
        let position = summary.coordinates.as_deref().and_then(|coordinates| coordinates.split_once(", "));
        let chosen = chosen_pictures(item, &summary.pictures).into_iter().map(|picture| {
            let name = match picture {
                Ok(picture) => picture.caption.as_ref().unwrap_or(&picture.alt).clone(),
                Err(id) => words::PICTURE_GONE.with(locale, &[id]),
            };
            (words::PICTURES_CHOSEN.get(locale).to_owned(), name)
        });
        let chosen = chosen.collect::<Vec<_>>().into_iter();
        let (lat, lng) = position.map(|(lat, lng)| (lat.to_owned(), lng.to_owned())).unzip();
        Row {
            page: item.page.clone(),
            title,
            kind,
            address,
            summary: [description, precision].join("\n").trim().to_owned(),
            picture: summary.share_card.map(|card| [origin.as_str(), &card].concat()).unwrap_or_default(),
            note: item.note.clone(),
            lat,
            lng,
            district: summary.district,
            facts: chosen.chain(summary.facts.into_iter().map(|fact| (fact.label, fact.value))).collect(),
            start: summary.start,
            end: summary.end,
            footage,
        }
    };
    let rows = pack.items.iter().map(row).collect();
    PackView { pack, rows, stamp: browser::stamp() }
}

/// The chosen pictures of an item in their order. An id that is not in the record's set is an error: the office removed
/// the picture.
pub fn chosen_pictures<'a>(item: &'a Item, set: &'a [Picture]) -> Vec<Result<&'a Picture, &'a str>> {
    let find = |id: &'a String| set.iter().find(|picture| picture.id == *id).ok_or(id.as_str());
    item.pictures.iter().map(find).collect()
}

/// The file of a clip: the one that the site offers first.
fn footage(summary: &Summary, origin: &str, locale: Locale) -> Option<Footage> {
    let (file, frames) = (summary.renditions.first()?, summary.frames?);
    let licence = summary.rights.iter().find(|fact| fact.label == words::FACT_LICENCE.get(locale));
    Some(Footage {
        file: [origin, &file.src].concat(),
        rate: Rate::new(frames.num, frames.den)?,
        frames: Some(frames.count).filter(|count| *count > 0)?,
        credit: summary.credit_line.clone(),
        licence: licence.map(|fact| fact.value.clone()).unwrap_or_default(),
    })
}

impl Detail {
    /// The sun at the place on a day, in words. `offset` is the office's, for records without a time zone.
    pub fn sun(&self, locale: Locale, day: &str, offset: i32) -> Option<String> {
        let zone = self.summary.zone.as_ref().zip(Date::parse(day));
        sun_words(locale, self.summary.position?, day, zone.map_or(offset, |(zone, day)| zone.offset_on(day)))
    }
}

/// The times of the sun on a day at a place (in millionths of a degree), in words. `offset` is local time minus UTC,
/// in minutes.
fn sun_words(locale: Locale, place: (i32, i32), day: &str, offset: i32) -> Option<String> {
    let place = Place::of_millionths(place)?;
    let start = Date::parse(day)?.start(offset);
    let day = sun::day(start, place)?;
    let clock = |unix: f64| {
        let (_, hour, minute) = sun::wall_clock(unix, start).unwrap_or_default();
        clock_text(hour, minute)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sun_in_words() {
        let text = sun_words(Locale::En, (36_061_600, 120_314_300), "2025-03-20", 480).unwrap();
        assert!(text.starts_with("Sunrise 06:0") && text.contains("sunset 18:1"), "{text}");
        assert_eq!(sun_words(Locale::En, (78_200_000, 15_600_000), "2025-06-20", 60), None);
        assert_eq!(sun_words(Locale::En, (91_000_000, 0), "2025-06-20", 60), None);
        assert_eq!(sun_words(Locale::En, (36_061_600, 120_314_300), "2025-13-20", 480), None);
    }
}
