//! Maps pages to the chunks of the program that show them, and to their styles.

use super::Page;
use crate::model::SessionId;

/// A group of pages, and the page. The pages of a group have the same styles and the same chunk of the program; pages of
/// text have none, because they are shown as prerendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// Text: the pages that lead to the others.
    Home(HomePage),
    /// News.
    News(NewsPage),
    /// Text: the summit's editions and their reports.
    Summit(SummitPage),
    /// The summit's agendas and their sessions: stars, filters and times.
    Agenda(AgendaPage),
    /// The library's lists, and search: the catalogue engine.
    List(ListPage),
    /// The library's pages with a map: locations with the sun, and productions.
    Place(PlacePage),
    /// The library's other records: people, and clips with their player.
    Record(RecordPage),
    /// Pages of stored data: the recce packs and the offline copy.
    Device(DevicePage),
}

/// The pages of [`Chunk::Home`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomePage {
    /// The home page.
    Home,
    /// The library.
    Library,
    /// The office.
    About,
}

/// The pages of [`Chunk::News`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsPage {
    /// News, a topic or a month.
    List,
    /// An article.
    Article,
}

/// The pages of [`Chunk::Summit`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SummitPage {
    /// All editions.
    Summit,
    /// An edition.
    Edition,
    /// A report.
    Report,
}

/// The pages of [`Chunk::Agenda`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgendaPage {
    /// An agenda.
    Agenda,
    /// A session: its year and id.
    Session(u16, SessionId),
}

/// The pages of [`Chunk::List`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListPage {
    /// Locations, productions, experts or clips.
    Collection,
    /// Site-wide search.
    Search,
}

/// The pages of [`Chunk::Place`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacePage {
    /// A location.
    Location,
    /// A production.
    Production,
}

/// The pages of [`Chunk::Record`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordPage {
    /// A clip.
    Clip,
    /// A speaker or an expert.
    Person,
}

/// The pages of [`Chunk::Device`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DevicePage {
    /// The recce packs.
    Pack,
    /// The page about offline use.
    Offline,
}

impl Chunk {
    /// The chunk that shows a page.
    pub fn of(page: &Page) -> Chunk {
        match page {
            Page::Home => Chunk::Home(HomePage::Home),
            Page::Library => Chunk::Home(HomePage::Library),
            Page::About => Chunk::Home(HomePage::About),
            Page::News | Page::Topic(_) | Page::Archive(..) => Chunk::News(NewsPage::List),
            Page::Article(_) => Chunk::News(NewsPage::Article),
            Page::Summit => Chunk::Summit(SummitPage::Summit),
            Page::Edition(_) => Chunk::Summit(SummitPage::Edition),
            Page::Report(..) => Chunk::Summit(SummitPage::Report),
            Page::Agenda(_) => Chunk::Agenda(AgendaPage::Agenda),
            Page::Session(year, id) => Chunk::Agenda(AgendaPage::Session(*year, id.clone())),
            Page::Locations | Page::Productions | Page::Experts | Page::Clips => Chunk::List(ListPage::Collection),
            Page::Search => Chunk::List(ListPage::Search),
            Page::Location(_) => Chunk::Place(PlacePage::Location),
            Page::Production(_) => Chunk::Place(PlacePage::Production),
            Page::Clip(_) => Chunk::Record(RecordPage::Clip),
            Page::Expert(_) | Page::Speaker(..) => Chunk::Record(RecordPage::Person),
            Page::Pack => Chunk::Device(DevicePage::Pack),
            Page::Offline => Chunk::Device(DevicePage::Offline),
        }
    }

    /// The name of the group. The chunk's files have it until they are renamed by content.
    pub fn as_str(&self) -> &'static str {
        match self {
            Chunk::Home(_) => "home",
            Chunk::News(_) => "news",
            Chunk::Summit(_) => "summit",
            Chunk::Agenda(_) => "agenda",
            Chunk::List(_) => "list",
            Chunk::Place(_) => "place",
            Chunk::Record(_) => "record",
            Chunk::Device(_) => "device",
        }
    }
}

impl Page {
    /// Whether the page consists only of text, links and pictures. Such a page is shown as prerendered, without a chunk.
    pub fn is_static(&self) -> bool {
        matches!(Chunk::of(self), Chunk::Home(_) | Chunk::Summit(_))
    }

    /// Whether the page shows little without the program, so that the program starts with it: stored data, search, and
    /// an agenda, which shows what is on now.
    pub fn needs_program(&self) -> bool {
        self.is_tool() || matches!(self, Page::Agenda(_))
    }

    /// Whether the page is a tool without content of its own: empty without the program, and of no use to search
    /// engines.
    pub fn is_tool(&self) -> bool {
        matches!(self, Page::Search | Page::Pack | Page::Offline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn every_chunk_has_its_pages() {
        for (path, chunk) in [
            ("/", "home"),
            ("/library", "home"),
            ("/news/topics/summit", "news"),
            ("/summit/2023/reports/x", "summit"),
            ("/summit/2023/agenda", "agenda"),
            ("/summit/2023/speakers/x", "record"),
            ("/library/experts", "list"),
            ("/library/clips/x", "record"),
            ("/library/locations/x", "place"),
            ("/library/productions", "list"),
            ("/library/productions/x", "place"),
            ("/search", "list"),
            ("/pack", "device"),
            ("/offline", "device"),
        ] {
            let route = Route::parse(path).unwrap();
            assert_eq!(Chunk::of(&route.page).as_str(), chunk, "{path}");
        }
    }
}
