//! Which part of the program shows which page.

use super::Page;

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
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
    /// What the device keeps: the recce pack, the copy for offline use.
    Device,
}

impl Part {
    /// The part that shows a page.
    pub fn of(page: &Page) -> Part {
        match page {
            Page::Home | Page::News | Page::Article(_) | Page::Topic(_) | Page::Archive(..) | Page::About => Part::News,
            Page::Summit | Page::Edition(_) | Page::Agenda(_) | Page::Session(..) | Page::Report(..) => Part::Summit,
            Page::Locations | Page::Experts | Page::Clips | Page::Search => Part::List,
            Page::Location(_) => Part::Place,
            Page::Library | Page::Expert(_) | Page::Speaker(..) | Page::Clip(_) => Part::Record,
            Page::Pack | Page::Offline => Part::Device,
        }
    }

    /// Its name, which its files bear before they are named by their bytes.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::News => "news",
            Part::Summit => "summit",
            Part::List => "list",
            Part::Place => "place",
            Part::Record => "record",
            Part::Device => "device",
        }
    }
}

impl Page {
    /// Whether it is text, links and pictures: taken over as it was prerendered, without its part.
    pub fn is_still(&self) -> bool {
        matches!(self, Page::Home | Page::Summit | Page::Edition(_) | Page::Report(..) | Page::Library | Page::About)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn every_part_has_its_pages() {
        for (path, part) in [
            ("/", Part::News),
            ("/news/topics/summit", Part::News),
            ("/summit/2023/reports/x", Part::Summit),
            ("/summit/2023/speakers/x", Part::Record),
            ("/library/experts", Part::List),
            ("/library/clips/x", Part::Record),
            ("/library/locations/x", Part::Place),
            ("/search", Part::List),
            ("/pack", Part::Device),
            ("/offline", Part::Device),
        ] {
            let route = Route::parse(path).unwrap();
            assert_eq!(Part::of(&route.page), part, "{path}");
        }
    }
}
