//! Maps: places, and the land beneath them.

use film_core::model::vocabulary::Class;
use film_core::route::Page;
use serde::{Deserialize, Serialize};

/// A place on a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// Its page.
    pub to: Page,
    /// Its name.
    pub title: String,
    /// Its class.
    pub class: Class,
    /// Where it is: millionths of a degree north and east, WGS-84.
    pub position: (i32, i32),
}

/// Where a map's land is, and who is to be named beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Land {
    /// The address of the [`Outline`].
    pub data: String,
    /// What the land covers, 1e-9ths of the plane's side: left, top, right, bottom.
    pub bounds: [u32; 4],
    /// The line that must stand beside the land.
    pub credit: String,
    /// Where the line leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Picture tiles that may be laid over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiles: Option<Tiles>,
}

/// Picture tiles for a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tiles {
    /// The address of a tile, with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Who sends them.
    pub host: String,
    /// The nearest zoom that there are tiles for.
    pub nearest: u8,
    /// The line that must stand beside them.
    pub credit: String,
    /// Where the line leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_url: Option<String>,
}

/// The land of the outline map: `/data/map/<hash>.json`. Whole numbers, so that the browser reads no floats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// [`FORMAT`](crate::FORMAT).
    pub format: u32,
    /// The data of one SVG path in units, to be filled by the even-odd rule.
    pub path: String,
    /// The upper left corner, 1e-9ths of the plane's side (Web Mercator on a unit square).
    pub origin: (u32, u32),
    /// What a unit is, 1e-12ths of the plane's side.
    pub unit: u32,
    /// Units to the right edge and to the lower one.
    pub size: (u32, u32),
}

impl Outline {
    /// What it covers, as [`Land::bounds`] has it.
    pub fn bounds(&self) -> [u32; 4] {
        let side = |from: u32, units: u32| from + (u64::from(units) * u64::from(self.unit) / 1000) as u32;
        [self.origin.0, self.origin.1, side(self.origin.0, self.size.0), side(self.origin.1, self.size.1)]
    }
}
