//! The allow-listed nodes of a text as HTML for other programs, with whole addresses.

use crate::xml::escape;
use film_core::locale::Locale;
use wire::{Embed, Node, Target};

/// Writes nodes as HTML. Links to our own pages are made whole with `origin`.
pub fn write(nodes: &[Node], origin: &str, locale: Locale) -> String {
    let mut html = Html { out: String::new(), origin, locale };
    html.nodes(nodes);
    html.out
}

struct Html<'a> {
    out: String,
    origin: &'a str,
    locale: Locale,
}

impl Html<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn inside(&mut self, tag: &str, nodes: &[Node]) {
        self.out.push_str(&format!("<{tag}>"));
        self.nodes(nodes);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.out.push_str(&escape(text)),
            Node::Em(nodes) => self.inside("em", nodes),
            Node::Strong(nodes) => self.inside("strong", nodes),
            Node::Code(text) => self.out.push_str(&format!("<code>{}</code>", escape(text))),
            Node::Link(target, nodes) => {
                let href = match target {
                    Target::Page(page) => format!("{}{}", self.origin, page.href(self.locale)),
                    Target::Web(address) => address.clone(),
                };
                self.out.push_str(&format!("<a href=\"{}\">", escape(&href)));
                self.nodes(nodes);
                self.out.push_str("</a>");
            }
            Node::Break => self.out.push_str("<br>"),
            Node::P(nodes) => self.inside("p", nodes),
            Node::H(level, _, nodes) => self.inside(&format!("h{level}"), nodes),
            Node::List(first, items) => {
                match first {
                    Some(1) => self.out.push_str("<ol>"),
                    Some(first) => self.out.push_str(&format!("<ol start=\"{first}\">")),
                    None => self.out.push_str("<ul>"),
                }
                for item in items {
                    self.inside("li", item);
                }
                self.out.push_str(if first.is_some() { "</ol>" } else { "</ul>" });
            }
            Node::Quote(nodes, by) => {
                self.inside("blockquote", nodes);
                if !by.is_empty() {
                    self.out.push_str("<p>— ");
                    self.nodes(by);
                    self.out.push_str("</p>");
                }
            }
            Node::Embed(embed) => self.embed(embed),
            Node::Table(head, rows) => {
                self.out.push_str("<table><thead>");
                self.row("th", head);
                self.out.push_str("</thead><tbody>");
                for row in rows {
                    self.row("td", row);
                }
                self.out.push_str("</tbody></table>");
            }
            Node::Rule => self.out.push_str("<hr>"),
        }
    }

    fn embed(&mut self, embed: &Embed) {
        match embed {
            Embed::Card(card) => {
                let href = format!("{}{}", self.origin, card.to.href(self.locale));
                self.out.push_str(&format!("<p><a href=\"{}\">{}</a></p>", escape(&href), escape(&card.title)));
            }
            Embed::Picture(picture) => {
                let address = format!("{}{}", self.origin, picture.src);
                let lines: Vec<&str> =
                    [&picture.caption, &picture.credit].into_iter().flatten().map(String::as_str).collect();
                self.out.push_str(&format!(
                    "<figure><img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\"><figcaption>{}</figcaption></figure>",
                    escape(&address),
                    escape(&picture.alt),
                    picture.width,
                    picture.height,
                    escape(&lines.join(" "))
                ));
            }
            // Readers of feeds show tables and no drawings.
            Embed::Figures(it) => {
                let href = format!("{}{}", self.origin, it.report.to.href(self.locale));
                self.out.push_str("<table><tbody>");
                for figure in &it.figures {
                    self.out.push_str("<tr>");
                    for cell in [&figure.label, &figure.value, &figure.period, &figure.source.publisher] {
                        self.out.push_str(&format!("<td>{}</td>", escape(cell)));
                    }
                    self.out.push_str("</tr>");
                }
                let words = it.caption.as_ref().unwrap_or(&it.report.label);
                self.out.push_str(&format!(
                    "</tbody></table><p><a href=\"{}\">{}</a></p>",
                    escape(&href),
                    escape(words)
                ));
            }
            Embed::Record(..) | Embed::Named(_) => {}
        }
    }

    fn row(&mut self, tag: &str, cells: &[Vec<Node>]) {
        self.out.push_str("<tr>");
        for cell in cells {
            self.inside(tag, cell);
        }
        self.out.push_str("</tr>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    #[test]
    fn nodes_become_html() {
        for (text, html) in [
            ("One & \\<two>.", "<p>One &amp; &lt;two&gt;.</p>"),
            ("## A *b*", "<h2>A <em>b</em></h2>"),
            ("[x](location:pier)", "<p><a href=\"https://film.example/zh/library/locations/pier\">x</a></p>"),
            ("[x](https://a.example/?a=1&b=2)", "<p><a href=\"https://a.example/?a=1&amp;b=2\">x</a></p>"),
            ("> q\n>\n> — N", "<blockquote><p>q</p></blockquote><p>— N</p>"),
            ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
            (
                "|a|b|\n|-|-|\n|1|`2`|",
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td><code>2</code></td></tr></tbody></table>",
            ),
        ] {
            let nodes = markdown::parse(text).unwrap();
            assert_eq!(write(&nodes, "https://film.example", Locale::Zh), html, "{text}");
        }
    }
}
