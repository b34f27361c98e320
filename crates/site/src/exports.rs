//! The files that other programs read, by exporters of one shape.

pub mod calendar;
mod feed;
mod open_data;
mod schedule;

use super::content::Content;
use super::media::Media;
use super::{Draft, Files};
use film_core::locale::Locale;
use film_core::route::export::Export;

/// What exporters write from.
#[derive(Clone, Copy)]
pub struct Published<'a> {
    /// The records.
    pub content: &'a Content,
    /// Their pictures and clips.
    pub media: &'a Media,
    /// All pages.
    pub drafts: &'a [Draft],
}

/// Files with their texts.
pub type Exported = Vec<(Export, String)>;

/// Each writes its files in one language.
const EXPORTERS: [fn(&Published, Locale) -> Exported; 4] =
    [feed::write, calendar::write, schedule::write, open_data::write];

/// Writes every file in both languages.
pub fn write(published: &Published, files: &mut Files) {
    for locale in Locale::ALL {
        for exporter in EXPORTERS {
            let written = exporter(published, locale).into_iter();
            files.extend(written.map(|(export, text)| (export.file(locale), text.into_bytes())));
        }
    }
}
