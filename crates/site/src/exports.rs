//! Exports: files for other programs. All exporters have the same signature.

pub mod calendar;
mod data_catalog;
mod feed;
mod open_data;
mod places;
mod schedule;

use super::content::Content;
use super::media::Media;
use super::{Draft, Files};
use film_core::locale::Locale;
use film_core::route::export::Export;

/// The input of exporters.
#[derive(Clone, Copy)]
pub struct Published<'a> {
    /// The records.
    pub content: &'a Content,
    /// Their pictures and clips.
    pub media: &'a Media,
    /// All pages.
    pub drafts: &'a [Draft],
}

/// Exported files with their texts.
pub type Exported = Vec<(Export, String)>;

/// The exporters of files in one language.
const EXPORTERS: [fn(&Published, Locale) -> Exported; 5] =
    [feed::write, calendar::write, schedule::write, open_data::write, places::write];

/// Writes every export in each language of the site, those that serve all languages once, and the data catalogues.
pub fn write(published: &Published, files: &mut Files) {
    let shared = places::of_records(published);
    for &locale in published.content.office.languages() {
        let mut all = data_catalog::charts(published, files, locale);
        all.extend(shared.iter().map(|(export, _)| export.clone()));
        for exporter in EXPORTERS {
            for (export, text) in exporter(published, locale) {
                files.insert(export.file(locale), text.into_bytes());
                all.push(export);
            }
        }
        let catalog = data_catalog::write(published, &all, locale);
        files.insert(Export::DataCatalog.file(locale), catalog.into_bytes());
    }
    let main = published.content.office.main_language();
    files.extend(shared.into_iter().map(|(export, text)| (export.file(main), text.into_bytes())));
}
