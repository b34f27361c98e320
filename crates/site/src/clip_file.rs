//! Measures a clip's file: container, codec, size, frames, colour and sound, as the file itself says.

use crate::clip_traces::{children, without_picture};
use film_core::model::clip::{FrameRate, Rendition, Technical};
use film_core::model::vocabulary::{Chroma, Codec, Container};
use h264_reader::nal::sps::{ChromaFormat, FrameMbsFlags, SeqParameterSet};
use h264_reader::nal::{Nal, RefNal};
use matroska_demuxer::{FlagInterlaced, Frame, MatrixCoefficients, MatroskaFile, Primaries, Range, TrackEntry};
use matroska_demuxer::{TrackType, TransferCharacteristics, Video};
use mp4_atom::{Atom, Av1c, Avcc, Colr, Fiel, Hvcc, Mdhd, Stts, Tkhd, VpcC};
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

/// What a file says about its picture and sound. `None` if it does not say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    /// The container. `Err` has the name of one that records cannot have.
    pub container: Option<Result<Container, String>>,
    /// The codec of the picture. `Err` has the code of one that records cannot have.
    pub codec: Option<Result<Codec, String>>,
    /// The codec's profile.
    pub profile: Option<String>,
    /// Width and height of the picture as it is shown, in pixels.
    pub size: Option<(u32, u32)>,
    /// The number of frames.
    pub frames: Option<u32>,
    /// Frames per second.
    pub rate: Option<f64>,
    /// Whether all frames are shown for the same time.
    pub is_steady: Option<bool>,
    /// Whether a frame is two fields.
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
    /// Whether the samples have full range.
    pub full_range: Option<bool>,
    /// Whether there is sound.
    pub audio: bool,
}

/// Measures a clip's file.
///
/// # Errors
///
/// Returns an error if the file cannot be read or has no picture.
pub fn measure(file: &Path) -> Result<Measured, String> {
    let opened = File::open(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    let mut input = BufReader::new(opened);
    let mut start = [0; 4];
    let is_matroska = input.read_exact(&mut start).is_ok() && start == [0x1a, 0x45, 0xdf, 0xa3];
    let rewound = input.rewind().map_err(|error| format!("cannot read {}: {error}", file.display()));
    let measured = match is_matroska {
        true => rewound.and_then(|()| matroska(input)),
        false => rewound.and_then(|()| {
            without_picture(&mut input).map_err(|error| error.to_string()).and_then(|bytes| film(&bytes))
        }),
    };
    measured.map_err(|error| format!("the file cannot be read as a film: {error}"))
}

/// A difference between a record and a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The field of the record.
    pub field: &'static str,
    /// What the file has.
    pub found: String,
    /// What the record says.
    pub written: String,
}

impl Measured {
    /// The fields of a rendition that the file contradicts.
    pub fn rendition(&self, rendition: &Rendition) -> Vec<Difference> {
        let mut differences = Vec::new();
        let name =
            |known: &Result<Container, String>| known.as_ref().map_or_else(Clone::clone, |it| it.as_str().into());
        if let Some(container) = self.container.as_ref().filter(|it| **it != Ok(rendition.container)) {
            let written = rendition.container.as_str().into();
            differences.push(Difference { field: "container", found: name(container), written });
        }
        let name = |known: &Result<Codec, String>| known.as_ref().map_or_else(Clone::clone, |it| it.as_str().into());
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

    /// The measured properties that the file contradicts. Colours that the file does not name contradict nothing.
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
        // Apart from rounding: 24000/1001 and 24 differ by a thousandth.
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

    /// The properties of the file, with what it does not say from a record.
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

/// Whether two names mean the same profile. Levels (`High@L4.1`) and spaces do not count.
fn is_same_profile(found: &str, written: &str) -> bool {
    let plain = |name: &str| {
        let name = name.split(['@', ',']).next().unwrap_or_default();
        name.to_lowercase().replace([' ', '-', '_'], "").replace("constrained", "").replace("profile", "")
    };
    plain(found) == plain(written)
}

/// Measures the boxes of an MP4 or QuickTime file.
fn film(bytes: &[u8]) -> Result<Measured, String> {
    let brand = children(bytes).find(|(kind, _)| kind == b"ftyp").and_then(|(_, content)| content.get(..4));
    // QuickTime files from before 2001 have no brand.
    let container = if brand.is_none_or(|brand| brand == b"qt  ") { Container::Mov } else { Container::Mp4 };
    let movie = child(bytes, b"moov").ok_or("it has no list of tracks (moov)")?;
    let mut measured = Measured { container: Some(Ok(container)), ..Measured::default() };
    let mut has_picture = false;
    for (_, track) in children(movie).filter(|(kind, _)| kind == b"trak") {
        let media = child(track, b"mdia").unwrap_or_default();
        match child(media, b"hdlr").and_then(|handler| handler.get(8..12)) {
            Some(b"soun") => measured.audio = true,
            Some(b"vide") if !has_picture => {
                picture_track(track, media, &mut measured)?;
                has_picture = true;
            }
            _ => {}
        }
    }
    if has_picture { Ok(measured) } else { Err("it has no picture".into()) }
}

fn child<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Option<&'a [u8]> {
    children(bytes).find(|(it, _)| it == kind).map(|(_, content)| content)
}

/// Decodes the content of a box, if it is there.
fn decoded<T: Atom>(bytes: &[u8]) -> Result<Option<T>, String> {
    let kind: [u8; 4] = T::KIND.into();
    let body = child(bytes, &kind).map(|mut content| T::decode_body(&mut content));
    body.transpose().map_err(|error| format!("its box {} is damaged: {error}", T::KIND))
}

fn picture_track(track: &[u8], media: &[u8], measured: &mut Measured) -> Result<(), String> {
    let table = child(media, b"minf").and_then(|info| child(info, b"stbl")).unwrap_or_default();
    let description = child(table, b"stsd").and_then(|list| list.get(8..)).unwrap_or_default();
    let (code, entry) = children(description).next().ok_or("it does not describe its picture (stsd)")?;
    let number = |at: usize| Some(u16::from_be_bytes(entry.get(at..at + 2)?.try_into().ok()?));
    let (width, height) = number(24).zip(number(26)).ok_or("it does not describe its picture (stsd)")?;
    measured.size = Some((width.into(), height.into()));
    // A phone held upright writes a picture that lies on its side, to be turned when shown.
    if decoded::<Tkhd>(track)?.is_some_and(|head| head.matrix.a == 0 && head.matrix.d == 0) {
        measured.size = Some((height.into(), width.into()));
    }
    let details = entry.get(78..).unwrap_or_default();
    match &code {
        b"avc1" | b"avc3" => h264(&decoded::<Avcc>(details)?.unwrap_or_default(), measured),
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => hevc(&decoded::<Hvcc>(details)?.unwrap_or_default(), measured),
        b"vp09" => {
            measured.has(Codec::Vp9, "");
            if let Some(it) = decoded::<VpcC>(details)? {
                vp9(it.profile, it.bit_depth, measured);
                let colour = (it.color_primaries, it.transfer_characteristics, it.matrix_coefficients);
                measured.colour(colour, Some(it.video_full_range_flag));
            }
        }
        b"av01" => match decoded::<Av1c>(details)? {
            Some(it) => av1(&it, measured),
            None => measured.has(Codec::Av1, ""),
        },
        b"apco" | b"apcs" | b"apcn" | b"apch" | b"ap4h" | b"ap4x" => prores(&code, measured),
        _ => measured.codec = Some(Err(String::from_utf8_lossy(&code).trim().to_owned())),
    }
    let small = |code: u16| u8::try_from(code).unwrap_or(UNSPECIFIED);
    match decoded::<Colr>(details)? {
        Some(Colr::Nclx {
            colour_primaries: p,
            transfer_characteristics: t,
            matrix_coefficients: m,
            full_range_flag,
        }) => {
            measured.colour((small(p), small(t), small(m)), Some(full_range_flag));
        }
        Some(Colr::Nclc { colour_primaries: p, transfer_characteristics: t, matrix_coefficients: m }) => {
            measured.colour((small(p), small(t), small(m)), None);
        }
        _ => {}
    }
    measured.is_interlaced |= decoded::<Fiel>(details)?.is_some_and(|it| it.field_count > 1);
    times(table, media, measured)
}

/// Measures the frames from their times. A fragmented file has none here.
fn times(table: &[u8], media: &[u8], measured: &mut Measured) -> Result<(), String> {
    let (Some(head), Some(Stts { mut entries })) = (decoded::<Mdhd>(media)?, decoded::<Stts>(table)?) else {
        return Ok(());
    };
    let frames = entries.iter().fold(0_u32, |sum, it| sum.saturating_add(it.sample_count));
    if frames == 0 {
        return Ok(());
    }
    measured.frames = Some(frames);
    // How long the last frame is shown is often made up.
    if entries.len() > 1 && entries.last().is_some_and(|it| it.sample_count == 1) {
        entries.pop();
    }
    let ticks: f64 = entries.iter().map(|it| f64::from(it.sample_count) * f64::from(it.sample_delta)).sum();
    let timed: f64 = entries.iter().map(|it| f64::from(it.sample_count)).sum();
    measured.rate = Some(timed * f64::from(head.timescale) / ticks).filter(|rate| rate.is_finite() && *rate > 0.0);
    let deltas = || entries.iter().map(|it| it.sample_delta);
    measured.is_steady = deltas().min().zip(deltas().max()).map(|(least, most)| most - least <= 1);
    Ok(())
}

fn h264(config: &Avcc, measured: &mut Measured) {
    let profile = match config.avc_profile_indication {
        66 => "Baseline",
        77 => "Main",
        88 => "Extended",
        100 => "High",
        110 => "High 10",
        122 => "High 4:2:2",
        244 => "High 4:4:4 Predictive",
        _ => "",
    };
    measured.has(Codec::H264, profile);
    let parameters = config.sequence_parameter_sets.first().and_then(|bytes| {
        let unit = RefNal::new(bytes, &[], true);
        SeqParameterSet::from_bits(unit.rbsp_bits()).ok()
    });
    let Some(parameters) = parameters else { return };
    measured.bit_depth = parameters.chroma_info.bit_depth_luma_minus8.checked_add(8);
    measured.chroma = match parameters.chroma_info.chroma_format {
        ChromaFormat::YUV420 => Some(Chroma::Chroma420),
        ChromaFormat::YUV422 => Some(Chroma::Chroma422),
        ChromaFormat::YUV444 => Some(Chroma::Chroma444),
        ChromaFormat::Monochrome | ChromaFormat::Invalid(_) => None,
    };
    measured.is_interlaced = matches!(parameters.frame_mbs_flags, FrameMbsFlags::Fields { .. });
    if let Some(signal) = parameters.vui_parameters.and_then(|usage| usage.video_signal_type) {
        measured.full_range = Some(signal.video_full_range_flag);
        if let Some(it) = signal.colour_description {
            let colour = (it.colour_primaries, it.transfer_characteristics, it.matrix_coefficients);
            measured.colour(colour, Some(signal.video_full_range_flag));
        }
    }
}

fn hevc(config: &Hvcc, measured: &mut Measured) {
    let profile = match config.general_profile_idc {
        1 => "Main",
        2 => "Main 10",
        _ => "",
    };
    measured.has(Codec::Hevc, profile);
    measured.bit_depth = config.bit_depth_luma_minus8.checked_add(8);
    measured.chroma = chroma(config.chroma_format_idc);
}

/// Chroma subsampling by its number in HEVC and H.264.
fn chroma(number: u8) -> Option<Chroma> {
    match number {
        1 => Some(Chroma::Chroma420),
        2 => Some(Chroma::Chroma422),
        3 => Some(Chroma::Chroma444),
        _ => None,
    }
}

fn vp9(profile: u8, bit_depth: u8, measured: &mut Measured) {
    measured.has(Codec::Vp9, &format!("Profile {profile}"));
    measured.bit_depth = Some(bit_depth);
    // Profiles 0 and 2 have only 4:2:0.
    measured.chroma = profile.is_multiple_of(2).then_some(Chroma::Chroma420);
}

fn av1(config: &Av1c, measured: &mut Measured) {
    measured.has(Codec::Av1, ["Main", "High", "Professional"].get(usize::from(config.seq_profile)).unwrap_or(&""));
    measured.bit_depth = Some(if config.twelve_bit { 12 } else { 8 + 2 * u8::from(config.high_bitdepth) });
    measured.chroma = match (config.chroma_subsampling_x, config.chroma_subsampling_y) {
        (true, true) => Some(Chroma::Chroma420),
        (true, false) => Some(Chroma::Chroma422),
        (false, false) => Some(Chroma::Chroma444),
        (false, true) => None,
    };
}

fn prores(code: &[u8; 4], measured: &mut Measured) {
    let (profile, depth, chroma) = match code {
        b"apco" => ("422 Proxy", 10, Chroma::Chroma422),
        b"apcs" => ("422 LT", 10, Chroma::Chroma422),
        b"apcn" => ("422", 10, Chroma::Chroma422),
        b"apch" => ("422 HQ", 10, Chroma::Chroma422),
        b"ap4h" => ("4444", 12, Chroma::Chroma444),
        _ => ("4444 XQ", 12, Chroma::Chroma444),
    };
    measured.has(Codec::Prores, profile);
    (measured.bit_depth, measured.chroma) = (Some(depth), Some(chroma));
}

/// Measures a WebM or Matroska file.
fn matroska(input: impl Read + Seek) -> Result<Measured, String> {
    let mut file = MatroskaFile::open(input).map_err(|error| error.to_string())?;
    let container = match file.ebml_header().doc_type() {
        "webm" => Ok(Container::Webm),
        other => Err(other.to_owned()),
    };
    let is = |kind: TrackType| move |track: &&TrackEntry| track.track_type() == kind;
    let audio = file.tracks().iter().any(|track| is(TrackType::Audio)(&track));
    let mut measured = Measured { container: Some(container), audio, ..Measured::default() };
    let track = file.tracks().iter().find(is(TrackType::Video)).cloned().ok_or("it has no picture")?;
    if let Some(video) = track.video() {
        matroska_picture(video, &mut measured);
    }
    let mut frame = Frame::default();
    let mut next = || match file.next_frame(&mut frame) {
        Ok(true) => Ok(Some((frame.track, frame.timestamp, std::mem::take(&mut frame.data)))),
        Ok(false) => Ok(None),
        Err(error) => Err(error.to_string()),
    };
    let number = track.track_number().get();
    match track.codec_id() {
        "V_VP9" => {
            measured.has(Codec::Vp9, "");
            while let Some((of, _, data)) = next()? {
                if of == number {
                    vp9_frame(&data, &mut measured);
                    break;
                }
            }
        }
        "V_AV1" => {
            let config = track.codec_private().map(|mut bytes| Av1c::decode_body(&mut bytes));
            match config.transpose().map_err(|error| format!("its codec data is damaged: {error}"))? {
                Some(config) => av1(&config, &mut measured),
                None => measured.has(Codec::Av1, ""),
            }
        }
        other => measured.codec = Some(Err(other.trim_start_matches("V_").to_owned())),
    }
    measured.rate = track.default_duration().map(|nanoseconds| 1e9 / nanoseconds.get() as f64);
    let duration = file.info().duration().map(|length| length * file.info().timestamp_scale().get() as f64 / 1e9);
    measured.frames = measured.rate.zip(duration).map(|(rate, seconds)| (rate * seconds).round() as u32);
    Ok(measured)
}

fn matroska_picture(video: &Video, measured: &mut Measured) {
    let pixels = |number: std::num::NonZeroU64, cut: Option<u64>, more: Option<u64>| {
        u32::try_from(number.get().saturating_sub(cut.unwrap_or(0)).saturating_sub(more.unwrap_or(0))).ok()
    };
    let width = pixels(video.pixel_width(), video.pixel_crop_left(), video.pixel_crop_right());
    measured.size = width.zip(pixels(video.pixel_height(), video.pixel_crop_top(), video.pixel_crop_bottom()));
    measured.is_interlaced = video.flag_interlaced() == FlagInterlaced::Interlaced;
    let Some(colour) = video.colour() else { return };
    let unspecified = |code: Option<u8>| code.unwrap_or(UNSPECIFIED);
    let codes = (
        unspecified(colour.primaries().and_then(primaries)),
        unspecified(colour.transfer_characteristics().and_then(transfer)),
        unspecified(colour.matrix_coefficients().and_then(matrix)),
    );
    let range = match colour.range() {
        Some(Range::Full) => Some(true),
        Some(Range::Broadcast) => Some(false),
        _ => None,
    };
    measured.colour(codes, range);
    measured.bit_depth = colour.bits_per_channel().and_then(|bits| u8::try_from(bits).ok()).filter(|bits| *bits > 0);
}

/// Reads the header of a key frame (VP9 bitstream specification, 6.2 and 6.2.2).
fn vp9_frame(data: &[u8], measured: &mut Measured) {
    let bit = |at: usize| data.get(at / 8).map(|byte| (byte >> (7 - at % 8)) & 1);
    let bits = |from: usize, count: usize| (from..from + count).try_fold(0, |sum, at| Some((sum << 1) | bit(at)?));
    let header = || {
        let profile = bits(2, 1)? | (bits(3, 1)? << 1);
        // Profile 3 has a reserved bit. Then: show_existing_frame, frame_type (0 for a key frame), two flags, sync code.
        let at = if profile == 3 { 5 } else { 4 };
        if bits(0, 2)? != 2
            || bits(at, 2)? != 0
            || [bits(at + 4, 8)?, bits(at + 12, 8)?, bits(at + 20, 8)?] != [0x49, 0x83, 0x42]
        {
            return None;
        }
        let depth = if profile >= 2 { 10 + 2 * bits(at + 28, 1)? } else { 8 };
        let at = at + if profile >= 2 { 29 } else { 28 };
        let is_rgb = bits(at, 3)? == 7;
        Some((profile, depth, (!is_rgb).then(|| bits(at + 3, 1)).flatten()))
    };
    if let Some((profile, depth, range)) = header() {
        vp9(profile, depth, measured);
        measured.full_range = measured.full_range.or(range.map(|range| range == 1));
    }
}

fn primaries(value: Primaries) -> Option<u8> {
    Some(match value {
        Primaries::Bt709 => 1,
        Primaries::Bt470m => 4,
        Primaries::Bt601 => 5,
        Primaries::Smpte170 => 6,
        Primaries::Smpte240 => 7,
        Primaries::Film => 8,
        Primaries::Bt2020 => 9,
        Primaries::SmpteSt428_1 => 10,
        Primaries::SmpteRp432_2 => 11,
        Primaries::SmpteEg432_2 => 12,
        Primaries::JedecP22 => 22,
        _ => return None,
    })
}

fn transfer(value: TransferCharacteristics) -> Option<u8> {
    Some(match value {
        TransferCharacteristics::Bt709 => 1,
        TransferCharacteristics::Bt407m => 4,
        TransferCharacteristics::Bt407bg => 5,
        TransferCharacteristics::Smpte170 => 6,
        TransferCharacteristics::Smpte240 => 7,
        TransferCharacteristics::Linear => 8,
        TransferCharacteristics::Log => 9,
        TransferCharacteristics::LogSqrt => 10,
        TransferCharacteristics::Iec61966_2_4 => 11,
        TransferCharacteristics::Bt1361 => 12,
        TransferCharacteristics::Iec61966_2_1 => 13,
        TransferCharacteristics::Bt220_10 => 14,
        TransferCharacteristics::Bt220_12 => 15,
        TransferCharacteristics::Bt2100 => 16,
        TransferCharacteristics::SmpteSt428_1 => 17,
        TransferCharacteristics::Hlg => 18,
        _ => return None,
    })
}

fn matrix(value: MatrixCoefficients) -> Option<u8> {
    Some(match value {
        MatrixCoefficients::Identity => 0,
        MatrixCoefficients::Bt709 => 1,
        MatrixCoefficients::Fcc73682 => 4,
        MatrixCoefficients::Bt470bg => 5,
        MatrixCoefficients::Smpte170 => 6,
        MatrixCoefficients::Smpte240 => 7,
        MatrixCoefficients::YCoCg => 8,
        MatrixCoefficients::Bt2020Ncl => 9,
        MatrixCoefficients::Bt2020Cl => 10,
        MatrixCoefficients::SmpteSt2085 => 11,
        MatrixCoefficients::ChromaDerivedNcl => 12,
        MatrixCoefficients::ChromaDerivedCl => 13,
        MatrixCoefficients::Bt2100 => 14,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn clip(name: &str) -> Result<Measured, String> {
        measure(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clips").join(name))
    }

    /// Container, codec, profile, size, frames, rate, depth and chroma, colours and range, in one line.
    fn line(it: &Measured) -> String {
        let container = it.container.as_ref().map(|it| it.clone().map_or_else(|name| name, |it| it.as_str().into()));
        let codec = it.codec.as_ref().map(|it| it.clone().map_or_else(|name| name, |it| it.as_str().into()));
        let code = |it: Option<u8>| it.map_or("-".into(), |code| code.to_string());
        [
            container.unwrap_or_default(),
            codec.unwrap_or_default(),
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
            let measured = clip(name).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(line(&measured), says, "{name}");
            assert_eq!(measured.is_steady == Some(false), name == "unsteady.mp4", "{name}");
            assert_eq!(measured.is_interlaced, name == "interlaced.mp4", "{name}");
            assert_eq!(measured.audio, name == "h264-10.mov", "{name}");
        }
        assert!(clip("sound.mp4").unwrap_err().contains("no picture"));
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
        for bytes in [&b""[..], b"no film", &[0x1a, 0x45, 0xdf, 0xa3]] {
            fs::write(&file, bytes).unwrap();
            assert!(measure(&file).unwrap_err().contains("cannot be read as a film"));
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
