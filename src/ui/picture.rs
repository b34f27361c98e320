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
    /// In the card of a result, which is small on a narrow screen.
    Result,
}

impl Slot {
    /// The value of the `data-slot` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Slot::Hero => "hero",
            Slot::Card => "card",
            Slot::Result => "result",
        }
    }

    fn sizes(self) -> &'static str {
        match self {
            Slot::Hero => "(min-width: 80rem) 76rem, 100vw",
            Slot::Card => "(min-width: 80rem) 24rem, (min-width: 40rem) 45vw, 100vw",
            Slot::Result => "(min-width: 80rem) 24rem, (min-width: 40rem) 45vw, 7rem",
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
) -> impl IntoView {
    let locale = use_locale();
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
                    src=picture.src
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

/// The most formats that a picture comes in, besides that of its file for all browsers.
const FORMATS: usize = 2;

/// The decorative picture of a row whose record changes: the same elements for every picture, because those that are
/// made anew cost more than all else that a keystroke changes.
#[component]
pub fn RowPicture(
    /// The picture; none while the record is on its way, or when it has none.
    picture: Option<Picture>,
    /// Whether the record is here.
    is_here: bool,
) -> impl IntoView {
    let locale = use_locale();
    // A card that has not come is as high as one that has.
    let is_none = is_here && picture.is_none();
    let mark = picture.as_ref().filter(|picture| picture.illustration).map(|_| words::ILLUSTRATION.get(locale));
    let size = picture.as_ref().map(|picture| (picture.width, picture.height));
    let (src, mut formats) = picture.map(|picture| (picture.src, picture.sources.into_iter())).unzip();
    let sources: Vec<_> = (0..FORMATS)
        .map(|_| {
            let source = formats.as_mut().and_then(Iterator::next);
            let (mime, srcset) = source.map(|source| (source.mime, source.srcset)).unzip();
            // One without files is passed over.
            view! { <source type=mime srcset=srcset sizes=Slot::Result.sizes() /> }.into_any()
        })
        .collect();
    view! {
        <span class="picture" data-slot=Slot::Result.as_str() hidden=is_none>
            <picture>
                {sources}
                <img
                    src=src
                    alt=""
                    width=size.map(|(width, _)| width)
                    height=size.map(|(_, height)| height)
                    loading="lazy"
                    decoding="async"
                />
            </picture>
            <span class="picture-mark">{mark.unwrap_or_default()}</span>
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
