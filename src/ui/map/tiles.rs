//! Picture tiles over the land of a map, for a reader who wants them.

use crate::geo::projection::Point;
use crate::locale::words;
use crate::ui::{ActionButton, use_locale};
use crate::wire::Tiles;
use leptos::prelude::*;

/// One tile; `corners` are its upper left and lower right on the sheet. Edges are whole pixels, so that no seam shows.
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

/// Asks for the tiles, and says that their host learns of it.
pub(super) fn tile_button(host: String, wanted: RwSignal<bool>) -> AnyView {
    let locale = use_locale();
    let press = move |()| wanted.update(|wanted| *wanted = !*wanted);
    view! {
        <p class="map-tiles">
            <ActionButton label=words::MAP_TILES press pressed=wanted />
            <span class="fine">{words::MAP_TILES_FROM.with(locale, &[&host])}</span>
        </p>
    }
    .into_any()
}

/// The line that the tiles' licence asks for, as long as they are shown.
pub(super) fn tile_credit(source: Tiles, wanted: RwSignal<bool>) -> AnyView {
    view! { <span hidden=move || !wanted.get()>" · "{credit_link(source.credit_url, source.credit)}</span> }.into_any()
}

/// Words that thank, as a link where there is one.
pub(super) fn credit_link(url: Option<String>, words: String) -> AnyView {
    match url {
        Some(url) => view! { <a href=url rel="noopener noreferrer external">{words}</a> }.into_any(),
        None => words.into_any(),
    }
}
