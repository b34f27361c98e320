//! A picture with its size, so that the layout does not shift when it loads.

use super::memo;
use crate::wire::{Entry, Picture};
use leptos::prelude::*;
use std::sync::Arc;

/// The place of a picture in the layout, for `sizes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Across the page, cropped to 2.39:1.
    Hero,
    /// In a card, cropped to 16:9.
    Card,
    /// In a card that is two columns wide, cropped to 2.39:1 or wider.
    Wide,
    /// In a tile of the ways in.
    Way,
    /// In the card of a search result, which is small on a narrow screen.
    Result,
    /// The large picture of a mosaic.
    Lead,
    /// A small picture of a mosaic.
    Tile,
    /// In a gallery.
    Thumb,
}

impl Slot {
    /// The value of the `data-slot` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Slot::Hero => "hero",
            Slot::Card => "card",
            Slot::Wide => "wide",
            Slot::Way => "way",
            Slot::Result => "result",
            Slot::Lead => "lead",
            Slot::Tile => "tile",
            Slot::Thumb => "thumb",
        }
    }

    fn sizes(self) -> &'static str {
        match self {
            Slot::Hero => "(min-width: 80rem) 76rem, 100vw",
            Slot::Card => "(min-width: 80rem) 24rem, (min-width: 40rem) 45vw, 100vw",
            Slot::Wide => "(min-width: 80rem) 38rem, 94vw",
            Slot::Way => "(min-width: 60rem) 30rem, (min-width: 40rem) 40vw, 60vw",
            Slot::Result => "(min-width: 80rem) 24rem, (min-width: 40rem) 45vw, 7rem",
            Slot::Lead => "(min-width: 80rem) 61rem, (min-width: 40rem) 80vw, 100vw",
            Slot::Tile => "(min-width: 80rem) 15rem, 24vw",
            Slot::Thumb => "(min-width: 60rem) 15rem, (min-width: 40rem) 33vw, 50vw",
        }
    }
}

/// A picture. `eager` is for a picture of the first paint.
#[component]
pub fn PictureView(
    /// The picture.
    picture: Picture,
    /// Its place in the layout.
    place: Slot,
    /// Whether it is loaded at once and with high priority.
    #[prop(optional)]
    eager: bool,
    /// Whether the text next to it says everything that the picture shows.
    #[prop(optional)]
    decorative: bool,
    /// Whether the page is meant for printing. Safari does not print lazy pictures that have not loaded.
    #[prop(optional)]
    printed: bool,
) -> impl IntoView {
    let alt = if decorative { String::new() } else { picture.alt };
    let sources: Vec<_> = picture
        .sources
        .into_iter()
        .map(|source| view! { <source type=source.mime srcset=source.srcset sizes=place.sizes() /> })
        .collect();
    view! {
        <span class="picture" data-slot=place.as_str()>
            <picture>
                {sources}
                <img
                    src=picture.src
                    alt=alt
                    width=picture.width
                    height=picture.height
                    loading=if eager || printed { "eager" } else { "lazy" }
                    decoding="async"
                    fetchpriority=eager.then_some("high")
                />
            </picture>
        </span>
    }
    .into_any()
}

/// The decorative picture of a row whose record changes. Its elements stay. It has only one file, because the browser
/// selects a source again with each attribute that changes: the first, smallest format, which every browser that runs
/// the program can show. There is no record while it is being loaded.
pub fn row_picture(entry: Memo<Option<Arc<Entry>>>) -> AnyView {
    // A card whose record is not loaded has the same height as one with a picture.
    let is_none = memo(move || entry.with(|entry| entry.as_ref().is_some_and(|it| it.card.picture.is_none())));
    let size = memo(move || of_picture(entry, |picture| (picture.width, picture.height)));
    let file = move || {
        of_picture(entry, |picture| picture.sources.first().map_or(&picture.src, |source| &source.srcset).clone())
    };
    view! {
        <span class="picture" data-slot=Slot::Result.as_str() hidden=move || is_none.get()>
            <img
                srcset=file
                sizes=Slot::Result.sizes()
                alt=""
                width=move || size.get().map(|(width, _)| width)
                height=move || size.get().map(|(_, height)| height)
                loading="lazy"
                decoding="async"
            />
        </span>
    }
    .into_any()
}

/// Reads a value from a record's picture.
fn of_picture<T>(entry: Memo<Option<Arc<Entry>>>, tell: impl Fn(&Picture) -> T) -> Option<T> {
    entry.with(|entry| entry.as_ref()?.card.picture.as_ref().map(tell))
}

/// The lines below a picture: caption, season and time, credit.
pub fn caption_lines(picture: &Picture) -> Vec<String> {
    [&picture.caption, &picture.note, &picture.credit].into_iter().flatten().cloned().collect()
}

/// A picture with its caption and credit. An eager picture is loaded at once and with high priority.
pub fn figure_view(picture: Picture, eager: bool) -> AnyView {
    let lines = caption_lines(&picture);
    let caption = (!lines.is_empty()).then(|| view! { <figcaption>{lines.join(" ")}</figcaption> });
    view! {
        <figure class="figure">
            <PictureView picture place=Slot::Hero eager />
            {caption}
        </figure>
    }
    .into_any()
}
