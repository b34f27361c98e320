//! A place to shoot: `locations/<id>.json`.

use super::picture::{Picture, Scene};
use crate::locale::Text;
use crate::model::vocabulary::{Class, Datum, Permission, Precision, Setting};
use crate::model::{Contact, LocationId, Source, Verified};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place to shoot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// Equal to the file's name without `.json`.
    pub id: LocationId,
    /// Its name.
    pub name: Text,
    /// The Chinese name in pinyin with tone marks.
    pub pinyin: String,
    /// One sentence for lists and cards.
    pub summary: Text,
    /// Paragraphs, divided by a blank line.
    pub description: Text,
    /// What kind of place.
    pub class: Class,
    /// Further kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subclasses: Vec<Class>,
    /// Its period or style.
    pub style: Option<Text>,
    /// Inside, outside or both.
    pub setting: Setting,
    /// The district.
    pub district: Text,
    /// The street address.
    pub address: Option<Text>,
    /// Where it is.
    pub position: Position,
    /// Height above sea, metres.
    pub elevation: Option<f64>,
    /// How one gets in, and when.
    pub access: Option<Text>,
    /// How equipment gets in.
    pub load_in: Option<Text>,
    /// What is not allowed.
    pub restrictions: Option<Text>,
    /// Step-free access and the like.
    pub accessibility: Option<Text>,
    /// Mains supply.
    pub power: Option<Text>,
    /// Toilets.
    pub toilets: Option<Text>,
    /// Mobile and fixed networks.
    pub connectivity: Option<Text>,
    /// Where to park.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parking: Vec<Text>,
    /// Where a unit base fits.
    pub basecamp: Option<Text>,
    /// Hazards and help.
    pub safety: Option<Safety>,
    /// Permission to shoot.
    pub permit: Option<Permit>,
    /// What it costs.
    pub rate: Option<Text>,
    /// When it cannot be had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blackout: Vec<Blackout>,
    /// What can be heard.
    pub noise: Option<Text>,
    /// The direction that the main view faces, degrees clockwise from true north.
    pub facing: Option<f64>,
    /// The scene to draw while there is no picture.
    pub scene: Scene,
    /// The office's own pictures, the leading one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Picture>,
    /// What was shot there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub productions: Vec<Production>,
    /// Places that it can stand in for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubles_for: Vec<Text>,
    /// Whom to ask.
    pub contact: Option<Contact>,
    /// When it was last checked on site.
    pub verified: Option<Verified>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

/// A point on the earth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lng: f64,
    /// The datum of the two: `gcj02` for numbers from Amap or Tencent, `bd09` for Baidu's. The site shows WGS-84.
    pub datum: Datum,
    /// How well it is known.
    pub precision: Precision,
    /// How the point was found, where that matters.
    pub note: Option<Text>,
    /// Degrees north and east as they were written, and their datum, where that is another than WGS-84: the check
    /// converts the point and keeps these.
    #[serde(skip)]
    pub original: Option<(f64, f64, Datum)>,
}

/// Hazards and help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// The nearest hospital.
    pub hospital: Option<Text>,
    /// What to look out for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hazards: Vec<Text>,
}

/// Permission to shoot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Permit {
    /// Whether one is needed.
    pub required: Permission,
    /// Who grants it.
    pub authority: Option<Text>,
    /// How long it takes.
    pub lead_time: Option<Text>,
    /// What it costs.
    pub fee: Option<Text>,
}

/// Days on which a place cannot be had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blackout {
    /// First day, `2025-07-01`.
    pub from: String,
    /// Last day, `2025-07-03`.
    pub to: String,
    /// Why.
    pub reason: Option<Text>,
}

/// A work that was shot at a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Production {
    /// Its title.
    pub title: Text,
    /// The year of release.
    pub year: Option<u16>,
    /// What was shot, or how sure the credit is.
    pub note: Option<Text>,
    /// Where the credit comes from; else the location's sources hold.
    pub source: Option<Source>,
}
