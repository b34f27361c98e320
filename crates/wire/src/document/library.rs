//! The library: collections, locations, people and clips.

use super::{Card, Catalog, Download, Fact, Group, Land, Link, Picture, Pin, PinClass, Source, Tally, Zone, items};
use film_core::model::vocabulary::ExpertKind;
use film_core::route::Page;
use serde::{Deserialize, Serialize};

/// The library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// The collections.
    #[serde(deserialize_with = "items")]
    pub collections: Vec<LibrarySection>,
}

/// A collection in the library: its link, its description, and some of its records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LibrarySection(pub Tally, pub String, #[serde(deserialize_with = "items")] pub Vec<Card>);

/// A collection of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collection {
    /// The heading.
    pub heading: String,
    /// Its description.
    pub text: String,
    /// The first of its records.
    #[serde(deserialize_with = "items")]
    pub cards: Vec<Card>,
    /// All records by name, grouped, for the index below the cards. Empty if there are too many.
    pub index: Vec<(String, Vec<Link>)>,
    /// Its search options.
    pub catalog: Catalog,
    /// All of its data as files.
    #[serde(deserialize_with = "items")]
    pub files: Vec<Download>,
    /// The land of its map, if its records have positions.
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
    /// The index of its class in `classes`.
    pub class: u32,
    /// The class's name.
    pub class_name: String,
    /// The district that it is in.
    pub district: String,
    /// A sentence.
    pub summary: String,
    /// Pictures, the leading one first, those of a group together.
    #[serde(deserialize_with = "items")]
    pub pictures: Vec<Picture>,
    /// Headings of the groups of pictures, each with the number of its pictures, in the same order. Empty if the
    /// pictures have no groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<(String, u32)>,
    /// Which of the pictures are panoramas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panoramas: Vec<Panorama>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// Answers to a scout's questions.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// The position for copying, `36.0616, 120.3143`: degrees north and east, WGS-84.
    ///
    /// It is text because formatting a float in the browser would need more code than the page itself.
    pub coordinates: String,
    /// The position in words, and its precision.
    pub position_text: (String, String),
    /// The position in millionths of a degree north and east, WGS-84. Integers, for the same reason.
    pub position: (i32, i32),
    /// The direction that the main view faces, in degrees clockwise from true north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facing: Option<u16>,
    /// The land of the map. `None` if the office has no outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Land>,
    /// The nearest other locations, nearest first.
    #[serde(deserialize_with = "items")]
    pub neighbours: Vec<Pin>,
    /// The classes of the location and its neighbours.
    pub classes: Vec<PinClass>,
    /// URLs that open the point in other maps, each with the map's name. The site tool writes them, so the browser
    /// needs no datum conversions.
    pub maps: Vec<(String, String)>,
    /// The time zone of the sun's times.
    pub zone: Zone,
    /// Works shot there, with notes on the scenes.
    #[serde(deserialize_with = "items")]
    pub productions: Vec<Work>,
    /// When it was last checked, or a note that it was not.
    pub freshness: String,
    /// Clips, nearby places, news, experts.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// The sources of the facts.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
    /// The location as a file for map programs. Empty if it has no page.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "items")]
    pub files: Vec<Download>,
    /// The URL of its share card, the only JPEG of a location. `None` if no cards are drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_card: Option<String>,
}

/// An equirectangular panorama.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panorama {
    /// The index of the picture among those of the page.
    pub picture: u32,
    /// Where its middle looks, in degrees clockwise from true north.
    pub heading: u16,
    /// Its points that lead on.
    #[serde(deserialize_with = "items")]
    pub points: Vec<PanoramaPoint>,
}

/// A point of a panorama that leads on: to a page or to another picture of the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PanoramaPoint {
    /// Degrees to the right of the middle of the picture.
    pub yaw: i16,
    /// Degrees above the horizon.
    pub pitch: i16,
    /// The words on it.
    pub label: String,
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Page>,
    /// The index of the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<u32>,
}

/// A work that was shot at a location, or that a person has a credit for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Work {
    /// The page of the production, if it has a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Page>,
    /// The title.
    pub title: String,
    /// The year of release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// The scenes shot at the location, or the person's role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Production {
    /// Its title.
    pub title: String,
    /// Its title in the other language, with pinyin. Empty if there is neither.
    pub other_title: String,
    /// Its kind and year. Empty if neither is known.
    pub kicker: String,
    /// What was filmed at its places.
    pub summary: String,
    /// Year, kind, directors, ids in public registers.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Its places, numbered in the order in which to visit them, each with a note on the scenes.
    #[serde(deserialize_with = "items")]
    pub places: Vec<Card>,
    /// The same places on the map, in the same order.
    #[serde(deserialize_with = "items")]
    pub pins: Vec<Pin>,
    /// The stops of its route, which are the first of the places. Empty if it has no route of two places or more.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "items")]
    pub stops: Vec<Stop>,
    /// The route as files for map programs. Empty without a route, or if the production has no page.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "items")]
    pub files: Vec<Download>,
    /// The classes of these places.
    pub classes: Vec<PinClass>,
    /// The land of the map. `None` if the office has no outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Land>,
    /// People with credits, news.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// The sources of the facts.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A stop of a route.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// Its number and name.
    pub name: String,
    /// URLs that open it in other maps, each with the map's name.
    pub maps: Vec<(String, String)>,
}

/// A speaker or an expert: one record, shown on two pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The name in the other language, if it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_name: Option<String>,
    /// Whether it is a person or an organisation.
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
    /// Works, with the person's role in each.
    #[serde(deserialize_with = "items")]
    pub credits: Vec<Work>,
    /// The person's statements at sessions.
    #[serde(deserialize_with = "items")]
    pub said: Vec<(Link, String)>,
    /// Related records.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// The sources of the facts.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// The title.
    pub headline: String,
    /// Paragraphs.
    pub about: Vec<String>,
    /// The poster.
    pub poster: Picture,
    /// The available files.
    pub renditions: Vec<Rendition>,
    /// Its frames.
    pub frames: Frames,
    /// The content of the clip.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Its measured properties.
    #[serde(deserialize_with = "items")]
    pub technical: Vec<Fact>,
    /// The licence and the terms in plain words.
    #[serde(deserialize_with = "items")]
    pub rights: Vec<Fact>,
    /// The credit line that must accompany the clip.
    pub credit_line: String,
    /// Related records.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
}

/// The number of frames of a clip, and its frame rate as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frames {
    /// The numerator of the frame rate in frames per second.
    pub num: u32,
    /// The denominator of the frame rate.
    pub den: u32,
    /// The number of frames in the clip.
    pub count: u32,
}

/// One file of a clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rendition {
    /// The URL.
    pub src: String,
    /// The MIME type with codecs, for `<source>`.
    pub mime: String,
    /// Container, codec and size.
    pub label: String,
}
