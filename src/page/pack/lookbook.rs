//! Office files of a pack: the lookbook, the table, the call sheet, and the pictures.

use super::detail::{Detail, pack_view, sun_words};
use super::store::PackStore;
use crate::browser::{self, OfficeError, OfficeJob};
use crate::geo::Place;
use crate::geo::date::Date;
use crate::geo::projection::{Bounds, Limits, Size, TILE, View, project};
use crate::load::LoadError;
use crate::locale::{Locale, Words, words};
use crate::pack::export::{self, Cell};
use crate::pack::file_name::file_name;
use crate::pack::{Item, Pack};
use crate::route::{Page, base};
use crate::ui::{ActionButton, listener, optional, use_locale};
use crate::wire::lookbook::{self, Kind, Labels, Language, Line, Lookbook, Map, Photo, Record, Texts};
use crate::wire::{Fact, Picture, Site, Summary, Target};
use leptos::prelude::*;
use std::sync::Arc;

/// Label, extension and kind of each file. The first is the main one.
const FILES: [(Words, &str, Kind); 4] = [
    (words::OFFICE_PPTX, "pptx", Kind::Pptx),
    (words::OFFICE_XLSX, "xlsx", Kind::Xlsx),
    (words::OFFICE_DOCX, "docx", Kind::Docx),
    (words::OFFICE_ZIP, "zip", Kind::Zip),
];

/// The size that the map is drawn for, pixels.
const MAP: Size = Size { width: 1480.0, height: 1000.0 };
/// The space between its pins and its edge, pixels.
const PADDING: f64 = 90.0;
/// Its closest view: the map of a single place shows the city around it.
const NEAREST: f64 = TILE * 16_384.0;

/// What the reader sees of the making of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Idle,
    Gathering,
    /// Pictures done, and all.
    Pictures(u32, u32),
    /// Its name, the number of missing pictures, and whether details of records are missing.
    Done(String, u32, bool),
    Trouble(String),
    Cancelled,
}

impl State {
    fn is_busy(&self) -> bool {
        matches!(self, State::Gathering | State::Pictures(..))
    }
}

pub fn lookbook_view(store: PackStore, site: Arc<Site>) -> AnyView {
    let locale = use_locale();
    let state = RwSignal::new(State::Idle);
    let both = RwSignal::new(false);
    let job = StoredValue::new_local(OfficeJob::begin());
    on_cleanup(move || {
        job.try_with_value(OfficeJob::cancel);
    });
    let make = move |(_, extension, kind): (Words, &'static str, Kind), site: Arc<Site>| {
        let Some(pack) = untrack(|| store.current(Pack::clone)) else { return };
        if state.with_untracked(State::is_busy) {
            return;
        }
        let name = file_name(&store.name_of(&pack), extension);
        let locales = if both.get_untracked() { vec![locale, locale.other()] } else { vec![locale] };
        let own = OfficeJob::begin();
        job.set_value(own.clone());
        state.set(State::Gathering);
        leptos::task::spawn_local(async move {
            let (book, incomplete) = gather(kind, &pack, &locales, &site).await;
            let ended = if own.is_cancelled() {
                State::Cancelled
            } else if kind == Kind::Zip && book.records.iter().all(|record| record.pictures.is_empty()) {
                State::Trouble(words::OFFICE_NO_PICTURES.get(locale).to_owned())
            } else {
                // The page may have been left by then.
                let progress = move |done, all| {
                    state.try_set(State::Pictures(done, all));
                };
                match own.make(&book, &name, progress).await {
                    Ok(missing) => State::Done(name, missing, incomplete),
                    Err(OfficeError::Cancelled) => State::Cancelled,
                    Err(OfficeError::NotLoaded) => State::Trouble(words::OFFICE_NOT_LOADED.get(locale).to_owned()),
                    Err(OfficeError::Other(error)) => State::Trouble(words::OFFICE_FAILED.with(locale, &[&error])),
                }
            };
            state.try_set(ended);
        });
    };
    let buttons = FILES.map(|file| {
        let site = site.clone();
        let main = (file.2 == Kind::Pptx).then_some("");
        view! {
            <button
                class="button"
                type="button"
                data-make=file.1
                data-main=main
                aria-disabled=move || state.with(State::is_busy).then_some("true")
                on:click=listener(move |_| make(file, site.clone()))
            >
                {file.0.get(locale)}
            </button>
        }
    });
    let choose = listener(move |event| both.set(event_target_value(&event) == "both"));
    let is_busy = Memo::new(move |_| state.with(State::is_busy));
    let progress = optional(move || {
        is_busy.get().then(|| {
            let text = move || match state.get() {
                State::Pictures(done, all) if all > 0 => {
                    words::OFFICE_PICTURES.with(locale, &[&done.to_string(), &all.to_string()])
                }
                _ => words::OFFICE_GATHERING.get(locale).to_owned(),
            };
            let done = move || match state.get() {
                State::Pictures(done, all) if all > 0 => Some((100 * done / all).to_string()),
                _ => None,
            };
            view! {
                <p class="office-progress">
                    <span>{text}</span>
                    <progress max="100" value=done aria-label=words::OFFICE_FILES.get(locale)></progress>
                    <ActionButton label=words::CANCEL press=Callback::new(move |()| job.with_value(OfficeJob::cancel)) />
                </p>
            }
        })
    });
    let says = move || match state.get() {
        State::Done(name, missing, incomplete) => {
            let mut texts = vec![words::OFFICE_DONE.with(locale, &[&name])];
            texts.extend((missing > 0).then(|| words::OFFICE_MISSING.with(locale, &[&missing.to_string()])));
            texts.extend(incomplete.then(|| words::PACK_NOT_LOADED.get(locale).to_owned()));
            texts.join(locale.pick(" ", ""))
        }
        State::Cancelled => words::OFFICE_CANCELLED.get(locale).to_owned(),
        _ => String::new(),
    };
    let trouble = optional(move || match state.get() {
        State::Trouble(text) => Some(view! { <p class="notice" role="alert">{text}</p> }),
        _ => None,
    });
    view! {
        <section class="section pack-take pack-office">
            <h2>{words::OFFICE_FILES.get(locale)}</h2>
            <p>{words::OFFICE_TEXT.get(locale)}</p>
            <p class="actions">
                <label>
                    <span>{words::LANGUAGE.get(locale)}</span>
                    <select data-field="languages" on:change=choose>
                        <option value="one">{locale.own_name()}</option>
                        <option value="both">{words::OFFICE_BOTH.get(locale)}</option>
                    </select>
                </label>
                {buttons.collect_view()}
            </p>
            {progress}
            <p class="fine" role="status">{says}</p>
            {trouble}
        </section>
    }
    .into_any()
}

/// The details of each item in one language, in order.
async fn details(pack: &Pack, locale: Locale) -> Vec<Result<Arc<Detail>, LoadError>> {
    let asked: Vec<_> = pack.items.iter().map(|item| browser::fetch_document(&item.page.route(locale))).collect();
    let mut found = Vec::new();
    for answer in asked {
        found.push(answer.await.and_then(|document| Detail::new(&document, locale)).map(Arc::new));
    }
    found
}

/// Everything that the file needs, and whether details of records are missing that another try may find.
async fn gather(kind: Kind, pack: &Pack, locales: &[Locale], site: &Site) -> (Lookbook, bool) {
    let mut found = Vec::new();
    for locale in locales {
        found.push((*locale, details(pack, *locale).await));
    }
    let failed = |found: &Result<_, LoadError>| matches!(found, Err(error) if *error != LoadError::NotFound);
    let incomplete = found.iter().flat_map(|(_, details)| details).any(failed);
    let known: Vec<(Locale, Vec<Option<Arc<Detail>>>)> =
        found.into_iter().map(|(locale, details)| (locale, details.into_iter().map(Result::ok).collect())).collect();
    (lookbook(kind, pack, &known, site), incomplete)
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
        let pictures = summaries[at].map(pictures).unwrap_or_default();
        records.push(Record {
            texts: Vec::new(),
            pictures: pictures.iter().map(|picture| photo(picture)).collect(),
            stem: file_name(&name, "jpg").trim_end_matches(".jpg").to_owned(),
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
    }
}

/// A cell of the table, by its type.
fn cell(cell: Cell) -> lookbook::Cell {
    match cell {
        Cell::Text(text) => lookbook::Cell::Text(text),
        Cell::Value(text) if text.contains(':') => lookbook::Cell::Time(text),
        Cell::Value(text) => lookbook::Cell::Number(text),
    }
}

/// The pictures of a record: all of a location's, otherwise the one that represents it.
fn pictures(summary: &Summary) -> Vec<&Picture> {
    match summary.pictures.as_slice() {
        [] => summary.lead_picture().into_iter().collect(),
        pictures => pictures.iter().collect(),
    }
}

fn photo(picture: &Picture) -> Photo {
    let file = |file: &str| {
        let (url, width) = file.split_once(' ')?;
        Some((url.to_owned(), width.strip_suffix('w')?.parse().ok()?))
    };
    let sources = picture.sources.iter().map(|source| source.srcset.split(", ").filter_map(file).collect());
    let formats = sources.chain([vec![(picture.src.clone(), picture.width)]]).collect();
    Photo { width: picture.width, height: picture.height, formats }
}

/// The map of all records with a position, and the pin of each record.
fn map(summaries: &[Option<&Summary>]) -> (Option<Map>, Vec<Option<(i32, i32)>>) {
    let points: Vec<_> =
        summaries.iter().map(|summary| Some(project(Place::of_millionths(summary.as_ref()?.position?)?))).collect();
    let Some(around) = Bounds::around(points.iter().flatten().copied()) else {
        return (None, vec![None; points.len()]);
    };
    let limits = Limits { bounds: Bounds::WORLD, least: 1.0, most: NEAREST };
    let view = View::fit(around, PADDING, MAP, &limits);
    let bounds = view.bounds(MAP);
    let share = |at: f64, of: f64| (at / of * 10_000.0).round() as i32;
    let pin = |point| {
        let at = view.to_screen(point, MAP);
        (share(at.x, MAP.width), share(at.y, MAP.height))
    };
    let land = summaries.iter().flatten().find_map(|summary| summary.land.as_ref());
    let map = Map {
        size: (MAP.width as u32, MAP.height as u32),
        bounds: [bounds.least.x, bounds.least.y, bounds.most.x, bounds.most.y].map(|side| (side * 1e9).round() as i64),
        land: land.map(|land| land.data.clone()),
    };
    (Some(map), points.into_iter().map(|point| point.map(pin)).collect())
}

/// The texts of a record in one language. Without details, it is known by its path.
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
    let day = pack.day.as_deref().zip(summary.position);
    let sun = day.and_then(|(day, place)| {
        let offset = summary.zone.as_ref().zip(Date::parse(day)).map(|(zone, day)| zone.offset_on(day));
        sun_words(locale, place, day, offset.unwrap_or(site.offset))
    });
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
        // A program on a desk has no use for `geo:`.
        maps: summary.maps.iter().filter(|(_, url)| url.starts_with("https:")).cloned().collect(),
        captions: pictures(summary).iter().map(caption).collect(),
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
    fn the_files_of_a_picture() {
        let json = r#"{"src":"/m/a.webp","width":1920,"height":1080,"alt":"","sources":[
            {"mime":"image/avif","srcset":"/m/b.avif 480w, /m/c.avif 1920w"},{"mime":"image/webp","srcset":"/m/a.webp x"}]}"#;
        let photo = photo(&serde_json::from_str(json).unwrap());
        let file = |url: &str, width| (url.to_owned(), width);
        let expected = [vec![file("/m/b.avif", 480), file("/m/c.avif", 1920)], vec![], vec![file("/m/a.webp", 1920)]];
        assert_eq!(photo.formats, expected);
    }

    #[test]
    fn cells_have_types() {
        let value = |text: &str| cell(Cell::Value(text.to_owned()));
        assert_eq!(value("36.5"), lookbook::Cell::Number("36.5".into()));
        assert_eq!(value("2023-08-23 01:00:00"), lookbook::Cell::Time("2023-08-23 01:00:00".into()));
        assert_eq!(cell(Cell::Text("=1".into())), lookbook::Cell::Text("=1".into()));
    }
}
