//! The reader's own agenda, and ways to take it along: a calendar, a link, the recce pack.

use super::stars::Refused;
use super::{Asked, Programme};
use crate::agenda::Facet;
use crate::agenda::calendar::{Event, calendar};
use crate::agenda::link;
use crate::browser;
use crate::locale::{Locale, words};
use crate::pack::PackError;
use crate::page::Shelf;
use crate::route::Page;
use crate::ui::actions::{ActionButton, CopyButton};
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

/// What stands before an agenda in the fragment of an address.
pub const FRAGMENT: &str = "#m=";

#[component]
pub fn Mine(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let state = Memo::new(move |_| {
        let mine = asked.choice.with(|choice| choice.mine);
        mine.then(|| asked.mine().is_empty())
    });
    changing(move || match state.get() {
        None => view! { <Refused stars=asked.stars /> }.into_any(),
        Some(true) => view! {
            <section class="agenda-mine">
                <Refused stars=asked.stars />
                <p class="nothing">{words::MINE_EMPTY.get(locale)}" "{words::MINE_TEXT.get(locale)}</p>
            </section>
        }
        .into_any(),
        Some(false) => view! {
            <section class="agenda-mine">
                <Refused stars=asked.stars />
                <p class="fine">{words::MINE_TEXT.get(locale)}</p>
                <Take asked />
                <Link asked />
            </section>
        }
        .into_any(),
    })
}

#[component]
fn Take(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let save = listener(move |_| {
        let programme = asked.programme.get_value();
        let events: Vec<Event> =
            untrack(|| asked.mine()).into_iter().map(|index| event(&programme, index, locale)).collect();
        let agenda = &programme.agenda;
        let name = [words::MINE.get(locale), " · ", &agenda.title].concat();
        let text = calendar(&name, agenda.year, &agenda.origin, &browser::stamp(), &events, locale);
        let file = ["my-agenda-", &agenda.year.to_string(), ".ics"].concat();
        browser::download(&file, "text/calendar;charset=utf-8", &text);
    });
    let said = RwSignal::new(String::new());
    let shelf = use_context::<Shelf>();
    let pack = Callback::new(move |()| {
        let Some(shelf) = shelf else { return };
        let programme = asked.programme.get_value();
        let pages: Vec<Page> =
            untrack(|| asked.mine()).into_iter().map(|index| programme.agenda.sessions[index].1.to.clone()).collect();
        let count = pages.len().to_string();
        let done = add_all(shelf, pages);
        said.set(match done {
            true => words::MINE_PACKED.with(locale, &[&count]),
            false => words::MINE_PACK_FULL.get(locale).to_owned(),
        });
    });
    view! {
        <p class="actions">
            <button class="button" type="button" data-save="ics" on:click=save>
                {words::EXPORT.with(locale, &["iCalendar"])}
            </button>
            <ActionButton label=words::MINE_PACK press=pack />
            <span role="status">{said}</span>
        </p>
    }
    .into_any()
}

/// Puts pages into the chosen pack; without packs, one is made.
fn add_all(shelf: Shelf, pages: Vec<Page>) -> bool {
    let now = browser::now();
    let chosen = shelf.id();
    let id = if chosen.is_empty() { browser::new_id() } else { chosen };
    shelf.change(move |packs| {
        if packs.get(&id).is_none() {
            packs.create(&id, "", now)?;
        }
        let pack = packs.get_mut(&id)?;
        for page in &pages {
            match pack.add(page.clone(), now) {
                Ok(()) | Err(PackError::AlreadyThere(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    })
}

/// A session as a calendar has it.
fn event(programme: &Programme, index: usize, locale: Locale) -> Event {
    let agenda = &programme.agenda;
    let (slot, _) = &agenda.sessions[index];
    let row = programme.row(index, &agenda.zone, locale);
    let room = slot.room().and_then(|room| agenda.facets[Facet::Room as usize].values.get(room as usize));
    let address = [agenda.origin.as_str(), &row.to.href(locale)].concat();
    let time = match slot.start {
        Some(_) => [&row.time, " ", &agenda.zone.name].concat(),
        None => row.time,
    };
    let [subtitle, about, persons] = [row.subtitle, row.about, row.persons].map(Option::unwrap_or_default);
    let mut parts = vec![subtitle, time, about, persons, address.clone()];
    parts.retain(|part| !part.is_empty());
    let kind = slot.facets[Facet::Kind as usize].and_then(|kind| agenda.facets[Facet::Kind as usize].values.get(kind as usize));
    Event {
        slot: slot.clone(),
        title: row.title,
        place: room.map_or_else(|| agenda.venue.clone(), |room| room.label.clone()),
        description: parts.join("\n\n"),
        kind: kind.map(|kind| kind.label.clone()).unwrap_or_default(),
        address,
    }
}

/// The link, made when it is asked for, and again when the stars change.
#[component]
fn Link(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let wanted = RwSignal::new(false);
    changing(move || {
        if !wanted.get() {
            let press = Callback::new(move |()| wanted.set(true));
            return view! { <p class="actions"><ActionButton label=words::MINE_MAKE_LINK press /></p> }.into_any();
        }
        let programme = asked.programme.get_value();
        let ids: Vec<String> = asked.mine().into_iter().map(|index| programme.slots[index].id.clone()).collect();
        let page = Page::Agenda(programme.agenda.year).href(locale);
        let address = [&browser::origin(), &page, FRAGMENT, &link::write(&ids)].concat();
        let copied = address.clone();
        let copy = Callback::new(move |done| browser::copy_text(copied.clone(), done));
        let sent = address.clone();
        let send = Callback::new(move |()| browser::share(words::MINE.get(locale), &sent));
        view! {
            <label class="agenda-link">
                <span>{words::MINE_LINK.get(locale)}</span>
                <input type="text" readonly data-field="link" value=address />
            </label>
            <p class="fine">{words::MINE_LINK_TEXT.get(locale)}</p>
            <p class="actions">
                <CopyButton label=words::COPY_LINK copy />
                {browser::can_share().then(|| view! { <ActionButton label=words::PACK_SEND press=send /> })}
            </p>
        }
        .into_any()
    })
}
