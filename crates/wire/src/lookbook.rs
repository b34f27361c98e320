//! What the generator of a pack's office files (`worker/lookbook/`) reads: a pack with all its texts, ready to be set.
//!
//! `worker/lookbook/input.ts` is generated from these types, so that both sides compile against one declaration.

use crate::Picture;
use film_core::locale::{Locale, words};
use serde::Serialize;

/// The kind of file to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The lookbook, as slides.
    Pptx,
    /// The table.
    Xlsx,
    /// The call sheet.
    Docx,
    /// The pictures with their credits.
    Zip,
    /// The places with pictures, for map programs.
    Kmz,
}

/// A pack. Lists with a text per language are in the order of `languages`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lookbook {
    /// The kind of file to make.
    pub kind: Kind,
    /// The URL of the office's logo.
    pub logo: String,
    /// The URL of the site.
    pub site: String,
    /// The language of the reader; if wanted, followed by the other one.
    pub languages: Vec<Language>,
    /// The records in their order.
    pub records: Vec<Record>,
    /// The map, if a record has a position.
    pub map: Option<Map>,
    /// The places of a KMZ as KML, which names the files of its pictures. Empty for other kinds.
    pub kml: String,
}

/// The texts in one language that belong to no record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: String,
    /// The name of the office.
    pub office: String,
    /// The name of the pack.
    pub name: String,
    /// The shooting day, `2025-03-20`; empty if there is none.
    pub day: String,
    /// The number of records in words.
    pub count: String,
    /// The licence of the content.
    pub licence: String,
    /// The credit of the map; empty without a map.
    pub map_credit: String,
    /// The columns of the table.
    pub columns: Vec<String>,
    /// The fixed words.
    pub labels: Labels,
}

/// Declares the words that the files need, and how to fill them.
macro_rules! labels {
    ($($(#[$about:meta])* $field:ident = $words:ident;)+) => {
        /// The fixed words of the files.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub struct Labels {
            $($(#[$about])* pub $field: &'static str,)+
        }

        impl Labels {
            /// The words in a language.
            pub fn new(locale: Locale) -> Labels {
                Labels { $($field: words::$words.get(locale),)+ }
            }
        }
    };
}

labels! {
    /// The title of the slides.
    lookbook = LOOKBOOK;
    /// The title of the call sheet.
    call_sheet = CALL_SHEET;
    /// The map.
    map = MAP;
    /// The facts of a record.
    facts = FACTS;
    /// The credits of the pictures.
    credits = PICTURE_CREDITS;
    /// The position of a location.
    position = POSITION;
    /// Links to maps.
    maps = OPEN_IN;
    /// The day.
    day = PACK_DAY;
    /// The sun on the day.
    sun = SUN_ON_DAY;
    /// The reader's note.
    note = EXPORT_NOTE;
    /// The URL of a record.
    page = WEB_ADDRESS;
    /// The nearest hospital.
    hospital = FACT_HOSPITAL;
    /// The stops of the day.
    stops = CALL_STOPS;
    /// A column of records.
    place = CALL_STOP;
    /// People to call.
    contacts = CALL_CONTACTS;
    /// The crew and their times.
    crew = CALL_CREW;
    /// A department of the crew.
    department = CALL_DEPARTMENT;
    /// A person's name.
    name = CALL_NAME;
    /// A telephone number.
    telephone = FACT_TELEPHONE;
    /// The time at which a person is due.
    call = CALL_TIME;
    /// Blank: the company.
    company = CALL_COMPANY;
    /// Blank: the director.
    director = CALL_DIRECTOR;
    /// Blank: when the unit is due.
    unit_call = CALL_UNIT;
    /// Blank: the time of the first shot.
    first_shot = CALL_FIRST_SHOT;
    /// Blank: the end of the day.
    wrap = CALL_WRAP;
    /// Blank: the forecast.
    weather = CALL_WEATHER;
}

/// A record of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Record {
    /// Its texts by language.
    pub texts: Vec<Texts>,
    /// Its pictures, the leading one first.
    pub pictures: Vec<Photo>,
    /// Whether the reader chose these pictures.
    pub chosen: bool,
    /// The prefix of the paths of its pictures in an archive: `01-Pier` for `01-Pier-1.jpg`.
    pub stem: String,
    /// Its place on the map, in ten-thousandths of the width from the left and of the height from the top.
    pub pin: Option<(i32, i32)>,
}

/// The texts of a record in one language. Fields without content are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Texts {
    /// The title.
    pub title: String,
    /// The kind of record, and the district.
    pub kind: String,
    /// A sentence.
    pub summary: String,
    /// The position in words.
    pub position: String,
    /// The datum and precision of the position.
    pub precision: String,
    /// The sun on the shooting day.
    pub sun: String,
    /// The reader's note.
    pub note: String,
    /// The URL of its page.
    pub page: String,
    /// The street address.
    pub street: String,
    /// The nearest hospital.
    pub hospital: String,
    /// All its facts.
    pub facts: Vec<Line>,
    /// The contact details among the facts.
    pub contacts: Vec<Line>,
    /// URLs that open the position in other maps, with the map's name.
    pub maps: Vec<(String, String)>,
    /// For each picture, its description, its caption, and its credit line.
    pub captions: Vec<[String; 3]>,
    /// Its row in the table.
    pub cells: Vec<Cell>,
}

/// A labelled text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Line {
    /// The label.
    pub label: String,
    /// The text.
    pub value: String,
    /// The URL that it links to.
    pub href: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Photo {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its files with their width in pixels. Each list is in one format, the best format first.
    pub formats: Vec<Vec<(String, u32)>>,
}

impl From<&Picture> for Photo {
    fn from(picture: &Picture) -> Photo {
        let file = |file: &str| {
            let (url, width) = file.split_once(' ')?;
            Some((url.to_owned(), width.strip_suffix('w')?.parse().ok()?))
        };
        let sources = picture.sources.iter().map(|source| source.srcset.split(", ").filter_map(file).collect());
        let formats = sources.chain([vec![(picture.src.clone(), picture.width)]]).collect();
        Photo { width: picture.width, height: picture.height, formats }
    }
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Cell {
    /// A text; it may have several lines.
    Text(String),
    /// A decimal number.
    Number(String),
    /// A point in time, `2023-08-23 01:00:00`.
    Time(String),
}

/// The map of all records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Map {
    /// Its width and height.
    pub size: (u32, u32),
    /// What it shows, as in [`Land::bounds`](crate::Land).
    pub bounds: [i64; 4],
    /// The URL of the [`Outline`](crate::Outline); without it, the pins are on an empty ground.
    pub land: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::tests::check_declarations;
    use ts_rs::TS;

    #[test]
    fn the_files_of_a_picture() {
        let json = r#"{"src":"/m/a.webp","width":1920,"height":1080,"alt":"","sources":[
            {"mime":"image/avif","srcset":"/m/b.avif 480w, /m/c.avif 1920w"},{"mime":"image/webp","srcset":"/m/a.webp x"}]}"#;
        let photo = Photo::from(&serde_json::from_str::<Picture>(json).unwrap());
        let file = |url: &str, width| (url.to_owned(), width);
        let expected = [vec![file("/m/b.avif", 480), file("/m/c.avif", 1920)], vec![], vec![file("/m/a.webp", 1920)]];
        assert_eq!(photo.formats, expected);
    }

    #[test]
    fn the_generator_compiles_against_these_types() {
        check_declarations("lookbook.rs", "lookbook/input.ts", |config| {
            vec![
                Kind::decl(config),
                Lookbook::decl(config),
                Language::decl(config),
                Labels::decl(config),
                Record::decl(config),
                Texts::decl(config),
                Line::decl(config),
                Photo::decl(config),
                Cell::decl(config),
                Map::decl(config),
            ]
        });
    }
}
