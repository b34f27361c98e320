//! Detects the kind of a picture file by its content. The name is not reliable, because programs rename files without
//! converting them.

use image::ImageFormat;

/// The format of a picture, if it is a supported one.
///
/// # Errors
///
/// A description of what the file is instead.
pub fn format(bytes: &[u8]) -> Result<ImageFormat, String> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(ImageFormat::WebP),
        [] => Err("the file is empty".to_owned()),
        _ => Err(other(bytes).map_or_else(
            || "it is not a JPEG, PNG or WebP file".to_owned(),
            |name| format!("it is {name}, not JPEG, PNG or WebP, despite its name"),
        )),
    }
}

/// The first bytes of other files that people mistake for supported pictures.
const OTHERS: [(&[u8], &str); 25] = [
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF or a camera's raw file"),
    (b"MM\0*", "TIFF or a camera's raw file"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"IIU\0", "a camera's raw file"),
    (b"IIR", "a camera's raw file"),
    (b"FUJIFILM", "a camera's raw file"),
    (b"8BPS", "a Photoshop file"),
    (b"8BPB", "a Photoshop file"),
    (b"%PDF", "PDF"),
    (b"%!PS", "PostScript"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\x01\0", "an icon (ICO)"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1a\x45\xdf\xa3", "a video (WebM)"),
    (b"wxgf", "WeChat's own format (WXGF)"),
    (b"version https://git-lfs", "a pointer of Git LFS: the picture was not fetched"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG or other XML"),
    (b"<", "a web page"),
];

/// The kind of a file that is not a supported picture.
fn other(bytes: &[u8]) -> Option<&'static str> {
    if let Some(brands) = brands(bytes) {
        let has = |names: &[&[u8]]| brands.iter().any(|brand| names.contains(brand));
        return Some(if has(&[b"avif", b"avis"]) {
            "AVIF"
        } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
            "HEIC"
        } else if has(&[b"crx "]) {
            "a camera's raw file"
        } else {
            "a video"
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    OTHERS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

/// The brands in the header of a file of the ISO base format.
fn brands(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let size = u32::from_be_bytes(*bytes.first_chunk()?) as usize;
    let kinds = bytes.get(4..)?.strip_prefix(b"ftyp")?;
    let kinds = &kinds[..kinds.len().min(size.saturating_sub(8)).min(256)];
    Some(kinds.chunks_exact(4).collect())
}

/// Whether a JPEG is complete. Decoders fill missing parts with grey.
pub fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    // An embedded preview has its own end marker, so the segments before the picture are skipped.
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xff => at += 1,
            0xda => return bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]),
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    // The decoder checks the data between the segments.
    bytes.get(at).is_some_and(|byte| *byte != 0xff)
}

/// Whether a file is a JPEG whose picture comes in several passes.
pub fn is_progressive_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        match marker {
            0xff => at += 1,
            0xc2 | 0xc6 | 0xca | 0xce => return true,
            0xda => return false,
            _ => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_bytes() {
        for (bytes, name) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], "HEIC"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
            (b"\0\0\0\x18ftypavis\0\0\0\0msf1avis", "AVIF"),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a video"),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "raw file"),
            (b"GIF89a", "GIF"),
            (b"II*\0\x08\0\0\0", "TIFF"),
            (b"\xff\x0a\0", "JPEG XL"),
            (b"\n<!DOCTYPE html>", "a web page"),
            (b"\xef\xbb\xbf<svg>", "SVG"),
            (b"", "empty"),
            (b"\0\0\0", "not a JPEG, PNG or WebP"),
            (b"\0\0\0\0ftyp", "a video"),
        ] {
            let said = format(bytes).unwrap_err();
            assert!(said.contains(name), "{said}");
        }
    }

    #[test]
    fn a_jpeg_in_passes_is_told() {
        for (marker, is_progressive) in [(0xc0, false), (0xc2, true)] {
            let file = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, marker, 0, 3, 8, 0xff, 0xda, 0, 2];
            assert_eq!(is_progressive_jpeg(&file), is_progressive);
        }
        assert!(!is_progressive_jpeg(b"") && !is_progressive_jpeg(&[0xff, 0xd8, 0xff]));
    }

    #[test]
    fn a_jpeg_without_its_end_is_told() {
        let preview = [&[0xff, 0xd8, 0xff, 0xe1, 0, 6, 0xff, 0xd9, 9, 9][..], &[0xff, 0xda, 0, 2, 1, 2, 3]].concat();
        assert!(!is_whole_jpeg(&preview), "the end of the preview is not the end");
        assert!(is_whole_jpeg(&[&preview[..], &[0xff, 0xd9, 0, 0]].concat()));
        for short in 0..preview.len() {
            assert!(!is_whole_jpeg(&preview[..short]), "{short}");
        }
    }
}
