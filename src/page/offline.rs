//! What works without a network: the copy of the site, what was saved for a shoot, how long it stays, and the
//! pages that are open to read in this tab.

mod copy;
pub mod gather;
pub mod keeping;
mod offer;
pub mod saved;

mod backup;

use crate::browser;
use crate::locale::words;
use crate::offline::Order;
use crate::route::{Page, query_value};
use crate::ui::{changing, use_locale};
use backup::{ANCHOR, BackupSection};
use copy::CopySection;
use gather::Thing;
use keeping::Keeping;
use leptos::prelude::*;
use offer::Offer;
use saved::Saved;

#[component]
pub fn OfflinePage() -> impl IntoView {
    let locale = use_locale();
    let keeping = Keeping::open();
    let online = RwSignal::new(true);
    let reached = RwSignal::new(true);
    let pages = RwSignal::new(Vec::new());
    browser::on_show(move || {
        let connected = browser::is_online();
        online.try_set(connected);
        // A device may be in a network that leads nowhere.
        if connected {
            browser::ask(&Order::Reach, move |report| {
                reached.try_set(report.is_none_or(|report| report.error.is_none()));
            });
        }
        pages.try_set(browser::opened());
    });
    browser::on_connection(move |now| online.set(now));
    view! {
        <h1>{words::OFFLINE.get(locale)}</h1>
        <p class="lead">{words::OFFLINE_TEXT.get(locale)}</p>
        <p role="status">
            {move || {
                let words = match (online.get(), reached.get()) {
                    (false, _) => words::NOW_OFFLINE,
                    (true, false) => words::NOW_UNREACHED,
                    (true, true) => words::NOW_ONLINE,
                };
                words.get(locale)
            }}
        </p>
        <p class="visually-hidden" role="status">{keeping.said}</p>
        <Asked keeping />
        <CopySection keeping />
        <SavedSection keeping />
        <section class="section">
            <h2>{words::LASTING.get(locale)}</h2>
            <p>{words::LASTING_TEXT.get(locale)}</p>
            <p>{words::LASTING_WAY.get(locale)}</p>
            <p><a class="onward" href=Page::Pack.href(locale)>{words::LASTING_EXPORT.get(locale)}</a></p>
            <p><a class="onward" href=["#", ANCHOR].concat()>{words::LASTING_BACKUP.get(locale)}</a></p>
        </section>
        <section class="section">
            <h2>{words::OPENED.get(locale)}</h2>
            <ul>
                {move || {
                    pages
                        .get()
                        .into_iter()
                        .map(|(path, title)| view! { <li><a href=path>{title}</a></li> })
                        .collect_view()
                }}
            </ul>
        </section>
        <BackupSection />
    }
    .into_any()
}

/// The offer that the address asks for: `?save=/library/locations`.
#[component]
fn Asked(keeping: Keeping) -> impl IntoView {
    let locale = use_locale();
    let search = browser::use_address().query;
    let asked = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let wanted = search.with(|query| query_value(query, "save"));
        browser::when_ready(move || {
            asked.try_set(wanted);
        });
    });
    changing(move || {
        let Some(path) = asked.get() else { return ().into_any() };
        let Some(page) = Page::parse(&path) else {
            return view! { <p class="notice" role="alert">{words::SAVED_NOT_A_PAGE.get(locale)}</p> }.into_any();
        };
        let close = Callback::new(move |()| {
            asked.set(None);
            browser::replace_query("");
        });
        let thing = Thing::of(page, locale);
        view! {
            <section class="notice">
                <h2>{words::SAVE_OFFLINE.get(locale)}</h2>
                <Offer keeping thing close />
            </section>
        }
        .into_any()
    })
}

#[component]
fn SavedSection(keeping: Keeping) -> impl IntoView {
    let locale = use_locale();
    let ids = Memo::new(move |_| {
        let mut ids: Vec<String> = keeping.report.with(|report| report.pins.iter().map(|pin| pin.id.clone()).collect());
        ids.extend(keeping.gone().into_iter().map(|gone| gone.id));
        ids
    });
    let problem = changing(move || match keeping.problem.get() {
        Some(reason) => {
            view! { <p class="notice" role="alert">{words::SAVED_REFUSED.with(locale, &[&reason])}</p> }.into_any()
        }
        None => ().into_any(),
    });
    view! {
        <section class="section">
            <h2>{words::SAVED.get(locale)}</h2>
            {problem}
            <p hidden=move || ids.with(|ids| !ids.is_empty())>{words::SAVED_EMPTY.get(locale)}</p>
            <For each=move || ids.get() key=String::clone children=move |id| view! { <Saved keeping id /> } />
        </section>
    }
    .into_any()
}
