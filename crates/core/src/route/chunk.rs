//! Which chunk of the program shows which page.

use super::Page;

/// A chunk of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// News, and the pages about the office.
    News,
    /// The summit.
    Summit,
    /// The library's lists, and search: the catalogue engine.
    List,
    /// The library's places: map and sun.
    Place,
    /// The library's other records: people, and clips with their player.
    Record,
    /// Pages of stored data: the recce pack, the offline copy.
    Device,
}

impl Chunk {
    /// The chunk that shows a page.
    pub fn of(page: &Page) -> Chunk {
        match page {
            Page::Home | Page::News | Page::Article(_) | Page::Topic(_) | Page::Archive(..) | Page::About => {
                Chunk::News
            }
            Page::Summit | Page::Edition(_) | Page::Agenda(_) | Page::Session(..) | Page::Report(..) => Chunk::Summit,
            Page::Locations | Page::Experts | Page::Clips | Page::Search => Chunk::List,
            Page::Location(_) => Chunk::Place,
            Page::Library | Page::Expert(_) | Page::Speaker(..) | Page::Clip(_) => Chunk::Record,
            Page::Pack | Page::Offline => Chunk::Device,
        }
    }

    /// Its name, which its files bear before they are named by their bytes.
    pub fn as_str(self) -> &'static str {
        match self {
            Chunk::News => "news",
            Chunk::Summit => "summit",
            Chunk::List => "list",
            Chunk::Place => "place",
            Chunk::Record => "record",
            Chunk::Device => "device",
        }
    }
}

impl Page {
    /// Whether it is text, links and pictures: taken over as it was prerendered, without its chunk.
    pub fn is_static(&self) -> bool {
        matches!(self, Page::Home | Page::Summit | Page::Edition(_) | Page::Report(..) | Page::Library | Page::About)
    }

    /// Whether it shows little without the program, which therefore starts with it: what the device stores, search, and
    /// an agenda, which tells what is on now.
    pub fn needs_program(&self) -> bool {
        matches!(self, Page::Search | Page::Pack | Page::Offline | Page::Agenda(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn every_chunk_has_its_pages() {
        for (path, chunk) in [
            ("/", Chunk::News),
            ("/news/topics/summit", Chunk::News),
            ("/summit/2023/reports/x", Chunk::Summit),
            ("/summit/2023/speakers/x", Chunk::Record),
            ("/library/experts", Chunk::List),
            ("/library/clips/x", Chunk::Record),
            ("/library/locations/x", Chunk::Place),
            ("/search", Chunk::List),
            ("/pack", Chunk::Device),
            ("/offline", Chunk::Device),
        ] {
            let route = Route::parse(path).unwrap();
            assert_eq!(Chunk::of(&route.page), chunk, "{path}");
        }
    }
}
