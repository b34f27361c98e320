//! Documents of locations.

use super::super::{Files, facts, format, land, telephone};
use super::Maker;
use super::classes::Legend;
use super::library::listed;
use super::person::knows;
use film_core::locale::{DOT, Text, Words, words};
use film_core::model::location::{Blackout, Location, Noted, Remarked};
use film_core::model::vocabulary::{MapService, PictureGroup};
use film_core::model::{Consented, LocationId};
use film_core::route::Page;
use geo::Place;
use geo::datum::{
    Datum, amap_address, apple_address, baidu_address, geo_address, google_address, openstreetmap_address,
};
use wire::{self, Body, Card, Document, Fact, FactIcon as Icon, Target};

/// How many nearby locations a location's page lists.
const NEARBY: usize = 3;

/// How many nearby locations are on its map.
const ON_THE_MAP: usize = 12;

/// The value of a fact, and where its remark begins, if one follows.
#[derive(Default)]
struct Value(String, Option<u32>);

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value(value, None)
    }
}

/// The years for which clock changes are included, for zones that have any.
const CLOCK_YEARS: std::ops::Range<i16> = 2020..2041;

impl Maker<'_> {
    pub(super) fn location_card(self, location: &Location) -> Card {
        Card {
            kicker: Some(self.class_name(location)),
            text: Some(self.text(&location.summary)),
            note: Some(format!("{}{DOT}{}", location.district.get(self.locale), location.setting.name(self.locale))),
            picture: Some(bare(self.media.lead(location, self.locale))),
            ..self.card(Page::Location(location.id.clone()), &location.name)
        }
    }

    /// The headings of the groups, each with the number of its pictures; none if no picture has a group.
    fn picture_groups(self, pictures: &[(Option<PictureGroup>, wire::Picture)]) -> Vec<(String, u32)> {
        if pictures.iter().all(|(group, _)| group.is_none()) {
            return Vec::new();
        }
        let name = |group: Option<PictureGroup>| {
            group.map_or(words::MORE_PICTURES.get(self.locale), |it| it.name(self.locale))
        };
        let groups = pictures.chunk_by(|(a, _), (b, _)| a == b);
        groups.map(|group| (name(group[0].0).to_owned(), group.len() as u32)).collect()
    }

    pub(super) fn location_page(self, id: &LocationId) -> Option<Document> {
        let location = self.content.locations.get(id.as_str())?;
        let other = location.name.in_locale(self.locale.other());
        let names = [other, location.pinyin.as_deref()];
        let position = &location.position;
        let pictures = self.media.location(location, self.locale);
        let works = location.productions.iter();
        let neighbours = self.near.locations(location, ON_THE_MAP);
        let legend = self.legend(std::iter::once(location).chain(neighbours.iter().map(|(_, other)| *other)));
        let of_works = works.clone().filter_map(|production| production.source.as_ref());
        let body = wire::Location {
            name: self.text(&location.name),
            other_name: names.into_iter().flatten().collect::<Vec<_>>().join(DOT),
            class: legend.index(location),
            class_name: self.class_name(location),
            district: self.text(&location.district),
            summary: self.text(&location.summary),
            groups: self.picture_groups(&pictures),
            pictures: pictures.into_iter().map(|(_, picture)| picture).collect(),
            panoramas: self.media.panoramas(location, self.locale),
            about: format::paragraphs(location.description.get(self.locale)),
            facts: self.location_facts(location),
            coordinates: format!("{}, {}", position.lat, position.lng),
            position_text: (
                format::position(self.locale, position.lat, position.lng),
                format::precision(self.locale, position),
            ),
            position: millionths(location),
            facing: location.facing.map(|degrees| degrees.rem_euclid(360.0).round() as u16 % 360),
            land: self.land(),
            neighbours: neighbours.iter().map(|(_, other)| self.pin(other, &legend)).collect(),
            classes: self.pin_classes(&legend),
            maps: self.maps(location),
            zone: self.sun_zone(),
            productions: works
                .map(|it| self.work(it.production.as_ref(), &it.title, it.year, it.note.as_ref()))
                .collect(),
            freshness: match &location.verified {
                Some(verified) => {
                    let on = format::part_date(self.locale, &verified.on);
                    words::FRESH_VERIFIED.with(self.locale, &[&on, verified.by.get(self.locale)])
                }
                None => self.say(words::FRESH_UNVERIFIED),
            },
            related: self.location_related(location),
            sources: self.sources(format::distinct(location.sources.iter().chain(of_works))),
            files: self.places_files(&Page::Location(id.clone())).into(),
            share_card: None,
        };
        let summary = location.summary.get(self.locale);
        Some(self.record(Page::Location(id.clone()), &location.name, summary, Body::Location(Box::new(body))))
    }

    /// A location as a pin on a map with this legend.
    pub(super) fn pin(self, location: &Location, legend: &Legend) -> wire::Pin {
        wire::Pin {
            to: Page::Location(location.id.clone()),
            title: self.text(&location.name),
            class: legend.index(location),
            position: millionths(location),
        }
    }

    /// The land outline for a document with a map.
    pub(super) fn land(self) -> Option<wire::Land> {
        let (outline, office) = (&self.content.land.as_ref()?.fine, self.content.office.outline.as_ref()?);
        // The same bytes have the same URL. The file itself is published with the site.
        let data = land::write(outline, &mut Files::new());
        let tiles = self.content.office.tiles.as_ref().map(|tiles| wire::Tiles {
            url: tiles.url.clone(),
            host: tiles.origin().trim_start_matches("https://").to_owned(),
            nearest: tiles.nearest,
            credit: self.text(&tiles.credit),
            credit_url: tiles.credit_url.clone(),
        });
        let (credit, url) = (self.text(&office.credit), office.url.clone());
        Some(wire::Land { data, bounds: outline.bounds(), detail: outline.detail, credit, url, tiles })
    }

    /// URLs that open a location in other map services.
    pub(super) fn maps(self, location: &Location) -> Vec<(String, String)> {
        let Some(place) = Place::new(location.position.lat, location.position.lng) else {
            return Vec::new();
        };
        // The check converted the position to WGS-84.
        let datum = Datum::Wgs84;
        let name = location.name.get(self.locale);
        let source = self.content.office.origin.split_once("//").map_or("", |(_, host)| host);
        let webapp = format!("webapp.{}.site", source.replace(['.', ':'], "-"));
        let office = self.content.office.name.get(self.locale);
        let address = |service: &MapService| match service {
            MapService::Amap => amap_address(place, datum, name, source),
            MapService::Baidu => baidu_address(place, datum, name, office, &webapp),
            MapService::Openstreetmap => openstreetmap_address(place, datum),
            MapService::Apple => apple_address(place, datum, name),
            MapService::Google => google_address(place, datum),
            MapService::Device => geo_address(place, datum),
        };
        let services = self.content.office.maps().iter();
        services.map(|service| (service.name(self.locale).to_owned(), address(service))).collect()
    }

    /// The office's time zone with its clock changes.
    fn sun_zone(self) -> wire::Zone {
        let zone = self.zone();
        let first = jiff::civil::date(CLOCK_YEARS.start, 1, 1).to_zoned(zone.clone());
        let first = first.map(|first| first.timestamp()).unwrap_or_default();
        let minutes = |offset: jiff::tz::Offset| offset.seconds() / 60;
        let offset = minutes(zone.to_offset(first));
        let within =
            |change: &jiff::tz::TimeZoneTransition| change.timestamp().to_zoned(zone.clone()).year() < CLOCK_YEARS.end;
        let mut changes: Vec<(i64, i32)> = Vec::new();
        for change in zone.following(first).take_while(within) {
            let now = minutes(change.offset());
            if now != changes.last().map_or(offset, |(_, offset)| *offset) {
                changes.push((change.timestamp().as_second(), now));
            }
        }
        wire::Zone { name: self.text(&self.content.office.time_zone_name), offset, changes }
    }

    /// A fact with typed values, in words; empty if it is unknown.
    fn noted<T: facts::InWords + Remarked, R: Remarked>(
        self,
        location: &Location,
        fact: &Option<Noted<T, R>>,
    ) -> Value {
        let value = facts::fact(fact.as_ref(), self.locale, &location.position);
        let remark = fact.as_ref().map_or(0, |fact| facts::remarks(fact, self.locale).len());
        let typed = value.len() - remark;
        let remark = (typed > 0 && remark > 0).then_some(typed as u32);
        Value(value, remark)
    }

    /// Labelled facts with icons. Unknown ones are left out.
    fn iconed<const N: usize>(self, facts: [(Icon, Words, Value); N]) -> Vec<Fact> {
        let known = facts.into_iter().filter(|(_, _, Value(value, _))| !value.is_empty());
        let fact =
            |(icon, label, Value(value, remark))| Fact { icon: Some(icon), remark, ..self.fact(label, value, None) };
        known.map(fact).collect()
    }

    pub(super) fn location_facts(self, it: &Location) -> Vec<Fact> {
        let (permit, safety) = (it.permit.as_ref(), it.safety.as_ref());
        let blackout = |it: &Blackout| {
            let reason = it.reason.as_ref().map(|it| words::COUNT_AFTER.with(self.locale, &[it.get(self.locale)]));
            format!("{}{}", format::span(self.locale, &it.from, &it.to), reason.unwrap_or_default())
        };
        let blackouts: Vec<String> = it.blackout.iter().map(blackout).collect();
        let elevation = it.elevation.map(|metres| words::METRES.with(self.locale, &[&metres.to_string()]));
        let classes = self.names(it.subclasses.iter().map(|id| self.content.class_name(id, self.locale)));
        let known = |text: &Option<Text>| -> Value { self.known(text).into() };
        let place = self.iconed([
            (Icon::Setting, words::FACT_SETTING, it.setting.name(self.locale).to_owned().into()),
            (Icon::Class, words::FACT_ALSO, classes.into()),
            (Icon::Style, words::FACT_STYLE, known(&it.style)),
            (Icon::Place, words::DISTRICT, self.text(&it.district).into()),
            (Icon::Place, words::FACT_ADDRESS, known(&it.address)),
            (Icon::Elevation, words::ELEVATION, elevation.unwrap_or_default().into()),
            (
                Icon::Compass,
                words::FACT_FACES,
                it.facing.map(|degrees| format!("{degrees}°")).unwrap_or_default().into(),
            ),
            (Icon::Double, words::FACT_DOUBLES, self.listed(&it.doubles_for).into()),
        ]);
        let entry = self.iconed([
            (Icon::Door, words::FACT_ACCESS, known(&it.access)),
            (Icon::Clock, words::FACT_EXCLUSIVE, self.noted(it, &it.exclusive_hours)),
            (Icon::Calendar, words::FACT_BLACKOUT, blackouts.join(words::LIST_STOP.get(self.locale)).into()),
            (Icon::Truck, words::FACT_LOAD_IN, self.noted(it, &it.load_in)),
            (Icon::Parking, words::FACT_PARKING, self.noted(it, &it.parking)),
            (Icon::Tent, words::FACT_BASE, known(&it.basecamp)),
            (Icon::StepFree, words::FACT_ACCESSIBILITY, self.noted(it, &it.accessibility)),
        ]);
        let technical = self.iconed([
            (Icon::Area, words::FLOOR_AREA, self.noted(it, &it.floor_area)),
            (Icon::Height, words::CEILING_HEIGHT, self.noted(it, &it.ceiling_height)),
            (Icon::Power, words::FACT_POWER, self.noted(it, &it.power)),
            (Icon::Network, words::FACT_NETWORK, self.noted(it, &it.connectivity)),
            (Icon::Noise, words::FACT_NOISE, self.noted(it, &it.noise)),
            (Icon::Chair, words::FACT_FURNITURE, self.noted(it, &it.furniture)),
        ]);
        let permits = self.iconed([
            (Icon::Permit, words::PERMIT, permit.map_or("", |it| it.required.name(self.locale)).to_owned().into()),
            (Icon::Permit, words::FACT_AUTHORITY, permit.map(|it| known(&it.authority)).unwrap_or_default()),
            (
                Icon::Clock,
                words::FACT_LEAD_TIME,
                permit.map(|permit| self.noted(it, &permit.lead_time)).unwrap_or_default(),
            ),
            (Icon::Money, words::FACT_FEE, permit.map(|permit| self.noted(it, &permit.fee)).unwrap_or_default()),
            (Icon::Money, words::FACT_RATE, self.noted(it, &it.rate)),
            (Icon::Shield, words::FACT_INSURANCE, self.noted(it, &it.insurance)),
            (Icon::Drone, words::FACT_DRONES, self.noted(it, &it.drones)),
            (Icon::Barred, words::FACT_RESTRICTIONS, known(&it.restrictions)),
        ]);
        let comfort = self.iconed([
            (Icon::Toilet, words::FACT_TOILETS, known(&it.toilets)),
            (
                Icon::Hospital,
                words::FACT_HOSPITAL,
                safety.map(|safety| self.noted(it, &safety.hospital)).unwrap_or_default(),
            ),
            (Icon::Warning, words::FACT_HAZARDS, safety.map(|it| self.listed(&it.hazards)).unwrap_or_default().into()),
        ]);
        let icon = |fact: Fact| {
            let icon = match &fact.to {
                Some(Target::Web(url)) if url.starts_with("mailto:") => Icon::Mail,
                Some(Target::Web(url)) if url.starts_with("http") => Icon::Web,
                _ => Icon::Telephone,
            };
            Fact { icon: Some(icon), ..fact }
        };
        let contact = it.contact.iter().flat_map(|contact| self.contact_facts(contact)).map(icon).collect();
        let groups = [
            (words::FACTS_ENTRY, entry),
            (words::FACTS_TECHNICAL, technical),
            (words::FACTS_PERMITS, permits),
            (words::FACTS_SAFETY, comfort),
            (words::FACTS_CONTACT, contact),
        ];
        place.into_iter().chain(groups.into_iter().flat_map(|(heading, facts)| self.headed(heading, facts))).collect()
    }

    /// Facts with a heading above the first.
    fn headed(self, heading: Words, mut facts: Vec<Fact>) -> Vec<Fact> {
        if let Some(first) = facts.first_mut() {
            first.heading = Some(self.say(heading));
        }
        facts
    }

    /// The contact details that may be published.
    pub(super) fn contact_facts(self, contact: &film_core::model::Contact) -> Vec<Fact> {
        let shown = |label, detail: &Option<Consented>, address: fn(&str) -> Option<String>| {
            let value = detail.as_ref().filter(|it| it.consent)?.value.clone();
            let address = address(&value).map(Target::Web);
            Some(self.fact(label, value, address))
        };
        let email = shown(words::FACT_EMAIL, &contact.email, |value| Some(format!("mailto:{value}")));
        let telephone = shown(words::FACT_TELEPHONE, &contact.telephone, telephone::address);
        let website = shown(words::FACT_WEBSITE, &contact.website, |value| Some(value.to_owned()));
        [email, telephone, website].into_iter().flatten().collect()
    }

    fn location_related(self, location: &Location) -> Vec<wire::Group> {
        let id = &location.id;
        let clips = self.near.clips(location).iter();
        let near = self.near.locations(location, NEARBY).into_iter().map(|(distance, other)| Card {
            text: None,
            note: Some(format::kilometres(self.locale, distance)),
            ..self.location_card(other)
        });
        let experts = listed(self.content).filter(|expert| knows(expert, location));
        let news = self.news_on(|mentions| mentions.locations.contains(id));
        let held_here = self.content.editions.iter().filter(|edition| edition.venue_location.as_ref() == Some(id));
        self.groups([
            (words::SUMMIT, held_here.map(|edition| self.edition_card(edition)).collect()),
            (words::CLIPS, clips.map(|clip| self.clip_card(clip)).collect()),
            (words::NEARBY, near.collect()),
            (words::NEWS, news),
            (words::EXPERTS, experts.map(|it| self.expert_card(it)).collect()),
        ])
    }
}

/// A picture without the texts that a card does not show.
pub(super) fn bare(picture: wire::Picture) -> wire::Picture {
    wire::Picture { caption: None, credit: None, ..picture }
}

/// The position of a location in millionths of a degree.
fn millionths(location: &Location) -> (i32, i32) {
    let whole = |degrees: f64| (degrees * 1e6).round() as i32;
    (whole(location.position.lat), whole(location.position.lng))
}
