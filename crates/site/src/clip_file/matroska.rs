//! Measures WebM and Matroska files (RFC 9559).

use super::codecs::{av1, vp9_frame};
use super::{Measured, UNSPECIFIED};
use film_core::model::vocabulary::{Codec, Container};
use matroska_demuxer::{FlagInterlaced, Frame, MatroskaFile, Range, TrackType, Video};
use mp4_atom::{Atom, Av1c};
use std::io::{Read, Seek};

/// Measures a WebM or Matroska file.
pub fn matroska(input: impl Read + Seek) -> Result<Measured, String> {
    let mut file = MatroskaFile::open(input).map_err(|error| error.to_string())?;
    let container = match file.ebml_header().doc_type() {
        "webm" => Ok(Container::Webm),
        other => Err(other.to_owned()),
    };
    let of = |kind: TrackType| file.tracks().iter().find(move |track| track.track_type() == kind);
    let audio = of(TrackType::Audio).is_some();
    let track = of(TrackType::Video).cloned().ok_or("it has no picture")?;
    let mut measured = Measured { container: Some(container), audio, ..Measured::default() };
    if let Some(video) = track.video() {
        matroska_picture(video, &mut measured);
    }
    let number = track.track_number().get();
    match track.codec_id() {
        "V_VP9" => {
            measured.has(Codec::Vp9, "");
            let mut frame = Frame::default();
            while file.next_frame(&mut frame).map_err(|error| error.to_string())? {
                if frame.track == number {
                    vp9_frame(&frame.data, &mut measured);
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
    // The duration includes the sound, which may be longer.
    measured.frames =
        measured.rate.zip(duration.filter(|_| !audio)).map(|(rate, seconds)| (rate * seconds).round() as u32);
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
        unspecified(colour.primaries().and_then(code)),
        unspecified(colour.transfer_characteristics().and_then(code)),
        unspecified(colour.matrix_coefficients().and_then(code)),
    );
    let range = match colour.range() {
        Some(Range::Full) => Some(true),
        Some(Range::Broadcast) => Some(false),
        _ => None,
    };
    measured.colour(codes, range);
    measured.bit_depth = colour.bits_per_channel().and_then(|bits| u8::try_from(bits).ok()).filter(|bits| *bits > 0);
}

/// The H.273 code of a colour property. `None` if the demuxer does not know it.
fn code<T: From<u64> + PartialEq>(value: T) -> Option<u8> {
    let is_known = value != T::from(u64::MAX);
    (0..=u8::MAX).find(|code| is_known && T::from(u64::from(*code)) == value)
}
