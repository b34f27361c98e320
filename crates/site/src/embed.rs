//! Puts an XMP packet into a WebP, MP4 or QuickTime file.
//!
//! Not into WebM: players find Matroska tags at the end of a file only by an index at its start, which would have to be
//! rewritten together with every offset after it.

use super::clip_traces::XMP as XMP_BOX;

/// The flags of the extended header of WebP: the file has XMP, or transparency.
const XMP: u8 = 1 << 2;
const ALPHA: u8 = 1 << 4;

/// A WebP file with an XMP packet. `size` is that of the picture in pixels.
///
/// # Errors
///
/// Returns an error if the file is not WebP.
pub fn webp(file: &[u8], (width, height): (u32, u32), xmp: &str) -> Result<Vec<u8>, String> {
    let no_webp = || "it is not WebP".to_owned();
    let chunks = file.get(12..).filter(|_| file.starts_with(b"RIFF") && &file[8..12] == b"WEBP").ok_or_else(no_webp)?;
    let (flags, rest) = match chunks.first_chunk::<4>() {
        Some(b"VP8X") => (chunks.get(8).copied().ok_or_else(no_webp)?, chunks.get(18..).ok_or_else(no_webp)?),
        // The 29th bit of a lossless picture's header tells whether it is transparent.
        Some(b"VP8L") if chunks.get(12).is_some_and(|byte| byte & 0x10 != 0) => (ALPHA, chunks),
        Some(b"VP8 " | b"VP8L") => (0, chunks),
        _ => return Err(no_webp()),
    };
    let side = |pixels: u32| (pixels.saturating_sub(1)).to_le_bytes();
    let mut header = vec![flags | XMP, 0, 0, 0];
    header.extend_from_slice(&side(width)[..3]);
    header.extend_from_slice(&side(height)[..3]);
    let content = [b"WEBP", &*chunk(b"VP8X", &header), rest, &chunk(b"XMP ", xmp.as_bytes())].concat();
    Ok(chunk(b"RIFF", &content))
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let padding = &[0][..content.len() % 2];
    [name, &(content.len() as u32).to_le_bytes()[..], content, padding].concat()
}

/// Where a box with XMP goes in an MP4 or QuickTime file, and the box: at the end, where it moves nothing, but before an
/// index of fragments, which must be last. `None` if the last box has no size of its own, so that nothing may follow it.
pub fn mp4_box(file: &[u8], xmp: &str) -> Option<(usize, Vec<u8>)> {
    let mut at = 0;
    let mut last = (0, *b"    ");
    while at < file.len() {
        let head = file.get(at..at + 8)?;
        let name = *head.last_chunk::<4>()?;
        let size = match u32::from_be_bytes(*head.first_chunk()?) {
            1 => u64::from_be_bytes(*file.get(at + 8..)?.first_chunk()?),
            size => size.into(),
        };
        if size < 8 {
            return None;
        }
        last = (at, name);
        at = at.checked_add(usize::try_from(size).ok()?)?;
    }
    let at = if last.1 == *b"mfra" { last.0 } else { at };
    let size = u32::try_from(8 + XMP_BOX.len() + xmp.len()).ok()?;
    let content = [&size.to_be_bytes()[..], b"uuid", &XMP_BOX, xmp.as_bytes()].concat();
    (at <= file.len()).then_some((at, content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_stays_the_same_beside_its_packet() {
        for (pixel, is_transparent) in [([9, 90, 200, 255], false), ([9, 90, 200, 80], true)] {
            let image = pixels::RgbaImage::from_raw(33, 17, pixel.repeat(33 * 17)).unwrap();
            let plain = pixels::webp(&image).unwrap();
            let tagged = webp(&plain, (33, 17), "<x/>").unwrap();
            assert_eq!(tagged[20] & ALPHA != 0, is_transparent);
            assert_eq!(pixels::size(&tagged), Ok((33, 17)));
            assert_eq!(pixels::decode(&tagged), pixels::decode(&plain));
            assert!(tagged.ends_with(b"XMP \x04\0\0\0<x/>"));
            assert_eq!(u32::from_le_bytes(*tagged[4..].first_chunk().unwrap()) as usize, tagged.len() - 8);
        }
        assert!(webp(b"RIFF\0\0\0\0WEBPxxxx", (1, 1), "").is_err() && webp(b"GIF", (1, 1), "").is_err());
    }

    #[test]
    fn a_packet_goes_where_it_moves_nothing() {
        let part = |name: &[u8; 4], size: u32| [&size.to_be_bytes()[..], name, &vec![0; size as usize - 8]].concat();
        let whole = [part(b"ftyp", 16), part(b"moov", 20), part(b"mdat", 12)].concat();
        let (at, content) = mp4_box(&whole, "<x/>").unwrap();
        assert_eq!((at, content.len(), &content[4..8]), (48, 28, &b"uuid"[..]));
        let fragments = [whole.clone(), part(b"mfra", 8)].concat();
        assert_eq!(mp4_box(&fragments, "").unwrap().0, 48);
        let long = [&[0, 0, 0, 1][..], b"mdat", &24_u64.to_be_bytes(), &[0; 8]].concat();
        assert_eq!(mp4_box(&long, "").unwrap().0, 24);
        let open = [part(b"ftyp", 16), vec![0, 0, 0, 0], b"mdat".to_vec(), vec![0; 9]].concat();
        for damaged in
            [&open[..], &whole[..30], &[0; 7], &[0, 0, 0, 1, b'm', b'd', b'a', b't'], &[0, 0, 0, 200, 1, 1, 1, 1]]
        {
            assert_eq!(mp4_box(damaged, ""), None, "{damaged:?}");
        }
    }
}
