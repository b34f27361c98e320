//! The agenda of an edition, day by day.

use crate::browser;
use crate::locale::words;
use crate::ui::actions::ActionButton;
use crate::ui::sessions::Sessions;
use crate::ui::still::Still;
use crate::ui::use_locale;
use crate::wire::Agenda;
use leptos::prelude::*;

#[component]
pub fn AgendaPage(agenda: Agenda) -> impl IntoView {
    let locale = use_locale();
    view! {
        <h1>{words::AGENDA.get(locale)}" "{agenda.year}</h1>
        <p class="lead">{words::ZONE.with(locale, &[&agenda.zone])}</p>
        <Still>
        {agenda
            .days
            .into_iter()
            .map(|(day, rows)| {
                view! {
                    <section class="section">
                        <h2><time datetime=day.iso>{day.text}</time></h2>
                        <Sessions rows />
                    </section>
                }
            })
            .collect_view()}
        </Still>
        <p class="actions">
            <ActionButton label=words::PRINT press=Callback::new(|()| browser::print()) />
        </p>
    }
    .into_any()
}
