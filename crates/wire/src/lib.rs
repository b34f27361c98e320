//! Every published file format, declared once: what the site tool writes and the app reads.
//!
//! Texts are in one language and ready to show; dates, numbers and labels are
//! formatted by the site tool, so that the browser carries no formatting code.

mod document;
mod frames;
mod summary;
pub mod worker;

pub use document::*;
pub use summary::Summary;

use film_core::locale::Locale;
use serde::{Deserialize, Serialize};

/// The version of the formats below. A page that meets another one loads itself anew.
pub const FORMAT: u32 = 3;

/// Bootstrap data of the app.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    /// What the frame of every page shows.
    pub site: Site,
    /// The page's document; none on the 404 page and on an empty page.
    pub document: Option<SentDocument>,
    /// Set on the 404 page: its address leads nowhere, so there is nothing to fetch.
    pub missing: bool,
}

/// The attribute `data-document` of the 404 page's start script, where that of others has the address of a document.
pub const MISSING: &str = "missing";

/// Site-wide data in both languages: `<script type="application/json" id="site">` in each page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The office's name, English then Chinese.
    pub name: [String; 2],
    /// One line on how the content may be used.
    pub licence: [String; 2],
    /// The version of the software and the day the content was built.
    pub version: String,
    /// Where the catalogue of the whole site begins, for each language.
    pub catalog: [String; 2],
    /// What the office's standard time is ahead of UTC, minutes.
    pub offset: i32,
}

impl Site {
    /// One of a pair of texts.
    pub fn text(pair: &[String; 2], locale: Locale) -> &str {
        locale.pick(&pair[0], &pair[1])
    }
}
