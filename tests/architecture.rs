//! Which module may use which: read from the `use` lines, as ARCHITECTURE.md draws it.

use std::path::{Path, PathBuf};

/// A module and the modules of the app that it may name. Cargo refuses the rest: the layers below are crates.
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
