//! The part of the plane that a map shows, and the ways to move it.

use super::MapRef;
use super::pins::{CELL, Item, Points, Spot};
use crate::geo::cluster::{Cluster, level_of};
use crate::geo::projection::{Bounds, Limits, NEAREST, Point, Size, Step, TILE, View, nearest_of_outline};
use crate::ui::gesture::Gesture;
use crate::ui::{effect, memo};
use crate::wire::Land;
use leptos::prelude::*;
use std::sync::Arc;

/// The size for which maps are prerendered.
const FIRST: Size = Size { width: 640.0, height: 400.0 };

/// The margin around fitted content, pixels.
const ROOM: f64 = 40.0;

/// The limits of the view: the land and the points, with a margin of half their longer side, and no closer than the
/// outline has detail.
fn limits(points: &Points, land: Option<&Land>) -> Limits {
    let corners = land.map(|land| {
        let [left, top, right, bottom] = land.bounds.map(|part| f64::from(part) / 1e9);
        [Point { x: left, y: top }, Point { x: right, y: bottom }]
    });
    let all = points.plane.iter().copied().chain(corners.into_iter().flatten());
    let bounds = Bounds::around(all).unwrap_or(Bounds::WORLD);
    let side = (bounds.most.x - bounds.least.x).max(bounds.most.y - bounds.least.y);
    let most = land.map_or(NEAREST, |land| nearest_of_outline(f64::from(land.detail) / 1e9));
    Limits { bounds: bounds.grown(side / 2.0 + 1e-4), least: 1.0, most }
}

pub(super) fn translate(point: Point) -> String {
    format!("translate({} {})", point.x.round() as i32, point.y.round() as i32)
}

/// A map's view of its points.
#[derive(Clone, Copy)]
pub(super) struct Camera {
    pub element: MapRef,
    pub size: RwSignal<Size>,
    pub points: Memo<Arc<Points>>,
    pub view: Memo<View>,
    /// The view that the reader chose; none for a view of all places.
    moved: RwSignal<Option<View>>,
    limits: Memo<Limits>,
    level: Memo<u8>,
    /// The view for which the pins were placed. They keep their positions while the map is dragged: all of them are
    /// shifted together.
    base: Memo<(View, Size)>,
}

impl Camera {
    /// `tiles` is the highest zoom level of the tiles that are shown, if any are.
    pub fn new(
        spots: Signal<Arc<Vec<Spot>>>,
        land: Option<Land>,
        tiles: Signal<Option<u8>>,
        moved: RwSignal<Option<View>>,
    ) -> Camera {
        let size = RwSignal::new(FIRST);
        let points = Memo::new_with_compare(move |_| Arc::new(Points::new(spots.get())), |_, _| true);
        let of_outline = memo(move || points.with(|points| limits(points, land.as_ref())));
        let limits = memo(move || {
            let limits = of_outline.get();
            let most = tiles.get().map_or(0.0, |nearest| TILE * f64::from(1_u32 << nearest.min(24)));
            Limits { most: limits.most.max(most), ..limits }
        });
        let home = memo(move || {
            let around = points.with(|points| Bounds::around(points.plane.iter().copied()));
            // Tiles do not change the first view.
            let limits = of_outline.get();
            View::fit(around.unwrap_or(limits.bounds), ROOM, size.get(), &limits)
        });
        let view = memo(move || match moved.get() {
            Some(view) => view.clamped(size.get(), &limits.get()),
            None => home.get(),
        });
        // A view from a URL may be closer; the URL follows it.
        effect(move || {
            let most = limits.get().most;
            if let Some(view) = moved.get().filter(|view| view.scale > most) {
                moved.set(Some(View { scale: most, ..view }));
            }
        });
        let base = Memo::new(move |last: Option<&(View, Size)>| match (last, view.get(), size.get()) {
            (Some(&(base, of)), view, size) if base.scale == view.scale && of == size => (base, of),
            (_, view, size) => (view, size),
        });
        let level = memo(move || level_of(view.get().zoom()));
        Camera { element: MapRef::new(), size, points, view, moved, limits, level, base }
    }

    /// The part of the plane in view.
    pub fn bounds(self) -> Bounds {
        self.view.get().bounds(self.size.get())
    }

    /// Whether the map cannot be enlarged further.
    pub fn is_nearest(self) -> bool {
        self.view.get().scale >= self.limits.get().most * 0.99
    }

    /// The pins and clusters in view.
    pub fn items(self) -> Vec<Item> {
        let part = self.bounds().grown(CELL / 2.0 / self.view.get().scale);
        self.points.with(|points| points.within(self.level.get(), part))
    }

    /// Whether a cluster contains the spot with this index.
    pub fn holds(self, cluster: &Cluster, index: usize) -> bool {
        self.points.with(|points| points.level(self.level.get()).members(cluster).contains(&(index as u32)))
    }

    fn change(self, change: impl FnOnce(View, Size, &Limits) -> View) {
        let next = change(self.view.get_untracked(), self.size.get_untracked(), &self.limits.get_untracked());
        self.moved.set(Some(next));
    }

    pub fn step(self, step: Step) {
        match step {
            Step::Home => self.moved.set(None),
            _ => self.change(|view, size, limits| view.stepped(step, view, size, limits)),
        }
    }

    pub fn feel(self, gesture: Gesture) {
        match gesture {
            Gesture::Sized(now) => self.size.set(now),
            Gesture::Moved { right, down } => self.change(|view, size, limits| view.panned(right, down, size, limits)),
            Gesture::Zoomed { factor, about } => {
                self.change(|view, size, limits| view.zoomed(factor, about, size, limits));
            }
            Gesture::Doubled { .. } | Gesture::Released => {}
        }
    }

    /// Zooms in on a cluster. Returns the numbers of its spots if no zoom level divides it.
    pub fn unfold(self, cluster: &Cluster) -> Option<Vec<u32>> {
        if cluster.is_one_place() || untrack(|| self.is_nearest()) {
            let level = self.level.get_untracked();
            return Some(self.points.with_untracked(|points| points.members(level, cluster)));
        }
        self.change(|_, size, limits| View::fit(cluster.bounds, ROOM, size, limits));
        // The cluster is removed from the document, and the focus would be lost.
        if let Some(sheet) = self.element.get_untracked() {
            let _ = sheet.focus();
        }
        None
    }

    /// The `transform` of everything placed by [`Camera::place`].
    pub fn shift(self) -> String {
        let ((base, _), view) = (self.base.get(), self.view.get());
        let along = |from: f64, to: f64| (from - to) * view.scale;
        translate(Point { x: along(base.centre.x, view.centre.x), y: along(base.centre.y, view.centre.y) })
    }

    /// The position of a point on the sheet, without [`Camera::shift`].
    pub fn place(self, point: Point) -> Point {
        self.base.with(|(view, size)| view.to_screen(point, *size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn land(detail: u32) -> Land {
        let credit = String::new();
        Land {
            data: String::new(),
            bounds: [830_000_000, 390_000_000, 840_000_000, 400_000_000],
            detail,
            credit,
            url: None,
            tiles: None,
        }
    }

    #[test]
    fn an_outline_limits_how_far_the_map_zooms_in() {
        let points = Points::new(Arc::new(vec![Spot { number: 0, class: 0, position: (36_061_600, 120_314_300) }]));
        let most = |land: Option<Land>| limits(&points, land.as_ref()).most;
        assert_eq!(most(None), NEAREST);
        // A segment of 0.000 03 of the plane, about a kilometre, is 72 pixels long.
        assert!((most(Some(land(30_000))) * 30_000.0 / 1e9 - 72.0).abs() < 1e-6);
        // A square has no detail at all: a town still fills the map. A fine outline has the limit of all maps.
        assert_eq!(most(Some(land(10_000_000))), TILE * 2048.0);
        assert_eq!([0, 1].map(|detail| most(Some(land(detail)))), [NEAREST; 2]);
    }
}
