//! Measures MP4 and QuickTime files (ISO/IEC 14496-12).

use super::codecs::{av1, h264, hevc, prores, vp9};
use super::{Measured, UNSPECIFIED};
use crate::clip_traces::children;
use film_core::model::vocabulary::{Codec, Container};
use mp4_atom::{Atom, Av1c, Avcc, Colr, Fiel, Hvcc, Mdhd, Stts, Tkhd, VpcC};

/// Measures the boxes of an MP4 or QuickTime file.
pub fn film(bytes: &[u8]) -> Result<Measured, String> {
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
    // Phones store upright video sideways, with a rotation.
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

/// Reads frame count and rate from the time table. Fragmented files have none here.
fn times(table: &[u8], media: &[u8], measured: &mut Measured) -> Result<(), String> {
    let (Some(head), Some(Stts { mut entries })) = (decoded::<Mdhd>(media)?, decoded::<Stts>(table)?) else {
        return Ok(());
    };
    let frames = entries.iter().fold(0_u32, |sum, it| sum.saturating_add(it.sample_count));
    if frames == 0 {
        return Ok(());
    }
    measured.frames = Some(frames);
    // The duration of the last frame is often invented.
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
