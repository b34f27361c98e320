//! Makes the published files of pictures: in parallel, within a bounded memory, and only those that the cache lacks.
//!
//! An entry of the cache lists the files of a picture, so that an unchanged archive is published without reading them.

use super::cache::{self, cached};
use super::embed;
use super::naming::name;
use super::originals::{Originals, PIPELINE};
use super::parallel::{Memory, Progress, in_parallel};
use super::read;
use super::rights::Rights;
use super::stored::{Stored, pieces};
use film_core::model::picture::Scene;
use pixels::RgbaImage;
use rayon::prelude::*;
use scene::Frame;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The width and height of drawn scenes, pixels.
pub const SCENE: (u32, u32) = (1600, 900);

/// The width and height of drawn panoramas, pixels.
const PANORAMA: (u32, u32) = (4096, 2048);

/// The memory of an AVIF encoder, as a multiple of the picture's own bytes.
const AVIF: u64 = 10;

/// A kind of picture, by the files that are made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A picture of a set: most readers see it small.
    Set,
    /// It leads a page and fills its width. Only leading photographs are published as AVIF too, which takes seconds each.
    Lead,
    /// A panorama, to be turned. AVIF of that size would take minutes.
    Panorama,
}

impl Kind {
    /// The offered widths in pixels. The last is the widest; the others are offered if the picture is more than a fifth
    /// wider.
    fn widths(self) -> &'static [u32] {
        match self {
            Kind::Set => &[480, 960, 1920],
            Kind::Lead => &[480, 960, 1440, 1920],
            // For lists, for phones, and for large screens.
            Kind::Panorama => &[480, 960, 2048, 4096],
        }
    }
}

/// The source of a picture.
#[derive(Clone, Debug)]
pub enum Source {
    /// A photograph or drawing by its path below `public/media`.
    File(String),
    /// A drawn scene with its seed and frame. A panorama shows all around and ignores the frame.
    Scene(Scene, String, Frame),
}

/// A picture to publish.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The key under which it is found.
    pub key: String,
    /// Its source.
    pub source: Source,
    /// Its kind, which decides the files that are made.
    pub kind: Kind,
    /// The rights written into its largest file.
    pub rights: Rights,
}

/// A published picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// Width and height of the upright original, or of the drawing.
    pub size: (u32, u32),
    /// A name derived from the content of all files.
    pub name: String,
    /// Its files, the largest of each format last.
    pub files: Vec<File>,
}

/// A file of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct File {
    /// The extension of its format.
    pub ending: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its size in bytes.
    bytes: usize,
    /// Its name in the cache.
    file: PathBuf,
    /// The digest of each of its pieces.
    pieces: Vec<String>,
}

impl File {
    /// The file in a cache folder.
    pub fn stored(&self, cache: &Path) -> Stored {
        Stored { file: cache.join(&self.file), bytes: self.bytes, pieces: self.pieces.clone() }
    }
}

/// The number of files that a picture is published as, at most.
pub fn most_files(kind: Kind, is_drawn: bool) -> usize {
    let formats = if kind == Kind::Lead && !is_drawn { 2 } else { 1 };
    formats * kind.widths().len()
}

/// Makes all pictures, in the order of `wanted`. `progress` counts only those that the cache lacks.
///
/// # Errors
///
/// Returns the key of each picture that cannot be published, with the reason.
pub fn make(
    wanted: &[Wanted],
    originals: &Originals,
    cache: &Path,
    progress: Progress,
) -> Result<Vec<Made>, Vec<(String, String)>> {
    let known: Vec<Option<Made>> = wanted.par_iter().map(|it| known(it, originals, cache)).collect();
    let missing: Vec<&Wanted> = wanted.iter().zip(&known).filter(|(_, it)| it.is_none()).map(|(it, _)| it).collect();
    let mut made = in_parallel(&missing, progress, |it, memory| make_one(it, originals, cache, memory)).into_iter();
    let mut errors = Vec::new();
    let mut all = Vec::new();
    for (it, known) in wanted.iter().zip(known) {
        match known.map(Ok).or_else(|| made.next()) {
            Some(Ok(picture)) => all.push(picture),
            Some(Err(error)) => errors.push((it.key.clone(), error)),
            None => errors.push((it.key.clone(), "it was not made".to_owned())),
        }
    }
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

/// The key of the entry that lists a picture's files.
fn list_key(wanted: &Wanted, source: &str) -> String {
    format!("files\0{PIPELINE}\0{source}\0{}\0{}", wanted.kind as u8, wanted.rights.xmp())
}

/// A name of what a picture is made from.
fn source_name(wanted: &Wanted, originals: &Originals) -> Option<String> {
    match &wanted.source {
        Source::File(path) => originals.content_name(path),
        Source::Scene(scene, seed, frame) => Some(name(drawn(scene, seed, *frame, wanted.kind).as_bytes())),
    }
}

fn drawn(scene: &Scene, seed: &str, frame: Frame, kind: Kind) -> String {
    if kind == Kind::Panorama { scene::panorama(scene, seed) } else { scene::draw(scene, seed, frame) }
}

/// The picture, if the cache has all its files.
fn known(wanted: &Wanted, originals: &Originals, cache: &Path) -> Option<Made> {
    let source = source_name(wanted, originals)?;
    let list = std::fs::read(cache::file(cache, list_key(wanted, &source).as_bytes())).ok()?;
    let made: Made = serde_json::from_slice(&list).ok()?;
    let is_there =
        |file: &File| std::fs::metadata(cache.join(&file.file)).is_ok_and(|data| data.len() == file.bytes as u64);
    made.files.iter().all(is_there).then_some(made)
}

/// Makes the missing files of a picture.
fn make_one(wanted: &Wanted, originals: &Originals, cache: &Path, memory: &Memory) -> Result<Made, String> {
    match &wanted.source {
        Source::Scene(scene, seed, frame) => {
            let svg = drawn(scene, seed, *frame, wanted.kind);
            let size = if wanted.kind == Kind::Panorama { PANORAMA } else { SCENE };
            encode(wanted, &name(svg.as_bytes()), size, cache, memory, || pixels::drawn(svg.as_bytes(), size.0))
        }
        Source::File(path) => {
            let bytes = read::bytes(&originals.path(path))?;
            let size = pixels::size(&bytes)?;
            let widest = offered(size, wanted.kind).last().copied().unwrap_or(size.0);
            encode(wanted, &originals.learn_name(path, &bytes), size, cache, memory, || {
                let _part = memory.take(pixels::memory(&bytes));
                let opened = pixels::opened(&bytes, widest)?;
                originals.learn(path, &bytes, opened.lost)?;
                Ok(opened.image)
            })
        }
    }
}

/// Encodes a picture in each format and width. Decoding and re-encoding drops all metadata of a photograph, including
/// its position; its orientation is applied first. `open` decodes the picture at its widest offered width.
fn encode(
    wanted: &Wanted,
    source: &str,
    size: (u32, u32),
    cache: &Path,
    memory: &Memory,
    open: impl FnOnce() -> Result<RgbaImage, String>,
) -> Result<Made, String> {
    let widths = offered(size, wanted.kind);
    let widest = widths.last().copied().unwrap_or(size.0);
    // Browsers paint SVG more slowly than WebP, see docs/decisions/pictures.md.
    let has_avif = wanted.kind == Kind::Lead && matches!(wanted.source, Source::File(_));
    let endings = if has_avif { &["avif", "webp"][..] } else { &["webp"] };
    let key = |ending: &str, width: u32| format!("{PIPELINE}\0{source}\0{width}\0{ending}");
    let is_cached =
        |made_from: &str| std::fs::metadata(cache::file(cache, made_from.as_bytes())).is_ok_and(|data| data.len() > 0);
    let all: Vec<(&str, u32)> =
        endings.iter().flat_map(|ending| widths.iter().map(|width| (*ending, *width))).collect();
    let mut missing: Vec<(&str, u32)> = all.clone();
    missing.retain(|(ending, width)| !is_cached(&key(ending, *width)));
    if !missing.is_empty() {
        let whole = open()?;
        for width in &widths {
            let endings: Vec<&str> = missing.iter().filter(|it| it.1 == *width).map(|it| it.0).collect();
            if endings.is_empty() {
                continue;
            }
            // Always from the widest, so that the bytes do not depend on what else is offered.
            let image = if *width == whole.width() { None } else { Some(pixels::resized(&whole, *width)?) };
            let image = image.as_ref().unwrap_or(&whole);
            for ending in endings {
                let encode = || {
                    if ending != "avif" {
                        return pixels::webp(image);
                    }
                    let _part = memory.take(image.as_raw().len() as u64 * AVIF);
                    pixels::avif(image)
                };
                cached(cache, key(ending, *width).as_bytes(), encode)?;
            }
        }
    }
    let mut files = Vec::new();
    for (ending, width) in all {
        let mut made_from = key(ending, width);
        let mut bytes = read::bytes(&cache::file(cache, made_from.as_bytes()))?;
        if (ending, width) == ("webp", widest) {
            let plain = bytes;
            let xmp = wanted.rights.xmp();
            made_from += &format!("\0{xmp}");
            let height = height(size, width);
            bytes = cached(cache, made_from.as_bytes(), || embed::webp(&plain, (width, height), &xmp))?;
        }
        let file = PathBuf::from(name(made_from.as_bytes()));
        files.push(File { ending: ending.to_owned(), width, bytes: bytes.len(), file, pieces: pieces(&bytes) });
    }
    let digests: Vec<&str> = files.iter().flat_map(|file| &file.pieces).map(String::as_str).collect();
    let made = Made { size, name: name(digests.concat().as_bytes()), files };
    let list = serde_json::to_vec(&made).map_err(|error| error.to_string())?;
    super::write::whole(&cache::file(cache, list_key(wanted, source).as_bytes()), &list)?;
    Ok(made)
}

/// The height of a picture at another width.
fn height((across, along): (u32, u32), width: u32) -> u32 {
    (u64::from(along) * u64::from(width)).div_ceil(u64::from(across.max(1))).max(1) as u32
}

/// The offered widths of a picture. The widest is limited so that its height can be encoded.
fn offered((width, height): (u32, u32), kind: Kind) -> Vec<u32> {
    let fits = u64::from(pixels::LONGEST) * u64::from(width) / u64::from(height.max(1));
    let widths = kind.widths();
    let widest = width.min(widths[widths.len() - 1]).min(fits as u32);
    let narrower = widths.iter().copied().filter(|offered| offered * 6 / 5 < widest);
    narrower.chain([widest]).collect()
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
            assert_eq!(offered(size, Kind::Lead), widths, "{size:?}");
            assert!(widths.iter().all(|width| height(size, *width) <= pixels::LONGEST), "{size:?}");
        }
        assert_eq!(offered((4000, 3000), Kind::Set), [480, 960, 1920]);
        assert_eq!(offered((8000, 4000), Kind::Panorama), [480, 960, 2048, 4096]);
        let counts = [most_files(Kind::Lead, false), most_files(Kind::Set, false), most_files(Kind::Lead, true)];
        assert_eq!(counts, [8, 3, 4]);
    }
}
