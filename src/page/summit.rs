//! All editions of the summit, the years in a table, and what is known of other editions.

use crate::locale::words;
use crate::ui::{CardForm, CardView, Section, paragraphs_view, use_locale};
use crate::wire::{SentDocument, Summit};
use leptos::prelude::*;

pub fn summit_page(summit: Summit, _: &SentDocument) -> AnyView {
    let locale = use_locale();
    let heads = summit.years.into_iter().map(|(year, page)| match page {
        Some(page) => view! { <th scope="col"><a href=page.href(locale)>{year}</a></th> }.into_any(),
        None => view! { <th scope="col">{year}</th> }.into_any(),
    });
    let heads: Vec<AnyView> = heads.collect();
    let rows = summit.compared.into_iter().map(|(label, cells)| {
        let cells = cells.into_iter().map(|text| match text.is_empty() {
            true => view! { <td class="unknown">{words::NOT_KNOWN.get(locale)}</td> }.into_any(),
            false => view! { <td>{text}</td> }.into_any(),
        });
        view! { <tr><th scope="row">{label}</th>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <h1>{words::SUMMIT.get(locale)}</h1>
        {summit
            .editions
            .into_iter()
            .enumerate()
            .map(|(place, card)| view! { <CardView card form=CardForm::Lead top=true eager={place == 0} /> })
            .collect_view()}
        <Section label=words::YEARS_COMPARED shown={!heads.is_empty()}>
            <div class="table years" tabindex="0" role="region" aria-label=words::YEARS_COMPARED.get(locale)>
                <table>
                    <thead>
                        <tr><td></td>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
        <Section label=words::WHAT_IS_KNOWN shown={!summit.notes.is_empty()}>
            {paragraphs_view(summit.notes)}
        </Section>
    }
    .into_any()
}
