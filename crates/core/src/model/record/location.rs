//! A filming location: `locations/<id>.json`.

mod facts;

use super::picture::{Picture, Scene};
use crate::locale::Text;
use crate::model::vocabulary::{Datum, Permission, Precision, Setting};
use crate::model::{ClassId, Contact, LocationId, ProductionId, Source, Verified};
pub use facts::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A filming location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Location {
    /// The id; must equal the file's name without `.json`.
    pub id: LocationId,
    /// The name.
    pub name: Text,
    /// The Chinese name in pinyin with tone marks. If left out, lists in Chinese sort by the name itself, and the
    /// place is not found by pinyin.
    pub pinyin: Option<String>,
    /// One sentence for lists and cards.
    pub summary: Text,
    /// A description: paragraphs separated by a blank line.
    pub description: Text,
    /// The id of the main class of place, from `classes.json`.
    pub class: ClassId,
    /// The ids of further classes of place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subclasses: Vec<ClassId>,
    /// The architectural period or style.
    pub style: Option<Text>,
    /// Whether one films inside, outside or both.
    pub setting: Setting,
    /// The district.
    pub district: Text,
    /// The street address.
    pub address: Option<Text>,
    /// The position on the map.
    pub position: Position,
    /// Height above sea level, in metres.
    pub elevation: Option<f64>,
    /// How and when people get in.
    pub access: Option<Text>,
    /// How equipment gets in.
    pub load_in: Option<Noted<LoadIn>>,
    /// Restrictions on shooting.
    pub restrictions: Option<Text>,
    /// Step-free access and other accessibility notes.
    pub accessibility: Option<Noted<Accessibility>>,
    /// Mains power supply.
    pub power: Option<Noted<Power>>,
    /// Toilets.
    pub toilets: Option<Text>,
    /// Mobile and fixed network coverage.
    pub connectivity: Option<Noted<Connectivity>>,
    /// Where to park.
    pub parking: Option<Noted<Parking, Remarks>>,
    /// Where a unit base (base camp) fits.
    pub basecamp: Option<Text>,
    /// Hazards and the nearest help.
    pub safety: Option<Safety>,
    /// The filming permit.
    pub permit: Option<Permit>,
    /// Location fee.
    pub rate: Option<Noted<Charge>>,
    /// Whether a crew must be insured.
    pub insurance: Option<Noted<Insurance>>,
    /// Days on which the location is not available.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blackout: Vec<Blackout>,
    /// Noise sources and levels.
    pub noise: Option<Noted<Noise>>,
    /// Whether drones may fly.
    pub drones: Option<Noted<Drones>>,
    /// The floor area of the stage, hall, building or tank.
    pub floor_area: Option<Noted<Area>>,
    /// The clear height inside.
    pub ceiling_height: Option<Noted<Height>>,
    /// Whether furniture may be moved.
    pub furniture: Option<Noted<Furniture>>,
    /// The hours when a crew can have the place to itself.
    pub exclusive_hours: Option<Noted<Hours>>,
    /// The direction that the main view faces, in degrees clockwise from true north.
    pub facing: Option<f64>,
    /// The scene to draw if the office has no picture of its own. If left out, that of the class, on a summer morning.
    pub scene: Option<Scene>,
    /// Its pictures, the leading one first: photographs, or scenes to draw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media: Vec<Picture>,
    /// Productions filmed there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub productions: Vec<Work>,
    /// Other places that it can stand in for on screen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubles_for: Vec<Text>,
    /// Whom to contact about the location.
    pub contact: Option<Contact>,
    /// When the location was last checked on site.
    pub verified: Option<Verified>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

impl Location {
    /// The scene to draw if the office has no picture of its own.
    ///
    /// # Panics
    ///
    /// Panics if the record was not checked and has no scene.
    pub fn scene(&self) -> Scene {
        self.scene.expect("the check fills in the scene of the class")
    }
}

/// A point on the earth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Latitude in degrees north.
    pub lat: f64,
    /// Longitude in degrees east.
    pub lng: f64,
    /// The datum of the coordinates: `gcj02` for numbers from Amap or Tencent, `bd09` for Baidu's. The site shows
    /// WGS-84.
    pub datum: Datum,
    /// How precisely the position is known.
    pub precision: Precision,
    /// How the point was found, if that matters.
    pub note: Option<Text>,
    /// The coordinates as written (degrees north and east) and their datum, if it is not WGS-84. The check converts the
    /// point and keeps the original here.
    #[serde(skip)]
    pub original: Option<(f64, f64, Datum)>,
}

/// Hazards and the nearest help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// The nearest hospital.
    pub hospital: Option<Noted<Hospital>>,
    /// Hazards on site.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hazards: Vec<Text>,
}

/// The filming permit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Permit {
    /// Whether a permit is needed.
    pub required: Permission,
    /// The authority that grants it.
    pub authority: Option<Text>,
    /// How long it takes to get.
    pub lead_time: Option<Noted<LeadTime>>,
    /// The permit fee.
    pub fee: Option<Noted<Charge>>,
}

/// Days on which a location is not available.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blackout {
    /// First day, `2025-07-01`.
    pub from: String,
    /// Last day, `2025-07-03`.
    pub to: String,
    /// The reason.
    pub reason: Option<Text>,
}

/// A production filmed at a location: the id of its record or, if it has none, its title and year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The id of the production's record. It has the title and the year.
    pub production: Option<ProductionId>,
    /// The title, if the production has no record. The check fills in that of the record.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// The year of release, if the production has no record. The check fills in that of the record.
    pub year: Option<u16>,
    /// Scenes filmed there, or how certain the credit is.
    pub note: Option<Text>,
    /// The source of the credit. If left out, the location's own sources apply.
    pub source: Option<Source>,
    /// The location's picture that shows the same frame as the production. The production's page shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_frame: Option<SameFrame>,
}

/// A picture of a location that was taken where a production's camera was, and shows the same part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SameFrame {
    /// The number of the picture in `media`, counted from 1.
    pub picture: u32,
    /// Where the frame is in the production: the scene, the episode or the timecode.
    pub note: Text,
}
