//! A speaker or an expert, in their public role: facts, works, what they said, what belongs to them.

use crate::locale::words;
use crate::route::Page;
use crate::ui::card::Groups;
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::pack_button::PackButton;
use crate::ui::picture::{PictureView, Slot};
use crate::ui::sources::Sources;
use crate::ui::static_subtree::Static;
use crate::ui::use_locale;
use crate::wire::Person;
use leptos::prelude::*;

#[component]
pub fn PersonPage(person: Person, here: Page) -> impl IntoView {
    let locale = use_locale();
    let other = move || {
        person.other_name.map(|name| view! { <span class="other-name" lang=locale.other().tag()>{name}</span> })
    };
    let role = move || person.role.map(|role| view! { <p class="lead">{role}</p> });
    let picture = move || person.picture.map(|picture| view! { <PictureView picture place=Slot::Card eager=true /> });
    let credits = move || {
        (!person.credits.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words::CREDITS.get(locale)}</h2>
                    <ul class="credits">
                        {person
                            .credits
                            .into_iter()
                            .map(|(work, role, year)| {
                                view! {
                                    <li>
                                        <strong>{work}</strong>
                                        <span>{role}</span>
                                        {year.map(|year| view! { <span>{year}</span> })}
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    };
    let said = move || {
        (!person.said.is_empty()).then(|| {
            view! {
                <section class="section">
                    <h2>{words::AT_THE_SUMMIT.get(locale)}</h2>
                    <ul class="card-lines">
                        {person
                            .said
                            .into_iter()
                            .map(|(session, said)| {
                                view! {
                                    <li>
                                        <h3><a href=session.to.href(locale)>{session.label}</a></h3>
                                        <p class="said">{said}</p>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    };
    view! {
        <Static>
        <h1>{person.name}" "{other()}</h1>
        {role()}
        {picture()}
        <div class="columns">
            <Paragraphs texts=person.about />
            <Facts facts=person.facts />
        </div>
        </Static>
        <p class="actions"><PackButton page=here /></p>
        <Static>
        {credits()}
        {said()}
        <Groups groups=person.related />
        <Sources sources=person.sources />
        </Static>
    }
    .into_any()
}
