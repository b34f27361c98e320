//! The outline map: land, pins that link to pages, and clusters that open, all in one SVG.
//!
//! Only what is in view is in the document. The component reads nothing from the document: its size and the reader's
//! input arrive as [`Gesture`]s from the page that shows it.

mod camera;
mod layers;
mod pins;

pub use pins::{Named, Spot};

use super::gesture::Gesture;
use super::{effect, keyed_list, memo, use_locale};
use crate::geo::Place;
use crate::geo::distance::compass_point;
use crate::geo::projection::{Bounds, Size, Step, View};
use crate::geo::tiles::Tile;
use crate::locale::{Locale, Words, words};
use crate::model::vocabulary::Compass;
use crate::wire::{Land, Outline, PinClass};
use camera::{Camera, translate};
use layers::{
    coast_view, credit_link, limit_view, own_view, reader_view, route_view, scale_line, tile_button, tile_credit,
    tile_view,
};
use leptos::prelude::*;
use leptos::{ev, svg};
use pins::{Item, cluster_view, pin_view};
use std::sync::Arc;

/// The element that receives a map's gestures.
pub type MapRef = NodeRef<svg::Svg>;

/// Listens to the map's element and reports its gestures.
pub type Watch = Callback<(MapRef, Callback<Gesture>)>;

/// A distance in words, rounded to tens of metres, tenths of a kilometre or kilometres.
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
    compass_point(degrees).map_or("", |point| Compass::ALL[point].name(locale))
}

/// A map of places.
///
/// `watch` reports its size and gestures. Without them, it responds only to its buttons and keys.
#[component]
pub fn Map(
    /// The places. They may change; the reader's view stays.
    #[prop(into)]
    spots: Signal<Arc<Vec<Spot>>>,
    /// The classes of the places.
    classes: Vec<PinClass>,
    /// The names of the places.
    named: Named,
    /// The accessible name of the map.
    label: String,
    /// The bounds of the land, and its credit.
    land: Option<Land>,
    /// The land, once it has been fetched.
    #[prop(into)]
    outline: Signal<Option<Arc<Outline>>>,
    /// The place that the page is about; drawn above all others.
    #[prop(default = None)]
    own: Option<u32>,
    /// How many places, from the first on, are the stops of a route. They are numbered and joined by a line.
    #[prop(default = 0)]
    stops: u32,
    /// The place under the pointer or with the focus, here or in a list next to the map.
    marked: RwSignal<Option<u32>>,
    /// Where the page lists links to other maps, if it does: `#…`.
    #[prop(default = None)]
    elsewhere: Option<&'static str>,
    /// The reader's position.
    #[prop(into)]
    here: Signal<Option<Place>>,
    /// The view that the reader chose; none for a view of all places.
    moved: RwSignal<Option<View>>,
    /// Set to the part of the plane in view.
    #[prop(optional)]
    seen: Option<RwSignal<Option<Bounds>>>,
    /// Called with the map's element, to listen to it.
    watch: Watch,
    /// Called with the numbers of the spots that are pressed: one for a pin, several for a cluster that no zoom level
    /// divides.
    press: Callback<Vec<u32>>,
) -> impl IntoView {
    let locale = use_locale();
    let source = land.as_ref().and_then(|land| land.tiles.clone());
    // Tiles come from another host: they are not fetched before the reader asks for them.
    let wanted = RwSignal::new(false);
    let nearest = source.as_ref().map_or(0, |source| source.nearest);
    let shown = Signal::derive(move || wanted.get().then_some(nearest));
    let camera = Camera::new(spots, land.clone(), shown, moved);
    let classes = StoredValue::new(classes);
    let element = camera.element;
    if let Some(seen) = seen {
        effect(move || seen.set(Some(camera.bounds())));
    }
    let items = memo(move || camera.items());
    // The item that contains the marked spot: a list next to the map may point at a spot within a cluster.
    let held = memo(move || {
        let index = camera.points.with(|points| marked.get().and_then(|number| points.index(number)))?;
        items.with(|items| items.iter().find(|item| camera.holds(&item.cluster, index)).map(Item::key))
    });
    let feel = Callback::new(move |gesture| camera.feel(gesture));
    effect(move || watch.run((element, feel)));
    let key = move |event: ev::KeyboardEvent| {
        // Key combinations of the browser, above all its zoom, are left to it.
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(wanted) = Step::of_key(&event.key()) {
            event.prevent_default();
            camera.step(wanted);
        }
    };
    let unfold = Callback::new(move |cluster| {
        if let Some(numbers) = camera.unfold(&cluster) {
            press.run(numbers);
        }
    });
    let on_pin = Callback::new(move |number| press.run(vec![number]));
    let pin = move |item: Item| {
        let at = Signal::derive(move || translate(camera.place(item.cluster.centre)));
        let is_marked = Signal::derive(move || (held.get() == Some(item.key())).then_some(""));
        let number = item.spot.number + 1;
        let is_stop = number <= stops;
        match item.cluster.count {
            1 => {
                let Spot { number, class, .. } = item.spot;
                let class = classes.with_value(|classes| classes.get(class as usize).cloned()).unwrap_or_default();
                let mark = if is_stop { (number + 1).to_string() } else { class.mark.clone() };
                pin_view((number, PinClass { mark, ..class }), at, is_marked, named, marked, on_pin)
            }
            // A bare count would look like the number of a stop.
            count => {
                let mark = if is_stop { format!("{number}+") } else { count.to_string() };
                cluster_view((item, mark), at, is_marked, named, unfold, locale)
            }
        }
    };
    let tiles = memo(move || match wanted.get() {
        true => Tile::within(&camera.view.get(), camera.size.get(), nearest),
        false => Vec::new(),
    });
    let template = StoredValue::new(source.as_ref().map(|source| source.url.clone()).unwrap_or_default());
    let tile_key = |tile: &Tile| [tile.zoom.into(), tile.x.into(), tile.y.into(), 0];
    let tile = move |tile: Tile| {
        let corners = move || tile.corners().map(|corner| camera.place(corner));
        tile_view(tile.address(&template.read_value()), corners)
    };
    let tile_button = source.as_ref().map(|source| tile_button(source.host.clone(), wanted));
    let view_box = move || {
        let Size { width, height } = camera.size.get();
        format!("0 0 {} {}", width.round() as i32, height.round() as i32)
    };
    let button = |(step, words, sign): (Step, Words, &'static str)| {
        let (name, press) = (words.get(locale), move |_| camera.step(step));
        let is_off = move || (step == Step::In && camera.is_nearest()).then_some("true");
        view! {
            <button class="map-button" type="button" aria-label=name title=name aria-disabled=is_off on:click=press>
                <span aria-hidden="true">{sign}</span>
            </button>
        }
    };
    let buttons =
        [(Step::In, words::ZOOM_IN, "+"), (Step::Out, words::ZOOM_OUT, "−"), (Step::Home, words::ZOOM_RESET, "↺")];
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
                    {coast_view(camera, outline)}
                    <g transform=move || camera.shift()>
                        {keyed_list(move || tiles.get(), tile_key, tile)}
                        {(stops > 1).then(|| route_view(camera, stops as usize))}
                        {own_view(camera, own)}
                        {keyed_list(move || items.get(), Item::key, pin)}
                        {reader_view(camera, here)}
                    </g>
                    {scale_line(camera)}
                </svg>
                <div class="map-buttons">{buttons.map(button)}</div>
                {land.is_some().then(|| limit_view(camera, source.is_some(), wanted, elsewhere))}
                {land.map(|land| credit_view(land, wanted))}
            </div>
            {tile_button}
            {legend_view(camera, classes, stops)}
            <p class="fine map-help">{words::MAP_KEYS.get(locale)}</p>
        </div>
    }
    .into_any()
}

/// The credits of the land and the tiles.
fn credit_view(land: Land, wanted: RwSignal<bool>) -> AnyView {
    let tiles = land.tiles.map(|source| tile_credit(source, wanted));
    view! { <p class="map-credit">{credit_link(land.url, land.credit)}{tiles}</p> }.into_any()
}

/// The classes on the map, with their letters. Stops of a route have numbers instead.
fn legend_view(camera: Camera, classes: StoredValue<Vec<PinClass>>, stops: u32) -> AnyView {
    let locale = use_locale();
    let line = |class: &PinClass| {
        view! {
            <li>
                <span class="pin-chip" data-hue=class.hue aria-hidden="true">{class.mark.clone()}</span>
                {class.name.clone()}
            </li>
        }
    };
    let lines = move || {
        let is_present = |at: u32| {
            camera.points.with(|points| points.spots.iter().any(|spot| spot.number >= stops && spot.class == at))
        };
        let present = |classes: &Vec<PinClass>| {
            classes.iter().zip(0..).filter(|(_, at)| is_present(*at)).map(|(class, _)| line(class)).collect_view()
        };
        classes.with_value(present)
    };
    let is_empty = move || camera.points.with(|points| points.spots.iter().all(|spot| spot.number < stops));
    view! { <ul class="map-legend" aria-label=words::MAP_LEGEND.get(locale) hidden=is_empty>{lines}</ul> }.into_any()
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
