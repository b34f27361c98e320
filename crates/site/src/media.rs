//! Prepares pictures and clips: draws scenes, resizes photographs and strips their metadata, and names files by their
//! content.

use super::cache::cached;
use super::content::Content;
use super::naming::{name, publish};
use super::originals::{Originals, PIPELINE};
use super::{Files, read};
use film_core::model::picture::{Picture, Scene};
use film_core::route::base;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The widths offered for a picture in addition to its own, pixels, if the picture is more than a fifth wider.
pub const WIDTHS: [u32; 4] = [480, 960, 1440, 1920];

/// The width and height of drawn scenes, pixels.
pub const SCENE: (u32, u32) = (1600, 900);

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
    pub fn picture(&self, seed: &str, picture: &Picture, locale: film_core::locale::Locale) -> wire::Picture {
        let text = |text: &Option<film_core::locale::Text>| text.as_ref().map(|text| text.get(locale).to_owned());
        wire::Picture {
            alt: picture.alt.get(locale).to_owned(),
            caption: text(&picture.caption),
            credit: text(&picture.credit),
            illustration: picture.image.is_none() || picture.illustration,
            ..self.pictures[picture.image.as_deref().unwrap_or(seed)].clone()
        }
    }

    /// The scene drawn for a record.
    pub fn scene(&self, seed: &str, alt: String) -> wire::Picture {
        wire::Picture { alt, illustration: true, ..self.pictures[seed].clone() }
    }

    /// URL and size in bytes of a file that is published unchanged.
    pub fn file(&self, path: &str) -> (String, usize) {
        self.files.get(path).cloned().unwrap_or_default()
    }
}

/// The seed of a record's scene: its collection and id.
pub fn seed(collection: &str, id: &str) -> String {
    format!("{collection}/{id}")
}

/// Draws every scene, resizes every photograph and copies every clip.
///
/// # Errors
///
/// Returns an error if a file cannot be read or its content does not match its extension.
pub fn prepare(content: &Content, originals: &Originals, cache: &Path, files: &mut Files) -> Result<Media, String> {
    let mut media = Media::default();
    let pictures = pictures(content);
    let scenes = scenes(content, &pictures).into_par_iter().map(|(seed, scene)| {
        let svg = scene::draw(&scene, &seed, scene::Frame::still());
        let encoded = encoded(svg.as_bytes(), cache).map_err(|error| format!("the scene of {seed}: {error}"))?;
        Ok((seed, encoded))
    });
    let images: BTreeSet<&str> = pictures.iter().filter_map(|(_, picture)| picture.image.as_deref()).collect();
    let photographs = images.into_par_iter().map(|path| {
        let file = originals.path(path);
        let say = |error| format!("{}: {error}; {SAVE_AGAIN}", file.display());
        Ok((path.to_owned(), encoded(&read::bytes(&file)?, cache).map_err(say)?))
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
        pictures.extend(all.map(|(place, it)| (seed("locations", &format!("{}/{place}", location.id)), it)));
    }
    let experts = content.experts.values();
    pictures.extend(experts.filter_map(|it| Some((seed("experts", it.id.as_str()), it.picture.as_ref()?))));
    let clips = content.clips.values();
    pictures.extend(clips.filter_map(|it| Some((seed("clips", it.id.as_str()), it.poster.as_ref()?))));
    pictures
}

/// The scenes to draw: those that pictures ask for, and those of records without their own picture.
fn scenes(content: &Content, pictures: &[(String, &Picture)]) -> Vec<(String, Scene)> {
    let locations = content.locations.values().filter(|it| it.media.is_empty());
    let clips = content.clips.values().filter(|it| it.poster.is_none());
    let shown = pictures.iter().filter_map(|(seed, picture)| Some((seed.clone(), picture.scene?)));
    shown
        .chain(locations.map(|it| (seed("locations", it.id.as_str()), it.scene)))
        .chain(clips.map(|it| (seed("clips", it.id.as_str()), it.scene)))
        .chain(content.editions.iter().map(|it| (seed("summit", &it.year.to_string()), it.scene)))
        .collect()
}

/// A picture in each offered format and width.
struct Encoded {
    size: (u32, u32),
    /// Extension of the format, width in pixels, bytes.
    files: Vec<(&'static str, u32, Vec<u8>)>,
}

/// A photograph in AVIF and WebP, a drawing (SVG) only in WebP: browsers paint SVG more slowly, see
/// docs/decisions/pictures.md. Decoding and re-encoding drops all metadata of a photograph, including its position; its
/// orientation is applied first.
fn encoded(original: &[u8], cache: &Path) -> Result<Encoded, String> {
    let is_drawing = original.starts_with(b"<svg");
    let size = if is_drawing { SCENE } else { pixels::size(original)? };
    let endings: &[&'static str] = if is_drawing { &["webp"] } else { &["avif", "webp"] };
    let source = name(original);
    let decoded = OnceLock::new();
    let decode = || if is_drawing { pixels::drawn(original, SCENE.0) } else { pixels::decode(original) };
    let encode = |ending: &str, width: u32| {
        let image = pixels::resized(decoded.get_or_init(decode).as_ref().map_err(String::clone)?, width)?;
        if ending == "avif" { pixels::avif(&image) } else { pixels::webp(&image) }
    };
    let wanted: Vec<(&'static str, u32)> =
        endings.iter().flat_map(|ending| offered(size).into_iter().map(|width| (*ending, width))).collect();
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
    let (alt, caption, credit) = (String::new(), None, None);
    let (width, height) = picture.size;
    wire::Picture { src, sources, width, height, alt, caption, credit, illustration: false }
}

/// The offered widths of a picture. The widest is limited so that its height can be encoded.
fn offered((width, height): (u32, u32)) -> Vec<u32> {
    let fits = u64::from(pixels::LONGEST) * u64::from(width) / u64::from(height.max(1));
    let widest = width.min(WIDTHS[WIDTHS.len() - 1]).min(fits as u32);
    WIDTHS.into_iter().filter(|offered| offered * 6 / 5 < widest).chain([widest]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_width_makes_a_picture_too_high_to_encode() {
        for (size, widths) in [
            ((900, 600), vec![480, 900]),
            ((4000, 3000), vec![480, 960, 1440, 1920]),
            ((1080, 20_000), vec![480, 884]),
            ((1, 40), vec![1]),
            ((1900, 65_535), vec![474]),
        ] {
            assert_eq!(offered(size), widths, "{size:?}");
            let height = |width: &u32| (u64::from(size.1) * u64::from(*width)).div_ceil(u64::from(size.0));
            assert!(widths.iter().all(|width| height(width) <= u64::from(pixels::LONGEST)), "{size:?}");
        }
    }
}
