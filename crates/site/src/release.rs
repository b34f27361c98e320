//! A release: the built site as one archive in upload order, with checksums, an SBOM, and a list of which files may be
//! deleted when.

use super::Files;
use super::headers::{FOREVER, PRIVATE};
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use tar::{Builder, EntryType, Header};

/// How long a file with a content-based name is kept after the last release that has it, because an open tab may still
/// request it.
const KEEP_DAYS: i64 = 30;

/// The files of a release, and those that earlier releases left on the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// The version of this format.
    pub format: u32,
    /// The version of the release.
    pub version: String,
    /// The files of the release.
    pub current: Vec<String>,
    /// Files of earlier releases, with the time (RFC 3339) from which each may be deleted. For files with content-based
    /// names, that is 30 days after the first release without them. Pages and data may be deleted at once; if they
    /// stayed, they would still be read.
    pub earlier: BTreeMap<String, String>,
}

/// The position of a file in the upload: files that pages reference, pages, manifest, service worker.
fn stage(path: &str) -> u8 {
    match path {
        "sw.js" => 4,
        "offline.json" => 3,
        _ if path.ends_with(".html") || PRIVATE.contains(&path) => 2,
        _ if is_named(path) => 0,
        _ => 1,
    }
}

/// Whether a file has a content-based name.
fn is_named(path: &str) -> bool {
    FOREVER.iter().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

/// The paths of a site in upload order. A compressed copy comes just before its file.
pub fn order(site: &Files) -> Vec<&str> {
    let mut paths: Vec<&str> = site.keys().map(String::as_str).collect();
    let plain = |path: &str| path.trim_end_matches(".br").trim_end_matches(".gz").to_owned();
    paths.sort_by_key(|path| (stage(&plain(path)), plain(path), plain(path) == **path));
    paths
}

/// The SHA-256 of each file in upload order, in the format of `sha256sum --check`.
pub fn sums(site: &Files) -> String {
    let mut text = String::new();
    for path in order(site) {
        let _ = writeln!(text, "{}  {path}", hex(&Sha256::digest(&site[path])));
    }
    text
}

/// The version of a release, derived from its content.
pub fn version(site: &Files) -> String {
    format!("{}-{}", env!("CARGO_PKG_VERSION"), &hex(&Sha256::digest(sums(site)))[..12])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Packs the site into a `tar.gz`. The same site always gives the same bytes.
///
/// # Errors
///
/// Returns an error if a path is too long for the archive format.
pub fn archive(site: &Files) -> Result<Vec<u8>, String> {
    let mut archive = Builder::new(GzBuilder::new().mtime(0).write(Vec::new(), Compression::best()));
    for path in order(site) {
        // Readable by all, no owner, no modification time.
        let mut header = Header::new_ustar();
        header.set_path(path).map_err(|_| format!("{path}: too long for an archive"))?;
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_size(site[path].len() as u64);
        header.set_cksum();
        archive.append(&header, site[path].as_slice()).expect("a vector takes all bytes");
    }
    let packed = archive.into_inner().and_then(GzEncoder::finish);
    Ok(packed.expect("a vector takes all bytes"))
}

/// The retention list of this release, based on that of the previous one.
pub fn retention(site: &Files, before: Option<&Retention>, now: Timestamp) -> Retention {
    let current = site.keys().cloned().collect();
    let alone = Retention { format: 1, version: version(site), current, earlier: BTreeMap::new() };
    match before {
        Some(before) => alone.after(before, now),
        None => alone,
    }
}

impl Retention {
    /// The content of `retention.json`, which is next to the archive.
    pub fn json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("a list of files is plain data")
    }

    /// The retention list of this release when it replaces `before`, which may be newer. If both list a file, the later
    /// date counts.
    #[must_use]
    pub fn after(mut self, before: &Retention, now: Timestamp) -> Retention {
        let (later, at_once) = ((now + (KEEP_DAYS * 24).hours()).to_string(), now.to_string());
        let left = before.current.iter().map(|path| (path, if is_named(path) { &later } else { &at_once }));
        for (path, until) in before.earlier.iter().chain(left) {
            let kept = self.earlier.entry(path.clone()).or_default();
            if *kept < *until {
                kept.clone_from(until);
            }
        }
        for path in &self.current {
            self.earlier.remove(path);
        }
        self
    }
}

/// A CycloneDX 1.5 bill of materials (SBOM) of the crates in `cargo metadata`.
///
/// # Errors
///
/// Returns an error if the text is not the output of `cargo metadata`.
pub fn bill(metadata: &str, version: &str) -> Result<Value, String> {
    let metadata: Value = serde_json::from_str(metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata names no packages")?;
    let mut components: Vec<Value> = Vec::new();
    let reference = |name: &str, version: &str| format!("pkg:cargo/{name}@{version}");
    for package in packages {
        let text = |key: &str| package[key].as_str().unwrap_or_default();
        if text("name") == env!("CARGO_PKG_NAME") {
            continue;
        }
        let purl = reference(text("name"), text("version"));
        let mut component = json!({
            "type": "library",
            "bom-ref": purl,
            "name": text("name"),
            "version": text("version"),
            "purl": purl,
        });
        if !text("license").is_empty() {
            // Old crates use a slash for "or".
            component["licenses"] = json!([{ "expression": text("license").replace('/', " OR ") }]);
        }
        components.push(component);
    }
    components.sort_by_key(|component| component["bom-ref"].as_str().map(str::to_owned));
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": "site",
            "name": env!("CARGO_PKG_NAME"),
            "version": version,
        } },
        "components": components,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(paths: &[&str]) -> Files {
        paths.iter().map(|path| ((*path).to_owned(), path.as_bytes().to_vec())).collect()
    }

    #[test]
    fn the_worker_comes_last_and_what_pages_name_first() {
        let site = site(&[
            "404.html",
            "_headers",
            "assets/a.wasm",
            "assets/a.wasm.br",
            "data/news.json",
            "feed.atom",
            "index.html",
            "index.html.gz",
            "offline.json",
            "sw.js",
        ]);
        let order = order(&site);
        assert_eq!(order[..2], ["assets/a.wasm.br", "assets/a.wasm"]);
        assert_eq!(order[2..4], ["data/news.json", "feed.atom"]);
        assert_eq!(order[8..], ["offline.json", "sw.js"]);
        assert_eq!(order.len(), site.len());
    }

    #[test]
    fn an_archive_is_the_same_twice_and_long_paths_fit() {
        let long = format!("summit/2023/{}.html", "a".repeat(120));
        let site = site(&["index.html", "media/x.svg", &format!("{}/{}", "b".repeat(80), "c".repeat(60))]);
        assert_eq!(archive(&site).unwrap(), archive(&site.clone()).unwrap());
        assert!(archive(&self::site(&[&long])).unwrap_err().contains("too long"));
        assert_eq!(version(&site), version(&site.clone()));
        assert_ne!(version(&site), version(&self::site(&["index.html"])));
    }

    #[test]
    fn what_is_named_again_is_kept_and_the_rest_for_thirty_days() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let one = retention(&site(&["assets/a", "assets/b", "index.html"]), None, now);
        assert_eq!((one.current.len(), one.earlier.len()), (3, 0));
        let later: Timestamp = "2026-01-11T00:00:00Z".parse().unwrap();
        let two = retention(&site(&["assets/b", "assets/c", "index.html"]), Some(&one), later);
        assert_eq!(two.earlier.keys().collect::<Vec<_>>(), ["assets/a"]);
        assert_eq!(two.earlier["assets/a"], "2026-02-10T00:00:00Z");
        let third = retention(&site(&["assets/a", "assets/c", "index.html"]), Some(&two), later + (24 * 40).hours());
        assert_eq!(third.earlier.keys().collect::<Vec<_>>(), ["assets/b"], "what came back is current again");
        let fourth = retention(&site(&["assets/d", "index.html"]), Some(&third), later + (24 * 50).hours());
        assert_eq!(fourth.earlier["assets/b"], third.earlier["assets/b"], "the first date stays");
    }

    #[test]
    fn a_page_that_is_withdrawn_may_be_deleted_at_once() {
        let day = |number: i64| "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap() + (24 * number).hours();
        let one = retention(&site(&["assets/a", "data/news/x.json", "index.html", "news/x.html"]), None, day(0));
        let two = retention(&site(&["assets/a", "index.html"]), Some(&one), day(1));
        let at_once = ["data/news/x.json", "news/x.html"].map(|path| (path.to_owned(), day(1).to_string()));
        assert_eq!(two.earlier, BTreeMap::from(at_once));
        assert_eq!(one.after(&two, day(2)).earlier, BTreeMap::new(), "it is back with the release that had it");
    }

    #[test]
    fn after_a_rollback_nothing_is_listed_that_is_live_or_was_yesterday() {
        let day = |number: i64| "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap() + (24 * number).hours();
        let one = retention(&site(&["assets/a", "assets/b"]), None, day(0));
        let two = retention(&site(&["assets/b", "assets/c"]), Some(&one), day(1));
        let back = one.clone().after(&two, day(20));
        assert_eq!((&back.version, &back.current), (&one.version, &one.current));
        assert_eq!(back.earlier, BTreeMap::from([("assets/c".to_owned(), day(50).to_string())]));
        // The release after a rollback counts from the rollback, not from the first publication of the restored
        // release.
        let three = retention(&site(&["assets/d"]), Some(&back), day(28));
        assert_eq!(three.earlier["assets/a"], day(58).to_string());
        assert_eq!(three.earlier["assets/c"], day(50).to_string());
        // There and back again: the later date counts.
        let again = two.after(&back, day(21)).after(&one, day(22));
        assert_eq!(again.earlier["assets/a"], day(52).to_string());
    }

    #[test]
    fn a_bill_names_every_crate_with_its_licence() {
        let metadata = r#"{"packages":[{"name":"city-of-film","version":"0.1.0"},
            {"name":"b","version":"2.0.0","license":"MIT/Apache-2.0"},{"name":"a","version":"1.0.0","license":null}]}"#;
        let bill = bill(metadata, "0.1.0-x").unwrap();
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/a@1.0.0");
        assert_eq!(bill["components"][1]["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert!(super::bill("{}", "x").is_err() && super::bill("x", "x").is_err());
    }
}
