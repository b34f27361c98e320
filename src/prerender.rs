//! Renders the HTML of pages without a server.

use crate::app::app;
use crate::browser::Address;
use crate::wire::Bootstrap;
use any_spawner::Executor;
use formats::html::{Token, name, tokens};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use std::sync::Arc;

/// The HTML that the app renders at a path.
///
/// # Panics
///
/// If the path is not a valid URL path; [`Route`](crate::route::Route) never produces one.
pub fn body(path: &str, bootstrap: Bootstrap) -> String {
    // Fails if the executor is already set, which is fine.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let url = RequestUrl::new(path).parse().expect("the path of a page is an address");
    let html = owner.with(|| app(bootstrap, Address::new(url.path())).to_html());
    owner.unset_with_forced_cleanup();
    with_valid_markers(&html)
}

/// Writes Leptos's markers for hydration, `<!>`, as valid comments. Removes them from static subtrees, because hydration
/// skips these. Markers in `textarea` and `noscript` would stay, but no view has children there.
fn with_valid_markers(html: &str) -> String {
    const MARKER: &str = "<!>";
    // This is how Leptos writes it: classes come last.
    const STATIC: &str = r#"div data-static="" class="static""#;
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    // The nesting depth of `div`s within a static subtree.
    let mut depth = 0_usize;
    for token in tokens(html) {
        match token {
            Token::Comment(MARKER) => out.push_str(if depth > 0 { "" } else { "<!---->" }),
            Token::Comment(text) | Token::Text(text) => out.push_str(text),
            Token::Open(tag) => {
                let is_static = tag == STATIC;
                if is_static || depth > 0 && name(tag) == "div" {
                    depth += 1;
                }
                out.extend(["<", if is_static { "div class=\"static\"" } else { tag }, ">"]);
            }
            Token::Close(tag) => {
                if tag == "div" {
                    depth = depth.saturating_sub(1);
                }
                out.extend(["</", tag, ">"]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::with_valid_markers;

    #[test]
    fn markers_are_valid_comments_and_go_from_static_subtrees() {
        let still = r#"<div data-static="" class="static">"#;
        for (html, expected) in [
            ("<p>a<!></p>".to_owned(), "<p>a<!----></p>"),
            ("<div class=\"static\"><!></div>".to_owned(), "<div class=\"static\"><!----></div>"),
            (
                format!("<!>{still}<p>a<!>b</p><div>c<!></div><!></div><!>"),
                "<!----><div class=\"static\"><p>ab</p><div>c</div></div><!---->",
            ),
            (format!("<div>{still}<!></div><!></div>"), "<div><div class=\"static\"></div><!----></div>"),
            (
                format!("{still}{still}<!></div><!></div><b><!></b>"),
                "<div class=\"static\"><div class=\"static\"></div></div><b><!----></b>",
            ),
        ] {
            assert_eq!(with_valid_markers(&html), expected);
        }
    }
}
