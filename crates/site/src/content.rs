//! The checked content, from which the site is built.

use super::land::Land;
use super::problem::Problem;
use super::{format, markdown};
use agenda::calendar::uid;
use film_core::locale::Locale;
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::office::{Class, Field, Office, Topic};
use film_core::model::production::Production;
use film_core::model::summit::{Edition, OtherYear, Session};
use film_core::model::{ClassId, NewsId, Source};
use film_core::route::Page;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use std::collections::{BTreeMap, BTreeSet};
use wire::Node;

/// An article with its text in each language.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The record.
    pub news: News,
    /// The text in each available language.
    pub body: BTreeMap<Locale, Vec<Node>>,
}

impl Article {
    /// The time from which the article is published: its publication time or, if later, the end of its embargo.
    pub fn held_until(&self) -> Timestamp {
        // An unparsable time is never reached. The check rejects it.
        let time = |text: &String| text.parse().unwrap_or(Timestamp::MAX);
        let published = time(&self.news.published_at);
        self.news.embargoed_until.as_ref().map_or(published, |text| published.max(time(text)))
    }
}

/// How many texts are in one language only, by that language.
pub type LanguageCounts = BTreeMap<Locale, usize>;

/// Content that passed all checks.
#[derive(Clone, Debug)]
pub struct Content {
    /// The office.
    pub office: Office,
    /// News topics in the editor's order.
    pub topics: Vec<Topic>,
    /// Fields of work in the editor's order.
    pub fields: Vec<Field>,
    /// Classes of places in the editor's order.
    pub classes: Vec<Class>,
    /// Articles, newest first.
    pub news: Vec<Article>,
    /// Locations by id.
    pub locations: BTreeMap<String, Location>,
    /// Productions by id.
    pub productions: BTreeMap<String, Production>,
    /// People and organisations by id.
    pub experts: BTreeMap<String, Expert>,
    /// Clips by id.
    pub clips: BTreeMap<String, Clip>,
    /// Editions, latest first.
    pub editions: Vec<Edition>,
    /// Years without an edition, latest first.
    pub other_years: Vec<OtherYear>,
    /// The land outline for maps.
    pub land: Option<Land>,
    /// The time of publication; see [`Content::at`].
    pub now: Timestamp,
    /// Digest of all content files, 8 hexadecimal digits.
    pub digest: String,
    /// Warnings: values that look wrong but may be intended.
    pub warnings: Vec<Problem>,
    /// The number of texts in one language only, by record file.
    pub untranslated: BTreeMap<String, LanguageCounts>,
    /// When sessions were found to differ from the calendars of the previous build, by calendar UID.
    pub changes: BTreeMap<String, Timestamp>,
}

impl Content {
    /// Returns the content as published at a point in time: without articles that are scheduled or embargoed until
    /// later, and without links to them.
    pub fn at(mut self, now: Timestamp) -> Content {
        self.now = now;
        self.news.retain(|article| article.held_until() <= now);
        let known: BTreeSet<NewsId> = self.news.iter().map(|article| article.news.id.clone()).collect();
        let gone = |page: &Page| matches!(page, Page::Article(id) if !known.contains(id));
        for article in &mut self.news {
            article.news.more.retain(|id| known.contains(id));
            for nodes in article.body.values_mut() {
                markdown::unlink(nodes, &gone);
            }
        }
        self
    }

    /// Returns when the next scheduled or embargoed article is due.
    pub fn next_publication(&self, now: Timestamp) -> Option<Timestamp> {
        self.news.iter().map(Article::held_until).filter(|time| *time > now && *time < Timestamp::MAX).min()
    }

    /// Returns when the site next changes by itself: an article is due, or another month or another day of an edition
    /// begins, for the home page shows a place of the season and what is on.
    pub fn next_change(&self, now: Timestamp) -> Option<Timestamp> {
        let midnight = |day: Date, zone: &str| Some(day.to_zoned(format::zone(zone)).ok()?.timestamp());
        let office = &self.office.time_zone;
        let today = now.to_zoned(format::zone(office)).date();
        let month = today.last_of_month().tomorrow().ok().and_then(|first| midnight(first, office));
        let days = self.editions.iter().flat_map(|edition| {
            let (first, last) = (format::first_day(&edition.start), format::first_day(&edition.end));
            let days = first.series(Span::new().days(1)).take_while(move |day| *day <= last.saturating_add(1.day()));
            days.filter_map(move |day| midnight(day, &edition.time_zone))
        });
        let times = days.chain(month).filter(|time| *time > now);
        times.chain(self.next_publication(now)).min()
    }

    /// Returns when a session's time, place or state last changed: the latest of the time in its record, the change
    /// found since the previous build, and the date of the newest source of the session and the edition. If no source
    /// has a date, the edition's first day counts.
    pub fn changed(&self, edition: &Edition, session: &Session) -> Timestamp {
        let known = |source: &Source| source.date.as_deref().map(format::first_day);
        let of_sources = session.sources.iter().chain(&edition.sources).filter_map(known).max();
        let day = of_sources.unwrap_or_else(|| format::first_day(&edition.start));
        let day = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or_default();
        let said = session.updated_at.as_ref().and_then(|text| text.parse::<Timestamp>().ok());
        let seen = self.changes.get(&uid(edition.year, session.id.as_str(), &self.office.origin)).copied();
        said.into_iter().chain(seen).fold(day, Timestamp::max)
    }

    /// A class of place by its id.
    pub fn class(&self, id: &ClassId) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == *id)
    }

    /// The name of a class of place.
    pub fn class_name(&self, id: &ClassId, locale: Locale) -> &str {
        self.class(id).map_or("", |class| class.name.get(locale))
    }

    /// An article by its id.
    pub fn article(&self, id: &str) -> Option<&Article> {
        self.news.iter().find(|article| article.news.id.as_str() == id)
    }
}
