//! An agenda that is received by a link: shown first, and added to the reader's own when they agree.

use super::AgendaState;
use super::mine::FRAGMENT;
use crate::agenda::link::{self, LinkError};
use crate::locale::{DOT, words};
use crate::model::SessionId;
use crate::page::incoming::{incoming_notice, on_fragment};
use crate::route::Page;
use crate::stored::list::Change;
use crate::ui::{ActionButton, optional, use_locale};
use leptos::prelude::*;

pub fn receive_view(state: AgendaState) -> AnyView {
    let locale = use_locale();
    let incoming = RwSignal::new(None::<Result<Vec<String>, LinkError>>);
    on_fragment(FRAGMENT, move |text| incoming.set(Some(link::read(text))));
    // The URL changes only when the reader has answered: until then, a reload shows the offer again.
    let close = Callback::new(move |()| {
        incoming.set(None);
        state.change(|_| ());
    });
    optional(move || {
        let ids = match incoming.get()? {
            Err(error) => {
                let text = view! { <p role="alert">{trouble(error).get(locale)}</p> };
                let button = view! { <ActionButton label=words::CLOSE press=close /> };
                return Some(incoming_notice("notice", "trouble", text.into_any(), button.into_any()));
            }
            Ok(ids) => ids,
        };
        let programme = state.programme.get_value();
        let year = programme.agenda.year;
        let (known, strange): (Vec<String>, Vec<String>) =
            ids.into_iter().partition(|id| programme.slots.iter().any(|slot| slot.id == *id));
        let titles: Vec<_> = known
            .iter()
            .filter_map(|id| programme.slots.iter().position(|slot| slot.id == *id))
            .map(|index| {
                let row = programme.row(index, &state.zone(), locale);
                let day = programme.day(&programme.slots[index].day_in(&state.zone())).text;
                view! {
                    <li>
                        <a href=row.to.href(locale)>{row.title}</a>
                        " "
                        <span class="fine">{day}{DOT}{row.time}</span>
                    </li>
                }
            })
            .collect();
        let pages = known.iter().map(|id| Page::Session(year, SessionId(id.clone())));
        let new: Vec<Page> = state.stars.with(|mine| pages.filter(|page| !mine.contains(page)).collect());
        let count = new.len();
        let add = (count > 0).then(|| {
            let label = words::MINE_OFFER_ADD.with(locale, &[&count.to_string()]);
            let press = move |_| {
                state.stars.change(Change::Add(new.clone()));
                incoming.set(None);
                state.change(|choice| choice.mine = true);
            };
            view! { <button class="button" type="button" on:click=press>{label}</button> }
        });
        let says = if count > 0 { words::MINE_OFFER_TEXT } else { words::MINE_OFFER_SAME };
        let says = (!known.is_empty()).then(|| view! { <p>{says.get(locale)}</p> });
        let strange = (!strange.is_empty()).then(|| {
            let text = words::MINE_OFFER_UNKNOWN.with(locale, &[&strange.join(", ")]);
            view! { <p data-unknown="">{text}</p> }
        });
        let content = view! {
            <h2>{words::MINE_OFFERED.with(locale, &[&(known.len()).to_string()])}</h2>
            <ul>{titles}</ul>
            {strange}
            {says}
        };
        let buttons = view! { {add} <ActionButton label=words::NOT_NOW press=close /> };
        Some(incoming_notice("notice agenda-offer", "offer", content.into_any(), buttons.into_any()))
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
