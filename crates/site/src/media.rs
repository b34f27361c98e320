//! Prepares pictures and clips: draws scenes, resizes photographs and strips their metadata, and names files by their
//! content.

use super::cache::cached;
use super::content::Content;
use super::naming::{name, publish};
use super::originals::{Originals, PIPELINE};
use super::{Files, read};
use film_core::locale::{Locale, Text, words};
use film_core::model::LocationId;
use film_core::model::location::Location;
use film_core::model::picture::{Panorama, PanoramaPoint, Picture, Scene};
use film_core::model::vocabulary::{Compass, PictureGroup};
use film_core::route::{Page, base};
use geo::distance::compass_point;
use rayon::prelude::*;
use scene::Frame;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The widths offered for a picture in addition to its own, pixels, if the picture is more than a fifth wider.
pub const WIDTHS: [u32; 4] = [480, 960, 1440, 1920];

/// The widths offered for a panorama: small ones for lists, one for phones, and one for large screens.
pub const PANORAMA_WIDTHS: [u32; 4] = [480, 960, 2048, 4096];

/// The width and height of drawn scenes, pixels.
pub const SCENE: (u32, u32) = (1600, 900);

/// The width and height of drawn panoramas, pixels.
const PANORAMA: (u32, u32) = (4096, 2048);

/// The fix for a picture that cannot be read.
pub const SAVE_AGAIN: &str = "save the picture again as JPEG, PNG or WebP";

/// The URLs of all prepared media.
#[derive(Clone, Debug, Default)]
pub struct Media {
    /// Pictures without captions: scenes by their seed, photographs by their path.
    pictures: BTreeMap<String, wire::Picture>,
    /// URL and size in bytes of files that are published unchanged.
    files: BTreeMap<String, (String, usize)>,
}

impl Media {
    /// The picture of a record, in one language. `seed` is the record's path.
    pub fn picture(&self, seed: &str, picture: &Picture, locale: Locale) -> wire::Picture {
        let text = |text: &Option<Text>| text.as_ref().map(|text| text.get(locale).to_owned());
        wire::Picture {
            alt: picture.alt.get(locale).to_owned(),
            caption: text(&picture.caption),
            credit: text(&picture.credit),
            note: None,
            illustration: picture.image.is_none() || picture.illustration,
            ..self.pictures[picture.image.as_deref().unwrap_or(seed)].clone()
        }
    }

    /// The scene drawn for a record.
    pub fn scene(&self, seed: &str, alt: String) -> wire::Picture {
        wire::Picture { alt, illustration: true, ..self.pictures[seed].clone() }
    }

    /// The pictures of a location, each with its group: groups in the order of their first picture. Without pictures of
    /// its own, its scene.
    pub fn location(&self, location: &Location, locale: Locale) -> Vec<(Option<PictureGroup>, wire::Picture)> {
        if location.media.is_empty() {
            return vec![(None, self.lead(location, locale))];
        }
        let of = |index| location_picture(&location.id, index);
        let ids = Picture::ids(&location.media);
        let shown = |index: usize, it| {
            let (id, note) = (ids[index].clone(), note(it, locale));
            wire::Picture { id, note, ..self.picture(&of(index), it, locale) }
        };
        in_groups(location).into_iter().map(|(index, it)| (it.group, shown(index, it))).collect()
    }

    /// The panoramas among [`Media::location`].
    pub fn panoramas(&self, location: &Location, locale: Locale) -> Vec<wire::Panorama> {
        let pictures = in_groups(location);
        let index = |id: &String| pictures.iter().position(|(_, picture)| picture.id.as_ref() == Some(id));
        let point = |point: &PanoramaPoint| wire::PanoramaPoint {
            yaw: point.yaw,
            pitch: point.pitch,
            label: point.label.get(locale).to_owned(),
            to: point.location.clone().map(Page::Location),
            picture: point.picture.as_ref().and_then(index).map(|index| index as u32),
        };
        let panorama = |(index, (_, picture)): (usize, &(usize, &Picture))| {
            let Panorama { heading, points } = picture.panorama.as_ref()?;
            let points = points.iter().map(point).collect();
            Some(wire::Panorama { picture: index as u32, heading: *heading, points })
        };
        pictures.iter().enumerate().filter_map(panorama).collect()
    }

    /// The leading picture of a location, or its scene.
    pub fn lead(&self, location: &Location, locale: Locale) -> wire::Picture {
        match location.media.first() {
            Some(picture) => self.picture(&location_picture(&location.id, 0), picture, locale),
            None => {
                let scene = location.scene().kind.name(locale).to_lowercase();
                let alt = words::SCENE_OF.with(locale, &[location.name.get(locale), &scene]);
                self.scene(&seed("locations", location.id.as_str()), alt)
            }
        }
    }

    /// URL and size in bytes of a file that is published unchanged.
    pub fn file(&self, path: &str) -> (String, usize) {
        self.files.get(path).cloned().unwrap_or_default()
    }
}

/// The pictures of a location with their indices in `media`: groups in the order of their first picture.
fn in_groups(location: &Location) -> Vec<(usize, &Picture)> {
    let mut pictures: Vec<_> = location.media.iter().enumerate().collect();
    pictures.sort_by_key(|(_, picture)| location.media.iter().position(|first| first.group == picture.group));
    pictures
}

/// Season, time of day and direction of a picture.
fn note(picture: &Picture, locale: Locale) -> Option<String> {
    let (season, hour) = picture.time();
    let looking = picture.direction.and_then(|degrees| {
        let point = Compass::ALL[compass_point(degrees.into())?].name(locale);
        Some(words::LOOKING.with(locale, &[point, &degrees.to_string()]))
    });
    let parts = [season.map(|it| it.name(locale).to_owned()), hour.map(|it| it.name(locale).to_owned()), looking];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The seed of a record's scene: its collection and id.
pub fn seed(collection: &str, id: &str) -> String {
    format!("{collection}/{id}")
}

/// The key of a location's picture by its index in `media`.
fn location_picture(id: &LocationId, index: usize) -> String {
    seed("locations", &format!("{id}/{index}"))
}

/// Draws every scene, resizes every photograph and copies every clip.
///
/// # Errors
///
/// Returns an error if a file cannot be read or its content does not match its extension.
pub fn prepare(content: &Content, originals: &Originals, cache: &Path, files: &mut Files) -> Result<Media, String> {
    let mut media = Media::default();
    let pictures = pictures(content);
    let scenes = scenes(content, &pictures).into_par_iter().map(|(key, scene, frame)| {
        let (svg, kind) = match frame {
            Some(frame) => (scene::draw(&scene, drawn_from(&key), frame), Kind::Scene),
            None => (scene::panorama(&scene, drawn_from(&key)), Kind::Panorama),
        };
        let encoded = encoded(svg.as_bytes(), kind, cache).map_err(|error| format!("the scene of {key}: {error}"))?;
        Ok((key, encoded))
    });
    let images: BTreeSet<&str> = pictures.iter().filter_map(|(_, picture)| picture.image.as_deref()).collect();
    let panoramas = pictures.iter().filter(|(_, picture)| picture.panorama.is_some());
    let panoramas: BTreeSet<&str> = panoramas.filter_map(|(_, picture)| picture.image.as_deref()).collect();
    let photographs = images.into_par_iter().map(|path| {
        let file = originals.path(path);
        let say = |error| format!("{}: {error}; {SAVE_AGAIN}", file.display());
        let kind = if panoramas.contains(path) { Kind::Panorama } else { Kind::Photograph };
        Ok((path.to_owned(), encoded(&read::bytes(&file)?, kind, cache).map_err(say)?))
    });
    let encoded: Vec<(String, Encoded)> = scenes.chain(photographs).collect::<Result<_, String>>()?;
    for (key, picture) in encoded {
        media.pictures.insert(key, published(picture, files));
    }
    for rendition in content.clips.values().flat_map(|clip| &clip.renditions) {
        let bytes = read::bytes(&originals.path(&rendition.file))?;
        // Cameras write .MP4, .M4V or .MOV, but hosts and the service worker know only three extensions.
        let address = publish("media", &bytes, rendition.container.as_str(), files);
        media.files.insert(rendition.file.clone(), (address, bytes.len()));
    }
    Ok(media)
}

/// Every picture of a record, with the seed of its scene.
fn pictures(content: &Content) -> Vec<(String, &Picture)> {
    let mut pictures = Vec::new();
    for news in content.news.iter().map(|article| &article.news) {
        pictures.push((seed("news", news.id.as_str()), &news.hero));
        let shown = news.pictures.iter();
        pictures.extend(shown.map(|(name, it)| (seed("news", &format!("{}/{name}", news.id)), it)));
    }
    for location in content.locations.values() {
        let all = location.media.iter().enumerate();
        pictures.extend(all.map(|(index, it)| (location_picture(&location.id, index), it)));
    }
    let experts = content.experts.values();
    pictures.extend(experts.filter_map(|it| Some((seed("experts", it.id.as_str()), it.picture.as_ref()?))));
    let clips = content.clips.values();
    pictures.extend(clips.filter_map(|it| Some((seed("clips", it.id.as_str()), it.poster.as_ref()?))));
    pictures
}

/// The scenes to draw, and what of them: those that pictures ask for, and those of records without their own picture.
/// No frame means a panorama.
fn scenes(content: &Content, pictures: &[(String, &Picture)]) -> Vec<(String, Scene, Option<Frame>)> {
    let locations = content.locations.values().filter(|it| it.media.is_empty());
    let clips = content.clips.values().filter(|it| it.poster.is_none());
    let frame =
        |picture: &Picture| picture.panorama.is_none().then(|| picture.view.map_or_else(Frame::still, Frame::part));
    let shown = pictures.iter().filter_map(|(key, picture)| Some((key.clone(), picture.scene?, frame(picture))));
    let whole = locations
        .map(|it| (seed("locations", it.id.as_str()), it.scene()))
        .chain(clips.map(|it| (seed("clips", it.id.as_str()), it.scene)))
        .chain(content.editions.iter().map(|it| (seed("summit", &it.year.to_string()), it.scene)));
    shown.chain(whole.map(|(key, scene)| (key, scene, Some(Frame::still())))).collect()
}

/// The seed that a scene is drawn from: its key. All scenes of a location share one, because they show the same place.
fn drawn_from(key: &str) -> &str {
    let end = key.match_indices('/').nth(1).filter(|_| key.starts_with("locations/"));
    end.map_or(key, |(at, _)| &key[..at])
}

/// A picture in each offered format and width.
struct Encoded {
    size: (u32, u32),
    /// Extension of the format, width in pixels, bytes.
    files: Vec<(&'static str, u32, Vec<u8>)>,
}

/// A kind of picture, by the files that are made of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Photograph,
    Scene,
    /// A photograph or a drawing, to be turned.
    Panorama,
}

/// A photograph in AVIF and WebP, a drawing (SVG) only in WebP: browsers paint SVG more slowly, see
/// docs/decisions/pictures.md. A panorama too: AVIF of that size takes minutes. Decoding and re-encoding drops all metadata of a photograph, including its position; its
/// orientation is applied first.
fn encoded(original: &[u8], kind: Kind, cache: &Path) -> Result<Encoded, String> {
    let is_drawing = original.starts_with(b"<svg");
    let drawn = if kind == Kind::Panorama { PANORAMA } else { SCENE };
    let size = if is_drawing { drawn } else { pixels::size(original)? };
    let endings: &[&'static str] = if kind == Kind::Photograph { &["avif", "webp"] } else { &["webp"] };
    let widths = if kind == Kind::Panorama { PANORAMA_WIDTHS } else { WIDTHS };
    let source = name(original);
    let decoded = OnceLock::new();
    let decode = || if is_drawing { pixels::drawn(original, drawn.0) } else { pixels::decode(original) };
    let encode = |ending: &str, width: u32| {
        let image = pixels::resized(decoded.get_or_init(decode).as_ref().map_err(String::clone)?, width)?;
        if ending == "avif" { pixels::avif(&image) } else { pixels::webp(&image) }
    };
    let wanted: Vec<(&'static str, u32)> =
        endings.iter().flat_map(|ending| offered(size, widths).into_iter().map(|width| (*ending, width))).collect();
    let file = |(ending, width)| {
        let made_from = format!("{PIPELINE}\0{source}\0{width}\0{ending}");
        Ok((ending, width, cached(cache, made_from.as_bytes(), || encode(ending, width))?))
    };
    Ok(Encoded { size, files: wanted.into_par_iter().map(file).collect::<Result<_, String>>()? })
}

/// Publishes a picture's files under one common name plus width: that compresses better in HTML than separate names.
fn published(picture: Encoded, files: &mut Files) -> wire::Picture {
    let all: Vec<&[u8]> = picture.files.iter().map(|(.., bytes)| bytes.as_slice()).collect();
    let name = name(&all.concat());
    let mut src = String::new();
    let mut sources: Vec<wire::PictureSource> = Vec::new();
    for (ending, width, bytes) in picture.files {
        let path = format!("media/{name}-{width}.{ending}");
        src = base::join(&format!("/{path}"));
        files.insert(path, bytes);
        let mime = format!("image/{ending}");
        match sources.last_mut().filter(|source| source.mime == mime) {
            Some(source) => source.srcset += &format!(", {src} {width}w"),
            None => sources.push(wire::PictureSource { mime, srcset: format!("{src} {width}w") }),
        }
    }
    let (id, alt, caption, credit, note) = (String::new(), String::new(), None, None, None);
    let (width, height) = picture.size;
    wire::Picture { id, src, sources, width, height, alt, caption, credit, note, illustration: false }
}

/// The offered widths of a picture. The widest is limited so that its height can be encoded.
fn offered((width, height): (u32, u32), widths: [u32; 4]) -> Vec<u32> {
    let fits = u64::from(pixels::LONGEST) * u64::from(width) / u64::from(height.max(1));
    let widest = width.min(widths[widths.len() - 1]).min(fits as u32);
    widths.into_iter().filter(|offered| offered * 6 / 5 < widest).chain([widest]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scenes_of_a_location_show_the_same_place() {
        for (key, seed) in [
            ("locations/pier", "locations/pier"),
            ("locations/pier/3", "locations/pier"),
            ("news/first/quay", "news/first/quay"),
            ("clips/waves", "clips/waves"),
        ] {
            assert_eq!(drawn_from(key), seed);
        }
    }

    #[test]
    fn no_width_makes_a_picture_too_high_to_encode() {
        for (size, widths) in [
            ((900, 600), vec![480, 900]),
            ((4000, 3000), vec![480, 960, 1440, 1920]),
            ((1080, 20_000), vec![480, 884]),
            ((1, 40), vec![1]),
            ((1900, 65_535), vec![474]),
        ] {
            assert_eq!(offered(size, WIDTHS), widths, "{size:?}");
            let height = |width: &u32| (u64::from(size.1) * u64::from(*width)).div_ceil(u64::from(size.0));
            assert!(widths.iter().all(|width| height(width) <= u64::from(pixels::LONGEST)), "{size:?}");
        }
    }
}
