use super::*;
use film_core::locale::Text;
use film_core::model::Source;
use proptest::prelude::*;

fn text(en: &str) -> Text {
    serde_json::from_value(serde_json::json!({ "en": en, "zh": en })).unwrap()
}

fn figure(label: &str, value: f64, unit: Unit, when: Option<&str>) -> Figure {
    Figure {
        id: None,
        label: text(label),
        value,
        unit: unit.as_str().to_owned(),
        unit_name: unit.into(),
        qualifier: Qualifier::Exact,
        period: text(when.unwrap_or("not dated")),
        when: when.map(str::to_owned),
        change: None,
        source: Source { publisher: text("Daily"), url: None, date: None },
    }
}

#[test]
fn figures_that_stand_on_one_scale() {
    use Unit::{Formats, People, Percent, Users, Yuan};
    type Row<'a> = (&'a str, f64, Unit, Option<&'a str>);
    type Expected<'a> = &'a [(Form, &'a [usize])];
    let table: [(&[Row], Expected); 8] = [
        (&[], &[]),
        // Same year and same unit.
        (
            &[("a", 5e8, Users, Some("2022")), ("b", 4e8, Users, Some("2022-12")), ("c", 4e8, Yuan, Some("2022"))],
            &[(Form::Bars, &[0, 1]), (Form::Bars, &[2])],
        ),
        // Two years give two charts.
        (&[("a", 5e8, Yuan, Some("2022")), ("b", 6e8, Yuan, Some("2023"))], &[(Form::Bars, &[0]), (Form::Bars, &[1])]),
        // A figure without a date gets a chart of its own.
        (
            &[("a", 5e8, Yuan, None), ("b", 6e8, Yuan, None), ("c", 7e8, Yuan, Some("2022"))],
            &[(Form::Bars, &[0]), (Form::Bars, &[1]), (Form::Bars, &[2])],
        ),
        // One measure at several times is a line; the others are not.
        (
            &[
                ("a", 5e8, Users, Some("2022-12")),
                ("b", 3e8, Users, Some("2023-12")),
                ("a", 6e8, Users, Some("2023-12")),
                ("a", 6e8, Users, None),
            ],
            &[(Form::Line, &[0, 2]), (Form::Bars, &[1]), (Form::Bars, &[3])],
        ),
        (&[("a", 40.3, Percent, Some("2022")), ("b", 17.2, Percent, Some("2022"))], &[(Form::Shares, &[0, 1])]),
        (&[("a", 9.0, Formats, Some("2023")), ("b", 1e9, People, None)], &[(Form::Count, &[0]), (Form::Bars, &[1])]),
        // The same measure twice at one time is not a line.
        (&[("a", 5e8, Users, Some("2022")), ("a", 6e8, Users, Some("2022"))], &[(Form::Bars, &[0, 1])]),
    ];
    for (rows, expected) in table {
        let figures: Vec<Figure> =
            rows.iter().map(|(label, value, unit, when)| figure(label, *value, *unit, *when)).collect();
        let found = groups(&figures.iter().collect::<Vec<_>>());
        let found: Vec<(Form, &[usize])> = found.iter().map(|group| (group.form, group.places.as_slice())).collect();
        assert_eq!(found, expected, "{rows:?}");
    }
}

#[test]
fn periods_that_differ_are_said_in_words() {
    let (whole, end) = (figure("a", 5e8, Unit::Users, Some("2022")), figure("b", 4e8, Unit::Users, Some("2022-12")));
    for locale in Locale::ALL {
        let charts = charts(&[&whole, &end], "x", locale);
        assert_eq!(charts.len(), 1);
        assert_eq!(charts[0].note.as_deref(), Some(words::CHART_PERIODS_DIFFER.get(locale)));
        assert!(charts[0].scale.contains("2022") && charts[0].scale.contains("2022-12"), "{}", charts[0].scale);
        let labels: Vec<&str> = charts[0]
            .marks
            .iter()
            .filter(|mark| mark.shape == Shape::Label)
            .filter_map(|mark| mark.words.as_ref().map(|(_, text)| text.as_str()))
            .collect();
        assert!(labels[0].contains("2022") && labels[1].contains("2022-12"), "{labels:?}");
    }
    // The same date in other words is the same period.
    let other = Figure { period: text("last year"), ..whole.clone() };
    let same = charts(&[&whole, &other], "x", Locale::En);
    assert_eq!((same.len(), same[0].note.as_deref()), (1, None));
    assert!(!same[0].scale.contains("last year"));
}

#[test]
fn bars_are_as_long_as_their_figures() {
    let figures = [
        Figure { qualifier: Qualifier::MoreThan, ..figure("a", 7e11, Unit::Yuan, Some("2022")) },
        figure("b", 292.83e9, Unit::Yuan, Some("2022")),
        figure("c", 1.0, Unit::Yuan, Some("2022")),
        figure("d", 0.0, Unit::Yuan, Some("2022")),
    ];
    let charts = charts(&figures.iter().collect::<Vec<_>>(), "x", Locale::En);
    let of = |shape: Shape| charts[0].marks.iter().filter(move |mark| mark.shape == shape);
    let widths: Vec<u32> = of(Shape::Bar).map(|mark| mark.at[2]).collect();
    assert_eq!(widths, [970, 406, 4, 0]);
    assert_eq!(of(Shape::More).map(|mark| mark.at[0]).collect::<Vec<_>>(), [978, 994]);
    assert!(charts[0].description.starts_with("a: over 700 billion yuan (2022). b: 292.83 billion yuan (2022)."));
}

#[test]
fn labels_in_lines() {
    for (label, lines) in [
        ("Short video", vec!["Short video"]),
        (
            "Share of internet users who use network audiovisual services",
            vec!["Share of internet users who use", "network audiovisual services"],
        ),
        ("市场总规模（门户网站表述）（2022年（“去年”））", vec!["市场总规模（门户网站表述）（2022年", "（“去年”））"]),
        ("", vec![""]),
    ] {
        assert_eq!(wrapped(label), lines, "{label}");
    }
}

proptest! {
    #[test]
    fn every_figure_is_drawn_once_and_inside(
        rows in proptest::collection::vec((0.0..1e12_f64, 0..4_usize, 0..5_usize, 0..3_usize), 0..12),
    ) {
        let units = [Unit::Users, Unit::Yuan, Unit::Percent, Unit::Works];
        let times = [None, Some("2022"), Some("2022-12"), Some("2023"), Some("2023-06-30")];
        let figures: Vec<Figure> = rows
            .iter()
            .map(|(value, unit, time, label)| figure(["a", "b", "c"][*label], *value, units[*unit], times[*time]))
            .collect();
        let figures: Vec<&Figure> = figures.iter().collect();
        let mut places: Vec<usize> = groups(&figures).into_iter().flat_map(|group| group.places).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (0..figures.len()).collect::<Vec<_>>());
        for chart in charts(&figures, "x", Locale::Zh) {
            for mark in &chart.marks {
                let [x, y, a, b] = mark.at;
                let (right, bottom) = match mark.shape {
                    Shape::Track | Shape::Bar | Shape::More => (x + a, y + b),
                    _ => (x.max(a), y.max(b)),
                };
                prop_assert!(right <= 1000 && bottom <= chart.height, "{mark:?} of {}", chart.height);
            }
        }
    }
}
