//! The tiles of a map: which ones are in a view, and their positions.

use super::projection::{Point, Size, View};

/// The maximum number of tiles in a view. It is enough for the largest screens and limits the effect of bad numbers.
const MOST: usize = 400;

/// A tile of the common scheme: 2^zoom columns from west to east, and as many rows from north to south.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Tile {
    /// The zoom level: how often the world was halved.
    pub zoom: u8,
    /// The column.
    pub x: u32,
    /// The row.
    pub y: u32,
}

impl Tile {
    /// The tiles of a view, row by row, at the integer zoom nearest to the zoom of the view, but at most `nearest`.
    pub fn within(view: &View, size: Size, nearest: u8) -> Vec<Tile> {
        let zoom = view.zoom().round().clamp(0.0, f64::from(nearest.min(24))) as u8;
        let count = 1_u32 << zoom;
        let bounds = view.bounds(size);
        let along = |least: f64, most: f64| {
            let number = |at: f64| (at * f64::from(count)).floor().clamp(0.0, f64::from(count - 1)) as u32;
            number(least)..=number(most)
        };
        let rows = along(bounds.least.y, bounds.most.y);
        let columns = along(bounds.least.x, bounds.most.x);
        rows.flat_map(|y| columns.clone().map(move |x| Tile { zoom, x, y })).take(MOST).collect()
    }

    /// The URL of the tile: the template with `{z}`, `{x}` and `{y}` filled in.
    pub fn address(self, template: &str) -> String {
        template
            .replace("{z}", &self.zoom.to_string())
            .replace("{x}", &self.x.to_string())
            .replace("{y}", &self.y.to_string())
    }

    /// The upper left and lower right corners in the plane.
    pub fn corners(self) -> [Point; 2] {
        let side = 1.0 / f64::from(1_u32 << self.zoom);
        let corner = |x: u32, y: u32| Point { x: f64::from(x) * side, y: f64::from(y) * side };
        [corner(self.x, self.y), corner(self.x + 1, self.y + 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;
    use crate::projection::{TILE, project};
    use proptest::prelude::*;

    #[test]
    fn a_place_has_the_tile_that_others_give_it() {
        // The pier of Qingdao at zoom 16, by the formula that tile servers publish.
        let centre = project(Place::new(36.0595, 120.3147).unwrap());
        let view = View { centre, scale: TILE * 65_536.0 };
        let tiles = Tile::within(&view, Size { width: 1.0, height: 1.0 }, 19);
        assert_eq!(tiles, [Tile { zoom: 16, x: 54_670, y: 25_721 }]);
        assert_eq!(
            tiles[0].address("https://tiles.example/{z}/{x}/{y}.png"),
            "https://tiles.example/16/54670/25721.png"
        );
        assert_eq!(Tile::within(&view, Size { width: 1.0, height: 1.0 }, 3)[0].zoom, 3);
    }

    #[test]
    fn numbers_that_make_no_sense_are_bounded() {
        let centre = Point { x: f64::NAN, y: 7.0 };
        let view = View { centre, scale: f64::INFINITY };
        let size = Size { width: f64::INFINITY, height: 1e9 };
        assert!(Tile::within(&view, size, 255).len() <= MOST);
    }

    proptest! {
        #[test]
        fn the_tiles_cover_the_view(x in 0.2..0.8, y in 0.2..0.8, zoom in 2.0..18.0, width in 1.0..2000.0, height in 1.0..1200.0) {
            let size = Size { width, height };
            let view = View { centre: Point { x, y }, scale: TILE * f64::powf(2.0, zoom) };
            let tiles = Tile::within(&view, size, 19);
            prop_assert!(!tiles.is_empty() && tiles.len() <= MOST);
            let bounds = view.bounds(size);
            let ([first, _], [_, last]) = (tiles[0].corners(), tiles[tiles.len() - 1].corners());
            prop_assert!(first.x <= bounds.least.x.max(0.0) && first.y <= bounds.least.y.max(0.0));
            prop_assert!(last.x >= bounds.most.x.min(1.0) && last.y >= bounds.most.y.min(1.0));
        }
    }
}
