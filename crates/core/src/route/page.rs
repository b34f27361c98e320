//! The pages of the site and their paths without the language.

use super::Route;
use crate::locale::Locale;
use crate::model::{ClipId, ExpertId, LocationId, NewsId, ProductionId, ReportId, SessionId, TopicId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A page, independent of language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// `/`
    Home,
    /// `/news`
    News,
    /// `/news/<id>`
    Article(NewsId),
    /// `/news/topics/<topic>`
    Topic(TopicId),
    /// `/news/archive/<year>` or `/news/archive/<year>/<month>`
    Archive(u16, Option<u8>),
    /// `/summit`
    Summit,
    /// `/summit/<year>`
    Edition(u16),
    /// `/summit/<year>/agenda`
    Agenda(u16),
    /// `/summit/<year>/sessions/<id>`
    Session(u16, SessionId),
    /// `/summit/<year>/speakers/<id>`
    Speaker(u16, ExpertId),
    /// `/summit/<year>/reports/<id>`
    Report(u16, ReportId),
    /// `/library`
    Library,
    /// `/library/locations`
    Locations,
    /// `/library/locations/<id>`
    Location(LocationId),
    /// `/library/productions`
    Productions,
    /// `/library/productions/<id>`
    Production(ProductionId),
    /// `/library/experts`
    Experts,
    /// `/library/experts/<id>`
    Expert(ExpertId),
    /// `/library/clips`
    Clips,
    /// `/library/clips/<id>`
    Clip(ClipId),
    /// `/search`
    Search,
    /// `/pack`
    Pack,
    /// `/offline`
    Offline,
    /// `/about`
    About,
}

/// The area of the site that a page belongs to. The header highlights it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// News.
    News,
    /// The summit.
    Summit,
    /// The shooting resource library.
    Library,
}

impl Page {
    /// Parses a path without the language: `/news/x`. A path with a trailing slash is not a page.
    pub fn parse(path: &str) -> Option<Page> {
        if path == "/" {
            return Some(Page::Home);
        }
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        Some(match parts.as_slice() {
            ["news"] => Page::News,
            ["news", "topics", id] => Page::Topic(TopicId::parse(id)?),
            ["news", "archive", year] => Page::Archive(parse_year(year)?, None),
            ["news", "archive", year, month] => Page::Archive(parse_year(year)?, Some(parse_month(month)?)),
            ["news", id] => Page::Article(NewsId::parse(id)?),
            ["summit"] => Page::Summit,
            ["summit", year] => Page::Edition(parse_year(year)?),
            ["summit", year, "agenda"] => Page::Agenda(parse_year(year)?),
            ["summit", year, "sessions", id] => Page::Session(parse_year(year)?, SessionId::parse(id)?),
            ["summit", year, "speakers", id] => Page::Speaker(parse_year(year)?, ExpertId::parse(id)?),
            ["summit", year, "reports", id] => Page::Report(parse_year(year)?, ReportId::parse(id)?),
            ["library"] => Page::Library,
            ["library", "locations"] => Page::Locations,
            ["library", "locations", id] => Page::Location(LocationId::parse(id)?),
            ["library", "productions"] => Page::Productions,
            ["library", "productions", id] => Page::Production(ProductionId::parse(id)?),
            ["library", "experts"] => Page::Experts,
            ["library", "experts", id] => Page::Expert(ExpertId::parse(id)?),
            ["library", "clips"] => Page::Clips,
            ["library", "clips", id] => Page::Clip(ClipId::parse(id)?),
            ["search"] => Page::Search,
            ["pack"] => Page::Pack,
            ["offline"] => Page::Offline,
            ["about"] => Page::About,
            _ => return None,
        })
    }

    /// The path without the language.
    pub fn path(&self) -> String {
        match self {
            Page::Home => "/".into(),
            Page::News => "/news".into(),
            Page::Article(id) => format!("/news/{id}"),
            Page::Topic(id) => format!("/news/topics/{id}"),
            Page::Archive(year, None) => format!("/news/archive/{year}"),
            Page::Archive(year, Some(month)) => format!("/news/archive/{year}/{month:02}"),
            Page::Summit => "/summit".into(),
            Page::Edition(year) => format!("/summit/{year}"),
            Page::Agenda(year) => format!("/summit/{year}/agenda"),
            Page::Session(year, id) => format!("/summit/{year}/sessions/{id}"),
            Page::Speaker(year, id) => format!("/summit/{year}/speakers/{id}"),
            Page::Report(year, id) => format!("/summit/{year}/reports/{id}"),
            Page::Library => "/library".into(),
            Page::Locations => "/library/locations".into(),
            Page::Location(id) => format!("/library/locations/{id}"),
            Page::Productions => "/library/productions".into(),
            Page::Production(id) => format!("/library/productions/{id}"),
            Page::Experts => "/library/experts".into(),
            Page::Expert(id) => format!("/library/experts/{id}"),
            Page::Clips => "/library/clips".into(),
            Page::Clip(id) => format!("/library/clips/{id}"),
            Page::Search => "/search".into(),
            Page::Pack => "/pack".into(),
            Page::Offline => "/offline".into(),
            Page::About => "/about".into(),
        }
    }

    /// The area it belongs to: the first part of its path.
    pub fn area(&self) -> Option<Area> {
        match self.path().split('/').nth(1)? {
            "news" => Some(Area::News),
            "summit" => Some(Area::Summit),
            "library" => Some(Area::Library),
            _ => None,
        }
    }

    /// The page in a language.
    pub fn route(&self, locale: Locale) -> Route {
        Route { locale, page: self.clone() }
    }

    /// The path in a language.
    pub fn href(&self, locale: Locale) -> String {
        self.route(locale).path()
    }
}

/// Parses four digits, the first of them not zero, so that each year has only one spelling.
pub fn parse_year(text: &str) -> Option<u16> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok())?
}

fn parse_month(text: &str) -> Option<u8> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let month = plain.then(|| text.parse().ok())??;
    (1..=12).contains(&month).then_some(month)
}

impl Serialize for Page {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path())
    }
}

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Page::parse(&path).ok_or_else(|| serde::de::Error::custom("not the path of a page"))
    }
}
