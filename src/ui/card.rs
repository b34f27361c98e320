//! A record in a list, and lists of them.

use super::{PictureView, Slot, card_pack_button, fits_pack, lang, name_lang, use_locale};
use crate::locale::{Locale, words};
use crate::wire::{Card, Group};
use leptos::prelude::*;
use leptos::tachys::html::attribute::AttributeValue;

/// The form of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardForm {
    /// Picture above, text below.
    #[default]
    Tile,
    /// Picture next to the text, across the page.
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

/// The content of a card: a fixed record, or the record of a row, which may arrive and change while the card's
/// elements stay.
pub trait CardSource: Send + 'static {
    /// An attribute that depends on the record.
    type Attribute: AttributeValue + Send + 'static;

    /// A text of the record; none if it needs no element.
    fn text(&self, part: impl Fn(&Card) -> Option<String> + Send + 'static) -> Option<AnyView>;

    /// An attribute derived from the record.
    fn attribute(&self, part: impl Fn(&Card) -> Option<String> + Send + Sync + 'static) -> Self::Attribute;

    /// Whether the record is still being loaded.
    fn busy(&self) -> Self::Attribute;

    /// The picture. It is decorative, because the text is next to it.
    fn picture(&self, slot: Slot, eager: bool) -> Option<AnyView>;

    /// The button that adds the record to the pack.
    fn pack(&self, locale: Locale) -> Option<AnyView>;
}

impl CardSource for Card {
    type Attribute = Option<String>;

    fn text(&self, part: impl Fn(&Card) -> Option<String> + Send + 'static) -> Option<AnyView> {
        part(self).map(IntoAny::into_any)
    }

    fn attribute(&self, part: impl Fn(&Card) -> Option<String> + Send + Sync + 'static) -> Option<String> {
        part(self)
    }

    fn busy(&self) -> Option<String> {
        None
    }

    fn picture(&self, place: Slot, eager: bool) -> Option<AnyView> {
        let picture = self.picture.clone()?;
        Some(view! { <PictureView picture place eager decorative=true /> }.into_any())
    }

    fn pack(&self, locale: Locale) -> Option<AnyView> {
        let (page, name) = (self.to.path(), words::PACK_ADD_NAMED.with(locale, &[&self.title]));
        fits_pack(&self.to).then(|| card_pack_button(page, name))
    }
}

/// The link to a record, with the title as its text.
pub fn card_link(card: &impl CardSource, locale: Locale) -> AnyView {
    let href = card.attribute(move |card| Some(card.to.href(locale)));
    let language =
        card.attribute(move |card| lang(card.foreign).or_else(|| name_lang(&card.title, locale)).map(str::to_owned));
    view! { <a href=href lang=language>{card.text(|card| Some(card.title.clone()))}</a> }.into_any()
}

/// The language of a record's texts, if it differs from the page's.
fn language<S: CardSource>(card: &S) -> S::Attribute {
    card.attribute(|card| lang(card.foreign).map(str::to_owned))
}

/// A card. Its title is the only link; the whole card is the link's target area.
#[component]
pub fn CardView<S: CardSource>(
    /// The record.
    card: S,
    /// The form of the card.
    #[prop(optional)]
    form: CardForm,
    /// Whether the picture belongs to the first paint.
    #[prop(optional)]
    eager: bool,
    /// Whether the card is directly below the page's own heading, not below a section's heading.
    #[prop(optional)]
    top: bool,
    /// The content at the foot of the card.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    let picture = match form {
        CardForm::Line => None,
        CardForm::Tile => card.picture(Slot::Card, eager),
        CardForm::Lead => card.picture(Slot::Hero, eager),
    };
    let kicker = card.text(|card| card.kicker.clone());
    let kicker = kicker.map(|kicker| view! { <span class="card-kicker">{kicker}</span> });
    let day = card.attribute(|card| card.date.as_ref().map(|date| date.iso.clone()));
    let date = card.text(|card| card.date.as_ref().map(|date| date.text.clone()));
    let date = date.map(|date| view! { <time datetime=day>{date}</time> });
    let above = (kicker.is_some() || date.is_some()).then(|| view! { <p class="card-above">{kicker}{date}</p> });
    let text = card.text(|card| card.text.clone());
    let text = text.map(|text| view! { <p class="card-text" lang=language(&card)>{text}</p> });
    let note = card.text(|card| card.note.clone()).map(|note| view! { <p class="card-note">{note}</p> });
    let foreign = card.text(move |card| card.foreign.map(|_| words::FOREIGN_SHORT.get(locale).to_owned()));
    let foreign = foreign.map(|foreign| view! { <p class="card-note" data-foreign="">{foreign}</p> });
    let link = card_link(&card, locale);
    let title = match top {
        true => view! { <h2 class="card-title">{link}</h2> }.into_any(),
        false => view! { <h3 class="card-title">{link}</h3> }.into_any(),
    };
    view! {
        <article
            class="card"
            data-form=form.as_str()
            data-sprite=card.attribute(|card| card.sprite.clone())
            aria-busy=card.busy()
        >
            {picture}
            <div class="card-words">
                {above}
                {title}
                {text}
                {note}
                {foreign}
            </div>
            {card.pack(locale)}
            {children.map(|children| children())}
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
    /// Whether they are directly below the page's own heading.
    #[prop(optional)]
    top: bool,
) -> impl IntoView {
    let card = |(place, card)| view! { <li><CardView card top eager={place < eager} /></li> };
    let cards: Vec<_> = cards.into_iter().enumerate().map(card).collect();
    view! { <ul class="card-grid">{cards}</ul> }.into_any()
}

/// Cards without pictures, one per line.
pub fn card_lines(cards: Vec<Card>) -> AnyView {
    let cards: Vec<_> =
        cards.into_iter().map(|card| view! { <li><CardView card form=CardForm::Line /></li> }).collect();
    view! { <ul class="card-lines">{cards}</ul> }.into_any()
}

/// Groups of related records, each under its heading.
pub fn groups_view(groups: Vec<Group>) -> AnyView {
    let group = |Group { heading, cards }: Group| {
        let cards = match cards.iter().any(|card| card.picture.is_some()) {
            true => view! { <CardGrid cards /> }.into_any(),
            false => card_lines(cards),
        };
        view! { <section class="section"><h2>{heading}</h2>{cards}</section> }
    };
    groups.into_iter().map(group).collect_view().into_any()
}
