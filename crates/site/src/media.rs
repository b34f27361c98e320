//! Pictures and clips: scenes are drawn, photographs resized and stripped of their metadata,
//! files named by their content.

use super::Files;
use super::cache::kept;
use super::content::Content;
use super::naming::{name, publish};
use super::read;
use film_core::model::picture::{Picture, Scene};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

/// The widths that a photograph is offered in, pixels; those wider than the original are left out.
pub const WIDTHS: [u32; 4] = [480, 960, 1440, 1920];

/// The size that scenes are drawn for.
pub const SCENE: (u32, u32) = (1600, 900);

/// Version of what [`photograph`] does: part of the cache's key.
const PIPELINE: &str = "2";

/// Addresses of everything that was prepared.
#[derive(Clone, Debug, Default)]
pub struct Media {
    scenes: BTreeMap<String, String>,
    /// Photographs without their words, by path.
    photographs: BTreeMap<String, wire::Picture>,
    /// Address and size in bytes of files that are published as they are.
    files: BTreeMap<String, (String, usize)>,
}

impl Media {
    /// The picture of a record, in one language. `seed` is the record's path.
    pub fn picture(&self, seed: &str, picture: &Picture, locale: film_core::locale::Locale) -> wire::Picture {
        let text = |text: &Option<film_core::locale::Text>| text.as_ref().map(|text| text.get(locale).to_owned());
        let alt = picture.alt.get(locale).to_owned();
        let shown = match &picture.image {
            Some(image) => wire::Picture { alt, illustration: picture.illustration, ..self.photographs[image].clone() },
            None => self.scene(seed, alt),
        };
        wire::Picture { caption: text(&picture.caption), credit: text(&picture.credit), ..shown }
    }

    /// The scene drawn for a record.
    pub fn scene(&self, seed: &str, alt: String) -> wire::Picture {
        let src = self.scenes.get(seed).cloned().unwrap_or_default();
        wire::Picture { alt, illustration: true, ..unnamed(src, Vec::new(), SCENE) }
    }

    /// Address and size, in bytes, of a file that is published as it is.
    pub fn file(&self, path: &str) -> (String, usize) {
        self.files.get(path).cloned().unwrap_or_default()
    }
}

/// A picture without words.
fn unnamed(src: String, sources: Vec<wire::PictureSource>, (width, height): (u32, u32)) -> wire::Picture {
    let (alt, caption, credit) = (String::new(), None, None);
    wire::Picture { src, sources, width, height, alt, caption, credit, illustration: false }
}

/// The seed of a record's scene: its collection and id.
pub fn seed(collection: &str, id: &str) -> String {
    format!("{collection}/{id}")
}

/// Draws every scene, resizes every photograph, copies every clip.
///
/// # Errors
///
/// When a file cannot be read or is not the picture that its name says.
pub fn prepare(content: &Content, folder: &Path, cache: &Path, files: &mut Files) -> Result<Media, String> {
    let mut media = Media::default();
    let pictures = pictures(content);
    let drawn: Vec<(String, String)> = scenes(content, &pictures)
        .into_par_iter()
        .map(|(seed, scene)| {
            let svg = scene::draw(&scene, &seed, scene::Frame::still());
            (seed, svg)
        })
        .collect();
    for (seed, svg) in drawn {
        media.scenes.insert(seed, publish("media", svg.as_bytes(), "svg", files));
    }
    let images: BTreeSet<&str> = pictures.iter().filter_map(|(_, picture)| picture.image.as_deref()).collect();
    for path in images {
        media.photographs.insert(path.to_owned(), photograph(&folder.join(path), cache, files)?);
    }
    for rendition in content.clips.values().flat_map(|clip| &clip.renditions) {
        let file = folder.join(&rendition.file);
        let bytes = read::bytes(&file)?;
        let ending = rendition.file.rsplit('.').next().unwrap_or("bin");
        let address = publish("media", &bytes, ending, files);
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

/// What is to be drawn: the scenes of pictures, and those of records without a picture of their own.
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

/// A photograph in AVIF and WebP in several widths. Decoding to pixels and encoding anew
/// leaves all metadata behind, the position included; the orientation is applied first.
fn photograph(file: &Path, cache: &Path, files: &mut Files) -> Result<wire::Picture, String> {
    let say = |error: String| format!("{}: {error}; save the picture again as JPEG, PNG or WebP", file.display());
    let bytes = read::bytes(file)?;
    let size = pixels::size(&bytes).map_err(say)?;
    let source = name(&bytes);
    let decoded = OnceLock::new();
    let encode = |width: u32, ending: &str| {
        let image = decoded.get_or_init(|| pixels::decode(&bytes)).as_ref().map_err(String::clone)?;
        let image = pixels::resized(image, width)?;
        if ending == "avif" { pixels::avif(&image) } else { Ok(pixels::webp(&image)) }
    };
    let mut src = String::new();
    let mut sources = Vec::new();
    for (ending, mime) in [("avif", "image/avif"), ("webp", "image/webp")] {
        let form = |width: u32| {
            let made_from = format!("{PIPELINE}\0{source}\0{width}\0{ending}");
            Ok((width, kept(cache, made_from.as_bytes(), || encode(width, ending))?))
        };
        let made: Vec<(u32, Vec<u8>)> =
            offered(size.0).into_par_iter().map(form).collect::<Result<_, String>>().map_err(say)?;
        let mut srcset = Vec::new();
        for (width, bytes) in made {
            src = publish("media", &bytes, ending, files);
            srcset.push(format!("{src} {width}w"));
        }
        sources.push(wire::PictureSource { mime: mime.to_owned(), srcset: srcset.join(", ") });
    }
    Ok(unnamed(src, sources, size))
}

fn offered(width: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|offered| *offered < width).collect();
    widths.push(width.min(WIDTHS[WIDTHS.len() - 1]));
    widths.dedup();
    widths
}
