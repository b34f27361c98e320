//! A clip, which is footage without people (after the IPTC Video Metadata Hub): `clips/<id>.json`.

use super::picture::{Picture, Scene};
use crate::locale::Text;
use crate::model::vocabulary::{Chroma, Codec, Container, Hour, Licence, Movement, Release, Season, ShotType, Weather};
use crate::model::{ClipId, LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A clip: B-roll footage without people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clip {
    /// The id; must equal the file's name without `.json`.
    pub id: ClipId,
    /// The title.
    pub headline: Text,
    /// Description of the action.
    pub description: Text,
    /// Alternative text for the poster.
    pub alt: Text,
    /// Search keywords.
    pub keywords: Vec<Text>,
    /// The shot size.
    pub shot_type: ShotType,
    /// How the camera moves.
    pub movement: Movement,
    /// The location shown.
    pub location: LocationId,
    /// When the clip was made: `2025`, `2025-03` or `2025-03-11`.
    pub created: String,
    /// The season shown.
    pub season: Season,
    /// The time of day shown.
    pub time_of_day: Hour,
    /// The weather shown.
    pub weather: Weather,
    /// The camera or other device it was made with.
    pub device: Option<Text>,
    /// The measured properties of the master file.
    pub technical: Technical,
    /// The files offered for download.
    pub renditions: Vec<Rendition>,
    /// The scene that the poster is drawn from. If the clip is an illustration, the clip is drawn from it too.
    pub scene: Scene,
    /// How the camera and the light move through the scene, if the clip is an illustration.
    pub motion: Option<Motion>,
    /// The office's own poster image, used instead of the drawn one.
    pub poster: Option<Picture>,
    /// `true` if the clip is drawn, not filmed.
    #[serde(default)]
    pub illustration: bool,
    /// Who made the clip.
    pub creator: Text,
    /// The credit line to print next to the clip.
    pub credit_line: Text,
    /// The copyright owner.
    pub copyright: Text,
    /// The licence.
    pub licence: Licence,
    /// Permitted uses, in plain words.
    pub usage_terms: Text,
    /// The status of the releases from people shown.
    pub model_release: Release,
    /// The status of the releases for property shown.
    pub property_release: Release,
    /// The clearance needed to film this shot.
    pub clearance: Option<Text>,
    /// Whether people can be seen. Always `false`: clips show nobody.
    pub people_visible: bool,
}

/// How the camera and the light move during the loop of a drawn clip. By default the whole scene is shown and only the
/// clouds move. A scene is 1600 units wide and 900 units high.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Motion {
    /// The view at the start and at the end of the loop.
    pub from: View,
    /// The view at the turning point, half-way through the loop. If left out, it is the view at the start.
    pub to: Option<View>,
    /// How far the nearest layer swings to each side, in units.
    pub swing: f64,
    /// How far the nearest layer has sunk at the turning point, in units.
    pub sink: f64,
    /// The magnification of the nearest layer at the turning point; 1 means none.
    pub dolly: f64,
    /// How far the clouds travel, in units.
    pub clouds: f64,
    /// Whether night falls and lifts again during the loop.
    pub nightfall: bool,
}

impl Default for Motion {
    fn default() -> Motion {
        let from = View { x: 800.0, y: 450.0, width: 1600.0 };
        Motion { from, to: None, swing: 0.0, sink: 0.0, dolly: 1.0, clouds: 60.0, nightfall: false }
    }
}

/// The visible part of a scene. Its height follows from the clip's aspect ratio, or from 16:9 for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The centre of the view, in units from the left of the scene.
    pub x: f64,
    /// The centre of the view, in units from the top of the scene.
    pub y: f64,
    /// The width of the view, in units.
    pub width: f64,
}

/// The measured properties of a video. Colour codes are those of ITU-T H.273.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Technical {
    /// The number of frames.
    pub frames: u32,
    /// Frames per second, as a fraction, never a rounded decimal.
    pub frame_rate: FrameRate,
    /// Picture width in pixels.
    pub width: u32,
    /// Picture height in pixels.
    pub height: u32,
    /// Bits per sample.
    pub bit_depth: u8,
    /// Chroma subsampling.
    pub chroma: Chroma,
    /// Colour primaries: a code from H.273, table 2.
    pub primaries: u8,
    /// Transfer characteristics: a code from H.273, table 3.
    pub transfer: u8,
    /// Matrix coefficients: a code from H.273, table 4.
    pub matrix: u8,
    /// `true` for full range, `false` for narrow range.
    pub full_range: bool,
    /// The camera's log curve. H.273 has no codes for these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_profile: Option<String>,
    /// Whether there is sound.
    pub audio: bool,
}

impl Technical {
    /// The running time in seconds.
    pub fn seconds(&self) -> f64 {
        f64::from(self.frames) * f64::from(self.frame_rate.den) / f64::from(self.frame_rate.num.max(1))
    }
}

/// Frames per second, as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameRate {
    /// Numerator.
    pub num: u32,
    /// Denominator.
    pub den: u32,
}

/// One file of a clip. The check compares it with the record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rendition {
    /// The path of the file below `public/media`.
    pub file: String,
    /// The container format.
    pub container: Container,
    /// The codec.
    pub codec: Codec,
    /// The codec profile.
    pub profile: String,
    /// The measured properties of this file, if they differ from those of the master file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technical: Option<Technical>,
}
