//! One record in a pack: its details, the reader's note, and its position.

use super::chosen::pictures_view;
use super::detail::{Detail, Details};
use super::store::PackStore;
use crate::browser;
use crate::load::{Load, LoadError};
use crate::locale::{Words, words};
use crate::route::Page;
use crate::ui::{ActionButton, changing, effect, listener, memo, use_locale};
use leptos::html::Textarea;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the reader must pause before a note is stored.
const PAUSE: Duration = Duration::from_millis(400);

pub fn row_view(store: PackStore, details: Details, page: Page, offset: i32) -> AnyView {
    let locale = use_locale();
    let finding = details.of(&page);
    let here = StoredValue::new(page);
    let page = move || here.get_value();
    let title = Signal::derive(move || details.title(&page()));
    let place = memo(move || store.current(|pack| pack.position(&page())).flatten().unwrap_or_default());
    let count = store.count();
    let move_to = move |to: usize| {
        let page = page();
        if store.change_pack(store.id(), move |pack, now| pack.move_to(&page, to, now)) {
            let numbers = [place.get_untracked() + 1, count.get_untracked()].map(|number| number.to_string());
            store.announce(words::PACK_PLACE, &[&title.get_untracked(), &numbers[0], &numbers[1]]);
        }
    };
    let named = move |words: Words| Signal::derive(move || words.with(locale, &[&title.get()]));
    // A button that moves the record to another position in the pack. It has no effect at either end.
    let step = move |name: &'static str, sign: &'static str, label: Words, to: fn(usize) -> Option<usize>| {
        let target = move |place: usize, count: usize| to(place).filter(|to| *to < count);
        let pressed = listener(move |_| {
            let Some(to) = target(place.get_untracked(), count.get_untracked()) else { return };
            move_to(to);
        });
        let disabled = move || target(place.get(), count.get()).is_none().then_some("true");
        view! {
            <button
                type="button"
                data-do=name
                aria-disabled=disabled
                aria-label=named(label)
                on:click=pressed
            >
                {sign}
            </button>
        }
        .into_any()
    };
    let drop = move |event: leptos::ev::PointerEvent| {
        if let Some(to) = browser::drop_at(&event) {
            move_to(to);
        }
    };
    // A memo: other changes of the pack must not render the row again.
    let day = memo(move || store.current(|pack| pack.day.clone()).flatten());
    let coordinates = move |detail: &Detail| {
        let coordinates = detail.summary.coordinates.clone()?;
        let sun = day.get().and_then(|day| detail.sun(locale, &day, offset));
        Some(view! {
            <p class="coordinates">{coordinates}</p>
            {sun.map(|sun| view! { <p class="pack-sun">{sun}</p> })}
        })
    };
    let known = move |detail: Arc<Detail>| {
        let address = [browser::origin(), page().href(locale)].concat();
        view! {
            {pictures_view(store, page(), &detail)}
            <div class="pack-words">
                <p class="card-kicker">{detail.kind.clone()}</p>
                <h3 class="card-title"><a href=page().href(locale)>{detail.title.clone()}</a></h3>
                {coordinates(&detail)}
                <p class="pack-address">{address}</p>
            </div>
        }
    };
    let shown = changing(move || match finding.get() {
        Load::Ready(detail) => known(detail).into_any(),
        Load::Failed(LoadError::NotFound) => view! {
            <div class="pack-words" data-unknown="">
                <h3 class="card-title">{words::PACK_UNKNOWN.with(locale, &[&page().path()])}</h3>
                <p class="fine">{words::PACK_UNKNOWN_TEXT.get(locale)}</p>
            </div>
        }
        .into_any(),
        Load::Failed(_) => view! {
            <div class="pack-words">
                <h3 class="card-title"><a href=page().href(locale)>{page().path()}</a></h3>
                <p class="fine" role="status">{words::PACK_NOT_LOADED.get(locale)}</p>
                <p><ActionButton label=words::RETRY press=move |()| details.retry() /></p>
            </div>
        }
        .into_any(),
        Load::Waiting | Load::Slow => {
            view! { <div class="pack-words" aria-busy="true"><p>{page().path()}</p></div> }.into_any()
        }
    });
    view! {
        <li>
            {shown}
            {note_view(store, page(), named(words::PACK_NOTE))}
            <span class="pack-tools">
                <span
                    class="pack-handle"
                    aria-hidden="true"
                    on:pointerdown=listener(|event| browser::grab(&event))
                    on:pointermove=listener(|event| browser::drag(&event))
                    on:pointerup=listener(drop)
                    on:pointercancel=listener(drop)
                >
                    "⠿"
                </span>
                {step("up", "↑", words::MOVE_UP, |place| place.checked_sub(1))}
                {step("down", "↓", words::MOVE_DOWN, |place| Some(place + 1))}
                <button
                    type="button"
                    data-do="remove"
                    aria-label=named(words::REMOVE)
                    on:click=listener(move |_| store.remove(&page()))
                >
                    "×"
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// The note: a field on the screen, plain text on paper.
fn note_view(store: PackStore, page: Page, label: Signal<String>) -> AnyView {
    let here = StoredValue::new(page);
    let field = NodeRef::<Textarea>::new();
    // The pack's id, the text and the timer of a note that is typed but not yet stored.
    let unstored = StoredValue::new(None::<(String, String, TimeoutHandle)>);
    let stored = Signal::derive(move || {
        let note =
            here.with_value(|page| store.current(|pack| pack.position(page).map(|at| pack.items[at].note.clone())));
        note.flatten().unwrap_or_default()
    });
    effect(move || {
        let note = stored.get();
        // The text being typed is ahead of the stored text.
        if let Some(field) = field.get()
            && unstored.with_value(Option::is_none)
            && field.value() != note
        {
            field.set_value(&note);
        }
    });
    let save = move || {
        let Some((pack, text, timer)) = unstored.try_update_value(Option::take).flatten() else { return };
        timer.clear();
        let page = here.get_value();
        store.change_pack(pack, move |pack, now| pack.set_note(&page, &text, now));
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        if let Some((_, _, timer)) = unstored.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if let Ok(timer) = set_timeout_with_handle(save, PAUSE) {
            unstored.set_value(Some((store.id(), text, timer)));
        }
    };
    on_cleanup(save);
    view! {
        <label class="pack-note">
            <span class="visually-hidden">{label}</span>
            <textarea rows="2" maxlength="2000" node_ref=field on:input=listener(typed) on:change=listener(move |_| save())></textarea>
        </label>
        <p class="pack-noted">{stored}</p>
    }
    .into_any()
}
