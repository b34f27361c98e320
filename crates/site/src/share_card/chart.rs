//! The charts of reports as downloadable pictures: each with title, unit, period, source and URL, on a light
//! background, cached by everything that it is made from.

use super::drawings::Drawings;
use super::fonts::Fonts;
use super::line;
use super::lines::broken;
use crate::colours::Colours;
use crate::content::Content;
use crate::{Draft, Files};
use film_core::locale::{Locale, words};
use film_core::route::export::Export;
use film_core::route::{Page, Route};
use rayon::prelude::*;
use wire::{Body, Chart, Download, Mark, Shape};

/// The version of chart drawing: part of the cache key.
const PIPELINE: &str = "2";

/// The width of a picture before scaling, its margins, and the room left for the chart.
const WIDTH: f32 = 640.0;
const MARGIN: f32 = 32.0;
const ROOM: f32 = WIDTH - 2.0 * MARGIN;

/// Pixels per unit.
const SCALE: f32 = 2.0;

/// The colours of a chart, from the light theme.
#[derive(Debug)]
struct Paint {
    ground: String,
    ink: String,
    soft: String,
    hair: String,
    bar: String,
}

impl Paint {
    fn new(colours: &Colours) -> Paint {
        let [ground, ink, soft, hair, bar] =
            ["paper-raised", "ink", "ink-soft", "line-strong", "accent"].map(|token| colours.light(token));
        Paint { ground, ink, soft, hair, bar }
    }
}

/// Draws the charts of all reports and adds download links below them.
///
/// # Errors
///
/// Returns an error if a chart cannot be drawn or cached.
pub fn draw(
    content: &Content,
    drawings: &Drawings,
    colours: &Colours,
    drafts: &mut [Draft],
    files: &mut Files,
) -> Result<(), String> {
    let paint = &Paint::new(colours);
    let drawn: Vec<Vec<(String, Vec<u8>)>> = drafts
        .par_iter_mut()
        .map(|draft| {
            let Route { locale, page } = draft.route.clone();
            let (Page::Report(year, id), Body::Report(report)) = (page, &mut draft.document.body) else {
                return Ok(Vec::new());
            };
            let foot = format!("{} · {}{}", content.office.name.get(locale), content.office.origin, draft.route.path());
            let mut pictures = Vec::new();
            for (place, chart) in report.charts.iter_mut().enumerate() {
                let key = format!("{PIPELINE}\0{}\0{foot}\0{chart:?}\0{locale:?}\0{paint:?}", report.title);
                let draw = |fonts: &Fonts| picture(&report.title, chart, &foot, locale, (paint, fonts));
                let bytes = drawings.picture("charts", &key, draw)?;
                let export = Export::ReportPicture(year, id.clone(), place + 1);
                chart.picture = Some(Download {
                    href: export.href(locale),
                    label: words::CHART_PNG.get(locale).to_owned(),
                    mime: export.mime().to_owned(),
                });
                pictures.push((export.file(locale), bytes));
            }
            Ok(pictures)
        })
        .collect::<Result<_, String>>()?;
    files.extend(drawn.into_iter().flatten());
    Ok(())
}

/// Draws a chart as PNG.
fn picture(
    title: &str,
    chart: &Chart,
    foot: &str,
    locale: Locale,
    (paint, fonts): (&Paint, &Fonts),
) -> Result<Vec<u8>, String> {
    let (svg, height) = sheet(title, chart, foot, locale, (paint, fonts));
    let size = |units: f32| (units * SCALE).ceil() as u32;
    let mut picture = pixels::blank(size(WIDTH), size(height))?;
    pixels::draw_over(&mut picture, svg.as_bytes(), Some(fonts.database.clone()))?;
    picture.encode_png().map_err(|error| error.to_string())
}

/// The chart with the texts above and below it as SVG, and its height.
fn sheet(title: &str, chart: &Chart, foot: &str, locale: Locale, (paint, fonts): (&Paint, &Fonts)) -> (String, f32) {
    let Paint { ground, ink, soft, .. } = paint;
    let (serif, sans) = (fonts.serif(locale), fonts.sans(locale));
    let (large, small) = (fonts.named(serif), fonts.named(sans));
    let mut out = String::new();
    let mut y = 20.0;
    let mut set = |y: &mut f32, face: (&(String, u16), _), size: f32, fill: &str, text: &str| {
        let (family, id) = face;
        let measure = fonts.measure(id, text);
        for text in broken(text, ROOM / size, measure) {
            *y += size * 1.4;
            out.push_str(&line((MARGIN, *y), size, family, fill, "start", &text));
        }
    };
    set(&mut y, (&large, serif), 22.0, ink, title);
    y += 6.0;
    // A chart of a single figure is titled with the figure's name, which may equal the report's title.
    if chart.title != title {
        set(&mut y, (&large, serif), 16.0, ink, &chart.title);
    }
    set(&mut y, (&small, sans), 13.0, soft, &chart.scale);
    let top = y + 14.0;
    y = top + chart.height as f32 + 10.0;
    if let Some(note) = &chart.note {
        set(&mut y, (&small, sans), 13.0, ink, note);
    }
    set(&mut y, (&small, sans), 13.0, soft, &chart.source);
    set(&mut y, (&small, sans), 11.0, soft, foot);
    let height = y + 24.0;
    for mark in &chart.marks {
        out.push_str(&drawn(mark, top, paint, &large, &small));
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\"><rect width=\"{WIDTH}\" height=\"{height}\" fill=\"{ground}\"/>{out}</svg>"
    );
    (svg, height)
}

fn drawn(mark: &Mark, top: f32, paint: &Paint, value: &(String, u16), other: &(String, u16)) -> String {
    let Paint { ink, soft, hair, bar, .. } = paint;
    let across = |thousandths: u32| MARGIN + ROOM * thousandths as f32 / 1000.0;
    let down = |y: u32| top + y as f32;
    let [x, y, a, b] = mark.at;
    if let Some((side, text)) = &mark.words {
        let (family, size, fill) = match mark.shape {
            Shape::Value => (value, 15.0, ink),
            Shape::Small => (other, 12.0, soft),
            _ => (other, 14.0, ink),
        };
        return line((across(x), down(y)), size, family, fill, side.as_str(), text);
    }
    let area = |paint: &str| {
        let width = ROOM * a as f32 / 1000.0;
        format!("<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{b}\" {paint}/>", across(x), down(y))
    };
    let stroke = |paint: &str| {
        format!("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {paint}/>", across(x), down(y), across(a), down(b))
    };
    match mark.shape {
        Shape::Track => area(&format!("fill=\"none\" stroke=\"{hair}\"")),
        Shape::Axis => stroke(&format!("stroke=\"{hair}\"")),
        Shape::Line => stroke(&format!("stroke=\"{bar}\" stroke-width=\"2\"")),
        Shape::Point => format!("<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{bar}\"/>", across(x), down(y)),
        _ => area(&format!("fill=\"{bar}\"")),
    }
}
