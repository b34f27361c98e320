//! The agenda of an edition: what is on now, the days as lists or time grids, and the reader's own choice.
//!
//! The page is prerendered as a list of all days in the venue's zone. The reader's choice is in the URL.

mod controls;
mod listing;
mod mine;
mod moment;
mod receive;
pub mod stars;

use crate::agenda::choice::{Choice, Known};
use crate::agenda::zone::Zone;
use crate::agenda::{self, Facet, Slot};
use crate::browser;
use crate::catalog::{Simplified, folded};
use crate::geo::date::Date;
use crate::locale::{Locale, words};
use crate::page::delivery::{in_app_hint, print_button};
use crate::page::stored_list::StoredList;
use crate::route::Page;
use crate::route::export::Export;
use crate::ui::{Section, Static, effect, memo, save_link, sessions_view, use_locale};
use crate::wire::{self, Agenda, SentDocument, SessionRow};
use leptos::prelude::*;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How often the clock is read.
const TICK: Duration = Duration::from_secs(20);

/// The data of the page.
struct Programme {
    agenda: Agenda,
    slots: Vec<Slot>,
    known: Known,
    /// Simplified characters, and the searchable text of each session with them, case-folded; computed when first
    /// needed.
    words: OnceLock<(Simplified, Vec<String>)>,
}

impl Programme {
    fn new(agenda: Agenda) -> Programme {
        let days = agenda.days.iter().map(|day| day.iso.clone()).collect();
        let mut values = agenda.facets.iter().map(|facet| facet.values.iter().map(|value| value.key.clone()).collect());
        let known = Known { days, values: std::array::from_fn(|_| values.next().unwrap_or_default()) };
        let slots = agenda.sessions.iter().map(|(slot, _)| slot.clone()).collect();
        Programme { slots, known, words: OnceLock::new(), agenda }
    }

    fn words(&self) -> &(Simplified, Vec<String>) {
        self.words.get_or_init(|| {
            let simplified = Simplified::parse(&self.agenda.simplified);
            let sessions = self.agenda.sessions.iter();
            let words = sessions.map(|(_, row)| simplified.text(&folded(&row.words()))).collect();
            (simplified, words)
        })
    }

    /// The earliest and the latest time of a session; if no hour is published, the bounds of the edition's days.
    fn ends(&self) -> (i64, i64) {
        let starts = self.slots.iter().filter_map(|slot| slot.start);
        let ends = self.slots.iter().filter_map(|slot| slot.end().or(slot.start));
        starts.min().zip(ends.max()).unwrap_or_else(|| {
            let day = |day: &String| Date::parse(day).map_or(0, |day| day.start(self.agenda.zone.offset) as i64);
            let [first, last] = &self.agenda.span;
            (day(first), day(last))
        })
    }

    /// A day in words.
    fn day(&self, iso: &str) -> wire::Moment {
        let known = self.agenda.days.iter().find(|day| day.iso == iso).cloned();
        known.unwrap_or_else(|| wire::Moment { iso: iso.to_owned(), text: iso.to_owned() })
    }

    /// All sessions.
    fn all(&self) -> Vec<usize> {
        (0..self.slots.len()).collect()
    }

    /// The label of a session's facet value: its room, or its type.
    fn value(&self, index: usize, facet: Facet) -> Option<&str> {
        let facet = facet as usize;
        let value = self.slots[index].facets[facet]?;
        Some(self.agenda.facets.get(facet)?.values.get(value as usize)?.label.as_str())
    }

    /// The row of a session, with its hours in a zone.
    fn row(&self, index: usize, zone: &Zone, locale: Locale) -> SessionRow {
        let (slot, row) = &self.agenda.sessions[index];
        let mut row = row.clone();
        if let Some(hours) = slot.hours(zone, locale) {
            row.time = hours;
        }
        row
    }

    /// Lines for the sessions of the day before that last into a day.
    fn carried(&self, among: &[usize], day: &str, zone: &Zone, locale: Locale) -> AnyView {
        let line = |index: usize| {
            let row = self.row(index, zone, locale);
            let text = words::CARRIED.with(locale, &[&row.title, &row.time]);
            view! { <p class="fine" data-carried="">{text}</p> }
        };
        agenda::carried(&self.slots, among, day, zone).into_iter().map(line).collect_view().into_any()
    }
}

/// The state that the parts of the page share.
#[derive(Clone, Copy)]
struct AgendaState {
    programme: StoredValue<Arc<Programme>>,
    choice: RwSignal<Choice>,
    /// The device's zone, once it has been determined.
    device: RwSignal<Option<Zone>>,
    stars: StoredList,
}

impl AgendaState {
    /// Changes the choice, and the URL with it.
    fn change(self, change: impl FnOnce(&mut Choice)) {
        let mut next = self.choice.get_untracked();
        next.unknown.clear();
        change(&mut next);
        let address = next.address(&self.programme.get_value().known);
        self.choice.set(next);
        browser::replace_query(&address);
    }

    /// The zone in which times are shown.
    fn zone(self) -> Zone {
        let device = if self.choice.with(|choice| choice.device) { self.device.get() } else { None };
        device.unwrap_or_else(|| self.programme.with_value(|programme| programme.agenda.zone.clone()))
    }

    /// The starred sessions of the edition.
    fn mine(self) -> Vec<usize> {
        let programme = self.programme.get_value();
        self.stars.with(|pages| {
            let rows = programme.agenda.sessions.iter().enumerate();
            rows.filter(|(_, (_, row))| pages.contains(&row.to)).map(|(index, _)| index).collect()
        })
    }

    /// The sessions that the filters apply to.
    fn chosen_from(self) -> Vec<usize> {
        if self.choice.with(|choice| choice.mine) { self.mine() } else { self.programme.with_value(|it| it.all()) }
    }

    /// The sessions that pass the filters.
    fn shown(self) -> Vec<usize> {
        let (programme, zone) = (self.programme.get_value(), self.zone());
        let choice = self.choice.get();
        let all = self.chosen_from();
        if !choice.is_narrow() {
            return all;
        }
        let (simplified, words) = programme.words();
        let passes = |index: &usize| {
            let slot = &programme.slots[*index];
            choice.admits(slot, &slot.day_in(&zone), &words[*index], simplified)
        };
        all.into_iter().filter(passes).collect()
    }
}

pub fn agenda_page(agenda: Agenda, _: &SentDocument) -> AnyView {
    let locale = use_locale();
    let year = agenda.year;
    let programme = Arc::new(Programme::new(agenda));
    let state = AgendaState {
        programme: StoredValue::new(programme.clone()),
        choice: RwSignal::new(Choice::default()),
        device: RwSignal::new(None),
        stars: stars::open(),
    };
    let search = browser::use_address().query;
    effect(move || {
        let known = &state.programme.get_value().known;
        let wanted = search.with(|query| Choice::parse(query, known));
        if wanted != state.choice.get_untracked() {
            state.choice.set(wanted);
        }
    });
    let (from, to) = programme.ends();
    effect(move || {
        if state.choice.with(|choice| choice.device) && state.device.with_untracked(Option::is_none) {
            state.device.set(Some(browser::device_zone(from, to)));
        }
    });
    let time = RwSignal::new(None::<i64>);
    let look = move || {
        time.try_set(Some(browser::now().div_euclid(1000)));
    };
    browser::on_show(look);
    browser::every(TICK, look);
    let now = memo(move || {
        let programme = state.programme.get_value();
        let [first, last] = &programme.agenda.span;
        time.get().map(|time| agenda::now::now(&programme.slots, &programme.agenda.zone, first, last, time))
    });
    effect(move || {
        let rows = state.programme.get_value();
        let on = now.with(|now| now.as_ref().map(|now| now.on.clone()).unwrap_or_default());
        let on = on.into_iter().map(|index| rows.agenda.sessions[index].1.to.path()).collect();
        browser::mark_sessions(stars::paths(state.stars), on);
    });
    let zone = move || words::ZONE.with(locale, &[&state.zone().named(from, to, locale)]);
    let changed = move || state.choice.with(|choice| !choice.is_plain());
    let calendar = Export::AgendaCalendar(year).href(locale);
    // Calendar programs take this scheme as a request to subscribe; they fetch the file over https.
    let origin = &programme.agenda.origin;
    let follow = ["webcal", &origin[origin.find(':').unwrap_or_default()..], &calendar].concat();
    let days = move || {
        let zone = &programme.agenda.zone;
        let all = programme.all();
        let day = |(day, sessions): (String, Vec<usize>)| {
            let rows = sessions.into_iter().map(|index| programme.agenda.sessions[index].1.clone()).collect();
            let carried = programme.carried(&all, &day, zone, locale);
            day_section(programme.day(&day), view! { {carried} {sessions_view(rows, true)} }.into_any())
        };
        agenda::days(&programme.slots, &all, zone).into_iter().map(day).collect_view()
    };
    view! {
        <h1>{words::AGENDA.get(locale)}" "{year}</h1>
        <p class="lead">{zone}</p>
        {moment::moment_view(state, now, time)}
        {receive::receive_view(state)}
        <div class="beside">
            {controls::controls_view(state)}
            {mine::mine_view(state)}
            {listing::listing_view(state)}
            <div hidden=changed>
                <Static>{days()}</Static>
            </div>
        </div>
        <Section label=words::CALENDAR_FILES>
            <ul class="agenda-files">
                <li><a href=calendar rel="external">{words::CALENDAR_ALL.get(locale)}</a></li>
                <li><a href=Export::Schedule(year).href(locale) download="">{words::SCHEDULE_FILE.get(locale)}</a></li>
                <li><a href=Export::ScheduleXml(year).href(locale) download="">{words::SCHEDULE_XML.get(locale)}</a></li>
            </ul>
            <p class="actions">
                <a href=follow rel="external">{words::CALENDAR_FOLLOW.get(locale)}</a>
                {print_button(words::PRINT)}
            </p>
            {in_app_hint(words::IN_APP_CALENDAR)}
            {save_link(Page::Agenda(year))}
        </Section>
    }
    .into_any()
}

/// A day with its content.
fn day_section(day: wire::Moment, content: AnyView) -> AnyView {
    view! {
        <section class="section">
            <h2><time datetime=day.iso>{day.text}</time></h2>
            {content}
        </section>
    }
    .into_any()
}
