//! The office itself: `office.json`, and the two open vocabularies `topics.json` and `fields.json`.

use crate::locale::{Locale, Text};
use crate::model::{FieldId, TopicId};
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
        let host = self.url.find("://").map_or(0, |at| at + 3);
        let end = self.url[host..].find('/').map_or(self.url.len(), |at| host + at);
        &self.url[..end]
    }
}

impl Office {
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
    /// The open data under these terms. Data that no entry covers is under the terms of the first.
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
