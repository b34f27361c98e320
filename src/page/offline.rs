//! The page about offline use: the copy of the site, what was saved for a shoot, how long it stays, and the pages
//! that this tab has in memory.

mod backup;
mod copy;
pub mod device;
pub mod gather;
mod offer;
pub mod saved;

use crate::browser;
use crate::locale::words;
use crate::offline::Order;
use crate::route::{Page, query_value};
use crate::ui::{Section, effect, keyed_list, memo, optional, use_locale};
use backup::{ANCHOR, backup_section};
use copy::copy_section;
use device::DeviceStore;
use gather::Thing;
use leptos::prelude::*;
use offer::offer_view;
use saved::saved_view;

pub fn offline_page() -> AnyView {
    let locale = use_locale();
    let device = DeviceStore::open();
    // None until the device has been asked: the prerendered page claims nothing.
    let online = RwSignal::new(None);
    let reached = RwSignal::new(true);
    let pages = RwSignal::new(Vec::new());
    browser::on_show(move || {
        let connected = browser::is_online();
        online.try_set(Some(connected));
        // A device may be in a network without internet access.
        if connected {
            browser::ask(&Order::Reach, move |report| {
                reached.try_set(report.is_none_or(|report| report.error.is_none()));
            });
        }
        pages.try_set(browser::opened());
    });
    browser::on_connection(move |now| online.set(Some(now)));
    let now = move || match (online.get(), reached.get()) {
        (None, _) => "",
        (Some(false), _) => words::NOW_OFFLINE.get(locale),
        (Some(true), false) => words::NOW_UNREACHED.get(locale),
        (Some(true), true) => words::NOW_ONLINE.get(locale),
    };
    let opened = move || {
        let link = |(path, title): (String, String)| view! { <li><a href=path>{title}</a></li> };
        pages.get().into_iter().map(link).collect_view()
    };
    view! {
        <h1>{words::OFFLINE.get(locale)}</h1>
        <p class="lead">{words::OFFLINE_TEXT.get(locale)}</p>
        <p role="status">{now}</p>
        <p class="visually-hidden" role="status">{device.announcement}</p>
        {save_asked(device)}
        <div class="halves">
        {copy_section(device)}
        {saved_section(device)}
        <Section label=words::LASTING>
            <p>{words::LASTING_TEXT.get(locale)}</p>
            <p>{words::LASTING_WAY.get(locale)}</p>
            <p><a class="onward" href=Page::Pack.href(locale)>{words::LASTING_EXPORT.get(locale)}</a></p>
            <p><a class="onward" href=["#", ANCHOR].concat()>{words::LASTING_BACKUP.get(locale)}</a></p>
        </Section>
        <Section label=words::OPENED><ul>{opened}</ul></Section>
        {backup_section()}
        </div>
    }
    .into_any()
}

/// The offer that the URL requests: `?save=/library/locations`.
fn save_asked(device: DeviceStore) -> AnyView {
    let locale = use_locale();
    let search = browser::use_address().query;
    let asked = RwSignal::new(None::<String>);
    effect(move || {
        let wanted = search.with(|query| query_value(query, "save"));
        browser::when_ready(move || {
            asked.try_set(wanted);
        });
    });
    optional(move || {
        let Some(page) = Page::parse(&asked.get()?) else {
            let text = words::SAVED_NOT_A_PAGE.get(locale);
            return Some(view! { <p class="notice" role="alert">{text}</p> }.into_any());
        };
        let close = Callback::new(move |()| {
            asked.set(None);
            browser::replace_query("");
        });
        let thing = Thing::of(page, locale);
        let offer = view! {
            <section class="notice">
                <h2>{words::SAVE_OFFLINE.get(locale)}</h2>
                {offer_view(device, thing, close)}
            </section>
        };
        Some(offer.into_any())
    })
}

fn saved_section(device: DeviceStore) -> AnyView {
    let locale = use_locale();
    let ids = memo(move || device.ids());
    let problem = optional(move || {
        let text = words::SAVED_REFUSED.with(locale, &[&device.problem.get()?]);
        Some(view! { <p class="notice" role="alert">{text}</p> })
    });
    view! {
        <Section label=words::SAVED>
            {problem}
            <p hidden=move || ids.with(|ids| !ids.is_empty())>{words::SAVED_EMPTY.get(locale)}</p>
            {keyed_list(move || ids.get(), String::clone, move |id| saved_view(device, id, None))}
        </Section>
    }
    .into_any()
}
