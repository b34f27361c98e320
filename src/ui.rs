//! The components that pages consist of. They receive ready data and do not depend on the network.
//!
//! A view whose arguments are all required is a function. A component is for optional and converted arguments, and
//! for children.

mod actions;
mod bar;
mod boxed;
mod card;
mod chart;
mod footer;
pub mod gesture;
mod header;
pub mod icon;
mod links;
pub mod map;
mod not_found;
pub mod opened;
mod picture;
mod pictures;
pub mod player;
mod prose;
pub mod qr;
mod record;
mod region;
mod sessions;
mod sheet;
pub mod static_subtree;
pub mod sun;
pub mod time_grid;
mod toggles;
pub mod viewer;
pub mod virtual_list;

pub use {
    actions::{ActionButton, copying_button, save_link, tool_label},
    bar::action_bar,
    boxed::{changing, effect, keyed_list, listener, memo, optional},
    card::{CardForm, CardGrid, CardSource, CardView, card_lines, card_link, cards_view, groups_view, wide_in},
    chart::{chart_view, figures_view},
    footer::footer_view,
    header::{Header, Theme},
    links::{
        chips_view, crumbs_view, download_link, downloads_view, links_view, maps_view, named, neighbours_view,
        tallies_view,
    },
    not_found::not_found_view,
    picture::{PictureView, Slot, caption_lines, figure_view, row_picture},
    pictures::{gallery_view, mosaic_view},
    prose::prose_view,
    record::{Section, facts_view, linked_view, paragraphs_view, source_line, sources_view, works_view},
    region::{region_view, trouble_view},
    sessions::sessions_view,
    sheet::{sheet_button, sheet_view},
    static_subtree::Static,
    toggles::{card_pack_button, fits_pack, pack_button, poster_button, row_star, star_button},
};

use crate::locale::Locale;
use crate::route::Page;
use leptos::prelude::*;

/// The language of the page that a component is on.
///
/// The frame provides it; outside of a frame, it is English.
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_default()
}

/// The only language of the site, if it has one. The frame provides it.
#[derive(Clone, Copy)]
pub struct OnlyLocale(pub Option<Locale>);

/// The other language, if the site has it.
pub fn use_other_locale() -> Option<Locale> {
    let only = use_context::<OnlyLocale>().and_then(|it| it.0);
    only.is_none().then(|| use_locale().other())
}

/// Whether the site has a summit. The frame provides it; without a frame, it counts as true.
#[derive(Clone, Copy)]
pub struct HasSummit(pub bool);

/// Whether the site has one of its sections.
pub fn has_page(page: &Page) -> bool {
    *page != Page::Summit || use_context::<HasSummit>().is_none_or(|it| it.0)
}

/// The BCP 47 tag for a `lang` attribute, for a text that is not in the page's language.
pub fn lang(foreign: Option<Locale>) -> Option<&'static str> {
    foreign.map(Locale::tag)
}

/// The tag for a `lang` attribute of a name in the script of the other language: all in Latin letters on a Chinese page,
/// all in Chinese characters on an English page.
pub fn name_lang(name: &str, locale: Locale) -> Option<&'static str> {
    let has_latin = name.chars().any(|c| c.is_ascii_alphabetic());
    let has_chinese = name.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    let is_other = locale.pick(has_chinese && !has_latin, has_latin && !has_chinese);
    is_other.then(|| locale.other().tag())
}
