//! Decodes, resizes, draws and encodes pictures. Everything uses RGBA with 8 bits per channel, in sRGB.

mod colour;
mod drawing;
mod file;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, RgbImage};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub use drawing::{blank, draw, draw_over, drawn};
pub use image::RgbaImage;
/// A pixel of an [`RgbaImage`].
pub type Rgba = image::Rgba<u8>;
pub use resvg::tiny_skia::{self, Pixmap};
pub use resvg::usvg::{self, fontdb};

/// The quality of lossy formats, 0 to 100. The meaning depends on the encoder.
const AVIF_QUALITY: f32 = 62.0;
const AVIF_SPEED: u8 = 6;
const WEBP_QUALITY: f32 = 78.0;

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The longest side in pixels that both AVIF and WebP allow.
pub const LONGEST: u32 = 16_383;

/// The maximum number of pixels of an original. Four times as many bytes are in memory at once.
const MOST_PIXELS: u64 = 100_000_000;

/// The maximum ratio between the long and the short side of a picture.
const MOST_SHAPE: u64 = 40;

/// Loss of information when an otherwise usable picture is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// All frames but the first.
    Frames,
    /// The colour profile, because it cannot be read.
    Profile,
}

/// Decodes a picture to find out whether it can be published, and what would be lost.
///
/// # Errors
///
/// The problem with the picture, as in [`decode`].
pub fn examine(bytes: &[u8]) -> Result<Option<Lost>, String> {
    guarded(|| {
        let (_, profile_read) = read(bytes)?;
        let is_animated = is_animated(bytes, file::format(bytes)?)?;
        Ok(if is_animated { Some(Lost::Frames) } else { (!profile_read).then_some(Lost::Profile) })
    })
}

/// The width and height of a picture file in pixels, read from its header, with its orientation applied.
///
/// # Errors
///
/// If it is not a JPEG, PNG or WebP, or is too large or too long to be published.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    guarded(|| {
        let mut decoder = open(bytes)?;
        Ok(upright(decoder.dimensions(), decoder.orientation().map_err(words)?))
    })
}

/// The pixels of a JPEG, PNG or WebP file in sRGB, with its orientation applied.
///
/// # Errors
///
/// If it has another format, is damaged, or is too large or too long to be published.
pub fn decode(bytes: &[u8]) -> Result<RgbaImage, String> {
    guarded(|| read(bytes).map(|(image, _)| image))
}

/// A picture that was decoded to be published.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The pixels in sRGB, with the orientation applied.
    pub image: RgbaImage,
    /// The loss when it is published.
    pub lost: Option<Lost>,
}

/// Decodes a picture and scales it to `width`, the width of the upright picture. Only the scaled pixels are converted to
/// sRGB and turned, and an original without transparency never takes more than three bytes per pixel.
///
/// # Errors
///
/// The problem with the picture, as in [`decode`].
pub fn opened(bytes: &[u8], width: u32) -> Result<Opened, String> {
    guarded(|| {
        let format = checked_format(bytes)?;
        let mut decoder = open(bytes)?;
        let orientation = decoder.orientation().map_err(words)?;
        let profile = decoder.icc_profile().map_err(words)?;
        let (across, along) = decoder.dimensions();
        let (wide, _) = upright((across, along), orientation);
        let share = |side: u32| (u64::from(side) * u64::from(width)).div_ceil(u64::from(wide.max(1))).max(1) as u32;
        // Rounding in only one place: the height of the upright picture.
        let target = if wide == across { (width, share(along)) } else { (share(across), width) };
        let is_animated = is_animated(bytes, format)?;
        let decoded = DynamicImage::from_decoder(decoder).map_err(words)?;
        let is_ink = profile.as_deref().is_some_and(colour::is_ink);
        let (small, profile_read) = if is_ink {
            // Inks are stored in the file itself, in its own size.
            let (image, is_read) = in_srgb(decoded.into_rgba8(), profile.as_deref(), format, bytes);
            (scaled(&image, target, &ResizeOptions::new())?, is_read)
        } else {
            let small = match decoded {
                DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) => scaled_rgb(&decoded.into_rgb8(), target)?,
                other => scaled(&other.into_rgba8(), target, &ResizeOptions::new())?,
            };
            in_srgb(small, profile.as_deref(), format, bytes)
        };
        let mut image = DynamicImage::from(small);
        image.apply_orientation(orientation);
        let lost = if is_animated { Some(Lost::Frames) } else { (!profile_read).then_some(Lost::Profile) };
        Ok(Opened { image: image.into_rgba8(), lost })
    })
}

/// How many bytes decoding a file takes at most, at 8 bits per channel, in addition to the file itself. 0 if it cannot
/// be decoded.
pub fn memory(bytes: &[u8]) -> u64 {
    let size = guarded(|| {
        open(bytes).map(|decoder| (decoder.dimensions(), u64::from(decoder.color_type().bytes_per_pixel())))
    });
    let Ok(((width, height), depth)) = size else { return 0 };
    // The coefficients of a progressive JPEG are all kept until the last pass: two bytes for each of three channels.
    let passes = if file::is_progressive_jpeg(bytes) { 6 } else { 0 };
    u64::from(width) * u64::from(height) * (depth.max(4) + passes)
}

/// The size of a picture after its orientation is applied.
fn upright((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    }
}

/// The format of a file that is complete.
fn checked_format(bytes: &[u8]) -> Result<ImageFormat, String> {
    let format = file::format(bytes)?;
    if format == ImageFormat::Jpeg && !file::is_whole_jpeg(bytes) {
        return Err("it is cut short: its end is missing".to_owned());
    }
    Ok(format)
}

fn is_animated(bytes: &[u8], format: ImageFormat) -> Result<bool, String> {
    match format {
        ImageFormat::Png => PngDecoder::new(Cursor::new(bytes)).and_then(|it| it.is_apng()).map_err(words),
        ImageFormat::WebP => Ok(WebPDecoder::new(Cursor::new(bytes)).map_err(words)?.has_animation()),
        _ => Ok(false),
    }
}

/// The picture in sRGB, and whether its profile, if any, could be read.
fn in_srgb(image: RgbaImage, profile: Option<&[u8]>, format: ImageFormat, file: &[u8]) -> (RgbaImage, bool) {
    let converted = profile.map(|profile| colour::as_srgb(&image, profile, format, file));
    let is_read = converted.as_ref().is_none_or(Option::is_some);
    (converted.flatten().unwrap_or(image), is_read)
}

/// The pixels, and whether the colour profile, if any, could be read.
fn read(bytes: &[u8]) -> Result<(RgbaImage, bool), String> {
    let format = checked_format(bytes)?;
    let mut decoder = open(bytes)?;
    let orientation = decoder.orientation().map_err(words)?;
    let profile = decoder.icc_profile().map_err(words)?;
    let image = DynamicImage::from_decoder(decoder).map_err(words)?.into_rgba8();
    let (image, profile_read) = in_srgb(image, profile.as_deref(), format, bytes);
    let mut image = DynamicImage::from(image);
    image.apply_orientation(orientation);
    Ok((image.into_rgba8(), profile_read))
}

/// A decoder for a picture. Fails if the picture is too large.
fn open(bytes: &[u8]) -> Result<impl ImageDecoder + '_, String> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), file::format(bytes)?);
    reader.no_limits();
    let decoder = reader.into_decoder().map_err(words)?;
    let (width, height) = decoder.dimensions();
    let (most, least) = (u64::from(width.max(height)), u64::from(width.min(height)));
    if most * least > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        return Err(format!("its {width} × {height} pixels are more than {most} million: make it smaller"));
    }
    if most > MOST_SHAPE * least {
        return Err(format!("its {width} × {height} pixels are too narrow a strip: cut it into several pictures"));
    }
    Ok(decoder)
}

/// Runs a decoder or encoder. A panic counts as an error: the file is damaged in a way that the decoder does not handle.
fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    // The work shares nothing that it changes.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err("the file is damaged".to_owned()))
}

/// The picture scaled to another width, with its proportions.
///
/// # Errors
///
/// If it has no pixels.
pub fn resized(image: &RgbaImage, width: u32) -> Result<RgbaImage, String> {
    let height = (u64::from(image.height()) * u64::from(width)).div_ceil(u64::from(image.width().max(1))) as u32;
    scaled(image, (width, height.max(1)), &ResizeOptions::new())
}

/// The middle of the picture, scaled and cropped to fill a size.
///
/// # Errors
///
/// If it has no pixels.
pub fn filled(image: &RgbaImage, size: (u32, u32)) -> Result<RgbaImage, String> {
    scaled(image, size, &ResizeOptions::new().fit_into_destination(None))
}

/// An opaque picture scaled to a size.
fn scaled_rgb(image: &RgbImage, (width, height): (u32, u32)) -> Result<RgbaImage, String> {
    let source = ImageRef::new(image.width(), image.height(), image.as_raw(), PixelType::U8x3).map_err(words)?;
    let source = source.typed_image::<U8x3>().ok_or("the picture is not RGB")?;
    let mut target = Image::new(width, height, PixelType::U8x3);
    let mut view = target.typed_image_mut::<U8x3>().ok_or("the picture is not RGB")?;
    Resizer::new().resize_typed(&source, &mut view, &ResizeOptions::new()).map_err(words)?;
    let scaled = RgbImage::from_raw(width, height, target.into_vec()).ok_or("the picture has no pixels")?;
    Ok(DynamicImage::from(scaled).into_rgba8())
}

// Uses a concrete pixel type. The call for any type would compile the resizer for all of them, which takes minutes.
fn scaled(image: &RgbaImage, (width, height): (u32, u32), options: &ResizeOptions) -> Result<RgbaImage, String> {
    let source = ImageRef::new(image.width(), image.height(), image.as_raw(), PixelType::U8x4).map_err(words)?;
    let source = source.typed_image::<U8x4>().ok_or("the picture is not RGBA")?;
    let mut target = Image::new(width, height, PixelType::U8x4);
    let mut view = target.typed_image_mut::<U8x4>().ok_or("the picture is not RGBA")?;
    Resizer::new().resize_typed(&source, &mut view, options).map_err(words)?;
    RgbaImage::from_raw(width, height, target.into_vec()).ok_or_else(|| "the picture has no pixels".to_owned())
}

/// # Errors
///
/// When the encoder refuses the picture.
pub fn avif(image: &RgbaImage) -> Result<Vec<u8>, String> {
    guarded(|| {
        let pixels: Vec<ravif::RGBA8> =
            image.pixels().map(|pixel| ravif::RGBA8::new(pixel[0], pixel[1], pixel[2], pixel[3])).collect();
        let image = ravif::Img::new(&pixels[..], image.width() as usize, image.height() as usize);
        let encoder = ravif::Encoder::new().with_quality(AVIF_QUALITY).with_speed(AVIF_SPEED);
        // 8 bits take a quarter less time than 10, at the same size.
        let encoder = encoder.with_bit_depth(ravif::BitDepth::Eight);
        encoder.encode_rgba(image).map(|encoded| encoded.avif_file).map_err(words)
    })
}

/// # Errors
///
/// When the encoder refuses the picture: a side is 0 or longer than [`LONGEST`].
pub fn webp(image: &RgbaImage) -> Result<Vec<u8>, String> {
    webp_of(image, WEBP_QUALITY)
}

/// WebP of a quality from 0 to 100.
///
/// # Errors
///
/// As [`webp`].
pub fn webp_of(image: &RgbaImage, quality: f32) -> Result<Vec<u8>, String> {
    guarded(|| {
        let encoder = webp::Encoder::from_rgba(image, image.width(), image.height());
        encoder.encode_simple(false, quality).map(|bytes| bytes.to_vec()).map_err(|error| format!("{error:?}"))
    })
}

/// Encodes a drawn picture as JPEG. `quality` is 1 to 100. Transparent parts become black.
///
/// # Errors
///
/// If the encoder rejects the picture.
pub fn jpeg(picture: &Pixmap, quality: u8) -> Result<Vec<u8>, String> {
    let rgb: Vec<u8> = picture.data().as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.write_image(&rgb, picture.width(), picture.height(), ExtendedColorType::Rgb8).map_err(words)?;
    Ok(bytes)
}

/// Copies an opaque drawing into a picture, with its upper left corner at `(left, top)`. Parts outside are cut off.
pub fn place(picture: &mut RgbaImage, drawing: &Pixmap, (left, top): (u32, u32)) {
    let width = drawing.width();
    for (pixel, at) in drawing.data().as_chunks::<4>().0.iter().zip(0..) {
        let (x, y): (u32, u32) = (at % width, at / width);
        if let Some(target) = picture.get_pixel_mut_checked(left + x, top + y) {
            target.0 = *pixel;
        }
    }
}

/// A photograph as a picture to draw on, with premultiplied alpha.
pub fn pixmap(image: RgbaImage) -> Option<Pixmap> {
    let size = tiny_skia::IntSize::from_wh(image.width(), image.height())?;
    let mut data = image.into_raw();
    for [r, g, b, alpha] in data.as_chunks_mut::<4>().0 {
        for part in [r, g, b] {
            *part = (u16::from(*part) * u16::from(*alpha) / 255) as u8;
        }
    }
    Pixmap::from_vec(data, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &[u8] =
        br##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#c00" d="M0 0h16v9H0z"/></svg>"##;

    #[test]
    fn a_drawing_keeps_its_proportions_and_fills_a_picture() {
        let picture = draw(SVG, 160).unwrap();
        assert_eq!((picture.width(), picture.height()), (160, 90));
        let mut square = blank(20, 20).unwrap();
        draw_over(&mut square, SVG, None).unwrap();
        assert!(square.data().chunks(4).all(|pixel| pixel == [0xcc, 0, 0, 0xff]));
        assert!(draw(b"<p>", 160).is_err() && blank(0, 1).is_err());
    }

    #[test]
    fn a_picture_comes_back_from_each_format() {
        let photograph = decode(&draw(SVG, 64).unwrap().encode_png().unwrap()).unwrap();
        let small = resized(&photograph, 32).unwrap();
        assert_eq!(small.dimensions(), (32, 18));
        assert_eq!(filled(&small, (10, 10)).unwrap().dimensions(), (10, 10));
        assert_eq!(size(&webp(&small).unwrap()).unwrap(), (32, 18));
        assert_eq!(&avif(&small).unwrap()[4..12], b"ftypavif");
        let jpeg = jpeg(&pixmap(small).unwrap(), 90).unwrap();
        let [r, g, b, _] = decode(&jpeg).unwrap().get_pixel(5, 5).0;
        assert!(r > 190 && g < 20 && b < 20, "{r} {g} {b}");
        assert!(decode(b"GIF89a").is_err() && size(b"").is_err());
    }

    #[test]
    fn a_picture_is_scaled_as_it_is_decoded() {
        let photograph = decode(&draw(SVG, 64).unwrap().encode_png().unwrap()).unwrap();
        let jpeg = jpeg(&pixmap(photograph.clone()).unwrap(), 90).unwrap();
        // The same with an orientation that turns it by 90°.
        let exif = b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        let turned = [&jpeg[..2], exif, &jpeg[2..]].concat();
        let png = draw(SVG, 64).unwrap().encode_png().unwrap();
        for (file, width, size) in [
            (&jpeg, 32, (32, 18)),
            (&jpeg, 30, (30, 17)),
            (&turned, 9, (9, 16)),
            (&turned, 36, (36, 64)),
            (&png, 33, (33, 19)),
            (&webp(&photograph).unwrap(), 1, (1, 1)),
        ] {
            let Opened { image, lost } = opened(file, width).unwrap();
            assert_eq!((image.dimensions(), lost), (size, None));
            let [r, g, b, alpha] = image.get_pixel(0, 0).0;
            assert!(r > 190 && g < 20 && b < 20 && alpha == 255, "{r} {g} {b}");
        }
        assert_eq!(memory(&jpeg), 64 * 36 * 4);
        assert_eq!(memory(b"GIF"), 0);
        assert!(opened(&jpeg[..200], 32).unwrap_err().contains("cut short"));
    }

    #[test]
    fn what_an_encoder_cannot_take_is_an_error() {
        for (width, height) in [(1, LONGEST + 1), (LONGEST + 1, 1), (0, 1)] {
            assert!(webp(&RgbaImage::new(width, height)).is_err(), "{width} × {height}");
        }
        assert!(webp(&RgbaImage::new(1, LONGEST)).is_ok() && avif(&RgbaImage::new(1, 1)).is_ok());
    }

    #[test]
    fn damaged_pictures_never_panic() {
        let photograph = decode(&draw(SVG, 64).unwrap().encode_png().unwrap()).unwrap();
        let jpeg = jpeg(&pixmap(photograph.clone()).unwrap(), 90).unwrap();
        for file in [jpeg, webp(&photograph).unwrap(), draw(SVG, 64).unwrap().encode_png().unwrap()] {
            for at in 0..file.len() {
                let mut damaged = file.clone();
                damaged[at] ^= 0xff;
                let _ =
                    (examine(&damaged), size(&damaged), examine(&file[..at]), opened(&damaged, 32), memory(&damaged));
            }
        }
    }
}
