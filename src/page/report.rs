//! A report: its issuer, and its figures as charts and as a table, with unit, period and source.

use crate::locale::words;
use crate::ui::{
    Section, chart_view, downloads_view, facts_view, figures_view, groups_view, pack_button, paragraphs_view,
    poster_button, sources_view, use_locale,
};
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
                {report.charts.into_iter().map(chart_view).collect_view()}
            </div>
            {figures_view(report.figures, words::FIGURES.get(locale).to_owned())}
            <h3>{words::TAKE_AWAY.get(locale)}</h3>
            {downloads_view(report.files)}
        }
        .into_any()
    };
    view! {
        <h1>{report.title}</h1>
        <p class="actions">{pack_button(here.clone())}{poster_button(here)}</p>
        <div class="columns">
            {paragraphs_view(report.about)}
            {facts_view(report.facts)}
        </div>
        <Section label=words::FIGURES>{figures}</Section>
        <Section label=words::READ_WITH_CARE shown={!report.notes.is_empty()}>
            {paragraphs_view(report.notes)}
        </Section>
        {groups_view(report.related)}
        {sources_view(report.sources)}
    }
    .into_any()
}
