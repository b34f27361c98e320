//! The figures of a report as a table, each with its unit, period and source.

use super::sources::SourceLine;
use super::use_locale;
use crate::locale::words;
use crate::wire::Figure;
use leptos::prelude::*;

/// A table of figures.
#[component]
pub fn Figures(
    /// The figures.
    figures: Vec<Figure>,
    /// What the table is of; no two on a page have the same.
    label: String,
) -> impl IntoView {
    let locale = use_locale();
    let changes = figures.iter().any(|figure| figure.change.is_some());
    view! {
        <div class="table figures" tabindex="0" role="region" aria-label=label>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words::FIGURE.get(locale)}</th>
                        <th scope="col">{words::VALUE.get(locale)}</th>
                        <th scope="col">{words::PERIOD.get(locale)}</th>
                        {changes.then(|| view! { <th scope="col">{words::CHANGE.get(locale)}</th> })}
                        <th scope="col">{words::SOURCE.get(locale)}</th>
                    </tr>
                </thead>
                <tbody>
                    {figures
                        .into_iter()
                        .map(|figure| {
                            view! {
                                <tr>
                                    <th scope="row">{figure.label}</th>
                                    <td class="figure-value">{figure.value}</td>
                                    <td>{figure.period}</td>
                                    {changes.then(|| view! { <td>{figure.change.unwrap_or_default()}</td> })}
                                    <td><SourceLine source=figure.source /></td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
