//! Draws SVG.

use super::{Pixmap, RgbaImage, fontdb, usvg, words};
use resvg::tiny_skia::Transform;
use std::sync::Arc;

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
