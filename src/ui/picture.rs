//! A picture with its size, so that nothing moves when it comes.

use super::use_locale;
use crate::locale::words;
use crate::wire::Picture;
use leptos::prelude::*;

/// How wide a picture stands, for `sizes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Across the page, cut to 2.39:1.
    Hero,
    /// In a card, cut to 16:9.
    Card,
}

impl Slot {
    /// The value of the `data-slot` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Slot::Hero => "hero",
            Slot::Card => "card",
        }
    }

    fn sizes(self) -> &'static str {
        match self {
            Slot::Hero => "(min-width: 80rem) 76rem, 100vw",
            Slot::Card => "(min-width: 80rem) 24rem, (min-width: 40rem) 45vw, 100vw",
        }
    }
}

/// A picture. `eager` is for the one that the first paint shows.
#[component]
pub fn PictureView(
    /// The picture.
    picture: Picture,
    /// Where it stands.
    place: Slot,
    /// Whether it is asked for at once and before all others.
    #[prop(optional)]
    eager: bool,
    /// Whether the words beside it say all that the picture does.
    #[prop(optional)]
    decorative: bool,
    /// The address of its file, where that changes.
    #[prop(optional)]
    src: Option<Signal<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let src = src.unwrap_or_else(|| Signal::stored(picture.src));
    let alt = if decorative { String::new() } else { picture.alt };
    let mark =
        picture.illustration.then(|| view! { <span class="picture-mark">{words::ILLUSTRATION.get(locale)}</span> });
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
                    src=src
                    alt=alt
                    width=picture.width
                    height=picture.height
                    loading=if eager { "eager" } else { "lazy" }
                    decoding="async"
                    fetchpriority=eager.then_some("high")
                />
            </picture>
            {mark}
        </span>
    }
    .into_any()
}

/// A picture with its caption and credit.
#[component]
pub fn FigureView(
    /// The picture.
    picture: Picture,
    /// Whether it is asked for at once and before all others.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let lines: Vec<String> = [picture.caption.clone(), picture.credit.clone()].into_iter().flatten().collect();
    let caption = (!lines.is_empty()).then(|| view! { <figcaption>{lines.join(" ")}</figcaption> });
    view! {
        <figure class="figure">
            <PictureView picture place=Slot::Hero eager />
            {caption}
        </figure>
    }
    .into_any()
}
