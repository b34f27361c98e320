//! The results as pins on a map, and the pins in view as a list next to the map.
//!
//! Pins are placed by the numeric columns of the catalogue, so that ten thousand of them need no cards. Cards are
//! fetched only for records that are listed or pointed at.

use super::Store;
use super::choice::choice_view;
use super::place::At;
use super::selection::View as ViewAs;
use crate::browser;
use crate::catalog::Range;
use crate::geo::Place;
use crate::geo::distance::distance;
use crate::geo::projection::{Bounds, Point, View, project, unproject};
use crate::locale::words;
use crate::page::catalog::{Answer, mark_found};
use crate::page::fetched::{Fetched, use_outline};
use crate::page::nearby::{Located, locating, way_text};
use crate::ui::map::{Map, Spot};
use crate::ui::{ActionButton, CardForm, CardView, effect, keyed_list, memo, use_locale};
use crate::wire::{Entry, FIRST_CARDS, Land};
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the map must rest before the list next to it is updated.
const REST: Duration = Duration::from_millis(150);

/// All records that have a position, by their numbers.
#[derive(Default)]
struct Places {
    /// Indexed by record number: the spot, and its point in the plane.
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

    /// The records among `numbers` that are within a part of the plane, in the same order.
    fn within(&self, numbers: &[u32], part: Bounds) -> Vec<u32> {
        let is_within = |number: &u32| self.get(*number).is_some_and(|(_, point)| part.contains(point));
        numbers.iter().copied().filter(is_within).collect()
    }

    /// Sorts records by their distance from a place, the nearest first.
    fn nearest_first(&self, numbers: &mut [u32], here: Place) {
        let far = |number: &u32| self.place(*number).map_or(f64::MAX, |place| distance(here, place));
        numbers.sort_by(|a, b| far(a).total_cmp(&far(b)));
    }
}

/// The bounds of a part of the plane in the units of the catalogue's columns: north and east.
fn ranges(part: Bounds) -> Option<[Range; 2]> {
    let (upper, lower) = (unproject(part.least)?, unproject(part.most)?);
    let range = |least: f64, greatest: f64| Range {
        least: Some((least * 1e5).floor() as i32),
        greatest: Some((greatest * 1e5).ceil() as i32),
    };
    Some([range(lower.lat(), upper.lat()), range(upper.lng(), lower.lng())])
}

/// The state that the parts of the view share.
#[derive(Clone, Copy)]
struct Shown {
    store: Store,
    places: Signal<Arc<Places>>,
    /// The numbers of the records found.
    found: Memo<Arc<Vec<u32>>>,
    marked: RwSignal<Option<u32>>,
    here: RwSignal<Option<Place>>,
    /// The lists next to the map.
    side: NodeRef<leptos::html::Div>,
}

impl Shown {
    /// The entries of those records whose cards are loaded.
    fn entries(self, numbers: &[u32]) -> Vec<(u32, Arc<Entry>)> {
        numbers.iter().filter_map(|number| Some((*number, self.store.entry(*number)?))).collect()
    }
}

/// The map of a list.
pub fn list_map(store: Store, land: Option<Land>) -> AnyView {
    let locale = use_locale();
    // The positions of all records are fetched once, with the first answer.
    let is_open = memo(move || store.answer.with(Option::is_some));
    let fetched = Fetched::new(move || {
        let columns = store.catalog.with_value(|catalog| catalog.places()).filter(|_| is_open.get())?;
        let spots = store.files().spots(columns);
        Some(async move { Ok(Arc::new(Places::new(spots.await?))) })
    });
    let order = move |answer: &Option<Arc<Answer>>| answer.as_ref().map(|it| it.outcome.order.clone());
    let shown = Shown {
        store,
        places: Signal::derive(move || fetched.value.get().unwrap_or_default()),
        found: memo(move || Arc::new(store.answer.with(order).unwrap_or_default())),
        marked: RwSignal::new(None),
        here: RwSignal::new(None),
        side: NodeRef::new(),
    };
    let spots = memo(move || {
        let places = shown.places.get();
        let spot = |number: &u32| places.get(*number).map(|(spot, _)| spot);
        Arc::new(shown.found.get().iter().filter_map(spot).collect::<Vec<_>>())
    });
    let named = Callback::new(move |number: u32| {
        store.entry(number).map(|entry| (entry.card.to.clone(), entry.card.title.clone()))
    });
    let moved = use_position(store);
    let seen = RwSignal::new(None);
    let settled = RwSignal::new(None::<Bounds>);
    let mut settle = debounce(REST, move |part: Option<Bounds>| {
        settled.try_set(part);
    });
    effect(move || settle(seen.get()));
    let chosen = RwSignal::new(Vec::<u32>::new());
    let press = Callback::new(move |numbers: Vec<u32>| {
        store.bring(&numbers);
        chosen.set(numbers);
    });
    // Fetches the name of the pin that is pointed at.
    effect(move || store.bring(shown.marked.get().as_slice()));
    let outline = use_outline(land.as_ref());
    view! {
        <section class="list-map">
            <h2 class="visually-hidden">{words::MAP.get(locale)}</h2>
            <div class="list-map-sheet">
                <Map
                    spots
                    classes=store.catalog.with_value(|catalog| catalog.classes.clone())
                    named
                    label=words::MAP_OF_LIST.get(locale).to_owned()
                    land
                    outline=outline.value
                    marked=shown.marked
                    here=shown.here
                    moved
                    seen
                    watch=Callback::new(|(element, tell)| browser::watch_gestures(element, tell))
                    press
                />
                {outline.trouble(Some(words::MAP_FAILED))}
            </div>
            <div class="list-map-side" node_ref=shown.side>
                {nearest_first(shown.here)}
                {fetched.trouble(None)}
                {chosen_view(shown, chosen)}
                {in_view(shown, settled)}
            </div>
        </section>
    }
    .into_any()
}

/// The position of the map, kept in the URL.
fn use_position(store: Store) -> RwSignal<Option<View>> {
    let at = memo(move || store.conditions.with(|selection| selection.at));
    let moved = RwSignal::new(at.get_untracked().and_then(At::view));
    effect(move || {
        let wanted = at.get();
        if wanted != moved.get_untracked().and_then(At::of) {
            moved.set(wanted.and_then(At::view));
        }
    });
    let address = browser::use_address();
    let mut show_in_address = debounce(REST, move |at: Option<At>| {
        if !address.is_current() {
            return;
        }
        let before = store.conditions.try_with_untracked(|selection| (selection.at, selection.view));
        if before.is_some_and(|(old, view)| old != at && view == ViewAs::Map) {
            store.turn(|selection| selection.at = at);
        }
    });
    effect(move || show_in_address(moved.get().and_then(At::of)));
    moved
}

/// Asks the device for its position on request; from then on, the list begins with the nearest records.
fn nearest_first(here: RwSignal<Option<Place>>) -> AnyView {
    let locale = use_locale();
    let (located, ask) = locating(here);
    let says = move || match located.get() {
        Located::Not => "",
        Located::Waiting => words::NEAR_ME_WAIT.get(locale),
        Located::Found(..) => words::NEAREST_IS_FIRST.get(locale),
        Located::Failed(why) => why.get(locale),
    };
    view! {
        <p class="actions">
            <ActionButton label=words::NEAREST_FIRST press=ask />
            <span role="status">{says}</span>
        </p>
    }
    .into_any()
}

/// The records of the pin or cluster that was pressed.
fn chosen_view(shown: Shown, chosen: RwSignal<Vec<u32>>) -> AnyView {
    let locale = use_locale();
    mark_found(shown.store.files, shown.store.painted, shown.side, move || chosen.track());
    let body = move || {
        let entries = shown.entries(&chosen.get());
        (!entries.is_empty()).then(|| {
            let heading = match entries.len() {
                1 => words::CHOSEN_ON_MAP.get(locale).to_owned(),
                count => words::CLUSTER_LIST.with(locale, &[&count.to_string()]),
            };
            let rows: Vec<_> = entries.into_iter().map(|(number, entry)| row(shown, number, &entry)).collect();
            view! {
                <div class="map-chosen">
                    <h3>{heading}</h3>
                    <ul class="map-rows">{rows}</ul>
                    <p class="actions">
                        <ActionButton label=words::CLOSE press=move |()| chosen.set(Vec::new()) />
                    </p>
                </div>
            }
        })
    };
    view! { <div role="status">{body}</div> }.into_any()
}

/// The records in the visible part of the map, and their number.
fn in_view(shown: Shown, settled: RwSignal<Option<Bounds>>) -> AnyView {
    let locale = use_locale();
    let store = shown.store;
    let wanted = RwSignal::new(FIRST_CARDS);
    let within = memo(move || {
        let (places, found) = (shown.places.get(), shown.found.get());
        let mut within = settled.get().map(|part| places.within(&found, part)).unwrap_or_default();
        if let Some(here) = shown.here.get() {
            places.nearest_first(&mut within, here);
        }
        within
    });
    effect(move || {
        settled.track();
        wanted.set(FIRST_CARDS);
    });
    let first = memo(move || within.with(|within| within.iter().take(wanted.get()).copied().collect::<Vec<_>>()));
    effect(move || {
        store.tries.track();
        store.bring(&first.get());
    });
    mark_found(store.files, store.painted, shown.side, move || {
        store.cards.track();
        first.track();
    });
    let says = move || {
        let counts = [within.with(Vec::len), shown.found.with(|found| found.len())].map(|count| count.to_string());
        words::IN_VIEW.with(locale, &[&counts[0], &counts[1]])
    };
    let list = NodeRef::new();
    // How many there were when more were requested. The focus then moves to the first new one.
    let before = StoredValue::new(None);
    effect(move || {
        let count = shown.entries(&first.get()).len();
        if let Some(at) = before.get_value().filter(|before| *before < count) {
            before.set_value(None);
            browser::focus_item(list, at);
        }
    });
    let more = move || {
        let left = within.with(Vec::len) - first.with(Vec::len);
        (left > 0).then(|| {
            let press = move |_| {
                before.set_value(Some(first.with_untracked(Vec::len)));
                wanted.update(|wanted| *wanted += FIRST_CARDS);
            };
            let label = words::SHOW_MORE.with(locale, &[&left.min(FIRST_CARDS).to_string()]);
            view! { <p class="grow"><button class="button" type="button" on:click=press>{label}</button></p> }
        })
    };
    let here_only = move |()| {
        let columns = store.catalog.with_value(|catalog| catalog.places());
        let part = settled.get_untracked().and_then(ranges);
        if let (Some([lat, lng, _]), Some([north, east])) = (columns, part) {
            store.change(|selection| {
                selection.query.ranges[lat as usize] = north;
                selection.query.ranges[lng as usize] = east;
            });
        }
    };
    let record = move |(number, entry): (u32, Arc<Entry>)| row(shown, number, &entry);
    view! {
        <p class="results-count">{says}</p>
        <p class="actions"><ActionButton label=words::SEARCH_THIS_PART press=here_only /></p>
        <ul class="map-rows" node_ref=list>
            {keyed_list(move || shown.entries(&first.get()), |(number, _)| *number, record)}
        </ul>
        {more}
    }
    .into_any()
}

/// A record in the list: pointing at it marks its pin, and vice versa.
fn row(shown: Shown, number: u32, entry: &Entry) -> AnyView {
    let locale = use_locale();
    let is_marked = move || (shown.marked.get() == Some(number)).then_some("");
    let mark = move || shown.marked.set(Some(number));
    let leave = move || shown.marked.set(None);
    let way = move || {
        let place = shown.places.with(|places| places.place(number))?;
        Some(way_text(shown.here.get()?, place, locale))
    };
    let card = entry.card.clone();
    let page = card.to.clone();
    view! {
        <li
            data-marked=is_marked
            on:pointerenter=move |_| mark()
            on:pointerleave=move |_| leave()
            on:focusin=move |_| mark()
            on:focusout=move |_| leave()
        >
            <CardView card form=CardForm::Line />
            <p class="fine">{way}</p>
            {choice_view(shown.store, Some(page).into())}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        let spot = |number, north, east| Spot { number, class: 0, position: (north, east) };
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
