//! Clusters points that would overlap at a zoom level.
//!
//! Points are put into the cells of a grid that is anchored to the plane. Then each cell, fullest first, absorbs those
//! of its eight neighbours whose mean is near its own. All points take part, on the screen or not, so a cluster does
//! not change while the map moves. A level is computed once and used for every view.

use super::projection::{Bounds, Point, TILE};

/// The highest level.
pub const MOST: u8 = 22;
/// Neighbouring clusters merge if the distance between their means is less than this fraction of a cell.
const MERGED: f64 = 0.6;

const ORIGIN: Point = Point { x: 0.0, y: 0.0 };

/// Points shown as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cluster {
    /// The mean of its points, in the plane.
    pub centre: Point,
    /// The smallest rectangle around its points, to zoom to.
    pub bounds: Bounds,
    /// The smallest index of its points.
    pub first: usize,
    /// The number of points.
    pub count: usize,
    /// The index of its first member in [`Level::members`].
    offset: usize,
}

impl Cluster {
    /// Whether all its points are at the same place. No zoom separates them, so offer a list instead. The same applies
    /// to every cluster at the last level that the view allows.
    pub fn is_one_place(&self) -> bool {
        self.bounds.least == self.bounds.most
    }
}

/// All clusters at one zoom level.
#[derive(Clone, Debug, Default)]
pub struct Level {
    clusters: Vec<Cluster>,
    members: Vec<u32>,
}

/// The level for a zoom: rounded down, so that clusters last while the reader zooms. 0 if the zoom is NaN.
pub fn level_of(zoom: f64) -> u8 {
    zoom.clamp(0.0, f64::from(MOST)) as u8
}

/// A cell with points in it.
struct Cell {
    /// The column times the number of rows, plus the row.
    key: u64,
    count: u32,
    mean: Point,
}

impl Level {
    /// Clusters points of the plane for a level. `radius` is the side of a cell in pixels, limited to 16 to 256. Points
    /// that are not finite or outside the plane belong to no cluster.
    pub fn new(points: &[Point], level: u8, radius: f64) -> Level {
        let radius = if radius.is_nan() { 64.0 } else { radius.clamp(16.0, 256.0) };
        let across = TILE * f64::from(1u32 << level.min(MOST)) / radius;
        let counts = |point: &Point| Bounds::WORLD.contains(*point);
        let Some(bounds) = Bounds::around(points.iter().copied().filter(counts)) else {
            return Level::default();
        };
        let cell = |place: f64| (place * across) as u64;
        let (left, top) = (cell(bounds.least.x), cell(bounds.least.y));
        // One row more than the points need, so that the first cell of a column never counts as the neighbour of the
        // last cell of the column before.
        let rows = cell(bounds.most.y) - top + 2;
        let key = |point: &Point| (cell(point.x) - left) * rows + cell(point.y) - top;
        let order = (0u32..).zip(points).filter(|(_, point)| counts(point));
        let order = sorted(order.map(|(index, point)| (key(point), index)).collect());
        let mut cells: Vec<Cell> = Vec::new();
        for members in order.chunk_by(|a, b| a.0 == b.0) {
            let sum = members.iter().fold(ORIGIN, |sum, (_, index)| sum.with(points[*index as usize], |a, b| a + b));
            let count = members.len() as f64;
            let mean = Point { x: sum.x / count, y: sum.y / count };
            cells.push(Cell { key: members[0].0, count: members.len() as u32, mean });
        }
        let owners = owners(&cells, rows, MERGED / across);
        let mut number = vec![u32::MAX; cells.len()];
        let mut clusters: Vec<Cluster> = Vec::new();
        let mut belongs: Vec<(u64, u32)> = Vec::with_capacity(order.len());
        let mut rest = order.as_slice();
        for (cell, owner) in cells.iter().zip(&owners) {
            let slot = &mut number[*owner as usize];
            if *slot == u32::MAX {
                *slot = clusters.len() as u32;
                clusters.push(Cluster { centre: ORIGIN, bounds: Bounds::NONE, first: usize::MAX, count: 0, offset: 0 });
            }
            let cluster = &mut clusters[*slot as usize];
            let (members, after) = rest.split_at(cell.count as usize);
            rest = after;
            for (_, index) in members {
                let point = points[*index as usize];
                cluster.centre = cluster.centre.with(point, |a, b| a + b);
                cluster.bounds = cluster.bounds.and(point);
                cluster.first = cluster.first.min(*index as usize);
                belongs.push((u64::from(*slot), *index));
            }
            cluster.count += members.len();
        }
        let mut offset = 0;
        for cluster in &mut clusters {
            cluster.offset = offset;
            offset += cluster.count;
            let (least, most, count) = (cluster.bounds.least, cluster.bounds.most, cluster.count as f64);
            // Rounding may move a mean outside the bounds of its points.
            cluster.centre = cluster.centre.with(least, |sum, least| (sum / count).max(least)).with(most, f64::min);
        }
        let members = sorted(belongs).into_iter().map(|(_, index)| index).collect();
        Level { clusters, members }
    }

    /// The clusters whose centre is in a part of the plane, in an order that does not change as the part moves. Enlarge
    /// the part by half a pin, so that pins do not vanish at the edge while they are still visible.
    pub fn within(&self, part: Bounds) -> impl Iterator<Item = &Cluster> {
        self.clusters.iter().filter(move |cluster| part.contains(cluster.centre))
    }

    /// The indices of a cluster's points, in no particular order. Empty for a cluster of a level with more points.
    pub fn members(&self, cluster: &Cluster) -> &[u32] {
        self.members.get(cluster.offset..cluster.offset + cluster.count).unwrap_or_default()
    }
}

/// Sorts pairs by key; equal keys keep their order. It is a radix sort, which takes a third of the time of a comparison
/// sort for 100,000 points.
fn sorted(mut pairs: Vec<(u64, u32)>) -> Vec<(u64, u32)> {
    const DIGIT: u32 = 11;
    let most = pairs.iter().map(|pair| pair.0).max().unwrap_or(0);
    let mut other = vec![(0, 0); pairs.len()];
    let mut shift = 0;
    while shift < u64::BITS && most >> shift > 0 {
        let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
        let mut starts = [0u32; 1 << DIGIT];
        pairs.iter().for_each(|pair| starts[digit(pair.0)] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        for pair in &pairs {
            let start = &mut starts[digit(pair.0)];
            other[*start as usize] = *pair;
            *start += 1;
        }
        std::mem::swap(&mut pairs, &mut other);
        shift += DIGIT;
    }
    pairs
}

/// For each cell, the cell whose cluster it belongs to: itself or a neighbour.
fn owners(cells: &[Cell], rows: u64, reach: f64) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut owners = vec![NONE; cells.len()];
    // Cells are sorted by column, so two pointers, one for the column on each side, find the neighbours.
    let (mut left, mut right) = (0, 0);
    let sides: Vec<(u32, u32)> = cells
        .iter()
        .map(|cell| {
            while cells[left].key + rows + 1 < cell.key {
                left += 1;
            }
            while right < cells.len() && cells[right].key + 1 < cell.key + rows {
                right += 1;
            }
            (left as u32, right as u32)
        })
        .collect();
    let full = (0u32..).zip(cells).filter(|(_, cell)| cell.count > 1);
    let full = sorted(full.map(|(index, cell)| (u64::from(u32::MAX - cell.count), index)).collect());
    for index in full.into_iter().map(|(_, index)| index as usize).chain(0..cells.len()) {
        if owners[index] != NONE {
            continue;
        }
        owners[index] = index as u32;
        let (key, mean) = (cells[index].key, cells[index].mean);
        let (west, east) = sides[index];
        // The start index of the search, and the middle one of three neighbouring keys.
        let columns =
            [(west, key.checked_sub(rows)), (index.saturating_sub(1) as u32, Some(key)), (east, Some(key + rows))];
        for (start, middle) in columns {
            let Some(middle) = middle else { continue };
            for (other, cell) in cells.iter().enumerate().skip(start as usize).take(3) {
                let (x, y) = (cell.mean.x - mean.x, cell.mean.y - mean.y);
                if cell.key.abs_diff(middle) <= 1 && owners[other] == NONE && x * x + y * y < reach * reach {
                    owners[other] = index as u32;
                }
            }
        }
    }
    owners
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn point(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    fn any_points() -> impl Strategy<Value = Vec<Point>> {
        // A few distinct numbers among many, so that points coincide and are on the borders of cells.
        let number = || prop_oneof![0.0..=1.0, (0u32..=64).prop_map(|n| f64::from(n) / 64.0), 0.5..0.5001];
        proptest::collection::vec((number(), number()).prop_map(|(x, y)| point(x, y)), 0..200)
    }

    #[test]
    fn far_points_stay_points_and_near_ones_gather() {
        // A cell is a quarter of a pixel of the world's 1024 wide.
        let points = [point(0.1, 0.1), point(0.9, 0.9), point(0.101, 0.1), point(0.5, 0.5)];
        let level = Level::new(&points, 2, 64.0);
        let counts: Vec<(usize, usize)> = level.clusters.iter().map(|cluster| (cluster.first, cluster.count)).collect();
        assert_eq!(counts, [(0, 2), (3, 1), (1, 1)]);
        assert_eq!(level.clusters[0].bounds, Bounds { least: points[0], most: points[2] });
        assert_eq!(Level::new(&points, MOST, 64.0).clusters.len(), 4);
    }

    #[test]
    fn points_on_both_sides_of_a_border_become_one() {
        for (a, b) in [
            (point(0.4999, 0.3), point(0.5001, 0.3)),
            (point(0.3, 0.4999), point(0.3, 0.5001)),
            (point(0.4999, 0.5001), point(0.5001, 0.4999)),
        ] {
            assert_eq!(Level::new(&[a, b], 2, 64.0).clusters.len(), 1, "{a:?} {b:?}");
        }
    }

    #[test]
    fn points_at_one_place_are_never_divided() {
        let points = [point(0.3, 0.3), point(0.3, 0.3), point(0.31, 0.3)];
        for zoom in 0..=MOST {
            let level = Level::new(&points, zoom, 40.0);
            assert!(level.members(&level.clusters[0]).starts_with(&[0, 1]), "{zoom}");
            assert_eq!(level.clusters[0].is_one_place(), level.clusters.len() == 2, "{zoom}");
        }
    }

    #[test]
    fn points_that_are_nowhere_belong_to_no_cluster() {
        let points =
            [point(f64::NAN, 0.5), point(0.5, f64::INFINITY), point(-0.1, 0.5), point(0.5, 1.1), point(0.5, 0.5)];
        for radius in [f64::NAN, 0.0, f64::INFINITY, -1.0, 64.0] {
            let level = Level::new(&points, u8::MAX, radius);
            assert_eq!(
                level.clusters.iter().map(|cluster| (cluster.first, cluster.count)).collect::<Vec<_>>(),
                [(4, 1)]
            );
        }
        assert!(Level::new(&[], 3, 64.0).clusters.is_empty());
        let one = Level::new(&[point(0.5, 0.5)], 3, 64.0);
        assert!(Level::default().members(&one.clusters[0]).is_empty());
    }

    #[test]
    fn zooms_have_levels() {
        for (zoom, level) in
            [(0.0, 0), (9.99, 9), (10.0, 10), (99.0, MOST), (-1.0, 0), (f64::NAN, 0), (f64::INFINITY, MOST)]
        {
            assert_eq!(level_of(zoom), level, "{zoom}");
        }
    }

    proptest! {
        #[test]
        fn clusters_partition_the_points(points in any_points(), zoom in 0u8..=MOST, radius in 0.0..300.0) {
            let level = Level::new(&points, zoom, radius);
            let mut seen: Vec<u32> = Vec::new();
            for cluster in &level.clusters {
                let members = level.members(cluster);
                prop_assert_eq!(members.len(), cluster.count);
                prop_assert_eq!(members.iter().min().map(|first| *first as usize), Some(cluster.first));
                prop_assert_eq!(Bounds::around(members.iter().map(|member| points[*member as usize])), Some(cluster.bounds));
                prop_assert!(cluster.bounds.contains(cluster.centre));
                seen.extend(members);
            }
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..points.len() as u32).collect::<Vec<_>>());
        }

        #[test]
        fn clusters_do_not_grow_past_three_cells(points in any_points(), zoom in 0u8..=MOST) {
            let side = 3.0 * 64.0 / TILE / f64::from(1u32 << zoom);
            for cluster in &Level::new(&points, zoom, 64.0).clusters {
                prop_assert!(cluster.bounds.most.x - cluster.bounds.least.x <= side);
                prop_assert!(cluster.bounds.most.y - cluster.bounds.least.y <= side);
            }
        }

        #[test]
        fn points_of_a_place_share_a_cluster(points in any_points(), zoom in 0u8..=MOST) {
            let level = Level::new(&points, zoom, 64.0);
            let mut cluster_of = vec![usize::MAX; points.len()];
            for (number, cluster) in level.clusters.iter().enumerate() {
                level.members(cluster).iter().for_each(|member| cluster_of[*member as usize] = number);
            }
            for a in 0..points.len() {
                for b in 0..a {
                    prop_assert!(points[a] != points[b] || cluster_of[a] == cluster_of[b]);
                }
            }
        }

        #[test]
        fn a_view_shows_the_clusters_in_it_and_no_others(points in any_points(), zoom in 0u8..12, x in 0.0..1.0, y in 0.0..1.0) {
            let level = Level::new(&points, zoom, 64.0);
            let part = Bounds { least: point(x, y), most: point(x + 0.2, y + 0.2) };
            let shown: Vec<&Cluster> = level.within(part).collect();
            prop_assert!(level.clusters.iter().all(|cluster| shown.contains(&cluster) == part.contains(cluster.centre)));
        }
    }
}
