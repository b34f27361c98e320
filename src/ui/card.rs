//! A record in a list, and lists of them.

use super::pack_button::CardPackButton;
use super::picture::{PictureView, Slot};
use super::{lang, use_locale};
use crate::locale::words;
use crate::wire::{Card, Group};
use leptos::prelude::*;

/// How a card stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardForm {
    /// Picture above, words below.
    #[default]
    Tile,
    /// Picture beside the words, across the page.
    Lead,
    /// No picture: a line with a hairline.
    Line,
}

impl CardForm {
    /// The value of the `data-form` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            CardForm::Tile => "tile",
            CardForm::Lead => "lead",
            CardForm::Line => "line",
        }
    }
}

/// A card. Its title is the one link; the whole card is its target.
#[component]
pub fn CardView(
    /// The record.
    card: Card,
    /// How it stands.
    #[prop(optional)]
    form: CardForm,
    /// Whether its picture belongs to the first paint.
    #[prop(optional)]
    eager: bool,
    /// Whether it stands right below the page's own heading, not below that of a section.
    #[prop(optional)]
    top: bool,
) -> impl IntoView {
    let locale = use_locale();
    let language = lang(card.foreign);
    let picture = match form {
        CardForm::Line => None,
        CardForm::Tile | CardForm::Lead => card.picture,
    };
    let place = match form {
        CardForm::Lead => Slot::Hero,
        CardForm::Tile | CardForm::Line => Slot::Card,
    };
    let picture = picture.map(|picture| view! { <PictureView picture place eager decorative=true /> });
    let kicker = card.kicker.map(|kicker| view! { <span class="card-kicker">{kicker}</span> });
    let date = card.date.map(|date| view! { <time datetime=date.iso>{date.text}</time> });
    let above = (kicker.is_some() || date.is_some()).then(|| view! { <p class="card-above">{kicker}{date}</p> });
    let text = card.text.map(|text| view! { <p class="card-text" lang=language>{text}</p> });
    let foreign = card.foreign.map(|_| view! { <p class="card-note">{words::FOREIGN_SHORT.get(locale)}</p> });
    let note = card.note.map(|note| view! { <p class="card-note">{note}</p> });
    let pack = view! { <CardPackButton page=card.to.clone() title=card.title.clone() /> };
    let link = view! { <a href=card.to.href(locale) lang=language>{card.title}</a> };
    let title = if top {
        view! { <h2 class="card-title">{link}</h2> }.into_any()
    } else {
        view! { <h3 class="card-title">{link}</h3> }.into_any()
    };
    view! {
        <article class="card" data-form=form.as_str()>
            {picture}
            <div class="card-words">
                {above}
                {title}
                {text}
                {note}
                {foreign}
            </div>
            {pack}
        </article>
    }
    .into_any()
}

/// Cards in as many columns as fit.
#[component]
pub fn CardGrid(
    /// The records.
    cards: Vec<Card>,
    /// How many pictures belong to the first paint.
    #[prop(optional)]
    eager: usize,
) -> impl IntoView {
    view! {
        <ul class="card-grid">
            {cards
                .into_iter()
                .enumerate()
                .map(|(place, card)| view! { <li><CardView card eager={place < eager} /></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// Cards without pictures, a line each.
#[component]
pub fn CardLines(
    /// The records.
    cards: Vec<Card>,
) -> impl IntoView {
    view! {
        <ul class="card-lines">
            {cards
                .into_iter()
                .map(|card| view! { <li><CardView card form=CardForm::Line /></li> })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// Groups of related records, each under its heading.
#[component]
pub fn Groups(
    /// The groups.
    groups: Vec<Group>,
) -> impl IntoView {
    groups
        .into_iter()
        .map(|group| {
            let pictured = group.cards.iter().any(|card| card.picture.is_some());
            let cards = if pictured {
                view! { <CardGrid cards=group.cards /> }.into_any()
            } else {
                view! { <CardLines cards=group.cards /> }.into_any()
            };
            view! {
                <section class="section">
                    <h2>{group.heading}</h2>
                    {cards}
                </section>
            }
        })
        .collect_view()
        .into_any()
}
