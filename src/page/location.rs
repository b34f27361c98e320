//! A location: pictures, what a scout asks, where it is, what was shot there and what is near.

use super::pack::PackButton;
use crate::browser;
use crate::locale::words;
use crate::route::Page;
use crate::ui::actions::{ActionButton, CopyButton};
use crate::ui::card::Groups;
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::picture::FigureView;
use crate::ui::sources::Sources;
use crate::ui::use_locale;
use crate::wire::Location;
use leptos::prelude::*;

#[component]
pub fn LocationPage(location: Location, here: Page) -> impl IntoView {
    let locale = use_locale();
    let mut pictures = location.pictures.into_iter();
    let hero = pictures.next().map(|picture| view! { <FigureView picture eager=true /> });
    let gallery: Vec<_> = pictures.map(|picture| view! { <FigureView picture /> }).collect();
    let coordinates = location.coordinates;
    let (position, precision) = location.position_text;
    let productions = (!location.productions.is_empty()).then(|| {
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
    });
    view! {
        <p class="kicker" data-class=location.class.as_str()>{location.class_name}</p>
        <h1>{location.name}</h1>
        <p class="other-name" lang=locale.other().tag()>{location.other_name}</p>
        <p class="lead">{location.summary}</p>
        {hero}
        <p class="actions">
            <PackButton page=here />
            <ActionButton label=words::PRINT press=Callback::new(|()| browser::print()) />
        </p>
        <div class="columns">
            <div>
                <Paragraphs texts=location.about />
                {gallery}
            </div>
            <section class="panel">
                <h2>{words::FACTS.get(locale)}</h2>
                <Facts facts=location.facts />
                <h2>{words::POSITION.get(locale)}</h2>
                <p class="coordinates">{position}</p>
                <p class="fine">{precision}</p>
                <p class="actions">
                    <CopyButton
                        label=words::COPY_POSITION
                        copy=Callback::new(move |done| browser::copy_text(coordinates.clone(), done))
                    />
                </p>
                <p class="fine">{location.freshness}</p>
            </section>
        </div>
        {productions}
        <Groups groups=location.related />
        <Sources sources=location.sources />
    }
    .into_any()
}
