//! The office itself: `office.json`, and the open vocabularies `topics.json`, `fields.json` and `classes.json`.

use super::picture::Scene;
use super::summit::UnitName;
use crate::locale::{Locale, Text};
use crate::model::vocabulary::{Hour, MapService, SceneKind, Season, SessionKind, Unit};
use crate::model::{ClassId, FieldId, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `public/content/office.json`: the office that publishes the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The site's name.
    pub name: Text,
    /// The name below the icon of the installed app, where about a dozen letters fit. If left out, the full name is
    /// used.
    pub short_name: Option<Text>,
    /// One sentence on what the site is for.
    pub tagline: Text,
    /// The city.
    pub city: Text,
    /// The languages that the site is published in. If left out, `en` and `zh`. If there is only one, each text must be
    /// in it.
    pub languages: Option<Vec<Locale>>,
    /// The public address of the site, with scheme and without a path: `https://film.example`.
    pub origin: String,
    /// The IANA time zone in which the office's dates are shown.
    pub time_zone: String,
    /// The abbreviation of the time zone shown to readers.
    pub time_zone_name: Text,
    /// Paragraphs for the page about the office.
    pub about: Vec<Text>,
    /// The terms of use of the content, the pictures and the outline map.
    pub licences: Vec<LicenceLine>,
    /// The credit for the land outline on maps, whose data is in `geo/land.geojson`. Leave it out if that file does not
    /// exist.
    pub outline: Option<OutlineCredit>,
    /// Optional picture tiles that a reader can show on top of the land outline. If left out, maps show the outline
    /// alone.
    pub tiles: Option<Tiles>,
    /// Where pictures and clips are published, if not with the site: the address of a folder, with `https` and a slash at
    /// the end: `https://media.example.org/`.
    pub media: Option<String>,
    /// The colours of the site. If left out, they are sea green and orange on warm paper.
    pub colours: Option<Colours>,
    /// The maps that a location can be opened in, in this order. If left out: Amap, Baidu, OpenStreetMap, Apple and the
    /// device's own.
    pub maps: Option<Vec<MapService>>,
    /// An example telephone number in your country's usual form, with country code. Only error messages show it.
    pub telephone_example: Option<String>,
    /// Kinds of sessions beside the site's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub session_kinds: Vec<OtherKind>,
    /// Units of figures beside the site's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<OtherUnit>,
}

/// A kind of session that the office adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherKind {
    /// The id used in sessions and in the URLs of a filtered agenda.
    pub id: String,
    /// The name.
    pub name: Text,
}

/// A unit of figures that the office adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherUnit {
    /// The id used in figures.
    pub id: String,
    /// The name after a number: `screens`, `块银幕`.
    pub name: Text,
    /// The name after the number 1, if it differs: `screen`.
    pub one: Option<Text>,
}

/// The example telephone number if the office sets none.
pub const TELEPHONE: &str = "+86 532 1234 5678";

/// The default maps to open a location in.
const MAPS: [MapService; 5] =
    [MapService::Amap, MapService::Baidu, MapService::Openstreetmap, MapService::Apple, MapService::Device];

/// The colours of the site, also for its icons, share cards and charts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// The light theme.
    pub light: ThemeColours,
    /// The dark theme.
    pub dark: ThemeColours,
}

/// The colours of a theme, each as `#rrggbb`. All others are mixed from these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeColours {
    /// The background: nearly white in the light theme, nearly black in the dark one.
    pub paper: String,
    /// Text.
    pub ink: String,
    /// Buttons, links under the pointer, and sessions in progress.
    pub signal: String,
    /// Charts, and pins on maps.
    pub accent: String,
}

/// The source of map picture tiles. The tiles are in Web Mercator and WGS-84, 256 pixels wide. They come from another
/// host, which sees who requests them, so a map loads none until the reader asks for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tiles {
    /// The address template of a tile: `https://tiles.example/{z}/{x}/{y}.png`.
    pub url: String,
    /// The highest zoom level that has tiles, 1 to 22.
    pub nearest: u8,
    /// The credit line that the tiles' licence requires.
    pub credit: Text,
    /// The address of the tiles' terms of use.
    pub credit_url: Option<String>,
}

impl Tiles {
    /// The scheme and host, without a path: `https://tiles.example`.
    pub fn origin(&self) -> &str {
        origin_of(&self.url)
    }
}

/// Scheme and host of an address.
fn origin_of(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}

impl Office {
    /// Scheme and host of the place of pictures and clips, if it is another host than the site's.
    pub fn media_origin(&self) -> Option<&str> {
        self.media.as_deref().map(origin_of).filter(|origin| *origin != self.origin)
    }

    /// The languages that the site is published in.
    pub fn languages(&self) -> &[Locale] {
        self.languages.as_deref().unwrap_or(&Locale::ALL)
    }

    /// The only language of the site, if it has one.
    pub fn only_language(&self) -> Option<Locale> {
        match self.languages() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The language of pages that belong to none, such as that for a missing page.
    pub fn main_language(&self) -> Locale {
        self.only_language().unwrap_or_default()
    }

    /// The maps that a location can be opened in.
    pub fn maps(&self) -> &[MapService] {
        self.maps.as_deref().unwrap_or(&MAPS)
    }

    /// The ids and names of all kinds of sessions: the site's own, then the office's.
    pub fn kinds(&self) -> Vec<(&str, Text)> {
        let name = |kind: &SessionKind, locale| Some(kind.name(locale).to_owned());
        let text = |kind| Text { en: name(kind, Locale::En), zh: name(kind, Locale::Zh) };
        let own = SessionKind::ALL.iter().map(|kind| (kind.as_str(), text(kind)));
        own.chain(self.session_kinds.iter().map(|kind| (kind.id.as_str(), kind.name.clone()))).collect()
    }

    /// The ids and names of all units: the site's own, then the office's.
    pub fn unit_names(&self) -> Vec<(&str, UnitName)> {
        let own = Unit::ALL.iter().map(|unit| (unit.as_str(), UnitName::from(*unit)));
        let other = self.units.iter().map(|unit| {
            let one = unit.one.as_ref().unwrap_or(&unit.name);
            // Without a singular form, the plural is used.
            let one = Text { en: one.en.clone().or(unit.name.en.clone()), zh: one.zh.clone().or(unit.name.zh.clone()) };
            (unit.id.as_str(), UnitName { one, many: unit.name.clone() })
        });
        own.chain(other).collect()
    }

    /// A telephone number as people in the office's country write it.
    pub fn telephone_example(&self) -> &str {
        self.telephone_example.as_deref().unwrap_or(TELEPHONE)
    }

    /// The name shown below the icon of the installed app.
    pub fn short_name(&self, locale: Locale) -> &str {
        self.short_name.as_ref().unwrap_or(&self.name).get(locale)
    }
}

/// The credit for the land outline on maps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlineCredit {
    /// The credit line that the data's licence requires.
    pub credit: Text,
    /// The address of the licence terms.
    pub url: Option<String>,
}

/// The terms of use of one part of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LicenceLine {
    /// The part of the site.
    pub what: Text,
    /// The terms in plain words.
    pub terms: Text,
    /// The address of the licence text.
    pub url: Option<String>,
    /// The open data under these terms. Data that no entry lists is under the terms of the first entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<OpenData>,
}

/// A part of the open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OpenData {
    /// Feeds.
    News,
    /// Calendars, schedules, figures and charts.
    Summit,
    /// The tables and maps of locations.
    Locations,
    /// The table and maps of clips; each clip's own licence is in its record.
    Clips,
    /// Pictures. Only if an entry lists them are its terms written into picture files.
    Pictures,
}

/// One entry of `topics.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id used in URLs.
    pub id: TopicId,
    /// The name.
    pub name: Text,
}

/// One entry of `fields.json`: a field that experts work in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The id used in expert records.
    pub id: FieldId,
    /// The name.
    pub name: Text,
}

/// One entry of `classes.json`: a class of place. Filters, legends and the home page follow the order of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// The id used in location records and in the URLs of a filtered list.
    pub id: ClassId,
    /// The name.
    pub name: Text,
    /// The letter on its pins, so that colour is not the only distinction: one or two letters, or one Chinese character.
    pub pin: Text,
    /// The number of its colour in the style sheet, 1 to 9.
    pub colour: u8,
    /// The scene to draw for a location without pictures and without a scene.
    pub scene: SceneKind,
}

impl Class {
    /// The scene for a location of this class without one of its own.
    pub fn scene(&self) -> Scene {
        Scene { kind: self.scene, hour: Hour::Morning, season: Season::Summer, weather: None }
    }
}
