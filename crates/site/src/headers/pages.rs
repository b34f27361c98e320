//! `_headers` and `_redirects`, which Cloudflare Pages and Netlify read.
//!
//! If two rules set the same header for a path, both hosts join the values, and only Cloudflare can detach one (`!
//! Name`, a line that Netlify ignores). So no two rules here set the same header, except for open files: there Netlify
//! sends `same-origin, cross-origin`, which is invalid, so browsers ignore it. Data must be revalidated on each use but
//! has no rule, because both hosts do that by default.

use super::{COLLECTIONS, Cache, FOREVER, OPEN, OPEN_FOLDER, READ_BY, REDIRECTS, Rules, SHOWN_BY};
use crate::mime;

/// The paths of pages. Other files below them are revalidated on each use too.
const PAGES: [&str; 13] = [
    "/",
    "/about",
    "/library",
    "/library/*",
    "/news",
    "/news/*",
    "/offline",
    "/pack",
    "/search",
    "/summit",
    "/summit/*",
    "/zh",
    "/zh/*",
];

/// The text of `_headers`. Each pattern appears only once, because hosts ignore all but the last.
pub fn headers(rules: &Rules) -> String {
    let base = &rules.base;
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |pattern: &str, lines: &str| match all.iter_mut().find(|(other, _)| other == pattern) {
        Some((_, said)) => said.push_str(lines),
        None => all.push((pattern.to_owned(), lines.to_owned())),
    };
    let security = rules.security.iter().map(|(name, value)| format!("  {name}: {value}\n"));
    add("/*", &security.collect::<String>());
    for path in PAGES {
        add(path, &format!("  Cache-Control: {}\n", Cache::Page.as_str()));
    }
    for folder in FOREVER {
        add(&format!("/{folder}/*"), &format!("  Cache-Control: {}\n", Cache::Forever.as_str()));
    }
    let mut add_ending = |pattern: &str, lines: &str| {
        add(&format!("/{pattern}"), lines);
        // In this format `/*/name` does not match `/name`.
        if let Some(end) = pattern.strip_prefix("*/") {
            add(&format!("/{end}"), lines);
        }
    };
    for mime::Type { end, mime, .. } in mime::unknown_to_hosts() {
        add_ending(&format!("*{end}"), &format!("  Content-Type: {mime}\n"));
    }
    let (shown_by, to_all, _) = SHOWN_BY;
    let (read_by, by_all) = READ_BY;
    let open = format!("  ! {shown_by}\n  {shown_by}: {to_all}\n  {read_by}: {by_all}\n");
    OPEN.iter().for_each(|end| add_ending(&format!("*{end}"), &open));
    add(&format!("/{OPEN_FOLDER}/*"), &open);
    all.iter().map(|(pattern, lines)| format!("{base}{pattern}\n{lines}")).collect()
}

/// The text of `_redirects`.
pub fn redirects(rules: &Rules) -> String {
    let base = &rules.base;
    REDIRECTS.iter().map(|(from, to)| format!("{base}{from} {base}{to} 301\n")).collect()
}

/// Lines of `_redirects` for the records of a large site that have no page. An existing file takes precedence, but not
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
    use super::super::Others;
    use super::*;
    use film_core::locale::Locale;
    use film_core::model::{ClipId, NewsId, TopicId};
    use film_core::route::Page;
    use std::collections::BTreeMap;

    /// Whether a path pattern matches a path.
    fn matches(pattern: &str, path: &str) -> bool {
        match pattern.split_once('*') {
            Some((start, end)) => {
                path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
            }
            None => path == pattern,
        }
    }

    /// The headers of a path with all their values: as Cloudflare reads the text, or as Netlify does, which does not
    /// detach.
    fn headers_of(text: &str, path: &str, detaches: bool) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut here = false;
        for line in text.lines() {
            match line.strip_prefix("  ") {
                None => here = matches(line, path),
                Some(header) if here => match (header.strip_prefix("! "), header.split_once(": ")) {
                    (Some(name), _) if detaches => drop(found.remove(name)),
                    (None, Some((name, value))) => found.entry(name.into()).or_default().push(value.into()),
                    _ => {}
                },
                Some(_) => {}
            }
        }
        found
    }

    #[test]
    fn every_page_has_a_rule() {
        for page in [
            Page::Home,
            Page::Article(NewsId("a".into())),
            Page::Topic(TopicId("a".into())),
            Page::Agenda(2024),
            Page::Library,
            Page::Clip(ClipId("a".into())),
            Page::Search,
            Page::Pack,
            Page::Offline,
            Page::About,
        ] {
            for locale in Locale::ALL {
                let path = page.href(locale);
                assert_eq!(PAGES.iter().filter(|pattern| matches(pattern, &path)).count(), 1, "{path}");
            }
        }
    }

    #[test]
    fn no_path_gets_a_header_twice() {
        let text = headers(&Rules::new(&[], Others::default(), "https://film.example"));
        for (path, is_open, cache) in [
            ("/", false, Some(Cache::Page)),
            ("/zh", false, Some(Cache::Page)),
            ("/news", false, Some(Cache::Page)),
            ("/zh/library/clips/a", false, Some(Cache::Page)),
            ("/pack", false, Some(Cache::Page)),
            ("/feed.json", true, None),
            ("/feed.atom", true, None),
            ("/zh/feed.json", true, Some(Cache::Page)),
            ("/news/topics/a/feed.json", true, Some(Cache::Page)),
            ("/library/locations.geojson", true, Some(Cache::Page)),
            ("/library/locations/pier.gpx", true, Some(Cache::Page)),
            ("/library/clips.kml", true, Some(Cache::Page)),
            ("/summit/2024/schedule.json", true, Some(Cache::Page)),
            ("/summit/2024/schedule.xml", true, Some(Cache::Page)),
            ("/summit/2024/reports/a-1.png", true, Some(Cache::Page)),
            ("/catalog.jsonld", true, None),
            ("/icon.svg", true, None),
            ("/media/a.avif", true, Some(Cache::Forever)),
            ("/media/cards/a.jpg", true, Some(Cache::Forever)),
            ("/assets/a.chunk.wasm", false, Some(Cache::Forever)),
            ("/data/catalog/en-site-0a/whole.bin", false, Some(Cache::Forever)),
            ("/data/map/a.json", false, Some(Cache::Forever)),
            ("/data/news.json", false, None),
            ("/sw.js", false, None),
            ("/manifest.webmanifest", false, None),
        ] {
            for detaches in [true, false] {
                let mut found = headers_of(&text, path, detaches);
                let shown_by = found.remove(SHOWN_BY.0).unwrap_or_default();
                let expected: &[&str] = match (is_open, detaches) {
                    (true, true) => &["cross-origin"],
                    (true, false) => &["same-origin", "cross-origin"],
                    (false, _) => &["same-origin"],
                };
                assert_eq!(shown_by, expected, "{path}");
                assert!(found.values().all(|values| values.len() == 1), "{path}: {found:?}");
                assert_eq!(found.contains_key(READ_BY.0), is_open, "{path}");
                let found = found.get("Cache-Control").map(|values| values[0].as_str());
                assert_eq!(found, cache.map(Cache::as_str), "{path}");
            }
        }
    }
}
