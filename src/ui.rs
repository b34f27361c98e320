//! The pieces that pages are made of. They take ready data and know nothing of the network.

pub mod actions;
pub mod card;
pub mod chart;
pub mod crumbs;
pub mod downloads;
pub mod facts;
pub mod figures;
pub mod footer;
pub mod header;
pub mod icon;
pub mod map;
pub mod neighbours;
pub mod not_found;
pub mod opened;
pub mod pack_button;
pub mod picture;
pub mod player;
pub mod prose;
pub mod qr;
pub mod region;
pub mod section;
pub mod sessions;
pub mod sources;
pub mod star;
pub mod static_subtree;
pub mod sun;
pub mod tallies;
pub mod time_grid;
pub mod virtual_list;

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

/// A part that changes. Boxed: each closure that is shown as it is brings some 8 kB of its own into the program.
pub fn changing(show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let show: Box<dyn Fn() -> AnyView + Send> = Box::new(show);
    (move || show()).into_any()
}

/// A part that changes, and is there only now and then.
pub fn optional<V: IntoAny>(show: impl Fn() -> Option<V> + Send + 'static) -> AnyView {
    changing(move || show().map_or_else(|| ().into_any(), IntoAny::into_any))
}

/// What listens to an event, boxed for the same reason.
pub fn listener<E: 'static>(listen: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(listen)
}
