//! The figures of reports: drawn, listed, as files, and within a text.

use super::super::{chart, format};
use super::Maker;
use film_core::locale::words;
use film_core::model::ReportId;
use film_core::model::summit::{Figure, Report};
use film_core::route::Page;
use film_core::route::export::Export;
use wire::{self, Embed, EmbeddedFigures, Link};

impl Maker<'_> {
    /// Figures as the rows of a table.
    pub(super) fn figures<'f>(self, figures: impl Iterator<Item = &'f Figure>) -> Vec<wire::Figure> {
        figures
            .map(|figure| wire::Figure {
                label: self.text(&figure.label),
                value: format::figure(self.locale, figure),
                period: self.text(&figure.period),
                change: figure.change.map(format::change),
                source: self.source(&figure.source),
            })
            .collect()
    }

    /// All figures of a report, drawn.
    pub(super) fn charts(self, report: &Report) -> Vec<wire::Chart> {
        chart::charts(&report.figures.iter().collect::<Vec<_>>(), "chart", self.locale)
    }

    /// The figures of a report as files; none without figures.
    pub(super) fn report_files(self, year: u16, report: &Report) -> Vec<wire::Download> {
        let table = Export::ReportTable(year, report.id.clone());
        let table = (!report.figures.is_empty()).then(|| self.download(table, words::TABLE_CSV.get(self.locale)));
        table.into_iter().collect()
    }

    /// Those figures of a report that a text shows; `number` is the place of the embed in the text.
    pub(super) fn figures_embed(
        self,
        year: u16,
        id: &ReportId,
        wanted: &[String],
        caption: Option<String>,
        number: usize,
    ) -> Option<Embed> {
        let report = self.report(year, id)?;
        let named = |name: &String| {
            report.figures.iter().find(|figure| figure.id.as_ref().is_some_and(|id| id.as_str() == name))
        };
        let chosen: Vec<&Figure> =
            if wanted.is_empty() { report.figures.iter().collect() } else { wanted.iter().filter_map(named).collect() };
        let mut charts = chart::charts(&chosen, &format!("chart-{number}"), self.locale);
        // The writer's words are the better title of a single drawing.
        let caption = match (charts.as_mut_slice(), caption) {
            ([chart], Some(words)) => {
                chart.title = words;
                None
            }
            (_, words) => words,
        };
        Some(Embed::Figures(EmbeddedFigures {
            report: Link { to: Page::Report(year, id.clone()), label: self.text(&report.title) },
            caption,
            charts,
            figures: self.figures(chosen.into_iter()),
        }))
    }
}
