//! Markdown to the allow-listed node tree. HTML, foreign images and footnotes are refused with their line.

mod references;
mod tree;

pub use references::{Named, Reference, references};
pub use tree::{is_han, plain, redirect, unlink};

use super::naming::slug;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use references::{embed, target};
use wire::Node;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// 1-based line.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// How to fix it.
    pub fix: String,
}

/// Ids of the frame, which no heading may take.
const TAKEN: [&str; 3] = ["app", "main", "top"];

/// What stands before the one who said a quotation.
const DASH: char = '—';

/// The extensions that are read; some only to be refused.
const OPTIONS: Options = Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// How deep quotes, lists and emphasis may nest.
const MOST_DEPTH: usize = 12;

/// Turns Markdown into nodes.
///
/// Links are `https:`, `http:`, `mailto:` or `tel:`, or name one of our own records:
/// `location:zhanqiao-pier`, `expert:li-xia`, `clip:…`, `news:…`, `session:2023/…`,
/// `report:2023/…`. Whether the record exists is the caller's to check.
///
/// A paragraph that is one image shows a record: `![](location:zhanqiao-pier)`, `clip:…`, `expert:…`,
/// `![words](report:2023/…)`, of which `#a,b` chooses figures, or a picture of the article:
/// `![](picture:name)`. A quotation whose last paragraph begins with a dash names who said it.
///
/// # Errors
///
/// Everything in the text that is not allowed, in order.
pub fn parse(text: &str) -> Result<Vec<Node>, Vec<Refusal>> {
    let mut reader = Reader {
        text,
        refusals: Vec::new(),
        anchors: TAKEN.map(str::to_owned).to_vec(),
        open: vec![Open { tag: None, nodes: Vec::new() }],
    };
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        reader.event(event, range.start);
    }
    if reader.refusals.is_empty() {
        Ok(reader.open.pop().map(|open| open.nodes).unwrap_or_default())
    } else {
        Err(reader.refusals)
    }
}

struct Open<'a> {
    tag: Option<Tag<'a>>,
    nodes: Vec<Node>,
}

struct Reader<'a> {
    text: &'a str,
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

    fn event(&mut self, event: Event<'a>, at: usize) {
        match event {
            Event::Start(tag) => {
                if self.open.len() > MOST_DEPTH {
                    self.refuse(at, format!("nests deeper than {MOST_DEPTH} levels"), "write it as plain paragraphs");
                    // Only the first refusal of a deep nest helps; the rest would repeat it.
                    self.refusals.dedup_by(|later, before| later.what == before.what);
                }
                self.allow(&tag, at);
                self.open.push(Open { tag: Some(tag), nodes: Vec::new() });
            }
            Event::End(end) => self.end(end, at),
            Event::Text(text) => self.push(Node::Text(text.into_string())),
            Event::Code(text) => self.push(Node::Code(text.into_string())),
            Event::SoftBreak => {
                // A line end inside a Chinese paragraph is no space.
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
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
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

    fn end(&mut self, end: TagEnd, at: usize) {
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
            (TagEnd::Image, Some(Tag::Image { dest_url, .. })) => match embed(&dest_url, &plain(&nodes)) {
                // The text itself and the paragraph.
                Ok(_) if self.open.len() > 2 || !self.in_paragraph() => {
                    self.refuse(at, "a record is shown within something else", "give it a paragraph of its own");
                }
                Ok(embed) => self.push(Node::Embed(Box::new(embed))),
                Err((what, fix)) => self.refuse(at, what, fix),
            },
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
            // An item waits inside a list of its own until the list around it ends; cells and rows likewise.
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
            (TagEnd::Link, Some(Tag::Link { dest_url, .. })) => match target(&dest_url) {
                Ok(target) => self.push(Node::Link(target, nodes)),
                Err(what) => self.refuse(
                    at,
                    what,
                    "use https:, http:, mailto: or tel:, or name a record: location:, expert:, clip:, news:, session:<year>/, report:<year>/",
                ),
            },
            // What is refused leaves its words behind; the build stops anyway.
            _ => nodes.into_iter().for_each(|node| self.push(node)),
        }
    }

    fn in_paragraph(&self) -> bool {
        self.open.last().is_some_and(|open| matches!(open.tag, Some(Tag::Paragraph)))
    }

    /// A heading's anchor: its words in lower case, made unique by a number.
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

/// The items of lists.
fn lists(nodes: Vec<Node>) -> impl Iterator<Item = Vec<Vec<Node>>> {
    nodes.into_iter().filter_map(|node| match node {
        Node::List(_, items) => Some(items),
        _ => None,
    })
}

/// A quotation, and who said it: what follows a dash at the beginning of its last paragraph.
/// `None` when there is nothing else.
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
mod tests {
    use super::*;
    use film_core::model::{ExpertId, LocationId, ReportId, SessionId};
    use film_core::route::Page;
    use wire::{Embed, Target};

    fn text(words: &str) -> Node {
        Node::Text(words.into())
    }

    fn shown(embed: Embed) -> Node {
        Node::Embed(Box::new(embed))
    }

    #[test]
    fn what_a_text_names_and_where() {
        let named = references(
            "a [x](location:pier)\n\n![](report:2023/users#a,b)\n\n![](picture:tank) [y](https://a.example/) [z](nope:1)",
        );
        let page = |page: Page, wanted: &[&str]| Named::Page(page, wanted.iter().map(|it| (*it).to_owned()).collect());
        assert_eq!(
            named,
            [
                Reference { line: 1, to: page(Page::Location(LocationId("pier".into())), &[]) },
                Reference { line: 3, to: page(Page::Report(2023, ReportId("users".into())), &["a", "b"]) },
                Reference { line: 5, to: Named::Picture("tank".into()) },
            ]
        );
    }

    #[test]
    fn markdown_and_its_nodes() {
        let table = [
            (
                "A *b* **c** `d`.",
                vec![Node::P(vec![
                    text("A "),
                    Node::Em(vec![text("b")]),
                    text(" "),
                    Node::Strong(vec![text("c")]),
                    text(" "),
                    Node::Code("d".into()),
                    text("."),
                ])],
            ),
            (
                "## From the bottom\n\n## From the bottom",
                vec![
                    Node::H(2, "from-the-bottom".into(), vec![text("From the bottom")]),
                    Node::H(2, "from-the-bottom-2".into(), vec![text("From the bottom")]),
                ],
            ),
            (
                "3. a\n4. b\n   - c",
                vec![Node::List(
                    Some(3),
                    vec![vec![text("a")], vec![text("b"), Node::List(None, vec![vec![text("c")]])]],
                )],
            ),
            ("> q\n", vec![Node::Quote(vec![Node::P(vec![text("q")])], Vec::new())]),
            (
                "> q\n>\n> — [Somebody](expert:li-xia), *then*",
                vec![Node::Quote(
                    vec![Node::P(vec![text("q")])],
                    vec![
                        Node::Link(Target::Page(Page::Expert(ExpertId("li-xia".into()))), vec![text("Somebody")]),
                        text(", "),
                        Node::Em(vec![text("then")]),
                    ],
                )],
            ),
            ("> 引语\n>\n> ——某人", vec![Node::Quote(vec![Node::P(vec![text("引语")])], vec![text("某人")])]),
            ("## Main", vec![Node::H(2, "main-2".into(), vec![text("Main")])]),
            (
                "a\n\n![](location:pier)\n\n![](picture:tank)",
                vec![
                    Node::P(vec![text("a")]),
                    shown(Embed::Record(Page::Location(LocationId("pier".into())), Vec::new(), None)),
                    shown(Embed::Named("tank".into())),
                ],
            ),
            (
                "![The *users*](report:2023/users#all,short-video)",
                vec![shown(Embed::Record(
                    Page::Report(2023, ReportId("users".into())),
                    vec!["all".into(), "short-video".into()],
                    Some("The users".into()),
                ))],
            ),
            (
                "| a | b |\n|---|---|\n| 1 | 2 |",
                vec![Node::Table(vec![vec![text("a")], vec![text("b")]], vec![vec![vec![text("1")], vec![text("2")]]])],
            ),
            (
                "[x](location:zhanqiao-pier) [y](https://a.example/) [z](session:2023/opening)",
                vec![Node::P(vec![
                    Node::Link(Target::Page(Page::Location(LocationId("zhanqiao-pier".into()))), vec![text("x")]),
                    text(" "),
                    Node::Link(Target::Web("https://a.example/".into()), vec![text("y")]),
                    text(" "),
                    Node::Link(Target::Page(Page::Session(2023, SessionId("opening".into()))), vec![text("z")]),
                ])],
            ),
            ("栈桥\n位于", vec![Node::P(vec![text("栈桥位于")])]),
            ("one\ntwo", vec![Node::P(vec![text("one two")])]),
        ];
        for (markdown, nodes) in table {
            assert_eq!(parse(markdown).unwrap(), nodes, "{markdown}");
        }
    }

    #[test]
    fn what_is_refused_and_on_which_line() {
        for (markdown, line, what) in [
            ("a\n\n<script>alert(1)</script>", 3, "HTML is not allowed"),
            ("a <b>c</b>", 1, "HTML is not allowed"),
            ("![x](y.jpg)", 1, "the image \"y.jpg\" has no scheme"),
            ("![x](https://a.example/y.jpg)", 1, "pictures of other sites are not shown"),
            ("![x](data:image/png;base64,x)", 1, "images with data: are not allowed"),
            ("![](news:first)", 1, "this kind of record is not shown in a text"),
            ("![](session:2023/opening)", 1, "this kind of record is not shown in a text"),
            ("[x](report:0818/numbers)", 1, "\"0818/numbers\" is not the id of a record"),
            ("![](location:pier#a)", 1, "only figures of a report are chosen by #"),
            ("![](report:2023/users#)", 1, "\"\" is not the id of a figure"),
            ("![](report:2023/users#a,B)", 1, "\"B\" is not the id of a figure"),
            ("![](picture:Big.jpg)", 1, "\"Big.jpg\" is not the name of a picture"),
            ("![words](picture:tank)", 1, "a picture of the article has words in the text"),
            ("a\n\nsee ![](location:pier) there", 3, "a record is shown in the middle of a paragraph"),
            ("![](location:pier) ![](location:pier)", 1, "a record is shown in the middle of a paragraph"),
            ("> ![](location:pier)", 1, "a record is shown within something else"),
            ("- ![](location:pier)", 1, "a record is shown within something else"),
            ("*![](location:pier)*", 1, "a record is shown within something else"),
            ("[![](location:pier)](https://a.example/)", 1, "a record is shown within something else"),
            ("## ![](location:pier)", 1, "a record is shown within something else"),
            ("|a|\n|-|\n|![](location:pier)|", 3, "a record is shown within something else"),
            ("> — Nobody", 1, "the quotation says who and not what"),
            ("a[^1]\n\n[^1]: b", 1, "footnotes are not allowed"),
            ("# One", 1, "headings in the text are of level 2 to 4"),
            ("```\nx\n```", 1, "code blocks are not allowed"),
            ("~~x~~", 1, "struck text is not allowed"),
            ("[x](javascript:alert(1))", 1, "links with javascript: are not allowed"),
            ("[x](JaVaScRiPt:alert(1))", 1, "links with JaVaScRiPt: are not allowed"),
            ("[x](data:text/html,x)", 1, "links with data: are not allowed"),
            ("[x](//evil.example)", 1, "the link \"//evil.example\" has no scheme"),
            ("[x](location:Not A Slug)", 1, ""),
            ("[x](location:No)", 1, "\"No\" is not the id of a record"),
            ("[x](session:opening)", 1, "\"opening\" is not the id of a record"),
            ("[x](https:evil)", 1, "the link \"https:evil\" is not a web address"),
        ] {
            match parse(markdown) {
                Err(refusals) => {
                    assert_eq!(refusals[0].line, line, "{markdown}");
                    assert_eq!(refusals[0].what, what, "{markdown}");
                }
                // No link at all by the rules of Markdown: words.
                Ok(_) => assert_eq!(what, "", "{markdown}"),
            }
        }
        let deep = "> ".repeat(200) + "x";
        assert!(parse(&deep).is_err());
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_the_reader(text: String) {
            let _ = parse(&text);
        }
    }
}
