//! Something that was saved: how far it is, each page of it, and what the reader can do about it.

use super::gather::Thing;
use super::keeping::Keeping;
use super::offer::Offer;
use crate::locale::{Locale, Words, words};
use crate::offline::{Act, Item, Order, Pin, Stage, percent, size};
use crate::page::pack::save as pack;
use crate::page::pack::shelf::Shelf;
use crate::route::{Page, Route};
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

/// What was saved and is no longer there stands among the rest.
fn pin_of(keeping: Keeping, id: &str) -> Option<Pin> {
    let pinned = keeping.report.with(|report| report.pin(id).cloned());
    pinned.or_else(|| {
        let gone = keeping.gone().into_iter().find(|it| it.id == id)?;
        Some(Pin { id: gone.id, path: gone.path, name: gone.name, ..Pin::default() })
    })
}

/// How far something is, in words.
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

/// A button's words, and those that name what it acts on.
fn act_words(act: Act) -> (Words, Words) {
    match act {
        Act::Again => (words::SAVE_AGAIN, words::SAVED_AGAIN),
        Act::Pause => (words::PAUSE, words::SAVED_PAUSE),
        Act::Resume => (words::RESUME, words::SAVED_RESUME),
        Act::Cancel => (words::CANCEL, words::SAVED_CANCEL),
        Act::Delete => (words::DELETE, words::SAVED_DELETE),
    }
}

fn act_name(act: Act) -> &'static str {
    match act {
        Act::Again => "again",
        Act::Pause => "pause",
        Act::Resume => "resume",
        Act::Cancel => "cancel",
        Act::Delete => "delete",
    }
}

/// What saving something anew begins with: the pack as it is now, or what its page tells.
fn anew(id: &str, path: &str, locale: Locale) -> Option<Thing> {
    let pack = use_context::<Shelf>().and_then(|shelf| pack::thing(shelf, id, locale));
    let page = || Route::parse(path).filter(|route| route.page != Page::Pack);
    pack.or_else(|| Some(Thing { id: id.to_owned(), ..Thing::of(page()?.page, locale) }))
}

/// One thing.
#[component]
pub fn Saved(
    keeping: Keeping,
    id: String,
    /// Whether it is known to be something else by now than what was saved.
    #[prop(optional)]
    changed: Option<Signal<bool>>,
) -> impl IntoView {
    let locale = use_locale();
    let key = StoredValue::new(id);
    let pin = Memo::new(move |_| key.with_value(|id| pin_of(keeping, id)).unwrap_or_default());
    let stage = Memo::new(move |_| {
        let stage = key.with_value(|id| keeping.stage(id));
        let changed = changed.is_some_and(|changed| changed.get());
        stage.map(|stage| if changed && stage == Stage::Ready { Stage::Changed } else { stage })
    });
    let offering = RwSignal::new(false);
    let altered = move || changed.is_some_and(|changed| changed.get());
    let text = move || match stage.get() {
        Some(Stage::Changed) if altered() => Some(words::SAVED_PACK_CHANGED.get(locale).to_owned()),
        stage => stage.map(|stage| pin.with(|pin| stage_words(locale, stage, pin))),
    };
    let name = Memo::new(move |_| pin.with(|pin| (pin.name.clone(), pin.path.clone())));
    let heading = changing(move || {
        let (name, path) = name.get();
        view! { <a href=path>{name}</a> }.into_any()
    });
    let bar = changing(move || match stage.get() {
        Some(Stage::Saving | Stage::Paused | Stage::Cut) => {
            let done = move || pin.with(|pin| percent(pin.done, pin.bytes)).to_string();
            view! { <progress max="100" value=done aria-label=move || name.get().0></progress> }.into_any()
        }
        _ => ().into_any(),
    });
    let act = move |act: Act| {
        let id = key.get_value();
        match act {
            Act::Again => offering.set(true),
            Act::Pause => keeping.ask(&Order::Pause { id }),
            Act::Resume => keeping.ask(&Order::Resume { id }),
            Act::Cancel | Act::Delete => {
                keeping.forget(&id);
                keeping.ask(&Order::Cancel { id });
            }
        }
    };
    let buttons = changing(move || {
        let acts = stage.get().map(Stage::acts).unwrap_or_default();
        let button = |one: &Act| {
            let one = *one;
            let (short, long) = act_words(one);
            let label = move || long.with(locale, &[&name.get().0]);
            view! {
                <button
                    class="button"
                    type="button"
                    data-act=act_name(one)
                    aria-label=label
                    on:click=listener(move |_| act(one))
                >
                    {short.get(locale)}
                </button>
            }
        };
        view! { <p class="actions">{acts.iter().map(button).collect_view()}</p> }.into_any()
    });
    let owner = Owner::current();
    let offer = changing(move || {
        if !offering.get() {
            return ().into_any();
        }
        let close = Callback::new(move |()| offering.set(false));
        let find = || untrack(|| key.with_value(|id| anew(id, &name.get().1, locale)));
        match owner.as_ref().map_or_else(find, |owner| owner.with(find)) {
            Some(thing) => view! { <Offer keeping thing close /> }.into_any(),
            None => view! { <p class="notice" role="alert">{words::SAVED_NOT_A_PAGE.get(locale)}</p> }.into_any(),
        }
    });
    let word = move || stage.get().map(|stage| if stage == Stage::Ready { "ready" } else { "other" });
    view! {
        <div class="saved" data-stage=word>
            <h3>{heading}</h3>
            <p class="saved-stage">{text}</p>
            {bar}
            <Items pin />
            {buttons}
            {offer}
        </div>
    }
    .into_any()
}

/// Each page of it.
#[component]
fn Items(pin: Memo<Pin>) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| pin.with(|pin| pin.items.len()));
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

/// The control of a page that is a thing of its own: the offer, or what became of it.
#[component]
pub fn Save(
    keeping: Keeping,
    /// The thing as it is now; none when there is nothing to save.
    thing: Callback<(), Option<Thing>>,
    /// Its id.
    id: Signal<String>,
    /// Whether it is something else by now than what was saved.
    changed: Signal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let offering = RwSignal::new(false);
    let known = Memo::new(move |_| keeping.stage(&id.get()).is_some());
    changing(move || {
        let id = id.get();
        if known.get() {
            return view! { <Saved keeping id changed /> }.into_any();
        }
        let close = Callback::new(move |()| offering.set(false));
        let offer = changing(move || match offering.get().then(|| untrack(|| thing.run(()))).flatten() {
            Some(thing) => view! { <Offer keeping thing close /> }.into_any(),
            None => {
                let press = listener(move |_| offering.set(true));
                view! {
                    <p class="actions">
                        <button class="button" type="button" data-act="offer" on:click=press>
                            {words::SAVE_OFFLINE.get(locale)}
                        </button>
                    </p>
                }
                .into_any()
            }
        });
        view! { {offer} }.into_any()
    })
}
