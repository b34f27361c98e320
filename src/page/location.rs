//! A location: pictures, what a scout asks, where it is, what was shot there and what is near.

use crate::browser;
use crate::locale::words;
use crate::route::Page;
use crate::ui::actions::{ActionButton, CopyButton};
use crate::ui::card::Groups;
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::pack_button::PackButton;
use crate::ui::picture::FigureView;
use crate::ui::sources::Sources;
use crate::ui::still::Still;
use crate::ui::use_locale;
use crate::wire::Location;
use leptos::prelude::*;

#[component]
pub fn LocationPage(location: Location, here: Page) -> impl IntoView {
    let locale = use_locale();
    let mut pictures = location.pictures.into_iter();
    let hero = pictures.next();
    let coordinates = location.coordinates;
    let (position, precision) = location.position_text;
    let productions = move || {
        (!location.productions.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words::SHOT_HERE.get(locale)}</h2>
                    <ul class="credits">
                        {location
                            .productions
                            .into_iter()
                            .map(|(title, year, note)| {
                                view! {
                                    <li>
                                        <strong>{title}</strong>
                                        {year.map(|year| view! { <span>{year}</span> })}
                                        {note.map(|note| view! { <span>{note}</span> })}
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                    <p class="fine">{words::SHOT_HERE_NOTE.get(locale)}</p>
                </section>
            }
        })
    };
    view! {
        <Still>
        <p class="kicker" data-class=location.class.as_str()>{location.class_name}</p>
        <h1>{location.name}</h1>
        <p class="other-name" lang=locale.other().tag()>{location.other_name}</p>
        <p class="lead">{location.summary}</p>
        {hero.map(|picture| view! { <FigureView picture eager=true /> })}
        </Still>
        <p class="actions">
            <PackButton page=here />
            <ActionButton label=words::PRINT press=Callback::new(|()| browser::print()) />
        </p>
        <div class="columns">
            <Still>
            <div>
                <Paragraphs texts=location.about />
                {pictures.map(|picture| view! { <FigureView picture /> }).collect_view()}
            </div>
            </Still>
            <section class="panel">
                <Still>
                <h2>{words::FACTS.get(locale)}</h2>
                <Facts facts=location.facts />
                <h2>{words::POSITION.get(locale)}</h2>
                <p class="coordinates">{position}</p>
                <p class="fine">{precision}</p>
                </Still>
                <p class="actions">
                    <CopyButton
                        label=words::COPY_POSITION
                        copy=Callback::new(move |done| browser::copy_text(coordinates.clone(), done))
                    />
                </p>
                <p class="fine">{location.freshness}</p>
            </section>
        </div>
        <Still>
        {productions()}
        <Groups groups=location.related />
        <Sources sources=location.sources />
        </Still>
    }
    .into_any()
}
