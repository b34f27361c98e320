//! The style sheets. Each page inlines the rules that it can use; one file, which the program loads, holds all rules.

use super::colours::Colours;
use super::read;
use formats::html::Names;
use lightningcss::printer::PrinterOptions;
use lightningcss::rules::{CssRule, CssRuleList};
use lightningcss::selector::{Component, Selector};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Features, Targets};
use std::path::Path;

/// The first line of a sheet for what only the program shows.
const PROGRAM: &str = "/* with the program */";

/// The bundles, minified.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// The styles of prerendered pages.
    pub pages: String,
    /// All styles. The program loads them.
    pub all: String,
}

/// Bundles the sheets of a folder in the order of its `layers.css`. A sheet's layer is its top folder or, without one,
/// its own name: `ui/card.css` is in `ui`, `base.css` in `base`.
///
/// A sheet whose first line is `/* with the program */` is not for prerendered pages. `colours` replaces the colours of
/// the tokens.
///
/// # Errors
///
/// Returns an error, with file and line, if a sheet cannot be read or parsed.
pub fn bundle(folder: &Path, colours: Option<&Colours>) -> Result<Sheets, String> {
    let layers = read::text(&folder.join("layers.css"))?;
    let (mut pages, mut all) = (layers.clone(), layers);
    let mut names = read::names(folder)?;
    names.retain(|name| name.ends_with(".css") && name != "layers.css");
    // Layers order the rules. Within a layer, sheets are ordered by name.
    for name in names {
        let text = read::text(&folder.join(&name))?;
        let text = match colours {
            Some(colours) => colours.applied(&name, text),
            None => text,
        };
        // Parse each sheet on its own first, so that an error names its file and line.
        minify(&name, &text)?;
        let layer = name.split(['/', '.']).next().unwrap_or_default();
        let layered = format!("\n@layer {layer} {{\n{text}}}");
        if !text.trim_start().starts_with(PROGRAM) {
            pages.push_str(&layered);
        }
        all.push_str(&layered);
    }
    Ok(Sheets { pages: minify("pages", &pages)?, all: minify("all", &all)? })
}

/// Names that the scripts in `worker/page/` add to a page. [`used`] must keep their rules.
pub const ADDED: &str =
    r#"<p id="failure" class="notice notices" aria-busy data-frame data-theme data-whole hidden open>"#;

/// Whether a selector can match: all names that it requires are used. The arguments of pseudo-classes are ignored.
fn may_match(selector: &Selector, names: &Names) -> bool {
    let has_attribute = |name: &str| names.attributes.contains(name);
    selector.iter_raw_match_order().all(|component| match component {
        Component::LocalName(name) => names.elements.contains(name.lower_name.0.as_ref()),
        Component::Class(name) => names.classes.contains(name.0.as_ref()),
        Component::ID(name) => names.ids.contains(name.0.as_ref()),
        Component::AttributeInNoNamespaceExists { local_name_lower, .. } => has_attribute(local_name_lower.0.as_ref()),
        Component::AttributeInNoNamespace { local_name, .. } => has_attribute(local_name.0.as_ref()),
        _ => true,
    })
}

/// The rules of a minified sheet that can match HTML with these names.
///
/// # Errors
///
/// Returns an error if the sheet does not parse.
pub fn used(css: &str, names: &Names) -> Result<String, String> {
    let mut sheet =
        StyleSheet::parse(css, ParserOptions::default()).map_err(|error| format!("the styles of a page: {error}"))?;
    prune(&mut sheet.rules, names);
    sheet
        .to_css(PrinterOptions { minify: true, targets: targets(), ..PrinterOptions::default() })
        .map(|out| out.code)
        .map_err(|error| format!("the styles of a page: {error}"))
}

fn prune(rules: &mut CssRuleList, names: &Names) {
    rules.0.retain_mut(|rule| match rule {
        CssRule::Style(style) => {
            style.selectors.0.retain(|selector| may_match(selector, names));
            prune(&mut style.rules, names);
            let is_empty = style.declarations.is_empty() && style.rules.0.is_empty();
            !(style.selectors.0.is_empty() || is_empty)
        }
        CssRule::Media(media) => keep(&mut media.rules, names),
        CssRule::Supports(supports) => keep(&mut supports.rules, names),
        // An empty layer stays: it keeps its place in the order of the layers.
        CssRule::LayerBlock(layer) => {
            prune(&mut layer.rules, names);
            true
        }
        CssRule::Container(container) => keep(&mut container.rules, names),
        _ => true,
    });
}

/// Prunes a group of rules. Returns whether anything is left.
fn keep(rules: &mut CssRuleList, names: &Names) -> bool {
    prune(rules, names);
    !rules.0.is_empty()
}

/// The oldest browsers that the site supports: docs/operating.md#browsers.
fn targets() -> Targets {
    let browsers = Browsers {
        chrome: Some(111 << 16),
        firefox: Some(115 << 16),
        safari: Some(16 << 16 | 4 << 8),
        ..Browsers::default()
    };
    Targets { browsers: Some(browsers), include: Features::empty(), exclude: Features::empty() }
}

fn minify(name: &str, text: &str) -> Result<String, String> {
    let options = ParserOptions { filename: name.to_owned(), ..ParserOptions::default() };
    let mut sheet = StyleSheet::parse(text, options).map_err(|error| format!("style/{name}: {error}"))?;
    let targets = targets();
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| format!("style/{name}: {error}"))?;
    sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map(|out| out.code)
        .map_err(|error| format!("style/{name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_divided_and_errors_name_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("layers.css", "@layer base, ui;");
        std::fs::create_dir(folder.path().join("ui")).unwrap();
        write("base.css", "p { color : red }");
        write("ui/i.css", "/* with the program */\ni { top: 0px }");
        let sheets = bundle(folder.path(), None).unwrap();
        assert_eq!(sheets.pages, "@layer base{p{color:red}}@layer ui;");
        assert_eq!(sheets.all, "@layer base{p{color:red}}@layer ui{i{top:0}}");
        write("c.css", "p { color: red } }");
        assert!(bundle(folder.path(), None).unwrap_err().contains("c.css"));
    }

    #[test]
    fn no_change_of_a_page_computes_all_its_styles_again() {
        let sheets = bundle(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../style"), None).unwrap();
        for (at, _) in sheets.all.match_indices(":has(") {
            let subject = sheets.all[..at].rsplit(['{', '}', ',', ' ', '>', '~', '+']).next().unwrap();
            let is_root = subject.is_empty()
                || [":root", "html", "body"].iter().any(|root| {
                    let rest = subject.strip_prefix(root);
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', ':', '.', '#']))
                });
            assert!(!is_root, "{subject}:has(…): mark the root with an attribute instead (browser::mark_root)");
        }
    }

    #[test]
    fn browsers_without_light_dark_have_colours() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("layers.css", "@layer base;");
        write(
            "base.css",
            ":root{color-scheme:light dark;--paper:light-dark(#fff,#000)}:root[data-theme=dark]{color-scheme:dark}\
             p{color:light-dark(red,blue);background:var(--paper)}",
        );
        let mut names = Names::default();
        names.add("<html><p>a</p>");
        let pages = bundle(folder.path(), None).unwrap().pages;
        for css in [used(&pages, &names).unwrap(), pages] {
            assert!(!css.contains("light-dark("), "{css}");
            for part in ["prefers-color-scheme:dark", "#fff", "#000", "red", "color-scheme:dark"] {
                assert!(css.contains(part), "{part} in {css}");
            }
        }
    }

    #[test]
    fn a_plain_value_before_a_newer_one_is_kept() {
        let css = "b:before{content:\"+\";content:\"+\" / \"\"}";
        let mut names = Names::default();
        names.add("<b>a</b>");
        assert_eq!(used(&minify("a.css", css).unwrap(), &names).unwrap(), css);
    }

    #[test]
    fn a_page_gets_the_rules_that_it_can_use() {
        let mut names = Names::default();
        names.add(ADDED);
        names.add("<!DOCTYPE html><html lang=\"en\"><p class=\"a b\" id=x>1 < 2</p><!><a href=\"/?x>y\" hidden>z</a>");
        for (css, expected) in [
            ("p{top:0}", "p{top:0}"),
            ("ul{top:0}", ""),
            (".a{top:0}", ".a{top:0}"),
            (".a .c{top:0}", ""),
            (".a,.c{top:0}", ".a{top:0}"),
            ("a[href]{top:0}", "a[href]{top:0}"),
            ("a[target]{top:0}", ""),
            (":root[data-theme=dark]{top:0}", ":root[data-theme=dark]{top:0}"),
            ("p:not(.c){top:0}", "p:not(.c){top:0}"),
            ("p:is(.a,.c){top:0}", "p:is(.a,.c){top:0}"),
            ("@media print{.c{top:0}}", ""),
            ("@layer u{.b{top:0}.c{top:0}}", "@layer u{.b{top:0}}"),
            ("@layer a,b;", "@layer a,b;"),
            ("@layer u{.c{top:0}}@layer v;", "@layer u{}@layer v;"),
        ] {
            assert_eq!(used(css, &names).unwrap(), expected, "{css}");
        }
    }
}
