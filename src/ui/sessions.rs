//! Sessions in a list.

use super::{name_lang, row_star, use_locale};
use crate::locale::{Locale, words};
use crate::wire::SessionRow;
use leptos::prelude::*;

/// A list of sessions. `has_stars` is only for pages that listen to stars.
pub fn sessions_view(rows: Vec<SessionRow>, has_stars: bool) -> AnyView {
    let locale = use_locale();
    let session = |row: SessionRow| {
        let subtitle = row.subtitle.map(|text| view! { <p class="session-subtitle">{text}</p> });
        let persons = row.persons.map(|names| view! { <p class="session-persons">{names_view(&names, locale)}</p> });
        let (track, colour) = row.track.unzip();
        let track = track.map(|name| view! { <span class="session-track">{name}</span> });
        let (path, href) = (row.to.path(), row.to.href(locale));
        let star = has_stars.then(|| row_star(row.to, row.title.clone()));
        view! {
            <li data-track=colour data-session=path>
                <p class="session-time">{row.time}</p>
                <div>
                    <h3><a href=href>{row.title}</a></h3>
                    {subtitle}
                    {persons}
                    <p class="session-note">{track}" "{row.note}</p>
                </div>
                {star}
            </li>
        }
    };
    view! { <ol class="sessions">{rows.into_iter().map(session).collect_view()}</ol> }.into_any()
}

/// Names separated by list commas; those in the script of the other language are marked.
fn names_view(names: &str, locale: Locale) -> AnyView {
    let comma = words::LIST_COMMA.get(locale);
    let name = |(at, name): (usize, &str)| {
        let before = (at > 0).then_some(comma);
        let text = name.to_owned();
        let name = match name_lang(name, locale) {
            Some(language) => view! { <span lang=language>{text}</span> }.into_any(),
            None => text.into_any(),
        };
        view! { {before}{name} }
    };
    names.split(comma).enumerate().map(name).collect_view().into_any()
}
