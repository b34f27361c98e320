//! A clip on the browser's own video element: poster first, nothing loaded until it is wanted.

use super::use_locale;
use crate::locale::words;
use crate::wire::{Picture, Rendition};
use leptos::prelude::*;

/// A clip with its poster.
#[component]
pub fn Player(
    /// The files, the preferred one first.
    renditions: Vec<Rendition>,
    /// The poster.
    poster: Picture,
    /// What it is called.
    title: String,
) -> impl IntoView {
    let locale = use_locale();
    let mark =
        poster.illustration.then(|| view! { <span class="picture-mark">{words::ILLUSTRATION.get(locale)}</span> });
    let fit = if poster.height > poster.width { "portrait" } else { "landscape" };
    view! {
        <div class="player" data-fit=fit>
            <video
                controls
                loop
                muted
                playsinline
                preload="none"
                poster=poster.src
                width=poster.width
                height=poster.height
                aria-label=title
            >
                {renditions
                    .into_iter()
                    .map(|file| view! { <source src=file.src type=file.mime /> })
                    .collect_view()}
                <p>{words::NO_VIDEO.get(locale)}</p>
            </video>
            {mark}
        </div>
    }
    .into_any()
}
