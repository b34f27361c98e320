//! Documents of the library: its collections and their lists.

use super::super::content::Content;
use super::Maker;
use film_core::locale::{Words, words};
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::office::Class;
use film_core::model::production::Production;
use film_core::model::vocabulary::{ProductionKind, Season};
use film_core::route::Page;
use film_core::route::export::Export;
use std::iter::once;
use wire::{self, Body, Card, Document, FIRST_CARDS, Tally};

/// The largest number of records that a list names in full.
pub const MOST_NAMED: u32 = 500;

/// The experts that are listed: all except public officials.
pub fn listed(content: &Content) -> impl Iterator<Item = &Expert> {
    content.experts.values().filter(|expert| !expert.official)
}

impl<'a> Maker<'a> {
    pub(super) fn collections(self) -> Vec<Tally> {
        [
            (Page::Locations, words::LOCATIONS, self.content.locations.len()),
            (Page::Productions, words::PRODUCTIONS, self.content.productions.len()),
            (Page::Experts, words::EXPERTS, listed(self.content).count()),
            (Page::Clips, words::CLIPS, self.content.clips.len()),
        ]
        .into_iter()
        .map(|(to, label, count)| Tally { to, label: self.say(label), count: count as u32 })
        .collect()
    }

    pub(super) fn library_page(self) -> Document {
        let texts = [
            self.locations_text(),
            self.productions_text(),
            self.say(words::EXPERTS_TEXT),
            self.say(words::CLIPS_TEXT),
        ];
        let description = texts.join(" ");
        let experts = listed(self.content).filter(|it| it.credits.len() > 1).take(4);
        let productions = self.productions_in_order().into_iter().take(4);
        let cards = [
            self.some_locations(3),
            productions.map(|it| self.production_card(it)).collect(),
            experts.map(|it| self.expert_card(it)).collect(),
            self.some_clips(3),
        ];
        let collections = self.collections().into_iter().zip(texts).zip(cards);
        let library = wire::Library {
            collections: collections.map(|((tally, text), cards)| wire::LibrarySection(tally, text, cards)).collect(),
        };
        self.page(Page::Library, self.say(words::LIBRARY_LONG), &description, Body::Library(Box::new(library)))
    }

    fn locations_text(self) -> String {
        words::LOCATIONS_TEXT.with(self.locale, &[&self.content.locations.len().to_string()])
    }

    fn productions_text(self) -> String {
        words::PRODUCTIONS_TEXT.with(self.locale, &[&self.content.productions.len().to_string()])
    }

    /// Productions, the latest first.
    pub(super) fn productions_in_order(self) -> Vec<&'a Production> {
        let mut productions: Vec<&Production> = self.content.productions.values().collect();
        productions.sort_by_key(|it| std::cmp::Reverse(it.year));
        productions
    }

    pub(super) fn productions_page(self) -> Document {
        let all = || self.content.productions.values();
        let link = |it: &Production| self.link(Page::Production(it.id.clone()), &it.title);
        let kinds = ProductionKind::ALL.iter().map(|kind| (Some(*kind), kind.name(self.locale)));
        let index = kinds.chain([(None, words::KIND_UNKNOWN.get(self.locale))]).map(|(kind, name)| {
            let of_kind = all().filter(|production| production.kind == kind);
            (name.to_owned(), of_kind.map(link).collect())
        });
        let first = self.productions_in_order().into_iter().take(FIRST_CARDS);
        let list = wire::Collection {
            cards: first.map(|it| self.production_card(it)).collect(),
            index: index.collect(),
            files: vec![self.download(Export::ProductionsTable, "CSV")],
            ..self.collection(words::PRODUCTIONS, self.productions_text(), &self.catalogs.productions)
        };
        self.list_page(Page::Productions, list)
    }

    /// Locations of different classes, in the order of the classes.
    pub(super) fn some_locations(self, most: usize) -> Vec<Card> {
        let of_class = |class: &Class| {
            let locations = self.content.locations.values().filter(|it| it.class == class.id);
            locations.max_by_key(|it| it.productions.len())
        };
        let chosen = self.content.classes.iter().filter_map(of_class).take(most);
        chosen.map(|location| self.location_card(location)).collect()
    }

    /// Clips spread over the seasons.
    pub(super) fn some_clips(self, most: usize) -> Vec<Card> {
        let of_season = |season: &Season| self.content.clips.values().find(|clip| clip.season == *season);
        Season::ALL.iter().filter_map(of_season).take(most).map(|clip| self.clip_card(clip)).collect()
    }

    /// Locations used in the most films first, because scouts recognise them.
    pub(super) fn locations_in_order(self) -> Vec<&'a Location> {
        let mut locations: Vec<&Location> = self.content.locations.values().collect();
        locations.sort_by_key(|it| (std::cmp::Reverse(it.productions.len()), it.id.clone()));
        locations
    }

    pub(super) fn locations_page(self) -> Document {
        let all = || self.content.locations.values();
        let link = |it: &Location| self.link(Page::Location(it.id.clone()), &it.name);
        let index = self.content.classes.iter().map(|class| {
            let of_class = all().filter(|it| it.class == class.id);
            (self.text(&class.name), of_class.map(link).collect())
        });
        let first = self.locations_in_order().into_iter().take(FIRST_CARDS);
        let files = [(Export::LocationsMap, "GeoJSON"), (Export::LocationsTable, "CSV")].into_iter();
        let files = files.map(|(export, name)| self.download(export, name));
        let list = wire::Collection {
            cards: first.map(|it| self.location_card(it)).collect(),
            index: index.collect(),
            files: files.chain(self.places_files(&Page::Locations)).collect(),
            ..self.collection(words::LOCATIONS, self.locations_text(), &self.catalogs.locations)
        };
        self.list_page(Page::Locations, list)
    }

    pub(super) fn experts_page(self) -> Document {
        let link = |it: &Expert| self.link(Page::Expert(it.id.clone()), &it.name);
        let index = self.content.fields.iter().map(|field| {
            let of_field = listed(self.content).filter(|expert| expert.fields.contains(&field.id));
            (self.text(&field.name), of_field.map(link).collect())
        });
        let list = wire::Collection {
            cards: listed(self.content).take(FIRST_CARDS).map(|it| self.expert_card(it)).collect(),
            index: index.collect(),
            ..self.collection(words::EXPERTS, self.say(words::EXPERTS_TEXT), &self.catalogs.experts)
        };
        self.list_page(Page::Experts, list)
    }

    pub(super) fn clips_page(self) -> Document {
        let all = || self.content.clips.values();
        let link = |it: &Clip| self.link(Page::Clip(it.id.clone()), &it.headline);
        let index = Season::ALL.iter().map(|season| {
            let of_season = all().filter(|clip| clip.season == *season);
            (season.name(self.locale).to_owned(), of_season.map(link).collect())
        });
        let list = wire::Collection {
            cards: all().take(FIRST_CARDS).map(|clip| self.clip_card(clip)).collect(),
            index: index.collect(),
            files: once(self.download(Export::ClipsTable, "CSV")).chain(self.places_files(&Page::Clips)).collect(),
            ..self.collection(words::CLIPS, self.say(words::CLIPS_TEXT), &self.catalogs.clips)
        };
        self.list_page(Page::Clips, list)
    }

    /// A collection without its records.
    fn collection(self, heading: Words, text: String, catalogs: &[wire::Catalog; 2]) -> wire::Collection {
        let catalog = catalogs[self.locale as usize].clone();
        let land = catalog.places().and_then(|_| self.land());
        let (cards, index, files) = (Vec::new(), Vec::new(), Vec::new());
        wire::Collection { heading: self.say(heading), text, cards, index, catalog, files, land }
    }

    fn list_page(self, page: Page, mut list: wire::Collection) -> Document {
        let is_named = list.catalog.total <= MOST_NAMED;
        list.index.retain(|(_, links)| is_named && !links.is_empty());
        let (heading, text) = (list.heading.clone(), list.text.clone());
        self.page(page, heading, &text, Body::Collection(Box::new(list)))
    }
}
