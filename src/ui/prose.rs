//! An article's text, built from its allow-listed nodes. HTML is never set from a string.

use super::{CardView, chart_view, figure_view, figures_view, use_locale};
use crate::locale::{Locale, words};
use crate::wire::{Embed, EmbeddedFigures, Node, Target};
use leptos::prelude::*;

/// The text of an article.
pub fn prose_view(nodes: Vec<Node>) -> AnyView {
    view! { <div class="prose">{views(nodes, use_locale())}</div> }.into_any()
}

fn views(nodes: Vec<Node>, locale: Locale) -> Vec<AnyView> {
    nodes.into_iter().map(|node| node_view(node, locale)).collect()
}

fn node_view(node: Node, locale: Locale) -> AnyView {
    match node {
        Node::Text(text) => text.into_any(),
        Node::Em(inner) => view! { <em>{views(inner, locale)}</em> }.into_any(),
        Node::Strong(inner) => view! { <strong>{views(inner, locale)}</strong> }.into_any(),
        Node::Code(text) => view! { <code>{text}</code> }.into_any(),
        Node::Link(Target::Page(page), inner) => {
            view! { <a href=page.href(locale)>{views(inner, locale)}</a> }.into_any()
        }
        Node::Link(Target::Web(url), inner) => {
            view! { <a href=url rel="external noreferrer">{views(inner, locale)}</a> }.into_any()
        }
        Node::Break => view! { <br /> }.into_any(),
        Node::P(inner) => view! { <p>{views(inner, locale)}</p> }.into_any(),
        Node::H(level, id, inner) => {
            let inner = views(inner, locale);
            match level {
                2 => view! { <h2 id=id>{inner}</h2> }.into_any(),
                3 => view! { <h3 id=id>{inner}</h3> }.into_any(),
                _ => view! { <h4 id=id>{inner}</h4> }.into_any(),
            }
        }
        Node::List(start, items) => {
            let items: Vec<_> = items.into_iter().map(|item| view! { <li>{views(item, locale)}</li> }).collect();
            match start {
                Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Node::Quote(inner, by) => {
            let words = view! { <blockquote>{views(inner, locale)}</blockquote> };
            if by.is_empty() {
                words.into_any()
            } else {
                view! { <figure class="quote">{words}<figcaption>"— "{views(by, locale)}</figcaption></figure> }
                    .into_any()
            }
        }
        Node::Embed(embed) => match *embed {
            Embed::Card(card) => view! { <div class="embed"><CardView card=*card top=true /></div> }.into_any(),
            Embed::Picture(picture) => view! { <div class="embed">{figure_view(picture, false)}</div> }.into_any(),
            Embed::Figures(figures) => embedded_figures(figures, locale),
            // The site tool has replaced these embeds with their content.
            Embed::Record(..) | Embed::Named(_) => ().into_any(),
        },
        Node::Table(head, rows) => {
            let head = head.into_iter().map(|cell| view! { <th scope="col">{views(cell, locale)}</th> });
            let cells = |row: Vec<Vec<Node>>| row.into_iter().map(|cell| view! { <td>{views(cell, locale)}</td> });
            let rows = rows.into_iter().map(|row| view! { <tr>{cells(row).collect_view()}</tr> });
            view! {
                <div class="table" tabindex="0" role="region">
                    <table>
                        <thead><tr>{head.collect_view()}</tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        }
        Node::Rule => view! { <hr /> }.into_any(),
    }
}

/// Figures of a report, as charts, and as a table that can be opened.
fn embedded_figures(embed: EmbeddedFigures, locale: Locale) -> AnyView {
    let caption = embed.caption.map(|caption| view! { <p class="embed-caption">{caption}</p> });
    let titles: Vec<&str> = embed.charts.iter().map(|chart| chart.title.as_str()).collect();
    let label = [&embed.report.label, ": ", &titles.join(", ")].concat();
    let from = words::CHART_FROM.with(locale, &[&embed.report.label]);
    view! {
        <div class="embed">
            {caption}
            {embed.charts.into_iter().map(chart_view).collect_view()}
            <details>
                <summary>{words::CHART_TABLE.get(locale)}</summary>
                {figures_view(embed.figures, label)}
            </details>
            <p><a href=embed.report.to.href(locale)>{from}</a></p>
        </div>
    }
    .into_any()
}
