//! Finds metadata in a clip's file on where and with which device it was filmed. Cameras and phones write it next to the
//! picture data, and it would be published.

use memchr::memmem;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Entries of `udta` and `ilst` that may stay: they name the work, or the program that wrote the file.
const HARMLESS: [&[u8; 4]; 24] = [
    b"\xa9too", b"\xa9enc", b"\xa9nam", b"\xa9cpy", b"\xa9cmt", b"\xa9des", b"\xa9inf", b"\xa9ART", b"\xa9alb",
    b"\xa9day", b"\xa9dir", b"\xa9prd", b"\xa9gen", b"cprt", b"desc", b"titl", b"name", b"hnti", b"ludt", b"chpl",
    b"covr", b"keyw", b"free", b"skip",
];

/// Parts of entry names that reveal the location or the device.
const TELLING: [&str; 13] = [
    "location",
    "gps",
    "xyz",
    "latitude",
    "longitude",
    "make",
    "model",
    "device",
    "camera",
    "serial",
    "lens",
    "android",
    "software",
];

/// The boxes that an MP4 or MOV file may begin with.
const TOP: [&[u8; 4]; 9] = [b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid"];

/// The UUIDs of boxes that may stay: Sony's profile of the picture, and the projection of spherical video.
const HARMLESS_UUIDS: [[u8; 16]; 2] = [
    [0x50, 0x52, 0x4f, 0x46, 0x21, 0xd2, 0x4f, 0xce, 0xbb, 0x88, 0x69, 0x5c, 0xfa, 0xc9, 0xc7, 0x40],
    [0xff, 0xcc, 0x82, 0x63, 0xf8, 0x55, 0x4a, 0x93, 0x88, 0x14, 0x58, 0x7a, 0x02, 0x52, 0x1f, 0xdd],
];

/// How deep boxes nest in any film.
const MOST_DEPTH: usize = 8;

/// The UUID of a box with XMP (XMP specification, part 3).
pub const XMP: [u8; 16] =
    [0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac];

/// The format of a clip's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// WebM or Matroska.
    Matroska,
    /// MP4 or QuickTime.
    Boxes,
}

impl Format {
    /// Tells the format by the first bytes, and goes back to the beginning. `None` for any other.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn of(input: &mut (impl Read + Seek)) -> std::io::Result<Option<Format>> {
        let mut start = Vec::new();
        input.by_ref().take(8).read_to_end(&mut start)?;
        input.rewind()?;
        Ok(match start.get(4..8) {
            _ if start.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) => Some(Format::Matroska),
            Some(kind) if TOP.iter().any(|known| kind == *known) => Some(Format::Boxes),
            _ => None,
        })
    }
}

/// Returns the names of a file's entries on its location and camera. Most files have none.
///
/// # Errors
///
/// Returns an error if the file cannot be read.
pub fn traces(file: &Path) -> Result<Vec<String>, String> {
    let say = |error: std::io::Error| format!("cannot read {}: {error}", file.display());
    let mut input = BufReader::new(File::open(file).map_err(say)?);
    let mut found = Vec::new();
    match Format::of(&mut input).map_err(say)? {
        Some(Format::Matroska) => matroska(&without_clusters(&mut input).map_err(say)?, &mut found),
        Some(Format::Boxes) => boxes(&without_picture(&mut input).map_err(say)?, MOST_DEPTH, &mut found),
        None => {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(say)?;
            anywhere(&bytes, &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The boxes of an MP4 or MOV file without `mdat`, which holds picture and sound and is most of the file.
pub fn without_picture(input: &mut (impl Read + Seek)) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let mut head = Vec::new();
        input.by_ref().take(8).read_to_end(&mut head)?;
        let Some((&size, kind)) = head.split_first_chunk() else { return Ok(out) };
        let mut size = u64::from(u32::from_be_bytes(size));
        let kind = kind.to_vec();
        if size == 1 {
            input.by_ref().take(8).read_to_end(&mut head)?;
            size = head[8..].try_into().map_or(0, u64::from_be_bytes);
        }
        let rest = if size == 0 { u64::MAX } else { size.saturating_sub(head.len() as u64) };
        if kind == b"mdat" {
            match i64::try_from(rest) {
                Ok(rest) => input.seek(SeekFrom::Current(rest))?,
                Err(_) => return Ok(out),
            };
        } else {
            out.extend_from_slice(&head);
            input.by_ref().take(rest).read_to_end(&mut out)?;
        }
    }
}

/// The elements of a WebM or Matroska file without the clusters, which hold picture and sound.
fn without_clusters(input: &mut (impl Read + Seek)) -> std::io::Result<Vec<u8>> {
    const SEGMENT: &[u8] = &[0x18, 0x53, 0x80, 0x67];
    const CLUSTER: &[u8] = &[0x1f, 0x43, 0xb6, 0x75];
    let mut out = Vec::new();
    loop {
        let (id, size) = (number(input)?, number(input)?);
        out.extend_from_slice(&id);
        out.extend_from_slice(&size);
        match (id.as_slice(), length(&size)) {
            ([], _) | (_, None) => {
                // The end, a damaged file, or a live-written element of unknown size.
                input.read_to_end(&mut out)?;
                return Ok(out);
            }
            (SEGMENT, _) => {}
            (CLUSTER, Some(length)) => {
                input.seek(SeekFrom::Current(length))?;
            }
            (_, Some(length)) => {
                input.by_ref().take(length.unsigned_abs()).read_to_end(&mut out)?;
            }
        }
    }
}

/// The bytes of a number of variable length (RFC 8794): the leading zeros say how many follow. Empty at the end.
fn number(input: &mut impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.by_ref().take(1).read_to_end(&mut bytes)?;
    let more = bytes.first().map_or(0, |first| first.leading_zeros().min(7));
    input.take(more.into()).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Decodes a length. `None` if it is unknown or too large.
fn length(number: &[u8]) -> Option<i64> {
    let bits = 7 * number.len() as u32;
    let value = number.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte)) & ((1_u64 << bits) - 1);
    (value != (1 << bits) - 1).then(|| i64::try_from(value).ok()).flatten()
}

/// Iterates over the boxes of the ISO base media format (ISO/IEC 14496-12) or QuickTime: kind and content.
pub fn children(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let size = u32::from_be_bytes(*bytes.first_chunk()?) as usize;
        let kind = *bytes.get(4..)?.first_chunk()?;
        let (head, size) = match size {
            0 => (8, bytes.len()),
            1 => (16, usize::try_from(u64::from_be_bytes(*bytes.get(8..)?.first_chunk()?)).ok()?),
            _ => (8, size),
        };
        let content = bytes.get(head..size.min(bytes.len()))?;
        bytes = &bytes[size.min(bytes.len())..];
        Some((kind, content))
    })
}

/// Checks the boxes in a file that does not begin like a film. A damaged film may still contain its location.
fn anywhere(bytes: &[u8], found: &mut Vec<String>) {
    for kind in [b"udta", b"meta", b"uuid"] {
        for at in memmem::find_iter(bytes, kind).filter_map(|at| at.checked_sub(4)) {
            let Some((kind, content)) = children(&bytes[at..]).next() else { continue };
            // Otherwise these are letters of a text.
            if content.len() + 8 == size_of_box(&bytes[at..]) {
                one_box(kind, content, MOST_DEPTH, found);
            }
        }
    }
    for kind in [b"\xa9xyz", b"loci"] {
        if memmem::find(bytes, kind).is_some() {
            found.push(latin(kind));
        }
    }
    if memmem::find(bytes, b"<x:xmpmeta").is_some() {
        found.push("XMP".to_owned());
    }
    matroska(bytes, found);
}

/// The size that a box states.
fn size_of_box(bytes: &[u8]) -> usize {
    bytes.first_chunk().map_or(0, |size| u32::from_be_bytes(*size) as usize)
}

fn boxes(bytes: &[u8], depth: usize, found: &mut Vec<String>) {
    children(bytes).for_each(|(kind, content)| one_box(kind, content, depth, found));
}

/// Checks a box, and those inside it up to a depth.
fn one_box(kind: [u8; 4], content: &[u8], depth: usize, found: &mut Vec<String>) {
    match &kind {
        b"moov" | b"trak" | b"mdia" if depth > 0 => boxes(content, depth - 1, found),
        b"udta" => entries(content, depth, found),
        b"meta" => metadata(content, depth, found),
        // The kind of a track. A track that is neither picture nor sound is a log of positions or a text with them.
        b"hdlr" => {
            let handler = content.get(8..12).unwrap_or_default();
            if ![&b"vide"[..], b"soun", b"tmcd", b"alis", b"url "].contains(&handler) {
                found.push(format!("a track of {:?}", String::from_utf8_lossy(handler)));
            }
        }
        b"uuid" if content.starts_with(&XMP) => found.push("XMP".to_owned()),
        // Cameras store their model and position in boxes of their own.
        b"uuid" if !HARMLESS_UUIDS.iter().any(|known| content.starts_with(known)) => {
            found.push("a box of its maker (uuid)".to_owned());
        }
        b"free" | b"skip" if memmem::find(content, b"GPS").is_some() => found.push("GPS".to_owned()),
        _ => {}
    }
}

/// Checks the entries of `udta` or `ilst`.
fn entries(bytes: &[u8], depth: usize, found: &mut Vec<String>) {
    for (kind, content) in children(bytes) {
        if &kind == b"meta" {
            metadata(content, depth, found);
        } else if kind[0] != 0 && !HARMLESS.contains(&&kind) {
            found.push(latin(&kind));
        }
    }
}

/// The kind of a box as text.
fn latin(kind: &[u8; 4]) -> String {
    kind.iter().map(|byte| char::from(*byte)).collect()
}

/// Checks a `meta` box. In MP4 it has a version before its boxes, in QuickTime it has none.
fn metadata(bytes: &[u8], depth: usize, found: &mut Vec<String>) {
    let bytes = if bytes.get(4..8) == Some(b"hdlr") { bytes } else { bytes.get(4..).unwrap_or_default() };
    let mut known = false;
    for (kind, content) in children(bytes) {
        match &kind {
            b"keys" => {
                let keys = children(content.get(8..).unwrap_or_default());
                let names = keys.map(|(_, name)| String::from_utf8_lossy(name).into_owned());
                found.extend(names.filter(|name| is_telling(name)));
            }
            b"ilst" if depth > 0 => entries(content, depth - 1, found),
            b"hdlr" => known = [Some(&b"mdir"[..]), Some(b"mdta")].contains(&content.get(8..12)),
            b"xml " => known = false,
            _ => {}
        }
    }
    if !known {
        found.push("meta".to_owned());
    }
}

fn is_telling(name: &str) -> bool {
    let name = name.to_lowercase();
    TELLING.iter().any(|part| name.contains(part))
}

/// Checks the tags and attachments of a WebM or Matroska file (RFC 9559).
fn matroska(bytes: &[u8], found: &mut Vec<String>) {
    let after = |id: &'static [u8]| memmem::find_iter(bytes, id).map(move |at| &bytes[at + id.len()..]);
    // Tag names are inside the tag list. In picture data the same bytes occur by chance, with no name after them.
    if after(&[0x12, 0x54, 0xc3, 0x67]).next().is_some() {
        let names = after(&[0x45, 0xa3]).filter_map(|rest| {
            let mut name = rest;
            let size = number(&mut name).ok().and_then(|size| length(&size))?;
            let name = std::str::from_utf8(name.get(..usize::try_from(size).ok()?)?).ok()?;
            name.chars().all(|c| c.is_ascii_graphic() || c == ' ').then_some(name)
        });
        found.extend(names.filter(|name| name.len() > 2 && is_telling(name)).map(str::to_owned));
    }
    // The name of an attached file is near the beginning of its entry.
    let is_named = |rest: &[u8]| rest[..rest.len().min(64)].windows(2).any(|id| id == [0x46, 0x6e]);
    if after(&[0x19, 0x41, 0xa4, 0x69]).any(is_named) {
        found.push("an attached file".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_box(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
    }

    fn found(bytes: &[u8]) -> String {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        traces(file.path()).unwrap().join(", ")
    }

    fn handler(kind: &[u8; 4]) -> Vec<u8> {
        a_box(b"hdlr", &[b"\0\0\0\0mhlr", &kind[..], &[0; 12]].concat())
    }

    #[test]
    fn mp4_and_mov() {
        let ftyp = a_box(b"ftyp", b"isom\0\0\0\0");
        let picture = a_box(b"mdat", b"\0\0\0\x26udta GPS");
        let film = |inner: &[u8]| [ftyp.clone(), picture.clone(), a_box(b"moov", inner)].concat();
        let udta = |kind: &[u8; 4], value: &[u8]| film(&a_box(b"udta", &a_box(kind, value)));
        let track = |kind: &[u8; 4]| film(&a_box(b"trak", &a_box(b"mdia", &handler(kind))));
        let keys = |key: &[u8]| {
            let list = [b"\0\0\0\0\0\0\0\x01", &a_box(b"mdta", key)[..]].concat();
            film(&a_box(b"meta", &[handler(b"mdta"), a_box(b"keys", &list)].concat()))
        };
        let written_by_ffmpeg = [&[0; 4], &handler(b"mdir")[..], &a_box(b"ilst", &a_box(b"\xa9too", b"Lavf"))].concat();
        let xml = [&[0; 4], &handler(b"nrtm")[..], &a_box(b"xml ", b"<Device/>")].concat();
        let large = [&[0, 0, 0, 1], &b"mdat"[..], &24_u64.to_be_bytes(), &[0; 8]].concat();
        for (bytes, says) in [
            (udta(b"\xa9xyz", b"+36.0+120.3/"), "©xyz"),
            (udta(b"loci", b"\0"), "loci"),
            (udta(b"\xa9mod", b"X100"), "©mod"),
            (udta(b"\xa9nam", b"Waves"), ""),
            (udta(b"meta", &written_by_ffmpeg), ""),
            (keys(b"com.apple.quicktime.location.ISO6709"), "com.apple.quicktime.location.ISO6709"),
            (keys(b"com.apple.quicktime.title"), ""),
            (track(b"vide"), ""),
            (track(b"soun"), ""),
            (track(b"camm"), "a track of \"camm\""),
            (film(&a_box(b"uuid", &XMP)), "XMP"),
            (film(&a_box(b"uuid", &[&[0x85; 16][..], b"CMT4"].concat())), "a box of its maker (uuid)"),
            (film(&a_box(b"uuid", &HARMLESS_UUIDS[0])), ""),
            ([ftyp.clone(), a_box(b"meta", &xml)].concat(), "meta"),
            ([ftyp.clone(), a_box(b"free", b"freeGPS 36 N")].concat(), "GPS"),
            ([ftyp.clone(), large.clone(), a_box(b"moov", &a_box(b"udta", &a_box(b"\xa9mak", b"x")))].concat(), "©mak"),
            ([b"no film, and then ".to_vec(), a_box(b"udta", &a_box(b"\xa9xyz", b"+36"))].concat(), "©xyz"),
            (
                [b"no film, and then ".to_vec(), keys(b"com.apple.quicktime.location.ISO6709")[..].to_vec()].concat(),
                "com.apple.quicktime.location.ISO6709",
            ),
            (b"bytes only, with udta and meta in them".to_vec(), ""),
            (b"bytes only, <x:xmpmeta>".to_vec(), "XMP"),
            (Vec::new(), ""),
            (film(&[0xff; 40]), ""),
        ] {
            assert_eq!(found(&bytes), says);
        }
        let whole = udta(b"\xa9xyz", b"+36.0+120.3/");
        (0..whole.len()).for_each(|end| drop(found(&whole[..end])));
    }

    #[test]
    fn webm() {
        let head = b"\x1a\x45\xdf\xa3\x80";
        let tags =
            |name: &[u8]| [&head[..], b"\x12\x54\xc3\x67\x8f\x45\xa3", &[0x80 + name.len() as u8], name].concat();
        assert_eq!(found(&tags(b"LOCATION")), "LOCATION");
        assert_eq!(found(&tags(b"com.android.model")), "com.android.model");
        assert_eq!(found(&tags(b"ENCODER")), "");
        let long = [&head[..], b"\x12\x54\xc3\x67\x8f\x45\xa3\x40\x08LOCATION"].concat();
        assert_eq!(found(&long), "LOCATION");
        assert_eq!(found(&[b"no film, and then ", &tags(b"LOCATION")[..]].concat()), "LOCATION");
        for kind in [b"moov", b"meta"] {
            let nested = |at: u32| [&(8 * (100_000 - at)).to_be_bytes()[..], kind].concat();
            let nested: Vec<u8> = (0..100_000).flat_map(nested).collect();
            drop(found(&[&a_box(b"ftyp", b"isom"), &nested[..]].concat()));
        }
        assert_eq!(
            found(&[&head[..], b"\x19\x41\xa4\x69\x90\x61\xa7\x8e\x46\x6e\x85a.gpx"].concat()),
            "an attached file"
        );
    }
}
