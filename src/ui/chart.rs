//! A drawing of figures. Everything in it was placed by the site tool; here it becomes SVG that is as wide
//! as there is room: across it is measured in parts of its width, down in pixels, and letters keep their size.

use super::download_link;
use crate::wire::{Chart, Mark, Shape};
use leptos::prelude::*;
use leptos::svg;

/// A drawing with its title, unit, period and source.
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

/// Three kinds of elements, whose attributes are of one type each, do for all marks.
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

/// Thousandths as per cent: `73.2%`. Written out, since code to print fractions weighs more than all this.
fn percent(thousandths: u32) -> String {
    [&(thousandths / 10).to_string(), ".", &(thousandths % 10).to_string(), "%"].concat()
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
