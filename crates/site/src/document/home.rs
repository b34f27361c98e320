//! The home page: what is new and what is on, and the ways into the library.

use super::location::bare;
use super::{Maker, zone};
use film_core::locale::words;
use film_core::model::location::Location;
use film_core::model::summit::{Edition, Session};
use film_core::model::vocabulary::{Season, Setting};
use film_core::route::Page;
use geo::Place;
use geo::projection::project;
use jiff::civil::Date;
use std::collections::BTreeMap;
use wire::{self, Body, Card, Document, Group, Moment, Sketch, Way};

/// How many further articles are shown.
const NEWS: usize = 4;

/// How many sessions are shown next to the edition.
const SESSIONS: usize = 4;

/// How many clips are shown. They are large.
const CLIPS: usize = 2;

/// How many dots the sketch has at most.
const DOTS: usize = 400;

/// The margin around the places of the sketch, as a fraction of their longer side.
const MARGIN: f64 = 0.08;

impl<'a> Maker<'a> {
    pub(super) fn home(self) -> Document {
        let office = &self.content.office;
        let mut articles = self.content.news.iter();
        let lead = articles.next().map(|article| self.article_card(article));
        let edition = self.edition_on();
        let places = self.places_of_classes();
        let home = wire::Home {
            tagline: self.text(&office.tagline),
            lead,
            // Its sessions say more than its summary.
            summit: edition.map(|edition| Card { text: None, ..self.edition_card(edition) }),
            sessions: edition.and_then(|edition| self.sessions_on(edition)),
            collections: self.collections(),
            ways: places.iter().map(|(value, location)| self.way(value, location)).collect(),
            season: self.place_of_the_season(&places),
            map: self.sketch(),
            clips: self.some_clips(CLIPS),
            news: articles.take(NEWS).map(|article| self.article_card(article)).collect(),
        };
        let description = home.tagline.clone();
        self.page(Page::Home, self.text(&office.name), &description, Body::Home(Box::new(home)))
    }

    /// The day of the build in a time zone.
    fn today(self, time_zone: &str) -> Date {
        self.content.now.to_zoned(zone(time_zone)).date()
    }

    /// The next edition, which may have begun, or else the latest.
    fn edition_on(self) -> Option<&'a Edition> {
        let editions = &self.content.editions;
        let is_over = |edition: &Edition| edition.end < self.today(&edition.time_zone).to_string();
        let next = editions.iter().filter(|edition| !is_over(edition)).min_by_key(|edition| &edition.start);
        next.or(editions.first())
    }

    /// The next sessions of an edition or, if there are none, the first that were held.
    fn sessions_on(self, edition: &Edition) -> Option<Group> {
        let today = self.today(&edition.time_zone).to_string();
        let days = self.days(edition).into_iter();
        let all: Vec<(Moment, &Session)> = days
            .flat_map(|(day, sessions)| sessions.into_iter().map(move |session| (day.clone(), session)))
            .filter(|(_, session)| !session.is_cancelled())
            .collect();
        let next = all.iter().position(|(_, session)| session.date >= today);
        let card = |(day, session): &(Moment, &Session)| Card {
            date: Some(day.clone()),
            kicker: session.start.as_ref().map(|_| self.time(edition, session)),
            ..self.card(Page::Session(edition.year, session.id.clone()), &session.title)
        };
        let cards: Vec<Card> = all[next.unwrap_or_default()..].iter().take(SESSIONS).map(card).collect();
        let heading = next.map_or(words::SESSIONS_HELD, |_| words::SESSIONS_NEXT);
        (!cards.is_empty()).then(|| Group { heading: self.say(heading), cards })
    }

    /// The classes that the list of locations can be filtered by, each with its location with the most films.
    fn places_of_classes(self) -> Vec<(&'a wire::FacetValue, &'a Location)> {
        let facets = &self.catalogs.locations[self.locale as usize].facets;
        let values = facets.iter().filter(|facet| facet.key == "class").flat_map(|facet| &facet.values);
        let place = |value: &'a wire::FacetValue| {
            let rank = |it: &Location| {
                let is_main = it.class.as_str() == value.key;
                let is_further = it.subclasses.iter().any(|class| class.as_str() == value.key);
                (is_main || is_further).then_some((is_main, it.productions.len()))
            };
            let ranked = self.content.locations.values().filter_map(|it| Some((rank(it)?, it)));
            let (_, location) = ranked.max_by_key(|(rank, _)| *rank)?;
            Some((value, location))
        };
        values.filter_map(place).collect()
    }

    fn way(self, value: &wire::FacetValue, location: &Location) -> Way {
        let picture = bare(self.media.lead(location, self.locale));
        Way { class: value.key.clone(), label: value.label.clone(), count: value.count, picture }
    }

    /// A location for the month of the build: outdoors, with a picture of the season, which is on the card. Those that
    /// have one take turns, a month each, in the order of the list. Those that are `shown` on the page are left out if
    /// there are others.
    fn place_of_the_season(self, shown: &[(&wire::FacetValue, &Location)]) -> Option<Card> {
        let today = self.today(&self.content.office.time_zone);
        let fits = |it: &'a Location| {
            let season = season(today.month(), it.position.lat < 0.0);
            let index = picture_of(it, season).filter(|_| it.setting != Setting::Interior)?;
            Some((it, season, index))
        };
        let mut fitting: Vec<_> = self.locations_in_order().into_iter().filter_map(fits).collect();
        let is_shown = |place: &Location| shown.iter().any(|(_, it)| it.id == place.id);
        if fitting.iter().any(|(place, ..)| !is_shown(place)) {
            fitting.retain(|(place, ..)| !is_shown(place));
        }
        let months = today.year().unsigned_abs() as usize * 12 + today.month().unsigned_abs() as usize;
        let (location, season, index) = *fitting.get(months.checked_rem(fitting.len())?)?;
        let picture = self.media.of_location(location, index, self.locale);
        let picture = picture.unwrap_or_else(|| self.media.lead(location, self.locale));
        let season = season.name(self.locale).to_lowercase();
        Some(Card {
            kicker: Some(words::SEASON_PLACE.with(self.locale, &[&season])),
            picture: Some(bare(picture)),
            ..self.location_card(location)
        })
    }

    /// The land with all locations. If they are many, those close to each other share a dot.
    fn sketch(self) -> Option<Sketch> {
        let (land, office) = (&self.content.land.as_ref()?.coarse, self.content.office.outline.as_ref()?);
        let unit = f64::from(land.unit) / 1e12;
        let whole = |at: f64, origin: u32| ((at - f64::from(origin) / 1e9) / unit).round() as i64;
        let place = |it: &Location| {
            let point = project(Place::new(it.position.lat, it.position.lng)?);
            let class = self.content.classes.iter().position(|class| class.id == it.class)?;
            Some(((whole(point.x, land.origin.0), whole(point.y, land.origin.1)), class))
        };
        let locations = &self.content.locations;
        let mut places: BTreeMap<(i64, i64), usize> = locations.values().filter_map(place).collect();
        let mut step = 1;
        while places.len() > DOTS {
            step *= 2;
            let near = |at: i64| at.div_euclid(step) * step + step / 2;
            places = places.into_iter().map(|((x, y), class)| ((near(x), near(y)), class)).collect();
        }
        let ends = |of: fn(&(i64, i64)) -> i64| Some((places.keys().map(of).min()?, places.keys().map(of).max()?));
        let ((left, right), (top, bottom)) = (ends(|(x, _)| *x)?, ends(|(_, y)| *y)?);
        let margin = (((right - left).max(bottom - top) as f64 * MARGIN).round() as i64).max(10);
        let dots = self.content.classes.iter().enumerate().map(|(index, class)| {
            let of_class = places.iter().filter(|(_, it)| **it == index);
            (class.colour, of_class.map(|((x, y), _)| format!("M{x} {y}h0")).collect::<String>())
        });
        Some(Sketch {
            label: words::ON_THE_MAP.with(self.locale, &[&locations.len().to_string()]),
            view: format!(
                "{} {} {} {}",
                left - margin,
                top - margin,
                right - left + 2 * margin,
                bottom - top + 2 * margin
            ),
            land: land.path.clone(),
            dots: dots.filter(|(_, path)| !path.is_empty()).collect(),
            credit: self.text(&office.credit),
            url: office.url.clone(),
        })
    }
}

/// The season of a month, 1 to 12, in the north or the south.
fn season(month: i8, is_south: bool) -> Season {
    let quarter = usize::from(month.unsigned_abs()) % 12 / 3 + if is_south { 2 } else { 0 };
    [Season::Winter, Season::Spring, Season::Summer, Season::Autumn][quarter % 4]
}

/// The index of a location's first picture of a season, other than a panorama. 0 stands for its scene if it has no
/// pictures.
fn picture_of(location: &Location, season: Season) -> Option<usize> {
    if location.media.is_empty() {
        return (location.scene().season == season).then_some(0);
    }
    location.media.iter().position(|it| it.panorama.is_none() && it.time().0 == Some(season))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_seasons() {
        let of = |is_south: bool| [1, 2, 3, 5, 6, 8, 9, 11, 12].map(|month| season(month, is_south).as_str());
        let north = ["winter", "winter", "spring", "spring", "summer", "summer", "autumn", "autumn", "winter"];
        let south = ["summer", "summer", "autumn", "autumn", "winter", "winter", "spring", "spring", "summer"];
        assert_eq!((of(false), of(true)), (north, south));
    }
}
