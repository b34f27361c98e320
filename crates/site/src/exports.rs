//! The files that other programs read, by exporters of one shape.

pub mod calendar;
mod data_catalog;
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

/// Writes every file in both languages, and the catalogue that names them.
pub fn write(published: &Published, files: &mut Files) {
    for locale in Locale::ALL {
        let mut all = data_catalog::charts(published, files, locale);
        for exporter in EXPORTERS {
            for (export, text) in exporter(published, locale) {
                files.insert(export.file(locale), text.into_bytes());
                all.push(export);
            }
        }
        let catalog = data_catalog::write(published, &all, locale);
        files.insert(Export::DataCatalog.file(locale), catalog.into_bytes());
    }
}
