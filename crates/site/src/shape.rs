//! The shape of a prerendered page: its elements, text and comments in order. `worker/page/rendered.ts` compares it
//! with the DOM before hydration, because translators, extensions and proxies may change pages, and hydration walks the
//! page node by node.

use formats::checksum::{FNV32, fnv32};

/// Elements without an end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements whose content is plain text if scripts are enabled.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "noscript"];
/// Static subtrees. Hydration skips them, so changes inside them are harmless.
const STATIC: &str = "div class=\"static\"";

/// The FNV-1a hash of the shape of the app's HTML, in hexadecimal. An element is written as its name, its content and
/// `/`; text as `t`, a comment as `c`. The content of static subtrees is left out.
pub fn of(html: &str) -> String {
    let mut sum = FNV32;
    let mut add = |depth: usize, text: &str| {
        if depth == 0 {
            sum = fnv32(sum, text.as_bytes());
        }
    };
    let mut rest = html;
    // The nesting depth inside a static subtree.
    let mut depth = 0_usize;
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            add(depth, "t");
            rest = &rest[rest.find('<').unwrap_or(rest.len())..];
            continue;
        };
        if let Some(comment) = tag.strip_prefix('!') {
            let end = if comment.starts_with("--") { "-->" } else { ">" };
            rest = comment.split_once(end).map_or("", |(_, after)| after);
            add(depth, "c");
            continue;
        }
        let (inside, after) = cut_tag(tag);
        let name = inside.split([' ', '/', '\n']).next().unwrap_or_default();
        if inside.starts_with('/') {
            depth = depth.saturating_sub(1);
            add(depth, "/");
            rest = after;
            continue;
        }
        add(depth, name);
        rest = after;
        if RAW.contains(&name) {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            if end > 0 {
                add(depth, "t");
            }
            rest = &rest[end..];
        }
        if VOID.contains(&name) || inside.ends_with('/') {
            add(depth, "/");
        } else if depth > 0 || inside == STATIC {
            depth += 1;
        }
    }
    format!("{sum:08x}")
}

/// Splits HTML at the end of a tag. Attribute values may contain `>`.
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
