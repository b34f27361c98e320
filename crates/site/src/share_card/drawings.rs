//! Pictures with words, drawn once and kept between builds.

use super::fonts::{self, Fonts};
use crate::cache::cached;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where drawn pictures are kept, and the fonts that they are set in.
pub struct Drawings<'a> {
    cache: &'a Path,
    font_files: &'a [PathBuf],
    font_key: String,
    /// Loaded with the first picture that is not kept: a collection of Chinese faces has tens of megabytes.
    fonts: OnceLock<Result<Fonts, String>>,
}

impl<'a> Drawings<'a> {
    /// Pictures below this cache, in these fonts.
    ///
    /// # Errors
    ///
    /// When a font cannot be read, in words.
    pub fn new(cache: &'a Path, font_files: &'a [PathBuf]) -> Result<Drawings<'a>, String> {
        Ok(Drawings { cache, font_files, font_key: fonts::key(font_files)?, fonts: OnceLock::new() })
    }

    /// The picture of a folder that is made from `key`: the kept one, or what `draw` makes.
    ///
    /// # Errors
    ///
    /// What `draw` says, or when a font cannot be loaded or the picture cannot be kept, in words.
    pub fn picture(
        &self,
        folder: &str,
        key: &str,
        draw: impl FnOnce(&Fonts) -> Result<Vec<u8>, String>,
    ) -> Result<Vec<u8>, String> {
        cached(&self.cache.join(folder), format!("{}\0{key}", self.font_key).as_bytes(), || {
            draw(self.fonts.get_or_init(|| Fonts::load(self.font_files)).as_ref().map_err(String::clone)?)
        })
    }
}
