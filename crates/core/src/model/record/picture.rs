//! Pictures: either the office's own photograph or a scene that the site tool draws.

use super::clip::View;
use crate::locale::Text;
use crate::model::vocabulary::{Hour, PictureGroup, SceneKind, Season, Weather};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A picture of a record. Give exactly one of `image` and `scene`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path below `public/media` of an original in JPEG, PNG or WebP.
    pub image: Option<String>,
    /// A scene to draw. It is marked as an illustration.
    pub scene: Option<Scene>,
    /// The part of the scene to show, for a detail. If left out, the whole scene.
    pub view: Option<View>,
    /// Alternative text.
    pub alt: Text,
    /// The caption below the picture.
    pub caption: Option<Text>,
    /// Who made the picture.
    pub credit: Option<Text>,
    /// `true` if the image file is a drawing or a rendering. A scene always counts as one.
    #[serde(default)]
    pub illustration: bool,
    /// The part of the location it shows. Pictures of the same group are shown together.
    pub group: Option<PictureGroup>,
    /// The season in which a location was photographed. A scene has its own.
    pub season: Option<Season>,
    /// The time of day at which a location was photographed. A scene has its own.
    pub hour: Option<Hour>,
    /// Where the camera looked, in whole degrees clockwise from true north, 0 to 359. Only for a location.
    pub direction: Option<u16>,
}

impl Picture {
    /// Season and time of day, if known.
    pub fn time(&self) -> (Option<Season>, Option<Hour>) {
        match self.scene {
            Some(scene) => (Some(scene.season), Some(scene.hour)),
            None => (self.season, self.hour),
        }
    }
}

/// A scene for the site tool to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// The subject.
    pub kind: SceneKind,
    /// The time of day, which sets the light.
    pub hour: Hour,
    /// The season.
    pub season: Season,
    /// The weather; clear if left out.
    pub weather: Option<Weather>,
}
