//! The node tree of a text: its words, and changes of its links.

use film_core::route::Page;
use wire::{Embed, Node, Target};

/// Whether a letter belongs to a script that is written without spaces.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

/// The lists of nodes within a node, in order.
fn inner(node: &Node) -> Vec<&Vec<Node>> {
    match node {
        Node::Text(_) | Node::Code(_) | Node::Break | Node::Rule | Node::Embed(_) => Vec::new(),
        Node::Em(nodes) | Node::Strong(nodes) | Node::P(nodes) | Node::H(_, _, nodes) | Node::Link(_, nodes) => {
            vec![nodes]
        }
        Node::Quote(nodes, by) => vec![nodes, by],
        Node::List(_, items) => items.iter().collect(),
        Node::Table(head, rows) => head.iter().chain(rows.iter().flatten()).collect(),
    }
}

/// The same, to be changed.
fn inner_mut(node: &mut Node) -> Vec<&mut Vec<Node>> {
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

/// Leads links to pages of ours elsewhere, where `to` says so.
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
        inner_mut(node).into_iter().for_each(|nodes| redirect(nodes, to));
    }
}

/// Leaves of a link to a page that is `gone` only its words. No article is shown within another.
pub fn unlink(nodes: &mut Vec<Node>, gone: &impl Fn(&Page) -> bool) {
    let mut kept = Vec::with_capacity(nodes.len());
    for mut node in nodes.drain(..) {
        inner_mut(&mut node).into_iter().for_each(|nodes| unlink(nodes, gone));
        match node {
            Node::Link(Target::Page(page), inner) if gone(&page) => kept.extend(inner),
            node => kept.push(node),
        }
    }
    *nodes = kept;
}

/// The words of a text without its form.
pub fn plain(nodes: &[Node]) -> String {
    let mut text = String::new();
    each(nodes, &mut |node| match node {
        Node::Text(words) | Node::Code(words) => text.push_str(words),
        Node::P(_) | Node::H(..) | Node::Break | Node::List(..) | Node::Table(..) if !text.is_empty() => {
            text.push('\n')
        }
        _ => {}
    });
    text
}

/// Visits every node, the outer before the inner.
fn each(nodes: &[Node], visit: &mut impl FnMut(&Node)) {
    for node in nodes {
        visit(node);
        inner(node).into_iter().for_each(|nodes| each(nodes, visit));
    }
}
