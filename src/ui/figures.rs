//! The figures of a report as a table, each with its unit, period and source.

use super::{source_line, use_locale};
use crate::locale::words;
use crate::wire::Figure;
use leptos::prelude::*;

/// A table of figures. The label says what it is of; no two on a page have the same.
pub fn figures_view(figures: Vec<Figure>, label: String) -> AnyView {
    let locale = use_locale();
    let changes = figures.iter().any(|figure| figure.change.is_some());
    let row = |figure: Figure| {
        view! {
            <tr>
                <th scope="row">{figure.label}</th>
                <td class="figure-value">{figure.value}</td>
                <td>{figure.period}</td>
                {changes.then(|| view! { <td>{figure.change.unwrap_or_default()}</td> })}
                <td>{source_line(figure.source)}</td>
            </tr>
        }
    };
    let head = [
        Some(words::FIGURE),
        Some(words::VALUE),
        Some(words::PERIOD),
        changes.then_some(words::CHANGE),
        Some(words::SOURCE),
    ];
    let head = head.into_iter().flatten().map(|words| view! { <th scope="col">{words.get(locale)}</th> });
    view! {
        <div class="table figures" tabindex="0" role="region" aria-label=label>
            <table>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{figures.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
