//! Renders the allow-listed nodes of a text as HTML for other programs, with absolute URLs.

use crate::naming::whole;
use film_core::locale::Locale;
use film_core::route::Page;
use formats::xml::{element, escape, open};
use wire::{Embed, Figure, Node, Picture, Target};

/// Renders nodes as HTML. Links to our own pages are made absolute with `origin`.
pub fn write(nodes: &[Node], origin: &str, locale: Locale) -> String {
    Html { origin, locale }.nodes(nodes)
}

/// A picture with its caption.
pub fn figure(picture: &Picture, origin: &str, caption: &str) -> String {
    let (src, width, height) = (whole(origin, &picture.src), picture.width.to_string(), picture.height.to_string());
    let image = open("img", &[("src", &src), ("width", &width), ("height", &height), ("alt", &picture.alt)]);
    let caption = if caption.is_empty() { String::new() } else { element("figcaption", &[], caption) };
    format!("<figure>{image}{caption}</figure>")
}

#[derive(Clone, Copy)]
struct Html<'a> {
    origin: &'a str,
    locale: Locale,
}

impl Html<'_> {
    fn nodes(self, nodes: &[Node]) -> String {
        nodes.iter().map(|node| self.node(node)).collect()
    }

    fn inside(self, tag: &str, nodes: &[Node]) -> String {
        format!("<{tag}>{}</{tag}>", self.nodes(nodes))
    }

    fn address(self, page: &Page) -> String {
        format!("{}{}", self.origin, page.href(self.locale))
    }

    fn node(self, node: &Node) -> String {
        match node {
            Node::Text(text) => escape(text),
            Node::Em(nodes) => self.inside("em", nodes),
            Node::Strong(nodes) => self.inside("strong", nodes),
            Node::Code(text) => element("code", &[], text),
            Node::Link(target, nodes) => {
                let href = match target {
                    Target::Page(page) => self.address(page),
                    Target::Web(address) => address.clone(),
                };
                format!("{}{}</a>", open("a", &[("href", &href)]), self.nodes(nodes))
            }
            Node::Break => "<br>".to_owned(),
            Node::P(nodes) => self.inside("p", nodes),
            Node::H(level, _, nodes) => self.inside(&format!("h{level}"), nodes),
            Node::List(first, items) => {
                let items: String = items.iter().map(|item| self.inside("li", item)).collect();
                match first {
                    Some(1) => format!("<ol>{items}</ol>"),
                    Some(first) => format!("<ol start=\"{first}\">{items}</ol>"),
                    None => format!("<ul>{items}</ul>"),
                }
            }
            Node::Quote(nodes, by) => {
                let by = if by.is_empty() { String::new() } else { format!("<p>— {}</p>", self.nodes(by)) };
                self.inside("blockquote", nodes) + &by
            }
            Node::Embed(embed) => self.embed(embed),
            Node::Table(head, rows) => {
                let rows: String = rows.iter().map(|row| self.row("td", row)).collect();
                format!("<table><thead>{}</thead><tbody>{rows}</tbody></table>", self.row("th", head))
            }
            Node::Rule => "<hr>".to_owned(),
        }
    }

    fn row(self, tag: &str, cells: &[Vec<Node>]) -> String {
        let cells: String = cells.iter().map(|cell| self.inside(tag, cell)).collect();
        format!("<tr>{cells}</tr>")
    }

    fn embed(self, embed: &Embed) -> String {
        let link = |to: &Page, words: &str| format!("<p>{}</p>", element("a", &[("href", &self.address(to))], words));
        match embed {
            Embed::Card(card) => link(&card.to, &card.title),
            Embed::Picture(picture) => {
                let lines = [&picture.caption, &picture.credit].into_iter().flatten();
                figure(picture, self.origin, &lines.map(String::as_str).collect::<Vec<_>>().join(" "))
            }
            // Feed readers show tables but no charts.
            Embed::Figures(it) => {
                let cell = |text: &String| element("td", &[], text);
                let row = |figure: &Figure| {
                    let cells = [&figure.label, &figure.value, &figure.period, &figure.source.publisher];
                    format!("<tr>{}</tr>", cells.map(cell).concat())
                };
                let rows: String = it.figures.iter().map(row).collect();
                let words = it.caption.as_ref().unwrap_or(&it.report.label);
                format!("<table><tbody>{rows}</tbody></table>{}", link(&it.report.to, words))
            }
            Embed::Record(..) | Embed::Named(_) => String::new(),
        }
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
