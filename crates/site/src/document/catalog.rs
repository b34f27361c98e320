//! The catalogues: the searchable and filterable index of each collection and of the whole site.

use super::super::content::Content;
use super::super::media::Media;
use super::super::naming::slug;
use super::super::{Files, facts, format};
use super::classes::Legend;
use super::library::listed;
use super::near::Near;
use super::{Maker, cut, search};
use catalog::build::{Builder, Record};
use catalog::{Catalog, CatalogError, Query};
use film_core::locale::{Locale, Text, Words, words};
use film_core::model::clip::{Clip, Technical};
use film_core::model::expert::Expert;
use film_core::model::location::{LoadIn, Location, Parking, typed};
use film_core::model::production::Production;
use film_core::model::vocabulary::{ChargeUnit, Vocabulary};
use film_core::route::base;
use sha2::{Digest, Sha256};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use wire::{self, Entry, Facet, FacetValue, PLACE_COLUMNS, PinClass, Range, Sort, TableColumn};

/// The catalogues of all collections, by language. They are empty in a language that the site does not have.
#[derive(Clone, Debug, Default)]
pub struct Catalogs {
    pub(super) locations: [wire::Catalog; 2],
    pub(super) productions: [wire::Catalog; 2],
    pub(super) experts: [wire::Catalog; 2],
    pub(super) clips: [wire::Catalog; 2],
    /// The URL of the first file of the whole site's catalogue, by language.
    pub(super) everything: [String; 2],
}

/// Makes and publishes all catalogues.
///
/// # Errors
///
/// Returns an error if there are more records or more text than a catalogue can index.
pub fn write(content: &Content, media: &Media, files: &mut Files) -> Result<Catalogs, String> {
    let (none, mut made) = (Catalogs::default(), Catalogs::default());
    let near = &Near::new(content);
    for &locale in content.office.languages() {
        let maker = Maker { content, media, locale, catalogs: &none, near };
        let at = locale as usize;
        made.locations[at] = maker.location_records().publish("locations", locale, files)?;
        made.productions[at] = maker.production_records().publish("productions", locale, files)?;
        made.experts[at] = maker.expert_records().publish("experts", locale, files)?;
        made.clips[at] = maker.clip_records().publish("clips", locale, files)?;
        made.everything[at] = search::spec(maker).publish("site", locale, files)?.first;
    }
    Ok(made)
}

/// An unfinished catalogue: its facets, number columns, table columns, classes of pins and records. Facet counts and the bounds of the
/// number columns are not known yet.
#[derive(Default)]
pub(super) struct Spec {
    pub(super) facets: Vec<Facet>,
    pub(super) ranges: Vec<Range>,
    pub(super) table: Vec<TableColumn>,
    pub(super) classes: Vec<PinClass>,
    pub(super) records: Vec<Record>,
}

impl Spec {
    /// Sets the bounds of the number columns, and removes those in which no record has a number.
    fn without_empty_columns(mut self) -> Spec {
        for (at, range) in self.ranges.iter_mut().enumerate() {
            let numbers = || self.records.iter().filter_map(|record| record.numbers[at]);
            range.bounds = numbers().min().zip(numbers().max());
        }
        let is_used: Vec<bool> = self.ranges.iter().map(|range| range.bounds.is_some()).collect();
        let place = |at: usize| is_used[..at].iter().filter(|is_used| **is_used).count() as u32;
        for column in &mut self.table {
            column.sort = column.sort.and_then(|sort| match sort {
                Sort::Column(at) => is_used[at as usize].then(|| Sort::Column(place(at as usize))),
                Sort::Title => Some(sort),
            });
        }
        for record in &mut self.records {
            record.numbers =
                record.numbers.iter().zip(&is_used).filter(|(_, used)| **used).map(|(it, _)| *it).collect();
        }
        self.ranges.retain(|range| range.bounds.is_some());
        self
    }

    fn publish(self, name: &str, locale: Locale, files: &mut Files) -> Result<wire::Catalog, String> {
        let Spec { mut facets, ranges, table, classes, records } = self.without_empty_columns();
        let total = records.len() as u32;
        let values = facets.iter().map(|facet| facet.values.len() as u32).collect();
        let mut builder = Builder::new(values, ranges.len() as u8);
        let say = |error: &dyn std::fmt::Display| format!("the catalogue of {name}: {error}");
        for record in records {
            builder.add(record).map_err(|error| say(&error))?;
        }
        let parts = builder.finish().map_err(|error| say(&error))?;
        let mut digest = Sha256::new();
        parts.iter().for_each(|(_, bytes)| digest.update(bytes));
        let stamp: String = digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let folder = format!("data/catalog/{}-{name}-{stamp}", locale.tag().split('-').next().unwrap_or_default());
        let first = base::join(&format!("/{folder}/{}.bin", parts[0].0));
        count_all(&parts[0].1, &mut facets).map_err(|error| say(&error))?;
        for (part, bytes) in parts {
            files.insert(format!("{folder}/{part}.bin"), bytes);
        }
        Ok(wire::Catalog { first, total, facets, ranges, table, classes })
    }
}

/// Counts how many records have each facet value, with the search engine itself.
fn count_all(first: &[u8], facets: &mut [Facet]) -> Result<(), CatalogError> {
    let mut catalog = Catalog::open(first)?;
    catalog.search(&Query::default()).expect("a question without text takes the first file alone");
    for (at, facet) in facets.iter_mut().enumerate() {
        facet.values.iter_mut().zip(catalog.counts(at)).for_each(|(value, count)| value.count = count);
    }
    Ok(())
}

/// Builds facets with closed values, and collects the values of each record.
struct Facets<'r, R> {
    locale: Locale,
    records: &'r [&'r R],
    facets: Vec<Facet>,
    /// The indexes of the values: `[record][facet]`.
    places: Vec<Vec<Vec<u32>>>,
}

impl<'r, R> Facets<'r, R> {
    fn of(locale: Locale, records: &'r [&'r R]) -> Facets<'r, R> {
        Facets { locale, records, facets: Vec::new(), places: vec![Vec::new(); records.len()] }
    }

    /// Adds a facet: its key, its label, all possible values in order, and a function that returns a record's value
    /// keys.
    fn ask(&mut self, key: &str, label: Words, all: Vec<(String, String)>, of: impl Fn(&R) -> Vec<String>) {
        let answers: Vec<Vec<String>> = self.records.iter().map(|record| of(record)).collect();
        let used: BTreeSet<&String> = answers.iter().flatten().collect();
        let values = all.into_iter().filter(|(key, _)| used.contains(key));
        let values: Vec<FacetValue> = values.map(|(key, label)| FacetValue { key, label, count: 0 }).collect();
        // A facet with a single value cannot filter anything.
        if values.len() < 2 {
            return;
        }
        for (places, keys) in self.places.iter_mut().zip(&answers) {
            let place = |key: &String| values.iter().position(|value| value.key == *key);
            places.push(keys.iter().filter_map(place).map(|place| place as u32).collect());
        }
        self.facets.push(Facet { key: key.into(), label: label.get(self.locale).to_owned(), values });
    }

    /// Adds a facet whose values are a closed vocabulary.
    fn vocabulary<V: Vocabulary>(&mut self, key: &str, label: Words, of: impl Fn(&R) -> Vec<V>) {
        let locale = self.locale;
        let all = V::ALL.iter().map(|it| (it.as_str().to_owned(), it.name(locale).to_owned()));
        self.ask(key, label, all.collect(), |record| of(record).into_iter().map(|it| it.as_str().to_owned()).collect());
    }

    /// Adds a facet whose values come from the records. Each value has a sort key, a key and a label.
    fn measured<O: Ord>(&mut self, key: &str, label: Words, of: impl Fn(&R) -> Vec<(O, String, String)>) {
        let all: BTreeSet<(O, String, String)> = self.records.iter().flat_map(|record| of(record)).collect();
        let all = all.into_iter().map(|(_, key, label)| (key, label)).collect();
        self.ask(key, label, all, |record| of(record).into_iter().map(|(_, key, _)| key).collect());
    }

    /// Adds a facet whose values are texts of the records, the most frequent first. `of` returns a record's values by
    /// key.
    fn texts(&mut self, key: &str, label: Words, of: impl Fn(&R) -> BTreeMap<String, String>) {
        let mut counted: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for (key, name) in self.records.iter().flat_map(|record| of(record)) {
            counted.entry(key).or_insert((0, name)).0 += 1;
        }
        let mut all: Vec<(String, (usize, String))> = counted.into_iter().collect();
        all.sort_by_key(|(_, (count, _))| Reverse(*count));
        let all = all.into_iter().map(|(key, (_, label))| (key, label)).collect();
        self.ask(key, label, all, |record| of(record).into_keys().collect());
    }

    /// The facets, and the records with their values.
    fn asked(self) -> (Vec<Facet>, impl Iterator<Item = (&'r R, Vec<Vec<u32>>)>) {
        (self.facets, self.records.iter().copied().zip(self.places))
    }
}

/// A count for a table cell; empty for zero.
fn count(number: usize) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

impl Maker<'_> {
    /// A search result with a record's name. The caller fills in the rest.
    pub(super) fn found(self, name: &Text, card: wire::Card, cells: Vec<String>) -> Record {
        Record {
            title: self.text(name),
            names: name.in_locale(self.locale.other()).map(str::to_owned).into_iter().collect(),
            card: serde_json::to_vec(&Entry { card, cells }).expect("a card is plain data"),
            ..Record::default()
        }
    }

    fn table<const N: usize>(self, columns: [(Words, Option<Sort>); N]) -> Vec<TableColumn> {
        columns.map(|(label, sort)| TableColumn { label: self.say(label), sort }).into()
    }

    fn number(self, key: &str, label: Words, unit: &str) -> Range {
        Range { key: key.into(), label: self.say(label), unit: unit.into(), bounds: None }
    }

    /// The values of a facet with their labels.
    fn choices(self, values: &[(&str, Words)]) -> Vec<(String, String)> {
        values.iter().map(|(key, label)| ((*key).to_owned(), facts::capital(label.get(self.locale)))).collect()
    }

    /// A text as the value of a facet: the slug of the English text as its key, and its label.
    fn value(self, text: &Text) -> (String, String) {
        (slug(text.get(Locale::En)), self.text(text))
    }

    fn location_records(self) -> Spec {
        let locale = self.locale;
        let locations = self.locations_in_order();
        let mut facets = Facets::of(locale, &locations);
        let classes = self.content.classes.iter().map(|it| (it.id.as_str().to_owned(), self.text(&it.name)));
        facets.ask("class", words::CLASS, classes.collect(), |it| {
            std::iter::once(&it.class).chain(&it.subclasses).map(|id| id.as_str().to_owned()).collect()
        });
        facets.vocabulary("setting", words::SETTING, |it| vec![it.setting]);
        facets.texts("district", words::DISTRICT, |it| [self.value(&it.district)].into());
        facets.vocabulary("permit", words::PERMIT, |it| it.permit.iter().map(|permit| permit.required).collect());
        facets.vocabulary("power", words::FACT_POWER, |it| {
            typed(it.power.as_ref()).and_then(|power| power.phases).into_iter().collect()
        });
        facets.ask("load-in", words::FACT_LOAD_IN, self.choices(LOAD_IN), |it| {
            typed(it.load_in.as_ref()).map(load_in).unwrap_or_default()
        });
        facets.ask("parking", words::FACT_PARKING, self.choices(PARKING), |it| {
            typed(it.parking.as_ref()).map(parking).unwrap_or_default()
        });
        facets.vocabulary("step-free", words::STEP_FREE, |it| {
            typed(it.accessibility.as_ref()).map(|it| it.step_free).into_iter().collect()
        });
        facets.vocabulary("noise", words::FACT_NOISE, |it| {
            typed(it.noise.as_ref()).map(|noise| noise.level).into_iter().collect()
        });
        facets.vocabulary("drones", words::FACT_DRONES, |it| {
            typed(it.drones.as_ref()).map(|drones| drones.rule).into_iter().collect()
        });
        facets.vocabulary("furniture", words::FACT_FURNITURE, |it| {
            typed(it.furniture.as_ref()).map(|it| it.may_move).into_iter().collect()
        });
        facets.measured("decade", words::WORKS_FROM, |it| {
            let years = it.productions.iter().filter_map(|work| work.year);
            years.map(|year| decade(year, locale)).collect()
        });
        let (facets, records) = facets.asked();
        let currency = day_rate_currency(&locations);
        let legend = self.legend(locations.iter().copied());
        let mut ranges = vec![
            self.number("area", words::FLOOR_AREA, "m²"),
            self.number("height", words::CEILING_HEIGHT, "m"),
            self.number("current", words::CURRENT, "A"),
            self.number("lead-time", words::LEAD_TIME, words::CALENDAR_DAYS.get(locale)),
            self.number("rate", words::RATE_PER_DAY, currency.unwrap_or_default()),
            self.number("elevation", words::ELEVATION, "m"),
            self.number("filmed", words::WORKS_SHOT_HERE, ""),
            self.number("year", words::LATEST_WORK, ""),
        ];
        let filmed = ranges.iter().position(|range| range.key == "filmed").map(|at| Sort::Column(at as u32));
        ranges.extend(place_columns());
        let table = self.table([
            (words::NAME, Some(Sort::Title)),
            (words::CLASS, None),
            (words::DISTRICT, None),
            (words::SETTING, None),
            (words::WORKS_SHOT_HERE, filmed),
        ]);
        let records = records.map(|(it, facets)| {
            let filmed = it.productions.len();
            let pinyin = it.pinyin.clone().unwrap_or_default();
            let (class, district) = (self.class_name(it), self.text(&it.district));
            let latest = it.productions.iter().filter_map(|work| work.year).max();
            let [lat, lng, pin] = place_numbers(Some(it), &legend);
            let elevation = it.elevation.map(|metres| metres.round() as i32);
            let cells = vec![class, district, it.setting.name(locale).to_owned(), count(filmed)];
            Record {
                keywords: self.location_keywords(it),
                text: self.text(&it.summary),
                body: self.location_text(it),
                sort: if locale == Locale::Zh { pinyin.clone() } else { String::new() },
                pinyin,
                facets,
                numbers: [
                    fact_numbers(it, currency).as_slice(),
                    &[elevation, Some(filmed as i32), latest.map(i32::from), lat, lng, pin],
                ]
                .concat(),
                ..self.found(&it.name, self.location_card(it), cells)
            }
        });
        Spec { facets, ranges, table, classes: self.pin_classes(&legend), records: records.collect() }
    }

    /// The kind, district, style and works of a location.
    pub(super) fn location_keywords(self, it: &Location) -> Vec<String> {
        let works = it.style.iter().chain(it.productions.iter().map(|production| &production.title));
        [vec![self.class_name(it), self.text(&it.district)], self.texts(works)].concat()
    }

    fn production_records(self) -> Spec {
        let locale = self.locale;
        let productions = self.productions_in_order();
        let places = |it: &Production| self.near.shot(&it.id).iter().map(|(location, _)| *location);
        let mut facets = Facets::of(locale, &productions);
        facets.vocabulary("kind", words::KIND, |it| it.kind.into_iter().collect());
        facets.measured("decade", words::BY_DECADE, |it| it.year.iter().map(|year| decade(*year, locale)).collect());
        facets.texts("district", words::DISTRICT, |it| places(it).map(|place| self.value(&place.district)).collect());
        let (facets, records) = facets.asked();
        let ranges = vec![self.number("year", words::YEAR, ""), self.number("places", words::PLACES, "")];
        let table = self.table([
            (words::NAME, Some(Sort::Title)),
            (words::KIND, None),
            (words::YEAR, Some(Sort::Column(0))),
            (words::FACT_DIRECTOR, None),
            (words::PLACES, Some(Sort::Column(1))),
        ]);
        let records = records.map(|(it, facets)| {
            let number = places(it).count();
            let cells = vec![
                it.kind.map_or("", |kind| kind.name(locale)).to_owned(),
                it.year.map(|year| year.to_string()).unwrap_or_default(),
                self.names(self.texts(&it.directors)),
                count(number),
            ];
            let pinyin = it.pinyin.clone().unwrap_or_default();
            Record {
                keywords: self.production_keywords(it),
                text: self.text(&it.summary),
                body: self.production_text(it),
                sort: if locale == Locale::Zh { pinyin.clone() } else { String::new() },
                pinyin,
                facets,
                numbers: vec![it.year.map(i32::from), Some(number as i32)],
                ..self.found(&it.title, self.production_card(it), cells)
            }
        });
        Spec { facets, ranges, table, records: records.collect(), ..Spec::default() }
    }

    /// The kind, other titles, makers and places of a production.
    pub(super) fn production_keywords(self, it: &Production) -> Vec<String> {
        let kind = it.kind.map(|kind| kind.name(self.locale).to_owned());
        let places = self.near.shot(&it.id).iter().map(|(location, _)| &location.name);
        let names = self.texts(it.directors.iter().chain(&it.companies).chain(places));
        kind.into_iter().chain(it.other_titles.iter().cloned()).chain(names).collect()
    }

    fn expert_records(self) -> Spec {
        let locale = self.locale;
        let experts: Vec<&Expert> = listed(self.content).collect();
        let fields = self.content.fields.iter().map(|field| (field.id.as_str().to_owned(), self.text(&field.name)));
        let mut facets = Facets::of(locale, &experts);
        facets.ask("field", words::FIELD, fields.collect(), |it| {
            it.fields.iter().map(|field| field.as_str().to_owned()).collect()
        });
        facets.vocabulary("kind", words::KIND, |it| vec![it.kind]);
        let tongue = |tag: &String| ((), tag.clone(), format::language(locale, tag));
        facets.measured("language", words::LANGUAGE, |it| it.languages.iter().map(tongue).collect());
        facets.texts("affiliation", words::AFFILIATION, |it| {
            it.affiliation.iter().map(|text| self.value(text)).collect()
        });
        let (facets, records) = facets.asked();
        let table = self.table([
            (words::NAME, Some(Sort::Title)),
            (words::FIELD, None),
            (words::AFFILIATION, None),
            (words::CREDITS, Some(Sort::Column(0))),
        ]);
        let records = records.map(|(it, facets)| {
            let credits = it.credits.len();
            let fields: Vec<String> = it.fields.iter().map(|field| self.field_name(field.as_str())).collect();
            let affiliation = self.known(&it.affiliation);
            let more = self.texts(it.title.iter().chain(it.credits.iter().map(|credit| &credit.work)));
            let cells = vec![fields.first().cloned().unwrap_or_default(), affiliation.clone(), count(credits)];
            Record {
                keywords: [fields, vec![affiliation], more].concat(),
                text: cut(&self.known(&it.bio), 180),
                body: self.person_text(it),
                sort: if locale == Locale::Zh { it.name.get(Locale::En).to_owned() } else { String::new() },
                facets,
                numbers: vec![Some(credits as i32)],
                ..self.found(&it.name, self.expert_card(it), cells)
            }
        });
        let ranges = vec![self.number("works", words::CREDITS, "")];
        Spec { facets, ranges, table, records: records.collect(), ..Spec::default() }
    }

    fn clip_records(self) -> Spec {
        let locale = self.locale;
        let clips: Vec<&Clip> = self.content.clips.values().collect();
        let shapes = [("landscape", words::LANDSCAPE), ("portrait", words::PORTRAIT), ("square", words::SQUARE)];
        let shapes = shapes.map(|(key, label)| (key.to_owned(), self.say(label)));
        let mut facets = Facets::of(locale, &clips);
        facets.vocabulary("season", words::SEASON, |it| vec![it.season]);
        facets.vocabulary("time", words::TIME_OF_DAY, |it| vec![it.time_of_day]);
        facets.vocabulary("weather", words::WEATHER, |it| vec![it.weather]);
        facets.vocabulary("shot", words::SHOT, |it| vec![it.shot_type]);
        facets.vocabulary("movement", words::MOVEMENT, |it| vec![it.movement]);
        facets.ask("shape", words::ORIENTATION, shapes.into(), |it| vec![shape(&it.technical).into()]);
        facets.measured("size", words::RESOLUTION, |it| {
            let label = format::size(&it.technical);
            vec![(it.technical.width * it.technical.height, slug(&label), label)]
        });
        facets.measured("rate", words::FRAME_RATE, |it| {
            let rate = millihertz(&it.technical);
            vec![(rate, rate.to_string(), self.fps(it))]
        });
        facets.vocabulary("codec", words::CODEC, |it| it.renditions.iter().map(|file| file.codec).collect());
        facets.measured("colour", words::COLOUR, |it| {
            let label = format!("{} · {} bit", it.technical.chroma.name(locale), it.technical.bit_depth);
            vec![(label.clone(), slug(&label), label)]
        });
        let (facets, records) = facets.asked();
        let place_of = |it: &Clip| self.content.locations.get(it.location.as_str());
        let legend = self.legend(clips.iter().filter_map(|it| place_of(it)));
        let mut ranges = vec![self.number("duration", words::DURATION, "s")];
        ranges.extend(place_columns());
        ranges.push(self.number("year", words::YEAR_MADE, ""));
        let table = self.table([
            (words::NAME, Some(Sort::Title)),
            (words::DURATION, Some(Sort::Column(0))),
            (words::RESOLUTION, None),
            (words::FRAME_RATE, None),
            (words::SEASON, None),
            (words::TIME_OF_DAY, None),
        ]);
        let records = records.map(|(it, facets)| {
            let place = place_of(it);
            let [lat, lng, pin] = place_numbers(place, &legend);
            let seconds = it.technical.seconds().round() as i32;
            let cells = vec![
                format::duration(locale, &it.technical),
                format::size(&it.technical),
                self.fps(it),
                it.season.name(locale).to_owned(),
                it.time_of_day.name(locale).to_owned(),
            ];
            Record {
                keywords: self.texts(it.keywords.iter().chain(place.map(|place| &place.name))),
                text: self.text(&it.description),
                body: self.clip_text(it),
                pinyin: place.and_then(|place| place.pinyin.clone()).unwrap_or_default(),
                facets,
                numbers: vec![Some(seconds), lat, lng, pin, it.created.get(..4).and_then(|year| year.parse().ok())],
                ..self.found(&it.headline, self.clip_card(it), cells)
            }
        });
        Spec { facets, ranges, table, classes: self.pin_classes(&legend), records: records.collect() }
    }
}

/// The values of the facet of load-in.
const LOAD_IN: &[(&str, Words)] =
    &[("ground", words::LOAD_IN_GROUND), ("lift", words::LOAD_IN_LIFT), ("steps", words::LOAD_IN_STEPS)];

/// The keys of [`LOAD_IN`] that apply.
fn load_in(it: &LoadIn) -> Vec<String> {
    let (ground, lift) = (it.ground_level, it.lift);
    let steps = (ground, lift) == (Some(false), Some(false));
    keys([("ground", ground == Some(true)), ("lift", lift == Some(true)), ("steps", steps)])
}

/// The values of the facet of parking.
const PARKING: &[(&str, Words)] =
    &[("cars", words::FOR_CARS), ("trucks", words::FOR_TRUCKS), ("none", words::NO_PARKING)];

/// The keys of [`PARKING`] that apply.
fn parking(it: &Parking) -> Vec<String> {
    let any = |places: Option<u16>| places.is_some_and(|places| places > 0);
    keys([("cars", any(it.cars)), ("trucks", any(it.trucks)), ("none", it.is_none())])
}

/// The keys that apply.
fn keys<const N: usize>(keys: [(&str, bool); N]) -> Vec<String> {
    keys.into_iter().filter(|(_, applies)| *applies).map(|(key, _)| key.to_owned()).collect()
}

/// The day rate and its currency. A free location has no currency.
fn day_rate(location: &Location) -> Option<(f64, Option<&str>)> {
    let rate = typed(location.rate.as_ref())?;
    match rate.amount == 0.0 {
        true => Some((0.0, None)),
        false => (rate.unit == Some(ChargeUnit::Day)).then_some((rate.amount, rate.currency.as_deref())),
    }
}

/// The currency of all day rates. `None` if they differ, because the amounts cannot be compared.
fn day_rate_currency<'l>(locations: &[&'l Location]) -> Option<&'l str> {
    let mut currencies = locations.iter().filter_map(|location| day_rate(location)?.1);
    let first = currencies.next()?;
    currencies.all(|currency| currency == first).then_some(first)
}

/// The numbers of a location's facts: floor area, ceiling height, current, lead time of the permit and price of a day.
/// Rounded down, so that a place has at least what was asked for; prices are rounded up.
fn fact_numbers(it: &Location, currency: Option<&str>) -> [Option<i32>; 5] {
    let lead_time = it.permit.as_ref().and_then(|permit| typed(permit.lead_time.as_ref()));
    [
        typed(it.floor_area.as_ref()).map(|area| area.square_metres.floor() as i32),
        typed(it.ceiling_height.as_ref()).map(|height| height.metres.floor() as i32),
        typed(it.power.as_ref()).and_then(|power| power.amperes).map(|amperes| amperes.floor() as i32),
        lead_time.map(|lead_time| lead_time.calendar_days() as i32),
        currency.and_then(|_| day_rate(it)).map(|(amount, _)| amount.ceil() as i32),
    ]
}

/// The decade of a year, as the value of a facet: latest first.
fn decade(year: u16, locale: Locale) -> (Reverse<u16>, String, String) {
    let first = year / 10 * 10;
    (Reverse(first), format!("{first}s"), words::DECADE.with(locale, &[&first.to_string()]))
}

/// The number columns for the map: north and east in 1/100 000 degree, and the index of the pin's class.
fn place_columns() -> [Range; 3] {
    PLACE_COLUMNS.map(|key| Range { key: key.into(), label: String::new(), unit: String::new(), bounds: None })
}

/// The values of [`place_columns`] for a location.
fn place_numbers(place: Option<&Location>, legend: &Legend) -> [Option<i32>; 3] {
    let fine = |degrees: f64| (degrees * 1e5).round() as i32;
    let class = |place: &Location| legend.index(place) as i32;
    [place.map(|it| fine(it.position.lat)), place.map(|it| fine(it.position.lng)), place.map(class)]
}

/// The frame rate in thousandths of a frame per second.
fn millihertz(technical: &Technical) -> u64 {
    let rate = technical.frame_rate;
    u64::from(rate.num) * 1000 / u64::from(rate.den.max(1))
}

fn shape(technical: &Technical) -> &'static str {
    match technical.width.cmp(&technical.height) {
        Ordering::Greater => "landscape",
        Ordering::Less => "portrait",
        Ordering::Equal => "square",
    }
}
