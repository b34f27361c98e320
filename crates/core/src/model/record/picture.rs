//! Pictures: either the office's own photograph or a scene that the site tool draws.

use super::clip::View;
use crate::locale::Text;
use crate::model::LocationId;
use crate::model::vocabulary::{Hour, PictureGroup, SceneKind, Season, Weather};
use formats::checksum::crc32;
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
    /// Its name in the set of a location: small letters, digits and single hyphens. Packs of readers refer to it, so do not
    /// change it. If left out, one is made from the file's name or the scene.
    pub id: Option<String>,
    /// Where the camera looked, in whole degrees clockwise from true north, 0 to 359. Only for a location.
    pub direction: Option<u16>,
    /// Marks it as a panorama: 360° across and 180° from straight down to straight up, twice as wide as high
    /// (equirectangular). Only for a location.
    pub panorama: Option<Panorama>,
}

/// How a panorama lies in the world, and where it leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Panorama {
    /// Where the middle of the picture looks, in whole degrees clockwise from true north, 0 to 359.
    pub heading: u16,
    /// Points that lead on: to other pictures of the set and to other locations.
    #[serde(default)]
    pub points: Vec<PanoramaPoint>,
}

/// A point of a panorama that leads on. Give exactly one of `location` and `picture`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PanoramaPoint {
    /// How far it is to the right of the middle of the picture, in whole degrees, -180 to 180.
    pub yaw: i16,
    /// How far it is above the horizon, in whole degrees, -90 to 90.
    pub pitch: i16,
    /// The words on it.
    pub label: Text,
    /// The location that it leads to.
    pub location: Option<LocationId>,
    /// The `id` of the picture of this set that it leads to.
    pub picture: Option<String>,
}

impl Picture {
    /// The ids of the pictures of a set, in the same order. A picture without an id has eight hexadecimal digits that
    /// depend only on its file's name or its scene. If another one has the same, a number follows.
    pub fn ids(set: &[Picture]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for picture in set {
            let id = picture.id.clone().unwrap_or_else(|| format!("{:08x}", crc32(picture.source().as_bytes())));
            let more = (2..).map(|number| format!("{id}-{number}"));
            let free = std::iter::once(id.clone()).chain(more).find(|id| !ids.contains(id));
            ids.extend(free);
        }
        ids
    }

    /// The file's name, or the scene in words.
    fn source(&self) -> String {
        let (Some(scene), None) = (self.scene, &self.image) else { return self.image.clone().unwrap_or_default() };
        let weather = scene.weather.map_or("", |it| it.as_str());
        let view = self.view.map(|View { x, y, width }| format!(" {x} {y} {width}")).unwrap_or_default();
        format!("{} {} {} {weather}{view}", scene.kind.as_str(), scene.hour.as_str(), scene.season.as_str())
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    fn pictures(json: serde_json::Value) -> Vec<Picture> {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn ids_do_not_depend_on_the_order() {
        let (alt, kind) = (serde_json::json!({ "en": "A" }), "pier");
        let scene = |hour: &str| serde_json::json!({ "kind": kind, "hour": hour, "season": "winter" });
        let one = serde_json::json!([
            { "image": "pier/1.jpg", "alt": alt },
            { "scene": scene("noon"), "alt": alt },
            { "scene": scene("noon"), "alt": alt },
            { "scene": scene("noon"), "view": { "x": 800, "y": 450, "width": 800 }, "alt": alt },
            { "scene": scene("night"), "id": "lights", "alt": alt },
        ]);
        let ids = Picture::ids(&pictures(one.clone()));
        assert_eq!(ids[0], format!("{:08x}", crc32(b"pier/1.jpg")));
        assert_eq!((&ids[2], ids[4].as_str()), (&format!("{}-2", ids[1]), "lights"));
        assert!(ids[3].len() == 8 && ids[3] != ids[1], "{ids:?}");
        let turned: Vec<serde_json::Value> = one.as_array().unwrap().iter().rev().cloned().collect();
        let mut again = Picture::ids(&pictures(turned.into()));
        again.reverse();
        again.swap(1, 2);
        assert_eq!(again, ids);
    }
}
