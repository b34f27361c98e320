//! The places on a map, the data derived from them, and the pins and clusters.

use crate::geo::Place;
use crate::geo::cluster::{Cluster, Level, MOST};
use crate::geo::projection::{Bounds, Point, project};
use crate::locale::{Locale, words};
use crate::route::Page;
use crate::ui::{memo, use_locale};
use crate::wire::{Pin, PinClass};
use leptos::prelude::*;
use leptos::{ev, svg};
use std::sync::{Arc, OnceLock};

/// The side of a cluster's cell, pixels.
pub(super) const CELL: f64 = 60.0;

/// A place on a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The number by which the page that shows the map identifies it.
    pub number: u32,
    /// The index of its class in the classes of the map.
    pub class: u32,
    /// Its position: millionths of a degree north and east, WGS-84.
    pub position: (i32, i32),
}

impl Spot {
    /// Spots for pins, numbered in their order.
    pub fn all(pins: &[Pin]) -> Arc<Vec<Spot>> {
        let spots = pins.iter().zip(0..);
        Arc::new(spots.map(|(pin, number)| Spot { number, class: pin.class, position: pin.position }).collect())
    }
}

/// Returns the page and the name of a spot, if they are known. Tracked: a name may arrive later.
pub type Named = Callback<u32, Option<(Page, String)>>;

/// Spots and the data derived from them, computed once; each level of clusters at its first use.
pub(super) struct Points {
    pub spots: Arc<Vec<Spot>>,
    pub plane: Vec<Point>,
    levels: [OnceLock<Level>; MOST as usize + 1],
}

impl Points {
    pub fn new(spots: Arc<Vec<Spot>>) -> Points {
        // A spot without a valid position is outside of the plane, where clusters ignore it.
        let nowhere = Point { x: f64::NAN, y: f64::NAN };
        let plane = spots.iter().map(|spot| Place::of_millionths(spot.position).map_or(nowhere, project)).collect();
        Points { spots, plane, levels: [const { OnceLock::new() }; MOST as usize + 1] }
    }

    /// The clusters of a level.
    pub fn level(&self, level: u8) -> &Level {
        let level = level.min(MOST);
        self.levels[level as usize].get_or_init(|| Level::new(&self.plane, level, CELL))
    }

    pub fn index(&self, number: u32) -> Option<usize> {
        self.spots.iter().position(|spot| spot.number == number)
    }

    /// The numbers of a cluster's spots, in the order of the spots.
    pub fn members(&self, level: u8, cluster: &Cluster) -> Vec<u32> {
        let mut members = self.level(level).members(cluster).to_vec();
        members.sort_unstable();
        members.into_iter().filter_map(|at| Some(self.spots.get(at as usize)?.number)).collect()
    }

    /// The items in a part of the plane, including those that reach into it from outside.
    pub fn within(&self, level: u8, part: Bounds) -> Vec<Item> {
        let item = |cluster: &Cluster| Item { cluster: *cluster, spot: self.spots[cluster.first] };
        self.level(level).within(part).map(item).collect()
    }
}

/// A pin or a cluster in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item {
    pub cluster: Cluster,
    /// Its first spot.
    pub spot: Spot,
}

impl Item {
    /// Identifies an item, so that its nodes stay while the map moves.
    pub fn key(&self) -> [u64; 4] {
        let Cluster { centre, count, .. } = self.cluster;
        [self.spot.number.into(), count as u64, centre.x.to_bits(), centre.y.to_bits()]
    }
}

/// A pin: a link in the SVG, with the mark of `class`, and with its name while it is marked. Its spot has `number`; `at` is
/// its `transform`.
pub(super) fn pin_view(
    (number, class): (u32, PinClass),
    at: Signal<String>,
    is_marked: Signal<Option<&'static str>>,
    named: Named,
    marked: RwSignal<Option<u32>>,
    press: Callback<u32>,
) -> AnyView {
    let locale = use_locale();
    let PinClass { name: class_name, mark, hue } = class;
    let name = memo(move || named.run(number));
    let href = move || name.with(|name| name.as_ref().map(|(page, _)| page.href(locale)));
    let title = move || name.with(|name| name.as_ref().map(|(_, title)| title.clone()).unwrap_or_default());
    let label = move || name.with(|name| name.as_ref().map_or_else(|| class_name.clone(), |(_, title)| title.clone()));
    let point_at = move || marked.set(Some(number));
    let pressed = move |event: ev::MouseEvent| {
        // The navigation's own listener handles only HTML links.
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
            && !event.default_prevented();
        if plain {
            event.prevent_default();
            press.run(number);
        }
    };
    svg::a()
        .attr("href", href)
        .attr("class", "pin")
        .attr("data-hue", hue)
        .attr("data-marked", is_marked)
        .attr("aria-label", label)
        .attr("transform", at)
        .on(ev::click, pressed)
        .on(ev::pointerenter, move |_| point_at())
        .on(ev::focus, move |_| point_at())
        .on(ev::pointerleave, move |_| marked.set(None))
        .on(ev::blur, move |_| marked.set(None))
        .child(view! {
            <circle class="pin-target" r="22" />
            <circle class="pin-dot" r="12" />
            <text class="pin-mark" y="4.5">{mark}</text>
            <text class="pin-name" y="30" aria-hidden="true">{title}</text>
        })
        .into_any()
}

/// A cluster: a button in the SVG that opens it. It is named after its first place.
pub(super) fn cluster_view(
    (Item { cluster, spot }, mark): (Item, String),
    at: Signal<String>,
    is_marked: Signal<Option<&'static str>>,
    named: Named,
    unfold: Callback<Cluster>,
    locale: Locale,
) -> AnyView {
    let count = cluster.count.to_string();
    let number = count.clone();
    let label = move || match named.run(spot.number) {
        Some((_, title)) => words::CLUSTER_AROUND.with(locale, &[&number, &title]),
        None => words::CLUSTER.with(locale, &[&number]),
    };
    let key = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            unfold.run(cluster);
        }
    };
    let long = match cluster.count {
        ..100 => "16",
        100..1000 => "20",
        _ => "24",
    };
    view! {
        <g
            class="pin"
            data-cluster=""
            data-marked=is_marked
            role="button"
            tabindex="0"
            aria-label=label
            transform=at
            on:click=move |_| unfold.run(cluster)
            on:keydown=key
        >
            <circle class="pin-target" r="24" />
            <circle class="pin-dot" r=long />
            <text class="pin-mark" y="5">{mark}</text>
        </g>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::cluster::level_of;
    use crate::geo::projection::{Limits, Size, View};

    /// Places of a town, some of them at the same point, generated from a fixed seed.
    fn town(count: u32) -> Arc<Vec<Spot>> {
        let mut state = 7_u64;
        let mut roll = move |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        let spot = |number| {
            let (north, east) = if number % 10 == 0 { (0, 0) } else { (roll(400_000), roll(600_000)) };
            Spot { number, class: roll(9) as u32, position: (36_000_000 + north as i32, 120_100_000 + east as i32) }
        };
        Arc::new((0..count).map(spot).collect())
    }

    #[test]
    fn of_ten_thousand_places_few_things_stand_on_a_map_and_none_is_lost() {
        let points = Points::new(town(10_000));
        let size = Size { width: 1200.0, height: 700.0 };
        let around = Bounds::around(points.plane.iter().copied()).unwrap();
        let limits = Limits { bounds: Bounds::WORLD, least: 1.0, most: f64::MAX };
        let mut view = View::fit(around, 40.0, size, &limits);
        for _ in 0..8 {
            let level = level_of(view.zoom());
            let part = view.bounds(size).grown(CELL / 2.0 / view.scale);
            let items = points.within(level, part);
            assert!(!items.is_empty() && items.len() < 1_500, "{} at level {level}", items.len());
            let all: usize = points.level(level).within(Bounds::WORLD).map(|cluster| cluster.count).sum();
            assert_eq!(all, 10_000);
            for item in items.iter().filter(|item| item.cluster.count < 4) {
                let members = points.members(level, &item.cluster);
                assert_eq!((members.len(), members[0]), (item.cluster.count, item.spot.number));
            }
            view = view.zoomed(2.0, Point { x: 500.0, y: 300.0 }, size, &limits);
        }
    }

    #[test]
    fn places_that_are_nowhere_are_not_on_the_map() {
        let nowhere = |number, position| Spot { number, class: 0, position };
        let points = Points::new(Arc::new(vec![nowhere(4, (91_000_000, 0)), nowhere(9, (i32::MAX, i32::MIN))]));
        assert!(points.within(3, Bounds::WORLD).is_empty());
        assert_eq!((points.index(9), points.index(5)), (Some(1), None));
    }
}
