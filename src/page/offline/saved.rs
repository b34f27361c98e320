//! Something that was saved: its stage, its pages, and the possible actions.

use super::device::DeviceStore;
use super::gather::Thing;
use super::offer::offer_view;
use crate::locale::{Locale, Words, words};
use crate::offline::{Action, Item, Order, Pin, Stage, percent, size};
use crate::page::pack::save as pack;
use crate::page::pack::store::PackStore;
use crate::route::{Page, Route};
use crate::ui::{changing, listener, memo, optional, use_locale};
use leptos::prelude::*;

/// A stage in words.
fn stage_words(locale: Locale, stage: Stage, pin: &Pin) -> String {
    let (done, all) = (size(pin.done), size(pin.bytes));
    let both: &[&str] = &[&done, &all];
    match stage {
        Stage::Saving => words::SAVED_STAGE_SAVING.with(locale, both),
        Stage::Paused => words::SAVED_STAGE_PAUSED.with(locale, both),
        Stage::Ready => words::SAVED_STAGE_READY.with(locale, &[&all]),
        Stage::Changed => words::SAVED_STAGE_CHANGED.get(locale).to_owned(),
        Stage::Lost => words::SAVED_STAGE_LOST.with(locale, both),
        Stage::Full => words::SAVED_STAGE_FULL.get(locale).to_owned(),
        Stage::Cut => words::SAVED_STAGE_CUT.with(locale, both),
        Stage::Gone => words::SAVED_STAGE_GONE.get(locale).to_owned(),
    }
}

/// The name of an action, the label of its button, and the label that also names what it acts on.
fn action_words(action: Action) -> (&'static str, Words, Words) {
    match action {
        Action::Offer => ("offer", words::SAVE_OFFLINE, words::SAVE_OFFLINE),
        Action::Again => ("again", words::SAVE_AGAIN, words::SAVED_AGAIN),
        Action::Pause => ("pause", words::PAUSE, words::SAVED_PAUSE),
        Action::Resume => ("resume", words::RESUME, words::SAVED_RESUME),
        Action::Cancel => ("cancel", words::CANCEL, words::SAVED_CANCEL),
        Action::Delete => ("delete", words::DELETE, words::SAVED_DELETE),
    }
}

/// The thing to gather when something is saved again: the current pack, or what its page represents.
fn anew(id: &str, path: &str, locale: Locale) -> Option<Thing> {
    let pack = use_context::<PackStore>().and_then(|store| pack::thing(store, id, locale));
    let page = || Route::parse(path).filter(|route| route.page != Page::Pack);
    pack.or_else(|| Some(Thing { id: id.to_owned(), ..Thing::of(page()?.page, locale) }))
}

/// Something that was saved, with its stage, or the offer to save it. `changed` says whether it has changed since it
/// was saved.
pub fn saved_view(device: DeviceStore, id: String, changed: Option<Signal<bool>>) -> AnyView {
    let locale = use_locale();
    let key = StoredValue::new(id);
    let known = memo(move || key.with_value(|id| device.saved(id)));
    let pin = memo(move || known.get().map(|(pin, _)| pin).unwrap_or_default());
    let altered = move || changed.is_some_and(|changed| changed.get());
    let stage = memo(move || match known.get()?.1 {
        Stage::Ready if altered() => Some(Stage::Changed),
        stage => Some(stage),
    });
    let offering = RwSignal::new(false);
    let name = memo(move || pin.with(|pin| (pin.name.clone(), pin.path.clone())));
    let is_saved = memo(move || stage.get().is_some());
    let state = optional(move || {
        is_saved.get().then_some(())?;
        let heading = changing(move || {
            let (name, path) = name.get();
            view! { <a href=path>{name}</a> }.into_any()
        });
        let text = move || match stage.get() {
            Some(Stage::Changed) if altered() => Some(words::SAVED_PACK_CHANGED.get(locale).to_owned()),
            stage => stage.map(|stage| pin.with(|pin| stage_words(locale, stage, pin))),
        };
        let bar = optional(move || {
            let under_way = matches!(stage.get(), Some(Stage::Saving | Stage::Paused | Stage::Cut));
            let done = move || pin.with(|pin| percent(pin.done, pin.bytes)).to_string();
            under_way.then(|| view! { <progress max="100" value=done aria-label=move || name.get().0></progress> })
        });
        Some(view! {
            <h3>{heading}</h3>
            <p class="saved-stage">{text}</p>
            {bar}
            {items_view(pin)}
        })
    });
    let act = move |action: Action| {
        let id = key.get_value();
        match action {
            Action::Offer | Action::Again => offering.set(true),
            Action::Pause => device.ask(&Order::Pause { id }),
            Action::Resume => device.ask(&Order::Resume { id }),
            Action::Cancel | Action::Delete => {
                device.forget(&id);
                device.ask(&Order::Cancel { id });
            }
        }
    };
    let buttons = changing(move || {
        let actions: &[Action] = match stage.get() {
            Some(stage) => stage.actions(),
            None if offering.get() => &[],
            None => &[Action::Offer],
        };
        let button = |action: &Action| {
            let action = *action;
            let (id, short, long) = action_words(action);
            let label = move || long.with(locale, &[&name.get().0]);
            let press = listener(move |_| act(action));
            view! {
                <button class="button" type="button" data-act=id aria-label=label on:click=press>
                    {short.get(locale)}
                </button>
            }
        };
        view! { <p class="actions">{actions.iter().map(button).collect_view()}</p> }.into_any()
    });
    let owner = Owner::current();
    let offer = optional(move || {
        offering.get().then_some(())?;
        let close = Callback::new(move |()| offering.set(false));
        let find = || untrack(|| key.with_value(|id| anew(id, &name.get().1, locale)));
        Some(match owner.as_ref().map_or_else(find, |owner| owner.with(find)) {
            Some(thing) => offer_view(device, thing, close),
            None => view! { <p class="notice" role="alert">{words::SAVED_NOT_A_PAGE.get(locale)}</p> }.into_any(),
        })
    });
    let word = move || stage.get().map(|stage| if stage == Stage::Ready { "ready" } else { "other" });
    view! {
        <div class=move || if is_saved.get() { "saved" } else { "" } data-stage=word>
            {state}
            {buttons}
            {offer}
        </div>
    }
    .into_any()
}

/// The list of its pages.
fn items_view(pin: Memo<Pin>) -> AnyView {
    let locale = use_locale();
    let count = memo(move || pin.with(|pin| pin.items.len()));
    let rows = changing(move || {
        let row = |item: &Item| {
            let text = if item.done >= item.bytes {
                words::SAVED_ITEM_READY.with(locale, &[&size(item.bytes)])
            } else {
                words::SAVED_ITEM.with(locale, &[&size(item.done), &size(item.bytes)])
            };
            let ready = (item.done >= item.bytes).then_some("");
            view! {
                <li data-ready=ready>
                    <a href=item.path.clone()>{item.title.clone()}</a>
                    <span>{text}</span>
                </li>
            }
        };
        pin.with(|pin| view! { <ul class="saved-items">{pin.items.iter().map(row).collect_view()}</ul> }.into_any())
    });
    let summary = move || words::SAVED_PAGES.with(locale, &[&count.get().to_string()]);
    view! {
        <details hidden=move || { count.get() == 0 }>
            <summary>{summary}</summary>
            {rows}
        </details>
    }
    .into_any()
}
