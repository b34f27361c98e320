//! The pieces that pages are made of. They take ready data and know nothing of the network.

pub mod actions;
pub mod card;
pub mod crumbs;
pub mod facts;
pub mod figures;
pub mod footer;
pub mod header;
pub mod icon;
pub mod map;
pub mod neighbours;
pub mod picture;
pub mod player;
pub mod prose;
pub mod region;
pub mod sessions;
pub mod sources;
pub mod still;
pub mod sun;
pub mod tallies;

use crate::locale::Locale;
use leptos::prelude::*;

/// The language of the page that a component is on.
///
/// The frame provides it; outside of a frame it is English.
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_default()
}

/// The BCP 47 tag for a `lang` attribute, where a text is not in the page's language.
pub fn lang(foreign: Option<Locale>) -> Option<&'static str> {
    foreign.map(Locale::tag)
}
