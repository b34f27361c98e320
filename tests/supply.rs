//! What the site is made of: licences, sources and versions of every crate, read from `cargo metadata`.
//!
//! cargo-deny does the same and more, but takes longer to compile than the site. Advisories need a database from
//! the network and are left to `cargo audit` where there is one.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Licences that ask for no more than to be named. MPL-2.0 is for files that are used as they come.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates whose manifest names a file in the place of a licence, with the licence in that file.
const BY_FILE: [(&str, &str); 1] = [("ical", "Apache-2.0")];

/// Crates that would bring what is not wanted here: a system library for TLS, a network client.
const BANNED: [&str; 5] = ["openssl-sys", "native-tls", "reqwest", "hyper", "actix-web"];

/// Crates of which two versions in one program would not fit together.
const ONCE: [&str; 8] =
    ["js-sys", "leptos", "leptos_router", "reactive_graph", "serde", "serde_json", "wasm-bindgen", "web-sys"];

/// The crates of this repository, which no registry has.
const OWN: [&str; 2] = ["catalog", env!("CARGO_PKG_NAME")];

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
    for package in packages() {
        let by_file = BY_FILE.iter().find(|(known, _)| *known == name(&package)).map(|(_, licence)| *licence);
        let text = package["license"].as_str().or(by_file).unwrap_or_else(|| panic!("{} names none", name(&package)));
        let expression = spdx::Expression::parse_mode(text, spdx::ParseMode::LAX)
            .unwrap_or_else(|error| panic!("{}: {text}: {error}", name(&package)));
        let allowed = expression.evaluate(|requirement| {
            let id = requirement.license.id().map(|id| id.name).unwrap_or_default();
            LICENCES.contains(&id)
        });
        assert!(allowed, "{}: {text}", name(&package));
    }
}

#[test]
fn every_crate_comes_from_the_registry_and_has_its_sum() {
    let packages = packages();
    let registry = packages.iter().find(|package| name(package) == "serde").unwrap()["source"].clone();
    for package in &packages {
        let own = OWN.contains(&name(package));
        assert_eq!(package["source"], if own { Value::Null } else { registry.clone() }, "{}", name(package));
    }
    let lock: toml::Table = std::fs::read_to_string("Cargo.lock").unwrap().parse().unwrap();
    for package in lock["package"].as_array().unwrap() {
        assert!(package.get("checksum").is_some() || OWN.contains(&package["name"].as_str().unwrap()), "{package}");
    }
}

#[test]
fn nothing_unwanted_and_nothing_twice() {
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        let version = package["version"].as_str().unwrap().to_owned();
        versions.entry(name(&package).to_owned()).or_default().insert(version);
    }
    for banned in BANNED {
        assert_eq!(versions.get(banned), None, "{banned}");
    }
    for once in ONCE {
        assert_eq!(versions[once].len(), 1, "{once}: {:?}", versions[once]);
    }
}
