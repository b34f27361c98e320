//! What the generator of posters (`worker/poster/`) reads.
//!
//! `worker/poster/input.ts` is generated from these types, so that both sides compile against one declaration.

use crate::lookbook::Photo;
use serde::Serialize;

/// A poster in one language. Texts without content are empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Poster {
    /// The BCP 47 tag of its language.
    pub lang: String,
    /// The title of the page, or the name of the pack.
    pub title: String,
    /// The kind of place and the district, the day, or the number of items.
    pub line: String,
    /// The name of the site.
    pub site: String,
    /// The address of the page, to be read by people.
    pub address: String,
    /// Why the code leads to the site only.
    pub note: String,
    /// The credit lines of the pictures.
    pub credit: String,
    /// The pictures, at most four.
    pub pictures: Vec<Photo>,
    /// The QR code: its side length with the quiet zone, in modules, and its dark modules as path data.
    pub code: (u32, String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::tests::check_declarations;
    use ts_rs::TS;

    #[test]
    fn the_generator_compiles_against_these_types() {
        check_declarations("poster.rs", "poster/input.ts", |config| vec![Poster::decl(config), Photo::decl(config)]);
    }
}
