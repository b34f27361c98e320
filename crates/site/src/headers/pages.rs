//! `_headers` and `_redirects`, which Cloudflare Pages and Netlify read.
//!
//! Both join the values when two rules set one header for a path, and only Cloudflare can detach one. So no two
//! rules here say the same: what is to be asked for each time has no rule, for both hosts say that by themselves.

use super::{COLLECTIONS, Cache, FOREVER, REDIRECTS, Rules};
use crate::mime;

/// The text of `_headers`.
pub fn headers(rules: &Rules) -> String {
    let base = &rules.base;
    let mut text = format!("{base}/*\n");
    for (name, value) in &rules.security {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for folder in FOREVER {
        text.push_str(&format!("{base}/{folder}/*\n  Cache-Control: {}\n", Cache::Forever.as_str()));
    }
    for mime::Type { end, mime, .. } in mime::unknown_to_hosts() {
        text.push_str(&format!("{base}/*{end}\n  Content-Type: {mime}\n"));
        if end.starts_with('/') {
            // A star stands for no less than a slash here.
            text.push_str(&format!("{base}{end}\n  Content-Type: {mime}\n"));
        }
    }
    text
}

/// The text of `_redirects`.
pub fn redirects(rules: &Rules) -> String {
    let base = &rules.base;
    REDIRECTS.iter().map(|(from, to)| format!("{base}{from} {base}{to} 301\n")).collect()
}

/// Lines of `_redirects` for the records of a large site that have no page: a file that is there comes first, but not
/// on every host.
pub fn rewrites(rules: &Rules) -> String {
    let base = &rules.base;
    let line = |language: &str, collection: &str| {
        format!("{base}{language}/library/{collection}/* {base}{language}/library/shell 200\n")
    };
    ["", "/zh"].iter().flat_map(|language| COLLECTIONS.map(|collection| line(language, collection))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a pattern of the file matches a path.
    fn matches(pattern: &str, path: &str) -> bool {
        match pattern.split_once('*') {
            Some((start, end)) => {
                path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
            }
            None => path == pattern,
        }
    }

    #[test]
    fn no_path_gets_a_header_twice() {
        let text = headers(&Rules::new(&[], None));
        for path in [
            "/",
            "/news",
            "/feed.json",
            "/zh/feed.json",
            "/news/topics/a/feed.json",
            "/feed.atom",
            "/assets/a.bin",
            "/data/catalog/en-site-0a/whole.bin",
            "/data/map/a.json",
            "/media/a.avif",
            "/library/locations.geojson",
        ] {
            let mut seen: Vec<&str> = Vec::new();
            let mut here = false;
            for line in text.lines() {
                match line.strip_prefix("  ") {
                    Some(header) if here => seen.push(header.split(':').next().unwrap()),
                    Some(_) => {}
                    None => here = matches(line, path),
                }
            }
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), all, "{path}");
        }
    }
}
