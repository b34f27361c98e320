//! Pictures with words, drawn once and kept between builds by all that they are made from.

use super::fonts::{self, Fonts};
use crate::naming::name;
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

    /// The folder of one sort of pictures; `pipeline` is the version of how they are drawn.
    ///
    /// # Errors
    ///
    /// When it cannot be made, in words.
    pub fn shelf(&self, folder: &str, ending: &'static str, pipeline: &'static str) -> Result<Shelf<'_>, String> {
        let folder = self.cache.join(folder);
        std::fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        Ok(Shelf { drawings: self, folder, ending, pipeline })
    }
}

/// The kept pictures of one sort.
pub struct Shelf<'a> {
    drawings: &'a Drawings<'a>,
    folder: PathBuf,
    ending: &'static str,
    pipeline: &'static str,
}

impl Shelf<'_> {
    /// The picture that is made from `key`: the kept one, or what `draw` makes.
    ///
    /// # Errors
    ///
    /// What `draw` says, or when a font cannot be loaded or the picture cannot be kept, in words.
    pub fn picture(&self, key: &str, draw: impl FnOnce(&Fonts) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, String> {
        let Drawings { font_files, font_key, fonts, .. } = self.drawings;
        let key = format!("{}\0{font_key}\0{key}", self.pipeline);
        let file = self.folder.join(format!("{}.{}", name(key.as_bytes()), self.ending));
        if let Ok(kept) = std::fs::read(&file) {
            return Ok(kept);
        }
        let fonts = fonts.get_or_init(|| Fonts::load(font_files)).as_ref().map_err(String::clone)?;
        let bytes = draw(fonts)?;
        std::fs::write(&file, &bytes).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        Ok(bytes)
    }
}
