//! The layers below and above the pins: the land, optional picture tiles, the rings around the page's own place and
//! the reader's position, and the scale.

use super::camera::{Camera, translate};
use crate::geo::Place;
use crate::geo::projection::{Point, ScaleBar, View, project};
use crate::locale::{DOT, words};
use crate::ui::{ActionButton, memo, optional, use_locale};
use crate::wire::{Outline, Tiles};
use leptos::prelude::*;
use std::sync::Arc;

fn whole(length: f64) -> i32 {
    length.round() as i32
}

/// The land. The sea appears together with it: a blue sheet without land would suggest that all places are in the
/// water.
pub(super) fn coast_view(camera: Camera, outline: Signal<Option<Arc<Outline>>>) -> AnyView {
    let Camera { view, size, .. } = camera;
    (move || {
        let outline = outline.get()?;
        let origin = Point { x: f64::from(outline.origin.0) / 1e9, y: f64::from(outline.origin.1) / 1e9 };
        let unit = f64::from(outline.unit) / 1e12;
        let (across, down) = (f64::from(outline.size.0) * unit, f64::from(outline.size.1) * unit);
        let least = move || view.with(|view| view.to_screen(origin, size.get()));
        let long = move |length: f64| whole(length * view.with(|view| view.scale));
        let transform = move || view.with(|view| view.transform(origin, unit, size.get()));
        Some(view! {
            <rect
                class="map-sea"
                x=move || whole(least().x)
                y=move || whole(least().y)
                width=move || long(across)
                height=move || long(down)
            />
            <path class="map-land" fill-rule="evenodd" d=outline.path.clone() transform=transform />
        })
    })
    .into_any()
}

/// The line that joins the first `stops` places.
pub(super) fn route_view(camera: Camera, stops: usize) -> AnyView {
    let path = move || {
        let points: Vec<Point> = camera.points.with(|points| points.plane.iter().take(stops).copied().collect());
        let mut path = String::new();
        // A place without a valid position is left out.
        for point in points.into_iter().filter(|point| point.x.is_finite() && point.y.is_finite()) {
            let Point { x, y } = camera.place(point);
            path.push_str(if path.is_empty() { "M" } else { "L" });
            path.push_str(&[whole(x), whole(y)].map(|length| length.to_string()).join(" "));
        }
        path
    };
    view! { <path class="map-route" d=path aria-hidden="true" /> }.into_any()
}

/// The ring around the place that the page is about.
pub(super) fn own_view(camera: Camera, own: Option<u32>) -> AnyView {
    (move || {
        let point = camera.points.with(|points| points.index(own?).map(|at| points.plane[at]))?;
        Some(view! {
            <g class="map-own" aria-hidden="true" transform=move || translate(camera.place(point))>
                <circle class="map-own-dot" r="5" />
                <circle r="21" />
            </g>
        })
    })
    .into_any()
}

/// The reader's position.
pub(super) fn reader_view(camera: Camera, here: Signal<Option<Place>>) -> AnyView {
    let locale = use_locale();
    (move || {
        let place = here.get()?;
        let at = move || translate(camera.place(project(place)));
        Some(view! {
            <g class="map-here" role="img" aria-label=words::MAP_HERE.get(locale) transform=at>
                <circle class="map-here-halo" r="16" />
                <circle class="map-here-dot" r="7" />
            </g>
        })
    })
    .into_any()
}

/// The scale bar.
pub(super) fn scale_line(camera: Camera) -> AnyView {
    let locale = use_locale();
    let bar = memo(move || {
        let bar = ScaleBar::fitting(camera.view.with(View::metres_per_pixel), 110.0)?;
        let (number, kilometres) = bar.label();
        let unit = if kilometres { words::KILOMETRES } else { words::METRES };
        Some((format!("M0 -6V0H{}V-6", whole(bar.pixels)), unit.with(locale, &[&number.to_string()])))
    });
    let path = move || bar.get().map(|(path, _)| path).unwrap_or_default();
    let text = move || bar.get().map(|(_, text)| text).unwrap_or_default();
    let at = move || format!("translate(12 {})", whole(camera.size.get().height) - 14);
    view! {
        <g class="map-scale" transform=at>
            <path d=path />
            <text y="-10">{text}</text>
        </g>
    }
    .into_any()
}

/// One tile; `corners` are its upper left and lower right corner on the sheet. Edges are whole pixels, so that no
/// seams are visible.
pub(super) fn tile_view(
    address: String,
    corners: impl Fn() -> [Point; 2] + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let whole = |length: f64| length.round() as i32;
    let left = move || whole(corners()[0].x);
    let top = move || whole(corners()[0].y);
    view! {
        <image
            class="map-tile"
            href=address
            x=left
            y=top
            width=move || whole(corners()[1].x) - left()
            height=move || whole(corners()[1].y) - top()
        />
    }
}

/// The button that shows the tiles, with a note that their host is contacted.
pub(super) fn tile_button(host: String, wanted: RwSignal<bool>) -> AnyView {
    let press = move |()| wanted.update(|wanted| *wanted = !*wanted);
    view! {
        <p class="map-tiles">
            <ActionButton label=words::MAP_TILES press pressed=wanted />
            <span class="fine">{words::MAP_TILES_FROM.with(use_locale(), &[&host])}</span>
        </p>
    }
    .into_any()
}

/// Says that the outline has no more detail, and where streets are shown.
pub(super) fn limit_view(
    camera: Camera,
    has_tiles: bool,
    wanted: RwSignal<bool>,
    elsewhere: Option<&'static str>,
) -> AnyView {
    let locale = use_locale();
    let text = move || {
        let is_told = camera.is_nearest() && !wanted.get();
        is_told.then(|| {
            let tiles = has_tiles.then(|| words::MAP_LIMIT_TILES.get(locale));
            let link = elsewhere.map(|to| view! { <a href=to>{words::OPEN_IN.get(locale)}</a> });
            view! { {words::MAP_LIMIT.get(locale)}{words::SPACE.get(locale)}{tiles}{words::SPACE.get(locale)}{link} }
        })
    };
    view! { <p class="map-limit" role="status">{optional(text)}</p> }.into_any()
}

/// The attribution that the tiles' licence requires, while they are shown.
pub(super) fn tile_credit(source: Tiles, wanted: RwSignal<bool>) -> AnyView {
    view! { <span hidden=move || !wanted.get()>{DOT}{credit_link(source.credit_url, source.credit)}</span> }.into_any()
}

/// A credit, as a link if it has a URL.
pub(super) fn credit_link(url: Option<String>, words: String) -> AnyView {
    match url {
        Some(url) => view! { <a href=url rel="noopener noreferrer external">{words}</a> }.into_any(),
        None => words.into_any(),
    }
}
