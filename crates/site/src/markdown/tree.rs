//! Operations on the node tree of a text: extracting its words, changing its links.

use film_core::route::Page;
use wire::{Embed, Node, Target};

/// Whether a character belongs to a script written without spaces.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The child lists of a node, in order.
fn inner(node: &mut Node) -> Vec<&mut Vec<Node>> {
    match node {
        Node::Text(_) | Node::Code(_) | Node::Break | Node::Rule | Node::Embed(_) => Vec::new(),
        Node::Em(nodes) | Node::Strong(nodes) | Node::P(nodes) | Node::H(_, _, nodes) | Node::Link(_, nodes) => {
            vec![nodes]
        }
        Node::Quote(nodes, by) => vec![nodes, by],
        Node::List(_, items) => items.iter_mut().collect(),
        Node::Table(head, rows) => head.iter_mut().chain(rows.iter_mut().flatten()).collect(),
    }
}

/// Redirects links to our own pages for which `to` returns another page.
pub fn redirect(nodes: &mut [Node], to: &impl Fn(&Page) -> Option<Page>) {
    for node in nodes {
        let page = match node {
            Node::Link(Target::Page(page), _) => Some(page),
            Node::Embed(embed) => match embed.as_mut() {
                Embed::Record(page, ..) => Some(page),
                _ => None,
            },
            _ => None,
        };
        if let Some(page) = page
            && let Some(other) = to(page)
        {
            *page = other;
        }
        inner(node).into_iter().for_each(|nodes| redirect(nodes, to));
    }
}

/// Replaces links to pages that are `gone` with their text. Articles are never embedded in other articles.
pub fn unlink(nodes: &mut Vec<Node>, gone: &impl Fn(&Page) -> bool) {
    let mut kept = Vec::with_capacity(nodes.len());
    for mut node in nodes.drain(..) {
        inner(&mut node).into_iter().for_each(|nodes| unlink(nodes, gone));
        match node {
            Node::Link(Target::Page(page), inner) if gone(&page) => kept.extend(inner),
            node => kept.push(node),
        }
    }
    *nodes = kept;
}

/// The plain text of nodes, without formatting: a line for each paragraph, heading, item and cell.
pub fn plain(nodes: &[Node]) -> String {
    let mut text = String::new();
    add_words(nodes, &mut text);
    text
}

fn add_line(nodes: &[Node], text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    add_words(nodes, text);
}

fn add_words(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) | Node::Code(words) => text.push_str(words),
            Node::Em(nodes) | Node::Strong(nodes) | Node::Link(_, nodes) => add_words(nodes, text),
            Node::P(nodes) | Node::H(_, _, nodes) => add_line(nodes, text),
            Node::Quote(nodes, by) => [nodes, by].into_iter().for_each(|nodes| add_line(nodes, text)),
            Node::List(_, items) => items.iter().for_each(|item| add_line(item, text)),
            Node::Table(head, rows) => head.iter().chain(rows.iter().flatten()).for_each(|cell| add_line(cell, text)),
            Node::Break => text.push('\n'),
            Node::Rule | Node::Embed(_) => {}
        }
    }
}
