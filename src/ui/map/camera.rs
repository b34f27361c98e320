//! The part of the plane that a map shows, and the ways to move it.

use super::MapRef;
use super::pins::{CELL, Item, Points, Spot};
use crate::geo::cluster::{Cluster, level_of};
use crate::geo::projection::{Bounds, Limits, Point, Size, Step, TILE, View};
use crate::ui::gesture::Gesture;
use crate::wire::Land;
use leptos::prelude::*;
use std::sync::Arc;

/// The size for which maps are prerendered.
const FIRST: Size = Size { width: 640.0, height: 400.0 };

/// The largest scale: zoom 16, some two metres per pixel. The land has no more detail.
const NEAREST: f64 = TILE * 65_536.0;

/// The margin around fitted content, pixels.
const ROOM: f64 = 40.0;

/// The limits of the view: the land and the points, with a margin of half their longer side.
fn limits(points: &Points, land: Option<&Land>) -> Limits {
    let corners = land.map(|land| {
        let [left, top, right, bottom] = land.bounds.map(|part| f64::from(part) / 1e9);
        [Point { x: left, y: top }, Point { x: right, y: bottom }]
    });
    let all = points.plane.iter().copied().chain(corners.into_iter().flatten());
    let bounds = Bounds::around(all).unwrap_or(Bounds::WORLD);
    let side = (bounds.most.x - bounds.least.x).max(bounds.most.y - bounds.least.y);
    Limits { bounds: bounds.grown(side / 2.0 + 1e-4), least: 1.0, most: NEAREST }
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
    pub fn new(spots: Signal<Arc<Vec<Spot>>>, land: Option<Land>, moved: RwSignal<Option<View>>) -> Camera {
        let size = RwSignal::new(FIRST);
        let points = Memo::new_with_compare(move |_| Arc::new(Points::new(spots.get())), |_, _| true);
        let limits = Memo::new(move |_| points.with(|points| limits(points, land.as_ref())));
        let home = Memo::new(move |_| {
            let around = points.with(|points| Bounds::around(points.plane.iter().copied()));
            View::fit(around.unwrap_or(limits.get().bounds), ROOM, size.get(), &limits.get())
        });
        let view = Memo::new(move |_| match moved.get() {
            Some(view) => view.clamped(size.get(), &limits.get()),
            None => home.get(),
        });
        let base = Memo::new(move |last: Option<&(View, Size)>| match (last, view.get(), size.get()) {
            (Some(&(base, of)), view, size) if base.scale == view.scale && of == size => (base, of),
            (_, view, size) => (view, size),
        });
        let level = Memo::new(move |_| level_of(view.get().zoom()));
        Camera { element: MapRef::new(), size, points, view, moved, limits, level, base }
    }

    /// The part of the plane in view.
    pub fn bounds(self) -> Bounds {
        self.view.get().bounds(self.size.get())
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
        let is_nearest = self.view.get_untracked().scale >= NEAREST * 0.99;
        if cluster.is_one_place() || is_nearest {
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
