//! The answer as pins, and the records of the part in view as a list beside them, in step with each other.
//!
//! Pins are placed by the numbers of the catalogue, so that ten thousand of them need no cards; cards come for
//! what is listed and what is pointed at.

use super::Asked;
use super::choice::Choice;
use super::place::At;
use super::{STEP, selection};
use crate::browser;
use crate::catalog::Range;
use crate::geo::Place;
use crate::geo::distance::{bearing, distance};
use crate::geo::projection::{Bounds, Point, project, unproject};
use crate::load::LoadError;
use crate::locale::words;
use crate::page::highlights::mark_found;
use crate::page::map_land::{Ground, use_outline};
use crate::page::nearby;
use crate::ui::actions::ActionButton;
use crate::ui::card::{CardForm, CardView};
use crate::ui::map::{Map, Press, Spot, direction_text, distance_text};
use crate::ui::region::Trouble;
use crate::ui::use_locale;
use crate::wire::{Entry, Land};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the map rests before the list beside it follows.
const REST: Duration = Duration::from_millis(150);

/// All records that have a place, by their numbers.
#[derive(Default)]
struct Places {
    /// At a record's number its spot and where that is in the plane.
    of: Vec<Option<(Spot, Point)>>,
}

impl Places {
    fn new(spots: Vec<Spot>) -> Places {
        let most = spots.iter().map(|spot| spot.number as usize + 1).max().unwrap_or(0);
        let mut of = vec![None; most];
        for spot in spots {
            of[spot.number as usize] = Place::of_millionths(spot.position).map(|place| (spot, project(place)));
        }
        Places { of }
    }

    fn get(&self, number: u32) -> Option<(Spot, Point)> {
        *self.of.get(number as usize)?
    }

    fn place(&self, number: u32) -> Option<Place> {
        self.get(number).and_then(|(spot, _)| Place::of_millionths(spot.position))
    }

    /// Those of some records that are within a part of the plane, in the order they came.
    fn within(&self, numbers: &[u32], part: Bounds) -> Vec<u32> {
        let is_within = |number: &u32| self.get(*number).is_some_and(|(_, point)| part.contains(point));
        numbers.iter().copied().filter(is_within).collect()
    }

    /// Some records, the nearest to a place first.
    fn nearest_first(&self, numbers: &mut [u32], here: Place) {
        let far = |number: &u32| self.place(*number).map_or(f64::MAX, |place| distance(here, place));
        numbers.sort_by(|a, b| far(a).total_cmp(&far(b)));
    }
}

/// The bounds of a part of the plane as the catalogue's columns have them: north and east.
fn ranges(part: Bounds) -> Option<[Range; 2]> {
    let (upper, lower) = (unproject(part.least)?, unproject(part.most)?);
    let range = |least: f64, greatest: f64| Range {
        least: Some((least * 1e5).floor() as i32),
        greatest: Some((greatest * 1e5).ceil() as i32),
    };
    Some([range(lower.lat(), upper.lat()), range(upper.lng(), lower.lng())])
}

/// What the parts of the view share.
#[derive(Clone, Copy)]
struct Shown {
    asked: Asked,
    places: RwSignal<Arc<Places>>,
    /// Counts the cards that have come.
    cards: RwSignal<u32>,
    failed: RwSignal<Option<LoadError>>,
    marked: RwSignal<Option<u32>>,
    here: RwSignal<Option<Place>>,
    /// The lists beside the map.
    side: NodeRef<leptos::html::Div>,
}

impl Shown {
    fn entry(self, number: u32) -> Option<Entry> {
        self.asked.shelf.with_value(|shelf| shelf.entry(number))
    }

    /// Brings the cards of some records.
    fn bring(self, numbers: &[u32]) {
        let (cards, failed) = (self.cards, self.failed);
        let came = move |answer: Result<(), LoadError>| {
            // The view may have been left before the cards came.
            cards.try_update(|count| *count += 1);
            if let Err(error) = answer {
                failed.try_set(Some(error));
            }
        };
        self.asked.shelf.with_value(|shelf| shelf.bring_cards(numbers, Box::new(came)));
    }
}

/// The map of a list.
#[component]
pub fn ListMap(asked: Asked, land: Option<Land>) -> impl IntoView {
    let locale = use_locale();
    let shown = Shown {
        asked,
        places: RwSignal::new(Arc::default()),
        cards: RwSignal::new(0),
        failed: RwSignal::new(None),
        marked: RwSignal::new(None),
        here: RwSignal::new(None),
        side: NodeRef::new(),
    };
    let tries = RwSignal::new(0);
    let found =
        Memo::new(move |_| asked.answer.with(|answer| answer.as_ref().map(|it| Arc::new(it.outcome.order.clone()))));
    // The numbers of all places come once, with the first answer.
    let is_open = Memo::new(move |_| found.with(Option::is_some));
    Effect::new(move |_| {
        tries.track();
        let columns = asked.catalog.with_value(|catalog| catalog.places());
        let Some(columns) = columns.filter(|_| is_open.get()) else { return };
        let came = move |answer: Result<Vec<Spot>, LoadError>| match answer {
            Ok(spots) => {
                shown.failed.try_set(None);
                shown.places.try_set(Arc::new(Places::new(spots)));
            }
            Err(error) => {
                shown.failed.try_set(Some(error));
            }
        };
        asked.shelf.with_value(|shelf| shelf.spots(columns, Box::new(came)));
    });
    let spots = Memo::new(move |_| {
        let places = shown.places.get();
        let found = found.get().unwrap_or_default();
        Arc::new(found.iter().filter_map(|number| places.get(*number).map(|(spot, _)| spot)).collect::<Vec<_>>())
    });
    let named = Callback::new(move |number: u32| {
        shown.cards.track();
        shown.entry(number).map(|entry| (entry.card.to, entry.card.title))
    });
    let (moved, seen) = use_position(asked);
    let settled = RwSignal::new(None::<Bounds>);
    let mut settle = debounce(REST, move |part: Option<Bounds>| {
        settled.try_set(part);
    });
    Effect::new(move |_| settle(seen.get()));
    let chosen = RwSignal::new(Vec::<u32>::new());
    let press = Callback::new(move |press: Press| {
        let numbers = match press {
            Press::Pin(number) => vec![number],
            Press::Place(numbers) => numbers,
        };
        shown.bring(&numbers);
        chosen.set(numbers);
    });
    // The name of a pin that is pointed at.
    Effect::new(move |_| {
        if let Some(number) = shown.marked.get().filter(|number| shown.entry(*number).is_none()) {
            shown.bring(&[number]);
        }
    });
    let Ground { outline, failed: bare, tries: again } = use_outline(land.as_ref());
    let trouble = move || shown.failed.get().map(|error| view! { <Trouble error tries /> });
    let bare = move || bare.get().map(|error| view! { <Trouble error meaning=words::MAP_FAILED tries=again /> });
    view! {
        <section class="list-map">
            <h2 class="visually-hidden">{words::MAP.get(locale)}</h2>
            <div class="list-map-sheet">
                <Map
                    spots
                    named
                    label=words::MAP_OF_LIST.get(locale).to_owned()
                    land
                    outline
                    marked=shown.marked
                    here=shown.here
                    moved
                    seen
                    watch=Callback::new(|(element, tell)| browser::watch_map(element, tell))
                    press
                />
                {bare}
            </div>
            <div class="list-map-side" node_ref=shown.side>
                <NearestFirst here=shown.here />
                {trouble}
                <Chosen shown chosen />
                <Rows shown found settled />
            </div>
        </section>
    }
    .into_any()
}

/// Where the map is put, kept in the address; and the signal that is told what is seen of the plane.
fn use_position(asked: Asked) -> (RwSignal<Option<crate::geo::projection::View>>, RwSignal<Option<Bounds>>) {
    let first = asked.selection.with_untracked(|selection| selection.at);
    let moved = RwSignal::new(first.and_then(At::view));
    let at = Memo::new(move |_| asked.conditions.with(|selection| selection.at));
    Effect::new(move |_| {
        let wanted = at.get();
        if wanted != moved.get_untracked().and_then(At::of) {
            moved.set(wanted.and_then(At::view));
        }
    });
    let mut keep = debounce(REST, move |at: Option<At>| {
        let before = asked.selection.try_with_untracked(|selection| (selection.at, selection.view));
        if before.is_some_and(|(kept, view)| kept != at && view == selection::View::Map) {
            asked.turn(|selection| selection.at = at);
        }
    });
    Effect::new(move |_| keep(moved.get().and_then(At::of)));
    (moved, RwSignal::new(None))
}

/// Asks the device where it is, when told to; from then on the list begins with what is nearest.
#[component]
fn NearestFirst(here: RwSignal<Option<Place>>) -> impl IntoView {
    let locale = use_locale();
    let says = RwSignal::new("");
    let ask = Callback::new(move |()| {
        says.set(words::NEAR_ME_WAIT.get(locale));
        browser::locate(move |answer| match answer {
            Ok((place, _)) => {
                says.try_set(words::NEAREST_IS_FIRST.get(locale));
                here.try_set(Some(place));
            }
            Err(error) => {
                says.try_set(nearby::refusal(error).get(locale));
            }
        });
    });
    view! {
        <p class="actions">
            <ActionButton label=words::NEAREST_FIRST press=ask />
            <span role="status">{says}</span>
        </p>
    }
    .into_any()
}

/// The records of a pin or a cluster that was pressed.
#[component]
fn Chosen(shown: Shown, chosen: RwSignal<Vec<u32>>) -> impl IntoView {
    let locale = use_locale();
    mark_found(shown.asked.marker, shown.side, move || chosen.track());
    let body = move || {
        shown.cards.track();
        let entries: Vec<_> =
            chosen.get().into_iter().filter_map(|number| Some((number, shown.entry(number)?))).collect();
        (!entries.is_empty()).then(|| {
            let heading = match entries.len() {
                1 => words::CHOSEN_ON_MAP.get(locale).to_owned(),
                count => words::CLUSTER_LIST.with(locale, &[&count.to_string()]),
            };
            let rows: Vec<_> = entries.into_iter().map(|(number, entry)| row(shown, number, entry)).collect();
            view! {
                <div class="map-chosen">
                    <h3>{heading}</h3>
                    <ul class="map-rows">{rows}</ul>
                    <p class="actions">
                        <ActionButton label=words::CLOSE press=Callback::new(move |()| chosen.set(Vec::new())) />
                    </p>
                </div>
            }
        })
    };
    view! { <div role="status">{body}</div> }.into_any()
}

/// The records of the part in view, and how many there are.
#[component]
fn Rows(shown: Shown, found: Memo<Option<Arc<Vec<u32>>>>, settled: RwSignal<Option<Bounds>>) -> impl IntoView {
    let locale = use_locale();
    let wanted = RwSignal::new(STEP);
    let within = Memo::new(move |_| {
        let (places, found) = (shown.places.get(), found.get().unwrap_or_default());
        let mut within = settled.get().map(|part| places.within(&found, part)).unwrap_or_default();
        if let Some(here) = shown.here.get() {
            places.nearest_first(&mut within, here);
        }
        within
    });
    Effect::new(move |_| {
        settled.track();
        wanted.set(STEP);
    });
    let first = Memo::new(move |_| within.with(|within| within.iter().take(wanted.get()).copied().collect::<Vec<_>>()));
    Effect::new(move |_| shown.bring(&first.get()));
    let entries = move || {
        shown.cards.track();
        first.get().into_iter().filter_map(|number| Some((number, shown.entry(number)?))).collect::<Vec<_>>()
    };
    mark_found(shown.asked.marker, shown.side, move || {
        shown.cards.track();
        first.track();
    });
    let says = move || {
        let (count, all) = (within.with(Vec::len), found.with(|found| found.as_ref().map_or(0, |found| found.len())));
        words::IN_VIEW.with(locale, &[&count.to_string(), &all.to_string()])
    };
    let more = move || {
        let (some, all) = (first.with(Vec::len), within.with(Vec::len));
        (some < all).then(|| {
            let press = move |_| wanted.update(|wanted| *wanted += STEP);
            let label = words::SHOW_MORE.with(locale, &[&(all - some).min(STEP).to_string()]);
            view! { <p class="grow"><button class="button" type="button" on:click=press>{label}</button></p> }
        })
    };
    let here_only = Callback::new(move |()| {
        let asked = shown.asked;
        let columns = asked.catalog.with_value(|catalog| catalog.places());
        let part = settled.get_untracked().and_then(ranges);
        if let (Some([lat, lng, _]), Some([north, east])) = (columns, part) {
            asked.change(|selection| {
                selection.query.ranges[lat as usize] = north;
                selection.query.ranges[lng as usize] = east;
            });
        }
    });
    view! {
        <p class="results-count" role="status">{says}</p>
        <p class="actions"><ActionButton label=words::SEARCH_THIS_PART press=here_only /></p>
        <ul class="map-rows">
            <For each=entries key=|(number, _)| *number children=move |(number, entry)| row(shown, number, entry) />
        </ul>
        {more}
    }
    .into_any()
}

/// A record in the list: pointing at it marks its pin, and the other way round.
fn row(shown: Shown, number: u32, entry: Entry) -> AnyView {
    let locale = use_locale();
    let is_marked = move || (shown.marked.get() == Some(number)).then_some("");
    let mark = move || shown.marked.set(Some(number));
    let leave = move || shown.marked.set(None);
    let way = move || {
        let place = shown.places.with(|places| places.place(number))?;
        let from = shown.here.get()?;
        let far = distance_text(distance(from, place), locale);
        Some(words::NEAR_ME_ROW.with(locale, &[&far, direction_text(bearing(from, place), locale)]))
    };
    let page = entry.card.to.clone();
    view! {
        <li
            data-marked=is_marked
            on:pointerenter=move |_| mark()
            on:pointerleave=move |_| leave()
            on:focusin=move |_| mark()
            on:focusout=move |_| leave()
        >
            <CardView card=entry.card form=CardForm::Line />
            <p class="fine">{way}</p>
            <Choice asked=shown.asked page=Some(page) />
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::vocabulary::Class;

    fn places() -> Places {
        let spot = |number, north, east| Spot { number, class: Class::Coast, position: (north, east) };
        Places::new(vec![
            spot(0, 36_000_000, 120_000_000),
            spot(2, 36_100_000, 120_100_000),
            spot(3, 36_200_000, 120_300_000),
            spot(5, 95_000_000, 0),
        ])
    }

    #[test]
    fn what_is_within_a_part_keeps_its_order_and_what_has_no_place_is_left_out() {
        let places = places();
        let point = |number| places.get(number).unwrap().1;
        let part = Bounds::around([point(0), point(2)]).unwrap().grown(1e-9);
        assert_eq!(places.within(&[3, 2, 5, 1, 0, 99], part), [2, 0]);
        assert_eq!(places.within(&[3, 2, 0], Bounds::WORLD), [3, 2, 0]);
    }

    #[test]
    fn the_nearest_come_first_and_those_that_are_nowhere_last() {
        let mut numbers = vec![5, 0, 3, 2];
        places().nearest_first(&mut numbers, Place::new(36.19, 120.29).unwrap());
        assert_eq!(numbers, [3, 2, 0, 5]);
    }

    #[test]
    fn a_part_of_the_map_holds_in_numbers_what_it_holds_in_the_plane() {
        let places = places();
        let (inner, outer) = (places.get(2).unwrap(), places.get(3).unwrap());
        let part = Bounds { least: inner.1, most: inner.1 };
        let [north, east] = ranges(part).unwrap();
        let holds = |range: Range, number: i32| (range.least.unwrap()..=range.greatest.unwrap()).contains(&number);
        assert!(holds(north, inner.0.position.0 / 10) && holds(east, inner.0.position.1 / 10));
        assert!(!holds(north, outer.0.position.0 / 10) && !holds(east, outer.0.position.1 / 10));
    }
}
