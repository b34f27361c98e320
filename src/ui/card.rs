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
    /// Picture above, text below, for two columns of a grid.
    Wide,
    /// A large picture across the page, with the text in its corner.
    Lead,
    /// No picture: a line with a hairline.
    Line,
}

impl CardForm {
    /// The value of the `data-form` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            CardForm::Tile => "tile",
            CardForm::Wide => "wide",
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
        CardForm::Wide => card.picture(Slot::Wide, eager),
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

/// The numbers of columns among `columns` for which the item at an index of a grid is two columns wide, so that the last
/// row is full: `"3 4"`. The style sheet reads it. Wide items come first, as many in a row as fit.
pub fn wide_in(index: usize, total: usize, columns: &[usize]) -> Option<String> {
    let is_wide = |columns: &usize| {
        let missing = (columns - total % columns) % columns;
        let (pairs, singles) = (columns / 2, columns % 2);
        let (row, place) = (index / (pairs + singles), index % (pairs + singles));
        place < pairs && row * pairs + place < missing
    };
    let columns: Vec<String> = columns.iter().copied().filter(is_wide).map(|columns| columns.to_string()).collect();
    (!columns.is_empty()).then(|| columns.join(" "))
}

/// Cards in as many columns as fit. All rows are full: some of the first cards are wide where the last row would not be.
#[component]
pub fn CardGrid(
    /// The records.
    cards: Vec<Card>,
    /// Whether the first picture belongs to the first paint.
    #[prop(optional)]
    eager: bool,
    /// Whether they are directly below the page's own heading.
    #[prop(optional)]
    top: bool,
    /// Whether the last row may end anywhere, as that of the results which replace these cards.
    #[prop(optional)]
    ragged: bool,
) -> impl IntoView {
    let total = cards.len();
    let columns: &[usize] = if ragged { &[] } else { &[2, 3, 4] };
    let card = |(index, card): (usize, Card)| {
        let wide = wide_in(index, total, columns);
        let form = if wide.is_some() { CardForm::Wide } else { CardForm::Tile };
        view! { <li data-wide=wide><CardView card form top eager={eager && index == 0} /></li> }
    };
    let cards: Vec<_> = cards.into_iter().enumerate().map(card).collect();
    view! { <ul class="card-grid">{cards}</ul> }.into_any()
}

/// Cards without pictures, one per line, or two on a wide screen.
pub fn card_lines(cards: Vec<Card>) -> AnyView {
    let cards: Vec<_> =
        cards.into_iter().map(|card| view! { <li><CardView card form=CardForm::Line /></li> }).collect();
    view! { <ul class="card-lines" data-pair="">{cards}</ul> }.into_any()
}

/// Cards in a grid, or as lines if none has a picture. `eager`: whether the first picture belongs to the first
/// paint.
pub fn cards_view(cards: Vec<Card>, eager: bool) -> AnyView {
    match cards.iter().any(|card| card.picture.is_some()) {
        true => view! { <CardGrid cards eager /> }.into_any(),
        false => card_lines(cards),
    }
}

/// Groups of related records, each under its heading.
pub fn groups_view(groups: Vec<Group>) -> AnyView {
    let group = |Group { heading, cards }: Group| {
        view! { <section class="section"><h2>{heading}</h2>{cards_view(cards, false)}</section> }
    };
    groups.into_iter().map(group).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::wide_in;

    #[test]
    fn every_row_of_a_grid_is_full() {
        for columns in 2..=5_usize {
            for total in 1..40 {
                let key = columns.to_string();
                let wide: Vec<bool> =
                    (0..total).map(|index| wide_in(index, total, &[columns]) == Some(key.clone())).collect();
                let mut row = 0;
                for is_wide in &wide {
                    let width = if *is_wide { 2 } else { 1 };
                    // An item that does not fit into the row would leave a gap.
                    row = if row == columns { width } else { row + width };
                    assert!(row <= columns, "{total} in {columns} columns: {wide:?}");
                }
                // Too few to fill one row even if all are wide.
                assert!(row == columns || total * 2 < columns, "{total} in {columns} columns: {wide:?}");
            }
        }
    }
}
