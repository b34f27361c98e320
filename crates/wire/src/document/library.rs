//! The library: collections, locations, people and clips.

use super::{Card, Catalog, Download, Fact, Group, Land, Link, Picture, Pin, Source, Tally, Zone, items};
use film_core::model::vocabulary::{Class, ExpertKind};
use serde::{Deserialize, Serialize};

/// The library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// The collections.
    #[serde(deserialize_with = "items")]
    pub collections: Vec<LibrarySection>,
}

/// A collection in the library: the way to it, what it holds, some of its records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LibrarySection(pub Tally, pub String, #[serde(deserialize_with = "items")] pub Vec<Card>);

/// A collection of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collection {
    /// The heading.
    pub heading: String,
    /// What it holds.
    pub text: String,
    /// The first of its records.
    #[serde(deserialize_with = "items")]
    pub cards: Vec<Card>,
    /// All of them by name, grouped, for the index below the cards; empty when there are too many.
    pub index: Vec<(String, Vec<Link>)>,
    /// What it can be searched by.
    pub catalog: Catalog,
    /// All of it as open data.
    #[serde(deserialize_with = "items")]
    pub files: Vec<Download>,
    /// Where the land of its map is, when its records have places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Land>,
}

/// A location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Its name.
    pub name: String,
    /// Its name in the other language, with pinyin.
    pub other_name: String,
    /// Its class.
    pub class: Class,
    /// The class's name.
    pub class_name: String,
    /// The district that it is in.
    pub district: String,
    /// A sentence.
    pub summary: String,
    /// Pictures, the leading one first.
    #[serde(deserialize_with = "items")]
    pub pictures: Vec<Picture>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// What a scout asks.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// The position to copy, `36.0616, 120.3143`: degrees north and east, WGS-84.
    ///
    /// Text, because formatting a float would cost the browser more than the page's own code.
    pub coordinates: String,
    /// The position in words, and how well it is known.
    pub position_text: (String, String),
    /// The position in millionths of a degree north and east, WGS-84; whole numbers for the same reason.
    pub position: (i32, i32),
    /// The direction that the main view faces, degrees clockwise from true north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facing: Option<u16>,
    /// Where the map's land is; none where the office has no outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Land>,
    /// The nearest other places, the nearest first.
    #[serde(deserialize_with = "items")]
    pub neighbours: Vec<Pin>,
    /// Addresses that open the point in other maps, each with the map's name. Written by the site tool, so
    /// that the browser carries no datums.
    pub maps: Vec<(String, String)>,
    /// The zone of the sun's times.
    pub zone: Zone,
    /// Works shot there: title, year, note.
    pub productions: Vec<(String, Option<u16>, Option<String>)>,
    /// When it was checked, or that it was not.
    pub freshness: String,
    /// Clips, nearby places, news, experts.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A speaker or an expert: one record, shown in two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The name in the other language, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_name: Option<String>,
    /// Person or body.
    pub kind: ExpertKind,
    /// The role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// A portrait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Affiliation, fields, date of the role.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// Work, role and year.
    pub credits: Vec<(String, String, Option<u16>)>,
    /// What they said at sessions.
    #[serde(deserialize_with = "items")]
    pub said: Vec<(Link, String)>,
    /// What belongs to them.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// A title.
    pub headline: String,
    /// Paragraphs.
    pub about: Vec<String>,
    /// The poster.
    pub poster: Picture,
    /// The files on offer.
    pub renditions: Vec<Rendition>,
    /// Its frames.
    pub frames: Frames,
    /// What it shows.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Its measured properties.
    #[serde(deserialize_with = "items")]
    pub technical: Vec<Fact>,
    /// The licence and the terms in plain words.
    #[serde(deserialize_with = "items")]
    pub rights: Vec<Fact>,
    /// The line to print beside it.
    pub credit_line: String,
    /// What belongs to it.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
}

/// How many frames a clip has, and how many a second, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frames {
    /// Frames in so many seconds.
    pub num: u32,
    /// So many seconds.
    pub den: u32,
    /// All of them.
    pub count: u32,
}

/// One file of a clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rendition {
    /// The address.
    pub src: String,
    /// The MIME type with codecs, for `<source>`.
    pub mime: String,
    /// Container, codec and size.
    pub label: String,
}
