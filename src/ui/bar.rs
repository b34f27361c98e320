//! The bar of a record's page that stays on the screen: its main action, what is behind "Share", and links to sections.

use super::icon::{self, Icon, icon_view};
use super::use_locale;
use crate::locale::{Words, words};
use leptos::prelude::*;

/// The bar. `share` are the buttons behind "Share"; `links` lead to sections of the page by their ids.
pub fn action_bar(main: AnyView, share: AnyView, links: &[(Icon, Words, &'static str)]) -> AnyView {
    let locale = use_locale();
    let link = |(icon, label, to): &(Icon, Words, &'static str)| {
        view! { <a class="bar-item" href=*to>{icon_view(icon)}<span>{label.get(locale)}</span></a> }
    };
    view! {
        <div class="bar">
            {main}
            <details class="bar-share">
                <summary class="bar-item">{icon_view(icon::SHARE)}<span>{words::SHARE.get(locale)}</span></summary>
                <div class="bar-menu">{share}</div>
            </details>
            {links.iter().map(link).collect_view()}
        </div>
    }
    .into_any()
}
