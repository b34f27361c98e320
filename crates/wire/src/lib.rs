//! The published file formats. Each is declared once; the site tool writes it and the app reads it.
//!
//! Texts are in one language and ready for display. The site tool formats dates, numbers and labels, so the browser
//! needs no formatting code.

mod document;
mod frames;
pub mod lookbook;
pub mod poster;
mod summary;
pub mod worker;

pub use document::*;
pub use summary::Summary;

use film_core::locale::Locale;
use film_core::route::Route;
use serde::{Deserialize, Serialize};

/// The version of these formats. A page that finds another version reloads itself.
pub const FORMAT: u32 = 6;

/// The bootstrap data of the app.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    /// The data for the frame of every page.
    pub site: Site,
    /// The document of the page. `None` on the 404 page and on an empty page.
    pub document: Option<SentDocument>,
    /// Whether this is the 404 page. It has no document to fetch.
    pub missing: bool,
}

/// The attribute `data-document` of the 404 page's start script. On other pages it has the URL of the document.
pub const MISSING: &str = "missing";

/// Site-wide data in both languages: `<script type="application/json" id="site">` in each page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The office's name, English then Chinese.
    pub name: [String; 2],
    /// One line on how the content may be used.
    pub licence: [String; 2],
    /// The version of the software and the day of the content build.
    pub version: String,
    /// The URL of the first file of the site-wide catalogue, for each language.
    pub catalog: [String; 2],
    /// The offset of the office's standard time from UTC in minutes.
    pub offset: i32,
    /// Whether the site has a summit: an edition, or a year that is known to have none.
    pub summit: bool,
    /// The only language of the site, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Locale>,
    /// Whether some of its pictures are illustrations. The footer of every page says so.
    pub illustrated: bool,
}

impl Site {
    /// The language of a path, also of one that has no page.
    pub fn locale_of(&self, path: &str) -> Locale {
        self.only.unwrap_or_else(|| Route::locale_of(path))
    }

    /// The text of a pair in a language.
    pub fn text(pair: &[String; 2], locale: Locale) -> &str {
        locale.pick(&pair[0], &pair[1])
    }
}
