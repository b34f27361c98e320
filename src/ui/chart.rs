//! A drawing of figures. Everything in it was placed by the site tool; here it becomes SVG that is as wide
//! as there is room: across it is measured in parts of its width, down in pixels, and letters keep their size.

use super::downloads::DownloadLink;
use crate::wire::{Chart, Mark};
use leptos::prelude::*;
use leptos::svg;

/// A drawing with its title, unit, period and source.
#[component]
pub fn ChartView(
    /// The drawing.
    chart: Chart,
) -> impl IntoView {
    let (title_id, description_id) = ([&chart.id, "-title"].concat(), [&chart.id, "-text"].concat());
    let title = svg::title().id(title_id.clone()).child(chart.title.clone());
    let description = svg::desc().id(description_id.clone()).child(chart.description);
    let note = chart.note.map(|note| view! { <p class="chart-note">{note}</p> });
    let picture = chart.picture.map(|file| view! { " "<DownloadLink file /> });
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

fn mark(mark: Mark) -> AnyView {
    match mark {
        Mark::Track(y, height) => view! { <rect class="chart-track" y=y width="100%" height=height /> }.into_any(),
        Mark::Bar(x, y, width, height) => {
            view! { <rect class="chart-bar" x=percent(x) y=y width=percent(width) height=height /> }.into_any()
        }
        Mark::Tip(x, y, height) => {
            let (end, middle) = (height.to_string(), (height / 2).to_string());
            let path = ["M0 0L8 ", &middle, "L0 ", &end, "z"].concat();
            view! { <svg class="chart-tip" x=percent(x) y=y width="8" height=height><path class="chart-bar" d=path /></svg> }
                .into_any()
        }
        Mark::Axis(x, y, to_x, to_y) => line("chart-axis", x, y, to_x, to_y),
        Mark::Line(x, y, to_x, to_y) => line("chart-line", x, y, to_x, to_y),
        Mark::Point(x, y) => view! { <circle class="chart-point" cx=percent(x) cy=y r="5" /> }.into_any(),
        Mark::Words(x, y, side, face, text) => {
            view! { <text class=face.as_str() x=percent(x) y=y text-anchor=side.as_str()>{text}</text> }.into_any()
        }
    }
}

fn line(class: &'static str, x: u32, y: u32, to_x: u32, to_y: u32) -> AnyView {
    view! { <line class=class x1=percent(x) y1=y x2=percent(to_x) y2=to_y /> }.into_any()
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
