//! Charts of figures: which figures share a scale, and where each mark is placed.
//!
//! Figures of different years, and figures without a date, never share bars. Only one and the same measure is drawn
//! over several years, as a line with its periods below. Figures of one year whose periods differ in wording (the year,
//! its end) share a scale, and the chart says that the periods differ.

use super::format;
use super::share_card::lines::broken;
use film_core::locale::{Locale, words};
use film_core::model::summit::Figure;
use film_core::model::vocabulary::{Qualifier, Unit};
use wire::{Chart, Mark, Shape, Side};

/// How figures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A bar for each figure, on one scale from zero.
    Bars,
    /// A share of a whole for each figure.
    Shares,
    /// One measure at several times.
    Line,
    /// A small number of things, drawn one by one.
    Count,
}

/// Figures that share a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// How they are drawn.
    pub form: Form,
    /// The indexes of the figures in the list.
    pub places: Vec<usize>,
}

/// The width of the narrowest chart, in em. Labels are wrapped to fit it.
const ROOM: f32 = 19.5;

/// The largest number of things that are drawn one by one.
const COUNTED: f64 = 24.0;

/// From this number of points on, only the first and the last are labelled.
const CROWDED: usize = 5;

/// Groups figures that may be compared, in their original order.
pub fn groups(figures: &[&Figure]) -> Vec<Group> {
    let mut groups: Vec<(Group, &Figure)> = Vec::new();
    for (place, figure) in figures.iter().enumerate() {
        let form = if is_series(figures, figure) {
            Form::Line
        } else if is(figure, Unit::Percent) {
            Form::Shares
        } else {
            Form::Bars
        };
        let fits = |(group, first): &&mut (Group, &Figure)| {
            group.form == form
                && first.unit == figure.unit
                && match form {
                    Form::Line => first.label == figure.label,
                    _ => year(first).is_some() && year(first) == year(figure),
                }
        };
        match groups.iter_mut().find(fits) {
            Some((group, _)) => group.places.push(place),
            None => groups.push((Group { form, places: vec![place] }, figure)),
        }
    }
    let alone = |(mut group, first): (Group, &Figure)| {
        let counted = first.value.fract() == 0.0 && (1.0..=COUNTED).contains(&first.value);
        let countable = [Unit::Formats, Unit::People, Unit::Users, Unit::Companies, Unit::Works];
        let things = countable.into_iter().any(|unit| is(first, unit));
        if group.form == Form::Bars && group.places.len() == 1 && counted && things {
            group.form = Form::Count;
        }
        group
    };
    groups.into_iter().map(alone).collect()
}

fn is(figure: &Figure, unit: Unit) -> bool {
    figure.unit == unit.as_str()
}

/// Whether a measure is given for several times.
fn is_series(figures: &[&Figure], of: &Figure) -> bool {
    let same = figures.iter().filter(|it| it.label == of.label && it.unit == of.unit && it.when.is_some());
    let mut times: Vec<&Option<String>> = same.map(|it| &it.when).collect();
    times.sort_unstable();
    times.dedup();
    of.when.is_some() && times.len() > 1
}

fn year(figure: &Figure) -> Option<&str> {
    figure.when.as_deref().and_then(|when| when.get(..4))
}

/// The distinct periods of some figures. Periods with the same date are one.
fn periods(figures: &[&Figure], locale: Locale) -> Vec<String> {
    let date = |figure: &&Figure| figure.when.clone().unwrap_or_else(|| figure.period.get(locale).to_owned());
    let dates = format::distinct(figures.iter().map(date));
    let first = |wanted: &String| figures.iter().find(|figure| date(figure) == *wanted);
    dates.iter().filter_map(first).map(|figure| figure.period.get(locale).to_owned()).collect()
}

/// Draws figures. `name` is the prefix of the charts' ids.
pub fn charts(figures: &[&Figure], name: &str, locale: Locale) -> Vec<Chart> {
    let groups = groups(figures);
    let draw = |(number, group): (usize, Group)| {
        let chosen: Vec<&Figure> = group.places.iter().map(|place| figures[*place]).collect();
        chart(group.form, &chosen, format!("{name}-{}", number + 1), locale)
    };
    groups.into_iter().enumerate().map(draw).collect()
}

fn chart(form: Form, figures: &[&Figure], id: String, locale: Locale) -> Chart {
    let periods = periods(figures, locale);
    let differ = form != Form::Line && periods.len() > 1;
    let title = match form {
        Form::Bars if figures.len() > 1 => words::CHART_SIDE_BY_SIDE.get(locale).to_owned(),
        Form::Shares if figures.len() > 1 => words::CHART_SHARES.get(locale).to_owned(),
        Form::Line => words::CHART_OVER_TIME.with(locale, &[figures[0].label.get(locale)]),
        _ => figures[0].label.get(locale).to_owned(),
    };
    let first = figures[0];
    let unit_name =
        if is(first, Unit::Percent) { words::PERCENT.get(locale) } else { first.unit_name.many.get(locale) };
    let scale = words::CHART_SCALE.with(locale, &[unit_name, &periods.join(words::LIST_STOP.get(locale))]);
    let sentences = figures.iter().map(|figure| {
        let (label, value, period) =
            (figure.label.get(locale), format::figure(locale, figure), figure.period.get(locale));
        words::CHART_FIGURE.with(locale, &[label, &value, period])
    });
    let description = sentences.collect::<Vec<_>>().join(words::SPACE.get(locale));
    let publishers = format::distinct(figures.iter().map(|figure| figure.source.publisher.get(locale)));
    let source = words::CHART_SOURCE.with(locale, &[&publishers.join(words::LIST_STOP.get(locale))]);
    let (marks, height) = match form {
        Form::Line => line(figures, locale),
        Form::Count => count(figures[0], locale),
        Form::Bars | Form::Shares => bars(form, figures, differ, locale),
    };
    let note = differ.then(|| words::CHART_PERIODS_DIFFER.get(locale).to_owned());
    Chart { id, title, scale, description, note, source, height, marks, picture: None }
}

/// The height of a bar, pixels.
const BAR: u32 = 14;

fn mark(shape: Shape, at: [u32; 4]) -> Mark {
    Mark { shape, at, words: None }
}

fn words_at(shape: Shape, x: u32, y: u32, side: Side, text: String) -> Mark {
    Mark { shape, at: [x, y, 0, 0], words: Some((side, text)) }
}

/// Draws a label, a number and a bar below each other for each figure.
fn bars(form: Form, figures: &[&Figure], differ: bool, locale: Locale) -> (Vec<Mark>, u32) {
    let most = figures.iter().map(|figure| figure.value).fold(0.0, f64::max);
    let whole = if form == Form::Shares { 100.0 } else { most };
    // Leave room for the open end of a bar.
    let open = figures.iter().any(|figure| figure.qualifier == Qualifier::MoreThan);
    let widest = if open { 970.0 } else { 1000.0 };
    let mut marks = Vec::new();
    let mut y = 0;
    for figure in figures {
        let label = figure.label.get(locale);
        let label = match (differ, locale) {
            (false, _) => label.to_owned(),
            (true, Locale::En) => format!("{label} ({})", figure.period.get(locale)),
            (true, Locale::Zh) => format!("{label}（{}）", figure.period.get(locale)),
        };
        for text in wrapped(&label) {
            y += 19;
            marks.push(words_at(Shape::Label, 0, y, Side::Start, text));
        }
        y += 20;
        marks.push(words_at(Shape::Value, 0, y, Side::Start, format::figure(locale, figure)));
        y += 8;
        let part = if whole > 0.0 { (figure.value / whole).clamp(0.0, 1.0) } else { 0.0 };
        let width = (part * widest).round() as u32;
        if form == Form::Shares {
            marks.push(mark(Shape::Track, [0, y, 1000, BAR]));
        }
        // A value other than zero is visible.
        let width = if figure.value > 0.0 { width.max(4) } else { width };
        marks.push(mark(Shape::Bar, [0, y, width, BAR]));
        if figure.qualifier == Qualifier::MoreThan {
            marks.push(mark(Shape::More, [width + 8, y, 8, BAR]));
            marks.push(mark(Shape::More, [width + 24, y, 6, BAR]));
        }
        y += BAR + 16;
    }
    if form == Form::Shares {
        y += 4;
        marks.push(words_at(Shape::Small, 0, y, Side::Start, "0%".to_owned()));
        marks.push(words_at(Shape::Small, 1000, y, Side::End, "100%".to_owned()));
        y += 8;
    } else {
        y -= 8;
    }
    (marks, y)
}

/// Draws one square for each thing.
fn count(figure: &Figure, locale: Locale) -> (Vec<Mark>, u32) {
    let number = figure.value as u32;
    let across = number.min(12);
    let pitch = 1000 / across.max(9);
    let mut marks = vec![words_at(Shape::Value, 0, 20, Side::Start, format::figure(locale, figure))];
    for place in 0..number {
        marks.push(mark(Shape::Bar, [place % across * pitch, 32 + place / across * 30, pitch - 16, 22]));
    }
    (marks, 32 + number.div_ceil(across) * 30)
}

/// Draws one measure at several times, from zero, with the periods below.
fn line(figures: &[&Figure], locale: Locale) -> (Vec<Mark>, u32) {
    const TOP: u32 = 58;
    const FLOOR: u32 = 190;
    let mut points: Vec<(f64, &Figure)> = figures.iter().map(|figure| (moment(figure), *figure)).collect();
    points.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (first, last) = (points[0].0, points[points.len() - 1].0);
    let most = points.iter().map(|(_, figure)| figure.value).fold(0.0, f64::max);
    let place = |(time, figure): &(f64, &Figure)| {
        let across = if last > first { (time - first) / (last - first) } else { 0.5 };
        let up = if most > 0.0 { (figure.value / most).clamp(0.0, 1.0) } else { 0.0 };
        (30 + (across * 940.0).round() as u32, FLOOR - (up * f64::from(FLOOR - TOP)).round() as u32)
    };
    let places: Vec<(u32, u32)> = points.iter().map(place).collect();
    let mut marks = vec![
        mark(Shape::Axis, [0, FLOOR, 1000, FLOOR]),
        words_at(Shape::Small, 1000, FLOOR - 6, Side::End, "0".to_owned()),
    ];
    marks.extend(places.windows(2).map(|pair| mark(Shape::Line, [pair[0].0, pair[0].1, pair[1].0, pair[1].1])));
    let end = places.len() - 1;
    for (number, ((x, y), (_, figure))) in places.iter().zip(&points).enumerate() {
        marks.push(mark(Shape::Point, [*x, *y, *x, *y]));
        if places.len() >= CROWDED && number != 0 && number != end {
            continue;
        }
        let (side, at) = match number {
            0 => (Side::Start, 0),
            _ if number == end => (Side::End, 1000),
            _ => (Side::Middle, *x),
        };
        // Neighbouring labels alternate between two lines so that they do not overlap on a phone.
        let step = number as u32 % 2 * 20;
        marks.push(words_at(Shape::Value, at, y - 12 - step, side, format::amount(locale, figure)));
        marks.push(words_at(Shape::Small, at, FLOOR + 20 + step, side, figure.period.get(locale).to_owned()));
    }
    (marks, FLOOR + 46)
}

/// The time of a figure in years. A year or month counts as its middle.
fn moment(figure: &Figure) -> f64 {
    let when = figure.when.as_deref().unwrap_or_default();
    let part = |from: usize, to: usize| when.get(from..to).and_then(|text| text.parse::<f64>().ok());
    let year = part(0, 4).unwrap_or_default();
    match (part(5, 7), part(8, 10)) {
        (Some(month), Some(day)) => year + (month - 1.0) / 12.0 + (day - 1.0) / 365.0,
        (Some(month), None) => year + (month - 0.5) / 12.0,
        _ => year + 0.5,
    }
}

/// A label wrapped to fit the narrowest chart.
fn wrapped(text: &str) -> Vec<String> {
    let wide = |c: char| if super::markdown::is_han(c) { 1.0 } else { 0.54 };
    broken(text, ROOM, |text| text.chars().map(wide).sum())
}

#[cfg(test)]
mod tests;
