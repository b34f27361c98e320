//! What a pack's office files contain. It is in a chunk of its own (`page/chunk.rs`).

use crate::browser;
use crate::geo::Place;
use crate::geo::projection::{Bounds, Limits, Size, TILE, View, nearest_of_outline, project};
use crate::load::LoadError;
use crate::locale::{Locale, Words, words};
use crate::pack::export::{self, Cell, WaypointPicture};
use crate::pack::file_name::file_name;
use crate::pack::{Item, Pack};
use crate::page::pack::detail::{Detail, chosen_pictures, pack_view};
use crate::route::{Page, base};
use crate::wire::lookbook::{self, Kind, Labels, Language, Line, Lookbook, Map, Photo, Record, Texts};
use crate::wire::{Fact, Picture, Site, Summary, Target};
use std::pin::Pin;
use std::sync::Arc;

/// The size that the map is drawn for, pixels.
const MAP: Size = Size { width: 1480.0, height: 1000.0 };
/// The space between its pins and its edge, pixels.
const PADDING: f64 = 90.0;
/// Its closest view: the map of a single place shows the city around it.
const NEAREST_ON_SLIDE: f64 = TILE * 16_384.0;
/// The number of pictures of a place in a KMZ.
const ON_MAP: usize = 4;

/// The details of each item in one language, in order. They are requested at once.
fn details(pack: &Pack, locale: Locale) -> impl Future<Output = Vec<Result<Arc<Detail>, LoadError>>> + use<> {
    let asked: Vec<_> = pack.items.iter().map(|item| browser::fetch_document(&item.page.route(locale))).collect();
    async move {
        let mut found = Vec::new();
        for answer in asked {
            found.push(answer.await.and_then(|document| Detail::new(&document, locale)).map(Arc::new));
        }
        found
    }
}

/// The input of the generator.
pub struct Gathered {
    /// A [`Lookbook`] as JSON.
    pub json: String,
    /// The number of pictures that its records have.
    pub pictures: usize,
    /// The number of places in a KMZ; 0 in other kinds of files.
    pub places: usize,
    /// Whether some records could not be fetched; another try may succeed.
    pub incomplete: bool,
}

/// Collects everything that a file needs, in these languages.
pub type Gather = fn(Kind, Pack, Vec<Locale>, Arc<Site>) -> Pin<Box<dyn Future<Output = Gathered>>>;

/// The [`Gather`] of this module.
pub fn gather(
    kind: Kind,
    pack: Pack,
    locales: Vec<Locale>,
    site: Arc<Site>,
) -> Pin<Box<dyn Future<Output = Gathered>>> {
    Box::pin(async move {
        let (book, places, incomplete) = gather_book(kind, &pack, &locales, &site).await;
        let pictures = book.records.iter().map(|record| record.pictures.len()).sum();
        // A value of texts and integers always becomes JSON.
        Gathered { json: serde_json::to_string(&book).unwrap_or_default(), pictures, places, incomplete }
    })
}

/// The pack, the number of its places in a KMZ, and whether details are missing.
async fn gather_book(kind: Kind, pack: &Pack, locales: &[Locale], site: &Site) -> (Lookbook, usize, bool) {
    let asked: Vec<_> = locales.iter().map(|locale| (*locale, details(pack, *locale))).collect();
    let mut found = Vec::new();
    for (locale, details) in asked {
        found.push((locale, details.await));
    }
    let failed = |found: &Result<_, LoadError>| matches!(found, Err(error) if *error != LoadError::NotFound);
    let incomplete = found.iter().flat_map(|(_, details)| details).any(failed);
    let known: Vec<(Locale, Vec<Option<Arc<Detail>>>)> =
        found.into_iter().map(|(locale, details)| (locale, details.into_iter().map(Result::ok).collect())).collect();
    let mut book = lookbook(kind, pack, &known, site);
    let mut places = 0;
    if let (Kind::Kmz, Some((locale, details))) = (kind, known.first()) {
        let view = pack_view(pack.clone(), *locale, |page| details[pack.position(page)?].clone());
        places = export::place_count(&view);
        let pictures: Vec<_> = book.records.iter().map(waypoint_pictures).collect();
        book.kml = export::kmz(&view, *locale, &pictures);
    }
    (book, places, incomplete)
}

/// The pack with the details of its items in each language.
fn lookbook(kind: Kind, pack: &Pack, known: &[(Locale, Vec<Option<Arc<Detail>>>)], site: &Site) -> Lookbook {
    // Pictures and positions are the same in each language.
    let summaries: Vec<Option<&Summary>> = (0..pack.items.len())
        .map(|at| known.iter().find_map(|(_, details)| details[at].as_ref()).map(|detail| &detail.summary))
        .collect();
    let (map, pins) = map(&summaries);
    let mut records: Vec<Record> = Vec::new();
    for ((at, item), pin) in pack.items.iter().enumerate().zip(pins) {
        let title = known.iter().find_map(|(_, details)| details[at].as_ref()).map(|detail| detail.title.clone());
        let name = format!("{:02}-{}", at + 1, title.unwrap_or_else(|| item.page.path()));
        let set = summaries[at].map_or(&[][..], |summary| &summary.pictures);
        let chosen = chosen_pictures(item, set).iter().any(Result::is_ok);
        let mut pictures = summaries[at].map(|summary| pictures(item, summary)).unwrap_or_default();
        let mut stem = file_name(&name, "jpg").trim_end_matches(".jpg").to_owned();
        if kind == Kind::Kmz {
            pictures.truncate(if pin.is_some() { ON_MAP } else { 0 });
            // Not all map programs read other letters in the names of an archive's files.
            stem = format!("files/{:02}", at + 1);
        }
        records.push(Record {
            texts: Vec::new(),
            pictures: pictures.iter().copied().map(Photo::from).collect(),
            chosen,
            stem,
            pin,
        });
    }
    let languages = known.iter().map(|(locale, details)| {
        let locale = *locale;
        let find = |page: &Page| details[pack.position(page)?].clone();
        let mut view = pack_view(pack.clone(), locale, find);
        let texts: Vec<Texts> = pack
            .items
            .iter()
            .zip(details)
            .map(|(item, detail)| texts(item, detail.as_deref(), pack, locale, site))
            .collect();
        for (row, texts) in view.rows.iter_mut().zip(&texts) {
            if !texts.sun.is_empty() {
                row.facts.insert(0, (words::SUN_ON_DAY.get(locale).to_owned(), texts.sun.clone()));
            }
        }
        let mut rows = export::table(&view, locale).into_iter();
        let columns = rows.next().unwrap_or_default().into_iter().map(|cell| match cell {
            Cell::Text(text) | Cell::Value(text) => text,
        });
        let columns = columns.collect();
        for ((record, texts), row) in records.iter_mut().zip(texts).zip(rows) {
            record.texts.push(Texts { cells: row.into_iter().map(cell).collect(), ..texts });
        }
        let land = details.iter().flatten().find_map(|detail| detail.summary.land.as_ref());
        Language {
            tag: locale.tag().to_owned(),
            office: Site::text(&site.name, locale).to_owned(),
            name: if pack.name.is_empty() { words::PACK.get(locale).to_owned() } else { pack.name.clone() },
            day: pack.day.clone().unwrap_or_default(),
            count: words::OFFICE_COUNT.with(locale, &[&pack.items.len().to_string()]),
            licence: Site::text(&site.licence, locale).to_owned(),
            map_credit: land.map(|land| land.credit.clone()).unwrap_or_default(),
            columns,
            labels: Labels::new(locale),
        }
    });
    let languages: Vec<Language> = languages.collect();
    let first = known.first().map(|(locale, _)| *locale).unwrap_or_default();
    Lookbook {
        kind,
        logo: base::join("/icon.svg"),
        site: [browser::origin(), Page::Home.href(first)].concat(),
        languages,
        records,
        map,
        kml: String::new(),
    }
}

/// The pictures of a record in a KMZ, as the generator names them, with their credit lines in the reader's language.
fn waypoint_pictures(record: &Record) -> Vec<WaypointPicture> {
    let captions = record.texts.first().map(|texts| texts.captions.as_slice()).unwrap_or_default();
    let picture = |at: usize| WaypointPicture {
        file: format!("{}-{}.jpg", record.stem, at + 1),
        credit: captions.get(at).map(|[_, _, credit]| credit.clone()).unwrap_or_default(),
    };
    (0..record.pictures.len()).map(picture).collect()
}

/// A cell of the table, by its type.
fn cell(cell: Cell) -> lookbook::Cell {
    match cell {
        Cell::Text(text) => lookbook::Cell::Text(text),
        Cell::Value(text) if text.contains(':') => lookbook::Cell::Time(text),
        Cell::Value(text) => lookbook::Cell::Number(text),
    }
}

/// The pictures of a record: the chosen ones that it still has; without a choice all of a location's, otherwise the one
/// that represents it.
fn pictures<'a>(item: &'a Item, summary: &'a Summary) -> Vec<&'a Picture> {
    let chosen: Vec<&Picture> = chosen_pictures(item, &summary.pictures).into_iter().flatten().collect();
    if !chosen.is_empty() {
        return chosen;
    }
    match summary.pictures.as_slice() {
        [] => summary.lead_picture().into_iter().collect(),
        pictures => pictures.iter().collect(),
    }
}

/// The map of all records with a position, and the pin of each record.
fn map(summaries: &[Option<&Summary>]) -> (Option<Map>, Vec<Option<(i32, i32)>>) {
    let points: Vec<_> =
        summaries.iter().map(|summary| Some(project(Place::of_millionths(summary.as_ref()?.position?)?))).collect();
    let Some(around) = Bounds::around(points.iter().flatten().copied()) else {
        return (None, vec![None; points.len()]);
    };
    let land = summaries.iter().flatten().find_map(|summary| summary.land.as_ref());
    let most =
        land.map_or(NEAREST_ON_SLIDE, |land| nearest_of_outline(f64::from(land.detail) / 1e9).min(NEAREST_ON_SLIDE));
    let limits = Limits { bounds: Bounds::WORLD, least: 1.0, most };
    let view = View::fit(around, PADDING, MAP, &limits);
    let bounds = view.bounds(MAP);
    let share = |at: f64, of: f64| (at / of * 10_000.0).round() as i32;
    let pin = |point| {
        let at = view.to_screen(point, MAP);
        (share(at.x, MAP.width), share(at.y, MAP.height))
    };
    let map = Map {
        size: (MAP.width as u32, MAP.height as u32),
        bounds: [bounds.least.x, bounds.least.y, bounds.most.x, bounds.most.y].map(|side| (side * 1e9).round() as i64),
        land: land.map(|land| land.data.clone()),
    };
    (Some(map), points.into_iter().map(|point| point.map(pin)).collect())
}

/// The texts of a record in one language. Without details, its path stands in for the title.
fn texts(item: &Item, detail: Option<&Detail>, pack: &Pack, locale: Locale, site: &Site) -> Texts {
    let page = [browser::origin(), item.page.href(locale)].concat();
    let Some(Detail { title, kind, description, summary }) = detail else {
        return Texts { title: item.page.path(), note: item.note.clone(), page, ..Texts::default() };
    };
    let href = |target: &Target| match target {
        Target::Page(page) => [browser::origin(), page.href(locale)].concat(),
        Target::Web(url) => url.clone(),
    };
    let line =
        |fact: &Fact| Line { label: fact.label.clone(), value: fact.value.clone(), href: fact.to.as_ref().map(href) };
    let facts: Vec<Line> =
        [&summary.facts, &summary.technical, &summary.rights].into_iter().flatten().map(line).collect();
    let labelled = |words: Words| facts.iter().filter(move |line| line.label == words.get(locale));
    let first = |words: Words| labelled(words).next().map(|line| line.value.clone()).unwrap_or_default();
    let contacts = [words::FACT_TELEPHONE, words::FACT_EMAIL, words::FACT_WEBSITE];
    let sun = pack.day.as_deref().zip(detail).and_then(|(day, detail)| detail.sun(locale, day, site.offset));
    let caption = |picture: &&Picture| {
        let mark = picture.illustration.then(|| words::ILLUSTRATION.get(locale).to_owned());
        let credit: Vec<String> = mark.into_iter().chain(picture.credit.clone()).collect();
        [picture.alt.clone(), picture.caption.clone().unwrap_or_default(), credit.join(" · ")]
    };
    let (position, precision) = summary.position_text.clone().unwrap_or_default();
    Texts {
        title: title.clone(),
        kind: [kind, &summary.district]
            .map(String::as_str)
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        summary: description.clone(),
        position,
        precision,
        sun: sun.unwrap_or_default(),
        note: item.note.clone(),
        page,
        street: first(words::FACT_ADDRESS),
        hospital: first(words::FACT_HOSPITAL),
        contacts: contacts.into_iter().flat_map(labelled).cloned().collect(),
        // `geo:` links do nothing on a desktop.
        maps: summary.maps.iter().filter(|(_, url)| url.starts_with("https:")).cloned().collect(),
        captions: pictures(item, summary).iter().map(caption).collect(),
        facts,
        cells: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(position: Option<(i32, i32)>) -> Summary {
        Summary { position, ..Summary::default() }
    }

    #[test]
    fn the_map_shows_every_position_and_no_other() {
        assert_eq!(map(&[None, Some(&summary(None))]), (None, vec![None, None]));
        let (west, east) = (summary(Some((36_050_000, 120_300_000))), summary(Some((36_100_000, 120_400_000))));
        let (found, pins) = map(&[Some(&west), None, Some(&east)]);
        let [left, top, right, bottom] = found.unwrap().bounds;
        assert!(left < right && top < bottom);
        let [Some((x, y)), None, Some((further, higher))] = pins[..] else { panic!("{pins:?}") };
        assert!(0 < x && x < further && further < 10_000 && 0 < higher && higher < y && y < 10_000, "{pins:?}");
        let (found, pins) = map(&[Some(&west)]);
        assert_eq!(pins, [Some((5000, 5000))]);
        assert!(found.unwrap().bounds[2] > left);
    }

    #[test]
    fn a_choice_replaces_the_set_while_the_place_has_any_of_it() {
        let picture = |id: &str| {
            let json = format!(r#"{{"id":"{id}","src":"/m/{id}.webp","width":2,"height":1,"alt":""}}"#);
            serde_json::from_str::<Picture>(&json).unwrap()
        };
        let summary = Summary { pictures: ["a", "b", "c"].map(picture).to_vec(), ..Summary::default() };
        for (chosen, expected) in [(&[][..], "a b c"), (&["c", "gone", "a"], "c a"), (&["gone"], "a b c")] {
            let json = format!(r#"{{"page":"/library/locations/a","added":1,"pictures":{chosen:?}}}"#);
            let item: Item = serde_json::from_str(&json).unwrap();
            let shown: Vec<&str> = pictures(&item, &summary).iter().map(|picture| picture.id.as_str()).collect();
            assert_eq!(shown.join(" "), expected);
        }
    }

    #[test]
    fn pictures_on_the_map_are_named_and_credited() {
        let photo = Photo { width: 1, height: 1, formats: Vec::new() };
        let captions = vec![["A".into(), String::new(), "Illustration".into()]];
        let record = Record {
            texts: vec![Texts { captions, ..Texts::default() }],
            pictures: vec![photo.clone(), photo],
            chosen: false,
            stem: "files/03".into(),
            pin: None,
        };
        let picture = |file: &str, credit: &str| WaypointPicture { file: file.into(), credit: credit.into() };
        let expected = [picture("files/03-1.jpg", "Illustration"), picture("files/03-2.jpg", "")];
        assert_eq!(waypoint_pictures(&record), expected);
    }

    #[test]
    fn cells_have_types() {
        let value = |text: &str| cell(Cell::Value(text.to_owned()));
        assert_eq!(value("36.5"), lookbook::Cell::Number("36.5".into()));
        assert_eq!(value("2023-08-23 01:00:00"), lookbook::Cell::Time("2023-08-23 01:00:00".into()));
        assert_eq!(cell(Cell::Text("=1".into())), lookbook::Cell::Text("=1".into()));
    }
}
