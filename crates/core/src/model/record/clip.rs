//! A clip, footage without people (after the IPTC Video Metadata Hub): `clips/<id>.json`.

use super::picture::{Picture, Scene};
use crate::locale::Text;
use crate::model::vocabulary::{Chroma, Codec, Container, Hour, Licence, Movement, Release, Season, ShotType, Weather};
use crate::model::{ClipId, LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A clip: B-roll without people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// Equal to the file's name without `.json`.
    pub id: ClipId,
    /// A title.
    pub headline: Text,
    /// What happens in it.
    pub description: Text,
    /// What its poster shows, for those who do not see it.
    pub alt: Text,
    /// Words to find it by.
    pub keywords: Vec<Text>,
    /// How much the shot takes in.
    pub shot_type: ShotType,
    /// How the camera moves.
    pub movement: Movement,
    /// The place shown.
    pub location: LocationId,
    /// When it was made: `2025`, `2025-03` or `2025-03-11`.
    pub created: String,
    /// The season shown.
    pub season: Season,
    /// The time of day shown.
    pub time_of_day: Hour,
    /// The weather shown.
    pub weather: Weather,
    /// What it was made with.
    pub device: Option<Text>,
    /// The master's measured properties.
    pub technical: Technical,
    /// The files on offer.
    pub renditions: Vec<Rendition>,
    /// The scene that the poster is drawn from; the clip too, when it is an illustration.
    pub scene: Scene,
    /// How the camera and the light move through the scene, when the clip is an illustration.
    pub motion: Option<Motion>,
    /// A poster of the office's own.
    pub poster: Option<Picture>,
    /// `true` when the clip is drawn, not filmed.
    #[serde(default)]
    pub illustration: bool,
    /// Who made it.
    pub creator: Text,
    /// The line to print beside it.
    pub credit_line: Text,
    /// Who owns it.
    pub copyright: Text,
    /// On which licence.
    pub licence: Licence,
    /// What may be done with it, in plain words.
    pub usage_terms: Text,
    /// Release of people shown.
    pub model_release: Release,
    /// Release of property shown.
    pub property_release: Release,
    /// Clearance that a shoot of this shot needs.
    pub clearance: Option<Text>,
    /// Always `false`: an empty lens shows nobody.
    pub people_visible: bool,
}

/// How the camera and the light go through the loop of a drawn clip. What is left out does not move, and shows the
/// whole scene. A scene is 1600 units wide and 900 high.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Motion {
    /// The view at the start of the loop, and at its end.
    pub from: View,
    /// The view at the turn, half-way; that of the start when it is left out.
    pub to: Option<View>,
    /// How far the nearest layer swings to each side, units.
    pub swing: f64,
    /// How far the nearest layer has sunk at the turn, units.
    pub sink: f64,
    /// How much the nearest layer is enlarged at the turn; 1 is not at all.
    pub dolly: f64,
    /// How far clouds travel, units.
    pub clouds: f64,
    /// Whether night falls and lifts again.
    pub nightfall: bool,
}

impl Default for Motion {
    fn default() -> Motion {
        let from = View { x: 800.0, y: 450.0, width: 1600.0 };
        Motion { from, to: None, swing: 0.0, sink: 0.0, dolly: 1.0, clouds: 60.0, nightfall: false }
    }
}

/// The part of a scene that is shown; its height follows from the shape of the clip.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its middle, from the left.
    pub x: f64,
    /// Its middle, from the top.
    pub y: f64,
    /// Its width.
    pub width: f64,
}

/// Measured properties of a video. Colour codes are those of ITU-T H.273.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Technical {
    /// Number of frames.
    pub frames: u32,
    /// Frames a second as a fraction, never a rounded decimal.
    pub frame_rate: FrameRate,
    /// Picture width, pixels.
    pub width: u32,
    /// Picture height, pixels.
    pub height: u32,
    /// Bits a sample.
    pub bit_depth: u8,
    /// Colour sampling.
    pub chroma: Chroma,
    /// Colour primaries, H.273 table 2.
    pub primaries: u8,
    /// Transfer characteristics, H.273 table 3.
    pub transfer: u8,
    /// Matrix coefficients, H.273 table 4.
    pub matrix: u8,
    /// Full range (else narrow).
    pub full_range: bool,
    /// The camera's log curve, which has no H.273 code.
    pub log_profile: Option<String>,
    /// Whether there is sound.
    pub audio: bool,
}

impl Technical {
    /// How long it runs, seconds.
    pub fn seconds(&self) -> f64 {
        f64::from(self.frames) * f64::from(self.frame_rate.den) / f64::from(self.frame_rate.num.max(1))
    }
}

/// Frames a second, exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameRate {
    /// Numerator.
    pub num: u32,
    /// Denominator.
    pub den: u32,
}

/// One file of a clip. Its size is measured by the site tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rendition {
    /// A path below `public/media`.
    pub file: String,
    /// Its wrapper.
    pub container: Container,
    /// Its coding.
    pub codec: Codec,
    /// The profile of the coding.
    pub profile: String,
}
