//! Maps: locations, and the land in the background.

use film_core::route::Page;
use serde::{Deserialize, Serialize};

/// A location on a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// Its page.
    pub to: Page,
    /// Its name.
    pub title: String,
    /// The index of its class in the classes of its page.
    pub class: u32,
    /// The position in millionths of a degree north and east, WGS-84.
    pub position: (i32, i32),
}

/// A class of place as maps show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinClass {
    /// Its name.
    pub name: String,
    /// The letter on its pins.
    pub mark: String,
    /// The number of its colour in the style sheet.
    pub hue: u8,
}

/// The land of a map, and its required credits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Land {
    /// The URL of the [`Outline`].
    pub data: String,
    /// The covered area in 1e-9ths of the plane's side: left, top, right, bottom.
    pub bounds: [u32; 4],
    /// The detail of the [`Outline`].
    #[serde(default)]
    pub detail: u32,
    /// The credit line that must be shown next to the map.
    pub credit: String,
    /// The link of the credit line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Optional map tiles on top of the land.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiles: Option<Tiles>,
}

/// A small drawing of the land with dots for its places. It leads to the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// The text of its link.
    pub label: String,
    /// The `viewBox` of the drawing, in units of the land: around the places.
    pub view: String,
    /// The path data of the land. Fill it with the even-odd rule.
    pub land: String,
    /// The places of each class: the number of its colour in the style sheet, and the path data of its dots.
    pub dots: Vec<(u8, String)>,
    /// The credit line that must be shown next to the drawing.
    pub credit: String,
    /// The link of the credit line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The tiles of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tiles {
    /// The URL template of a tile, with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// The host that serves them.
    pub host: String,
    /// The highest zoom level with tiles.
    pub nearest: u8,
    /// The credit line that must be shown next to them.
    pub credit: String,
    /// The link of the credit line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_url: Option<String>,
}

/// The land of the outline map: `/data/map/<hash>.json`. All numbers are integers, so the browser needs no float
/// parser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// [`FORMAT`](crate::FORMAT).
    pub format: u32,
    /// The path data of one SVG path, in units. Fill it with the even-odd rule.
    pub path: String,
    /// The upper left corner in 1e-9ths of the plane's side (Web Mercator on a unit square).
    pub origin: (u32, u32),
    /// The length of a unit in 1e-12ths of the plane's side.
    pub unit: u32,
    /// The width and height in units.
    pub size: (u32, u32),
    /// The median length of its segments in 1e-9ths of the plane's side. It limits how far maps zoom in.
    #[serde(default)]
    pub detail: u32,
}

impl Outline {
    /// The covered area, in the form of [`Land::bounds`].
    pub fn bounds(&self) -> [u32; 4] {
        let side = |from: u32, units: u32| from + (u64::from(units) * u64::from(self.unit) / 1000) as u32;
        [self.origin.0, self.origin.1, side(self.origin.0, self.size.0), side(self.origin.1, self.size.1)]
    }
}
