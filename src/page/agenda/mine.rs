//! The reader's own agenda, and ways to export it: a calendar, a link, the recce pack.

use super::{AgendaState, Programme, stars};
use crate::agenda::Facet;
use crate::agenda::calendar::{Event, calendar, state, uid, when};
use crate::agenda::link;
use crate::browser;
use crate::locale::{Locale, words};
use crate::pack::PackError;
use crate::page::PackStore;
use crate::page::delivery::Delivery;
use crate::page::send::{link_field, on_demand};
use crate::route::{Page, Route};
use crate::ui::{ActionButton, changing, listener, memo, use_locale};
use leptos::prelude::*;

/// The prefix of an agenda in the fragment of a URL.
pub const FRAGMENT: &str = "#m=";

pub fn mine_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let is_empty = memo(move || {
        let mine = state.choice.with(|choice| choice.mine);
        mine.then(|| state.mine().is_empty())
    });
    changing(move || {
        let refusal = stars::refusal(state.stars);
        let content = match is_empty.get() {
            None => return refusal,
            Some(true) => {
                view! { <p class="nothing">{words::MINE_EMPTY.get(locale)}" "{words::MINE_TEXT.get(locale)}</p> }
                    .into_any()
            }
            Some(false) => view! {
                <p class="fine">{words::MINE_TEXT.get(locale)}</p>
                {take_view(state)}
                {link_view(state)}
            }
            .into_any(),
        };
        view! { <section class="agenda-mine">{refusal}{content}</section> }.into_any()
    })
}

fn take_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let delivery = Delivery::open();
    let save = listener(move |_| {
        let programme = state.programme.get_value();
        let mine = untrack(|| state.mine()).into_iter();
        let events: Vec<Event> = mine.map(|index| event(&programme, index, locale)).collect();
        let agenda = &programme.agenda;
        let name = [words::MINE.get(locale), " · ", &agenda.title].concat();
        let text = calendar(&["My agenda//", locale.tag()].concat(), &name, &browser::stamp(), events);
        let file = ["my-agenda-", &agenda.year.to_string(), ".ics"].concat();
        delivery.text(&file, "text/calendar;charset=utf-8", &text);
    });
    let message = RwSignal::new(String::new());
    let store = use_context::<PackStore>();
    let pack = Callback::new(move |()| {
        let Some(store) = store else { return };
        let programme = state.programme.get_value();
        let mine = untrack(|| state.mine()).into_iter();
        let pages: Vec<Page> = mine.map(|index| programme.agenda.sessions[index].1.to.clone()).collect();
        let count = pages.len().to_string();
        let done = store.fill(move |pack, now| {
            pages.iter().try_for_each(|page| match pack.add(page.clone(), now) {
                Err(PackError::AlreadyThere(_)) => Ok(()),
                added => added,
            })
        });
        message.set(match done {
            true => words::MINE_PACKED.with(locale, &[&count]),
            false => words::MINE_PACK_FULL.get(locale).to_owned(),
        });
    });
    view! {
        <p class="actions">
            <button class="button" type="button" data-save="ics" on:click=save>
                {words::EXPORT.with(locale, &["iCalendar"])}
            </button>
            {delivery.view()}
            <ActionButton label=words::MINE_PACK press=pack />
            <span role="status">{message}</span>
        </p>
    }
    .into_any()
}

/// A session as a calendar event.
fn event(programme: &Programme, index: usize, locale: Locale) -> Event {
    let agenda = &programme.agenda;
    let (slot, _) = &agenda.sessions[index];
    let row = programme.row(index, &agenda.zone, locale);
    let address = [agenda.origin.as_str(), &row.to.href(locale)].concat();
    let time = match slot.start {
        Some(_) => [&row.time, " ", &agenda.zone.name].concat(),
        None => row.time,
    };
    let [subtitle, about, persons] = [row.subtitle, row.about, row.persons].map(Option::unwrap_or_default);
    let mut parts = vec![subtitle, time, about, persons, address.clone()];
    parts.retain(|part| !part.is_empty());
    Event {
        uid: uid(agenda.year, &slot.id, &agenda.origin),
        when: when(slot),
        state: Some(state(slot)),
        summary: row.title,
        description: parts.join("\n\n"),
        location: programme.value(index, Facet::Room).unwrap_or(&agenda.venue).to_owned(),
        category: programme.value(index, Facet::Kind).unwrap_or_default().to_owned(),
        position: None,
        url: address,
    }
}

/// The link to the agenda, made on demand, and rebuilt when the stars change.
fn link_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    on_demand(words::MINE_MAKE_LINK, move || {
        let programme = state.programme.get_value();
        let ids: Vec<String> = state.mine().into_iter().map(|index| programme.slots[index].id.clone()).collect();
        let address = Route::carrying(locale, &Page::Agenda(programme.agenda.year), FRAGMENT, &link::write(&ids));
        let title = words::MINE.get(locale).to_owned();
        link_field(words::MINE_LINK, "agenda-link", title, address, Some(words::MINE_LINK_TEXT), None)
    })
}
