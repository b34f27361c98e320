//! The shape of a prerendered page: its elements, text and comments in order. `worker/page/rendered.ts` compares it
//! with the DOM before hydration, because translators, extensions and proxies may change pages, and hydration walks the
//! page node by node.

use formats::checksum::{FNV32, fnv32};
use formats::html::{Token, is_void, name, tokens};

/// Static subtrees. Hydration skips them, so changes inside them are harmless.
const STATIC: &str = "div class=\"static\"";

/// The FNV-1a hash of the shape of the app's HTML, in hexadecimal. An element is written as its name, its content and
/// `/`; text as `t`, a comment as `c`. The content of static subtrees is left out.
pub fn of(html: &str) -> String {
    let mut sum = FNV32;
    // The nesting depth inside a static subtree.
    let mut depth = 0_usize;
    for token in tokens(html) {
        if matches!(token, Token::Close(_)) {
            depth = depth.saturating_sub(1);
        }
        let mut add = |text: &str| {
            if depth == 0 {
                sum = fnv32(sum, text.as_bytes());
            }
        };
        match token {
            Token::Text(_) => add("t"),
            Token::Comment(_) => add("c"),
            Token::Close(_) => add("/"),
            Token::Open(tag) => {
                add(name(tag));
                if is_void(name(tag)) || tag.ends_with('/') {
                    add("/");
                } else if depth > 0 || tag == STATIC {
                    depth += 1;
                }
            }
        }
    }
    format!("{sum:08x}")
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
