//! The pictures of a place in its row of the pack: the chosen ones, and the set to choose from.

use super::detail::{Detail, chosen_pictures};
use super::store::PackStore;
use crate::locale::words;
use crate::route::Page;
use crate::ui::{ActionButton, PictureView, Slot, changing, listener, memo, optional, use_locale};
use crate::wire::Picture;
use leptos::prelude::*;
use std::sync::Arc;

/// The most columns of chosen pictures on paper.
const COLUMNS: usize = 6;

/// The chosen pictures of a record, or else the one that represents it. The pictures of a set can be chosen here.
pub fn pictures_view(store: PackStore, page: Page, detail: &Detail) -> AnyView {
    let locale = use_locale();
    let lead = detail.summary.lead_picture().cloned();
    let lead = move || {
        let picture = lead.clone()?;
        Some(view! { <PictureView picture place=Slot::Card decorative=true printed=true /> })
    };
    let set: Vec<Picture> = detail.summary.pictures.iter().filter(|picture| !picture.id.is_empty()).cloned().collect();
    let here = StoredValue::new(page);
    let item = memo(move || {
        here.with_value(|page| store.current(|pack| pack.position(page).map(|at| pack.items[at].clone())).flatten())
    });
    if set.is_empty() && item.with_untracked(|item| item.as_ref().is_none_or(|item| item.pictures.is_empty())) {
        return lead().into_any();
    }
    let set = Arc::new(set);
    let toggle = move |id: &str| store.toggle_picture(here.get_value(), id.to_owned());
    let known = set.clone();
    // The pictures that the record still has, and the ids of those that it has not.
    let chosen = memo(move || {
        let item = item.get();
        let all = item.as_ref().map(|item| chosen_pictures(item, &known)).unwrap_or_default();
        let gone: Vec<String> = all.iter().filter_map(|it| it.err().map(str::to_owned)).collect();
        (all.into_iter().flatten().cloned().collect::<Vec<Picture>>(), gone)
    });
    let shown = changing(move || {
        let pictures = chosen.with(|(pictures, _)| pictures.clone());
        let columns = (1..COLUMNS).find(|columns| columns * columns >= pictures.len()).unwrap_or(COLUMNS);
        let place = if pictures.len() == 1 { Slot::Card } else { Slot::Thumb };
        let item = move |picture: Picture| {
            let (id, name) = (picture.id.clone(), words::PICTURE_REMOVE.with(locale, &[&picture.alt]));
            view! {
                <li>
                    <PictureView picture place printed=true />
                    <button type="button" data-do="leave" aria-label=name on:click=listener(move |_| toggle(&id))>
                        "×"
                    </button>
                </li>
            }
        };
        if pictures.is_empty() {
            return lead().into_any();
        }
        let items = pictures.into_iter().map(item).collect_view();
        view! { <ul class="pack-chosen" data-columns=columns.to_string()>{items}</ul> }.into_any()
    });
    let gone = optional(move || {
        let gone = chosen.with(|(_, gone)| gone.clone());
        let text = words::PICTURES_GONE.with(locale, &[&gone.len().to_string()]);
        (!gone.is_empty()).then(|| {
            let remove = Callback::new(move |()| gone.iter().for_each(|id| toggle(id)));
            view! {
                <div class="pack-gone">
                    <p class="fine">{text}</p>
                    <ActionButton label=words::PICTURES_GONE_REMOVE press=remove />
                </div>
            }
        })
    });
    let is_open = RwSignal::new(false);
    let pictures = set.clone();
    let choices = changing(move || {
        if !is_open.get() {
            return ().into_any();
        }
        let choice = |picture: Picture| {
            let id = StoredValue::new(picture.id.clone());
            let has = move |(pictures, _): &(Vec<Picture>, Vec<String>)| {
                id.with_value(|id| pictures.iter().any(|picture| picture.id == *id))
            };
            let pressed = move || if chosen.with(has) { "true" } else { "false" };
            let press = listener(move |_| id.with_value(|id| toggle(id)));
            view! {
                <li>
                    <button type="button" aria-pressed=pressed on:click=press>
                        <PictureView picture place=Slot::Tile />
                    </button>
                </li>
            }
        };
        view! { <ul>{pictures.iter().cloned().map(choice).collect_view()}</ul> }.into_any()
    });
    let chooser = (set.len() > 1).then(|| {
        view! {
            <details class="pack-choose">
                <summary on:click=listener(move |_| is_open.set(true))>{words::PICTURES_CHOOSE.get(locale)}</summary>
                {choices}
            </details>
        }
    });
    view! { <div class="pack-pictures">{shown}{gone}{chooser}</div> }.into_any()
}
