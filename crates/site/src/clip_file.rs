//! Reads a clip's properties from its file: container, codec, size, frames, colour and sound.

mod codecs;
mod matroska;
mod mp4;

use crate::clip_traces::{Format, without_picture};
use film_core::model::clip::{FrameRate, Rendition, Technical};
use film_core::model::vocabulary::{Chroma, Codec, Container, Vocabulary};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The picture and sound properties in a file. `None` if the file does not state one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// The container. `Err` has the name of one that records do not allow.
    pub container: Option<Result<Container, String>>,
    /// The codec of the picture. `Err` has the code of one that records do not allow.
    pub codec: Option<Result<Codec, String>>,
    /// The codec's profile.
    pub profile: Option<String>,
    /// Width and height of the picture as it is shown, in pixels.
    pub size: Option<(u32, u32)>,
    /// The number of frames.
    pub frames: Option<u32>,
    /// Frames per second.
    pub rate: Option<f64>,
    /// Whether the frame rate is constant.
    pub is_steady: Option<bool>,
    /// Whether the picture is interlaced.
    pub is_interlaced: bool,
    /// Bits per sample.
    pub bit_depth: Option<u8>,
    /// Chroma subsampling.
    pub chroma: Option<Chroma>,
    /// Colour primaries (H.273, table 2).
    pub primaries: Option<u8>,
    /// Transfer characteristics (H.273, table 3).
    pub transfer: Option<u8>,
    /// Matrix coefficients (H.273, table 4).
    pub matrix: Option<u8>,
    /// Whether samples use the full range.
    pub full_range: Option<bool>,
    /// Whether there is sound.
    pub audio: bool,
}

/// Why a file was not measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Unmeasured {
    /// The format is unknown.
    Unknown,
    /// It begins like a film, but cannot be read or has no picture. With the reason.
    Damaged(String),
}

/// Measures a clip's file.
///
/// # Errors
///
/// Returns why the file cannot be measured.
pub fn measure(file: &Path) -> Result<Measured, Unmeasured> {
    let measure = || {
        let cannot = |error: std::io::Error| format!("cannot read {}: {error}", file.display());
        let mut input = BufReader::new(File::open(file).map_err(cannot)?);
        match Format::of(&mut input).map_err(cannot)? {
            Some(Format::Matroska) => matroska::matroska(input).map(Some),
            Some(Format::Boxes) => mp4::film(&without_picture(&mut input).map_err(cannot)?).map(Some),
            None => Ok(None),
        }
    };
    let measured: Result<_, String> = measure();
    let damaged = |error| Unmeasured::Damaged(format!("the file cannot be read as a film: {error}"));
    measured.map_err(damaged)?.ok_or(Unmeasured::Unknown)
}

/// A difference between a record and a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The field of the record.
    pub field: &'static str,
    /// The value in the file.
    pub found: String,
    /// The value in the record.
    pub written: String,
}

impl Measured {
    /// The fields of a rendition that differ from the file.
    pub fn rendition(&self, rendition: &Rendition) -> Vec<Difference> {
        let mut differences = Vec::new();
        if let Some(container) = self.container.as_ref().filter(|it| **it != Ok(rendition.container)) {
            let written = rendition.container.as_str().into();
            differences.push(Difference { field: "container", found: name(container), written });
        }
        if let Some(codec) = self.codec.as_ref().filter(|it| **it != Ok(rendition.codec)) {
            differences.push(Difference {
                field: "codec",
                found: name(codec),
                written: rendition.codec.as_str().into(),
            });
        } else if let Some(profile) = self.profile.as_ref().filter(|it| !is_same_profile(it, &rendition.profile)) {
            let (found, written) = (profile.clone(), rendition.profile.clone());
            differences.push(Difference { field: "profile", found, written });
        }
        differences
    }

    /// The properties that differ from the file. Colours that the file does not specify are skipped.
    pub fn technical(&self, technical: &Technical) -> Vec<Difference> {
        let mut differences = Vec::new();
        let mut add = |field, found: String, written: String| differences.push(Difference { field, found, written });
        if let Some((width, height)) = self.size {
            for (field, found, written) in [("width", width, technical.width), ("height", height, technical.height)] {
                if found != written {
                    add(field, found.to_string(), written.to_string());
                }
            }
        }
        // Encoders may add or drop one frame at an end.
        if let Some(frames) = self.frames.filter(|frames| frames.abs_diff(technical.frames) > 1) {
            add("frames", frames.to_string(), technical.frames.to_string());
        }
        let FrameRate { num, den } = technical.frame_rate;
        let written = f64::from(num) / f64::from(den.max(1));
        // Tolerates rounding, but tells 24000/1001 from 24, which differ by 0.1 %.
        if let Some(rate) = self.rate.filter(|rate| (rate / written - 1.0).abs() > 0.0005) {
            add("frame_rate", fraction(rate), format!("{num}/{den}"));
        }
        if let Some(depth) = self.bit_depth.filter(|depth| *depth != technical.bit_depth) {
            add("bit_depth", depth.to_string(), technical.bit_depth.to_string());
        }
        if let Some(chroma) = self.chroma.filter(|chroma| *chroma != technical.chroma) {
            add("chroma", chroma.as_str().into(), technical.chroma.as_str().into());
        }
        for (field, found, written) in [
            ("primaries", self.primaries, technical.primaries),
            ("transfer", self.transfer, technical.transfer),
            ("matrix", self.matrix, technical.matrix),
        ] {
            if let Some(found) = found.filter(|found| *found != UNSPECIFIED && *found != written) {
                add(field, found.to_string(), written.to_string());
            }
        }
        if let Some(full) = self.full_range.filter(|full| *full != technical.full_range) {
            add("full_range", full.to_string(), technical.full_range.to_string());
        }
        if self.audio != technical.audio {
            add("audio", self.audio.to_string(), technical.audio.to_string());
        }
        differences
    }

    /// The file's properties. Missing ones are taken from the record.
    pub fn filled_in(&self, technical: &Technical) -> Technical {
        let (width, height) = self.size.unwrap_or((technical.width, technical.height));
        let colour = |found: Option<u8>, written| found.filter(|code| *code != UNSPECIFIED).unwrap_or(written);
        Technical {
            frames: self.frames.unwrap_or(technical.frames),
            frame_rate: self.rate.map_or(technical.frame_rate, known_rate),
            width,
            height,
            bit_depth: self.bit_depth.unwrap_or(technical.bit_depth),
            chroma: self.chroma.unwrap_or(technical.chroma),
            primaries: colour(self.primaries, technical.primaries),
            transfer: colour(self.transfer, technical.transfer),
            matrix: colour(self.matrix, technical.matrix),
            full_range: self.full_range.unwrap_or(technical.full_range),
            log_profile: technical.log_profile.clone(),
            audio: self.audio,
        }
    }

    fn colour(&mut self, (primaries, transfer, matrix): (u8, u8, u8), full_range: Option<bool>) {
        (self.primaries, self.transfer, self.matrix) = (Some(primaries), Some(transfer), Some(matrix));
        self.full_range = full_range.or(self.full_range);
    }

    fn has(&mut self, codec: Codec, profile: &str) {
        (self.codec, self.profile) = (Some(Ok(codec)), Some(profile.to_owned()).filter(|it| !it.is_empty()));
    }
}

/// The colour code for "unspecified", in all three tables of H.273.
const UNSPECIFIED: u8 = 2;

/// The exact fraction of a frame rate: a whole number of frames in one second, or in 1.001.
fn known_rate(rate: f64) -> FrameRate {
    let whole = rate.round().max(1.0);
    if (rate / whole - 1.0).abs() < 0.0003 {
        return FrameRate { num: whole as u32, den: 1 };
    }
    let film = (rate * 1.001).round();
    if (rate * 1.001 / film - 1.0).abs() < 0.0003 {
        return FrameRate { num: film as u32 * 1000, den: 1001 };
    }
    FrameRate { num: (rate * 1000.0).round() as u32, den: 1000 }
}

fn fraction(rate: f64) -> String {
    let FrameRate { num, den } = known_rate(rate);
    format!("{num}/{den}")
}

/// The key of a value, or the name of one that records do not allow.
fn name<T: Vocabulary>(found: &Result<T, String>) -> String {
    found.as_ref().map_or_else(Clone::clone, |it| it.as_str().to_owned())
}

/// Whether two names mean the same profile. Levels (`High@L4.1`) and spaces do not count.
fn is_same_profile(found: &str, written: &str) -> bool {
    let plain = |name: &str| {
        let name = name.split(['@', ',']).next().unwrap_or_default();
        name.to_lowercase().replace([' ', '-', '_'], "").replace("constrained", "").replace("profile", "")
    };
    plain(found) == plain(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn clip(name: &str) -> Result<Measured, Unmeasured> {
        measure(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clips").join(name))
    }

    /// Container, codec, profile, size, frames, rate, depth and chroma, colours and range, in one line.
    fn line(it: &Measured) -> String {
        let code = |it: Option<u8>| it.map_or("-".into(), |code| code.to_string());
        [
            it.container.as_ref().map(name).unwrap_or_default(),
            it.codec.as_ref().map(name).unwrap_or_default(),
            it.profile.clone().unwrap_or_default(),
            it.size.map_or("-".into(), |(width, height)| format!("{width}x{height}")),
            it.frames.map_or("-".into(), |frames| frames.to_string()),
            it.rate.map_or("-".into(), fraction),
            code(it.bit_depth),
            it.chroma.map_or("-".into(), |it| it.as_str().into()),
            format!("{}/{}/{}", code(it.primaries), code(it.transfer), code(it.matrix)),
            it.full_range.map_or("-", |full| if full { "full" } else { "narrow" }).into(),
        ]
        .join(" ")
    }

    #[test]
    fn real_files() {
        for (name, says) in [
            ("h264.mp4", "mp4 h264 High 64x36 12 24000/1001 8 4:2:0 1/1/1 narrow"),
            ("h264-10.mov", "mov h264 High 4:2:2 64x36 12 50/1 10 4:2:2 9/18/9 narrow"),
            ("hevc.mp4", "mp4 hevc Main 10 64x36 12 24/1 10 4:2:0 9/18/9 narrow"),
            ("vp9.mp4", "mp4 vp9 Profile 0 64x36 12 24/1 8 4:2:0 1/1/1 narrow"),
            ("vp9.webm", "webm vp9 Profile 0 64x36 12 24/1 8 4:2:0 1/1/1 narrow"),
            ("vp9-10.webm", "webm vp9 Profile 2 64x36 12 24/1 10 4:2:0 9/18/9 narrow"),
            ("av1.mp4", "mp4 av1 Main 64x36 12 24/1 8 4:2:0 1/1/1 narrow"),
            ("av1.webm", "webm av1 Main 64x36 12 24/1 10 4:2:0 1/1/1 narrow"),
            ("prores.mov", "mov prores 422 HQ 64x36 4 24/1 10 4:2:2 1/1/1 -"),
            ("upright.mp4", "mp4 h264 High 36x64 12 24/1 8 4:2:0 1/1/1 narrow"),
            ("unsteady.mp4", "mp4 h264 High 64x36 12 13200/1000 8 4:2:0 1/1/1 narrow"),
            ("interlaced.mp4", "mp4 h264 High 64x36 12 12/1 8 4:2:0 -/-/- -"),
            ("fragmented.mp4", "mp4 h264 High 64x36 - - 8 4:2:0 -/-/- -"),
            ("vp8.webm", "webm VP8  64x36 12 24/1 - - -/-/- -"),
            ("h264.mkv", "matroska MPEG4/ISO/AVC  64x36 12 24/1 - - -/-/- -"),
        ] {
            let measured = clip(name).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert_eq!(line(&measured), says, "{name}");
            assert_eq!(measured.is_steady == Some(false), name == "unsteady.mp4", "{name}");
            assert_eq!(measured.is_interlaced, name == "interlaced.mp4", "{name}");
            assert_eq!(measured.audio, name == "h264-10.mov", "{name}");
        }
        let Err(Unmeasured::Damaged(words)) = clip("sound.mp4") else { panic!("a clip without picture") };
        assert!(words.contains("no picture"), "{words}");
    }

    #[test]
    fn damaged_files_are_refused_and_never_panic() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clip");
        for name in ["h264.mp4", "hevc.mp4", "vp9.webm", "av1.webm", "prores.mov"] {
            let whole = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clips").join(name)).unwrap();
            for end in (0..whole.len()).step_by(7) {
                fs::write(&file, &whole[..end]).unwrap();
                let _ = measure(&file);
                let mut changed = whole.clone();
                changed[end] ^= 0xff;
                fs::write(&file, &changed).unwrap();
                let _ = measure(&file);
            }
        }
        for bytes in [&b""[..], b"no film, but a text"] {
            fs::write(&file, bytes).unwrap();
            assert_eq!(measure(&file), Err(Unmeasured::Unknown));
        }
        for bytes in [&[0x1a, 0x45, 0xdf, 0xa3][..], b"\0\0\0\x10ftypisom"] {
            fs::write(&file, bytes).unwrap();
            let Err(Unmeasured::Damaged(words)) = measure(&file) else { panic!("{bytes:?}") };
            assert!(words.contains("cannot be read as a film"), "{words}");
        }
    }

    #[test]
    fn a_record_is_compared_with_its_file() {
        let measured = clip("h264.mp4").unwrap();
        let right = Technical {
            frames: 12,
            frame_rate: FrameRate { num: 24_000, den: 1001 },
            width: 64,
            height: 36,
            bit_depth: 8,
            chroma: Chroma::Chroma420,
            primaries: 1,
            transfer: 1,
            matrix: 1,
            full_range: false,
            log_profile: None,
            audio: false,
        };
        assert_eq!(measured.technical(&right), []);
        assert_eq!(measured.filled_in(&right), right);
        let wrong = |change: fn(&mut Technical)| {
            let mut technical = right.clone();
            change(&mut technical);
            let found = measured.technical(&technical);
            found.iter().map(|it| format!("{} {} {}", it.field, it.found, it.written)).collect::<Vec<_>>().join(", ")
        };
        for (change, says) in [
            ((|it| it.frame_rate = FrameRate { num: 24, den: 1 }) as fn(&mut Technical), "frame_rate 24000/1001 24/1"),
            (|it| it.frames = 14, "frames 12 14"),
            (|it| it.frames = 13, ""),
            (|it| (it.width, it.height) = (36, 64), "width 64 36, height 36 64"),
            (|it| it.bit_depth = 10, "bit_depth 8 10"),
            (|it| it.chroma = Chroma::Chroma422, "chroma 4:2:0 4:2:2"),
            (|it| (it.primaries, it.transfer, it.matrix) = (9, 18, 9), "primaries 1 9, transfer 1 18, matrix 1 9"),
            (|it| it.full_range = true, "full_range false true"),
            (|it| it.audio = true, "audio false true"),
        ] {
            assert_eq!(wrong(change), says);
        }
        let rendition = |container, codec, profile: &str| Rendition {
            file: "clip.mp4".into(),
            container,
            codec,
            profile: profile.into(),
            technical: None,
        };
        for (rendition, says) in [
            (rendition(Container::Mp4, Codec::H264, "High"), ""),
            (rendition(Container::Mp4, Codec::H264, "high@L4.1"), ""),
            (rendition(Container::Mov, Codec::H264, "High"), "container mp4 mov"),
            (rendition(Container::Mp4, Codec::Hevc, "Main"), "codec h264 hevc"),
            (rendition(Container::Mp4, Codec::H264, "High 10"), "profile High High 10"),
        ] {
            let found = measured.rendition(&rendition);
            let found: Vec<String> = found.iter().map(|it| [it.field, &it.found, &it.written].join(" ")).collect();
            assert_eq!(found.join(", "), says);
        }
    }
}
