//! Pictures: either the office's own photograph or a scene that the site tool draws.

use crate::locale::Text;
use crate::model::vocabulary::{Hour, SceneKind, Season, Weather};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A picture of a record. Give exactly one of `image` and `scene`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// The path below `public/media` of an original in JPEG, PNG or WebP.
    pub image: Option<String>,
    /// A scene to draw. It is marked as an illustration.
    pub scene: Option<Scene>,
    /// Alternative text.
    pub alt: Text,
    /// The caption below the picture.
    pub caption: Option<Text>,
    /// Who made the picture.
    pub credit: Option<Text>,
    /// `true` if the image file is a drawing or a rendering. A scene always counts as one.
    #[serde(default)]
    pub illustration: bool,
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
