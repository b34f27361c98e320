//! Decodes, resizes, draws and encodes pictures. Everything uses RGBA with 8 bits per channel, in sRGB.

mod colour;
mod file;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::pixels::U8x4;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};
use resvg::tiny_skia::Transform;
use std::io::Cursor;
use std::panic::catch_unwind;
use std::sync::Arc;

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
        let animated = match file::format(bytes)? {
            ImageFormat::Png => PngDecoder::new(Cursor::new(bytes)).and_then(|it| it.is_apng()).map_err(words)?,
            ImageFormat::WebP => WebPDecoder::new(Cursor::new(bytes)).map_err(words)?.has_animation(),
            _ => false,
        };
        Ok(if animated { Some(Lost::Frames) } else { (!profile_read).then_some(Lost::Profile) })
    })
}

/// The width and height of a picture file in pixels, read from its header, with its orientation applied.
///
/// # Errors
///
/// If it is not a JPEG, PNG or WebP, or is too large or too long to be published.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    use image::metadata::Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    guarded(|| {
        let mut decoder = open(bytes)?;
        let (width, height) = decoder.dimensions();
        Ok(match decoder.orientation().map_err(words)? {
            Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (height, width),
            _ => (width, height),
        })
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

/// The pixels, and whether the colour profile, if any, could be read.
fn read(bytes: &[u8]) -> Result<(RgbaImage, bool), String> {
    let format = file::format(bytes)?;
    if format == ImageFormat::Jpeg && !file::is_whole_jpeg(bytes) {
        return Err("it is cut short: its end is missing".to_owned());
    }
    let mut decoder = open(bytes)?;
    let orientation = decoder.orientation().map_err(words)?;
    let profile = decoder.icc_profile().map_err(words)?;
    let image = DynamicImage::from_decoder(decoder).map_err(words)?.into_rgba8();
    let converted = profile.as_ref().map(|profile| colour::as_srgb(&image, profile, format, bytes));
    let profile_read = converted.as_ref().is_none_or(Option::is_some);
    let mut image = DynamicImage::from(converted.flatten().unwrap_or(image));
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

/// Runs a decoder. A panic counts as an error: the file is damaged in a way that the decoder does not handle.
fn guarded<T>(decode: impl FnOnce() -> Result<T, String> + std::panic::UnwindSafe) -> Result<T, String> {
    catch_unwind(decode).unwrap_or_else(|_| Err("the file is damaged".to_owned()))
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
    let pixels: Vec<ravif::RGBA8> =
        image.pixels().map(|pixel| ravif::RGBA8::new(pixel[0], pixel[1], pixel[2], pixel[3])).collect();
    let image = ravif::Img::new(&pixels[..], image.width() as usize, image.height() as usize);
    let encoder = ravif::Encoder::new().with_quality(AVIF_QUALITY).with_speed(AVIF_SPEED);
    encoder.encode_rgba(image).map(|encoded| encoded.avif_file).map_err(words)
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
    let encoder = webp::Encoder::from_rgba(image, image.width(), image.height());
    encoder.encode_simple(false, quality).map(|bytes| bytes.to_vec()).map_err(|error| format!("{error:?}"))
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

/// Draws an SVG at a width in pixels, with its proportions.
///
/// # Errors
///
/// If it is not an SVG or has no size.
pub fn draw(svg: &[u8], width: u32) -> Result<Pixmap, String> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).map_err(words)?;
    let height = (tree.size().height() * width as f32 / tree.size().width()).round() as u32;
    let mut picture = Pixmap::new(width, height).ok_or("the drawing has no size")?;
    fill(&mut picture, &tree);
    Ok(picture)
}

/// The pixels of an opaque SVG, drawn at a width in pixels.
///
/// # Errors
///
/// If it is not an SVG or has no size.
pub fn drawn(svg: &[u8], width: u32) -> Result<RgbaImage, String> {
    let picture = draw(svg, width)?;
    let (width, height) = (picture.width(), picture.height());
    RgbaImage::from_raw(width, height, picture.take()).ok_or_else(|| "the drawing has no size".to_owned())
}

/// Draws an SVG over the whole of a picture. Its text uses `fonts`.
///
/// # Errors
///
/// If it is not an SVG.
pub fn draw_over(picture: &mut Pixmap, svg: &[u8], fonts: Option<Arc<fontdb::Database>>) -> Result<(), String> {
    let mut options = usvg::Options::default();
    if let Some(fonts) = fonts {
        options.fontdb = fonts;
    }
    fill(picture, &usvg::Tree::from_data(svg, &options).map_err(words)?);
    Ok(())
}

/// An empty picture.
///
/// # Errors
///
/// If a side is 0.
pub fn blank(width: u32, height: u32) -> Result<Pixmap, String> {
    Pixmap::new(width, height).ok_or_else(|| "a picture needs a width and a height".to_owned())
}

fn fill(picture: &mut Pixmap, tree: &usvg::Tree) {
    let size = tree.size();
    let scale = Transform::from_scale(picture.width() as f32 / size.width(), picture.height() as f32 / size.height());
    resvg::render(tree, scale, &mut picture.as_mut());
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
                let _ = (examine(&damaged), size(&damaged), examine(&file[..at]));
            }
        }
    }
}
