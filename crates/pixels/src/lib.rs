//! Decodes, resizes, draws and encodes pictures. All of it works on RGBA with 8 bits a channel.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::pixels::U8x4;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader};
use resvg::tiny_skia::Transform;
use std::io::Cursor;
use std::sync::Arc;

pub use image::RgbaImage;
pub use resvg::tiny_skia::{self, Pixmap};
pub use resvg::usvg::{self, fontdb};

/// Quality of lossy formats, 0 to 100; see each encoder.
const AVIF_QUALITY: f32 = 62.0;
const AVIF_SPEED: u8 = 6;
const WEBP_QUALITY: f32 = 78.0;

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Width and height of a picture file, pixels, from its head, turned as its orientation says.
///
/// # Errors
///
/// When it is no JPEG, PNG or WebP.
pub fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    use image::metadata::Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(words)?;
    let mut decoder = reader.into_decoder().map_err(words)?;
    let (width, height) = decoder.dimensions();
    Ok(match decoder.orientation().map_err(words)? {
        Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH => (height, width),
        _ => (width, height),
    })
}

/// The pixels of a JPEG, PNG or WebP file, turned as its orientation says.
///
/// # Errors
///
/// When it is none of them, or damaged.
pub fn decode(bytes: &[u8]) -> Result<RgbaImage, String> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(words)?;
    let mut decoder = reader.into_decoder().map_err(words)?;
    let orientation = decoder.orientation().map_err(words)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(words)?;
    image.apply_orientation(orientation);
    Ok(image.into_rgba8())
}

/// The picture at another width, with its proportions.
///
/// # Errors
///
/// When it has no pixels.
pub fn resized(image: &RgbaImage, width: u32) -> Result<RgbaImage, String> {
    let height = (u64::from(image.height()) * u64::from(width)).div_ceil(u64::from(image.width().max(1))) as u32;
    scaled(image, (width, height.max(1)), &ResizeOptions::new())
}

/// The middle of the picture, scaled so that it fills a size.
///
/// # Errors
///
/// When it has no pixels.
pub fn filled(image: &RgbaImage, size: (u32, u32)) -> Result<RgbaImage, String> {
    scaled(image, size, &ResizeOptions::new().fit_into_destination(None))
}

// By the type of its pixels: the call that takes any type compiles the resizer for each of them, which takes minutes.
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

pub fn webp(image: &RgbaImage) -> Vec<u8> {
    webp::Encoder::from_rgba(image, image.width(), image.height()).encode(WEBP_QUALITY).to_vec()
}

/// A drawn picture as JPEG; `quality` is 1 to 100. What is not opaque becomes black.
///
/// # Errors
///
/// When the encoder refuses the picture.
pub fn jpeg(picture: &Pixmap, quality: u8) -> Result<Vec<u8>, String> {
    let rgb: Vec<u8> = picture.data().as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    encoder.write_image(&rgb, picture.width(), picture.height(), ExtendedColorType::Rgb8).map_err(words)?;
    Ok(bytes)
}

/// A photograph as a picture to draw on, with its colours multiplied by its opacity.
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

/// Draws an SVG as wide as asked, pixels, with its proportions.
///
/// # Errors
///
/// When it is no SVG, or has no size.
pub fn draw(svg: &[u8], width: u32) -> Result<Pixmap, String> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).map_err(words)?;
    let height = (tree.size().height() * width as f32 / tree.size().width()).round() as u32;
    let mut picture = Pixmap::new(width, height).ok_or("the drawing has no size")?;
    fill(&mut picture, &tree);
    Ok(picture)
}

/// The pixels of an opaque SVG, as wide as asked, pixels.
///
/// # Errors
///
/// When it is no SVG, or has no size.
pub fn drawn(svg: &[u8], width: u32) -> Result<RgbaImage, String> {
    let picture = draw(svg, width)?;
    let (width, height) = (picture.width(), picture.height());
    RgbaImage::from_raw(width, height, picture.take()).ok_or_else(|| "the drawing has no size".to_owned())
}

/// Draws an SVG over the whole of a picture; its letters are of `fonts`.
///
/// # Errors
///
/// When it is no SVG.
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
/// When a side is 0.
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
        assert_eq!(size(&webp(&small)).unwrap(), (32, 18));
        assert_eq!(&avif(&small).unwrap()[4..12], b"ftypavif");
        let jpeg = jpeg(&pixmap(small).unwrap(), 90).unwrap();
        let [r, g, b, _] = decode(&jpeg).unwrap().get_pixel(5, 5).0;
        assert!(r > 190 && g < 20 && b < 20, "{r} {g} {b}");
        assert!(decode(b"GIF89a").is_err() && size(b"").is_err());
    }
}
