//! Documents of productions.

use super::super::format;
use super::Maker;
use super::location::bare;
use film_core::locale::{DOT, Text, Words, words};
use film_core::model::ProductionId;
use film_core::model::expert::{Credit, Expert};
use film_core::model::location::{Location, Work};
use film_core::model::production::{Production, Register};
use film_core::route::Page;
use wire::{self, Body, Card, Document, Fact, Target};

impl<'a> Maker<'a> {
    pub(super) fn production_card(self, production: &Production) -> Card {
        let places = self.near.shot(&production.id).len();
        Card {
            kicker: Some(self.production_kicker(production)).filter(|kicker| !kicker.is_empty()),
            text: Some(self.text(&production.summary)),
            note: (places > 0).then(|| words::PLACES_COUNT.with(self.locale, &[&places.to_string()])),
            ..self.card(Page::Production(production.id.clone()), &production.title)
        }
    }

    /// The kind and the year, as far as they are known.
    fn production_kicker(self, production: &Production) -> String {
        let kind = production.kind.map(|kind| kind.name(self.locale).to_owned());
        let year = production.year.map(|year| year.to_string());
        kind.into_iter().chain(year).collect::<Vec<_>>().join(DOT)
    }

    /// The places of a production with their notes: those on its route in that order, then the others by id.
    pub(super) fn places(self, production: &Production) -> Vec<(&'a Location, &'a Work)> {
        let mut places = self.near.shot(&production.id).to_vec();
        let route = &production.route;
        places.sort_by_key(|(location, _)| route.iter().position(|id| *id == location.id).unwrap_or(route.len()));
        places
    }

    pub(super) fn production_page(self, id: &ProductionId) -> Option<Document> {
        let production = self.content.productions.get(id.as_str())?;
        let title = self.text(&production.title);
        let other = production.title.in_locale(self.locale.other()).filter(|other| *other != title);
        let places = self.places(production);
        let legend = self.legend(places.iter().map(|(location, _)| *location));
        let numbered_places = || places.iter().copied().zip(1..);
        let place = |((location, work), number): ((&Location, &Work), u32)| {
            let card = self.with_same_frame(self.location_card(location), location, work);
            Card {
                kicker: Some(numbered(number, &self.class_name(location))),
                text: work.note.as_ref().map(|note| self.text(note)),
                ..card
            }
        };
        let on_route = numbered_places().filter(|((location, _), _)| production.route.contains(&location.id));
        let stop = |((location, _), number): ((&Location, &Work), u32)| wire::Stop {
            name: numbered(number, &self.text(&location.name)),
            maps: self.maps(location),
        };
        let mut stops: Vec<wire::Stop> = on_route.map(stop).collect();
        if stops.len() < 2 {
            stops.clear();
        }
        let page = Page::Production(id.clone());
        let files = if stops.is_empty() { Vec::new() } else { self.places_files(&page).into() };
        let numbered_pin = |((location, _), number): ((&Location, &Work), u32)| {
            let pin = self.pin(location, &legend);
            wire::Pin { title: numbered(number, &pin.title), ..pin }
        };
        let of_places = places.iter().filter_map(|(_, work)| work.source.as_ref());
        let credited = |(expert, credit): &(&Expert, &Credit)| {
            let card = self.person_card(expert)?;
            Some(Card { note: Some(self.text(&credit.role)), ..card })
        };
        let people: Vec<Card> = self.near.credited(id).iter().filter_map(credited).collect();
        let body = wire::Production {
            other_title: other.into_iter().chain(production.pinyin.as_deref()).collect::<Vec<_>>().join(DOT),
            kicker: self.production_kicker(production),
            summary: self.text(&production.summary),
            facts: self.production_facts(production),
            places: numbered_places().map(place).collect(),
            pins: numbered_places().map(numbered_pin).collect(),
            stops,
            files,
            classes: self.pin_classes(&legend),
            land: self.land(),
            related: self.groups([
                (words::CREDITS, people),
                (words::NEWS, self.news_on(|mentions| mentions.productions.contains(id))),
            ]),
            sources: self.sources(format::distinct(production.sources.iter().chain(of_places))),
            title,
        };
        let summary = production.summary.get(self.locale);
        Some(self.record(page, &production.title, summary, Body::Production(Box::new(body))))
    }

    /// The card of a place with the picture that shows the same frame as the production, if there is one.
    fn with_same_frame(self, card: Card, location: &Location, work: &Work) -> Card {
        let Some(frame) = &work.same_frame else { return card };
        let index = (frame.picture as usize).saturating_sub(1);
        let picture = self.media.of_location(location, index, self.locale).map(bare);
        Card {
            note: Some(words::SAME_FRAME.with(self.locale, &[frame.note.get(self.locale)])),
            picture: picture.or(card.picture),
            ..card
        }
    }

    fn production_facts(self, production: &Production) -> Vec<Fact> {
        let mut facts = self.facts([
            (words::KIND, production.kind.map_or("", |kind| kind.name(self.locale)).to_owned()),
            (words::YEAR, production.year.map(|year| year.to_string()).unwrap_or_default()),
            (words::FACT_OTHER_TITLES, production.other_titles.join(words::LIST_STOP.get(self.locale))),
            (words::FACT_DIRECTOR, self.names(self.texts(&production.directors))),
            (words::FACT_COMPANIES, self.names(self.texts(&production.companies))),
        ]);
        let link = |(register, id): (Register, &str)| {
            self.fact(name(register), id.to_owned(), Some(Target::Web(register.address(id))))
        };
        facts.extend(production.ids.all().map(link));
        facts
    }

    /// A work with a link to its production's page.
    pub(super) fn work(
        self,
        id: Option<&ProductionId>,
        title: &Text,
        year: Option<u16>,
        note: Option<&Text>,
    ) -> wire::Work {
        let to = id.map(|id| Page::Production(id.clone()));
        wire::Work { to, title: self.text(title), year, note: note.map(|note| self.text(note)) }
    }
}

/// A place's name with its number on the production's page.
pub fn numbered(number: u32, name: &str) -> String {
    format!("{number}{DOT}{name}")
}

/// The name of a register for readers.
fn name(register: Register) -> Words {
    match register {
        Register::Wikidata => words::WIKIDATA,
        Register::Imdb => words::IMDB,
        Register::Douban => words::DOUBAN,
        Register::Eidr => words::EIDR,
    }
}
