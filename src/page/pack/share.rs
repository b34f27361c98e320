//! A pack on paper, in files, and as a link with its code.

use super::detail::Details;
use super::shelf::Shelf;
use crate::browser;
use crate::locale::{Locale, words};
use crate::pack::export::{self, PackView};
use crate::pack::file_name::file_name;
use crate::pack::{Pack, link};
use crate::route::Page;
use crate::ui::actions::{ActionButton, CopyButton};
use crate::ui::{changing, listener, qr, use_locale};
use leptos::prelude::*;

/// What stands before a pack in the fragment of an address.
pub const FRAGMENT: &str = "#p=";

type Write = fn(&PackView, Locale) -> String;

/// Words, extension, type and writer of each kind of file.
const FILES: [(&str, &str, &str, Write); 4] = [
    ("CSV", "csv", "text/csv;charset=utf-8", export::csv),
    ("GeoJSON", "geojson", "application/geo+json", export::geojson),
    ("iCalendar", "ics", "text/calendar;charset=utf-8", export::calendar),
    ("JSON", "json", "application/json", export::json),
];

#[component]
pub fn Share(shelf: Shelf, details: Details) -> impl IntoView {
    let locale = use_locale();
    let no_events = RwSignal::new(false);
    let save = move |(_, extension, mime, write): (&str, &str, &str, Write)| {
        let Some(pack) = untrack(|| shelf.current(Pack::clone)) else { return };
        let name = file_name(&shelf.name_of(&pack), extension);
        let view = untrack(|| details.view(pack));
        // A calendar without events is no calendar (RFC 5545, 3.6).
        let empty = extension == "ics" && export::event_count(&view) == 0;
        no_events.set(empty);
        if !empty {
            browser::download(&name, mime, &write(&view, locale));
        }
    };
    let files = FILES.map(|file| {
        view! {
            <button class="button" type="button" data-save=file.1 on:click=listener(move |_| save(file))>
                {words::EXPORT.with(locale, &[file.0])}
            </button>
        }
    });
    let (paper, per) = (RwSignal::new("a4".to_owned()), RwSignal::new("6".to_owned()));
    browser::mark_root("data-paper", paper);
    browser::mark_root("data-per", per);
    let choose = |chosen: RwSignal<String>| listener(move |event| chosen.set(browser::typed(&event)));
    let missing = changing(move || match no_events.get() {
        true => view! { <p class="notice" role="alert">{words::NO_EVENTS.get(locale)}</p> }.into_any(),
        false => ().into_any(),
    });
    view! {
        <section class="section pack-take">
            <h2>{words::PACK_TAKE.get(locale)}</h2>
            <p class="actions">
                <label>
                    <span>{words::PAPER.get(locale)}</span>
                    <select data-field="paper" on:change=choose(paper)>
                        <option value="a4">"A4"</option>
                        <option value="letter">"Letter"</option>
                    </select>
                </label>
                <label>
                    <span>{words::PER_PAGE.get(locale)}</span>
                    <select data-field="per" on:change=choose(per)>
                        <option value="6">"6"</option>
                        <option value="1">"1"</option>
                    </select>
                </label>
                <ActionButton label=words::PRINT_SHEET press=Callback::new(|()| browser::print()) />
            </p>
            <p class="actions">{files.collect_view()}</p>
            {missing}
            <h2>{words::SHARE.get(locale)}</h2>
            <p>{words::PACK_SHARE_TEXT.get(locale)}</p>
            <LinkAndCode shelf />
        </section>
    }
    .into_any()
}

/// The link, made when it is asked for, and again when the pack changes.
#[component]
fn LinkAndCode(shelf: Shelf) -> impl IntoView {
    let locale = use_locale();
    let wanted = RwSignal::new(false);
    changing(move || {
        if !wanted.get() {
            let press = Callback::new(move |()| wanted.set(true));
            return view! { <p class="actions"><ActionButton label=words::PACK_MAKE_LINK press /></p> }.into_any();
        }
        let (name, text) = shelf.current(|pack| (shelf.name_of(pack), link::write(pack))).unwrap_or_default();
        let address = [&browser::origin(), &Page::Pack.href(locale), FRAGMENT, &text].concat();
        let code = match qr::path(&address) {
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
        let copied = address.clone();
        let copy = Callback::new(move |done| browser::copy_text(copied.clone(), done));
        let for_app = [link::SCHEME, &text].concat();
        let copy_app = Callback::new(move |done| browser::copy_text(for_app.clone(), done));
        let sent = address.clone();
        let send = Callback::new(move |()| browser::share(&name, &sent));
        view! {
            <label class="pack-link">
                <span>{words::PACK_LINK.get(locale)}</span>
                <input type="text" readonly data-field="link" value=address />
            </label>
            <p class="actions">
                <CopyButton label=words::COPY_LINK copy />
                <CopyButton label=words::PACK_COPY_APP copy=copy_app />
                {browser::can_share().then(|| view! { <ActionButton label=words::PACK_SEND press=send /> })}
            </p>
            {code}
        }
        .into_any()
    })
}
