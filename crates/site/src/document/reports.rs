//! Documents of reports and their figures: as charts, lists, downloads, and embedded in texts.

use super::super::{chart, format};
use super::{Maker, cut};
use film_core::locale::words;
use film_core::model::ReportId;
use film_core::model::summit::{Figure, Report};
use film_core::route::Page;
use film_core::route::export::Export;
use wire::{self, Body, Card, Document, Embed, EmbeddedFigures, Target};

impl Maker<'_> {
    pub(super) fn report_card(self, year: u16, report: &Report) -> Card {
        Card {
            kicker: Some(self.text(&report.issuer)),
            date: Some(format::day_moment(self.locale, &report.date)),
            text: Some(cut(report.summary.get(self.locale), 180)),
            ..self.card(Page::Report(year, report.id.clone()), &report.title)
        }
    }

    pub(super) fn report_page(self, year: u16, id: &ReportId) -> Option<Document> {
        let edition = self.content.edition(year)?;
        let report = edition.report(id)?;
        let mut facts = self.facts([
            (words::FACT_ISSUER, self.text(&report.issuer)),
            (words::FACT_DATE, format::part_date(self.locale, &report.date)),
        ]);
        facts.extend(report.session.as_ref().and_then(|id| edition.session(id)).map(|session| {
            let to = Target::Page(Page::Session(year, session.id.clone()));
            self.fact(words::FACT_SESSION, self.text(&session.title), Some(to))
        }));
        let presenters = report.presenters.iter().filter_map(|id| self.content.experts.get(id.as_str()));
        let presenters = presenters.map(|expert| self.speaker_card(year, expert)).collect();
        let news = self.news_on(|mentions| mentions.reports.iter().any(|it| it.year == year && it.id == *id));
        let table = Export::ReportTable(year, id.clone());
        let table = (!report.figures.is_empty()).then(|| self.download(table, words::TABLE_CSV.get(self.locale)));
        let summary = report.summary.get(self.locale);
        let body = wire::Report {
            title: self.text(&report.title),
            about: format::paragraphs(summary),
            facts,
            figures: self.figures(report.figures.iter()),
            charts: chart::charts(&report.figures.iter().collect::<Vec<_>>(), "chart", self.locale),
            files: table.into_iter().collect(),
            notes: self.texts(&report.notes),
            related: self.groups([(words::PERSONS, presenters), (words::NEWS, news)]),
            sources: self.sources(&report.sources),
        };
        Some(self.record(Page::Report(year, id.clone()), &report.title, summary, Body::Report(Box::new(body))))
    }

    /// Figures as the rows of a table.
    fn figures<'f>(self, figures: impl Iterator<Item = &'f Figure>) -> Vec<wire::Figure> {
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

    /// The figures of a report that a text shows. `number` is the index of the embed in the text.
    pub(super) fn figures_embed(
        self,
        year: u16,
        id: &ReportId,
        wanted: &[String],
        caption: Option<String>,
        number: usize,
    ) -> Option<Embed> {
        let report = self.content.edition(year)?.report(id)?;
        let named = |name: &String| {
            report.figures.iter().find(|figure| figure.id.as_ref().is_some_and(|id| id.as_str() == name))
        };
        let chosen: Vec<&Figure> =
            if wanted.is_empty() { report.figures.iter().collect() } else { wanted.iter().filter_map(named).collect() };
        let mut charts = chart::charts(&chosen, &format!("chart-{number}"), self.locale);
        // The editor's caption is the better title of a single chart.
        let caption = match (charts.as_mut_slice(), caption) {
            ([chart], Some(words)) => {
                chart.title = words;
                None
            }
            (_, words) => words,
        };
        Some(Embed::Figures(EmbeddedFigures {
            report: self.link(Page::Report(year, id.clone()), &report.title),
            caption,
            charts,
            figures: self.figures(chosen.into_iter()),
        }))
    }
}
