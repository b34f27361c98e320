//! One record in a pack: what it is, the reader's note, and its place in the order.

use super::detail::{Detail, Details, sun_words};
use super::shelf::Shelf;
use crate::browser;
use crate::load::{Load, LoadError};
use crate::locale::words;
use crate::route::Page;
use crate::ui::picture::{PictureView, Slot};
use crate::ui::{changing, listener, use_locale};
use leptos::html::{Button, Textarea};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long the reader must pause before a note is kept.
const PAUSE: Duration = Duration::from_millis(400);

#[component]
pub fn Row(shelf: Shelf, details: Details, page: Page, offset: i32) -> impl IntoView {
    let locale = use_locale();
    let finding = details.of(&page);
    let here = StoredValue::new(page);
    let page = move || here.get_value();
    let title = Signal::derive(move || details.title(&page()));
    let place = Memo::new(move |_| shelf.current(|pack| pack.position(&page())).flatten().unwrap_or_default());
    let count = shelf.count();
    let (up, down) = (NodeRef::<Button>::new(), NodeRef::<Button>::new());
    let move_to = move |to: usize| {
        let page = page();
        if shelf.change_pack(move |pack, now| pack.move_to(&page, to, now)) {
            let numbers = [place.get_untracked() + 1, count.get_untracked()].map(|number| number.to_string());
            shelf.say(words::PACK_PLACE.with(locale, &[&title.get_untracked(), &numbers[0], &numbers[1]]));
        }
    };
    // A node that is moved loses the focus.
    let step = move |to: Option<usize>, button: NodeRef<Button>| {
        if let Some(to) = to.filter(|to| *to < count.get_untracked()) {
            move_to(to);
            request_animation_frame(move || {
                if let Some(button) = button.get_untracked() {
                    let _ = button.focus();
                }
            });
        }
    };
    let at_top = Signal::derive(move || (place.get() == 0).then_some("true"));
    let at_end = Signal::derive(move || (place.get() + 1 >= count.get()).then_some("true"));
    let named = move |words: crate::locale::Words| Signal::derive(move || words.with(locale, &[&title.get()]));
    let drop = move |event: leptos::ev::PointerEvent| {
        if let Some(to) = browser::drop_at(&event) {
            move_to(to);
        }
    };
    let coordinates = move |detail: &Detail| {
        let coordinates = detail.summary.coordinates.clone()?;
        let day = shelf.current(|pack| pack.day.clone()).flatten();
        let sun = day.zip(detail.summary.position).and_then(|(day, place)| sun_words(locale, place, &day, offset));
        Some(view! {
            <p class="coordinates">{coordinates}</p>
            {sun.map(|sun| view! { <p class="pack-sun">{sun}</p> })}
        })
    };
    let known = move |detail: Arc<Detail>| {
        let address = [browser::origin(), page().href(locale)].concat();
        view! {
            {detail.summary.lead_picture().cloned().map(|picture| view! { <PictureView picture place=Slot::Card decorative=true /> })}
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
                <p>
                    <button class="button" type="button" on:click=listener(move |_| details.retry())>
                        {words::RETRY.get(locale)}
                    </button>
                </p>
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
            <Note shelf page=page() label=named(words::PACK_NOTE) />
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
                <button
                    type="button"
                    data-do="up"
                    node_ref=up
                    aria-disabled=at_top
                    aria-label=named(words::MOVE_UP)
                    on:click=listener(move |_| step(place.get_untracked().checked_sub(1), up))
                >
                    "↑"
                </button>
                <button
                    type="button"
                    data-do="down"
                    node_ref=down
                    aria-disabled=at_end
                    aria-label=named(words::MOVE_DOWN)
                    on:click=listener(move |_| step(Some(place.get_untracked() + 1), down))
                >
                    "↓"
                </button>
                <button
                    type="button"
                    data-do="remove"
                    aria-label=named(words::REMOVE)
                    on:click=listener(move |_| shelf.remove(&page()))
                >
                    "×"
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// The note: a field on the screen, plain text on paper.
#[component]
fn Note(shelf: Shelf, page: Page, label: Signal<String>) -> impl IntoView {
    let here = StoredValue::new(page);
    let field = NodeRef::<Textarea>::new();
    // The pack, the text and the timer of what is typed but not kept.
    let unkept = StoredValue::new(None::<(String, String, TimeoutHandle)>);
    let kept = Signal::derive(move || {
        let note =
            here.with_value(|page| shelf.current(|pack| pack.position(page).map(|at| pack.items[at].note.clone())));
        note.flatten().unwrap_or_default()
    });
    Effect::new(move |_| {
        let note = kept.get();
        // What is being typed is ahead of what is kept.
        if let Some(field) = field.get()
            && unkept.with_value(Option::is_none)
            && field.value() != note
        {
            field.set_value(&note);
        }
    });
    let keep = move || {
        let Some((pack, text, timer)) = unkept.try_update_value(Option::take).flatten() else { return };
        timer.clear();
        let page = here.get_value();
        shelf.change_pack_of(pack, move |pack, now| pack.set_note(&page, &text, now));
    };
    let typed = move |event| {
        let text = browser::typed(&event);
        if let Some((_, _, timer)) = unkept.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if let Ok(timer) = set_timeout_with_handle(keep, PAUSE) {
            unkept.set_value(Some((shelf.id(), text, timer)));
        }
    };
    on_cleanup(keep);
    view! {
        <label class="pack-note">
            <span class="visually-hidden">{label}</span>
            <textarea rows="2" maxlength="2000" node_ref=field on:input=listener(typed) on:change=listener(move |_| keep())></textarea>
        </label>
        <p class="pack-noted">{kept}</p>
    }
    .into_any()
}
