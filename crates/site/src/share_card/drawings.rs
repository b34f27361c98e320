//! Pictures with text, drawn once and cached between builds.

use super::fonts::{self, Fonts};
use crate::cache::cached;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The cache of drawn pictures, and the fonts for their text.
pub struct Drawings<'a> {
    cache: &'a Path,
    font_files: &'a [PathBuf],
    font_key: String,
    /// Loaded when the first picture is not in the cache, because a collection of Chinese fonts has tens of megabytes.
    fonts: OnceLock<Result<Fonts, String>>,
}

impl<'a> Drawings<'a> {
    /// Creates a cache for pictures with these fonts.
    ///
    /// # Errors
    ///
    /// Returns an error if a font cannot be read.
    pub fn new(cache: &'a Path, font_files: &'a [PathBuf]) -> Result<Drawings<'a>, String> {
        Ok(Drawings { cache, font_files, font_key: fonts::key(font_files)?, fonts: OnceLock::new() })
    }

    /// Returns the picture with this key from the cache, or draws it with `draw` and caches it.
    ///
    /// # Errors
    ///
    /// Returns an error if `draw` fails, a font cannot be loaded or the picture cannot be cached.
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
