//! Generates a synthetic site of any size, used by tests and benchmarks to measure the catalogue.
//!
//! The site is the office's own content plus made-up records, up to the requested number. The same numbers and seed
//! produce the same bytes. Names are made of Chinese morphemes, so that characters, pinyin and English agree. The
//! records share a few small pictures, because drawing is not what is measured.

mod random;
mod records;
mod vocabulary;

use clap::Args;
use film_core::model::clip::Clip;
use film_core::model::picture::Scene;
use film_core::model::vocabulary::{Hour, SceneKind, Season};
use random::Random;
use rayon::prelude::*;
use records::Maker;
use scene::Frame;
use serde::Serialize;
use serde_json::Value;
use site::{read, write};
use std::path::Path;

/// The number of records of each kind, including the office's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Args)]
pub struct Wanted {
    /// The number of locations.
    #[arg(long, default_value_t = 0)]
    pub locations: usize,
    /// The number of clips.
    #[arg(long, default_value_t = 0)]
    pub clips: usize,
    /// The number of experts.
    #[arg(long, default_value_t = 0)]
    pub experts: usize,
    /// The seed. The same seed produces the same site.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// The maximum number of records of a kind.
pub const MOST: usize = 1_000_000;

/// Width and height of the shared pictures, in pixels.
const PICTURE: (u32, u32) = (480, 270);

/// The scenes that the shared pictures show.
const SUBJECTS: [(SceneKind, Hour, Season); 8] = [
    (SceneKind::Pier, Hour::Sunrise, Season::Winter),
    (SceneKind::VillaStreet, Hour::Morning, Season::Autumn),
    (SceneKind::RockyShore, Hour::Sunset, Season::Summer),
    (SceneKind::GraniteStream, Hour::Noon, Season::Spring),
    (SceneKind::OldStreet, Hour::Night, Season::Summer),
    (SceneKind::Stage, Hour::Afternoon, Season::Spring),
    (SceneKind::Island, Hour::Dawn, Season::Summer),
    (SceneKind::Courtyard, Hour::Golden, Season::Autumn),
];

/// Copies the folder `from` (as passed to `site build --public`) to `to`, and adds records.
///
/// # Errors
///
/// Returns a message if `to` is not empty, more than [`MOST`] records are requested, `from` has no clip whose files the
/// new ones can share, or a file cannot be read or written.
pub fn write(from: &Path, to: &Path, wanted: Wanted) -> Result<(), String> {
    if [wanted.locations, wanted.clips, wanted.experts].into_iter().any(|count| count > MOST) {
        return Err(format!("more than {MOST} records of a kind are not a catalogue; ask for fewer"));
    }
    if std::fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{} is not empty; name a new folder, or delete this one", to.display()));
    }
    let paths = read::names(from)?;
    let own = |folder: &str| -> Vec<&str> {
        let ids = paths.iter().filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".json"));
        ids.collect()
    };
    let (locations, clips, experts) = (own("content/locations/"), own("content/clips/"), own("content/experts/"));
    let model = clips.first().ok_or_else(|| format!("{} has no clip to take files from", from.display()))?;
    let model: Clip = parsed(&from.join(format!("content/clips/{model}.json")))?;
    let fields: Vec<film_core::model::office::Field> = parsed(&from.join("content/fields.json"))?;
    let classes: Vec<film_core::model::office::Class> = parsed(&from.join("content/classes.json"))?;
    let classes: Vec<_> = classes.into_iter().map(|class| class.id).collect();
    if classes.is_empty() {
        return Err(format!("{} has no class of places", from.join("content/classes.json").display()));
    }
    for path in &paths {
        write::file(&to.join(path), &read::bytes(&from.join(path))?)?;
    }
    for (place, (kind, hour, season)) in SUBJECTS.into_iter().enumerate() {
        let file = to.join("media").join(picture(place));
        write::file(&file, &draw(&Scene { kind, hour, season, weather: None }, place)?)?;
    }
    let maker = Maker { model, fields: fields.into_iter().map(|field| field.id).collect(), classes };
    let known: Vec<String> = locations.iter().map(|id| (*id).to_owned()).collect();
    let made = |kind: &str, number: usize| Random::new(&format!("{} {kind} {number}", wanted.seed));
    let added: Vec<String> = (locations.len()..wanted.locations)
        .into_par_iter()
        .map(|number| {
            let location = maker.location(number, made("location", number));
            record(to, "locations", location.id.as_str(), &location)?;
            Ok(location.id.to_string())
        })
        .collect::<Result<_, String>>()?;
    let places = [known, added].concat();
    (clips.len()..wanted.clips).into_par_iter().try_for_each(|number| {
        let clip = maker.clip(number, made("clip", number), &places);
        record(to, "clips", clip.id.as_str(), &clip)
    })?;
    (experts.len()..wanted.experts).into_par_iter().try_for_each(|number| {
        let expert = maker.expert(number, made("expert", number), &places);
        record(to, "experts", expert.id.as_str(), &expert)
    })
}

/// The path of a shared picture below `media`.
fn picture(place: usize) -> String {
    format!("scale/{}.png", place % SUBJECTS.len())
}

fn draw(scene: &Scene, place: usize) -> Result<Vec<u8>, String> {
    let svg = scene::draw(scene, &picture(place), Frame::still());
    let mut picture = pixels::blank(PICTURE.0, PICTURE.1)?;
    pixels::draw_over(&mut picture, svg.as_bytes(), None)?;
    picture.encode_png().map_err(|error| error.to_string())
}

fn parsed<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, String> {
    serde_json::from_slice(&read::bytes(file)?)
        .map_err(|error| format!("{}: {error}; fix it, ./dev check says more", file.display()))
}

fn record(to: &Path, folder: &str, id: &str, record: &impl Serialize) -> Result<(), String> {
    let mut json = serde_json::to_value(record).map_err(|error| format!("{id}: {error}"))?;
    drop_empty_fields(&mut json);
    write::file(&to.join(format!("content/{folder}/{id}.json")), json.to_string().as_bytes())
}

/// Drops fields without a value, as an editor would leave them out.
fn drop_empty_fields(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(drop_empty_fields);
        }
        Value::Array(values) => values.iter_mut().for_each(drop_empty_fields),
        _ => {}
    }
}
