//! Pictures: an office's own photograph, or a scene that the site tool draws.

use crate::locale::Text;
use crate::model::vocabulary::{Hour, SceneKind, Season, Weather};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A picture of a record. Exactly one of `image` and `scene` is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Picture {
    /// A JPEG, PNG or WebP original, as a path below `public/media`.
    pub image: Option<String>,
    /// A scene to draw; shown marked as an illustration.
    pub scene: Option<Scene>,
    /// What the picture shows, for those who do not see it.
    pub alt: Text,
    /// A line below the picture.
    pub caption: Option<Text>,
    /// Who made it.
    pub credit: Option<Text>,
    /// `true` when an image file is a drawing or a rendering; a scene always is.
    #[serde(default)]
    pub illustration: bool,
}

/// What to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scene {
    /// The subject.
    pub kind: SceneKind,
    /// The light.
    pub hour: Hour,
    /// The season.
    pub season: Season,
    /// The weather; clear unless said.
    pub weather: Option<Weather>,
}
