//! The shape of a prerendered page: its elements, texts and comments in order. The start script compares it with what
//! stands in the browser (`worker/page/rendered.ts`), for translators, extensions and networks change pages, and
//! hydration takes one node after the other.

use formats::checksum::{FNV32, fnv32};

/// Elements without an end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements whose content is one text for a browser that runs scripts.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];
/// What hydration skips, and who changes it does no harm.
const STATIC: &str = "<div class=\"static\">";

/// The FNV-1a sum of the shape of HTML that the app has rendered, in hexadecimal. An element is its name, what is in it
/// and `/`; a text is `t`, a comment `c`. Nothing is told of what is in a static subtree.
pub fn of(html: &str) -> String {
    let mut sum = FNV32;
    let mut add = |text: &str| sum = fnv32(sum, text.as_bytes());
    let mut rest = html;
    // How deep in a static subtree.
    let mut depth = 0_usize;
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            if depth == 0 {
                add("t");
            }
            rest = &rest[rest.find('<').unwrap_or(rest.len())..];
            continue;
        };
        if let Some(comment) = tag.strip_prefix('!') {
            let end = if comment.starts_with("--") { "-->" } else { ">" };
            rest = comment.split_once(end).map_or("", |(_, after)| after);
            if depth == 0 {
                add("c");
            }
            continue;
        }
        let (inside, after) = cut_tag(tag);
        let name = inside.split([' ', '/', '\n']).next().unwrap_or_default();
        if inside.starts_with('/') {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                add("/");
            }
            rest = after;
            continue;
        }
        if depth == 0 {
            add(name);
        }
        rest = after;
        if RAW.contains(&name) {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            if end > 0 && depth == 0 {
                add("t");
            }
            rest = &rest[end..];
        }
        if VOID.contains(&name) || inside.ends_with('/') {
            if depth == 0 {
                add("/");
            }
        } else if depth > 0 || html[html.len() - after.len() - inside.len() - 2..].starts_with(STATIC) {
            depth += 1;
        }
    }
    format!("{sum:08x}")
}

/// What stands in a tag, and what comes after it. An attribute's value may hold `>`.
fn cut_tag(tag: &str) -> (&str, &str) {
    let mut quoted = false;
    let end = tag.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    });
    end.map_or((tag, ""), |end| (&tag[..end], &tag[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(shape: &str) -> String {
        format!("{:08x}", fnv32(FNV32, shape.as_bytes()))
    }

    #[test]
    fn elements_texts_and_comments_count_and_static_subtrees_do_not() {
        for (html, shape) in [
            ("", ""),
            ("<p>a &amp; b<!>c<br>d</p>", "ptctbr/t/"),
            ("<!---->a<!-- <p> --><input value=\"a>b\">", "ctcinput/"),
            ("<svg><path d=\"\"/><g></g></svg>t", "svgpath/g//t"),
            ("<noscript><p>x</p></noscript><textarea></textarea>", "noscriptt/textarea/"),
            ("<div class=\"static\"><div>a<br><!></div>b</div>c", "div/t"),
            ("<div class=\"static x\">a</div>", "divt/"),
        ] {
            assert_eq!(of(html), sum(shape), "{html}");
        }
    }
}
