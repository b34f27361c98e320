//! The catalogues: the searchable and filterable index of each collection and of the whole site.

use super::super::content::Content;
use super::super::media::Media;
use super::super::naming::slug;
use super::super::{Files, format};
use super::library::listed;
use super::near::Near;
use super::{Maker, search};
use catalog::build::{Builder, Record};
use catalog::{Catalog, CatalogError, Query};
use film_core::locale::{Locale, Text, Words, words};
use film_core::model::clip::{Clip, Technical};
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::vocabulary::{Class, Vocabulary};
use film_core::route::base;
use sha2::{Digest, Sha256};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};
use wire::{self, Entry, Facet, FacetValue, PLACE_COLUMNS, Range, Sort, TableColumn};

/// The catalogues of all collections, in both languages.
#[derive(Clone, Debug, Default)]
pub struct Catalogs {
    pub(super) locations: [wire::Catalog; 2],
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
    for locale in Locale::ALL {
        let maker = Maker { content, media, locale, catalogs: &none, near };
        let at = locale as usize;
        made.locations[at] = maker.location_records().publish("locations", locale, files)?;
        made.experts[at] = maker.expert_records().publish("experts", locale, files)?;
        made.clips[at] = maker.clip_records().publish("clips", locale, files)?;
        made.everything[at] = search::spec(maker).publish("site", locale, files)?.first;
    }
    Ok(made)
}

/// An unfinished catalogue: its facets, number columns, table columns and records. Facet counts and the bounds of the
/// number columns are not known yet.
#[derive(Default)]
pub(super) struct Spec {
    pub(super) facets: Vec<Facet>,
    pub(super) ranges: Vec<Range>,
    pub(super) table: Vec<TableColumn>,
    pub(super) records: Vec<Record>,
}

impl Spec {
    fn publish(self, name: &str, locale: Locale, files: &mut Files) -> Result<wire::Catalog, String> {
        let Spec { mut facets, mut ranges, table, records } = self;
        for (at, range) in ranges.iter_mut().enumerate() {
            let numbers = || records.iter().filter_map(|record| record.numbers[at]);
            range.bounds = numbers().min().zip(numbers().max());
        }
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
        Ok(wire::Catalog { first, total, facets, ranges, table })
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

    /// Adds a facet whose values are texts of the records, the most frequent first. The slug of the English text is the
    /// key.
    fn texts(&mut self, key: &str, label: Words, of: impl Fn(&R) -> Option<&Text>) {
        let mut counted: BTreeMap<String, (usize, String)> = BTreeMap::new();
        for text in self.records.iter().filter_map(|record| of(record)) {
            let name = || (0, text.get(self.locale).to_owned());
            counted.entry(slug(text.get(Locale::En))).or_insert_with(name).0 += 1;
        }
        let mut all: Vec<(String, (usize, String))> = counted.into_iter().collect();
        all.sort_by_key(|(_, (count, _))| Reverse(*count));
        let all = all.into_iter().map(|(key, (_, label))| (key, label)).collect();
        self.ask(key, label, all, |record| of(record).iter().map(|text| slug(text.get(Locale::En))).collect());
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
    fn found(self, name: &Text, card: wire::Card, cells: Vec<String>) -> Record {
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

    fn location_records(self) -> Spec {
        let locale = self.locale;
        let locations = self.locations_in_order();
        let mut facets = Facets::of(locale, &locations);
        facets.vocabulary("class", words::CLASS, |it| {
            std::iter::once(it.class).chain(it.subclasses.iter().copied()).collect()
        });
        facets.vocabulary("setting", words::SETTING, |it| vec![it.setting]);
        facets.texts("district", words::DISTRICT, |it| Some(&it.district));
        facets.vocabulary("permit", words::PERMIT, |it| it.permit.iter().map(|permit| permit.required).collect());
        let decade = |year: u16| {
            let first = year / 10 * 10;
            (Reverse(first), format!("{first}s"), words::DECADE.with(locale, &[&first.to_string()]))
        };
        facets.measured("decade", words::WORKS_FROM, |it| {
            it.productions.iter().filter_map(|production| production.year).map(decade).collect()
        });
        let (facets, records) = facets.asked();
        let mut ranges =
            vec![self.number("elevation", words::ELEVATION, "m"), self.number("filmed", words::WORKS_SHOT_HERE, "")];
        ranges.extend(place_columns());
        ranges.push(self.number("year", words::LATEST_WORK, ""));
        let table = self.table([
            (words::NAME, Some(Sort::Title)),
            (words::CLASS, None),
            (words::DISTRICT, None),
            (words::SETTING, None),
            (words::WORKS_SHOT_HERE, Some(Sort::Column(1))),
        ]);
        let records = records.map(|(it, facets)| {
            let filmed = it.productions.len();
            let (class, district) = (it.class.name(locale).to_owned(), self.text(&it.district));
            let works = it.style.iter().chain(it.productions.iter().map(|production| &production.title));
            let latest = it.productions.iter().filter_map(|production| production.year).max();
            let [lat, lng, pin] = place_numbers(Some(it));
            let elevation = it.elevation.map(|metres| metres.round() as i32);
            let cells = vec![class.clone(), district.clone(), it.setting.name(locale).to_owned(), count(filmed)];
            Record {
                keywords: [vec![class, district], self.texts(works)].concat(),
                text: self.text(&it.summary),
                pinyin: it.pinyin.clone(),
                sort: if locale == Locale::Zh { it.pinyin.clone() } else { String::new() },
                facets,
                numbers: vec![elevation, Some(filmed as i32), lat, lng, pin, latest.map(i32::from)],
                ..self.found(&it.name, self.location_card(it), cells)
            }
        });
        Spec { facets, ranges, table, records: records.collect() }
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
        facets.texts("affiliation", words::AFFILIATION, |it| it.affiliation.as_ref());
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
                text: self.known(&it.bio),
                sort: if locale == Locale::Zh { it.name.get(Locale::En).to_owned() } else { String::new() },
                facets,
                numbers: vec![Some(credits as i32)],
                ..self.found(&it.name, self.expert_card(it), cells)
            }
        });
        let ranges = vec![self.number("works", words::CREDITS, "")];
        Spec { facets, ranges, table, records: records.collect() }
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
            let place = self.content.locations.get(it.location.as_str());
            let [lat, lng, pin] = place_numbers(place);
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
                pinyin: place.map(|place| place.pinyin.clone()).unwrap_or_default(),
                facets,
                numbers: vec![Some(seconds), lat, lng, pin, it.created.get(..4).and_then(|year| year.parse().ok())],
                ..self.found(&it.headline, self.clip_card(it), cells)
            }
        });
        Spec { facets, ranges, table, records: records.collect() }
    }
}

/// The number columns for the map: north and east in 1/100 000 degree, and the kind of pin.
fn place_columns() -> [Range; 3] {
    PLACE_COLUMNS.map(|key| Range { key: key.into(), label: String::new(), unit: String::new(), bounds: None })
}

/// The values of [`place_columns`] for a location.
fn place_numbers(place: Option<&Location>) -> [Option<i32>; 3] {
    let fine = |degrees: f64| (degrees * 1e5).round() as i32;
    let kind = |place: &Location| Class::ALL.iter().position(|class| *class == place.class).map(|at| at as i32);
    [place.map(|it| fine(it.position.lat)), place.map(|it| fine(it.position.lng)), place.and_then(kind)]
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
