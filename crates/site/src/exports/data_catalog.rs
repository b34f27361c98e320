//! The data catalogue of all exports, with licence and date: DCAT (<https://www.w3.org/TR/vocab-dcat-3/>) as JSON-LD,
//! which open data portals read.
//!
//! Files with the same data in different formats are one dataset. A dataset whose records have no date gets the date of
//! the latest change in the content. It has the office's licences that cover it, or else the first. On a large site,
//! the files of single locations are left out, because they would make most of the catalogue.

use super::Published;
use crate::document::MOST_NAMED;
use crate::{Draft, Files, dates};
use film_core::locale::{Locale, words};
use film_core::model::ReportId;
use film_core::model::office::{LicenceLine, OpenData};
use film_core::route::export::Export;
use film_core::route::{Area, Page, base};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Writes the catalogue of the exports in one language.
pub fn write(published: &Published, exports: &[Export], locale: Locale) -> String {
    let office = &published.content.office;
    let origin = office.origin.as_str();
    let publisher = format!("{origin}{}", base::join("/#office"));
    let language = |text: &str| json!({ "@language": locale.tag(), "@value": text });
    let licences = |data: Option<OpenData>| {
        let covers = |line: &&LicenceLine| data.is_some_and(|data| line.covers.contains(&data));
        let own: Vec<&LicenceLine> = office.licences.iter().filter(covers).collect();
        let lines = if own.is_empty() { office.licences.iter().take(1).collect() } else { own };
        lines.into_iter().map(|line| licence(line, locale)).collect::<Vec<_>>()
    };
    let drafts: BTreeMap<&Page, &Draft> =
        published.drafts.iter().filter(|it| it.route.locale == locale).map(|it| (&it.route.page, it)).collect();
    let all = drafts.keys().filter_map(|page| dates::page(published.content, page));
    let latest = dates::latest(all).map(str::to_owned);
    let mut datasets: BTreeMap<Page, Vec<&Export>> = BTreeMap::new();
    let is_large = published.content.locations.len() > MOST_NAMED as usize;
    let named = exports.iter().filter(|export| !(is_large && export.is_of_record()));
    named.for_each(|export| datasets.entry(shown_on(export)).or_default().push(export));
    let dataset = |(page, exports): (&Page, &Vec<&Export>)| {
        let address = format!("{origin}{}", page.href(locale));
        let document = drafts.get(page).map(|draft| &draft.document);
        let licence = licences(part(page));
        let changed = dates::page(published.content, page).or(latest.as_deref()).map(date);
        let languages: Vec<&str> = match exports.iter().all(|export| export.serves_all_languages()) {
            true => office.languages().iter().map(|locale| locale.tag()).collect(),
            false => vec![locale.tag()],
        };
        let distribution = |export: &&Export| {
            let file = format!("{origin}{}", export.href(locale));
            json!({
                "@id": file,
                "@type": "dcat:Distribution",
                "dct:title": export.file(locale),
                "dcat:accessURL": { "@id": address },
                "dcat:downloadURL": { "@id": file },
                "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{}", export.mime()) },
                "dct:license": licence,
                "dct:modified": changed,
            })
        };
        json!({
            "@id": format!("{address}#data"),
            "@type": "dcat:Dataset",
            "dct:title": document.map(|it| language(&it.title)),
            "dct:description": document.map(|it| language(&it.description)),
            "dct:language": languages,
            "dct:license": licence,
            "dct:modified": changed,
            "dct:publisher": { "@id": publisher },
            "dcat:landingPage": { "@id": address },
            "dcat:distribution": exports.iter().map(distribution).collect::<Vec<_>>(),
        })
    };
    let catalog = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{origin}{}", Export::DataCatalog.href(locale)),
        "@type": "dcat:Catalog",
        "dct:title": language(&format!("{} · {}", office.name.get(locale), words::OPEN_DATA.get(locale))),
        "dct:description": language(office.tagline.get(locale)),
        "dct:language": locale.tag(),
        "dct:license": licences(None),
        "dct:modified": latest.as_deref().map(date),
        "dct:publisher": {
            "@id": publisher,
            "@type": "foaf:Agent",
            "foaf:name": language(office.name.get(locale)),
            "foaf:homepage": { "@id": format!("{origin}{}", Page::Home.href(locale)) },
        },
        "dcat:dataset": datasets.iter().map(dataset).collect::<Vec<_>>(),
    });
    format!("{}\n", known(catalog))
}

/// The chart images that were drawn for reports. Pictures are made before exports.
pub fn charts(published: &Published, files: &Files, locale: Locale) -> Vec<Export> {
    let reports = published.content.editions.iter();
    let reports = reports.flat_map(|edition| edition.reports.iter().map(|report| (edition.year, &report.id)));
    let of = |(year, id): (u16, &ReportId)| {
        let charts = (1..).map(move |number| Export::ReportPicture(year, id.clone(), number));
        charts.take_while(|chart| files.contains_key(&chart.file(locale))).collect::<Vec<_>>()
    };
    reports.flat_map(of).collect()
}

/// The page that shows the data of an export.
fn shown_on(export: &Export) -> Page {
    match export {
        Export::Feed(_, None) => Page::News,
        Export::Feed(_, Some(topic)) => Page::Topic(topic.clone()),
        Export::AgendaCalendar(year)
        | Export::SessionCalendar(year, _)
        | Export::Schedule(year)
        | Export::ScheduleXml(year) => Page::Agenda(*year),
        Export::ReportTable(year, id) | Export::ReportPicture(year, id, _) => Page::Report(*year, id.clone()),
        Export::LocationsMap | Export::LocationsTable => Page::Locations,
        Export::ProductionsTable => Page::Productions,
        Export::ClipsTable => Page::Clips,
        Export::Places(_, page) => page.clone(),
        Export::DataCatalog => Page::About,
    }
}

/// The part of the open data that a page's dataset belongs to.
fn part(page: &Page) -> Option<OpenData> {
    Some(match page.area()? {
        Area::News => OpenData::News,
        Area::Summit => OpenData::Summit,
        Area::Library if matches!(page, Page::Clips | Page::Clip(_)) => OpenData::Clips,
        Area::Library => OpenData::Locations,
    })
}

/// Removes null fields at every level.
fn known(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            fields.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name, known(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(known).collect(),
        value => value,
    }
}

/// An entry of the office's licences: its text, and its URL if it has one.
fn licence(line: &LicenceLine, locale: Locale) -> Value {
    let label = format!("{}: {}", line.what.get(locale), line.terms.get(locale));
    let mut licence = json!({ "@type": "dct:LicenseDocument", "rdfs:label": label });
    if let Some(url) = &line.url {
        licence["@id"] = json!(url);
    }
    licence
}

/// A time, day, month or year with its XSD type.
fn date(text: &str) -> Value {
    let kind = match text.len() {
        4 => "xsd:gYear",
        7 => "xsd:gYearMonth",
        10 => "xsd:date",
        _ => "xsd:dateTime",
    };
    json!({ "@type": kind, "@value": text })
}
