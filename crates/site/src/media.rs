//! Prepares pictures and clips: draws scenes, resizes photographs and strips their metadata, and names files by their
//! content.

use super::content::Content;
use super::encode::{self, Kind, Made, Source, Wanted};
use super::naming::name;
use super::originals::Originals;
use super::parallel::Progress;
use super::rights::Rights;
use super::stored::{Stored, StoredFiles, pieces};
use super::{cache, embed, read, sprites, write};
use film_core::locale::{DOT, Locale, Text, words};
use film_core::model::location::Location;
use film_core::model::office::Office;
use film_core::model::picture::{Panorama, PanoramaPoint, Picture};
use film_core::model::vocabulary::{Compass, Container, PictureGroup};
use film_core::model::{ClipId, LocationId};
use film_core::route::{Page, base};
use geo::distance::compass_point;
use rayon::prelude::*;
use scene::Frame;
use std::collections::BTreeMap;
use std::path::Path;

/// The fix for a picture that cannot be read.
pub const SAVE_AGAIN: &str = "save the picture again as JPEG, PNG or WebP";

/// The URLs of all prepared media.
#[derive(Clone, Debug, Default)]
pub struct Media {
    /// Pictures without captions: scenes by their seed, photographs by their path and rights.
    pictures: BTreeMap<String, wire::Picture>,
    /// URL and size in bytes of clips' files by their path below `public/media`.
    files: BTreeMap<String, (String, usize)>,
    /// The URLs of clips' sprites by the clip's id.
    sprites: BTreeMap<String, String>,
    /// The files to publish.
    stored: StoredFiles,
    /// The address of the folder of `media/`, if it is not the site's own.
    folder: Option<String>,
    /// The office, whose terms are written into picture files.
    office: Option<Office>,
    /// Whether any picture is an illustration.
    pub has_illustrations: bool,
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
            ..self.pictures[&self.key(seed, picture)].clone()
        }
    }

    fn key(&self, seed: &str, picture: &Picture) -> String {
        match (&picture.image, &self.office) {
            (Some(image), Some(office)) => photograph_key(image, &Rights::picture(picture, office)),
            _ => seed.to_owned(),
        }
    }

    /// The address of a file in `media/`, given relative to the site's root.
    pub fn address(&self, path: &str) -> String {
        self.folder.as_ref().map_or_else(|| base::join(&format!("/{path}")), |folder| format!("{folder}{path}"))
    }

    /// The name of a picture's file by its address, and the file.
    pub fn stored(&self, address: &str) -> Option<(&str, &Stored)> {
        let path = match &self.folder {
            Some(folder) => address.strip_prefix(folder.as_str())?,
            None => base::file(address),
        };
        self.stored.get_key_value(path).map(|(path, it)| (path.as_str(), it))
    }

    /// The address of the folder of `media/`, if it is not the site's own.
    pub fn folder(&self) -> Option<&str> {
        self.folder.as_deref()
    }

    /// The files of all pictures and clips by path.
    pub fn all(&self) -> &StoredFiles {
        &self.stored
    }

    /// The files of all pictures and clips.
    pub fn into_stored(self) -> StoredFiles {
        self.stored
    }

    /// Publishes a file under a name made of its content. Returns its address.
    fn store(&mut self, folder: &str, bytes: &[u8], ending: &str, cache: &Path) -> Result<String, String> {
        let name = name(bytes);
        let path = format!("{folder}/{name}.{ending}");
        let file = cache::file(cache, format!("{folder}\0{name}").as_bytes());
        if !std::fs::metadata(&file).is_ok_and(|data| data.len() == bytes.len() as u64) {
            write::whole(&file, bytes)?;
        }
        let address = self.address(&path);
        self.stored.insert(path, Stored { file, bytes: bytes.len(), pieces: pieces(bytes) });
        Ok(address)
    }

    /// Publishes a picture's files under one common name plus width: that compresses better in HTML than separate names.
    fn publish(&mut self, made: Made, cache: &Path) -> wire::Picture {
        let mut src = String::new();
        let mut sources: Vec<wire::PictureSource> = Vec::new();
        for file in &made.files {
            let path = format!("media/{}-{}.{}", made.name, file.width, file.ending);
            src = self.address(&path);
            self.stored.insert(path, file.stored(cache));
            let mime = format!("image/{}", file.ending);
            match sources.last_mut().filter(|source| source.mime == mime) {
                Some(source) => source.srcset += &format!(", {src} {}w", file.width),
                None => sources.push(wire::PictureSource { mime, srcset: format!("{src} {}w", file.width) }),
            }
        }
        let (width, height) = made.size;
        let (id, alt, caption, credit, note) = (String::new(), String::new(), None, None, None);
        wire::Picture { id, src, sources, width, height, alt, caption, credit, note, illustration: false }
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
        self.of_location(location, 0, locale).unwrap_or_else(|| {
            let scene = location.scene().kind.name(locale).to_lowercase();
            let alt = words::SCENE_OF.with(locale, &[location.name.get(locale), &scene]);
            self.scene(&seed("locations", location.id.as_str()), alt)
        })
    }

    /// A picture of a location by its index in `media`.
    pub fn of_location(&self, location: &Location, index: usize, locale: Locale) -> Option<wire::Picture> {
        let picture = location.media.get(index)?;
        Some(self.picture(&location_picture(&location.id, index), picture, locale))
    }

    /// URL and size in bytes of a clip's file.
    pub fn file(&self, path: &str) -> (String, usize) {
        self.files.get(path).cloned().unwrap_or_default()
    }

    /// The URL of a clip's sprite, if it has one.
    pub fn sprite(&self, clip: &ClipId) -> Option<String> {
        self.sprites.get(clip.as_str()).cloned()
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
    (!parts.is_empty()).then(|| parts.join(DOT))
}

/// The seed of a record's scene: its collection and id.
pub fn seed(collection: &str, id: &str) -> String {
    format!("{collection}/{id}")
}

/// The key of a location's picture by its index in `media`.
fn location_picture(id: &LocationId, index: usize) -> String {
    seed("locations", &format!("{id}/{index}"))
}

/// Makes every picture that a build shows: scenes and photographs.
///
/// # Errors
///
/// Returns the path of each photograph that cannot be published, with the reason.
pub fn make(
    content: &Content,
    originals: &Originals,
    cache: &Path,
    progress: Progress,
) -> Result<(), Vec<(String, String)>> {
    encode::make(&wanted(content), originals, cache, progress).map(drop)
}

/// Prepares every picture and clip for publication, and the sprites of clips. `ffmpeg` decodes the frames of filmed clips.
///
/// # Errors
///
/// Returns an error if a file cannot be read or its content does not match its extension.
pub fn prepare(
    content: &Content,
    originals: &Originals,
    ffmpeg: Option<&Path>,
    cache: &Path,
    progress: Progress,
) -> Result<Media, String> {
    let mut media =
        Media { folder: content.office.media.clone(), office: Some(content.office.clone()), ..Media::default() };
    let wanted = wanted(content);
    let is_drawn = |it: &Wanted| matches!(it.source, Source::Scene(..));
    media.has_illustrations = wanted.iter().any(is_drawn) || pictures(content).iter().any(|(_, _, it)| it.illustration);
    let made = encode::make(&wanted, originals, cache, progress).map_err(|errors| {
        let said = |(key, error): (String, String)| {
            format!("{}: {error}; {SAVE_AGAIN}", key.split('\0').next().unwrap_or_default())
        };
        errors.into_iter().map(said).collect::<Vec<_>>().join("\n")
    })?;
    for (wanted, made) in wanted.into_iter().zip(made) {
        let picture = media.publish(made, cache);
        media.pictures.insert(wanted.key, picture);
    }
    let renditions = || content.clips.values().flat_map(|clip| clip.renditions.iter().map(move |it| (clip, it)));
    let mut users: BTreeMap<&str, usize> = BTreeMap::new();
    renditions().for_each(|(_, it)| *users.entry(&it.file).or_default() += 1);
    for (clip, rendition) in renditions() {
        if media.files.contains_key(&rendition.file) {
            continue;
        }
        let mut bytes = read::bytes(&originals.path(&rendition.file))?;
        // A file of several records has no one title and creator.
        if users[rendition.file.as_str()] == 1 {
            bytes = tagged(bytes, rendition.container, &Rights::clip(clip).xmp());
        }
        // Cameras write .MP4, .M4V or .MOV, but hosts and the service worker know only three extensions.
        let address = media.store("media", &bytes, rendition.container.as_str(), cache)?;
        media.files.insert(rendition.file.clone(), (address, bytes.len()));
    }
    let sprites = content.clips.par_iter().filter_map(|(id, clip)| {
        let made = sprites::sprite(clip, &clip.renditions.first()?.file, originals, ffmpeg, cache);
        made.map(|sprite| Some((id.clone(), sprite?))).transpose()
    });
    for (id, sprite) in sprites.collect::<Result<Vec<_>, String>>()? {
        let address = media.store("media/sprites", &sprite, "webp", cache)?;
        media.sprites.insert(id, address);
    }
    Ok(media)
}

/// A clip's file with what it says about itself, if its container can hold it.
fn tagged(mut bytes: Vec<u8>, container: Container, xmp: &str) -> Vec<u8> {
    let place = if container == Container::Webm { None } else { embed::mp4_box(&bytes, xmp) };
    if let Some((at, content)) = place {
        bytes.splice(at..at, content);
    }
    bytes
}

/// The pictures to make. A photograph that leads a page and is part of a set too is made once, as a leading one.
fn wanted(content: &Content) -> Vec<Wanted> {
    let office = &content.office;
    let pictures = pictures(content);
    let mut wanted: BTreeMap<String, Wanted> = BTreeMap::new();
    for (key, is_lead, picture) in &pictures {
        let rights = Rights::picture(picture, office);
        let (key, source) = match (&picture.image, picture.scene) {
            (Some(image), _) => (photograph_key(image, &rights), Source::File(image.clone())),
            (None, Some(scene)) => {
                let frame = picture.view.map_or_else(Frame::still, Frame::part);
                (key.clone(), Source::Scene(scene, drawn_from(key).to_owned(), frame))
            }
            (None, None) => continue,
        };
        let kind = match (&picture.panorama, is_lead) {
            (Some(_), _) => Kind::Panorama,
            (None, true) => Kind::Lead,
            (None, false) => Kind::Set,
        };
        let kind = wanted.get(&key).map_or(kind, |it| it.kind.max(kind));
        wanted.insert(key.clone(), Wanted { key, source, kind, rights });
    }
    let locations = content.locations.values().filter(|it| it.media.is_empty());
    let clips = content.clips.values().filter(|it| it.poster.is_none());
    let whole = locations
        .map(|it| (seed("locations", it.id.as_str()), it.scene(), &it.name))
        .chain(clips.map(|it| (seed("clips", it.id.as_str()), it.scene, &it.headline)))
        .chain(content.editions.iter().map(|it| (seed("summit", &it.year.to_string()), it.scene, &it.title)));
    for (key, scene, title) in whole {
        let source = Source::Scene(scene, drawn_from(&key).to_owned(), Frame::still());
        let rights = Rights::drawn(title.clone(), office);
        wanted.insert(key.clone(), Wanted { key, source, kind: Kind::Lead, rights });
    }
    wanted.into_values().collect()
}

/// The key of a photograph. Records that show the same file with other words have files of their own.
fn photograph_key(image: &str, rights: &Rights) -> String {
    format!("{image}\0{}", rights.name())
}

/// Every picture of a record, with the seed of its scene, and whether it leads a page.
fn pictures(content: &Content) -> Vec<(String, bool, &Picture)> {
    let mut pictures = Vec::new();
    for news in content.news.iter().map(|article| &article.news) {
        pictures.push((seed("news", news.id.as_str()), true, &news.hero));
        let shown = news.pictures.iter();
        pictures.extend(shown.map(|(name, it)| (seed("news", &format!("{}/{name}", news.id)), false, it)));
    }
    for location in content.locations.values() {
        let all = location.media.iter().enumerate();
        pictures.extend(all.map(|(index, it)| (location_picture(&location.id, index), index == 0, it)));
    }
    let experts = content.experts.values();
    pictures.extend(experts.filter_map(|it| Some((seed("experts", it.id.as_str()), true, it.picture.as_ref()?))));
    let clips = content.clips.values();
    pictures.extend(clips.filter_map(|it| Some((seed("clips", it.id.as_str()), true, it.poster.as_ref()?))));
    pictures
}

/// The number of photographs, and of files that all pictures and clips are published as, at most.
pub fn count_files(content: &Content) -> (usize, usize) {
    let wanted = wanted(content);
    let is_drawn = |it: &Wanted| matches!(it.source, Source::Scene(..));
    let photographs = wanted.iter().filter(|it| !is_drawn(it)).count();
    let files: usize = wanted.iter().map(|it| encode::most_files(it.kind, is_drawn(it))).sum();
    // One of each clip's files is its sprite.
    (photographs, files + content.clips.values().map(|clip| clip.renditions.len() + 1).sum::<usize>())
}

/// The seed that a scene is drawn from: its key. All scenes of a location share one, because they show the same place.
fn drawn_from(key: &str) -> &str {
    let end = key.match_indices('/').nth(1).filter(|_| key.starts_with("locations/"));
    end.map_or(key, |(at, _)| &key[..at])
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
}
