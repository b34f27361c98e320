//! What works without a network: the connection, and the pages that are open to read in this tab.

mod backup;

use crate::browser;
use crate::locale::words;
use crate::ui::use_locale;
use backup::BackupSection;
use leptos::prelude::*;

#[component]
pub fn OfflinePage() -> impl IntoView {
    let locale = use_locale();
    let online = RwSignal::new(true);
    let pages = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        online.set(browser::is_online());
        pages.set(browser::opened());
    });
    browser::on_connection(move |now| online.set(now));
    view! {
        <h1>{words::OFFLINE.get(locale)}</h1>
        <p class="lead" role="status">
            {move || if online.get() { words::NOW_ONLINE } else { words::NOW_OFFLINE }.get(locale)}
        </p>
        <p>{words::OFFLINE_TEXT.get(locale)}</p>
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
