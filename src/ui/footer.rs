//! The footer of every page: office, areas, illustrations, licences, version.

use super::icon::{self, icon_view};
use super::{Static, links_view, named};
use crate::locale::{Locale, words};
use crate::route::Page;
use crate::wire::Site;
use leptos::prelude::*;

/// The footer.
pub fn footer_view(locale: Locale, site: Site) -> AnyView {
    let links = [
        (Page::News, words::NEWS),
        (Page::Summit, words::SUMMIT),
        (Page::Locations, words::LOCATIONS),
        (Page::Productions, words::PRODUCTIONS),
        (Page::Experts, words::EXPERTS),
        (Page::Clips, words::CLIPS),
        (Page::Offline, words::OFFLINE),
        (Page::About, words::ABOUT),
    ];
    let licence = Site::text(&site.licence, locale).to_owned();
    let name = Site::text(&site.name, locale).to_owned();
    let drawn =
        site.illustrated.then(|| view! { <p class="footer-illustrations">{words::ILLUSTRATIONS.get(locale)}</p> });
    view! {
        <footer class="footer">
            <Static>
            <a class="footer-top" href="#top">
                {icon_view(icon::TOP)}
                {words::TOP.get(locale)}
            </a>
            <p class="footer-name">{name}</p>
            <ul>{links_view(named(links, locale))}</ul>
            {drawn}
            <p>{licence}</p>
            <p>{words::VERSION.with(locale, &[&site.version])}</p>
            </Static>
        </footer>
    }
    .into_any()
}
