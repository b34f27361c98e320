//! Turns content into documents: the data that each page shows, in one language.

mod catalog;
mod classes;
mod clip;
mod home;
mod library;
mod location;
mod maker;
mod near;
mod news;
mod person;
mod production;
mod reports;
mod search;
mod sessions;
mod summit;
mod texts;

use super::Draft;
use super::content::Content;
use super::media::Media;
use super::{Files, land};
use film_core::locale::{Locale, Words, words};
use film_core::model::summit::Edition;
use film_core::route::{Page, Route};
use jiff::tz::TimeZone;
use maker::Maker;
use near::Near;
use rayon::prelude::*;
use wire::{self, Body, Document, Site};

pub use super::format::zone;
pub use catalog::{Catalogs, write as catalogs};
pub use library::{MOST_NAMED, listed};
pub use news::month;
pub use production::numbered;

impl Content {
    /// Returns the edition of a year.
    pub fn edition(&self, year: u16) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.year == year)
    }

    /// Whether there is anything to show about a summit.
    pub fn has_summit(&self) -> bool {
        !(self.editions.is_empty() && self.other_years.is_empty())
    }
}

/// Returns the data of every page's frame, and publishes the land outline for maps.
pub fn site(content: &Content, media: &Media, catalogs: &Catalogs, files: &mut Files) -> Site {
    if let Some(land) = &content.land {
        land::write(&land.fine, files);
    }
    let licence = |locale: Locale| {
        let colon = if locale == Locale::Zh { "：" } else { ": " };
        let lines = content.office.licences.iter();
        let texts = lines.map(|line| format!("{}{colon}{}", line.what.get(locale), line.terms.get(locale)));
        texts.collect::<Vec<_>>().join(" ")
    };
    Site {
        name: Locale::ALL.map(|locale| content.office.name.get(locale).to_owned()),
        licence: Locale::ALL.map(licence),
        version: format!("{}+{}", env!("CARGO_PKG_VERSION"), content.digest),
        catalog: catalogs.everything.clone(),
        offset: standard_offset(&zone(&content.office.time_zone)),
        summit: content.has_summit(),
        only: content.office.only_language(),
        illustrated: media.has_illustrations,
    }
}

/// Returns every page of the content, in sitemap order.
pub fn pages(content: &Content) -> Vec<Page> {
    let mut pages = vec![Page::Home, Page::News];
    pages.extend(content.news.iter().map(|article| Page::Article(article.news.id.clone())));
    pages.extend(news::topics(content).into_iter().map(|(topic, _)| Page::Topic(topic.id.clone())));
    pages.extend(news::archive(content).into_keys().rev().map(|(year, month)| Page::Archive(year, month)));
    pages.extend(content.has_summit().then_some(Page::Summit));
    for edition in &content.editions {
        let year = edition.year;
        pages.push(Page::Edition(year));
        pages.push(Page::Agenda(year));
        pages.extend(edition.sessions.iter().map(|session| Page::Session(year, session.id.clone())));
        pages.extend(summit::speakers(content, edition).into_iter().map(|it| Page::Speaker(year, it.id.clone())));
        pages.extend(edition.reports.iter().map(|report| Page::Report(year, report.id.clone())));
    }
    pages.extend([Page::Library, Page::Locations]);
    pages.extend(content.locations.values().map(|location| Page::Location(location.id.clone())));
    pages.push(Page::Productions);
    pages.extend(content.productions.values().map(|production| Page::Production(production.id.clone())));
    pages.push(Page::Experts);
    pages.extend(listed(content).map(|expert| Page::Expert(expert.id.clone())));
    pages.push(Page::Clips);
    pages.extend(content.clips.values().map(|clip| Page::Clip(clip.id.clone())));
    pages.extend([Page::Search, Page::Pack, Page::Offline, Page::About]);
    pages
}

/// Returns the documents of pages, in each language of the site.
///
/// # Panics
///
/// Panics if a page is not one of [`pages`].
pub fn drafts(content: &Content, media: &Media, catalogs: &Catalogs, pages: &[Page]) -> Vec<Draft> {
    let routes: Vec<Route> = super::routes(content, pages).collect();
    let near = &Near::new(content);
    let draft = |route: Route| {
        let maker = Maker { content, media, locale: route.locale, catalogs, near };
        let document = maker.document(&route.page).unwrap_or_else(|| panic!("{} is a page", route.path()));
        Draft { route, document, card: None }
    };
    routes.into_par_iter().map(draft).collect()
}

impl Maker<'_> {
    fn document(self, page: &Page) -> Option<Document> {
        match page {
            Page::Home => Some(self.home()),
            Page::News => Some(self.news_page()),
            Page::Topic(topic) => self.topic_page(topic),
            Page::Archive(year, month) => Some(self.archive_page(*year, *month)),
            Page::Article(id) => self.article_page(id),
            Page::Summit => Some(self.summit_page()),
            Page::Edition(year) => self.edition_page(*year),
            Page::Agenda(year) => self.agenda_page(*year),
            Page::Session(year, id) => self.session_page(*year, id),
            Page::Speaker(year, id) => self.speaker_page(*year, id),
            Page::Report(year, id) => self.report_page(*year, id),
            Page::Library => Some(self.library_page()),
            Page::Locations => Some(self.locations_page()),
            Page::Location(id) => self.location_page(id),
            Page::Productions => Some(self.productions_page()),
            Page::Production(id) => self.production_page(id),
            Page::Experts => Some(self.experts_page()),
            Page::Expert(id) => self.expert_page(id),
            Page::Clips => Some(self.clips_page()),
            Page::Clip(id) => self.clip_page(id),
            Page::Search => Some(self.tool(page, words::SEARCH, words::SEARCH_START, Body::Search)),
            Page::Pack => Some(self.tool(page, words::PACK, words::PACK_TEXT, Body::Pack)),
            Page::Offline => Some(self.tool(page, words::OFFLINE, words::OFFLINE_TEXT, Body::Offline)),
            Page::About => Some(self.about_page()),
        }
    }

    fn tool(self, page: &Page, title: Words, description: Words, body: Body) -> Document {
        self.page(page.clone(), self.say(title), description.get(self.locale), body)
    }

    fn about_page(self) -> Document {
        let office = &self.content.office;
        let about = self.texts(&office.about);
        let description = about.first().cloned().unwrap_or_default();
        let lines = office.licences.iter();
        let licences = lines.map(|line| (self.text(&line.what), self.text(&line.terms), line.url.clone())).collect();
        let body = Body::About(Box::new(wire::About { about, licences }));
        self.page(Page::About, self.say(words::ABOUT), &description, body)
    }
}

/// A zone's standard offset from UTC, minutes: the smaller of its offsets in two seasons of 2024.
fn standard_offset(zone: &TimeZone) -> i32 {
    let seconds = [1_704_067_200, 1_719_792_000].into_iter().filter_map(|time| {
        let time = jiff::Timestamp::from_second(time).ok()?;
        Some(zone.to_offset(time).seconds())
    });
    seconds.min().unwrap_or_default() / 60
}

/// Cuts a text at the end of a word or a Chinese character.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 1).collect();
    let end = match cut.rfind(' ') {
        Some(at) if cut.len() - at < 24 => at,
        _ => cut.len(),
    };
    format!("{}…", cut[..end].trim_end_matches(['，', ',', ' ', '、']))
}
