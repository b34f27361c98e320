//! The addresses of files that other programs read: feeds, calendars, tables.

use super::Page;
use crate::locale::Locale;
use crate::model::{SessionId, TopicId};

/// A file that other programs read, whatever its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Export {
    /// `/feed.atom`, or `/news/topics/<topic>/feed.atom`
    Feed(FeedForm, Option<TopicId>),
    /// `/summit/<year>/agenda.ics`
    AgendaCalendar(u16),
    /// `/summit/<year>/sessions/<id>.ics`
    SessionCalendar(u16, SessionId),
    /// `/summit/<year>/schedule.json`
    Schedule(u16),
    /// `/library/locations.geojson`
    LocationsMap,
    /// `/library/locations.csv`
    LocationsTable,
    /// `/library/clips.csv`
    ClipsTable,
}

/// The form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedForm {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

impl FeedForm {
    /// All three.
    pub const ALL: [FeedForm; 3] = [FeedForm::Atom, FeedForm::Rss, FeedForm::Json];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            FeedForm::Atom => "atom",
            FeedForm::Rss => "rss",
            FeedForm::Json => "json",
        }
    }

    /// The name that readers know it by.
    pub fn name(self) -> &'static str {
        match self {
            FeedForm::Atom => "Atom",
            FeedForm::Rss => "RSS",
            FeedForm::Json => "JSON Feed",
        }
    }
}

impl Export {
    /// The address in a language.
    pub fn href(&self, locale: Locale) -> String {
        let path = match self {
            Export::Feed(form, topic) => {
                let folder = topic.clone().map(|topic| Page::Topic(topic).path()).unwrap_or_default();
                format!("{folder}/feed.{}", form.ending())
            }
            Export::AgendaCalendar(year) => format!("{}.ics", Page::Agenda(*year).path()),
            Export::SessionCalendar(year, id) => format!("{}.ics", Page::Session(*year, id.clone()).path()),
            Export::Schedule(year) => format!("{}/schedule.json", Page::Edition(*year).path()),
            Export::LocationsMap => format!("{}.geojson", Page::Locations.path()),
            Export::LocationsTable => format!("{}.csv", Page::Locations.path()),
            Export::ClipsTable => format!("{}.csv", Page::Clips.path()),
        };
        match locale {
            Locale::En => path,
            Locale::Zh => format!("/zh{path}"),
        }
    }

    /// The file, relative to the site's root.
    pub fn file(&self, locale: Locale) -> String {
        self.href(locale)[1..].to_owned()
    }

    /// Its media type, without parameters.
    pub fn mime(&self) -> &'static str {
        match self {
            Export::Feed(FeedForm::Atom, _) => "application/atom+xml",
            Export::Feed(FeedForm::Rss, _) => "application/rss+xml",
            Export::Feed(FeedForm::Json, _) => "application/feed+json",
            Export::AgendaCalendar(_) | Export::SessionCalendar(..) => "text/calendar",
            Export::Schedule(_) => "application/json",
            Export::LocationsMap => "application/geo+json",
            Export::LocationsTable | Export::ClipsTable => "text/csv",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_exports() {
        let topic = TopicId("studios".into());
        for (export, en, zh) in [
            (Export::Feed(FeedForm::Atom, None), "/feed.atom", "/zh/feed.atom"),
            (
                Export::Feed(FeedForm::Json, Some(topic)),
                "/news/topics/studios/feed.json",
                "/zh/news/topics/studios/feed.json",
            ),
            (Export::AgendaCalendar(2023), "/summit/2023/agenda.ics", "/zh/summit/2023/agenda.ics"),
            (
                Export::SessionCalendar(2023, SessionId("a".into())),
                "/summit/2023/sessions/a.ics",
                "/zh/summit/2023/sessions/a.ics",
            ),
            (Export::Schedule(2023), "/summit/2023/schedule.json", "/zh/summit/2023/schedule.json"),
            (Export::LocationsMap, "/library/locations.geojson", "/zh/library/locations.geojson"),
            (Export::ClipsTable, "/library/clips.csv", "/zh/library/clips.csv"),
        ] {
            assert_eq!(export.href(Locale::En), en);
            assert_eq!(export.href(Locale::Zh), zh);
            assert_eq!(export.file(Locale::Zh), zh[1..]);
            // No page has an ending, so that no export takes a page's place.
            assert_eq!(crate::route::Route::parse(en), None);
        }
    }
}
