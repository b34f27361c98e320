//! Sessions in a list.

use super::{row_star, use_locale};
use crate::wire::SessionRow;
use leptos::prelude::*;

/// A list of sessions. `has_stars` is only for pages that listen to stars.
pub fn sessions_view(rows: Vec<SessionRow>, has_stars: bool) -> AnyView {
    let locale = use_locale();
    let session = |row: SessionRow| {
        let subtitle = row.subtitle.map(|text| view! { <p class="session-subtitle">{text}</p> });
        let persons = row.persons.map(|text| view! { <p class="session-persons">{text}</p> });
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
