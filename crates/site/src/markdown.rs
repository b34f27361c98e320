//! Parses Markdown into the allow-listed node tree. HTML, external images and footnotes are rejected with their line.

mod emphasis;
mod marks;
mod references;
mod tree;

pub use references::{Named, Reference, references};
pub use tree::{is_han, plain, redirect, unlink};

use super::naming::slug;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use references::{embed, target};
use std::ops::Range;
use wire::Node;

/// An error in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// 1-based line.
    pub line: usize,
    /// Error message.
    pub what: String,
    /// How to fix it.
    pub fix: String,
}

/// Ids used by the page frame, which no heading may take.
const TAKEN: [&str; 3] = ["app", "main", "top"];

/// The dash before the name of a quotation's author.
const DASH: char = '—';

/// The enabled extensions; some are parsed only to be rejected.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

const LINK_FIX: &str = "use https:, http:, mailto: or tel:, or name a record: location:, expert:, clip:, news:, production:, \
     session:<year>/, report:<year>/";

/// The maximum nesting depth of quotations, lists and emphasis.
const MOST_DEPTH: usize = 12;

/// Parses Markdown into nodes.
///
/// Links are `https:`, `http:`, `mailto:` or `tel:`, or reference one of our own records: `location:zhanqiao-pier`,
/// `expert:li-xia`, `clip:…`, `news:…`, `session:2023/…`, `report:2023/…`. The caller must check that the record
/// exists.
///
/// A paragraph that consists of one image embeds a record: `![](location:zhanqiao-pier)`, `clip:…`, `expert:…`,
/// `![words](report:2023/…)`, where `#a,b` selects figures, or a picture of the article: `![](picture:name)`. A
/// quotation whose last paragraph begins with a dash names its author.
///
/// # Errors
///
/// Returns everything in the text that is not allowed, in order.
pub fn parse(text: &str) -> Result<Vec<Node>, Vec<Refusal>> {
    let text = &emphasis::joined(text);
    let mut reader = Reader {
        text,
        shown: Vec::new(),
        refusals: Vec::new(),
        anchors: TAKEN.map(str::to_owned).to_vec(),
        open: vec![Open { tag: None, nodes: Vec::new() }],
    };
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        if let Event::Text(words) = &event
            && **words == text[range.clone()]
        {
            reader.shown.push(range.clone());
        }
        reader.event(event, range);
    }
    if has_front_matter(text) {
        let fix = "move what it says into the JSON file of the article; for a line between paragraphs write ***";
        reader.refuse(0, "the text begins with front matter, which would appear on the page", fix);
    }
    reader.refusals.extend(marks::left(text, &reader.shown));
    reader.refusals.sort_by_key(|it| it.line);
    if reader.refusals.is_empty() {
        Ok(reader.open.pop().map(|open| open.nodes).unwrap_or_default())
    } else {
        Err(reader.refusals)
    }
}

/// Whether a text begins with fields between two lines of dashes, as in other site generators.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some("---")
        && lines.next().is_some_and(|line| line.contains([':', '：']))
        && lines.any(|line| line == "---")
}

struct Open<'a> {
    tag: Option<Tag<'a>>,
    nodes: Vec<Node>,
}

struct Reader<'a> {
    text: &'a str,
    /// The ranges of text that readers see as written.
    shown: Vec<Range<usize>>,
    refusals: Vec<Refusal>,
    anchors: Vec<String>,
    open: Vec<Open<'a>>,
}

impl<'a> Reader<'a> {
    fn refuse(&mut self, at: usize, what: impl Into<String>, fix: impl Into<String>) {
        let line = self.text[..at].matches('\n').count() + 1;
        self.refusals.push(Refusal { line, what: what.into(), fix: fix.into() });
    }

    fn push(&mut self, node: Node) {
        if let Some(open) = self.open.last_mut() {
            match (open.nodes.last_mut(), node) {
                (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
                (_, node) => open.nodes.push(node),
            }
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let at = range.start;
        match event {
            Event::Start(tag) => {
                if self.open.len() > MOST_DEPTH {
                    self.refuse(at, format!("nests deeper than {MOST_DEPTH} levels"), "write it as plain paragraphs");
                    // Only the first error about nesting is useful; the others would repeat it.
                    self.refusals.dedup_by(|later, before| later.what == before.what);
                }
                self.allow(&tag, at);
                self.open.push(Open { tag: Some(tag), nodes: Vec::new() });
            }
            Event::End(end) => self.end(end, range),
            Event::Text(text) => self.push(Node::Text(emphasis::plain(&text).into_owned())),
            Event::Code(text) => self.push(Node::Code(emphasis::plain(&text).into_owned())),
            Event::SoftBreak => {
                // A line break inside a Chinese paragraph is not a space.
                let spaced = self.open.last().and_then(|open| open.nodes.last()).is_none_or(|node| match node {
                    Node::Text(text) => text.chars().next_back().is_none_or(|c| !is_han(c)),
                    _ => true,
                });
                if spaced {
                    self.push(Node::Text(" ".into()));
                }
            }
            Event::HardBreak => self.push(Node::Break),
            Event::Rule => self.push(Node::Rule),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.refuse(at, "HTML is not allowed", "write it in Markdown, or write &lt; for <");
            }
            Event::FootnoteReference(_) => {
                self.refuse(at, "footnotes are not allowed", "say it in the text");
            }
            Event::TaskListMarker(_) => {
                self.refuse(at, "lists with boxes to tick are not allowed", "write - and the words, without [ ]");
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.refuse(at, "this Markdown extension is not allowed", "write it as plain text");
            }
        }
    }

    fn allow(&mut self, tag: &Tag, at: usize) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1 | HeadingLevel::H5 | HeadingLevel::H6, .. } => {
                self.refuse(at, "headings in the text are of level 2 to 4", "begin the line with ##, ### or ####")
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => self.refuse(
                at,
                "code blocks are not allowed",
                "take away the fence or the spaces at the beginning of the line",
            ),
            Tag::Strikethrough => self.refuse(at, "struck text is not allowed", "write a correction in the JSON file"),
            Tag::FootnoteDefinition(_) => self.refuse(at, "footnotes are not allowed", "say it in the text"),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd, range: Range<usize>) {
        let at = range.start;
        let Some(Open { tag, nodes }) = self.open.pop() else {
            return;
        };
        match (end, tag) {
            (TagEnd::Paragraph, _) => match nodes.as_slice() {
                [Node::Embed(_)] => nodes.into_iter().for_each(|node| self.push(node)),
                _ if nodes.iter().any(|node| matches!(node, Node::Embed(_))) => {
                    self.refuse(at, "a record is shown in the middle of a paragraph", "give it a paragraph of its own");
                }
                _ => self.push(Node::P(nodes)),
            },
            (TagEnd::Image, Some(Tag::Image { dest_url, .. })) => {
                let dest = emphasis::plain(&dest_url);
                match embed(&dest, &plain(&nodes)) {
                    // Inside more than the text itself and the paragraph.
                    Ok(_) if self.open.len() > 2 || !self.in_paragraph() => {
                        self.refuse(at, "a record is shown within something else", "give it a paragraph of its own");
                    }
                    Ok(embed) => self.push(Node::Embed(Box::new(embed))),
                    Err((what, fix)) => {
                        let (words, url) = (plain(&nodes), marks::half_width(&dest));
                        let near = url != *dest && embed(&url, &words).is_ok();
                        self.refuse(at, what, if near { format!("write ![{words}]({url})") } else { fix.to_owned() });
                    }
                }
            }
            (TagEnd::Heading(level), _) => {
                let anchor = self.anchor(&nodes);
                self.push(Node::H(level as u8, anchor, nodes));
            }
            (TagEnd::BlockQuote(_), _) => match quote(nodes) {
                Some(quote) => self.push(quote),
                None => self.refuse(at, "the quotation says who and not what", "write the words before the dash"),
            },
            (TagEnd::Emphasis, _) => self.push(Node::Em(nodes)),
            (TagEnd::Strong, _) => self.push(Node::Strong(nodes)),
            (TagEnd::List(_), Some(Tag::List(start))) => {
                let items = lists(nodes).flatten().collect();
                self.push(Node::List(start, items));
            }
            // An item is kept in a list of its own until the list around it ends. Cells and rows work the same way.
            (TagEnd::Item | TagEnd::TableCell, _) => self.push(Node::List(None, vec![nodes])),
            (TagEnd::TableHead | TagEnd::TableRow, _) => {
                let cells = lists(nodes).flatten().collect();
                self.push(Node::List(None, cells));
            }
            (TagEnd::Table, _) => {
                let mut rows = lists(nodes);
                let head = rows.next().unwrap_or_default();
                let rows = rows.collect();
                self.push(Node::Table(head, rows));
            }
            (TagEnd::Link, Some(Tag::Link { dest_url, .. })) => self.link(&emphasis::plain(&dest_url), nodes, range),
            // A rejected element keeps its content; the build stops anyway.
            _ => nodes.into_iter().for_each(|node| self.push(node)),
        }
    }

    fn link(&mut self, url: &str, nodes: Vec<Node>, range: Range<usize>) {
        let words = plain(&nodes);
        let line = self.text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let before = self.text[line..range.start].trim();
        let is_alone = self.text[range.end..].lines().next().unwrap_or_default().trim().is_empty();
        let is_picture = before == "！" && is_alone;
        if is_picture || words.trim().is_empty() {
            let what = if is_picture { "a picture begins with a full-width ！" } else { "the link has no words" };
            let fix = if before.ends_with(['！', '!']) {
                format!("write ![{words}]({url}) with a plain !, in a paragraph of its own")
            } else {
                format!("write [words]({url}); to show what it leads to, write ![]({url})")
            };
            self.refuse(range.start, what, fix);
            return;
        }
        match target(url) {
            Ok(target) => self.push(Node::Link(target, nodes)),
            Err(what) => {
                let plain = marks::half_width(url);
                let fix = if plain != url && target(&plain).is_ok() {
                    format!("write [{words}]({plain})")
                } else {
                    LINK_FIX.to_owned()
                };
                self.refuse(range.start, what, fix);
            }
        }
    }

    fn in_paragraph(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.tag, Some(Tag::Paragraph)))
    }

    /// A heading's anchor: its words in lower case, made unique with a number.
    fn anchor(&mut self, nodes: &[Node]) -> String {
        let slug = slug(&plain(nodes));
        let base = if slug.is_empty() { "section".to_owned() } else { slug };
        let mut anchor = base.clone();
        let mut number = 2;
        while self.anchors.contains(&anchor) {
            anchor = format!("{base}-{number}");
            number += 1;
        }
        self.anchors.push(anchor.clone());
        anchor
    }
}

/// The items of all lists among the nodes.
fn lists(nodes: Vec<Node>) -> impl Iterator<Item = Vec<Vec<Node>>> {
    nodes.into_iter().filter_map(|node| match node {
        Node::List(_, items) => Some(items),
        _ => None,
    })
}

/// A quotation with its author: the text after a dash at the beginning of the last paragraph. `None` if there is
/// nothing else.
fn quote(mut nodes: Vec<Node>) -> Option<Node> {
    let dashed = |node: &Node| matches!(node, Node::P(inner) if matches!(inner.first(), Some(Node::Text(text)) if text.starts_with(DASH)));
    if !nodes.last().is_some_and(dashed) {
        return Some(Node::Quote(nodes, Vec::new()));
    }
    let Some(Node::P(mut by)) = nodes.pop() else { return None };
    if let Some(Node::Text(text)) = by.first_mut() {
        *text = text.trim_start_matches(DASH).trim_start().to_owned();
    }
    by.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
    (!nodes.is_empty()).then_some(Node::Quote(nodes, by))
}

#[cfg(test)]
mod tests;
