//! Reads HTML that the app or the site tool has written: attribute values are in double quotes. A build reads the HTML
//! of each page a few times, so this looks for the next mark, not at each letter.

use memchr::{memchr, memchr_iter, memchr2, memmem};
use std::collections::HashSet;

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Text, as it stands: character references are not decoded.
    Text(&'a str),
    /// A comment or a doctype with its marks: `<!---->`.
    Comment(&'a str),
    /// A start tag: what is between `<` and `>`.
    Open(&'a str),
    /// An end tag: what is between `</` and `>`.
    Close(&'a str),
}

/// The pieces of HTML in order.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens { rest: html, raw: None, scripts: true }
}

/// See [`tokens`].
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rest: &'a str,
    /// The element whose text comes next.
    raw: Option<&'a str>,
    /// Whether scripts are enabled: the content of `noscript` is then text.
    scripts: bool,
}

impl<'a> Tokens<'a> {
    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    /// Takes what comes before a `>`, and the `>`. Without one, takes everything.
    fn before(&mut self, end: Option<usize>) -> &'a str {
        let Some(end) = end else { return self.take(self.rest.len()) };
        &self.take(end + 1)[..end]
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let end = memmem::find_iter(self.rest.as_bytes(), "</").find(|at| self.rest[at + 2..].starts_with(name));
            let text = self.take(end.unwrap_or(self.rest.len()));
            if !text.is_empty() {
                return Some(Token::Text(text));
            }
        }
        let bytes = self.rest.as_bytes();
        match bytes {
            [] => None,
            [b'<', b'/', ..] => {
                self.take(2);
                let end = memchr(b'>', self.rest.as_bytes());
                Some(Token::Close(self.before(end)))
            }
            [b'<', b'!', after @ ..] => {
                let end = if after.starts_with(b"--") {
                    memmem::find(after, b"-->").map(|end| end + 2 + 3)
                } else {
                    memchr(b'>', after).map(|end| end + 2 + 1)
                };
                Some(Token::Comment(self.take(end.unwrap_or(bytes.len()))))
            }
            [b'<', letter, ..] if letter.is_ascii_alphabetic() => {
                self.take(1);
                let end = end_of_tag(self.rest.as_bytes());
                let tag = self.before(end);
                self.raw = Some(name(tag)).filter(|name| is_raw(name, self.scripts));
                Some(Token::Open(tag))
            }
            [_, after @ ..] => {
                let end = memchr_iter(b'<', after).find(|at| starts_tag(&after[at + 1..]));
                Some(Token::Text(self.take(end.map_or(bytes.len(), |end| end + 1))))
            }
        }
    }
}

/// Whether a `<` before these bytes starts a tag or a comment. Else it is text.
fn starts_tag(after: &[u8]) -> bool {
    after.first().is_some_and(|next| matches!(next, b'/' | b'!') || next.is_ascii_alphabetic())
}

/// Where a start tag ends. Attribute values may contain `>`.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr2(b'"', b'>', &bytes[at..])?;
        if bytes[at] == b'>' {
            return Some(at);
        }
        at += memchr(b'"', &bytes[at + 1..])? + 2;
    }
}

/// The name of an element, from its start tag.
pub fn name(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| byte.is_ascii_whitespace() || byte == b'/');
    &tag[..end.unwrap_or(tag.len())]
}

/// The attributes of a start tag: names and values.
pub fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = &tag[name(tag).len()..];
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let end = rest.bytes().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/'));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() {
            return None;
        }
        let Some(value) = after.strip_prefix("=\"") else {
            rest = after;
            return Some((name, ""));
        };
        let end = memchr(b'"', value.as_bytes());
        rest = end.map_or("", |end| &value[end + 1..]);
        Some((name, &value[..end.unwrap_or(value.len())]))
    })
}

/// Elements without an end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Whether an element has no end tag.
pub fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Whether the content of an element is text. `title` is left out: in SVG it has nodes, and in HTML its text is escaped.
fn is_raw(name: &str, scripts: bool) -> bool {
    matches!(name, "script" | "style" | "textarea") || scripts && name == "noscript"
}

/// The names that HTML uses. Those of elements and attributes are in lower case.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The names of elements.
    pub elements: HashSet<String>,
    /// The names of attributes.
    pub attributes: HashSet<String>,
    /// The names in `class` attributes.
    pub classes: HashSet<String>,
    /// The values of `id` attributes.
    pub ids: HashSet<String>,
    /// The values of `class` attributes so far, so that each is split only once.
    read: HashSet<String>,
}

impl Names {
    /// Adds the names of a page, with and without scripts.
    pub fn add(&mut self, html: &str) {
        for token in (Tokens { scripts: false, ..tokens(html) }) {
            if let Token::Open(tag) = token {
                self.add_tag(tag);
            }
        }
    }

    fn add_tag(&mut self, tag: &str) {
        insert(&mut self.elements, name(tag), str::to_ascii_lowercase);
        for (name, value) in attributes(tag) {
            insert(&mut self.attributes, name, str::to_ascii_lowercase);
            match name {
                "class" if insert(&mut self.read, value, str::to_owned) => {
                    self.classes.extend(value.split_whitespace().map(str::to_owned));
                }
                "id" => _ = insert(&mut self.ids, value, str::to_owned),
                _ => {}
            }
        }
    }

    /// Merges the names of other HTML.
    pub fn extend(&mut self, other: Names) {
        self.elements.extend(other.elements);
        self.attributes.extend(other.attributes);
        self.classes.extend(other.classes);
        self.ids.extend(other.ids);
    }
}

/// Adds a name. Most names are already known, so this looks first. Returns whether it was new.
fn insert(names: &mut HashSet<String>, name: &str, own: impl Fn(&str) -> String) -> bool {
    !names.contains(name) && names.insert(own(name))
}

#[cfg(test)]
mod tests {
    use super::Token::*;
    use super::*;

    #[test]
    fn html_is_read_in_pieces() {
        for (html, expected) in [
            ("", vec![]),
            ("a &lt; b", vec![Text("a &lt; b")]),
            ("<p class=\"a>b\">1 < 2</p>", vec![Open("p class=\"a>b\""), Text("1 < 2"), Close("p")]),
            (
                "<!DOCTYPE html><!><!-- <p> -->",
                vec![Comment("<!DOCTYPE html>"), Comment("<!>"), Comment("<!-- <p> -->")],
            ),
            ("<br>栈桥<path d=\"\"/>", vec![Open("br"), Text("栈桥"), Open("path d=\"\"/")]),
            ("<style>a>b{}</p></style>", vec![Open("style"), Text("a>b{}</p>"), Close("style")]),
            ("<textarea></textarea>x", vec![Open("textarea"), Close("textarea"), Text("x")]),
            ("<script>1", vec![Open("script"), Text("1")]),
            // Incomplete input.
            ("<", vec![Text("<")]),
            ("a<", vec![Text("a<")]),
            ("<p id=\"a", vec![Open("p id=\"a")]),
            ("</p", vec![Close("p")]),
            ("<!--a", vec![Comment("<!--a")]),
            ("<!a", vec![Comment("<!a")]),
        ] {
            assert_eq!(tokens(html).collect::<Vec<_>>(), expected, "{html}");
        }
    }

    #[test]
    fn a_tag_has_a_name_and_attributes() {
        for (tag, expected_name, expected) in [
            ("p", "p", vec![]),
            ("br/", "br", vec![]),
            ("a href=\"/?x>y\" hidden class=\"\"", "a", vec![("href", "/?x>y"), ("hidden", ""), ("class", "")]),
            ("a\n  b=\"1\"\n/", "a", vec![("b", "1")]),
            ("a b=\"1", "a", vec![("b", "1")]),
        ] {
            assert_eq!((name(tag), attributes(tag).collect::<Vec<_>>()), (expected_name, expected), "{tag}");
        }
    }

    #[test]
    fn names_are_collected() {
        let mut names = Names::default();
        names.add("<DIV class=\"a b\"><p class=\"b c\" id=\"d\" hidden>1 < 2<noscript><i></i></noscript>");
        let sorted = |names: &HashSet<String>| {
            let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
            names.sort_unstable();
            names.join(" ")
        };
        assert_eq!(sorted(&names.elements), "div i noscript p");
        assert_eq!(sorted(&names.attributes), "class hidden id");
        assert_eq!((sorted(&names.classes), sorted(&names.ids)), ("a b c".to_owned(), "d".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_whole(html in "[<>/!a\"=\\- 栈]{0,40}") {
            let length: usize = tokens(&html).map(|token| match token {
                Text(text) | Comment(text) => text.len(),
                Open(tag) => tag.len() + 2,
                Close(tag) => tag.len() + 3,
            }).sum();
            // Only the `>` of the last tag may be missing.
            proptest::prop_assert!(length == html.len() || length == html.len() + 1, "{}", html);
            let mut names = Names::default();
            names.add(&html);
        }
    }
}
