//! An agenda that comes in by a link: shown first, and added to the reader's own when they say so.

use super::Asked;
use super::mine::FRAGMENT;
use crate::agenda::link::{self, LinkError};
use crate::browser;
use crate::keep::list::Change;
use crate::locale::words;
use crate::model::SessionId;
use crate::route::Page;
use crate::ui::actions::ActionButton;
use crate::ui::{changing, use_locale};
use leptos::prelude::*;

#[component]
pub fn Receive(asked: Asked) -> impl IntoView {
    let locale = use_locale();
    let incoming = RwSignal::new(None::<Result<Vec<String>, LinkError>>);
    let hash = browser::use_address().fragment;
    Effect::new(move |_| {
        if let Some(text) = hash.with(|hash| hash.strip_prefix(FRAGMENT).map(str::to_owned)) {
            incoming.set(Some(link::read(&text)));
        }
    });
    // Only when the reader has answered: until then, a reload shows the offer again.
    let close = move || {
        incoming.set(None);
        asked.change(|_| ());
    };
    let button = move |label| view! { <ActionButton label press=Callback::new(move |()| close()) /> };
    changing(move || {
        let ids = match incoming.get() {
            None => return ().into_any(),
            Some(Err(error)) => {
                return view! {
                    <section class="notice" data-incoming="trouble">
                        <p role="alert">{trouble(error).get(locale)}</p>
                        <p class="actions">{button(words::CLOSE)}</p>
                    </section>
                }
                .into_any();
            }
            Some(Ok(ids)) => ids,
        };
        let programme = asked.programme.get_value();
        let year = programme.agenda.year;
        let (known, strange): (Vec<String>, Vec<String>) =
            ids.into_iter().partition(|id| programme.slots.iter().any(|slot| slot.id == *id));
        let pages: Vec<Page> = known.iter().map(|id| Page::Session(year, SessionId(id.clone()))).collect();
        let titles: Vec<_> = known
            .iter()
            .filter_map(|id| programme.slots.iter().position(|slot| slot.id == *id))
            .map(|index| {
                let row = programme.row(index, &asked.zone(), locale);
                let day = programme.day(&programme.slots[index].day_in(&asked.zone())).text;
                view! {
                    <li>
                        <a href=row.to.href(locale)>{row.title}</a>
                        " "
                        <span class="fine">{day}" · "{row.time}</span>
                    </li>
                }
            })
            .collect();
        let new: Vec<Page> =
            asked.stars.pages.with(|mine| pages.into_iter().filter(|page| !mine.contains(page)).collect());
        let count = new.len();
        let add = (count > 0).then(|| {
            let label = words::MINE_OFFER_ADD.with(locale, &[&count.to_string()]);
            let press = move |_| {
                asked.stars.change(Change::Add(new.clone()));
                incoming.set(None);
                asked.change(|choice| choice.mine = true);
            };
            view! { <button class="button" type="button" on:click=press>{label}</button> }
        });
        let says = if count > 0 { words::MINE_OFFER_TEXT } else { words::MINE_OFFER_SAME };
        let says = (!known.is_empty()).then(|| view! { <p>{says.get(locale)}</p> });
        let strange = (!strange.is_empty()).then(|| {
            let text = words::MINE_OFFER_UNKNOWN.with(locale, &[&strange.join(", ")]);
            view! { <p data-unknown="">{text}</p> }
        });
        view! {
            <section class="notice agenda-offer" data-incoming="offer">
                <h2>{words::MINE_OFFERED.with(locale, &[&(known.len()).to_string()])}</h2>
                <ul>{titles}</ul>
                {strange}
                {says}
                <p class="actions">{add} {button(words::NOT_NOW)}</p>
            </section>
        }
        .into_any()
    })
}

fn trouble(error: LinkError) -> crate::locale::Words {
    match error {
        LinkError::Empty => words::MINE_LINK_EMPTY,
        LinkError::OtherVersion => words::MINE_LINK_VERSION,
        LinkError::CutShort => words::MINE_LINK_SHORT,
        LinkError::Damaged | LinkError::TooLong => words::MINE_LINK_DAMAGED,
    }
}
