//! An article's text, from its allow-listed nodes. No HTML string is ever set.

use super::use_locale;
use crate::locale::Locale;
use crate::wire::{Node, Target};
use leptos::prelude::*;

/// The text of an article.
#[component]
pub fn Prose(
    /// Its nodes.
    nodes: Vec<Node>,
) -> impl IntoView {
    let locale = use_locale();
    view! { <div class="prose">{views(nodes, locale)}</div> }.into_any()
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
        Node::Quote(inner) => view! { <blockquote>{views(inner, locale)}</blockquote> }.into_any(),
        Node::Table(head, rows) => view! {
            <div class="table" tabindex="0" role="region">
                <table>
                    <thead>
                        <tr>
                            {head
                                .into_iter()
                                .map(|cell| view! { <th scope="col">{views(cell, locale)}</th> })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {rows
                            .into_iter()
                            .map(|row| {
                                view! {
                                    <tr>
                                        {row
                                            .into_iter()
                                            .map(|cell| view! { <td>{views(cell, locale)}</td> })
                                            .collect_view()}
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any(),
        Node::Rule => view! { <hr /> }.into_any(),
    }
}
