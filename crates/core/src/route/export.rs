//! The paths of files that other programs read: feeds, calendars, tables, maps.

use super::{Area, Page, base};
use crate::locale::Locale;
use crate::model::{ReportId, SessionId, TopicId};

/// A file that other programs read, independent of language.
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
    /// `/summit/<year>/schedule.xml`
    ScheduleXml(u16),
    /// `/summit/<year>/reports/<id>.csv`
    ReportTable(u16, ReportId),
    /// `/summit/<year>/reports/<id>-<number>.png`, a chart of the report. Numbers start at 1.
    ReportPicture(u16, ReportId, usize),
    /// `/library/locations.geojson`
    LocationsMap,
    /// `/library/locations.gpx`, `/library/locations/<id>.kml`: the places on a page, for map programs. The pages are
    /// the lists of locations and clips, each location, and each production that has a route. The files of a record
    /// serve all languages.
    Places(PlacesForm, Page),
    /// `/library/locations.csv`
    LocationsTable,
    /// `/library/productions.csv`
    ProductionsTable,
    /// `/library/clips.csv`
    ClipsTable,
    /// `/catalog.jsonld`, which lists all the others.
    DataCatalog,
}

/// The format of a feed.
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
    /// All three formats.
    pub const ALL: [FeedForm; 3] = [FeedForm::Atom, FeedForm::Rss, FeedForm::Json];

    /// The file extension.
    pub fn ending(self) -> &'static str {
        match self {
            FeedForm::Atom => "atom",
            FeedForm::Rss => "rss",
            FeedForm::Json => "json",
        }
    }

    /// The display name.
    pub fn name(self) -> &'static str {
        match self {
            FeedForm::Atom => "Atom",
            FeedForm::Rss => "RSS",
            FeedForm::Json => "JSON Feed",
        }
    }
}

/// The format of a file for map programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlacesForm {
    /// GPX 1.1.
    Gpx,
    /// KML 2.2.
    Kml,
}

impl PlacesForm {
    /// Both formats.
    pub const ALL: [PlacesForm; 2] = [PlacesForm::Gpx, PlacesForm::Kml];

    /// The file extension.
    pub fn ending(self) -> &'static str {
        match self {
            PlacesForm::Gpx => "gpx",
            PlacesForm::Kml => "kml",
        }
    }

    /// The display name.
    pub fn name(self) -> &'static str {
        match self {
            PlacesForm::Gpx => "GPX",
            PlacesForm::Kml => "KML",
        }
    }
}

impl Export {
    /// The path in a language.
    pub fn href(&self, locale: Locale) -> String {
        base::join(&["/", &self.file(locale)].concat())
    }

    /// The file, relative to the root of the site.
    pub fn file(&self, locale: Locale) -> String {
        let path = match self {
            Export::Feed(form, topic) => {
                let folder = topic.clone().map(|topic| Page::Topic(topic).path()).unwrap_or_default();
                format!("{folder}/feed.{}", form.ending())
            }
            Export::AgendaCalendar(year) => format!("{}.ics", Page::Agenda(*year).path()),
            Export::SessionCalendar(year, id) => format!("{}.ics", Page::Session(*year, id.clone()).path()),
            Export::Schedule(year) => format!("{}/schedule.json", Page::Edition(*year).path()),
            Export::ScheduleXml(year) => format!("{}/schedule.xml", Page::Edition(*year).path()),
            Export::ReportTable(year, id) => format!("{}.csv", Page::Report(*year, id.clone()).path()),
            Export::ReportPicture(year, id, number) => {
                format!("{}-{number}.png", Page::Report(*year, id.clone()).path())
            }
            Export::LocationsMap => format!("{}.geojson", Page::Locations.path()),
            Export::Places(form, page) => format!("{}.{}", page.path(), form.ending()),
            Export::LocationsTable => format!("{}.csv", Page::Locations.path()),
            Export::ProductionsTable => format!("{}.csv", Page::Productions.path()),
            Export::ClipsTable => format!("{}.csv", Page::Clips.path()),
            Export::DataCatalog => "/catalog.jsonld".to_owned(),
        };
        match locale {
            Locale::Zh if !self.serves_all_languages() => format!("zh{path}"),
            _ => path[1..].to_owned(),
        }
    }

    /// Whether its page is that of a single record.
    pub fn is_of_record(&self) -> bool {
        matches!(self, Export::Places(_, Page::Location(_) | Page::Production(_)))
    }

    /// Whether one file has the texts in all languages.
    pub fn serves_all_languages(&self) -> bool {
        self.is_of_record()
    }

    /// Its media type, without parameters.
    pub fn mime(&self) -> &'static str {
        match self {
            Export::Feed(FeedForm::Atom, _) => "application/atom+xml",
            Export::Feed(FeedForm::Rss, _) => "application/rss+xml",
            Export::Feed(FeedForm::Json, _) => "application/feed+json",
            Export::AgendaCalendar(_) | Export::SessionCalendar(..) => "text/calendar",
            Export::Schedule(_) => "application/json",
            Export::ScheduleXml(_) => "text/xml",
            Export::DataCatalog => "application/ld+json",
            Export::LocationsMap => "application/geo+json",
            Export::Places(PlacesForm::Gpx, _) => "application/gpx+xml",
            Export::Places(PlacesForm::Kml, _) => "application/vnd.google-earth.kml+xml",
            Export::ReportTable(..) | Export::LocationsTable | Export::ProductionsTable | Export::ClipsTable => {
                "text/csv"
            }
            Export::ReportPicture(..) => "image/png",
        }
    }
}

/// The files with the data of a page, each with a title, for the head of the page.
pub fn of(page: &Page, title: &str, site: &str) -> Vec<(Export, String)> {
    let mut exports = Vec::new();
    let mut add = |export: Export, parts: &[&str]| exports.push((export, parts.concat()));
    match page {
        Page::Edition(year) | Page::Agenda(year) => {
            add(Export::AgendaCalendar(*year), &[title, " (iCalendar)"]);
            add(Export::Schedule(*year), &[title, " (frab)"]);
            add(Export::ScheduleXml(*year), &[title, " (frab XML)"]);
        }
        Page::Session(year, id) => add(Export::SessionCalendar(*year, id.clone()), &[title, " (iCalendar)"]),
        Page::Locations => {
            add(Export::LocationsMap, &[title, " (GeoJSON)"]);
            add(Export::LocationsTable, &[title, " (CSV)"]);
        }
        Page::Productions => add(Export::ProductionsTable, &[title, " (CSV)"]),
        Page::Clips => add(Export::ClipsTable, &[title, " (CSV)"]),
        Page::Topic(topic) => {
            for form in FeedForm::ALL {
                add(Export::Feed(form, Some(topic.clone())), &[title, " · ", site, " (", form.name(), ")"]);
            }
        }
        Page::Home | Page::News | Page::Article(_) | Page::Archive(..) => {}
        Page::About => add(Export::DataCatalog, &[site, " (DCAT)"]),
        Page::Summit | Page::Speaker(..) | Page::Report(..) => {}
        Page::Library | Page::Location(_) | Page::Production(_) | Page::Experts | Page::Expert(_) | Page::Clip(_) => {}
        Page::Search | Page::Pack | Page::Offline => {}
    }
    for form in PlacesForm::ALL {
        // A location's own files are linked on its page only: a record without a page has none.
        if matches!(page, Page::Locations | Page::Clips) {
            add(Export::Places(form, page.clone()), &[title, " (", form.name(), ")"]);
        }
    }
    for form in FeedForm::ALL {
        if *page == Page::Home || page.area() == Some(Area::News) {
            add(Export::Feed(form, None), &[site, " (", form.name(), ")"]);
        }
    }
    exports
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LocationId;

    #[test]
    fn what_a_page_names_in_its_head() {
        let topic = Page::Topic(TopicId("studios".into()));
        for (page, expected) in [
            (Page::Library, vec![]),
            (
                Page::News,
                vec![
                    ("/feed.atom", "Office (Atom)"),
                    ("/feed.rss", "Office (RSS)"),
                    ("/feed.json", "Office (JSON Feed)"),
                ],
            ),
            (
                topic,
                vec![
                    ("/news/topics/studios/feed.atom", "Title · Office (Atom)"),
                    ("/news/topics/studios/feed.rss", "Title · Office (RSS)"),
                    ("/news/topics/studios/feed.json", "Title · Office (JSON Feed)"),
                    ("/feed.atom", "Office (Atom)"),
                    ("/feed.rss", "Office (RSS)"),
                    ("/feed.json", "Office (JSON Feed)"),
                ],
            ),
            (Page::Productions, vec![("/library/productions.csv", "Title (CSV)")]),
            (
                Page::Clips,
                vec![
                    ("/library/clips.csv", "Title (CSV)"),
                    ("/library/clips.gpx", "Title (GPX)"),
                    ("/library/clips.kml", "Title (KML)"),
                ],
            ),
            (Page::Location(LocationId("pier".into())), vec![]),
            (
                Page::Agenda(2023),
                vec![
                    ("/summit/2023/agenda.ics", "Title (iCalendar)"),
                    ("/summit/2023/schedule.json", "Title (frab)"),
                    ("/summit/2023/schedule.xml", "Title (frab XML)"),
                ],
            ),
            (Page::About, vec![("/catalog.jsonld", "Office (DCAT)")]),
        ] {
            let found: Vec<(String, String)> = of(&page, "Title", "Office")
                .into_iter()
                .map(|(export, title)| (export.href(Locale::En), title))
                .collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(href, title)| (href.as_str(), title.as_str())).collect();
            assert_eq!(found, expected, "{page:?}");
        }
    }

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
            (
                Export::ReportTable(2023, ReportId("a".into())),
                "/summit/2023/reports/a.csv",
                "/zh/summit/2023/reports/a.csv",
            ),
            (
                Export::ReportPicture(2023, ReportId("a".into()), 2),
                "/summit/2023/reports/a-2.png",
                "/zh/summit/2023/reports/a-2.png",
            ),
            (Export::Places(PlacesForm::Gpx, Page::Locations), "/library/locations.gpx", "/zh/library/locations.gpx"),
            (
                Export::Places(PlacesForm::Kml, Page::Location(LocationId("pier".into()))),
                "/library/locations/pier.kml",
                "/library/locations/pier.kml",
            ),
            (Export::LocationsMap, "/library/locations.geojson", "/zh/library/locations.geojson"),
            (Export::ScheduleXml(2023), "/summit/2023/schedule.xml", "/zh/summit/2023/schedule.xml"),
            (Export::ProductionsTable, "/library/productions.csv", "/zh/library/productions.csv"),
            (Export::ClipsTable, "/library/clips.csv", "/zh/library/clips.csv"),
            (Export::DataCatalog, "/catalog.jsonld", "/zh/catalog.jsonld"),
        ] {
            assert_eq!(export.href(Locale::En), en);
            assert_eq!(export.href(Locale::Zh), zh);
            assert_eq!(export.file(Locale::Zh), zh[1..]);
            assert_eq!(export.serves_all_languages(), en == zh);
            // Pages have no file extension, so an export never replaces a page.
            assert_eq!(crate::route::Route::parse(en), None);
        }
    }
}
