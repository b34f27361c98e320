//! Converts pictures from their embedded colour profile to sRGB, in which everything is published.

use image::{ImageFormat, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The colours of `image`, which was read from `file`, as sRGB. `None` if the profile cannot be read or is for another
/// kind of colour.
pub fn as_srgb(image: &RgbaImage, profile: &[u8], format: ImageFormat, file: &[u8]) -> Option<RgbaImage> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    let converted = |from: Layout, to: Layout, source: &[u8], size: usize| {
        let options = TransformOptions::default();
        let transform = profile.create_transform_8bit(from, &ColorProfile::new_srgb(), to, options).ok()?;
        let mut out = vec![0; size];
        transform.transform(source, &mut out).ok()?;
        Some(out)
    };
    let pixels = image.as_raw();
    let pixels = match profile.color_space {
        DataColorSpace::Rgb => converted(Layout::Rgba, Layout::Rgba, pixels, pixels.len())?,
        DataColorSpace::Gray => {
            let every: Vec<u8> = (0..=255).collect();
            let grey = converted(Layout::Gray, Layout::Rgb, &every, 3 * every.len())?;
            let (grey, pixels) = (grey.as_chunks::<3>().0, pixels.as_chunks::<4>().0);
            if pixels.iter().any(|[r, g, b, _]| r != g || g != b) {
                return None;
            }
            let one = |&[level, _, _, alpha]: &[u8; 4]| {
                let [r, g, b] = grey[usize::from(level)];
                [r, g, b, alpha]
            };
            pixels.iter().flat_map(one).collect()
        }
        DataColorSpace::Cmyk if format == ImageFormat::Jpeg => {
            let inks = inks(file)?;
            let rgb = converted(Layout::Rgba, Layout::Rgb, &inks, inks.len() / 4 * 3)?;
            rgb.as_chunks::<3>().0.iter().flat_map(|&[r, g, b]| [r, g, b, 255]).collect()
        }
        _ => return None,
    };
    RgbaImage::from_raw(image.width(), image.height(), pixels)
}

/// Whether a profile is for inks, which only the file itself has.
pub fn is_ink(profile: &[u8]) -> bool {
    ColorProfile::new_from_slice(profile).is_ok_and(|profile| profile.color_space == DataColorSpace::Cmyk)
}

/// The inks of a CMYK JPEG, with 0 for no ink. Such a file stores inverted values, a convention that Photoshop started,
/// or the inverted values as YCCK.
fn inks(file: &[u8]) -> Option<Vec<u8>> {
    let decoder = |options| JpegDecoder::new_with_options(ZCursor::new(file), options);
    let mut head = decoder(DecoderOptions::default());
    head.decode_headers().ok()?;
    let stored = head.input_colorspace()?;
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut inks = decoder(options.jpeg_set_out_colorspace(stored)).decode().ok()?;
    match stored {
        ColorSpace::CMYK => inks.iter_mut().for_each(|ink| *ink = 255 - *ink),
        ColorSpace::YCCK => {
            for pixel in inks.as_chunks_mut::<4>().0 {
                let [y, cb, cr, black] = pixel.map(f32::from);
                let (cb, cr) = (cb - 128.0, cr - 128.0);
                let inks = [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb, 255.0 - black];
                *pixel = inks.map(|ink| ink.round() as u8);
            }
        }
        _ => return None,
    }
    Some(inks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lost, decode, examine, opened};
    use image::codecs::{jpeg::JpegEncoder, png::PngEncoder};
    use image::{ExtendedColorType, ImageEncoder};

    fn png(pixels: &[u8], colour: ExtendedColorType, profile: Vec<u8>) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = PngEncoder::new(&mut file);
        encoder.set_icc_profile(profile).unwrap();
        encoder.write_image(pixels, 1, 1, colour).unwrap();
        file
    }

    fn first(file: &[u8]) -> [u8; 4] {
        let pixel = decode(file).unwrap().get_pixel(0, 0).0;
        let scaled = opened(file, 1).unwrap().image.get_pixel(0, 0).0;
        assert!(is_near(pixel, scaled), "scaling changes {pixel:?} to {scaled:?}");
        pixel
    }

    fn is_near(one: [u8; 4], other: [u8; 4]) -> bool {
        one.iter().zip(other).all(|(one, other)| one.abs_diff(other) <= 2)
    }

    #[test]
    fn rgb_and_grey_become_srgb() {
        let adobe = ColorProfile::new_adobe_rgb().encode().unwrap();
        let green = png(&[60, 200, 60, 77], ExtendedColorType::Rgba8, adobe.clone());
        assert!(is_near(first(&green), [0, 201, 37, 77]), "{:?}", first(&green));
        let mut file = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut file, 100);
        encoder.set_icc_profile(adobe.clone()).unwrap();
        encoder.write_image(&[60, 200, 60].repeat(64), 8, 8, ExtendedColorType::Rgb8).unwrap();
        assert!(is_near(first(&file), [0, 201, 37, 255]), "{:?}", first(&file));
        let grey = ColorProfile::new_gray_with_gamma(1.0).encode().unwrap();
        let middle = png(&[55, 9], ExtendedColorType::La8, grey.clone());
        assert!(is_near(first(&middle), [128, 128, 128, 9]), "{:?}", first(&middle));
        let srgb = png(&[60, 200, 60], ExtendedColorType::Rgb8, ColorProfile::new_srgb().encode().unwrap());
        assert!(is_near(first(&srgb), [60, 200, 60, 255]), "{:?}", first(&srgb));
        assert_eq!(examine(&srgb), Ok(None));
        // An invalid profile, or one for another kind of pixel, leaves the colours unchanged and is reported.
        for (profile, colour) in [(b"nothing".to_vec(), ExtendedColorType::Rgb8), (grey, ExtendedColorType::Rgb8)] {
            let file = png(&[60, 200, 60], colour, profile);
            assert_eq!(first(&file), [60, 200, 60, 255]);
            assert_eq!(examine(&file), Ok(Some(Lost::Profile)));
        }
    }

    /// A profile of four inks, each with its own colour, and black where two overlap.
    fn four_inks() -> Vec<u8> {
        let mut table = [b"mft1\0\0\0\0\x04\x03\x02\0".to_vec(), vec![0; 36]].concat();
        for place in [12, 28, 44] {
            table[place + 1] = 1;
        }
        (0..4).for_each(|_| table.extend(0..=255));
        for corner in 0..16 {
            table.extend(match corner {
                0b0000 => [255, 128, 128],
                0b1000 => [140, 91, 78],
                0b0100 => [122, 202, 125],
                0b0010 => [227, 123, 221],
                _ => [0, 128, 128],
            });
        }
        (0..3).for_each(|_| table.extend(0..=255));
        let mut profile = vec![0; 128];
        profile[..4].copy_from_slice(&(144 + table.len() as u32).to_be_bytes());
        profile[8] = 2;
        profile[12..24].copy_from_slice(b"prtrCMYKLab ");
        profile[36..40].copy_from_slice(b"acsp");
        profile[68..80].copy_from_slice(b"\0\0\xf6\xd6\0\x01\0\0\0\0\xd3\x2d");
        profile.extend(b"\0\0\0\x01A2B0\0\0\0\x90");
        profile.extend((table.len() as u32).to_be_bytes());
        profile.extend(table);
        profile
    }

    /// A JPEG of 8 × 8 pixels of one colour in four components. `transform` is the value in Adobe's segment.
    fn four_parts(parts: [u8; 4], transform: u8) -> Vec<u8> {
        let mut file = vec![0xff, 0xd8];
        let mut segment = |marker: u8, parts: &[&[u8]]| {
            let content = parts.concat();
            file.extend([0xff, marker]);
            file.extend((content.len() as u16 + 2).to_be_bytes());
            file.extend(content);
        };
        segment(0xee, &[b"Adobe\0\x64\0\0\0\0", &[transform]]);
        segment(0xe2, &[b"ICC_PROFILE\0\x01\x01", &four_inks()]);
        segment(0xdb, &[&[0], &[8; 64]]);
        segment(0xc0, &[&[8, 0, 8, 0, 8, 4], &[1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0]]);
        segment(0xc4, &[&[0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[0, 1, 2, 3, 4, 5, 6, 7, 8]]);
        segment(0xc4, &[&[0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], &[0]]);
        segment(0xda, &[&[4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0]]);
        let mut bits = String::new();
        for part in parts {
            let level = i32::from(part) - 128;
            let size = 32 - level.unsigned_abs().leading_zeros();
            let rest = if level < 0 { level + (1 << size) - 1 } else { level };
            bits += &format!("{size:04b}");
            if size > 0 {
                bits += &format!("{rest:0width$b}", width = size as usize);
            }
            bits.push('0');
        }
        bits += &"1".repeat(bits.len().next_multiple_of(8) - bits.len());
        for byte in bits.as_bytes().chunks(8) {
            let byte = u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2).unwrap();
            file.push(byte);
            if byte == 0xff {
                file.push(0);
            }
        }
        file.extend([0xff, 0xd9]);
        file
    }

    #[test]
    fn inks_become_srgb() {
        let (cyan, yellow) = ([0, 140, 218], [247, 226, 0]);
        for (parts, transform, [r, g, b]) in [
            ([255, 255, 255, 255], 0, [255, 255, 255]),
            ([255, 255, 255, 0], 0, [0, 0, 0]),
            ([0, 255, 255, 255], 0, cyan),
            ([255, 255, 0, 255], 0, yellow),
            // The same as YCCK.
            ([76, 85, 255, 255], 2, cyan),
            ([29, 255, 107, 255], 2, yellow),
        ] {
            let file = four_parts(parts, transform);
            let got = first(&file);
            let near = got.iter().zip([r, g, b, 255]).all(|(one, other)| one.abs_diff(other) <= 25);
            assert!(near, "{parts:?}: {got:?}");
            assert_eq!(examine(&file), Ok(None));
        }
    }
}
