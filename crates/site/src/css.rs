//! The style sheets: what the first paint needs is inlined, the rest is one file.

use lightningcss::printer::PrinterOptions;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};
use std::path::Path;

/// The line that marks a sheet as not needed for the first paint.
const LATER: &str = "/* after the first paint */";

/// The two bundles, minified.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// Inlined in every page.
    pub first: String,
    /// One file, loaded after the first paint.
    pub later: String,
}

/// Bundles the sheets of a folder in the order of its `layers.css`.
///
/// A sheet whose first line is `/* after the first paint */` goes into the second bundle;
/// so does everything in `print.css`.
///
/// # Errors
///
/// A sheet that cannot be read or parsed, with its place.
pub fn bundle(folder: &Path) -> Result<Sheets, String> {
    let layers = read(&folder.join("layers.css"))?;
    let mut first = layers.clone();
    let mut later = layers;
    let mut names = super::read::names(folder)?;
    names.retain(|name| name.ends_with(".css") && name != "layers.css");
    // Layers order the rules; inside a layer the sheets follow by name.
    for name in names {
        let text = read(&folder.join(&name))?;
        let bundle = if text.trim_start().starts_with(LATER) { &mut later } else { &mut first };
        // Parsed by itself first, so that an error names its own file and line.
        minify(&name, &text)?;
        bundle.push('\n');
        bundle.push_str(&text);
    }
    Ok(Sheets { first: minify("first", &first)?, later: minify("later", &later)? })
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))
}

fn minify(name: &str, text: &str) -> Result<String, String> {
    let options = ParserOptions { filename: name.to_owned(), ..ParserOptions::default() };
    let mut sheet = StyleSheet::parse(text, options).map_err(|error| format!("style/{name}: {error}"))?;
    // Browsers that know `light-dark()`, the newest feature the sheets rely on.
    let targets = Targets::from(Browsers {
        chrome: Some(123 << 16),
        firefox: Some(120 << 16),
        safari: Some(17 << 16 | 5 << 8),
        ..Browsers::default()
    });
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
        write("a.css", "@layer base { p { color : red } }");
        write("b.css", "/* after the first paint */\n@layer ui { b { top: 0px } }");
        let sheets = bundle(folder.path()).unwrap();
        assert_eq!(sheets.first, "@layer base{p{color:red}}@layer ui;");
        assert_eq!(sheets.later, "@layer base;@layer ui{b{top:0}}");
        write("c.css", "p { color: red } }");
        assert!(bundle(folder.path()).unwrap_err().contains("c.css"));
    }
}
