//! A report: who issued it, and its figures, drawn and as a table, with unit, period and source.

use crate::locale::words;
use crate::route::Page;
use crate::ui::card::Groups;
use crate::ui::chart::ChartView;
use crate::ui::downloads::Downloads;
use crate::ui::facts::{Facts, Paragraphs};
use crate::ui::figures::Figures;
use crate::ui::pack_button::PackButton;
use crate::ui::section::Section;
use crate::ui::sources::Sources;
use crate::ui::use_locale;
use crate::wire::{Report, SentDocument};
use leptos::prelude::*;

pub fn report_page(report: Report, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let figures = if report.figures.is_empty() {
        view! { <p>{words::NO_FIGURES.get(locale)}</p> }.into_any()
    } else {
        view! {
            <div class="charts">
                {report.charts.into_iter().map(|chart| view! { <ChartView chart /> }).collect_view()}
            </div>
            <Figures figures=report.figures label=words::FIGURES.get(locale).to_owned() />
            <h3>{words::TAKE_AWAY.get(locale)}</h3>
            <Downloads files=report.files />
        }
        .into_any()
    };
    view! {
        <h1>{report.title}</h1>
        <p class="actions"><PackButton page=here /></p>
        <div class="columns">
            <Paragraphs texts=report.about />
            <Facts facts=report.facts />
        </div>
        <Section label=words::FIGURES>{figures}</Section>
        <Section label=words::READ_WITH_CARE shown={!report.notes.is_empty()}>
            <Paragraphs texts=report.notes />
        </Section>
        <Groups groups=report.related />
        <Sources sources=report.sources />
    }
    .into_any()
}
