//! Pictures and clips: scenes are drawn, photographs resized and stripped of their metadata,
//! files named by their content.

use super::Files;
use super::content::Content;
use super::naming::{name, publish};
use super::read;
use film_core::model::picture::{Picture, Scene};
use film_core::route::base;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The widths that a picture is offered in beside its own, pixels: those a fifth narrower than that at least.
pub const WIDTHS: [u32; 4] = [480, 960, 1440, 1920];

/// The width and height that scenes are drawn in, pixels.
pub const SCENE: (u32, u32) = (1600, 900);

/// Version of what [`encoded`] does: part of the cache's key.
const PIPELINE: &str = "2";

/// Addresses of everything that was prepared.
#[derive(Clone, Debug, Default)]
pub struct Media {
    /// Scenes by their seed, photographs by their path.
    pictures: BTreeMap<String, Published>,
    /// Address and size in bytes of files that are published as they are.
    files: BTreeMap<String, (String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Published {
    src: String,
    sources: Vec<wire::PictureSource>,
    width: u32,
    height: u32,
}

impl Media {
    /// The picture of a record, in one language. `seed` is the record's path.
    pub fn picture(&self, seed: &str, picture: &Picture, locale: film_core::locale::Locale) -> wire::Picture {
        let text = |text: &Option<film_core::locale::Text>| text.as_ref().map(|text| text.get(locale).to_owned());
        wire::Picture {
            caption: text(&picture.caption),
            credit: text(&picture.credit),
            illustration: picture.image.is_none() || picture.illustration,
            ..self.published(picture.image.as_deref().unwrap_or(seed), picture.alt.get(locale).to_owned())
        }
    }

    /// The scene drawn for a record.
    pub fn scene(&self, seed: &str, alt: String) -> wire::Picture {
        wire::Picture { illustration: true, ..self.published(seed, alt) }
    }

    fn published(&self, key: &str, alt: String) -> wire::Picture {
        let Published { src, sources, width, height } = self.pictures.get(key).cloned().unwrap_or_default();
        wire::Picture { src, sources, width, height, alt, caption: None, credit: None, illustration: false }
    }

    /// Address and size, in bytes, of a file that is published as it is.
    pub fn file(&self, path: &str) -> (String, usize) {
        self.files.get(path).cloned().unwrap_or_default()
    }
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
    let scenes = scenes(content, &pictures).into_par_iter().map(|(seed, scene)| {
        let svg = scene::draw(&scene, &seed, scene::Frame::still());
        let encoded = encoded(svg.as_bytes(), cache).map_err(|error| format!("the scene of {seed}: {error}"))?;
        Ok((seed, encoded))
    });
    let images: BTreeSet<&str> = pictures.iter().filter_map(|(_, picture)| picture.image.as_deref()).collect();
    let photographs = images.into_par_iter().map(|path| {
        let file = folder.join(path);
        let encoded = std::fs::read(&file).map_err(|error| error.to_string()).and_then(|it| encoded(&it, cache));
        let help = "save the picture again as JPEG, PNG or WebP";
        Ok((path.to_owned(), encoded.map_err(|error| format!("{}: {error}; {help}", file.display()))?))
    });
    let encoded: Vec<(String, Encoded)> = scenes.chain(photographs).collect::<Result<_, String>>()?;
    for (key, picture) in encoded {
        media.pictures.insert(key, picture.publish(files));
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

/// A picture in every format and width that it is offered in.
struct Encoded {
    width: u32,
    height: u32,
    /// MIME type and ending of a format, with its files by their width.
    formats: Vec<(&'static str, &'static str, BTreeMap<u32, Vec<u8>>)>,
}

impl Encoded {
    /// Publishes its files under one name and their widths, which compresses better in HTML than a name for each.
    fn publish(self, files: &mut Files) -> Published {
        let all: Vec<&[u8]> = self.formats.iter().flat_map(|(.., widths)| widths.values().map(Vec::as_slice)).collect();
        let name = name(&all.concat());
        let mut shown = Published { width: self.width, height: self.height, ..Published::default() };
        for (mime, ending, widths) in self.formats {
            let mut srcset = Vec::new();
            for (width, bytes) in widths {
                let path = format!("media/{name}-{width}.{ending}");
                shown.src = base::join(&format!("/{path}"));
                srcset.push(format!("{} {width}w", shown.src));
                files.insert(path, bytes);
            }
            shown.sources.push(wire::PictureSource { mime: mime.to_owned(), srcset: srcset.join(", ") });
        }
        shown
    }
}

/// A photograph in AVIF and WebP, a drawing (SVG) in WebP alone, from the cache or anew. A browser
/// parses, lays out and paints an SVG on the page's own thread; see docs/decisions/pictures.md. Decoding to pixels and encoding anew leaves all metadata of a
/// photograph behind, its position included; its orientation is applied first.
fn encoded(original: &[u8], cache: &Path) -> Result<Encoded, String> {
    let is_drawing = original.starts_with(b"<svg");
    let formats: &[_] = match is_drawing {
        true => &[("image/webp", "webp")],
        false => &[("image/avif", "avif"), ("image/webp", "webp")],
    };
    let folder = cache.join(name(&[PIPELINE.as_bytes(), original].concat()));
    let sizes = folder.join("sizes");
    let words = |error: std::io::Error| error.to_string();
    if !sizes.exists() {
        let image = if is_drawing { pixels::drawn(original, SCENE.0) } else { pixels::decode(original) }?;
        std::fs::create_dir_all(&folder).map_err(words)?;
        offered(image.width()).par_iter().try_for_each(|width| {
            let image = pixels::resized(&image, *width)?;
            formats.iter().try_for_each(|(_, ending)| {
                let bytes = if *ending == "avif" { pixels::avif(&image)? } else { pixels::webp(&image) };
                std::fs::write(folder.join(format!("{width}.{ending}")), bytes).map_err(words)
            })
        })?;
        // Written last: a cache entry without it is made anew.
        std::fs::write(&sizes, format!("{} {}", image.width(), image.height())).map_err(words)?;
    }
    let text = std::fs::read_to_string(&sizes).map_err(words)?;
    let (width, height) = text
        .split_once(' ')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
        .ok_or_else(|| format!("{} is damaged; delete the folder {}", sizes.display(), cache.display()))?;
    let read = |width: u32, ending: &str| {
        let file = folder.join(format!("{width}.{ending}"));
        let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        Ok((width, bytes))
    };
    let files = |ending| offered(width).into_iter().map(|width| read(width, ending)).collect::<Result<_, String>>();
    let formats = formats.iter().map(|(mime, ending)| Ok((*mime, *ending, files(ending)?)));
    Ok(Encoded { width, height, formats: formats.collect::<Result<_, String>>()? })
}

fn offered(width: u32) -> Vec<u32> {
    let widest = width.min(WIDTHS[WIDTHS.len() - 1]);
    WIDTHS.into_iter().filter(|offered| offered * 6 / 5 < widest).chain([widest]).collect()
}
