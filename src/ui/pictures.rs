//! The pictures of a location: a mosaic of the first, and a gallery of all in their groups.
//!
//! Each picture links to its largest file; a page that has the viewer opens that instead.

use super::picture::caption_lines;
use super::{PictureView, Section, Slot, use_locale};
use crate::locale::{DOT, words};
use crate::wire::Picture;
use leptos::prelude::*;

/// How many pictures a mosaic shows.
const MOSAIC: usize = 5;

/// The mosaic: up to five pictures, the first one large. `round` has the indices of panoramas.
pub fn mosaic_view(pictures: &[Picture], groups: &[(String, u32)], round: &[usize]) -> AnyView {
    let locale = use_locale();
    let shown = in_mosaic(pictures.len(), groups);
    let count = shown.len().to_string();
    let tile = |index: usize| {
        let place = if index == 0 { Slot::Lead } else { Slot::Tile };
        picture_link(index, &pictures[index], place, round)
    };
    let tiles = shown.into_iter().map(tile).collect_view();
    let all = (pictures.len() > 1).then(|| {
        let label = words::ALL_PICTURES.with(locale, &[&pictures.len().to_string()]);
        view! { <a class="mosaic-all" href="#pictures">{label}</a> }
    });
    let caption = match pictures {
        [only] => caption_lines(only).join(DOT),
        _ => String::new(),
    };
    let caption = (!caption.is_empty()).then(|| view! { <p class="fine">{caption}</p> });
    view! {
        <div class="mosaic" data-count=count>{tiles}{all}</div>
        {caption}
    }
    .into_any()
}

/// All pictures, in their groups, with captions. None if there is only one: the mosaic shows it.
pub fn gallery_view(pictures: &[Picture], groups: &[(String, u32)], round: &[usize]) -> AnyView {
    let locale = use_locale();
    if pictures.len() < 2 {
        return ().into_any();
    }
    // Among photographs, the caption of an illustration says what it is; otherwise the footer says it once.
    let is_mixed = pictures.iter().any(|picture| !picture.illustration);
    let starts: Vec<usize> = starts(groups).collect();
    let item = |(index, picture): (usize, &Picture)| {
        // The heading of a group stands above its first picture, so that the pictures fill their rows.
        let group = starts.iter().position(|start| *start == index).map(|group| groups[group].0.clone());
        let mark = (is_mixed && picture.illustration).then(|| words::ILLUSTRATION.get(locale).to_owned());
        let lines = caption_lines(picture).into_iter().chain(mark).map(|line| view! { <span>{line}</span> });
        view! {
            <li>
                {group.map(|name| view! { <h3>{name}</h3> })}
                <figure>
                    {picture_link(index, picture, Slot::Thumb, round)}
                    <figcaption>{lines.collect_view()}</figcaption>
                </figure>
            </li>
        }
    };
    let items = pictures.iter().enumerate().map(item).collect_view();
    let is_grouped = (!groups.is_empty()).then_some("");
    view! {
        <div id="pictures">
            <Section label=words::PICTURES>
                <ul class="gallery" data-grouped=is_grouped>{items}</ul>
            </Section>
        </div>
    }
    .into_any()
}

/// The index of the first picture of each group.
fn starts(groups: &[(String, u32)]) -> impl Iterator<Item = usize> {
    let first = |next: &mut usize, (_, size): &(String, u32)| Some(std::mem::replace(next, *next + *size as usize));
    groups.iter().scan(0, first)
}

/// The indices of the pictures in the mosaic: the first of each group, then others, in order.
fn in_mosaic(count: usize, groups: &[(String, u32)]) -> Vec<usize> {
    let mut shown: Vec<usize> = starts(groups).take(MOSAIC).collect();
    let others: Vec<usize> = (0..count).filter(|index| !shown.contains(index)).collect();
    shown.extend(others.into_iter().take(MOSAIC.saturating_sub(shown.len())));
    shown.sort_unstable();
    shown
}

fn picture_link(index: usize, picture: &Picture, place: Slot, round: &[usize]) -> AnyView {
    let (href, number) = (picture.src.clone(), (index + 1).to_string());
    let eager = place == Slot::Lead;
    let mark = round.contains(&index).then(|| view! { <span class="panorama-mark">"360°"</span> });
    view! {
        <a href=href data-picture=number>
            <PictureView picture=picture.clone() place eager />
            {mark}
        </a>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mosaic_shows_each_group() {
        let groups = |sizes: &[u32]| sizes.iter().map(|size| (String::new(), *size)).collect::<Vec<_>>();
        for (count, sizes, shown) in [
            (1, &[][..], vec![0]),
            (3, &[], vec![0, 1, 2]),
            (9, &[], vec![0, 1, 2, 3, 4]),
            (9, &[5, 2, 1, 1], vec![0, 1, 5, 7, 8]),
            (7, &[1; 7], vec![0, 1, 2, 3, 4]),
            (8, &[4, 4], vec![0, 1, 2, 3, 4]),
        ] {
            assert_eq!(in_mosaic(count, &groups(sizes)), shown, "{count} {sizes:?}");
        }
    }
}
