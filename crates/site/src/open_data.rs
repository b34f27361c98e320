//! Open data: locations as GeoJSON (RFC 7946) and CSV (RFC 4180), clips and the figures of reports as CSV.
//!
//! Columns have the same keys in both languages, so that a script reads either;
//! the values are in the file's language. Contact details stand here only with
//! the consent that shows them on the page.

use super::Files;
use super::check::Content;
use super::document::listed;
use super::format;
use super::media::Media;
use film_core::locale::{Locale, Text};
use film_core::model::Consented;
use film_core::model::clip::Clip;
use film_core::model::location::Location;
use film_core::model::summit::{Figure, Report};
use film_core::route::Page;
use film_core::route::export::Export;
use serde_json::{Map, Number, Value, json};

/// What a cell or a property holds.
#[derive(Clone, Debug, PartialEq)]
enum Field {
    Nothing,
    Text(String),
    Number(f64),
    Truth(bool),
}

impl From<&str> for Field {
    fn from(text: &str) -> Field {
        if text.is_empty() { Field::Nothing } else { Field::Text(text.to_owned()) }
    }
}

impl From<String> for Field {
    fn from(text: String) -> Field {
        Field::from(text.as_str())
    }
}

impl From<f64> for Field {
    fn from(number: f64) -> Field {
        Field::Number(number)
    }
}

impl From<u32> for Field {
    fn from(number: u32) -> Field {
        Field::Number(f64::from(number))
    }
}

impl From<bool> for Field {
    fn from(truth: bool) -> Field {
        Field::Truth(truth)
    }
}

impl<T: Into<Field>> From<Option<T>> for Field {
    fn from(value: Option<T>) -> Field {
        value.map_or(Field::Nothing, Into::into)
    }
}

/// A record: its columns in order.
type Record = Vec<(&'static str, Field)>;

/// Writes all files in both languages.
pub fn write(content: &Content, media: &Media, files: &mut Files) {
    for locale in Locale::ALL {
        let locations: Vec<(&Location, Record)> =
            content.locations.values().map(|it| (it, location(content, it, locale))).collect();
        let clips: Vec<Record> = content.clips.values().map(|it| clip(content, media, it, locale)).collect();
        files.insert(Export::LocationsMap.file(locale), map(&locations).into_bytes());
        let locations: Vec<Record> = locations.into_iter().map(|(_, record)| record).collect();
        files.insert(Export::LocationsTable.file(locale), table(&locations).into_bytes());
        files.insert(Export::ClipsTable.file(locale), table(&clips).into_bytes());
        for (year, report) in content.editions.iter().flat_map(|it| it.reports.iter().map(|report| (it.year, report))) {
            let figures: Vec<Record> =
                report.figures.iter().map(|it| figure(content, year, report, it, locale)).collect();
            if !figures.is_empty() {
                let file = Export::ReportTable(year, report.id.clone()).file(locale);
                files.insert(file, table(&figures).into_bytes());
            }
        }
    }
}

fn location(content: &Content, it: &Location, locale: Locale) -> Record {
    let text = |text: &Option<Text>| Field::from(text.as_ref().map(|text| text.get(locale)));
    let texts = |texts: Vec<&Text>| joined(texts.into_iter().map(|text| text.get(locale).to_owned()));
    let contact = it.contact.as_ref();
    let allowed = |detail: Option<&Option<Consented>>| {
        let detail = detail.and_then(|detail| detail.as_ref()).filter(|detail| detail.consent);
        Field::from(detail.map(|detail| detail.value.as_str()))
    };
    let productions = it.productions.iter().map(|work| {
        let title = work.title.get(locale);
        work.year.map_or_else(|| title.to_owned(), |year| format!("{title} ({year})"))
    });
    let clips = content.clips.values().filter(|clip| clip.location == it.id).map(|clip| clip.id.0.clone());
    let experts = listed(content).filter(|expert| expert.locations.contains(&it.id)).map(|expert| expert.id.0.clone());
    let permit = it.permit.as_ref();
    vec![
        ("id", it.id.as_str().into()),
        ("name", it.name.get(locale).into()),
        ("name_en", it.name.in_locale(Locale::En).into()),
        ("name_zh", it.name.in_locale(Locale::Zh).into()),
        ("pinyin", it.pinyin.as_str().into()),
        ("class", it.class.as_str().into()),
        ("class_name", it.class.name(locale).into()),
        ("subclasses", joined(it.subclasses.iter().map(|class| class.as_str().to_owned()))),
        ("setting", it.setting.as_str().into()),
        ("style", text(&it.style)),
        ("district", it.district.get(locale).into()),
        ("address", text(&it.address)),
        ("latitude", it.position.lat.into()),
        ("longitude", it.position.lng.into()),
        ("datum", it.position.datum.as_str().into()),
        ("precision", it.position.precision.as_str().into()),
        ("position_note", text(&it.position.note)),
        ("elevation_m", it.elevation.into()),
        ("facing_deg", it.facing.into()),
        ("summary", it.summary.get(locale).into()),
        ("access", text(&it.access)),
        ("load_in", text(&it.load_in)),
        ("restrictions", text(&it.restrictions)),
        ("accessibility", text(&it.accessibility)),
        ("power", text(&it.power)),
        ("toilets", text(&it.toilets)),
        ("connectivity", text(&it.connectivity)),
        ("parking", texts(it.parking.iter().collect())),
        ("basecamp", text(&it.basecamp)),
        ("noise", text(&it.noise)),
        ("rate", text(&it.rate)),
        ("permit", permit.map(|permit| permit.required.as_str()).into()),
        ("permit_authority", permit.map_or(Field::Nothing, |permit| text(&permit.authority))),
        ("permit_lead_time", permit.map_or(Field::Nothing, |permit| text(&permit.lead_time))),
        ("productions", joined(productions)),
        ("doubles_for", texts(it.doubles_for.iter().collect())),
        ("clips", joined(clips)),
        ("experts", joined(experts)),
        ("email", allowed(contact.map(|contact| &contact.email))),
        ("telephone", allowed(contact.map(|contact| &contact.telephone))),
        ("website", allowed(contact.map(|contact| &contact.website))),
        ("verified_on", it.verified.as_ref().map(|verified| verified.on.as_str()).into()),
        ("sources", joined(it.sources.iter().map(|source| source_line(source, locale)))),
        ("url", address(content, Page::Location(it.id.clone()), locale)),
    ]
}

fn clip(content: &Content, media: &Media, it: &Clip, locale: Locale) -> Record {
    let technical = &it.technical;
    let rate = technical.frame_rate;
    let seconds = f64::from(technical.frames) * f64::from(rate.den) / f64::from(rate.num);
    let location = content.locations.get(it.location.as_str());
    let keywords = it.keywords.iter().map(|word| word.get(locale).to_owned());
    let files = it.renditions.iter().map(|file| format!("{}{}", content.office.origin, media.file(&file.file).0));
    vec![
        ("id", it.id.as_str().into()),
        ("headline", it.headline.get(locale).into()),
        ("description", it.description.get(locale).into()),
        ("keywords", joined(keywords)),
        ("location", it.location.as_str().into()),
        ("location_name", location.map(|location| location.name.get(locale)).into()),
        ("shot_type", it.shot_type.as_str().into()),
        ("movement", it.movement.as_str().into()),
        ("season", it.season.as_str().into()),
        ("time_of_day", it.time_of_day.as_str().into()),
        ("weather", it.weather.as_str().into()),
        ("created", it.created.as_str().into()),
        ("device", it.device.as_ref().map(|device| device.get(locale)).into()),
        ("illustration", it.illustration.into()),
        ("people_visible", it.people_visible.into()),
        ("duration_s", ((seconds * 1000.0).round() / 1000.0).into()),
        ("frames", technical.frames.into()),
        ("frame_rate_num", rate.num.into()),
        ("frame_rate_den", rate.den.into()),
        ("width", technical.width.into()),
        ("height", technical.height.into()),
        ("bit_depth", u32::from(technical.bit_depth).into()),
        ("chroma", technical.chroma.as_str().into()),
        ("primaries", u32::from(technical.primaries).into()),
        ("transfer", u32::from(technical.transfer).into()),
        ("matrix", u32::from(technical.matrix).into()),
        ("full_range", technical.full_range.into()),
        ("log_profile", technical.log_profile.as_deref().into()),
        ("audio", technical.audio.into()),
        ("creator", it.creator.get(locale).into()),
        ("credit_line", it.credit_line.get(locale).into()),
        ("copyright", it.copyright.get(locale).into()),
        ("licence", it.licence.as_str().into()),
        ("usage_terms", it.usage_terms.get(locale).into()),
        ("model_release", it.model_release.as_str().into()),
        ("property_release", it.property_release.as_str().into()),
        ("clearance", it.clearance.as_ref().map(|text| text.get(locale)).into()),
        ("files", joined(files)),
        ("url", address(content, Page::Clip(it.id.clone()), locale)),
    ]
}

fn figure(content: &Content, year: u16, report: &Report, it: &Figure, locale: Locale) -> Record {
    let source = &it.source;
    vec![
        ("figure", it.label.get(locale).into()),
        ("value", it.value.into()),
        ("unit", it.unit.as_str().into()),
        ("unit_name", it.unit.name(locale).into()),
        ("qualifier", it.qualifier.as_str().into()),
        ("in_words", format::figure(locale, it).into()),
        ("period", it.period.get(locale).into()),
        ("period_date", it.when.as_deref().into()),
        ("change_percent", it.change.into()),
        ("source", source.publisher.get(locale).into()),
        ("source_date", source.date.as_deref().into()),
        ("source_url", source.url.as_deref().into()),
        ("report", report.title.get(locale).into()),
        ("issuer", report.issuer.get(locale).into()),
        ("url", address(content, Page::Report(year, report.id.clone()), locale)),
    ]
}

fn address(content: &Content, page: Page, locale: Locale) -> Field {
    format!("{}{}", content.office.origin, page.href(locale)).into()
}

fn source_line(source: &film_core::model::Source, locale: Locale) -> String {
    let parts = [Some(source.publisher.get(locale)), source.date.as_deref(), source.url.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Several values in one cell.
fn joined(values: impl Iterator<Item = String>) -> Field {
    values.collect::<Vec<_>>().join("; ").into()
}

/// A feature a location; the order of a position is longitude, latitude (RFC 7946, 3.1.1).
fn map(locations: &[(&Location, Record)]) -> String {
    let features: Vec<Value> = locations
        .iter()
        .map(|(location, record)| {
            let properties: Map<String, Value> = record
                .iter()
                .filter(|(name, _)| !["id", "latitude", "longitude"].contains(name))
                .filter_map(|(name, field)| Some(((*name).to_owned(), value(field)?)))
                .collect();
            json!({
                "type": "Feature",
                "id": location.id,
                "geometry": { "type": "Point", "coordinates": [location.position.lng, location.position.lat] },
                "properties": properties,
            })
        })
        .collect();
    format!("{}\n", json!({ "type": "FeatureCollection", "features": features }))
}

fn value(field: &Field) -> Option<Value> {
    match field {
        Field::Nothing => None,
        Field::Text(text) => Some(Value::String(text.clone())),
        Field::Number(number) if number.fract() == 0.0 => Some(Value::from(*number as i64)),
        Field::Number(number) => Number::from_f64(*number).map(Value::Number),
        Field::Truth(truth) => Some(Value::Bool(*truth)),
    }
}

/// A table with a byte order mark, without which Excel takes Chinese for another encoding.
fn table(records: &[Record]) -> String {
    let mut out = String::from("\u{feff}");
    if let Some(first) = records.first() {
        row(&mut out, first.iter().map(|(name, _)| (*name).to_owned()));
    }
    for record in records {
        row(&mut out, record.iter().map(|(_, field)| cell(field)));
    }
    out
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push_str(&cells.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
}

/// A cell, in quotes where it needs them. A text that a spreadsheet would take for a formula gets an
/// apostrophe before it (OWASP, CSV Injection); numbers keep their sign.
fn cell(field: &Field) -> String {
    match field {
        Field::Nothing => String::new(),
        Field::Number(number) => number.to_string(),
        Field::Truth(truth) => truth.to_string(),
        Field::Text(text) => {
            let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
            let text = format!("{}{text}", if formula { "'" } else { "" });
            if text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cells() {
        for (field, text) in [
            (Field::from(""), ""),
            (Field::from("Pier"), "Pier"),
            (Field::from("a, \"b\""), "\"a, \"\"b\"\"\""),
            (Field::from("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\""),
            (Field::from("+86 532"), "'+86 532"),
            (Field::from("＝1"), "'＝1"),
            (Field::from(-12.5), "-12.5"),
            (Field::from(8.0), "8"),
            (Field::from(true), "true"),
            (Field::from(None::<&str>), ""),
        ] {
            assert_eq!(cell(&field), text);
        }
    }

    proptest! {
        #[test]
        fn a_table_reads_back(texts in proptest::collection::vec("[ -~\n\r一-龥]{0,20}", 3)) {
            let record: Record = ["a", "b", "c"].into_iter().zip(texts.iter().map(|text| text.as_str().into())).collect();
            let out = table(&[record]);
            let mut reader = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
            let row = reader.records().next().unwrap().unwrap();
            for (cell, text) in row.iter().zip(&texts) {
                prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text.strip_prefix('\'').unwrap_or(text));
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\r']));
            }
        }
    }
}
