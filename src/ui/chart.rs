//! The figures of a report: as a table, and as charts.
//!
//! The site tool has computed the layout of each chart; here it becomes an SVG as wide as its container. Horizontal
//! positions are relative to the width, vertical ones are in pixels, and the font size is constant.

use super::{download_link, source_line, use_locale};
use crate::locale::words;
use crate::wire::{Chart, Figure, Mark, Shape};
use leptos::prelude::*;
use leptos::svg;

/// A chart with its title, unit, period and source.
pub fn chart_view(chart: Chart) -> AnyView {
    let (title_id, description_id) = ([&chart.id, "-title"].concat(), [&chart.id, "-text"].concat());
    let title = svg::title().id(title_id.clone()).child(chart.title.clone());
    let description = svg::desc().id(description_id.clone()).child(chart.description);
    let note = chart.note.map(|note| view! { <p class="chart-note">{note}</p> });
    let picture = chart.picture.map(|file| view! { " "{download_link(file)} });
    let marks: Vec<AnyView> = chart.marks.into_iter().map(mark).collect();
    view! {
        <figure class="chart" id=chart.id>
            <figcaption class="chart-head">
                <span class="chart-title">{chart.title}</span>
                <span class="chart-scale">{chart.scale}</span>
            </figcaption>
            <svg
                class="chart-drawing"
                width="100%"
                height=chart.height
                role="img"
                aria-labelledby=title_id
                aria-describedby=description_id
            >
                {title}
                {description}
                {marks}
            </svg>
            {note}
            <p class="chart-source">{chart.source}{picture}</p>
        </figure>
    }
    .into_any()
}

/// Three kinds of elements, each with one set of attribute types, are enough for all marks.
fn mark(Mark { shape, at: [x, y, a, b], words }: Mark) -> AnyView {
    let (class, x, y) = (shape.as_str(), percent(x), y.to_string());
    match (shape, words) {
        (_, Some((side, words))) => {
            view! { <text class=class x=x y=y text-anchor=side.as_str()>{words}</text> }.into_any()
        }
        (Shape::Axis | Shape::Line | Shape::Point, None) => {
            view! { <line class=class x1=x y1=y x2=percent(a) y2=b.to_string() /> }.into_any()
        }
        _ => view! { <rect class=class x=x y=y width=percent(a) height=b.to_string() /> }.into_any(),
    }
}

/// Thousandths as per cent: `73.2%`. Formatted by hand, because code to print fractions would be larger than this
/// module.
fn percent(thousandths: u32) -> String {
    [&(thousandths / 10).to_string(), ".", &(thousandths % 10).to_string(), "%"].concat()
}

/// A table of figures. The label is its accessible name and must be unique on the page.
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

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn thousandths_as_per_cent() {
        for (thousandths, text) in [(0, "0.0%"), (4, "0.4%"), (732, "73.2%"), (1000, "100.0%")] {
            assert_eq!(percent(thousandths), text);
        }
    }
}
