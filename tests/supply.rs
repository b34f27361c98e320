//! Checks the licences, sources and versions of every crate against deny.toml.
//!
//! cargo-deny does the same and more, but takes longer to compile than the site. Advisories need a database from the
//! network: run `cargo deny check advisories` if there is one.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Reads deny.toml.
fn rules() -> toml::Table {
    std::fs::read_to_string("deny.toml").unwrap().parse().unwrap()
}

fn strings(value: &toml::Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

/// Crates that must have a single version, because two versions in one program would not work together.
const ONCE: [&str; 8] =
    ["js-sys", "leptos", "leptos_router", "reactive_graph", "serde", "serde_json", "wasm-bindgen", "web-sys"];

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

#[test]
fn every_licence_is_one_that_we_may_use() {
    let rules = rules();
    let allowed = strings(&rules["licenses"]["allow"]);
    let clarified = rules["licenses"]["clarify"].as_array().unwrap();
    for package in packages() {
        let by_file = clarified.iter().find(|it| it["crate"].as_str() == Some(name(&package)));
        let by_file = by_file.map(|it| it["expression"].as_str().unwrap());
        let text = package["license"].as_str().or(by_file).unwrap_or_else(|| panic!("{} names none", name(&package)));
        let expression = spdx::Expression::parse_mode(text, spdx::ParseMode::LAX)
            .unwrap_or_else(|error| panic!("{}: {text}: {error}", name(&package)));
        let fits = expression.evaluate(|requirement| {
            let id = requirement.license.id().map(|id| id.name).unwrap_or_default();
            allowed.contains(&id)
        });
        assert!(fits, "{}: {text}", name(&package));
    }
}

#[test]
fn every_crate_comes_from_the_registry_and_has_its_sum() {
    let packages = packages();
    // The crates of this repository are inside its folder.
    let here = |package: &Value| package["manifest_path"].as_str().unwrap().starts_with(env!("CARGO_MANIFEST_DIR"));
    let registry = packages.iter().find(|package| name(package) == "serde").unwrap()["source"].clone();
    for package in &packages {
        assert_eq!(package["source"], if here(package) { Value::Null } else { registry.clone() }, "{}", name(package));
    }
    let own: BTreeSet<&str> = packages.iter().filter(|package| here(package)).map(name).collect();
    let lock: toml::Table = std::fs::read_to_string("Cargo.lock").unwrap().parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        assert!(package.get("checksum").is_some() || own.contains(package["name"].as_str().unwrap()), "{package}");
    }
}

#[test]
fn nothing_unwanted_and_nothing_twice() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        let version = package["version"].as_str().unwrap().to_owned();
        versions.entry(name(&package).to_owned()).or_default().insert(version);
    }
    for banned in strings(&rules()["bans"]["deny"]) {
        assert_eq!(versions.get(banned), None, "{banned}");
    }
    for once in ONCE {
        assert_eq!(versions[once].len(), 1, "{once}: {:?}", versions[once]);
    }
}

#[test]
fn every_npm_package_of_the_build_has_a_licence_that_we_may_use() {
    let rules = rules();
    let allowed = strings(&rules["licenses"]["allow"]);
    let lock: Value = serde_json::from_str(&std::fs::read_to_string("package-lock.json").unwrap()).unwrap();
    for (path, package) in lock["packages"].as_object().unwrap() {
        // The first one is this repository.
        let licence = package["license"].as_str();
        assert!(path.is_empty() || licence.is_some_and(|licence| allowed.contains(&licence)), "{path}: {licence:?}");
        assert!(path.is_empty() || package["integrity"].is_string(), "{path} has no checksum");
    }
}
