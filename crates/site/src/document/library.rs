//! The library: locations, experts, clips.

use super::super::check::Content;
use super::super::{Files, format, land, media, similar};
use super::{Maker, catalog, cut};
use film_core::locale::{Text, Words, words};
use film_core::model::clip::{Clip, Rendition};
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::vocabulary::{self, Class, Codec, Container, Season};
use film_core::model::{ClipId, Consented, ExpertId, LocationId};
use film_core::route::Page;
use film_core::route::export::Export;
use geo::Place;
use geo::datum::{Datum, amap_address, baidu_address, geo_address, openstreetmap_address};
use wire::{self, Body, Card, Document, FIRST_CARDS, FORMAT, Fact, Link, Tally, Target};

/// Up to how many records a list names all of them.
const MOST_NAMED: u32 = 500;

/// How many neighbours a location names.
const NEARBY: usize = 3;

/// How many similar clips a clip names.
const SIMILAR: usize = 3;

/// How many neighbours are on its map.
const ON_THE_MAP: usize = 12;

/// The years whose changes of the clock are told, for zones that have any.
const CLOCK_YEARS: std::ops::Range<i16> = 2020..2041;

/// Those who are listed among the experts: all but public officials.
pub fn listed(content: &Content) -> impl Iterator<Item = &Expert> {
    content.experts.values().filter(|expert| !expert.official)
}

/// Whether somebody knows a place: by their own record, or by a work of theirs that was shot there.
fn knows(expert: &Expert, location: &Location) -> bool {
    let same = |a: &Text, b: &Text| match (&a.zh, &b.zh) {
        (Some(a), Some(b)) => a == b,
        _ => a.en.is_some() && a.en == b.en,
    };
    expert.locations.contains(&location.id)
        || expert.credits.iter().any(|credit| location.productions.iter().any(|it| same(&credit.work, &it.title)))
}

impl<'a> Maker<'a> {
    pub(super) fn collections(self) -> Vec<Tally> {
        [
            (Page::Locations, words::LOCATIONS, self.content.locations.len()),
            (Page::Experts, words::EXPERTS, listed(self.content).count()),
            (Page::Clips, words::CLIPS, self.content.clips.len()),
        ]
        .into_iter()
        .map(|(to, label, count)| Tally { to, label: label.get(self.locale).to_owned(), count: count as u32 })
        .collect()
    }

    pub(super) fn library_page(self) -> Document {
        let texts = [self.locations_text(), self.experts_text(), self.clips_text()];
        let description = texts.join(" ");
        let experts = listed(self.content).filter(|it| it.credits.len() > 1).take(3);
        let cards = [self.some_locations(3), experts.map(|it| self.expert_card(it)).collect(), self.some_clips(3)];
        let collections = self.collections().into_iter().zip(texts).zip(cards);
        let library = wire::Library {
            collections: collections.map(|((tally, text), cards)| wire::Shelf(tally, text, cards)).collect(),
        };
        let title = words::LIBRARY_LONG.get(self.locale);
        self.plain(&Page::Library, title, &description, Body::Library(Box::new(library)))
    }

    fn locations_text(self) -> String {
        words::LOCATIONS_TEXT.with(self.locale, &[&self.content.locations.len().to_string()])
    }

    fn experts_text(self) -> String {
        words::EXPERTS_TEXT.get(self.locale).to_owned()
    }

    fn clips_text(self) -> String {
        words::CLIPS_TEXT.get(self.locale).to_owned()
    }

    /// Locations spread over the classes, one of each before a second of any.
    pub(super) fn some_locations(self, most: usize) -> Vec<Card> {
        let order = [
            Class::LandmarkScenic,
            Class::StudioStage,
            Class::ExoticForeignStyle,
            Class::Coast,
            Class::MountainRiver,
            Class::PeriodSetting,
            Class::ShopBusiness,
            Class::PublicFacility,
            Class::GovernmentBuilding,
        ];
        order
            .into_iter()
            .filter_map(|class| {
                let of_class = self.content.locations.values().filter(|it| it.class == class);
                of_class.max_by_key(|it| it.productions.len())
            })
            .take(most)
            .map(|location| self.location_card(location))
            .collect()
    }

    /// Clips spread over the seasons.
    pub(super) fn some_clips(self, most: usize) -> Vec<Card> {
        Season::ALL
            .iter()
            .filter_map(|season| self.content.clips.values().find(|clip| clip.season == *season))
            .take(most)
            .map(|clip| self.clip_card(clip))
            .collect()
    }

    fn collection(self, page: Page, text: String, cards: Vec<Card>, index: Vec<(String, Vec<Link>)>) -> Document {
        let words = match page {
            Page::Locations => words::LOCATIONS,
            Page::Experts => words::EXPERTS,
            _ => words::CLIPS,
        };
        let heading = words.get(self.locale).to_owned();
        let catalogs = match page {
            Page::Locations => &self.catalogs.locations,
            Page::Experts => &self.catalogs.experts,
            _ => &self.catalogs.clips,
        };
        let catalog = catalog::of(catalogs, self.locale).clone();
        let index = if catalog.total <= MOST_NAMED { index } else { Vec::new() };
        let files = match page {
            Page::Locations => vec![(Export::LocationsMap, "GeoJSON"), (Export::LocationsTable, "CSV")],
            Page::Clips => vec![(Export::ClipsTable, "CSV")],
            _ => Vec::new(),
        };
        let files = files.into_iter().map(|(export, name)| self.download(export, name)).collect();
        let land = catalog.places().and_then(|_| self.land());
        let collection =
            wire::Collection { heading: heading.clone(), text: text.clone(), cards, index, catalog, files, land };
        Document {
            crumbs: vec![self.link(Page::Library, words::LIBRARY)],
            ..self.plain(&page, &heading, &text, Body::Collection(Box::new(collection)))
        }
    }

    pub(super) fn location_card(self, location: &Location) -> Card {
        Card {
            to: Page::Location(location.id.clone()),
            title: self.text(&location.name),
            kicker: Some(location.class.name(self.locale).to_owned()),
            date: None,
            text: Some(self.text(&location.summary)),
            note: Some(format!("{} · {}", location.district.get(self.locale), location.setting.name(self.locale))),
            picture: self.location_pictures(location).into_iter().next(),
            foreign: self.foreign(&location.name),
        }
    }

    fn location_pictures(self, location: &Location) -> Vec<wire::Picture> {
        if location.media.is_empty() {
            let name = location.name.get(self.locale);
            let scene = location.scene.kind.name(self.locale).to_lowercase();
            let alt = words::SCENE_OF.with(self.locale, &[name, &scene]);
            return vec![self.media.scene(&media::seed("locations", location.id.as_str()), alt)];
        }
        let pictures = location.media.iter().enumerate();
        pictures
            .map(|(place, picture)| {
                let seed = media::seed("locations", &format!("{}/{place}", location.id));
                self.media.picture(&seed, picture, self.locale)
            })
            .collect()
    }

    /// Places known from films first: they are what a scout recognises.
    pub(super) fn locations_in_order(self) -> Vec<&'a Location> {
        let mut locations: Vec<&Location> = self.content.locations.values().collect();
        locations.sort_by_key(|it| (std::cmp::Reverse(it.productions.len()), it.id.clone()));
        locations
    }

    pub(super) fn locations_page(self) -> Document {
        let cards = self.locations_in_order().into_iter().take(FIRST_CARDS).map(|it| self.location_card(it)).collect();
        let index = Class::ALL
            .iter()
            .map(|class| {
                let of_class = self.content.locations.values().filter(|it| it.class == *class);
                let links = of_class
                    .map(|location| Link { to: Page::Location(location.id.clone()), label: self.text(&location.name) });
                (class.name(self.locale).to_owned(), links.collect::<Vec<_>>())
            })
            .filter(|(_, links)| !links.is_empty())
            .collect();
        self.collection(Page::Locations, self.locations_text(), cards, index)
    }

    pub(super) fn location_page(self, id: &LocationId) -> Option<Document> {
        let location = self.content.locations.get(id.as_str())?;
        let other = location.name.in_locale(self.locale.other());
        let names = [other, Some(location.pinyin.as_str())];
        let position = &location.position;
        let precision = position.precision.name(self.locale);
        let datum = position.datum.name(self.locale);
        let note = position.note.as_ref().map(|note| format!(" {}", note.get(self.locale))).unwrap_or_default();
        let stop = words::FULL_STOP.get(self.locale);
        let wired = wire::Location {
            name: self.text(&location.name),
            other_name: names.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            class: location.class,
            class_name: location.class.name(self.locale).to_owned(),
            district: location.district.get(self.locale).to_owned(),
            summary: self.text(&location.summary),
            pictures: self.location_pictures(location),
            about: format::paragraphs(location.description.get(self.locale)),
            facts: self.location_facts(location),
            coordinates: format!("{}, {}", position.lat, position.lng),
            position_text: (
                format::position(self.locale, position.lat, position.lng),
                format!("{datum} · {precision}{stop}{note}"),
            ),
            position: millionths(location),
            facing: location.facing.map(|degrees| degrees.rem_euclid(360.0).round() as u16 % 360),
            land: self.land(),
            neighbours: self.near.locations(location, ON_THE_MAP).iter().map(|(_, other)| self.pin(other)).collect(),
            maps: self.maps(location),
            zone: self.sun_zone(),
            productions: location
                .productions
                .iter()
                .map(|it| (self.text(&it.title), it.year, it.note.as_ref().map(|note| self.text(note))))
                .collect(),
            freshness: match &location.verified {
                Some(verified) => {
                    let on = format::part_date(self.locale, &verified.on);
                    words::FRESH_VERIFIED.with(self.locale, &[&on, verified.by.get(self.locale)])
                }
                None => words::FRESH_UNVERIFIED.get(self.locale).to_owned(),
            },
            related: self.location_related(location),
            sources: self.sources(&all_sources(location)),
        };
        Some(Document {
            format: FORMAT,
            page: Page::Location(id.clone()),
            title: wired.name.clone(),
            description: cut(&wired.summary, 160),
            crumbs: vec![self.link(Page::Library, words::LIBRARY), self.link(Page::Locations, words::LOCATIONS)],
            foreign: self.foreign(&location.name),
            body: Body::Location(Box::new(wired)),
        })
    }

    /// A location on a map.
    pub(super) fn pin(self, location: &Location) -> wire::Pin {
        wire::Pin {
            to: Page::Location(location.id.clone()),
            title: self.text(&location.name),
            class: location.class,
            position: millionths(location),
        }
    }

    /// Where the land of maps is, for a document with a map.
    pub(super) fn land(self) -> Option<wire::Land> {
        let (outline, office) = (self.content.land.as_ref()?, self.content.office.outline.as_ref()?);
        // The same bytes have the same address; the file itself is published with the site.
        let data = land::write(outline, &mut Files::new());
        let tiles = self.content.office.tiles.as_ref().map(|tiles| wire::Tiles {
            url: tiles.url.clone(),
            host: tiles.origin().trim_start_matches("https://").to_owned(),
            nearest: tiles.nearest,
            credit: self.text(&tiles.credit),
            credit_url: tiles.credit_url.clone(),
        });
        let (credit, url) = (self.text(&office.credit), office.url.clone());
        Some(wire::Land { data, bounds: outline.bounds(), credit, url, tiles })
    }

    /// Addresses that open a location in other maps.
    fn maps(self, location: &Location) -> Vec<(String, String)> {
        let Some(place) = Place::new(location.position.lat, location.position.lng) else {
            return Vec::new();
        };
        let datum = match location.position.datum {
            vocabulary::Datum::Wgs84 => Datum::Wgs84,
        };
        let name = location.name.get(self.locale);
        let source = self.content.office.origin.split_once("//").map_or("", |(_, host)| host);
        let webapp = format!("webapp.{}.site", source.replace(['.', ':'], "-"));
        let office = self.content.office.name.get(self.locale);
        [
            (words::AMAP, amap_address(place, datum, name, source)),
            (words::BAIDU, baidu_address(place, datum, name, office, &webapp)),
            (words::OPENSTREETMAP, openstreetmap_address(place, datum)),
            (words::GEO, geo_address(place, datum)),
        ]
        .map(|(label, address)| (label.get(self.locale).to_owned(), address))
        .into()
    }

    /// The office's zone with its changes of the clock.
    fn sun_zone(self) -> wire::Zone {
        let zone = self.zone();
        let minutes = |date: jiff::civil::Date| {
            let noon = date.at(12, 0, 0, 0).to_zoned(zone.clone());
            noon.map_or(0, |noon| noon.offset().seconds() / 60)
        };
        let first = jiff::civil::date(CLOCK_YEARS.start, 1, 1);
        let offset = minutes(first);
        let mut changes: Vec<(u32, i32)> = Vec::new();
        let begin = first.to_zoned(zone.clone()).map(|begin| begin.timestamp()).unwrap_or_default();
        for change in zone.following(begin) {
            let day = change.timestamp().to_zoned(zone.clone()).date();
            // A change after noon counts from the next day.
            let late = minutes(day) != change.offset().seconds() / 60;
            let day = if late { day.tomorrow().unwrap_or(day) } else { day };
            if day.year() >= CLOCK_YEARS.end {
                break;
            }
            let now = minutes(day);
            if now != changes.last().map_or(offset, |(_, offset)| *offset) {
                changes.push((day.year() as u32 * 10_000 + day.month() as u32 * 100 + day.day() as u32, now));
            }
        }
        wire::Zone { name: self.text(&self.content.office.time_zone_name), offset, changes }
    }

    fn location_facts(self, location: &Location) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut add = |label: Words, value: Option<String>| {
            facts.extend(value.map(|value| self.fact(label, value, None)));
        };
        let text = |text: &Option<Text>| text.as_ref().map(|text| self.text(text));
        let joined = |texts: &[Text]| {
            let texts: Vec<String> = texts.iter().map(|text| self.text(text)).collect();
            (!texts.is_empty()).then(|| texts.join(words::LIST_STOP.get(self.locale)))
        };
        add(words::FACT_SETTING, Some(location.setting.name(self.locale).to_owned()));
        add(words::FACT_ALSO, {
            let names: Vec<&str> = location.subclasses.iter().map(|class| class.name(self.locale)).collect();
            (!names.is_empty()).then(|| names.join(words::LIST_COMMA.get(self.locale)))
        });
        add(words::FACT_STYLE, text(&location.style));
        add(words::DISTRICT, Some(self.text(&location.district)));
        add(words::FACT_ADDRESS, text(&location.address));
        add(words::ELEVATION, location.elevation.map(|metres| words::METRES.with(self.locale, &[&metres.to_string()])));
        add(words::FACT_FACES, location.facing.map(|degrees| format!("{degrees}°")));
        add(words::FACT_ACCESS, text(&location.access));
        add(words::FACT_LOAD_IN, text(&location.load_in));
        if let Some(permit) = &location.permit {
            add(words::PERMIT, Some(permit.required.name(self.locale).to_owned()));
            add(words::FACT_AUTHORITY, text(&permit.authority));
            add(words::FACT_LEAD_TIME, text(&permit.lead_time));
            add(words::FACT_FEE, text(&permit.fee));
        }
        add(words::FACT_RESTRICTIONS, text(&location.restrictions));
        add(words::FACT_RATE, text(&location.rate));
        add(words::FACT_BLACKOUT, {
            let days: Vec<String> = location
                .blackout
                .iter()
                .map(|it| {
                    let span = format::span(self.locale, &it.from, &it.to);
                    let reason = it.reason.as_ref().map(|reason| format!(" ({})", reason.get(self.locale)));
                    format!("{span}{}", reason.unwrap_or_default())
                })
                .collect();
            (!days.is_empty()).then(|| days.join(words::LIST_STOP.get(self.locale)))
        });
        add(words::FACT_POWER, text(&location.power));
        add(words::FACT_TOILETS, text(&location.toilets));
        add(words::FACT_NETWORK, text(&location.connectivity));
        add(words::FACT_PARKING, joined(&location.parking));
        add(words::FACT_BASE, text(&location.basecamp));
        add(words::FACT_NOISE, text(&location.noise));
        add(words::FACT_ACCESSIBILITY, text(&location.accessibility));
        if let Some(safety) = &location.safety {
            add(words::FACT_HOSPITAL, text(&safety.hospital));
            add(words::FACT_HAZARDS, joined(&safety.hazards));
        }
        add(words::FACT_DOUBLES, joined(&location.doubles_for));
        if let Some(contact) = &location.contact {
            facts.extend(self.contact_facts(contact));
        }
        facts
    }

    /// The contact details that may be shown.
    fn contact_facts(self, contact: &film_core::model::Contact) -> Vec<Fact> {
        let allowed = |detail: &Option<Consented>| detail.as_ref().filter(|it| it.consent).map(|it| it.value.clone());
        let email = allowed(&contact.email).map(|it| (words::FACT_EMAIL, it.clone(), format!("mailto:{it}")));
        let telephone = allowed(&contact.telephone).map(|it| (words::FACT_TELEPHONE, it.clone(), format!("tel:{it}")));
        let website = allowed(&contact.website).map(|it| (words::FACT_WEBSITE, it.clone(), it));
        [email, telephone, website]
            .into_iter()
            .flatten()
            .map(|(label, value, address)| self.fact(label, value, Some(Target::Web(address))))
            .collect()
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

    pub(super) fn expert_card(self, expert: &Expert) -> Card {
        let role = expert.title.as_ref().map(|title| self.text(title));
        let at = expert.affiliation.as_ref().map(|it| self.text(it));
        let both: Vec<String> = [role, at].into_iter().flatten().collect();
        let field = expert.fields.first().map(|field| self.field_name(field.as_str()));
        Card {
            to: Page::Expert(expert.id.clone()),
            title: self.text(&expert.name),
            kicker: field.or_else(|| Some(expert.kind.name(self.locale).to_owned())),
            date: None,
            text: (!both.is_empty()).then(|| both.join(words::PHRASE_COMMA.get(self.locale))),
            note: Some(format::part_date(self.locale, &expert.as_of)),
            picture: None,
            foreign: self.foreign(&expert.name),
        }
    }

    /// An expert's card, or a speaker's for an official who spoke; none for other officials.
    pub(super) fn person_card(self, expert: &Expert) -> Option<Card> {
        if !expert.official {
            return Some(self.expert_card(expert));
        }
        let year = self.spoke(&expert.id)?;
        Some(Card { to: Page::Speaker(year, expert.id.clone()), ..self.expert_card(expert) })
    }

    pub(super) fn field_name(self, id: &str) -> String {
        let field = self.content.fields.iter().find(|field| field.id.as_str() == id);
        field.map(|field| self.text(&field.name)).unwrap_or_default()
    }

    pub(super) fn experts_page(self) -> Document {
        let cards = listed(self.content).take(FIRST_CARDS).map(|expert| self.expert_card(expert)).collect();
        let index = self
            .content
            .fields
            .iter()
            .map(|field| {
                let of_field = listed(self.content).filter(|expert| expert.fields.contains(&field.id));
                let links =
                    of_field.map(|expert| Link { to: Page::Expert(expert.id.clone()), label: self.text(&expert.name) });
                (self.text(&field.name), links.collect::<Vec<_>>())
            })
            .filter(|(_, links)| !links.is_empty())
            .collect();
        self.collection(Page::Experts, self.experts_text(), cards, index)
    }

    pub(super) fn expert_page(self, id: &ExpertId) -> Option<Document> {
        let expert = self.content.experts.get(id.as_str()).filter(|expert| !expert.official)?;
        let crumbs = vec![self.link(Page::Library, words::LIBRARY), self.link(Page::Experts, words::EXPERTS)];
        Some(self.person_document(expert, Page::Expert(id.clone()), crumbs))
    }

    pub(super) fn person_document(self, expert: &Expert, page: Page, crumbs: Vec<Link>) -> Document {
        let name = self.text(&expert.name);
        let mut facts = Vec::new();
        let mut add = |label: Words, value: Option<String>| {
            facts.extend(value.map(|value| self.fact(label, value, None)));
        };
        let text = |text: &Option<Text>| text.as_ref().map(|text| self.text(text));
        add(words::AFFILIATION, text(&expert.affiliation));
        add(words::FACT_ROLE_AS_OF, Some(format::part_date(self.locale, &expert.as_of)));
        let fields: Vec<String> = expert.fields.iter().map(|field| self.field_name(field.as_str())).collect();
        add(words::FACT_FIELDS, Some(fields.join(words::LIST_COMMA.get(self.locale))));
        let languages: Vec<String> = expert.languages.iter().map(|tag| format::language(self.locale, tag)).collect();
        let languages = languages.join(words::LIST_COMMA.get(self.locale));
        add(words::FACT_LANGUAGES, (!languages.is_empty()).then_some(languages));
        add(words::CHECKED, {
            let verified = expert.verified.as_ref();
            verified.map(|it| {
                [format::part_date(self.locale, &it.on), self.text(&it.by)].join(words::PHRASE_COMMA.get(self.locale))
            })
        });
        for link in &expert.links {
            facts.push(Fact {
                label: self.text(&link.label),
                value: link.url.clone(),
                to: Some(Target::Web(link.url.clone())),
            });
        }
        if let Some(contact) = &expert.contact {
            facts.extend(self.contact_facts(contact));
        }
        let locations = self.content.locations.values().filter(|location| knows(expert, location));
        facts.extend(self.other_page(expert, &page));
        let related = self.groups([
            (words::REPORTS, self.presented(&expert.id)),
            (words::LOCATIONS, locations.map(|it| self.location_card(it)).collect()),
            (words::NEWS, self.news_on(|mentions| mentions.experts.contains(&expert.id))),
        ]);
        let about = expert.bio.as_ref().map(|bio| format::paragraphs(bio.get(self.locale))).unwrap_or_default();
        let card = self.expert_card(expert);
        let description = about.first().cloned().or(card.text).unwrap_or_else(|| name.clone());
        let seed = media::seed("experts", expert.id.as_str());
        let person = wire::Person {
            other_name: expert.name.in_locale(self.locale.other()).filter(|other| *other != name).map(str::to_owned),
            kind: expert.kind,
            role: text(&expert.title),
            picture: expert.picture.as_ref().map(|picture| self.media.picture(&seed, picture, self.locale)),
            facts,
            about,
            credits: expert
                .credits
                .iter()
                .map(|credit| (self.text(&credit.work), self.text(&credit.role), credit.year))
                .collect(),
            said: self.said(&expert.id),
            related,
            sources: self.sources(&expert.sources),
            name: name.clone(),
        };
        Document {
            format: FORMAT,
            page,
            title: name,
            description: cut(&description, 160),
            crumbs,
            foreign: self.foreign(&expert.name),
            body: Body::Person(Box::new(person)),
        }
    }

    /// The way from a speaker's page to the record in the library, and back.
    fn other_page(self, expert: &Expert, page: &Page) -> Option<Fact> {
        if matches!(page, Page::Expert(_)) {
            let year = self.spoke(&expert.id)?;
            let to = Target::Page(Page::Speaker(year, expert.id.clone()));
            return Some(self.fact(words::AT_THE_SUMMIT, year.to_string(), Some(to)));
        }
        let to = Target::Page(Page::Expert(expert.id.clone()));
        let name = words::EXPERTS.get(self.locale).to_owned();
        (!expert.official).then(|| self.fact(words::FACT_IN_LIBRARY, name, Some(to)))
    }

    pub(super) fn clip_card(self, clip: &Clip) -> Card {
        let notes = [
            format::duration(self.locale, &clip.technical),
            format!("{} × {}", clip.technical.width, clip.technical.height),
            self.fps(clip),
        ];
        Card {
            to: Page::Clip(clip.id.clone()),
            title: self.text(&clip.headline),
            kicker: Some(format!("{} · {}", clip.season.name(self.locale), clip.time_of_day.name(self.locale))),
            date: None,
            text: None,
            note: Some(notes.join(" · ")),
            picture: Some(self.poster(clip)),
            foreign: self.foreign(&clip.headline),
        }
    }

    pub(super) fn fps(self, clip: &Clip) -> String {
        let rate = format::frame_rate(clip.technical.frame_rate);
        let short = rate.split(' ').next().unwrap_or_default();
        words::FPS.with(self.locale, &[short])
    }

    fn poster(self, clip: &Clip) -> wire::Picture {
        let seed = media::seed("clips", clip.id.as_str());
        match &clip.poster {
            Some(poster) => self.media.picture(&seed, poster, self.locale),
            None => self.media.scene(&seed, self.text(&clip.alt)),
        }
    }

    pub(super) fn clips_page(self) -> Document {
        let clips = self.content.clips.values();
        let cards = clips.take(FIRST_CARDS).map(|clip| self.clip_card(clip)).collect();
        let index = Season::ALL
            .iter()
            .map(|season| {
                let of_season = self.content.clips.values().filter(|clip| clip.season == *season);
                let links =
                    of_season.map(|clip| Link { to: Page::Clip(clip.id.clone()), label: self.text(&clip.headline) });
                (season.name(self.locale).to_owned(), links.collect::<Vec<_>>())
            })
            .filter(|(_, links)| !links.is_empty())
            .collect();
        self.collection(Page::Clips, self.clips_text(), cards, index)
    }

    pub(super) fn clip_page(self, id: &ClipId) -> Option<Document> {
        let clip = self.content.clips.get(id.as_str())?;
        let location = self.content.locations.get(clip.location.as_str());
        let name = |value: &'static str| value.to_owned();
        let mut facts = Vec::new();
        facts.extend(location.map(|it| {
            let to = Target::Page(Page::Location(it.id.clone()));
            self.fact(words::FACT_PLACE, self.text(&it.name), Some(to))
        }));
        let mut add = |label: Words, value: String| facts.push(self.fact(label, value, None));
        add(words::SHOT, name(clip.shot_type.name(self.locale)));
        add(words::MOVEMENT, name(clip.movement.name(self.locale)));
        add(words::SEASON, name(clip.season.name(self.locale)));
        add(words::TIME_OF_DAY, name(clip.time_of_day.name(self.locale)));
        add(words::WEATHER, name(clip.weather.name(self.locale)));
        add(words::FACT_MADE, format::part_date(self.locale, &clip.created));
        if let Some(device) = &clip.device {
            add(words::FACT_DEVICE, self.text(device));
        }
        let keywords: Vec<String> = clip.keywords.iter().map(|word| self.text(word)).collect();
        add(words::FACT_KEYWORDS, keywords.join(words::LIST_COMMA.get(self.locale)));
        let similar = similar::similar(clip, self.content.clips.values(), SIMILAR);
        let similar = similar.into_iter().map(|other| self.clip_card(other));
        let here = location.map(|it| self.location_card(it));
        let mut poster = self.poster(clip);
        poster.width = clip.technical.width;
        poster.height = clip.technical.height;
        let wired = wire::Clip {
            headline: self.text(&clip.headline),
            about: format::paragraphs(clip.description.get(self.locale)),
            poster,
            renditions: clip.renditions.iter().map(|it| self.rendition(it)).collect(),
            frames: wire::Frames {
                num: clip.technical.frame_rate.num,
                den: clip.technical.frame_rate.den,
                count: clip.technical.frames,
            },
            facts,
            technical: self.technical(clip),
            rights: self.rights(clip),
            credit_line: self.text(&clip.credit_line),
            related: self
                .groups([(words::CLIP_PLACE, here.into_iter().collect()), (words::SIMILAR_CLIPS, similar.collect())]),
        };
        Some(Document {
            format: FORMAT,
            page: Page::Clip(id.clone()),
            title: wired.headline.clone(),
            description: cut(wired.about.first().map_or("", String::as_str), 160),
            crumbs: vec![self.link(Page::Library, words::LIBRARY), self.link(Page::Clips, words::CLIPS)],
            foreign: self.foreign(&clip.headline),
            body: Body::Clip(Box::new(wired)),
        })
    }

    fn rendition(self, rendition: &Rendition) -> wire::Rendition {
        let (src, size) = self.media.file(&rendition.file);
        let wrapper = match rendition.container {
            Container::Mp4 => "video/mp4",
            Container::Webm => "video/webm",
            Container::Mov => "video/quicktime",
        };
        // The short form of a codec string: enough for a browser to pass over what it cannot play.
        let codecs = match rendition.codec {
            Codec::H264 => Some("avc1"),
            Codec::Hevc => Some("hvc1"),
            Codec::Vp9 => Some("vp9"),
            Codec::Av1 => Some("av01.0.08M.08"),
            Codec::ProRes => None,
        };
        let mime = match (rendition.codec, codecs) {
            // A browser asks for the whole form of these two; the wrapper alone decides as well.
            (Codec::H264 | Codec::Hevc, _) | (_, None) => wrapper.to_owned(),
            (_, Some(codecs)) => format!("{wrapper}; codecs={codecs}"),
        };
        wire::Rendition {
            src,
            mime,
            label: format!(
                "{} · {} {} · {}",
                rendition.container.name(self.locale),
                rendition.codec.name(self.locale),
                rendition.profile,
                format::bytes(size)
            ),
        }
    }

    fn technical(self, clip: &Clip) -> Vec<Fact> {
        let it = &clip.technical;
        let mut facts = vec![
            self.fact(words::DURATION, format::duration(self.locale, it), None),
            self.fact(words::FACT_FRAMES, it.frames.to_string(), None),
            self.fact(words::FRAME_RATE, format::frame_rate(it.frame_rate), None),
            self.fact(words::FACT_FRAME_SIZE, format!("{} × {}", it.width, it.height), None),
            self.fact(words::FACT_BIT_DEPTH, format!("{} bit", it.bit_depth), None),
            self.fact(words::FACT_CHROMA, it.chroma.name(self.locale).to_owned(), None),
            self.fact(
                words::FACT_COLOUR,
                format!(
                    "{}/{}/{}{}",
                    it.primaries,
                    it.transfer,
                    it.matrix,
                    if (it.primaries, it.transfer, it.matrix) == (1, 1, 1) { " · BT.709" } else { "" }
                ),
                None,
            ),
            self.fact(
                words::FACT_RANGE,
                if it.full_range { words::FACT_FULL_RANGE } else { words::FACT_NARROW_RANGE }
                    .get(self.locale)
                    .to_owned(),
                None,
            ),
        ];
        let mut codecs: Vec<String> = Vec::new();
        for file in &clip.renditions {
            let codec = format!("{} {}", file.codec.name(self.locale), file.profile);
            if !codecs.contains(&codec) {
                codecs.push(codec);
            }
        }
        facts.push(self.fact(words::FACT_CODECS, codecs.join(words::LIST_COMMA.get(self.locale)), None));
        facts.extend(it.log_profile.clone().map(|curve| self.fact(words::FACT_LOG, curve, None)));
        let sound = if it.audio { words::FACT_YES } else { words::FACT_NONE };
        facts.push(self.fact(words::FACT_SOUND, sound.get(self.locale).to_owned(), None));
        facts
    }

    fn rights(self, clip: &Clip) -> Vec<Fact> {
        let mut facts = vec![
            self.fact(words::FACT_LICENCE, clip.licence.name(self.locale).to_owned(), None),
            self.fact(words::FACT_TERMS, self.text(&clip.usage_terms), None),
            self.fact(words::FACT_CREATOR, self.text(&clip.creator), None),
            self.fact(words::FACT_COPYRIGHT, self.text(&clip.copyright), None),
            self.fact(words::FACT_PEOPLE, words::FACT_NONE.get(self.locale).to_owned(), None),
            self.fact(words::FACT_MODEL_RELEASE, clip.model_release.name(self.locale).to_owned(), None),
            self.fact(words::FACT_PROPERTY_RELEASE, clip.property_release.name(self.locale).to_owned(), None),
        ];
        let clearance = clip.clearance.as_ref().map(|text| self.text(text));
        facts.extend(clearance.map(|text| self.fact(words::FACT_CLEARANCE, text, None)));
        facts
    }
}

/// The sources of a location and of the works shot there, each once.
fn all_sources(location: &Location) -> Vec<film_core::model::Source> {
    let of_works = location.productions.iter().filter_map(|production| production.source.as_ref());
    let mut all = location.sources.clone();
    for source in of_works {
        if !all.contains(source) {
            all.push(source.clone());
        }
    }
    all
}

/// Where a location is, in millionths of a degree.
fn millionths(location: &Location) -> (i32, i32) {
    let whole = |degrees: f64| (degrees * 1e6).round() as i32;
    (whole(location.position.lat), whole(location.position.lng))
}
