//! A pack on paper, as files, and as a link with its QR code.

use super::detail::Details;
use super::store::PackStore;
use super::timeline::timeline_view;
use crate::browser;
use crate::locale::{Locale, Words, words};
use crate::pack::export::{self, PackView};
use crate::pack::file_name::file_name;
use crate::pack::{Pack, link};
use crate::page::delivery::{Delivery, print_button};
use crate::page::send::{copy_button, link_field, on_demand};
use crate::route::{Page, Route};
use crate::ui::{listener, optional, poster_button, qr, use_locale};
use leptos::prelude::*;

/// The prefix of a pack in the fragment of a URL.
pub const FRAGMENT: &str = "#p=";

type Write = fn(&PackView, Locale) -> String;

/// Label, extension, media type and writer of each kind of file.
const FILES: [(&str, &str, &str, Write); 6] = [
    ("CSV", "csv", "text/csv;charset=utf-8", export::csv),
    ("GeoJSON", "geojson", "application/geo+json", export::geojson),
    ("GPX", "gpx", "application/gpx+xml", export::gpx),
    ("KML", "kml", "application/vnd.google-earth.kml+xml", export::kml),
    ("iCalendar", "ics", "text/calendar;charset=utf-8", export::calendar),
    ("JSON", "json", "application/json", export::json),
];

pub fn share_view(store: PackStore, details: Details) -> AnyView {
    let locale = use_locale();
    let lacking = RwSignal::new(None);
    let delivery = Delivery::open();
    let save = move |(_, extension, mime, write): (&str, &str, &str, Write)| {
        let Some(pack) = untrack(|| store.current(Pack::clone)) else { return };
        let name = file_name(&store.name_of(&pack), extension);
        let view = untrack(|| details.view(pack));
        let lacks = match extension {
            // A calendar without events is invalid (RFC 5545, 3.6).
            "ics" if export::event_count(&view) == 0 => Some(words::NO_EVENTS),
            "gpx" | "kml" if export::place_count(&view) == 0 => Some(words::NO_PLACES),
            _ => None,
        };
        lacking.set(lacks);
        if lacks.is_none() {
            delivery.text(&name, mime, &write(&view, locale));
        }
    };
    let files = FILES.map(|file| {
        view! {
            <button class="button" type="button" data-save=file.1 on:click=listener(move |_| save(file))>
                {words::EXPORT.with(locale, &[file.0])}
            </button>
        }
    });
    // A print setting, stored in an attribute of the root that the styles read. The first value is the default.
    let setting = |label: Words, attribute: &'static str, values: [(&'static str, &'static str); 2]| {
        let chosen = RwSignal::new(values[0].0.to_owned());
        browser::mark_root(attribute, move || Some(chosen.get()));
        let choose = listener(move |event| chosen.set(event_target_value(&event)));
        let options = values.into_iter().map(|(value, label)| view! { <option value=value>{label}</option> });
        view! {
            <label>
                <span>{label.get(locale)}</span>
                <select data-field=attribute.trim_start_matches("data-") on:change=choose>{options.collect_view()}</select>
            </label>
        }
    };
    let missing = optional(move || {
        lacking.get().map(|words: Words| view! { <p class="notice" role="alert">{words.get(locale)}</p> })
    });
    view! {
        <section class="section pack-take">
            <h2>{words::PACK_TAKE.get(locale)}</h2>
            <p class="actions">
                {setting(words::PAPER, "data-paper", [("a4", "A4"), ("letter", "Letter")])}
                {setting(words::PER_PAGE, "data-per", [("6", "6"), ("1", "1")])}
                {print_button(words::PRINT_SHEET)}
            </p>
            <p class="actions">{files.collect_view()}{delivery.view()}</p>
            {missing}
            {timeline_view(store, details)}
            <h2>{words::SHARE.get(locale)}</h2>
            <p>{words::PACK_SHARE_TEXT.get(locale)}</p>
            <p class="actions">{poster_button(Page::Pack)}</p>
            {link_and_code(store)}
        </section>
    }
    .into_any()
}

/// The link to a pack, without scheme and host.
pub fn address(pack: &Pack, locale: Locale) -> String {
    Route::carrying(locale, &Page::Pack, FRAGMENT, &link::write(pack))
}

/// The link, made on demand, and rebuilt when the pack changes.
fn link_and_code(store: PackStore) -> AnyView {
    let locale = use_locale();
    on_demand(words::PACK_MAKE_LINK, move || {
        let Some((title, pack)) = store.current(|pack| (store.name_of(pack), pack.clone())) else {
            return ().into_any();
        };
        let address = address(&pack, locale);
        let code = match qr::path(&[browser::origin(), address.clone()].concat()) {
            Some((side, path)) => {
                let frame = ["0 0 ", &side.to_string(), " ", &side.to_string()].concat();
                view! {
                    <svg class="qr" viewBox=frame role="img" aria-label=words::PACK_QR.get(locale)>
                        <path d=path />
                    </svg>
                }
                .into_any()
            }
            None => view! { <p class="notice">{words::PACK_NO_QR.get(locale)}</p> }.into_any(),
        };
        let for_app = [link::SCHEME, &link::write(&pack)].concat();
        let more = copy_button(words::PACK_COPY_APP, move || for_app.clone());
        view! {
            {link_field(words::PACK_LINK, "pack-link", title, address, None, Some(more))}
            {code}
        }
        .into_any()
    })
}
