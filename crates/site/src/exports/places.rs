//! Locations, and the places of clips, as GPX and KML for map programs: all in one file for each language; and in one
//! file for all languages, each location that has a page, and the route of each production that has one.

use super::{Exported, Published};
use crate::document::numbered;
use crate::format::{distinct, precision};
use crate::naming::whole;
use film_core::locale::{Locale, words};
use film_core::model::clip::Clip;
use film_core::model::location::Location;
use film_core::route::Page;
use film_core::route::export::{Export, PlacesForm};
use formats::waypoint::{Waypoint, WaypointPicture, Waypoints};
use formats::{gpx, kml};
use std::collections::BTreeMap;
use wire::{Body, Production};

/// Writes the files of the lists in a language.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let content = published.content;
    let writer = Writer::new(published, vec![locale]);
    let named = |list: &str| format!("{} · {list}", content.office.name.get(locale));
    let clips = content.clips.values().filter_map(|it| writer.clip(it)).collect();
    let locations = content.locations.values().map(|it| writer.location(it)).collect();
    [
        writer.files(Page::Clips, named(words::CLIPS.get(locale)), clips, 0),
        writer.files(Page::Locations, named(words::LOCATIONS.get(locale)), locations, 0),
    ]
    .concat()
}

/// Writes the files of single records, with the texts in all languages of the site. The main language comes first.
pub fn of_records(published: &Published) -> Exported {
    let content = published.content;
    let main = content.office.main_language();
    let others = content.office.languages().iter().copied().filter(|locale| *locale != main);
    let writer = Writer::new(published, [main].into_iter().chain(others).collect());
    let mut written = Vec::new();
    for location in content.locations.values() {
        let page = Page::Location(location.id.clone());
        if writer.cards.contains_key(&page) {
            let place = writer.location(location);
            written.extend(writer.files(page, place.name.clone(), vec![place], 0));
        }
    }
    // A production's page has its places in order, with their notes. The order is the same in all languages.
    let mut productions: BTreeMap<&Page, Vec<&Production>> = BTreeMap::new();
    for locale in &writer.languages {
        for draft in published.drafts.iter().filter(|draft| draft.route.locale == *locale) {
            if let Body::Production(body) = &draft.document.body {
                productions.entry(&draft.route.page).or_default().push(body);
            }
        }
    }
    for (page, bodies) in productions.into_iter().filter(|(_, bodies)| !bodies[0].stops.is_empty()) {
        let place = |(at, pin): (usize, &wire::Pin)| {
            let Page::Location(id) = &pin.to else { return None };
            let place = writer.location(content.locations.get(id.as_str())?);
            let cards = bodies.iter().filter_map(|body| body.places.get(at));
            let notes = cards.flat_map(|card| card.text.iter().chain(&card.note)).cloned();
            let text = join(notes.chain([place.text.clone()]), "\n");
            Some(Waypoint { name: numbered(at as u32 + 1, &place.name), text, ..place })
        };
        let name = join(bodies.iter().map(|body| body.title.clone()), " ");
        let places = bodies[0].pins.iter().enumerate().filter_map(place).collect();
        written.extend(writer.files(page.clone(), name, places, bodies[0].stops.len()));
    }
    written
}

/// Writes files with the texts in these languages.
struct Writer<'a> {
    published: &'a Published<'a>,
    /// The first is that of the share cards.
    languages: Vec<Locale>,
    /// The pages, each with its share card.
    cards: BTreeMap<&'a Page, Option<&'a str>>,
}

impl<'a> Writer<'a> {
    fn new(published: &'a Published<'a>, languages: Vec<Locale>) -> Writer<'a> {
        let drafts = published.drafts.iter().filter(|draft| draft.route.locale == languages[0]);
        let card = |draft: &'a crate::Draft| draft.card.as_ref().map(|card| card.address.as_str());
        let cards = drafts.map(|draft| (&draft.route.page, card(draft))).collect();
        Writer { published, languages, cards }
    }

    /// Texts in all languages.
    fn say<const N: usize>(&self, texts: impl Fn(Locale) -> [String; N], between: &str) -> String {
        join(self.languages.iter().flat_map(|locale| texts(*locale)), between)
    }

    /// A name in all languages, in one line.
    fn name<'t>(&self, name: impl Fn(Locale) -> &'t str) -> String {
        self.say(|locale| [name(locale).to_owned()], " ")
    }

    fn url(&self, page: &Page, locale: Locale) -> String {
        format!("{}{}", self.published.content.office.origin, page.href(locale))
    }

    fn place(&self, page: &Page, name: String, kind: String, text: String, at: &Location) -> Waypoint {
        let card = self.cards.get(page).copied().flatten();
        let card = card.map(|card| whole(&self.published.content.office.origin, card));
        Waypoint {
            name,
            kind,
            text,
            note: String::new(),
            lat: at.position.lat.to_string(),
            lng: at.position.lng.to_string(),
            pages: self.languages.iter().map(|locale| self.url(page, *locale)).collect(),
            pictures: WaypointPicture::of_url(&card.unwrap_or_default()),
        }
    }

    fn location(&self, it: &Location) -> Waypoint {
        let texts = |locale| [it.summary.get(locale).to_owned(), precision(locale, &it.position)];
        let name = self.name(|locale| it.name.get(locale));
        let kind = self.name(|locale| self.published.content.class_name(&it.class, locale));
        self.place(&Page::Location(it.id.clone()), name, kind, self.say(texts, "\n"), it)
    }

    fn clip(&self, it: &Clip) -> Option<Waypoint> {
        let at = self.published.content.locations.get(it.location.as_str())?;
        let texts = |locale| {
            let [about, place] = [&it.description, &at.name].map(|text| text.get(locale).to_owned());
            [about, place, precision(locale, &at.position)]
        };
        let name = self.name(|locale| it.headline.get(locale));
        let kind = self.name(|locale| words::CLIPS.get(locale));
        Some(self.place(&Page::Clip(it.id.clone()), name, kind, self.say(texts, "\n"), at))
    }

    fn files(&self, page: Page, name: String, places: Vec<Waypoint>, stops: usize) -> Exported {
        let list = Waypoints { name, page: self.url(&page, self.languages[0]), places, stops };
        let text = |form| match form {
            PlacesForm::Gpx => gpx::write(&list),
            PlacesForm::Kml => kml::write(&list),
        };
        PlacesForm::ALL.map(|form| (Export::Places(form, page.clone()), text(form))).into()
    }
}

/// Joins texts, each once: a text without a translation is the same in both languages.
fn join(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    distinct(texts.into_iter().filter(|text| !text.is_empty())).join(between)
}
