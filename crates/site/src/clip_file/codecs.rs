//! Reads picture properties from the configuration of each codec.

use super::Measured;
use film_core::model::vocabulary::{Chroma, Codec};
use h264_reader::nal::sps::{ChromaFormat, FrameMbsFlags, SeqParameterSet};
use h264_reader::nal::{Nal, RefNal};
use mp4_atom::{Av1c, Avcc, Hvcc};

pub fn h264(config: &Avcc, measured: &mut Measured) {
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

pub fn hevc(config: &Hvcc, measured: &mut Measured) {
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

pub fn vp9(profile: u8, bit_depth: u8, measured: &mut Measured) {
    measured.has(Codec::Vp9, &format!("Profile {profile}"));
    measured.bit_depth = Some(bit_depth);
    // Profiles 0 and 2 have only 4:2:0.
    measured.chroma = profile.is_multiple_of(2).then_some(Chroma::Chroma420);
}

pub fn av1(config: &Av1c, measured: &mut Measured) {
    measured.has(Codec::Av1, ["Main", "High", "Professional"].get(usize::from(config.seq_profile)).unwrap_or(&""));
    measured.bit_depth = Some(if config.twelve_bit { 12 } else { 8 + 2 * u8::from(config.high_bitdepth) });
    measured.chroma = match (config.chroma_subsampling_x, config.chroma_subsampling_y) {
        (true, true) => Some(Chroma::Chroma420),
        (true, false) => Some(Chroma::Chroma422),
        (false, false) => Some(Chroma::Chroma444),
        (false, true) => None,
    };
}

pub fn prores(code: &[u8; 4], measured: &mut Measured) {
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

/// Reads the header of a key frame (VP9 bitstream specification, 6.2 and 6.2.2).
pub fn vp9_frame(data: &[u8], measured: &mut Measured) {
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
