//! Shared by all documents: texts in one language, and parts that many pages have.

use super::super::content::Content;
use super::super::format;
use super::super::media::Media;
use super::{Catalogs, Near, cut};
use film_core::locale::{Locale, Text, Words, words};
use film_core::model::{self, Source};
use film_core::route::Page;
use film_core::route::export::{Export, PlacesForm};
use jiff::tz::TimeZone;
use wire::{Body, Card, Document, FORMAT, Fact, Group, Link, Target};

/// The input of every document: the content, the pictures and the language.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) content: &'a Content,
    pub(super) media: &'a Media,
    pub(super) locale: Locale,
    pub(super) catalogs: &'a Catalogs,
    pub(super) near: &'a Near<'a>,
}

/// The previous and next items in a list.
pub(super) fn neighbours<T>(all: &[T], place: usize) -> [Option<&T>; 2] {
    [place.checked_sub(1).and_then(|before| all.get(before)), all.get(place + 1)]
}

impl Maker<'_> {
    pub(super) fn say(self, words: Words) -> String {
        words.get(self.locale).to_owned()
    }

    pub(super) fn text(self, text: &Text) -> String {
        text.get(self.locale).to_owned()
    }

    /// An optional text; empty if missing.
    pub(super) fn known(self, text: &Option<Text>) -> String {
        text.as_ref().map(|text| self.text(text)).unwrap_or_default()
    }

    pub(super) fn texts<'t>(self, texts: impl IntoIterator<Item = &'t Text>) -> Vec<String> {
        texts.into_iter().map(|text| self.text(text)).collect()
    }

    /// Joins texts on one line.
    pub(super) fn listed(self, texts: &[Text]) -> String {
        self.texts(texts).join(words::LIST_STOP.get(self.locale))
    }

    /// Joins names on one line.
    pub(super) fn names<N: AsRef<str>>(self, names: impl IntoIterator<Item = N>) -> String {
        let names: Vec<N> = names.into_iter().collect();
        names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(words::LIST_COMMA.get(self.locale))
    }

    pub(super) fn foreign(self, text: &Text) -> Option<Locale> {
        text.is_foreign(self.locale).then_some(self.locale.other())
    }

    /// The office's time zone.
    pub(super) fn zone(self) -> TimeZone {
        super::zone(&self.content.office.time_zone)
    }

    /// The document of a page. Its breadcrumbs follow from its URL.
    pub(super) fn page(self, page: Page, title: String, description: &str, body: Body) -> Document {
        let description = cut(description, 160);
        Document {
            format: FORMAT,
            crumbs: self.crumbs(&page),
            page,
            title,
            description,
            foreign: None,
            body,
            html: None,
        }
    }

    /// The document of a record, titled with its name.
    pub(super) fn record(self, page: Page, name: &Text, description: &str, body: Body) -> Document {
        Document { foreign: self.foreign(name), ..self.page(page, self.text(name), description, body) }
    }

    fn crumbs(self, page: &Page) -> Vec<Link> {
        let crumb = |to: Page, words: Words| Link { to, label: self.say(words) };
        let news = || crumb(Page::News, words::NEWS);
        let summit = || crumb(Page::Summit, words::SUMMIT);
        let library = || crumb(Page::Library, words::LIBRARY);
        match page {
            Page::Article(_) | Page::Topic(_) | Page::Archive(_, None) => vec![news()],
            Page::Archive(year, Some(_)) => {
                vec![news(), Link { to: Page::Archive(*year, None), label: self.archive_label(*year, None) }]
            }
            Page::Edition(_) => vec![summit()],
            Page::Agenda(year) | Page::Session(year, _) | Page::Speaker(year, _) | Page::Report(year, _) => {
                vec![summit(), Link { to: Page::Edition(*year), label: year.to_string() }]
            }
            Page::Locations | Page::Productions | Page::Experts | Page::Clips => vec![library()],
            Page::Location(_) => vec![library(), crumb(Page::Locations, words::LOCATIONS)],
            Page::Production(_) => vec![library(), crumb(Page::Productions, words::PRODUCTIONS)],
            Page::Expert(_) => vec![library(), crumb(Page::Experts, words::EXPERTS)],
            Page::Clip(_) => vec![library(), crumb(Page::Clips, words::CLIPS)],
            Page::Home | Page::News | Page::Summit | Page::Library => Vec::new(),
            Page::Search | Page::Pack | Page::Offline | Page::About => Vec::new(),
        }
    }

    /// A link to a record, labelled with its name.
    pub(super) fn link(self, to: Page, name: &Text) -> Link {
        Link { to, label: self.text(name) }
    }

    /// A record's card with only its name.
    pub(super) fn card(self, to: Page, name: &Text) -> Card {
        let (title, foreign) = (self.text(name), self.foreign(name));
        Card { to, title, foreign, kicker: None, date: None, text: None, note: None, picture: None, sprite: None }
    }

    /// Groups of cards with their headings. Empty groups are left out.
    pub(super) fn groups<const N: usize>(self, groups: [(Words, Vec<Card>); N]) -> Vec<Group> {
        let filled = groups.into_iter().filter(|(_, cards)| !cards.is_empty());
        filled.map(|(heading, cards)| Group { heading: self.say(heading), cards }).collect()
    }

    /// A labelled fact.
    pub(super) fn fact(self, label: Words, value: String, to: Option<Target>) -> Fact {
        Fact { label: self.say(label), value, to, heading: None, icon: None, remark: None }
    }

    /// Labelled facts. Unknown ones are left out.
    pub(super) fn facts<const N: usize>(self, facts: [(Words, String); N]) -> Vec<Fact> {
        let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
        known.map(|(label, value)| self.fact(label, value, None)).collect()
    }

    /// External links as facts that show the URL.
    pub(super) fn web_links<'t>(self, links: impl IntoIterator<Item = &'t model::Link>) -> Vec<Fact> {
        let fact = |link: &model::Link| Fact {
            label: self.text(&link.label),
            value: link.url.clone(),
            to: Some(Target::Web(link.url.clone())),
            heading: None,
            icon: None,
            remark: None,
        };
        links.into_iter().map(fact).collect()
    }

    /// A download of what a page shows.
    pub(super) fn download(self, export: Export, label: &str) -> wire::Download {
        wire::Download { href: export.href(self.locale), label: label.to_owned(), mime: export.mime().to_owned() }
    }

    /// The places on a page as files for map programs.
    pub(super) fn places_files(self, page: &Page) -> [wire::Download; 2] {
        PlacesForm::ALL.map(|form| self.download(Export::Places(form, page.clone()), form.name()))
    }

    pub(super) fn sources<'s>(self, sources: impl IntoIterator<Item = &'s Source>) -> Vec<wire::Source> {
        sources.into_iter().map(|source| self.source(source)).collect()
    }

    pub(super) fn source(self, source: &Source) -> wire::Source {
        wire::Source {
            publisher: self.text(&source.publisher),
            url: source.url.clone(),
            date: source.date.as_deref().map(|date| format::part_date(self.locale, date)),
        }
    }
}
