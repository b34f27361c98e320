//! Open data: locations as GeoJSON (RFC 7946) and CSV (RFC 4180), productions, clips and report figures as
//! CSV.
//!
//! Columns have the same keys in both languages, so that one script reads either; the values are in the file's
//! language. Contact details are included only with the consent that also shows them on the page.

use super::{Exported, Published};
use crate::content::Content;
use crate::document::listed;
use crate::facts::{self, InWords};
use crate::format;
use crate::naming::whole;
use film_core::locale::{Locale, Text};
use film_core::model::Consented;
use film_core::model::clip::Clip;
use film_core::model::location::{Charge, Location, Noted, Remarked, typed};
use film_core::model::production::{Production, Register};
use film_core::model::summit::{Figure, Report};
use film_core::model::vocabulary::{ChargeUnit, Phases, Qualifier};
use film_core::route::Page;
use film_core::route::export::Export;
use formats::csv::{self, Cell};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A record: its columns in order, each with text, a number or a Boolean; null if unknown.
type Record = Vec<(&'static str, Value)>;

/// Writes all files in a language.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let content = published.content;
    let locations: Vec<Record> = content.locations.values().map(|it| location(published, it, locale)).collect();
    let productions = productions(content, locale);
    let clips: Vec<Record> = content.clips.values().map(|it| clip(published, it, locale)).collect();
    let mut written = vec![
        (Export::LocationsMap, map(&locations)),
        (Export::LocationsTable, table(&locations)),
        (Export::ProductionsTable, table(&productions)),
        (Export::ClipsTable, table(&clips)),
    ];
    for edition in &content.editions {
        for report in edition.reports.iter().filter(|report| !report.figures.is_empty()) {
            let figures = report.figures.iter().map(|it| figure(content, edition.year, report, it, locale));
            let export = Export::ReportTable(edition.year, report.id.clone());
            written.push((export, table(&figures.collect::<Vec<_>>())));
        }
    }
    written
}

fn location(Published { content, media, .. }: &Published, it: &Location, locale: Locale) -> Record {
    let pictures = media.location(it, locale);
    let files = |illustrations: bool| {
        let shown = pictures.iter().map(|(_, picture)| picture).filter(|it| it.illustration == illustrations);
        joined(shown.map(|picture| whole(&content.office.origin, &picture.src)))
    };
    let text = |text: &Option<Text>| Value::from(text.as_ref().map(|text| text.get(locale)));
    let texts = |texts: &[Text]| joined(texts.iter().map(|text| text.get(locale).to_owned()));
    let contact = it.contact.as_ref();
    let allowed = |detail: Option<&Option<Consented>>| {
        let detail = detail.and_then(|detail| detail.as_ref()).filter(|detail| detail.consent);
        Value::from(detail.map(|detail| detail.value.as_str()))
    };
    let productions = it.productions.iter().map(|work| {
        let title = work.title.get(locale);
        work.year.map_or_else(|| title.to_owned(), |year| format!("{title} ({year})"))
    });
    let production_ids = it.productions.iter().filter_map(|work| Some(work.production.as_ref()?.0.clone()));
    let clips = content.clips.values().filter(|clip| clip.location == it.id).map(|clip| clip.id.0.clone());
    let experts = listed(content).filter(|expert| expert.locations.contains(&it.id)).map(|expert| expert.id.0.clone());
    let permit = it.permit.as_ref();
    let lead_time = permit.and_then(|permit| permit.lead_time.as_ref());
    let fee = permit.and_then(|permit| permit.fee.as_ref());
    let hospital = it.safety.as_ref().and_then(|safety| safety.hospital.as_ref());
    let (power, parking, load_in) = (typed(it.power.as_ref()), typed(it.parking.as_ref()), typed(it.load_in.as_ref()));
    let (area, height) = (typed(it.floor_area.as_ref()), typed(it.ceiling_height.as_ref()));
    let (noise, lead_days) = (typed(it.noise.as_ref()), typed(lead_time));
    let (rate, charged) = (typed(it.rate.as_ref()), typed(fee));
    let (insurance, hours) = (typed(it.insurance.as_ref()), typed(it.exclusive_hours.as_ref()));
    let mut record: Record = vec![
        ("id", it.id.as_str().into()),
        ("name", it.name.get(locale).into()),
        ("name_en", it.name.in_locale(Locale::En).into()),
        ("name_zh", it.name.in_locale(Locale::Zh).into()),
        ("pinyin", it.pinyin.as_deref().into()),
        ("class", it.class.as_str().into()),
        ("class_name", content.class_name(&it.class, locale).into()),
        ("subclasses", joined(it.subclasses.iter().map(|id| id.as_str().to_owned()))),
        ("setting", it.setting.as_str().into()),
        ("style", text(&it.style)),
        ("district", it.district.get(locale).into()),
        ("address", text(&it.address)),
        ("latitude", it.position.lat.into()),
        ("longitude", it.position.lng.into()),
        ("datum", it.position.datum.as_str().into()),
        ("precision", it.position.precision.as_str().into()),
        ("original_latitude", it.position.original.map(|(lat, ..)| lat).into()),
        ("original_longitude", it.position.original.map(|(_, lng, _)| lng).into()),
        ("original_datum", it.position.original.map(|(.., datum)| datum.as_str()).into()),
        ("position_note", text(&it.position.note)),
        ("elevation_m", it.elevation.into()),
        ("facing_deg", it.facing.into()),
        ("summary", it.summary.get(locale).into()),
        ("access", text(&it.access)),
        ("exclusive_hours", words(it, &it.exclusive_hours, locale)),
        ("exclusive_from", hours.map(|hours| hours.from.as_str()).into()),
        ("exclusive_to", hours.map(|hours| hours.to.as_str()).into()),
        ("load_in", words(it, &it.load_in, locale)),
        ("load_in_ground_level", load_in.and_then(|it| it.ground_level).into()),
        ("load_in_lift", load_in.and_then(|it| it.lift).into()),
        ("load_in_width_m", load_in.and_then(|it| it.width_metres).into()),
        ("restrictions", text(&it.restrictions)),
        ("accessibility", words(it, &it.accessibility, locale)),
        ("step_free", typed(it.accessibility.as_ref()).map(|it| it.step_free.as_str()).into()),
        ("floor_area", words(it, &it.floor_area, locale)),
        ("floor_area_m2", area.map(|area| area.square_metres).into()),
        ("floor_area_qualifier", area.and_then(|area| area.qualifier).map(Qualifier::as_str).into()),
        ("ceiling_height", words(it, &it.ceiling_height, locale)),
        ("ceiling_height_m", height.map(|height| height.metres).into()),
        ("ceiling_height_qualifier", height.and_then(|height| height.qualifier).map(Qualifier::as_str).into()),
        ("power", words(it, &it.power, locale)),
        ("power_phases", power.and_then(|power| power.phases).map(Phases::as_str).into()),
        ("power_a", power.and_then(|power| power.amperes).into()),
        ("power_v", power.and_then(|power| power.volts).into()),
        ("toilets", text(&it.toilets)),
        ("connectivity", words(it, &it.connectivity, locale)),
        ("mobile_reception", typed(it.connectivity.as_ref()).map(|it| it.reception.as_str()).into()),
        ("parking", words(it, &it.parking, locale)),
        ("parking_cars", parking.and_then(|parking| parking.cars).into()),
        ("parking_trucks", parking.and_then(|parking| parking.trucks).into()),
        ("basecamp", text(&it.basecamp)),
        ("noise", words(it, &it.noise, locale)),
        ("noise_level", noise.map(|noise| noise.level.as_str()).into()),
        ("noise_db_a", noise.and_then(|noise| noise.decibels).into()),
        ("furniture", words(it, &it.furniture, locale)),
        ("furniture_may_move", typed(it.furniture.as_ref()).map(|it| it.may_move.as_str()).into()),
        ("drones", words(it, &it.drones, locale)),
        ("drones_rule", typed(it.drones.as_ref()).map(|drones| drones.rule.as_str()).into()),
        ("permit", permit.map(|permit| permit.required.as_str()).into()),
        ("permit_authority", permit.map(|permit| text(&permit.authority)).into()),
        ("permit_lead_time", permit.map(|permit| words(it, &permit.lead_time, locale)).into()),
        ("permit_lead_time_days", lead_days.map(|it| it.days).into()),
        ("permit_lead_time_working", lead_days.map(|it| it.working).into()),
        ("permit_fee", permit.map(|permit| words(it, &permit.fee, locale)).into()),
    ];
    record.extend(price(["permit_fee_amount", "permit_fee_currency", "permit_fee_unit"], charged));
    record.push(("rate", words(it, &it.rate, locale)));
    record.extend(price(["rate_amount", "rate_currency", "rate_unit"], rate));
    record.extend([
        ("insurance", words(it, &it.insurance, locale)),
        ("insurance_required", insurance.map(|it| it.required).into()),
        ("insurance_amount", insurance.and_then(|it| it.amount).into()),
        ("insurance_currency", insurance.and_then(|it| it.currency.as_deref()).into()),
        ("hospital", it.safety.as_ref().map(|safety| words(it, &safety.hospital, locale)).into()),
        ("hospital_km", typed(hospital).and_then(|hospital| hospital.kilometres).into()),
        ("photographs", files(false)),
        ("illustrations", files(true)),
        ("productions", joined(productions)),
        ("production_ids", joined(production_ids)),
        ("doubles_for", texts(&it.doubles_for)),
        ("clips", joined(clips)),
        ("experts", joined(experts)),
        ("email", allowed(contact.map(|contact| &contact.email))),
        ("telephone", allowed(contact.map(|contact| &contact.telephone))),
        ("website", allowed(contact.map(|contact| &contact.website))),
        ("verified_on", it.verified.as_ref().map(|verified| verified.on.as_str()).into()),
        ("sources", joined(it.sources.iter().map(|source| source_line(source, locale)))),
        ("url", address(content, Page::Location(it.id.clone()), locale)),
    ]);
    record
}

/// A fact of a location in words.
fn words<T: InWords + Remarked, R: Remarked>(of: &Location, fact: &Option<Noted<T, R>>, locale: Locale) -> Value {
    facts::fact(fact.as_ref(), locale, &of.position).into()
}

/// The columns of a price: amount, currency and unit.
fn price([amount, currency, unit]: [&'static str; 3], charge: Option<&Charge>) -> [(&'static str, Value); 3] {
    [
        (amount, charge.map(|charge| charge.amount).into()),
        (currency, charge.and_then(|charge| charge.currency.as_deref()).into()),
        (unit, charge.and_then(|charge| charge.unit).map(ChargeUnit::as_str).into()),
    ]
}

/// All productions, each with its locations.
fn productions(content: &Content, locale: Locale) -> Vec<Record> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for location in content.locations.values() {
        for id in location.productions.iter().filter_map(|work| work.production.as_ref()) {
            places.entry(id.as_str()).or_default().push(location.id.0.clone());
        }
    }
    let all = content.productions.values();
    all.map(|it| production(content, it, places.remove(it.id.as_str()).unwrap_or_default(), locale)).collect()
}

fn production(content: &Content, it: &Production, places: Vec<String>, locale: Locale) -> Record {
    let texts = |texts: &[Text]| joined(texts.iter().map(|text| text.get(locale).to_owned()));
    let id = |register: Register| Value::from(it.ids.all().find(|(of, _)| *of == register).map(|(_, id)| id));
    let mut record: Record = vec![
        ("id", it.id.as_str().into()),
        ("title", it.title.get(locale).into()),
        ("other_titles", joined(it.other_titles.iter().cloned())),
        ("pinyin", it.pinyin.as_deref().into()),
        ("kind", it.kind.map(|kind| kind.as_str()).into()),
        ("year", it.year.into()),
        ("directors", texts(&it.directors)),
        ("companies", texts(&it.companies)),
        ("summary", it.summary.get(locale).into()),
        ("locations", joined(places.into_iter())),
    ];
    record.extend(Register::ALL.map(|register| (register.field(), id(register))));
    record.push(("sources", joined(it.sources.iter().map(|source| source_line(source, locale)))));
    record.push(("url", address(content, Page::Production(it.id.clone()), locale)));
    record
}

fn clip(Published { content, media, .. }: &Published, it: &Clip, locale: Locale) -> Record {
    let technical = &it.technical;
    let rate = technical.frame_rate;
    let location = content.locations.get(it.location.as_str());
    let keywords = it.keywords.iter().map(|word| word.get(locale).to_owned());
    let files = it.renditions.iter().map(|file| whole(&content.office.origin, &media.file(&file.file).0));
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
        ("duration_s", ((technical.seconds() * 1000.0).round() / 1000.0).into()),
        ("frames", technical.frames.into()),
        ("frame_rate_num", rate.num.into()),
        ("frame_rate_den", rate.den.into()),
        ("width", technical.width.into()),
        ("height", technical.height.into()),
        ("bit_depth", technical.bit_depth.into()),
        ("chroma", technical.chroma.as_str().into()),
        ("primaries", technical.primaries.into()),
        ("transfer", technical.transfer.into()),
        ("matrix", technical.matrix.into()),
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
        ("unit_name", it.unit_name.many.get(locale).into()),
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

fn address(content: &Content, page: Page, locale: Locale) -> Value {
    format!("{}{}", content.office.origin, page.href(locale)).into()
}

fn source_line(source: &film_core::model::Source, locale: Locale) -> String {
    let parts = [Some(source.publisher.get(locale)), source.date.as_deref(), source.url.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Joins several values in one cell.
fn joined(values: impl Iterator<Item = String>) -> Value {
    values.collect::<Vec<_>>().join("; ").into()
}

/// Whether a value is set. Others get no property or an empty cell.
fn is_known(value: &Value) -> bool {
    !value.is_null() && value != ""
}

/// A number as people write it: whole numbers without a decimal point.
fn plain(value: &Value) -> Value {
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 => Value::from(number as i64),
        _ => value.clone(),
    }
}

/// GeoJSON with one feature per location. Coordinates are longitude, latitude (RFC 7946, 3.1.1).
fn map(locations: &[Record]) -> String {
    let feature = |record: &Record| {
        let mut properties: Map<String, Value> =
            record.iter().map(|(name, it)| ((*name).to_owned(), it.clone())).collect();
        let [id, lat, lng] = ["id", "latitude", "longitude"].map(|name| properties.remove(name));
        properties.retain(|_, value| is_known(value));
        properties.values_mut().for_each(|value| *value = plain(value));
        let geometry = json!({ "type": "Point", "coordinates": [lng, lat] });
        json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
    };
    let features: Vec<Value> = locations.iter().map(feature).collect();
    format!("{}\n", json!({ "type": "FeatureCollection", "features": features }))
}

/// A CSV table: the column names, then the records.
fn table(records: &[Record]) -> String {
    let heads = records.first().map(|first| first.iter().map(|(name, _)| Cell::Text((*name).to_owned())).collect());
    let rows = records.iter().map(|record| record.iter().map(|(_, value)| cell(value)).collect());
    csv::write(heads.into_iter().chain(rows))
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Text(String::new()),
        Value::String(text) => Cell::Text(text.clone()),
        value => Cell::Value(plain(value).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (value, text) in [
            (json!(""), ""),
            (json!("a, \"b\""), "a, \"\"b\"\""),
            (json!("+86 532"), "'+86 532"),
            (json!("4:2:0"), "'4:2:0"),
            (json!("2024-05"), "'2024-05"),
            (json!(-12.5), "-12.5"),
            (json!(8.0), "8"),
            (json!(12_345_678_901_u64), "12345678901"),
            (json!(true), "true"),
            (json!(null), ""),
        ] {
            let row = table(&[vec![("a", json!("x")), ("b", value)]]);
            assert_eq!(row, format!("\u{feff}\"a\",\"b\"\r\n\"x\",\"{text}\"\r\n"));
        }
    }
}
