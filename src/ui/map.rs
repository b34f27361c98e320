//! The outline map: land, pins that lead to pages, clusters that open, all in one SVG.
//!
//! What is in view is in the document, and nothing else. The component reads nothing from the document
//! itself: its size and what fingers do come as [`Gesture`]s from whoever shows it.

mod pins;
mod tiles;

pub use pins::{Named, Spot, class_mark};

use super::use_locale;
use crate::geo::Place;
use crate::geo::cluster::{Cluster, level_of};
use crate::geo::distance::compass_point;
use crate::geo::projection::{Bounds, Limits, Point, ScaleBar, Size, Step, TILE, View, project};
use crate::geo::tiles::Tile;
use crate::locale::{Locale, words};
use crate::model::vocabulary::Class;
use crate::wire::{Land, Outline};
use leptos::prelude::*;
use leptos::{ev, svg};
use pins::{CELL, Item, Points, Stand, cluster_view, pin_view};
use std::sync::Arc;
use tiles::{TileButton, TileCredit, tile_view};

/// What a browser tells of the map's element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The element is this large.
    Sized(Size),
    /// A drag by so many pixels.
    Moved {
        /// To the right.
        right: f64,
        /// Down.
        down: f64,
    },
    /// A pinch or a turn of the wheel.
    Zoomed {
        /// How many times as near.
        factor: f64,
        /// What stays in its place, pixels from the upper left corner.
        about: Point,
    },
}

/// The element that a map's gestures are made on.
pub type MapRef = NodeRef<svg::Svg>;

/// Listens to the map's element and tells what happens there.
pub type Watch = Callback<(MapRef, Callback<Gesture>)>;

/// The size that maps are prerendered at.
const FIRST: Size = Size { width: 640.0, height: 400.0 };

/// The nearest scale: zoom 16, some two metres a pixel. The land is not drawn finer.
const NEAREST: f64 = TILE * 65_536.0;

/// Room around what is fitted, pixels.
const ROOM: f64 = 40.0;

/// A distance in words: tens of metres, tenths of a kilometre, kilometres.
pub fn distance_text(metres: f64, locale: Locale) -> String {
    let metres = metres.round() as u32;
    match metres {
        ..995 => words::METRES.with(locale, &[&((metres + 5) / 10 * 10).to_string()]),
        995..9950 => {
            let tenths = (metres + 50) / 100;
            let number = format!("{}.{}", tenths / 10, tenths % 10);
            words::KILOMETRES.with(locale, &[&number])
        }
        _ => words::KILOMETRES.with(locale, &[&((metres + 500) / 1000).to_string()]),
    }
}

/// A direction in words; `degrees` clockwise from north.
pub fn direction_text(degrees: f64, locale: Locale) -> &'static str {
    compass_point(degrees).map_or("", |point| words::COMPASS[point].get(locale))
}

/// What is pressed on a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// A pin, by its number.
    Pin(u32),
    /// A cluster that no zoom divides, by the numbers of its spots.
    Place(Vec<u32>),
}

/// What one may see: the land and the points, with as much again around them.
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

fn translate(point: Point) -> String {
    format!("translate({} {})", point.x.round() as i32, point.y.round() as i32)
}

/// A map of places.
///
/// `watch` gives it its size and gestures; without one it answers to its buttons and keys alone.
#[component]
pub fn Map(
    /// The places. They may change; the view stays where the reader has put it.
    #[prop(into)]
    spots: Signal<Arc<Vec<Spot>>>,
    /// What the places are called.
    named: Named,
    /// What it is called.
    label: String,
    /// Where its land is, and whose it is.
    land: Option<Land>,
    /// The land, once it is there.
    #[prop(into)]
    outline: Signal<Option<Arc<Outline>>>,
    /// The place that the page is about: drawn above all others.
    #[prop(optional)]
    own: Option<u32>,
    /// The place under the pointer or with the focus, here or in a list beside the map.
    marked: RwSignal<Option<u32>>,
    /// Where the reader is.
    #[prop(into)]
    here: Signal<Option<Place>>,
    /// Where the reader has put the map; none for all of its places.
    moved: RwSignal<Option<View>>,
    /// Told of the part of the plane in view.
    #[prop(optional)]
    seen: Option<RwSignal<Option<Bounds>>>,
    /// Listens to the element.
    watch: Watch,
    /// Told of what is pressed.
    press: Callback<Press>,
) -> impl IntoView {
    let locale = use_locale();
    let element = MapRef::new();
    let size = RwSignal::new(FIRST);
    let made = Memo::new_with_compare(move |_| Arc::new(Points::new(spots.get())), |_, _| true);
    let sheet = land.clone();
    let bounds = Memo::new(move |_| made.with(|made| limits(made, sheet.as_ref())));
    let home = Memo::new(move |_| {
        let around = made.with(|made| Bounds::around(made.plane.iter().copied())).unwrap_or(bounds.get().bounds);
        View::fit(around, ROOM, size.get(), &bounds.get())
    });
    let view = Memo::new(move |_| match moved.get() {
        Some(view) => view.kept(size.get(), &bounds.get()),
        None => home.get(),
    });
    if let Some(seen) = seen {
        Effect::new(move |_| seen.set(Some(view.get().bounds(size.get()))));
    }
    let level = Memo::new(move |_| level_of(view.get().zoom()));
    let items = Memo::new(move |_| {
        let (view, size) = (view.get(), size.get());
        let part = view.bounds(size).grown(CELL / 2.0 / view.scale);
        made.with(|made| made.within(level.get(), part))
    });
    // The item that holds the marked spot: a list beside the map may point at one within a cluster.
    let held = Memo::new(move |_| {
        let index = marked.get().and_then(|number| made.with(|made| made.index(number)))?;
        let holds =
            |item: &&Item| made.with(|made| made.level(level.get()).members(&item.cluster).contains(&(index as u32)));
        items.with(|items| items.iter().find(holds).map(Item::key))
    });
    let change = move |change: &dyn Fn(View, Size, &Limits) -> View| {
        let next = change(view.get_untracked(), size.get_untracked(), &bounds.get_untracked());
        moved.set(Some(next));
    };
    let step = move |step: Step| match step {
        Step::Home => moved.set(None),
        _ => change(&|view, size, limits| view.stepped(step, view, size, limits)),
    };
    let feel = Callback::new(move |gesture: Gesture| match gesture {
        Gesture::Sized(now) => size.set(now),
        Gesture::Moved { right, down } => change(&|view, size, limits| view.panned(right, down, size, limits)),
        Gesture::Zoomed { factor, about } => change(&|view, size, limits| view.zoomed(factor, about, size, limits)),
    });
    Effect::new(move |_| watch.run((element, feel)));
    let key = move |event: ev::KeyboardEvent| {
        // The browser's own keys, its zoom above all, stay the browser's.
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(wanted) = Step::of_key(&event.key()) {
            event.prevent_default();
            step(wanted);
        }
    };
    let unfold = Callback::new(move |cluster: Cluster| {
        let nearest = view.get_untracked().scale >= NEAREST * 0.99;
        if cluster.is_one_place() || nearest {
            press.run(Press::Place(made.with_untracked(|made| made.members(level.get_untracked(), &cluster))));
        } else {
            change(&|_, size, limits| View::fit(cluster.bounds, ROOM, size, limits));
            // The cluster is gone, and the focus would go with it.
            if let Some(sheet) = element.get_untracked() {
                let _ = sheet.focus();
            }
        }
    });
    let on_pin = Callback::new(move |number| press.run(Press::Pin(number)));
    // Pins keep their places while the map is dragged: all of them are shifted at once.
    let base = Memo::new(move |last: Option<&(View, Size)>| match (last, view.get(), size.get()) {
        (Some(&(base, of)), view, size) if base.scale == view.scale && of == size => (base, of),
        (_, view, size) => (view, size),
    });
    let shift = move || {
        let ((base, _), view) = (base.get(), view.get());
        let along = |from: f64, to: f64| (from - to) * view.scale;
        translate(Point { x: along(base.centre.x, view.centre.x), y: along(base.centre.y, view.centre.y) })
    };
    let place_of = move |point: Point| base.with(|(view, size)| view.to_screen(point, *size));
    let own_point = move || own.and_then(|own| made.with(|made| made.index(own).map(|at| made.plane[at])));
    let pin = move |item: Item| {
        let centre = item.cluster.centre;
        let at = move || translate(place_of(centre));
        let stand = Stand { at, is_marked: move || held.get() == Some(item.key()) };
        match item.cluster.count {
            1 => pin_view(item.spot, stand, named, marked, on_pin, locale),
            _ => cluster_view(item.cluster, stand, unfold, locale),
        }
    };
    let whole = |length: f64| length.round() as i32;
    // The sea comes with the land: a blue sheet with nothing on it would say that all places are in the water.
    let coast = move || {
        outline.get().map(|outline| {
            let origin = Point { x: f64::from(outline.origin.0) / 1e9, y: f64::from(outline.origin.1) / 1e9 };
            let unit = f64::from(outline.unit) / 1e12;
            let (across, down) = (f64::from(outline.size.0) * unit, f64::from(outline.size.1) * unit);
            let least = move || view.with(|view| view.to_screen(origin, size.get()));
            let scale = move || view.with(|view| view.scale);
            let transform = move || view.with(|view| view.transform(origin, unit, size.get()));
            view! {
                <rect
                    class="map-sea"
                    x=move || whole(least().x)
                    y=move || whole(least().y)
                    width=move || whole(across * scale())
                    height=move || whole(down * scale())
                />
                <path class="map-land" fill-rule="evenodd" d=outline.path.clone() transform=transform />
            }
        })
    };
    let source = land.as_ref().and_then(|land| land.tiles.clone());
    // They come from another host: not before the reader wants them.
    let wanted = RwSignal::new(false);
    let nearest = source.as_ref().map_or(0, |source| source.nearest);
    let tiles = Memo::new(move |_| match wanted.get() {
        true => Tile::within(&view.get(), size.get(), nearest),
        false => Vec::new(),
    });
    let template = StoredValue::new(source.as_ref().map(|source| source.url.clone()).unwrap_or_default());
    let tile = move |tile: Tile| {
        let corners = move || tile.corners().map(place_of);
        tile_view(tile.address(&template.read_value()), corners)
    };
    let ring = move || {
        own_point().map(|point| {
            view! {
                <g class="map-own" aria-hidden="true" transform=move || translate(place_of(point))>
                    <circle class="map-own-dot" r="5" />
                    <circle r="21" />
                </g>
            }
        })
    };
    let reader = move || {
        here.get().map(|place| {
            let point = project(place);
            view! {
                <g class="map-here" role="img" aria-label=words::MAP_HERE.get(locale) transform=move || translate(place_of(point))>
                    <circle class="map-here-halo" r="16" />
                    <circle class="map-here-dot" r="7" />
                </g>
            }
        })
    };
    let bar = Memo::new(move |_| {
        let bar = ScaleBar::fitting(view.with(View::metres_per_pixel), 110.0)?;
        let (number, kilometres) = bar.label();
        let unit = if kilometres { words::KILOMETRES } else { words::METRES };
        Some((bar.pixels.round() as i32, unit.with(locale, &[&number.to_string()])))
    });
    let bar_path = move || bar.with(|bar| bar.as_ref().map_or(String::new(), |(long, _)| format!("M0 -6V0H{long}V-6")));
    let bar_text = move || bar.with(|bar| bar.as_ref().map_or(String::new(), |(_, text)| text.clone()));
    let bar_place = move || format!("translate(12 {})", size.get().height.round() as i32 - 14);
    let classes = move || {
        made.with(|made| {
            let present = Class::ALL.iter().filter(|class| made.spots.iter().any(|spot| spot.class == **class));
            present
                .map(|class| {
                    view! {
                        <li>
                            <span class="pin-chip" data-class=class.as_str() aria-hidden="true">
                                {class_mark(*class, locale)}
                            </span>
                            {class.name(locale)}
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let credit = land.map(|land| {
        let words = match land.url {
            Some(url) => view! { <a href=url rel="noopener noreferrer external">{land.credit}</a> }.into_any(),
            None => land.credit.into_any(),
        };
        let tiles = land.tiles.map(|source| view! { <TileCredit source wanted /> });
        view! { <p class="map-credit">{words}{tiles}</p> }
    });
    let tile_button = source.map(|source| view! { <TileButton host=source.host wanted /> });
    let view_box = move || {
        let size = size.get();
        format!("0 0 {} {}", size.width.round() as i32, size.height.round() as i32)
    };
    let buttons =
        [(Step::In, words::ZOOM_IN, "+"), (Step::Out, words::ZOOM_OUT, "−"), (Step::Home, words::ZOOM_RESET, "↺")].map(
            |(wanted, words, sign)| {
                let name = words.get(locale);
                view! {
                    <button class="map-button" type="button" aria-label=name title=name on:click=move |_| step(wanted)>
                        <span aria-hidden="true">{sign}</span>
                    </button>
                }
            },
        );
    view! {
        <div class="map">
            <div class="map-frame">
                <svg
                    class="map-sheet"
                    node_ref=element
                    viewBox=view_box
                    preserveAspectRatio="xMidYMid slice"
                    role="group"
                    tabindex="0"
                    aria-label=label
                    on:keydown=key
                >
                    {coast}
                    <g transform=shift>
                        <For each=move || tiles.get() key=|tile| *tile children=tile />
                        {ring}
                        <For each=move || items.get() key=Item::key children=pin />
                        {reader}
                    </g>
                    <g class="map-scale" transform=bar_place>
                        <path d=bar_path />
                        <text y="-10">{bar_text}</text>
                    </g>
                </svg>
                <div class="map-buttons">{buttons}</div>
                {credit}
            </div>
            {tile_button}
            <ul class="map-legend" aria-label=words::MAP_LEGEND.get(locale)>{classes}</ul>
            <p class="fine map-help">{words::MAP_KEYS.get(locale)}</p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_said_as_one_says_them() {
        for (metres, en, zh) in [
            (0.0, "0 m", "0米"),
            (4.0, "0 m", "0米"),
            (994.0, "990 m", "990米"),
            (995.0, "1.0 km", "1.0公里"),
            (4_249.0, "4.2 km", "4.2公里"),
            (9_949.0, "9.9 km", "9.9公里"),
            (9_950.0, "10 km", "10公里"),
            (1_234_567.0, "1235 km", "1235公里"),
            (f64::NAN, "0 m", "0米"),
        ] {
            assert_eq!(distance_text(metres, Locale::En), en, "{metres}");
            assert_eq!(distance_text(metres, Locale::Zh), zh, "{metres}");
        }
    }
}
