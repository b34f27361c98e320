//! The catalogues: what can be searched and narrowed, of each collection and of the whole site.

use super::super::check::Content;
use super::super::media::Media;
use super::super::{Files, format};
use super::library::listed;
use super::near::Near;
use super::{Maker, search};
use catalog::build::{Builder, ColumnSpec, FacetSpec, Record};
use catalog::{Catalog, Part, Query, Value};
use film_core::locale::{Locale, Text, Words, words};
use film_core::model::clip::{Clip, Technical};
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::vocabulary::{
    Class, Codec, ExpertKind, Hour, Movement, Permission, Season, Setting, ShotType, Weather,
};
use film_core::route::base;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use wire::{self, Entry, Facet, FacetValue, PLACE_COLUMNS, Range, Sort, TableColumn};

/// The catalogues of all collections, in both languages.
#[derive(Clone, Debug, Default)]
pub struct Catalogs {
    pub(super) locations: [wire::Catalog; 2],
    pub(super) experts: [wire::Catalog; 2],
    pub(super) clips: [wire::Catalog; 2],
    /// Where the catalogue of the whole site begins.
    pub(super) everything: [String; 2],
}

/// Picks one of a pair by language.
pub(super) fn of<T>(pair: &[T; 2], locale: Locale) -> &T {
    match locale {
        Locale::En => &pair[0],
        Locale::Zh => &pair[1],
    }
}

/// Makes and publishes all catalogues.
///
/// # Errors
///
/// When there are more records, or more text, than a catalogue can number.
pub fn write(content: &Content, media: &Media, files: &mut Files) -> Result<Catalogs, String> {
    let none = Catalogs::default();
    let near = Near::new(content);
    let mut made = |locale: Locale, kind: Kind| {
        let maker = Maker { content, media, locale, catalogs: &none, near: &near };
        let spec = match kind {
            Kind::Locations => maker.location_records(),
            Kind::Experts => maker.expert_records(),
            Kind::Clips => maker.clip_records(),
        };
        spec.publish(kind.as_str(), locale, files)
    };
    let mut pair = |kind: Kind| Ok::<_, String>([made(Locale::En, kind)?, made(Locale::Zh, kind)?]);
    let (locations, experts, clips) = (pair(Kind::Locations)?, pair(Kind::Experts)?, pair(Kind::Clips)?);
    let mut everything = |locale| Ok::<_, String>(search::spec(content, locale).publish("site", locale, files)?.first);
    let everything = [everything(Locale::En)?, everything(Locale::Zh)?];
    Ok(Catalogs { locations, experts, clips, everything })
}

#[derive(Clone, Copy)]
enum Kind {
    Locations,
    Experts,
    Clips,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Locations => "locations",
            Kind::Experts => "experts",
            Kind::Clips => "clips",
        }
    }
}

/// A catalogue to be: its questions, the columns of its table, and its records.
pub(super) struct Spec {
    facets: Vec<FacetSpec>,
    columns: Vec<(ColumnSpec, &'static str)>,
    table: Vec<TableColumn>,
    records: Vec<Record>,
}

impl Spec {
    /// A catalogue with one facet and no columns of numbers.
    pub(super) fn of_kinds(key: &str, label: &str, values: Vec<Value>, records: Vec<Record>) -> Spec {
        let facets = vec![FacetSpec { key: key.into(), label: label.into(), values }];
        Spec { facets, columns: Vec::new(), table: Vec::new(), records }
    }

    fn publish(self, name: &str, locale: Locale, files: &mut Files) -> Result<wire::Catalog, String> {
        let units: Vec<&'static str> = self.columns.iter().map(|(_, unit)| *unit).collect();
        let total = self.records.len() as u32;
        let mut builder = Builder::new(self.facets, self.columns.into_iter().map(|(column, _)| column).collect());
        let say = |error: &dyn std::fmt::Display| format!("the catalogue of {name}: {error}");
        for record in self.records {
            builder.add(record).map_err(|error| say(&error))?;
        }
        let parts = builder.finish().map_err(|error| say(&error))?;
        let mut digest = Sha256::new();
        parts.iter().for_each(|(_, bytes)| digest.update(bytes));
        let stamp: String = digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let folder = format!("data/catalog/{}-{name}-{stamp}", locale.tag().split('-').next().unwrap_or_default());
        let first = base::join(&format!("/{folder}/{}.bin", parts[0].0));
        let panel = panel(&parts, &units).map_err(|error| say(&error))?;
        for (part, bytes) in parts {
            files.insert(format!("{folder}/{part}.bin"), bytes);
        }
        Ok(wire::Catalog { first, total, table: self.table, ..panel })
    }
}

/// The facets with the counts of everything, as the engine itself counts them.
fn panel(parts: &[(Part, Vec<u8>)], units: &[&str]) -> Result<wire::Catalog, catalog::CatalogError> {
    let mut catalog = Catalog::open(&parts[0].1)?;
    catalog.search(&Query::default()).expect("a question without text takes the first file alone");
    let counts: Vec<_> = (0..catalog.facets().len()).map(|facet| catalog.counts(facet)).collect();
    let facets = catalog.facets().iter().zip(counts).map(|(facet, counts)| Facet {
        key: facet.key.clone(),
        label: facet.label.clone(),
        values: facet
            .values
            .iter()
            .zip(counts)
            .map(|(value, count)| FacetValue { key: value.key.clone(), label: value.label.clone(), count })
            .collect(),
    });
    let ranges = catalog.columns().iter().zip(units).map(|(column, unit)| Range {
        key: column.key.clone(),
        label: column.label.clone(),
        unit: (*unit).to_owned(),
        bounds: column.range,
    });
    Ok(wire::Catalog { facets: facets.collect(), ranges: ranges.collect(), ..wire::Catalog::default() })
}

/// A vocabulary as the values of a facet, those that occur.
struct Vocabulary {
    values: Vec<Value>,
}

impl Vocabulary {
    fn new(values: impl IntoIterator<Item = (String, String)>, used: &BTreeSet<String>) -> Vocabulary {
        let values = values.into_iter().filter(|(key, _)| used.contains(key));
        Vocabulary { values: values.map(|(key, label)| Value { key, label }).collect() }
    }

    fn places(&self, keys: &[String]) -> Vec<u32> {
        let place = |key: &String| self.values.iter().position(|value| value.key == *key);
        keys.iter().filter_map(place).map(|place| place as u32).collect()
    }
}

/// A facet: its key, its words, all its values in order, and those of each record.
struct Asked {
    key: &'static str,
    label: Words,
    all: Vec<(String, String)>,
    records: Vec<Vec<String>>,
}

impl Asked {
    fn of<T>(
        key: &'static str,
        label: Words,
        all: Vec<(String, String)>,
        records: &[&T],
        value: impl Fn(&T) -> Vec<String>,
    ) -> Asked {
        Asked { key, label, all, records: records.iter().map(|record| value(record)).collect() }
    }
}

/// Turns questions into facets, and answers into the places of their values: `[record][facet]`.
fn facets(locale: Locale, asked: Vec<Asked>, count: usize) -> (Vec<FacetSpec>, Vec<Vec<Vec<u32>>>) {
    let mut specs = Vec::new();
    let mut places = vec![Vec::new(); count];
    for asked in asked {
        let used: BTreeSet<String> = asked.records.iter().flatten().cloned().collect();
        let vocabulary = Vocabulary::new(asked.all, &used);
        // A question with one answer for all tells nothing apart.
        if vocabulary.values.len() < 2 {
            continue;
        }
        for (record, keys) in asked.records.iter().enumerate() {
            places[record].push(vocabulary.places(keys));
        }
        let label = asked.label.get(locale).to_owned();
        specs.push(FacetSpec { key: asked.key.into(), label, values: vocabulary.values });
    }
    (specs, places)
}

/// A name as the key of an address: letters and digits of its English form, joined by hyphens.
fn key(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// Texts that occur as the values of a facet, by their English form, the most frequent first.
fn named<'a>(locale: Locale, texts: impl Iterator<Item = &'a Text>) -> Vec<(String, String)> {
    let mut counted: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for text in texts {
        let entry = counted.entry(key(text.get(Locale::En))).or_insert((0, text.get(locale).to_owned()));
        entry.0 += 1;
    }
    let mut all: Vec<(String, (usize, String))> = counted.into_iter().collect();
    all.sort_by_key(|(key, (count, _))| (std::cmp::Reverse(*count), key.clone()));
    all.into_iter().map(|(key, (_, label))| (key, label)).collect()
}

macro_rules! vocabulary {
    ($type:ident, $locale:expr) => {
        $type::ALL.iter().map(|it| (it.as_str().to_owned(), it.name($locale).to_owned())).collect()
    };
}

impl Maker<'_> {
    /// The names of a record: in the other language, and in pinyin.
    fn names(self, name: &Text) -> Vec<String> {
        name.in_locale(self.locale.other()).map(str::to_owned).into_iter().collect()
    }

    fn entry(self, card: wire::Card, cells: Vec<String>) -> Vec<u8> {
        serde_json::to_vec(&Entry { card, cells }).expect("a card is plain data")
    }

    fn column(self, label: Words, sort: Option<Sort>) -> TableColumn {
        TableColumn { label: label.get(self.locale).to_owned(), sort }
    }

    fn location_records(self) -> Spec {
        let locale = self.locale;
        let locations: Vec<&Location> = self.locations_in_order();
        let (facets, mut places) = facets(
            locale,
            vec![
                Asked::of("class", words::CLASS, vocabulary!(Class, locale), &locations, |it| {
                    std::iter::once(it.class)
                        .chain(it.subclasses.iter().copied())
                        .map(|it| it.as_str().into())
                        .collect()
                }),
                Asked::of("setting", words::SETTING, vocabulary!(Setting, locale), &locations, |it| {
                    vec![it.setting.as_str().into()]
                }),
                Asked::of(
                    "district",
                    words::DISTRICT,
                    named(locale, locations.iter().map(|it| &it.district)),
                    &locations,
                    |it| vec![key(it.district.get(Locale::En))],
                ),
                Asked::of("permit", words::PERMIT, vocabulary!(Permission, locale), &locations, |it| {
                    it.permit.iter().map(|permit| permit.required.as_str().into()).collect()
                }),
                Asked::of("decade", words::WORKS_FROM, decades(locale, &locations), &locations, |it| {
                    it.productions.iter().filter_map(|production| production.year).map(decade).collect()
                }),
            ],
            locations.len(),
        );
        let columns = vec![
            (self.number("elevation", words::ELEVATION), "m"),
            (self.number("filmed", words::WORKS_SHOT_HERE), ""),
        ];
        let columns = columns.into_iter().chain(place_columns()).chain([(self.number("year", words::LATEST_WORK), "")]);
        let table = vec![
            self.column(words::NAME, Some(Sort::Title)),
            self.column(words::CLASS, None),
            self.column(words::DISTRICT, None),
            self.column(words::SETTING, None),
            self.column(words::WORKS_SHOT_HERE, Some(Sort::Column(1))),
        ];
        let records = locations.iter().zip(places.iter_mut()).map(|(it, places)| {
            let filmed = it.productions.len() as i32;
            let style = it.style.as_ref().map(|style| self.text(style));
            let mut keywords = vec![it.class.name(locale).to_owned(), self.text(&it.district)];
            keywords.extend(style);
            keywords.extend(it.productions.iter().map(|production| self.text(&production.title)));
            let cells = vec![
                it.class.name(locale).to_owned(),
                self.text(&it.district),
                it.setting.name(locale).to_owned(),
                if filmed > 0 { filmed.to_string() } else { String::new() },
            ];
            Record {
                title: self.text(&it.name),
                names: self.names(&it.name),
                keywords,
                text: self.text(&it.summary),
                pinyin: it.pinyin.clone(),
                sort: if locale == Locale::Zh { it.pinyin.clone() } else { String::new() },
                facets: std::mem::take(places),
                numbers: [it.elevation.map(|metres| metres.round() as i32), Some(filmed)]
                    .into_iter()
                    .chain(place_numbers(Some(it)))
                    .chain([it.productions.iter().filter_map(|production| production.year).max().map(i32::from)])
                    .collect(),
                card: self.entry(self.location_card(it), cells),
            }
        });
        Spec { facets, columns: columns.collect(), table, records: records.collect() }
    }

    fn number(self, key: &str, label: Words) -> ColumnSpec {
        ColumnSpec { key: key.into(), label: label.get(self.locale).to_owned() }
    }

    fn expert_records(self) -> Spec {
        let locale = self.locale;
        let experts: Vec<&Expert> = listed(self.content).collect();
        let fields = self.content.fields.iter().map(|field| (field.id.as_str().to_owned(), self.text(&field.name)));
        let tongues: BTreeSet<&String> = experts.iter().flat_map(|it| &it.languages).collect();
        let tongues = tongues.into_iter().map(|tag| (tag.clone(), format::language(locale, tag))).collect();
        let (facets, mut places) = facets(
            locale,
            vec![
                Asked::of("field", words::FIELD, fields.collect(), &experts, |it| {
                    it.fields.iter().map(|field| field.as_str().to_owned()).collect()
                }),
                Asked::of("kind", words::KIND, vocabulary!(ExpertKind, locale), &experts, |it| {
                    vec![it.kind.as_str().into()]
                }),
                Asked::of("language", words::LANGUAGE, tongues, &experts, |it| it.languages.clone()),
                Asked::of(
                    "affiliation",
                    words::AFFILIATION,
                    named(locale, experts.iter().filter_map(|it| it.affiliation.as_ref())),
                    &experts,
                    |it| it.affiliation.iter().map(|it| key(it.get(Locale::En))).collect(),
                ),
            ],
            experts.len(),
        );
        let columns = vec![(self.number("works", words::CREDITS), "")];
        let table = vec![
            self.column(words::NAME, Some(Sort::Title)),
            self.column(words::FIELD, None),
            self.column(words::AFFILIATION, None),
            self.column(words::CREDITS, Some(Sort::Column(0))),
        ];
        let records = experts.iter().zip(places.iter_mut()).map(|(it, places)| {
            let credits = it.credits.len() as i32;
            let field = it.fields.first().map(|field| self.field_name(field.as_str())).unwrap_or_default();
            let affiliation = it.affiliation.as_ref().map(|it| self.text(it)).unwrap_or_default();
            let mut keywords: Vec<String> = it.fields.iter().map(|field| self.field_name(field.as_str())).collect();
            keywords.push(affiliation.clone());
            keywords.extend(it.title.iter().map(|title| self.text(title)));
            keywords.extend(it.credits.iter().map(|credit| self.text(&credit.work)));
            let cells = vec![field, affiliation, if credits > 0 { credits.to_string() } else { String::new() }];
            Record {
                title: self.text(&it.name),
                names: self.names(&it.name),
                keywords,
                text: it.bio.as_ref().map(|bio| self.text(bio)).unwrap_or_default(),
                pinyin: String::new(),
                sort: if locale == Locale::Zh { it.name.get(Locale::En).to_owned() } else { String::new() },
                facets: std::mem::take(places),
                numbers: vec![Some(credits)],
                card: self.entry(self.expert_card(it), cells),
            }
        });
        Spec { facets, columns, table, records: records.collect() }
    }

    fn clip_records(self) -> Spec {
        let locale = self.locale;
        let clips: Vec<&Clip> = self.content.clips.values().collect();
        let size = |technical: &Technical| format!("{} × {}", technical.width, technical.height);
        let mut sizes: Vec<(u32, String)> =
            clips.iter().map(|it| (it.technical.width * it.technical.height, size(&it.technical))).collect();
        sizes.sort();
        sizes.dedup();
        let mut rates: Vec<(u64, String)> = clips.iter().map(|it| (millihertz(&it.technical), self.fps(it))).collect();
        rates.sort();
        rates.dedup();
        let shapes = [("landscape", words::LANDSCAPE), ("portrait", words::PORTRAIT), ("square", words::SQUARE)];
        let colour = |technical: &Technical| format!("{} · {} bit", technical.chroma.name(locale), technical.bit_depth);
        let colours: BTreeSet<String> = clips.iter().map(|it| colour(&it.technical)).collect();
        let by_key = |labels: Vec<String>| labels.into_iter().map(|label| (key(&label), label)).collect::<Vec<_>>();
        let (facets, mut places) = facets(
            locale,
            vec![
                Asked::of("season", words::SEASON, vocabulary!(Season, locale), &clips, |it| {
                    vec![it.season.as_str().into()]
                }),
                Asked::of("time", words::TIME_OF_DAY, vocabulary!(Hour, locale), &clips, |it| {
                    vec![it.time_of_day.as_str().into()]
                }),
                Asked::of("weather", words::WEATHER, vocabulary!(Weather, locale), &clips, |it| {
                    vec![it.weather.as_str().into()]
                }),
                Asked::of("shot", words::SHOT, vocabulary!(ShotType, locale), &clips, |it| {
                    vec![it.shot_type.as_str().into()]
                }),
                Asked::of("movement", words::MOVEMENT, vocabulary!(Movement, locale), &clips, |it| {
                    vec![it.movement.as_str().into()]
                }),
                Asked::of(
                    "shape",
                    words::ORIENTATION,
                    shapes.map(|(key, label)| (key.to_owned(), label.get(locale).to_owned())).into(),
                    &clips,
                    |it| vec![shape(&it.technical).into()],
                ),
                Asked::of(
                    "size",
                    words::RESOLUTION,
                    by_key(sizes.into_iter().map(|(_, label)| label).collect()),
                    &clips,
                    |it| vec![key(&size(&it.technical))],
                ),
                Asked::of(
                    "rate",
                    words::FRAME_RATE,
                    rates.into_iter().map(|(rate, label)| (rate.to_string(), label)).collect(),
                    &clips,
                    |it| vec![millihertz(&it.technical).to_string()],
                ),
                Asked::of("codec", words::CODEC, vocabulary!(Codec, locale), &clips, |it| {
                    it.renditions.iter().map(|file| file.codec.as_str().into()).collect()
                }),
                Asked::of("colour", words::COLOUR, by_key(colours.into_iter().collect()), &clips, |it| {
                    vec![key(&colour(&it.technical))]
                }),
            ],
            clips.len(),
        );
        let columns = std::iter::once((self.number("duration", words::DURATION), "s"))
            .chain(place_columns())
            .chain([(self.number("year", words::YEAR_MADE), "")]);
        let table = vec![
            self.column(words::NAME, Some(Sort::Title)),
            self.column(words::DURATION, Some(Sort::Column(0))),
            self.column(words::RESOLUTION, None),
            self.column(words::FRAME_RATE, None),
            self.column(words::SEASON, None),
            self.column(words::TIME_OF_DAY, None),
        ];
        let records = clips.iter().zip(places.iter_mut()).map(|(it, places)| {
            let place = self.content.locations.get(it.location.as_str());
            let mut keywords: Vec<String> = it.keywords.iter().map(|word| self.text(word)).collect();
            keywords.extend(place.map(|place| self.text(&place.name)));
            let cells = vec![
                format::duration(locale, &it.technical),
                size(&it.technical),
                self.fps(it),
                it.season.name(locale).to_owned(),
                it.time_of_day.name(locale).to_owned(),
            ];
            Record {
                title: self.text(&it.headline),
                names: self.names(&it.headline),
                keywords,
                text: self.text(&it.description),
                pinyin: place.map(|place| place.pinyin.clone()).unwrap_or_default(),
                sort: String::new(),
                facets: std::mem::take(places),
                numbers: std::iter::once(Some(seconds(&it.technical)))
                    .chain(place_numbers(place))
                    .chain([it.created.get(..4).and_then(|year| year.parse().ok())])
                    .collect(),
                card: self.entry(self.clip_card(it), cells),
            }
        });
        Spec { facets, columns: columns.collect(), table, records: records.collect() }
    }
}

/// The columns of a record on the map: north and east in hundred-thousandths of a degree, and the kind of its pin.
fn place_columns() -> [(ColumnSpec, &'static str); 3] {
    PLACE_COLUMNS.map(|key| (ColumnSpec { key: key.into(), label: String::new() }, ""))
}

/// What stands in [`place_columns`] for a place.
fn place_numbers(place: Option<&Location>) -> [Option<i32>; 3] {
    let fine = |degrees: f64| (degrees * 1e5).round() as i32;
    let kind = |place: &Location| Class::ALL.iter().position(|class| *class == place.class).map(|at| at as i32);
    [place.map(|it| fine(it.position.lat)), place.map(|it| fine(it.position.lng)), place.and_then(kind)]
}

/// The decade of a year, as it stands in addresses: `2020s`.
fn decade(year: u16) -> String {
    format!("{}s", year / 10 * 10)
}

/// The decades of the works shot at some places, the latest first.
fn decades(locale: Locale, locations: &[&Location]) -> Vec<(String, String)> {
    let years = locations.iter().flat_map(|it| &it.productions).filter_map(|production| production.year);
    let decades: BTreeSet<u16> = years.map(|year| year / 10 * 10).collect();
    let name = |year: u16| words::DECADE.with(locale, &[&year.to_string()]);
    decades.into_iter().rev().map(|year| (decade(year), name(year))).collect()
}

/// Frames a second, in thousandths.
fn millihertz(technical: &Technical) -> u64 {
    let rate = technical.frame_rate;
    u64::from(rate.num) * 1000 / u64::from(rate.den.max(1))
}

/// Whole seconds, rounded.
fn seconds(technical: &Technical) -> i32 {
    let rate = technical.frame_rate;
    let exact = f64::from(technical.frames) * f64::from(rate.den) / f64::from(rate.num.max(1));
    exact.round() as i32
}

fn shape(technical: &Technical) -> &'static str {
    match technical.width.cmp(&technical.height) {
        std::cmp::Ordering::Greater => "landscape",
        std::cmp::Ordering::Less => "portrait",
        std::cmp::Ordering::Equal => "square",
    }
}
