//! The office itself: `office.json`, and the two open vocabularies `topics.json` and `fields.json`.

use crate::locale::{Locale, Text};
use crate::model::{FieldId, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `public/content/office.json`: who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The site's name.
    pub name: Text,
    /// The name below the icon of the installed app, where there is room for a dozen letters; the whole when not given.
    pub short_name: Option<Text>,
    /// One sentence on what the site is for.
    pub tagline: Text,
    /// The city.
    pub city: Text,
    /// The address the site is published at, with scheme and no path: `https://film.example`.
    pub origin: String,
    /// The IANA zone that the office's dates are shown in.
    pub time_zone: String,
    /// The abbreviation that names the zone to readers.
    pub time_zone_name: Text,
    /// Paragraphs for the page about the office.
    pub about: Vec<Text>,
    /// How the content, the pictures and the outline map may be used.
    pub licences: Vec<LicenceLine>,
    /// Who is named beside the land of maps, which lies in `geo/land.geojson`; none where there is no such file.
    pub outline: Option<OutlineCredit>,
    /// Picture tiles that a reader may lay over the land of maps; none shows the land alone.
    pub tiles: Option<Tiles>,
}

/// Where picture tiles come from. They are in Web Mercator and WGS-84, 256 pixels wide, and come from another host,
/// which learns who asks: a map fetches none before its reader wants them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tiles {
    /// The address of a tile: `https://tiles.example/{z}/{x}/{y}.png`.
    pub url: String,
    /// The nearest zoom that there are tiles for, 1 to 22.
    pub nearest: u8,
    /// The line that the tiles' licence asks for.
    pub credit: Text,
    /// Where their terms are.
    pub credit_url: Option<String>,
}

impl Tiles {
    /// Scheme and host, without a path: `https://tiles.example`.
    pub fn origin(&self) -> &str {
        let host = self.url.find("://").map_or(0, |at| at + 3);
        let end = self.url[host..].find('/').map_or(self.url.len(), |at| host + at);
        &self.url[..end]
    }
}

impl Office {
    /// The name below the icon of the installed app.
    pub fn short_name(&self, locale: Locale) -> &str {
        self.short_name.as_ref().unwrap_or(&self.name).get(locale)
    }
}

/// Who is named beside the land of maps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutlineCredit {
    /// The line that the data's licence asks for.
    pub credit: Text,
    /// Where its terms are.
    pub url: Option<String>,
}

/// One line on how a part of the site may be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LicenceLine {
    /// Which part.
    pub what: Text,
    /// The terms in plain words.
    pub terms: Text,
    /// Where the licence's text is.
    pub url: Option<String>,
}

/// One entry of `topics.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id used in addresses.
    pub id: TopicId,
    /// Its name.
    pub name: Text,
}

/// One entry of `fields.json`: a field that experts work in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The id used in expert records.
    pub id: FieldId,
    /// Its name.
    pub name: Text,
}
