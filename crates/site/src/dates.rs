//! When records last changed, taken only from dates in the records, because those are the same in every build.

use super::content::{Article, Content};
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::production::Production;
use film_core::model::summit::{Edition, Report, Session};
use film_core::model::{Source, Verified};
use film_core::route::Page;
use jiff::Timestamp;

/// The latest of several times, days, months and years.
pub fn latest<'a>(dates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // UTC times, days and months compare correctly as text.
    let key = |text: &str| text.parse::<Timestamp>().map_or_else(|_| text.to_owned(), |time| time.to_string());
    dates.into_iter().max_by_key(|text| key(text))
}

/// The latest of publication, update and corrections.
pub fn article(it: &Article) -> Option<&str> {
    let news = &it.news;
    let corrections = news.corrections.iter().map(|correction| correction.at.as_str());
    latest(corrections.chain([news.published_at.as_str()]).chain(news.updated_at.as_deref()))
}

/// The latest of the day it was checked and the dates of its sources.
pub fn location(it: &Location) -> Option<&str> {
    latest(checked(&it.verified).chain(sources(&it.sources)))
}

/// The latest date of its sources.
pub fn production(it: &Production) -> Option<&str> {
    latest(sources(&it.sources))
}

/// The latest of the day it was checked, the dates of its sources and the date of its role.
pub fn expert(it: &Expert) -> Option<&str> {
    latest(checked(&it.verified).chain(sources(&it.sources)).chain([it.as_of.as_str()]))
}

/// The day it was made.
pub fn clip(it: &Clip) -> Option<&str> {
    Some(it.created.as_str())
}

/// The latest of the record's update, its sources and its edition's sources.
pub fn session<'a>(edition: &'a Edition, it: &'a Session) -> Option<&'a str> {
    latest(sources(&it.sources).chain(sources(&edition.sources)).chain(it.updated_at.as_deref()))
}

/// The latest of its publication, its sources and its figures' sources.
pub fn report(it: &Report) -> Option<&str> {
    let figures = it.figures.iter().filter_map(|figure| figure.source.date.as_deref());
    latest(sources(&it.sources).chain(figures).chain([it.date.as_str()]))
}

/// The latest date in the edition.
pub fn edition(it: &Edition) -> Option<&str> {
    let sessions = it.sessions.iter().filter_map(|session| self::session(it, session));
    latest(sessions.chain(it.reports.iter().filter_map(report)).chain(sources(&it.sources)))
}

/// The latest date of the records that a page shows or lists.
pub fn page<'a>(content: &'a Content, page: &Page) -> Option<&'a str> {
    let articles = || content.news.iter().filter_map(article);
    let locations = || content.locations.values().filter_map(location);
    let productions = || content.productions.values().filter_map(production);
    let experts = || content.experts.values().filter_map(expert);
    let clips = || content.clips.values().filter_map(clip);
    match page {
        Page::Home | Page::News => latest(articles()),
        Page::Article(id) => article(content.article(id.as_str())?),
        Page::Topic(id) => latest(content.news.iter().filter(|it| it.news.topics.contains(id)).filter_map(article)),
        Page::Archive(year, month) => {
            let within = |it: &&Article| {
                let (of, part) = super::document::month(content, it);
                of == *year && month.is_none_or(|month| month == part)
            };
            latest(content.news.iter().filter(within).filter_map(article))
        }
        Page::Summit => latest(content.editions.iter().filter_map(edition)),
        Page::Edition(year) | Page::Agenda(year) => edition(content.edition(*year)?),
        Page::Session(year, id) => {
            let edition = content.edition(*year)?;
            session(edition, edition.session(id)?)
        }
        Page::Report(year, id) => report(content.edition(*year)?.report(id)?),
        Page::Speaker(_, id) | Page::Expert(id) => expert(content.experts.get(id.as_str())?),
        Page::Library => latest(locations().chain(productions()).chain(experts()).chain(clips())),
        Page::Locations => latest(locations()),
        Page::Location(id) => location(content.locations.get(id.as_str())?),
        Page::Productions => latest(productions()),
        Page::Production(id) => production(content.productions.get(id.as_str())?),
        Page::Experts => latest(experts()),
        Page::Clips => latest(clips()),
        Page::Clip(id) => clip(content.clips.get(id.as_str())?),
        Page::Search | Page::Pack | Page::Offline | Page::About => None,
    }
}

fn checked(verified: &Option<Verified>) -> impl Iterator<Item = &str> {
    verified.iter().map(|verified| verified.on.as_str())
}

fn sources(sources: &[Source]) -> impl Iterator<Item = &str> {
    sources.iter().filter_map(|source| source.date.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_unlike_dates() {
        for (dates, last) in [
            (&["2024-05-01T10:00:00+08:00", "2024-05-01T03:00:00Z"][..], Some("2024-05-01T03:00:00Z")),
            (&["2024", "2023-12-31"], Some("2024")),
            (&["2024-05", "2024-05-02", "2024"], Some("2024-05-02")),
            (&[], None),
        ] {
            assert_eq!(latest(dates.iter().copied()), last);
        }
    }
}
