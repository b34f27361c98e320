//! Which module may use which others: checks the `use` lines against the diagram in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module and the app's modules that it may name. Cargo enforces the rest, because the layers below are crates.
const MAY_USE: [(&str, &[&str]); 6] = [
    ("offline", &[]),
    ("ui", &["offline"]),
    ("browser", &["offline", "ui"]),
    ("page", &["browser", "offline", "ui"]),
    ("app", &["browser", "page", "ui"]),
    ("prerender", &["app", "browser"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files.extend(sources(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") {
            files.push(entry);
        }
    }
    files
}

#[test]
fn dependencies_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&root) {
        let path = file.strip_prefix(&root).unwrap().to_str().unwrap();
        let module = path.split(['/', '.']).next().unwrap();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            assert!(["lib", "main", "bin"].contains(&module), "{path} belongs to no module of the list");
            continue;
        };
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known = MAY_USE.iter().any(|(name, _)| *name == used);
                assert!(
                    !known || used == module || allowed.contains(&used.as_str()),
                    "{path}:{} uses {used}, which {module} may not",
                    number + 1
                );
            }
        }
    }
}

#[test]
fn only_browser_names_web_sys_and_pages_have_no_cfg() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&root) {
        let path = file.strip_prefix(&root).unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        if !path.starts_with("browser") {
            let named =
                ["web_sys::", "js_sys::", "wasm_bindgen::", "gloo_net::"].iter().find(|name| text.contains(*name));
            assert_eq!(named, None, "{path}");
        }
        if path.starts_with("page") || path.starts_with("ui") {
            let cfg = text.lines().filter(|line| line.contains("#[cfg(") && !line.contains("cfg(test)")).count();
            assert_eq!(cfg, 0, "{path}");
        }
    }
}

#[test]
fn addresses_come_from_route() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in sources(&root) {
        let path = file.strip_prefix(&root).unwrap().to_str().unwrap();
        if path.starts_with("ui") || path.starts_with("page") || path == "app.rs" {
            let text = std::fs::read_to_string(&file).unwrap();
            let literal = text.lines().find(|line| line.contains("href=\"/") || line.contains("href=format!"));
            assert_eq!(literal, None, "{path}");
        }
    }
}

/// The top-level modules of a crate that a source file names, through `crate::` or through enough `super::` to reach
/// the top.
fn named(text: &str, depth: usize) -> BTreeSet<String> {
    let above = "super::".repeat(depth + 1);
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let mut names = BTreeSet::new();
    for prefix in ["crate::", above.as_str()] {
        for (at, _) in text.match_indices(prefix) {
            let (before, after) = (&text[..at], &text[at + prefix.len()..]);
            if before.ends_with("super::") || after.starts_with("super::") {
                continue;
            }
            let Some(group) = after.strip_prefix('{') else {
                names.insert(name(after));
                continue;
            };
            // Collect the names of this group, but not those of groups inside it.
            let mut level = 0;
            let mut part = String::new();
            for c in group.chars() {
                match c {
                    '}' if level == 0 => break,
                    ',' if level == 0 => drop(names.insert(name(&std::mem::take(&mut part)))),
                    _ => part.push(c),
                }
                level += i32::from(c == '{') - i32::from(c == '}');
            }
            names.insert(name(&part));
        }
    }
    names
}

#[test]
fn no_modules_of_a_crate_use_each_other() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates");
    for root in std::fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().path().join("src")) {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for file in sources(&root) {
            let path = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            let module = path.split(['/', '.']).next().unwrap().to_owned();
            if path.contains("tests") || ["lib", "main"].contains(&module.as_str()) {
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            uses.entry(module).or_default().extend(named(text, path.matches('/').count()));
        }
        // Remove modules that use none of the remaining ones, until none is left or all remaining ones form a cycle.
        loop {
            let left: BTreeSet<String> = uses.keys().cloned().collect();
            uses.retain(|module, used| used.iter().any(|name| name != module && left.contains(name)));
            if uses.len() == left.len() {
                break;
            }
        }
        assert!(uses.is_empty(), "{}: {:?}", root.display(), uses.keys());
    }
}

#[test]
fn modules_are_named_by_path_and_by_group() {
    let names = |text, depth| named(text, depth).into_iter().collect::<Vec<_>>();
    assert_eq!(names("use crate::a::b; use crate::{c::{d, e}, f};", 0), ["a", "c", "f"]);
    assert_eq!(names("use super::a; use super::super::b;", 0), ["a"]);
    assert_eq!(names("use super::a; use super::super::{b, c::d};", 1), ["b", "c"]);
}
